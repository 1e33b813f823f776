"""The parts that documents are made of; none of them knows how it will be laid out."""

import dataclasses
import functools
from collections.abc import Iterable, Iterator


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """A link to another document of the same course."""

    text: str
    page: str
    """Id of the page (see `curriculum.views.pages`), never a path or an address."""
    anchor: str = ""
    """Id of a section there; empty for the page as a whole."""


@dataclasses.dataclass(frozen=True, slots=True)
class Missing:
    """Something that only a trainer can supply (待補): shown, and counted."""

    what: str


@dataclasses.dataclass(frozen=True, slots=True)
class Tag:
    """A short remark on the text before it, such as 預設 or 待確認."""

    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Code:
    """A code of the standard, set apart from the words around it."""

    text: str
    anchor: str = ""
    """Where links to this place of the code lead; empty for a code that is only named."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """How a box is ticked on a screen, and remembered on the device."""

    id: str
    """Unique in its document and stable (see `tick_ids`): the row's, and what the box means."""
    name: str
    """What the box means, for who cannot see where it stands."""
    is_alternative: bool = False
    """Whether ticking it takes the tick from the other alternatives of its row."""
    is_counted: bool = True
    """Whether its row is done when it is ticked."""

    @property
    def row(self) -> str:
        """Id of the row that it answers."""
        return self.id.rpartition("/")[0]


@dataclasses.dataclass(frozen=True, slots=True)
class Box:
    """A box to tick, with the words beside it."""

    text: str = ""
    is_ticked: bool = False
    """Whether the plan ticks it already; else somebody does, or nobody."""
    tick: Tick | None = None
    """None for a box that is ticked on paper only."""


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """A sign that stands for a word; who cannot see the sign is told the word."""

    sign: str
    word: str


Span = str | Link | Missing | Tag | Code | Box | Mark
"""A piece of a line. A plain `str` is text, whatever it looks like."""
Line = tuple[Span, ...]
"""Pieces that follow each other without anything between them."""


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    lines: tuple[Line, ...] = ()
    """What it says, line by line; none is a cell to write in."""
    rows: int = 1
    """How many rows it covers, counted downwards from its own."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    title: Line
    look: str = "text"
    """What kind of cells it holds: `text`, `short` (a word or two, never broken), `code`, `number`,
    `tick`, `mark` or `blank`."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; a row has a cell for each column that no cell above covers."""

    caption: str = ""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    look: str = "plain"
    """`plain` to read, `agenda` to look a row up, `sheet` to fill in, `matrix` for marks, `printed`
    for the printed form."""
    row_headers: int = 0
    """How many columns, from the left, name their row."""


@dataclasses.dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value, line by line."""

    label: str
    lines: tuple[Line, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    """A list of facts."""

    facts: tuple[Fact, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    line: Line


@dataclasses.dataclass(frozen=True, slots=True)
class Bullets:
    """A list of lines."""

    lines: tuple[Line, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign: every row holds labels, each with room to write behind it."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Notice:
    """Lines that must not be overlooked."""

    lines: tuple[Line, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Prose:
    """A trainer's own text, which may hold Markdown."""

    text: str
    folder: str
    """The folder below `content/` that its pictures lie in: a module's id, or `course`."""


Part = Paragraph | Bullets | Facts | Table | Signatures | Notice | Prose
"""What a section is filled with."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled piece of a document; without parts and sections it is not shown."""

    id: str
    """Stable, ASCII, unique in its document: the anchor, and the block's name in a template."""
    title: str
    parts: tuple[Part, ...] = ()
    sections: tuple["Section", ...] = ()
    starts_page: bool = False
    """Whether it opens a page of a printed document, upright or on its side as its tables need."""
    is_for_trainer: bool = False
    """Whether learners have no use for it, on a page that they read."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class IdentityFact:
    """A label and its value."""

    label: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a document was made from, as the standard's own text says it."""

    facts: tuple[IdentityFact, ...]
    notice: str
    """That this is not an official document."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Document:
    """Everything one document says."""

    kind: str
    """Which of the documents it is, such as `lesson-plan`; also the name of its template."""
    page: str
    """Its id, to which links point."""
    title: str
    short_title: str
    """Its name among its neighbours, for menus."""
    identity: Identity
    introduction: Line = ()
    sections: tuple[Section, ...] = ()

    @functools.cached_property
    def _by_id(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    def section(self, section_id: str) -> Section:
        """The section of that id on the first level.

        Raises:
            KeyError: The document has no such section.
        """
        return self._by_id[section_id]


def placed_rows(table: Table) -> Iterator[list[tuple[int, Cell]]]:
    """The rows, each cell with the number of its column although cells above may cover some."""
    covered = [0] * len(table.columns)
    for row in table.rows:
        free = [number for number, below in enumerate(covered) if not below]
        covered = [max(below - 1, 0) for below in covered]
        placed = list(zip(free, row, strict=True))
        for number, cell in placed:
            covered[number] = cell.rows - 1
        yield placed


def text_cell(*spans: Span) -> Cell:
    """A cell of one line."""
    return Cell((spans,))


def one_line(label: str, *spans: Span) -> Fact:
    """A fact of one line."""
    return Fact(label, (spans,))


def joined(lines: Iterable[Line], separator: str) -> Line:
    """Several lines as one, with `separator` between them."""
    spans: list[Span] = []
    for number, line in enumerate(lines):
        spans += [separator, *line] if number else line
    return tuple(spans)


def plain_text(line: Line) -> str:
    """What a line says without remarks (`Tag`) and without what is missing."""
    words = []
    for span in line:
        match span:
            case str():
                words.append(span)
            case Link(text) | Code(text):
                words.append(text)
            case Box(text, is_ticked):
                words.append(f"{box_sign(is_ticked=is_ticked)}{text}")
            case Mark(sign):
                words.append(sign)
            case Missing() | Tag():
                pass
    return "".join(words)


def box_sign(*, is_ticked: bool) -> str:
    """The sign for a box where nothing can be drawn."""
    return "☑" if is_ticked else "□"


def spans_of(sections: Iterable[Section]) -> Iterator[Span]:
    """Every piece of text that sections hold, in order."""
    for part in parts_of(sections):
        for line in _lines(part):
            yield from line


def parts_of(sections: Iterable[Section]) -> Iterator[Part]:
    """Every part that sections hold, in order."""
    for section in sections:
        yield from section.parts
        yield from parts_of(section.sections)


def missing_in(sections: Iterable[Section]) -> tuple[str, ...]:
    """What is shown as missing, in order: the things that only a trainer can supply."""
    return tuple(span.what for span in spans_of(sections) if isinstance(span, Missing))


def count_missing(sections: Iterable[Section]) -> int:
    """How many things that only a trainer can supply are shown as missing."""
    return len(missing_in(sections))


def _lines(part: Part) -> Iterator[Line]:
    match part:
        case Paragraph(line):
            yield line
        case Bullets(lines) | Notice(lines):
            yield from lines
        case Prose(text):
            yield (text,)
        case Facts(facts):
            for fact in facts:
                yield from fact.lines
        case Table():
            yield from (column.title for column in part.columns)
            for row in part.rows:
                for cell in row:
                    yield from cell.lines
        case Signatures():
            pass
