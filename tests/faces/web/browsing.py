"""A real browser at the pages: served on this machine, signed in as somebody."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

#: What the law asks of public bodies (WCAG 2.2 A and AA), and nothing less.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SCREENSHOTS = Path(__file__).resolve().parents[3] / "docs" / "screenshots"


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address of the pages while they are served."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that asks nobody outside for anything."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


Opened = Callable[..., Page]


@contextmanager
def signed_in(browser: Browser, address: str, person: str, **options: Any) -> Iterator[Page]:
    """A page of somebody who has chosen their name at the door."""
    context = browser.new_context(base_url=address, locale="nb-NO", **options)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto("/sign-in")
    page.locator(f'button[value="{person}"]').click()
    yield page
    context.close()


def faults(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it stands."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {[node['html'][:160] for node in v['nodes'][:3]]}" for v in found]


def opened_wide(page: Page) -> None:
    """Open everything that opens in place."""
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")


def overflows(page: Page) -> bool:
    """Whether one must scroll sideways to read the page."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
