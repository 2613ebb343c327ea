"""Granting and revoking roles, tokens of services, and what is logged of it all."""

from __future__ import annotations

import logging
from datetime import date

import pytest

from casework import BadInput, NotFound
from casework.errors import Denied
from casework.model.access import Seat
from casework.testing import FrozenClock
from tests.access.two_agencies import OURS, TwoAgencies


def codes(denied: pytest.ExceptionInfo[Denied]) -> list[str]:
    """Why somebody was not let in."""
    return [reason.code for reason in denied.value.reasons]


def test_a_role_counts_from_its_first_day_until_its_last(both: TwoAgencies) -> None:
    """regl/14: access is given for as long as the work lasts; days are Oslo days."""
    clock = both.office.clock
    assert isinstance(clock, FrozenClock)
    first, last = date(2025, 3, 4), date(2025, 3, 5)
    both.access.grant("vikar", "caseworker", by="admin", agency="IMDi", first_day=first, last_day=last)
    days = {"2025-03-03T22:59:00Z": [], "2025-03-03T23:00:00Z": ["caseworker"], "2025-03-05T23:00:00Z": []}
    for instant, roles in days.items():
        clock.move_to(instant)
        assert [seat.role for seat in both.access.seats("vikar")] == roles


def test_a_revoked_role_is_gone_at_once(both: TwoAgencies) -> None:
    """Who ended it, and when, stays to be seen."""
    grant = next(g for g in both.access.grants("kari"))
    ended = both.access.revoke(grant.id, by="admin")
    assert ended.revoked_by == "admin" and ended.revoked_at == both.office.clock.now()
    with pytest.raises(Denied) as denied:
        both.access.counter("kari")
    assert codes(denied) == ["no_role"]
    with pytest.raises(BadInput, match="revoked before"):
        both.access.revoke(grant.id, by="admin")


@pytest.mark.parametrize(
    "wrong",
    [
        {"person": "", "role": "caseworker"},
        {"person": "x", "role": "system"},
        {"person": "x", "role": "casworker"},
        {"person": "x", "role": "grantee"},
        {"person": "x", "role": "grantee", "agency": "123456789"},
        {"person": "x", "role": "caseworker", "scheme": "no_such"},
        {"person": "x", "role": "caseworker", "case_id": "2025-09999"},
        {"person": "x", "role": "caseworker", "last_day": date(2025, 3, 2)},
        {"person": "service:x", "role": "caseworker"},
    ],
)
def test_a_grant_that_cannot_be_right_is_refused(both: TwoAgencies, wrong: dict[str, object]) -> None:
    """Nobody gets more than was meant by a slip of the keyboard."""
    with pytest.raises(BadInput):
        both.access.grant(by="admin", **wrong)  # type: ignore[arg-type]


def test_a_token_is_shown_once_and_reaches_what_its_scopes_say(both: TwoAgencies) -> None:
    """A service has a role too, and of its rights only those that it was made for."""
    made, secret = both.access.create_token("arkivkjerne", "archivist", ["record_read"], by="admin", agency="IMDi")
    with both.office.database.cursor() as cursor:
        cursor.execute("select * from service_tokens")
        assert secret not in str(cursor.fetchall())
    counter = both.access.counter_for_token(secret)
    assert counter is not None and counter.history(both.own) and counter.actor.person == "service:arkivkjerne"
    with pytest.raises(Denied) as denied:
        counter.cases()
    assert codes(denied) == ["out_of_scope"]
    both.access.revoke_token(made.id, by="admin")
    assert both.access.counter_for_token(secret) is None
    assert both.access.counter_for_token(f"{secret}x") is None


def test_a_token_ends_on_its_last_day(both: TwoAgencies) -> None:
    """A forgotten token does not live for ever, where a day was set."""
    clock = both.office.clock
    assert isinstance(clock, FrozenClock)
    _, secret = both.access.create_token("x", "auditor", ["case_read"], by="admin", last_day=date(2025, 3, 3))
    assert both.access.counter_for_token(secret)
    clock.move_to("2025-03-04T08:00:00Z")
    assert both.access.counter_for_token(secret) is None


def test_a_token_gets_no_right_that_its_role_has_not(both: TwoAgencies) -> None:
    """A scope without use is a mistake to be told of."""
    for scopes in (["step"], [], ["no_such"]):
        with pytest.raises((BadInput, NotFound)):
            both.access.create_token("x", "auditor", scopes, by="admin")


def test_a_look_at_a_case_is_logged_once_a_visit(both: TwoAgencies) -> None:
    """fvl/13c-2: who has looked at what can be told afterwards."""
    kari = both.counter("caseworker")
    for _ in range(3):
        kari.case(both.own)
    kari.history(both.own)
    both.counter("auditor").history(both.own)
    found = [(look.person, look.role, look.what) for look in both.access.looks(case_id=both.own)]
    assert found == [("rita", "auditor", "record_read"), ("kari", "caseworker", "case_read")]
    assert both.access.looks(person="rita")[0].case_id == both.own


def test_whoever_is_not_let_in_is_logged_and_the_technical_log_names_nobody(
    both: TwoAgencies, caplog: pytest.LogCaptureFixture
) -> None:
    """regl/14: tried access can be followed up; the log that technicians read holds no personal data."""
    with caplog.at_level(logging.INFO, "casework"), pytest.raises(Denied) as denied:
        both.counter("caseworker").case(both.other)
    assert codes(denied) == ["out_of_reach"] and denied.value.reasons[0].law == "fvl/13b-1"
    (line,) = both.access.denials(case_id=both.other)
    assert (line.person, line.role, line.what, line.code) == ("kari", "caseworker", "case_read", "out_of_reach")
    record = next(r for r in caplog.records if r.getMessage() == "access_denied")
    assert "kari" not in str(vars(record)) and OURS.id not in str(vars(record))


def test_a_case_that_is_not_there_is_not_found(both: TwoAgencies) -> None:
    """That a number is not in use is no secret."""
    with pytest.raises(NotFound):
        both.counter("caseworker").case("2025-00099")


def test_nobody_takes_a_role_that_they_were_not_given(both: TwoAgencies) -> None:
    """A role and the agency that it is for belong together."""
    for seat in (Seat("supervisor", "IMDi"), Seat("caseworker", "Lotteritilsynet"), Seat("caseworker")):
        with pytest.raises(Denied):
            both.access.counter("kari", seat)
    tried = [(line.role, line.what, line.code) for line in both.access.denials(person="kari")]
    assert tried[-1] == ("supervisor", "sign_in", "no_role") and len(tried) == 3
