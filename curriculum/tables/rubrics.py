"""How rubrics are worded, as typed data: the table `rubrics.yaml`."""

import dataclasses
from typing import Any

from curriculum.course import Domain

_LEVELS = ("excellent", "met", "partial", "not_met")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RubricPattern:
    """What the levels of a rubric say of one kind of criterion or work output."""

    domain: Domain | None
    """None for all."""
    levels: tuple[int, ...]
    """Levels on the cognitive scale; empty for all."""
    needs: str
    """`tool`, `people`, `performed` or empty: what the criterion has to do with."""
    verbs: tuple[str, ...]
    """Main verbs; empty for all."""
    endings: tuple[str, ...]
    """Endings of a work output's name; empty for all."""
    sentences: tuple[str, ...]
    """One a level, the best first."""
    shortfall: str
    """What is lacking where nothing more exact can be said."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ConditionPattern:
    """How to say that a condition that looks a certain way was not kept."""

    openers: tuple[str, ...]
    contains: tuple[str, ...]
    endings: tuple[str, ...]
    text: str
    """Empty for a situation, which is no way of doing something."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rubrics:
    """How rubrics are worded; see `rubrics.yaml`."""

    names: tuple[str, ...]
    """Names of the levels, the best first."""
    criteria: tuple[RubricPattern, ...]
    outputs: tuple[RubricPattern, ...]
    conditions: tuple[ConditionPattern, ...]
    purpose_openers: tuple[str, ...]


def rubrics_from(data: dict[str, Any]) -> Rubrics:
    """The table from what its file holds."""
    return Rubrics(
        names=tuple(data["names"][level] for level in _LEVELS),
        criteria=tuple(_pattern(row) for row in data["criteria"]),
        outputs=tuple(_pattern(row) for row in data["outputs"]),
        conditions=tuple(
            ConditionPattern(
                openers=tuple(row.get("openers", ("",))),
                contains=tuple(row.get("contains", ("",))),
                endings=tuple(row.get("endings", ("",))),
                text=row.get("text", ""),
            )
            for row in data["conditions"]
        ),
        # The longest first, so that 以利 is not taken for 以.
        purpose_openers=tuple(sorted(data["purpose_openers"], key=lambda word: -len(word))),
    )


def _pattern(row: dict[str, Any]) -> RubricPattern:
    return RubricPattern(
        domain=Domain(row["domain"]) if "domain" in row else None,
        levels=tuple(row.get("levels", ())),
        needs=row.get("with", ""),
        verbs=tuple(row.get("verbs", ())),
        endings=tuple(row.get("endings", ())),
        sentences=tuple(row[level] for level in _LEVELS),
        shortfall=row.get("shortfall", ""),
    )
