"""Foreign statements -> `Standard`: numbered in printed order, each with its own id on record."""

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence

from curriculum.errors import SourceError
from curriculum.problems import NOWHERE, Place
from curriculum.standard import (
    Attitude,
    Block,
    Duty,
    Framework,
    KsaUse,
    PerformanceCriterion,
    Repair,
    RepairKind,
    Standard,
    Task,
)
from curriculum.text import CONTROL

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNNAMED = "\0"
"""Marks the key of an item without an id; no id holds it."""
_LONGEST = 20_000
"""Characters of one statement; the longest published ones have about a thousand."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A text of a framework, with the id that the framework gives it."""

    id: str
    text: str
    place: Place = NOWHERE


@dataclasses.dataclass(slots=True, kw_only=True)
class Scope:
    """A duty or a task, with what the framework says below it."""

    statement: Statement
    tasks: "list[Scope]" = dataclasses.field(default_factory=list)
    criteria: list[Statement] = dataclasses.field(default_factory=list)
    knowledge: list[Statement] = dataclasses.field(default_factory=list)
    skills: list[Statement] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(kw_only=True)
class Outline:
    """What a reader gathers from a framework."""

    framework: str
    """`CASE`, `O*NET`, `ESCO` or `NICE`."""
    code: str
    name: str
    id: str = ""
    """The framework's id of the whole, where it is another than the code."""
    description: str = ""
    place: Place = NOWHERE
    duties: list[Scope] = dataclasses.field(default_factory=list)
    knowledge: list[Statement] = dataclasses.field(default_factory=list)
    """Given for the whole occupation; `skills` too."""
    skills: list[Statement] = dataclasses.field(default_factory=list)
    attitudes: list[Statement] = dataclasses.field(default_factory=list)
    repairs: list[Repair] = dataclasses.field(default_factory=list)

    def record(self, kind: RepairKind, printed: str, place: Place, *ids: str) -> None:
        """Put on record what was read otherwise than it stands there, or not at all.

        Args:
            kind: One of the kinds of repair.
            printed: What stands there.
            place: Where.
            ids: The framework's ids of the statements that it is about.
        """
        printed = one_line(printed)
        self.repairs.append(Repair(kind=kind, items=ids, printed=printed, read_as="", place=place))

    def standard(self) -> Standard:
        """The standard: one duty after the other, one task after the other.

        Raises:
            SourceError: `framework-nothing`: there is nothing of which a course could be made.
        """
        standard = _Numbering().standard(self)
        if not (standard.tasks or standard.criteria or standard.knowledge or standard.skills):
            named = " ".join(dict.fromkeys((self.code, self.name))).strip()
            raise SourceError("framework-nothing", place=self.place, found=named)
        return standard


def one_line(text: str) -> str:
    """A statement as a standard holds it: on one line, without what no file can hold."""
    return " ".join(_SURROGATE.sub("\ufffd", CONTROL.sub(" ", text[:_LONGEST])).split())


def require(framework: str, files: Mapping[str, bool], place: Place) -> None:
    """Refuses a framework some of whose files are missing: half of one would be told as whole.

    Args:
        framework: Its name.
        files: What each needed file is called -> whether it is there.
        place: Where they were looked for.

    Raises:
        SourceError: `framework-incomplete`.
    """
    if missing := [name for name, is_there in files.items() if not is_there]:
        raise SourceError(
            "framework-incomplete", place=place, framework=framework,
            missing=", ".join(missing), needed=", ".join(files),
        )  # fmt: skip


def whole(statement: Statement, tasks: Iterable[Statement]) -> Scope:
    """A duty that stands for a whole occupation, with its tasks."""
    return Scope(statement=statement, tasks=[Scope(statement=task) for task in tasks])


