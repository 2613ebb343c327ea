"""How a case and what belongs to it look to people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casework.engine.grant_terms import terms_on
from casework.errors import Text
from casework.faces import words
from casework.faces.as_json import entry_json
from casework.faces.cli import texts
from casework.faces.cli.paper import Paper, kroner, moment, tell
from casework.faces.cli.settings import Settings
from casework.model.case import Case, Moment, Option
from casework.model.record import Entry
from casework.model.rows import Deadline, Decision, Proceeding
from casework.model.workflow import FactSpec


def show(settings: Settings, case: Case) -> None:
    """Tell a case."""
    tell(settings, case, lambda paper: _page(paper, case, settings))


def _page(paper: Paper, case: Case, settings: Settings) -> None:
    stages = [words.word(words.STAGES, stage, paper.language) for stage in case.stages or (case.stage,)]
    paper.fields(
        {
            "case": case.number,
            "scheme": f"{case.scheme}/{case.year}",
            "party": f"{case.party_name} ({case.party.id})",
            "stage": stages,
            "responsible": case.responsible,
            "opened_at": case.opened_at,
            "marks": _marks(paper, case.marks),
            "revision": case.revision,
        }
    )
    _section(paper, texts.PROCEEDINGS, ("id", "workflow", "state", "marks"), _proceedings(paper, case, settings))
    _deadlines(paper, case, settings)
    _terms(paper, case, settings)
    _money(paper, case)
    decided = [_decision(d, case, settings) for d in case.decisions]
    _section(paper, texts.DECISIONS, ("kind", "state", "decided_at", "decided_by", "law"), decided)
    letters = [
        (x.id, x.subject, x.recipient, words.word(words.STATUSES, x.status, paper.language)) for x in case.letters
    ]
    _section(paper, texts.LETTERS, ("id", "subject", "recipient", "status"), letters)


def _section(paper: Paper, heading: Text, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        paper.heading(heading)
        paper.table(columns, rows, right=("amount",))


def _marks(paper: Paper, marks: Mapping[str, Any]) -> list[str]:
    return [words.word(words.MARKS, mark, paper.language) for mark in marks]


def _proceedings(paper: Paper, case: Case, settings: Settings) -> list[tuple[Any, ...]]:
    return [(p.id, p.workflow, _state(p, settings), _marks(paper, p.marks)) for p in case.proceedings]


def _state(proceeding: Proceeding, settings: Settings) -> Text | str:
    """The title of the state in the version that the proceeding is pinned to."""
    found = settings.office.surroundings.workflow_of(proceeding).states.get(proceeding.state)
    return found.title if found and found.title else proceeding.state


def _deadlines(paper: Paper, case: Case, settings: Settings) -> None:
    rows = [
        (
            _deadline(d, case, settings),
            d.last_day,
            words.word(words.STATUSES, d.status, paper.language),
            d.law,
            d.proceeding_id,
        )
        for d in case.deadlines
    ]
    _section(paper, texts.DEADLINES, ("name", "last_day", "status", "law", "proceeding"), rows)


def _decision(decision: Decision, case: Case, settings: Settings) -> tuple[Any, ...]:
    """The titles that its workflow gives the step and the state that it led to, else their names."""
    proceeding = next(p for p in case.proceedings if p.id == decision.proceeding_id)
    workflow = settings.office.surroundings.workflow_of(proceeding)
    state = workflow.states.get(decision.outcome)
    what = workflow.title_of(decision.kind.rpartition(".")[2], decision.outcome) or decision.kind or decision.id
    outcome = state.title if state and state.title else decision.outcome
    return what, outcome, decision.decided_at, decision.decided_by, decision.law


def _deadline(deadline: Deadline, case: Case, settings: Settings) -> Text | str:
    """The title that its workflow gives the deadline, else its name."""
    proceeding = next(p for p in case.proceedings if p.id == deadline.proceeding_id)
    return settings.office.surroundings.workflow_of(proceeding).deadlines.get(deadline.name, deadline.name)


def _terms(paper: Paper, case: Case, settings: Settings) -> None:
    """The versions of the terms, where they were ever changed, each with the reports that were due under it."""
    versions = settings.office.grant_terms(case.id)
    scheme = settings.office.surroundings.definitions.scheme(case.scheme, case.year)
    reports = [d for d in case.deadlines if d.name == "report" and d.last_day]
    due = {d.kind: terms_on(versions, d.last_day) for d in reports if d.last_day}
    titles = {kind: duty.title if (duty := scheme.duty(kind)) else kind for kind in due}
    rows = [
        (v.number, v.valid_from, v.ended, v.proceeding_id, [paper.said(titles[kind]) for kind in due if due[kind] == v])
        for v in versions
    ]
    shown = rows if len(rows) > 1 else []
    _section(paper, texts.TERMS, ("version", "valid_from", "ended", "proceeding", "due_under"), shown)


def _money(paper: Paper, case: Case) -> None:
    amounts = [(text, getattr(case.ledger, account)) for account, text in words.ACCOUNTS.items()]
    _section(paper, texts.LEDGER, ("account", "amount"), [(text, kroner(ore)) for text, ore in amounts if ore])


def rows(paper: Paper, found: Sequence[Mapping[str, Any]]) -> None:
    """A case a line."""
    if not found:
        paper.line(texts.NO_CASES)
        return
    shown = [
        (
            c["number"],
            c["scheme"],
            c["party_name"],
            words.word(words.STAGES, c["stage"], paper.language),
            c["responsible"],
        )
        for c in found
    ]
    paper.table(("case", "scheme", "party", "stage", "responsible"), shown)


def show_entry(settings: Settings, entry: Entry) -> None:
    """Tell one entry."""
    tell(settings, entry_json(entry, settings.language), lambda paper: paper.line(_entry(entry)))


def _entry(entry: Entry) -> str:
    moved = f" {entry.from_state or '·'} → {entry.to_state}" if entry.to_state else ""
    law = f" ({entry.law})" if entry.law else ""
    return f"{entry.id} {moment(entry.at)} {entry.actor.person}: {entry.name}{moved}{law}"


def entries(paper: Paper, found: Sequence[Entry]) -> None:
    """An entry a line."""
    rows = [(e.seq, e.at, f"{e.actor.person} ({e.actor.role})", e.name, e.to_state, e.law) for e in found]
    paper.table(("seq", "when", "person", "kind", "state", "law"), rows, right=("seq",))


def moments(paper: Paper, found: Sequence[Moment]) -> None:
    """A moment a line; what is yet to come is said so."""
    rows = [(m.day, m.name, m.texts or m.text, m.law, texts.COMING if m.future else "") for m in found]
    paper.table(("day", "kind", "message", "law", "status"), rows)


def refusals(paper: Paper, found: Sequence[Mapping[str, Any]]) -> None:
    """What was refused, with the reasons under it."""
    if not found:
        paper.line(texts.NOTHING)
    for refused in found:
        paper.line(" ".join(str(value) for value in refused.values() if isinstance(value, str | int)))
        for reason in refused.get("reasons", ()):
            paper.line(f"- {reason['code']} ({reason['law']})", indent=1)


def options(paper: Paper, found: Sequence[Option]) -> None:
    """An option a line, with what it must be given, or the reasons against it."""
    if not found:
        paper.line(texts.NO_OPTIONS)
    for option in found:
        allowed = paper.said(texts.ALLOWED if option.allowed else texts.NOT_ALLOWED)
        title = paper.said(option.text) if option.text else option.title
        paper.line(f"{'+' if option.allowed else '-'} {option.name}: {title} – {allowed}")
        for reason in option.reasons:
            paper.line(f"{reason.in_language(paper.language)} ({reason.law})", indent=2)
        if option.allowed and option.facts:
            needed = ", ".join(_fact(paper, spec) for spec in option.facts)
            paper.line(f"{paper.said(texts.NEEDS)}: {needed}", indent=2)


def _fact(paper: Paper, spec: FactSpec) -> str:
    name = spec.name if spec.required else f"[{spec.name}]"
    return f"{name} ({paper.said(spec.title)})" if spec.title else name
