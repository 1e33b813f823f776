"""A course's own table, merged over ours: key by key, lists as a whole, verbs added by level.

Our file is the pattern: it says which keys there are, of what kind each value is, and which
placeholders a sentence may have. What it cannot say (limits, words to choose from) stands in
`limits`. Every mistake becomes a problem with its place.
"""

import itertools
import re
import string
from collections.abc import Iterator, Sequence
from typing import Any

from curriculum.course import Domain
from curriculum.problems import Place
from curriculum.reading import nodes
from curriculum.reading.fields import A_LIST, A_MAPPING, A_TEXT, Reader, is_blank
from curriculum.reading.nodes import Node, Pairs, Text
from curriculum.tables.limits import (
    NEEDED,
    OPEN,
    REPLACED,
    WITH_PLACEHOLDERS,
    Path,
    allowed_words,
    limit_of,
    missing_rows,
    more_placeholders,
)

_DOMAINS = tuple((domain.value,) for domain in Domain)
_OWN = "own"
"""Under which source the verbs of a course stand."""


def merged(name: str, data: dict[str, Any], text: str, path: str) -> dict[str, Any]:
    """Our table with a course's changes.

    Args:
        name: Of the table.
        data: The tables read so far by their names, with ours for this one.
        text: The course's file.
        path: What to call it in places.

    Raises:
        SourceError: The file is no YAML that we take.
        ContentError: It has mistakes; every one of them is listed.
    """
    reader = Reader()
    root = nodes.load(text, path)
    merger = _Merger(reader, name, data, root)
    result = merger.merge([data[name]], root, ())
    for row in missing_rows(name, result):
        place = merger.places.get(row.path, root.place)
        reader.report("missing-key", place, expected=row.expected)
    reader.finish()
    return dict(result)


