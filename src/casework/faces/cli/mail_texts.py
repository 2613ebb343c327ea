"""What `casework worker` and `casework mail` say to people, in three languages."""

from __future__ import annotations

from casework.errors import Text

TICKED = Text(
    "{passed} frister passert, {staged} påminnelser lagt klare, {sent} e-poster sendt, {postponed} utsatt, "
    "{failed} feilet",
    "{passed} fristar passerte, {staged} påminningar lagde klare, {sent} e-postar sende, {postponed} utsette, "
    "{failed} feila",
    "{passed} deadlines passed, {staged} reminders staged, {sent} mails sent, {postponed} postponed, {failed} failed",
)
NO_MAIL = Text("Ingen e-post.", "Ingen e-post.", "No mail.")
NOTHING_TO_LOOK_AT = Text("Ingenting venter på noen.", "Ingenting ventar på nokon.", "Nothing waits for anybody.")
UNJUDGED = Text("Meldinger om retur:", "Meldingar om retur:", "Reports of returned mail:")
LEFT_BEHIND = Text("Ble ikke gjort i tide:", "Vart ikkje gjort i tide:", "Was not done in time:")
TESTED = Text("Sendt til {address}.", "Send til {address}.", "Sent to {address}.")
NOT_TESTED = Text("Ikke sendt: {code}", "Ikkje send: {code}", "Not sent: {code}")
BOUNCED = Text(
    "Kom fram: {arrived}. Adressen død: {dead}. {verdict}",
    "Kom fram: {arrived}. Adressa død: {dead}. {verdict}",
    "Arrived: {arrived}. Address dead: {dead}. {verdict}",
)
SAVED = Text("{person}: {name}, {email}", "{person}: {name}, {email}", "{person}: {name}, {email}")
NO_SERVER = "no mail server is set; set CASEWORK_MAIL_HOST, or CASEWORK_MAIL_FOLDER for files"
FOLLOWS_SINCE = Text(
    "Fristene følger denne purrestigen fra {since}.",
    "Fristane følgjer denne purrestigen frå {since}.",
    "The deadlines follow these reminders since {since}.",
)
