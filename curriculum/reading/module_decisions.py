"""Reading what was decided about modules (`modules:` and `every_module:` of `course.yaml`)."""

import re
from collections.abc import Iterator, Mapping

from curriculum.decisions import (
    MODULE_SLOTS,
    AddedObjective,
    Decided,
    ModuleDecisions,
    ObjectiveDecision,
    Resources,
    Staff,
)
from curriculum.reading import decided
from curriculum.reading.fields import Fields, Reader
from curriculum.reading.nodes import Node, Text
from curriculum.reading.standard_yaml import looks_coded

ROLES = ("teachers", "assessors", "assistants")
RESOURCE_KEYS = ("materials", "equipment", *ROLES, "people")
MODULE_KEYS = (
    "title", "tasks", "criteria", "hours", "theory_hours", "requires", "introduce", "reinforce",
    "exclude", "objectives", "added_objectives", "methods", "assessment", *RESOURCE_KEYS, "texts",
)  # fmt: skip
OBJECTIVE_KEYS = ("text", "condition", "degree", "domain", "level")
SERVED = ("criteria", "knowledge", "skills", "attitudes")
"""What an added objective can serve."""
ADDED_KEYS = ("text", *SERVED, "domain", "level", "degree")
ASSESSMENT_KEYS = ("method", "tool")
LEVELS = {"cognitive": 6, "psychomotor": 7, "affective": 5}
"""Domain -> how many levels its taxonomy has."""

_NAME = re.compile(r"\w[\w.-]{0,39}")


def modules(fields: Fields) -> dict[str, ModuleDecisions]:
    """What was decided about each module, by its id."""
    entries = decided.decided_by_code(fields, "modules", decided.as_module_id)
    return {code: _module(fields.reader, name, node) for code, name, node in entries}


def resources(fields: Fields) -> Resources:
    """What a module is taught with and by whom."""
    people = fields.get("people")
    return Resources(
        materials=decided.listed(fields, "materials"),
        equipment=decided.listed(fields, "equipment"),
        conditions=_staff(fields),
        people=_staff(Fields(fields.reader, people, ROLES))
        if decided.is_decided(people)
        else Staff(),
    )


def _staff(fields: Fields) -> Staff:
    return Staff(**{role: decided.listed(fields, role) for role in ROLES})


def _module(reader: Reader, name: Text, node: Node) -> ModuleDecisions:
    fields = Fields(reader, node, MODULE_KEYS)
    requires = fields.get("requires")
    return ModuleDecisions(
        place=name.place,
        title=decided.words(fields, "title"),
        tasks=decided.listed(fields, "tasks", decided.as_code),
        criteria=decided.listed(fields, "criteria", decided.as_code),
        hours=decided.hours(fields, "hours"),
        theory_hours=decided.hours(fields, "theory_hours", least=0),
        requires=Decided(decided.listed(fields, "requires", decided.as_module_id), requires.place)
        if decided.is_decided(requires)
        else None,
        introduce=decided.listed(fields, "introduce", decided.as_code),
        reinforce=decided.listed(fields, "reinforce", decided.as_code),
        exclude=decided.listed(fields, "exclude", decided.as_code),
        objectives=dict(_objectives(fields)),
        added_objectives=dict(_added_objectives(fields)),
        methods=decided.listed(fields, "methods"),
        assessment=tuple(_assessment(fields)),
        resources=resources(fields),
        texts=_texts(fields),
    )


def _objectives(fields: Fields) -> Iterator[tuple[str, ObjectiveDecision]]:
    for code, name, node in decided.decided_by_code(fields, "objectives"):
        if isinstance(node, Text):
            yield code, ObjectiveDecision(place=name.place, text=node.value.strip() or None)
            continue
        parts = Fields(fields.reader, node, OBJECTIVE_KEYS)
        domain, level = _taxonomy(parts)
        yield (
            code,
            ObjectiveDecision(
                place=name.place,
                text=decided.plain(parts, "text"),
                condition=decided.plain(parts, "condition"),
                degree=decided.plain(parts, "degree"),
                domain=domain,
                level=level,
            ),
        )


def _added_objectives(fields: Fields) -> Iterator[tuple[str, AddedObjective]]:
    for name, key, node in decided.decided_by_code(fields, "added_objectives", _as_name):
        parts = Fields(fields.reader, node, ADDED_KEYS, required=("text",), why_required="needed")
        domain, level = _taxonomy(parts)
        served = {kind: decided.listed(parts, kind, decided.as_code) for kind in SERVED}
        yield (
            name,
            AddedObjective(
                place=key.place,
                text=decided.needed_text(parts, "text"),
                domain=domain,
                level=level,
                degree=decided.plain(parts, "degree"),
                **served,
            ),
        )


def _as_name(reader: Reader, node: Text) -> str:
    """The name of an added objective: part of its id, and no code, which others are named by."""
    name = decided.code_of(node)
    if not _NAME.fullmatch(name) or looks_coded(name):
        reader.bad_value(node, "teamwork, cooperation-2, 團隊合作 …")
    return name


def _taxonomy(parts: Fields) -> tuple[str | None, int | None]:
    """Domain and level; without a domain the level is only known to be one of some domain."""
    domain = decided.choice(parts, "domain", tuple(LEVELS))
    highest = LEVELS[domain] if domain else max(LEVELS.values())
    level = decided.whole_number(parts, "level", 1, highest)
    return domain, level.value if level else None


def _assessment(fields: Fields) -> Iterator[Decided[tuple[str, str]]]:
    seen: dict[tuple[str, str], int] = {}
    for node in fields.items("assessment"):
        if not decided.is_decided(node):
            continue
        parts = Fields(
            fields.reader, node, ASSESSMENT_KEYS, required=ASSESSMENT_KEYS, why_required="needed"
        )
        way = (decided.needed_text(parts, "method"), decided.needed_text(parts, "tool"))
        if way in seen and all(way):
            found, first = "、".join(way), str(seen[way])
            fields.reader.report("duplicate-key", node.place, found=found, first=first)
        seen.setdefault(way, node.place.line)
        yield Decided(way, node.place)


def _texts(fields: Fields) -> Mapping[str, Decided[str]]:
    node = fields.get("texts")
    if not decided.is_decided(node):
        return {}
    slots = Fields(fields.reader, node, MODULE_SLOTS)
    found = {slot: decided.text(slots, slot) for slot in MODULE_SLOTS}
    return {slot: text for slot, text in found.items() if text}
