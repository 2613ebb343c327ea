"""`casework law`: what a provision says, when its time limit ends, and who cites it."""

from __future__ import annotations

from typing import Any

import click

from casework.checking import citing
from casework.definitions.citations import Citation
from casework.faces.as_json import text_json
from casework.faces.cli import texts
from casework.faces.cli.paper import Paper, day_written, tell
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Group, pass_settings
from casework.law import time_limits
from casework.law.calendar import oslo_day
from casework.law.commencement import in_force
from casework.law.provisions import LimitRule, Provision, provision, provisions


@click.group(cls=Group)
def law() -> None:
    """What a provision says, and when its time limit ends."""


@law.command()
@click.argument("key", metavar="PROVISION")
@click.option(
    "--from", "starts", multiple=True, required=True, metavar="WHEN", help="A day, or an instant with offset."
)
@pass_settings
def limit(settings: Settings, key: str, starts: tuple[str, ...]) -> None:
    """Count the time limit that PROVISION sets, from a day or an instant; --from may be repeated."""
    counted = [time_limits.limit(key, start, language=settings.language).as_json() for start in starts]
    tell(settings, counted if len(counted) > 1 else counted[0], lambda paper: _limits(paper, counted))


def _limits(paper: Paper, counted: list[dict[str, Any]]) -> None:
    for number, found in enumerate(counted):
        if number:
            paper.line()
        days = {name: day_written(found[name]) for name in ("nominal_day", "last_day")}
        paper.fields({"provision": found["provision"], "from": found["from"], **days, "rolled": found["rolled"]})
        for step in found["reasoning"]:
            paper.line(step, indent=1)


@law.command()
@click.argument("key", metavar="PROVISION")
@pass_settings
def show(settings: Settings, key: str) -> None:
    """Show what PROVISION says, from when to when, and every rule, transition, letter and test that cites it."""
    found = provision(key)
    cited = citing(key, settings.at_hand)
    effective = in_force(key, oslo_day(settings.clock.now()))
    tell(settings, _json(found, cited, effective), lambda paper: _page(paper, found, cited, effective))


def _json(found: Provision, cited: list[Citation], effective: bool) -> dict[str, Any]:
    return {
        "provision": found.key,
        "act": text_json(found.act),
        "heading": text_json(found.heading),
        "texts": text_json(found.text),
        "since": found.since,
        "until": found.until,
        "in_force": effective,
        "checked": found.checked,
        "url": found.url,
        "limit": _limit_json(found.limit),
        "clock": found.limit.clock if found.limit else None,
        "successor": found.successor,
        **{f"{kind}s": [c for c in cited if c.kind == kind] for kind in texts.CITATIONS},
    }


def _limit_json(rule: LimitRule | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    told = {"length": str(rule.length), "clock": rule.clock, "runs_from": rule.runs_from, "rolls": rule.rolls}
    return {**told, "last_day": rule.last_day}


def _page(paper: Paper, found: Provision, cited: list[Citation], effective: bool) -> None:
    paper.line(f"{found.key}  {paper.said(found.act)}: {paper.said(found.heading)}")
    paper.line(found.text)
    paper.line()
    paper.fields(
        {
            "limit": _length(paper, found.limit),
            "clock": texts.CLOCKS[found.limit.clock] if found.limit else None,
            "runs_from": texts.RUNS_FROM[found.limit.runs_from] if found.limit else None,
            "since": found.since,
            "until": found.until,
            "in_force": effective,
            "successor": found.successor,
            "checked": found.checked,
        }
    )
    paper.line(found.url)
    paper.heading(texts.CITED_BY)
    for c in cited:
        paper.line(f"{paper.said(texts.CITATIONS[c.kind])} {c.name} ({c.provision}) {c.file}:{c.line}", indent=1)
    if not cited:
        paper.line(texts.NOTHING, indent=1)


def _length(paper: Paper, rule: LimitRule | None) -> str:
    return rule.length.in_language(paper.language) if rule else paper.said(texts.NO_LIMIT)


@law.command("list")
@pass_settings
def list_(settings: Settings) -> None:
    """List every provision that casework knows, with its time limit."""
    every = list(provisions().values())
    rows = [
        {"provision": p.key, "heading": text_json(p.heading), "since": p.since, "until": p.until}
        | {"limit": _limit_json(p.limit), "successor": p.successor}
        for p in every
    ]
    tell(settings, rows, lambda paper: _list(paper, every))


def _list(paper: Paper, every: list[Provision]) -> None:
    lengths = [p.limit.length.in_language(paper.language) if p.limit else "" for p in every]
    rows = [(p.key, p.heading, length) for p, length in zip(every, lengths, strict=True)]
    paper.table(("provision", "heading", "limit"), rows)
