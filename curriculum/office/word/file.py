"""A whole Word file: documents one after the other, each a section of its own."""

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from curriculum.labels import Labels
from curriculum.office.word.layout import Block, Layout, pages_of, tables_of
from curriculum.office.word.markup import Look, ended, field, gap, paragraph, run
from curriculum.office.word.own_text import OwnText
from curriculum.office.word.package import Package
from curriculum.office.word.widths import least_width, lines_of
from curriculum.text import display_width, shortened
from curriculum.views.parts import Document, Table

_HEADER_COLUMN = 90
"""Twips of a half-width character in a header."""
_LINE = 300
"""Twips that a line of a table is high."""
_ABOVE_AND_BELOW = 3200
"""Twips of a page that its margins, headings and the head of a table take."""
_WORTH_TURNING = 0.9
"""Lying on its side, a table shall save at least a tenth of its pages."""
_CHECKLISTS = frozenset({"observation-sheet", "self-check", "preparation"})
"""Sheets that are ticked rather than written on: smaller letters rather than a second page."""
_BESIDE_TABLES = 0.02
"""Pages that a heading, or whatever else stands beside the tables, takes."""
_NEARLY_FULL = 0.58
"""Pages of a checklist above which its letters are small."""
_LONGEST_FACTS = 400
"""Columns of what a footer says of the standard: a few lines."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WordBase:
    """What goes under and around the documents of a file."""

    title: str
    """What the file is."""
    course: str
    """The title of the course."""
    author: str = ""
    """Who gives the course, for the file's properties."""
    has_contents: bool = False
    """Whether it opens with a list of its documents."""
    template: Path | None = None
    """Where a template of the trainer's would lie."""
    content: Path | None = None
    """The folder that pictures lie in."""
    pictures: Collection[str] = ()
    """Those that there are, as paths below that folder."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Paper:
    """The page of a section."""

    width: int
    height: int
    margins: int
    """Twips that the margins left and right take."""

    @property
    def available(self) -> int:
        return max(self.width - self.margins, 1000)

    def pages_for(self, tables: Iterable[Table]) -> float:
        """About how many pages tables fill."""
        lines = sum(lines_of(table, self.available) for table in tables)
        return lines * _LINE / max(self.height - _ABOVE_AND_BELOW, 1000)

    def turned(self) -> "_Paper":
        return _Paper(self.height, self.width, self.margins)


def word_file(documents: Sequence[Document], base: WordBase, labels: Labels) -> bytes:
    """A Word file; the same documents give the same bytes.

    Args:
        documents: What it says, one after the other, each on a page of its own.
        base: What goes under and around them.
        labels: The words around the documents.

    Raises:
        SourceError: The trainer's template or a picture cannot be read.
    """
    return _File(documents, base, labels).data()


class _File:
    """One file being made."""

    def __init__(self, documents: Sequence[Document], base: WordBase, labels: Labels) -> None:
        self._documents = documents
        self._base = base
        self._labels = labels
        self._package = Package(base.template, base.content)
        self._layout = Layout(self._package.styles, self._package.list_number(None), labels)
        self._paper = _paper_of(self._package.section)
        self._sections = 0

    def data(self) -> bytes:
        """The file."""
        base, package = self._base, self._package
        pieces = [self._front()] if base.has_contents and len(self._documents) > 1 else []
        for number, document in enumerate(self._documents, 1):
            pieces += self._document(number, document)
        # The last section's properties stand at the end of the body, not in a paragraph.
        *others, (content, section) = pieces
        body = "".join(ended(each, end) for each, end in others)
        title = self._labels.fill("kit.title", course=base.course, title=base.title)
        return package.finished(f"{body}{content}{section}", title, base.author)

    def _front(self) -> tuple[str, str]:
        """The course, what the file is, and the list of its documents."""
        titles = (
            self._layout.paragraph((text,), "Title")
            for text in (self._base.course, self._base.title)
        )
        contents = self._layout.contents([each.title for each in self._documents])
        section = self._section(self._paper, self._base.title)
        # Where the section ended within the list, a footer's numbers would be part of its field.
        return "".join((*titles, *contents, gap(20))), section

    def _document(self, number: int, document: Document) -> Iterator[tuple[str, str]]:
        """The sections of a document: one, unless it has pages of several kinds."""
        pages = pages_of(document)
        for place, blocks in enumerate(pages, 1):
            paper = self._paper_for(blocks)
            prose = OwnText(self._package, self._base.pictures, self._labels, paper.available)
            length = paper.pages_for(tables_of(blocks)) + _BESIDE_TABLES * len(blocks)
            is_small = document.kind in _CHECKLISTS and length > _NEARLY_FULL
            layout = self._layout.in_small_letters() if is_small else self._layout
            content = layout.opening(document, number) if place == 1 else ""
            content += "".join(layout.body(blocks, paper.available, prose))
            if self._package.has_footer and place == len(pages):
                look = Look(style=self._package.styles["Footer"])
                lines = self._layout.identity(document.identity)
                content += "".join(paragraph(line, look) for line in lines)
            yield content, self._section(paper, document.title)

    def _paper_for(self, blocks: list[Block]) -> _Paper:
        """The paper on its side where tables do not fit on it upright, or would take more of it."""
        tables, paper = [*tables_of(blocks)], self._paper
        if paper.width >= paper.height:
            return paper
        is_too_narrow = paper.available < max(map(least_width, tables), default=0)
        upright, turned = (each.pages_for(tables) for each in (paper, paper.turned()))
        is_squeezed = upright > 1 and turned < _WORTH_TURNING * upright
        return paper.turned() if is_too_narrow or is_squeezed else paper

    def _section(self, paper: _Paper, title: str) -> str:
        """The properties of a section: the template's, with the header and footer that it lacks."""
        self._sections += 1
        section = deepcopy(self._package.section)
        for kind in section.findall(qn("w:type")):
            section.remove(kind)
        size = section.find(qn("w:pgSz"))
        if size is not None and paper.width > paper.height:
            size.set(qn("w:w"), str(paper.width))
            size.set(qn("w:h"), str(paper.height))
            size.set(qn("w:orient"), "landscape")
        references = 0
        if not self._package.has_header:
            name = self._package.add_part("header", self._sections, self._header(paper, title))
            section.insert(references, _reference("header", name))
            references += 1
        if not self._package.has_footer and self._sections == 1:
            name = self._package.add_part("footer", 1, self._footer())
            section.insert(references, _reference("footer", name))
        return str(etree.tostring(section, encoding="unicode"))

    def _header(self, paper: _Paper, title: str) -> str:
        """The course on the left and the document on the right, or below where both are long."""
        style, end = self._package.styles["Header"], paper.available
        cleared = tuple(stop for stop in self._package.stops_of(style) if stop != end)
        look = Look(style=style, right=end, cleared=cleared)
        # A header higher than its page is what LibreOffice cannot lay out.
        most = paper.available // _HEADER_COLUMN
        names = (shortened(self._base.course, most), shortened(title, most))
        width = sum(map(display_width, names)) + 4
        if width * _HEADER_COLUMN > paper.available:
            return "".join(paragraph(run(name), look) for name in names)
        return paragraph("<w:r><w:tab/></w:r>".join(map(run, names)), look)

    def _footer(self) -> str:
        look = Look(style=self._package.styles["Footer"])
        before, between, after = self._labels["kit.page"].split("|")
        page = (
            run(before),
            field("PAGE", "1"),
            run(between),
            field("NUMPAGES", "1"),
            run(after),
        )
        facts, notice = self._layout.identity(self._documents[0].identity, _LONGEST_FACTS)
        bar = run(self._labels["identity.separator"])
        return paragraph(facts, look) + paragraph(f"{notice}{bar}{''.join(page)}", look)


def _paper_of(section: Any) -> _Paper:  # noqa: ANN401 - an element of lxml
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))

    def twips(element: Any, name: str, usual: int) -> int:  # noqa: ANN401
        value = None if element is None else element.get(qn(f"w:{name}"))
        return int(float(value)) if value and value.replace(".", "", 1).isdigit() else usual

    return _Paper(
        width=twips(size, "w", 11906),
        height=twips(size, "h", 16838),
        margins=twips(margins, "left", 1134) + twips(margins, "right", 1134),
    )


def _reference(kind: str, name: str) -> Any:  # noqa: ANN401
    reference = etree.Element(qn(f"w:{kind}Reference"))
    reference.set(qn("w:type"), "default")
    reference.set(qn("r:id"), name)
    return reference
