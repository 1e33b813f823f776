"""The reader of a standard's YAML file: the same `Standard` that the published text gives.

In the file every K and S code stands once with its text (`knowledge`, `skills`); the blocks name
codes, and add a text of their own only where another one is printed there.
"""

import dataclasses
import itertools
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from curriculum.problems import Place
from curriculum.reading import nodes
from curriculum.reading.fields import CODE_AND_TEXT, Fields, Reader, is_blank
from curriculum.standard import (
    Attitude,
    Block,
    Category,
    Duty,
    Framework,
    KsaUse,
    Notes,
    PerformanceCriterion,
    Remark,
    Repair,
    RepairKind,
    Requirement,
    Standard,
    Task,
    Version,
    WorkOutput,
)
from curriculum.text import fold_width

KEYS = (
    "code", "name", "name_kind", "title", "language", "level", "description", "categories",
    "versions", "duties", "knowledge", "skills", "attitudes", "notes", "repairs",
    "framework",
)  # fmt: skip
"""The keys of the file, in written order."""
NAME_KINDS = ("occupation", "job_category")
CATEGORIES = ("job_category", "occupation", "industry")
VERSION_KEYS = ("version", "code", "name", "status", "remark", "date")
BLOCK_KEYS = ("tasks", "level", "outputs", "criteria", "knowledge", "skills")
REPAIR_KEYS = ("kind", "items", "printed", "read_as", "page", "table", "line", "cell")
LEVELS = (1, 6)

_LOOKS_CODED = re.compile(r"\s*[A-Za-z]{1,3}\s*\.?\s*[0-9]")


def looks_coded(text: str) -> bool:
    """Whether a text without a code begins like a code.

    A list of the file writes such a text as `"": text`: written bare, `P1.1.1：確認` is a code
    with the wrong colon and must not pass for a text.
    """
    return bool(_LOOKS_CODED.match(fold_width(text[:20])))


def read_standard(text: str, path: str = "") -> Standard:
    """The standard in a YAML text.

    Args:
        text: The content of the file.
        path: What to call it in places.

    Raises:
        SourceError: It is no YAML that we take (`nodes.load`).
        ContentError: It is YAML, but not a standard; every mistake is listed.
    """
    reader = Reader()
    fields = Fields(reader, reader.load(text, path), KEYS, required=("code", "name", "name_kind"))
    # The catalogues stand behind the duties for people, and are read first for the codes.
    knowledge = _Catalogue(fields, "knowledge")
    skills = _Catalogue(fields, "skills")
    duties = tuple(_duty(reader, node, knowledge, skills) for node in fields.items("duties"))
    knowledge.finish()
    skills.finish()
    kind, level = fields.get("name_kind"), fields.get("level")
    categories, language = _categories(fields), fields.get("language")
    standard = Standard(
        code=fields.text("code"),
        name=fields.text("name"),
        name_kind=reader.choice(kind, NAME_KINDS) if kind else NAME_KINDS[0],
        title=fields.text("title"),
        language=fields.text("language") if language and not is_blank(language) else "zh-TW",
        level=reader.whole_number(level, *LEVELS) if level else None,
        description=fields.text("description"),
        job_categories=categories["job_category"],
        occupations=categories["occupation"],
        industries=categories["industry"],
        versions=tuple(_version(reader, node) for node in fields.items("versions")),
        duties=duties,
        attitudes=tuple(_attitude(reader, node) for node in fields.items("attitudes")),
        notes=_notes(fields),
        framework=_framework(fields),
        place=fields.place,
    )
    # Repairs refer to everything else, so they are read last.
    codes = _codes_of(standard, [*knowledge.codes, *skills.codes])
    repairs = tuple(_repair(reader, node, codes) for node in fields.items("repairs"))
    reader.finish()
    return dataclasses.replace(standard, repairs=repairs)


class _Coded(Protocol):
    """Anything with a code."""

    @property
    def code(self) -> str: ...


