"""Run as a program: children that hand an appeal over, decide it and carry it out, each killed before a statement.

Each child begins where the one before was killed. Prints how many children there were.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from casework.handover import hand_over, outcome, receive
from casework.store.verify import verify
from tests.handover.two_offices import DIRECTORATE, MINISTRY_NAME, RECEPTION, TwoOffices, two_offices
from tests.scenarios.desk import MINISTER, MINISTRY, SUPERVISOR
from tests.store.killed import Fuse, armed

#: How many statements more each child lives.
STEP = 4


def deeds(two: TwoOffices, appeal: str) -> None:
    """The way of an appeal through both offices, as whoever was interrupted takes it up again."""
    office, above = two.below.desk.office, two.above
    sent = hand_over(office, appeal, by=SUPERVISOR)
    received = receive(above, sent.data, by=RECEPTION, here=MINISTRY_NAME)
    if two.review(received).closed_at is None:
        decided(two, received.case_id, received.review_id)
    notified(two, received.case_id, received.review_id)
    receive(office, outcome(above, received.review_id).data, by=RECEPTION, here=DIRECTORATE)


def decided(two: TwoOffices, case_id: str, review: str) -> None:
    """One assesses, another decides; a step that was made is not made again."""
    for person in (MINISTRY, MINISTER):
        two.above.declare_impartiality(case_id, person.person, by=person, impartial=True)
    facts = {"reason": "vedtaket er riktig", "answers": {}}
    two.above.perform(review, "start_review", by=MINISTRY, key="start")
    two.above.perform(review, "assess", by=MINISTRY, key="assess", facts={"assessment": "vurdert"})
    two.above.perform(review, "uphold", by=MINISTER, key="uphold", facts=facts)


def notified(two: TwoOffices, case_id: str, review: str) -> None:
    """The notice that the decision opened goes out."""
    notice = next(p for p in two.above.case(case_id).proceedings if p.workflow == "notice" and p.parent == review)
    two.above.perform(notice.id, "send", by=MINISTRY, key="notify", facts={"channel": "electronic"})


def child(two: TwoOffices, appeal: str, statements: int) -> bool:
    """Whether a child process that is killed before that statement came to its end."""
    for office in (two.below.desk.office, two.above):
        office.close()
    pid = os.fork()
    if pid == 0:
        fuse = Fuse(statements)
        for office in (two.below.desk.office, two.above):
            armed(office, fuse)
        deeds(two, appeal)
        os._exit(0)
    return os.waitpid(pid, 0)[1] == 0


def main() -> None:
    """Kill children until one comes to its end, and tell what there is then."""
    two = two_offices(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
    two.below.prepared()
    appeal, children = two.below.appeal, 1
    while not child(two, appeal, children * STEP):
        children += 1
    told = [children, len(two.above.cases()), *_letters(two), *_decisions(two)]
    sys.stdout.write(" ".join(map(str, told)))
    for office in (two.below.desk.office, two.above):
        sys.stderr.writelines(f"{finding}\n" for finding in verify(office.database))


def _letters(two: TwoOffices) -> list[int]:
    """How many letters told of the forwarding, of the receipt above, and of the decision."""
    below, above = two.below.desk.office.mail.messages(), two.above.mail.messages()
    wanted = ((below, "appeal_forwarded"), (above, "appeal_received_above"), (above, "notice_alert"))
    return [sum(m.template == template for m in messages) for messages, template in wanted]


def _decisions(two: TwoOffices) -> list[int]:
    """How many decisions in the appeal each office has."""
    cases = (two.below.case, two.above.case(two.above.cases()[0]["id"]))
    return [sum(d.kind == "appeal_review.uphold" for d in case.decisions) for case in cases]


if __name__ == "__main__":
    main()
