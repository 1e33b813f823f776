"""Small facts about texts and codes: merge keys, footnote marks, numbers, width, safe names."""

import difflib
import itertools
import re
import unicodedata
from collections.abc import Iterable

FOOTNOTE = re.compile(r"【\s*註\s*(\d*)\s*】")
"""A footnote mark such as 【註1】; the group is its number."""

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Invisible characters that carry no text: controls, zero-width marks, direction overrides."""

DEVICE_NAMES = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)
}
"""Names of Windows' devices: no file can have one of them, whatever its ending."""

_GENERIC_SUFFIXES = {"K": ("知識", "相關"), "S": ("能力", "技能", "技巧", "的")}
_SHORTEST_CORE = 3
_MOST_DIGITS = 9
_MOST_CANDIDATES = 300
_LONGEST_NAME = 60


def merge_key(text: str) -> str:
    """What is left of a text when spaces, punctuation and footnote marks do not count.

    Two items of one kind with equal keys are the same item (measured: 3 of 3 pairs right).
    """
    bare = FOOTNOTE.sub("", unicodedata.normalize("NFKC", text))
    return "".join(
        character for character in bare.casefold() if unicodedata.category(character)[0] in "LNM"
    )


def weak_merge_key(text: str, kind: str) -> str:
    """`merge_key` without one generic suffix of the kind (`K` or `S`).

    The suffix goes only when at least three characters remain; anything fuzzier would merge
    items that differ (measured: at 75 % similarity 10 of 14 pairs were wrong).
    """
    key = merge_key(text)
    for suffix in _GENERIC_SUFFIXES.get(kind, ()):
        if key.endswith(suffix) and len(key) - len(suffix) >= _SHORTEST_CORE:
            return key.removesuffix(suffix)
    return key


def footnote_key(mark: str) -> str:
    """What two writings of one footnote mark share: `【註 1】`, `註１` -> `註1`."""
    return "".join(fold_width(mark).split()).strip("【】")


def numbers_of(code: str) -> tuple[int, ...]:
    """The numbers of a code, to count and compare by: `P3.2.2` -> `(3, 2, 2)`.

    Of a number longer than any code has only the beginning counts: Python refuses to read
    thousands of digits.
    """
    return tuple(int(digits[:_MOST_DIGITS]) for digits in re.findall(r"\d+", code))


def display_width(text: str) -> int:
    """Columns a text takes on a terminal: full-width characters count two, marks none."""
    width = 0
    for character in text:
        if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Mn"}:
            continue
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width


def shortened(text: str, most: int) -> str:
    """A text on at most so many columns; what is longer ends in an ellipsis."""
    if display_width(text) <= most:
        return text
    kept = text[:most]
    while display_width(kept) > most - 2:
        kept = kept[:-1]
    return f"{kept}…"


def broken(text: str, most: int, lines: int) -> list[str]:
    """A text in lines of at most so many columns, none much shorter than the others.

    Letters of a word stay together where they can; no line begins with a closing mark or ends with
    an opening one. What does not fit into so many lines ends in an ellipsis, behind a whole word.
    """
    pieces = _PIECES.findall(text[: most * (lines + 1)])
    found = _filled(pieces, most)
    if len(found) > lines:
        return [*found[: lines - 1], _begun(found[lines - 1], most)]
    widths = (display_width(piece.rstrip()) for piece in pieces)
    least = max((width for width in widths if width <= most), default=1)
    narrower = found
    while len(narrower) == len(found) and most > least:
        found, most = narrower, most - 1
        narrower = _filled(pieces, most)
    return narrower if len(narrower) == len(found) else found


def _filled(pieces: Iterable[str], most: int) -> list[str]:
    """Pieces put into lines one after the other; one that is longer than a line is cut."""
    done: list[str] = []
    line = ""
    for piece in pieces:
        whole = display_width(piece.rstrip()) <= most
        for part in [piece] if whole else piece:
            if line and display_width((line + part).rstrip()) > most:
                done.append(line.rstrip())
                line = ""
            line += part
    return [*done, line.rstrip()] if line.strip() else done


def _begun(line: str, most: int) -> str:
    """The beginning of a line, with the ellipsis behind it on at most so many columns."""
    pieces = _PIECES.findall(line)
    while len(pieces) > 1 and display_width("".join(pieces).rstrip()) > most - 2:
        pieces.pop()
    kept = "".join(pieces).rstrip()
    return f"{kept}…" if display_width(kept) <= most - 2 else shortened(kept + " " * most, most)


_PIECES = re.compile(r"[（「『【《〈]*(?:[!-,.0-~]+[-/]*|[-/]+|.)[、，。；：！？）」』】》〉]*\s*")
"""What a line is not broken in: a word up to its hyphen, a Chinese character, and the marks that
open before it or close behind it."""


def fold_width(text: str) -> str:
    """The text with full-width ASCII and the ideographic space made half-width.

    Character by character, so that positions stay valid in the original.
    """
    return text.translate(_FOLD)


_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def on_one_line(text: str) -> str:
    """A text whose line breaks are spaces, or nothing between Chinese characters."""
    return " ".join(re.sub(rf"(?<={_WIDE})\s*\n\s*(?={_WIDE})", "", text).split("\n"))


_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"


def nearest(found: str, candidates: Iterable[str]) -> str:
    """The candidate that looks most like `found`; empty where none is near enough to be meant.

    Width and case do not count. Of very many or very long names only the beginning is compared,
    or a file full of mistakes would take minutes.
    """
    shown = {as_typed(name): name for name in itertools.islice(candidates, _MOST_CANDIDATES)}
    match = difflib.get_close_matches(as_typed(found), shown, n=1)
    return shown[match[0]] if match else ""


def as_typed(name: str) -> str:
    """The beginning of a name as it is compared: neither width nor case counts."""
    return fold_width(name[:_LONGEST_NAME]).casefold()


def slug(code: str) -> str:
    """A code as a safe, stable, ASCII path segment: `T1.1` -> `t1-1`.

    Nothing of a path survives (`../../x` -> `x`); what has no ASCII letter or digit gets its
    code points instead, so that it is never empty.
    """
    ascii_part = re.sub(r"[^a-z0-9]+", "-", fold_width(code).lower()).strip("-")[:80]
    return ascii_part or "u" + "-".join(f"{ord(character):x}" for character in code[:20])
