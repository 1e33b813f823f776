"""O*NET: tables of occupations, tasks, and ratings of knowledge and skills, known by columns."""

from collections.abc import Iterator, Sequence

from curriculum.problems import Place
from curriculum.reading.frameworks.choosing import Option, chosen_of
from curriculum.reading.frameworks.outline import Outline, Statement, require, whole
from curriculum.reading.frameworks.parts import Part
from curriculum.reading.frameworks.tables import Row, Table
from curriculum.standard import Repair, RepairKind, Standard

IMPORTANT = 3.0
"""On O*NET's scale of importance, 1 to 5, 3 is the first that says "important"."""

_CODE = "O*NET-SOC Code"
_OCCUPATION = (_CODE, "Title", "Description")
_TASKS = (_CODE, "Task ID", "Task")
_RATINGS = (_CODE, "Element ID", "Element Name", "Scale ID", "Data Value")
_KNOWLEDGE = "2.C."
_SKILLS = ("2.A.", "2.B.")


def sources(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts with O*NET's columns."""
    tables = [part for part in parts if Table(part, []).has(_CODE)]
    return [tables] if tables else []


def read_onet(parts: Sequence[Part], wanted: str, place: Place) -> Standard:
    """The outline of one occupation.

    Raises:
        SourceError: `framework-incomplete`, or see `chosen_of`.
    """
    repairs: list[Repair] = []
    tables = [Table(part, repairs) for part in parts]
    described = [table for table in tables if table.has(*_OCCUPATION) and not table.has("Task")]
    tasks = [table for table in tables if table.has(*_TASKS) and not table.has("DWA ID")]
    ratings = [table for table in tables if table.has(*_RATINGS)]
    files = {
        "Occupation Data": bool(described) or any(table.has("Title") for table in tables),
        "Task Statements": bool(tasks),
        "Knowledge": _rates(ratings, (_KNOWLEDGE,)),
        "Skills": _rates(ratings, _SKILLS),
    }
    require("O*NET", files, place)
    option = chosen_of(_options(described or tasks or ratings), wanted, place)
    outline = Outline(
        framework="O*NET", code=option.code, name=option.name, repairs=repairs, place=place
    )
    for row in _rows(described[:1], option):
        outline.description, outline.place = row["Description"], row.place
    statements = {
        row["Task ID"] or row["Task"]: Statement(
            id=row["Task ID"], text=row["Task"], place=row.place
        )
        for row in _rows(tasks, option)
        if row["Task"]
    }
    occupation = Statement(id="", text=option.name, place=outline.place)
    outline.duties = [whole(occupation, statements.values())]
    for table in ratings:
        _rate(table, option, outline)
    for table in tables:
        if table not in (*described[:1], *tasks, *ratings):
            outline.record(RepairKind.UNUSED_DATA, table.part.name, table.part.place)
    return outline.standard()


def _options(tables: Sequence[Table]) -> list[Option]:
    """The occupations of the tables that name them best."""
    found: dict[str, Option] = {}
    for table in tables:
        for row in table.rows():
            code = row[_CODE]
            if code and code not in found:
                found[code] = Option(code=code, name=row["Title"] or code, id=code)
    return list(found.values())


def _rates(ratings: Sequence[Table], elements: tuple[str, ...]) -> bool:
    """Whether one of the tables rates elements of a kind."""
    return any(row["Element ID"].startswith(elements) for table in ratings for row in table.rows())


def _rows(tables: Sequence[Table], option: Option) -> Iterator[Row]:
    for table in tables:
        yield from table.rows(_CODE, (option.code,))


def _rate(table: Table, option: Option, outline: Outline) -> None:
    """Takes the knowledge and skills that are rated important; leaves the others on record."""
    elements: dict[str, Row] = {}
    too_low: set[str] = set()
    scales: dict[str, Place] = {}
    for row in _rows([table], option):
        element, scale = row["Element ID"], row["Scale ID"]
        elements.setdefault(element, row)
        if scale == "IM":
            if _number(row["Data Value"]) < IMPORTANT:
                too_low.add(element)
        else:
            scales.setdefault(scale, row.place)
        if row["Not Relevant"] == "Y":
            too_low.add(element)
    for element, row in elements.items():
        named = f"{element} {row['Element Name']}"
        item = Statement(id=element, text=row["Element Name"], place=row.place)
        if not element.startswith((_KNOWLEDGE, *_SKILLS)):
            printed = f"{table.part.name}: {named}"
            outline.record(RepairKind.UNUSED_DATA, printed, row.place)
        elif element in too_low:
            outline.record(RepairKind.NOT_RELEVANT, named, row.place)
        elif element.startswith(_KNOWLEDGE):
            outline.knowledge.append(item)
        else:
            outline.skills.append(item)
    for scale, place in scales.items():
        outline.record(RepairKind.UNUSED_DATA, f"{table.part.name}: {scale}", place)


def _number(text: str) -> float:
    """A rating; what is none does not leave anything out."""
    try:
        return float(text)
    except ValueError:
        return IMPORTANT
