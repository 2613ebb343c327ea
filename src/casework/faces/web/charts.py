"""Bars as SVG, with the same numbers in words for those who do not see them; the table stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

ROW, LABEL, WIDTH, VALUE = 36, 170, 560, 60


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is called, how long, and whether it is good news (`look` is empty, mid or bad)."""

    label: str
    value: int
    look: str = ""


def bars(title: str, rows: Sequence[Bar], id: str) -> Markup:
    """Horizontal bars beside each other, each with its label and value."""
    most = max((row.value for row in rows), default=0) or 1
    height = ROW * len(rows) + 8
    told = "; ".join(f"{row.label}: {row.value}" for row in rows)
    head = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {w} {h}" width="{w}"'
        ' height="{h}" aria-labelledby="{id}-title {id}-desc"><title id="{id}-title">{title}</title>'
        '<desc id="{id}-desc">{told}</desc>'
    ).format(w=WIDTH, h=height, id=id, title=title, told=told)
    drawn = (_bar(row, number, most) for number, row in enumerate(rows))
    axis = Markup('<path class="axis" d="M{x} 0V{h}" fill="none"/>').format(x=LABEL, h=height)
    return head + Markup("").join(drawn) + axis + Markup("</svg>")


def _bar(row: Bar, number: int, most: int) -> Markup:
    y = ROW * number + 6
    length = round((WIDTH - LABEL - VALUE) * row.value / most)
    return Markup(
        '<text x="{lx}" y="{ty}" text-anchor="end">{label}</text>'
        '<rect class="bar {look}" x="{x}" y="{y}" width="{length}" height="24" rx="2"/>'
        '<text x="{vx}" y="{ty}">{value}</text>'
    ).format(
        lx=LABEL - 8, ty=y + 17, label=row.label, look=row.look, x=LABEL, y=y, length=length, vx=LABEL + length + 8,
        value=row.value,
    )  # fmt: skip
