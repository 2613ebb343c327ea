"""Who may do what: roles and where they reach, one declared table of rights, and the counter that everybody is met at.

`Access` knows who has which role; `Counter` is the office as one person in one role may see and use it.
"""

from __future__ import annotations

from casework.access.admission import Access
from casework.access.counter import Counter
from casework.access.rights import ROLES, Right, right, rights

__all__ = ["ROLES", "Access", "Counter", "Right", "right", "rights"]
