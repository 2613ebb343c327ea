"""What the record of a case consists of. Each class is one table, each field one column.

Instants are aware and in UTC; days are legal days in Europe/Oslo; amounts are whole øre.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation. `language_form` is the written form it uses itself (sprl/15), `language_source` how we know.

    One that is `reserved` against electronic notices is written to by post; units in the register cannot be (efvf/9).
    """

    id: str
    name: str
    language_form: str = "nb"
    language_source: str = "default"
    email: str | None = None
    address: str | None = None
    reserved: bool = False


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One grant case. `revision` counts its entries, `head` is the hash of the last one."""

    id: str
    number: str = ""
    scheme: str = ""
    year: int = 0
    party: str = ""
    party_name: str = ""
    opened_at: datetime | None = None
    responsible: str | None = None
    revision: int = 0
    head: str = ""
    stage: str = ""
    stages: list[str] = field(default_factory=list)
    marks: dict[str, Any] = field(default_factory=dict)
    proceedings_opened: int = 0


@dataclass(frozen=True, slots=True)
class Proceeding:
    """One state machine of a case, pinned to the workflow version it opened with.

    `facts` is all that its transitions were given so far, `acts` who has performed each of them (nobody, where it only
    followed an event), `about` what it concerns (a decision, report or proceeding), `parent` the proceeding that opened
    it.
    """

    id: str
    case_id: str = ""
    workflow: str = ""
    version: int = 0
    digest: str = ""
    state: str = ""
    parent: str | None = None
    about: str | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    acts: dict[str, list[str]] = field(default_factory=dict)
    marks: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deadline:
    """One time limit. `nominal_day` is before rolling, `original_day` before any extension, `ends_at` exclusive.

    `status` is open, met, waived or withdrawn; `passed_at` is when the passing was noticed, which an open deadline
    keeps until it is met. `moves` lists every extension: from, to, by, at, reason.
    """

    id: str
    case_id: str = ""
    proceeding_id: str = ""
    name: str = ""
    kind: str = ""
    law: str = ""
    scheme: str = ""
    year: int = 0
    caseworker: str | None = None
    start_day: date | None = None
    nominal_day: date | None = None
    original_day: date | None = None
    last_day: date | None = None
    ends_at: datetime | None = None
    status: str = "open"
    passed_at: datetime | None = None
    settled_at: datetime | None = None
    moves: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as written; its text lies under `digest` in the contents.

    `tells` are the items in it that the law asks for (fvl/27-3); `status` is staged, sent, undelivered or withdrawn.
    """

    id: str
    case_id: str = ""
    proceeding_id: str = ""
    template: str = ""
    language: str = "nb"
    recipient: str = ""
    subject: str = ""
    digest: str = ""
    created_at: datetime | None = None
    status: str = "staged"
    sent_at: datetime | None = None
    tells: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Decision:
    """One individual decision (fvl/2): what was decided, by whom, proposed by whom, and in which proceeding.

    `follows` is the decision that it takes the place of or annuls, `effect` what it did to that one (partly_reversed,
    reversed, worsened, annulled), which becomes its `status`; `decided_as` is the role of the one who decided.
    """

    id: str
    case_id: str = ""
    proceeding_id: str = ""
    kind: str = ""
    law: str = ""
    outcome: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""
    proposed_by: str | None = None
    letter_id: str | None = None
    status: str = "in_force"
    follows: str | None = None
    effect: str | None = None
    decided_as: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document on the case; its bytes lie under `digest` in the contents, where it was handed over."""

    id: str
    case_id: str = ""
    proceeding_id: str | None = None
    kind: str = ""
    title: str = ""
    source: str = ""
    media_type: str = "text/plain"
    digest: str | None = None
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """That a person has a role in this case, since when and until when (None: still)."""

    id: str
    case_id: str = ""
    person: str = ""
    role: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ImpartialityDeclaration:
    """What a person has declared, or had decided, about impartiality in this case (fvl/6-1, fvl/6-2)."""

    id: str
    case_id: str = ""
    person: str = ""
    impartial: bool = True
    ground: str | None = None
    exception: str | None = None
    declared_at: datetime | None = None
    declared_by: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The running totals of a case, in øre. The equations of `model.ledger` hold between them.

    Beside the equations stand: `owed_back`, what was repaid on a claim that fell away and `refunded` when it is paid
    out again; `in_collection`, the part of what is outstanding that lies with collection; `interest` charged and
    `interest_paid`.
    """

    id: str
    applied: int = 0
    awarded: int = 0
    due: int = 0
    paid: int = 0
    withheld: int = 0
    unpaid: int = 0
    lapsed: int = 0
    accounted: int = 0
    used: int = 0
    unused: int = 0
    reclaimed: int = 0
    repaid: int = 0
    set_off: int = 0
    waived: int = 0
    outstanding: int = 0
    owed_back: int = 0
    refunded: int = 0
    in_collection: int = 0
    interest: int = 0
    interest_paid: int = 0


@dataclass(frozen=True, slots=True)
class LedgerPosting:
    """One change of the ledger: what kind, how much (øre, 0 or more), when, and the entry that explains it."""

    id: str
    case_id: str = ""
    proceeding_id: str = ""
    kind: str = ""
    amount: int = 0
    at: datetime | None = None
