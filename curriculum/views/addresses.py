"""Addresses of values and decisions (`M1.1 hours`) in a trainer's words."""

import re

from curriculum.course import Course
from curriculum.labels import Labels
from curriculum.memory import Suspect

_WORDS = "terminal.address"
_ALONE = "terminal.address.alone"


def address_words(address: str, labels: Labels) -> str:
    """An address as a person would say it: `M1.1 hours` -> `M1.1 時數`."""
    parts = address.split()
    if len(parts) != 1:
        return " ".join(labels.term(_WORDS, part) for part in parts)
    if f"{_ALONE}.{address}" in labels:
        return labels[f"{_ALONE}.{address}"]
    if "-" in address:
        return labels.fill(f"{_ALONE}.objective", id=address)
    return labels.term(_WORDS, address)


def is_about_value(address: str, labels: Labels) -> bool:
    """Whether an address ends in the name of a value, rather than in an item's code."""
    return f"{_WORDS}.{address.rsplit(maxsplit=1)[-1]}" in labels


def module_of(address: str, course: Course) -> str:
    """Id of the module that an address is about, be it there or gone; empty for the course."""
    ids = (
        module.id
        for module in course.modules
        if address == module.id or address.startswith((f"{module.id} ", f"{module.id}-"))
    )
    gone = re.split("[ -]", address)[0] if address.startswith("M") else ""
    return max(ids, key=len, default=gone)


def is_suspect(course: Course, address: str) -> bool:
    """Whether the decision on a value waits for confirmation (待確認)."""
    return any(each.address == address for each in course.suspect)


def now_words(each: Suspect, labels: Labels) -> str:
    """The words that an item has now, in quotation marks, or that it has gone."""
    return quoted(each.now, labels) if each.now else labels["terminal.gone"]


def quoted(text: str, labels: Labels) -> str:
    """A printed text in quotation marks, or that nobody remembers it."""
    return labels.fill("terminal.quoted", text=text) if text else labels["terminal.forgotten"]
