"""Letters by post: each as a page to print, in a folder that a person empties."""

from __future__ import annotations

from html import escape
from pathlib import Path

from casework.notices.channel import Parcel

_STYLE = "<style>@page{size:A4;margin:25mm}@media print{body{font:11pt/1.4 serif;padding:0}}</style>"


def print_into(folder: Path, parcel: Parcel) -> Path:
    """Write the page of a letter, whole or not at all; printed twice it is one file. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    half, file = folder / f".{parcel.id}.half", folder / f"{parcel.id}.html"
    half.write_text(printed(parcel), "utf-8")
    half.replace(file)
    return file


def printed(parcel: Parcel) -> str:
    """The letter as a page to print, with the address where a window envelope shows it."""
    lines = [parcel.name, *(parcel.address or "").splitlines()]
    address = "<br>".join(escape(line) for line in lines if line.strip())
    head, body = parcel.html.split("<main>", 1)
    return f"{head.replace('</head>', f'{_STYLE}</head>', 1)}<main>\n<address>{address}</address>\n{body}"
