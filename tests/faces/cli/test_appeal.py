"""`casework appeal`: a package written here is taken in there, and its answer here again (fvl/33-4)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from casework.faces.cli.root import root
from tests.handover.conftest import MakeOffices, offices
from tests.handover.two_offices import DIRECTORATE, MINISTRY_NAME, TwoOffices

__all__ = ["offices"]


class Terminal:
    """The command line of one of the two offices."""

    def __init__(self, two: TwoOffices, url: str) -> None:
        self.definitions = ("--database", url, "--schemes", str(two.below.desk.scheme))

    def __call__(self, *args: object) -> Result:
        return CliRunner().invoke(root, ["appeal", *map(str, args), *self.definitions], prog_name="casework")

    def told(self, *args: object) -> Any:
        """What a command that went well wrote as JSON."""
        result = self(*args, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)


def test_an_appeal_goes_there_and_back_by_hand(
    offices: MakeOffices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """fvl/33-4: written, taken in once, acknowledged, decided and carried out."""
    monkeypatch.chdir(tmp_path)
    two = offices()
    two.below.prepared()
    below, above = (
        Terminal(two, office.database.url.render_as_string(hide_password=False))
        for office in (two.below.desk.office, two.above)
    )
    sent = below.told("hand-over", two.below.appeal, "--by", "sigrid", "--role", "supervisor")
    assert Path(sent["file"]).exists() and sent["kind"] == "appeal"
    assert below("show", sent["file"]).exit_code == 0
    received = above.told("receive", sent["file"], "--here", MINISTRY_NAME)
    assert received["new"] and not above.told("receive", sent["file"], "--here", MINISTRY_NAME)["new"]
    told = above.told("receipt", received["review_id"], "--out", "kvittering.zip")
    assert below("receive", told["file"], "--here", DIRECTORATE).exit_code == 0
    assert above("outcome", received["review_id"]).exit_code == 1
    wrong = above("receive", sent["file"], "--here", "et annet departement")
    assert wrong.exit_code == 2 and "send den dit den skal" in wrong.stderr


def test_a_file_that_is_no_package_is_bad_input(offices: MakeOffices, tmp_path: Path) -> None:
    """fvl/33-4: told in words, and as JSON with its code."""
    two = offices()
    file = tmp_path / "brev.zip"
    file.write_bytes(b"hei")
    above = Terminal(two, two.above.database.url.render_as_string(hide_password=False))
    result = above("receive", file, "--here", MINISTRY_NAME, "--json")
    assert result.exit_code == 2
    assert [fault["code"] for fault in json.loads(result.stderr)["faults"]] == ["unreadable"]
