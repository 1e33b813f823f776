"""Full-width colons (`：`) where YAML needs a half-width one: the commonest slip of all.

An input method for Chinese writes them by itself, and to YAML `title：客服課程` is no key but a
text, which goes on over the next lines until one of them makes no sense any more.
"""

import dataclasses
import re

from curriculum.problems import Place

_KEY = r"[A-Za-z][A-Za-z0-9_.-]{0,39}[ \u3000]?："
"""Only what looks like a key or a code: a Chinese sentence may well hold a full-width colon."""
_AT_START = re.compile(_KEY)
_IN_LINE = re.compile(rf"[ \t]*(?:-[ \t]+)*{_KEY}")
_SILENT = re.compile(r"[ \t]*(?:#.*)?")
"""A blank line, or a comment."""


def wide_colon(text: str) -> int | None:
    """Where the full-width colon of a `key：` stands that a text begins with; None without one."""
    match = _AT_START.match(text)
    return match.end() - 1 if match else None


def wide_colon_before(text: str, place: Place) -> Place | None:
    """The full-width colon that made a YAML text unreadable at a place; None if none did.

    It stands in the line itself, or in the last one before it that says anything.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    for number in range(min(place.line, len(lines)), 0, -1):
        line = lines[number - 1]
        if match := _IN_LINE.match(line):
            return dataclasses.replace(place, line=number, column=match.end())
        if number < place.line and not _SILENT.fullmatch(line):
            return None
    return None
