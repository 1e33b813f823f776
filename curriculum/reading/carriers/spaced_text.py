"""The carrier for published text whose tabs have become runs of spaces -> grid.

An editor may have lined the columns up, or put so many spaces for every tab. Where a long cell
has pushed the rest of its row to the right, the codes tell the columns.
"""

import dataclasses
import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from curriculum.problems import Place
from curriculum.reading.carriers import published_text
from curriculum.reading.cleaning import clean
from curriculum.reading.codes import Family, split
from curriculum.reading.front_matter import begins_header, is_label, is_level, version_columns
from curriculum.reading.grid import Cell, Grid, Row
from curriculum.reading.limits import check_row
from curriculum.reading.main_table import column_roles, continued_header
from curriculum.text import display_width

_GAP = re.compile(r"[ \u3000]{2,}")
_SMALLEST_GAP = 2
_FEWEST_HEADINGS = 5
_TAB_STOPS = (8, 4)
_OTHER_CELLS = ("最新版本", "歷史版本", "職能內涵")
_FAMILIES = (
    Family.DUTY, Family.TASK, Family.OUTPUT, Family.CRITERION, None, Family.KNOWLEDGE_OR_SKILL,
    Family.KNOWLEDGE_OR_SKILL,
)  # fmt: skip
"""The codes of the main table's columns; the level has none."""
_LEVEL, _SKILL = 4, 6
_LETTERS = "TOPKS"
"""Of codes, in the order of their columns."""
_STANDARD_CODE = re.compile(r"[A-Z]{3,4}\w{4}-\d{3}(?:v\d+)?")
_DATE = re.compile(r"\d{2,4}([/.-])\d{1,2}\1\d{1,2}")
_CODE = re.compile(r"(?:<[^<>]*>)*[A-Z]?(?P<letter>[TOPKS])\.?\d+(?P<dot>\.\d)?")


@dataclasses.dataclass(frozen=True, slots=True)
class _Chunk:
    """A text between two runs of spaces."""

    text: str
    column: int
    """Where it begins, in characters."""
    start: int
    """Where it begins on the screen, where full-width characters take two columns."""
    end: int


def is_spaced(text: str) -> bool:
    """Whether the headings of the main table stand apart by spaces instead of tabs."""
    return any(_is_heading(_chunks(line)) for line in text.splitlines() if "\t" not in line)


def _is_heading(chunks: Sequence[_Chunk]) -> bool:
    return len(chunks) >= _FEWEST_HEADINGS and bool(
        column_roles(Row(tuple(Cell(chunk.text, Place()) for chunk in chunks)))
    )


def _chunks(line: str) -> list[_Chunk]:
    found, at, width = [], 0, 0
    for gap in (*_GAP.finditer(line), None):
        text = line[at : gap.start() if gap else len(line)]
        if text.strip():
            lead = len(text) - len(text.lstrip())
            start = width + display_width(text[:lead])
            stripped = text.strip()
            found.append(_Chunk(stripped, at + lead, start, start + display_width(stripped)))
        if gap:
            width += display_width(text + gap[0])
            at = gap.end()
    return found


def read_grid(text: str, path: str) -> Grid:
    """The grid of a published text without tabs.

    Args:
        text: The whole file, decoded; any kind of line ending.
        path: The file's name for places.

    Raises:
        SourceError: See `limits.check_row`.
    """
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = [
        (number, _chunks(line))
        for number, line in enumerate(unified.split("\n"), 1)
        if line.strip()
    ]
    for count, (number, chunks) in enumerate(lines, start=1):
        check_row(count, len(chunks), Place(path=path, line=number))
    if with_tabs := _with_tabs(unified, [chunks for _, chunks in lines]):
        return published_text.read_grid(with_tabs, path)
    rows = _Reader(path).rows(lines)
    return Grid(tuple(row for row in rows if row.filled), Place(path=path, line=1))


