"""The model of an occupational competency standard: what was printed, nothing more, nothing less.

The primary part is the printed `Block`: the scope that one level cell and one pair of K and S
cells cover. It fits every published layout (a cell for a whole duty, for one task, several blocks
in one task, several tasks in one cell, K only, no task layer) without inventing or losing scope.
Tasks' and items' views are derived from the blocks.
"""

import dataclasses
import enum
import functools
import re
from collections.abc import Iterator, Mapping

from curriculum.problems import NOWHERE, Place
from curriculum.text import weak_merge_key


class KsaKind(enum.StrEnum):
    """Kind of a K/S/A item; the value is the letter of its codes."""

    KNOWLEDGE = "K"
    SKILL = "S"
    ATTITUDE = "A"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Something printed: it knows its place, which is no part of its identity."""

    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)
    """Where it stands in the source."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Coded(Placed):
    """A printed item: a code and a text."""

    code: str
    """Normalised code such as `O1.1.1`; empty when the text is printed without one."""
    text: str
    """As printed, on one line."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Category(Placed):
    """One entry of the classification (職類別, 職業別 or 行業別)."""

    name: str
    code: str
    """As printed; empty when none is printed."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Version(Placed):
    """One row of the version history (版本表), every cell as printed."""

    version: str
    code: str
    name: str
    status: str
    remark: str
    date: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WorkOutput(Coded):
    """A work output (工作產出)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceCriterion(Coded):
    """A performance criterion (行為指標)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KsaUse(Coded):
    """A K or S item as one block prints it: the same code may stand elsewhere with another text."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Block(Placed):
    """The printed scope of a level cell and of the K and S cells beside it."""

    tasks: tuple[str, ...]
    """Codes of the tasks it covers; empty in a duty without a task layer."""
    level: int | None
    """Competency level 1-6, or None when none is printed."""
    outputs: tuple[WorkOutput, ...] = ()
    criteria: tuple[PerformanceCriterion, ...] = ()
    knowledge: tuple[KsaUse, ...] = ()
    skills: tuple[KsaUse, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Task(Coded):
    """A task (工作任務)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Coded):
    """A duty (主要職責) with its tasks in printed order and its blocks in printed order."""

    tasks: tuple[Task, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Attitude(Coded):
    """An attitude (A), printed once for the whole document as 名稱：定義 or as a bare name.

    Its text is the definition, empty for a bare name.
    """

    name: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Placed):
    """One remark of the notes: a footnote's definition (with its mark) or any other line."""

    mark: str
    """`註1` for a footnote; empty for other remarks."""
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Placed):
    """One entry requirement (建議擔任此職類/職業之學歷/經歷/或能力條件)."""

    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The section 說明與補充事項."""

    requirements: tuple[Requirement, ...] = ()
    remarks: tuple[Remark, ...] = ()


class RepairKind(enum.StrEnum):
    """What the reader had to interpret. Every one is reported by a rule of the same name."""

    CODE_SHAPE = "code-shape"
    """A code printed with a slip was read as the usual shape: `O.2.1.1`, `04.2.1`."""
    GLUED_ITEM = "glued-item"
    """An item stood inside another's text without anything between them."""
    CUT_TEXT = "cut-text"
    """A text was cut by a page break and goes on in the next row."""
    WRONG_ROW = "wrong-row"
    """An item stood in the row of another task than its code says; the code decided."""
    WRONG_COLUMN = "wrong-column"
    """An item stood in the column of another kind than its code says; the code decided."""
    SHARED_ROW = "shared-row"
    """Several tasks share one row, so that position says nothing about which item is whose."""
    CONTINUED_CELL = "continued-cell"
    """A K or S cell without a level goes on with the scope of the rows before it."""
    SHARED_SCOPE = "shared-scope"
    """A row prints a level of its own but no K and S; those of the rows before it were shared."""
    LINE_WRAP = "line-wrap"
    """Spaces or line breaks inside words, left by line wrapping, were removed."""
    ENCODING = "encoding"
    """The file was not UTF-8 and was decoded from another encoding."""
    MARKUP = "markup"
    """Layout tags of a web page (`<p>`, `<br>` ...) left in cells were removed."""
    CONTROL_CHARACTERS = "control-characters"
    """Invisible control characters were removed."""
    UNREAD_TEXT = "unread-text"
    """A text that found no place in the standard; kept here so that nothing vanishes."""
    RUNNING_HEAD = "running-head"
    """A running head, foot or page number belongs to the pages and not to the standard."""
    DOUBTFUL = "doubtful"
    """An item may end elsewhere, or be two: what is printed allows both."""
    HIDDEN_TEXT = "hidden-text"
    """A text that the file holds and does not show; it is not part of what is printed."""
    NOT_RELEVANT = "not-relevant"
    """A foreign framework rates an item as not important for the occupation; it was left out."""
    UNUSED_DATA = "unused-data"
    """A foreign framework says something for which a standard has no place; it was left out."""
    FLATTENED = "flattened"
    """An item stands deeper in a foreign framework's tree than a task; it was made a task."""
    BROKEN_LINK = "broken-link"
    """Parts of a foreign framework do not fit together; what names nothing was left out."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Repair(Placed):
    """What was printed and how it was read instead: on record, never silent."""

    kind: RepairKind
    items: tuple[str, ...]
    """Codes of the items it is about (normalised)."""
    printed: str
    """The source, verbatim; where it is long, the part that matters."""
    read_as: str
    """What it was taken for; empty when it was left out."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """The foreign framework that a standard was read from: an outline, with codes of our own."""

    name: str
    """`CASE`, `O*NET`, `ESCO` or `NICE`."""
    ids: tuple[tuple[str, str], ...] = ()
    """Our code -> the framework's own id, in the order of the codes."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KsaItem(Coded):
    """A K or S item of the whole document, gathered from its uses in the blocks.

    Its text is the first one printed: what stands wherever no block prints its own.
    """

    kind: KsaKind
    texts: tuple[str, ...]
    """Every different printed text, in printed order."""
    same_as: tuple[str, ...]
    """Other codes of the same kind whose text means the same (see `text.weak_merge_key`)."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Standard(Placed):
    """An occupational competency standard as printed.

    Equality compares what was printed and ignores the places.
    """

    code: str
    """The issuer's code, opaque; empty when none is printed."""
    name: str
    name_kind: str
    """`occupation` (職業) or `job_category` (職類): which of the two boxes is filled."""
    title: str = ""
    """The heading of the document, such as 客戶服務企劃人員職能基準."""
    language: str = "zh-TW"
    level: int | None = None
    description: str = ""
    job_categories: tuple[Category, ...] = ()
    occupations: tuple[Category, ...] = ()
    industries: tuple[Category, ...] = ()
    versions: tuple[Version, ...] = ()
    duties: tuple[Duty, ...] = ()
    attitudes: tuple[Attitude, ...] = ()
    notes: Notes = dataclasses.field(default_factory=Notes)
    repairs: tuple[Repair, ...] = ()
    framework: Framework | None = None
    """None for a standard of the authority."""

    @functools.cached_property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks in printed order."""
        return tuple(task for duty in self.duties for task in duty.tasks)

    @functools.cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in printed order."""
        return tuple(block for duty in self.duties for block in duty.blocks)

    @functools.cached_property
    def outputs(self) -> tuple[WorkOutput, ...]:
        """All work outputs in printed order."""
        return tuple(output for block in self.blocks for output in block.outputs)

    @functools.cached_property
    def criteria(self) -> tuple[PerformanceCriterion, ...]:
        """All performance criteria in printed order."""
        return tuple(criterion for block in self.blocks for criterion in block.criteria)

    @functools.cached_property
    def knowledge(self) -> tuple[KsaItem, ...]:
        """The K items, by first appearance."""
        uses = (use for block in self.blocks for use in block.knowledge)
        return tuple(_gather(KsaKind.KNOWLEDGE, uses))

    @functools.cached_property
    def skills(self) -> tuple[KsaItem, ...]:
        """The S items, by first appearance."""
        uses = (use for block in self.blocks for use in block.skills)
        return tuple(_gather(KsaKind.SKILL, uses))

    @functools.cached_property
    def foreign_ids(self) -> Mapping[str, str]:
        """Our codes -> a foreign framework's own ids; empty for a standard of the authority."""
        return dict(self.framework.ids) if self.framework else {}

    @functools.cached_property
    def current_version(self) -> Version | None:
        """The row of the version history that carries this standard's own code."""
        return next((row for row in self.versions if row.code == self.code), None)

    def blocks_of(self, task_code: str) -> tuple[Block, ...]:
        """The blocks that cover a task, in printed order."""
        return tuple(block for block in self.blocks if task_code in block.tasks)

    def level_of(self, task_code: str) -> int | None:
        """The level printed closest to a task: narrow blocks before wide ones, then the highest."""
        levelled = [block for block in self.blocks_of(task_code) if block.level is not None]
        if not levelled:
            return None
        narrowest = min(len(block.tasks) for block in levelled)
        return max(block.level or 0 for block in levelled if len(block.tasks) == narrowest)

    def outputs_of(self, task_code: str) -> tuple[WorkOutput, ...]:
        """The work outputs of a task, in printed order."""
        return tuple(
            output
            for block in self.blocks_of(task_code)
            for output in block.outputs
            if owner(output.code, block) == task_code
        )

    def criteria_of(self, task_code: str) -> tuple[PerformanceCriterion, ...]:
        """The performance criteria of a task, in printed order."""
        return tuple(
            criterion
            for block in self.blocks_of(task_code)
            for criterion in block.criteria
            if owner(criterion.code, block) == task_code
        )


