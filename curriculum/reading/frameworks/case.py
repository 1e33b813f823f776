"""1EdTech CASE 1.0 packages: a tree of statements, read tolerantly.

An item's type says what it is where it speaks of knowledge, skills, attitudes or criteria;
otherwise its place in the tree does: what has items below it is a duty, those are its tasks.
"""

import dataclasses
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from curriculum.problems import Place
from curriculum.reading.frameworks.choosing import Option, chosen_of
from curriculum.reading.frameworks.json_text import JsonFile, objects, text_of
from curriculum.reading.frameworks.outline import Outline, Scope, Statement, one_line
from curriculum.reading.frameworks.parts import Part
from curriculum.standard import Repair, RepairKind, Standard

_PACKAGE = re.compile(r'\s*\{.*"CF(?:Document|Items|Associations|PackageURI)"', re.DOTALL)
_KINDS = (
    ("knowledge", re.compile("knowledge|知識", re.IGNORECASE)),
    ("skills", re.compile("skill|abilit|技能", re.IGNORECASE)),
    ("attitudes", re.compile("attitude|disposition|態度", re.IGNORECASE)),
    ("criteria", re.compile("criteri|行為指標", re.IGNORECASE)),
)
_CHILD = {"ischildof", "childof"}
_PARENT = {"isparentof", "parentof"}
_UNUSED_KEYS = ("notes", "educationalLevel", "alternativeLabel", "conceptKeywords")
_LISTS = ("CFItems", "CFAssociations")
_ENDS = ("originNodeURI", "destinationNodeURI")


