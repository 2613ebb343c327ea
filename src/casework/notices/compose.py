"""A letter from its template: one source per letter and language, in the recipient's own written form (sprl/15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import SandboxedEnvironment

from casework.engine.surroundings import Definitions, WrittenLetter
from casework.errors import BadDefinition, Finding, NotFound
from casework.model.record import Record
from casework.model.rows import Proceeding
from casework.notices.wording import cited, day, kroner, said, title_of

SUFFIX = ".md"


class Letters:
    """The templates in `folders` (each with `nb/`, `nn/` and `en/`); of two with one name the first found wins."""

    def __init__(self, folders: Sequence[Path], definitions: Definitions) -> None:
        self._folders = [folder for folder in folders if folder.is_dir()]
        self._definitions = definitions

    @cached_property
    def _environment(self) -> SandboxedEnvironment:
        loader = ChoiceLoader([FileSystemLoader(folder) for folder in self._folders])
        # The source is text; a face that shows it as HTML escapes it there.
        environment = SandboxedEnvironment(
            loader=loader, undefined=StrictUndefined, autoescape=False, trim_blocks=True, auto_reload=False
        )
        environment.filters |= {"kroner": kroner, "said": said}
        return environment

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """Every letter, with the languages that it is written in."""
        found: dict[str, set[str]] = {}
        for folder in self._folders:
            for file in folder.glob(f"*/*{SUFFIX}"):
                found.setdefault(file.stem, set()).add(file.parent.name)
        return {name: frozenset(languages) for name, languages in found.items()}

    def __call__(
        self, template: str, language: str, record: Record, proceeding: Proceeding, values: Mapping[str, Any]
    ) -> WrittenLetter:
        """The letter as written. Raises NotFound for an unknown one, BadDefinition for a template that fails."""
        file = f"{language}/{template}{SUFFIX}"
        try:
            text = self._environment.get_template(file).render(self._known(record, proceeding, language, values))
        except TemplateNotFound as error:
            raise NotFound("letter", f"{template} in {language}") from error
        except TemplateError as error:
            line = getattr(error, "lineno", None) or 1
            raise BadDefinition([Finding(file, line, "fault", "letter_fails", str(error))]) from error
        subject, _, body = text.lstrip().partition("\n")
        return WrittenLetter(language, subject.removeprefix("#").strip(), body.strip() + "\n")

    def _known(
        self, record: Record, proceeding: Proceeding, language: str, values: Mapping[str, Any]
    ) -> dict[str, Any]:
        case, facts = record.case, values.get("facts") or {}
        scheme = self._definitions.scheme(case.scheme, case.year)

        def report(kind: str) -> str:
            duty = scheme.duty(kind)
            return duty.title.in_language(language) if duty else kind

        return {
            "case": case,
            "party": record.party,
            "proceeding": proceeding,
            "ledger": record.ledger,
            "scheme": scheme,
            "agency": title_of(scheme, "body", scheme.agency, language),
            "appeal_body": title_of(scheme, "body", scheme.appeal_body, language),
            "report_name": report(str(facts.get("kind") or "")),
            "title_of_report": report,
            "cited": lambda key: cited(scheme, key, language),
            "title_of": lambda group, name: title_of(scheme, group, name, language),
            "deadlines": [d for d in record.all("deadlines").values() if d.status == "open"],
            "own_deadlines": {d.name: d for d in record.open_deadlines(proceeding.id)},
            "language": language,
            "day": lambda value: day(date.fromisoformat(value) if isinstance(value, str) else value, language),
            **values,
        }
