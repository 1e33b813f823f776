"""NICE: a work role names tasks, knowledge and skills by id; their texts stand in other files."""

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence

from curriculum.problems import Place
from curriculum.reading.frameworks.choosing import Option, chosen_of
from curriculum.reading.frameworks.outline import Outline, Statement, one_line, require, whole
from curriculum.reading.frameworks.parts import LARGEST_TREE, Part
from curriculum.reading.frameworks.tables import Table
from curriculum.standard import Repair, RepairKind, Standard

_KEYS = re.compile(r"^[ \t]{0,40}-?[ \t]{0,40}(?:[tksa]Id|workRoleID)[ \t]{0,40}:", re.MULTILINE)
_COLUMNS = ("Work Role", "K S or A", "KSA ID", "KSA")
_ROLE = re.compile(r"([A-Z]{2}-[A-Z]{3}-\d{3})", re.IGNORECASE)
_NAMED = re.compile(r"#\s*(.+?)\s*\(")
_TEXTS = {
    "tId": "taskDescription",
    "kId": "knowledgeDescription",
    "sId": "skillDescription",
    "aId": "abilityDescription",
}
"""The key of a statement's id -> the key of its text."""
_STATEMENTS = {"tId": "tasks.yml", "kId": "knowledge.yml", "sId": "skills.yml"}
"""The key of a statement's id -> the file with the texts that a course needs."""
_LINE = re.compile(r"(\s*-)?\s*([A-Za-z]\w*)\s*:\s(.*)", re.ASCII)
"""Whether an entry begins here, the key, and the value with its quotes."""


@dataclasses.dataclass(slots=True, kw_only=True)
class _Role:
    """A work role and the ids that it names, by their key."""

    code: str
    name: str = ""
    description: str = ""
    place: Place
    ids: dict[str, list[str]] = dataclasses.field(default_factory=dict)


def sources(parts: Sequence[Part]) -> list[list[Part]]:
    """The files with roles and statements, and the tables of roles, which need none of them."""
    tables = [part for part in parts if _is_table(part)]
    files = [part for part in parts if part not in tables and _KEYS.search(part.beginning)]
    return [found for found in (files, tables) if found]


def _is_table(part: Part) -> bool:
    return Table(part, []).has(*_COLUMNS)


def read_nice(parts: Sequence[Part], wanted: str, place: Place) -> Standard:
    """The outline of one work role.

    Raises:
        SourceError: `framework-incomplete`, or see `chosen_of`.
    """
    repairs: list[Repair] = []
    roles: dict[str, _Role] = {}
    statements: dict[str, Statement] = {}
    tables = [Table(part, repairs) for part in parts if _is_table(part)]
    for part in parts:
        if not _is_table(part):
            _read_file(part, part.text(LARGEST_TREE, repairs), roles, statements)
    for table in tables:
        _read_table(table, roles, statements)
    # A role that names nothing cannot become a course, unless no file says what roles name.
    telling = [role for role in roles.values() if role.ids] or list(roles.values())
    require("NICE", _files(telling, statements), place)
    options = [Option(code=role.code, name=role.name, id=role.code) for role in telling]
    option = chosen_of(options, wanted, place)
    return _outline(roles[option.code], statements, repairs).standard()


def _files(roles: Sequence[_Role], statements: Mapping[str, Statement]) -> dict[str, bool]:
    """The files that a course needs -> whether any of what they say is there."""
    are_told = any(role.ids for role in roles)
    files = {"niceRole_*.yml": are_told}
    for key, file in _STATEMENTS.items():
        named = [id_ for role in roles for id_ in role.ids.get(key, ())]
        if named or not are_told:
            files[file] = any(id_ in statements for id_ in named or statements)
    return files


def _read_file(
    part: Part, text: str, roles: dict[str, _Role], statements: dict[str, Statement]
) -> None:
    """Takes the roles and the statements of one file."""
    named: dict[str, list[str]] = {}
    for values, place in _entries(text, part.shown):
        if known := values.get("workRoleID"):
            role = roles.setdefault(known, _Role(code=known, place=place))
            role.name, role.place = values.get("workRole", ""), place
            role.description = values.get("description", "")
        for key, text_key in _TEXTS.items():
            id_ = values.get(key, "")
            if id_ and text_key in values:
                statement = Statement(id=id_, text=values[text_key], place=place)
                statements.setdefault(id_, statement)
            elif id_:
                named.setdefault(key, []).extend(each.strip() for each in id_.split(";"))
    # A role's file says whose it is in its comment, or only in its name.
    head = text[:500]
    code = _ROLE.search(head) or _ROLE.search(part.name)
    if named and code:
        role = roles.setdefault(code[0].upper(), _Role(code=code[0].upper(), place=part.place))
        role.ids = named
        if title := _NAMED.search(head):
            role.name = role.name or one_line(title[1])


def _entries(text: str, shown: str) -> Iterator[tuple[dict[str, str], Place]]:
    """The entries of a file, line by line: published ones have colons that are no YAML."""
    lines: dict[str, list[str]] = {}
    key, begins = "", 1
    for number, line in enumerate((*text.split("\n"), "-"), start=1):
        found = _LINE.match(f"{line} ")
        if line.strip() == "-" or (found and found[1]):
            values = {name: _bare(" ".join(said)) for name, said in lines.items()}
            yield values, Place(path=shown, line=begins)
            lines, begins = {}, number
        if found:
            key = found[2]
            lines[key] = [found[3]]
        elif line.strip() in {"-", "---", ""} or line.lstrip().startswith("#"):
            key = ""
        elif key and line[:1].isspace():
            # A long text goes on in the next line.
            lines[key].append(line)


def _bare(value: str) -> str:
    """A value on one line, without its quotes."""
    value = one_line(value)
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1].replace(value[0] * 2, value[0])
    return value


def _read_table(table: Table, roles: dict[str, _Role], statements: dict[str, Statement]) -> None:
    """Takes the roles that no file describes, and their statements; a table has no tasks."""
    described = {code for code, role in roles.items() if role.ids}
    for row in table.rows():
        name = row["Work Role"]
        code = _ROLE.search(name)
        known = code[0].upper() if code else name
        if not known or known in described:
            continue
        role = roles.setdefault(known, _Role(code=known, place=row.place))
        role.name = role.name or (name[: code.start()].rstrip(" (") if code else name)
        key = {"k": "kId", "s": "sId"}.get(row["K S or A"][:1].casefold(), "aId")
        role.ids.setdefault(key, []).append(row["KSA ID"])
        statement = Statement(id=row["KSA ID"], text=row["KSA"], place=row.place)
        statements.setdefault(statement.id, statement)


def _outline(role: _Role, statements: Mapping[str, Statement], repairs: list[Repair]) -> Outline:
    name = role.name or role.code
    outline = Outline(
        framework="NICE", code=role.code, name=name, description=role.description,
        place=role.place, repairs=repairs,
    )  # fmt: skip

    def known(key: str) -> Iterator[Statement]:
        for id_ in filter(None, dict.fromkeys(role.ids.get(key, ()))):
            if id_ in statements:
                yield statements[id_]
            else:
                outline.record(RepairKind.BROKEN_LINK, id_, role.place)

    occupation = Statement(id="", text=name, place=role.place)
    outline.duties = [whole(occupation, known("tId"))]
    outline.knowledge = list(known("kId"))
    outline.skills = list(known("sId"))
    for ability in known("aId"):
        printed = f"{ability.id} {ability.text}"
        outline.record(RepairKind.UNUSED_DATA, printed, ability.place)
    return outline
