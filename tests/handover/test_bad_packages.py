"""A package that is not whole, not ours or not what was written is refused, and nothing is written (fvl/33-4)."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework import BadInput, Office, Refused
from casework.handover import Message, container, receipt, receive
from casework.handover.container import ENTRIES, MANIFEST, packed
from casework.model.chain import canonical, digest_of
from tests.handover.conftest import MakeOffices
from tests.handover.two_offices import MINISTRY_NAME, RECEPTION, TwoOffices, two_offices

Files = dict[str, bytes]


def files_of(message: Message) -> Files:
    """What lies in a package."""
    with zipfile.ZipFile(io.BytesIO(message.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def resealed(files: Files, **told: Any) -> bytes:
    """The package of somebody who knows the format: every checksum is right."""
    manifest = json.loads(files[MANIFEST])
    manifest.pop("seal")
    manifest |= told | {"files": {name: digest_of(data) for name, data in files.items() if name != MANIFEST}}
    manifest["seal"] = digest_of(canonical(manifest))
    return packed({**files, MANIFEST: json.dumps(manifest).encode()})


def refused(office: Office, data: bytes, here: str = MINISTRY_NAME) -> set[str]:
    """The codes with which the package is refused; nothing may have been written."""
    with pytest.raises(BadInput) as bad:
        receive(office, data, by=RECEPTION, here=here)
    assert office.cases() == [] or not here.startswith("dep")
    assert all(fault.text.nn != fault.text.nb for fault in bad.value.faults)  # type: ignore[attr-defined]
    return {fault.code for fault in bad.value.faults}


def without(files: Files, *names: str) -> Files:
    """The files but for these."""
    return {name: data for name, data in files.items() if name not in names}


def content(files: Files) -> str:
    """The name of a text in the package."""
    return next(name for name in files if name.startswith("contents/"))


def entries(files: Files, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> Files:
    """The package with other entries."""
    lines = [json.loads(line) for line in files[ENTRIES].splitlines()]
    return {**files, ENTRIES: b"".join(canonical(line) + b"\n" for line in change(lines))}


def other_facts(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Somebody improved on what was said."""
    lines[3]["facts"] = {**lines[3]["facts"], "assessment": "svært godt"}
    return lines


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> TwoOffices:
    """The two, one for all packages that are refused: nothing is ever written above."""
    folder = tmp_path_factory.mktemp("two")
    urls = [f"sqlite:///{shutil.copy(sqlite_template, folder / f'{name}.db')}" for name in ("below", "above")]
    return two_offices(urls[0], urls[1], folder)


def test_what_was_damaged_on_the_way_is_refused(two: TwoOffices) -> None:
    """fvl/33-4: cut short, overwritten, or no package at all."""
    data = two.handed_over().data
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 0xFF
    for damaged in (b"", b"hei", data[:-40], data[: len(data) // 2], data[100:200]):
        assert refused(two.above, damaged) == {"unreadable"}
    assert refused(two.above, bytes(flipped)) & {"unreadable", "checksum"}


def test_a_file_that_is_not_what_was_put_in_is_refused(two: TwoOffices) -> None:
    """fvl/33-4: each checksum by itself."""
    files = files_of(two.handed_over())
    text = content(files)
    assert refused(two.above, packed({**files, text: b"noe annet"})) == {"checksum"}
    assert refused(two.above, packed({**files, ENTRIES: files[ENTRIES] + b"\n"})) == {"checksum"}
    manifest = files[MANIFEST].replace(b"vedtaket b", b"vedtaket B")
    assert refused(two.above, packed({**files, MANIFEST: manifest})) == {"checksum"}
    assert refused(two.above, resealed({**files, text: b"noe annet"})) == {"checksum"}


def test_a_file_that_is_missing_or_does_not_belong_is_refused(two: TwoOffices) -> None:
    """fvl/33-4: no name leads out of the package, and none is there twice."""
    files = files_of(two.handed_over())
    for name in (MANIFEST, ENTRIES, content(files)):
        assert refused(two.above, packed(without(files, name))) == {"missing_file"}
    assert refused(two.above, resealed(without(files, content(files)))) == {"missing_file"}
    for name in ("../../etc/passwd", "/etc/passwd", "contents/../manifest.json", "contents\\x.txt", "les-meg.txt"):
        assert refused(two.above, packed({**files, name: b"x"})) == {"unexpected_file"}
    stray = f"contents/{digest_of(b'x')}"
    assert refused(two.above, resealed({**files, stray: b"x"})) == {"unexpected_file"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_refused(two: TwoOffices) -> None:
    """fvl/33-4: of two manifests neither is believed."""
    buffer = io.BytesIO(two.handed_over().data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(MANIFEST, b"{}")
    assert refused(two.above, buffer.getvalue()) == {"unexpected_file"}


def test_a_package_that_swells_is_not_read(two: TwoOffices, monkeypatch: pytest.MonkeyPatch) -> None:
    """fvl/33-4: no more is unpacked than a package may hold, and no more is packed."""
    monkeypatch.setattr(container, "LARGEST_PACKAGE_MB", 1)
    with pytest.raises(BadInput):
        packed({ENTRIES: b" " * 2**21})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, b"{}")
        archive.writestr(ENTRIES, b" " * 2**21)
    assert refused(two.above, buffer.getvalue()) == {"too_large"}
    assert refused(two.above, b"x" * (2**20 + 1)) == {"too_large"}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"version": 2}, "foreign_version"),
        ({"version": None}, "foreign_version"),
        ({"format": "noe annet"}, "manifest"),
        ({"kind": "gave"}, "kind"),
        ({"recipient": "et annet departement"}, "wrong_address"),
        ({"recipient": None}, "manifest"),
        ({"message_id": ""}, "manifest"),
        ({"message_id": "x" * 121}, "manifest"),
        ({"message_id": "a\nb"}, "manifest"),
        ({"sender": ["imdi"]}, "manifest"),
        ({"party": None}, "manifest"),
        ({"party": {"id": "1", "unknown": "x"}}, "manifest"),
        ({"index": {}}, "contents"),
        ({"index": []}, "manifest"),
        ({"proceeding": "2026-00001-99"}, "contents"),
        ({"proceeding": "2026-00001-1"}, "contents"),
        ({"kind": "outcome", "answers": "direktoratet/2026-00001-3"}, "nothing_sent"),
        ({"kind": "receipt"}, "nothing_sent"),
    ],
)
def test_a_manifest_that_cannot_be_right_is_refused(two: TwoOffices, told: dict[str, Any], code: str) -> None:
    """fvl/33-4: also where every checksum is right."""
    assert code in refused(two.above, resealed(files_of(two.handed_over()), **told))


