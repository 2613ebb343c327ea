"""What a document is, by its bytes and not by its name: kept whole on a temporary file until it is accepted."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import IO

from casework.errors import BadInput, Fault

#: The largest document, in bytes, where the host says nothing else.
LARGEST = 50 * 1024 * 1024
#: What an archive may hold at most: members, bytes when unpacked, and how many times its own size that may be.
MEMBERS, UNPACKED, RATIO = 10_000, 1 << 30, 200

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: The member by which each kind of office document is known.
_OFFICE = {"word/document.xml": _WORD, "xl/workbook.xml": _SHEET}
_OPEN_DOCUMENT = frozenset(
    {"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"}
)
_MAGIC = ((b"%PDF-", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))

#: Every type that is taken in.
MEDIA_TYPES = ("application/pdf", _WORD, _SHEET, *sorted(_OPEN_DOCUMENT), "image/png", "image/jpeg", "text/plain")


@dataclass(frozen=True, slots=True)
class Spooled:
    """A document that was read to its end: its bytes on a temporary file, and what they are."""

    content: IO[bytes]
    digest: str
    size: int
    media_type: str


@contextmanager
def spooled(chunks: Iterable[bytes], largest: int = LARGEST) -> Iterator[Spooled]:
    """The document while the block lasts; the temporary file has no name and is gone with it.

    Raises BadInput for one that is empty, too large (as soon as it is), or of a type that is not taken in.
    """
    with tempfile.TemporaryFile() as file:
        whole, size = sha256(), 0
        for chunk in chunks:
            size += len(chunk)
            if size > largest:
                raise BadInput(Fault(f"a document has at most {largest} bytes", "content", "too_large"))
            whole.update(chunk)
            file.write(chunk)
        if not size:
            raise BadInput(Fault("the document is empty", "content", "empty"))
        media_type = sniffed(file)
        file.seek(0)
        yield Spooled(file, whole.hexdigest(), size, media_type)


def whole(chunks: Iterable[bytes], largest: int) -> bytes:
    """Everything, held in memory. Raises BadInput as soon as it is more than `largest` bytes."""
    read = bytearray()
    for chunk in chunks:
        read += chunk
        if len(read) > largest:
            raise BadInput(Fault(f"there are at most {largest} bytes", "content", "too_large"))
    return bytes(read)


def sniffed(file: IO[bytes]) -> str:
    """The media type that the bytes say. Raises BadInput for one that is not taken in."""
    file.seek(0)
    head = file.read(64)
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if head.startswith(b"PK\x03\x04"):
        return _archive(file)
    if _is_text(file):
        return "text/plain"
    raise _not_taken()


def _archive(file: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            return _office(archive)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise BadInput(Fault("the document is damaged", "content", "damaged")) from error


def _office(archive: zipfile.ZipFile) -> str:
    members = archive.infolist()
    unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members) or 1
    if len(members) > MEMBERS or unpacked > UNPACKED or unpacked > RATIO * packed:
        raise BadInput(Fault("the document unpacks to more than a document holds", "content", "bomb"))
    names = {m.filename for m in members}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise BadInput(Fault("the document holds macros; save it without them", "content", "macros"))
    for member, media_type in _OFFICE.items():
        if member in names:
            return media_type
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
        told = archive.read("mimetype").decode("ascii", "replace")
        if told in _OPEN_DOCUMENT:
            return told
    raise _not_taken()


def _is_text(file: IO[bytes]) -> bool:
    """Whether it is UTF-8 without control characters, and nothing that a browser or reader would run."""
    file.seek(0)
    start = file.read(1024).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<", b"#!")):
        return False
    file.seek(0)
    rest = b""
    while block := file.read(1 << 20):
        block = rest + block
        try:
            text, rest = block.decode(), b""
        except UnicodeDecodeError as error:
            if error.start < len(block) - 3:
                return False
            text, rest = block[: error.start].decode(), block[error.start :]
        if any(c < " " and c not in "\r\n\t\f" for c in text):
            return False
    return not rest


def _not_taken() -> BadInput:
    taken = "PDF, Word, Excel, OpenDocument, PNG, JPEG or plain text (UTF-8)"
    return BadInput(Fault(f"the bytes are none of what is taken in: {taken}", "content", "unknown_type"))
