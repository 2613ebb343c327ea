"""One request for a page: who asks, at which counter, in which language; and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast
from urllib.parse import quote

from casework.access import Counter
from casework.definitions.library import Definitions
from casework.engine.surroundings import Surroundings
from casework.faces.web.texts import said
from casework.law.calendar import oslo_day
from casework.model.actor import Actor
from casework.office import Office


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be filled in."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where to look after something was written (POST, redirect, GET); `language` is one that was chosen."""

    path: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """A file to be saved."""

    name: str
    content: bytes
    media_type: str


Answer = Page | Elsewhere | Download


@dataclass(frozen=True)
class Visit:
    """`base` is where the pages are mounted, `path` and `query` what is asked for; `form` has all values of a field."""

    counter: Counter
    language: str
    base: str = ""
    path: str = "/"
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    @property
    def office(self) -> Office:
        """The office itself: for definitions and the clock. What concerns cases is asked at the counter."""
        return self.counter.office

    @property
    def actor(self) -> Actor:
        """Who asks, in which role."""
        return self.counter.actor

    @property
    def around(self) -> Surroundings:
        """The definitions that the office works by."""
        return self.office.surroundings

    @property
    def definitions(self) -> Definitions:
        """Every workflow and scheme at hand, by name."""
        return cast("Definitions", self.around.definitions)

    @cached_property
    def now(self) -> datetime:
        """The instant of the request, in UTC."""
        return self.office.clock.now()

    @property
    def today(self) -> date:
        """Its legal day (Oslo)."""
        return oslo_day(self.now)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What people are called, by their ids."""
        return {person.person: person.name for person in self.office.mail.people()}

    def name(self, person: str | None) -> str:
        """What a person is called; the id where that is not known."""
        return self.names.get(person or "", person or "")

    def may(self, right: str) -> bool:
        """Whether the right is theirs anywhere, for what to offer; what they ask for is judged when they do."""
        return self.counter.door.has(right)

    def url(self, *parts: object, **query: object) -> str:
        """An address among the pages; empty values are left out of the query."""
        path = "/".join(quote(str(part), safe="") for part in parts)
        given = "&".join(f"{name}={quote(str(value))}" for name, value in query.items() if value not in (None, ""))
        return f"{self.base}/{path}{'?' + given if given else ''}"

    def t(self, key: str, /, **values: object) -> str:
        """A text in the language of the visit."""
        return said(key, self.language, **values)

    def given(self, name: str) -> str:
        """One field of the form, or of the query."""
        value = next(iter(self.form.get(name, ())), None)
        return value if isinstance(value, str) else self.query.get(name, "")
