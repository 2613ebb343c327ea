"""What the accounts of a grant must show: under which law, audited by whom, spent on what, and when.

The parameter `kinds` names the reports that a rule judges; of others it asks nothing.
"""

from __future__ import annotations

from casework.errors import Reason, Text, reason
from casework.rules.change import consented
from casework.rules.registry import Answer, rule
from casework.rules.report import stands
from casework.rules.situation import Situation

_NO_ACCOUNTS = Text(
    "det mangler regnskap for lokallaget {branch}",
    "det manglar rekneskap for lokallaget {branch}",
    "there are no accounts for the local branch {branch}",
)
_DUTY_MISSING = Text(
    "tilskuddene til organisasjonen er nå så store at «{title}» skal leveres; åpne plikten",
    "tilskota til organisasjonen er no så store at «{title}» skal leverast; opne plikta",
    "the grants to the organisation have reached the amount at which “{title}” is due; open the duty",
)


def _judged(s: Situation) -> bool:
    return s.proceeding.facts.get("kind") in s.parameters.get("kinds", ())


@rule(
    "best/6.3.6",
    code="accounts_law_differs",
    nb="regnskapet må opplyse at det er satt opp etter {law}",
    nn="rekneskapen må opplyse at han er sett opp etter {law}",
    en="the accounts must state that they are prepared under {law}",
    fact="accounts_law",
)
def accounts_follow_law(s: Situation) -> bool:
    """The accounts are prepared under the Act of the parameter `law`."""
    return not _judged(s) or str(s.fact("accounts_law") or "").strip().casefold() == s.parameter("law")


@rule(
    "best/6.3.8.2",
    code="not_audited",
    nb="regnskapet må være revidert av statsautorisert eller registrert revisor, med navn og dag",
    nn="rekneskapen må vere revidert av statsautorisert eller registrert revisor, med namn og dag",
    en="the accounts must be audited by a state-authorised or registered auditor, with name and day",
    fact="auditor_title",
)
def accounts_are_audited(s: Situation) -> bool:
    """An auditor with one of the `titles` has attested the accounts, by name and on a day."""
    attested = bool(s.fact("auditor")) and bool(s.fact("attested_on"))
    return not _judged(s) or (attested and s.fact("auditor_title") in s.parameter("titles"))


@rule(
    "best/6.3.6",
    code="branch_accounts_missing",
    nb="regnskapet må vise bruken i hvert lokallag som fikk midler",
    nn="rekneskapen må vise bruken i kvart lokallag som fekk midlar",
    en="the accounts must show the use in each local branch that received money",
    fact="branch_accounts",
)
def accounts_per_branch(s: Situation) -> Answer:
    """Where money was passed on, each branch named in the application is accounted for."""
    sheet = s.fact("branch_accounts") or {}
    missing = [name for name in s.fact("branches") or [] if _judged(s) and not sheet.get(name)]
    return tuple(_missing(name) for name in missing) or True


def _missing(branch: str) -> Reason:
    return reason("branch_accounts_missing", "", _NO_ACCOUNTS.format(branch=branch), "branch_accounts")


def has_consent(s: Situation, *concerns: str) -> bool:
    """Whether a change of that kind was consented to."""
    requests = s.record.proceedings("change_request")
    return any(consented(r) and r.facts.get("concerns") in concerns for r in requests)


@rule(
    "bevr/3",
    code="used_outside_the_year",
    nb="midler er brukt utenfor tilskuddsåret uten samtykke",
    nn="midlar er brukte utanfor tilskotsåret utan samtykke",
    en="money was used outside the grant year without consent",
    fact="outside_period_amount",
)
def used_within_the_grant_year(s: Situation) -> bool:
    """As a main rule the grant is used and accounted for in its year; consent to a longer period is the exception."""
    return not _judged(s) or not s.fact("outside_period_amount") or has_consent(s, "period", "carry_over")


@rule(
    "best/6.3.5",
    code="unused_to_be_repaid",
    nb="regnskapet viser ubrukte midler, som skal betales tilbake",
    nn="rekneskapen viser ubrukte midlar, som skal betalast tilbake",
    en="the accounts show unused money, which must be repaid",
    fact="unused_amount",
)
def nothing_is_unused(s: Situation) -> bool:
    """What was not used for the purpose in the period is found when the accounts come in."""
    return not _judged(s) or not s.given.get("unused_amount") or has_consent(s, "carry_over")


