"""The main table: its rows, page by page -> duties with tasks and blocks.

Codes decide where an item belongs; its position is a hint. A row whose K or S cell has a level
beside it opens a new scope; a K or S cell without a level goes on with the last one.
"""

import re

from curriculum.reading.cleaning import clean
from curriculum.reading.codes import Entry, Family, split
from curriculum.reading.drafts import Draft, DutyDraft, ScopeDraft, finish
from curriculum.reading.grid import Cell, Row
from curriculum.reading.record import Record
from curriculum.standard import Duty, RepairKind
from curriculum.text import fold_width

_HEADINGS = (
    ("duty", ("主要職責",)),
    ("task", ("工作任務",)),
    ("output", ("工作產出",)),
    ("criterion", ("行為指標",)),
    ("level", ("職能級別",)),
    ("knowledge", ("k=", "知識")),
    ("skill", ("s=", "技能")),
)
_FAMILIES = {
    "duty": Family.DUTY,
    "task": Family.TASK,
    "output": Family.OUTPUT,
    "criterion": Family.CRITERION,
    "knowledge": Family.KNOWLEDGE_OR_SKILL,
    "skill": Family.KNOWLEDGE_OR_SKILL,
}
_COLUMN_OF_LETTER = {"O": "output", "P": "criterion", "K": "knowledge", "S": "skill"}
_LIST_OF_COLUMN = {
    "output": "outputs", "criterion": "criteria", "knowledge": "knowledge", "skill": "skills",
}  # fmt: skip
_LEVEL = re.compile(r"(?<!\d)([1-6])(?!\d)")
_ENDS_A_SENTENCE = ("。", "！", "？")


def column_roles(row: Row) -> dict[int, str]:
    """Column -> role when the row is a header of the main table; nothing otherwise."""
    roles: dict[int, str] = {}
    for index, cell in enumerate(row.cells):
        label = fold_width("".join(cell.text.split())).lower()
        role = next(
            (role for role, words in _HEADINGS if any(word in label for word in words)), None
        )
        if role and role not in roles.values():
            roles[index] = role
    return roles if {"duty", "criterion"} <= set(roles.values()) else {}


