"""What simulated people write into letters, in both written forms."""

from __future__ import annotations

#: The text of a fact in bokmål and nynorsk.
LETTER_TEXTS: dict[str, dict[str, str]] = {
    "award_reason": {
        "nb": "Tiltaket bidrar til målene for ordningen, og budsjettet er realistisk.",
        "nn": "Tiltaket medverkar til måla for ordninga, og budsjettet er realistisk.",
    },
    "reason": {
        "nb": "Midlene rekker ikke til alle, og søknaden ble vurdert lavere enn de som får tilskudd.",
        "nn": "Midlane rekk ikkje til alle, og søknaden vart vurdert lågare enn dei som får tilskot.",
    },
    "purpose": {
        "nb": "Arbeid for integrering slik det er beskrevet i søknaden.",
        "nn": "Arbeid for integrering slik det er skildra i søknaden.",
    },
    "use_conditions": {
        "nb": "Midlene brukes til aktivitetene i søknaden, i tilskuddsåret.",
        "nn": "Midlane skal brukast til aktivitetane i søknaden, i tilskotsåret.",
    },
    "reporting_requirements": {
        "nb": "Rapport og regnskap leveres innen fristene i dette brevet.",
        "nn": "Rapport og rekneskap skal leverast innan fristane i dette brevet.",
    },
    "payment_plan": {
        "nb": "Utbetales i to rater.",
        "nn": "Blir utbetalt i to ratar.",
    },
    "control_reservation": {
        "nb": "Forvalteren og Riksrevisjonen kan kontrollere at midlene brukes etter forutsetningene.",
        "nn": "Forvaltaren og Riksrevisjonen kan kontrollere at midlane blir brukte etter føresetnadene.",
    },
    "breach_reactions": {
        "nb": "Ved brudd kan midler holdes tilbake eller kreves tilbake.",
        "nn": "Ved brot kan midlar haldast tilbake eller krevjast tilbake.",
    },
    "repayment_terms": {
        "nb": "Midler som ikke er brukt til formålet, betales tilbake.",
        "nn": "Midlar som ikkje er brukte til føremålet, skal betalast tilbake.",
    },
    "notice_facts": {
        "nb": "Regnskapet viser midler som ikke er brukt til formålet i tilskuddsåret.",
        "nn": "Rekneskapen viser midlar som ikkje er brukte til føremålet i tilskotsåret.",
    },
    "proposed_reasons": {
        "nb": "Tilskuddsbrevet sier at ubrukte midler betales tilbake.",
        "nn": "Tilskotsbrevet seier at ubrukte midlar skal betalast tilbake.",
    },
    "reasons": {
        "nb": "Tilskuddsbrevet sier at ubrukte midler betales tilbake. Regnskapet viser at de ikke er brukt.",
        "nn": "Tilskotsbrevet seier at ubrukte midlar skal betalast tilbake. Rekneskapen viser at dei ikkje er brukte.",
    },
    "main_considerations": {
        "nb": "Midlene var gitt til ett år, og mottakeren har ikke fått samtykke til senere bruk.",
        "nn": "Midlane var gjevne til eitt år, og mottakaren har ikkje fått samtykke til seinare bruk.",
    },
    "approval_reason": {
        "nb": "Endringen tjener formålet.",
        "nn": "Endringa tener føremålet.",
    },
    "delay_reason": {
        "nb": "Mange søknader til behandling.",
        "nn": "Mange søknader til handsaming.",
    },
    "extension_reason": {
        "nb": "Mottakeren ba om lengre tid før fristen.",
        "nn": "Mottakaren bad om lengre tid før fristen.",
    },
}
