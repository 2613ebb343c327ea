"""`casework law`: limits counted, provisions shown, and who cites them."""

from __future__ import annotations

import pytest

from tests.faces.cli.results import Run, told, wrong

KEYS = ["provision", "from", "nominal_day", "last_day", "ends_at", "rolled", "reasoning"]


def test_a_limit_has_exactly_the_promised_keys(run: Run) -> None:
    """fvl/29-1 from 14 March 2026 ends after Easter; `ends_at` is the exclusive end in UTC."""
    found = told(run("law", "limit", "fvl/29-1", "--from", "2026-03-14", "--json"))
    assert list(found) == KEYS
    assert (found["last_day"], found["ends_at"], found["rolled"]) == ("2026-04-07", "2026-04-07T22:00:00Z", True)


def test_several_starts_give_a_list(run: Run) -> None:
    """In the order given; an instant counts from its day in Oslo."""
    starts = ("--from", "2026-03-14", "--from", "2026-03-14T23:30:00Z")
    found = told(run("law", "limit", "fvl/29-1", *starts, "--json"))
    assert [limit["from"] for limit in found] == ["2026-03-14", "2026-03-14T23:30:00Z"]
    assert [limit["nominal_day"] for limit in found] == ["2026-04-04", "2026-04-05"]


@pytest.mark.parametrize(("language", "words"), [("nb", "uker"), ("nn", "veker"), ("en", "weeks")])
def test_people_read_how_it_was_counted(run: Run, language: str, words: str) -> None:
    """Days as dd.mm.yyyy, the reasoning in the language chosen."""
    result = run("law", "limit", "fvl/29-1", "--from", "2026-03-14", "--language", language)
    assert result.exit_code == 0 and "07.04.2026" in result.stdout and words in result.stdout


@pytest.mark.parametrize(
    ("key", "start"),
    [("fvl/999", "2026-03-14"), ("fvl/2", "2026-03-14"), ("fvl/29-1", "14.03.2026"), ("fvl/29-1", "2026-03-14T12:00")],
)
def test_what_cannot_be_counted_is_bad_input(run: Run, key: str, start: str) -> None:
    """An unknown provision, one without a limit, and a start that is no day or has no offset."""
    result = run("law", "limit", key, "--from", start, "--json")
    assert result.exit_code == 2 and wrong(result)["error"] == "bad_input"


def test_a_provision_is_shown_with_everything_that_cites_it(run: Run) -> None:
    """Texts in three languages, the limit, and rules, transitions, letters and tests by file and line."""
    found = told(run("law", "show", "fvl/17-1", "--json"))
    assert found["provision"] == "fvl/17-1" and set(found["texts"]) == {"nb", "nn", "en"}
    assert {"rules", "transitions", "letters", "schemes", "tests"} <= set(found)
    cited = [c for c in found["transitions"] if c["name"] == "light_grant.assess"]
    assert cited and cited[0]["file"].endswith("light_grant.toml") and cited[0]["line"] > 1
    assert any(c["file"].startswith("tests/") for c in found["tests"])


def test_a_limit_is_shown_with_its_clock(run: Run) -> None:
    """fvl/29-1 is the party's clock: three weeks from when notice came through."""
    found = told(run("law", "show", "fvl/29-1", "--json"))
    assert (found["clock"], found["limit"]["length"], found["limit"]["rolls"]) == ("party", "3 weeks", True)
    assert found["successor"] == "fvl2025/63-1" and found["in_force"] is True


def test_a_provision_is_shown_to_people(run: Run) -> None:
    """In the language chosen."""
    result = run("law", "show", "fvl/29-1", "--language", "nn")
    assert result.exit_code == 0 and "tre veker" in result.stdout and "Vist til av" in result.stdout


def test_an_unknown_provision_tells_what_may_be_meant(run: Run) -> None:
    """The nearest keys are named."""
    result = run("law", "show", "fvl/29")
    assert result.exit_code == 2 and "fvl/29-1" in result.stderr


def test_every_provision_is_listed(run: Run) -> None:
    """Old Act and new."""
    found = told(run("law", "list", "--json"))
    assert {"fvl/29-1", "fvl2025/63-1"} <= {p["provision"] for p in found}
    assert "fvl/29-1" in run("law", "list").stdout
