"""Lines of keys in TOML texts."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.definitions.toml_lines import toml_lines
from casework.definitions.toml_source import read_source
from casework.errors import BadInput, NotFound

TEXT = '''\
name = "x" # name = "y"
"quoted key" = 1
a.b = """
[not.a.header]
c = 1
"""

[states.first]
title = { nb = "A", nn = "]" }
[[transition]]
from = [
  "one", # two, three
  [ "three" ],

  { four = 4 },
]
to = 'a # b'
  [[transition.starts]]
  deadline = "d"
[[transition]]
[transition.moves]
parent = "p"
'''


def paths_in(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every path of parsed TOML."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(p for key, value in inner for p in paths_in(value, (*path, key)))]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 1),
        (("quoted key",), 2),
        (("a", "b"), 3),
        (("states", "first"), 8),
        (("states", "first", "title", "nn"), 9),
        (("transition", 0), 10),
        (("transition", 0, "from", 0), 12),
        (("transition", 0, "from", 1, 0), 13),
        (("transition", 0, "from", 2, "four"), 15),
        (("transition", 0, "to"), 17),
        (("transition", 0, "starts", 0), 18),
        (("transition", 0, "starts", 0, "deadline"), 19),
        (("transition", 1), 20),
        (("transition", 1, "moves", "parent"), 22),
        (("transition", 1, "missing"), 20),
        (("missing",), 1),
    ],
)
def test_a_path_has_the_line_it_is_written_on(path: tuple[str | int, ...], line: int) -> None:
    """A key has its own line, an element of a list its own too; what is not written has the line around it."""
    assert toml_lines(TEXT).line(path) == line


def test_every_path_that_is_read_has_a_line(appeal_text: str) -> None:
    """Nothing that the parser finds is unknown to the lines."""
    for text in (TEXT, appeal_text):
        known = toml_lines(text).known
        assert [p for p in paths_in(tomllib.loads(text)) if p and p not in known] == []


def test_a_header_given_twice_is_told_with_the_line_of_the_second() -> None:
    """A state declared twice is a fault, and the first one is kept so that the rest can be checked."""
    source = read_source('x = 1\n[states.a]\nfinal = true\n[states.a]\ntitle = "A"\n[states.b]\n')
    assert [(f.line, f.code) for f in source.findings] == [(4, "duplicate_state")]
    assert source.data["states"] == {"a": {"final": True}, "b": {}}


def test_a_key_given_twice_is_told_with_the_line_of_the_second() -> None:
    """Two equal keys are a fault, never "the last one wins"."""
    source = read_source("x = 1\ny = [\n 1,\n]\ny = 2\n")
    assert [(f.line, f.code) for f in source.findings] == [(5, "duplicate_key")]


def test_a_key_given_twice_within_a_line_is_told_once() -> None:
    """Nothing but the repetition itself is told of an inline table that repeats a key."""
    source = read_source('x = 1\ny = { nb = "a", nb = "b" }\n')
    assert [(f.line, f.code) for f in source.findings] == [(2, "duplicate_key")]


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = 1\nb = \n", 2), ('a = 1\nb = "x\n', 2), ("a = 1\n[b\n", 2), ("a = [\n1,\n", 2), ("\n\nno\n", 3)],
)
def test_broken_toml_is_told_with_its_line(text: str, line: int) -> None:
    """A syntax error is a finding, not an exception."""
    assert [(f.line, f.code) for f in read_source(text).findings] == [(line, "bad_toml")]


def test_text_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    """A file in another encoding is a finding."""
    path = tmp_path / "latin.toml"
    path.write_bytes(b'a = 1\nb = "\xe6"\n')
    assert [(f.line, f.code) for f in read_source(path).findings] == [(2, "not_utf8")]


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    """A wrong path is the caller's mistake, not the file's."""
    with pytest.raises(NotFound):
        read_source(tmp_path / "none.toml")
    with pytest.raises(BadInput, match="cannot be read"):
        read_source(tmp_path)


def test_lists_nested_without_end_are_a_finding() -> None:
    """Not even a hostile text raises anything else."""
    assert read_source("a = " + "[" * 100_000 + "\n").findings[0].code == "bad_toml"


@given(st.text(alphabet="ab.=[]{}\"'#,\n 1", max_size=80))
def test_any_text_is_read_or_told(text: str) -> None:
    """The walk over the lines ends for every text, and what parses has a line for every path."""
    source = read_source("\n" + text)
    assert source.findings or all(p in source.lines.known for p in paths_in(source.data) if p)
