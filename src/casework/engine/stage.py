"""The stage of a case: derived from the states of its proceedings, never set."""

from __future__ import annotations

from casework.engine.surroundings import Surroundings
from casework.model.record import Record
from casework.model.rows import Proceeding

#: The first that holds is the stage: an open appeal over an effective reclaim over an effective withholding.
PRECEDENCE = ("appealed", "reclaimed", "withheld")


def stages(around: Surroundings, record: Record) -> list[str]:
    """Every stage that holds at once, the one that counts first; the state of the grant always holds."""
    given = [_stage(around, proceeding) for proceeding in record.proceedings()]
    first = [stage for stage in PRECEDENCE if stage in given]
    grant = record.grant
    own = [_stage(around, grant) or grant.state] if grant else []
    return list(dict.fromkeys([*first, *own, *(stage for stage in given if stage)]))


def _stage(around: Surroundings, proceeding: Proceeding) -> str | None:
    state = around.workflow_of(proceeding).states.get(proceeding.state)
    return state.stage if state else None
