"""The checklists of a course as a device ticks, counts and exports them.

They are read off the documents themselves, so that a row is called what its page calls it.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.audience import Audience, audience_of
from curriculum.views.parts import Box, Cell, Document, Line, Table, Tick, parts_of, plain_text
from curriculum.views.tick_ids import course_key, joined_id

KINDS = ("self-check", "observation-sheet", "preparation")
"""The documents of a module that are ticked, in the order of `pages.MODULE_DOCUMENTS`."""

_WORDS = (
    "progress",
    "count",
    "module",
    "export",
    "reset",
    "reset_question",
    "reset_yes",
    "reset_no",
    "not_kept",
    "unreadable",
    "columns.code",
    "columns.version",
    "columns.module",
    "columns.list",
    "columns.item",
    "columns.text",
    "columns.ticked",
    "between",
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TickedRow:
    """A row of a checklist."""

    code: str
    """What names the row on its page; empty where nothing does."""
    text: str
    ticks: tuple[tuple[Tick, str], ...]
    """Its boxes, each with what stands above or beside it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A checklist of a module."""

    module: Module
    document: Document
    rows: tuple[TickedRow, ...]

    @property
    def id(self) -> str:
        """What its ticks are remembered under."""
        return joined_id(self.module.id, self.document.kind)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Which checklists a page counts."""

    course: str
    """What tells the ticks of the course from those of every other."""
    scope: str | None
    """The beginning of the ids of its checklists, empty for all; None where it counts nothing."""


def checklists(course: Course, documents: Iterable[Document]) -> tuple[Checklist, ...]:
    """The checklists among documents, module by module."""
    by_page = {document.page: document for document in documents}
    return tuple(
        Checklist(module=module, document=by_page[page], rows=tuple(_rows(by_page[page])))
        for module in course.modules
        for kind in KINDS
        if (page := pages.module_page(module, kind)) in by_page
    )


def counted_on(course: Course, document: Document) -> Counted:
    """What a page counts: the home page everything, a module's page what is its."""
    scope = "" if document.page == pages.HOME else None
    for module in course.modules:
        if document.page == pages.module_page(module):
            scope = f"{joined_id(module.id)}/"
        elif document.kind in KINDS and document.page == pages.module_page(module, document.kind):
            scope = joined_id(module.id, document.kind)
    return Counted(course=course_key(course), scope=scope)


def checklist_data(course: Course, lists: Sequence[Checklist], labels: Labels) -> dict[str, object]:
    """Everything that a browser needs to count and to export; plain values for JSON.

    Args:
        course: The course.
        lists: Its checklists.
        labels: The words of the interface's language.
    """
    version = course.standard.current_version
    return {
        "key": course_key(course),
        "code": course.standard.code,
        "version": version.version if version else "",
        "title": course.title,
        "words": {name: labels[f"ticking.{name}"] for name in _WORDS},
        "lists": [
            {
                "id": each.id,
                "module": each.module.id,
                "moduleName": pages.module_name(each.module),
                "name": each.document.short_title,
                "kind": each.document.kind,
                "isForTrainer": audience_of(each.document.page) is Audience.TRAINER,
                "rows": [
                    {
                        "code": row.code,
                        "text": row.text,
                        "boxes": [[tick.id, words, tick.is_counted] for tick, words in row.ticks],
                    }
                    for row in each.rows
                ],
            }
            for each in lists
        ],
    }


def _rows(document: Document) -> Iterator[TickedRow]:
    for part in parts_of(document.sections):
        if isinstance(part, Table):
            yield from _table_rows(part)


def _table_rows(table: Table) -> Iterator[TickedRow]:
    """The rows of a table that have boxes to tick."""
    covered = [0] * len(table.columns)
    for row in table.rows:
        cells = iter(row)
        placed: dict[int, Cell] = {}
        for number in range(len(table.columns)):
            if covered[number]:
                covered[number] -= 1
                continue
            placed[number] = cell = next(cells)
            covered[number] = cell.rows - 1
        ticks = tuple(_ticks(table, placed))
        if ticks:
            yield _row(table, placed, ticks)


def _ticks(table: Table, cells: dict[int, Cell]) -> Iterator[tuple[Tick, str]]:
    """The boxes of a row; one without words of its own is called by its column."""
    for number, cell in cells.items():
        above = plain_text(table.columns[number].title)
        for line in cell.lines:
            for span in line:
                if isinstance(span, Box) and span.tick:
                    is_alternative = span.tick.is_alternative
                    words = span.text if is_alternative else f"{above} {span.text}".strip()
                    yield span.tick, words or above


def _row(table: Table, cells: dict[int, Cell], ticks: tuple[tuple[Tick, str], ...]) -> TickedRow:
    """What a row is about; where it says nothing but its heading, the heading."""
    codes: list[str] = []
    heads: list[str] = []
    texts: list[str] = []
    for number, cell in cells.items():
        words = " ".join(plain_text(line) for line in cell.lines if not _has_box(line)).strip()
        if table.columns[number].look == "code":
            codes.append(words)
        else:
            (heads if number < table.row_headers else texts).append(words)
    text = next((each for each in (*texts, *heads) if each), "")
    return TickedRow(code=" ".join(codes), text=text, ticks=ticks)


def _has_box(line: Line) -> bool:
    return any(isinstance(span, Box) for span in line)
