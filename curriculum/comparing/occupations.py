"""Whether two standards are versions of one, or stand for different occupations."""

import re

from curriculum.standard import Standard

_VERSION = re.compile(r"v\d+$", re.IGNORECASE)


def is_same_occupation(one: Standard, other: Standard) -> bool:
    """Whether two standards are versions of one another.

    They are where their codes differ in the version only, where the version table of one names
    the code of the other, or, without codes, where the names are equal. That each table names its
    own code says nothing.
    """
    if not (one.code and other.code):
        return one.name == other.name
    is_next = _VERSION.sub("", one.code) == _VERSION.sub("", other.code)
    return is_next or _names(one, other.code) or _names(other, one.code)


def _names(standard: Standard, code: str) -> bool:
    """Whether the version table of a standard has a row with a code."""
    return any(row.code == code for row in standard.versions)
