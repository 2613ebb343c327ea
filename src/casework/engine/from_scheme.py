"""What a scheme adds to the proceedings that a transition opens: extra parts of a report, the breach to react to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.model.rows import Proceeding
from casework.model.scheme import Duty, Scheme
from casework.model.workflow import Workflow

#: What a reaction has as its cause, by the step that opens it.
CAUSES = {
    "report.open_reaction": "late_report",
    "report.claim_unused": "unused_funds",
    "report.claim_equity": "equity_transfer",
}


def parts_of(scheme: Scheme, duty: Duty, award: Mapping[str, Any]) -> list[str]:
    """The parts of a report: those of the scheme, and those that the award adds where the scheme lets it (A37)."""
    added = [e for e in scheme.of("further_requirement") if duty.kind in e.values.get("duties", ())]
    parts = [*duty.parts, *(part for e in added for part in award.get(e.values["fact"]) or [])]
    return list(dict.fromkeys(parts))


def breach_facts(scheme: Scheme, source: Proceeding, step: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a reaction is opened with: what the scheme says of the breach that the step shows (A25, A41), and its cause.

    The amount, in øre, is the largest of the facts that the scheme names.
    """
    cause, name = {"source": source.id}, f"{source.workflow}.{step}"
    if name in CAUSES:
        cause["cause"] = CAUSES[name]
    if CAUSES.get(name) == "late_report":
        return {**cause, "claim_arose_on": source.facts.get("due_day"), "kind": facts.get("reaction_kind")}
    noted = [b for b in scheme.of("breach") if b.values.get("noted_by") == name]
    if not noted:
        return {}
    breach, known = noted[0], {**source.facts, **facts}
    return {
        **cause,
        "breach": breach.id,
        "term": scheme.citation(breach.code),
        "kind": breach.values["reaction"],
        "amount": max(known.get(fact) or 0 for fact in breach.values["amount"]),
    }


def named_breach(scheme: Scheme, workflow: Workflow, about: str | None, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What follows where somebody opens a reaction: the term of a breach that the scheme knows, and the source."""
    if "breach" not in workflow.opening.facts:
        return {}
    found: dict[str, Any] = {}
    known = {breach.id: breach.code for breach in scheme.of("breach")}
    if "term" in workflow.opening.facts and facts.get("breach") in known and not facts.get("term"):
        found["term"] = scheme.citation(known[facts["breach"]])
    if "source" in workflow.opening.facts and about and not facts.get("source"):
        found["source"] = about
    return found
