"""What clients rely on: preconditions, keys, pages, problems, languages, documents, and what is turned away."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from casework import Actor
from casework.testing import FrozenClock
from tests.access.two_agencies import OURS, STAFF
from tests.faces.http.api import HERE, Api, api_over

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 5000


def step(api: Api, name: str, match: str | None = "*", key: str | None = None, **facts: Any) -> Any:
    """A transition of the caseworker in the case of our agency."""
    headers = {"If-Match": match, "Idempotency-Key": key}
    return api.client("caseworker").post(
        f"/proceedings/{api.both.own}-1/transitions",
        json={"transition": name, "facts": facts},
        headers={k: v for k, v in headers.items() if v is not None},
    )


def test_a_change_says_what_it_has_read(api: Api) -> None:
    """428 without, 412 where somebody else was first, told what they did; the answer has the next ETag."""
    read = api.client("caseworker").get(f"/cases/{api.both.own}").headers["etag"]
    assert step(api, "write", None).status_code == 428
    first = step(api, "write", read)
    assert first.status_code == 200 and first.headers["etag"] == api.revision(api.both.own) != read
    lost = step(api, "write", read)
    assert lost.status_code == 412 and [e["name"] for e in lost.json()["entries"]] == ["write"]
    assert step(api, "write", "seventeen").status_code == 412
    assert step(api, "write", first.headers["etag"]).status_code == 200


def test_a_case_that_has_not_changed_is_not_sent_again(quick: Api) -> None:
    """304 for the ETag that the client has."""
    client = quick.client("caseworker")
    tag = client.get(f"/cases/{quick.both.own}").headers["etag"]
    again = client.get(f"/cases/{quick.both.own}", headers={"If-None-Match": tag})
    assert again.status_code == 304 and again.content == b""


def test_the_same_key_gets_the_same_answer(api: Api) -> None:
    """Also where the case has moved on since; for another request the key is told to be used."""
    tag = api.revision(api.both.own)
    first = step(api, "write", tag, "k", note="én gang")
    step(api, "write", "*", "other", note="noe annet")
    again = step(api, "write", tag, "k", note="én gang")
    assert (again.status_code, again.json()) == (first.status_code, first.json()) == (200, first.json())
    reused = step(api, "write", "*", "k", note="to ganger")
    assert reused.status_code == 422 and reused.json()["code"] == "key_reused"
    supervisor = api.client("supervisor").post(
        f"/proceedings/{api.both.own}-1/transitions",
        json={"transition": "write", "facts": {"note": "min egen"}},
        headers={"If-Match": "*", "Idempotency-Key": "k"},
    )
    assert supervisor.status_code == 200


def test_a_refusal_tells_every_reason_with_its_provision(quick: Api) -> None:
    """RFC 9457, in the language that the client prefers."""
    for accepted, language in (("nn, en;q=0.5", "nn"), ("no", "nb"), ("en-GB", "en"), ("fr", "nb"), ("", "nb")):
        refused = quick.client("grantee").post(
            f"/proceedings/{quick.both.own}-1/transitions",
            json={"transition": "assess", "facts": {"opinion": "x"}},
            headers={"If-Match": "*", "Accept-Language": accepted},
        )
        told = refused.json()
        assert refused.status_code == 409 and refused.headers["content-type"] == "application/problem+json"
        assert told["type"] == "urn:casework:problem:refused" and refused.headers["content-language"] == language
        assert [(r["code"], r["law"]) for r in told["reasons"]] == [("role_may_not", "regl/14")]
        words = {"nb": "rollen grantee", "nn": "rolla grantee", "en": "the role grantee"}
        assert words[language] in told["reasons"][0]["message"]


def test_facts_that_cannot_be_are_told_one_by_one(quick: Api) -> None:
    """422, with every fact that is wrong."""
    wrong = step(quick, "assess", note_of_nobody=1)
    assert wrong.status_code == 422 and {r["fact"] for r in wrong.json()["reasons"]} == {"opinion", "note_of_nobody"}


def test_pages_stay_right_while_cases_come(api: Api) -> None:
    """Nothing is skipped and nothing comes twice, whatever is opened between two pages."""
    office, kari = api.both.office, Actor("kari", "caseworker", "IMDi")

    def opened() -> str:
        return office.open_case(scheme="ours", year=2025, party=OURS, by=kari).id

    there = [api.both.own, *(opened() for _ in range(6))]
    for sort in ("-number", "number", "opened_at", "-party_name"):
        seen: list[str] = []
        cursor = None
        while True:
            query = {"limit": "2", "sort": sort, **({"cursor": cursor} if cursor else {})}
            page = api.client("caseworker").get("/cases", params=query).json()
            seen += [row["id"] for row in page["items"]]
            opened()
            cursor = page["next"]
            if cursor is None or len(seen) > 60:
                break
        assert len(set(seen)) == len(seen) and set(there) <= set(seen), sort


def test_lists_are_filtered_and_say_what_they_cannot(quick: Api) -> None:
    """A cursor goes with the order that it was given for."""
    client = quick.client("auditor")
    assert [row["id"] for row in client.get("/cases?scheme=theirs").json()["items"]] == [quick.both.other]
    assert client.get("/cases?stage=closed").json() == {"items": [], "next": None}
    cursor = client.get("/cases?limit=1").json()["next"]
    assert client.get("/cases", params={"cursor": cursor, "sort": "opened_at"}).status_code == 422
    assert client.get("/cases?cursor=nonsense").status_code == 422
    assert client.get("/cases?sort=stage").status_code == 422
    deadlines = client.get("/deadlines?limit=1").json()
    following = client.get("/deadlines", params={"limit": 1, "cursor": deadlines["next"]}).json()
    assert deadlines["items"] != following["items"]


def test_instants_and_days_are_never_mixed(quick: Api) -> None:
    """RFC 3339 with its offset for an instant, YYYY-MM-DD for a legal day."""
    (deadline, *_) = quick.client("caseworker").get("/deadlines").json()["items"]
    assert deadline["ends_at"].endswith("Z") and "T" in deadline["ends_at"]
    assert deadline["last_day"] == "2025-03-24" and deadline["ends_at"] == "2025-03-24T23:00:00Z"


def test_a_document_goes_up_and_down_byte_for_byte(api: Api) -> None:
    """Stored under its digest; the name is not trusted, and the browser shows nothing in place."""
    up = api.client("grantee").post(
        f"/cases/{api.both.own}/documents", params={"title": '../../Årsrapport "2025".pdf'}, content=PDF
    )
    assert up.status_code == 201 and up.json()["facts"]["digest"] == sha256(PDF).hexdigest()
    listed = api.client("caseworker").get(f"/cases/{api.both.own}/documents").json()
    assert [(d["id"], d["title"]) for d in listed] == [(f"{api.both.own}:d1", 'Årsrapport "2025".pdf')]
    down = api.client("caseworker").get(f"/cases/{api.both.own}/documents/d1/content")
    assert down.content == PDF and down.headers["content-length"] == str(len(PDF))
    assert down.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%C3%85rsrapport%20%22")
    assert "sandbox" in down.headers["content-security-policy"]


def test_an_internal_document_is_not_for_the_party(quick: Api) -> None:
    """fvl/18a: what was made for the agency's own preparation."""
    where = f"/cases/{quick.both.own}/documents"
    body = {"content": PDF, "params": {"title": "notat.pdf", "kind": "internal"}}
    assert quick.client("grantee").post(where, **body).status_code == 422  # type: ignore[arg-type]
    assert quick.client("caseworker").post(where, **body).status_code == 201  # type: ignore[arg-type]
    assert quick.client("grantee").get(where).json() == []
    assert quick.client("grantee").get(f"{where}/d1/content").status_code == 404


