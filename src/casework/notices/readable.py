"""A letter's one source as plain text and as HTML that reads well on a phone, in the dark and without images."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{margin:0;padding:16px;background:#fff;color:#1a1a1a;font:18px/1.5 system-ui,-apple-system,sans-serif}"
    "main{max-width:36em;margin:0 auto}h1{font-size:1.25em;line-height:1.3}h2{font-size:1.1em}"
    "a{color:#0b5cad;overflow-wrap:anywhere}ul{padding-left:1.2em}"
    "@media (prefers-color-scheme:dark){body{background:#16181b;color:#ececec}a{color:#8ec5ff}}"
)
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITEM = "- "


def plain(text: str) -> str:
    """The source as people read it without markup."""
    lines = (_BOLD.sub(r"\1", _plain_line(line)) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _plain_line(line: str) -> str:
    if line.startswith(_ITEM):
        return f"– {line.removeprefix(_ITEM)}"
    return line.removeprefix("## ")


def html(subject: str, text: str, language: str) -> str:
    """The source as a whole page with nothing fetched from anywhere."""
    body = "\n".join(_blocks(text))
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(subject)}</title><style>{_STYLE}</style>'
        f"</head>\n<body><main>\n<h1>{escape(subject)}</h1>\n{body}\n</main></body></html>\n"
    )


def _blocks(text: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.splitlines()
        if all(line.startswith(_ITEM) for line in lines):
            items = "".join(f"<li>{_inline(line.removeprefix(_ITEM))}</li>" for line in lines)
            yield f"<ul>{items}</ul>"
        elif block.startswith("## "):
            yield f"<h2>{_inline(lines[0].removeprefix('## '))}</h2>"
            yield from _blocks("\n".join(lines[1:])) if lines[1:] else ()
        else:
            yield f"<p>{'<br>'.join(_inline(line) for line in lines)}</p>"


def _inline(line: str) -> str:
    linked = _LINK.sub(lambda m: f'<a href="{m[0]}">{m[0]}</a>', escape(line))
    return _BOLD.sub(r"<strong>\1</strong>", linked)
