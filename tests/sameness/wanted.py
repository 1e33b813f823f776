"""What has to stand in a file: tables and lines, found by headings and titles of columns."""

import dataclasses
import functools
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from sameness.plan import Data, Plan, refers_to
from sameness.saved import EMPTY, TICKED, Cell

_LABELS = Path(__file__).parents[2] / "templates" / "labels"
COGNITIVE = 6
"""Levels of the cognitive domain."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A table, with everything in it."""

    document: str
    section: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Lines that stand below a heading, among others."""

    document: str
    section: str
    lines: Cell


class Words:
    """The label files: titles of columns, headings, and how a number is worded."""

    def __init__(self, language: str = "zh-TW") -> None:
        self._words: dict[str, Any] = {}
        folder = _LABELS / language
        self._words |= tomllib.loads((folder / "terminal.toml").read_text(encoding="utf-8"))
        for file in sorted(folder.glob("*.yaml")):
            self._words |= yaml.safe_load(file.read_text(encoding="utf-8"))

    def __call__(self, address: str, **values: object) -> str:
        """The words at an address, with values put in."""
        words = str(self.below(address))
        return str(words.format(**values)) if values else words

    def below(self, address: str) -> Any:  # noqa: ANN401 - a text or more addresses
        """What stands at an address."""
        return functools.reduce(lambda part, name: part[name], address.split("."), self._words)


@dataclasses.dataclass(frozen=True)
class Sayer:
    """Facts of a plan in the words of the documents."""

    plan: Plan
    say: Words

    def columns(self, *addresses: str) -> tuple[str, ...]:
        """Titles of columns."""
        return tuple(self.say(each) for each in addresses)

    def join(self, texts: Iterable[str]) -> str:
        """Several texts as one enumeration."""
        return self.say("enumeration").join(texts)

    def tag(self, address: str, *, when: bool = True) -> str:
        """A remark behind a text."""
        return self.say("parts.tag", text=self.say(address)) if when else ""

    def missing(self, address: str) -> Cell:
        """That something waits for the trainer."""
        return (self.say("parts.missing", what=self.say(address)),)

    def level(self, level: int | None) -> str:
        """A competency level."""
        return self.say("parts.unprinted") if level is None else str(level)

    def ways(self, goal: Data, module: Data) -> tuple[str, ...]:
        """The methods by which an objective is assessed."""
        codes = {*refers_to(goal)}
        return tuple(way["method"] for way in module["assessment"] if codes & {*refers_to(way)})

    def goal(self, goal: Data) -> str:
        """An objective, with what in it waits."""
        is_default = goal["degree_is_default"] and goal["degree"]
        return (
            str(goal["text"])
            + self.tag("parts.default", when=bool(is_default))
            + self.tag("objectives.fallback_verb", when=goal["verb_is_fallback"])
        )

    def runs(self, numbers: Sequence[int]) -> str:
        """Rising numbers, three and more that follow each other as a range."""
        runs: list[list[int]] = []
        for number in numbers:
            if runs and runs[-1][-1] == number - 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return self.join(
            part
            for run in runs
            for part in (
                [self.say("lesson-plan.from_to", start=run[0], end=run[-1])]
                if len(run) > 2
                else map(str, run)
            )
        )

    def module_hours(self, module: Data) -> str:
        """The hours of a module and their kinds."""
        waits = self.plan.waits(f"{module['id']} hours")
        return (
            self._split(module["hours"], module["theory_hours"], module["practice_hours"])
            + self.tag("parts.proposed", when=module["hours_are_default"])
            + self.tag("parts.to_confirm", when=waits)
        )

    def course_hours(self) -> str:
        """The hours of the course and their kinds."""
        plan = self.plan
        sums = (plan.total("theory_hours"), plan.total("practice_hours"))
        waits = plan.course["hours_are_default"]
        return self._split(plan.course["hours"], *sums) + self.tag("parts.default", when=waits)

    def _split(self, hours: float, theory: float, practice: float) -> str:
        texts = {"hours": hours, "theory": theory, "practice": practice}
        return self.say("facts.hours_split", **{name: f"{each:g}" for name, each in texts.items()})


def facts(document: str, section: str, stated: Mapping[str, Cell]) -> Wanted:
    """A table of names with what they are."""
    rows = tuple(((name,), lines) for name, lines in stated.items())
    return Wanted(document=document, section=section, columns=(), rows=rows)


def numbers(*values: float) -> tuple[Cell, ...]:
    """Cells of numbers without needless decimals."""
    return tuple((f"{value:g}",) for value in values)


def cells(*texts: str) -> tuple[Cell, ...]:
    """Cells of one line each; an empty text is an empty cell."""
    return tuple((text,) if text else () for text in texts)


def coded(items: Iterable[Data]) -> Cell:
    """Items with their codes and texts."""
    return tuple(f"{item['code']} {item['text']}" for item in items)


def boxes(words: Iterable[str], chosen: Iterable[str] = ()) -> Cell:
    """Boxes to tick, ticked where they are chosen."""
    ticked = {*chosen}
    return tuple(f"{TICKED if word in ticked else EMPTY}{word}" for word in words)
