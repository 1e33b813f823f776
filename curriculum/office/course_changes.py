"""What a changed cell of a workbook means for `course.yaml`."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from curriculum.course import Course
from curriculum.decisions import (
    AddedObjective,
    Decisions,
    ModuleDecisions,
    ObjectiveDecision,
    Words,
)
from curriculum.office.edited_cells import Edit
from curriculum.views.plan_sheets import INTRODUCED, METHOD, OTHER_METHODS, REINFORCED
from curriculum.views.sheets import HEAD, Look, names_in, shown

Key = tuple[str, str, str]
"""Sheet, row and column of a cell."""
Values = Mapping[Key, str]
"""What cells show."""

LISTS = {INTRODUCED: "introduce", REINFORCED: "reinforce", "": "exclude"}
"""What a mark says -> the list of a module that says so."""


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """A change of `course.yaml`."""

    verb: str
    """`set`, `add` or `discard`, as `CourseEdit` has them."""
    path: tuple[str, ...]
    value: str | float | tuple[str, ...] = ""
    """Of a discarded key nothing, of a discarded item of a list the item."""


def key_of(edit: Edit) -> Key:
    """Where an edit is."""
    return edit.sheet, edit.row, edit.column


class Translator:
    """Says what edits mean for one course."""

    def __init__(self, edits: Sequence[Edit], course: Course, decisions: Decisions) -> None:
        self._edits = {key_of(edit): edit for edit in edits}
        self._decisions = decisions
        standard = course.standard
        self._twins = {
            item.code: (item.code, *item.same_as)
            for item in (*standard.knowledge, *standard.skills)
        }
        self._modules = {module.id for module in course.modules}
        self._homes = {
            goal.id: module.id for module in course.modules for goal in module.objectives
        }

    def is_mark(self, key: Key) -> bool:
        """Whether a cell says which module teaches an item."""
        sheet, row, column = key
        return sheet == "allocation" and column in self._modules and not row.startswith(HEAD)

    def twins(self, code: str) -> tuple[str, ...]:
        """A code with those that mean the same: a decision about one is about all."""
        return self._twins.get(code, (code,))

    def is_shown(self, edit: Edit, values: Values) -> bool:
        """Whether cells show what an edit asks for; an emptied text may show anything computed."""
        if _is_method(edit):
            return self._methods(edit.row, values) == self._methods(edit.row, values, wanted=True)
        if edit.value == "" and edit.look is not Look.MARK:
            return edit.sheet != "objectives" or edit.column not in self._required(edit)
        return values.get(key_of(edit)) == shown(edit.value)

    def taken_back(self, edit: Edit) -> Iterator[Change]:
        """What removes every decision about an edit's cell."""
        if edit.look is Look.MARK:
            module = self._module(edit.column)
            for name in LISTS.values():
                codes = {code.value for code in getattr(module, name)}
                for code in self.twins(edit.row):
                    if code in codes:
                        yield Change("discard", ("modules", edit.column, name), code)
        elif path := self._decided_at(edit):
            yield Change("discard", path)

    def placed(self, edit: Edit, now: Values) -> Iterator[Change]:
        """What decides that an edit's cell shows what was typed there."""
        if edit.look is Look.MARK:
            yield Change("add", ("modules", edit.column, LISTS[shown(edit.value)]), edit.row)
        elif _is_method(edit):
            methods = self._methods(edit.row, now, wanted=True)
            yield Change("set", ("modules", edit.row, "methods"), tuple(methods))
        elif edit.value != "":
            yield Change("set", self._path(edit), edit.value)

    def _module(self, name: str) -> ModuleDecisions:
        return self._decisions.modules.get(name, ModuleDecisions())

    def _methods(self, module: str, values: Values, *, wanted: bool = False) -> list[str]:
        """The methods of a module, as cells show them or as the edits want them."""
        found: list[str] = []
        for (sheet, row, column), value in values.items():
            if (sheet, row) == ("modules", module):
                edit = self._edits.get((sheet, row, column))
                text = shown(edit.value) if edit and wanted else value
                if column.startswith(METHOD) and text:
                    found.append(column.removeprefix(METHOD))
                elif column == OTHER_METHODS:
                    found += names_in(text)
        return found

    def _decided_at(self, edit: Edit) -> tuple[str, ...]:
        """The key that decides an edit's cell; nothing where none does."""
        if edit.sheet == "objectives":
            name, decided = self._objective(edit)
            if getattr(decided, edit.column, None) is None or edit.column in self._required(edit):
                return ()
            return name if self._others(edit, decided) == set() else (*name, edit.column)
        if edit.row not in self._modules:
            return ("hours",) if self._decisions.hours else ()
        at = ("modules", edit.row)
        words = self._module(edit.row).title or Words()
        match edit.column:
            case "title":
                return (*at, "title", *(["zh"] if words.en else [])) if words.zh else ()
            case "title_en":
                return (*at, "title", "en") if words.en else ()
        field = "methods" if _is_method(edit) else edit.column
        return (*at, field) if getattr(self._module(edit.row), field) else ()

    def _path(self, edit: Edit) -> tuple[str, ...]:
        """The key that decides an edit's cell; a text alone needs no mapping."""
        if edit.sheet == "objectives":
            name, decided = self._objective(edit)
            is_alone = edit.column == "text" and not self._others(edit, decided)
            return name if is_alone and not self._required(edit) else (*name, edit.column)
        if edit.row not in self._modules:
            return ("hours",)
        at = ("modules", edit.row)
        words = self._module(edit.row).title or Words()
        english = self._edits.get(("modules", edit.row, "title_en"))
        match edit.column:
            case "title" if words.en or (english and english.value):
                return (*at, "title", "zh")
            case "title_en":
                return (*at, "title", "en")
        return (*at, edit.column)

    def _objective(self, edit: Edit) -> tuple[tuple[str, ...], ObjectiveDecision | AddedObjective]:
        """Where an objective is decided, and what was."""
        home = self._homes.get(edit.row, "")
        name = edit.row.removeprefix(f"{home}-")
        module = self._module(home)
        if name in module.added_objectives:
            return ("modules", home, "added_objectives", name), module.added_objectives[name]
        decided = module.objectives.get(name, ObjectiveDecision())
        return ("modules", home, "objectives", name), decided

    def _required(self, edit: Edit) -> tuple[str, ...]:
        """What an objective cannot do without: the sentence of one that the trainer added."""
        _, decided = self._objective(edit)
        return ("text",) if isinstance(decided, AddedObjective) else ()

    def _others(self, edit: Edit, decided: ObjectiveDecision | AddedObjective) -> set[str]:
        """The other fields of an objective that are decided or are going to be."""
        fields = {"text", "condition", "degree", "domain", "level"} - {edit.column}
        found = {name for name in fields if getattr(decided, name, None) is not None}
        edits = {name: self._edits.get(("objectives", edit.row, name)) for name in fields}
        return found | {name for name, other in edits.items() if other and other.value}


def _is_method(edit: Edit) -> bool:
    return edit.column == OTHER_METHODS or edit.column.startswith(METHOD)
