"""The nouns of case handling: frozen values, no I/O, no rules."""
