"""What is recorded of each learner in each module, and the rule by which a module is passed.

The rule is that of the assessment plan: every item of the observation sheet is met, at once or on
re-assessment, and every score reaches its least mark, decided or proposed.
"""

import dataclasses

from curriculum.course import Module
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.observed import observed, ways_of
from curriculum.views.record_sheets import (
    HEAD,
    Area,
    Highlight,
    RecordSheet,
    Row,
    Rule,
    banner,
    cell_name,
    entries,
    heads,
    on_sheet,
)
from curriculum.views.roster import LAST, NAMED, name_of
from curriculum.views.sheets import Look, SheetCell, formula_text, text_cell
from curriculum.views.sign_in import LEARNERS

TEST = "測驗"
"""The method, in the official form's vocabulary, that gives a score."""
_FULL = 100


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The words of results."""

    competent: str
    not_yet: str
    unfinished: str
    no_mark: str
    """That the least mark is missing."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ModuleRecord:
    """A module's sheet: where what stands, counted in columns from 0."""

    module: Module
    sheet: str
    items: tuple[tuple[str, str], ...]
    """Code and text of what is met or not."""
    has_test: bool
    has_total: bool
    """Whether rubrics give a total."""

    @property
    def test(self) -> int:
        """The column of the test's score, where there is one."""
        return NAMED + len(self.items)

    @property
    def total(self) -> int:
        """The column of the rubrics' total, where there is one."""
        return self.test + self.has_test

    @property
    def met(self) -> int:
        """The column that counts what is met."""
        return self.total + self.has_total

    @property
    def required(self) -> int:
        """The column of how much has to be met."""
        return self.met + 1

    @property
    def result(self) -> int:
        """The column of the module's result."""
        return self.met + 2

    def column(self, column: int) -> str:
        """A column of all learners, as other sheets name it."""
        area = Area(top=HEAD, left=column, bottom=LAST, right=column)
        return on_sheet(self.sheet, area.name)


def results(labels: Labels) -> Results:
    """The words of a language."""
    return Results(
        competent=labels["observation-sheet.competent"],
        not_yet=labels["observation-sheet.not_yet"],
        unfinished=labels["records.grades.unfinished"],
        no_mark=labels.fill("parts.missing", what=labels["records.grades.mark"]),
    )


