"""What `casework appeal` says to people, in three languages."""

from __future__ import annotations

from collections.abc import Mapping

from casework.errors import Text

WRITTEN = Text(
    "{id} er skrevet til {file} (kontrollsum {digest}).",
    "{id} er skriven til {file} (kontrollsum {digest}).",
    "{id} was written to {file} (checksum {digest}).",
)
RECEIVED: Mapping[str, Text] = {
    "appeal": Text(
        "{id} fra {sender} er tatt inn som {review}. Kvitter med «casework appeal receipt {review}».",
        "{id} frå {sender} er teken inn som {review}. Kvitter med «casework appeal receipt {review}».",
        "{id} from {sender} was taken in as {review}. Acknowledge with “casework appeal receipt {review}”.",
    ),
    "receipt": Text(
        "{sender} har mottatt {review}.", "{sender} har motteke {review}.", "{sender} has received {review}."
    ),
    "outcome": Text(
        "Det som kom ut av {review}, er ført inn; se hva som nå skal gjøres i saken.",
        "Det som kom ut av {review}, er ført inn; sjå kva som no skal gjerast i saka.",
        "What came of {review} was entered; see what is now to be done in the case.",
    ),
}
RECEIVED_BEFORE = Text(
    "{id} er tatt inn før, som {review}; ingenting ble skrevet.",
    "{id} er teken inn før, som {review}; ingenting vart skrive.",
    "{id} was taken in before, as {review}; nothing was written.",
)
