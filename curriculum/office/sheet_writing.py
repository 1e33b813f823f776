"""How cells come into an .xlsx file: texts as texts, the same looks in every workbook."""

import datetime as dt
import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from curriculum.views.sheets import Look, SheetCell

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
    Look.ENTRY: {
        **_OPEN, **_WRAPPED, "align": "center", "bg_color": "#FFFBE6", "locked": False,
    },
    Look.PEN: {"border": 1, "border_color": "#808080"},
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
_A4 = 9
_LINE = 14.5
"""Points that a line of text takes."""


class SheetWriter:
    """A workbook in memory; the same cells give the same bytes."""

    def __init__(self) -> None:
        self._stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._stream, {"in_memory": True})
        self.book.set_properties({"created": _CREATED})
        self.book.set_size(2400, 1400)
        self._formats: dict[tuple[Look, str, bool], Format] = {}

    def data(self) -> bytes:
        """The file; nothing can be written afterwards."""
        self.book.close()
        return self._stream.getvalue()

    def cell(
        self, page: Worksheet, row: int, column: int, cell: SheetCell, *, is_wrapped: bool
    ) -> None:
        """Writes a cell; only what the program made itself is a formula."""
        look = self.format(cell.look, cell.tint, is_wrapped=is_wrapped)
        if cell.across > 1:
            page.merge_range(row, column, row, column + cell.across - 1, "", look)
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

    def format(self, look: Look, tint: str = "", *, is_wrapped: bool = False) -> Format:
        """The format of a look, made once."""
        key = (look, tint, is_wrapped)
        if key not in self._formats:
            colours = dict(_TINTS.get(tint, {}))
            if look in {Look.MARK, Look.TEXT}:
                # The fill says what is marked; how sure it is shows in the colour of the sign.
                colours.pop("bg_color", None)
            wrap = _WRAPPED if is_wrapped else {}
            self._formats[key] = self.book.add_format({**_FONT, **_LOOKS[look], **wrap, **colours})
        return self._formats[key]

    def tint(self, tint: str) -> Format:
        """The colours alone, for cells that change."""
        return self.book.add_format(_TINTS[tint])


def on_a4(page: Worksheet, footer: str) -> None:
    """Paper, margins and what stands at the foot of a page."""
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(footer)


def row_height(cells: Iterable[tuple[SheetCell, float]], least: float, most: float) -> float:
    """Points that a row takes: programs measure no wrapped text that they did not write.

    Args:
        cells: Those whose text wraps, each with its width.
        least: Points of a row of one line.
        most: Points beyond which a row would fill the window.
    """
    needed = least
    for cell, width in cells:
        if isinstance(cell.value, str) and not cell.formula:
            columns = max(width * 0.92, 2)
            lines = sum(
                1 + int(max(_columns(line) - 0.5, 0) // columns) for line in cell.value.split("\n")
            )
            needed = max(needed, lines * _LINE + 4)
    return min(needed, most)


def _columns(line: str) -> float:
    """Columns a line takes in the workbook's font: a Chinese character counts about two."""
    return sum(1.9 if ord(character) > 0x2E7F else 1.05 for character in line)
