"""JSON of foreign frameworks: read without trusting its shape, with the lines of its ids."""

import functools
import json
import re
from collections.abc import Mapping
from typing import Any

from curriculum.errors import SourceError, reason_of
from curriculum.problems import Place
from curriculum.reading.frameworks.outline import one_line
from curriculum.reading.frameworks.parts import LARGEST_TREE, Part
from curriculum.reading.json_values import json_value
from curriculum.standard import Repair

_ID = re.compile(r'"(?:identifier|uri)"\s*:\s*"([^"\\]{1,200})"')


class JsonFile:
    """A JSON file and what stands in it."""

    def __init__(self, part: Part, repairs: list[Repair]) -> None:
        """Reads the file.

        Raises:
            SourceError: `framework-broken`, `yaml-character`, or it cannot be read.
        """
        self.place = part.place
        self.name = part.name
        self._text = part.text(LARGEST_TREE, repairs)
        try:
            self.data = json_value(self._text, part.shown)
        except json.JSONDecodeError as error:
            place = Place(path=part.shown, line=error.lineno, column=error.colno)
            raise SourceError("framework-broken", place=place, reason=error.msg) from error
        except (ValueError, RecursionError) as error:
            # A number of thousands of digits, or lists in lists without end.
            reason = reason_of(error)
            raise SourceError("framework-broken", place=self.place, reason=reason) from error

    @functools.cached_property
    def _lines(self) -> Mapping[str, int]:
        """Where each id stands first."""
        lines: dict[str, int] = {}
        line, start = 1, 0
        for found in _ID.finditer(self._text):
            line += self._text.count("\n", start, found.start())
            start = found.start()
            lines.setdefault(found[1], line)
        return lines

    def place_of(self, id_: str) -> Place:
        """The place of what has an id; the file where none is known."""
        return Place(path=self.place.path, line=self._lines.get(id_, 0))


def objects(value: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - JSON may hold anything
    """The objects of a list; what is no list, or no object, is passed over."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def text_of(entry: Mapping[str, Any], key: str) -> str:
    """A text of an object, on one line; empty where it has none."""
    value = entry.get(key)
    return one_line(value) if isinstance(value, str) else ""