@pytest.mark.parametrize(
    "change",
    [
        other_facts,
        lambda lines: lines[1:],
        lambda lines: lines[:-1],
        lambda lines: [*lines[:2], *lines[3:]],
        lambda lines: [lines[1], lines[0], *lines[2:]],
        lambda lines: [*lines, {**lines[-1], "seq": len(lines) + 1}],
        lambda lines: [{**line, "case_id": "2026-00099"} for line in lines],
        lambda lines: [{"seq": 1}],
        lambda lines: [],
    ],
    ids=["altered", "head cut", "tail cut", "removed", "reordered", "inserted", "other case", "no entry", "empty"],
)
def test_a_record_that_was_altered_is_refused(two: TwoOffices, change: Callable[..., Any]) -> None:
    """fvl/33-4: the chain tells what no checksum does."""
    assert refused(two.above, resealed(entries(files_of(two.handed_over()), change))) & {"chain", "contents"}


def test_one_id_is_one_message(offices: MakeOffices) -> None:
    """fvl/33-4: what comes again under the same id with other contents is refused, and the first stands."""
    two = offices()
    message = two.handed_over()
    received = two.deliver_up(message)
    files = files_of(message)
    party = {**json.loads(files[MANIFEST])["party"], "name": "Et annet navn"}
    with pytest.raises(BadInput) as bad:
        receive(two.above, resealed(files, party=party), by=RECEPTION, here=MINISTRY_NAME)
    assert [fault.code for fault in bad.value.faults] == ["id_reused"]
    assert [row["id"] for row in two.above.cases()] == [received.case_id]


def test_an_appeal_that_is_under_review_is_not_taken_in_under_another_id(offices: MakeOffices) -> None:
    """fvl/33-4: one appeal, one review."""
    two = offices()
    message = two.handed_over()
    two.deliver_up(message)
    with pytest.raises(BadInput) as bad:
        receive(two.above, resealed(files_of(message), message_id="en annen"), by=RECEPTION, here=MINISTRY_NAME)
    assert [fault.code for fault in bad.value.faults] == ["under_review"]


def test_an_answer_is_believed_only_from_whom_it_was_sent_to(offices: MakeOffices) -> None:
    """fvl/34-4: nobody else decides the appeal."""
    two = offices()
    received = two.taken_in()
    forged = resealed(files_of(receipt(two.above, received.review_id)), sender="et annet departement")
    assert refused(two.below.desk.office, forged, here="direktoratet") == {"nothing_sent"}


def test_an_answer_does_not_overtake_the_end_of_the_review(offices: MakeOffices) -> None:
    """fvl/34-4: a receipt dressed up as an outcome decides nothing."""
    two = offices()
    received = two.taken_in()
    dressed = resealed(files_of(receipt(two.above, received.review_id)), kind="outcome")
    before = two.below.case
    assert refused(two.below.desk.office, dressed, here="direktoratet") == {"contents"}
    assert two.below.case == before


def test_an_office_without_the_scheme_says_what_it_lacks(two: TwoOffices) -> None:
    """fvl/33-4: the case is handled by the same rules in both instances."""
    data = two.handed_over().data
    other = Office(two.above.database.url.render_as_string(hide_password=False), clock=two.below.desk.clock)
    assert refused(other, data) == {"definitions"}


def test_a_second_outcome_does_not_undo_the_first(offices: MakeOffices) -> None:
    """fvl/28-3: what the appeal body decided stands."""
    two = offices()
    received = two.taken_in()
    answer = two.decided(received, "uphold", answers={})
    two.deliver_down(answer)
    before = two.below.case
    again = resealed(files_of(answer), message_id="nr. 2")
    with pytest.raises((BadInput, Refused)):
        receive(two.below.desk.office, again, by=RECEPTION, here="direktoratet")
    assert two.below.case == before
