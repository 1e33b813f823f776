"""What a table may hold, as far as our own file does not already show it."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from curriculum.course import Domain

Path = tuple[str, ...]
"""The keys that lead to a value; `*` for any key or row, `?` for the keys themselves."""

OPEN: dict[str, set[Path]] = {"verbs": {("context_closers",)}, "weights": {("strands",)}}
"""Mappings to which a course may add keys."""
REPLACED: dict[str, set[Path]] = {"weights": {("strands",)}}
"""Mappings whose values take the place of ours, as lists do: the steps of a strand."""
WITH_PLACEHOLDERS = ("patterns", "rubrics")
"""Tables whose texts are sentences to fill."""
NEEDED = frozenset({"behaviour"})
"""Placeholders without which a sentence says nothing."""
_LAST = {Domain.COGNITIVE: 6, Domain.PSYCHOMOTOR: 7, Domain.AFFECTIVE: 5}
"""Highest level of each domain."""
_WORDS = {
    "domain": tuple(domain.value for domain in Domain),
    "with": ("tool", "people", "performed"),
}
"""Key -> the words that its value may be, wherever it stands."""


@dataclasses.dataclass(frozen=True, slots=True)
class Limit:
    """The numbers that a place takes."""

    low: float
    high: float
    step: float = 0
    """Only multiples of it; 0 for any number."""
    length: int = 0
    """How many of them a list has; 0 for any number of them."""

    def allows(self, value: float) -> bool:
        """Whether it is one of the numbers."""
        return self.low <= value <= self.high and not (self.step and value % self.step)

    @property
    def shown(self) -> str:
        """The numbers, in a way that reads in any language."""
        if not self.step:
            return f"{self.low:g}–{self.high:g}"
        few = [self.low + count * self.step for count in range(3)]
        if few[-1] >= self.high:
            return ", ".join(f"{value:g}" for value in few if value <= self.high)
        return f"{', '.join(f'{value:g}' for value in few)} … {self.high:g}"


_WHOLE_LEVEL = Limit(1, 6, 1)
_ANY = Limit(0, 1000)
_MINUTES = Limit(0, 480, 1)
_LIMITS: dict[str, dict[Path, Limit]] = {
    "verbs": {
        ("unmeasurable_level",): _WHOLE_LEVEL,
        ("collocations", "*", "level"): _WHOLE_LEVEL,
    },
    "weights": {
        ("hours", "total"): Limit(0.5, 2000, 0.5),
        # Everything is counted in half hours.
        ("hours", "step"): Limit(0.5, 0.5, 0.5),
        ("hours", "least"): Limit(0.5, 40, 0.5),
        ("hours", "weights", "*"): Limit(0, 100),
        ("hours", "weights", "criterion", "*"): Limit(0, 100, length=6),
        ("hours", "level_factors", "*"): Limit(0.1, 10, length=6),
        ("attitude_levels", "*"): Limit(1, 5, 1, length=6),
        ("psychomotor_levels", "*"): Limit(1, 7, 1, length=6),
        ("usual_ceilings", "*"): Limit(1, 6, 1, length=6),
        ("teaching", "*", "levels", "*"): Limit(1, 7, 1),
        ("teaching", "*", "practice"): Limit(0, 1),
        ("strands", "*", "*"): Limit(1, 100, 1),
        # Half an hour is the least time there is: it has to hold a few steps.
        ("lesson", "step"): Limit(5, 5, 5),
        ("lesson", "opening"): Limit(5, 20, 5),
        ("lesson", "wrap_up"): Limit(5, 20, 5),
        ("lesson", "short"): Limit(60, 480, 5),
        ("lesson", "assessment_share"): Limit(0, 1),
        ("lesson", "assessment_most"): Limit(5, 480, 5),
        ("lesson", "least"): Limit(5, 480, 5),
        ("lesson", "most"): Limit(5, 480, 5),
        ("lesson", "*"): _MINUTES,
        # A question takes time, or a test of any length could hold any number of them.
        ("question_minutes", "*"): Limit(1, 60, 1, length=6),
        ("test_mark",): Limit(1, 100, 1),
        ("rubric_scores", "*"): Limit(0, 100, 1, length=4),
    },
    "rubrics": {("criteria", "*", "levels", "*"): _WHOLE_LEVEL},
}


def limit_of(name: str, path: Path) -> Limit:
    """The numbers that a place of a table takes."""
    limits = _LIMITS.get(name, {}).items()
    return next((limit for where, limit in limits if _is(path, where)), _ANY)


def allowed_words(
    name: str, path: Path, data: dict[str, Any], own: dict[str, tuple[str, ...]]
) -> list[str] | None:
    """The words that a text may be; None where any will do.

    Args:
        name: Of the table.
        path: Of the text.
        data: The tables as far as they are read.
        own: The keys that a course's file has below each of its own.
    """
    if path[-1] in _WORDS:
        return list(_WORDS[path[-1]])
    if (name, *path) == ("patterns", "knowledge", "*", "verb"):
        by_level = data["verbs"][Domain.COGNITIVE.value].values()
        return [verb for sources in by_level for verbs in sources.values() for verb in verbs]
    if name != "weights":
        return None
    weights = data["weights"]
    match path:
        case ("teaching", "*", "strand"):
            found = (*weights["strands"], *own.get("strands", ()))
        case ("teaching", "*", "assess", "*"):
            found = tuple(weights["assessments"])
        case ("assessments", _, "method" | "tool" as which):
            found = tuple(row[which] for row in weights["assessments"].values())
        case ("strands", _, "?") | ("methods", "*"):
            found = tuple(weights["methods"])
        case _:
            found = ()
    return list(dict.fromkeys(found)) or None


def more_placeholders(name: str, path: Path) -> tuple[str, ...]:
    """Placeholders that a sentence may have although ours has not."""
    match (name, *path):
        case ("patterns", "frames", "attitude" | "attitude_example"):
            return ("item", "example", "degree")
        case ("patterns", "frames", _):
            return ("condition", "behaviour", "degree")
        case ("patterns", "phrases", "activity", "opening" | "wrap_up"):
            return ("items",)
        case ("rubrics", "criteria", "*", "excellent" | "met" | "partial" | "not_met"):
            return ("task", "core", "shortfall")
        case ("rubrics", "outputs", "*", "excellent" | "met" | "partial" | "not_met"):
            return ("output", "contents", "shortfall")
    return ()


@dataclasses.dataclass(frozen=True, slots=True)
class MissingRow:
    """A row that a table cannot do without."""

    path: Path
    expected: str


def missing_rows(name: str, data: dict[str, Any]) -> Iterator[MissingRow]:
    """Rows without a condition, which some objective, criterion or work output needs."""
    if name == "weights":
        yield from _missing_teaching(data)
    if name == "rubrics":
        plain = [row for row in data["criteria"] if not row.keys() & {"domain", "with", "verbs"}]
        lacking = _lacking(plain, 6)
        if lacking:
            yield MissingRow(("criteria",), f"levels: {lacking}")
        if all(row.get("endings") for row in data["outputs"]):
            yield MissingRow(("outputs",), "excellent, met, partial, not_met")


def _missing_teaching(data: dict[str, Any]) -> Iterator[MissingRow]:
    """Levels of a domain for which the table of teaching has no row without a condition."""
    for domain in Domain:
        rows = [row for row in data["teaching"] if row.get("domain") == domain]
        lacking = _lacking([row for row in rows if not row.get("with")], _LAST[domain])
        if lacking:
            yield MissingRow(("teaching",), f"domain: {domain.value}, levels: {lacking}")


def _lacking(rows: list[dict[str, Any]], last: int) -> list[int]:
    """The levels from 1 to the last that no row is for."""
    covered = {level for row in rows for level in row.get("levels") or range(1, last + 1)}
    return [level for level in range(1, last + 1) if level not in covered]


def _is(path: Path, pattern: Path) -> bool:
    return len(path) == len(pattern) and all(
        want in ("*", key) for key, want in zip(path, pattern, strict=True)
    )
