"""The first instance looks at its decision again, and prepares the appeal for the appeal body (fvl/33)."""

from __future__ import annotations

from casework.model.account import account
from casework.model.contested import annulled, chain, made_in, standing
from casework.model.record import Record
from casework.model.rows import Decision, Proceeding
from casework.rules.letter import BENEFICIAL
from casework.rules.notice import decision_of
from casework.rules.registry import rule
from casework.rules.situation import Situation

#: Postings that burden the party, and those that lift it again; and those that benefit it, and take that back.
BURDENS, LIFTED = ("reclaimed", "withheld"), ("reclaim_reversed", "released", "repaid", "set_off", "waived")
BENEFITS, REDUCED = ("awarded",), ("award_reduced",)


def stake(record: Record, decision: Decision) -> tuple[int, int]:
    """What the decision, as it stands, burdens the party with and gives it, in øre."""
    entries = {d.id.rpartition(".")[0] for d in chain(record, standing(record, decision))}
    made = [p for p in record.all("ledger_postings").values() if p.id.rpartition(".")[0] in entries]

    def total(kinds: tuple[str, ...]) -> int:
        return sum(p.amount for p in made if p.kind in kinds)

    return total(BURDENS) - total(LIFTED), total(BENEFITS) - total(REDUCED)


def left_of(record: Record, decision: Decision) -> dict[str, int]:
    """What is left of the money that the first of these decisions took, in øre, by the posting that undoes it."""
    first = [*chain(record, decision)][-1]
    held = account(record, record.proceeding(first.proceeding_id))
    left = {"reclaim_reversed": held.outstanding, "released": held.withheld}
    return {undo: amount for undo, amount in left.items() if amount > 0}


@rule(
    "fvl/33-2",
    code="not_to_detriment_in_first_instance",
    nb="underinstansen kan bare endre vedtaket til klagerens gunst",
    nn="underinstansen kan berre endre vedtaket til gunst for klagaren",
    en="the first instance may change the decision in the appellant's favour only",
    fact="new_amount",
)
def change_is_in_favour(s: Situation) -> bool:
    """Less is demanded, or more is given; a change for the worse needs a basis of its own (fvl/35)."""
    decision, new = decision_of(s), s.own("new_amount")
    if decision is None or new is None:
        return True
    burden, benefit = stake(s.record, decision)
    return bool(new <= burden if burden else new >= benefit)


@rule(
    "fvl/33-2",
    code="money_differs",
    nb="beløpet som settes tilbake, svarer ikke til det som er igjen av vedtaket",
    nn="beløpet som blir sett tilbake, svarer ikkje til det som er att av vedtaket",
    en="the amount undone is not what is left of the decision",
)
def money_is_undone(s: Situation) -> bool:
    """A reversal undoes the whole reaction: what is left of the reclaim, or of what is withheld."""
    decision = decision_of(s)
    left = left_of(s.record, standing(s.record, decision)) if decision else {}
    return all(s.own(f"{undo}_amount") == amount for undo, amount in left.items())


@rule(
    "fvl/33-2",
    code="money_differs",
    nb="beløpet etter endringen svarer ikke til det som settes tilbake",
    nn="beløpet etter endringa svarar ikkje til det som blir sett tilbake",
    en="the amount as changed does not agree with what is undone",
    fact="new_amount",
)
def new_amount_agrees(s: Situation) -> bool:
    """Where both are given: no more is undone than what brings the amount down to the new one."""
    decision, new = decision_of(s), s.given.get("new_amount")
    if decision is None or new is None:
        return True
    undone = sum(s.given.get(fact) or 0 for fact in ("reclaim_reversed_amount", "released_amount"))
    burden, _ = stake(s.record, decision)
    return bool(undone <= max(burden - new, 0))


@rule(
    "fvl/34-2",
    code="points_unanswered",
    nb="avgjørelsen svarer ikke på alt klageren tar opp",
    nn="avgjerda svarer ikkje på alt klagaren tek opp",
    en="the decision does not answer every point that the appellant raises",
    fact="answers",
)
def points_are_answered(s: Situation) -> bool:
    """Each point that the appellant raised has its answer."""
    answers = s.own("answers") or {}
    return set(points(s)) <= set(answers)


def appeal_of(s: Situation) -> Proceeding:
    """The appeal: the proceeding itself, or for the appeal body the one that it is about."""
    about = s.about
    return about if about is not None and about.workflow == "appeal" else s.proceeding


def points(s: Situation) -> list[str]:
    """What the appellant raised."""
    return list(appeal_of(s).facts.get("points") or [])


@rule(
    "fvl/33-4",
    code="first_instance_preparation_missing",
    nb="underinstansen har ikke vurdert klagen og gjort saken klar til oversending",
    nn="underinstansen har ikkje vurdert klaga og gjort saka klar til oversending",
    en="the first instance has not assessed the appeal and made the case ready to be sent",
)
def case_is_prepared(s: Situation) -> bool:
    """The merits are assessed and the file is complete."""
    acts = s.proceeding.acts.keys()
    return s.proceeding.state == "preparing_forwarding" and "complete_file" in acts


