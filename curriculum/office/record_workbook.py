"""Lays the workbooks of the kit out as .xlsx files to fill in and to print on A4."""

import math
from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from curriculum.labels import Labels
from curriculum.office.sheet_writing import SheetWriter, on_a4, row_height
from curriculum.views.record_sheets import RecordBook, RecordSheet, Row, Rule
from curriculum.views.sheets import Look, SheetCell

_TALLEST_HEAD = 130.0
"""Points of a row that stays in sight: what is below it must stay reachable."""
_TALLEST = 400.0
_PAGE = {True: (220.0, 800.0), False: (145.0, 1240.0)}
"""Whether A4 lies -> columns and points that it holds when the smallest text is still legible."""
_LEAST = {Look.PEN: 38.0, Look.TITLE: 28.0}
"""Points of rows with room for more than a line of plain text."""
_TITLE_SCALE = 1.7
"""How much larger a title is than plain text."""
_MAY = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
"""What may be done to a sheet whose formulas are kept from slips."""


def record_workbook_bytes(book: RecordBook, labels: Labels) -> bytes:
    """The file; the same book gives the same bytes.

    Args:
        book: What it says.
        labels: The words of messages and of the foot of a page.
    """
    writer = SheetWriter()
    before, between, after = labels["kit.page"].split("|")
    pages = f"{before}&P{between}&N{after}"
    # In a footer, `&` opens a field.
    footer = f"&L&8 {book.footer.replace('&', '&&')}&R&8 {pages}"
    for sheet in book.sheets:
        page = writer.book.add_worksheet(sheet.title)
        _fill(writer, page, sheet)
        _on_paper(page, sheet, footer)
        _guard(writer, page, sheet, labels)
    return writer.data()


def _fill(writer: SheetWriter, page: Worksheet, sheet: RecordSheet) -> None:
    """The cells, and what stays in sight."""
    page.hide_gridlines(2)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width, writer.format(Look.NOTE))
    for number, row in enumerate(sheet.rows):
        page.set_row(number, _height(sheet, number))
        for column, cell in _written(row):
            writer.cell(page, number, column, cell, is_wrapped=True)
    if sheet.head:
        page.freeze_panes(sheet.head, sheet.fixed)
    if sheet.filtered:
        area = sheet.filtered
        page.autofilter(area.top, area.left, area.bottom, area.right)


def _written(row: Row) -> Iterator[tuple[int, SheetCell]]:
    """The cells of a row that no other covers, with their columns."""
    free = 0
    for column, cell in enumerate(row):
        if column >= free:
            free = column + cell.across
            yield column, cell


def _height(sheet: RecordSheet, number: int) -> float:
    """Points of a row."""
    row = sheet.rows[number]
    most = _TALLEST_HEAD if number < sheet.head else _TALLEST
    least = max((_LEAST.get(cell.look, sheet.row_height) for cell in row), default=0.0)
    return row_height(_measured(row, sheet), least, most)


def _measured(row: Row, sheet: RecordSheet) -> Iterator[tuple[SheetCell, float]]:
    for column, cell in _written(row):
        scale = _TITLE_SCALE if cell.look is Look.TITLE else 1
        yield cell, sum(sheet.widths[column : column + cell.across]) / scale


def _on_paper(page: Worksheet, sheet: RecordSheet, footer: str) -> None:
    """A4; the head on every page, and the fixed columns where there are several."""
    if sheet.is_landscape:
        page.set_landscape()
    on_a4(page, footer)
    page.print_area(0, 0, len(sheet.rows) - 1, len(sheet.widths) - 1)
    columns, points = _PAGE[sheet.is_landscape]
    fixed = sum(sheet.widths[: sheet.fixed])
    wide = max(1, math.ceil((sum(sheet.widths) - fixed) / max(columns - fixed, columns / 4)))
    high = sum(_height(sheet, number) for number in range(len(sheet.rows)))
    page.fit_to_pages(wide, 1 if high <= points else 0)
    page.center_horizontally()
    if sheet.repeated:
        page.repeat_rows(sheet.head - sheet.repeated, sheet.head - 1)
    if sheet.fixed and wide > 1:
        page.repeat_columns(0, sheet.fixed - 1)


def _guard(writer: SheetWriter, page: Worksheet, sheet: RecordSheet, labels: Labels) -> None:
    """What may be typed where, and the colours that follow from it."""
    for rule in sheet.rules:
        area = rule.area
        page.data_validation(
            area.top, area.left, area.bottom, area.right, _validation(rule, labels)
        )
    for each in sheet.highlights:
        area = each.area
        colours = {"type": "formula", "criteria": each.formula, "format": writer.tint(each.tint)}
        page.conditional_format(area.top, area.left, area.bottom, area.right, colours)
    if sheet.is_filled_in:
        page.protect("", dict.fromkeys(_MAY, True))


def _validation(rule: Rule, labels: Labels) -> dict[str, object]:
    said = {
        "error_title": labels["records.wrong"],
        "error_message": rule.message,
    }
    if rule.choices:
        return {"validate": "list", "source": list(rule.choices), **said}
    kind = "integer" if rule.is_whole else "decimal"
    span = {"criteria": "between", "minimum": rule.least, "maximum": rule.most}
    return {"validate": kind, **span, **said}
