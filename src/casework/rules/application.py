"""What an application must be: in time, signed, by whom the scheme is for, and within its sub-goals."""

from __future__ import annotations

from datetime import date, datetime, time

from casework.errors import BadInput, Reason, Text, reason
from casework.law.calendar import OSLO, oslo_day
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation

_LATE = Text(
    "søknaden kom inn {came}, etter fristen {deadline}",
    "søknaden kom inn {came}, etter fristen {deadline}",
    "the application came in on {came}, after the deadline {deadline}",
)
_NOT_DECLARED = {
    "voluntary_work": Text(
        "organisasjonen har ikke opplyst at den driver frivillig arbeid",
        "organisasjonen har ikkje opplyst at han driv frivillig arbeid",
        "the organisation has not declared that it does voluntary work",
    ),
    "not_for_profit": Text(
        "organisasjonen har ikke opplyst at den drives uten fortjeneste",
        "organisasjonen har ikkje opplyst at han blir driven utan forteneste",
        "the organisation has not declared that it is run not for profit",
    ),
    "public_body": Text(
        "organisasjonen har ikke opplyst at den ikke er offentlig",
        "organisasjonen har ikkje opplyst at han ikkje er offentleg",
        "the organisation has not declared that it is not public",
    ),
}


@rule(
    "best/6.3.1",
    code="no_application_deadline",
    nb="ordningen har ingen søknadsfrist; sett «application_deadline» i ordningsfilen før søknader tas imot",
    nn="ordninga har ingen søknadsfrist; set «application_deadline» i ordningsfila før søknader blir tekne imot",
    en="the scheme has no application deadline; set “application_deadline” in its file before it opens",
)
def application_deadline_is_set(s: Situation) -> bool:
    """A scheme is announced with its deadline before anybody can keep it."""
    return s.scheme is not None and bool(s.scheme.settings.get("application_deadline"))


@rule(
    "best/6.3.1",
    code="late_application",
    nb="søknaden kom inn etter fristen",
    nn="søknaden kom inn etter fristen",
    en="the application came in after the deadline",
    fact="received_on",
)
def application_is_in_time(s: Situation) -> Answer:
    """By the instant where it is known, so that minutes count; otherwise the whole last day (Oslo) is in time."""
    deadline = s.scheme.settings.get("application_deadline") if s.scheme else None
    if not deadline:
        return True
    came, in_time = _arrival(s, str(deadline))
    return in_time or (reason("late_application", "", _LATE.format(came=came, deadline=deadline), "received_on"),)


def _arrival(s: Situation, deadline: str) -> tuple[str, bool]:
    """When it came as people read it, and whether that was in time."""
    at, day = s.fact("received_at"), s.day("received_on")
    if at is None and day is not None:
        return day.isoformat(), day <= oslo_day(_moment(deadline))
    came = datetime.fromisoformat(at) if at else s.record.case.opened_at or s.now
    return f"{came.astimezone(OSLO):%Y-%m-%d %H:%M}", came <= _moment(deadline)


def _moment(deadline: str) -> datetime:
    """The last instant in time: of a day its end in Oslo. Raises BadInput for what is neither day nor instant."""
    try:
        if len(deadline) == len("2021-12-01"):
            return datetime.combine(date.fromisoformat(deadline), time.max, OSLO)
        moment = datetime.fromisoformat(deadline)
    except ValueError as error:
        raise BadInput(f"the setting application_deadline is no day or instant: {deadline!r}") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=OSLO)


@rule(
    "best/6.3.2",
    code="not_signed",
    nb="søknaden er ikke underskrevet: send den gjennom portalen, eller legg ved underskriften",
    nn="søknaden er ikkje underskriven: send han gjennom portalen, eller legg ved underskrifta",
    en="the application is not signed: submit it through the portal, or enclose the signature",
    fact="channel",
)
def application_is_signed(s: Situation) -> bool:
    """What is submitted through the portal counts as signed electronically; anything else bears a signature."""
    return s.fact("channel") == "portal" or bool(s.fact("signature"))


