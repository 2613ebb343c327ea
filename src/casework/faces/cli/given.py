"""What a command is given besides names: who acts, and the facts."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from casework.errors import BadInput, Fault
from casework.model.actor import Actor
from casework.model.workflow import ROLES

Function = TypeVar("Function", bound=Callable[..., Any])


def acting(default: str | None = None) -> Callable[[Function], Function]:
    """The options that say who acts: `--by`, `--role` and `--agency`; `default` acts where nobody is named."""
    needed = default is None
    roles = f"Acting as: {', '.join(ROLES)}."

    def decorate(function: Function) -> Function:
        for option in (
            click.option("--agency", metavar="AGENCY", help="Acting for; a grantee's organisation number."),
            click.option("--role", required=needed, default=default, metavar="ROLE", help=roles),
            click.option("--by", required=needed, default=default, metavar="PERSON", help="Who acts."),
        ):
            function = option(function)
        return function

    return decorate


def actor(by: str, role: str, agency: str | None) -> Actor:
    """Who acts. Raises BadInput for an unknown role."""
    return Actor(by, role, agency)


def with_facts(function: Function) -> Function:
    """The options `--fact` and `--facts`."""
    each = "One fact; members of a list by comma."
    from_file = "Facts as a JSON object; - reads standard input."
    function = click.option("--facts", "facts_file", metavar="FILE.json", help=from_file)(function)
    return click.option("--fact", multiple=True, metavar="NAME=VALUE", help=each)(function)


def facts_of(pairs: Sequence[str], file: str | None) -> dict[str, Any]:
    """The facts of the file, and over them those given one by one. Raises BadInput with every fault."""
    found = _from_file(file) if file else {}
    return found | _from_pairs(pairs)


def pairs_of(pairs: Sequence[str], option: str) -> dict[str, str]:
    """`NAME=VALUE` texts as a table. Raises BadInput for one without `=`, or two of one name."""
    found, faults = dict[str, str](), list[Fault]()
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            faults.append(Fault(f"{pair!r} is not written NAME=VALUE", option))
        elif name.strip() in found:
            faults.append(Fault(f"{name.strip()!r} is given twice; give it once", option))
        found[name.strip()] = value
    if faults:
        raise BadInput(*faults)
    return found


def _from_pairs(pairs: Sequence[str]) -> dict[str, Any]:
    return dict(pairs_of(pairs, "--fact"))


def _from_file(file: str) -> dict[str, Any]:
    try:
        found = json.loads(_text(file), object_pairs_hook=_once)
    except ValueError as error:
        raise BadInput(Fault(f"{file} is not JSON: {error}", "--facts")) from error
    except RecursionError as error:
        raise BadInput(Fault(f"{file} is nested too deep to be read", "--facts")) from error
    if not isinstance(found, dict):
        raise BadInput(Fault(f"{file} must hold a JSON object of names and values", "--facts"))
    return found


def _text(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    return content(file).decode("utf-8-sig")


def content(file: str) -> bytes:
    """The bytes of a file. Raises BadInput where it cannot be read."""
    try:
        return Path(file).read_bytes()
    except (OSError, ValueError) as error:
        raise BadInput(Fault(f"cannot be read: {getattr(error, 'strerror', None) or error}", file)) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise BadInput(Fault(f"{', '.join(twice)} is given twice; give it once", "--facts"))
    return found
