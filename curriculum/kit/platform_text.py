"""The report as plain text to copy into the online application, field by field."""

from collections.abc import Iterator

from curriculum.composing.escaping import visible
from curriculum.labels import Labels
from curriculum.rules.reviewer_rules import LONGEST_TEXT
from curriculum.views.parts import Box, Cell, Document, Facts, Line, Section, Table, plain_text
from curriculum.views.plain import line_text

_LIMITED = ("needs", "summary", "purpose")
"""The fields that the platform limits, by the names of their labels."""


def platform_text(report: Document, labels: Labels) -> str:
    """Every field of the report with the number of its characters; one line ends with LF."""
    limited = {labels[f"report.{name}"] for name in _LIMITED}
    return "".join(f"{line}\n" for line in _Fields(labels, limited).lines(report))


class _Fields:
    """Writes fields one below the other."""

    def __init__(self, labels: Labels, limited: set[str]) -> None:
        self._labels = labels
        self._limited = limited

    def lines(self, report: Document) -> Iterator[str]:
        """The lines of the file."""
        labels, identity = self._labels, report.identity
        yield labels["kit.titles.platform-text"]
        colon = labels["punctuation.colon"]
        yield from (visible(f"{fact.label}{colon}{fact.text}") for fact in identity.facts)
        yield identity.notice
        yield from labels["platform.introduction"].strip().split("\n")
        yield from self._sections(report.sections)

    def _sections(self, sections: tuple[Section, ...]) -> Iterator[str]:
        for section in sections:
            yield from ("", self._labels.fill("platform.section", title=visible(section.title)))
            for part in section.parts:
                if isinstance(part, Facts):
                    for fact in part.facts:
                        yield from self._field(fact.label, fact.lines)
                elif isinstance(part, Table):
                    yield from self._rows(part)
            yield from self._sections(section.sections)

    def _rows(self, table: Table) -> Iterator[str]:
        for number, row in enumerate(_whole_rows(table), 1):
            yield from ("", self._labels.fill("platform.row", number=number))
            for column, cell in zip(table.columns, row, strict=True):
                yield from self._field(plain_text(column.title), cell.lines)

    def _field(self, name: str, lines: tuple[Line, ...]) -> Iterator[str]:
        """A field's name with its number of characters, and below it what to copy."""
        yield ""
        has_boxes = any(isinstance(span, Box) for line in lines for span in line)
        count = sum(len(visible(plain_text(line))) for line in lines)
        kind = "ticks" if has_boxes else "limited" if name in self._limited else "field"
        if kind == "limited" and count > LONGEST_TEXT:
            kind = "too_long"
        over = count - LONGEST_TEXT
        yield self._labels.fill(
            f"platform.{kind}", name=name, count=count, limit=LONGEST_TEXT, over=over
        )
        yield from (visible(line_text(line, self._labels)) for line in lines)


def _whole_rows(table: Table) -> Iterator[list[Cell]]:
    """The rows with a cell for every column: a field of the platform covers no others."""
    above: list[tuple[Cell, int]] = [(Cell(), 0)] * len(table.columns)
    for row in table.rows:
        cells = iter(row)
        above = [
            (cell, left - 1) if left else ((own := next(cells)), own.rows - 1)
            for cell, left in above
        ]
        yield [cell for cell, _ in above]
