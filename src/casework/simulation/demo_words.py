"""The words of the demo for codes of the record, in bokmål."""

from __future__ import annotations

COUNTED = {
    "applications": "søknader",
    "applicants": "søkere",
    "applied_ore": "søkt om",
    "awards": "tildelinger",
    "recipients": "mottakere",
    "awarded_ore": "tildelt",
    "awarded_share": "andel tildelt",
}
STAGES = {
    "applied": "søkt",
    "assessed": "vurdert",
    "awarded": "tildelt, rapport mangler",
    "status_reported": "statusrapport levert",
    "annual_reported": "årsrapport levert",
    "controlled": "kontrollert, men ikke avsluttet",
    "closed": "avsluttet",
    "withheld": "tilbakeholdt",
    "reclaimed": "tilbakekrevd",
    "appealed": "påklaget",
    "rejected": "avslått",
    "dismissed": "avvist",
    "withdrawn": "trukket",
}
ACCOUNTS = {
    "awarded": "tildelt",
    "paid": "utbetalt",
    "withheld": "tilbakeholdt",
    "unpaid": "ikke utbetalt",
    "lapsed": "bortfalt",
    "used": "brukt",
    "unused": "ubrukt",
    "reclaimed": "krevd tilbake",
    "repaid": "betalt tilbake",
    "set_off": "motregnet",
    "outstanding": "utestående",
    "waived": "ettergitt",
}
DUTIES = {
    "status_report": "statusrapport",
    "annual_report": "årsrapport",
    "annual_accounts": "årsregnskap",
    "project_accounts": "prosjektregnskap",
    "accounts": "regnskap",
}
LETTERS = {
    "advance_notice": "forhåndsvarsel",
    "change_approved": "samtykke til endring",
    "grant_letter": "tilskuddsbrev",
    "guidance": "veiledning om vilkårene",
    "reaction_decision": "vedtak om tilbakekreving",
    "rejection": "avslag",
    "repayment_demand": "krav om betaling",
    "report_extended": "ny frist",
    "report_incomplete": "melding om at rapporten mangler deler",
    "report_waived": "melding om at rapporten er frafalt",
    "reminder": "påminnelse",
    "reminder_last_day": "påminnelse siste dag",
    "reminder_overdue": "purring",
    "reminder_escalated": "siste purring",
    "repayment_reminder": "påminnelse om betaling",
    "repayment_overdue": "purring på betaling",
    "statement_reminder": "påminnelse om uttalelse",
    "report_receipt": "kvittering for rapport",
}
#: Where a rung of a ladder stands.
RUNGS = {
    "staged": "klar til sending",
    "sent": "sendt",
    "returned": "kom i retur",
    "failed": "ikke sendt",
    "withdrawn": "trengtes ikke",
    "later_rung": "hoppet over",
    "over": "over før fristen løp",
    "not_needed": "trengs ikke",
    "next": "neste",
    "to_come": "kommer",
}