def test_what_is_too_large_is_refused_by_its_length_alone(quick: Api) -> None:
    """Five gigabytes: refused before the first byte, and also where the length is not told."""
    where, title = f"/cases/{quick.both.own}/documents", {"title": "x.pdf"}
    told = quick.client("caseworker").post(
        where, params=title, content=b"x", headers={"Content-Length": str(5 * 1024**3)}
    )
    assert told.status_code == 413 and told.json()["code"] == "too_large"
    small = api_over(quick.both, largest=10_000)

    def endless() -> Iterator[bytes]:
        for _ in range(1_000):
            yield PDF[:4096]

    assert small.client("caseworker").post(where, params=title, content=endless()).status_code == 413
    assert quick.both.office.case(quick.both.own).documents == ()
    program = quick.client("caseworker").post(where, params=title, content=b"MZ\x90\0")
    assert program.status_code == 415


def test_uploads_have_a_rate(quick: Api) -> None:
    """429, with when to try again."""
    slow = api_over(quick.both)
    slow.app.state.uploads.most = 1
    where, title = f"/cases/{quick.both.own}/documents", {"title": "x.pdf"}
    statuses = [slow.client("caseworker").post(where, params=title, content=PDF).status_code for _ in range(2)]
    assert statuses == [201, 429]


def test_a_browser_is_believed_from_our_own_pages_alone(quick: Api) -> None:
    """CSRF: by Sec-Fetch-Site, else by Origin; a request with a cookie and neither is not carried out."""
    where = f"/proceedings/{quick.both.own}-1/transitions"
    expected = {
        (("Sec-Fetch-Site", "same-origin"),): 200,
        (("Sec-Fetch-Site", "none"),): 200,
        (("Sec-Fetch-Site", "same-site"),): 403,
        (("Sec-Fetch-Site", "cross-site"), ("Origin", HERE)): 403,
        (("Origin", HERE),): 200,
        (("Origin", "http://evil.example"),): 403,
        (("Origin", "null"),): 403,
        (("Cookie", "a=b"),): 403,
        (): 200,
    }
    for headers, status in expected.items():
        answer = quick.client("caseworker", **dict(headers)).post(
            where, json={"transition": "write"}, headers={"If-Match": "*"}
        )
        assert answer.status_code == status, headers


