"""Grid -> `Standard`: finds the sections of the printed form and reads each."""

import dataclasses

from curriculum.errors import SourceError
from curriculum.problems import NOWHERE
from curriculum.reading.accounting import lost_texts
from curriculum.reading.back_matter import (
    Attitudes,
    NotesSection,
    below_attitudes_heading,
    below_notes_heading,
)
from curriculum.reading.front_matter import (
    Header,
    begins_header,
    read_version,
    version_columns,
)
from curriculum.reading.grid import Cell, Grid, Row, counts_pages, is_page_number
from curriculum.reading.limits import check_grid
from curriculum.reading.main_table import MainTable, column_roles, continued_header
from curriculum.reading.record import Record
from curriculum.standard import Coded, Repair, Standard, Version

_TITLE = "職能基準"


def read_form(grid: Grid) -> Standard:
    """Reads a published standard, every irregularity on record.

    Raises:
        SourceError: `no-table` when there is no main table, or nothing in it; it is larger than
            any standard (see `limits`).
    """
    check_grid(grid)
    form = _Form()
    form.around(grid.margins)
    form.beside(grid.beside)
    form.hidden(grid.hidden)
    for row in grid.rows:
        form.add(row)
    return form.standard(grid)


class _Form:
    """Hands each row to the section it stands in."""

    def __init__(self) -> None:
        self._record = Record()
        self._header = Header(self._record)
        self._table = MainTable(self._record)
        self._attitudes = Attitudes(self._record)
        self._notes = NotesSection(self._record)
        self._front: list[Row] = []
        self._versions: list[Version] = []
        self._version_columns: dict[int, str] = {}
        self._section = "title"
        self._in_tables: set[str] = set()
        """The sections after the main table that stand in a table of their own."""

    def around(self, margins: tuple[Cell, ...]) -> None:
        """Takes what is printed around the pages: none of it belongs to the standard."""
        for cell in margins:
            self._record.running(cell.text, cell.place)

    def beside(self, notes: tuple[Cell, ...]) -> None:
        """Takes footnotes and comments: what they are about is not ours to say."""
        for cell in notes:
            self._record.unread(cell.text, cell.place)

    def hidden(self, texts: tuple[Cell, ...]) -> None:
        """Takes what the file holds and nobody sees: it is not printed."""
        for cell in texts:
            self._record.hidden(cell.text, cell.place)

    def add(self, row: Row) -> None:
        """Takes one row; a heading begins its section, anything else belongs to the current."""
        if row.is_around:
            self._record.unread(row.text, row.place)
        elif roles := column_roles(row):
            self._section = "table"
            self._table.header(row, roles)
        elif self._section == "table" and (roles := continued_header(row)):
            self._table.header_goes_on(roles)
        elif rest := below_notes_heading(row):
            self._section = "notes"
            self._notes.begin_page()
            self._add_filled(rest)
        elif rest := below_attitudes_heading(row):
            self._section = "attitudes"
            self._add_filled(rest)
        elif columns := version_columns(row):
            self._section = "versions"
            self._version_columns = columns
            for index, cell in enumerate(row.cells):
                if index not in columns:
                    self._record.unread(cell.text, cell.place)
        elif self._section in {"title", "versions", "header"} and begins_header(row):
            self._section = "header"
            self._header.add(row)
        else:
            self._add_to_section(row)

    def _add_filled(self, row: Row) -> None:
        """Takes what a heading's row holds besides the heading, if anything."""
        if row.filled:
            self._add_to_section(row)

    def _add_to_section(self, row: Row) -> None:
        if row.begins_page and self._section == "notes":
            self._notes.begin_page()
        if len(row.cells) == 1 and is_page_number(row.text):
            # A bare number may be anything.
            leave = self._record.running if counts_pages(row.text) else self._record.unread
            leave(row.text, row.place)
            return
        if self._is_behind(row):
            self._record.unread(row.text, row.place)
            return
        match self._section:
            case "header":
                self._header.add(row)
            case "versions":
                version = read_version(row, self._version_columns, self._record)
                if version is not None:
                    self._versions.append(version)
            case "table":
                self._table.add(row)
            case "attitudes":
                self._attitudes.add(row)
            case "notes":
                self._notes.add(row)
            case _:
                self._front.append(row)

    def _is_behind(self, row: Row) -> bool:
        """Whether a line stands behind the table that its section is printed in.

        The rules of a PDF's tables may stop at a page break, so that nothing follows there.
        """
        if self._section not in {"attitudes", "notes"} or row.place.page:
            return False
        if row.place.table:
            self._in_tables.add(self._section)
        return not row.place.table and self._section in self._in_tables

    def _title(self) -> str:
        """The line that names the document: one that says so, else the first; others are unread."""
        lines = [row for row in self._front if len(row.filled) == 1]
        title = next(
            (row for row in lines if row.text.endswith(_TITLE)), lines[0] if lines else None
        )
        for row in self._front:
            if row is not title:
                self._record.unread(row.text, row.place)
        return self._record.plain(title.filled[0]) if title else ""

    def standard(self, grid: Grid) -> Standard:
        """The standard, once every row has been taken."""
        header = self._header
        header.finish()
        duties = self._table.duties()
        if not duties:
            raise SourceError("no-table", place=grid.place)
        job_category, occupation = header.text("job_category"), header.text("occupation")
        if job_category and occupation:
            # Exactly one of the two boxes should be filled; the other text is not thrown away.
            self._record.unread(job_category, header.place("job_category", NOWHERE))
        # Every part is read before the record is closed: reading it may add to it.
        standard = Standard(
            code=header.text("code"),
            name=occupation or job_category,
            name_kind="job_category" if job_category and not occupation else "occupation",
            title=self._title(),
            level=header.level(),
            description=header.description(),
            job_categories=header.categories("job_categories"),
            occupations=header.categories("occupations"),
            industries=header.categories("industries"),
            versions=tuple(self._versions),
            duties=duties,
            attitudes=self._attitudes.attitudes(),
            notes=self._notes.notes(),
            place=header.place("code", grid.place),
        )
        read = dataclasses.replace(standard, repairs=_about(standard, self._record))
        lost = list(lost_texts(grid, read))
        for cell, text in lost:
            self._record.unread(text, cell.place)
        return dataclasses.replace(read, repairs=_about(read, self._record)) if lost else read


def _about(standard: Standard, record: Record) -> tuple[Repair, ...]:
    """The repairs, naming only items that came to be: some end as unread text."""
    items: list[Coded] = [
        *standard.duties, *standard.tasks, *standard.outputs, *standard.criteria,
        *standard.knowledge, *standard.skills, *standard.attitudes,
    ]  # fmt: skip
    codes = {item.code for item in items}
    return tuple(
        dataclasses.replace(repair, items=tuple(code for code in repair.items if code in codes))
        for repair in record.repairs()
    )
