"""Tables as OOXML: widths, merged cells, repeated headings, rows that do not break."""

from collections.abc import Callable, Mapping, Sequence

from curriculum.office.word.markup import Look, attribute, paragraph
from curriculum.office.word.markup import lines as broken
from curriculum.office.word.widths import code_lines, tallest, widths_in_twips
from curriculum.views.parts import Cell, Line, Table, placed_rows

_CENTRED = frozenset({"number", "tick", "mark", "code"})
_HEAD = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'
_ROW_HEAD = '<w:shd w:val="clear" w:color="auto" w:fill="F7F7F7"/>'
_CELL_MARGINS = (
    '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
)
_TALLEST = 18
"""Lines of a row that must not break: about a third of a page."""
_ROWS_KEPT = 3
"""Rows at the end of a table that stay with the signatures below it."""
ROOM_TO_WRITE = 510
"""Twips of the lowest row of a sheet to fill in."""
_LINE_TO_WRITE = 270
"""Twips of each line of a cell to write in, whatever the size of the letters is."""

Runs = Callable[[Line], str]
"""What turns a line into finished runs."""


def table_xml(
    table: Table,
    available: int,
    styles: dict[str, str],
    runs: Runs,
    *,
    is_kept: bool,
    room: int = ROOM_TO_WRITE,
) -> str:
    """A table without its caption.

    Args:
        table: The table.
        available: Twips from margin to margin.
        styles: Our name of a style -> its id in the file.
        runs: What lays out a line.
        is_kept: Whether the last row stays with what follows.
        room: Twips of the lowest row of a sheet to fill in.
    """
    return _Builder(table, available, styles, runs, room).xml(is_kept=is_kept)


class _Builder:
    """Builds one table."""

    def __init__(
        self, table: Table, available: int, styles: dict[str, str], runs: Runs, room: int
    ) -> None:
        self._room = room
        self._table = table
        self._styles = styles
        self._runs = runs
        self._widths = widths_in_twips(table, available)

    def xml(self, *, is_kept: bool) -> str:
        rows = [dict(placed) for placed in placed_rows(self._table)]
        head = [] if self._is_headless else [self._head()]
        body = [
            self._row(cells, is_kept=self._stays(number, len(rows), is_kept=is_kept))
            for number, cells in enumerate(rows, 1)
        ]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        return (
            f"<w:tbl><w:tblPr>{self._properties()}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
            f"{''.join((*head, *body))}</w:tbl>"
        )

    @staticmethod
    def _stays(number: int, count: int, *, is_kept: bool) -> bool:
        """Whether a row stays with what follows it: the last row is never alone on a page.

        The first row stays with the headings by itself; saying so would have LibreOffice move the
        whole table to the next page.
        """
        return number == count - 1 or (is_kept and number > count - _ROWS_KEPT)

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
            _cell(width, paragraph(self._runs(column.title), look), _HEAD)
            for width, column in zip(self._widths, self._table.columns, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"

    def _row(self, cells: Mapping[int, Cell], *, is_kept: bool) -> str:
        pieces = []
        for number, width in enumerate(self._widths):
            if number not in cells:
                empty = paragraph("", Look(style=self._styles["TableText"], is_kept=is_kept))
                pieces.append(_cell(width, empty, merge="<w:vMerge/>"))
            else:
                pieces.append(self._cell(number, cells[number], is_kept=is_kept))
        height = ""
        if self._table.look == "sheet":
            lines = max((len(cell.lines) for cell in cells.values() if _is_blank(cell)), default=1)
            least = max(self._room, lines * _LINE_TO_WRITE)
            height = f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>'
        whole = "<w:cantSplit/>" if tallest(cells, self._widths) <= _TALLEST else ""
        properties = f"<w:trPr>{whole}{height}</w:trPr>" if whole or height else ""
        return f"<w:tr>{properties}{''.join(pieces)}</w:tr>"

    def _cell(self, number: int, cell: Cell, *, is_kept: bool) -> str:
        is_centred = self._table.columns[number].look in _CENTRED
        look = Look(
            style=self._styles["TableText"], is_kept=is_kept, align="center" if is_centred else ""
        )
        lines = () if _is_blank(cell) else cell.lines
        width = self._widths[number]
        content = "".join(
            paragraph(broken(self._runs(part) for part in code_lines(line, width)), look)
            for line in lines
        )
        return _cell(
            width,
            content or paragraph("", look),
            _ROW_HEAD if number < self._table.row_headers else "",
            merge='<w:vMerge w:val="restart"/>' if cell.rows > 1 else "",
        )


def _is_blank(cell: Cell) -> bool:
    """Whether a cell is room to write."""
    return not any(cell.lines)


def _cell(width: int, content: str, shade: str = "", *, merge: str = "") -> str:
    middle = '<w:vAlign w:val="center"/>'
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
