"""The main table: its rows, page by page -> duties with tasks and blocks.

Codes decide where an item belongs; its position is a hint. A row whose K or S cell has a level
beside it opens a new scope; a K or S cell without a level goes on with the last one.
"""

import dataclasses
import re

from curriculum.reading.cleaning import clean
from curriculum.reading.codes import Entry, Family, split
from curriculum.reading.doubts import doubtful
from curriculum.reading.drafts import Draft, DutyDraft, ScopeDraft, finish
from curriculum.reading.front_matter import label_of, level_in
from curriculum.reading.grid import Cell, Row
from curriculum.reading.page_breaks import mended
from curriculum.reading.record import Record
from curriculum.standard import Duty, RepairKind
from curriculum.text import fold_width, merge_key

_HEADINGS = (
    ("duty", re.compile("主要職責")),
    ("task", re.compile("工作任務")),
    ("output", re.compile("工作產出")),
    ("criterion", re.compile("行為指標")),
    ("level", re.compile("職能級別")),
    ("knowledge", re.compile("k=|(?:職能內涵)?[([]?(?:k[):]?)?(?:knowledge|知識)|職能內涵.*知識")),
    ("skill", re.compile("s=|(?:職能內涵)?[([]?(?:s[):]?)?(?:skills?|技能)|職能內涵.*技能")),
)
_LONGEST_HEADING = 32
_ITEM_CODE = re.compile(r"[A-Z]?[TOPKSA]\.?\d")
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
_ENDS_A_SENTENCE = ("。", "！", "？")


def column_roles(row: Row) -> dict[int, str]:
    """Column -> role when the row is a header of the main table; nothing otherwise."""
    roles = _roles(row)
    return roles if {"duty", "criterion"} <= set(roles.values()) else {}


def continued_header(row: Row) -> dict[int, str]:
    """Column -> role when the row is the second line of a header: K and S below 職能內涵."""
    roles = _roles(row)
    whole = len(roles) == len(row.filled)
    return roles if whole and {"knowledge", "skill"} == set(roles.values()) else {}


def _roles(row: Row) -> dict[int, str]:
    """Column -> role of the cells that are headings; nothing for a row with items.

    A standard may speak of 行為指標 in its own texts: a cell with an item code is no heading.
    """
    roles: dict[int, str] = {}
    for index, cell in enumerate(row.cells):
        label = label_of(cell)
        if _ITEM_CODE.match(label):
            return {}
        if len(label) > _LONGEST_HEADING:
            continue
        role = next((role for role, words in _HEADINGS if _heads(words, label.lower())), None)
        if role and role not in roles.values():
            roles[index] = role
    return roles


def _heads(words: re.Pattern[str], label: str) -> bool:
    return bool(words.match(label) or words.match(label.removeprefix("職能內涵").lstrip("([")))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _RowFacts:
    """What decides whether a row begins a block."""

    tasks: tuple[str, ...]
    """The tasks that are printed here for the first time."""
    has_level: bool
    level: int | None
    uses: list[str]
    """The codes of its K and S items."""
    first: Cell
    is_new_duty: bool


def _is_printed_again(entry: Entry, drafts: list[Draft]) -> bool:
    """Whether a duty or task repeats one before it; another text is another one."""
    return bool(entry.code) and any(
        draft.code == entry.code
        and (not entry.text.strip() or merge_key(draft.raw) == merge_key(entry.text))
        for draft in drafts
    )


def _begins_items(entries: dict[str, list[Entry]], cells: dict[str, Cell]) -> bool:
    """Whether a row prints a level, and all its items from their codes on."""
    has_level = "level" in cells and bool(cells["level"].text.strip())
    own = [entries[role] for role in _LIST_OF_COLUMN if entries.get(role)]
    return has_level and bool(own) and all(items[0].code for items in own)


