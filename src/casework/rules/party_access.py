"""A party's access to the documents of its case: what may be kept from it, and what follows (fvl/18 to fvl/21)."""

from __future__ import annotations

from collections.abc import Mapping

from casework.errors import Reason, Text, reason
from casework.law.party_access import ACT_1967, ACT_2025, Exemption
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation

#: What became of the facts in a document that is kept back: given, or not, for one of the two grounds of fvl/18c.
FACTS_GIVEN = ("given", "irrelevant", "found_elsewhere")

_NOT_LISTED = Text(
    "«{document}»: {provision} gir ikke adgang til unntak; velg en av {known}",
    "«{document}»: {provision} gjev ikkje høve til unntak; vel ei av {known}",
    "“{document}”: {provision} allows no exemption; choose one of {known}",
)


def exemptions(s: Situation) -> Mapping[str, Exemption]:
    """The closed list of the Act that governs."""
    return ACT_2025 if s.under("fvl2025/50") else ACT_1967


def _exempt(s: Situation) -> dict[str, str]:
    """The provision by which each document is kept back."""
    return {document: str(provision) for document, provision in (s.own("exemptions") or {}).items() if provision}


def _kept_back(s: Situation, **kind: bool) -> list[str]:
    """The documents that are kept back on a ground of that kind."""
    known = exemptions(s)
    grounds = {document: known.get(provision) for document, provision in _exempt(s).items()}
    return [d for d, ground in grounds.items() if ground and all(getattr(ground, k) == v for k, v in kind.items())]


@rule(
    "fvl/18",
    code="something_is_exempt",
    nb="noe er unntatt; det som ikke gis, må avslås skriftlig",
    nn="noko er teke unna; det som ikkje blir gjeve, må avslåast skriftleg",
    en="something is kept back; what is not given must be refused in writing",
)
def nothing_is_exempt(s: Situation) -> bool:
    """The party sees all that it asked for: of that there is no decision to appeal (fvl2025/53)."""
    return not _exempt(s)


@rule(
    "fvl/21-1",
    code="exemption_required",
    nb="avslaget må vise bestemmelse, ledd og bokstav for hvert dokument",
    nn="avslaget må vise føresegn, ledd og bokstav for kvart dokument",
    en="the refusal must name provision, subsection and letter for each document",
    fact="exemptions",
)
def exemptions_are_in_the_law(s: Situation) -> Answer:
    """Every document that is kept back has one of the grounds of the Act that governs; there are no others."""
    known, found = exemptions(s), _exempt(s)
    if not found:
        return False
    wrong = {document: provision for document, provision in found.items() if provision not in known}
    return tuple(_unknown(document, provision, known) for document, provision in wrong.items()) or True


def _unknown(document: str, provision: str, known: Mapping[str, Exemption]) -> Reason:
    text = _NOT_LISTED.format(document=document, provision=provision, known=", ".join(known))
    return reason("no_such_exemption", "fvl/21-1", text, "exemptions")


@rule(
    "fvl/18",
    code="extended_access_not_considered",
    nb="det er ikke vurdert om innsyn likevel kan gis",
    nn="det er ikkje vurdert om innsyn likevel kan gjevast",
    en="it has not been considered whether access can be given all the same",
    fact="extended_access",
)
def extended_access_is_considered(s: Situation) -> bool:
    """Where an exception may be made, the body still considers giving access, and says why it does not."""
    return bool(s.own("extended_access"))


@rule(
    "fvl/18c",
    code="facts_withheld",
    nb="fakta i et internt dokument skal gis, med mindre de er uten betydning eller finnes et annet sted",
    nn="fakta i eit internt dokument skal gjevast, om dei ikkje er utan noko å seie eller finst ein annan stad",
    en="facts in an internal document are given, unless they are irrelevant or found elsewhere",
    fact="facts_given",
)
def facts_stay_open(s: Situation) -> bool:
    """For each internal document that is kept back: its facts are given, or one of the two grounds is named."""
    given = s.own("facts_given") or {}
    return all(given.get(document) in FACTS_GIVEN for document in _kept_back(s, internal=True))


@rule(
    "fvl/19",
    code="essential_to_the_party",
    nb="det er ikke vurdert om opplysningene er vesentlige for parten; er de det, skal de gis",
    nn="det er ikkje vurdert om opplysningane er vesentlege for parten; er dei det, skal dei gjevast",
    en="whether the information is essential to the party has not been assessed; what is, is given",
    fact="not_essential",
)
def exempt_is_not_essential(s: Situation) -> bool:
    """What is essential to the party is not kept back for another person's sake (fvl/19-2-a, fvl/19-2-b)."""
    return set(_kept_back(s, unless_essential=True)) <= set(s.own("not_essential") or [])


@rule(
    "fvl/19-1-d",
    code="representative_may_see",
    nb="partens fullmektig skal få opplysningene, med mindre særlige grunner taler mot det",
    nn="fullmektigen til parten skal få opplysningane, om ikkje særlege grunnar talar mot det",
    en="the party's representative is given the information unless special reasons speak against it",
    fact="representative_access",
)
def representative_may_see(s: Situation) -> bool:
    """What the party had better not know for the sake of its health is told its representative."""
    kept = _kept_back(s, open_to_representative=True)
    return not (kept and s.own("represented_by")) or bool(s.own("representative_access"))


@rule(
    "fvl/20-5",
    code="comment_time_missing",
    nb="sett en frist for å uttale seg etter innsynet, eller si hvorfor det ikke trengs",
    nn="set ein frist for å uttale seg etter innsynet, eller sei kvifor det ikkje trengst",
    en="set a date for comments after the access, or say why none is needed",
    fact="comments_by",
)
def comment_time_is_set(s: Situation) -> bool:
    """A date follows the access, unless the one of an advance notice still runs and suffices (fvl/16-1)."""
    why_none = s.own("no_comment_time")
    if why_none == "statement_time_suffices":
        deadlines = s.record.all("deadlines").values()
        return any(d.name == "statement" and d.status == "open" and d.ends_at > s.now for d in deadlines)
    return bool(s.own("comments_by") or why_none)


def _comment_times_run(s: Situation, about: str | None = None) -> bool:
    """Whether the party may still comment on what it was shown: in this matter, where it asked about one."""
    asked = [p for p in s.record.proceedings("access_request") if about is None or p.about in (None, about)]
    running = [d for p in asked for d in s.record.open_deadlines(p.id, "comments")]
    return any(d.ends_at is not None and s.now < d.ends_at for d in running)


@rule(
    "fvl/20-5",
    code="comment_time_runs",
    nb="fristen for å uttale seg etter innsyn er ikke ute",
    nn="fristen for å uttale seg etter innsyn er ikkje ute",
    en="the time for comments after access has not passed",
)
def comments_after_access_are_in(s: Situation) -> bool:
    """The matter that the party was given access in is not decided before its time for comments is over."""
    return not _comment_times_run(s, s.proceeding.id)


@rule(
    "fvl/20-5",
    code="comment_time_runs",
    nb="fristen for å uttale seg etter innsyn er ikke ute",
    nn="fristen for å uttale seg etter innsyn er ikkje ute",
    en="the time for comments after access has not passed",
)
def own_comment_time_is_over(s: Situation) -> bool:
    """Nothing more is awaited of this request."""
    running = s.record.open_deadlines(s.proceeding.id, "comments")
    return all(d.ends_at is not None and d.ends_at <= s.now for d in running)
