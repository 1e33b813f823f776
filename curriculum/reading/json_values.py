"""JSON that people bring: parsed, and refused where it holds what no file can."""

import json
import re
from typing import Any

from curriculum.errors import SourceError
from curriculum.problems import Place

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|.)", re.DOTALL)
_HIGH, _LOW, _LAST = 0xD800, 0xDC00, 0xDFFF


def json_value(text: str, path: str) -> Any:  # noqa: ANN401 - JSON may hold anything
    r"""What a JSON text stands for.

    Args:
        text: The JSON.
        path: What to call it in places.

    Raises:
        SourceError: `yaml-character`: half of a character, such as `\ud800`.
        ValueError: It is no JSON; `json.JSONDecodeError` where its place is known.
        RecursionError: Lists in lists without end.
    """
    value = json.loads(text)
    if half := _half(text):
        found = f"U+{half[1].upper()}"
        raise SourceError("yaml-character", place=place_at(text, half.start(), path), found=found)
    return value


def place_at(text: str, position: int, path: str) -> Place:
    """The line and column of a position in a text."""
    line = text.count("\n", 0, position) + 1
    return Place(path=path, line=line, column=position - text.rfind("\n", 0, position))


def _half(text: str) -> re.Match[str] | None:
    """The first escape that is one half of a character without the other; None: there is none."""
    before: re.Match[str] | None = None
    for escape in _ESCAPE.finditer(text):
        code = int(escape[1] or "0", 16)
        if before and _LOW <= code <= _LAST and before.end() == escape.start():
            before = None
            continue
        if before or _LOW <= code <= _LAST:
            return before or escape
        before = escape if _HIGH <= code < _LOW else None
    return before
