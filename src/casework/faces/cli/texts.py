"""What the command line says to people, in three languages."""

from __future__ import annotations

from collections.abc import Mapping

from casework.errors import Text

REFUSED = Text("Kan ikke gjøres: {step}", "Kan ikkje gjerast: {step}", "Cannot be done: {step}")
BAD_INPUT = Text("Noe i det som ble gitt, er feil:", "Noko i det som vart gitt, er feil:", "What was given is wrong:")
STALE = Text(
    "Andre var først: sak {case} er nå ved revisjon {found}, ikke {expected}. Se på saken igjen. Siden da:",
    "Andre var først: sak {case} er no ved revisjon {found}, ikkje {expected}. Sjå på saka igjen. Sidan då:",
    "Somebody else was first: case {case} is now at revision {found}, not {expected}. Look again. Since then:",
)
KEY_REUSED = Text(
    "Nøkkelen «{key}» er brukt før, til noe annet. Bruk en ny nøkkel.",
    "Nøkkelen «{key}» er brukt før, til noko anna. Bruk ein ny nøkkel.",
    "The key “{key}” was used before, for something else. Use a new key.",
)
BAD_DEFINITION = Text("En definisjonsfil er feil:", "Ei definisjonsfil er feil:", "A definition file is wrong:")
BAD_DATABASE = Text(
    "Databasen kan ikke brukes: {error}", "Databasen kan ikkje brukast: {error}", "The database cannot be used: {error}"
)
NEW_DATABASE = Text(
    "Det fantes ingen database i {file}; en ny og tom er laget.",
    "Det fanst ingen database i {file}; ein ny og tom er laga.",
    "There was no database at {file}; a new and empty one is made.",
)
INTERRUPTED = Text("Avbrutt.", "Avbroten.", "Interrupted.")
UNEXPECTED = Text(
    "Teknisk feil: {error}\nKjør igjen med --debug og meld det til dem som drifter casework.",
    "Teknisk feil: {error}\nKøyr igjen med --debug og meld det til dei som driftar casework.",
    "Technical failure: {error}\nRun again with --debug and report it to those who run casework.",
)

YES = Text("ja", "ja", "yes")
NO = Text("nei", "nei", "no")
NOTHING = Text("(ingen)", "(ingen)", "(none)")

