"""How large a file with a standard may be: the limits of its readers, in one place.

Published standards have 20 to 100 rows, 100 to 600 items and up to some twenty thousand characters.
Beyond ten times as much nobody has a standard in hand; it would only keep the machine busy.
"""

from curriculum.errors import SourceError
from curriculum.problems import Place
from curriculum.reading.grid import Grid

LARGEST_TEXT = 2**20
"""Bytes of a text; a published standard has some ten thousand."""
LARGEST_PAGE = 4 * LARGEST_TEXT
"""Bytes of a web page: an office program's tags take more room than the text."""
LARGEST_DOCUMENT = 20 * 2**20
"""Bytes of a file with fonts and pictures in it: PDF, Word, OpenDocument."""
LARGEST_PART = 8 * 2**20
"""Bytes of an unpacked part of an archive; that of a long standard has one million."""
LARGEST_UNPACKED = 64 * 2**20
"""Bytes of all parts of an archive, pictures among them."""

MOST_ROWS = 3_000
"""Rows and lines outside tables, of the whole document."""
MOST_LINES = 20_000
"""Lines of a text, the empty ones too; a published standard has some hundred."""
MOST_COLUMNS = 100
"""Cells of one row."""
MOST_CELLS = 20_000
"""Cells of the whole document, with those that merged cells cover."""
MOST_CHARACTERS = 100_000
"""Characters in all cells."""
LONGEST_CELL = 20_000
"""Characters of one cell, for instance of all knowledge of a duty, or of the notes."""
MOST_ITEMS = 2_000
"""Printed items; the same code counts as often as it is printed."""
MOST_TAGS = 120_000
"""Tags of an office document or a web page."""
DEEPEST = 60
"""Elements inside one another; a standard has some ten."""

MOST_PDF_PAGES = 100
MOST_PDF_CHARACTERS = 20_000
"""Characters on one page."""
MOST_PDF_SHAPES = 10_000
"""Lines, boxes and curves on one page; a ruled table has some hundreds."""
LARGEST_PDF_STREAM = 2**25
"""Bytes that one stream of a PDF unpacks to; a font with all of Chinese has 20 million."""
LARGEST_PDF_PAGE = 2**20
"""Bytes of what a page draws, unpacked; one of a standard has some twenty thousand."""
MOST_PDF_MEMORY = 2**29
"""Bytes of memory that a process which reads a PDF may ask for, where the system can say no."""
MOST_PDF_OBJECTS = 3_000_000
"""Objects that Python holds while it reads a PDF; some hundred bytes each, on every system."""

_LINE_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def check_text(text: str, path: str) -> None:
    """Refuses a text of more lines than any standard, before anything looks at them.

    Raises:
        SourceError: `too-many-rows`.
    """
    if sum(map(text.count, _LINE_BREAKS)) > MOST_LINES:
        place = Place(path=path, line=MOST_LINES + 1)
        raise SourceError("too-many-rows", place=place, limit=MOST_LINES)


def check_page(text: str, path: str) -> None:
    """Refuses a web page of more tags than any standard, before anything looks at them.

    Raises:
        SourceError: `too-complex`.
    """
    if text.count("<") > MOST_TAGS:
        raise SourceError("too-complex", place=Place(path=path))


def check_grid(grid: Grid) -> None:
    """Refuses a document larger than any standard, and says where it became so.

    Raises:
        SourceError: See `check_row`; `too-many-cells`, `cell-too-long` or `too-many-characters`.
    """
    cells = 0
    for number, row in enumerate(grid.rows, start=1):
        check_row(number, len(row.cells), row.place)
        cells += len(row.cells)
        if cells > MOST_CELLS:
            raise SourceError("too-many-cells", place=row.place, limit=MOST_CELLS)
    characters = 0
    for cell in (*(cell for row in grid.rows for cell in row.cells), *grid.margins, *grid.beside):
        characters += len(cell.text)
        if len(cell.text) > LONGEST_CELL:
            raise SourceError("cell-too-long", place=cell.place, limit=LONGEST_CELL)
        if characters > MOST_CHARACTERS:
            raise SourceError("too-many-characters", place=cell.place, limit=MOST_CHARACTERS)


def check_row(number: int, cells: int, place: Place) -> None:
    """Refuses a row too many, or one with too many cells.

    Raises:
        SourceError: `too-many-rows` or `too-many-columns`.
    """
    if number > MOST_ROWS:
        raise SourceError("too-many-rows", place=place, limit=MOST_ROWS)
    if cells > MOST_COLUMNS:
        raise SourceError("too-many-columns", place=place, limit=MOST_COLUMNS)


def check_items(count: int, place: Place) -> None:
    """Refuses more items than any standard has.

    Raises:
        SourceError: `too-many-items`.
    """
    if count > MOST_ITEMS:
        raise SourceError("too-many-items", place=place, limit=MOST_ITEMS)
