"""All that follows from an accepted transition: state, deadlines, money, decision and letters, as changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from casework.engine.attempt import Accepted, Attempt
from casework.engine.deadlines import deadline_changes
from casework.engine.draft import Draft
from casework.engine.money import money_changes
from casework.engine.permits import performers
from casework.model.contested import annulled, contested, standing
from casework.model.record import Change, Entry, change
from casework.model.rows import Decision, Proceeding
from casework.model.workflow import Transition


def entry_for(
    draft: Draft, attempt: Attempt, accepted: Accepted, kind: str = "performed", first: tuple[Change, ...] = ()
) -> Entry:
    """The entry of the transition, with every change that it makes to the record after those that come `first`."""
    entry = draft.entry(
        kind,
        accepted.transition.name,
        proceeding_id=attempt.proceeding.id,
        from_state=attempt.proceeding.state if kind != "opened" else None,
        to_state=accepted.target,
        facts=accepted.facts,
        law=_law(attempt, accepted.transition),
        actor=attempt.actor,
    )
    changes = [
        *first,
        _moved(attempt, accepted),
        *deadline_changes(attempt, accepted),
        *money_changes(attempt, accepted, entry.id),
        *_decision(attempt, accepted, entry.id),
    ]
    entry = replace(entry, changes=tuple(changes))
    return replace(entry, changes=(*entry.changes, *_letters(draft, attempt, accepted, entry)))


def _law(attempt: Attempt, transition: Transition) -> str | None:
    return attempt.ruleset.citation(transition.law) if transition.law else None


def _moved(attempt: Attempt, accepted: Accepted) -> Change:
    proceeding, name = attempt.proceeding, accepted.transition.name
    acts = {**proceeding.acts, name: _performers(attempt, proceeding.acts.get(name, []))}
    values: dict[str, Any] = {"state": accepted.target, "acts": acts}
    if accepted.facts:
        values["facts"] = merged(proceeding.facts, accepted.facts, _adding(attempt))
    final = attempt.workflow.states[accepted.target].final
    if final != (proceeding.closed_at is not None):
        values["closed_at"] = attempt.now if final else None
    return change("proceedings", proceeding.id, **values)


def _performers(attempt: Attempt, before: list[str]) -> list[str]:
    """Who has made the transition; of one that follows an event nobody: whoever set that off made another one."""
    who = attempt.actor.person
    return before if attempt.event is not None else [*(person for person in before if person != who), who]


def merged(known: Mapping[str, Any], given: Mapping[str, Any], adding: Collection[str] = ()) -> dict[str, Any]:
    """What is known after more was given: the later value counts; a sheet keeps its other lines, a list that adds its
    members.
    """
    sheets = {n: {**known[n], **v} for n, v in given.items() if isinstance(v, dict) and isinstance(known.get(n), dict)}
    lists = {n: list(dict.fromkeys([*known[n], *v])) for n, v in given.items() if n in adding and known.get(n)}
    return {**known, **given, **sheets, **lists}


def _adding(attempt: Attempt) -> set[str]:
    return {spec.name for spec in attempt.workflow.facts.values() if spec.adds}


def _decision(attempt: Attempt, accepted: Accepted, entry_id: str) -> list[Change]:
    transition = accepted.transition
    if not transition.decides:
        return []
    followed = _followed(attempt, transition)
    proposers = [p for name in transition.not_by for p in sorted(performers(attempt.record, attempt.proceeding, name))]
    return [
        change(
            "decisions",
            f"{entry_id}.1",
            case_id=attempt.record.case.id,
            proceeding_id=attempt.proceeding.id,
            kind=f"{attempt.workflow.name}.{transition.name}",
            law=_law(attempt, transition) or attempt.law,
            outcome=accepted.target,
            decided_at=attempt.now,
            decided_by=attempt.actor.person,
            proposed_by=proposers[-1] if proposers else None,
            follows=followed.id if followed else None,
            effect=transition.contested if followed else None,
            decided_as=attempt.actor.role,
        ),
        *([change("decisions", followed.id, status=transition.contested)] if followed and transition.contested else []),
    ]


def _followed(attempt: Attempt, transition: Transition) -> Decision | None:
    """The decision that this one takes the place of: the contested one, or one of this proceeding that was annulled."""
    if transition.contested is None:
        gone = annulled(attempt.record, attempt.proceeding)
        return gone[-1] if gone else None
    before = contested(attempt.record, attempt.proceeding)
    return standing(attempt.record, before) if before else None


def _letters(draft: Draft, attempt: Attempt, accepted: Accepted, entry: Entry) -> list[Change]:
    if not accepted.transition.letters:
        return []
    after = draft.record.after(entry)
    proceeding: Proceeding = after.proceeding(attempt.proceeding.id)
    values = {"facts": {**accepted.facts, **proceeding.facts}, "today": attempt.today, "entry_id": entry.id}
    values["ruleset"] = attempt.ruleset
    values["decided_by"] = attempt.actor.person if accepted.transition.decides else None
    language = after.party.language_form if after.party else "nb"
    letters = []
    for n, template in enumerate(accepted.transition.letters, 1):
        written = draft.around.compose(template, language, after, proceeding, values)
        letters.append(
            change(
                "letters",
                f"{entry.id}.{n}",
                case_id=after.case.id,
                proceeding_id=proceeding.id,
                template=template,
                language=written.language,
                recipient=after.case.party,
                subject=written.subject,
                digest=draft.keep(written.text),
                created_at=attempt.now,
                **({"tells": list(written.tells)} if written.tells else {}),
            )
        )
    return letters
