"""A small grant with a payment and a reaction beside it, for the tests of what holds over the life of a case."""

from __future__ import annotations

from casework.model.ledger import folded
from casework.model.record import replayed
from casework.rules import Situation, rule
from tests.engine.trial import Trial

TEXT = """\
name = "trial"
version = 1
initial = "received"
[opening]
by = ["caseworker"]
facts = ["received_on"]
starts = [{ deadline = "reply", law = "fvl/11a-3", from = "received_on" }]
[states.received]
[states.awarded]
stage = "awarded"
[states.closed]
final = true

[[transition]]
name = "ask"
from = ["received"]
to = "="
by = ["caseworker"]
starts = [{ deadline = "answer", setting = "answer_period" }]
letter = "note"
[[transition]]
name = "answer"
from = ["received"]
to = "="
by = ["caseworker", "grantee"]
meets = ["answer"]
[[transition]]
name = "drop"
from = ["received"]
to = "="
by = ["caseworker"]
waives = ["answer"]
[[transition]]
name = "extend"
from = ["received"]
to = "="
by = ["supervisor"]
reason = true
facts = ["new_day"]
extends = { answer = "new_day" }
[[transition]]
name = "award"
from = ["received"]
to = "awarded"
by = ["decision_maker"]
decides = true
facts = ["amount"]
requires = ["amount_is_even"]
meets = ["reply"]
ledger = [{ kind = "awarded", fact = "amount" }]
opens = ["payment"]
letter = "note"
[[transition]]
name = "arrive"
from = ["awarded"]
to = "="
by = ["caseworker"]
irreversible = true
[[transition]]
name = "close"
from = ["received", "awarded"]
to = "closed"
by = ["caseworker"]

[facts.received_on]
type = "date"
required = false
[facts.new_day]
type = "date"
[facts.amount]
type = "money"
"""

PAYMENT = """\
name = "payment"
version = 1
initial = "expected"
[opening]
facts = ["amount"]
starts = [{ deadline = "pay", setting = "answer_period" }]
[states.expected]
[states.accounted]
[states.paid]
final = true
[[transition]]
name = "pay"
from = ["expected", "accounted"]
to = "paid"
by = ["caseworker"]
ledger = [{ kind = "paid", fact = "amount" }]
meets = ["pay"]
[[transition]]
name = "account"
from = ["expected"]
to = "accounted"
by = ["caseworker"]
facts = ["used"]
ledger = [{ kind = "used", fact = "used" }]
[[transition]]
name = "deliver"
from = ["expected"]
to = "="
by = ["caseworker"]
registers = true
facts = ["used"]
ledger = [{ kind = "used", fact = "used" }]
[facts.amount]
type = "money"
required = false
[facts.used]
type = "money"
"""

REACTIONS = """\
name = "reaction"
version = 1
initial = "none"
[states.none]
[states.withheld]
stage = "withheld"
[states.reclaimed]
stage = "reclaimed"
[states.appealed]
stage = "appealed"
[[transition]]
name = "become"
from = "*"
to = { fact = "it", is = { none = "none", withheld = "withheld", reclaimed = "reclaimed", appealed = "appealed" } }
by = ["caseworker"]
facts = ["it"]
[facts.it]
type = "choice"
choices = ["none", "withheld", "reclaimed", "appealed"]
"""


@rule("regl/8-2", nb="beløpet er odde", nn="beløpet er odde", en="the amount is odd", fact="amount")
def amount_is_even(s: Situation) -> bool:
    """An even amount."""
    return not (s.fact("amount") or 1) % 2


def held(desk: Trial, case_id: str) -> None:
    """The stored case is what its entries say, and the postings explain the ledger."""
    case = desk.office.case(case_id)
    record = replayed(desk.office.history(case_id))
    assert tuple(record.all("proceedings").values()) == case.proceedings
    assert sorted(record.all("deadlines")) == sorted(d.id for d in case.deadlines)
    assert folded(case.id, case.postings) == case.ledger
