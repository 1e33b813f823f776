"""Colours as people see them: how far two stand apart, and the nearest one that can be read."""

import re

LEAST = 4.5
"""The contrast that text needs (WCAG 2, level AA)."""

_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_STEPS = 100


def colour_of(text: str) -> str:
    """A colour as `#rrggbb`; empty where the text is none."""
    if not _COLOUR.fullmatch(text):
        return ""
    digits = text[1:].lower()
    return f"#{digits if len(digits) == 6 else ''.join(2 * digit for digit in digits)}"


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (black and white)."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, paper: str) -> str:
    """The colour itself, or the nearest one that can be read on `paper`: darker or lighter."""
    towards = 0 if _luminance(paper) > 0.18 else 255
    for step in range(_STEPS + 1):
        mixed = [
            round(channel + (towards - channel) * step / _STEPS) for channel in _channels(colour)
        ]
        found = "#" + "".join(f"{channel:02x}" for channel in mixed)
        if contrast(found, paper) >= LEAST:
            break
    return found


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2): from 0, black, to 1, white."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
