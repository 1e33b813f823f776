"""What the page of the whole course has to say: every other document, map, matrix and standard."""

from collections.abc import Iterator

from sameness.centre_tables import notice, schedule
from sameness.course_tables import course_facts, lesson_plans, syllabus
from sameness.coverage import kinds_of_items, matrix_row
from sameness.plan import Data, name_of
from sameness.saved import Cell
from sameness.sheet_tables import assessments, checklists
from sameness.wanted import Listed, Sayer, Wanted, cells, coded, facts

_DOCUMENTS = (
    ("syllabus", "self-check"),
    ("lesson-plan", "assessment-plan", "observation-sheet", "preparation"),
)
"""What learners read too, then what is the trainer's: a line each."""


def whole_course(s: Sayer) -> Iterator[Wanted | Listed]:
    """Everything on the page."""
    yield from _opening(s)
    yield from notice(s)
    yield from syllabus(s)
    yield from assessments(s)
    yield from lesson_plans(s)
    yield from checklists(s)
    if s.plan.sessions:
        yield from schedule(s)
    yield from _matrix(s)
    yield from _standard(s)
    yield from _notes(s)
    yield from _items(s)


def _notes(s: Sayer) -> Iterator[Wanted | Listed]:
    """What the standard notes, and which items have the mark of a footnote."""
    document, notes = s.say("notes.title"), s.plan.standard["notes"]
    lines = tuple(notes["requirements"])
    yield Listed(document=document, section=s.say("notes.requirements"), lines=lines)
    for each in notes["remarks"]:
        if mark := each["mark"]:
            used = [
                line.replace(f"【{mark}】", "").strip()
                for kind in ("knowledge", "skills")
                for line in coded(s.plan.standard[kind])
                if f"【{mark}】" in line
            ]
            yield Listed(document=document, section=mark, lines=(each["text"],))
            yield facts(document, mark, {s.say("notes.used_in"): tuple(used)})


def _opening(s: Sayer) -> Iterator[Wanted]:
    course = s.plan.course
    asked = ("provider", "audience", "entry_requirements")
    missing = {s.say(f"facts.{name}") for name in asked if not course[name]}
    stated = {name: lines for name, lines in course_facts(s).items() if name not in missing}
    yield facts(course["title"], s.say("home.facts"), stated)
    between = s.say("home.between")
    links = tuple(between.join(s.say(f"home.short.{name}") for name in line) for line in _DOCUMENTS)
    rows = [
        (
            *cells(
                f"{module['duty']} {s.plan.duties[module['duty']]}",
                name_of(module),
                f"{module['hours']:g}",
            ),
            links,
        )
        for module in s.plan.modules
    ]
    rows.append(cells(s.say("parts.total"), "", f"{course['hours']:g}", ""))
    yield Wanted(
        document=course["title"],
        section=s.say("home.map"),
        caption=s.say("home.map_caption"),
        columns=s.columns("terms.duty", "terms.module", "terms.hours", "home.documents"),
        rows=tuple(rows),
    )


def _matrix(s: Sayer) -> Iterator[Wanted]:
    """Where each item of the standard is taught and assessed."""
    plan = s.plan
    for kind, items in kinds_of_items(s).items():
        if items:
            yield Wanted(
                document=s.say("matrix.title"),
                section=s.say(f"terms.{kind}"),
                caption=s.say("matrix.caption", rows=s.say(f"terms.{kind}")),
                columns=(s.say(f"terms.{kind}"), *(module["id"] for module in plan.modules)),
                rows=tuple(matrix_row(s, kind, item) for item in items),
            )


def _standard(s: Sayer) -> Iterator[Wanted]:
    """The printed standard, duty by duty; K and S stand beside all tasks of their block."""
    standard = s.plan.standard
    document = standard["title"] or s.say("standard.heading", name=standard["name"])
    names = ("version", "code", "name", "status", "remark", "date")
    if standard["versions"]:
        yield Wanted(
            document=document,
            section=s.say("standard.versions"),
            columns=s.columns(*(f"version.{name}" for name in names)),
            caption=s.say("standard.versions"),
            rows=tuple(cells(*(row[name] or "" for name in names)) for row in standard["versions"]),
        )
    yield facts(document, s.say("standard.facts"), _header(s))
    columns = ("task", "outputs", "criteria", "level", "knowledge", "skills")
    for duty in standard["duties"]:
        yield Wanted(
            document=document,
            section=f"{duty['code']} {duty['text']}",
            caption=s.say("standard.duty_caption", duty=duty["code"]),
            columns=s.columns(*(f"terms.{name}" for name in columns)),
            rows=tuple(row for block in duty["blocks"] for row in _block(s, block)),
        )


def _header(s: Sayer) -> dict[str, Cell]:
    standard = s.plan.standard
    kinds = {
        "job_categories": "job_category",
        "occupations": "occupation",
        "industries": "industry",
    }
    stated: dict[str, Cell] = {
        s.say("version.code"): (standard["code"],),
        s.say("version.name"): (standard["name"],),
        s.say("standard.name_kind"): (s.say(f"name_kind.{standard['name_kind']}"),),
    }
    for label, kind in kinds.items():
        lines = tuple(
            f"{each['name']} {each['code']}".strip() for each in standard["categories"][kind]
        )
        stated[s.say(f"standard.{label}")] = lines or (s.say("parts.unprinted"),)
    description = standard["description"] or s.say("parts.unprinted")
    stated[s.say("standard.description")] = (description,)
    stated[s.say("standard.level")] = (s.level(standard["level"]),)
    return stated


def _block(s: Sayer, block: Data) -> Iterator[tuple[Cell, ...]]:
    standard = s.plan.standard
    texts = {
        item["code"]: item["text"] for kind in ("knowledge", "skills") for item in standard[kind]
    }
    texts |= {each["code"]: each["text"] for each in block.get("texts", [])}
    beside = [
        tuple(f"{code} {texts[code]}" for code in block[kind]) for kind in ("knowledge", "skills")
    ]
    for code in block["tasks"]:
        task = s.plan.tasks[code]
        yield (
            (f"{code} {task['text']}",),
            coded(task["outputs"]),
            coded(task["criteria"]),
            (s.level(block["level"]),),
            *beside,
        )


def _items(s: Sayer) -> Iterator[Wanted]:
    """Every K, S and A with the modules that use it."""
    for kind in ("knowledge", "skills", "attitudes"):
        items = s.plan.standard[kind]
        label = f"terms.{kind}"
        if items:
            yield Wanted(
                document=s.say("items.title"),
                section=s.say(label),
                caption=s.say("items.caption", kind=s.say(label)),
                columns=s.columns("terms.code", label, "items.modules"),
                rows=tuple(
                    (
                        (item["code"],),
                        _texts(item),
                        cells(" ".join(_using(s, kind, item["code"])))[0],
                    )
                    for item in items
                ),
            )


def _texts(item: Data) -> Cell:
    if "name" in item:
        return (f"{item['name']}：{item['text']}" if item["text"] else item["name"],)
    return tuple(item["texts"])


def _using(s: Sayer, kind: str, code: str) -> Iterator[str]:
    for module in s.plan.modules:
        codes = [each if isinstance(each, str) else each["code"] for each in module[kind]]
        if code in codes:
            yield module["id"]
