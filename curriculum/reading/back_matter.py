"""What stands after the main table: attitudes and notes."""

import re

from curriculum.problems import Place
from curriculum.reading.cleaning import clean
from curriculum.reading.codes import Family, split
from curriculum.reading.drafts import Draft
from curriculum.reading.front_matter import label_of
from curriculum.reading.grid import Cell, Row
from curriculum.reading.record import Record
from curriculum.standard import Attitude, Notes, Remark, RepairKind, Requirement
from curriculum.text import FOOTNOTE

_COLON = re.compile(r"\s*[:：]\s*")
_BULLET = re.compile(r"^\s*[-–—•●‧◆■□*・]\s*")
_REQUIREMENT = re.compile(r"建議擔任此職[^:：]{0,40}條件\s*[:：]?\s*")


def begins_attitudes(row: Row) -> bool:
    """Whether the row is the heading of the attitudes."""
    labels = [label_of(cell).lower() for cell in row.filled]
    return any("職能內涵" in label and ("a=" in label or "態度" in label) for label in labels)


def begins_notes(row: Row) -> bool:
    """Whether the row is the heading of the notes."""
    return label_of(row.filled[0]).startswith("說明與補充事項")


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
                plain = self._record.plain(Cell(_BULLET.sub("", line), cell.place))
                self._lines.append((plain, cell.place))

    def notes(self) -> Notes:
        """Entry requirements, and remarks with their marks, in printed order."""
        requirements: list[Requirement] = []
        remarks: list[Remark] = []
        in_requirements = False
        for line, place in self._lines:
            heading = _REQUIREMENT.match(line)
            mark = FOOTNOTE.match(line)
            if heading:
                in_requirements = heading.end() == len(line)
                if not in_requirements:
                    requirements.append(Requirement(text=line[heading.end() :], place=place))
            elif mark:
                in_requirements = False
                text = (
                    _COLON.sub("", line[mark.end() :], count=1)
                    if line[mark.end() :].lstrip().startswith((":", "："))
                    else line[mark.end() :].strip()
                )
                remarks.append(Remark(mark=f"註{mark[1]}", text=text, place=place))
            elif in_requirements:
                requirements.append(Requirement(text=line, place=place))
            else:
                remarks.append(Remark(mark="", text=line, place=place))
        return Notes(requirements=tuple(requirements), remarks=tuple(remarks))
