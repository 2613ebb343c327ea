"""What the ministry sees of a case with several matters in it: what was sent to it, and what came of it (fvl/33-4)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from casework import Actor, NotFound
from casework.access import Access, Counter
from casework.errors import Denied
from casework.faces.asgi.settings import WebSettings
from casework.faces.http import create_app
from tests.scenarios.desk import CASEWORKER, SUPERVISOR, Desk
from tests.scenarios.world import World

PDF = b"%PDF-1.7\nx"


@pytest.fixture
def world(database_url: str, tmp_path: Path) -> World:
    """A claim under appeal before the ministry; afterwards the first instance went on with other matters."""
    world = World(Desk(database_url, tmp_path, date(2026, 1, 5)), {"decision_kind": "reclaim"})
    office = world.desk.office
    world.prepared()
    office.add_document(world.case_id, PDF, by=CASEWORKER, title="foer.pdf", kind="internal")
    office.perform(world.appeal, "forward", by=SUPERVISOR)
    office.add_document(world.case_id, PDF + b"2", by=CASEWORKER, title="etter.pdf", kind="internal")
    office.open(world.case_id, "access_request", by=Actor("leder", "grantee"), facts={"wanted_documents": "alt"})
    return world


def ministry(world: World) -> Counter:
    """The counter that the ministry is met at."""
    access = Access(world.desk.office)
    access.grant("minister", "appeal_body", by="admin")
    return access.counter("minister")


def test_the_ministry_sees_the_appeal_and_what_it_rests_on(world: World) -> None:
    """fvl/33-4: the claim, its notice, the appeal and the review; of the grant what there was when it was sent."""
    seen = ministry(world).case(world.case_id)
    assert [p.workflow for p in seen.proceedings] == ["grant", "reaction", "notice", "appeal", "appeal_review"]
    assert {d.proceeding_id for d in seen.decisions} == {
        p.id for p in seen.proceedings if p.workflow in ("grant", "reaction")
    }
    assert [d.title for d in seen.documents] == ["foer.pdf"]
    assert {x.proceeding_id for x in seen.letters} <= {p.id for p in seen.proceedings}


def test_what_came_later_or_was_another_matter_is_not_sent(world: World) -> None:
    """fvl/13b-1: neither by its id, nor in the history, the timeline, the feed or a list."""
    counter, case = ministry(world), world.case
    other, payment = case.proceeding("access_request"), case.proceeding("payment")
    hidden = {other.id, payment.id}
    for proceeding in hidden:
        with pytest.raises(NotFound):
            counter.proceeding(proceeding)
        with pytest.raises(Denied):
            counter.available(proceeding)
    with pytest.raises(NotFound):
        counter.document(case.documents[1].id)
    with pytest.raises(NotFound):
        counter.open(case.id, "reversal", about=payment.id)
    assert hidden.isdisjoint({e.proceeding_id for e in counter.history(case.id)})
    assert hidden.isdisjoint({m.proceeding_id for m in counter.timeline(case.id)})
    assert hidden.isdisjoint({e.proceeding_id for _, e in counter.events(most=500)[0]})
    assert hidden.isdisjoint({d.proceeding_id for d in counter.due()} | {t.proceeding_id for t in counter.tasks()})


def test_what_the_ministry_does_itself_it_goes_on_seeing(world: World) -> None:
    """The review and what is below it are followed, and what the ministry files."""
    counter = ministry(world)
    review = world.case.proceeding("appeal_review")
    counter.declare_impartiality(world.case_id, "minister", impartial=True)
    counter.add_document(world.case_id, PDF + b"3", title="notat.pdf", kind="internal")
    counter.perform(review.id, "acknowledge", facts={"message_id": "m-1"})
    seen = counter.case(world.case_id)
    assert [d.title for d in seen.documents] == ["foer.pdf", "notat.pdf"] and seen.impartiality_declarations
    assert counter.history(world.case_id)[-1].name == "acknowledge"


def test_over_http_the_ministry_sees_no_more(world: World) -> None:
    """The same cut, whichever way it is asked for."""
    ministry(world)
    app = create_app(world.desk.office, identify=lambda _: "minister", settings=WebSettings(secure=False))
    client = TestClient(app, "http://127.0.0.1:8000")
    hidden = world.case.proceeding("access_request").id
    answers = [client.get(f"/cases/{world.case_id}{what}") for what in ("", "/entries?limit=500", "/timeline")]
    answers += [
        client.get("/events?limit=1000"),
        client.get("/deadlines"),
        client.get(f"/cases/{world.case_id}/reminders"),
    ]
    assert all(answer.status_code == 200 and hidden not in answer.text for answer in answers)
    assert client.get(f"/proceedings/{hidden}").status_code == 404
    assert client.get(f"/proceedings/{hidden}/available").status_code == 403