def owner(code: str, block: Block) -> str:
    """The task of a block to which an O or P code belongs: by its numbers, else the first task.

    >>> owner("P3.2.2", Block(tasks=("T3.1", "T3.2"), level=3))
    'T3.2'
    """
    numbers = re.match(r"[A-Z]+(\d+\.\d+)", code)
    if numbers and f"T{numbers[1]}" in block.tasks:
        return f"T{numbers[1]}"
    return block.tasks[0] if block.tasks else ""


def _gather(kind: KsaKind, uses: Iterator[KsaUse]) -> Iterator[KsaItem]:
    """Items of one kind from all their uses, with the codes that mean the same."""
    first: dict[str, KsaUse] = {}
    texts: dict[str, dict[str, None]] = {}
    for use in uses:
        first.setdefault(use.code, use)
        texts.setdefault(use.code, {})[use.text] = None
    keys = {code: weak_merge_key(use.text, kind.value) for code, use in first.items()}
    codes: dict[str, list[str]] = {}
    for code, key in keys.items():
        codes.setdefault(key, []).append(code)
    for code, use in first.items():
        same = tuple(other for other in codes[keys[code]] if other != code)
        yield KsaItem(
            kind=kind,
            code=code,
            text=use.text,
            texts=tuple(texts[code]),
            same_as=same,
            place=use.place,
        )
