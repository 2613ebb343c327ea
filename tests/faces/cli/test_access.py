"""`casework access`, `token`, `serve` and `case document` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.faces.cli.results import Run

OPEN = ("--by", "kari", "--role", "caseworker")
FACT = ("--fact", "received_on=2022-03-01", "--json")


def test_a_role_is_granted_listed_and_revoked(run: Run) -> None:
    """Who gave it, who ended it and when stays to be seen."""
    given = ("--agency", "IMDi", "--from", "2020-01-01", "--until", "2030-12-31", "--by", "admin")
    made = json.loads(run("access", "grant", "kari", "caseworker", *given, "--json").stdout)
    assert made["last_day"] == "2030-12-31"
    assert "kari" in run("access", "list").stdout
    assert run("access", "revoke", made["id"], "--by", "admin").exit_code == 0
    (row,) = json.loads(run("access", "list", "--person", "kari", "--json").stdout)
    assert row["revoked_by"] == "admin"
    assert run("access", "revoke", made["id"], "--by", "admin").exit_code == 2


def test_a_grant_that_cannot_be_is_wrong_usage(run: Run) -> None:
    """Exit 2, with what was wrong."""
    for wrong in (("x", "no_role"), ("x", "grantee"), ("x", "caseworker", "--until", "sommeren")):
        assert run("access", "grant", *wrong, "--by", "admin").exit_code == 2


def test_a_token_is_shown_once(run: Run) -> None:
    """What is listed afterwards does not open anything."""
    made = json.loads(
        run("token", "create", "kjerne", "auditor", "--scope", "events_read", "--by", "a", "--json").stdout
    )
    assert made["token"].startswith("casework_")
    assert made["token"] not in run("token", "list", "--json").stdout
    assert run("token", "revoke", made["id"], "--by", "a").exit_code == 0
    assert run("token", "create", "x", "auditor", "--scope", "step", "--by", "a").exit_code == 2


def test_a_document_goes_in_and_comes_out(run: Run, home: Path) -> None:
    """Byte for byte."""
    (home / "rapport.txt").write_text("Årsrapport\n", encoding="utf-8")
    opened = run("case", "open", "--scheme", "made_up", "--year", 2022, "--party", "974760673", *OPEN, *FACT)
    case_id = json.loads(opened.stdout)["id"]
    added = run("case", "document", "add", case_id, home / "rapport.txt", *OPEN, "--json")
    assert added.exit_code == 0, added.output
    made = json.loads(added.stdout)
    assert (made["title"], made["media_type"]) == ("rapport.txt", "text/plain")
    out = home / "ut.txt"
    assert run("case", "document", "get", made["id"], "--to", out).exit_code == 0
    assert out.read_text(encoding="utf-8") == "Årsrapport\n"
    (home / "program.txt").write_bytes(b"MZ\x00")
    assert run("case", "document", "add", case_id, home / "program.txt", *OPEN).exit_code == 2


def test_the_demo_is_not_served_to_others(run: Run) -> None:
    """Choosing a person is for the same machine only."""
    refused = run("serve", "--demo", "--host", "0.0.0.0")
    assert refused.exit_code == 2 and "127.0.0.1" in refused.output
