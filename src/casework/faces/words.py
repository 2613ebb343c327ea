"""What people read for the codes that the engine uses."""

from __future__ import annotations

from collections.abc import Mapping

from casework.errors import Text

STAGES: Mapping[str, Text] = {
    "applied": Text("Søkt", "Søkt", "Applied"),
    "assessed": Text("Vurdert", "Vurdert", "Assessed"),
    "awarded": Text("Tildelt", "Tildelt", "Awarded"),
    "status_reported": Text("Statusrapportert", "Statusrapportert", "Status reported"),
    "annual_reported": Text("Årsrapportert", "Årsrapportert", "Annual report received"),
    "controlled": Text("Kontrollert", "Kontrollert", "Controlled"),
    "closed": Text("Avsluttet", "Avslutta", "Closed"),
    "withheld": Text("Tilbakeholdt", "Halde tilbake", "Withheld"),
    "reclaimed": Text("Tilbakekrevd", "Kravd tilbake", "Reclaimed"),
    "appealed": Text("Påklaget", "Påklaga", "Appealed"),
    "rejected": Text("Avslått", "Avslått", "Rejected"),
    "dismissed": Text("Avvist", "Avvist", "Dismissed"),
    "withdrawn": Text("Trukket", "Trekt", "Withdrawn"),
}

DUTIES: Mapping[str, Text] = {
    "status_report": Text("Statusrapport", "Statusrapport", "Status report"),
    "annual_report": Text("Årsrapport", "Årsrapport", "Annual report"),
    "annual_accounts": Text("Årsregnskap", "Årsrekneskap", "Annual accounts"),
    "accounts": Text("Regnskap", "Rekneskap", "Accounts"),
    "project_accounts": Text("Prosjektregnskap", "Prosjektrekneskap", "Project accounts"),
}

STATUSES: Mapping[str, Text] = {
    "open": Text("løper", "går", "running"),
    "met": Text("overholdt", "halden", "met"),
    "waived": Text("frafalt", "fråfallen", "waived"),
    "withdrawn": Text("trukket", "trekt", "withdrawn"),
    "staged": Text("klar til sending", "klar til sending", "ready to send"),
    "sent": Text("sendt", "send", "sent"),
    "in_force": Text("gjelder", "gjeld", "in force"),
}

MARKS: Mapping[str, Text] = {
    "on_hold": Text("på vent", "på vent", "on hold"),
    "registered_in_error": Text("feilregistrert", "feilregistrert", "registered in error"),
    "access_restricted": Text("skjermet", "skjerma", "access restricted"),
    "archived": Text("arkivert", "arkivert", "archived"),
}

ACCOUNTS: Mapping[str, Text] = {
    "applied": Text("Søkt", "Søkt", "Applied for"),
    "awarded": Text("Tildelt", "Tildelt", "Awarded"),
    "due": Text("Forfalt til utbetaling", "Forfalle til utbetaling", "Due for payment"),
    "paid": Text("Utbetalt", "Utbetalt", "Paid"),
    "withheld": Text("Tilbakeholdt", "Halde tilbake", "Withheld"),
    "unpaid": Text("Ikke utbetalt", "Ikkje utbetalt", "Unpaid"),
    "lapsed": Text("Bortfalt", "Bortfalle", "Lapsed"),
    "used": Text("Brukt", "Brukt", "Used"),
    "unused": Text("Ubrukt", "Ubrukt", "Unused"),
    "reclaimed": Text("Krevd tilbake", "Kravd tilbake", "Reclaimed"),
    "repaid": Text("Betalt tilbake", "Betalt tilbake", "Repaid"),
    "set_off": Text("Motregnet", "Motrekna", "Set off"),
    "waived": Text("Ettergitt", "Ettergitt", "Waived"),
    "outstanding": Text("Utestående", "Uteståande", "Outstanding"),
    "owed_back": Text("Skal betales ut igjen", "Skal betalast ut att", "Owed back"),
    "refunded": Text("Betalt ut igjen", "Betalt ut att", "Refunded"),
    "in_collection": Text("Hos innkreveren", "Hos innkrevjaren", "With collection"),
    "interest": Text("Renter", "Renter", "Interest"),
    "interest_paid": Text("Betalte renter", "Betalte renter", "Interest paid"),
}

NEXT_STEPS: Mapping[str, Text] = {
    "find_address": Text("finn ny adresse", "finn ny adresse", "find another address"),
    "propose_reaction": Text("foreslå reaksjon", "føreslå reaksjon", "propose a reaction"),
    "reminder": Text("påminnelse", "påminning", "reminder"),
    "reminder_last_day": Text("påminnelse siste dag", "påminning siste dag", "reminder on the last day"),
    "reminder_overdue": Text("purring", "purring", "overdue notice"),
    "reminder_escalated": Text("siste purring", "siste purring", "last overdue notice"),
    "repayment_reminder": Text("påminnelse om betaling", "påminning om betaling", "payment reminder"),
    "repayment_overdue": Text("purring på betaling", "purring på betaling", "overdue payment notice"),
    "statement_reminder": Text("påminnelse om uttalelse", "påminning om fråsegn", "statement reminder"),
    "staff_reminder": Text("beskjed til saksbehandler", "melding til saksbehandlar", "notice to the caseworker"),
}

#: Who a rung writes to.
RECIPIENTS: Mapping[str, Text] = {
    "grantee": Text("mottaker", "mottakar", "grantee"),
    "representative": Text("fullmektig", "fullmektig", "representative"),
    "caseworker": Text("saksbehandler", "saksbehandlar", "caseworker"),
    "supervisor": Text("leder", "leiar", "supervisor"),
    "head": Text("overordnet leder", "overordna leiar", "head"),
}

#: What became of a message, and of a rung that brought none.
OUTCOMES: Mapping[str, Text] = {
    "staged": Text("klar til sending", "klar til sending", "ready to send"),
    "sent": Text("sendt", "send", "sent"),
    "returned": Text("kom i retur", "kom i retur", "came back"),
    "failed": Text("ikke sendt", "ikkje send", "not sent"),
    "withdrawn": Text("trengtes ikke", "trongst ikkje", "not needed"),
    "dropped": Text("droppet", "droppa", "dropped"),
    "later_rung": Text("hoppet over", "hoppa over", "skipped"),
    "over": Text("over før fristen løp", "over før fristen gjekk", "over before the deadline ran"),
    "not_needed": Text("trengs ikke", "trengst ikkje", "not needed"),
    "next": Text("neste", "neste", "next"),
    "to_come": Text("kommer", "kjem", "to come"),
}


def word(words: Mapping[str, Text], code: str, language: str) -> str:
    """The word for a code in `nb`, `nn` or `en`; the code itself where nobody has written one."""
    found = words.get(code)
    return found.in_language(language) if found else code
