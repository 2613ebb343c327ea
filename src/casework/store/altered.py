"""What a verification found: which case, which entry, what was done to it, told in three languages."""

from __future__ import annotations

from dataclasses import dataclass

from casework.errors import Text


@dataclass(frozen=True, slots=True)
class Altered:
    """One thing that is not as it was written. `seq` is the entry where it is one; `message` is the bokmål text.

    `what` is altered, removed, inserted or reordered for entries and whole cases; state_differs for stored rows that
    are not what the entries say; ledger_differs, text_altered, text_removed, key, number or unreadable.
    """

    case_id: str
    seq: int | None
    what: str
    message: str
    text: Text

    def __str__(self) -> str:
        return f"{self.case_id}{'' if self.seq is None else f'#{self.seq}'}: {self.message}"

    def in_language(self, language: str) -> str:
        """The message in `nb`, `nn` or `en`."""
        return self.text.in_language(language)


def altered(case_id: str, seq: int | None, told: tuple[str, Text], **values: object) -> Altered:
    """A finding, with what it says filled in."""
    what, text = told
    filled = text.format(seq=seq, **values)
    return Altered(case_id, seq, what, filled.nb, filled)


ALTERED = (
    "altered",
    Text(
        "føring {seq} er endret etter at den ble skrevet",
        "føring {seq} er endra etter at ho vart skriven",
        "entry {seq} was altered after it was written",
    ),
)
RESEALED = (
    "altered",
    Text(
        "føring {seq} er endret og forseglet på nytt; den neste peker på den gamle",
        "føring {seq} er endra og forsegla på nytt; den neste peikar på den gamle",
        "entry {seq} was altered and sealed anew; the next one points to the old one",
    ),
)
REMOVED = (
    "removed",
    Text("føring {seq} er fjernet", "føring {seq} er fjerna", "entry {seq} was removed"),
)
INSERTED = (
    "inserted",
    Text(
        "føring {seq} er satt inn; kjeden går utenom den",
        "føring {seq} er sett inn; kjeda går utanom henne",
        "entry {seq} was inserted; the chain does not pass through it",
    ),
)
REORDERED = (
    "reordered",
    Text(
        "føring {seq} er flyttet; den ble skrevet som nummer {was}",
        "føring {seq} er flytta; ho vart skriven som nummer {was}",
        "entry {seq} was moved; it was written as number {was}",
    ),
)
NO_ENTRIES = (
    "removed",
    Text("saken har ingen føringer", "saka har ingen føringar", "the case has no entries"),
)
CASE_REMOVED = (
    "removed",
    Text(
        "saken er fjernet; nummeret er delt ut",
        "saka er fjerna; nummeret er delt ut",
        "the case was removed; its number was given out",
    ),
)
CASE_GONE = (
    "removed",
    Text("hele saken er fjernet", "heile saka er fjerna", "the whole case was removed"),
)
NUMBER = (
    "number",
    Text(
        "nummeret er høyere enn det siste som er delt ut ({last})",
        "nummeret er høgare enn det siste som er delt ut ({last})",
        "the number is higher than the last one given out ({last})",
    ),
)
STATE_DIFFERS = (
    "state_differs",
    Text(
        "{table} {id}: «{column}» er {stored}, men føringene sier {said}",
        "{table} {id}: «{column}» er {stored}, men føringane seier {said}",
        "{table} {id}: “{column}” is {stored}, but the entries say {said}",
    ),
)
ROW_REMOVED = (
    "state_differs",
    Text(
        "{table} {id} mangler, men står i føringene",
        "{table} {id} manglar, men står i føringane",
        "{table} {id} is missing, but is in the entries",
    ),
)
ROW_INSERTED = (
    "state_differs",
    Text(
        "{table} {id} finnes, men står ikke i føringene",
        "{table} {id} finst, men står ikkje i føringane",
        "{table} {id} exists, but is not in the entries",
    ),
)
LEDGER_DIFFERS = (
    "ledger_differs",
    Text(
        "regnskapet har {stored} øre under «{account}», men posteringene gir {said}",
        "rekneskapen har {stored} øre under «{account}», men posteringane gjev {said}",
        "the ledger has {stored} øre under “{account}”, but the postings make {said}",
    ),
)
TEXT_ALTERED = (
    "text_altered",
    Text("teksten til {row} er endret", "teksten til {row} er endra", "the text of {row} was altered"),
)
TEXT_REMOVED = (
    "text_removed",
    Text("teksten til {row} er fjernet", "teksten til {row} er fjerna", "the text of {row} was removed"),
)
KEY = (
    "key",
    Text(
        "nøkkelen {key!r} viser til en føring som ikke finnes",
        "nøkkelen {key!r} viser til ei føring som ikkje finst",
        "the key {key!r} points to an entry that is not there",
    ),
)
UNREADABLE = (
    "unreadable",
    Text("kan ikke leses: {error}", "kan ikkje lesast: {error}", "cannot be read: {error}"),
)
CUT = (
    "removed",
    Text(
        "føring {seq} og de etter den er fjernet; kontrollpunktet går til {count}",
        "føring {seq} og dei etter henne er fjerna; kontrollpunktet går til {count}",
        "entry {seq} and those after it were removed; the checkpoint goes to {count}",
    ),
)
REWRITTEN = (
    "altered",
    Text(
        "føringene til og med {seq} er ikke de som kontrollpunktet har; noe er endret og forseglet på nytt",
        "føringane til og med {seq} er ikkje dei som kontrollpunktet har; noko er endra og forsegla på nytt",
        "the entries up to {seq} are not those of the checkpoint; something was altered and sealed anew",
    ),
)
