"""YAML as nodes that know their place, read without trusting the text.

The nodes are built from the parser's events in one loop: nothing recurses, and a text that tries
to exhaust memory (aliases, deep nesting, sheer size) is refused before it costs anything.
"""

import dataclasses
import re
from typing import NoReturn, Protocol

import yaml

from curriculum.errors import SourceError
from curriculum.problems import Place

MAX_CHARACTERS = 2_000_000
"""Longest text that is read; the bundled standard takes about 8,000 characters."""
MAX_DEPTH = 40
"""Deepest nesting that is read; a standard needs 8 levels."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNREADABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML forbids unless escaped, and the invisible mark U+FEFF, which parsers disagree on."""


class _Mark(Protocol):
    """Where the parser stands, in both of its implementations; counted from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A scalar as it is written: `2016-12-31`, `yes` and `08` stay what they look like."""

    value: str
    quoted: bool
    """Whether quotes or a block mark (`|`, `>`) say that it is a text on purpose."""
    place: Place


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    values: "tuple[Node, ...]"
    place: Place


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """A mapping in written order; a key may stand in it twice."""

    pairs: "tuple[tuple[Node, Node], ...]"
    place: Place


Node = Text | Items | Pairs


def load(text: str, path: str = "") -> Node:
    """The nodes of a YAML text.

    Args:
        text: One YAML document.
        path: What to call it in places.

    Raises:
        SourceError: It is broken, empty or too large, or uses what a text file for people does
            not need: several documents, anchors and aliases, tags, deep nesting.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_CHARACTERS:
        raise SourceError("yaml-too-large", place=Place(path=path), limit=MAX_CHARACTERS)
    if found := _UNREADABLE.search(text):
        lines = text[: found.start()].split("\n")
        place = Place(path=path, line=len(lines), column=len(lines[-1]) + 1)
        raise SourceError("yaml-character", place=place, found=f"U+{ord(found[0]):04X}")
    builder = _Builder(path)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        place = _place(path, error.problem_mark or error.context_mark)
        # Newer C parsers look ahead, and refuse thousands of brackets before we see the first.
        if "maximum nesting depth" in (error.problem or ""):
            raise SourceError("yaml-too-deep", place=place) from error
        raise SourceError("yaml-broken", place=place, reason=error.problem) from error
    return builder.root()


def _place(path: str, mark: _Mark | None) -> Place:
    # The parser always gives a mark; only its types leave room for none.
    return (
        Place(path=path, line=mark.line + 1, column=mark.column + 1) if mark else Place(path=path)
    )


class _Builder:
    """Turns events into nodes; the open lists and mappings wait on a stack of their own."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._open: list[tuple[yaml.Event, list[Node]]] = []
        self._roots: list[Node] = []

    def root(self) -> Node:
        """The one node of the document."""
        if not self._roots:
            raise SourceError("yaml-empty", place=Place(path=self._path))
        return self._roots[0]

    def take(self, event: yaml.Event) -> None:
        """Grow the tree by one event."""
        match event:
            case yaml.AliasEvent():
                self._refuse("yaml-alias", event)
            case yaml.DocumentStartEvent() if self._roots:
                self._refuse("yaml-documents", event)
            case yaml.ScalarEvent():
                self._refuse_marks(event)
                self._add(self._text(event))
            case yaml.CollectionStartEvent():
                self._refuse_marks(event)
                if len(self._open) >= MAX_DEPTH:
                    self._refuse("yaml-too-deep", event)
                self._open.append((event, []))
            case yaml.CollectionEndEvent():
                self._close()

    def _text(self, event: yaml.ScalarEvent) -> Text:
        if re.search("[\ud800-\udfff]", event.value):
            self._refuse("yaml-character", event, found="U+D800")
        place = _place(self._path, event.start_mark)
        return Text(value=event.value, quoted=event.style not in (None, ""), place=place)

    def _close(self) -> None:
        start, children = self._open.pop()
        place = _place(self._path, start.start_mark)
        if isinstance(start, yaml.MappingStartEvent):
            pairs = tuple(zip(children[::2], children[1::2], strict=True))
            self._add(Pairs(pairs=pairs, place=place))
        else:
            self._add(Items(values=tuple(children), place=place))

    def _add(self, node: Node) -> None:
        (self._open[-1][1] if self._open else self._roots).append(node)

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._refuse("yaml-alias", event)
        # A lone `!` only says "take it as written", and so do we.
        if event.tag not in (None, "!"):
            self._refuse("yaml-tag", event, found=event.tag)

    def _refuse(self, name: str, event: yaml.Event, **details: str) -> NoReturn:
        raise SourceError(name, place=_place(self._path, event.start_mark), **details)
