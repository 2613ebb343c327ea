"""Checks of what a scheme names outside itself, and of the texts that people read."""

from __future__ import annotations

from collections.abc import Iterator

from casework.definitions.findings import ADVICE, FAULT, near
from casework.definitions.known import BESIDE_ROLES, Known, transition_names
from casework.definitions.schema_types import Title, missing_languages
from casework.definitions.scheme_reading import SchemeReading
from casework.definitions.toml_lines import KeyPath
from casework.errors import LANGUAGES, Finding


def check_names(read: SchemeReading, known: Known, strict: bool) -> Iterator[Finding]:
    """Rules, transitions, letters, workflows and roles that the scheme names exist."""
    severity = FAULT if strict else ADVICE
    yield from _rules(read, known)
    yield from _steps(read, known, severity)
    yield from _workflows(read, known, severity)
    if read.table.ladder:
        yield from _kinds(read, known)
        yield from _letters(read, known, severity)
        yield from _recipients(read, known, severity)


def _rules(read: SchemeReading, known: Known) -> Iterator[Finding]:
    for index, condition in enumerate(read.table.condition):
        for key, rule in (("rule", condition.rule), ("applies_when", condition.applies_when)):
            if rule and known.rules is not None and rule not in known.rules:
                told = f"there is no rule {rule!r}{near(rule, known.rules)}; correct the name or add the rule's module"
                yield read.source.fault(("condition", index, key), "unknown_rule", told)


def _steps(read: SchemeReading, known: Known, severity: str) -> Iterator[Finding]:
    for index, condition in enumerate(read.scheme.conditions):
        for place in condition.at:
            where = ("condition", index, "at")
            workflow, _, step = place.rpartition(".")
            if not workflow:
                told = f'{place!r} is no WORKFLOW.TRANSITION; say for instance "{read.scheme.workflow}.{place}"'
                yield read.source.fault(where, "bad_place", told)
            elif not known.has_step(workflow, step):
                meant = near(step, transition_names(known.workflows[workflow]))
                told = f"workflow {workflow} has no transition {step!r}{meant}"
                yield read.source.fault(where, "unknown_transition", told)
            else:
                yield from _workflow(read, known, severity, where, workflow)


def _workflows(read: SchemeReading, known: Known, severity: str) -> Iterator[Finding]:
    yield from _workflow(read, known, severity, ("scheme", "workflow"), read.scheme.workflow)
    for index, duty in enumerate(read.table.duty):
        yield from _workflow(read, known, severity, ("duty", index, "workflow"), duty.workflow)


def _workflow(read: SchemeReading, known: Known, severity: str, path: KeyPath, name: str) -> Iterator[Finding]:
    if name and known.workflows and name not in known.workflows:
        told = f"there is no workflow {name!r}{near(name, known.workflows)}; add its file or correct the name"
        yield read.source.finding(path, severity, "unknown_workflow", told)


def _kinds(read: SchemeReading, known: Known) -> Iterator[Finding]:
    """A rung is of a duty of the scheme, or of a deadline that some workflow starts."""
    kinds = {duty.kind for duty in read.table.duty} | known.deadlines()
    for index, rung in enumerate(read.table.ladder if known.workflows else ()):
        if rung.duty not in ("*", *kinds):
            meant = near(rung.duty, kinds)
            told = f'neither a duty nor a deadline is called {rung.duty!r}{meant}; name one, or "*" for every duty'
            yield read.source.fault(("ladder", index, "duty"), "unknown_duty", told)


def _letters(read: SchemeReading, known: Known, severity: str) -> Iterator[Finding]:
    """Reminders are written in bokmål and nynorsk, and in English for those who ask."""
    for index, rung in enumerate(read.table.ladder if known.letters is not None else ()):
        where = ("ladder", index, "letter")
        languages = (known.letters or {}).get(rung.letter)
        if languages is None:
            told = f"there is no letter {rung.letter!r}{near(rung.letter, known.letters or ())}; add its templates"
            yield read.source.fault(where, "unknown_letter", told)
            continue
        for language in LANGUAGES:
            if language not in languages:
                told = f"letter {rung.letter} is not written in {language}; add notifications/{language}/{rung.letter}"
                yield read.source.finding(where, severity if language == "en" else FAULT, "letter_language", told)


def _recipients(read: SchemeReading, known: Known, severity: str) -> Iterator[Finding]:
    recipients = (*known.roles, *BESIDE_ROLES)
    for index, rung in enumerate(read.table.ladder):
        for number, role in enumerate(rung.recipients):
            if role not in recipients:
                told = f"recipient {role!r} is not one of {', '.join(recipients)}{near(role, recipients)}"
                yield read.source.finding(("ladder", index, "recipients", number), severity, "unknown_role", told)


def check_texts(read: SchemeReading, strict: bool) -> Iterator[Finding]:
    """Everything that people read is written in bokmål, nynorsk and English."""
    for path, what, title in _titles(read):
        missing = missing_languages(title)
        if missing:
            told = f"{what} is not written in {', '.join(missing)}; add it"
            yield read.source.finding(path, FAULT if strict else ADVICE, "missing_title", told)


def _titles(read: SchemeReading) -> Iterator[tuple[KeyPath, str, Title]]:
    table = read.table
    yield ("scheme", "title"), "the title of the scheme", table.scheme.title
    for i, duty in enumerate(table.duty):
        yield ("duty", i, "title"), f"the title of duty {duty.kind}", duty.title
    for i, question in enumerate(table.open_question):
        yield ("open_question", i, "question"), f"open question {question.code}", question.question
    for group, members in {"inconsistency": table.inconsistency, **read.groups()}.items():
        for i, member in enumerate(members):
            yield (group, i, "title"), f"the title of {group} {member.id}", member.title
