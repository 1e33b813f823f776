"""ESCO: occupations with their essential skills and knowledge, as tables or as a JSON list."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from curriculum.problems import Place
from curriculum.reading.frameworks.choosing import Option, chosen_of
from curriculum.reading.frameworks.json_text import JsonFile, objects, text_of
from curriculum.reading.frameworks.outline import Outline, Statement, one_line, require, whole
from curriculum.reading.frameworks.parts import Part
from curriculum.reading.frameworks.tables import Row, Table
from curriculum.standard import Repair, RepairKind, Standard

_OCCUPATIONS = ("conceptUri", "preferredLabel", "iscoGroup")
_SKILLS = ("conceptUri", "preferredLabel", "skillType")
_RELATIONS = ("occupationUri", "relationType", "skillUri")
_LISTED = re.compile(r"\s*\[.*/esco/(?:occupation|skill)/", re.DOTALL)


def sources(parts: Sequence[Part]) -> list[list[Part]]:
    """The lists among the parts, each by itself, and the tables, all together."""
    lists = [[part] for part in parts if _LISTED.match(part.beginning)]
    kinds = (_OCCUPATIONS, _SKILLS, _RELATIONS)
    tables = [part for part in parts if any(Table(part, []).has(*kind) for kind in kinds)]
    return [*lists, tables] if tables else lists


def read_esco(parts: Sequence[Part], wanted: str, place: Place) -> Standard:
    """The outline of one occupation.

    Raises:
        SourceError: `framework-incomplete`, or see `chosen_of`.
    """
    repairs: list[Repair] = []
    if _LISTED.match(parts[0].beginning):
        return _from_list(JsonFile(parts[0], repairs), wanted, repairs)
    tables = [Table(part, repairs) for part in parts]
    occupations = [table for table in tables if table.has(*_OCCUPATIONS)]
    relations = [table for table in tables if table.has(*_RELATIONS)]
    are_named = any(table.has(*_SKILLS) for table in tables)
    files = {
        "occupations_*.csv": bool(occupations),
        "skills_*.csv": are_named or any(table.has("skillLabel") for table in relations),
        "occupationSkillRelations_*.csv": bool(relations),
    }
    require("ESCO", files, place)
    rows = {row["conceptUri"]: row for table in occupations for row in table.rows()}
    options = [
        Option(code=row["code"] or uri.rpartition("/")[2], name=row["preferredLabel"], id=uri)
        for uri, row in rows.items()
    ]
    option = chosen_of(options, wanted, place)
    row = rows[option.id]
    outline = _outline(option, row["description"], row.place, repairs)
    _relate(tables, option, outline)
    return outline.standard()


def _outline(option: Option, description: str, place: Place, repairs: list[Repair]) -> Outline:
    occupation = Statement(id="", text=option.name, place=place)
    return Outline(
        framework="ESCO", code=option.code, name=option.name, id=option.id,
        description=description, place=place, duties=[whole(occupation, ())], repairs=repairs,
    )  # fmt: skip


def _relate(tables: Sequence[Table], option: Option, outline: Outline) -> None:
    """Takes the essential skills and knowledge; the optional ones stay on record."""
    relations = [
        row
        for table in tables
        if table.has(*_RELATIONS)
        for row in table.rows("occupationUri", (option.id,))
    ]
    uris = {row["skillUri"] for row in relations}
    skills = {
        row["conceptUri"]: row
        for table in tables
        if table.has(*_SKILLS)
        for row in table.rows("conceptUri", uris)
    }
    missing: list[Row] = []
    for row in relations:
        skill = skills.get(row["skillUri"])
        label = skill["preferredLabel"] if skill else row["skillLabel"]
        item = Statement(id=row["skillUri"], text=label, place=(skill or row).place)
        if not label:
            missing.append(row)
        elif row["relationType"] != "essential":
            outline.record(RepairKind.UNUSED_DATA, label, item.place)
        elif "knowledge" in (row["skillType"] or (skill or row)["skillType"]):
            outline.knowledge.append(item)
        else:
            outline.skills.append(item)
    for row in missing:
        outline.record(RepairKind.BROKEN_LINK, row["skillUri"], row.place)
    # What was lost comes before what is only not used.
    outline.repairs.sort(key=lambda repair: repair.kind is RepairKind.UNUSED_DATA)


def _from_list(file: JsonFile, wanted: str, repairs: list[Repair]) -> Standard:
    """An occupation out of a list of objects with `uri`, `label` and lists of skills' labels."""
    entries = {
        text_of(entry, "uri"): entry
        for entry in objects(file.data)
        if "/esco/occupation/" in text_of(entry, "uri")
    }
    options = [
        Option(code=uri.rpartition("/")[2], name=text_of(entry, "label"), id=uri)
        for uri, entry in entries.items()
    ]
    require("ESCO", {"occupations (JSON)": bool(options)}, file.place)
    option = chosen_of(options, wanted, file.place)
    entry, place = entries[option.id], file.place_of(option.id)
    outline = _outline(option, text_of(entry, "description"), place, repairs)
    knowledge = dict.fromkeys(_labels(entry, "knowledge_"))
    skills = dict.fromkeys((*_labels(entry, "skill_"), *_labels(entry, "skill")))
    outline.knowledge = [Statement(id="", text=label, place=place) for label in knowledge]
    outline.skills = [
        Statement(id="", text=label, place=place) for label in skills if label not in knowledge
    ]
    return outline.standard()


def _labels(entry: Mapping[str, Any], key: str) -> Iterator[str]:
    values = entry.get(key)
    for value in values if isinstance(values, list) else [values]:
        if isinstance(value, str) and (label := one_line(value)):
            yield label
