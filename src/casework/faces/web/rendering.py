"""Pages from their templates: what is filled in is text, whatever it contains."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import uuid4

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from casework.errors import Text
from casework.faces import words
from casework.faces.web.cited import short
from casework.faces.web.naming import event
from casework.faces.web.texts import said, texts
from casework.law.calendar import OSLO, oslo_day
from casework.law.provisions import provisions
from casework.notices.readable import html
from casework.notices.wording import day, kroner


@cache
def environment() -> Environment:
    """The templates with everything that they know; text is escaped, and a misspelt name is an error."""
    made = Environment(
        loader=PackageLoader("casework.faces.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "kroner": kroner,
        "day": _day,
        "short": short_day,
        "moment": moment,
        "said": _said,
        "word": _word,
        "letter": _letter,
        "event": _event,
        "plain_number": number,
        "role": _role,
        "choice": _choice,
    }
    made.globals |= {"t": _t, "new_key": lambda: uuid4().hex}
    return made


def rendered(template: str, language: str, **values: Any) -> str:
    """The page in `nb`, `nn` or `en`."""
    return environment().get_template(template).render(language=language, **values)


@pass_context
def _t(context: Context, key: str, /, **values: object) -> str:
    return said(key, context["language"], **values)


@pass_context
def _day(context: Context, value: date | datetime | str | None) -> Markup:
    """`lørdag 15. august 2026`, which may be read by machines too."""
    found = as_day(value)
    return _time(found, day(found, context["language"])) if found else Markup("")


def short_day(value: date | datetime | str | None) -> Markup:
    """`15.08.2026`."""
    found = as_day(value)
    return _time(found, f"{found:%d.%m.%Y}") if found else Markup("")


def moment(value: datetime | str | None) -> Markup:
    """`15.08.2026 kl. 08:00` in Oslo."""
    if value is None:
        return Markup("")
    instant = (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(OSLO)
    return Markup('<time datetime="{}">{}</time>').format(
        instant.isoformat(timespec="seconds"), f"{instant:%d.%m.%Y %H:%M}"
    )


def _time(found: date, text: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(found.isoformat(), text)


def as_day(value: date | datetime | str | None) -> date | None:
    """The legal day (Oslo) of a day, an instant, or either as text."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    return oslo_day(value) if isinstance(value, datetime) else value


@pass_context
def _said(context: Context, value: Text | str | None) -> str:
    return value.in_language(context["language"]) if isinstance(value, Text) else value or ""


@pass_context
def _event(context: Context, name: str) -> str:
    return event(name).in_language(context["language"])


@pass_context
def _word(context: Context, code: str, kind: str) -> str:
    return words.word(getattr(words, kind), code, context["language"])


def _coded(kind: str, context: Context, code: str) -> str:
    """What a role or a choice is called: a provision by its Act, any other code in words where it has no name."""
    found = texts().get(f"{kind}.{code}")
    if found is None and code in provisions():
        label = short(provisions()[code], context["language"])
        # Parts of one sentence have the same paragraph, and are told apart by what they say.
        return f"{label}: {provisions()[code].text.in_language(context['language'])}" if ":" in code else label
    return found.in_language(context["language"]) if found else code.replace("_", " ")


@pass_context
def _role(context: Context, code: str) -> str:
    return _coded("role", context, code)


@pass_context
def _choice(context: Context, code: str) -> str:
    return _coded("choice", context, code)


def number(value: int) -> str:
    """`1 250`."""
    return f"{value:,}".replace(",", "\u00a0")


@pass_context
def _letter(context: Context, text: str) -> Markup:
    """The source of a letter as HTML; it is escaped there."""
    page = html("", text, context["language"])
    return Markup(page.partition("<main>\n<h1></h1>\n")[2].partition("\n</main>")[0])  # noqa: S704 - escaped by `html`