class _Catalogue:
    """The K or S items by code, and which of them the blocks use."""

    def __init__(self, fields: Fields, key: str) -> None:
        self._fields, self._reader, self._key = fields, fields.reader, key
        node = fields.get(key)
        pairs = self._reader.pairs(node, CODE_AND_TEXT) if node else {}
        self._texts = {code: self._reader.text(value) for code, (_, value) in pairs.items()}
        self._places = {code: name.place for code, (name, _) in pairs.items()}
        self.codes = tuple(self._texts)
        self._used: set[str] = set()
        self._dangling = False

    def use(self, node: nodes.Node) -> KsaUse:
        """An entry of a block: a bare code, or a code with the text that is printed there."""
        reader = self._reader
        own: str | None = None
        if isinstance(node, nodes.Text):
            code = node.value
        else:
            code, own = reader.pair(node) or ("", "")
        self._used.add(code)
        if code not in self._texts and (code or own is None):
            self._dangling = True
            # Without a catalogue each of its codes dangles: `finish` says so, once.
            if self._key in self._fields:
                reader.dangling(node, code, self._texts)
        text = self._texts.get(code, "") if own is None else own
        return KsaUse(code=code, text=text, place=node.place)

    def finish(self) -> None:
        """Report a missing catalogue, and items that no block uses: they would be lost."""
        if self._key not in self._fields:
            if self._dangling:
                self._reader.report("missing-key", self._fields.place, expected=self._key)
        # Beside a dangling code an unused one is most likely the same slip.
        elif not self._dangling:
            for code, place in self._places.items():
                if code not in self._used:
                    self._reader.report("unused-code", place, items=(code,), found=code)


def _duty(reader: Reader, node: nodes.Node, knowledge: _Catalogue, skills: _Catalogue) -> Duty:
    fields = Fields(reader, node, ("code", "text", "tasks", "blocks"), ("code", "text"))
    tasks = tuple(
        Task(code=code, text=text, place=place)
        for code, text, place in _coded(reader, fields.items("tasks"))
    )
    codes = dict.fromkeys(task.code for task in tasks)
    return Duty(
        code=fields.text("code"),
        text=fields.text("text"),
        tasks=tasks,
        blocks=tuple(
            _block(reader, block, codes, knowledge, skills) for block in fields.items("blocks")
        ),
        place=fields.place,
    )


def _block(
    reader: Reader,
    node: nodes.Node,
    tasks: Collection[str],
    knowledge: _Catalogue,
    skills: _Catalogue,
) -> Block:
    # In a duty with tasks, a block that names none is more likely a slip than a decision.
    fields = Fields(reader, node, BLOCK_KEYS, required=("tasks",) if tasks else ())
    level = fields.get("level")
    return Block(
        tasks=tuple(_known(reader, code, tasks) for code in fields.items("tasks")),
        level=reader.whole_number(level, *LEVELS) if level else None,
        outputs=tuple(
            WorkOutput(code=code, text=text, place=place)
            for code, text, place in _coded(reader, fields.items("outputs"))
        ),
        criteria=tuple(
            PerformanceCriterion(code=code, text=text, place=place)
            for code, text, place in _coded(reader, fields.items("criteria"))
        ),
        knowledge=tuple(knowledge.use(use) for use in fields.items("knowledge")),
        skills=tuple(skills.use(use) for use in fields.items("skills")),
        place=fields.place,
    )


def _coded(reader: Reader, values: Iterable[nodes.Node]) -> Iterator[tuple[str, str, Place]]:
    """Code, text and place of `CODE: text` entries, or of bare texts printed without a code."""
    for node in values:
        if isinstance(node, nodes.Text) and not is_blank(node) and not looks_coded(node.value):
            yield "", node.value, node.place
        elif pair := reader.pair(node):
            yield *pair, node.place


