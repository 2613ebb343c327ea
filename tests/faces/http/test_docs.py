"""What docs/http-api.md shows is what is answered."""

from __future__ import annotations

import json
from typing import Any

from tests.end_to_end.shown import ROOT, blocks
from tests.faces.http.api import Api

PAGE = ROOT / "docs" / "http-api.md"


def is_part_of(shown: Any, found: Any) -> bool:
    """Whether everything that is shown is in what was found."""
    if isinstance(shown, dict):
        return isinstance(found, dict) and all(k in found and is_part_of(v, found[k]) for k, v in shown.items())
    if isinstance(shown, list):
        return isinstance(found, list) and len(shown) == len(found) and all(map(is_part_of, shown, found))
    return bool(shown == found)


def test_the_examples_of_the_page_are_answered_so(quick: Api) -> None:
    """One after the other, as they stand."""
    examples = blocks(PAGE, "http")
    assert len(examples) > 8
    for example in examples:
        head, *body, answer = example.text.strip().split("\n\n")
        request, *lines = head.splitlines()
        role = next((line.removeprefix("as ") for line in lines if line.startswith("as ")), None)
        headers = dict(line.split(": ", 1) for line in lines if not line.startswith("as "))
        method, path = request.split(" ")
        given = json.loads(body[0]) if body else None
        found = quick.client(role).request(method, path, json=given, headers=headers)
        status, _, shown = answer.partition("\n")
        assert (found.status_code, is_part_of(json.loads(shown), found.json())) == (int(status), True), (
            example.line,
            found.text,
        )


def test_the_python_of_the_page_runs(tmp_path: Any, monkeypatch: Any) -> None:
    """As it stands."""
    monkeypatch.chdir(tmp_path)
    for example in blocks(PAGE, "python"):
        exec(compile(example.text, str(PAGE), "exec"), {})