class _Numbering:
    """Gives out the codes: T1, T1.1, P1.1.1, K01, S01, A01, in printed order."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._codes: dict[str, dict[str, str]] = {"K": {}, "S": {}}

    def standard(self, outline: Outline) -> Standard:
        self._keep(outline.code, outline.id)
        duties = tuple(
            self._duty(f"T{number}", duty, outline)
            for number, duty in enumerate(outline.duties, start=1)
        )
        for codes in self._codes.values():
            for id_, code in codes.items():
                self._keep(code, "" if id_.startswith(_UNNAMED) else id_)
        attitudes = tuple(
            Attitude(code=f"A{number:02}", name=each.text, text="", place=each.place)
            for number, each in enumerate(outline.attitudes, start=1)
        )
        for attitude, each in zip(attitudes, outline.attitudes, strict=True):
            self._keep(attitude.code, each.id)
        printed = (outline.name, outline.description, *(duty.text for duty in duties))
        return Standard(
            code=outline.code,
            name=outline.name,
            name_kind="occupation",
            language="zh-TW" if _HAN.search("".join(printed)) else "en",
            description=outline.description,
            duties=duties,
            attitudes=attitudes,
            repairs=self._with_codes(outline.repairs),
            framework=Framework(name=outline.framework, ids=tuple(self._ids.items())),
            place=outline.place,
        )

    def _duty(self, code: str, duty: Scope, outline: Outline) -> Duty:
        self._keep(code, duty.statement.id)
        tasks = tuple(
            Task(code=f"{code}.{number}", text=task.statement.text, place=task.statement.place)
            for number, task in enumerate(duty.tasks, start=1)
        )
        wide = Scope(
            statement=duty.statement,
            criteria=duty.criteria,
            knowledge=[*outline.knowledge, *duty.knowledge],
            skills=[*outline.skills, *duty.skills],
        )
        # What is given for all tasks stands in one block over them all: nobody said whose it is.
        blocks = [self._block(tuple(task.code for task in tasks), f"P{code[1:]}", wide)]
        for task, scope in zip(tasks, duty.tasks, strict=True):
            self._keep(task.code, scope.statement.id)
            if scope.criteria or scope.knowledge or scope.skills:
                blocks.append(self._block((task.code,), f"P{task.code[1:]}", scope))
        return Duty(
            code=code,
            text=duty.statement.text,
            tasks=tasks,
            blocks=tuple(blocks),
            place=duty.statement.place,
        )

    def _block(self, tasks: tuple[str, ...], stem: str, scope: Scope) -> Block:
        criteria = tuple(
            PerformanceCriterion(code=f"{stem}.{number}", text=each.text, place=each.place)
            for number, each in enumerate(scope.criteria, start=1)
        )
        for criterion, each in zip(criteria, scope.criteria, strict=True):
            self._keep(criterion.code, each.id)
        return Block(
            tasks=tasks,
            level=None,
            criteria=criteria,
            knowledge=self._uses("K", scope.knowledge),
            skills=self._uses("S", scope.skills),
            place=scope.statement.place,
        )

    def _uses(self, letter: str, statements: Sequence[Statement]) -> tuple[KsaUse, ...]:
        """The items of one block, each once; the same id has the same code everywhere."""
        codes = self._codes[letter]
        uses: dict[str, KsaUse] = {}
        for each in statements:
            code = codes.setdefault(
                each.id or f"{_UNNAMED}{each.text}", f"{letter}{len(codes) + 1:02}"
            )
            uses.setdefault(code, KsaUse(code=code, text=each.text, place=each.place))
        return tuple(uses.values())

    def _keep(self, code: str, id_: str) -> None:
        if id_ and id_ != code:
            self._ids[code] = id_

    def _with_codes(self, repairs: Iterable[Repair]) -> tuple[Repair, ...]:
        """The repairs, about codes instead of ids."""
        codes = {id_: code for code, id_ in self._ids.items()}
        return tuple(
            dataclasses.replace(
                repair, items=tuple(codes[each] for each in repair.items if each in codes)
            )
            for repair in repairs
        )
