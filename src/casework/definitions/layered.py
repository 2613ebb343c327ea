"""Places boxes in columns from left to right so that none overlap and few lines cross: pure counting, no drawing.

The way of Sugiyama, Tagawa and Toda (1981): break circles, give ranks, order each column, then settle the heights.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: Between columns, between boxes of a column, and the room that a line takes which passes through a column.
GAP_X, GAP_Y, LANE = 36.0, 14.0, 6.0
MARGIN = 16.0
SWEEPS = 12

Arc = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands, in units of the drawing, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + self.height / 2

    def overlaps(self, other: Place) -> bool:
        """Whether the two have a point in common."""
        beside = self.x + self.width <= other.x or other.x + other.width <= self.x
        above = self.y + self.height <= other.y or other.y + other.height <= self.y
        return not (beside or above)


def ranks(names: Sequence[str], arcs: Iterable[Arc]) -> dict[str, int]:
    """A rank for each name: one more than that of everything that leads to it, once circles are broken."""
    leaving: dict[str, list[str]] = {name: [] for name in names}
    for source, target in arcs:
        leaving[source].append(target)
    order, forward = _walked(names, leaving)
    rank = dict.fromkeys(names, 0)
    for name in order:
        for target in forward[name]:
            rank[target] = max(rank[target], rank[name] + 1)
    return rank


def _walked(names: Sequence[str], leaving: Mapping[str, list[str]]) -> tuple[list[str], dict[str, list[str]]]:
    """The names so that each stands before what it leads to, and what it leads to without going in a circle."""
    done: list[str] = []
    forward: dict[str, list[str]] = {name: [] for name in names}
    on_the_way: set[str] = set()

    def walk(name: str) -> None:
        on_the_way.add(name)
        for target in leaving[name]:
            if target in on_the_way:
                continue
            forward[name].append(target)
            if target not in done:
                walk(target)
        on_the_way.remove(name)
        done.append(name)

    for name in names:
        if name not in done:
            walk(name)
    return done[::-1], forward


def placed(
    columns: Sequence[Sequence[str]], links: Sequence[Arc], sizes: Mapping[str, tuple[float, float]]
) -> dict[str, Place]:
    """A place for every name in the columns; each link goes from one column to the next. One without size is a lane."""
    near = _neighbours(links)
    ordered = _ordered([list(column) for column in columns], near)
    middles = _middles(ordered, near, sizes)
    top = min(middles[name] - _height(sizes, name) / 2 for name in middles)
    places, x = dict[str, Place](), MARGIN
    for column in ordered:
        width = max((sizes[name][0] for name in column if name in sizes), default=GAP_X)
        for name in column:
            height = _height(sizes, name)
            places[name] = Place(x, middles[name] - height / 2 - top + MARGIN, width, height)
        x += width + GAP_X
    return places


def _neighbours(links: Sequence[Arc]) -> dict[str, tuple[list[str], list[str]]]:
    """What each name is linked with: to the left, and to the right."""
    near: dict[str, tuple[list[str], list[str]]] = {}
    for left, right in dict.fromkeys(links):
        near.setdefault(left, ([], []))[1].append(right)
        near.setdefault(right, ([], []))[0].append(left)
    return near


def _ordered(columns: list[list[str]], near: Mapping[str, tuple[list[str], list[str]]]) -> list[list[str]]:
    """The columns in the order, of those tried, in which the fewest lines cross."""
    best, fewest = [list(c) for c in columns], _crossings(columns, near)
    for sweep in range(SWEEPS):
        side = sweep % 2
        for at in range(1, len(columns)) if side == 0 else range(len(columns) - 2, -1, -1):
            beside = {name: i for i, name in enumerate(columns[at - 1 if side == 0 else at + 1])}
            columns[at] = _sorted_beside(columns[at], beside, near, side)
        crossings = _crossings(columns, near)
        if crossings < fewest:
            best, fewest = [list(c) for c in columns], crossings
    return best


def _sorted_beside(
    column: list[str], beside: Mapping[str, int], near: Mapping[str, tuple[list[str], list[str]]], side: int
) -> list[str]:
    def weight(name: str) -> float:
        linked = [beside[other] for other in near.get(name, ([], []))[side]]
        return sum(linked) / len(linked) if linked else column.index(name)

    return sorted(column, key=weight)


def _crossings(columns: list[list[str]], near: Mapping[str, tuple[list[str], list[str]]]) -> int:
    count = 0
    for left, right in pairwise(columns):
        position = {name: i for i, name in enumerate(right)}
        seen: list[int] = []
        for name in left:
            targets = [position[other] for other in near.get(name, ([], []))[1]]
            count += sum(len(seen) - bisect_left(seen, target + 1) for target in targets)
            for target in targets:
                insort(seen, target)
    return count


def _height(sizes: Mapping[str, tuple[float, float]], name: str) -> float:
    return sizes[name][1] if name in sizes else LANE


def _middles(
    columns: list[list[str]],
    near: Mapping[str, tuple[list[str], list[str]]],
    sizes: Mapping[str, tuple[float, float]],
) -> dict[str, float]:
    """The height of each name: near the middle of what it is linked with, in the order of its column."""
    middles = {name: 0.0 for column in columns for name in column}
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else columns[::-1]:
            wished = [_wished(name, near, middles, sweep) for name in column]
            for name, middle in zip(column, _apart(wished, [_height(sizes, n) for n in column]), strict=True):
                middles[name] = middle
    return middles


def _wished(
    name: str, near: Mapping[str, tuple[list[str], list[str]]], middles: Mapping[str, float], sweep: int
) -> float:
    left, right = near.get(name, ([], []))
    linked = [left, right, left + right][sweep % 3 if sweep < SWEEPS - 1 else 2] or left + right
    return sum(middles[other] for other in linked) / len(linked) if linked else 0.0


def _apart(wished: Sequence[float], heights: Sequence[float]) -> list[float]:
    """The heights nearest to those wished at which nothing overlaps: pools of neighbours that push each other."""
    offsets, offset = list[float](), 0.0
    for i, height in enumerate(heights):
        offset += (heights[i - 1] + height) / 2 + GAP_Y if i else 0.0
        offsets.append(offset)
    pools: list[list[float]] = []  # sum and count
    for wish, off in zip(wished, offsets, strict=True):
        pools.append([wish - off, 1.0])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            total, count = pools.pop()
            pools[-1][0] += total
            pools[-1][1] += count
    settled = [total / count for total, count in pools for _ in range(int(count))]
    return [base + off for base, off in zip(settled, offsets, strict=True)]
