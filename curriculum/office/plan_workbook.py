"""Lays sheets out as an .xlsx workbook; texts are written as texts, whatever they look like."""

from collections.abc import Iterator, Sequence

from xlsxwriter.worksheet import Worksheet

from curriculum.labels import Labels
from curriculum.office.sheet_writing import SheetWriter, on_a4, row_height
from curriculum.views.plan_sheets import INTRODUCED, REINFORCED
from curriculum.views.sheets import Look, Sheet, SheetCell

_ONE_PAGE = 15
"""Columns beside the fixed ones that are legible on one page of A4, landscape."""
_LEAST, _MOST = 18.5, 400.0
"""Points of the lowest and of the highest row."""


def workbook_bytes(sheets: Sequence[Sheet], memory: Sheet, labels: Labels) -> bytes:
    """The file: the same sheets give the same bytes.

    Args:
        sheets: What a person sees.
        memory: What `decide` compares with; very hidden.
        labels: The words of the drop-downs.
    """
    writer = SheetWriter()
    layout = _Layout(writer, labels)
    for sheet in sheets:
        layout.add(sheet)
    layout.hide(memory)
    return writer.data()


class _Layout:
    """Puts sheets into a workbook."""

    def __init__(self, writer: SheetWriter, labels: Labels) -> None:
        self._writer = writer
        self._book = writer.book
        self._labels = labels

    def add(self, sheet: Sheet) -> None:
        """A sheet that people read."""
        page = self._book.add_worksheet(sheet.title)
        page.hide_gridlines(2)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width, self._writer.format(Look.NOTE))
        self._write(page, sheet)
        page.set_row(0, None, None, {"hidden": True})
        for number, row in enumerate(sheet.rows[1:], start=1):
            page.set_row(number, row_height(_measured(row, sheet), _LEAST, _MOST))
        self._on_paper(page, sheet)
        if sheet.items:
            page.freeze_panes(sheet.head, sheet.fixed)
            bottom = sheet.head + sheet.items - 1
            page.autofilter(sheet.head - 1, 0, bottom, len(sheet.columns) - 1)
            self._drop_downs(page, sheet)
        if sheet.key == "allocation":
            page.activate()

    def hide(self, sheet: Sheet) -> None:
        """A sheet that no menu offers to show."""
        page = self._book.add_worksheet(sheet.title)
        self._write(page, sheet)
        page.very_hidden()

    def _write(self, page: Worksheet, sheet: Sheet) -> None:
        for number, row in enumerate(sheet.rows):
            for column, cell in enumerate(row):
                is_wrapped = cell.look is Look.NOTE and not sheet.items
                self._writer.cell(page, number, column, cell, is_wrapped=is_wrapped)

    def _on_paper(self, page: Worksheet, sheet: Sheet) -> None:
        """A4 landscape; the head on every page, and the fixed columns where there are several."""
        page.set_landscape()
        on_a4(page, "&L&A&R&P / &N")
        page.print_area(0, 0, len(sheet.rows) - 1, len(sheet.columns) - 1)
        wide = 1 + (len(sheet.columns) - 1 - sheet.fixed) // _ONE_PAGE
        page.fit_to_pages(wide, 0)
        if sheet.head > 1 and sheet.items:
            page.repeat_rows(1, sheet.head - 1)
        if sheet.fixed:
            page.repeat_columns(0, sheet.fixed - 1)

    def _drop_downs(self, page: Worksheet, sheet: Sheet) -> None:
        """What may be chosen in the cells that can be edited; marks are filled as they change."""
        top, bottom = sheet.head, sheet.head + sheet.items - 1
        last = bottom + (2 if sheet.key == "modules" else 0)
        for column in range(len(sheet.columns)):
            look = sheet.rows[top][column].look
            if look is Look.MARK:
                self._choice(page, (top, bottom, column), [INTRODUCED, REINFORCED])
            elif look is Look.CHOICE:
                self._choice(page, (top, bottom, column), [INTRODUCED])
            elif look is Look.HOURS:
                rule = {
                    "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 2000,
                    "error_title": self._labels["plan_workbook.choice.title"],
                    "error_message": self._labels["plan_workbook.choice.hours"],
                }  # fmt: skip
                page.data_validation(top, column, last, column, rule)

    def _choice(self, page: Worksheet, at: tuple[int, int, int], signs: list[str]) -> None:
        top, bottom, column = at
        rule = {
            "validate": "list", "source": signs,
            "error_title": self._labels["plan_workbook.choice.title"],
            "error_message": self._labels["plan_workbook.choice.marks"],
        }  # fmt: skip
        page.data_validation(top, column, bottom, column, rule)
        for sign, colour in ((INTRODUCED, "#B2DFDB"), (REINFORCED, "#E0F2F1")):
            filled = self._book.add_format({"bg_color": colour})
            colours = {"type": "cell", "criteria": "==", "value": f'"{sign}"', "format": filled}
            page.conditional_format(top, column, bottom, column, colours)


def _measured(row: Sequence[SheetCell], sheet: Sheet) -> Iterator[tuple[SheetCell, float]]:
    """The cells whose text wraps: a line of explanation above a table does not."""
    for cell, width in zip(row, sheet.widths, strict=True):
        if cell.look is not Look.NOTE or not sheet.items:
            yield cell, width
