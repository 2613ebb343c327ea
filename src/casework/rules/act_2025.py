"""What only the Act of 2025 asks, where it governs; under the 1967 Act each of these is met."""

from __future__ import annotations

from casework.errors import Text, reason
from casework.law.commencement import NEW_ACT
from casework.law.reversal import PROPORTIONATE
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation

#: The facts in which people choose a provision, that is: a ground, an exception, or a basis.
GROUNDS = ("exception", "unshown_under", "relief_ground", "basis")

_NOT_IN_FORCE = Text(
    "{key} gjelder ikke i denne saken; velg en bestemmelse i loven som gjør det",
    "{key} gjeld ikkje i denne saka; vel ei føresegn i lova som gjer det",
    "{key} does not govern this case; choose a provision of the Act that does",
)


@rule(
    "fvl2025/99",
    code="provision_not_in_force",
    nb="bestemmelsen gjelder ikke i denne saken",
    nn="føresegna gjeld ikkje i denne saka",
    en="the provision does not govern this case",
)
def ground_is_in_force(s: Situation) -> Answer:
    """A ground that only the new Act has is chosen only where that governs; an older one stands for its successor."""
    given = {name: str(s.given.get(name)) for name in GROUNDS if s.given.get(name)}
    early = {name: key for name, key in given.items() if key.startswith(f"{NEW_ACT}/") and not s.under(key)}
    return tuple(
        reason("provision_not_in_force", "fvl2025/99", _NOT_IN_FORCE.format(key=key), name)
        for name, key in early.items()
    )


@rule(
    "fvl2025/59-2",
    code="case_officer_not_named",
    nb="meldingen skal navngi saksbehandleren; sett en saksbehandler på saken",
    nn="meldinga skal namngje saksbehandlaren; set ein saksbehandlar på saka",
    en="the notice names the case officer; assign one to the case",
)
def case_officer_is_named(s: Situation) -> bool:
    """How the body is reached, and the names of who handled the case and who is responsible."""
    return not s.under("fvl2025/59-2") or bool(s.record.case.responsible)


@rule(
    "fvl2025/68-2",
    code="lawfulness_not_assessed",
    nb="klageinstansen skal vurdere om vedtaket er lovlig",
    nn="klageinstansen skal vurdere om vedtaket er lovleg",
    en="the appeal body shall assess whether the decision is lawful",
    fact="lawfulness",
)
def lawfulness_is_assessed(s: Situation) -> bool:
    """Whatever the appellant raises."""
    return not s.under("fvl2025/68-2") or bool(s.own("lawfulness"))


@rule(
    "fvl2025/71-1-c",
    code="proportionality_not_assessed",
    nb="si hvorfor omgjøringen er forholdsmessig",
    nn="sei kvifor omgjeringa er forholdsmessig",
    en="say why the reversal is proportionate",
    fact="proportionality",
)
def reversal_is_proportionate(s: Situation) -> bool:
    """Breach of terms is a basis only where the reversal is proportionate to it."""
    of_breach = s.own("basis") in (PROPORTIONATE, "fvl/35-5:decision")
    return not (of_breach and s.under(PROPORTIONATE)) or bool(s.own("proportionality"))


@rule(
    "fvl2025/74-3",
    code="invalid_decision",
    nb="vedtaket er funnet ugyldig og skal oppheves eller endres",
    nn="vedtaket er funne ugyldig og skal opphevast eller endrast",
    en="the decision was found invalid and shall be set aside or changed",
)
def invalid_does_not_stand(s: Situation) -> bool:
    """Once the body is aware of it, it is bound to act."""
    return not (s.own("found_invalid") and s.under("fvl2025/74-3"))


@rule(
    "fvl2025/76-2",
    code="deferral_is_due",
    nb="virkningen kan ikke gjøres om, eller noen er i fare; iverksettingen skal utsettes",
    nn="verknaden kan ikkje gjerast om, eller nokon er i fare; iverksetjinga skal utsetjast",
    en="the effect cannot be undone, or somebody is in danger; implementation shall be deferred",
    fact="irreversible_effect",
)
def deferral_is_not_due(s: Situation) -> bool:
    """Deferral is a duty there, unless one of the Act's exceptions is named."""
    due = s.own("irreversible_effect") and not s.own("deferral_exception")
    return not (due and s.under("fvl2025/76-2"))