@rule(
    "best/6.3.2",
    code="signatory_lacks_authority",
    nb="søknaden må være godkjent av lederen, eller av en som har skriftlig fullmakt",
    nn="søknaden må vere godkjend av leiaren, eller av ein som har skriftleg fullmakt",
    en="the application must be approved by the leader, or by a person with written authority",
    fact="signed_by",
)
def signatory_has_authority(s: Situation) -> bool:
    """The leader signs by virtue of office; another person shows the authority that was delegated."""
    role = s.fact("signatory_role")
    delegated = role == "delegated" and bool(s.fact("authority_evidence"))
    return bool(s.fact("signed_by")) and (role == "leader" or delegated)


@rule(
    "best/6.2.1",
    code="not_a_voluntary_organisation",
    nb="bare frivillige organisasjoner kan få tilskudd",
    nn="berre frivillige organisasjonar kan få tilskot",
    en="only voluntary organisations can receive the grant",
)
def organisation_is_voluntary(s: Situation) -> Answer:
    """It does voluntary work, not for profit and not as a public body; each is declared by the organisation."""
    expected = {"voluntary_work": True, "not_for_profit": True, "public_body": False}
    lacking = [name for name, value in expected.items() if s.fact(name) is not value]
    return tuple(_undeclared(name) for name in lacking) or True


def _undeclared(name: str) -> Reason:
    return reason("not_a_voluntary_organisation", "", _NOT_DECLARED[name], name)


@rule(
    "best/6.2.1",
    code="no_sub_goal",
    nb="søknaden må velge minst ett av delmålene i ordningen, og ingen andre",
    nn="søknaden må velje minst eitt av delmåla i ordninga, og ingen andre",
    en="the application must choose at least one of the scheme's sub-goals, and no others",
    fact="sub_goals",
)
def sub_goals_are_chosen(s: Situation) -> bool:
    """An application serves at least one sub-goal of the scheme."""
    known = {e.id for e in s.scheme.of("sub_goal")} if s.scheme else set()
    chosen = set(s.fact("sub_goals") or [])
    return bool(chosen) and chosen <= known


@rule(
    "best/6.2.1",
    code="unknown_target_group",
    nb="søknaden nevner en målgruppe som ordningen ikke har",
    nn="søknaden nemner ei målgruppe som ordninga ikkje har",
    en="the application names a target group that the scheme does not have",
    fact="target_groups",
)
def target_groups_are_known(s: Situation) -> bool:
    """Target groups are those of the scheme."""
    known = {e.id for e in s.scheme.of("target_group")} if s.scheme else set()
    return set(s.fact("target_groups") or []) <= known


@rule(
    "best/6.2.1",
    code="target_group_does_not_fit",
    nb="delmål {sub_goal} er valgt uten noen av målgruppene for det",
    nn="delmål {sub_goal} er valt utan nokon av målgruppene for det",
    en="sub-goal {sub_goal} is chosen without any of its target groups",
    fact="target_groups",
)
def target_group_fits(s: Situation) -> bool:
    """Whoever chooses the sub-goal of the parameter also chooses one of its target groups."""
    goal = s.parameter("sub_goal")
    if goal not in (s.fact("sub_goals") or []):
        return True
    groups = [e.values.get("target_groups", ()) for e in s.scheme.of("sub_goal") if e.id == goal] if s.scheme else []
    return bool({group for each in groups for group in each} & set(s.fact("target_groups") or []))


@rule(
    "best/6.2.1",
    nb="tiltaket er ikke rettet mot beboere i asylmottak",
    nn="tiltaket er ikkje retta mot bebuarar i asylmottak",
    en="the measure is not aimed at residents of reception centres",
)
def targets_reception_centre(s: Situation) -> bool:
    """Residents of reception centres are among the target groups."""
    return "reception_centre_residents" in (s.fact("target_groups") or [])


@rule(
    "best/6.2.1",
    code="no_contact_at_centre",
    nb="tiltak for beboere i asylmottak må oppgi en kontaktperson i ledelsen på mottaket",
    nn="tiltak for bebuarar i asylmottak må oppgje ein kontaktperson i leiinga på mottaket",
    en="a measure for residents of a reception centre must state a contact person in the management of the centre",
    fact="centre_contact",
)
def centre_contact_is_stated(s: Situation) -> bool:
    """The cooperation with the management of the centre has a name to it."""
    return bool(s.fact("centre_contact"))
