"""Finds the places of a form by its own words, and puts into them what the report says."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from curriculum.errors import SourceError
from curriculum.labels import Labels
from curriculum.office.form.archive import finished, opened
from curriculum.office.form.boxes import is_ticked_already, tick
from curriculum.office.form.course_map import put_map
from curriculum.office.form.grid import (
    blank_row,
    cover,
    distinct,
    merge_down,
    owners_of,
    rows_of,
    sample_rows,
)
from curriculum.office.form.looks import keep_with_next, make_plain
from curriculum.office.form.names import BODY, DELETED, GRID, PARAGRAPHS
from curriculum.office.form.texts import (
    Element,
    add_behind,
    copied,
    is_named,
    key,
    paragraphs_of,
    text_of,
    write,
)
from curriculum.problems import Place
from curriculum.views.parts import (
    Box,
    Cell,
    Document,
    Facts,
    Line,
    Section,
    Table,
    placed_rows,
    plain_text,
)
from curriculum.views.plain import line_text

_FREE_FIGURE = "table-2"
_WITH_OWN_ROWS = "material"
"""The table whose rows the form prints itself."""
_COVER = "cover"


def filled_form(form: bytes, place: Place, report: Document, labels: Labels) -> bytes:
    """The form with what the report says; the same form and report give the same bytes.

    Args:
        form: The blank form.
        place: Where the form comes from, for messages.
        report: The report, in the form's language.
        labels: The words that the report was made with.

    Raises:
        SourceError: It cannot be opened (see `opened`), it is no blank one
            (`form-already-filled`), or `form-does-not-match`, which lists what was not found.
    """
    file = opened(form, place)
    filling = _Filling(file.root, labels)
    filling.fill(report)
    if filling.has_been_filled:
        raise SourceError("form-already-filled", place=place)
    if filling.lacking:
        items = labels["punctuation.semicolon"].join(filling.lacking)
        raise SourceError("form-does-not-match", place=place, items=items)
    return finished(file)


class _Table(NamedTuple):
    """A table of the form that was found."""

    element: Element
    title: str
    """The title by which it was found."""


class _Filling:
    """One form being filled."""

    def __init__(self, root: Element, labels: Labels) -> None:
        self._root = root
        self._labels = labels
        self.lacking: list[str] = []
        """What was not found, in the order of the report."""
        self.has_been_filled = False
        """Whether there are ticks or names where a blank form has none."""

    def fill(self, report: Document) -> None:
        """Fills everything that the report has."""
        sections = [*_filled(report.sections)]
        titles = {
            section.id: report.title if section.id == _COVER else section.title
            for section in sections
        }
        tables = _tables_below(self._root.iterchildren(BODY), titles)
        for section in sections:
            title = titles[section.id]
            if section.id not in tables:
                self.lacking.append(title)
                continue
            table = _Table(tables[section.id], title)
            for part in section.parts:
                if isinstance(part, Facts):
                    self._facts(table, part)
                elif isinstance(part, Table):
                    self._table(section.id, table, part)

    def _table(self, section_id: str, table: _Table, view: Table) -> None:
        if section_id == _FREE_FIGURE:
            self._figure(table, view)
        elif section_id == _WITH_OWN_ROWS:
            self._own_rows(table, view)
        else:
            self._rows(table, view)

    def _figure(self, table: _Table, view: Table) -> None:
        cells = (cell for row in owners_of([*rows_of(table.element)]) for cell in row.values())
        empty = [cell for cell in cells if not key(text_of(cell)) and paragraphs_of(cell)]
        if empty:
            before = table.element.getprevious()
            if before is not None and before.tag in PARAGRAPHS:
                keep_with_next(self._root, before)
            make_plain(self._root, empty[0])
            put_map(self._root, empty[0], view, self._labels)
        else:
            self._lack(table, self._labels["report.blank_cell"])

    def _facts(self, table: _Table, facts: Facts) -> None:
        fields = [*_fields_of(table.element)]
        for fact in facts.facts:
            wanted = key(fact.label)
            found = next((cell for name, cell in fields if name == wanted), None)
            if found is None:
                found = next((cell for name, cell in fields if is_named(name, wanted)), None)
            if found is None:
                self._lack(table, fact.label)
            else:
                self._cell(table, found, fact.lines)

    def _rows(self, table: _Table, view: Table) -> None:
        """Puts a row for each of the view's where the blank ones stood."""
        head, columns = self._columns(table, view)
        if columns is None or not view.rows:
            return
        below = [*rows_of(table.element)][head + 1 :]
        if not below:
            self._lack(table, self._labels["report.blank_row"])
            return
        samples = sample_rows(below)
        blank = blank_row(samples)
        self.has_been_filled |= bool(view.row_headers and key(text_of(blank[columns[0]])))
        make_plain(self._root, blank)
        for cells in map(dict, placed_rows(view)):
            row = copied(blank)
            samples[0].addprevious(row)
            places = [*row]
            for number, column in enumerate(columns):
                if number in cells:
                    self._cell(table, places[column], cells[number].lines)
                    merge_down(places[column], cells[number].rows)
                else:
                    cover(places[column])
        for sample in samples:
            sample.getparent().remove(sample)

    def _own_rows(self, table: _Table, view: Table) -> None:
        """Fills the rows that the form prints itself, found by what their last column says."""
        _, columns = self._columns(table, view)
        if columns is None:
            return
        rows = [distinct(owners) for owners in owners_of([*rows_of(table.element)])]
        for cells in view.rows:
            wanted = "".join(key(plain_text(line[:1])) for line in cells[-1].lines)
            found = [row for row in rows if columns[-1] in row
                     and key(text_of(row[columns[-1]])) == wanted]  # fmt: skip
            if not found:
                self._lack(table, self._labels.join(_names(cells[-1])))
                continue
            for column, cell in zip(columns, cells, strict=True):
                if column in found[0]:
                    self._cell(table, found[0][column], cell.lines)

    def _columns(self, table: _Table, view: Table) -> tuple[int, list[int] | None]:
        """The row with the titles, and where the view's columns stand in it."""
        titles = [plain_text(column.title) for column in view.columns]
        best: tuple[int, list[int | None]] = (0, [None] * len(titles))
        for number, owners in enumerate(owners_of([*rows_of(table.element)])):
            found = {column: key(text_of(cell)) for column, cell in distinct(owners).items()}
            places = [_column_named(key(title), found) for title in titles]
            if places.count(None) < best[1].count(None):
                best = number, places
        head, places = best
        for title, column in zip(titles, places, strict=True):
            if column is None:
                self._lack(table, title)
        columns = [column for column in places if column is not None]
        return head, columns if len(columns) == len(titles) else None

    def _cell(self, table: _Table, cell: Element, lines: tuple[Line, ...]) -> None:
        """Puts lines into a cell; boxes are ticked where they stand."""
        if any(isinstance(span, Box) for line in lines for span in line):
            for line in lines:
                match line:
                    case (Box(words, is_ticked), *rest):
                        text = line_text(tuple(rest), self._labels)
                        if is_ticked_already(cell, words):
                            self.has_been_filled = True
                        elif not tick(cell, words, text, is_ticked=is_ticked):
                            self._lack(table, plain_text(line[:1]))
                    case _:
                        write(_one_more(cell), line_text(line, self._labels))
            return
        for number, line in enumerate(lines):
            paragraphs = paragraphs_of(cell)
            self._line(paragraphs[number] if number < len(paragraphs) else _one_more(cell), line)

    def _line(self, paragraph: Element, line: Line) -> None:
        """Puts a line in the place of a paragraph, or behind it where it is the line's label."""
        text, there = line_text(line, self._labels), key(text_of(paragraph))
        if there and there == key(line_text(line[:1], self._labels)):
            add_behind(paragraph, line_text(line[1:], self._labels))
        elif there != key(text) or not there:
            write(paragraph, text)

    def _lack(self, table: _Table, name: str) -> None:
        item = self._labels.fill("report.labelled", label=table.title, text=name)
        if item not in self.lacking:
            self.lacking.append(item)