@rule(
    "fvl/33-4",
    code="copy_of_statement_missing",
    nb="uttalelsen til klageinstansen er ikke sendt partene i kopi",
    nn="fråsegna til klageinstansen er ikkje send partane i kopi",
    en="the parties have not been sent a copy of the statement to the appeal body",
)
def statement_is_copied(s: Situation) -> bool:
    """A statement that the parties may see is copied to them; where none is given, nothing is."""
    acts = s.proceeding.acts.keys()
    return "give_statement" not in acts or "copy_statement" in acts


@rule(
    "fvl/33-3",
    code="counterparty_not_notified",
    nb="en motpart er ikke varslet om klagen",
    nn="ein motpart er ikkje varsla om klaga",
    en="an opposing party has not been told of the appeal",
)
def counterparties_are_told(s: Situation) -> bool:
    """Each is told as soon as possible, with a copy and a date for a statement."""
    return set(s.own("counterparties") or []) <= set(s.proceeding.facts.get("told_counterparties") or [])


@rule(
    "fvl/33-3",
    code="hearing_runs",
    nb="fristen for å uttale seg er ikke ute",
    nn="fristen for å uttale seg er ikkje ute",
    en="the time for a statement has not passed",
)
def hearing_is_over(s: Situation) -> bool:
    """Statements are in, or their date has passed."""
    running = s.record.open_deadlines(s.proceeding.id, "statement")
    return all(d.ends_at is not None and d.ends_at <= s.now for d in running)


@rule(
    "fvl/33-4",
    code="remainder_must_be_forwarded_or_withdrawn",
    nb="det som er igjen av klagen, må oversendes eller trekkes før saken kan lukkes",
    nn="det som er att av klaga, må oversendast eller trekkjast før saka kan lukkast",
    en="what remains of the appeal must be forwarded or withdrawn before it can be closed",
)
def nothing_remains(s: Situation) -> bool:
    """An appeal that was upheld, or only partly met, goes on to the appeal body unless it is withdrawn."""
    return not ({"reverse_partly", "uphold"} & s.proceeding.acts.keys())


@rule(
    "fvl/34-4",
    nb="klageinstansen har ikke opphevet avvisningen av denne klagen",
    nn="klageinstansen har ikkje oppheva avvisinga av denne klaga",
    en="the appeal body has not set aside the dismissal of this appeal",
)
def its_dismissal_was_set_aside(s: Situation) -> bool:
    """The decision that was annulled is the dismissal of this very appeal."""
    return any(d.status == "annulled" for d in made_in(s.record, s.proceeding))


@rule(
    "fvl/29-1",
    nb="underretningen gjelder et annet vedtak",
    nn="underrettinga gjeld eit anna vedtak",
    en="the notice is of another decision",
)
def own_decision_is_settled(s: Situation) -> bool:
    """Nobody can appeal in time any more against the decision that this proceeding made."""
    cause = s.cause
    return cause is not None and cause.about in {d.id for d in made_in(s.record, s.proceeding)}


@rule(
    "fvl/34-4",
    nb="vedtaket i denne saksgangen er ikke opphevet",
    nn="vedtaket i denne saksgangen er ikkje oppheva",
    en="the decision of this proceeding was not annulled",
)
def own_decision_was_annulled(s: Situation) -> bool:
    """What the appeal body annulled and sent back was decided here, whoever changed it since: it is decided anew."""
    cause = s.cause
    mine = {d.id for d in annulled(s.record, s.proceeding)}
    done = made_in(s.record, cause) if cause else iter(())
    return any(d.follows in mine for d in done)


@rule(
    "fvl/33-2",
    nb="vedtaket i denne saksgangen er ikke omgjort",
    nn="vedtaket i denne saksgangen er ikkje gjort om",
    en="the decision of this proceeding was not reversed",
)
def own_decision_was_reversed(s: Situation) -> bool:
    """It was reversed whole in an appeal, or without one."""
    cause = s.cause
    mine = {d.id for d in made_in(s.record, s.proceeding)}
    done = made_in(s.record, cause) if cause else iter(())
    return any(d.effect == "reversed" and mine & {one.id for one in chain(s.record, d)} for d in done)


@rule(
    "fvl/33-2",
    nb="vedtaket i denne saksgangen er ikke endret til gunst",
    nn="vedtaket i denne saksgangen er ikkje endra til gunst",
    en="the decision of this proceeding was not changed in favour",
)
def own_decision_was_changed(s: Situation) -> bool:
    """It was changed to the party's benefit, whole or in part, in an appeal or without one."""
    cause = s.cause
    mine = {d.id for d in made_in(s.record, s.proceeding)}
    done = made_in(s.record, cause) if cause else iter(())
    return any(d.effect in BENEFICIAL and mine & {one.id for one in chain(s.record, d)} for d in done)