@rule(
    "best/6.3.5",
    code="unused_not_reclaimed",
    nb="ubrukte midler er ikke krevd tilbake",
    nn="ubrukte midlar er ikkje kravde tilbake",
    en="unused money has not been reclaimed",
)
def unused_is_reclaimed(s: Situation) -> bool:
    """A case is not closed over unused money that nobody reclaimed, unless its use next year was consented to."""
    return s.ledger.unused <= s.ledger.reclaimed or has_consent(s, "carry_over")


@rule(
    "best/6.3.5",
    code="spent_outside_plan",
    nb="midler er brukt utenom det tilskuddsbrevet sier, uten samtykke på forhånd; det er brudd på vilkårene",
    nn="midlar er brukte utanom det tilskotsbrevet seier, utan samtykke på førehand; det er brot på vilkåra",
    en="money was spent otherwise than the grant letter says, without prior consent; that is a breach",
    fact="outside_plan_amount",
)
def spent_as_granted(s: Situation) -> bool:
    """The grant is used for the purpose, activities and amounts of the letter; changes are consented to beforehand."""
    return not _judged(s) or not s.fact("outside_plan_amount") or has_consent(s, "budget", "purpose")


@rule(
    "best/6.3.6",
    code="duty_not_opened",
    nb="en plikt som følger av beløpene, er ikke åpnet",
    nn="ei plikt som følgjer av beløpa, er ikkje opna",
    en="a duty that follows from the amounts has not been opened",
)
def no_duty_is_missing(s: Situation) -> Answer:
    """Grants of other cases may bring the organisation to a threshold after this award was made."""
    opened = {p.facts.get("kind") for p in s.record.proceedings("report") if stands(p)}
    due = s.scheme.duties_at(s.ledger.awarded, s.record.awarded_elsewhere) if s.scheme else ()
    return tuple(_unopened(duty.title) for duty in due if duty.kind not in opened) or True


def _unopened(title: Text) -> Reason:
    filled = (_DUTY_MISSING.in_language(la).format(title=title.in_language(la)) for la in ("nb", "nn", "en"))
    return reason("duty_not_opened", "", Text(*filled))


@rule(
    "best/6.3.6",
    code="no_duty_missing",
    nb="alle pliktene som følger av beløpene, er åpnet",
    nn="alle pliktene som følgjer av beløpa, er opna",
    en="every duty that follows from the amounts is open",
)
def a_duty_is_missing(s: Situation) -> bool:
    """There is something to open."""
    return no_duty_is_missing.ask(s) is not True


@rule(
    "best/6.3.6",
    nb="rapporten er ikke en årsrapport",
    nn="rapporten er ikkje ein årsrapport",
    en="the report is not an annual report",
)
def report_is_annual(s: Situation) -> bool:
    """Of the reports, this is the annual one."""
    return s.proceeding.facts.get("kind") == "annual_report"


@rule(
    "best/6.3.6",
    nb="bruken er alt ført fra andre regnskap",
    nn="bruken er alt ført frå andre rekneskapar",
    en="the use is already entered from other accounts",
)
def use_is_not_entered(s: Situation) -> bool:
    """No accounts of the case have been approved with what was used."""
    return not s.ledger.accounted


@rule(
    "best/6.3.6",
    code="accounts_disagree",
    nb="brukt og ubrukt er ikke det samme som i regnskapet som er godkjent før",
    nn="brukt og ubrukt er ikkje det same som i rekneskapen som er godkjend før",
    en="used and unused are not the same as in the accounts approved before",
    fact="used_amount",
)
def use_agrees_with_what_is_entered(s: Situation) -> bool:
    """Accounts of one grant tell the same story; those that state no use tell none."""
    own = s.proceeding.facts
    stated = (own.get("used_amount", s.ledger.used), own.get("unused_amount", s.ledger.unused))
    return stated == (s.ledger.used, s.ledger.unused)