def _filled(sections: tuple[Section, ...]) -> Iterator[Section]:
    """The sections that hold something themselves."""
    for section in sections:
        if section.parts:
            yield section
        yield from _filled(section.sections)


def _tables_below(bodies: Iterable[Element], titles: Mapping[str, str]) -> dict[str, Element]:
    """Section -> the first table below the paragraph with its title."""
    by_title = {key(title): section_id for section_id, title in titles.items()}
    found: dict[str, Element] = {}
    heading = ""
    for block in _blocks(bodies):
        if block.tag == GRID:
            if heading:
                found.setdefault(heading, block)
            heading = ""
        else:
            heading = by_title.get(key(text_of(block)), heading)
    return found


def _blocks(elements: Iterable[Element]) -> Iterator[Element]:
    """Paragraphs and tables in order, those in lists and sections among them."""
    for child in elements:
        if child.tag in PARAGRAPHS or child.tag == GRID:
            yield child
        elif isinstance(child.tag, str) and child.tag != DELETED:
            yield from _blocks(child)


def _fields_of(table: Element) -> Iterator[tuple[str, Element]]:
    """Labels and the cells to the right of each; a label may be shared by several rows."""
    for owners in owners_of([*rows_of(table)]):
        cells = [*distinct(owners).values()]
        keys = [key(text_of(cell)) for cell in cells]
        for number, cell in enumerate(cells[1:]):
            yield keys[number], cell
            if number:
                yield f"{keys[number - 1]}({keys[number]})", cell


def _column_named(wanted: str, found: Mapping[int, str]) -> int | None:
    exact = [column for column, name in found.items() if name == wanted]
    near = [column for column, name in found.items() if is_named(name, wanted)]
    return next(iter((*exact, *near)), None)


def _names(cell: Cell) -> tuple[str, ...]:
    return tuple(plain_text(line[:1]) for line in cell.lines)


def _one_more(cell: Element) -> Element:
    """A paragraph below those of a cell, looking like the last of them."""
    paragraphs = paragraphs_of(cell)
    if not paragraphs:
        cell.append(cell.makeelement(PARAGRAPHS[0]))
        return cell[-1]
    copy = copied(paragraphs[-1])
    paragraphs[-1].addnext(copy)
    return copy
