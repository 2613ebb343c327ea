"""How long each page takes at the server in an office of thirty thousand made-up cases: `python -m bench.pages`.

The cases of the demonstration office are copied under other numbers and organisations until there are that many. Their
entries, letters and postings are not copied: no list reads them, and the pages of one case are asked of a case that has
its own.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from starlette.testclient import TestClient

from casework.clock.frozen import FrozenClock
from casework.faces.asgi.settings import WebSettings
from casework.faces.web import office as demo
from casework.faces.web.application import application
from casework.office import Office
from casework.simulation import office_year

CASES = 30_000
ROUNDS = 5
MUST = 300
#: So far apart are the numbers of a case and its copies.
APART = 250
#: What the lists read of a case, in the order in which it is copied; of reminders and messages what is about a deadline
#: that is still open.
COPIED = ("parties", "cases", "proceedings", "deadlines", "ledgers", "reminders", "outbox")
_OPEN = "deadline_id in (select id from deadlines where status = 'open')"
ONLY = {"reminders": _OPEN, "outbox": _OPEN}
_ID = "[0-9][0-9][0-9][0-9][-/][0-9][0-9][0-9][0-9][0-9]*"


def main(cases: int = CASES) -> int:
    """Fill an office, ask for every page, and print the milliseconds; 1 where one takes too long."""
    with tempfile.TemporaryDirectory() as folder:
        office = filled(Path(folder), cases)
        slow = [path for path, took in measured(office) if took > MUST]
        office.close()
    print(f"above {MUST} ms: {', '.join(slow) or 'none'}")
    return 1 if slow else 0


def filled(folder: Path, cases: int) -> Office:
    """The demonstration office on its day, with that many cases."""
    lived = demo.lived()
    shutil.copy(lived / "office.db", folder / "office.db")
    with sqlite3.connect(folder / "office.db") as connection:
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        (have,) = connection.execute("select count(*) from cases").fetchone()
        # An index that is made at the end is made in one go.
        listed = "select name, sql from sqlite_master where type = 'index' and sql is not null"
        indexes = connection.execute(listed).fetchall()
        for name, _ in indexes:
            connection.execute(f"drop index {name}")
        for table in COPIED:
            connection.execute(f"create temp table first_{table} as select * from {table} where {ONLY.get(table, '1')}")
        for number in range(1, max(cases // have, 1)):
            for table in COPIED:
                copy(connection, table, number)
        for _, made_by in indexes:
            connection.execute(made_by)
        connection.execute("analyze")
        print(connection.execute("select count(*) from cases").fetchone()[0], "cases", flush=True)
    connection.close()
    schemes = [office_year.scheme_folder(lived)]
    return Office(f"sqlite:///{folder / 'office.db'}", clock=FrozenClock(demo.OPENS), schemes=schemes)


def copy(connection: sqlite3.Connection, table: str, number: int) -> None:
    """One more copy of every row of the first cases."""
    columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
    values = ", ".join(_value(table, column, number) for column in columns)
    connection.execute(f"insert or ignore into {table} ({', '.join(columns)}) select {values} from temp.first_{table}")


def _value(table: str, column: str, number: int) -> str:
    if (table, column) in (("parties", "id"), ("cases", "party")):
        return f"{column} || '-{number}'"
    if (table, column) == ("outbox", "id"):
        return f"id || '-{number}'"
    moved = (
        f"substr({column}, 1, 5) || printf('%05d', substr({column}, 6, 5) + {number * APART}) || substr({column}, 11)"
    )
    return f"case when {column} glob '{_ID}' then {moved} else {column} end"


def measured(office: Office) -> list[tuple[str, float]]:
    """Every page with the milliseconds that it takes, the median of some rounds after one that is not counted."""
    people = demo.staffed(office)
    settings = WebSettings(secure=False, demo=True, demo_people=people, sign_ins_a_minute=10_000)
    app, found = application(office, settings), list[tuple[str, float]]()
    for person, paths in pages(office).items():
        with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50000)) as client:
            client.post("/sign-in", data={"person": person}, headers={"Origin": "http://127.0.0.1"})
            for path in paths:
                took = _took(client, path)
                found.append((f"{person} {path}", took))
                print(f"{person:10} {path[:70]:70} {took:8.0f} ms", flush=True)
    return found


def _took(client: TestClient, path: str) -> float:
    rounds = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        answer = client.get(path)
        rounds.append((time.perf_counter() - start) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")
    return median(rounds[1:])


def pages(office: Office) -> dict[str, list[str]]:
    """Every kind of page, by who asks for it."""
    cases = [office.case(f"2025-{number:05d}") for number in range(1, 120)]
    standing = {(p.workflow, p.state): p for case in cases for p in case.proceedings}
    appealed, review = standing["appeal", "merits_review"], standing["appeal_review", "received"]
    late = next(case for case in cases if any(p.state == "overdue" for p in case.proceedings))
    own = office.cases(party=next(row["party"] for row in office.overdue(year=2025)))[0]["id"]
    case = appealed.case_id
    letter = office.case(case).letters[0].id.replace("#", "%23")
    overdue = [p.id for case in cases for p in case.proceedings if p.state == "overdue"][:50]
    several = "".join(f"&p={proceeding}" for proceeding in overdue)
    return {
        "kari": [
            *("/my-day", f"/cases/{case}", f"/proceedings/{appealed.id}", f"/cases/{case}/open/control"),
            *("/applications", "/applications/voluntary_organisations/2025", f"/cases/{case}/acts/undo"),
            *(f"/letters/{letter}", "/overdue", "/year"),
        ],
        "ola": ["/my-day", f"/proceedings/{standing['reaction', 'proposed'].id}/decide"],
        "siri": [
            *("/my-day", "/overdue", "/overdue?late=30&sort=party", f"/cases/{late.id}/ladder", "/office", "/year"),
            *("/mail", "/bulk", "/bulk?place=report.overdue&late=1"),
            f"/bulk/step?place=report.overdue&step=waive{several}",
        ],
        "tor": ["/cases", "/cases?q=2025/00042", f"/cases/{case}/record"],
        "ragnhild": ["/appeals", f"/appeals/{review.id}"],
        "leder": ["/own", f"/own/{own}"],
        "nils": ["/schemes", "/schemes/resource_environments/2025", "/workflows/appeal", "/law", "/law/fvl/29-1"],
    }


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
