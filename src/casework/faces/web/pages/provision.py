"""What a provision says, from when to when, its time limit, and who cites it."""

from __future__ import annotations

from casework.faces.web.visit import Answer, Page, Visit
from casework.law.commencement import in_force
from casework.law.provisions import provision, provisions


def law(visit: Visit, key: str) -> Answer:
    """The page of a provision."""
    found = provision(key)
    workflows = visit.definitions.workflow_names()
    newest = [visit.definitions.workflow(name) for name in workflows]
    citing = [(w, s) for w in newest for s in w.transitions if s.law == key]
    effective = in_force(key, visit.today)
    return Page("provision.html", {"found": found, "citing": citing, "effective": effective})


def laws(visit: Visit) -> Answer:
    """Every provision that is known."""
    return Page("laws.html", {"every": list(provisions().values())})