class MainTable:
    """Takes the rows of the main table and gives its duties."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._roles: dict[int, str] = {}
        self._rows: list[tuple[dict[str, Cell], bool]] = []
        self._first_of_page = False
        self._has_levels = False
        self._duties: list[DutyDraft] = []
        self._scope: ScopeDraft | None = None
        """The block whose K and S cells cover the current row."""
        self._row_tasks: tuple[str, ...] = ()
        self._last: dict[str, Draft] = {}
        """Column -> its last item, which text without a code goes on with."""

    def header(self, roles: dict[int, str]) -> None:
        """Begins the table, or a new page of it."""
        self._first_of_page = bool(self._rows)
        self._roles = roles

    def add(self, row: Row) -> None:
        """Takes one row; what stands outside the known columns is unread."""
        first_cell = fold_width(row.cells[0].text)
        if len(row.cells) == 1 and not self._first_of_page and not re.match(r"\s*T", first_cell):
            # A line without cells between two rows is a footer or a stray line, not a duty.
            self._record.unread(row.text, row.place)
            return
        cells = {}
        for index, cell in enumerate(row.cells):
            if index in self._roles:
                cells[self._roles[index]] = cell
            elif cell.text.strip():
                self._record.unread(cell.text, cell.place)
        self._rows.append((cells, self._first_of_page))
        self._first_of_page = False

    def duties(self) -> tuple[Duty, ...]:
        """All duties, once every row has been taken."""
        levels = [cells["level"].text for cells, _ in self._rows if "level" in cells]
        self._has_levels = any(_LEVEL.search(fold_width(text)) for text in levels)
        for cells, first_of_page in self._rows:
            self._read_row(cells, first_of_page=first_of_page)
        return finish(self._duties, self._record)

    def _read_row(self, cells: dict[str, Cell], *, first_of_page: bool) -> None:
        entries = {role: self._entries(role, cell) for role, cell in cells.items()}
        is_new_duty = self._open_duties(entries.get("duty", []), cells.get("duty"))
        tasks = self._open_tasks(entries.get("task", []), cells.get("task"))
        if not self._duties:
            for cell in cells.values():
                self._record.unread(cell.text, cell.place)
            return
        level = self._level(cells.get("level"))
        for role in ("knowledge", "skill"):
            if level is None and not is_new_duty:
                entries[role] = self._continued(role, entries.get(role, []), cells.get(role))
        for role, continues in (
            ("output", first_of_page and not tasks),
            ("criterion", first_of_page or not tasks),
        ):
            if continues and role in self._last:
                entries[role] = self._continued(role, entries.get(role, []), cells.get(role))
        uses = [e.code for role in ("knowledge", "skill") for e in entries.get(role, []) if e.code]
        scope = self._scope_for(
            tasks, level, uses, next(iter(cells.values())), is_new_duty=is_new_duty
        )
        for role in _LIST_OF_COLUMN:
            for entry in entries.get(role, []):
                self._take(role, entry, cells[role], scope)

    def _entries(self, role: str, cell: Cell) -> list[Entry]:
        """The items of a cell; slips of shape and separation go on record."""
        if role not in _FAMILIES:
            return []
        cleaned = clean(cell.text)
        entries = split(cleaned.text, _FAMILIES[role])
        codes = tuple(entry.code for entry in entries if entry.code)
        self._record.leftovers(cleaned, codes, cell.place)
        for index, entry in enumerate(entries):
            if entry.printed_code != entry.code:
                self._record.add(
                    RepairKind.CODE_SHAPE, (entry.code,), entry.printed_code, entry.code,
                    cell.place,
                )  # fmt: skip
            if entry.glued:
                together = entries[index - 1].whole + entry.whole
                self._record.add(
                    RepairKind.GLUED_ITEM, (entry.code,), together, entry.whole, cell.place
                )
        return entries

    def _continued(self, role: str, entries: list[Entry], cell: Cell | None) -> list[Entry]:
        """The entries after taking text before any code as the rest of the column's last item."""
        if cell is None or not entries or entries[0].code:
            return entries
        last, rest = self._last.get(role), entries[0].text.strip()
        if last is None or (role == "criterion" and last.raw.endswith(_ENDS_A_SENTENCE)):
            return entries
        joined = last.raw.rstrip() + rest
        self._record.add(
            RepairKind.CUT_TEXT, (last.code,) if last.code else (),
            f"{last.raw.strip()} / {rest}", joined, cell.place,
        )  # fmt: skip
        last.raw = joined
        return entries[1:]

    def _open_duties(self, entries: list[Entry], cell: Cell | None) -> bool:
        """Opens the duties of a row; the same duty again, at the top of a page, is no new one."""
        opened = False
        if cell is None:
            return opened
        for entry in self._continued("duty", entries, cell):
            if self._duties and self._duties[-1].heading.code == entry.code:
                continue
            heading = Draft(entry.code, entry.text, cell.place)
            self._duties.append(DutyDraft(heading))
            self._last = {"duty": heading}
            self._row_tasks = ()
            opened = True
        return opened

    def _open_tasks(self, entries: list[Entry], cell: Cell | None) -> tuple[str, ...]:
        """Opens the tasks of a row; several in one row are on record."""
        coded = self._continued("task", entries, cell)
        if cell is None or not coded or not self._duties:
            return ()
        for entry in coded:
            task = Draft(entry.code, entry.text, cell.place)
            self._duties[-1].tasks.append(task)
            self._last["task"] = task
        self._row_tasks = tuple(entry.code for entry in coded)
        if len(coded) > 1:
            whole = " ".join(entry.whole for entry in coded)
            self._record.add(RepairKind.SHARED_ROW, self._row_tasks, whole, "", cell.place)
        return self._row_tasks

    def _level(self, cell: Cell | None) -> int | None:
        if cell is None or not cell.text.strip():
            return None
        match = _LEVEL.search(fold_width(cell.text))
        if match is None:
            self._record.unread(cell.text, cell.place)
            return None
        return int(match[1])

    def _scope_for(
        self,
        tasks: tuple[str, ...],
        level: int | None,
        uses: list[str],
        first: Cell,
        *,
        is_new_duty: bool,
    ) -> ScopeDraft:
        """The block of a row: a new one, or the one that goes on."""
        duty, scope = self._duties[-1], self._scope
        if is_new_duty or scope is None:
            self._scope = self._open_scope(duty, level, first)
        elif level is not None and tasks and not uses and scope.has_uses:
            scope.tasks.extend(tasks)
            self._record.add(
                RepairKind.SHARED_SCOPE, tasks, str(level), "、".join(scope.tasks), first.place
            )
            return self._open_scope(duty, level, first)
        elif level is not None and not tasks and not uses:
            return self._open_scope(duty, level, first)
        elif level is not None or (uses and tasks and not self._has_levels):
            self._scope = self._open_scope(duty, level, first)
        else:
            scope.tasks.extend(tasks)
            if uses:
                items = (duty.heading.code, *uses)
                self._record.add(
                    RepairKind.CONTINUED_CELL, items, "、".join(uses), duty.heading.code,
                    first.place,
                )  # fmt: skip
            return scope
        return self._scope

    def _open_scope(self, duty: DutyDraft, level: int | None, first: Cell) -> ScopeDraft:
        scope = ScopeDraft(list(self._row_tasks), level, first.place)
        duty.scopes.append(scope)
        return scope

    def _take(self, role: str, entry: Entry, cell: Cell, scope: ScopeDraft) -> None:
        """Puts an item into the row's block, in the list that its code names."""
        named = self._column_named_by(entry.code) or role
        if not entry.code and role in {"knowledge", "skill"}:
            self._record.unread(entry.text, cell.place)  # K and S items are known by their codes
            return
        if named != role:
            self._record.add(
                RepairKind.WRONG_COLUMN, (entry.code,), entry.whole, entry.code, cell.place
            )
        item = Draft(entry.code, entry.text, cell.place, self._row_tasks)
        getattr(scope, _LIST_OF_COLUMN[named]).append(item)
        self._last[role] = item

    @staticmethod
    def _column_named_by(code: str) -> str | None:
        letters = code.rstrip("0123456789.")
        return _COLUMN_OF_LETTER.get(letters[-1:])
