"""A scheme of one's own: a workflow, a scheme, a rule and a letter, without a change to casework."""

# ruff: noqa: T201  (an example shows what happens)
from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from casework import Actor, Office, Refused

HERE = Path(__file__).parent / "tailored"
ODA, OLA = Actor("oda", "caseworker"), Actor("ola", "decision_maker")


def main() -> None:
    """Too few neighbours are refused under the scheme's own rule N3; enough of them get a letter."""
    office = Office(
        "sqlite://",
        workflows=[HERE / "neighbourhood_grant.toml"],
        schemes=[HERE / "scheme.toml"],
        rules=[own_rules()],
        letters=[HERE / "letters"],
    )
    for neighbours in (3, 12):
        case = office.open_case(
            scheme="neighbourhood", year=2026, party="310000000", by=ODA, facts={"neighbours": neighbours}
        )
        office.declare_impartiality(case.id, "ola", by=OLA, impartial=True)
        facts = {"amount": 25_000_00, "award_reason": "Mange er med."}
        try:
            office.perform(case.grant.id, "award", by=OLA, facts=facts)
        except Refused as refused:
            print(f"{case.number}: {refused.reasons[0].message} ({refused.reasons[0].law})")
            continue
        print(f"{case.number}: {office.case(case.id).letters[0].subject}")


def own_rules() -> ModuleType:
    """The module beside the scheme; a host that is installed would import it by name."""
    spec = importlib.util.spec_from_file_location("tailored_rules", HERE / "rules.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{HERE} has no rules.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
