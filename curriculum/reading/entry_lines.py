"""Files of the program's own that hold an entry a line, so that version control can merge them.

What cannot be read as a whole - two branches merged with conflict marks, a line cut off - is read
line by line.
"""

import dataclasses
import re
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet

from curriculum.errors import SourceError
from curriculum.reading import nodes

_BASE = re.compile(r"^\|{7}.*?^(?=={7}$)", re.MULTILINE | re.DOTALL)
"""What both sides of a conflict came from, in git's longer notation."""
_MARK = re.compile(r"(?:<{7}|={7}|>{7}).*")

Entry = dict[str, str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """What such a file says."""

    values: tuple[Entry, ...]
    is_whole: bool
    """Whether there was nothing else in it."""
    is_cut: bool = False
    """Whether a line could not be read; marks of a conflict are no loss."""
    line: int = 0
    """The first line that is no entry, counted from 1; 0 where there is none."""


def entries_in(text: str, shapes: Collection[AbstractSet[str]]) -> Entries:
    """The entries of a file.

    Args:
        text: Its content.
        shapes: The keys that entries have.
    """
    whole = _entries(text, shapes)
    if whole is not None:
        return Entries(values=tuple(whole), is_whole=True)
    values: list[Entry] = []
    first, is_cut = 0, False
    # Lines keep their numbers.
    bare = _BASE.sub(lambda found: "\n" * found[0].count("\n"), text.replace("\r\n", "\n"))
    for number, line in enumerate(bare.split("\n"), start=1):
        found = _entries(line, shapes)
        values += found or ()
        if found is None:
            first = first or number
            is_cut = is_cut or not _MARK.fullmatch(line)
    return Entries(values=tuple(values), is_whole=False, is_cut=is_cut, line=first)


def _entries(text: str, shapes: Collection[AbstractSet[str]]) -> list[Entry] | None:
    """The entries of a text; None where anything else stands in it."""
    if not re.search(r"^[^#\s]", text, re.MULTILINE):
        return []
    try:
        root = nodes.load(text)
    except SourceError:
        return None
    if not isinstance(root, nodes.Items):
        return None
    entries = [dict(_pairs(node)) for node in root.values]
    return entries if all(entry.keys() in shapes for entry in entries) else None


def _pairs(node: nodes.Node) -> Iterator[tuple[str, str]]:
    for key, value in node.pairs if isinstance(node, nodes.Pairs) else ():
        if isinstance(key, nodes.Text) and isinstance(value, nodes.Text):
            yield key.value, value.value