def _known(reader: Reader, node: nodes.Node, codes: Collection[str]) -> str:
    """A code that refers to something: it must be one of `codes`."""
    code = reader.text(node)
    if isinstance(node, nodes.Text) and code not in codes:
        reader.dangling(node, code, codes)
    return code


def _categories(fields: Fields) -> dict[str, tuple[Category, ...]]:
    node = fields.get("categories")
    if node is None or is_blank(node):
        return dict.fromkeys(CATEGORIES, ())
    groups = Fields(fields.reader, node, CATEGORIES)
    return {
        key: tuple(_category(fields.reader, entry) for entry in groups.items(key))
        for key in CATEGORIES
    }


def _category(reader: Reader, node: nodes.Node) -> Category:
    fields = Fields(reader, node, ("name", "code"), required=("name",))
    return Category(name=fields.text("name"), code=fields.text("code"), place=fields.place)


def _version(reader: Reader, node: nodes.Node) -> Version:
    fields = Fields(reader, node, VERSION_KEYS)
    return Version(place=fields.place, **{key: fields.text(key) for key in VERSION_KEYS})


def _attitude(reader: Reader, node: nodes.Node) -> Attitude:
    fields = Fields(reader, node, ("code", "name", "text"), required=("code", "name"))
    return Attitude(
        code=fields.text("code"),
        name=fields.text("name"),
        text=fields.text("text"),
        place=fields.place,
    )


def _notes(fields: Fields) -> Notes:
    reader, node = fields.reader, fields.get("notes")
    if node is None or is_blank(node):
        return Notes()
    notes = Fields(reader, node, ("requirements", "remarks"))
    return Notes(
        requirements=tuple(
            Requirement(text=reader.text(entry), place=entry.place)
            for entry in notes.items("requirements")
        ),
        remarks=tuple(_remark(reader, entry) for entry in notes.items("remarks")),
    )


def _framework(fields: Fields) -> Framework | None:
    reader, node = fields.reader, fields.get("framework")
    if node is None or is_blank(node):
        return None
    framework = Fields(reader, node, ("name", "ids"), required=("name",))
    ids = framework.get("ids")
    pairs = reader.pairs(ids) if ids else {}
    return Framework(
        name=framework.text("name"),
        ids=tuple((code, reader.text(value)) for code, (_, value) in pairs.items()),
    )


def _remark(reader: Reader, node: nodes.Node) -> Remark:
    fields = Fields(reader, node, ("mark", "text"), required=("text",))
    return Remark(mark=fields.text("mark"), text=fields.text("text"), place=fields.place)


def _repair(reader: Reader, node: nodes.Node, codes: Collection[str]) -> Repair:
    fields = Fields(reader, node, REPAIR_KEYS, required=("kind",))
    kind = fields.get("kind")
    for number in map(fields.get, ("page", "table", "line", "cell")):
        if number:
            # Where it is printed is for people to know: here, the place is the YAML's own.
            reader.whole_number(number, 1, 999_999_999)
    kinds = tuple(member.value for member in RepairKind)
    return Repair(
        kind=RepairKind(reader.choice(kind, kinds)) if kind else RepairKind.UNREAD_TEXT,
        items=tuple(_known(reader, item, codes) for item in fields.items("items")),
        printed=fields.text("printed"),
        read_as=fields.text("read_as"),
        place=fields.place,
    )


def _codes_of(standard: Standard, ksa: Iterable[str]) -> Collection[str]:
    """Every code that a repair can be about: those of K and S items, and of all the others."""
    items: Iterable[_Coded] = itertools.chain(
        (standard,), standard.job_categories, standard.occupations, standard.industries,
        standard.versions, standard.duties, standard.tasks, standard.outputs, standard.criteria,
        standard.attitudes,
    )  # fmt: skip
    marks = (remark.mark for remark in standard.notes.remarks)
    return dict.fromkeys([*(item.code for item in items), *ksa, *marks])
