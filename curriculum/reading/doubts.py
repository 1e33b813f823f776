"""Items that may be read in another way: no rule can know, so each is on record as printed."""

import re
from collections.abc import Iterator, Sequence

from curriculum.reading.codes import Entry, Family
from curriculum.text import display_width, fold_width, numbers_of

_CODE_OF_ANY_KIND = re.compile(r"\s*(?:[NS]?[KSA]\.?\d\d|[TOP]\.?\d+\.\d)")
_TWO_DIGITS = 2
_NARROWEST_LINE = 24
"""Columns of a line of attitudes, which have the whole width of a page: no shorter one is full."""
_GOES_ON = re.compile(r"[、，：；,:;]\s*\Z")


def doubtful(entries: Sequence[Entry], family: Family, before: str) -> Iterator[Entry]:
    """The items of a cell whose code or text may end elsewhere.

    Args:
        entries: Of the cell.
        family: Of the column.
        before: The code of the item before the cell; empty when there is none.
    """
    last = numbers_of(before)
    is_flat = family is Family.KNOWLEDGE_OR_SKILL
    for entry in entries:
        numbers = numbers_of(entry.code)
        shorter = _with_shorter_code(entry, last)
        is_unclear = bool(shorter) and (not is_flat or _is_longer_than_others(entry, entries))
        lines = fold_width(entry.text).split("\n")[1:]
        if is_unclear or any(map(_CODE_OF_ANY_KIND.match, lines)):
            yield entry
        last = shorter if is_unclear else numbers or last


def _with_shorter_code(entry: Entry, last: tuple[int, ...]) -> tuple[int, ...]:
    """The numbers of an item's code without its last digit, where only they follow the last ones.

    Empty where the code is plain: it is followed by a space or carries the numbering on.
    """
    is_glued = entry.whole.startswith(entry.printed_code + entry.text[:1])
    numbers = numbers_of(entry.code)
    if not (is_glued and numbers and entry.text):
        return ()
    follows = last[-1] + 1 if last and last[:-1] == numbers[:-1] else 1
    shorter = numbers[-1] // 10
    return (*numbers[:-1], shorter) if shorter == follows != numbers[-1] else ()


def _is_longer_than_others(entry: Entry, entries: Sequence[Entry]) -> bool:
    """Whether a code has three digits and others have two: nobody counts K01, K023, K03."""
    digits = {each: len(re.sub(r"\D", "", each.code)) for each in entries if each.code}
    return digits[entry] > _TWO_DIGITS and _TWO_DIGITS in digits.values()


def lines_without_code(entry: Entry) -> list[str]:
    """The lines of an attitude that may be attitudes of their own: nothing wrapped them."""
    lines = [line.strip() for line in entry.whole.split("\n")]
    return [
        line
        for number, line in enumerate(lines[1:])
        if line
        and display_width(lines[number]) < _NARROWEST_LINE
        and not _GOES_ON.search(lines[number])
    ]
