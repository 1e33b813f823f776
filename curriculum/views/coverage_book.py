"""The workbook of a course's coverage: what is taught, practised and assessed where, and hours."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from curriculum.course import Activity, Course, Module
from curriculum.labels import Labels
from curriculum.standard import KsaKind, Standard
from curriculum.views import pages
from curriculum.views.items import is_practised, left_out, practising
from curriculum.views.matrix import SIGNS, CoveredRow, as_taught, covered_rows
from curriculum.views.record_sheets import (
    Area,
    Highlight,
    RecordBook,
    RecordSheet,
    Row,
    banner,
    cell_name,
    filled,
    footer,
    heads,
    identity_text,
    on_sheet,
    sheet_names,
)
from curriculum.views.sheets import Look, SheetCell, formula_text, text_cell

_PRACTISED = "▲"
_TAUGHT = (SIGNS["introduced"], SIGNS["reinforced"], SIGNS["covered"])
_ASSESSED = SIGNS["assessed"]
_COUNTED = {"taught": _TAUGHT, "practised": (_PRACTISED,), "assessed": (_ASSESSED,)}
"""What is counted, with the signs that say it: no cell has two signs of one of them."""
_KINDS = {
    "knowledge": KsaKind.KNOWLEDGE,
    "skills": KsaKind.SKILL,
    "attitudes": KsaKind.ATTITUDE,
}
_FIXED = 3
_TOP = 4
"""The first row of the table's body."""
_MINUTES = 60


def coverage_book(course: Course, labels: Labels) -> RecordBook:
    """Coverage, hours and the steps that make them up."""
    names = sheet_names(
        [labels["matrix.title"], labels["terms.hours"], labels["lesson-plan.activities"]]
    )
    steps = [(module, step) for module in course.modules for step in module.activities]
    return RecordBook(
        sheets=(
            _coverage(course, names[0], labels),
            _hours(course, names[1], _Steps(names[2], len(steps)), labels),
            _activities(course, names[2], steps, labels),
        ),
        footer=footer(course, labels),
    )


def _coverage(course: Course, name: str, labels: Labels) -> RecordSheet:
    count = len(course.modules)
    widths = (10, 9, 44, *(7.0 for _ in course.modules), 6, 6, 6, 11, 16)
    groups = covered_rows(course)
    body = [
        _covered(each, group, course, labels, _TOP + number)
        for number, (group, each) in enumerate(
            (group, each) for group, rows in groups.items() for each in rows
        )
    ]
    bottom = _TOP + len(body) - 1
    counts = Area(top=_TOP, left=_FIXED + count, bottom=bottom, right=_FIXED + count + 2)
    state = Area(top=_TOP, left=0, bottom=bottom, right=len(widths) - 1)
    first, about = cell_name(_TOP, counts.left), f"${cell_name(_TOP, counts.right + 1)}"
    return RecordSheet(
        title=name,
        widths=widths,
        rows=(
            banner(f"{labels['matrix.title']} {course.title}", Look.TITLE, widths),
            banner(identity_text(course, labels), Look.NOTE, widths),
            banner(_legend(labels), Look.NOTE, widths),
            _coverage_heads(course, labels),
            *body,
            *_sums(body, (_TOP, bottom), count, labels),
        ),
        head=_TOP,
        repeated=1,
        fixed=_FIXED,
        filtered=Area(top=_TOP - 1, left=0, bottom=bottom, right=len(widths) - 1) if body else None,
        highlights=(
            Highlight(area=counts, formula=f"={first}=0", tint="low"),
            Highlight(area=state, formula=f'={about}<>""', tint="none"),
        )
        if body
        else (),
        is_filled_in=False,
    )


def _legend(labels: Labels) -> str:
    """What the signs mean, in the order in which a cell shows them."""
    known = {sign: labels[f"matrix.about_{word}"] for word, sign in SIGNS.items()}
    known[_PRACTISED] = labels["records.coverage.about_practised"]
    signs = (*_TAUGHT, _PRACTISED, _ASSESSED)
    space = labels["punctuation.semicolon"]
    return space.join(f"{sign} {known[sign]}" for sign in signs)


def _coverage_heads(course: Course, labels: Labels) -> Row:
    return heads(
        (
            labels["terms.kind"],
            labels["terms.code"],
            labels["records.coverage.text"],
            *(f"{module.id}\n{module.title}" for module in course.modules),
            *(labels[f"records.coverage.{word}"] for word in _COUNTED),
            labels["records.coverage.state"],
            labels["parts.remarks"],
        )
    )


