"""The package as a file: a zip archive of known names, read whole into memory or refused; none of it goes to disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from casework.handover.faults import wrong

MANIFEST, ENTRIES = "manifest.json", "entries.jsonl"
LARGEST_PACKAGE_MB = 256
MOST_FILES = 20_000
#: A zip archive knows no earlier day, and the same package is to be the same bytes whenever it is made.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CONTENT = re.compile(r"contents/[0-9a-f]{64}", re.ASCII)
_ENCRYPTED = 0x1


def content_name(digest: str) -> str:
    """Where the letter or document of that digest lies."""
    return f"contents/{digest}"


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files as one archive; the same files are the same bytes. Raises BadInput for more than nobody would read."""
    if sum(map(len, files.values())) > LARGEST_PACKAGE_MB * 2**20:
        raise wrong("too_large", limit=LARGEST_PACKAGE_MB)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files by name. Raises BadInput for what is damaged, too large, or has a file that does not belong."""
    if len(data) > LARGEST_PACKAGE_MB * 2**20:
        raise wrong("too_large", limit=LARGEST_PACKAGE_MB)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    # A damaged archive shows itself in all of these ways.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise wrong("unreadable", why=error) from error


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    members = archive.infolist()
    _expected(members)
    # What the archive says of its sizes is not trusted: no more is ever unpacked than it may be in all.
    left, files = LARGEST_PACKAGE_MB * 2**20, dict[str, bytes]()
    for member in members:
        with archive.open(member) as file:
            files[member.filename] = file.read(left + 1)
        left -= len(files[member.filename])
        if left < 0:
            raise wrong("too_large", limit=LARGEST_PACKAGE_MB)
    return files


def _expected(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise wrong("too_large", limit=LARGEST_PACKAGE_MB)
    names = set[str]()
    for member in members:
        name = member.orig_filename
        known = name in (MANIFEST, ENTRIES) or _CONTENT.fullmatch(name)
        if not known or name in names or member.flag_bits & _ENCRYPTED:
            raise wrong("unexpected_file", name=name)
        names.add(name)
    for name in (MANIFEST, ENTRIES):
        if name not in names:
            raise wrong("missing_file", name=name)
