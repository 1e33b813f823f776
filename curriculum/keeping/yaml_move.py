"""Moving an entry of a YAML file to another place, with the comments that speak of it."""

import textwrap

import yaml

from curriculum.keeping.yaml_plain import Path
from curriculum.keeping.yaml_splice import Splice, SpliceError, remove, set_value

_HELD = "x"
"""Stands for the value while the entry is on its way."""


def moved(text: str, path: Path, to: Path) -> str:
    """The text with an entry at another path; whatever its value says, it is not written anew.

    An entry on lines of its own takes along the comments in and behind it, and those that stand
    right above it at its indent. Between braces there is no room for them: they stay.

    Args:
        text: The text of the file.
        path: The entry.
        to: Where it is to be; nothing stands there yet. Mappings on the way are made.

    Raises:
        SpliceError: It stands so that it cannot be moved without touching anything else.
    """
    lines, value, text = _Moving(text).taken(path)
    return _Moving(set_value(remove(text, path), to, _HELD)).put(to, lines, value)


class _Moving(Splice):
    """A text from which an entry is taken, or into which it is put."""

    def taken(self, path: Path) -> tuple[list[str], str, str]:
        """Lines of an entry from its margin, or else its value, and the text with a bare one."""
        entries, rest = self._walk(path)
        if rest:
            raise SpliceError
        key, node = entries[-1]
        start, end = node.start_mark.index, self._end(node)
        if self._in_flow(entries):
            return [], self._text[start:end], self._spliced(start, end, _HELD)
        first = key.start_mark.index
        if not self._is_first(first):
            raise SpliceError
        line, below = self._line(first), self._below(node, first - self._line(first))
        head = self._text[first : key.end_mark.index]
        margin = self._text[line:first]
        top = self._above(line, margin)
        lines = textwrap.dedent(self._text[top:below].replace("\r\n", "\n")).splitlines()
        bare = f"{margin}{head}: {_HELD}{self._newline}"
        return lines, "", self._spliced(top, below, bare)

    def put(self, path: Path, lines: list[str], value: str) -> str:
        """The text with what was taken in the place of what holds it."""
        entries, _ = self._walk(path)
        key, node = entries[-1]
        if not lines:
            return self._spliced(node.start_mark.index, self._end(node), value)
        if self._in_flow(entries):
            raise SpliceError
        line = self._line(key.start_mark.index)
        margin = self._text[line : key.start_mark.index]
        name = self._text[key.start_mark.index : key.end_mark.index]
        return self._with_lines(
            line,
            self._next_line(self._end(node)),
            [margin + one if one else "" for one in _renamed(lines, name)],
        )

    def _above(self, line: int, margin: str) -> int:
        """Where the comments begin that stand right above a line at its margin."""
        while line:
            before = self._line(line - 1)
            if not self._text[before:line].startswith(f"{margin}#"):
                break
            line = before
        return line


def _renamed(lines: list[str], name: str) -> list[str]:
    """The lines of an entry under another key."""
    at = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    node = yaml.compose("\n".join(lines), Loader=yaml.SafeLoader)
    if not isinstance(node, yaml.MappingNode):
        raise SpliceError
    key = node.value[0][0]
    return [*lines[:at], name + lines[at][key.end_mark.column :], *lines[at + 1 :]]
