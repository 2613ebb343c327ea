"""The cases as a summary reads them: what it asks of an office, and nothing that changes a case."""

from __future__ import annotations

from typing import Any, Protocol

from casework.clock.wall import Clock
from casework.engine.surroundings import Surroundings
from casework.model.case import Case
from casework.model.record import Entry


class Shelf(Protocol):
    """An office, for reading; each method is as the office describes it."""

    surroundings: Surroundings
    clock: Clock

    def cases(self, **filters: Any) -> list[dict[str, Any]]: ...

    def case(self, case_id: str) -> Case: ...

    def history(self, case_id: str) -> list[Entry]: ...

    def statistics(self, scheme: str, year: int) -> dict[str, Any]: ...
