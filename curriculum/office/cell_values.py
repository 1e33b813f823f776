"""What people type into a cell, and what it means there."""

import re
import unicodedata

from curriculum.reading.cleaning import unwrap
from curriculum.views.plan_sheets import INTRODUCED, REINFORCED
from curriculum.views.sheets import Look, Value, named, names_in, plain, shown

_FILLED = frozenset({INTRODUCED, "⬤", "⚫", "•"})
_HOLLOW = frozenset({REINFORCED, "◯", "〇", "⚪", "⭕", "o"})
_TICKS = frozenset({"v", "✓", "✔", "☑", "√"})
_NOTHING = frozenset({"", "x", "×", "✕", "✖", "✗", "✘", "-", "—"})
_HOURS = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,3})?)(?:小時|時|h|hrs?|hours?)?")
_BREAK = re.compile(r"(?<=(\S))[^\S\n]*\n\s*(?=(\S))")


def read_value(look: Look, value: object) -> Value | None:
    """What a cell of a look holds; None where it holds nothing that the look allows.

    Marks, digits and spaces may be typed in the ways people type them; a date, which is what a
    spreadsheet makes of `4/5`, is never what was meant.
    """
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = plain(value if isinstance(value, str) else shown(float(value)))
    folded = unicodedata.normalize("NFKC", text).replace("\ufe0f", "").strip().casefold()
    match look:
        case Look.MARK:
            return _mark(folded)
        case Look.CHOICE:
            return INTRODUCED if folded in _TICKS else _mark(folded) and INTRODUCED
        case Look.HOURS:
            return _hours(folded)
    return named(names_in(text)) if look is Look.NAMES else _on_one_line(text)


def _on_one_line(text: str) -> str:
    """A sentence: a line break between Chinese characters is nothing, any other gap one space."""
    joined = _BREAK.sub(lambda gap: unwrap(f"{gap[1]} {gap[2]}")[1:-1], text)
    return " ".join(joined.split())


def _mark(text: str) -> Value | None:
    if text in _FILLED:
        return INTRODUCED
    if text in _HOLLOW:
        return REINFORCED
    return "" if text in _NOTHING else None


def _hours(text: str) -> Value | None:
    """Hours as a number: `4.5`, `４．５`, `4.5 小時`; an empty cell stays empty."""
    if not text:
        return ""
    found = _HOURS.fullmatch(text.replace(" ", ""))
    hours = float(found[1]) if found else -1.0
    return hours if hours >= 0 and hours % 0.5 == 0 else None
