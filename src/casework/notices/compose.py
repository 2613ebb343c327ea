"""A letter from its template: one source per letter and language, in the recipient's own written form (sprl/15)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateNotFound, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from casework.engine.surroundings import Definitions, WrittenLetter
from casework.errors import BadDefinition, Finding, NotFound
from casework.law.commencement import RuleSet
from casework.law.time_limits import limit
from casework.model.contested import contested, made_in
from casework.model.letter_source import LetterSource
from casework.model.record import Record
from casework.model.rows import Proceeding
from casework.model.scheme import Scheme
from casework.notices.front_matter import BodyLoader, FrontMatter, divided
from casework.notices.placeholders import placeholders
from casework.notices.wording import act_and_sections, cited, day, exact, kroner, said, sections, title_of

SUFFIX = ".md"
_TOLD = "told_items"


@pass_context
def _tells(context: Context, text: str, item: str) -> str:
    """Note that the letter tells the item, where there is anything between the marks that say so."""
    if text.strip():
        context[_TOLD].setdefault(item)
    return text


class Letters:
    """The templates in `folders` (each with `nb/`, `nn/` and `en/`); of two with one name the first found wins."""

    def __init__(self, folders: Sequence[Path], definitions: Definitions) -> None:
        self._folders = [folder for folder in folders if folder.is_dir()]
        self._definitions = definitions
        self._loader = BodyLoader([str(folder) for folder in self._folders])

    @cached_property
    def _environment(self) -> SandboxedEnvironment:
        # The source is text; a face that shows it as HTML escapes it there.
        environment = SandboxedEnvironment(
            loader=self._loader, undefined=StrictUndefined, autoescape=False, trim_blocks=True, auto_reload=False
        )
        environment.filters |= {"kroner": kroner, "said": said, "tells": _tells}
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
        told = dict[str, None]()
        known = {**self._known(record, proceeding, language, values), _TOLD: told}
        return replace(self._rendered(template, language, known), tells=tuple(told))

    def page(self, template: str, language: str, values: Mapping[str, Any]) -> WrittenLetter:
        """A letter that is about no single case, such as the overview of a day. Raises NotFound, BadDefinition."""
        return self._rendered(template, language, {"day": _day_in(language), "language": language, **values})

    def _rendered(self, template: str, language: str, known: Mapping[str, Any]) -> WrittenLetter:
        file = f"{language}/{template}{SUFFIX}"
        try:
            text = self._environment.get_template(file).render(known)
        except TemplateNotFound as error:
            raise NotFound("letter", f"{template} in {language}") from error
        except TemplateError as error:
            line = getattr(error, "lineno", None) or 1
            raise BadDefinition([Finding(file, line, "fault", "letter_fails", str(error))]) from error
        subject, _, body = text.lstrip().partition("\n")
        return WrittenLetter(language, subject.removeprefix("#").strip(), body.strip() + "\n")

    def sources(self) -> dict[tuple[str, str], LetterSource]:
        """What every template shows, by letter and language. Raises BadDefinition for front matter that is wrong."""
        return {(name, x): self._source(name, x) for name, languages in self.names.items() for x in languages}

    def _source(self, template: str, language: str) -> LetterSource:
        environment, loader = self._environment, self._loader

        def body(name: str) -> str:
            return loader.get_source(environment, f"{language}{name}")[0]

        file = f"{language}/{template}{SUFFIX}"
        try:
            found = placeholders(environment, body(f"/{template}{SUFFIX}"), body)
        except TemplateError as error:
            line = getattr(error, "lineno", None) or 1
            raise BadDefinition([Finding(file, line, "fault", "letter_fails", str(error))]) from error
        asked = self.front_matter(template, language).tells
        return LetterSource(asked, found.marked, found.facts, found.shared)

    def front_matter(self, template: str, language: str) -> FrontMatter:
        """What stands at the head of the template. Raises NotFound for an unknown one, BadDefinition for a bad head."""
        file = f"{language}/{template}{SUFFIX}"
        found = next((folder / file for folder in self._folders if (folder / file).is_file()), None)
        if found is None:
            raise NotFound("letter", f"{template} in {language}")
        return divided(found.read_text("utf-8"), file)[0]

    def _known(
        self, record: Record, proceeding: Proceeding, language: str, values: Mapping[str, Any]
    ) -> dict[str, Any]:
        case, facts = record.case, values.get("facts") or {}
        ruleset: RuleSet = values.get("ruleset") or RuleSet(values["today"])
        scheme = self._definitions.scheme(case.scheme, case.year)
        # What is decided in the proceeding itself, else what the proceeding tells of.
        decision = next(reversed(list(made_in(record, proceeding))), None) or contested(record, proceeding)

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
            "exact": lambda key: exact(key, language),
            "decided_by": None,
            "title_of": lambda group, name: title_of(scheme, group, name, language),
            "deadlines": [d for d in record.all("deadlines").values() if d.status == "open"],
            "own_deadlines": {d.name: d for d in record.open_deadlines(proceeding.id)},
            "language": language,
            "appealable": decision is None or decision.decided_as != "appeal_body",
            "day": _day_in(language),
            **_law_words(scheme, ruleset, language),
            **values,
        }


def _law_words(scheme: Scheme, ruleset: RuleSet, language: str) -> dict[str, Any]:
    """How a template cites the provisions that hold for the proceeding, and what it says of an appeal."""
    # An appeal against what is decided now is judged by the Act of today, also where this is itself an appeal.
    own_day = RuleSet(ruleset.day, rows=ruleset.rows)
    return {
        "cited": lambda key: cited(scheme, key and ruleset.citation(key), language),
        "law": lambda *keys: act_and_sections([ruleset.citation(key) for key in keys], language),
        "section": lambda *keys: sections([ruleset.citation(key) for key in keys], language),
        "under": ruleset.has,
        "law_of_appeal": lambda *keys: act_and_sections([own_day.citation(key) for key in keys], language),
        "section_of_appeal": lambda *keys: sections([own_day.citation(key) for key in keys], language),
        "signed_appeal": not own_day.has("fvl2025/66-1"),
        "last_day_to_appeal": limit(own_day.citation("fvl/29-1"), own_day.day).last_day,
    }


def _day_in(language: str) -> Callable[[date | str], str]:
    """How a template writes a day, also one that a fact holds as text."""
    return lambda value: day(date.fromisoformat(value) if isinstance(value, str) else value, language)
