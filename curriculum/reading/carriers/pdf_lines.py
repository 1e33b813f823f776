"""Characters on a page -> lines, and the lines of a cell -> its text, by where they stand.

A line break inside a cell is mere wrapping wherever what follows would not have fitted into the
line; anywhere else somebody meant it.
"""

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from curriculum.reading.cleaning import lost_space
from curriculum.reading.codes import before_a_mention

Character = dict[str, Any]
"""As pdfplumber gives it: `text`, `x0`, `x1`, `top`, `bottom`, `size`."""

_ROOM = 0.15
"""Parts of a letter's size by which positions may err."""
_SURELY_ROOM = 2.3
"""Letters: where so many had fitted, the line has come to its end."""
_GAP_OF_WORDS = 0.18
_GAP_OF_LETTERS = 0.8
_WORD = re.compile(r"[!-~]+")
"""Latin letters and signs hold together, though some programs end a line behind `-` and `/`."""
_RUN = re.compile(r"[!-~]+$")
_OPENING = "（「『【《〈〔［(["
_CLOSING = "，。、；：！？）」』】》〉〕］…,.;:!?)]%"
_LATIN = re.compile(r"[A-Za-z0-9]")
_BEGINS_AN_ITEM = re.compile(
    r"(?:</?[a-z]+/?>)*\s*(?:[A-Z]{1,2}\s?\.?\d|[•●◆■□]|[-–‧・*]\s)", re.IGNORECASE
)
_BEGINS_A_LINE = re.compile(r"【註|[(（]?[0-9一二三四五六七八九十]{1,2}[)）、.．](?!\d)")
_ENDS_A_SENTENCE = ("。", "；", "：", "！", "？", ":", ";", ".")


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """Characters on one height."""

    text: str
    x0: float
    x1: float
    """Where the last character that can be seen ends."""
    top: float
    size: float
    starts: tuple[float, ...]
    """Where each character of the text begins."""

    @property
    def first_unit(self) -> float:
        """The width of what no program cuts: a character with its punctuation, or a word."""
        length = _unit_length(self.text)
        end = self.starts[length] if length < len(self.starts) else self.x1
        return end - self.x0


def _unit_length(text: str) -> int:
    at = 0
    while at < len(text) - 1 and text[at] in _OPENING:
        at += 1
    word = _WORD.match(text, at)
    at = word.end() if word else at + 1
    while at < len(text) and text[at] in _CLOSING:
        at += 1
    # A sign of two alphabets beside one another: how far they hold together, programs differ.
    glued = _WORD.match(text, at) if text[at - 1] in _CLOSING else None
    return glued.end() if glued else at


def lines_of(characters: Iterable[Character]) -> list[Line]:
    """The lines from top to bottom, a space where a gap shows one."""
    lines: list[list[Character]] = []
    for character in sorted(characters, key=_middle):
        if lines and _middle(character) - _middle(lines[-1][-1]) < character["size"] * 0.4:
            lines[-1].append(character)
        else:
            lines.append([character])
    found = (_line(sorted(line, key=lambda each: each["x0"])) for line in lines)
    return [line for line in found if line.text.strip()]


def _middle(character: Character) -> float:
    return float(character["top"] + character["bottom"]) / 2


def _line(characters: list[Character]) -> Line:
    text, starts, end = "", [], characters[0]["x0"]
    last: Character | None = None
    for character in characters:
        if last is not None:
            gap, size = character["x0"] - last["x1"], character["size"]
            printed_twice = character["text"] == last["text"] and (
                character["x0"] - last["x0"] < size * _ROOM
            )
            if printed_twice:  # a shadow, or a bold letter made of two
                continue
            both = _LATIN.match(last["text"]) and _LATIN.match(character["text"])
            if gap > size * (_GAP_OF_WORDS if both else _GAP_OF_LETTERS) and not (
                text.endswith(" ") or character["text"] == " "
            ):
                text += " "
                starts.append(last["x1"])
        text += character["text"]
        starts += [character["x0"]] * len(character["text"])
        if character["text"].strip():
            end = max(end, character["x1"])
        last = character
    lead = len(text) - len(text.lstrip())
    first = characters[0]
    return Line(
        text=text[lead:],
        x0=starts[lead] if lead < len(starts) else first["x0"],
        x1=end,
        top=first["top"],
        size=max(each["size"] for each in characters),
        starts=tuple(starts[lead:]),
    )


def joined(lines: Sequence[Line], left: float, right: float) -> str:
    """The text of a cell; a line break at its end says that its last line had room for more.

    Args:
        lines: Of the cell, from top to bottom.
        left: Where lines begin.
        right: Where a line must end.
    """
    if not lines:
        return ""
    text = lines[0].text
    for line, following in itertools.pairwise(lines):
        text += _between(line, following, right - left, right) + following.text
    last = lines[-1]
    return text + "\n" * (right - last.x1 > last.size * _SURELY_ROOM)


def _between(line: Line, following: Line, width: float, right: float) -> str:
    """What stands between two lines: nothing, the space of a wrapped word, or a line break."""
    room, needed = right - line.x1, following.first_unit
    if room > needed + line.size * _ROOM:
        return "\n"
    if _BEGINS_AN_ITEM.match(following.text) and not before_a_mention(line.text.rstrip()):
        return "\n"
    if _BEGINS_A_LINE.match(following.text) and line.text.rstrip().endswith(_ENDS_A_SENTENCE):
        return "\n"
    if lost_space(line.text, following.text):
        return " "
    is_cut_word = _LATIN.match(line.text[-1:]) and _LATIN.match(following.text)
    if not is_cut_word:
        return ""
    # A word is cut by force only where it is longer than a line.
    head = _last_word(line.text)
    start = line.starts[len(line.text) - len(head)]
    return "" if (line.x1 - start) + needed > width - line.size * _ROOM else " "


def _last_word(text: str) -> str:
    word = _RUN.search(text)
    return word[0] if word else text[-1:]


def outside(characters: Iterable[Character], boxes: Sequence[tuple[float, ...]]) -> Iterator[Line]:
    """The lines that stand in none of the boxes."""

    def is_outside(character: Character) -> bool:
        x, y = (character["x0"] + character["x1"]) / 2, _middle(character)
        return not any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)

    yield from lines_of(character for character in characters if is_outside(character))
