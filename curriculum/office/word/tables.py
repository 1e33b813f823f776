"""Tables as OOXML: widths, merged cells, repeated headings, rows that do not break."""

from collections.abc import Callable, Sequence

from curriculum.office.word.markup import Look, attribute, paragraph
from curriculum.office.word.widths import COLUMN, column_widths, placed_rows
from curriculum.text import display_width
from curriculum.views.parts import Cell, Line, Table

_CENTRED = frozenset({"number", "tick", "mark", "code"})
_HEAD = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'
_ROW_HEAD = '<w:shd w:val="clear" w:color="auto" w:fill="F7F7F7"/>'
_CELL_MARGINS = (
    '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
)
_TALLEST = 18
"""Lines of a row that must not break: about a third of a page."""
_ROOM_TO_WRITE = 510
"""Twips of the lowest row of a sheet to fill in."""

Runs = Callable[[Line], str]
"""What turns a line into finished runs."""


def table_xml(
    table: Table, available: int, styles: dict[str, str], runs: Runs, *, is_kept: bool
) -> str:
    """A table without its caption.

    Args:
        table: The table.
        available: Twips from margin to margin.
        styles: Our name of a style -> its id in the file.
        runs: What lays out a line.
        is_kept: Whether the last row stays with what follows.
    """
    return _Builder(table, available, styles, runs).xml(is_kept=is_kept)


class _Builder:
    """Builds one table."""

    def __init__(self, table: Table, available: int, styles: dict[str, str], runs: Runs) -> None:
        self._table = table
        self._styles = styles
        self._runs = runs
        self._widths = column_widths(table, available)

    def xml(self, *, is_kept: bool) -> str:
        rows = placed_rows(self._table)
        head = [] if self._is_headless else [self._head()]
        body = [
            self._row(covered, cells, is_kept=is_kept and number == len(rows))
            for number, (covered, cells) in enumerate(rows, 1)
        ]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        return (
            f"<w:tbl><w:tblPr>{self._properties()}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
            f"{''.join((*head, *body))}</w:tbl>"
        )

    @property
    def _is_headless(self) -> bool:
        return not any(column.title for column in self._table.columns)

    def _properties(self) -> str:
        first_row, first_column = not self._is_headless, self._table.row_headers > 0
        caption = self._table.caption
        return (
            f'<w:tblStyle w:val="{self._styles["TableGrid"]}"/>'
            f'<w:tblW w:w="{sum(self._widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f"{_CELL_MARGINS}"
            f'<w:tblLook w:val="0000" w:firstRow="{first_row:d}" w:lastRow="0"'
            f' w:firstColumn="{first_column:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            + (f'<w:tblCaption w:val="{attribute(caption)}"/>' if caption else "")
        )

    def _head(self) -> str:
        look = Look(style=self._styles["TableHead"])
        cells = "".join(
            _cell(width, paragraph(self._runs(column.title), look), f"{_HEAD}", centred=True)
            for width, column in zip(self._widths, self._table.columns, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"

    def _row(
        self, covered: Sequence[bool], cells: Sequence[tuple[int, Cell]], *, is_kept: bool
    ) -> str:
        by_column = dict(cells)
        pieces = []
        for number, width in enumerate(self._widths):
            if covered[number]:
                empty = paragraph("", Look(style=self._styles["TableText"], is_kept=is_kept))
                pieces.append(_cell(width, empty, merge="<w:vMerge/>"))
            else:
                pieces.append(self._cell(number, by_column[number], is_kept=is_kept))
        height = (
            f'<w:trHeight w:val="{_ROOM_TO_WRITE}" w:hRule="atLeast"/>'
            if self._table.look == "sheet"
            else ""
        )
        whole = "<w:cantSplit/>" if self._tallest(cells) <= _TALLEST else ""
        properties = f"<w:trPr>{whole}{height}</w:trPr>" if whole or height else ""
        return f"<w:tr>{properties}{''.join(pieces)}</w:tr>"

    def _cell(self, number: int, cell: Cell, *, is_kept: bool) -> str:
        is_head = number < self._table.row_headers
        look = Look(
            style=self._styles["TableText"],
            is_kept=is_kept,
            align="center" if self._table.columns[number].look in _CENTRED else "",
        )
        content = "".join(paragraph(self._runs(line), look) for line in cell.lines)
        merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
        shade = _ROW_HEAD if is_head else ""
        return _cell(
            self._widths[number],
            content or paragraph("", look),
            shade,
            merge=merge,
            centred=self._table.look == "sheet" or is_head or bool(look.align),
        )

    def _tallest(self, cells: Sequence[tuple[int, Cell]]) -> float:
        """About how many lines the highest cell of a row has; merged cells share several rows."""
        return max(
            (
                sum(
                    1 + display_width("".join(map(_text, line))) * COLUMN // self._widths[number]
                    for line in cell.lines
                )
                / cell.rows
                for number, cell in cells
            ),
            default=0,
        )


def _text(span: object) -> str:
    return span if isinstance(span, str) else str(getattr(span, "text", ""))


def _cell(
    width: int, content: str, shade: str = "", *, merge: str = "", centred: bool = False
) -> str:
    middle = '<w:vAlign w:val="center"/>' if centred else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}{shade}{middle}</w:tcPr>'
        f"{content}</w:tc>"
    )


def grid_xml(rows: Sequence[Sequence[str]], available: int, styles: dict[str, str]) -> str:
    """A table of finished runs, the row of headings first; all columns are equally wide."""
    width = available // len(rows[0])
    grid = f'<w:gridCol w:w="{width}"/>' * len(rows[0])
    pieces = []
    for number, row in enumerate(rows):
        look = Look(style=styles["TableText" if number else "TableHead"])
        shade = "" if number else _HEAD
        cells = "".join(_cell(width, paragraph(content, look), shade) for content in row)
        head = "" if number else "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        pieces.append(f"<w:tr>{head}{cells}</w:tr>")
    properties = (
        f'<w:tblStyle w:val="{styles["TableGrid"]}"/>'
        f'<w:tblW w:w="{width * len(rows[0])}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"{_CELL_MARGINS}"
    )
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(pieces)}"
        "</w:tbl>"
    )
