"""What stands after the main table: attitudes and notes."""

import re
from collections.abc import Callable

from curriculum.problems import Place
from curriculum.reading.cleaning import clean
from curriculum.reading.codes import Family, split
from curriculum.reading.doubts import lines_without_code
from curriculum.reading.drafts import Draft
from curriculum.reading.grid import Cell, Row
from curriculum.reading.record import Record
from curriculum.standard import Attitude, Notes, Remark, RepairKind, Requirement
from curriculum.text import FOOTNOTE, fold_width

_COLON = re.compile(r"\s*[:：]\s*")
_BULLET = re.compile(r"^\s*[-–—•●‧◆■□*・]\s*")
_NUMBER = re.compile(
    r"(?P<open>[(（]?)(?:(?P<digits>\d{1,2})|(?P<words>[一二三四五六七八九十]{1,2}))[)）、.．](?!\d)\s*"
)
REQUIREMENT = re.compile(r"建議擔任此職[^:：]{0,40}條件\s*[:：]?\s*")
"""The words that head the entry requirements."""
_BARE_MARK = re.compile(r"註\s*(\d+)\s*(?=[:：])")
_ATTITUDES_HEADING = re.compile(
    r"\s*職\s*能\s*內\s*涵\s*[(（]?\s*"
    r"(?:A\s*=\s*(?:attitudes?)?\s*(?:態\s*度)?|態\s*度(?:\s*[(（]?A)?)\s*\)?\s*[:：]?"
    r"\s*(?=\Z|A\s?\d)",
    re.IGNORECASE,
)
_NOTES_HEADING = re.compile(
    "".join(f"\\s*{character}" for character in "說明與補充事項") + r"(?:\s*:|[^\S\n]*(?:\n|\Z))"
)
_ENDS_A_SENTENCE = ("。", "！", "？", "：", ".", ":", "；", ";")


def is_heading(text: str) -> bool:
    """Whether a line begins the attitudes or the notes; long standards print it on every page."""
    line = fold_width(text)
    return bool(_ATTITUDES_HEADING.match(line) or _NOTES_HEADING.match(line))


def begins_item(line: str) -> bool:
    """Whether a line begins as the items of a list and footnotes do: `1.`, `•`, 【註1】."""
    return any(begins.match(line) for begins in (_BULLET, _NUMBER, FOOTNOTE, _BARE_MARK))


def below_attitudes_heading(row: Row) -> Row | None:
    """What the heading's row of the attitudes holds besides the heading; None: no heading."""
    return _below(_ATTITUDES_HEADING, row)


def below_notes_heading(row: Row) -> Row | None:
    """What the heading's row of the notes holds besides the heading; None: no heading."""
    return _below(_NOTES_HEADING, row)


def _below(heading: re.Pattern[str], row: Row) -> Row | None:
    first = row.filled[0]
    match = heading.match(fold_width(first.text))
    if match is None:
        return None
    rest = Cell(first.text[match.end() :], first.place)
    return Row((rest, *row.filled[1:]))


