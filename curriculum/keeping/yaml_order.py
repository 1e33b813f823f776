"""The order in which the keys of `course.yaml` are written."""

import re

from curriculum.reading.course_yaml import KEYS

_INNER = (
    "file", "code", "hash", "zh", "en", "title", "tasks", "criteria", "hours", "theory_hours",
    "requires", "introduce", "reinforce", "exclude", "objectives", "added_objectives", "text",
    "condition", "degree", "domain", "level", "methods", "assessment", "materials", "equipment",
    "teachers", "assessors", "assistants", "people", "texts", "mark", "attendance", "reassessment",
)  # fmt: skip
"""The keys of everything inside, whichever mapping they belong to."""


def rank(key: str, column: int) -> tuple[int, list[tuple[int, str]]]:
    """What keys are sorted by: the order above, then codes and ids as people count them.

    Args:
        key: A key.
        column: Where the keys of its mapping stand; those of the file begin a line.
    """
    known = _INNER if column else KEYS
    pieces = re.findall(r"([0-9]{1,9})|([^0-9]+|[0-9]+)", key)
    natural = [(int(digits or 0), word) for digits, word in pieces]
    return (known.index(key) if key in known else len(known), natural)