def _with_tabs(text: str, lines: Sequence[Sequence[_Chunk]]) -> str:
    """The text with its tabs, if every run of spaces stands for some; else nothing."""
    tables = [chunks for chunks in lines if len(chunks) > 1]
    # Some programs count characters up to the next stop, others what they take on the screen.
    for stop, (width, columns) in itertools.product(_TAB_STOPS, (
        (len, [chunk.column for each in tables for chunk in each[1:]]),
        (display_width, [chunk.start for each in tables for chunk in each[1:]]),
    )):  # fmt: skip
        if all(column % stop == 0 for column in columns):
            return "\n".join(_unexpanded(line, stop, width) for line in text.split("\n"))
    pairs = [pair for each in tables for pair in itertools.pairwise(each)]
    gaps = {after.start - before.end for before, after in pairs}
    starts = {chunk.start for chunks in lines if _is_heading(chunks) for chunk in chunks}
    aligned = [after.start in starts for each in tables if _is_row(each) for after in each[1:]]
    if sum(aligned) < len(aligned) / 2 and all(gap % min(gaps) == 0 for gap in gaps):
        size = min(gaps)
        return re.sub(f" {{{size},}}", lambda run: "\t" * (len(run[0]) // size), text)
    return ""


def _is_row(chunks: Sequence[_Chunk]) -> bool:
    """Whether a line is a row of the main table, so far as a criterion can tell."""
    return any(_begins_with(chunk.text, Family.CRITERION) for chunk in chunks)


def _unexpanded(line: str, stop: int, width: Callable[[str], int]) -> str:
    """A line with a tab for every stop that a run of spaces reaches; one space is rarely one."""
    found, end, column = "", 0, 0
    for run in re.finditer(" +", line):
        text = line[end : run.start()]
        begin = column + width(text)
        column = begin + len(run[0])
        is_tab = not column % stop and (
            len(run[0]) >= _SMALLEST_GAP or _is_divided(found.rpartition("\t")[2] + text,
                                                        _GAP.split(line[run.end() :], 1)[0])
        )  # fmt: skip
        tabs = "\t" * (column // stop - begin // stop)
        found += text + (tabs if is_tab else run[0])
        end = run.end()
    return found + line[end:]


def _is_divided(before: str, after: str) -> bool:
    """Whether a single space may have been a tab: what follows is of another kind."""
    word = after.partition(" ")[0]
    if any(is_level(text) or is_label(text) for text in (before, word)) or word in _OTHER_CELLS:
        return True
    if _STANDARD_CODE.fullmatch(before.strip()) or _DATE.fullmatch(after.strip()):
        return True
    codes = [_CODE.match(text.strip()) for text in (before, after)]
    kinds = [(_LETTERS.index(code["letter"]), bool(code["dot"])) for code in codes if code]
    return len(kinds) == 2 and kinds[0] < kinds[1]


class _Reader:
    """Goes through the lines; the last heading says where columns begin."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._starts: list[int] = []
        self._is_main = False

    def rows(self, lines: Sequence[tuple[int, list[_Chunk]]]) -> Iterator[Row]:
        """The rows; the lines of a cell of the header are put back together."""
        header: list[tuple[int, list[_Chunk]]] = []
        for number, chunks in lines:
            row = self._row(number, chunks, range(len(chunks)))
            if _is_heading(chunks) or version_columns(row):
                yield from self._header(header)
                header = []
                self._is_main = _is_heading(chunks)
                self._starts = [chunk.start for chunk in chunks]
                yield row
            elif self._is_main and continued_header(row):
                self._starts = sorted({*self._starts, *(chunk.start for chunk in chunks)})
                yield self._row(number, chunks, self._columns(chunks))
            elif (header or not self._is_main) and (header or begins_header(row)):
                header.append((number, chunks))
            elif self._is_main and len(chunks) == 1 and not chunks[0].start and _is_line(chunks[0]):
                self._starts, self._is_main = [], False
                yield row
            elif self._starts:
                yield self._row(number, chunks, self._columns(chunks))
            else:
                yield row
        yield from self._header(header)

    def _header(self, lines: Sequence[tuple[int, list[_Chunk]]]) -> Iterator[Row]:
        """The rows of the header; a line without a label goes on with the cells above it."""
        self._starts = sorted({chunk.start for _, chunks in lines for chunk in chunks})
        self._is_main = False
        held: Row | None = None
        for number, chunks in lines:
            row = self._row(number, chunks, self._columns(chunks))
            if held is not None and not begins_header(row):
                held = _joined(held, row)
                continue
            if held is not None:
                yield held
            held = row
        if held is not None:
            yield held
        self._starts = []

    def _row(self, number: int, chunks: Sequence[_Chunk], columns: Sequence[int]) -> Row:
        cells = dict(zip(columns, chunks, strict=True))
        width = max(columns, default=0) + 1
        found = []
        for column in range(width):
            chunk = cells.get(column)
            at = chunk.column + 1 if chunk else 0
            place = Place(path=self._path, line=number, column=at)
            found.append(Cell(chunk.text if chunk else "", place))
        return Row(tuple(found))

    def _columns(self, chunks: Sequence[_Chunk]) -> list[int]:
        columns: list[int] = []
        end = 0
        for chunk in chunks:
            last = columns[-1] if columns else -1
            columns.append(max(last + 1, self._column(chunk, last, end)))
            end = chunk.end
        return columns

    def _column(self, chunk: _Chunk, last: int, end: int) -> int:
        """The column of a chunk behind column `last`, whose text ends at `end`."""
        nearest = max((i for i, at in enumerate(self._starts) if at <= chunk.start), default=0)
        is_aligned = bool(self._starts) and self._starts[nearest] == chunk.start
        was_pushed = last + 1 < len(self._starts) and end + _SMALLEST_GAP > self._starts[last + 1]
        if not self._is_main or (is_aligned and not was_pushed):
            return nearest
        if is_aligned and chunk.start - end > _SMALLEST_GAP:
            return nearest
        if is_level(chunk.text) and last < _LEVEL:
            return _LEVEL
        named = (
            column
            for column, family in enumerate(_FAMILIES)
            if column > last and family and _begins_with(chunk.text, family)
        )
        return self._skill_or(next(named, last + 1), chunk)

    @staticmethod
    def _skill_or(column: int, chunk: _Chunk) -> int:
        """Knowledge and skills have codes of one family: its letter tells them apart."""
        entries = split(clean(chunk.text).text, Family.KNOWLEDGE_OR_SKILL)
        is_skill = column == _SKILL - 1 and bool(entries) and entries[0].code.rstrip(
            "0123456789").endswith("S")  # fmt: skip
        return _SKILL if is_skill else column


def _begins_with(text: str, family: Family) -> bool:
    entries = split(clean(text).text, family)
    return bool(entries and entries[0].code)


def _is_line(chunk: _Chunk) -> bool:
    """Whether a lone text is no duty: a heading of attitudes or notes, or a stray line."""
    return not _begins_with(chunk.text, Family.DUTY)


def _joined(held: Row, row: Row) -> Row:
    cells = list(held.cells)
    for index, cell in enumerate(row.cells):
        if not cell.text:
            continue
        if index >= len(cells):
            cells += [Cell("", held.place)] * (index + 1 - len(cells))
        before = cells[index]
        cells[index] = Cell(f"{before.text}\n{cell.text}" if before.text else cell.text,
                            before.place if before.text else cell.place)  # fmt: skip
    return Row(tuple(cells))
