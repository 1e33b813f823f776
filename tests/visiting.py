"""A browser tab that notes what goes wrong while a page is visited."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Request

DESKTOP = (1440, 900)
PHONE = (390, 844)


class Visit:
    """One browser tab; `complaints` stay empty as long as all is well."""

    def __init__(self, context: "BrowserContext") -> None:
        self.context = context
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self._note("error", str(error)))
        self.page.on("requestfailed", self._note_failure)
        self.page.on("request", lambda request: self._note_request(request.url))

    def open(self, file: Path, size: tuple[int, int] = DESKTOP) -> "Page":
        """Opens a page of a site through `file://`."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.goto(file.as_uri(), wait_until="load")
        return self.page

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def _note_failure(self, request: "Request") -> None:
        # What a page still loads when the next one is opened is cut off, and no fault.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.failure}: {request.url}")

    def _note_request(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:", "about:")):
            self.complaints.append(f"foreign request: {url}")
