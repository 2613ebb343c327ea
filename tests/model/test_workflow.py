"""What a workflow calls its steps, and where they lead."""

from __future__ import annotations

from casework.errors import Text
from casework.model.workflow import ChosenTarget, Transition, Workflow

RECLAIM, WITHHOLD = Text("Krev tilbake", "Krev tilbake", "Reclaim"), Text("Hold tilbake", "Hald tilbake", "Withhold")
IN_TIME, WAITS = Text("I tide", "I tide", "In time"), Text("Må vente", "Må vente", "Must wait")
STEPS = (
    Transition("decide", ("proposed",), "reclaimed", title=RECLAIM),
    Transition("decide", ("proposed",), ChosenTarget("scope", {"all": "withheld", "part": "partly"}), title=WITHHOLD),
    Transition("note", ("proposed",), "="),
    Transition("examine", ("received",), "late", law="fvl/29-1", title=RECLAIM),
    Transition("examine", ("received",), "=", law="fvl/27b", title=WAITS),
    Transition("examine", ("received",), "=", law="fvl/29-1", title=IN_TIME),
)
WORKFLOW = Workflow("reaction", 1, "proposed", {}, STEPS)


def test_a_step_is_called_by_where_it_led() -> None:
    """One name may stand for two decisions: a withholding is never told as a reclaim."""
    assert WORKFLOW.title_of("decide", "reclaimed") == RECLAIM
    assert WORKFLOW.title_of("decide", "partly") == WITHHOLD


def test_steps_that_stay_are_told_apart_by_their_provision() -> None:
    """An appeal in time is never told as one that waits, or as one that is late (fvl/29-1)."""
    assert WORKFLOW.title_of("examine", "received", "received", "fvl/29-1") == IN_TIME
    assert WORKFLOW.title_of("examine", "received", "received", "fvl/27b") == WAITS


def test_a_step_that_led_elsewhere_still_has_a_title() -> None:
    """As one of an older version does; one without a title has none."""
    assert WORKFLOW.title_of("decide", None) == WITHHOLD
    assert WORKFLOW.title_of("note", "proposed") is None and WORKFLOW.title_of("unknown", "proposed") is None


def test_every_target_of_a_choice_counts() -> None:
    """The data chooses later."""
    assert [step.targets for step in STEPS] == [
        ("reclaimed",),
        ("withheld", "partly"),
        ("=",),
        ("late",),
        ("=",),
        ("=",),
    ]
