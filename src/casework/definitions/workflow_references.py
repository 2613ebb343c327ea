"""Checks of what a workflow names outside itself: rules, letters, provisions, settings, postings, roles."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from casework.definitions.findings import ADVICE, FAULT, near
from casework.definitions.known import Known
from casework.definitions.schema_types import names
from casework.definitions.toml_lines import KeyPath
from casework.definitions.workflow_reading import WorkflowReading
from casework.errors import Finding
from casework.model.ledger import MOVEMENTS
from casework.model.reckoned import AMOUNTS, DAYS

#: A letter of a proceeding is written in both forms of Norwegian (språklova § 15).
LETTER_LANGUAGES = ("nb", "nn")


def check_rules(read: WorkflowReading, known: Known) -> Iterator[Finding]:
    """Every rule exists."""
    if known.rules is None:
        return
    for path, _, step in read.steps():
        for key, named in (("requires", step.requires), ("when", step.when)):
            for index, name in enumerate(named):
                if name not in known.rules:
                    told = (
                        f"there is no rule {name!r}{near(name, known.rules)}; correct the name or add the rule's module"
                    )
                    yield read.source.fault((*path, key, index), "unknown_rule", told)


def check_letters(read: WorkflowReading, known: Known) -> Iterator[Finding]:
    """Every letter exists, in bokmål and in nynorsk."""
    if known.letters is None:
        return
    for path, _, step in read.steps():
        for index, name in enumerate(step.letters):
            where = (*path, "letter", index)
            if name not in known.letters:
                told = f"there is no letter {name!r}{near(name, known.letters)}; add its templates or correct the name"
                yield read.source.fault(where, "unknown_letter", told)
            for language in LETTER_LANGUAGES if name in known.letters else ():
                if language not in known.letters[name]:
                    told = f"letter {name} is not written in {language}; add notifications/{language}/{name}"
                    yield read.source.fault(where, "letter_language", told)


def check_provisions(read: WorkflowReading, known: Known) -> Iterator[Finding]:
    """Every provision exists, and is in force on the day of the file."""
    for path, key in _citations(read):
        if not known.has_provision(key):
            told = f"there is no provision {key!r}{near(key, known.provision_keys)}; correct the key"
            yield read.source.fault(path, "unknown_provision", told)
        elif read.table.in_force and not known.is_in_force(key, read.table.in_force):
            told = f"{key} is not in force on {read.table.in_force}, the day of this file; cite what governs that day"
            yield read.source.fault(path, "provision_not_in_force", told)


def _citations(read: WorkflowReading) -> Iterator[tuple[KeyPath, str]]:
    for path, step, _ in read.steps():
        if step.law:
            yield (*path, "law"), step.law
        yield from (((*path, "starts", i, "law"), s.law) for i, s in enumerate(step.starts) if s.law)


def check_settings(read: WorkflowReading, known: Known, strict: bool) -> Iterator[Finding]:
    """Every setting that gives a deadline its length is set by some scheme, or has a default."""
    for path, step, _ in read.steps():
        for index, start in enumerate(step.starts):
            name = None if start.default or known.settings is None else start.setting
            if name and name not in (known.settings or ()):
                told = (
                    f"no scheme sets {name!r}{near(name, known.settings or ())}; add it under [settings] of the scheme"
                )
                yield read.source.finding(
                    (*path, "starts", index, "setting"), FAULT if strict else ADVICE, "unknown_setting", told
                )


def check_reckoned(read: WorkflowReading) -> Iterator[Finding]:
    """A posting has one amount: of a fact, or reckoned under a name that is known; so has a day that is reckoned."""
    for path, step, _ in read.steps():
        for index, posting in enumerate(step.ledger):
            if (posting.fact is None) == (posting.amount is None):
                told = f"posting {posting.kind} needs its amount from one place; give `fact` or `amount`"
                yield read.source.fault((*path, "ledger", index), "posting_amount", told)
            yield from _reckoned(read, (*path, "ledger", index, "amount"), posting.amount, AMOUNTS)
        for index, start in enumerate(step.starts):
            yield from _reckoned(read, (*path, "starts", index, "day"), start.day, DAYS)


def _reckoned(read: WorkflowReading, path: KeyPath, name: str | None, known: Collection[str]) -> Iterator[Finding]:
    if name is not None and name not in known:
        told = f"nothing is reckoned under the name {name!r}{near(name, known)}; there are {', '.join(known)}"
        yield read.source.fault(path, "unknown_reckoning", told)


def check_postings(read: WorkflowReading) -> Iterator[Finding]:
    """Every posting is of a kind that the ledger has."""
    for path, step, _ in read.steps():
        for index, posting in enumerate(step.ledger):
            if posting.kind not in MOVEMENTS:
                meant = near(posting.kind, MOVEMENTS)
                told = f"the ledger has no posting {posting.kind!r}{meant}; the kinds are {', '.join(MOVEMENTS)}"
                yield read.source.fault((*path, "ledger", index, "kind"), "unknown_posting", told)


def check_roles(read: WorkflowReading, known: Known, strict: bool) -> Iterator[Finding]:
    """Roles that are known elsewhere are allowed; a shipped file keeps to those of the contract."""
    for path, step, _ in read.steps():
        for index, role in enumerate(names(step.by)):
            if role not in known.roles:
                told = f"role {role!r} is not one of {', '.join(known.roles)}{near(role, known.roles)}"
                yield read.source.finding((*path, "by", index), FAULT if strict else ADVICE, "unknown_role", told)
