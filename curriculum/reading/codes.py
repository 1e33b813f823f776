"""Finding the coded items in a cell: `P1.1.1確認… P1.1.2評估…` -> two entries.

Codes are recognised in every shape that published files show (stray dots, a digit zero for the
letter O, full-width characters) and handed on normalised together with what was printed.
"""

import dataclasses
import enum
import re
from collections.abc import Iterator

from curriculum.text import fold_width


class Family(enum.Enum):
    """Which codes a column can hold."""

    DUTY = re.compile(r"(?P<letters>T)\s?\.?\s?(?P<numbers>\d+)(?![.\d])")
    TASK = re.compile(r"(?P<letters>T)\s?\.?\s?(?P<numbers>\d+\s?\.\s?\d+)(?!\d)")
    OUTPUT = re.compile(
        r"(?P<letters>O|0(?=\d+\.\d+\.\d)|P(?=\s?\.?\s?\d+\.\d))\s?\.?\s?"
        r"(?P<numbers>\d+\s?\.\s?\d+(?:\s?\.\s?\d+)?)(?!\d)"
    )
    CRITERION = re.compile(
        r"(?P<letters>P|O)\s?\.?\s?(?P<numbers>\d+\s?\.\s?\d+(?:\s?\.\s?\d+)?)(?!\d)"
    )
    KNOWLEDGE_OR_SKILL = re.compile(
        # Two digits are usual; a third one that begins a word (`K013D列印`) is the text's.
        r"(?P<letters>[A-Z]?[KS])\.?(?P<numbers>\d{2}(?=\d[A-Za-z])|\d{1,3})(?!\.?\d(?![A-Za-z]))"
    )
    ATTITUDE = re.compile(r"(?P<letters>A)\.?(?P<numbers>\d{1,3})(?!\.?\d)")


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One item of a cell."""

    code: str
    """Normalised; empty for text that stands before any code."""
    printed_code: str
    text: str
    """What follows the code, line breaks and all, without the separator."""
    glued: bool = False
    """Whether nothing stood between it and the item before."""
    whole: str = ""
    """Code and text as printed."""


_SEPARATOR = re.compile(r"[\s:：]*")
_LETTER_OR_DIGIT = re.compile(r"[A-Za-z0-9]")
_ENDS_AN_ITEM = re.compile(r"[\s。；;，,、！!？?）)】」』]")


def split(text: str, family: Family) -> list[Entry]:
    """The items of a cell, in printed order; text before the first code has an empty code."""
    starts = list(_starts(fold_width(text), family.value))
    entries: list[Entry] = []
    head = text[: starts[0][0].start()] if starts else text
    if head.strip():
        entries.append(Entry("", "", head, whole=head.strip()))
    ends = [following.start() for following, _ in starts[1:]] + [len(text)] * bool(starts)
    for (match, glued), end in zip(starts, ends, strict=True):
        printed = text[match.start() : match.end()]
        body = text[match.end() : end]
        gap = _SEPARATOR.match(body)
        entries.append(
            Entry(
                code=normalise(match["letters"], match["numbers"]),
                printed_code=printed,
                text=body[gap.end() if gap else 0 :].rstrip(),
                glued=glued,
                whole=text[match.start() : end].strip(),
            )
        )
    return entries


def normalise(letters: str, numbers: str) -> str:
    """A code in its usual shape: `O` + `.2.1.1` -> `O2.1.1`, `0` + `4.2.1` -> `O4.2.1`."""
    return ("O" if letters == "0" else letters) + re.sub(r"\s", "", numbers)


def _starts(folded: str, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], bool]]:
    """The matches that begin an item, each with whether it is glued to the item before."""
    candidates = [
        match
        for match in pattern.finditer(folded)
        if not match.start() or not _LETTER_OR_DIGIT.match(folded[match.start() - 1])
    ]
    separated = {match[0] for match in candidates if not _is_glued(folded, match)}
    last: tuple[int, ...] = ()
    for match in candidates:
        numbers = tuple(int(part) for part in re.findall(r"\d+", match["numbers"]))
        glued = _is_glued(folded, match)
        # A code within a sentence may be a mention (「依P1.1.1之結果」). It begins an item only if
        # it carries the numbering on and does not begin an item of this cell elsewhere.
        if glued and (match[0] in separated or numbers <= last):
            continue
        last = numbers
        yield match, glued


def _is_glued(folded: str, match: re.Match[str]) -> bool:
    return bool(match.start()) and not _ENDS_AN_ITEM.match(folded[match.start() - 1])