class MainTable:
    """Takes the rows of the main table and gives its duties."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._roles: dict[int, str] = {}
        self._rows: list[tuple[dict[str, Cell], bool]] = []
        self._first_of_page = False
        self._begins_page = False
        self._has_levels = False
        self._duties: list[DutyDraft] = []
        self._scope: ScopeDraft | None = None
        """The block whose K and S cells cover the current row."""
        self._row_tasks: tuple[str, ...] = ()
        self._has_own_items = False
        """Whether the current row prints a level, and codes of items from their beginning."""
        self._last: dict[str, Draft] = {}
        """Column -> its last item, which text without a code goes on with."""

    def header(self, row: Row, roles: dict[int, str]) -> None:
        """Begins the table, or a new page of it; headings of unknown columns are unread."""
        self._first_of_page = bool(self._rows)
        self._begins_page |= row.begins_page
        self._roles = roles
        for index, cell in enumerate(row.cells):
            if index not in roles and label_of(cell) != "職能內涵":
                self._record.unread(cell.text, cell.place)

    def header_goes_on(self, roles: dict[int, str]) -> None:
        """Takes the second line of a header."""
        self._roles = {
            index: role for index, role in self._roles.items() if role not in roles.values()
        } | roles

    def add(self, row: Row) -> None:
        """Takes one row; what stands outside the known columns is unread."""
        self._begins_page |= row.begins_page
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
        if not cells:
            return
        if self._begins_page and self._rows:
            rows = [before for before, _ in self._rows]
            rest = mended(rows, cells, _FAMILIES, self._record)
            if rest is not None:
                self._rows.append((rest, False))
        else:
            self._rows.append((cells, self._first_of_page))
        self._first_of_page = self._begins_page = False

    def duties(self) -> tuple[Duty, ...]:
        """All duties, once every row has been taken."""
        self._has_levels = any(
            cells["level"].text.strip() for cells, _ in self._rows if "level" in cells
        )
        for cells, first_of_page in self._rows:
            self._read_row(cells, first_of_page=first_of_page)
        return finish(self._duties, self._record)

    def _read_row(self, cells: dict[str, Cell], *, first_of_page: bool) -> None:
        entries = {role: self._entries(role, cell) for role, cell in cells.items()}
        self._has_own_items = not first_of_page and _begins_items(entries, cells)
        is_new_duty = self._open_duties(entries.get("duty", []), cells.get("duty"))
        named = entries.get("task", [])
        strays = [entry for entry in named if entry.code[:1] in _COLUMN_OF_LETTER]
        tasks = self._open_tasks([e for e in named if e not in strays], cells.get("task"))
        if not self._duties:
            for cell in cells.values():
                self._record.unread(cell.text, cell.place)
            return
        level = cells.get("level")
        # A cell that holds no readable level still begins a block: one without a level.
        has_level = level is not None and bool(level.text.strip())
        for role in ("knowledge", "skill"):
            if not has_level and not is_new_duty:
                entries[role] = self._continued(role, entries.get(role, []), cells.get(role))
        for role, continues in (
            ("output", first_of_page and not tasks),
            ("criterion", first_of_page or not tasks),
        ):
            if continues and role in self._last:
                entries[role] = self._continued(role, entries.get(role, []), cells.get(role))
        uses = [e.code for role in ("knowledge", "skill") for e in entries.get(role, []) if e.code]
        scope = self._scope_for(
            _RowFacts(
                tasks=tasks,
                has_level=has_level,
                level=level_in(level, self._record) if level else None,
                uses=uses,
                first=next(iter(cells.values())),
                is_new_duty=is_new_duty,
            )
        )
        for entry in strays:
            self._take("task", entry, cells["task"], scope)
        for role in _LIST_OF_COLUMN:
            for entry in entries.get(role, []):
                self._take(role, entry, cells[role], scope)

    def _entries(self, role: str, cell: Cell) -> list[Entry]:
        """The items of a cell; slips of shape and separation go on record."""
        if role not in _FAMILIES:
            return []
        cleaned = clean(cell.text)
        entries = split(cleaned.text, _FAMILIES[role])
        self._record.count(len(entries), cell.place)
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
        last = self._last.get(role)
        for entry in doubtful(entries, _FAMILIES[role], last.code if last else ""):
            self._record.doubt(entry, cell.place)
        return entries

    def _continued(self, role: str, entries: list[Entry], cell: Cell | None) -> list[Entry]:
        """The entries after taking text before any code as the rest of the column's last item."""
        if cell is None or not entries or entries[0].code:
            return entries
        last, rest = self._last.get(role), entries[0].text.strip()
        if last is None or (role == "criterion" and last.raw.endswith(_ENDS_A_SENTENCE)):
            return entries
        joined = last.raw.rstrip() + rest
        # Beside items that begin here nothing was cut: it may be a task that has no code.
        is_own = role in {"duty", "task"} and self._has_own_items
        self._record.add(
            RepairKind.DOUBTFUL if is_own else RepairKind.CUT_TEXT,
            (last.code,) if last.code else (),
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
            if self._duties and _is_printed_again(entry, [self._duties[-1].heading]):
                continue
            heading = Draft(entry.code, entry.text, cell.place)
            self._duties.append(DutyDraft(heading))
            self._last = {"duty": heading}
            self._row_tasks = ()
            opened = True
        return opened

    def _open_tasks(self, entries: list[Entry], cell: Cell | None) -> tuple[str, ...]:
        """Opens the new tasks of a row; several in one row are on record.

        A task that is printed again, in every row of it or at the top of a page, is no new one.
        """
        coded = self._continued("task", entries, cell)
        if cell is None or not coded or not self._duties:
            return ()
        tasks = self._duties[-1].tasks
        opened = [entry for entry in coded if not _is_printed_again(entry, tasks)]
        for entry in opened:
            task = Draft(entry.code, entry.text, cell.place)
            tasks.append(task)
            self._last["task"] = task
        self._row_tasks = tuple(entry.code for entry in coded)
        if len(opened) > 1:
            whole = " ".join(entry.whole for entry in coded)
            self._record.add(RepairKind.SHARED_ROW, self._row_tasks, whole, "", cell.place)
        return tuple(entry.code for entry in opened)

    def _scope_for(self, row: _RowFacts) -> ScopeDraft:
        """The block of a row: a new one, or the one that goes on."""
        duty, scope = self._duties[-1], self._scope
        if row.is_new_duty or scope is None:
            self._scope = self._open_scope(duty, row)
        elif row.has_level and row.tasks and not row.uses and scope.has_uses:
            scope.tasks.extend(row.tasks)
            self._record.add(
                RepairKind.SHARED_SCOPE, row.tasks, str(row.level or ""), "、".join(scope.tasks),
                row.first.place,
            )  # fmt: skip
            return self._open_scope(duty, row)
        elif row.has_level and not row.tasks and not row.uses:
            return self._open_scope(duty, row)
        elif row.has_level or (row.uses and row.tasks and not self._has_levels):
            self._scope = self._open_scope(duty, row)
        else:
            scope.tasks.extend(task for task in self._row_tasks if task not in scope.tasks)
            if row.uses:
                items = (duty.heading.code, *row.uses)
                self._record.add(
                    RepairKind.CONTINUED_CELL, items, "、".join(row.uses), duty.heading.code,
                    row.first.place,
                )  # fmt: skip
            return scope
        return self._scope

    def _open_scope(self, duty: DutyDraft, row: _RowFacts) -> ScopeDraft:
        scope = ScopeDraft(list(self._row_tasks), row.level, row.first.place)
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
        self._last[role if role in _LIST_OF_COLUMN else named] = item

    @staticmethod
    def _column_named_by(code: str) -> str | None:
        letters = code.rstrip("0123456789.")
        return _COLUMN_OF_LETTER.get(letters[-1:])