def _covered(each: CoveredRow, group: str, course: Course, labels: Labels, row: int) -> Row:
    """The marks of an item, how many modules have which, and what it lacks."""
    marks = [_signs(each, group, course, module) for module in course.modules]
    last = _FIXED + len(marks)
    cells = f"{cell_name(row, _FIXED)}:{cell_name(row, last - 1)}"
    taught, practised, assessed = (_count(cells, marks, signs) for signs in _COUNTED.values())
    words = [labels[f"records.coverage.{word}"] for word in ("nowhere", "unassessed")]
    state = words[0] if not taught.value else "" if assessed.value else words[1]
    first, third = cell_name(row, last), cell_name(row, last + 2)
    nowhere, unassessed = map(formula_text, words)
    return (
        text_cell(labels[f"terms.{group}"]),
        text_cell(each.code, Look.CODE),
        text_cell(each.text),
        *(text_cell(mark, Look.MARK) for mark in marks),
        taught,
        practised,
        assessed,
        SheetCell(
            value=state,
            look=Look.COUNT,
            formula=f'=IF({first}=0,{nowhere},IF({third}=0,{unassessed},""))',
        ),
        text_cell(as_taught(each, labels) or left_out(course, each.code, labels)),
    )


def _signs(each: CoveredRow, group: str, course: Course, module: Module) -> str:
    """The signs of an item in a module: what the coverage matrix says, and whether it is practised.

    Nothing is practised in a module that does not have it.
    """
    words = tuple(each.words(module))
    signs = "".join(SIGNS[word] for word in words if word != "assessed")
    if signs and _is_practised(each.taught_as or each.code, group, course, module):
        signs += _PRACTISED
    return signs + (_ASSESSED if "assessed" in words else "")


def _is_practised(code: str, group: str, course: Course, module: Module) -> bool:
    """Tasks and work outputs are practised where criteria of the task are."""
    if group in _KINDS:
        return is_practised(course, module, _KINDS[group], code)
    criteria = frozenset((code,))
    if group != "criteria":
        criteria = frozenset(_criteria_about(code, group, course.standard, module))
    return any(
        goal in course.objectives and criteria.intersection(course.objectives[goal].criteria)
        for step in practising(module)
        for goal in step.objectives
    )


def _criteria_about(code: str, group: str, standard: Standard, module: Module) -> Iterator[str]:
    """The criteria of a task, or of the tasks whose work output this is."""
    if not module.tasks:
        yield from (item.code for item in module.criteria)
    for task in module.tasks:
        outputs = {item.code for item in standard.outputs_of(task)}
        if code == task or (group == "outputs" and code in outputs):
            yield from (item.code for item in standard.criteria_of(task))


def _count(cells: str, marks: Iterable[str], signs: Sequence[str]) -> SheetCell:
    """How many cells have one of the signs."""
    formula = "+".join(f'COUNTIF({cells},"*{sign}*")' for sign in signs)
    return SheetCell(
        value=sum(any(sign in mark for sign in signs) for mark in marks),
        look=Look.COUNT,
        formula=f"={formula}",
    )


def _sums(body: Sequence[Row], span: tuple[int, int], count: int, labels: Labels) -> Iterator[Row]:
    """How many items each module teaches, practises and assesses."""
    if not body:
        return
    for word, signs in _COUNTED.items():
        name = labels.fill("records.coverage.sum", word=labels[f"records.coverage.{word}"])
        label = dataclasses.replace(text_cell(name, Look.CODE), across=_FIXED)
        cells = [
            _count(
                f"{cell_name(span[0], column)}:{cell_name(span[1], column)}",
                [str(row[column].value) for row in body],
                signs,
            )
            for column in range(_FIXED, _FIXED + count)
        ]
        yield filled((label, *cells), len(body[0]))


@dataclasses.dataclass(frozen=True, slots=True)
class _Steps:
    """Where the steps of the lesson plans stand."""

    sheet: str
    count: int

    def column(self, number: int) -> str:
        """All cells of one of its columns."""
        last = max(_TOP, _TOP + self.count - 1)
        area = Area(top=_TOP, left=number, bottom=last, right=number)
        return on_sheet(self.sheet, area.name)