#: Headings of tables and names of fields.
FIELDS: Mapping[str, Text] = {
    "account": Text("Konto", "Konto", "Account"),
    "act": Text("Lov", "Lov", "Act"),
    "address": Text("Adresse", "Adresse", "Address"),
    "amount": Text("Beløp", "Beløp", "Amount"),
    "applicants": Text("Søkere", "Søkjarar", "Applicants"),
    "applications": Text("Søknader", "Søknader", "Applications"),
    "applied_ore": Text("Søkt om", "Søkt om", "Applied for"),
    "available_ore": Text("Til fordeling", "Til fordeling", "Available"),
    "awarded_ore": Text("Tildelt", "Tildelt", "Awarded"),
    "awarded_share": Text("Andel tildelt", "Del tildelt", "Share awarded"),
    "awarded_to_others_ore": Text("Tildelt andre", "Tildelt andre", "Awarded to others"),
    "awards": Text("Tildelinger", "Tildelingar", "Awards"),
    "case": Text("Sak", "Sak", "Case"),
    "org_number": Text("Organisasjonsnummer", "Organisasjonsnummer", "Organisation number"),
    "role": Text("Rolle", "Rolle", "Role"),
    "caseworker": Text("Saksbehandler", "Saksbehandlar", "Caseworker"),
    "checked": Text("Kontrollert", "Kontrollert", "Checked"),
    "clock": Text("Hvem fristen løper for", "Kven fristen går for", "Whose clock"),
    "code": Text("Kode", "Kode", "Code"),
    "column": Text("Kolonne", "Kolonne", "Column"),
    "day": Text("Dag", "Dag", "Day"),
    "days_late": Text("Dager over", "Dagar over", "Days late"),
    "decided_at": Text("Avgjort", "Avgjort", "Decided"),
    "decided_by": Text("Avgjort av", "Avgjort av", "Decided by"),
    "due_day": Text("Frist", "Frist", "Due"),
    "ends_at": Text("Slutter", "Sluttar", "Ends"),
    "facts": Text("Opplysninger", "Opplysningar", "Facts"),
    "file": Text("Fil", "Fil", "File"),
    "from": Text("Fra", "Frå", "From"),
    "heading": Text("Overskrift", "Overskrift", "Heading"),
    "id": Text("Id", "Id", "Id"),
    "in_force": Text("I kraft", "I kraft", "In force"),
    "kind": Text("Hva", "Kva", "What"),
    "last_outcome": Text("Utfall", "Utfall", "Outcome"),
    "last_reminder_on": Text("Siste purring", "Siste purring", "Last reminder"),
    "last_day": Text("Siste dag", "Siste dag", "Last day"),
    "valid_from": Text("Gjelder fra", "Gjeld frå", "Valid from"),
    "ended": Text("Gjaldt til", "Galdt til", "Ended"),
    "due_under": Text("Rapporter etter denne", "Rapportar etter denne", "Reports due under it"),
    "law": Text("Hjemmel", "Heimel", "Provision"),
    "legal_basis": Text("Rettslig grunnlag", "Rettsleg grunnlag", "Legal basis"),
    "limit": Text("Frist", "Frist", "Time limit"),
    "line": Text("Linje", "Linje", "Line"),
    "marks": Text("Merker", "Merke", "Marks"),
    "message": Text("Melding", "Melding", "Message"),
    "name": Text("Navn", "Namn", "Name"),
    "next_step": Text("Neste", "Neste", "Next"),
    "nominal_day": Text("Før flytting", "Før flytting", "Before rolling"),
    "number": Text("Nummer", "Nummer", "Number"),
    "opened_at": Text("Åpnet", "Opna", "Opened"),
    "original_day": Text("Opprinnelig frist", "Opphavleg frist", "Originally due"),
    "party": Text("Organisasjon", "Organisasjon", "Organisation"),
    "party_name": Text("Mottaker", "Mottakar", "Recipient"),
    "person": Text("Hvem", "Kven", "Who"),
    "proceeding": Text("Saksgang", "Saksgang", "Proceeding"),
    "provision": Text("Bestemmelse", "Føresegn", "Provision"),
    "recipient": Text("Mottaker", "Mottakar", "Recipient"),
    "template": Text("Brev", "Brev", "Letter"),
    "recipients": Text("Mottakere", "Mottakarar", "Recipients"),
    "reminders": Text("Lagt klare", "Lagde klare", "Staged"),
    "reminders_sent": Text("Purringer", "Purringar", "Reminders"),
    "responsible": Text("Ansvarlig", "Ansvarleg", "Responsible"),
    "revision": Text("Revisjon", "Revisjon", "Revision"),
    "rung": Text("Trinn", "Steg", "Rung"),
    "rolled": Text("Flyttet", "Flytta", "Rolled"),
    "runs_from": Text("Løper fra", "Går frå", "Runs from"),
    "scheme": Text("Ordning", "Ordning", "Scheme"),
    "seq": Text("Nr.", "Nr.", "No."),
    "severity": Text("Alvor", "Alvor", "Severity"),
    "since": Text("Gjelder fra", "Gjeld frå", "Since"),
    "skipped": Text("Hoppet over", "Hoppa over", "Skipped"),
    "stage": Text("Status", "Status", "Stage"),
    "state": Text("Tilstand", "Tilstand", "State"),
    "status": Text("Status", "Status", "Status"),
    "subject": Text("Emne", "Emne", "Subject"),
    "successor": Text("Avløses av", "Blir avløyst av", "Succeeded by"),
    "title": Text("Tittel", "Tittel", "Title"),
    "until": Text("Gjelder til", "Gjeld til", "Until"),
    "version": Text("Versjon", "Versjon", "Version"),
    "what": Text("Hva", "Kva", "What"),
    "when": Text("Når", "Når", "When"),
    "workflow": Text("Arbeidsflyt", "Arbeidsflyt", "Workflow"),
    "year": Text("År", "År", "Year"),
}

#: Headings of the parts of a page.
TERMS = Text("Vilkår for tilskuddet", "Vilkår for tilskotet", "Terms of the grant")
DEADLINES = Text("Frister", "Fristar", "Deadlines")
DECISIONS = Text("Vedtak", "Vedtak", "Decisions")
LEDGER = Text("Penger", "Pengar", "Money")
LETTERS = Text("Brev", "Brev", "Letters")
PROCEEDINGS = Text("Saksganger", "Saksgangar", "Proceedings")
CITED_BY = Text("Vist til av", "Vist til av", "Cited by")
CONDITIONS = Text("Vilkår", "Vilkår", "Conditions")
DUTIES = Text("Plikter", "Plikter", "Duties")
LADDER = Text("Purrestige", "Purrestige", "Reminders")
OPEN_QUESTIONS = Text("Åpne spørsmål", "Opne spørsmål", "Open questions")
SETTINGS = Text("Innstillinger", "Innstillingar", "Settings")