def sources(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts that are packages, of which one can be chosen."""
    files = [part for part in parts if _PACKAGE.match(part.beginning)]
    return [files] if files else []


def read_case(files: Sequence[Part], wanted: str, place: Place) -> Standard:
    """The outline of a package."""
    repairs: list[Repair] = []
    options = [Option(code=part.name, name=part.name, id=part.name) for part in files]
    option = chosen_of(options, wanted, place)
    file = JsonFile(next(part for part in files if part.name == option.code), repairs)
    return _Package(file, repairs).standard()


@dataclasses.dataclass(slots=True, kw_only=True)
class _Item:
    """One item of the package."""

    statement: Statement
    kind: str
    """`knowledge`, `skills`, `attitudes` or `criteria`; empty where its place must tell."""
    number: int
    """Its place in the list."""
    parent: str | None = None
    """Id of the item above; empty for the document; None where nothing is said."""
    sequence: float = math.inf


class _Package:
    """A package on its way to an outline."""

    def __init__(self, file: JsonFile, repairs: list[Repair]) -> None:
        data = file.data if isinstance(file.data, dict) else {}
        document = data.get("CFDocument")
        document = document if isinstance(document, dict) else {}
        self._file, self._data = file, data
        self._document = text_of(document, "identifier")
        self._outline = Outline(
            framework="CASE",
            code=self._document,
            name=text_of(document, "title") or PurePath(file.name).stem,
            description=text_of(document, "description"),
            place=file.place_of(self._document),
            repairs=repairs,
        )
        self._items: dict[str, _Item] = {}
        self._children: dict[str, list[str]] = {}

    def standard(self) -> Standard:
        """The standard; what could not be used is on record."""
        items, associations = (objects(self._data.get(key)) for key in _LISTS)
        self._take_items(items)
        others = self._take_associations(associations)
        self._cut_circles()
        self._count_strangers()
        self._hang()
        self._grow()
        for name, count in others.items():
            self._record(RepairKind.UNUSED_DATA, f"{name}: {count}")
        for key in _UNUSED_KEYS:
            if count := sum(bool(item.get(key)) for item in items):
                self._record(RepairKind.UNUSED_DATA, f"{key}: {count}")
        if rubrics := objects(self._data.get("CFRubrics")):
            self._record(RepairKind.UNUSED_DATA, f"CFRubrics: {len(rubrics)}")
        return self._outline.standard()

    def _record(self, kind: RepairKind, printed: str, id_: str = "", *ids: str) -> None:
        self._outline.record(kind, printed, self._file.place_of(id_ or self._document), *ids)

    def _take_items(self, entries: Sequence[Mapping[str, Any]]) -> None:
        for number, entry in enumerate(entries):
            id_ = text_of(entry, "identifier")
            scheme = text_of(entry, "humanCodingScheme")
            text = text_of(entry, "fullStatement") or text_of(entry, "abbreviatedStatement")
            if id_ in self._items:
                self._record(RepairKind.BROKEN_LINK, f"{id_}: {text}", id_)
                continue
            typed = text_of(entry, "CFItemType")
            if not typed and isinstance(entry.get("CFItemTypeURI"), dict):
                typed = text_of(entry["CFItemTypeURI"], "title")
            statement = Statement(
                id=scheme or id_, text=text or scheme, place=self._file.place_of(id_)
            )
            kind = next((name for name, known in _KINDS if known.search(typed)), "")
            # No association can speak of an item without an identifier.
            key = id_ or f"\0{number}"
            self._items[key] = _Item(statement=statement, kind=kind, number=number)

    def _take_associations(self, entries: Sequence[Mapping[str, Any]]) -> Counter[str]:
        """Hangs every child below its first parent; counts the associations of other types."""
        others: Counter[str] = Counter()
        for entry in entries:
            name = text_of(entry, "associationType")
            plain = re.sub("[^a-z]", "", name.casefold())
            child, parent = (_node(entry.get(key)) for key in _ENDS)
            if plain in _PARENT:
                child, parent = parent, child
            elif plain not in _CHILD:
                others[name] += 1
                continue
            item = self._items.get(child)
            is_document = bool(parent) and parent == self._document
            known = item and item.parent is None and (is_document or parent in self._items)
            if item and known:
                item.parent = "" if is_document else parent
                number = entry.get("sequenceNumber")
                item.sequence = number if isinstance(number, int) else math.inf
            elif not item or item.parent != parent:
                self._record(RepairKind.BROKEN_LINK, f"{child} → {parent}", child)
        return others

    def _cut_circles(self) -> None:
        """Makes the first item of each circle one of the top: otherwise none would be reached."""
        safe: set[str] = {""}
        for start in self._items:
            path: dict[str, None] = {}
            node = start
            while node not in safe and node not in path:
                path[node] = None
                node = self._items[node].parent or ""
            if node in path:
                circle = list(path)[list(path).index(node) :]
                first = min(circle, key=lambda each: self._items[each].number)
                parent, self._items[first].parent = self._items[first].parent, ""
                self._record(RepairKind.BROKEN_LINK, f"{first} → {parent}", first)
            safe.update(path)

    def _count_strangers(self) -> None:
        """Puts entries on record that are no objects."""
        strangers = []
        for key in _LISTS:
            value = self._data.get(key)
            count = len(value) - len(objects(value)) if isinstance(value, list) else 0
            if count:
                strangers.append(f"{key}: {count}")
        if strangers:
            self._record(RepairKind.BROKEN_LINK, ", ".join(strangers))

    def _hang(self) -> None:
        """The children of every item, by sequence number, then as listed."""
        for id_, item in self._items.items():
            self._children.setdefault(item.parent or "", []).append(id_)
        for children in self._children.values():
            children.sort(key=lambda id_: (self._items[id_].sequence, self._items[id_].number))

    def _grow(self) -> None:
        """Puts every item in its place in the outline, from the top down."""
        outline = self._outline
        tops = self._children.get("", [])
        is_flat = not any(self._has_tasks(top) for top in tops)
        title = Statement(id="", text=outline.name, place=outline.place)
        everything = Scope(statement=title)
        # What waits, the next one last: id, the duty and the task above it, the kind above it.
        waiting: list[tuple[str, Scope | None, Scope | None, str]] = [
            (top, everything if is_flat else None, None, "") for top in reversed(tops)
        ]
        while waiting:
            id_, duty, task, kind = waiting.pop()
            item = self._items[id_]
            kind = item.kind or kind
            if kind:
                self._add(kind, item.statement, task or duty)
            elif duty is None:
                duty = Scope(statement=item.statement)
                outline.duties.append(duty)
            else:
                if task:
                    self._record(RepairKind.FLATTENED, item.statement.id, id_, item.statement.id)
                task = Scope(statement=item.statement)
                duty.tasks.append(task)
            below = reversed(self._children.get(id_, []))
            waiting.extend((child, duty, task, kind) for child in below)
        if not outline.duties:
            outline.duties = [everything]

    def _has_tasks(self, id_: str) -> bool:
        is_plain = not self._items[id_].kind
        return is_plain and any(not self._items[each].kind for each in self._children.get(id_, []))

    def _add(self, kind: str, statement: Statement, scope: Scope | None) -> None:
        """Adds a statement of a kind to the task or duty above it, or to the whole."""
        outline = self._outline
        match kind:
            case "attitudes":
                outline.attitudes.append(statement)
            case "criteria" if scope:
                scope.criteria.append(statement)
            case "criteria":
                outline.record(RepairKind.UNUSED_DATA, statement.text, statement.place)
            case _:
                target = scope or outline
                (target.knowledge if kind == "knowledge" else target.skills).append(statement)


def _node(value: Any) -> str:  # noqa: ANN401 - JSON may hold anything
    """The id at one end of an association: in an object, or as a bare address."""
    if isinstance(value, dict):
        return text_of(value, "identifier") or _node(value.get("uri"))
    return one_line(value).rpartition("/")[2] if isinstance(value, str) else ""
