"""Ids by which a device remembers what was ticked.

An id is made of codes, so that a tick outlives another order, another language and other words
beside the box. Only what has no code of its own, or shares it, is known by its words.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from curriculum.course import Course
from curriculum.planning.ids import unique
from curriculum.text import merge_key


def course_key(course: Course) -> str:
    """What tells the ticks of a course from those of every other: standard, version and title.

    Pages that are opened from a disk share one storage, whatever site they belong to.
    """
    standard = course.standard
    version = standard.current_version
    framework = standard.framework.name if standard.framework else ""
    about = _fingerprint(f"{framework}\n{standard.name}\n{course.title}")
    return joined_id(standard.code, version.version if version else "", about)


def row_ids(kind: str, things: Sequence[tuple[str, str]]) -> list[str]:
    """An id for each thing of a kind, all different, whatever their order.

    Args:
        kind: What they are, such as `criteria`; things of different kinds never share an id.
        things: The code and the text of each.
    """
    codes = Counter(code for code, _ in things)
    return unique(
        joined_id(kind, code if code and codes[code] == 1 else f"{code}~{_fingerprint(text)}")
        for code, text in things
    )


def joined_id(*names: str) -> str:
    """Names as one id, in which no name can be taken for another: ASCII without white space."""
    return "/".join(quote(name, safe="~") for name in names)


def _fingerprint(text: str) -> str:
    return hashlib.sha256(merge_key(text).encode()).hexdigest()[:8]
