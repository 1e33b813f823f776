"""The coverage matrix (對應表): what each module teaches and assesses of the standard."""

import functools
from collections.abc import Callable, Iterable, Iterator

from curriculum.course import Course, Module, Role
from curriculum.labels import Labels
from curriculum.standard import KsaKind, PerformanceCriterion, Task, WorkOutput
from curriculum.views import pages
from curriculum.views.items import Item, allocations, is_assessed, items_of
from curriculum.views.parts import (
    Bullets,
    Cell,
    Column,
    Document,
    Line,
    Mark,
    Section,
    Table,
    Tag,
)

SIGNS = {"introduced": "●", "reinforced": "○", "covered": "■", "assessed": "◎"}
"""The signs of the matrix, by what they mean; their words are labels."""


def matrix(course: Course, labels: Labels) -> Document:
    """Tasks, criteria, work outputs, K, S and A against modules."""
    groups = {
        "tasks": _tasks(course),
        "criteria": _criteria(course),
        "outputs": _outputs(course),
        "knowledge": _items(course, KsaKind.KNOWLEDGE),
        "skills": _items(course, KsaKind.SKILL),
        "attitudes": _items(course, KsaKind.ATTITUDE),
    }
    legend = Bullets(
        tuple((f"{sign} {labels[f'matrix.about_{word}']}",) for word, sign in SIGNS.items())
    )
    return Document(
        kind="matrix",
        page=pages.MATRIX,
        title=labels["matrix.title"],
        short_title=labels["matrix.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(labels["matrix.introduction"],),
        sections=(
            Section(id="legend", title=labels["matrix.legend"], parts=(legend,)),
            *(
                Section(
                    id=name,
                    title=labels[f"terms.{name}"],
                    parts=(_table(course, labels[f"terms.{name}"], rows, labels),),
                )
                for name, rows in groups.items()
            ),
        ),
    )


_Row = tuple[Line, Callable[[Module], Iterable[str]]]
"""What a row is about, and the words of its marks in a module."""


def _table(course: Course, name: str, rows: Iterator[_Row], labels: Labels) -> Table:
    def cell(words: Iterable[str]) -> Cell:
        marks = tuple(Mark(SIGNS[word], labels[f"matrix.{word}"]) for word in words)
        return Cell((marks,)) if marks else Cell()

    def row(line: Line, words: Callable[[Module], Iterable[str]]) -> tuple[Cell, ...]:
        cells = tuple(cell(words(module)) for module in course.modules)
        nowhere = () if any(each.lines for each in cells) else (Tag(labels["item.nowhere"]),)
        return Cell(((*line, *nowhere),)), *cells

    return Table(
        caption=labels.fill("matrix.caption", rows=name),
        columns=(
            Column(title=(name,)),
            *(
                Column(title=(pages.module_link(module, text=module.id),), look="mark")
                for module in course.modules
            ),
        ),
        rows=tuple(row(line, words) for line, words in rows),
        look="matrix",
        row_headers=1,
    )


def _tasks(course: Course) -> Iterator[_Row]:
    for task in course.standard.tasks:
        line = pages.coded(task.code, task.text, course.standard)
        yield line, functools.partial(_task_words, task)


def _task_words(task: Task, module: Module) -> Iterator[str]:
    if task.code in module.tasks:
        yield "covered"


def _criteria(course: Course) -> Iterator[_Row]:
    for criterion in course.standard.criteria:
        line = pages.coded(criterion.code, criterion.text, course.standard)
        yield line, functools.partial(_criterion_words, criterion)


def _criterion_words(criterion: PerformanceCriterion, module: Module) -> Iterator[str]:
    if criterion in module.criteria:
        yield "covered"
        if any(criterion.code in way.criteria for way in module.assessment):
            yield "assessed"


def _outputs(course: Course) -> Iterator[_Row]:
    for output in course.standard.outputs:
        line = pages.coded(output.code, output.text, course.standard)
        yield line, functools.partial(_output_words, output)


def _output_words(output: WorkOutput, module: Module) -> Iterator[str]:
    if output in module.outputs:
        yield "covered"
        if any(output.code in way.outputs for way in module.assessment):
            yield "assessed"


def _items(course: Course, kind: KsaKind) -> Iterator[_Row]:
    """A row for each item of a kind; of an attitude its name, or the rows would be paragraphs."""
    names: dict[str, str] = {}
    if kind is KsaKind.ATTITUDE:
        names = {item.code: item.name for item in reversed(course.standard.attitudes)}
    for shown in items_of(course.standard):
        if shown.kind is kind:
            text = names.get(shown.code, shown.texts[0])
            line = pages.linked_item(kind, shown.code, text, course.standard)
            yield line, functools.partial(_item_words, shown)


def _item_words(shown: Item, module: Module) -> Iterator[str]:
    for entry in allocations(module, shown.kind):
        if entry.code == shown.code:
            yield "introduced" if entry.role is Role.INTRODUCE else "reinforced"
    if shown.kind is KsaKind.ATTITUDE and any(
        attitude.code == shown.code for attitude in module.attitudes
    ):
        yield "covered"
    if is_assessed(module, shown.kind, shown.code):
        yield "assessed"
