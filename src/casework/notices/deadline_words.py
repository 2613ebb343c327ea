"""What people call the time limits that are no duty of a scheme, and days counted in words."""

from __future__ import annotations

from collections.abc import Mapping

from casework.errors import Text
from casework.model.rows import Deadline
from casework.model.scheme import Scheme

_NAMES: Mapping[str, Text] = {
    "answer": Text("Foreløpig svar", "Førebels svar", "Provisional reply"),
    "appeal": Text("Klage", "Klage", "Appeal"),
    "claim": Text("Krav om dekning av sakskostnader", "Krav om dekning av sakskostnader", "Claim for costs"),
    "contribution": Text("Bidrag til evalueringen", "Bidrag til evalueringa", "Contribution to the evaluation"),
    "correction": Text("Retting av mangler", "Retting av manglar", "Correction of defects"),
    "deferral": Text("Utsatt iverksetting", "Utsett iverksetjing", "Deferred implementation"),
    "detriment": Text("Endring til skade", "Endring til skade", "Detrimental change"),
    "documentation": Text("Dokumentasjon", "Dokumentasjon", "Documentation"),
    "forwarding": Text("Oversending av klage", "Oversending av klage", "Forwarding of the appeal"),
    "inquiry": Text("Svar til klageinstansen", "Svar til klageinstansen", "Answer to the appeal body"),
    "limitation": Text("Foreldelse av kravet", "Forelding av kravet", "Limitation of the claim"),
    "on_hold": Text("På vent", "På vent", "On hold"),
    "payment": Text("Utbetaling", "Utbetaling", "Payment"),
    "provisional_reply": Text("Foreløpig svar", "Førebels svar", "Provisional reply"),
    "repayment": Text("Tilbakebetaling", "Tilbakebetaling", "Repayment"),
    "reversal_message": Text("Melding om omgjøring", "Melding om omgjering", "Message of reversal"),
    "review": Text("Ny vurdering", "Ny vurdering", "Review"),
    "review_notice": Text("Varsel om ny vurdering", "Varsel om ny vurdering", "Notice of review"),
    "second_alert": Text("Nytt varsel om vedtaket", "Nytt varsel om vedtaket", "Second alert of the decision"),
    "carry_out": Text("Gjennomføring av vedtaket", "Gjennomføring av vedtaket", "Carrying out the decision"),
    "decide_anew": Text("Nytt vedtak", "Nytt vedtak", "New decision"),
    "demand": Text("Krav om betaling", "Krav om betaling", "Demand for payment"),
    "expected_answer": Text("Svaret vi har varslet", "Svaret vi har varsla", "The answer we announced"),
    "postponement": Text("Utsatt innsyn", "Utsett innsyn", "Postponed access"),
    "reconsider": Text("Ny vurdering", "Ny vurdering", "Reconsideration"),
    "statement": Text("Uttalelse", "Fråsegn", "Statement"),
    "suit": Text("Avgjørelse av klagen", "Avgjerd av klaga", "Decision of the appeal"),
}


def what_is_due(scheme: Scheme, deadline: Deadline) -> Text:
    """What the deadline is for: the scheme's word for a duty, else ours."""
    duty = scheme.duty(deadline.kind)
    written = deadline.name.replace("_", " ").capitalize()
    return duty.title if duty else _NAMES.get(deadline.name, Text(written, written, written))


def days(count: int, language: str) -> str:
    """`1 dag`, `14 dager`."""
    words = {"nb": ("dag", "dager"), "nn": ("dag", "dagar"), "en": ("day", "days")}[language]
    return f"{count} {words[count != 1]}"


def in_text(title: str, language: str) -> str:
    """A title as it stands within a sentence."""
    return title if language == "en" else title[:1].lower() + title[1:]
