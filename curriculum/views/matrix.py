"""The coverage matrix (對應表): what each module teaches and assesses of the standard."""

import dataclasses
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping

from curriculum.course import Band, Course, Module, Role
from curriculum.labels import Labels
from curriculum.standard import Coded, KsaKind, PerformanceCriterion, Task, WorkOutput
from curriculum.views import pages
from curriculum.views.bands import UNCERTAIN
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
_ALLOCATED = ("introduced", "reinforced")


def matrix(course: Course, labels: Labels) -> Document:
    """Tasks, criteria, work outputs, K, S and A against modules."""
    legend = Bullets(
        (
            *((f"{sign} {labels[f'matrix.about_{word}']}",) for word, sign in SIGNS.items()),
            *((f"{sign} {labels[f'matrix.about_{band}']}",) for band, sign in UNCERTAIN.items()),
        )
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
                for name, rows in covered_rows(course).items()
            ),
        ),
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CoveredRow:
    """A row of the matrix: an item of the standard, and its marks in each module."""

    code: str
    text: str
    line: Line
    """Code and text, with their links."""
    words: Callable[[Module], Iterable[str]]
    """The words of its marks in a module, the keys of `SIGNS`."""
    taught_as: str = ""
    """Code of the item under which it is taught, where that means the same and is another."""
    bands: Mapping[str, Band] = dataclasses.field(default_factory=dict)
    """Id of a module that teaches it -> how far that can be trusted."""


def covered_rows(course: Course) -> Mapping[str, tuple[CoveredRow, ...]]:
    """The rows by what they are about, in the matrix's order."""
    return {
        "tasks": tuple(_tasks(course)),
        "criteria": tuple(_criteria(course)),
        "outputs": tuple(_outputs(course)),
        "knowledge": tuple(_items(course, KsaKind.KNOWLEDGE)),
        "skills": tuple(_items(course, KsaKind.SKILL)),
        "attitudes": tuple(_items(course, KsaKind.ATTITUDE)),
    }


def as_taught(row: CoveredRow, labels: Labels) -> str:
    """That an item is taught and assessed as another that means the same; mostly nothing."""
    return labels.fill("matrix.same_as", code=row.taught_as) if row.taught_as else ""


def _table(course: Course, name: str, rows: Iterable[CoveredRow], labels: Labels) -> Table:
    def mark(word: str, band: Band | None) -> Mark:
        sign, name = SIGNS[word], labels[f"matrix.{word}"]
        if word in _ALLOCATED and band in UNCERTAIN:
            name = labels.fill("matrix.uncertain", word=name, band=labels[f"band.{band}"])
            return Mark(f"{sign}{UNCERTAIN[band]}", name)
        return Mark(sign, name)

    def row(each: CoveredRow) -> tuple[Cell, ...]:
        marks = (
            tuple(mark(word, each.bands.get(module.id)) for word in each.words(module))
            for module in course.modules
        )
        cells = tuple(Cell((found,)) if found else Cell() for found in marks)
        remark = as_taught(each, labels)
        if not any(cell.lines for cell in cells):
            remark = labels["item.nowhere"]
        return Cell(((*each.line, *((Tag(remark),) if remark else ())),)), *cells

    return Table(
        caption=labels.fill("matrix.caption", rows=name),
        columns=(
            Column(title=(name,)),
            *(
                Column(title=(pages.module_link(module, text=module.id),), look="mark")
                for module in course.modules
            ),
        ),
        rows=tuple(map(row, rows)),
        look="matrix",
        row_headers=1,
    )


def _tasks(course: Course) -> Iterator[CoveredRow]:
    for task in course.standard.tasks:
        criteria = frozenset(item.code for item in course.standard.criteria_of(task.code))
        yield _coded(task, functools.partial(_task_words, task, criteria), course)


def _coded(item: Coded, words: Callable[[Module], Iterable[str]], course: Course) -> CoveredRow:
    line = pages.coded(item.code, item.text, course.standard)
    return CoveredRow(code=item.code, text=item.text, line=line, words=words)


def _task_words(task: Task, criteria: frozenset[str], module: Module) -> Iterator[str]:
    """A task is assessed where one of its criteria is."""
    if task.code in module.tasks:
        yield "covered"
        if any(criteria.intersection(way.criteria) for way in module.assessment):
            yield "assessed"


def _criteria(course: Course) -> Iterator[CoveredRow]:
    for criterion in course.standard.criteria:
        yield _coded(criterion, functools.partial(_criterion_words, criterion), course)


def _criterion_words(criterion: PerformanceCriterion, module: Module) -> Iterator[str]:
    if criterion in module.criteria:
        yield "covered"
        if any(criterion.code in way.criteria for way in module.assessment):
            yield "assessed"


def _outputs(course: Course) -> Iterator[CoveredRow]:
    for output in course.standard.outputs:
        yield _coded(output, functools.partial(_output_words, output), course)


def _output_words(output: WorkOutput, module: Module) -> Iterator[str]:
    if output in module.outputs:
        yield "covered"
        if any(output.code in way.outputs for way in module.assessment):
            yield "assessed"


def _items(course: Course, kind: KsaKind) -> Iterator[CoveredRow]:
    """A row for each item of a kind; of an attitude its name, or the rows would be paragraphs."""
    names: dict[str, str] = {}
    if kind is KsaKind.ATTITUDE:
        names = {item.code: item.name for item in reversed(course.standard.attitudes)}
    for shown in items_of(course.standard):
        if shown.kind is kind:
            text = names.get(shown.code, shown.texts[0])
            line = pages.linked_item(kind, shown.code, text, course.standard)
            code = _taught_as(course, shown)
            words = functools.partial(_item_words, shown.kind, code)
            twin = code if code != shown.code else ""
            bands = {
                module.id: entry.band
                for module in course.modules
                for entry in allocations(module, kind)
                if entry.code == code
            }
            yield CoveredRow(
                code=shown.code, text=text, line=line, words=words, taught_as=twin, bands=bands
            )


def _taught_as(course: Course, shown: Item) -> str:
    """The code under which modules have an item: its own, else one that means the same."""
    taught = {item.code for each in course.modules for item in allocations(each, shown.kind)}
    is_left_out = any(item.code == shown.code for item in course.left_out)
    codes = (shown.code,) if is_left_out else (shown.code, *shown.same_as)
    return next((code for code in codes if code in taught), shown.code)


def _item_words(kind: KsaKind, code: str, module: Module) -> Iterator[str]:
    for entry in allocations(module, kind):
        if entry.code == code:
            yield "introduced" if entry.role is Role.INTRODUCE else "reinforced"
    if kind is KsaKind.ATTITUDE and any(attitude.code == code for attitude in module.attitudes):
        yield "covered"
    if is_assessed(module, kind, code):
        yield "assessed"
