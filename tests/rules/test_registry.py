"""A rule is one question with its provision, and is found by its name."""

from __future__ import annotations

import types
from datetime import UTC, date, datetime

import pytest

from casework import Actor, NotFound
from casework.errors import LANGUAGES, Reason, Text, reason
from casework.law.provisions import provision
from casework.model.record import Record
from casework.model.rows import CaseRow, Proceeding
from casework.model.workflow import Transition
from casework.rules import Rule, RuleBook, Situation, rule
from casework.rules.shipped import MODULES

BOOK = RuleBook.of(*MODULES)


@rule("fvl/17-1", code="told", nb="mangler {what}", nn="manglar {what}", en="lacks {what}", fact="thing")
def has_thing(s: Situation) -> bool:
    """The thing is there."""
    return s.fact("thing") is not None


@rule("fvl/17-1", nb="-", nn="-", en="-")
def has_all(s: Situation) -> tuple[Reason, ...]:
    """Tells what is missing one by one."""
    return tuple(reason("one", f"fvl/{n}", Text(*(n * 3,) * 3)) for n in s.given.get("lacking", []))


def situation(**given: object) -> Situation:
    parameters = {"what": "alt"}
    grant = Proceeding("c-1", facts={"thing": 1}) if given.pop("known", False) else Proceeding("c-1")
    record = Record({"cases": {"c": CaseRow("c")}, "proceedings": {"c-1": grant}})
    now = datetime(2026, 2, 2, tzinfo=UTC)
    step = Transition("t", ("a",), "b")
    actor = Actor("kari", "caseworker")
    return Situation(record, Proceeding("c-2"), step, actor, now, date(2026, 2, 2), given, parameters=parameters)


def test_a_rule_that_is_met_says_nothing() -> None:
    """True is met; the fact may be given now, or be known of the grant."""
    assert has_thing.refusals(situation(thing=1)) == ()
    assert has_thing.holds(situation(known=True))


def test_a_rule_that_is_not_met_tells_its_own_text_and_provision() -> None:
    """With the parameters of the scheme in it, in every language, and the fact that it judges."""
    (told,) = has_thing.refusals(situation())
    assert [told.in_language(x) for x in LANGUAGES] == ["mangler alt", "manglar alt", "lacks alt"]
    assert (told.code, told.law, told.fact) == ("told", "fvl/17-1", "thing")


def test_the_scheme_that_asks_is_cited_instead() -> None:
    """A condition of a scheme is cited as that, not as the general provision."""
    (told,) = has_thing.refusals(situation(), "trial/2026#C1")
    assert told.law == "trial/2026#C1"


def test_a_rule_may_tell_several_reasons() -> None:
    """Each with the provision that it is about."""
    assert [r.law for r in has_all.refusals(situation(lacking=["16-1", "24-1"]))] == ["fvl/16-1", "fvl/24-1"]


def test_of_two_rules_with_one_name_the_host_s_is_found() -> None:
    """The rules of a host come first."""
    host, shipped = types.ModuleType("host"), types.ModuleType("shipped")
    host.r = has_thing  # type: ignore[attr-defined]
    shipped.r = Rule("has_thing", "x", "x", has_thing.text, lambda s: True)  # type: ignore[attr-defined]
    book = RuleBook.of(host, shipped)
    assert book.named("has_thing") is has_thing
    assert (list(book), len(book), "nothing" in book) == (["has_thing"], 1, False)
    with pytest.raises(NotFound):
        book.named("nothing")


@pytest.mark.parametrize("name", list(BOOK))
def test_every_shipped_rule_cites_a_provision_and_is_written_in_three_languages(name: str) -> None:
    """Each question says where it comes from, and what is missing, in bokmål, nynorsk and English."""
    found = BOOK.named(name)
    assert all(found.text.in_language(language).strip() for language in LANGUAGES)
    assert found.ask.__doc__
    assert "#" in found.law or provision(found.law).key == found.law
