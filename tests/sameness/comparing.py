"""Compares what a file says with what has to stand in it; says each difference on a line."""

import dataclasses
import itertools
from collections.abc import Iterator, Mapping, Sequence

from sameness.saved import EMPTY, Cell, Paragraph, Place, Saved, Table, squeezed
from sameness.wanted import Listed, Wanted

_Row = tuple[Cell, ...]


@dataclasses.dataclass(frozen=True)
class Comparison:
    """A file beside what has to stand in it."""

    saved: Saved
    wanted: Sequence[Wanted | Listed]
    unchecked: Mapping[tuple[str, ...], str]
    """Columns of tables that say nothing of the course -> why."""
    colon: str = "："
    _above: dict[tuple[str, ...], list[str]] = dataclasses.field(default_factory=dict)
    """Where -> stacked rows that a table's caption was parted from."""

    def differences(self) -> list[str]:
        """Everything that is not as it has to be; nothing when all is the same."""
        tables = [each for each in self.wanted if isinstance(each, Wanted)]
        listed = [each for each in self.wanted if isinstance(each, Listed)]
        return [
            f"{self.saved.name}, {line}"
            for lines in (self._documents(), self._tables(tables), self._listed(listed))
            for line in lines
        ]

    def _same(self, text: str) -> str:
        """A text as far as the carrier keeps it."""
        return squeezed(text) if self.saved.is_wrapped else text

    def _key(self, place: Place, columns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self._same, (place.document, place.section, *columns)))

    def _documents(self) -> Iterator[str]:
        """Whether there is a document for everything, in order, and in the table of contents."""
        expected = list(dict.fromkeys(self._same(each.document) for each in self.wanted))
        found = [name for name, _ in itertools.groupby(map(self._same, self.saved.documents()))]
        contents = [each for _, each in self.saved.placed() if isinstance(each, Paragraph)]
        lines = [each.text for each in contents if each.is_contents]
        if self.saved.is_wrapped:
            lines = [squeezed(each.rstrip("0123456789")) for each in lines]
            # The table of contents has a heading of its own, which is no document.
            found = [each for each in found if not lines or each in expected or each != found[0]]
        # Documents stand in an order of their own in each kind of file.
        yield from _same_list("headings", sorted(expected), sorted({*found}))
        if lines:
            yield from _same_list("contents", found, lines)

    def _tables(self, wanted: Sequence[Wanted]) -> Iterator[str]:
        found: dict[tuple[str, ...], list[Table]] = {}
        for place, block in self.saved.placed():
            if isinstance(block, Table):
                found.setdefault(self._key(place, block.columns), []).append(block)
        self._above.clear()
        pairs: list[tuple[Wanted, Table | None]] = []
        for each in wanted:
            place = Place(each.document, each.section)
            tables = found.get(self._key(place, each.columns))
            pairs.append((each, self._freed(place, each, tables.pop(0)) if tables else None))
        for each, table in pairs:
            place = Place(each.document, each.section)
            where = f"{each.document} › {each.section} › {each.caption}".removesuffix(" › ")
            lines = self._rows(each, table) if table else self._stacked(place, each)
            yield from (f"{where}, {line}" for line in lines)
        reasons = {tuple(map(self._same, columns)) for columns in self.unchecked}
        for key, tables in found.items():
            if tables and key[2:] not in reasons:
                yield f"{' › '.join(key[:2])}, expected no table, found one of {key[2:]}"

    def _freed(self, place: Place, wanted: Wanted, table: Table) -> Table:
        """The table without the stacked rows that stand before it.

        Nothing in a PDF parts them from the caption below them; they are looked at by themselves.
        """
        before = self._same(table.caption).removesuffix(self._same(wanted.caption))
        if not (self.saved.is_wrapped and before and wanted.caption):
            return table
        self._above.setdefault(self._key(place, ()), []).append(before)
        return dataclasses.replace(table, caption=wanted.caption)

    def _rows(self, wanted: Wanted, table: Table) -> Iterator[str]:
        if self._same(wanted.caption) != self._same(table.caption):
            yield f"caption: expected {wanted.caption!r}, found {table.caption!r}"
        expected = [self._row(row) for row in wanted.rows]
        found = [self._row(row) for row in table.rows]
        if len(expected) != len(found):
            yield f"expected {len(expected)} rows, found {len(found)}"
            yield from (f"row {row}: missing" for row in expected if row not in found)
            yield from (f"row {row}: not expected" for row in found if row not in expected)
            return
        for number, (row, other) in enumerate(zip(expected, found, strict=True), 1):
            if len(row) != len(other):
                yield f"row {number}: expected {len(row)} cells, found {len(other)}"
                continue
            name = "".join(row[0]) or str(number)
            titles = wanted.columns or ("name", "value")
            for title, cell, seen in zip(titles, row, other, strict=True):
                if cell != seen:
                    yield f"row {name}, column {title}: expected {cell}, found {seen}"

    def _row(self, row: _Row) -> _Row:
        """The cells as far as the carrier keeps them: a page has letters, but no lines."""
        if not self.saved.is_wrapped:
            return tuple(tuple(line.strip() for line in cell) for cell in row)
        return tuple((text,) if (text := squeezed("".join(cell))) else () for cell in row)

    def _stacked(self, place: Place, wanted: Wanted) -> Iterator[str]:
        """A table that was too wide for large print: row after row, each cell with its title."""
        text = next(
            (
                found
                for key, found in self._paragraphs(place)
                if key == self._key(place, ()) and found.startswith(squeezed(wanted.caption))
            ),
            "",
        )
        if not wanted.columns or not text or not self.saved.is_wrapped:
            yield f"expected a table of {wanted.columns}, found none"
            return
        at = len(squeezed(wanted.caption))
        for row in wanted.rows:
            for title, cell in zip(wanted.columns, row, strict=True):
                words = squeezed("".join(cell))
                piece = f"{words}{title}" if words == EMPTY else f"{title}{self.colon}{words}"
                if text.startswith(squeezed(piece), at):
                    at += len(squeezed(piece))
                elif words:
                    seen = text[at : at + len(piece) + 9]
                    yield f"row {''.join(row[0])}, column {title}: expected {piece}, found {seen}"
                    return
        if at != len(text):
            yield f"expected {len(wanted.rows)} rows, found more: {text[at : at + 99]}"

    def _paragraphs(self, place: Place) -> Iterator[tuple[tuple[str, ...], str]]:
        wanted = self._key(place, ())
        yield from ((wanted, text) for text in self._above.get(wanted, ()))
        for each, block in self.saved.placed():
            key = self._key(each, ())
            if isinstance(block, Paragraph) and key == wanted:
                yield key, self._same(block.text)

    def _listed(self, wanted: Sequence[Listed]) -> Iterator[str]:
        for each in wanted:
            place = Place(each.document, each.section)
            found = [text for _, text in self._paragraphs(place)]
            for line in each.lines:
                if self._same(line) not in found:
                    where = f"{each.document} › {each.section}"
                    yield f"{where}, a line: expected {line!r}, found {found}"


def _same_list(what: str, expected: list[str], found: list[str]) -> Iterator[str]:
    if expected != found:
        yield f"{what}: expected {expected}, found {found}"
