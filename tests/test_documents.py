"""Documents come in whole or not at all, are known by their bytes, and are found again byte for byte."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO

import pytest

from casework import Actor, BadInput, KeyReused, NotFound, Office, Refused
from casework.store.pieces import PIECE
from casework.store.verify import verify
from tests.store.conformance import KARI, count, drill_office, opened

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 10


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    """A small office over a fresh database."""
    made = drill_office(database_url)
    yield made
    made.close()


def archive(**members: bytes) -> bytes:
    """A zip archive with those members; `__` in a name stands for a slash."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as writing:
        for name, content in members.items():
            writing.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def test_a_document_is_kept_under_its_digest_and_told_in_the_record(office: Office) -> None:
    """arkf/14: what belongs to the case is kept with it, and the entry says what it was."""
    case_id = opened(office)
    large = PDF + b"x" * (2 * PIECE)
    entry = office.add_document(case_id, iter([large[:100], large[100:]]), by=KARI, title="C:\\mine\\Rapport ø.pdf")
    (document,) = office.case(case_id).documents
    assert (document.id, document.title, document.media_type) == (f"{case_id}:d1", "Rapport ø.pdf", "application/pdf")
    assert document.digest == entry.facts["digest"] == sha256(large).hexdigest()
    assert b"".join(office.document_content(document.id)) == large
    assert verify(office.database) == []


def test_an_upload_that_breaks_off_leaves_nothing(office: Office) -> None:
    """Neither bytes nor an entry: the sender sends it again."""

    def broken() -> Iterator[bytes]:
        yield PDF
        raise ConnectionResetError("the sender is gone")

    case_id = opened(office)
    with pytest.raises(ConnectionResetError):
        office.add_document(case_id, broken(), by=KARI, title="x.pdf")
    assert office.case(case_id).documents == () and count(office, "pieces") == 0


def test_what_is_too_large_is_refused_before_the_rest_is_read(office: Office) -> None:
    """Five gigabytes are not read to find out that they are too many."""
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield PDF

    with pytest.raises(BadInput) as refused:
        office.add_document(opened(office), endless(), by=KARI, title="x.pdf", largest=10_000)
    assert refused.value.faults[0].code == "too_large" and read < 10 and count(office, "pieces") == 0


def test_a_refused_document_leaves_nothing_but_the_refusal(office: Office) -> None:
    """Whoever only looks adds nothing (regl/14)."""
    case_id = opened(office)
    with pytest.raises(Refused):
        office.add_document(case_id, PDF, by=Actor("rita", "auditor"), title="x.pdf")
    assert count(office, "pieces") == 0 and [r["name"] for r in office.refusals(case_id)] == ["add_document"]


def test_the_same_key_files_a_document_once(office: Office) -> None:
    """And another document under the same key is told of."""
    case_id = opened(office)
    first = office.add_document(case_id, PDF, by=KARI, title="x.pdf", key="k")
    assert office.add_document(case_id, PDF, by=KARI, title="x.pdf", key="k") == first
    with pytest.raises(KeyReused):
        office.add_document(case_id, PDF + b"y", by=KARI, title="x.pdf", key="k")
    assert len(office.case(case_id).documents) == 1 and count(office, "pieces") == 1


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n rest", "image/png"),
        (b"\xff\xd8\xff\xe0 rest", "image/jpeg"),
        ("Kjære nemnd, ø\r\n".encode(), "text/plain"),
        (archive(word__document_xml=b"<x/>").replace(b"word/document_xml", b"word/document.xml"), "wordprocessingml"),
    ],
)
def test_a_document_is_what_its_bytes_say(office: Office, content: bytes, media_type: str) -> None:
    """The name and what the sender calls it are not asked."""
    case_id = opened(office)
    office.add_document(case_id, content, by=KARI, title="x.exe")
    assert media_type in office.case(case_id).documents[0].media_type


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00 program", "unknown_type"),
        (b"<html><script>x</script>", "unknown_type"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>', "unknown_type"),
        (b"#!/bin/sh\n", "unknown_type"),
        (b"tekst \xff", "unknown_type"),
        (archive(a_txt=b"x"), "unknown_type"),
        (archive(a_txt=b"\0" * 10_000_000), "bomb"),
        (archive(word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"), "macros"),
        (b"PK\x03\x04 and no more", "damaged"),
    ],
)
def test_what_cannot_be_read_safely_is_not_taken_in(office: Office, content: bytes, code: str) -> None:
    """Programs, markup, archives without end: each with a code that says which."""
    with pytest.raises(BadInput) as refused:
        office.add_document(opened(office), content, by=KARI, title="x.pdf")
    assert refused.value.faults[0].code == code


def test_a_title_does_not_turn_text_round(office: Office) -> None:
    """A name that reads `exe.pdf` backwards is shown as it is."""
    case_id = opened(office)
    office.add_document(case_id, PDF, by=KARI, title="faktura\u202efdp.exe")
    assert office.case(case_id).documents[0].title == "fakturafdp.exe"
    with pytest.raises(BadInput):
        office.add_document(case_id, PDF, by=KARI, title="\u202e")
    with pytest.raises(NotFound):
        office.document_content(f"{case_id}:d9")


def test_a_document_that_was_altered_is_found(office: Office) -> None:
    """The digest in the chained record is that of the bytes."""
    case_id = opened(office)
    digest = office.add_document(case_id, PDF, by=KARI, title="x.pdf").facts["digest"]
    with office.database.cursor() as cursor:
        cursor.execute(
            "drop trigger pieces_no_update" if office.database.sqlite else "drop trigger pieces_append_only on pieces"
        )
        cursor.execute(office.database.sql("update pieces set bytes = ? where digest = ?"), (b"%PDF-fake", digest))
    assert [f.case_id for f in verify(office.database)] == [case_id]
