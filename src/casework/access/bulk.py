"""One step in many proceedings: each stands or falls alone, and what is sent again goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casework.access.counter import Counter
from casework.errors import CaseworkError
from casework.model.ids import case_id_of
from casework.model.record import Entry


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the step in one proceeding: its entry, or what stood in the way."""

    proceeding_id: str
    entry: Entry | None = None
    error: CaseworkError | None = None


def perform_in_each(
    counter: Counter,
    proceeding_ids: Iterable[str],
    transition: str,
    *,
    key_of: Callable[[str], str],
    facts: Mapping[str, Any],
) -> Iterator[Outcome]:
    """Make the transition in each, once, with an outcome for every one of them, in their order.

    `key_of` gives the key for a proceeding: with the same keys what was made before is told again and not made twice.
    Raises Denied where the right to do so is not theirs at all; a case out of reach is an outcome.
    """
    counter.door.plain("bulk")
    for proceeding_id in dict.fromkeys(proceeding_ids):
        try:
            counter.door.case("bulk", case_id_of(proceeding_id))
            entry = counter.perform(proceeding_id, transition, key=key_of(proceeding_id), facts=facts)
        except CaseworkError as error:
            yield Outcome(proceeding_id, None, error)
        else:
            yield Outcome(proceeding_id, entry)
