"""The letters that a transition would write, as they would go. Nothing is written, claimed or recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from casework.engine import facts as facts_
from casework.engine import permits
from casework.engine.accepting import requirements
from casework.engine.attempt import Accepted, Attempt
from casework.engine.consequences import entry_for
from casework.engine.draft import Draft
from casework.engine.order import candidates, in_order
from casework.errors import BadDefinition, Reason, Refused
from casework.model.contested import contested
from casework.model.preview import LetterItem, Preview, PreviewedLetter
from casework.model.record import Entry, Record
from casework.model.rows import Decision, Letter
from casework.model.workflow import Transition
from casework.notices.readable import html
from casework.rules.letter import ITEMS, letter_of, wanted

#: The step that tells of a decision; with it goes the letter in which the decision stands.
NOTICE, SEND = "notice", "send"


Stored = Callable[[str], str]


def preview(draft: Draft, proceeding_id: str, name: str, given: Mapping[str, Any], stored: Stored) -> Preview:
    """What the transition would write, with what is given so far. `stored` finds the text of an earlier letter.

    Raises NotFound for a transition that the workflow does not have, Refused for one that is not in order here.
    """
    proceeding = draft.record.proceeding(proceeding_id)
    workflow = draft.around.workflow_of(proceeding)
    attempt = Attempt(
        draft.around, draft.record, proceeding, workflow, name, draft.actor, draft.now, draft.today, given
    )
    transition, target, reasons = _chosen(attempt)
    reasons += permits.refusals(attempt.record, proceeding, transition, attempt.actor)
    values, faults = facts_.checked(workflow, transition, given, attempt.today, proceeding.facts)
    if not transition.registers:
        reasons += faults + requirements(attempt, transition, values)
    told = tuple(dict.fromkeys(attempt.cited(reasons)))
    try:
        entry = entry_for(draft, attempt, Accepted(transition, target, values))
    except BadDefinition:
        # A letter cannot be written before the facts are there that it rests on.
        if not faults:
            raise
        return Preview((), told)
    return Preview(tuple(_letters(draft, attempt, entry, stored)), told)


def _chosen(attempt: Attempt) -> tuple[Transition, str, list[Reason]]:
    """The transition and where it leads; where the facts do not choose yet, the first of that name from here."""
    try:
        transition, target = in_order(attempt)
    except Refused as refused:
        here = candidates(attempt)
        if not here:
            raise
        return here[0], _somewhere(attempt, here[0]), list(refused.reasons)
    return transition, target or attempt.proceeding.state, []


def _somewhere(attempt: Attempt, transition: Transition) -> str:
    return transition.target_for(attempt.proceeding.state, attempt.given) or attempt.proceeding.state


def _letters(draft: Draft, attempt: Attempt, entry: Entry, stored: Stored) -> Iterator[PreviewedLetter]:
    after = draft.record.after(entry)
    decision = contested(after, attempt.proceeding)
    sent = letter_of(after, decision) if (attempt.workflow.name, attempt.name) == (NOTICE, SEND) else None
    written = [x for x in after.all("letters").values() if x.id.startswith(f"{entry.id}.")]
    for letter in (*([sent] if sent else []), *written):
        about = decision if letter is sent else _decided(after, letter)
        omitted = bool({**attempt.proceeding.facts, **attempt.given}.get("reasons_omitted"))
        text = draft.contents.get(letter.digest) or stored(letter.digest)
        page = html(letter.subject, text, letter.language)
        items = tuple(_items(draft, after, letter, about, omitted))
        yield PreviewedLetter(letter.template, letter.language, letter.subject, text, page, items)


def _decided(record: Record, letter: Letter) -> Decision | None:
    """The decision that stands in the letter: the last one made in its proceeding."""
    made = [d for d in record.all("decisions").values() if d.proceeding_id == letter.proceeding_id]
    return made[-1] if made and "decision" in letter.tells else None


def _items(
    draft: Draft, record: Record, letter: Letter, decision: Decision | None, omitted: bool
) -> Iterator[LetterItem]:
    scheme = draft.around.scheme_of(record)
    required = wanted(decision, scheme, reasons_omitted=omitted) if decision else ()
    for name, item in ITEMS.items():
        if name in required or name in letter.tells:
            yield LetterItem(name, item.title, item.law, name in required, name in letter.tells)
