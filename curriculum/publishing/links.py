"""Whether every link of a site leads somewhere: to a file of the site, and to a place in it."""

import functools
import html
import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

from curriculum.errors import EngineError

_ID = re.compile(rb'<[a-zA-Z][^<>]*?\sid="?([^"\s>]+)')
_LINK = re.compile(rb'<(?:a|img|link|script|source)\b[^<>]*?\s(?:href|src)="?([^"\s>]+)')
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
"""How an address begins that is not of the site."""


def check_links(files: Mapping[str, bytes]) -> None:
    """Checks the links of every page.

    Args:
        files: Path below the site's root -> content, of the whole site.

    Raises:
        EngineError: `broken-links`, with `lines`, the page and the link of each, one a line.
    """
    pages = {path: data for path, data in files.items() if path.endswith(".html")}
    places = {path: {*_ID.findall(data)} for path, data in pages.items()}
    broken = [
        f"{path}: {html.unescape(link.decode())}"
        for path, data in sorted(pages.items())
        for link in sorted({*_LINK.findall(data)})
        if not _leads(path, link, files, places)
    ]
    if broken:
        raise EngineError("broken-links", lines="\n".join(broken))


def _leads(
    page: str, link: bytes, files: Mapping[str, bytes], places: Mapping[str, set[bytes]]
) -> bool:
    """Whether a page's link leads out of the site, or to a file of it and to a place in that."""
    address, anchor = _target(posixpath.dirname(page), link)
    path = page if address == "" else address
    if path is None:
        return True
    return path in files and (not anchor or path not in places or _is_place(anchor, places[path]))


@functools.lru_cache(maxsize=4096)
def _target(folder: str, link: bytes) -> tuple[str | None, str]:
    """The file and the place in it that a link from a folder of pages leads to.

    Nothing for a link out of the site, an empty path for the page itself. Most links of a page
    are those of its neighbours, too.
    """
    text = html.unescape(link.decode())
    if _ELSEWHERE.match(text):
        return None, ""
    address, _, anchor = text.partition("#")
    address = unquote(address.partition("?")[0])
    return posixpath.normpath(posixpath.join(folder, address)) if address else "", anchor


def _is_place(anchor: str, ids: set[bytes]) -> bool:
    return anchor.encode() in ids or unquote(anchor).encode() in ids