def module_record(module: Module, sheet: str, labels: Labels) -> ModuleRecord:
    """What is recorded of a module.

    Where nothing is observed, an assessor judges the module as a whole.
    """
    items = tuple((item.code, item.text) for item in observed(module, labels))
    return ModuleRecord(
        module=module,
        sheet=sheet,
        items=items or ((module.id, labels["observation-sheet.result"]),),
        has_test=any(way.method == TEST for way in module.assessment),
        has_total=bool(module.rubrics),
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """The cells that hold the least scores, as formulas name them."""

    test: str
    total: str


def module_sheet(
    record: ModuleRecord, limits: Limits, learners: str, labels: Labels
) -> RecordSheet:
    """The sheet of a module: a row for each learner.

    Args:
        record: What is recorded.
        limits: Where the least scores stand.
        learners: The name of the roster.
        labels: The words of headings and results.
    """
    count = record.met - record.test
    widths = (6, 14, *(13.0 for _ in record.items), *(11.0 for _ in range(count)), 8, 8, 14, 14)
    name = pages.module_name(record.module)
    return RecordSheet(
        title=record.sheet,
        widths=widths,
        rows=(
            banner(name, Look.TITLE, widths),
            banner(labels["records.grades.module_note"], Look.NOTE, widths),
            *_module_heads(record, labels),
            *(_learner(record, number, limits, learners, labels) for number in range(LEARNERS)),
        ),
        head=HEAD,
        repeated=2,
        fixed=NAMED,
        rules=_rules(record, labels),
        highlights=(
            *_colours(record, labels),
            *result_colours(_area(record.result, record.result), results(labels)),
        ),
        row_height=20,
    )


def choices(labels: Labels) -> tuple[str, str, str]:
    """What may be said of a criterion: met, not met, met on re-assessment."""
    return (
        labels["observation-sheet.met"],
        labels["observation-sheet.not_met"],
        labels["records.grades.met_again"],
    )


def result_colours(area: Area, words: Results) -> tuple[Highlight, ...]:
    """Colours of results, beside their words."""
    first = cell_name(area.top, area.left)
    tints = {
        words.competent: "high",
        words.not_yet: "none",
        words.unfinished: "low",
        words.no_mark: "low",
    }
    return tuple(
        Highlight(area=area, formula=f"={first}={formula_text(word)}", tint=tint)
        for word, tint in tints.items()
    )


def _module_heads(record: ModuleRecord, labels: Labels) -> tuple[Row, Row]:
    """Codes, and below them the printed words."""
    scores = {"test": record.has_test, "total": record.has_total}
    names = [name for name, is_there in scores.items() if is_there]
    texts = {"test": _test_text(record.module, labels), "total": labels["records.grades.of_total"]}
    above = (
        labels["sign-in.number"],
        labels["sign-in.name"],
        *(code for code, _ in record.items),
        *(labels[f"records.grades.{name}"] for name in names),
        labels["records.grades.met"],
        labels["records.grades.required"],
        labels["records.grades.result"],
        labels["parts.remarks"],
    )
    below = ("", "", *(text for _, text in record.items), *(texts[name] for name in names))
    filling = ("",) * (len(above) - len(below))
    return heads(above), tuple(text_cell(text) for text in (*below, *filling))


def _test_text(module: Module, labels: Labels) -> str:
    """What the score of a test is of, and to which degrees the objectives ask for it."""
    degrees = dict.fromkeys(
        goal.degree for goal in module.objectives if goal.degree and TEST in ways_of(goal, module)
    )
    return "\n".join((labels["records.grades.of_test"], *degrees))


def _area(first: int, last: int) -> Area:
    return Area(top=HEAD, left=first, bottom=LAST, right=last)


def _learner(
    record: ModuleRecord, number: int, limits: Limits, learners: str, labels: Labels
) -> Row:
    row = HEAD + number
    typed = f"{cell_name(row, NAMED)}:{cell_name(row, record.met - 1)}"
    items = f"{cell_name(row, NAMED)}:{cell_name(row, record.test - 1)}"
    met, _, again = map(formula_text, choices(labels))
    counted = f"COUNTIF({items},{met})+COUNTIF({items},{again})"
    return (
        SheetCell(value=number + 1, look=Look.COUNT),
        name_of(learners, number),
        *entries(record.met - NAMED),
        SheetCell(look=Look.COUNT, formula=f'=IF(COUNTA({typed})=0,"",{counted})'),
        SheetCell(value=len(record.items), look=Look.COUNT),
        SheetCell(look=Look.COUNT, formula=_result(record, row, limits, labels)),
        SheetCell(look=Look.ENTRY),
    )


def _result(record: ModuleRecord, row: int, limits: Limits, labels: Labels) -> str:
    """The formula of a module's result; nothing while nothing is typed.

    What has failed says so at once. Without a limit, which somebody emptied, no score passes.
    """
    words = results(labels)
    typed = f"{cell_name(row, NAMED)}:{cell_name(row, record.met - 1)}"
    items = f"{cell_name(row, NAMED)}:{cell_name(row, record.test - 1)}"
    met, required = cell_name(row, record.met), cell_name(row, record.required)
    not_met = formula_text(choices(labels)[1])
    failed, open_ = f"COUNTIF({items},{not_met})>0", f"{met}<{required}"
    passed = formula_text(words.competent)
    scores = [
        *([(cell_name(row, record.test), limits.test)] if record.has_test else ()),
        *([(cell_name(row, record.total), limits.total)] if record.has_total else ()),
    ]
    if scores:
        low = ",".join(
            f"AND(ISNUMBER({limit}),ISNUMBER({score}),{score}<{limit})" for score, limit in scores
        )
        failed = f"OR({failed},{low})"
        given = f"COUNT({scores[0][0]}:{scores[-1][0]})"
        open_ = f"OR({open_},{given}<{len(scores)})"
        known = ",".join(f"ISNUMBER({limit})" for _, limit in scores)
        passed = f"IF(AND({known}),{passed},{formula_text(words.no_mark)})"
    not_yet, unfinished = formula_text(words.not_yet), formula_text(words.unfinished)
    return f'=IF(COUNTA({typed})=0,"",IF({failed},{not_yet},IF({open_},{unfinished},{passed})))'


def _rules(record: ModuleRecord, labels: Labels) -> tuple[Rule, ...]:
    """What may be typed of criteria and as a score."""
    rules = [
        Rule(
            area=_area(NAMED, record.test - 1),
            choices=choices(labels),
            message=labels["records.grades.choose"],
        )
    ]
    if record.met > record.test:
        scores = _area(record.test, record.met - 1)
        rules.append(Rule(area=scores, most=_FULL, message=labels["records.grades.score"]))
    return tuple(rules)


def _colours(record: ModuleRecord, labels: Labels) -> tuple[Highlight, ...]:
    _, not_met, again = choices(labels)
    area = _area(NAMED, record.test - 1)
    first = cell_name(HEAD, NAMED)
    return tuple(
        Highlight(area=area, formula=f"={first}={formula_text(word)}", tint=tint)
        for word, tint in ((not_met, "none"), (again, "low"))
    )
