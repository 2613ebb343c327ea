"""The pieces that both schemas are made of: tables that refuse unknown keys, ids, texts in three languages."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Tag, WithJsonSchema

from casework.errors import LANGUAGES, Text

ID_PATTERN = r"[a-z0-9_]+"

#: Ids are tested by the check itself, so that a bad one does not hide what else is wrong with what it names.
Id = Annotated[str, WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN}$"})]

T = TypeVar("T")


class Table(BaseModel):
    """A table in which every key must be known and of its own type; nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)


class Titles(Table):
    """A text in the three languages that people read."""

    nb: str | None = None
    nn: str | None = None
    en: str | None = None


def form(value: Any) -> str:
    """Which of the forms a value has, so that only the faults of that form are told."""
    if isinstance(value, (dict, Table)):
        return "table"
    return "list" if isinstance(value, list) else "name"


Title = Annotated[Annotated[str, Tag("name")] | Annotated[Titles, Tag("table")], Discriminator(form)]

#: One name, or a list of them.
Names = Annotated[Annotated[str, Tag("name")] | Annotated[list[str], Tag("list")], Discriminator(form)]


def names(value: str | list[str] | None) -> tuple[str, ...]:
    """One name or several as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def as_text(title: str | Titles | None) -> Text | None:
    """The text; a language that is missing is lent the first that is there. None where nothing is said."""
    if title is None:
        return None
    given = dict.fromkeys(LANGUAGES, title) if isinstance(title, str) else title.model_dump(exclude_none=True)
    any_of_them = next(iter(given.values()), None)
    return None if any_of_them is None else Text(*(given.get(language, any_of_them) for language in LANGUAGES))


def missing_languages(title: str | Titles | None) -> tuple[str, ...]:
    """The languages that a text is not written in; a plain string is one text for all and lacks the other two."""
    if title is None:
        return LANGUAGES
    if isinstance(title, str):
        return LANGUAGES[1:]
    return tuple(language for language in LANGUAGES if not getattr(title, language))


def schema_of(model: type[Table], urn: str, title: str) -> dict[str, Any]:
    """The JSON Schema of a file, for editors that complete and check while one writes."""
    schema = model.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": urn, **schema, "title": title}
