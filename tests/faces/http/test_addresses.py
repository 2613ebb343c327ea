"""What is taken back, what goes by mail, who is let in, and forms that are half written."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.access.two_agencies import OURS, STAFF
from tests.faces.http.api import Api


def post(client: TestClient, path: str, match: str | None = "*", **body: Any) -> Any:
    """The answer to a change."""
    return client.post(path, json=body, headers={"If-Match": match} if match else {})


CHANGES: dict[str, dict[str, Any]] = {
    "assignments": {"person": "kari", "role": "caseworker"},
    "assignments/end": {"person": "kari", "role": "caseworker"},
    "declarations": {"person": "kari", "impartial": True},
    "marks": {"mark": "access_restricted", "reason": "skjermes"},
    "marks/end": {"mark": "access_restricted", "reason": "skjermes ikke"},
    "corrections": {"seq": 2, "reason": "feil"},
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_rests_on_what_was_read_says_so(quick: Api, name: str) -> None:
    """428 without If-Match, 412 where somebody else was first; then nothing is written."""
    where, client = f"/cases/{quick.both.own}/{name}", quick.client("supervisor")
    old = quick.revision(quick.both.own)
    quick.client("caseworker").post(
        f"/proceedings/{quick.both.own}-1/transitions", json={"transition": "write"}, headers={"If-Match": "*"}
    )
    now = quick.revision(quick.both.own)
    assert post(client, where, None, **CHANGES[name]).status_code == 428
    assert post(client, where, old, **CHANGES[name]).status_code == 412
    assert quick.revision(quick.both.own) == now


def test_what_was_given_is_taken_back(api: Api) -> None:
    """A role in the case, a mark on the case or a proceeding, and a mistaken step (arkf/11)."""
    own, client = api.both.own, api.client("supervisor")
    for name in ("assignments", "assignments/end"):
        assert post(client, f"/cases/{own}/{name}", person="per", role="caseworker").status_code == 200
    (held,) = api.both.office.case(own).assignments
    assert held.until is not None
    for target in ({}, {"proceeding": f"{own}-1"}):
        mark = {"mark": "access_restricted", "reason": "skjermes", **target}
        assert post(client, f"/cases/{own}/marks", **mark).status_code == 200
        assert post(client, f"/cases/{own}/marks", **mark).status_code == 409
        assert post(client, f"/cases/{own}/marks/end", **mark).status_code == 200
    elsewhere = {"mark": "access_restricted", "reason": "x", "proceeding": f"{api.both.other}-1"}
    assert post(client, f"/cases/{own}/marks", **elsewhere).status_code == 404
    step = api.client("caseworker").post(
        f"/proceedings/{own}-1/transitions",
        json={"transition": "write", "facts": {"note": "feil sak"}},
        headers={"If-Match": "*"},
    )
    undone = post(client, f"/cases/{own}/corrections", step.headers["etag"], seq=step.json()["seq"], reason="feil sak")
    assert undone.status_code == 200 and undone.json()["law"] == "arkf/11"
    assert api.both.office.case(own).grant.facts["note"] == "søknad"


def test_a_letter_is_seen_before_it_goes(quick: Api) -> None:
    """Nothing is written; a party sees those of its own steps alone (fvl/18a)."""
    where, before = f"/proceedings/{quick.both.own}-1/previews", quick.revision(quick.both.own)
    told = quick.client("caseworker").post(where, json={"transition": "tell"}).json()
    assert [letter["template"] for letter in told["letters"]] == ["drill_letter"] and told["reasons"] == []
    refused = quick.client("grantee").post(where, json={"transition": "tell"})
    assert (refused.status_code, refused.json()["reasons"][0]["law"]) == (403, "fvl/18a")
    assert quick.revision(quick.both.own) == before


def test_a_draft_is_kept_until_the_step_is_made(api: Api) -> None:
    """Each person has their own, and throws it away without harm twice."""
    where = f"/proceedings/{api.both.own}-1/drafts/write"
    kari, siri = api.client("caseworker"), api.client("supervisor")
    assert kari.get(where).status_code == 404
    assert kari.put(where, json={"facts": {"note": "halv"}}).json()["facts"] == {"note": "halv"}
    assert [form["transition"] for form in kari.get("/drafts").json()] == ["write"] and siri.get("/drafts").json() == []
    assert [kari.delete(where).status_code for _ in range(2)] == [204, 204] and kari.get("/drafts").json() == []


def test_a_message_is_looked_at_dropped_and_sent_once_more(api: Api) -> None:
    """Lists leave out the text and the address; whoever may only read cannot send."""
    client = api.client("caseworker")
    (line, *_) = client.get(f"/cases/{api.both.own}/mail").json()
    assert line["status"] == "staged" and "message" not in line and client.get("/mail").json() == []
    assert client.get(f"/mail/{line['id']}").json()["letter_id"] == line["letter_id"]
    assert api.client("auditor").post(f"/mail/{line['id']}/drop").status_code == 403
    assert client.post(f"/mail/{line['id']}/drop").json()["status"] == "dropped"
    assert client.post(f"/mail/{line['id']}/drop").status_code == 422
    assert client.post(f"/mail/{line['id']}/retry").json()["status"] == "staged"
    assert client.get(f"/mail/{'0' * 20}").status_code == 404


def test_reminders_are_told_rung_by_rung(quick: Api) -> None:
    """Not to the party, which is reminded."""
    where = f"/cases/{quick.both.own}/reminders"
    assert quick.client("caseworker").get(where).status_code == 200
    assert quick.client("grantee").get(where).status_code == 403


def test_the_administrator_gives_roles_and_ends_them(api: Api) -> None:
    """At once; and it is kept who did (regl/14)."""
    admin = api.client("administrator")
    made = admin.post("/grants", json={"person": "ny", "role": "caseworker", "agency": "IMDi", "scheme": "ours"})
    assert made.status_code == 201 and made.json()["granted_by"] == STAFF["administrator"][0]
    new = TestClient(api.app, "http://127.0.0.1:8000", headers={"x-person": "ny"}, raise_server_exceptions=False)
    assert new.get(f"/cases/{api.both.own}").status_code == 200
    ended = admin.post(f"/grants/{made.json()['id']}/end").json()
    assert ended["revoked_by"] == "admin" and new.get(f"/cases/{api.both.own}").status_code == 403
    assert admin.post(f"/grants/{made.json()['id']}/end").status_code == 422
    assert made.json()["id"] in {g["id"] for g in api.client("auditor").get("/grants").json()}
    assert admin.post("/grants", json={"person": "ny", "role": "king"}).status_code == 422
    assert admin.post("/grants", json={"person": "ny", "role": "grantee", "agency": OURS.name}).status_code == 422


def test_a_token_is_shown_once(quick: Api) -> None:
    """Its secret is in the answer that made it, and in no other."""
    admin = quick.client("administrator")
    made = admin.post("/tokens", json={"name": "kjerne", "role": "auditor", "scopes": ["events_read"]})
    secret, token_id = made.json()["secret"], made.json()["token"]["id"]
    service = quick.client(Authorization=f"Bearer {secret}")
    assert made.status_code == 201 and service.get("/events").status_code == 200
    listed = admin.get("/tokens")
    assert [t["name"] for t in listed.json()] == ["kjerne"] and secret not in listed.text
    assert admin.post(f"/tokens/{token_id}/end").json()["revoked_by"] == "admin"
    assert service.get("/events").status_code == 401


def test_what_is_not_written_as_it_should_be_is_told_in_the_readers_language(quick: Api) -> None:
    """By kind, with the limit that goes with it, in nynorsk too."""
    body = {"scheme": "s" * 201, "year": "2025", "unknown": 1}
    for language, words in (
        ("nb", {"mangler", "er for langt; høyst 200", "er av feil type", "er ukjent her; ta det bort"}),
        ("nn", {"manglar", "er for langt; høgst 200", "er av feil type", "er ukjent her; ta det bort"}),
        ("en", {"is missing", "is too long; at most 200", "is of the wrong type", "is unknown here; leave it out"}),
    ):
        told = quick.client("caseworker", **{"Accept-Language": language}).post("/cases", json=body)
        assert (told.status_code, {fault["message"] for fault in told.json()["faults"]}) == (422, words)
    sort = quick.client("caseworker").get("/cases?sort=stage&limit=0").json()["faults"]
    assert {fault["message"].partition(":")[0] for fault in sort} == {"er ikke på riktig form", "er for lite"}
