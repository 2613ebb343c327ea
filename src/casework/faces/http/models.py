"""What is sent and answered, for the document of the API. Amounts are in øre, days Oslo days, instants UTC."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from casework.model.access import ServiceToken

Item = TypeVar("Item")

_Id = Annotated[str, Field(min_length=1, max_length=200)]
_Reason = Annotated[str, Field(min_length=1, max_length=2000)]


class _Sent(BaseModel):
    """What a client sends: nothing unknown, and nothing turned into something else."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Facts(_Sent):
    """The facts of a step, by name."""

    facts: dict[str, Any] = Field(default_factory=dict, max_length=200, examples=[{"note": "Komplett søknad"}])


class NewCase(Facts):
    """An application."""

    scheme: _Id = Field(examples=["resource_environments"])
    year: int = Field(ge=1900, le=9999, examples=[2025])
    party: str = Field(max_length=40, examples=["974760673"])


class NewProceeding(Facts):
    """A proceeding to be opened beside the others, such as an appeal about a decision."""

    workflow: _Id = Field(examples=["appeal"])
    about: str | None = Field(default=None, max_length=200, examples=["2025-00042#7.1"])


class Step(Facts):
    """A transition to be made."""

    transition: _Id = Field(examples=["assess"])


class StepEverywhere(Facts):
    """The same transition in many proceedings."""

    transition: _Id = Field(examples=["assess"])
    proceedings: list[str] = Field(min_length=1, max_length=500, examples=[["2025-00042-1", "2025-00043-1"]])


class NewAssignment(_Sent):
    """Who is to have which role in the case."""

    person: _Id = Field(examples=["kari"])
    role: _Id = Field(examples=["caseworker"])


class NewDeclaration(_Sent):
    """What a person declares about impartiality in the case (fvl/8)."""

    person: _Id = Field(examples=["kari"])
    impartial: bool
    ground: str | None = Field(default=None, max_length=100, examples=["fvl/6-1-e"])
    exception: str | None = Field(default=None, max_length=100, examples=["fvl/6-4"])


class EndedMark(_Sent):
    """A mark to be taken away from the case, or from the proceeding of it that is named."""

    mark: _Id = Field(examples=["on_hold"])
    reason: _Reason = Field(examples=["Venter på dommen"])
    proceeding: str | None = Field(default=None, max_length=80, examples=["2025-00042-1"])


class NewMark(EndedMark):
    """A mark on the case, or on the proceeding of it that is named."""

    code: str | None = Field(default=None, max_length=100, examples=["awaiting_court"])
    until: date | None = Field(default=None, strict=False, examples=["2025-06-01"])


class Correction(_Sent):
    """A mistaken transition to be undone, by the number of its entry."""

    seq: int = Field(ge=1, le=10**9, examples=[7])
    reason: _Reason = Field(examples=["Ført på feil sak"])


class NewGrant(_Sent):
    """A role for a person, for an agency, perhaps only in one scheme or case. Days are days in Oslo."""

    person: _Id = Field(examples=["kari"])
    role: _Id = Field(examples=["caseworker"])
    agency: str | None = Field(default=None, max_length=200, examples=["IMDi"])
    scheme: str | None = Field(default=None, max_length=100, examples=["resource_environments"])
    case_id: str | None = Field(default=None, max_length=40, examples=["2025-00042"])
    first_day: date | None = Field(default=None, strict=False, examples=["2025-03-03"])
    last_day: date | None = Field(default=None, strict=False, examples=["2025-12-31"])


class NewToken(_Sent):
    """A token for another system, with the rights that it may use of those of its role."""

    name: _Id = Field(examples=["kjernesystem"])
    role: _Id = Field(examples=["auditor"])
    scopes: list[str] = Field(min_length=1, max_length=100, examples=[["events_read"]])
    agency: str | None = Field(default=None, max_length=200, examples=["IMDi"])
    scheme: str | None = Field(default=None, max_length=100, examples=["resource_environments"])
    last_day: date | None = Field(default=None, strict=False, examples=["2025-12-31"])


class WrittenParty(_Sent):
    """What is registered of an organisation."""

    name: str = Field(min_length=1, max_length=500, examples=["Øvelaget (oppdiktet)"])
    language_form: str = Field(default="nb", pattern="^n[bn]$")
    email: str | None = Field(default=None, max_length=320, examples=["post@lag.example"])
    address: str | None = Field(default=None, max_length=2000)


class Page(BaseModel, Generic[Item]):
    """Some of a list. `next` is the cursor of the next page; null where there is none."""

    items: list[Item]
    next: str | None


class CaseLine(BaseModel):
    """A case in a list."""

    id: str
    number: str
    scheme: str
    year: int
    party: str
    party_name: str
    stage: str
    responsible: str | None
    opened_at: datetime
    revision: int


class Opened(BaseModel):
    """What was opened, and the entry that tells of it."""

    case: str
    number: str
    proceeding: str


class Done(BaseModel):
    """One proceeding of many: whether the step was made, by which entry, or why not."""

    proceeding: str
    done: bool
    entry: str | None
    problem: dict[str, Any] | None


class Report(BaseModel):
    """What became of a step in many proceedings: one line for each, in the order they were named."""

    done: int
    not_done: int
    results: list[Done]


class Event(BaseModel):
    """One entry of one case, in the envelope of CloudEvents 1.0; the facts are not in it."""

    specversion: str
    id: str
    source: str
    type: str
    subject: str
    time: datetime
    datacontenttype: str
    data: dict[str, Any]


class LetterText(BaseModel):
    """A letter, and its text as it was written."""

    letter: dict[str, Any]
    text: str


class MadeToken(BaseModel):
    """A token, and its secret: shown here once, and not kept."""

    token: ServiceToken
    secret: str


class MessageLine(BaseModel):
    """A message in a list, without its text and its address."""

    id: str
    kind: str
    template: str
    recipient: str
    case_id: str | None
    letter_id: str | None
    deadline_id: str | None
    channel: str
    status: str
    attempts: int
    created_at: datetime
    not_before: datetime
    sent_at: datetime | None
    settled_at: datetime | None
    error: str | None


class SchemeLine(BaseModel):
    """A scheme in one year."""

    id: str
    year: int
    title: dict[str, str]
    agency: str
    appeal_body: str
    workflow: str
    chapter: str
    version: str


class Health(BaseModel):
    """How the process is."""

    status: str


class Me(BaseModel):
    """Who asks, and in which role."""

    person: str
    role: str
    agency: str | None
    rights: list[str]


class ReceivedAnswer(BaseModel):
    """What was taken in; `new` is false where it was taken in before."""

    kind: str
    message_id: str
    case: str
    review: str
    new: bool
