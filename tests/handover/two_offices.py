"""A directorate and a ministry, each with an office over a database of its own, and one appeal on its way up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from casework import Actor, Office, Proceeding
from casework.handover import Message, Received, hand_over, outcome, receive
from tests.scenarios.desk import MINISTER, MINISTRY, SUPERVISOR, Desk
from tests.scenarios.world import World

DIRECTORATE, MINISTRY_NAME = "direktoratet", "departementet"
RECEPTION = Actor("post", "system")


@dataclass
class TwoOffices:
    """The first instance with a case in it, and the appeal body. Both tell the same time."""

    below: World
    above: Office

    def handed_over(self) -> Message:
        """The appeal in hand, prepared and handed over as a package."""
        self.below.prepared()
        return hand_over(self.below.desk.office, self.below.appeal, by=SUPERVISOR)

    def taken_in(self) -> Received:
        """The appeal in hand, taken in above."""
        return self.deliver_up(self.handed_over())

    def deliver_up(self, message: Message) -> Received:
        """A message to the ministry."""
        return receive(self.above, message.data, by=RECEPTION, here=MINISTRY_NAME)

    def deliver_down(self, message: Message) -> Received:
        """A message to the directorate."""
        return receive(self.below.desk.office, message.data, by=RECEPTION, here=DIRECTORATE)

    def review(self, received: Received) -> Proceeding:
        """The ministry's own proceeding."""
        return next(p for p in self.above.case(received.case_id).proceedings if p.id == received.review_id)

    def perform(self, received: Received, step: str, by: Actor = MINISTRY, **facts: Any) -> None:
        """A step of the ministry's."""
        self.above.perform(received.review_id, step, by=by, facts=facts)

    def decided(self, received: Received, step: str, **facts: Any) -> Message:
        """What the ministry decides, as the message of it."""
        for person in (MINISTRY, MINISTER):
            self.above.declare_impartiality(received.case_id, person.person, by=person, impartial=True)
        if self.review(received).state == "received":
            self.perform(received, "start_review")
        self.perform(received, "assess", assessment="vurdert", founded=step.startswith("change_in"))
        self.perform(received, step, MINISTER, reason="etter en samlet vurdering", **facts)
        return outcome(self.above, received.review_id)


def two_offices(url_below: str, url_above: str, folder: Path, **given: Any) -> TwoOffices:
    """The two, with what is given below."""
    desk = Desk(url_below, folder, date(2026, 1, 5))
    above = Office(url_above, clock=desk.clock, schemes=[desk.scheme])
    return TwoOffices(World(desk, given), above)
