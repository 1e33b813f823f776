"""Reading single decisions with their places: texts, words, numbers, lists, and what has a code.

A key without a value decides nothing. Codes may be typed with an input method for Chinese:
`Ｋ０５` is K05.
"""

import re
from collections.abc import Callable, Iterator
from typing import TypeGuard

from curriculum.decisions import MOST_HOURS, Decided, Listed, Words
from curriculum.reading.fields import A_LIST, A_TEXT, Fields, Reader, is_blank
from curriculum.reading.nodes import Node, Text
from curriculum.text import fold_width, on_one_line

MODULE_IDS = "M1.1, M2.3, M1.1b …"
"""What ids of modules look like, for messages."""

_MODULE_ID = re.compile(r"M[\w.-]{0,59}(?<![_.-])")
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_WITH_UNIT = re.compile(r"[0-9.]+\s*(?:個?小時|時|h|hrs?|hours?)", re.IGNORECASE)
_COMMA = re.compile(r"\s*[、,;]\s*")
"""What people put between codes; full-width ones are folded before."""
Read = Callable[[Reader, Text], str]
"""Reads one entry of a list; reports what is wrong with it."""


def is_decided(node: Node | None) -> TypeGuard[Node]:
    """Whether a key has a value: `title:` with nothing behind it is left to be computed."""
    return node is not None and not is_blank(node)


def text(fields: Fields, key: str) -> Decided[str] | None:
    """A text, without the blanks around it; None where nothing is decided."""
    node = fields.get(key)
    if not is_decided(node):
        return None
    written = fields.reader.text(node).strip()
    return Decided(written, node.place) if written else None


def plain(fields: Fields, key: str) -> str | None:
    """A text whose place does not matter beside that of its mapping."""
    found = text(fields, key)
    return found.value if found else None


def words(fields: Fields, key: str) -> Words | None:
    """A text in Chinese, or `{zh: …, en: …}` with one of them or both."""
    node = fields.get(key)
    if not is_decided(node):
        return None
    if isinstance(node, Text):
        zh, en = on_one_line(node.value.strip()), None
    else:
        languages = Fields(fields.reader, node, ("zh", "en"))
        zh, en = on_one_line(plain(languages, "zh") or ""), plain(languages, "en")
    return Words(zh=zh, en=en, place=node.place) if zh or en else None


def hours(fields: Fields, key: str, least: float = 0.5) -> Decided[float] | None:
    """A number of hours, in half hours."""
    node = fields.get(key)
    if not is_decided(node):
        return None
    written = fold_width(fields.reader.text(node)).strip()
    number = float(written) if _NUMBER.fullmatch(written) else -1.0
    if not least <= number <= MOST_HOURS or number % 0.5:
        if isinstance(node, Text):
            why = "half-hours" if number > 0 and number % 0.5 else ""
            why = "number-only" if _WITH_UNIT.fullmatch(written) else why
            fields.reader.bad_value(node, f"{least:g}, {least + 0.5:g} … {MOST_HOURS}", why)
        return None
    return Decided(number, node.place)


def whole_number(fields: Fields, key: str, low: int, high: int) -> Decided[int] | None:
    """A whole number within limits."""
    node = fields.get(key)
    number = fields.reader.whole_number(node, low, high) if is_decided(node) else None
    return Decided(number, node.place) if node and number is not None else None


def as_text(_: Reader, node: Text) -> str:
    """An entry of a list that is any text."""
    return node.value.strip()


def as_code(_: Reader, node: Text) -> str:
    """An entry of a list that is a code of the standard; whether there is one is asked later."""
    return code_of(node)


def as_address(_: Reader, node: Text) -> str:
    """An entry of a list that names a value of the course, such as `M3.1 K15`."""
    return " ".join(code_of(node).split())


def as_module_id(reader: Reader, node: Text) -> str:
    """An entry of a list that is the id of a module."""
    found = code_of(node)
    if not is_module_id(found):
        reader.bad_value(node, MODULE_IDS)
    return found


def is_module_id(name: str) -> bool:
    """Whether a module can have this id."""
    return bool(_MODULE_ID.fullmatch(name))


def code_of(node: Text) -> str:
    """A code or id in half-width characters."""
    return fold_width(node.value).strip()


_LISTS: dict[Read, str] = {as_code: "[K03, K05]", as_module_id: "[M1.1, M2.3]"}
"""What a list should look like, where it is short enough for one line."""


def listed(fields: Fields, key: str, read: Read = as_text) -> Listed:
    """The entries of a list, in which each may stand once; empty entries do not count."""
    reader, found = fields.reader, dict[str, Decided[str]]()
    for node in fields.items(key, _LISTS.get(read, A_LIST)):
        if not is_decided(node):
            continue
        together = _together(node) if read in _LISTS else []
        if isinstance(node, Text) and len(together) > 1:
            reader.bad_value(node, f"[{', '.join(together)}]", "comma")
            continue
        entry = read(reader, node) if isinstance(node, Text) else reader.text(node)
        if entry in found:
            first = found[entry].place.line
            reader.report("duplicate-key", node.place, found=entry, first=str(first))
        elif entry:
            found[entry] = Decided(entry, node.place)
    return tuple(found.values())


def _together(node: Node) -> list[str]:
    """The codes that an entry holds, in which `T2.1、T2.2` are two."""
    parts = _COMMA.split(code_of(node)) if isinstance(node, Text) else []
    return [part for part in parts if part]


def coded(fields: Fields, key: str, read: Read = as_code) -> Iterator[tuple[str, Text, Node]]:
    """The entries of a mapping from codes: code, node of the code, value."""
    node = fields.get(key)
    if not is_decided(node):
        return
    reader, lines = fields.reader, dict[str, int]()
    for name, value in reader.pairs(node).values():
        if reader.is_slip(name):
            continue
        code = read(reader, name)
        if code in lines:
            first = str(lines[code])
            reader.report("duplicate-key", name.place, found=code, first=first)
        else:
            lines[code] = name.place.line
            yield code, name, value


def decided_by_code(
    fields: Fields, key: str, read: Read = as_code
) -> Iterator[tuple[str, Text, Node]]:
    """The entries of a mapping from codes that have a value."""
    return (entry for entry in coded(fields, key, read) if is_decided(entry[2]))


def needed(fields: Fields, key: str, expected: str = A_TEXT, why: str = "") -> Text | None:
    """A text that may not be empty; that its key is missing has been said before."""
    node = fields.get(key)
    if isinstance(node, Text) and node.value.strip():
        return node
    if isinstance(node, Text):
        fields.reader.bad_value(node, expected, why)
    elif node:
        fields.reader.text(node)
    return None


def needed_text(fields: Fields, key: str, why: str = "needed") -> str:
    """The text itself; empty where there is none, which has been reported."""
    node = needed(fields, key, why=why)
    return node.value.strip() if node else ""


def choice(fields: Fields, key: str, allowed: tuple[str, ...]) -> str | None:
    """One of a few words; None also where it is another, which is reported."""
    node = fields.get(key)
    if not is_decided(node):
        return None
    word = fields.reader.choice(node, allowed)
    return word if isinstance(node, Text) and node.value == word else None
