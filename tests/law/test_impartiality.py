"""Who may prepare and who may decide."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from casework.errors import BadInput
from casework.law.impartiality import (
    AUTOMATIC_GROUNDS,
    DECIDED_BELOW,
    GROUNDS,
    STRICTER_TIES,
    Declaration,
    grounds,
    may_act,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 3, 12, tzinfo=UTC)
NOBODY: dict[str, str] = {}
UNDER_KARI = {"ola": "kari"}


def impartial(person: str, at: datetime = NOON) -> Declaration:
    return Declaration(person, True, at)


def disqualified(person: str, ground: str = "fvl/6-1-e", exception: str | None = None) -> Declaration:
    return Declaration(person, False, NOON, ground, exception)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("deciding", [True, False])
def test_a_disqualified_person_neither_prepares_nor_decides(ground: str, deciding: bool) -> None:
    """fvl/6-1, fvl/6-2: the refusal cites the ground itself."""
    found = may_act("ola", [disqualified("ola", ground)], NOBODY, deciding=deciding, required=False)
    assert [(reason.code, reason.law) for reason in found] == [("impartiality", ground)]


def test_a_refusal_tells_the_ground_in_the_readers_language() -> None:
    """A refusal is an answer."""
    (reason,) = may_act("ola", [disqualified("ola", "fvl/6-1-a")], NOBODY, deciding=False, required=True)
    assert reason.in_language("nb") == "ola er inhabil: Er selv part i saken."
    assert reason.in_language("nn") == "ola er inhabil: Er sjølv part i saka."
    assert reason.in_language("en") == "ola is disqualified: Is a party to the case."


def test_a_direct_subordinate_may_prepare_but_not_decide_for_a_disqualified_superior() -> None:
    """fvl/6-3."""
    declared = [impartial("ola"), disqualified("kari")]
    found = may_act("ola", declared, UNDER_KARI, deciding=True, required=True)
    assert [(reason.code, reason.law) for reason in found] == [("impartiality", "fvl/6-3")]
    assert found[0].message == "ola kan ikke avgjøre: den overordnede, kari, er inhabil"
    assert may_act("ola", declared, UNDER_KARI, deciding=False, required=True) == ()


def test_somebody_elses_disqualified_superior_stops_nobody() -> None:
    """fvl/6-3 reaches direct subordinates only."""
    declared = [impartial("ola"), disqualified("kari")]
    assert may_act("ola", declared, {"per": "kari", "ola": "per"}, deciding=True, required=True) == ()
    assert may_act("ola", declared, NOBODY, deciding=True, required=True) == ()


def test_an_impartial_or_silent_superior_stops_nobody() -> None:
    """fvl/6-3: only a superior known to be disqualified."""
    assert may_act("ola", [impartial("ola"), impartial("kari")], UNDER_KARI, deciding=True, required=True) == ()
    assert may_act("ola", [impartial("ola")], UNDER_KARI, deciding=True, required=True) == ()


def test_a_missing_declaration_stops_only_where_one_is_required() -> None:
    """fvl/8-1: everybody assesses himself; workflows say where it must be on record."""
    found = may_act("ola", [impartial("kari")], NOBODY, deciding=True, required=True)
    assert [(reason.code, reason.law) for reason in found] == [("impartiality", "fvl/8-1")]
    assert found[0].message == "ola har ikke erklært seg om habilitet i saken"
    assert may_act("ola", [impartial("kari")], NOBODY, deciding=True, required=False) == ()


def test_the_latest_declaration_counts_whatever_the_order() -> None:
    """Circumstances change, and corrections are new declarations."""
    first, then = disqualified("ola"), impartial("ola", LATER)
    for declared in ([first, then], [then, first]):
        assert may_act("ola", declared, NOBODY, deciding=True, required=True) == ()


def test_every_obstacle_is_told() -> None:
    """All reasons at once."""
    declared = [disqualified("ola"), disqualified("kari", "fvl/6-2")]
    found = may_act("ola", declared, UNDER_KARI, deciding=True, required=True)
    assert [reason.law for reason in found] == ["fvl/6-1-e", "fvl/6-3"]


def test_a_tie_that_obviously_cannot_matter_lifts_the_ground() -> None:
    """fvl/6-4: for the person and for the subordinates."""
    declared = [disqualified("kari", exception="fvl/6-4"), impartial("ola")]
    assert may_act("kari", declared, NOBODY, deciding=True, required=True) == ()
    assert may_act("ola", declared, UNDER_KARI, deciding=True, required=True) == ()


def test_a_provisional_decision_may_be_made_in_spite_of_the_ground() -> None:
    """fvl/7: provisional only, and not by the subordinates."""
    declared = [disqualified("kari", exception="fvl/7"), impartial("ola")]
    assert may_act("kari", declared, NOBODY, deciding=True, required=True, provisional=True) == ()
    assert may_act("kari", declared, NOBODY, deciding=True, required=True)[0].law == "fvl/6-1-e"
    assert may_act("ola", declared, UNDER_KARI, deciding=True, required=True, provisional=True)[0].law == "fvl/6-3"
    plain = [disqualified("kari")]
    assert may_act("kari", plain, NOBODY, deciding=True, required=True, provisional=True)[0].law == "fvl/6-1-e"


def test_who_decided_below_does_not_act_in_the_appeal() -> None:
    """fvl2025/26-4, enforced already now."""
    declared = [impartial("ola")]
    found = may_act("ola", declared, NOBODY, deciding=False, required=True, decided_below={"ola"})
    assert [reason.law for reason in found] == [DECIDED_BELOW]
    assert may_act("ola", declared, NOBODY, deciding=True, required=True, decided_below={"kari"}) == ()


def test_the_list_of_grounds_is_closed_and_explained() -> None:
    """fvl/6-1 letters a to e, fvl/6-2, and the ground of the 2025 Act."""
    listed = grounds()
    assert [ground.provision for ground in listed] == list(GROUNDS)
    assert {ground.provision for ground in listed if ground.automatic} == {
        *AUTOMATIC_GROUNDS,
        DECIDED_BELOW,
        *STRICTER_TIES,
    }
    assert all(ground.text.nn for ground in listed)
    assert "styret" in listed[4].text.nb


@pytest.mark.parametrize(
    ("impartial", "ground", "exception", "message"),
    [
        (True, "fvl/6-1-a", None, "^a declaration names a ground where"),
        (False, None, None, "^a declaration names a ground where"),
        (False, "fvl/6-3", None, "grounds are fvl/6-1-a, fvl/6-1-b"),
        (True, None, "fvl/6-4", "an exception lifts a ground"),
        (False, "fvl/6-2", "fvl/8", "an exception lifts a ground"),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(
    impartial: bool, ground: str | None, exception: str | None, message: str
) -> None:
    """fvl/6: somebody is disqualified on a ground, or not at all."""
    with pytest.raises(BadInput, match=message):
        Declaration("ola", impartial, NOON, ground, exception)


def test_a_declaration_is_dated_with_its_offset() -> None:
    """The latest counts, so the moment must be certain."""
    with pytest.raises(BadInput, match="no time zone"):
        impartial("ola", datetime.fromisoformat("2026-03-02T12:00:00"))
