"""Serves a preview to the browsers of this machine, and tells them when a page has changed."""

import http.server
import json
import os
from collections.abc import Mapping
from html import escape
from http import HTTPStatus
from pathlib import PurePosixPath
from urllib.parse import parse_qs, unquote, urlsplit

from curriculum import resources
from curriculum.errors import CurriculumError, TargetError, reason_of
from curriculum.labels import Labels
from curriculum.previewing.preview import Preview

HOST = "127.0.0.1"
PORT = 8000
"""Where the preview is when nobody asks for another place and this one is free."""
_OWN = "/~preview/"
"""What is the preview's and not the site's; no page has such an address."""
_SCRIPT = f"{_OWN}preview.js"
_EVENTS = f"{_OWN}events"
_BREATH = 3.0
"""Seconds after which a silent connection is used, to notice that the browser has gone."""
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""Not the system's own table, which may say anything."""
_WORDS = ("title", "close", "stopped")


class PreviewServer(http.server.ThreadingHTTPServer):
    """Answers on a loopback address only, so that nobody else on the network sees the draft."""

    daemon_threads = True
    # On Windows it would let two programs answer at one address.
    allow_reuse_address = os.name != "nt"

    def __init__(self, preview: Preview, labels: Labels, port: int | None) -> None:
        """Begins to listen.

        Args:
            preview: What is shown.
            labels: The words.
            port: The port, 0 for any that is free, None for the usual one or any.

        Raises:
            TargetError: `port-not-free`.
        """
        self.preview, self.labels = preview, labels
        ports = [PORT, 0] if port is None else [port]
        for each in ports:
            try:
                super().__init__((HOST, each), _Handler)
                break
            except (OSError, OverflowError) as error:
                if each == ports[-1]:
                    raise TargetError(
                        "port-not-free", port=each, reason=reason_of(error)
                    ) from error

    @property
    def address(self) -> str:
        """Where the home page is."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves in the middle of an answer is no news."""


class _Handler(http.server.BaseHTTPRequestHandler):
    """One request."""

    server: PreviewServer

    def do_GET(self) -> None:
        """Answers with a file of the site, or with what is the preview's own."""
        asked = urlsplit(self.path)
        if not self._is_for_us():
            self._answer(HTTPStatus.FORBIDDEN, b"", ".html")
        elif asked.path == _SCRIPT:
            script = resources.folder("templates") / "preview" / "preview.js"
            self._answer(HTTPStatus.OK, script.read_bytes(), ".js")
        elif asked.path == _EVENTS:
            self._tell(parse_qs(asked.query))
        else:
            self._show(_address(asked.path))

    do_HEAD = do_GET  # noqa: N815 - its name there

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Says nothing: the terminal is for what changed."""

    def _is_for_us(self) -> bool:
        """Whether the browser knows that it asks this machine, not a name that leads here."""
        name = self.headers.get("Host", "").rpartition(":")[0]
        return name in {HOST, "localhost"}

    def _show(self, address: str) -> None:
        site, labels = self.server.preview.site, self.server.labels
        try:
            data = site.file(address)
        except CurriculumError:
            data = None  # the events say what is wrong
        if data is None:
            words = labels["preview.waiting" if self.server.preview.problem else "preview.gone"]
            page = _message(labels, words).encode()
            self._answer(HTTPStatus.NOT_FOUND, _with_script(page, "", labels), ".html")
        elif site.is_page(address):
            page = _with_script(data, site.version(address), labels)
            self._answer(HTTPStatus.OK, page, ".html")
        else:
            self._answer(HTTPStatus.OK, data, PurePosixPath(address).suffix)

    def _answer(self, status: HTTPStatus, data: bytes, ending: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", _TYPES.get(ending.lower(), "application/octet-stream"))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _tell(self, query: Mapping[str, list[str]]) -> None:
        """Tells a page what it should know, now and whenever that changes."""
        address = _address(query.get("page", ["/"])[0])
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        preview, number = self.server.preview, -1
        with preview.seen(address):
            while True:
                now = preview.wait(number, _BREATH)
                said = _event(preview, address) if now != number else ": \n\n"
                number = now
                self.wfile.write(said.encode())
                self.wfile.flush()


def _event(preview: Preview, address: str) -> str:
    """The page's version, and what is wrong with the course."""
    problem = list(preview.problem)
    try:
        version = preview.site.version(address)
    except CurriculumError:
        version = ""
    data = json.dumps({"version": version, "problem": problem}, ensure_ascii=False)
    return f"data: {data}\n\n"


def _address(path: str) -> str:
    """The path of a file of the site that a browser asks for."""
    address = unquote(path, errors="replace").removeprefix("/")
    return f"{address}index.html" if address.endswith("/") or not address else address


def _with_script(page: bytes, version: str, labels: Labels) -> bytes:
    """A page that knows which version it is, and asks for the next one."""
    words = "".join(f' data-{name}="{escape(labels[f"preview.{name}"])}"' for name in _WORDS)
    script = f'<script src="{_SCRIPT}" data-version="{version}"{words} defer></script>'
    body, mark, rest = page.rpartition(b"</body>")
    return body + script.encode() + mark + rest


def _message(labels: Labels, words: str) -> str:
    """A page that says one sentence."""
    return (
        f'<!doctype html>\n<html lang="{labels.language}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        f"<title>{escape(words)}</title></head>\n"
        f'<body><p>{escape(words)}</p><p><a href="/">{escape(labels["preview.home"])}</a></p>'
        "</body>\n</html>\n"
    )
