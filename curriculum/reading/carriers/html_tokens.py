"""A web page as tags and texts, in time that grows with its length, whatever is in it.

The parser of the standard library takes minutes for a few thousand characters that are made to
keep it busy; a page of tables needs far less than it knows.
"""

import dataclasses
import html
import re
from collections.abc import Iterator

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>")
_ATTRIBUTE = re.compile(
    r"([A-Za-z][\w-]{0,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
    r"|\s(hidden)(?=\s|/|$)"
)
_RAW = ("script", "style", "title", "textarea")
"""What holds no tags, only its own end."""


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A tag, or a text between two tags."""

    at: int
    """Where it begins, in characters."""
    text: str = ""
    tag: str = ""
    """In small letters; empty for a text."""
    is_end: bool = False
    attributes: dict[str, str] = dataclasses.field(default_factory=dict)


def tokens(page: str) -> Iterator[Token]:
    """The tags and texts of a page; comments, declarations and scripts are left out."""
    lower, at, end = page.lower(), 0, len(page)
    while at < end:
        begin = page.find("<", at)
        begin = end if begin < 0 else begin
        if begin > at:
            yield Token(at, text=_unescaped(page[at:begin]))
        if begin == end:
            return
        if page.startswith(("<!", "<?"), begin):
            mark = "-->" if page.startswith("<!--", begin) else ">"
            at = _behind(page, mark, begin)
            continue
        match = _TAG.match(page, begin)
        if match is None:
            yield Token(begin, text="<")
            at = begin + 1
            continue
        tag, at = match[2].lower(), match.end()
        if tag in _RAW and not match[1]:
            at = _behind(page, ">", _behind(lower, f"</{tag}", at))
            continue
        attributes = {(found[1] or found[5]).lower(): found[2] or found[3] or found[4] or ""
                      for found in _ATTRIBUTE.finditer(match[3])}  # fmt: skip
        yield Token(begin, tag=tag, is_end=bool(match[1]), attributes=attributes)


def _behind(page: str, mark: str, at: int) -> int:
    """The place behind a mark; the end of the page where there is none."""
    found = page.find(mark, at)
    return len(page) if found < 0 else found + len(mark)


def _unescaped(text: str) -> str:
    try:
        return html.unescape(text)
    except ValueError:  # a number longer than Python reads
        return text
