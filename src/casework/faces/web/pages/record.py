"""For the auditor: search, the whole record of a case on one page, and the same as a package that proves itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from casework.errors import Text
from casework.faces.as_json import as_json
from casework.faces.web.naming import told
from casework.faces.web.pages.case import seen, shown
from casework.faces.web.visit import Answer, Download, Page, Visit
from casework.model.case import Case
from casework.model.chain import digest_of, entry_json
from casework.model.record import Entry
from casework.store import worklist
from casework.store.verify import verify_case

_EXTENSIONS = {"text/plain": "txt", "application/pdf": "pdf", "text/csv": "csv"}


def search(visit: Visit) -> Answer:
    """Cases by number, organisation or organisation number."""
    words = visit.query.get("q", "")
    reach = visit.counter.door.reach("case_read")
    found = worklist.found(visit.office.database, reach, words)
    counts = worklist.stages(visit.office.database, reach)
    return Page("search.html", {"found": found, "words": words, "counts": counts})


def record(visit: Visit, case_id: str) -> Answer:
    """Everything that is stored of a case, to be read or printed, with the chain verified on the spot."""
    visit.counter.history(case_id)
    case = visit.counter.case(case_id)
    altered = verify_case(visit.office.database, case.id)
    letters = [(letter, visit.counter.letter(letter.id)[1]) for letter in case.letters]
    facts = {entry.seq: _facts(visit, case, entry) for entry in visit.counter.history(case.id)}
    return Page("record.html", {**seen(visit, case), "altered": altered, "letters": letters, "facts_of": facts})


def _facts(visit: Visit, case: Case, entry: Entry) -> list[tuple[Text, str]]:
    found = next((p for p in case.proceedings if p.id == entry.proceeding_id), None)
    return told(visit.around.workflow_of(found) if found else None, entry.facts, visit.language)


def package(visit: Visit, case_id: str) -> Answer:
    """The record as files: entries as JSON Lines, letters, documents, checksums, and what verifies them."""
    entries = visit.counter.history(case_id)
    case = visit.counter.case(case_id)
    lines = (json.dumps({**entry_json(e), "hash": e.hash}, ensure_ascii=False) for e in entries)
    parts = {
        "entries.jsonl": "".join(f"{line}\n" for line in lines).encode(),
        "case.json": _json({**as_json(case, visit.language), "head": entries[-1].hash}),
        "verify.py": files("casework.faces.web").joinpath("verifier.py").read_bytes(),
        **dict(_letters(visit, case)),
    }
    sums = "".join(f"{digest_of(content)}  {name}\n" for name, content in sorted(parts.items()))
    return Download(f"{case.id}.zip", _zipped({**parts, "SHA256SUMS": sums.encode()}), "application/zip")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def _letters(visit: Visit, case: Case) -> Iterator[tuple[str, bytes]]:
    for letter in case.letters:
        number = letter.id.partition("#")[2]
        text = visit.counter.letter(letter.id)[1]
        yield f"letters/{number}-{letter.template}.txt", f"{letter.subject}\n\n{text}".encode()


def _zipped(parts: dict[str, bytes]) -> bytes:
    page = BytesIO()
    with ZipFile(page, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return page.getvalue()


def letter(visit: Visit, letter_id: str) -> Answer:
    """One letter as it was sent."""
    found, text = visit.counter.letter(letter_id)
    return Page("letter.html", {"letter": found, "text": text, "case_id": found.case_id})


def proceeding(visit: Visit, proceeding_id: str) -> Answer:
    """One proceeding with its drawing, as large as it is."""
    found = visit.counter.proceeding(proceeding_id)
    facts = told(visit.around.workflow_of(found), found.facts, visit.language)
    case = visit.counter.case(found.case_id)
    history = visit.counter.history(case.id) if visit.may("record_read") else []
    one = shown(visit, found, history, drawn=True)
    return Page("proceeding.html", {**seen(visit, case), "wanted": found.id, "told": facts, "one": one})
