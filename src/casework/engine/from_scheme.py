"""What a scheme adds to the proceedings that a transition opens: extra parts of a report, the breach to react to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.model.rows import Proceeding
from casework.model.scheme import Duty, Scheme


def parts_of(scheme: Scheme, duty: Duty, award: Mapping[str, Any]) -> list[str]:
    """The parts of a report: those of the scheme, and those that the award adds where the scheme lets it (A37)."""
    added = [e for e in scheme.of("further_requirement") if duty.kind in e.values.get("duties", ())]
    parts = [*duty.parts, *(part for e in added for part in award.get(e.values["fact"]) or [])]
    return list(dict.fromkeys(parts))


def breach_facts(scheme: Scheme, source: Proceeding, step: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a reaction is opened with where the scheme says that the step shows a breach (A25, A41).

    The amount, in øre, is the largest of the facts that the scheme names.
    """
    noted = [b for b in scheme.of("breach") if b.values.get("noted_by") == f"{source.workflow}.{step}"]
    if not noted:
        return {}
    breach, known = noted[0], {**source.facts, **facts}
    return {
        "breach": breach.id,
        "term": scheme.citation(breach.code),
        "kind": breach.values["reaction"],
        "amount": max(known.get(fact) or 0 for fact in breach.values["amount"]),
        "source": source.id,
    }
