"""`casework case`: opened, looked at, taken forward; refused with every reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.faces.cli.results import ORGANISATION, TAILORED, Run, opened, told, wrong

KARI = ("--by", "kari", "--role", "caseworker")
OLA = ("--by", "ola", "--role", "decision_maker")
NAME = "Ærlig & Åpen <script>alert(1)</script>"


def _assessed(run: Run) -> str:
    case_id = opened(run)
    told(run("case", "perform", f"{case_id}-1", "assess", *KARI, "--fact", "assessment=god", "--json"))
    return case_id


def test_an_opened_case_is_printed(run: Run) -> None:
    """With its number, stage, party and money; the name of the organisation exactly as given."""
    case_id = opened(run, "--name", NAME, "--language-form", "nn")
    case = told(run("case", "show", case_id, "--json"))
    assert (case["number"], case["stage"], case["party_name"]) == ("2022/00001", "applied", NAME)
    assert (case["party"]["language_form"], case["party"]["language_source"]) == ("nn", "stated")
    assert case["ledger"]["applied"] == 50_000_000 and case["proceedings"][0]["id"] == "2022-00001-1"


@pytest.mark.parametrize(("language", "state"), [("nb", "Søkt"), ("nn", "Foreløpig"), ("en", "Applied")])
def test_a_case_is_shown_to_people(run: Run, language: str, state: str) -> None:
    """Amounts in kroner, days as dd.mm.yyyy; found by number as by id."""
    opened(run, "--name", NAME)
    page = run("case", "show", "2022/00001", "--language", language).stdout
    assert NAME in page and "500\u00a0000\u00a0kr" in page and "01.04.2022" in page
    assert {"nb": "Foreløpig svar", "nn": "Førebels svar", "en": "Provisional reply"}[language] in page


def test_the_same_key_opens_one_case(run: Run) -> None:
    """Run again after a lost answer, the command gives the first case."""
    assert opened(run, "--key", "k1") == opened(run, "--key", "k1")
    assert len(told(run("case", "list", "--json"))) == 1


def test_a_key_used_for_something_else_is_bad_input(run: Run) -> None:
    """The first result would be the wrong answer."""
    case_id = opened(run)
    perform = ("case", "perform", f"{case_id}-1", "assess", *KARI, "--key", "k1", "--json")
    told(run(*perform, "--fact", "assessment=god"))
    result = run(*perform, "--fact", "assessment=dårlig")
    assert result.exit_code == 2 and wrong(result)["error"] == "key_reused"


@pytest.mark.parametrize("number", ["000000000", "222421240", "abc", ""])
def test_a_wrong_organisation_number_is_bad_input(run: Run, number: str) -> None:
    """The check digit is checked, and nothing but zeros is no number."""
    command = ("case", "open", "--scheme", "made_up", "--year", 2022, "--party", number, *KARI, "--json")
    result = run(*command, "--fact", "received_on=2022-03-01")
    assert result.exit_code == 2 and wrong(result)["error"] == "bad_input"
    assert told(run("case", "list", "--json")) == []


def test_an_unknown_scheme_or_role_is_bad_input(run: Run) -> None:
    """Neither is guessed; a role that only tailored workflows can know is refused by the shipped ones."""
    command = ("case", "open", "--year", 2022, "--party", ORGANISATION, "--by", "kari")
    assert run(*command, "--scheme", "nothing", "--role", "caseworker").exit_code == 2
    assert run(*command, "--scheme", "made_up", "--role", "case_worker").exit_code == 2
    assert run(*command, "--scheme", "made_up", "--role", "boss").exit_code == 1


def test_cases_are_listed_and_filtered(run: Run) -> None:
    """By scheme, year, stage, party and who is responsible."""
    assert "Ingen saker" in run("case", "list").stdout
    case_id = opened(run)
    told(run("case", "assign", case_id, "kari", "caseworker", *OLA, "--json"))
    for filters in (("--scheme", "made_up"), ("--year", 2022), ("--stage", "applied"), ("--responsible", "kari")):
        assert [c["id"] for c in told(run("case", "list", *filters, "--json"))] == [case_id]
    assert told(run("case", "list", "--party", "999999999", "--json")) == []
    assert "2022/00001" in run("case", "list").stdout


def test_a_transition_prints_its_entry(run: Run) -> None:
    """Who, when, what, from where to where, and the facts."""
    case_id = opened(run)
    entry = told(run("case", "perform", f"{case_id}-1", "assess", *KARI, "--fact", "assessment=god", "--json"))
    assert (entry["id"], entry["seq"], entry["name"]) == (f"{case_id}#2", 2, "assess")
    assert (entry["from_state"], entry["to_state"], entry["law"]) == ("applied", "assessed", "fvl/17-1")
    assert entry["actor"] == {"person": "kari", "role": "caseworker", "agency": None}
    assert entry["facts"]["assessment"] == "god"


def test_facts_come_from_a_file_and_one_by_one(run: Run, home: Path) -> None:
    """What is given on the command line counts over the file; members of a list are parted by comma."""
    case_id = opened(run)
    (home / "facts.json").write_text(json.dumps({"assessment": "fra fil", "goals": ["a"]}), encoding="utf-8")
    given = ("--facts", "facts.json", "--fact", "goals=øst, vest", "--json")
    entry = told(run("case", "perform", f"{case_id}-1", "assess", *KARI, *given))
    assert entry["facts"] == {"assessment": "fra fil", "goals": ["øst", "vest"]}


def test_facts_come_from_standard_input(run: Run) -> None:
    """`--facts -` reads it."""
    case_id = opened(run)
    command = ("case", "perform", f"{case_id}-1", "assess", *KARI, "--facts", "-", "--json")
    assert told(run(*command, input='{"assessment": "=1+1"}'))["facts"]["assessment"] == "=1+1"


@pytest.mark.parametrize("content", ["{", "[]", '{"assessment": "a", "assessment": "b"}', "\ufffe", "[" * 100_000])
def test_a_facts_file_that_cannot_be_read_is_bad_input(run: Run, home: Path, content: str) -> None:
    """Not JSON, no object, a name twice, or nested too deep."""
    case_id = opened(run)
    (home / "facts.json").write_text(content, encoding="utf-8")
    result = run("case", "perform", f"{case_id}-1", "assess", *KARI, "--facts", "facts.json", "--json")
    assert result.exit_code == 2 and wrong(result)["faults"][0]["where"] == "--facts"


@pytest.mark.parametrize(
    "given", [("--fact", "assessment"), ("--fact", "a=1", "--fact", "a=2"), ("--fact", "=x"), ("--facts", "no.json")]
)
def test_a_fact_that_is_not_written_as_one_is_bad_input(run: Run, given: tuple[str, ...]) -> None:
    """NAME=VALUE, each name once."""
    case_id = opened(run)
    assert run("case", "perform", f"{case_id}-1", "assess", *KARI, *given).exit_code == 2


def test_invalid_facts_are_bad_input_with_every_fault(run: Run) -> None:
    """Unknown and missing ones are told at once, and what was probably meant."""
    case_id = opened(run)
    result = run("case", "perform", f"{case_id}-1", "assess", *KARI, "--fact", "asessment=x", "--json")
    found = wrong(result)
    assert result.exit_code == 2 and found["error"] == "bad_input" and found["step"]
    assert {(f["where"], f["code"]) for f in found["faults"]} == {
        ("asessment", "fact_unknown"),
        ("assessment", "fact_missing"),
    }


def test_a_refusal_ends_with_1_and_gives_every_reason(run: Run) -> None:
    """The one who assessed may not award; each reason has code, provision and message."""
    case_id = _assessed(run)
    result = run("case", "perform", f"{case_id}-1", "award", *KARI, "--fact", "amount=100", "--json")
    found = wrong(result)
    assert result.exit_code == 1 and found["error"] == "refused"
    assert len(found["reasons"]) == 2 and all(set(r) == {"code", "law", "message", "fact"} for r in found["reasons"])
    people = run("case", "perform", f"{case_id}-1", "award", *KARI, "--fact", "amount=100", "--language", "en")
    assert people.exit_code == 1 and people.stderr.startswith("Cannot be done")
    assert told(run("case", "show", case_id, "--json"))["revision"] == 2


def test_refused_attempts_are_shown(run: Run) -> None:
    """A refusal is an answer, and is itself recorded."""
    case_id = _assessed(run)
    assert "(ingen)" in run("case", "refusals", case_id).stdout
    run("case", "perform", f"{case_id}-1", "award", *KARI, "--fact", "amount=100")
    assert len(told(run("case", "refusals", case_id, "--json"))) == 1
    assert "kari" in run("case", "refusals", case_id).stdout


def test_a_lost_race_is_told_with_what_changed(run: Run) -> None:
    """Whoever decided on an older revision looks again."""
    case_id = _assessed(run)
    award = ("case", "perform", f"{case_id}-1", "award", *OLA, "--fact", "amount=100", "--revision", 1)
    result = run(*award, "--json")
    found = wrong(result)
    assert result.exit_code == 1 and found["error"] == "stale"
    assert (found["expected"], found["revision"]) == (1, 2) and found["entries"][0]["name"] == "assess"
    assert "assess" in run(*award).stderr
    assert run("case", "perform", f"{case_id}-1", "award", *OLA, "--fact", "amount=100", "--revision", 2).exit_code == 0


def test_options_are_shown_with_the_reasons_against_them(run: Run) -> None:
    """What may be done, what it must be given, and for the rest every reason with its provision."""
    case_id = _assessed(run)
    options = told(run("case", "available", f"{case_id}-1", *KARI, "--json"))
    (award,) = [o for o in options if o["name"] == "award"]
    assert list(award) == ["name", "title", "allowed", "reasons", "facts", "text"]
    assert award["allowed"] is False and award["reasons"][0]["law"]
    page = run("case", "available", f"{case_id}-1", *OLA, "--language", "en").stdout
    assert "+ award" in page and "give: amount" in page


def test_a_closed_proceeding_has_no_options(run: Run) -> None:
    """And says so."""
    case_id = _assessed(run)
    run("case", "perform", f"{case_id}-1", "award", *OLA, "--fact", "amount=100")
    assert told(run("case", "available", f"{case_id}-1", *OLA, "--json")) == []
    assert "avsluttet" in run("case", "available", f"{case_id}-1", *OLA).stdout


def test_history_and_timeline_are_told(run: Run) -> None:
    """Entries in order, each with its hash; the timeline has the days to come as well."""
    case_id = _assessed(run)
    entries = told(run("case", "history", case_id, "--json"))
    assert [e["name"] for e in entries] == ["open", "assess"] and entries[1]["previous"] == entries[0]["hash"]
    moments = told(run("case", "timeline", case_id, "--json"))
    assert {m["kind"] for m in moments} == {"entry", "deadline"}
    assert "fvl/17-1" in run("case", "history", case_id).stdout
    assert "01.04.2022" in run("case", "timeline", case_id).stdout


def _last(run: Run, case_id: str) -> dict[str, Any]:
    entry: dict[str, Any] = told(run("case", "history", case_id, "--json"))[-1]
    return entry


def test_people_are_assigned_and_declare_themselves(run: Run) -> None:
    """fvl/8: what was declared is an entry with its ground."""
    case_id = opened(run)
    told(run("case", "assign", case_id, "kari", "caseworker", *OLA, "--json"))
    assert told(run("case", "show", case_id, "--json"))["responsible"] == "kari"
    told(run("case", "assign", case_id, "kari", "caseworker", "--end", *OLA, "--json"))
    assert told(run("case", "show", case_id, "--json"))["responsible"] is None
    told(run("case", "declare", case_id, "kari", "--disqualified", "--ground", "fvl/6-1-e", *KARI, "--json"))
    assert _last(run, case_id)["law"] == "fvl/6-1-e"
    assert run("case", "declare", case_id, "kari", "--disqualified", *KARI).exit_code == 2
    assert run("case", "declare", case_id, "kari", *KARI).exit_code == 2


def test_a_case_is_put_on_hold_and_taken_off(run: Run) -> None:
    """With a reason and the day that the hold ends."""
    case_id = opened(run)
    hold = ("case", "mark", case_id, "on_hold", "--reason", "venter på svar", "--code", "awaiting_party")
    result = run(*hold, "--until", "2030-01-15", *KARI)
    assert result.exit_code == 0, result.output
    assert "på vent" in run("case", "show", case_id).stdout
    assert run("case", "unmark", case_id, "on_hold", "--reason", "svar kom", *KARI).exit_code == 0
    assert told(run("case", "show", case_id, "--json"))["marks"] == {}
    assert run(*hold, "--until", "15.01.2030", *KARI).exit_code == 2


def test_a_mistake_is_undone_by_a_correction(run: Run) -> None:
    """The record keeps both."""
    case_id = _assessed(run)
    result = run("case", "undo", case_id, 2, "--reason", "feil sak", *KARI)
    assert result.exit_code == 0, result.output
    case = told(run("case", "show", case_id, "--json"))
    assert case["proceedings"][0]["state"] == "applied" and case["revision"] == 3


def test_a_proceeding_is_opened_beside_the_others(run: Run) -> None:
    """It gets the next number within the case."""
    case_id = opened(run)
    given = ("--fact", "received_on=2022-03-01", "--fact", "applied_amount=0")
    opened_beside = told(run("case", "open-proceeding", case_id, "light_grant", *KARI, *given, "--json"))
    assert opened_beside["id"] == f"{case_id}-2"
    assert run("case", "open-proceeding", case_id, "nothing", *KARI).exit_code == 2


def test_running_proceedings_are_moved_to_another_version(run: Run, home: Path) -> None:
    """Tried first, then moved and recorded; a state that is gone must be said what it becomes."""
    case_id = opened(run)
    text = (TAILORED / "workflows" / "light_grant.toml").read_text(encoding="utf-8")
    newer = text.replace("version = 1", "version = 2").replace("[states.applied]", "[states.received]")
    newer = newer.replace('initial = "applied"', 'initial = "received"').replace('["applied"]', '["received"]')
    (home / "newer.toml").write_text(newer, encoding="utf-8")
    both = ("--workflows", TAILORED / "workflows", "--workflows", home / "newer.toml")
    move = ("case", "migrate", "--workflow", "light_grant", "--to", 2, *both)
    refused = run(*move, "--json")
    assert refused.exit_code == 1 and case_id in wrong(refused)["reasons"][0]["message"]
    tried = told(run(*move, "--map", "applied=received", "--dry-run", "--json"))
    assert [(row["from_state"], row["to_state"]) for row in tried] == [("applied", "received")]
    assert told(run("case", "show", case_id, "--json"))["revision"] == 1
    assert "1 saksganger" in run(*move, "--map", "applied=received").stdout
    moved = told(run("case", "show", case_id, *both, "--json"))["proceedings"][0]
    assert (moved["version"], moved["state"]) == (2, "received")
    assert run(*move, "--map", "applied").exit_code == 2


@pytest.mark.parametrize("command", ["show", "history", "timeline", "refusals"])
def test_a_case_that_is_not_there_is_bad_input(run: Run, command: str) -> None:
    """Told by its number; nothing is made up."""
    result = run("case", command, "2022/99999", "--json")
    assert result.exit_code == 2 and wrong(result)["faults"][0]["code"] == "not_found"
