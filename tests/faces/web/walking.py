"""Going through the pages as people do: by what they read on links, fields and buttons, and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.faces.web.browsing import faults, signed_in

Answers = Mapping[str, Any]


def _named(label: str) -> re.Pattern[str]:
    """A label as it stands, whether or not its field may be left empty."""
    return re.compile(rf"^\s*{re.escape(label)}\s*(\(valgfritt\))?\s*$")


def _beginning(words: str) -> re.Pattern[str]:
    # A slash ends a pattern in the browser.
    return re.compile(rf"^\s*{re.escape(words)}".replace("/", "\\/"))


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody in front of a page."""

    page: Page

    def go(self, path: str) -> None:
        """Follow an address, as from a letter."""
        self.page.goto(path)

    def follow(self, link: str, under: str | None = None) -> None:
        """Follow a link by how its words begin; `under` is the heading above it where several say the same."""
        where = self.page.get_by_role("main")
        if under:
            heading = self.page.get_by_role("heading", name=under, exact=True)
            where = heading.locator("xpath=following-sibling::ul[1]")
        where.get_by_role("link", name=_beginning(link)).first.click()

    def unfold(self, words: str) -> None:
        """Open what opens in place."""
        self.page.locator("summary", has_text=words).first.click()

    def fill(self, answers: Answers) -> None:
        """Answer questions by their labels."""
        for label, answer in answers.items():
            self._answer(_named(label), answer)

    def _answer(self, label: re.Pattern[str], answer: Any) -> None:
        group = self.page.get_by_role("group", name=label)
        field = self.page.get_by_label(label)
        if group.count():
            _chosen(group, answer)
        elif isinstance(answer, Path):
            field.set_input_files(answer)
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=answer)
        else:
            field.fill(answer)

    def send(self, button: str) -> None:
        """Press a button by its words."""
        self.page.get_by_role("main").get_by_role("button", name=_beginning(button)).first.click()

    def do(self, step: str, answers: Answers | None = None, under: str | None = None) -> None:
        """A whole step: its link, its form, its button; and the page tells that it is done."""
        self.follow(step, under)
        self.fill(answers or {})
        self.send(step)
        self.told("✓")

    def told(self, words: str) -> None:
        """Read it in the message on top of the page."""
        expect(self.page.get_by_role("status")).to_contain_text(words)

    def refused(self, words: str) -> None:
        """Read what stands in the way, on a page that is as accessible as the others."""
        expect(self.page.get_by_role("alert")).to_contain_text(words)
        assert faults(self.page) == []

    def reads(self, words: str) -> None:
        """Read it somewhere on the page."""
        expect(self.page.get_by_role("main")).to_contain_text(words)


def _chosen(group: Locator, answer: Any) -> None:
    """Tick one or several, or write the rows of a sheet."""
    if isinstance(answer, Mapping):
        for number, (name, value) in enumerate(answer.items(), 1):
            group.get_by_label(f"Navn {number}", exact=True).fill(name)
            group.get_by_label(f"Verdi {number}", exact=True).fill(value)
        return
    for one in [answer] if isinstance(answer, str) else answer:
        group.get_by_label(one, exact=True).check()


Walkers = Callable[[str], Walker]


@contextmanager
def walkers(browser: Browser, address: str) -> Iterator[Walkers]:
    """Everybody who takes part in a journey, each in a browser of their own that is opened when they come."""
    come: dict[str, Walker] = {}
    with ExitStack() as stack:

        def walker(person: str) -> Walker:
            if person not in come:
                come[person] = Walker(stack.enter_context(signed_in(browser, address, person)))
            return come[person]

        yield walker
