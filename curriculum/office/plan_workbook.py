"""Lays sheets out as an .xlsx workbook; texts are written as texts, whatever they look like."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from curriculum.labels import Labels
from curriculum.views.plan_sheets import INTRODUCED, REINFORCED
from curriculum.views.sheets import Look, Sheet, SheetCell

_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed date: the same plan, the same bytes
_FONT = {"font_name": "Microsoft JhengHei", "font_size": 10, "valign": "vcenter"}
_GREY = {"bg_color": "#EDEDED", "font_color": "#404040", "border": 1, "border_color": "#C8C8C8"}
_OPEN = {"border": 1, "border_color": "#C8C8C8"}
_WRAPPED = {"text_wrap": True}
_LOOKS: dict[Look, dict[str, Any]] = {
    Look.MARK: {**_OPEN, "align": "center", "font_size": 12},
    Look.CHOICE: {**_OPEN, "align": "center", "font_size": 12},
    Look.TEXT: {**_OPEN, **_WRAPPED},
    Look.NAMES: {**_OPEN, **_WRAPPED},
    Look.HOURS: {**_OPEN, "align": "center"},
    Look.FIXED: {**_GREY, **_WRAPPED},
    Look.CODE: {**_GREY, "bold": True},
    Look.COUNT: {**_GREY, "align": "center"},
    Look.HEAD: {
        **_OPEN, "bold": True, "bg_color": "#00695C", "font_color": "#FFFFFF", "text_wrap": True,
        "align": "center",
    },
    Look.NOTE: {},
    Look.TITLE: {"bold": True, "font_size": 16, "font_color": "#00695C"},
    Look.KEY: {},
}  # fmt: skip
_TINTS = {
    "decided": {"bg_color": "#DDEBF7", "font_color": "#1F4E79"},
    "high": {"bg_color": "#E2EFDA", "font_color": "#1B5E20"},
    "medium": {"bg_color": "#F1F8E9", "font_color": "#33691E"},
    "low": {"bg_color": "#FFF2CC", "font_color": "#7F6000"},
    "none": {"bg_color": "#F8CBAD", "font_color": "#843C0C"},
}
"""Colours of bands; each has its word beside it, for whoever does not see them."""
_ONE_PAGE = 15
"""Columns beside the fixed ones that are legible on one page of A4, landscape."""
_A4 = 9
_LINE = 14.5
"""Points that a line of text takes."""


def workbook_bytes(sheets: Sequence[Sheet], memory: Sheet, labels: Labels) -> bytes:
    """The file: the same sheets give the same bytes.

    Args:
        sheets: What a person sees.
        memory: What `decide` compares with; very hidden.
        labels: The words of the drop-downs.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    book.set_size(2400, 1400)
    layout = _Layout(book, labels)
    for sheet in sheets:
        layout.add(sheet)
    layout.hide(memory)
    book.close()
    return stream.getvalue()


class _Layout:
    """Puts sheets into a workbook."""

    def __init__(self, book: xlsxwriter.Workbook, labels: Labels) -> None:
        self._book = book
        self._labels = labels
        self._formats: dict[tuple[Look, str, bool], Format] = {}

    def add(self, sheet: Sheet) -> None:
        """A sheet that people read."""
        page = self._book.add_worksheet(sheet.title)
        page.hide_gridlines(2)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width, self._format(Look.NOTE))
        self._write(page, sheet)
        page.set_row(0, None, None, {"hidden": True})
        for number, row in enumerate(sheet.rows[1:], start=1):
            page.set_row(number, _height(row, sheet))
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
                self._cell(page, number, column, cell, is_wrapped=not sheet.items)

    def _cell(
        self, page: Worksheet, row: int, column: int, cell: SheetCell, *, is_wrapped: bool
    ) -> None:
        look = self._format(cell.look, cell.tint, is_wrapped=is_wrapped and cell.look is Look.NOTE)
        if cell.formula:
            page.write_formula(row, column, cell.formula, look, cell.value)
        elif isinstance(cell.value, str):
            if cell.value:
                page.write_string(row, column, cell.value, look)
            else:
                page.write_blank(row, column, None, look)
        else:
            page.write_number(row, column, cell.value, look)
        if cell.remark:
            size = {"x_scale": 2.2, "y_scale": 1.0 + len(cell.remark) / 90}
            page.write_comment(row, column, cell.remark, {"author": "curriculum", **size})

    def _format(self, look: Look, tint: str = "", *, is_wrapped: bool = False) -> Format:
        key = (look, tint, is_wrapped)
        if key not in self._formats:
            colours = dict(_TINTS.get(tint, {}))
            if look in {Look.MARK, Look.TEXT}:
                # The fill says what is marked; how sure it is shows in the colour of the sign.
                colours.pop("bg_color", None)
            wrap = _WRAPPED if is_wrapped else {}
            self._formats[key] = self._book.add_format({**_FONT, **_LOOKS[look], **wrap, **colours})
        return self._formats[key]

    def _on_paper(self, page: Worksheet, sheet: Sheet) -> None:
        """A4 landscape; the head on every page, and the fixed columns where there are several."""
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.set_footer("&L&A&R&P / &N")
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


def _height(row: Sequence[SheetCell], sheet: Sheet) -> float:
    """Points that a row takes: programs measure no wrapped text that they did not write."""
    lines = 1
    for cell, width in zip(row, sheet.widths, strict=True):
        is_line = cell.look is Look.NOTE and bool(sheet.items)
        if isinstance(cell.value, str) and not is_line and not cell.formula:
            columns = max(width * 0.92, 2)
            needed = sum(
                1 + int(max(_columns(line) - 0.5, 0) // columns) for line in cell.value.split("\n")
            )
            lines = max(lines, needed)
    return min(max(lines * _LINE + 4, 18.0), 400.0)


def _columns(line: str) -> float:
    """Columns a line takes in the workbook's font: a Chinese character counts about two."""
    return sum(1.9 if ord(character) > 0x2E7F else 1.05 for character in line)
