"""Every workflow and scheme at hand: those of the host first, then the shipped ones, every version of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from casework.definitions.findings import not_found
from casework.definitions.peek import Peeked, peek
from casework.definitions.scheme_file import read_scheme
from casework.definitions.shipped import shipped_folder
from casework.definitions.workflow_file import read_workflow
from casework.errors import Fault, NotFound
from casework.model.scheme import Scheme
from casework.model.workflow import Workflow

SUPERSEDED = "superseded"
SCHEMES = "schemes"


class Definitions:
    """The workflows and schemes of the given folders and files, before the shipped ones; the first found wins.

    A folder of workflows may hold `superseded/` with earlier versions and `schemes/`, as the shipped one does.
    Files are found at once and read when asked for; one that is wrong raises BadDefinition then, not before.
    """

    def __init__(
        self,
        workflows: Sequence[str | Path] = (),
        schemes: Sequence[str | Path] = (),
        *,
        shipped: str | Path | None = None,
    ) -> None:
        last = Path(shipped) if shipped is not None else shipped_folder("workflows")
        origins = [*(Path(origin) for origin in workflows), last]
        self._workflow_origins = [_workflow_files(origin) for origin in origins]
        inside = [origin / SCHEMES for origin in origins if (origin / SCHEMES).is_dir()]
        self._scheme_origins = [_toml_files(origin) for origin in (*(Path(origin) for origin in schemes), *inside)]
        self._found: dict[tuple[str, int | None, date | None, str | None], Workflow] = {}
        self._schemes_found: dict[tuple[str, int], Scheme] = {}
        self._read_workflow = cache(read_workflow)
        self._read_scheme = cache(read_scheme)

    @cached_property
    def _workflows(self) -> list[list[Peeked]]:
        return [[peek(path) for path in origin] for origin in self._workflow_origins]

    @cached_property
    def _schemes(self) -> list[Peeked]:
        return [peek(path) for origin in self._scheme_origins for path in origin]

    def workflow_names(self) -> list[str]:
        """The name of every workflow, in order."""
        return sorted({seen.name for origin in self._workflows for seen in origin})

    def workflow(
        self, name: str, version: int | None = None, *, on: date | None = None, digest: str | None = None
    ) -> Workflow:
        """The workflow of that name: that version or that digest, else the newest in force on the day (Oslo).

        Raises NotFound, or BadDefinition where its file is wrong.
        """
        asked = (name, version, on, digest)
        if asked not in self._found:
            self._found[asked] = self._sought(name, version, on, digest)
        return self._found[asked]

    def _sought(self, name: str, version: int | None, on: date | None, digest: str | None) -> Workflow:
        origins = [[seen for seen in origin if seen.name == name] for origin in self._workflows]
        if not any(origins):
            raise not_found("workflow", name, self.workflow_names())
        if version is None and digest is None:
            found = next((newest for origin in origins if (newest := _newest(origin, on))), None)
        else:
            every = [seen for origin in origins for seen in origin]
            found = next((seen for seen in every if _is(seen, version, digest)), None)
        if found is None:
            if version is not None and digest is not None:
                _raise_changed([seen for origin in origins for seen in origin if seen.version == version], name)
            raise NotFound("workflow", _described(name, version, on, digest))
        return self._read_workflow(found.path)

    def workflows(self, *, on: date | None = None) -> dict[str, Workflow]:
        """The workflow in force of every name. Raises BadDefinition where a file is wrong."""
        return {name: self.workflow(name, on=on) for name in self.workflow_names() if self._has(name, on)}

    def _has(self, name: str, on: date | None) -> bool:
        return any(_newest([seen for seen in origin if seen.name == name], on) for origin in self._workflows)

    def schemes(self) -> list[tuple[str, int]]:
        """The id and year of every scheme, in order."""
        return sorted({(seen.name, seen.version) for seen in self._schemes if seen.version is not None})

    def scheme(self, scheme_id: str, year: int) -> Scheme:
        """That scheme in that year. Raises NotFound, or BadDefinition where its file is wrong."""
        if (scheme_id, year) in self._schemes_found:
            return self._schemes_found[scheme_id, year]
        for seen in self._schemes:
            if seen.name == scheme_id and seen.version in (year, None):
                return self._schemes_found.setdefault((scheme_id, year), self._read_scheme(seen.path))
        raise not_found("scheme", f"{scheme_id}/{year}", [f"{i}/{y}" for i, y in self.schemes()])


def _is(seen: Peeked, version: int | None, digest: str | None) -> bool:
    """Whether it is that version and digest; a file whose version cannot be read may be any."""
    return (version is None or seen.version in (version, None)) and digest in (None, seen.digest)


def _raise_changed(same_version: list[Peeked], name: str) -> None:
    """Raise NotFound for a version whose file no longer holds what proceedings are pinned to."""
    if same_version:
        seen = same_version[0]
        told = (
            f"{seen.path} was changed since proceedings were opened with it: put the old text of {name} version "
            f"{seen.version} back, under superseded/ if need be, and make the change a new version"
        )
        error = NotFound("workflow", f"{name} version {seen.version}")
        error.faults, error.args = (Fault(told, code="definition_changed"),), (told,)
        raise error


def _newest(files: Iterable[Peeked], on: date | None) -> Peeked | None:
    """The newest of one place in force on the day; without a day, the newest of all."""
    in_force = [seen for seen in files if on is None or (seen.in_force or date.min) <= on]
    return max(in_force, key=lambda seen: (seen.in_force or date.min, seen.version or 0), default=None)


def _described(name: str, version: int | None, on: date | None, digest: str | None) -> str:
    version_told = f" version {version}" if version is not None else ""
    digest_told = f" with digest {digest}" if digest is not None else ""
    return name + version_told + digest_told + (f" in force on {on}" if on is not None else "")


def _workflow_files(origin: Path) -> list[Path]:
    if origin.is_dir():
        return [*sorted(origin.glob("*.toml")), *sorted((origin / SUPERSEDED).rglob("*.toml"))]
    return _toml_files(origin)


def _toml_files(origin: Path) -> list[Path]:
    """The files of a folder and of those in it, or the one file. Raises NotFound where there is neither."""
    if origin.is_dir():
        return sorted(origin.rglob("*.toml"))
    if origin.is_file():
        return [origin]
    raise NotFound("file or folder", origin)
