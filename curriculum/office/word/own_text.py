"""Lays a trainer's own text out: what it may hold is decided in `curriculum.composing`."""

from collections.abc import Collection, Iterable, Iterator

from curriculum.composing.prose_blocks import (
    Block,
    Grid,
    Heading,
    Listing,
    Picture,
    Piece,
    Quote,
    Rule,
    Running,
    Verbatim,
    Words,
    prose_blocks,
)
from curriculum.labels import Labels
from curriculum.office.word.markup import Look, gap, lines, paragraph, run
from curriculum.office.word.package import Package
from curriculum.office.word.tables import grid_xml
from curriculum.views.parts import Prose

_DEEPEST_HEADING = 4
_INDENT = 400
"""Twips that an item's text stands to the right."""
_RULE = (
    '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="7F7F7F"/></w:pBdr>'
    "</w:pPr></w:p>"
)
_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_CODE = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'


class OwnText:
    """Lays out texts for one width of a page."""

    def __init__(
        self, package: Package, pictures: Collection[str], labels: Labels, available: int
    ) -> None:
        self._package = package
        self._pictures = pictures
        self._labels = labels
        self._available = available

    def __call__(self, prose: Prose, level: int) -> str:
        """A text below a heading of that level."""
        blocks = prose_blocks(prose, self._pictures, self._labels)
        return "".join(self._blocks(blocks, level, 0))

    def _blocks(self, blocks: Iterable[Block], level: int, depth: int) -> Iterator[str]:
        """Blocks; `depth` tells how many lists and quotations they stand in."""
        styles = self._package.styles
        for block in blocks:
            match block:
                case Heading(deeper, pieces):
                    style = f"Heading{min(level + deeper, _DEEPEST_HEADING)}"
                    yield self._running(pieces, Look(style=styles[style]))
                case Running(pieces):
                    yield self._running(
                        pieces, Look(style=styles["Normal"], indent=depth * _INDENT)
                    )
                case Listing(items, first):
                    yield from self._listing(items, first, level, depth)
                case Quote(inner):
                    yield from self._blocks(inner, level, depth + 1)
                case Verbatim(text):
                    look = Look(style=styles["HTMLPreformatted"], indent=depth * _INDENT)
                    spaced = text.expandtabs(4).replace(" ", "\u00a0")
                    yield paragraph(lines(map(run, spaced.split("\n"))), look)
                case Grid(rows):
                    cells = [[self._pieces(cell) for cell in row] for row in rows]
                    yield grid_xml(cells, self._available, styles) + gap(160)
                case Rule():
                    yield _RULE

    def _listing(
        self, items: Iterable[tuple[Block, ...]], first: int | None, level: int, depth: int
    ) -> Iterator[str]:
        number = self._package.list_number(first)
        look = Look(style=self._package.styles["ListParagraph"], number=number, level=min(depth, 8))
        for item in items:
            match item:
                case (Running(pieces), *rest):
                    yield self._running(pieces, look)
                case rest:
                    yield paragraph("", look)
            yield from self._blocks(rest, level, depth + 1)

    def _running(self, pieces: Iterable[Piece], look: Look) -> str:
        return paragraph(self._pieces(pieces), look)

    def _pieces(self, pieces: Iterable[Piece]) -> str:
        return "".join(map(self._piece, pieces))

    def _piece(self, piece: Piece) -> str:
        match piece:
            case Picture(path, words):
                shown = self._package.picture(path, words, self._available)
                if shown:
                    return shown
                where = self._labels.fill("parts.no_picture", name=path.rpartition("/")[2])
                return run(words + self._labels.fill("parts.tag", text=where))
            case Words(text="\n"):
                return "<w:r><w:br/></w:r>"
            case Words():
                look = (_CODE if piece.is_code else "") + (_BOLD if piece.is_strong else "")
                return run(piece.text, look + (_ITALIC if piece.is_emphasised else ""))
