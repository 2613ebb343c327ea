"""A party asks to see the documents of its case: given, or refused with its ground, and what follows."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from casework import Refused
from casework.definitions.library import Definitions
from casework.law.party_access import ACT_1967, ACT_2025
from casework.law.provisions import provision
from tests.scenarios.desk import CASEWORKER, DECIDER, GRANTEE, Desk
from tests.scenarios.first_instance import TELLS
from tests.scenarios.world import World

INTERNAL = {"exemptions": {"notat 3": "fvl/18a"}, "facts_given": {"notat 3": "given"}, "extended_access": "nei"}
REFUSED = {"reason": "det er et internt notat"}


@pytest.fixture
def w(sqlite_template: Path, tmp_path: Path) -> World:
    """A world with an application that has been assessed."""
    world = World(Desk(f"sqlite:///{shutil.copy(sqlite_template, tmp_path)}", tmp_path, date(2026, 1, 5)), {})
    world.assessed()
    return world


def asked(w: World, **facts: Any) -> str:
    """A request as it comes in."""
    return w.open("access_request", GRANTEE, wanted_documents="alle dokumentene", **facts)


def assessed(w: World, **facts: Any) -> str:
    """A request, assessed by one person."""
    request = asked(w, represented_by=facts.pop("represented_by", None))
    w.perform(request, "assess", CASEWORKER, assessment="gjennomgått", **facts)
    return request


def refused(w: World, **facts: Any) -> str:
    """A request that was refused, with the notice of that, arrived."""
    request = assessed(w, **{**INTERNAL, **facts})
    w.perform(request, "refuse", DECIDER, **REFUSED)
    w.told("access", w.decision(request), w.desk.today)
    return request


def codes(deed: Callable[[], object]) -> set[str]:
    """The codes with which the deed is refused."""
    with pytest.raises(Refused) as found:
        deed()
    return {reason.code for reason in found.value.reasons}


def test_a_request_is_acknowledged_and_has_its_own_month(w: World) -> None:
    """efvf/6, fvl/11a-3: a receipt at once, and a provisional reply within a month of receipt."""
    request = asked(w, received_on=w.desk.today)
    assert [x.template for x in w.case.letters if x.proceeding_id == request] == ["inquiry_receipt"]
    assert w.case.deadline("provisional_reply", request).law == "fvl/11a-3"


def test_access_is_followed_by_a_time_for_comments(w: World) -> None:
    """fvl/20-5: a date is set, unless a sufficient one runs already or a reason not to is given."""
    request = assessed(w)
    given = {"given_documents": ["søknaden", "notat 3"]}
    assert codes(lambda: w.perform(request, "give", CASEWORKER, **given)) == {"comment_time_missing"}
    suffices = {**given, "no_comment_time": "statement_time_suffices"}
    assert codes(lambda: w.perform(request, "give", CASEWORKER, **suffices)) == {"comment_time_missing"}
    w.perform(request, "give", CASEWORKER, **given, comments_by=w.desk.today + timedelta(days=14))
    assert codes(lambda: w.perform(request, "close", CASEWORKER)) == {"comment_time_runs"}
    w.perform(request, "receive_comments", GRANTEE, comments="vi er uenige i notatet")
    w.perform(request, "close", CASEWORKER)


def test_a_running_advance_notice_can_be_time_enough(w: World) -> None:
    """fvl/20-5: where the date of the advance notice suffices, no other is needed."""
    reaction = w.suspected()
    w.perform(reaction, "send_notice", CASEWORKER, notice_facts="brukt til annet")
    request = assessed(w)
    w.perform(request, "give", CASEWORKER, given_documents=["rapporten"], no_comment_time="statement_time_suffices")
    assert w.state(request) == "given"


def test_what_is_kept_back_is_not_given_as_if_it_were_all(w: World) -> None:
    """fvl/21-1: what is exempt is refused in writing."""
    request = assessed(w, **INTERNAL)
    deed = {"given_documents": ["søknaden"], "no_comment_time": "nothing_pending"}
    assert codes(lambda: w.perform(request, "give", CASEWORKER, **deed)) == {"something_is_exempt"}


@pytest.mark.parametrize("provision", ["fvl/19", "fvl/18c", "fvl2025/50-1-a", "offl/15", "fordi"])
def test_there_is_no_other_ground_than_those_of_the_act(w: World, provision: str) -> None:
    """fvl/21-1: a closed list, by provision, subsection and letter."""
    request = assessed(w, exemptions={"notat 3": provision}, extended_access="nei")
    assert codes(lambda: w.perform(request, "refuse", DECIDER, **REFUSED)) == {"no_such_exemption"}


def test_a_refusal_without_a_ground_is_refused(w: World) -> None:
    """fvl/21-1: for each document, which provision."""
    request = assessed(w, extended_access="nei")
    assert codes(lambda: w.perform(request, "refuse", DECIDER, **REFUSED)) == {"exemption_required"}


def test_access_is_considered_even_where_it_may_be_refused(w: World) -> None:
    """fvl/18: extended access is considered, and the answer given."""
    request = assessed(w, **{**INTERNAL, "extended_access": None})
    assert codes(lambda: w.perform(request, "refuse", DECIDER, **REFUSED)) == {"extended_access_not_considered"}


@pytest.mark.parametrize("ground", ["fvl/18a", "fvl/18b"])
def test_the_facts_in_an_internal_document_stay_open(w: World, ground: str) -> None:
    """fvl/18c: they are given, unless they are irrelevant or found elsewhere."""
    request = assessed(w, exemptions={"notat 3": ground}, extended_access="nei")
    assert codes(lambda: w.perform(request, "refuse", DECIDER, **REFUSED)) == {"facts_withheld"}
    w.perform(request, "assess", CASEWORKER, assessment="på nytt", facts_given={"notat 3": "found_elsewhere"})
    w.perform(request, "refuse", DECIDER, **REFUSED)


@pytest.mark.parametrize("ground", ["fvl/19-2-a", "fvl/19-2-b"])
def test_what_is_essential_to_the_party_is_not_kept_for_anothers_sake(w: World, ground: str) -> None:
    """fvl/19-2-a, fvl/19-2-b: only where it is not essential to the party."""
    request = assessed(w, exemptions={"brev 1": ground}, extended_access="nei")
    assert codes(lambda: w.perform(request, "refuse", DECIDER, **REFUSED)) == {"essential_to_the_party"}
    w.perform(request, "assess", CASEWORKER, assessment="på nytt", not_essential=["brev 1"])
    w.perform(request, "refuse", DECIDER, **REFUSED)


def test_the_representative_is_told_what_the_party_had_better_not_know(w: World) -> None:
    """fvl/19-1-d: the representative is given it, unless special reasons speak against it."""
    request = assessed(w, represented_by="advokaten", exemptions={"erklæring": "fvl/19-1-d"}, extended_access="nei")
    assert codes(lambda: w.perform(request, "refuse", DECIDER, **REFUSED)) == {"representative_may_see"}
    w.perform(request, "assess", CASEWORKER, assessment="på nytt", representative_access="given")
    w.perform(request, "refuse", DECIDER, **REFUSED)


def test_one_person_does_not_refuse_alone(w: World) -> None:
    """regl/14: who assessed does not decide."""
    request = assessed(w, **INTERNAL)
    same = type(DECIDER)(CASEWORKER.person, "decision_maker")
    assert codes(lambda: w.perform(request, "refuse", same, **REFUSED)) == {"same_person"}


def test_a_refusal_names_subsection_and_letter_and_how_to_appeal(w: World) -> None:
    """fvl/21-1: the letter has the provision with subsection and letter, the right of appeal and its time."""
    request = assessed(w, exemptions={"anbud": "fvl/19-1-b"}, extended_access="nei, av hensyn til konkurrenten")
    w.perform(request, "refuse", DECIDER, **REFUSED)
    letter = next(x for x in w.case.letters if x.template == "access_refused")
    text = w.desk.office.letter_text(letter.id)
    assert "forvaltningsloven § 19 første ledd bokstav b" in text
    assert "3 uker" in text and "kan klage" in text and "departementet" in text


def test_a_refusal_is_appealed_within_a_clock_of_its_own(w: World) -> None:
    """fvl/21, fvl/29-1: three weeks from the arrival of the refusal; other decisions have theirs."""
    request = assessed(w, **INTERNAL)
    w.perform(request, "refuse", DECIDER, **REFUSED)
    notice = w.told("access", w.decision(request), "2026-02-02")
    deadline = w.case.deadline("appeal", notice)
    assert (deadline.law, str(deadline.last_day)) == ("fvl/29-1", "2026-02-23")
    w.appealed(w.decision(request))
    assert w.state(w.appeal) == "received"


def test_a_refusal_that_nobody_appeals_becomes_final(w: World) -> None:
    """fvl/29-1: when the time for appeal and the allowance for the post have passed."""
    request = refused(w)
    w.desk.move_to(w.desk.today + timedelta(days=22))
    w.desk.move_to(w.desk.today + timedelta(days=14))
    assert w.state(request) == "settled"


def test_a_refusal_under_appeal_does_not_become_final_meanwhile(w: World) -> None:
    """fvl/33-2: the time for appeal passes, the appeal is open, and the request stays open for what comes of it."""
    request = refused(w)
    w.appealed(w.decision(request))
    w.desk.move_to(w.desk.today + timedelta(days=22))
    w.desk.move_to(w.desk.today + timedelta(days=14))
    assert w.state(request) == "refused"


@pytest.mark.parametrize("outcome", ["medhold", "delvis_medhold"])
def test_a_refusal_changed_below_is_followed_by_access(w: World, outcome: str) -> None:
    """fvl/33-2: what the party may see after the change is given, with a time for comments."""
    request = refused(w)
    w.appealed(w.decision(request))
    w.in_review()
    w.decide_below(outcome)
    assert w.state(request) == "to_be_given"
    w.perform(request, "give", CASEWORKER, given_documents=["notat 3"], no_comment_time="nothing_pending")


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("medhold", "to_be_given"), ("delvis_medhold", "to_be_given"), ("opphevet_og_sendt_tilbake", "assessed")],
)
def test_what_the_appeal_body_makes_of_a_refusal_is_taken_up(w: World, outcome: str, state: str) -> None:
    """fvl/34-4: changed, changed in part, or annulled and sent back."""
    request = refused(w)
    w.appealed(w.decision(request))
    w.under_review()
    w.decide_above(outcome)
    assert w.state(request) == state


def test_access_can_wait_for_an_investigation_and_then_comes_back(w: World) -> None:
    """fvl/20: postponed with a reason and a day; then it is taken up again by itself."""
    request = asked(w)
    until = w.desk.today + timedelta(days=10)
    w.perform(request, "postpone", CASEWORKER, postponed_until=until, reason="avhør pågår")
    w.desk.move_to(until + timedelta(days=1))
    assert w.state(request) == "received"


def test_a_stated_time_that_is_not_kept_is_told_of(w: World) -> None:
    """fvl/11a-2:delay, fvl2025/17-3: why, and when now; enforced already, as it costs nothing."""
    request = asked(w)
    again = {"delay_reason": "flere dokumenter", "expected_on": w.desk.today + timedelta(days=20)}
    assert codes(lambda: w.perform(request, "tell_of_delay", CASEWORKER, **again)) == {"no_time_stated"}
    stated = w.desk.today + timedelta(days=10)
    w.perform(request, "send_provisional_reply", CASEWORKER, delay_reason="ferie", expected_on=stated)
    w.desk.move_to(stated + timedelta(days=1))
    assert [e.name for e in w.desk.office.history(w.case_id)][-1] == "note_delay"
    w.perform(request, "tell_of_delay", CASEWORKER, **again)
    assert [d.status for d in w.case.deadlines if d.name == "expected_answer"] == ["waived", "open"]


def test_every_exemption_is_a_provision_of_its_act() -> None:
    """fvl/18a to fvl/19, fvl2025/47 to fvl2025/50: the lists are data, and each ground is a provision."""
    for act, exemptions in (("fvl", ACT_1967), ("fvl2025", ACT_2025)):
        assert all(provision(key).key == key and key.startswith(f"{act}/") for key in exemptions)
    assert Definitions().workflow("access_request").initial == "received"


def test_a_reaction_waits_for_comments_on_what_the_party_was_shown(w: World) -> None:
    """fvl/20-5: the matter is not decided before the time for comments after access is over."""
    reaction = w.reaction_begun()
    request = w.open("access_request", GRANTEE, reaction, wanted_documents="rapporten")
    w.perform(request, "assess", CASEWORKER, assessment="gjennomgått")
    comments_by = w.desk.today + timedelta(days=7)
    w.perform(request, "give", CASEWORKER, given_documents=["rapporten"], comments_by=comments_by)
    w.propose_reaction(reaction, 1000, "fvl/35-5:decision")
    assert codes(lambda: w.decide_reaction(reaction, DECIDER)) == {"comment_time_runs"}
    w.perform(request, "receive_comments", GRANTEE, comments="ingen")
    w.decide_reaction(reaction, DECIDER)


def test_the_party_itself_is_not_told_where_it_is_represented(w: World) -> None:
    """fvl/12-3: the notice of a refusal goes to the representative."""
    request = assessed(w, **INTERNAL, represented_by="advokaten")
    w.perform(request, "refuse", DECIDER, **REFUSED)
    notice = w.last("notice", w.decision(request)) or ""
    sent = {"channel": "post", "tells": TELLS}
    assert codes(lambda: w.perform(notice, "send", CASEWORKER, addressee="parten", **sent)) == {"wrong_addressee"}
