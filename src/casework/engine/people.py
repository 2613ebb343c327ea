"""Who is on the case, and what each has declared about impartiality (fvl §§ 6–10)."""

from __future__ import annotations

from casework.engine.draft import Draft
from casework.engine.permits import INTERNAL_CONTROL, insider_refusals
from casework.errors import BadInput, Refused
from casework.law.impartiality import Declaration
from casework.model.actor import valid_person, valid_role
from casework.model.record import Entry, change


def assign(draft: Draft, person: str, role: str) -> Entry:
    """Give a person a role in the case; the caseworker assigned last is responsible. Raises Refused, BadInput."""
    _known(person, role)
    _insider(draft, "assign")
    case = draft.record.case
    row = change(
        "assignments",
        f"{case.id}:{role}:{person}",
        case_id=case.id,
        person=person,
        role=role,
        since=draft.now,
        until=None,
    )
    responsible = [change("cases", case.id, responsible=person)] if role == "caseworker" else []
    # The open deadlines carry a copy of who answers for them, so that a work list is one query.
    desks = [
        change("deadlines", d.id, caseworker=person) for d in draft.record.all("deadlines").values() if responsible
    ]
    facts = {"person": person, "role": role}
    changes = (row, *responsible, *desks)
    return draft.enter(draft.entry("assigned", "assign", facts=facts, law=INTERNAL_CONTROL, changes=changes))


def unassign(draft: Draft, person: str, role: str) -> Entry:
    """End a person's role in the case. Raises BadInput where the person does not have it."""
    _insider(draft, "unassign")
    case = draft.record.case
    assignment = draft.record.all("assignments").get(f"{case.id}:{role}:{person}")
    if assignment is None or assignment.until is not None:
        raise BadInput(f"{person} does not have the role {role} in case {case.number}")
    row = change("assignments", assignment.id, until=draft.now)
    leaves = role == "caseworker" and case.responsible == person
    responsible = [change("cases", case.id, responsible=None)] if leaves else []
    desks = [change("deadlines", d.id, caseworker=None) for d in draft.record.all("deadlines").values() if leaves]
    facts = {"person": person, "role": role}
    changes = (row, *responsible, *desks)
    return draft.enter(draft.entry("assigned", "unassign", facts=facts, law=INTERNAL_CONTROL, changes=changes))


def declare(draft: Draft, person: str, impartial: bool, ground: str | None, exception: str | None) -> Entry:
    """Record what a person has declared, or had decided, about impartiality in this case (fvl/8). Raises BadInput."""
    valid_person(person)
    case = draft.record.case
    if not impartial and not ground:
        raise BadInput("a disqualified person needs a ground, such as fvl/6-1-e or fvl/6-2")
    Declaration(person, impartial, draft.now, ground, exception)
    number = 1 + len(draft.record.all("impartiality_declarations"))
    row = change(
        "impartiality_declarations",
        f"{case.id}:impartiality:{number}",
        case_id=case.id,
        person=person,
        impartial=int(impartial),
        ground=ground,
        exception=exception,
        declared_at=draft.now,
        declared_by=draft.actor.person,
    )
    facts = {"person": person, "impartial": impartial, "ground": ground, "exception": exception}
    return draft.enter(
        draft.entry("declared", "declare_impartiality", facts=facts, law=ground or "fvl/8", changes=(row,))
    )


def _insider(draft: Draft, step: str) -> None:
    refusals = insider_refusals(draft.actor)
    if refusals:
        raise Refused(step, refusals)


def _known(person: str, role: str) -> None:
    valid_role(role)
    valid_person(person)
