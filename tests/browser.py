"""A real browser: Chromium without a screen, for tests of the web page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

DESKTOP, PHONE = 1280, 360


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium from the system; where there is none, the one that set-up had Playwright install."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """One visit of a page, and what the page asked the network for besides itself."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.messages: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.messages.append(message.text))

    def open(self, file: Path) -> None:
        self.page.goto(file.as_uri())
        self.requests = [url for url in self.requests if url != file.as_uri() and not url.startswith("data:")]

    def violations(self) -> list[str]:
        """What axe-core finds, best-practice rules too: rule and element, for an assertion to show."""
        found: dict[str, Any] = Axe().run(self.page).response
        return [f"{rule['id']}: {node['html']}" for rule in found["violations"] for node in rule["nodes"]]

    def sideways(self) -> int:
        """By how many pixels the page is wider than the window."""
        width: int = self.page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
        return width


@contextmanager
def visit(
    browser: Browser, html: str, folder: Path, width: int, scheme: Literal["light", "dark"] = "light"
) -> Iterator[Visit]:
    """`html`, opened from a file in `folder` as a reader would, in a window `width` pixels wide."""
    file = folder / "page.html"
    file.write_text(html, "utf-8")
    # Axe is a script, which our policy forbids: only its own evaluation goes past the policy.
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, locale="en-GB", bypass_csp=False
    )
    try:
        visit_ = Visit(context.new_page())
        visit_.open(file)
        yield visit_
    finally:
        context.close()
