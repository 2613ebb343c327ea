"""A package: who tells whom what about which appeal, with the record that proves it. Read whole, or refused.

What a package says for people (its index) is derived from the record in it, so the two cannot differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from casework.documents import content_of
from casework.errors import CaseworkError
from casework.handover.container import ENTRIES, MANIFEST, content_name, packed, unpacked
from casework.handover.faults import wrong
from casework.handover.index import index
from casework.model.actor import Actor
from casework.model.chain import canonical, digest_of, entry_json
from casework.model.record import Change, Entry, Record, instant, replayed
from casework.model.rows import Party
from casework.store.database import Database
from casework.store.verify_chain import broken

FORMAT, VERSION = "casework-handover", 1
APPEAL = "appeal"  #: The appeal with its whole file, from the first instance to the appeal body.
RECEIPT = "receipt"  #: That it was received.
OUTCOME = "outcome"  #: What came of it above: a decision, a withdrawal, or that it is returned as incomplete.
KINDS = (APPEAL, RECEIPT, OUTCOME)
LONGEST_ID = 120


@dataclass(frozen=True, slots=True)
class Header:
    """What stands on the outside: the kind, the id of the message, from whom to whom, and what it answers.

    `proceeding` is the appeal below for an appeal, else the review above; `answers` is the id of the message answered.
    """

    kind: str
    message_id: str
    sender: str
    recipient: str
    proceeding: str
    answers: str | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """A package as it was read: nothing in it is damaged, and its record is the one that was written."""

    header: Header
    entries: tuple[Entry, ...]
    record: Record
    contents: Mapping[str, bytes]
    index: Mapping[str, Any]
    digest: str

    @property
    def proof(self) -> str:
        """The record as it lies in the package."""
        return lines_of(self.entries)


@dataclass(frozen=True, slots=True)
class Message:
    """A package as it is sent: its id, a name for the file, its bytes, and their SHA-256."""

    message_id: str
    kind: str
    file_name: str
    data: bytes
    digest: str


def message(header: Header, party: Party, entries: Sequence[Entry], contents: Mapping[str, bytes]) -> Message:
    """The package of a record. The same record of the same organisation gives the same bytes."""
    files = {ENTRIES: lines_of(entries).encode()}
    files |= {content_name(digest): content for digest, content in sorted(contents.items())}
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        **{name: getattr(header, name) for name in Header.__slots__},
        "party": asdict(party),
        "index": index(replayed(entries), header.proceeding),
        "files": {name: digest_of(data) for name, data in files.items()},
    }
    manifest["seal"] = digest_of(canonical(manifest))
    data = packed({MANIFEST: json.dumps(manifest, ensure_ascii=False, indent=1).encode(), **files})
    name = "".join(c if c.isalnum() and c.isascii() else "-" for c in header.message_id)
    return Message(header.message_id, header.kind, f"{name}.zip", data, digest_of(data))


def lines_of(entries: Sequence[Entry]) -> str:
    """The entries, a line of JSON each, with their hashes."""
    return "".join(f"{canonical({**entry_json(entry), 'hash': entry.hash}).decode()}\n" for entry in entries)


def read(data: bytes) -> Package:
    """The package, if it is whole and unaltered. Raises BadInput that says what is wrong with it."""
    files = unpacked(data)
    manifest = _manifest(files[MANIFEST])
    header = _header(manifest)
    _as_listed(manifest, files)
    entries = tuple(_entries(files[ENTRIES]))
    record = replace(_proven(entries), party=_party(manifest))
    _says_the_same(manifest, header, record)
    contents = dict(_contents(files, record))
    return Package(header, entries, record, contents, manifest["index"], digest_of(data))


def _manifest(data: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise wrong("manifest", why=error) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise wrong("manifest", why=f"format is not {FORMAT}")
    if manifest.get("version") != VERSION:
        raise wrong("foreign_version", found=manifest.get("version"), known=VERSION)
    if manifest.pop("seal", None) != _sealed(manifest):
        raise wrong("checksum", name=MANIFEST)
    return manifest


def _sealed(manifest: dict[str, Any]) -> str:
    try:
        return digest_of(canonical(manifest))
    except (ValueError, TypeError) as error:
        raise wrong("manifest", why=error) from error


def _header(manifest: dict[str, Any]) -> Header:
    told = {name: manifest.get(name) for name in Header.__slots__}
    for name, value in told.items():
        optional = name == "answers" and value is None
        if not optional and not (isinstance(value, str) and 0 < len(value) <= LONGEST_ID and value.isprintable()):
            raise wrong("manifest", why=f"{name} is {value!r}"[:200])
    if told["kind"] not in KINDS:
        raise wrong("kind", kind=told["kind"])
    return Header(**told)  # type: ignore[arg-type]


def _party(manifest: dict[str, Any]) -> Party:
    """The organisation, as the sender knows it."""
    told: Any = manifest.get("party")
    simple = isinstance(told, dict) and all(value is None or isinstance(value, str | int) for value in told.values())
    if not simple or not told.get("id") or told.keys() - set(Party.__slots__):
        raise wrong("manifest", why="party")
    return Party(**{"name": "", **told})


def _as_listed(manifest: dict[str, Any], files: Mapping[str, bytes]) -> None:
    listed = manifest.get("files")
    if not isinstance(listed, dict) or not isinstance(manifest.get("index"), dict):
        raise wrong("manifest", why="it lists no files, or has no index")
    for name in listed:
        if name not in files:
            raise wrong("missing_file", name=name)
    for name, data in files.items():
        if name != MANIFEST and name not in listed:
            raise wrong("unexpected_file", name=name)
        if name != MANIFEST and digest_of(data) != listed[name]:
            raise wrong("checksum", name=name)


def _entries(data: bytes) -> Iterator[Entry]:
    try:
        for line in data.decode().splitlines():
            yield _entry(json.loads(line))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, CaseworkError) as error:
        raise wrong("chain", why=error) from error


def _entry(line: dict[str, Any]) -> Entry:
    actor = Actor(line.pop("person"), line.pop("role"), line.pop("agency"))
    changes = tuple(Change(*each) for each in line.pop("changes"))
    return Entry(**{**line, "at": instant(line["at"]), "actor": actor, "changes": changes})


def _proven(entries: tuple[Entry, ...]) -> Record:
    """The record that the entries make, if they are the ones that were written, all of them, in their order."""
    head = entries[-1].hash if entries else ""
    try:
        found = list(broken(entries, len(entries), head))
        one_case = len({entry.case_id for entry in entries}) == 1
        if not found and one_case and entries[0].previous == "":
            return _replayed(entries)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise wrong("chain", why=error) from error
    raise wrong("chain", why="; ".join(altered.text.en for altered in found[:3]) or "it is not the record of one case")


def _replayed(entries: tuple[Entry, ...]) -> Record:
    record = replayed(entries)
    if set(record.all("cases")) != {entries[0].case_id}:
        raise ValueError("it opens no case")
    return record


def _says_the_same(manifest: dict[str, Any], header: Header, record: Record) -> None:
    if header.proceeding not in record.all("proceedings"):
        raise wrong("contents", what=header.proceeding)
    said, told = index(record, header.proceeding), manifest["index"]
    differing = sorted(name for name in said.keys() | told.keys() if said.get(name) != told.get(name))
    if differing:
        raise wrong("contents", what=", ".join(differing)[:200])


def _contents(files: Mapping[str, bytes], record: Record) -> Iterator[tuple[str, bytes]]:
    """Each letter and document that the record points to, once, and no other."""
    wanted, letters = digests(record), {letter.digest for letter in record.all("letters").values()}
    for digest in sorted(wanted):
        name = content_name(digest)
        if name not in files:
            raise wrong("missing_file", name=name)
        if digest_of(files[name]) != digest or (digest in letters and not _is_text(files[name])):
            raise wrong("checksum", name=name)
        yield digest, files[name]
    extra = files.keys() - {MANIFEST, ENTRIES, *map(content_name, wanted)}
    if extra:
        raise wrong("unexpected_file", name=min(extra))


def _is_text(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode()
    except UnicodeError:
        return False


def contents_of(database: Database, entries: Sequence[Entry]) -> dict[str, bytes]:
    """The letters and documents that the record of these entries points to, by digest."""
    return {digest: b"".join(content_of(database, digest)) for digest in digests(replayed(entries))}


def digests(record: Record) -> set[str]:
    """What the letters and documents of the record point to."""
    return {row.digest for name in ("letters", "documents") for row in record.all(name).values() if row.digest}
