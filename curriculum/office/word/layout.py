"""Lays the parts of views out as the body of a Word file."""

import copy
import dataclasses
import itertools
import sys
from collections.abc import Callable, Iterable, Iterator

from curriculum.labels import Labels
from curriculum.office.word.markup import (
    MISSING,
    Look,
    field_ends,
    gap,
    paragraph,
    run,
    tick_box,
)
from curriculum.office.word.tables import ROOM_TO_WRITE, table_xml
from curriculum.text import shortened
from curriculum.views.parts import (
    Box,
    Bullets,
    Cell,
    Code,
    Column,
    Document,
    Facts,
    Identity,
    Line,
    Link,
    Mark,
    Missing,
    Notice,
    Paragraph,
    Part,
    Prose,
    Section,
    Signatures,
    Table,
    Tag,
    text_cell,
)

_DEEPEST_HEADING = 4
_SMALL = {
    "Heading2": "SmallHeading2",
    "Caption": "SmallCaption",
    "Normal": "SmallText",
    "TableText": "SmallTableText",
    "TableHead": "SmallTableHead",
    "SignatureLine": "SmallSignatureLine",
}
"""Style -> the one of nine points that stands in for it on a crowded sheet."""
_SMALL_ROOM = 340
"""Twips of the lowest row there: six millimetres, as on lined paper."""
_BELOW_TABLE = 100
"""Twips: two tables without anything between them would become one."""


@dataclasses.dataclass(frozen=True, slots=True)
class Title:
    """A heading of a section, among the parts that follow each other."""

    text: str
    starts_page: bool = False


Block = tuple[Part | Title, int]
"""A heading or a part, and the level of the section it stands in."""
ProseLayout = Callable[[Prose, int], str]
"""Lays out a trainer's own text below a heading of that level."""