class _Merger:
    """Merges one file; knows what stands elsewhere in the tables."""

    def __init__(self, reader: Reader, name: str, data: dict[str, Any], root: Node) -> None:
        self.reader = reader
        self.name = name
        self.data = data
        self.own_keys = _keys(root)
        self.places: dict[Path, Place] = {}

    def merge(self, ours: Sequence[Any], node: Node, path: Path) -> Any:  # noqa: ANN401 - any value of a table
        """What a node makes of our value.

        Args:
            ours: Our value; of a list of rows, what the rows have here.
            node: What the course's file has.
            path: The keys that lead here; `*` for the rows of a list.
        """
        self.places[path] = node.place
        if is_blank(node):
            return ours[0]
        match ours[0]:
            case dict() if self.name == "verbs" and path in _DOMAINS:
                return self._verbs(ours[0], node, path)
            case dict():
                return self._mapping(ours, node, path)
            case list():
                return self._list(ours, node, path)
            case int() | float():
                return self._number(node, path)
        return self._text(ours, node, path)

    def _verbs(self, ours: dict[int, Any], node: Node, path: Path) -> dict[int, Any]:
        """The verbs of a domain by level, with the course's: a verb stands where it puts it."""
        levels = {str(level): level for level in ours}
        result = {level: dict(by_source) for level, by_source in ours.items()}
        for key, (name, value) in self.reader.pairs(node).items():
            if key not in levels:
                self._unknown(name, list(levels))
                continue
            lists = [value] if not isinstance(value, Pairs) else [one for _, one in value.pairs]
            words = [word for each in lists for word in self._words(each, path)]
            for by_source in result.values():
                for source, verbs in by_source.items():
                    by_source[source] = [verb for verb in verbs if verb not in words]
            result[levels[key]][_OWN] = words
        return result

    def _words(self, node: Node, path: Path) -> list[str]:
        return [self._text([A_TEXT], each, path) for each in self.reader.items(node)]

    def _mapping(self, ours: Sequence[Any], node: Node, path: Path) -> dict[Any, Any]:
        known = {str(key): key for each in ours for key in each}
        found = self.reader.pairs(node)
        replaces = path[:-1] in REPLACED.get(self.name, ())
        if replaces and not found:
            self.reader.wrong_type(node, A_MAPPING)
        result: dict[Any, Any] = {} if replaces else dict(ours[0])
        is_open = path in OPEN.get(self.name, ()) or replaces
        for key, (name, value) in found.items():
            choices = allowed_words(self.name, (*path, "?"), self.data, self.own_keys)
            if (key not in known and not is_open) or (choices and key not in choices):
                self._unknown(name, choices or list(known))
                continue
            examples = [each[known[key]] for each in ours if key in known and known[key] in each]
            examples = examples or [one for each in ours for one in each.values()]
            result[known.get(key, key)] = self.merge(examples, value, (*path, key))
        return result

    def _unknown(self, name: Text, expected: Sequence[str]) -> None:
        self.reader.report(
            "unknown-key", name.place, found=name.value,
            nearest=self.reader.nearest(name.value, expected), expected=", ".join(expected),
        )  # fmt: skip

    def _list(self, ours: Sequence[list[Any]], node: Node, path: Path) -> list[Any]:
        """A list takes the place of ours."""
        examples = list(itertools.chain(*ours)) or [A_TEXT]
        items = self.reader.items(node)
        inner = (*path, "*")
        if isinstance(examples[0], dict):
            return self._rows(examples, node, inner)
        length = limit_of(self.name, inner).length
        if length and len(items) != length:
            self.reader.wrong_type(node, f"[{', '.join(map(str, ours[0]))}]")
        return [self.merge(examples, item, inner) for item in items]

    def _rows(self, examples: list[dict[str, Any]], node: Node, path: Path) -> list[Any]:
        """Rows of named values, none of them merged with ours."""
        needed = set.intersection(*(set(row) for row in examples))
        items = self.reader.items(node)
        if not items:
            self.reader.wrong_type(node, A_LIST)
        rows = []
        for item in items:
            if is_blank(item) or not isinstance(item, Pairs):
                self.reader.wrong_type(item, A_MAPPING)
                continue
            empty: dict[str, Any] = {}
            row = self._mapping([empty, *examples], item, path)
            for key in sorted(needed - set(row)):
                self.reader.report("missing-key", item.place, expected=key)
            rows.append(row)
        return rows

    def _number(self, node: Node, path: Path) -> float:
        text = self.reader.text(node)
        limit = limit_of(self.name, path)
        value = _number_in(text)
        if value is not None and limit.allows(value):
            return value
        if isinstance(node, Text):
            self.reader.bad_value(node, limit.shown)
        return limit.low

    def _text(self, ours: Sequence[str], node: Node, path: Path) -> str:
        text = self.reader.text(node)
        if not isinstance(node, Text):
            return text
        choices = allowed_words(self.name, path, self.data, self.own_keys)
        if choices is not None and text not in choices:
            self.reader.bad_value(node, ", ".join(choices))
        elif not text and "" not in ours:
            self.reader.bad_value(node, A_TEXT)
        elif self.name in WITH_PLACEHOLDERS:
            self._check_placeholders(ours, node, path)
        return text

    def _check_placeholders(self, ours: Sequence[str], node: Text, path: Path) -> None:
        known = {name for text in ours for name in _placeholders(text)}
        allowed = sorted(known | set(more_placeholders(self.name, path)))
        needed = sorted(known & NEEDED)
        try:
            found = list(_placeholders(node.value))
        except ValueError:
            found = [""]
        lacks = [name for name in needed if name not in found]
        if lacks or not set(found) <= set(allowed):
            shown = ", ".join(f"{{{name}}}" for name in (lacks or allowed)) or "—"
            self.reader.report("wrong-placeholder", node.place, found=node.value, expected=shown)


def _placeholders(text: str) -> Iterator[str]:
    """The names in a sentence; one with an attribute or a format is no name of ours.

    Raises:
        ValueError: A brace stands alone.
    """
    for _, name, form, conversion in string.Formatter().parse(text):
        if name is not None:
            yield f"{name}:{form}{conversion}" if form or conversion else name


def _number_in(text: str) -> float | None:
    """The number that a text is, whole where it is one."""
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", text):
        return None
    value = float(text)
    return int(value) if value.is_integer() else value


def _keys(root: Node) -> dict[str, tuple[str, ...]]:
    """The keys that a course's file has below each of its own, such as new strands."""
    if not isinstance(root, Pairs):
        return {}
    return {
        key.value: tuple(name.value for name, _ in value.pairs if isinstance(name, Text))
        for key, value in root.pairs
        if isinstance(key, Text) and isinstance(value, Pairs)
    }
