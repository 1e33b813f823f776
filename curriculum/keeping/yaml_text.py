"""Plain data as YAML text that people like to read: block style, quotes only where needed.

Written by hand and not by PyYAML's emitter, so that the look is ours: nothing is folded, short
lists of codes stay on one line, and a new release of the emitter changes no file.
"""

import re
from collections.abc import Iterator, Mapping

import yaml

Data = str | float | list["Data"] | Mapping[str, "Data"]
"""What can be written; a `Flow` list stays on one line."""

_LONGEST_KEY = 100
"""YAML takes a key of at most 1024 characters unless a question mark announces it."""
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufeff\ufff9-\uffff]"
)
"""Characters that nobody sees or that YAML refuses: they are written as escapes."""
_INDICATOR = re.compile("[-?:,\\[\\]{}#&*!|>'\"%@`=~<]")
"""First characters that may mean something else than text."""
_OTHER_NUMBER = re.compile(r"[-+.]?[0-9][0-9_.]*([eE][-+]?[0-9]+)?|0[ox][0-9a-fA-F]+|[ynYN]")
"""What newer YAML than PyYAML's takes for a number, and the one-letter booleans."""
_PLAIN_WORDS = re.compile(r"[\w.-]+(?: [\w.-]+)*")
"""What means the same between quotes of either kind."""
_ESCAPES = {"\0": "\\0", "\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


class Flow(list[Data]):
    """A list on one line: `[K01, K02]`."""


def yaml_lines(data: Data) -> list[str]:
    """The lines of some data in block style."""
    if isinstance(data, Mapping) and data:
        return [line for key, value in data.items() for line in _pair_lines(key, value)]
    if isinstance(data, list) and data and not isinstance(data, Flow):
        return [line for value in data for line in _indent("- ", yaml_lines(value))]
    if isinstance(data, str) and _is_literal(data):
        return ["|-", *(f"  {line}" if line else "" for line in data.split("\n"))]
    return [_inline(data, flow=False)]


def _pair_lines(key: str, value: Data) -> Iterator[str]:
    written = scalar(key)
    lines = yaml_lines(value)
    if len(written) > _LONGEST_KEY:
        yield f"? {written}"
        yield from _indent(": ", lines)
    elif isinstance(value, (list, Mapping)) and value and not isinstance(value, Flow):
        yield f"{written}:"
        yield from (f"  {line}" if line else "" for line in lines)
    else:
        yield f"{written}: {lines[0]}"
        yield from lines[1:]


def _indent(mark: str, lines: list[str]) -> Iterator[str]:
    yield mark + lines[0]
    yield from (f"  {line}" if line else "" for line in lines[1:])


def _inline(data: Data, *, flow: bool) -> str:
    if isinstance(data, (int, float)):
        return number(data)
    if isinstance(data, str):
        return scalar(data, flow=flow)
    if isinstance(data, Mapping):
        pairs = ((scalar(key, flow=True), _inline(value, flow=True)) for key, value in data.items())
        marks = (
            ("? " if len(key) > _LONGEST_KEY else "") + f"{key}: {value}" for key, value in pairs
        )
        return "{" + ", ".join(marks) + "}"
    return "[" + ", ".join(_inline(value, flow=True) for value in data) + "]"


def number(value: float) -> str:
    """A number as people write it: `4`, `4.5`."""
    return str(int(value)) if value == int(value) else str(value)


def quoted_as(text: str, style: str | None) -> str:
    """A text between the quotes of the one that it replaces, where it needs no others."""
    if style in {"'", '"'} and _PLAIN_WORDS.fullmatch(text):
        return f"{style}{text}{style}"
    return scalar(text, flow=True)


def scalar(text: str, *, flow: bool = False) -> str:
    """A text on one line, quoted only where YAML would read something else.

    Args:
        text: Any text without surrogates.
        flow: Whether it stands between brackets, where commas and brackets end it.
    """
    if _is_plain(text) and not (flow and re.search(r"[\[\]{},:?]", text)):
        return text
    escaped = "".join(_ESCAPES.get(character, character) for character in text)
    return '"' + _HIDDEN.sub(_escape, escaped) + '"'


def _escape(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}"


def _is_plain(text: str) -> bool:
    if not text or text != text.strip() or _HIDDEN.search(text) or _INDICATOR.match(text):
        return False
    if ": " in text or text.endswith(":") or " #" in text or _OTHER_NUMBER.fullmatch(text):
        return False
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], [])
    return not any(pattern.match(text) for _, pattern in resolvers)


def _is_literal(text: str) -> bool:
    """Whether a text of several lines can stand as it is, below a `|-`."""
    lines = text.split("\n")
    if len(lines) == 1 or not lines[0] or not lines[-1]:
        return False
    return all(line == line.strip() and not _HIDDEN.search(line) for line in lines)