def _hours(course: Course, name: str, steps: _Steps, labels: Labels) -> RecordSheet:
    """The hours of each module, and whether the steps of its lesson plan take as long."""
    widths = (34, 10, 10, 10, 12, 12, 12, 10)
    names = ("theory_minutes", "practice_minutes", "minutes")
    body = [_module_hours(each, steps, labels, _TOP + n) for n, each in enumerate(course.modules)]
    bottom = _TOP + len(body) - 1
    sums = [
        SheetCell(
            value=sum(float(row[column].value) for row in body),
            look=Look.COUNT,
            formula=f"=SUM({cell_name(_TOP, column)}:{cell_name(bottom, column)})",
        )
        for column in range(1, 7)
    ]
    whole = _check(sums, bottom + 1, labels)
    return RecordSheet(
        title=name,
        widths=widths,
        rows=(
            banner(f"{labels['terms.hours']} {course.title}", Look.TITLE, widths),
            banner(identity_text(course, labels), Look.NOTE, widths),
            banner(labels["records.hours.note"], Look.NOTE, widths),
            heads(
                (
                    labels["terms.module"],
                    labels["facts.theory_hours"],
                    labels["facts.practice_hours"],
                    labels["terms.hours"],
                    *(labels[f"records.hours.{each}"] for each in names),
                    labels["plan_workbook.modules.check"],
                )
            ),
            *body,
            (text_cell(labels["parts.total"], Look.CODE), *sums, whole),
        ),
        head=_TOP,
        repeated=1,
        fixed=1,
        is_filled_in=False,
    )


def _module_hours(module: Module, steps: _Steps, labels: Labels, row: int) -> Row:
    theory, practice = cell_name(row, 1), cell_name(row, 2)
    hours = [
        SheetCell(value=module.theory_hours, look=Look.COUNT),
        SheetCell(value=module.practice_hours, look=Look.COUNT),
        SheetCell(value=module.hours, look=Look.COUNT, formula=f"={theory}+{practice}"),
    ]
    minutes = [
        SheetCell(
            value=sum(each.minutes for each in module.activities if _kind(each) == kind),
            look=Look.COUNT,
            formula=f"=SUMIFS({steps.column(5)},{steps.column(0)},"
            f"{formula_text(module.id)},{steps.column(4)},"
            f"{formula_text(labels[f'lesson-plan.{kind}'])})",
        )
        for kind in ("theory", "practice")
    ]
    minutes.append(
        SheetCell(
            value=sum(each.minutes for each in module.activities),
            look=Look.COUNT,
            formula=f"={cell_name(row, 4)}+{cell_name(row, 5)}",
        )
    )
    cells = [*hours, *minutes]
    return (text_cell(pages.module_name(module), Look.CODE), *cells, _check(cells, row, labels))


def _check(cells: Sequence[SheetCell], row: int, labels: Labels) -> SheetCell:
    """Whether hours and minutes agree."""
    words = [labels[f"plan_workbook.modules.{word}"] for word in ("agrees", "differs")]
    agrees = float(cells[2].value) * _MINUTES == cells[5].value
    quoted = ",".join(map(formula_text, words))
    return SheetCell(
        value=words[0 if agrees else 1],
        look=Look.COUNT,
        formula=f"=IF({cell_name(row, 3)}*{_MINUTES}={cell_name(row, 6)},{quoted})",
    )


def _kind(step: Activity) -> str:
    return "practice" if step.is_practice else "theory"


def _activities(
    course: Course, name: str, steps: Sequence[tuple[Module, Activity]], labels: Labels
) -> RecordSheet:
    """The steps of all lesson plans, to be filtered by module, method or kind."""
    widths = (9, 30, 62, 16, 9, 9)
    rows = [
        (
            text_cell(module.id, Look.CODE),
            text_cell(module.title),
            text_cell(step.name),
            text_cell(step.method),
            text_cell(labels[f"lesson-plan.{_kind(step)}"]),
            SheetCell(value=step.minutes, look=Look.COUNT),
        )
        for module, step in steps
    ]
    bottom = _TOP + len(rows) - 1
    return RecordSheet(
        title=name,
        widths=widths,
        rows=(
            banner(f"{labels['lesson-plan.activities']} {course.title}", Look.TITLE, widths),
            banner(identity_text(course, labels), Look.NOTE, widths),
            banner(labels["lesson-plan.time_note"], Look.NOTE, widths),
            heads(
                (
                    labels["terms.code"],
                    labels["terms.module"],
                    *(
                        labels[f"lesson-plan.{word}"]
                        for word in ("activity", "method", "kind", "minutes")
                    ),
                )
            ),
            *rows,
        ),
        head=_TOP,
        repeated=1,
        fixed=1,
        filtered=Area(top=_TOP - 1, left=0, bottom=bottom, right=5) if rows else None,
        is_filled_in=False,
    )