class Layout:
    """Lays documents out for one file, whose boxes and bookmarks are numbered through."""

    def __init__(self, styles: dict[str, str], bullets: int, labels: Labels) -> None:
        self._styles = styles
        self._bullets = bullets
        self._labels = labels
        self._boxes = itertools.count(1)
        self._room = ROOM_TO_WRITE

    def in_small_letters(self) -> "Layout":
        """The same file's layout for a sheet whose tables would need a page more."""
        small = copy.copy(self)
        smaller = {usual: self._styles[name] for usual, name in _SMALL.items()}
        small._styles = {**self._styles, **smaller}  # noqa: SLF001 - of its own kind
        small._room = _SMALL_ROOM  # noqa: SLF001
        return small

    def opening(self, document: Document, number: int) -> str:
        """What a document begins with; `number` is its own in the file."""
        introduction = document.introduction
        return self.bookmarked(document.title, number) + (
            self.paragraph(introduction, "Normal") if introduction else ""
        )

    def body(self, blocks: list[Block], available: int, prose: ProseLayout) -> Iterator[str]:
        """What stands on pages of one kind."""
        for place, (block, level) in enumerate(blocks):
            is_kept = _is_kept(block, blocks[place + 1 : place + 3])
            yield self._block(block, level, available, prose, is_kept=is_kept)

    def bookmarked(self, title: str, number: int) -> str:
        """The heading of a document, to which the list of contents leads."""
        name = f'w:id="{number}" w:name="{bookmark(number)}"'
        end = f'<w:bookmarkEnd w:id="{number}"/>'
        content = f"<w:bookmarkStart {name}/>{run(title)}{end}"
        return paragraph(content, Look(style=self._styles["Heading1"]))

    def contents(self, titles: Iterable[str]) -> Iterator[str]:
        """The list of the documents, which an office program can make anew with page numbers."""
        look = Look(style=self._styles["TOC1"])
        entries = [
            f'<w:hyperlink w:anchor="{bookmark(number)}" w:history="1">{run(title)}</w:hyperlink>'
            for number, title in enumerate(titles, 1)
        ]
        begin, end = field_ends(r'TOC \o "1-1" \h \z')
        entries[0] = begin + entries[0]
        entries[-1] += end
        for entry in entries:
            yield paragraph(entry, look)

    def identity(self, identity: Identity, most: int = sys.maxsize) -> tuple[str, str]:
        """What the file was made from, and that it is not official: two lines of runs.

        Args:
            identity: What is said.
            most: Columns that the first line may have, where it must not grow without end.
        """
        colon, bar = self._labels["punctuation.colon"], self._labels["identity.separator"]
        facts = bar.join(f"{fact.label}{colon}{fact.text}" for fact in identity.facts)
        return run(shortened(facts, most)), run(identity.notice)

    def paragraph(self, line: Line, style: str, *, is_kept: bool = False) -> str:
        """A line on its own."""
        return paragraph(self.line(line), Look(style=self._styles[style], is_kept=is_kept))

    def line(self, line: Line) -> str:
        """A line as finished runs."""
        return "".join(map(self._span, line))

    def table(self, table: Table, available: int, *, is_kept: bool = False) -> str:
        """A table below its caption."""
        caption = self.paragraph((table.caption,), "Caption") if table.caption else ""
        laid_out = table_xml(
            table, available, self._styles, self.line, is_kept=is_kept, room=self._room
        )
        return f"{caption}{laid_out}{gap(_BELOW_TABLE, is_kept=is_kept)}"

    def _block(
        self, block: Part | Title, level: int, available: int, prose: ProseLayout, *, is_kept: bool
    ) -> str:
        match block:
            case Title(text):
                laid_out = self.paragraph((text,), f"Heading{min(level, _DEEPEST_HEADING)}")
            case Paragraph(line):
                laid_out = self.paragraph(line, "Normal", is_kept=is_kept)
            case Bullets(lines):
                laid_out = self._bullets_of(lines, is_kept=is_kept)
            case Notice(lines):
                noticed = (self.paragraph(line, "Notice", is_kept=is_kept) for line in lines)
                laid_out = "".join(noticed)
            case Facts():
                laid_out = self.table(_as_table(block), available, is_kept=is_kept)
            case Table():
                laid_out = self.table(block, available, is_kept=is_kept)
            case Signatures(rows=rows):
                laid_out = self._signatures(rows, available, is_kept=is_kept)
            case Prose():
                laid_out = prose(block, level)
        return laid_out

    def _bullets_of(self, lines: tuple[Line, ...], *, is_kept: bool) -> str:
        last = len(lines) - 1
        return "".join(
            paragraph(
                self.line(line),
                Look(
                    style=self._styles["ListParagraph"],
                    is_kept=is_kept and number == last,
                    number=self._bullets,
                ),
            )
            for number, line in enumerate(lines)
        )

    def _signatures(
        self, rows: tuple[tuple[str, ...], ...], available: int, *, is_kept: bool
    ) -> str:
        """Lines to sign on; they stay together."""
        colon = self._labels["punctuation.colon"]
        pieces = []
        for number, names in enumerate(rows):
            ends = tuple(available * count // len(names) for count in range(1, len(names) + 1))
            ruled = "<w:r><w:tab/><w:tab/></w:r>".join(run(f"{name}{colon}") for name in names)
            look = Look(
                style=self._styles["SignatureLine"],
                is_kept=is_kept or number < len(rows) - 1,
                ends=ends,
            )
            pieces.append(paragraph(f"{ruled}<w:r><w:tab/></w:r>", look))
        return "".join(pieces)

    def _span(self, span: object) -> str:
        match span:
            case str(text) | Link(text=text) | Code(text) | Mark(sign=text):
                return run(text)
            case Missing(what):
                return run(self._labels.fill("parts.missing", what=what), MISSING)
            case Tag(text):
                return run(self._labels.fill("parts.tag", text=text))
            case Box(text, is_ticked):
                name = text or self._labels["kit.tick"]
                return tick_box(next(self._boxes), name, is_ticked=is_ticked) + run(text)
            case _:
                raise TypeError(span)


def bookmark(number: int) -> str:
    """The name of the place where a document begins."""
    return f"_Toc{number:06}"


def pages_of(document: Document) -> list[list[Block]]:
    """What a document says, split where a section opens a page."""
    pages: list[list[Block]] = [[]]
    for block, level in _blocks(document.sections, 2):
        if isinstance(block, Title) and block.starts_page and pages[-1]:
            pages.append([])
        pages[-1].append((block, level))
    return pages


def tables_of(blocks: list[Block]) -> Iterator[Table]:
    """Every table among blocks, lists of facts among them."""
    for block, _ in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Facts):
            yield _as_table(block)


def _blocks(sections: Iterable[Section], level: int) -> Iterator[Block]:
    """Headings and parts one after the other; a section that holds nothing is not there."""
    for section in sections:
        if section.parts or section.sections:
            yield Title(section.title, section.starts_page), level
            yield from ((part, level) for part in section.parts)
            yield from _blocks(section.sections, level + 1)


def _is_kept(block: Part | Title, following: list[Block]) -> bool:
    """Whether a block stays with what comes next: what leads to a table, and what is signed.

    Signatures come at once or below a heading; they never stand alone.
    """
    blocks = [each for each, _ in following]
    if blocks and isinstance(block, Paragraph | Notice) and isinstance(blocks[0], Facts | Table):
        return True
    if blocks and isinstance(blocks[0], Title):
        blocks = blocks[1:]
    return bool(blocks) and isinstance(blocks[0], Signatures)


def _as_table(facts: Facts) -> Table:
    return Table(
        columns=(Column(title=(), look="short"), Column(title=())),
        rows=tuple((text_cell(fact.label), Cell(fact.lines)) for fact in facts.facts),
        row_headers=1,
    )
