"""Rounds of floor and product in turn, and the ratio of each round."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Result:
    """One measured pair. Rates are operations per second; ratios are product to floor, round by round."""

    name: str
    floor: float
    product: float
    ratios: tuple[float, ...]
    must: float

    def line(self) -> str:
        """One row of the report."""
        low, middle, high = min(self.ratios), median(self.ratios), max(self.ratios)
        verdict = "ok" if middle >= self.must else "BELOW"
        rates = f"{self.name:44} {self.floor:9.0f} {self.product:9.0f}"
        return f"{rates} {middle:6.2f} [{low:.2f}..{high:.2f}] {self.must:5.2f}  {verdict}"


HEAD = f"{'':44} {'floor/s':>9} {'ours/s':>9} {'ratio':>6} {'[min..max]':>12} {'must':>5}"


def rate(work: Callable[[], int]) -> float:
    """Operations per second of one go at the work, which returns how many it did."""
    start = time.perf_counter()
    done = work()
    return done / (time.perf_counter() - start)


def compare(name: str, floor: Callable[[], int], product: Callable[[], int], must: float, rounds: int = 7) -> Result:
    """Floor and product in turn, after one round that is not counted."""
    floor(), product()
    pairs = []
    for number in range(rounds):
        order = (floor, product) if number % 2 else (product, floor)
        rates = {work: rate(work) for work in order}
        pairs.append((rates[floor], rates[product]))
    ratios = tuple(ours / theirs for theirs, ours in pairs)
    return Result(name, median(f for f, _ in pairs), median(p for _, p in pairs), ratios, must)
