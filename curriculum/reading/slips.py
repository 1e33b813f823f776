"""The slips that make a YAML text unreadable: found where they were made, and named.

YAML notices most of them a line too late, where nothing is wrong. Each is looked for only in a
text that cannot be read, or in a value that cannot be what it is; a sentence may hold anything.
"""

import dataclasses
import re

import yaml

from curriculum.problems import Place

_KEY = r"[A-Za-z][A-Za-z0-9_.-]{0,39}"
"""Only what looks like a key or a code: a Chinese sentence may well hold a colon."""
_BEGINNINGS = {
    "wide-colon": rf"{_KEY}[ \u3000]?(?P<at>：)",
    "wide-space": rf"(?:{_KEY}:)?(?P<at>[\u3000\xa0])",
    "no-space-after-colon": rf"{_KEY}:(?P<at>[^\s/:])",
    "no-space-after-dash": r"-(?P<at>[A-Za-z0-9\u4e00-\u9fff])",
}
"""Slip -> how something begins that was to be a key, a list or a mapping; `at` is the place."""
_IN_TEXT = {name: re.compile(begins) for name, begins in _BEGINNINGS.items()}
_IN_LINE = {name: re.compile(rf" *(?:- +)*{begins}") for name, begins in _BEGINNINGS.items()} | {
    "tab": re.compile(r" *(?P<at>\t)"),
}
_WIDE_COLON = re.compile(rf"[ \t]*(?:-[ \t]+)*{_BEGINNINGS['wide-colon']}")
_SILENT = re.compile(r"[ \t]*(?:#.*)?")
"""A blank line, or a comment."""
_CONFLICT = re.compile(r"(?:<{7}|>{7})(?: .*)?")
"""What git leaves where two people changed the same lines."""
_FIRST_KEY = re.compile(r"\s*(?:- +)*[^\s:]+:\s")
_UNCLOSED = {
    "while parsing a flow sequence": "open-bracket",
    "while parsing a flow mapping": "open-bracket",
    "while scanning a quoted scalar": "open-quote",
}
"""What the parser was doing when it gave up -> what may have been left open."""

Slip = tuple[str, Place]
"""Name of a slip, and where it was made."""


def slip_at_start(text: str) -> tuple[str, int] | None:
    """The slip that a text begins with, and how far from its beginning; None without one."""
    for name, begins in _IN_TEXT.items():
        if match := begins.match(text):
            return name, match.start("at")
    return None


def slip_before(text: str, place: Place, error: BaseException | None) -> Slip | None:
    """The slip that made a YAML text unreadable; None where the cause is not certain.

    Args:
        text: The YAML.
        place: Where the parser gave up.
        error: What it said.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    for number, line in enumerate(lines, start=1):
        if _CONFLICT.fullmatch(line):
            return "conflict", dataclasses.replace(place, line=number, column=1)
    return _wide_colon(lines, place) or (
        _named(lines, place, error) if isinstance(error, yaml.MarkedYAMLError) else None
    )


def _wide_colon(lines: list[str], place: Place) -> Slip | None:
    """It stands in the line itself, or in the last one before it that says anything."""
    for number in range(min(place.line, len(lines)), 0, -1):
        line = lines[number - 1]
        if match := _WIDE_COLON.match(line):
            return "wide-colon", dataclasses.replace(place, line=number, column=match.end())
        if number < place.line and not _SILENT.fullmatch(line):
            return None
    return None


def _named(lines: list[str], place: Place, error: yaml.MarkedYAMLError) -> Slip | None:
    """What the parser's own words and the line that they are about give away."""
    start, doing = error.context_mark, error.context or ""
    began = (
        dataclasses.replace(place, line=start.line + 1, column=start.column + 1) if start else place
    )
    line = lines[began.line - 1] if began.line <= len(lines) else ""
    if doing in _UNCLOSED:
        rest = line[began.column - 1 :]
        is_open = rest.count("[") + rest.count("{") > rest.count("]") + rest.count("}")
        is_quote = _UNCLOSED[doing] == "open-quote"
        return (_UNCLOSED[doing], began) if is_quote or is_open else None
    if error.problem == "mapping values are not allowed in this context":
        first = _FIRST_KEY.match(line)
        return ("second-colon", place) if first and first.end() < place.column else None
    at = began if doing == "while scanning a simple key" else place
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    for name, begins in _IN_LINE.items():
        if match := begins.match(line):
            return name, dataclasses.replace(at, column=match.start("at") + 1)
    return None
