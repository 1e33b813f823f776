"""What the trainer decided (`course.yaml`): sparse; whatever it does not say is computed."""

import dataclasses

from curriculum.problems import NOWHERE, Place

MOST_HOURS = 2000
"""More than a year of full-time training; beyond it, a number is a slip."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text that may be given in Chinese and in English."""

    zh: str
    en: str | None = None
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The trainer's choices for one course; every default means "not decided"."""

    standard_code: str | None = None
    """Code of the standard the course is made from, as it was when the course was started."""
    title: Words | None = None
    provider: Words | None = None
    """The training centre (申請單位)."""
    audience: Words | None = None
    """Whom the course is for (主要對象)."""
    hours: float | None = None
    """Total hours, a multiple of 0.5."""
    hours_place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)


def is_total(hours: float) -> bool:
    """Whether a course can last so many hours: some, in half hours."""
    return 0 < hours <= MOST_HOURS and hours % 0.5 == 0


NO_DECISIONS = Decisions()
"""A course for which nothing has been decided."""
