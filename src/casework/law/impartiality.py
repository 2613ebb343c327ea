"""Who may prepare and decide a case: the grounds of disqualification and what they stop (fvl/6 to fvl/10)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from casework.errors import LANGUAGES, BadInput, Reason, Text, reason
from casework.law.provisions import provision

#: Ties that disqualify outright.
AUTOMATIC_GROUNDS = ("fvl/6-1-a", "fvl/6-1-b", "fvl/6-1-c", "fvl/6-1-d", "fvl/6-1-e")

#: Circumstances that must be weighed.
DISCRETIONARY_GROUND = "fvl/6-2"

#: Having decided the case below. The 2025 Act says so; enforced already now, by our own choice.
DECIDED_BELOW = "fvl2025/26-4"

#: Ties that only the Act of 2025 names, such as cohabitants and step family; enforced already now, by our own choice.
STRICTER_TIES = ("fvl2025/26-2", "fvl2025/26-3-a", "fvl2025/26-3-b")

GROUNDS = (*AUTOMATIC_GROUNDS, DISCRETIONARY_GROUND, DECIDED_BELOW, *STRICTER_TIES)

#: The tie obviously cannot matter: the rules do not apply.
OBVIOUSLY_NO_INFLUENCE = "fvl/6-4"

#: A provisional decision that averts substantial harm.
PROVISIONAL = "fvl/7"


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of disqualification: its provision and what it says."""

    provision: str
    text: Text
    automatic: bool


@dataclass(frozen=True, slots=True)
class Declaration:
    """One person's dated declaration for one case; the latest counts.

    `ground` is one of GROUNDS and is given where `impartial` is false; `exception` is fvl/6-4 or fvl/7 and lifts it.
    `decided_by` is the superior, where the person left the question to him or her (fvl/8-1). Raises BadInput.
    """

    person: str
    impartial: bool
    declared_at: datetime
    ground: str | None = None
    exception: str | None = None
    decided_by: str | None = None

    def __post_init__(self) -> None:
        if self.impartial != (self.ground is None):
            raise BadInput("a declaration names a ground where the person is disqualified, and only there")
        if self.ground is not None and self.ground not in GROUNDS:
            raise BadInput(f"{self.ground!r} is no ground of disqualification; grounds are {', '.join(GROUNDS)}")
        if self.exception is not None and (
            self.impartial or self.exception not in (OBVIOUSLY_NO_INFLUENCE, PROVISIONAL)
        ):
            raise BadInput(f"an exception lifts a ground, and is {OBVIOUSLY_NO_INFLUENCE} or {PROVISIONAL}")
        if self.declared_at.tzinfo is None:
            raise BadInput(f"{self.declared_at.isoformat()} has no time zone")


_DISQUALIFIED = Text(
    "{person} er inhabil: {ground}", "{person} er inhabil: {ground}", "{person} is disqualified: {ground}"
)
_SUPERIOR = Text(
    "{person} kan ikke avgjøre: den overordnede, {superior}, er inhabil",
    "{person} kan ikkje avgjere: den overordna, {superior}, er inhabil",
    "{person} may not decide: the superior, {superior}, is disqualified",
)
_MISSING = Text(
    "{person} har ikke erklært seg om habilitet i saken",
    "{person} har ikkje gjeve habilitetserklæring i saka",
    "{person} has made no declaration of impartiality in this case",
)


def grounds() -> tuple[Ground, ...]:
    """Every ground that a declaration may name, with its text."""
    automatic = (*AUTOMATIC_GROUNDS, DECIDED_BELOW, *STRICTER_TIES)
    return tuple(Ground(key, provision(key).text, key in automatic) for key in GROUNDS)


def may_act(
    person: str,
    declarations: Iterable[Declaration],
    superior_of: Mapping[str, str],
    *,
    deciding: bool,
    required: bool,
    provisional: bool = False,
    decided_below: Collection[str] = (),
) -> tuple[Reason, ...]:
    """Why `person` may not take this step in the case; empty where nothing stops it. Codes are `impartiality`.

    A disqualified person neither prepares nor decides (fvl/6-1, fvl/6-2); a direct subordinate may prepare but not
    `deciding` in a disqualified superior's place (fvl/6-3). `required` says whether a missing declaration stops it,
    `provisional` that this is a provisional decision (fvl/7), and `decided_below` who made the contested decision.
    """
    latest = _latest(declarations)
    own, superior = latest.get(person), superior_of.get(person, "")
    found = []
    if own is None and required:
        found.append(_reason("fvl/8-1", _MISSING.format(person=person)))
    ground = _standing_ground(own, provisional) or (DECIDED_BELOW if person in decided_below else None)
    if ground:
        found.append(_disqualified(person, ground))
    if deciding and _standing_ground(latest.get(superior), provisional=False):
        found.append(_reason("fvl/6-3", _SUPERIOR.format(person=person, superior=superior)))
    return tuple(found)


def _latest(declarations: Iterable[Declaration]) -> Mapping[str, Declaration]:
    return {each.person: each for each in sorted(declarations, key=lambda declared: declared.declared_at)}


def _standing_ground(declared: Declaration | None, provisional: bool) -> str | None:
    """The ground that still stands after its exception."""
    if declared is None or declared.exception == OBVIOUSLY_NO_INFLUENCE:
        return None
    return None if declared.exception == PROVISIONAL and provisional else declared.ground


def _disqualified(person: str, ground: str) -> Reason:
    told = provision(ground).text
    return _reason(ground, Text(*(_spoken(told, language, person) for language in LANGUAGES)))


def _spoken(ground: Text, language: str, person: str) -> str:
    return _DISQUALIFIED.in_language(language).format(person=person, ground=ground.in_language(language))


def _reason(law: str, text: Text) -> Reason:
    return reason("impartiality", law, text)
