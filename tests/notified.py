"""Telling a party of a decision in tests of other things: the notice is sent by post, and its arrival recorded."""

from __future__ import annotations

from datetime import date

from casework import Actor, Office, Proceeding

CASEWORKER = Actor("kari", "caseworker")
#: What a letter that is written outside the office is said to tell.
EVERYTHING = "decision reasons right_of_appeal appeal_deadline appeal_body procedure access deferral costs".split()


def notice_of(office: Office, proceeding_id: str) -> Proceeding:
    """The last notice of what was decided in a proceeding."""
    notices = office.case(proceeding_id.rpartition("-")[0]).proceedings
    return [p for p in notices if p.workflow == "notice" and p.parent == proceeding_id][-1]


def told(office: Office, proceeding_id: str, day: date | str, *, by: Actor = CASEWORKER) -> Proceeding:
    """The notice of the last decision of the proceeding, sent unless it was, and arrived on the day."""
    notice = notice_of(office, proceeding_id)
    if notice.state == "prepared":
        office.perform(notice.id, "send", by=by, facts={"channel": "post", "tells": EVERYTHING})
    office.perform(notice.id, "record_arrival", by=by, facts={"arrived_on": str(day), "evidence": "recorded"})
    return notice_of(office, proceeding_id)