class Attitudes:
    """Gathers the attitudes, over pages."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._drafts: list[Draft] = []

    def add(self, row: Row) -> None:
        """Takes one row; text before any code goes on with the attitude before it."""
        for cell in row.filled:
            cleaned = clean(cell.text)
            entries = split(cleaned.text, Family.ATTITUDE)
            self._record.count(len(entries), cell.place)
            codes = tuple(entry.code for entry in entries if entry.code)
            self._record.leftovers(cleaned, codes, cell.place)
            for entry in entries:
                if entry.code:
                    if entry.printed_code != entry.code:
                        self._record.add(
                            RepairKind.CODE_SHAPE, (entry.code,), entry.printed_code, entry.code,
                            cell.place,
                        )  # fmt: skip
                    self._drafts.append(Draft(entry.code, entry.text, cell.place))
                    if lines_without_code(entry):
                        self._record.doubt(entry, cell.place)
                elif self._drafts:
                    self._go_on(entry.text.strip(), cell.place)
                else:
                    self._record.unread(entry.text, cell.place)

    def _go_on(self, rest: str, place: Place) -> None:
        last = self._drafts[-1]
        joined = last.raw.rstrip() + rest
        self._record.add(
            RepairKind.CUT_TEXT, (last.code,), f"{last.raw.strip()} / {rest}", joined, place
        )
        last.raw = joined

    def attitudes(self) -> tuple[Attitude, ...]:
        """All attitudes: the name ends at the first colon, the rest is the definition."""
        found = []
        for draft in self._drafts:
            text = self._record.unwrapped(draft.raw, (draft.code,), draft.place)
            name, *definition = _COLON.split(text, maxsplit=1)
            found.append(
                Attitude(code=draft.code, name=name, text="".join(definition), place=draft.place)
            )
        return tuple(found)


class NotesSection:
    """Gathers the lines of the notes."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._lines: list[tuple[str, Place]] = []
        self._first_of_page = False

    def begin_page(self) -> None:
        """Takes note of the heading, which each page repeats."""
        self._first_of_page = bool(self._lines)

    def add(self, row: Row) -> None:
        """Takes one row; the lines of a cell are lines of the notes."""
        if len(row.filled) > 1:
            # A small table inside the notes (the levels, usually) stays together row by row.
            cells = (self._record.plain(cell) for cell in row.filled)
            self._lines.append((" | ".join(cells), row.place))
            return
        cell = row.filled[0]
        cleaned = clean(cell.text)
        self._record.leftovers(cleaned, (), cell.place)
        for line in cleaned.text.split("\n"):
            if line.strip():
                self._add_line(line, cell.place)

    def _add_line(self, line: str, place: Place) -> None:
        plain = self._record.plain(Cell(_BULLET.sub("", line), place))
        is_new = begins_item(line)
        if self._first_of_page and not is_new and not self._ends_before():
            before, first_place = self._lines[-1]
            self._record.add(RepairKind.CUT_TEXT, (), f"{before} / {plain}", before + plain, place)
            self._lines[-1] = (before + plain, first_place)
        elif not is_new and self._is_wrapped(plain):
            before, first_place = self._lines[-1]
            joined = self._record.unwrapped(f"{before}\n{plain}", (), first_place)
            self._lines[-1] = (joined, first_place)
        else:
            self._lines.append((plain, place))
        self._first_of_page = False

    def _ends_before(self) -> bool:
        """Whether the last line of the page before is a whole sentence."""
        return self._lines[-1][0].endswith(_ENDS_A_SENTENCE)

    def _is_wrapped(self, line: str) -> bool:
        """Whether a line is the end of the footnote before it, which stops inside a sentence."""
        is_footnote = self._lines and FOOTNOTE.match(self._lines[-1][0])
        return bool(is_footnote) and not self._ends_before() and line.endswith("。")

    def notes(self) -> Notes:
        """Entry requirements, and remarks with their marks, in printed order."""
        requirements: list[Requirement] = []
        remarks: list[Remark] = []
        goes_on: Callable[[str], bool] = _never
        for line, place in self._lines:
            number = _NUMBER.match(line)
            start = number.end() if number else 0
            heading = REQUIREMENT.match(line, start)
            mark = FOOTNOTE.match(line) or _BARE_MARK.match(line)
            if heading:
                inline = line[heading.end() :]
                goes_on = _what_goes_on(line, inline)
                if inline:
                    requirements.append(Requirement(text=inline, place=place))
            elif mark:
                goes_on = _never
                remarks.append(_footnote(mark, line, place))
            elif goes_on(line):
                requirements.append(Requirement(text=line, place=place))
                if goes_on is _always and _style(line):
                    goes_on = _is_counted  # a list that counts ends where nothing is counted
            else:
                goes_on = _never
                remarks.append(Remark(mark="", text=line, place=place))
        return Notes(requirements=tuple(requirements), remarks=tuple(remarks))


def _footnote(mark: re.Match[str], line: str, place: Place) -> Remark:
    text = line[mark.end() :].strip()
    colon = _COLON.match(text)
    return Remark(mark=f"註{mark[1]}", text=text[colon.end() if colon else 0 :], place=place)


def _what_goes_on(heading: str, inline: str) -> Callable[[str], bool]:
    """Which lines below the heading of the requirements still belong to it.

    All of them below a bare heading, until the numbering of the heading itself goes on
    (`一、建議… 1.… 2.… 二、…`). Behind a requirement on the heading's own line only what carries
    its numbering on.
    """
    style = _style(heading)
    if not inline:
        return (lambda line: _style(line) != style) if style else _always
    counted = _style(inline)
    return lambda line: bool(counted) and _style(line) == counted


def _never(_line: str) -> bool:
    return False


def _always(_line: str) -> bool:
    return True


def _is_counted(line: str) -> bool:
    return bool(_style(line))


def _style(line: str) -> str:
    """How a line is numbered: `1.`, `(1)`, `一、`; empty when it is not."""
    number = _NUMBER.match(line)
    if number is None:
        return ""
    return number["open"].replace("（", "(") + ("digits" if number["digits"] else "words")
