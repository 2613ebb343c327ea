"""The mail of the office: to whom, what, when it leaves, and what comes back."""
