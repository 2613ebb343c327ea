"""What can be wrong with a package, told in three languages."""

from __future__ import annotations

from dataclasses import dataclass

from casework.errors import BadInput, Fault, Text


@dataclass(frozen=True, slots=True)
class PackageFault(Fault):
    """One thing that is wrong with a package; `message` is English, `text` what people read."""

    text: Text | None = None

    def in_language(self, language: str) -> str:
        """The message in `nb`, `nn` or `en`."""
        return self.text.in_language(language) if self.text else self.message


TEXTS = {
    "unreadable": Text(
        "pakken er ødelagt eller ikke en pakke: {why}; be om å få den sendt på nytt",
        "pakka er øydelagd eller inga pakke: {why}; be om å få henne send på nytt",
        "the package is damaged, or no package: {why}; ask for it to be sent again",
    ),
    "too_large": Text(
        "pakken er på mer enn {limit} MB, og blir ikke lest",
        "pakka er på meir enn {limit} MB, og blir ikkje lesen",
        "the package is larger than {limit} MB and is not read",
    ),
    "unexpected_file": Text(
        "pakken har en fil som ikke hører til i den: {name!r}",
        "pakka har ei fil som ikkje høyrer til i henne: {name!r}",
        "the package has a file that does not belong in one: {name!r}",
    ),
    "missing_file": Text("pakken mangler {name}", "pakka manglar {name}", "the package lacks {name}"),
    "checksum": Text(
        "{name} er ikke det som ble lagt i pakken (kontrollsummen stemmer ikke)",
        "{name} er ikkje det som vart lagt i pakka (kontrollsummen stemmer ikkje)",
        "{name} is not what was put in the package (its checksum differs)",
    ),
    "manifest": Text(
        "innholdslisten kan ikke leses: {why}",
        "innhaldslista kan ikkje lesast: {why}",
        "the manifest cannot be read: {why}",
    ),
    "foreign_version": Text(
        "pakken er av versjon {found}; dette kontoret leser versjon {known}",
        "pakka er av versjon {found}; dette kontoret les versjon {known}",
        "the package is of version {found}; this office reads version {known}",
    ),
    "wrong_address": Text(
        "pakken er til {to}, og dette er {here}; send den dit den skal",
        "pakka er til {to}, og dette er {here}; send henne dit ho skal",
        "the package is for {to}, and this is {here}; send it where it belongs",
    ),
    "chain": Text(
        "dokumentasjonen i pakken er endret etter at den ble skrevet: {why}",
        "dokumentasjonen i pakka er endra etter at han vart skriven: {why}",
        "the record in the package was altered after it was written: {why}",
    ),
    "contents": Text(
        "innholdslisten sier noe annet enn dokumentasjonen om: {what}",
        "innhaldslista seier noko anna enn dokumentasjonen om: {what}",
        "the manifest says otherwise than the record about: {what}",
    ),
    "definitions": Text(
        "dette kontoret har ikke {what}, som saken er behandlet etter",
        "dette kontoret har ikkje {what}, som saka er handsama etter",
        "this office does not have {what}, by which the case was handled",
    ),
    "nothing_sent": Text(
        "pakken svarer på {message_id}, som ikke er sendt herfra",
        "pakka svarer på {message_id}, som ikkje er send herifrå",
        "the package answers {message_id}, which was not sent from here",
    ),
    "kind": Text(
        "pakken er av slaget {kind!r}, som dette kontoret ikke kjenner",
        "pakka er av slaget {kind!r}, som dette kontoret ikkje kjenner",
        "the package is of the kind {kind!r}, which this office does not know",
    ),
    "under_review": Text(
        "klagen er alt til behandling her, i sak {case}",
        "klaga er alt til handsaming her, i sak {case}",
        "the appeal is under review here already, in case {case}",
    ),
    "id_reused": Text(
        "{message_id} er kommet før, med et annet innhold; be avsenderen om en ny oversendelse",
        "{message_id} er komen før, med eit anna innhald; be avsendaren om ei ny oversending",
        "{message_id} came before, with other contents; ask the sender for a new hand-over",
    ),
}


def fault(code: str, **values: object) -> PackageFault:
    """One fault by its code."""
    text = TEXTS[code].format(**values)
    return PackageFault(text.en, "", code, text)


def wrong(code: str, **values: object) -> BadInput:
    """The error to raise where there is one fault."""
    return BadInput(fault(code, **values))
