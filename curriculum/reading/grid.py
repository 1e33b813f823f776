"""The grid: what every carrier (text, PDF, ODT, DOCX, HTML) turns its file into.

One module (`reading.form`) turns a grid into a `Standard`, so that an irregularity is handled
once for all carriers.
"""

import dataclasses
import re

from curriculum.problems import Place


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed, with the line breaks inside it."""

    text: str
    """A carrier that joins wrapped lines itself ends the text with a line break where it saw
    that the last line had room for more."""
    place: Place
    covered: bool = False
    """Whether a merged cell above or to the left lies over this place, which is empty then."""


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One row of cells, left to right; a line of running text is a row of one cell."""

    cells: tuple[Cell, ...]
    begins_page: bool = False
    """Whether a table goes on, or begins, with this row at the top of a page."""
    is_around: bool = False
    """Whether it belongs to the web page around the document: navigation, the page's foot."""

    @property
    def place(self) -> Place:
        """Where the row begins."""
        return self.cells[0].place

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells in which something is printed."""
        return tuple(cell for cell in self.cells if cell.text.strip())

    @property
    def text(self) -> str:
        """The whole row on one line, for reports."""
        return " | ".join(" ".join(cell.text.split()) for cell in self.filled)


@dataclasses.dataclass(frozen=True, slots=True)
class Grid:
    """A document as rows, in printed order, without the empty ones."""

    rows: tuple[Row, ...]
    place: Place
    margins: tuple[Cell, ...] = ()
    """What is printed around the pages, running heads, feet and page numbers, each text once."""
    beside: tuple[Cell, ...] = ()
    """Footnotes and comments, which stand outside the text."""
    hidden: tuple[Cell, ...] = ()
    """What the file holds and nobody sees."""


_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:第\s*\d+\s*頁(?:\s*[,，/／、]?\s*共\s*\d+\s*頁)?|頁?\s*\d+\s*(?:[/／]\s*\d+)?"
    r"|Page\s*\d+(?:\s*of\s*\d+)?)[-–—\s]*",
    re.IGNORECASE,
)


def is_page_number(text: str) -> bool:
    """Whether a line counts pages: 第 3 頁，共 8 頁."""
    return len(text) <= _LONGEST_PAGE_NUMBER and bool(_PAGE_NUMBER.fullmatch(text))


def counts_pages(text: str) -> bool:
    """Whether a line can be nothing but a page number: it says so, and no bare number does."""
    return is_page_number(text) and ("頁" in text or "page" in text.lower())


_LONGEST_PAGE_NUMBER = 30