def test_every_answer_has_strict_headers(quick: Api) -> None:
    """Nothing inline, nothing from elsewhere, nothing kept; also on errors."""
    for path in ("/docs", "/cases", "/nothing", "/healthz"):
        headers = quick.client().get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store"


def test_the_page_of_the_api_loads_nothing_from_elsewhere(quick: Api) -> None:
    """It reads without a network, and has every address."""
    page = quick.client().get("/docs").text
    assert "http://" not in page and "https://" not in page and "<script" not in page
    assert all(path in page for path in quick.app.openapi()["paths"])
    assert quick.client().get("/openapi.json").json()["openapi"] == "3.1.0"


def test_a_step_in_many_cases_is_told_case_by_case(api: Api) -> None:
    """Its own right; what is refused stands beside what was done, and the same key tells the same."""
    another = api.both.office.open_case(scheme="ours", year=2025, party=OURS, by=Actor("kari", "caseworker", "IMDi"))
    proceedings = [f"{api.both.own}-1", f"{another.id}-1", f"{api.both.own}-9", f"{api.both.other}-1"]
    asked = {"transition": "close", "proceedings": proceedings}
    assert (
        api.client("caseworker").post("/bulk/transitions", json=asked, headers={"Idempotency-Key": "b"}).status_code
        == 403
    )
    client = api.client("decision_maker")
    first = client.post("/bulk/transitions", json=asked, headers={"Idempotency-Key": "b"})
    told = first.json()
    assert [r["done"] for r in told["results"]] == [True, True, False, False] and (told["done"], told["not_done"]) == (
        2,
        2,
    )
    assert [r["problem"]["status"] for r in told["results"][2:]] == [404, 403]
    assert client.post("/bulk/transitions", json=asked, headers={"Idempotency-Key": "b"}).content == first.content
    other = {**asked, "transition": "write"}
    assert client.post("/bulk/transitions", json=other, headers={"Idempotency-Key": "b"}).status_code == 422
    assert client.post("/bulk/transitions", json=asked).status_code == 422


def test_a_service_asks_with_its_token(quick: Api) -> None:
    """The rights of its scopes alone; a token that was revoked is nobody's."""
    made, secret = quick.both.access.create_token("kjerne", "auditor", ["events_read"], by="admin")
    client = quick.client(Authorization=f"Bearer {secret}")
    assert client.get("/events").status_code == 200
    assert client.get("/cases").json()["reasons"][0]["code"] == "out_of_scope"
    quick.both.access.revoke_token(made.id, by="admin")
    refused = client.get("/events")
    assert refused.status_code == 401 and secret not in refused.text


def test_whoever_has_two_roles_says_which(quick: Api) -> None:
    """In a header, for a client that acts for people."""
    quick.both.access.grant(STAFF["caseworker"][0], "supervisor", by="admin", agency="IMDi")
    assert quick.client("caseworker").get("/me").json()["reasons"][0]["code"] == "choose_role"
    me = quick.client("caseworker", **{"Casework-Role": "supervisor"}).get("/me").json()
    assert (me["role"], me["agency"]) == ("supervisor", "IMDi") and "bulk" in me["rights"]


def test_the_host_mounts_the_api_within_its_own(quick: Api) -> None:
    """Addresses follow where it is mounted."""
    from fastapi import FastAPI
    from starlette.testclient import TestClient

    host = FastAPI()
    host.mount("/casework", quick.app)
    client = TestClient(host, HERE, headers={"x-person": "kari"})
    assert client.get("/casework/cases").status_code == 200 and client.get("/casework/docs").status_code == 200


def test_tasks_are_what_waits_for_the_role(quick: Api) -> None:
    """A step that is a role's to make, in cases within reach."""
    told = quick.client("appeal_body").get("/tasks").json()
    assert [(t["proceeding_id"], t["steps"]) for t in told] == [(f"{quick.both.own}-2", ["uphold"])]
    assert [t["steps"] for t in quick.client("caseworker").get("/tasks").json()] == [["close"]]
    quick.client("supervisor").post(
        f"/cases/{quick.both.own}/assignments",
        json={"person": "per", "role": "caseworker"},
        headers={"If-Match": quick.revision(quick.both.own)},
    )
    assert quick.client("caseworker").get("/tasks").json() == []


def test_the_clock_of_the_office_is_the_clock_of_the_api(quick: Api) -> None:
    """A simulated year is served in its own time."""
    clock = quick.both.office.clock
    assert isinstance(clock, FrozenClock)
    clock.move_to("2025-06-01T08:00:00Z")
    assert step(quick, "write").json()["at"] == "2025-06-01T08:00:00Z"