#: What a provision's limit is for.
CLOCKS = {
    "party": Text("parten", "parten", "the party"),
    "authority": Text("forvaltningen", "forvaltinga", "the authority"),
}
RUNS_FROM = {
    "arrival": Text("melding er kommet frem", "melding er komen fram", "notice has come through"),
    "announcement": Text("vedtaket er kunngjort", "vedtaket er kunngjort", "the decision is announced"),
    "knowledge": Text("kunnskap om vedtaket", "kunnskap om vedtaket", "knowledge of the decision"),
    "reasons_arrival": Text(
        "begrunnelsen er kommet frem", "grunngjevinga er komen fram", "the reasons have come through"
    ),
    "availability": Text("dokumentet er tilgjengelig", "dokumentet er tilgjengeleg", "the document is available"),
    "sending": Text("meldingen er sendt", "meldinga er send", "the message is sent"),
    "receipt": Text("henvendelsen er mottatt", "førespurnaden er motteken", "the inquiry is received"),
    "decision": Text("vedtaket er truffet", "vedtaket er gjort", "the decision is made"),
    "lodging": Text("klagen er fremsatt", "klaga er sett fram", "the appeal is lodged"),
    "due": Text("kravet kunne gjøres gjeldende", "kravet kunne gjerast gjeldande", "performance could be demanded"),
    "acknowledgement": Text("kravet er erkjent", "kravet er erkjent", "the claim is acknowledged"),
    "accounting_year_end": Text("regnskapsåret er slutt", "rekneskapsåret er slutt", "the accounting year ended"),
}
NO_LIMIT = Text("setter ingen frist", "set ingen frist", "sets no time limit")
NOT_IN_FORCE = Text("ikke trådt i kraft", "ikkje teke til å gjelde", "not in force yet")
CITATIONS = {
    "rule": Text("regel", "regel", "rule"),
    "transition": Text("overgang", "overgang", "transition"),
    "letter": Text("brev", "brev", "letter"),
    "scheme": Text("ordning", "ordning", "scheme"),
    "test": Text("test", "test", "test"),
}
SEVERITIES = {
    "fault": Text("feil", "feil", "fault"),
    "advice": Text("råd", "råd", "advice"),
}
ALL_WELL = Text(
    "{files} fil(er) kontrollert: ingen feil",
    "{files} fil(er) kontrollerte: ingen feil",
    "{files} file(s) checked: no faults",
)
SOME_FAULTS = Text("{faults} feil, {advice} råd", "{faults} feil, {advice} råd", "{faults} fault(s), {advice} advice")

UPGRADED = Text(
    "Databasen er på versjon {version}", "Databasen er på versjon {version}", "The database is at {version}"
)
VERIFIED = Text(
    "Ingenting er endret: hver føring i hver sak stemmer med kjeden.",
    "Ingenting er endra: kvar føring i kvar sak stemmer med kjeda.",
    "Nothing is altered: every entry of every case agrees with the chain.",
)
ALTERED = Text(
    "Noe er endret utenom casework:", "Noko er endra utanom casework:", "Something was altered from outside:"
)
WRITTEN = Text("Skrevet til {file}", "Skrive til {file}", "Written to {file}")

ALLOWED = Text("kan gjøres", "kan gjerast", "can be done")
NOT_ALLOWED = Text("kan ikke gjøres", "kan ikkje gjerast", "cannot be done")
NEEDS = Text("oppgi", "oppgi", "give")
NO_OPTIONS = Text(
    "Saksgangen er avsluttet; ingenting kan gjøres herfra.",
    "Saksgangen er avslutta; ingenting kan gjerast herfrå.",
    "The proceeding is closed; nothing can be done from here.",
)
NO_CASES = Text("Ingen saker.", "Ingen saker.", "No cases.")
OVERDUE = Text(
    "{count} forfalt: {week} i 0–7 dager, {month} i 8–30, {longer} lenger",
    "{count} forfalle: {week} i 0–7 dagar, {month} i 8–30, {longer} lenger",
    "{count} overdue: {week} for 0–7 days, {month} for 8–30, {longer} longer",
)
NOTHING_OVERDUE = Text("Ingenting er over fristen.", "Ingenting er over fristen.", "Nothing is overdue.")
COMING = Text("kommer", "kjem", "to come")

IMPORTED = Text(
    "{opened} saker åpnet, {there} fantes fra før",
    "{opened} saker opna, {there} fanst frå før",
    "{opened} cases opened, {there} were there already",
)
WOULD_IMPORT = Text(
    "Prøvd: {opened} saker ville blitt åpnet, {there} finnes fra før; ingenting er skrevet (--dry-run)",
    "Prøvd: {opened} saker ville blitt opna, {there} finst frå før; ingenting er skrive (--dry-run)",
    "Tried: {opened} cases would be opened, {there} are there already; nothing was written (--dry-run)",
)
NOT_IMPORTED = Text(
    "Ingenting er lastet inn: {faults} feil i filen. Rett dem, eller last inn resten med --partial.",
    "Ingenting er lasta inn: {faults} feil i fila. Rett dei, eller last inn resten med --partial.",
    "Nothing was loaded: {faults} fault(s) in the file. Correct them, or load the rest with --partial.",
)
FAULTS = Text("Feil:", "Feil:", "Faults:")
NOTES = Text("Merk:", "Merk:", "Notes:")
MIGRATED = Text("{count} saksganger", "{count} saksgangar", "{count} proceedings")


def field(name: str, language: str) -> str:
    """The heading of a column, or the name of a field."""
    return FIELDS[name].in_language(language) if name in FIELDS else name
