"""What the official course report has to say, in any kind of file."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator

from sameness.course_tables import ROLES, rule_to_complete
from sameness.plan import Data, name_of, refers_to
from sameness.saved import EMPTY, TICKED, Cell
from sameness.wanted import Listed, Sayer, Wanted, boxes, cells, coded, facts

_METHODS = ("講述教學", "討論教學", "演練教學", "協同教學", "專題教學", "示範教學", "案例教學")
_EQUIPMENT = ("電腦設備", "投影設備", "麥克風", "黑/白板", "視訊軟體及鏡頭", "喇叭")
_ASSESSMENTS = ("測驗", "作業評量", "實作評量", "口頭報告", "無")
_TOOLS = ("測驗卷", "評量題目", "意見回饋表", "檢核表", "無")


def report(s: Sayer) -> Iterator[Wanted | Listed]:
    """Cover, course information and the twelve tables."""
    document = s.say("report.heading")
    # The cover is below the name of the course.
    yield facts(document, s.plan.course["title"], _cover(s))
    yield facts(document, s.say("report.information"), _information(s))
    modules, planned = s.plan.modules, s.say("report.planned")
    yield _table(s, 1, "competencies", "task task_en criteria level knowledge skills", _tasks(s))
    yield _table(s, 2, "map", "duty unit hours requires", map(_Mapped(s), modules))
    columns = "unit unit_en level goals criteria knowledge skills"
    yield _table(s, 3, "goals", columns, (_goals(s, module) for module in modules))
    yield _table(s, 4, "outline", "unit hours content", (_outline(s, module) for module in modules))
    yield _table(
        s,
        5,
        "methods",
        "unit goals methods",
        (
            (*cells(name_of(module), line), _ticked(s, _METHODS, goal["methods"]))
            for module in modules
            for line, goal in zip(_goal_lines(s, module), module["objectives"], strict=True)
        ),
    )
    rows = (_equipment(s, module) for module in modules)
    yield _table(s, 6, "equipment", "unit materials equipment", rows)
    roles = " ".join(("unit", *ROLES))
    yield _table(s, 7, "staff", roles, (_conditions(s, module) for module in modules))
    rows = (_assessment(s, module) for module in modules)
    yield _table(s, 8, "assessment", "unit method tool", rows)
    yield _table(s, 9, "people", roles, (_people(s, module) for module in modules))
    yield _table(s, 10, "trial", "start end attended finished passed", [_trial(s)])
    yield _table(
        s,
        11,
        "evidence",
        "unit items",
        (
            (
                (name_of(module),),
                tuple(f"{each}{planned}" for each in module["evidence"])
                or s.missing("assessment.evidence"),
            )
            for module in modules
        ),
    )
    yield facts(document, s.say("report.table-12"), _completion(s))


def platform_text(s: Sayer) -> Iterator[Wanted | Listed]:
    """The same, field by field."""
    for each in report(s):
        yield dataclasses.replace(each, document=s.say("kit.titles.platform-text"))


def _table(
    s: Sayer, number: int, name: str, columns: str, rows: Iterable[tuple[Cell, ...]]
) -> Wanted:
    return Wanted(
        document=s.say("report.heading"),
        section=s.say(f"report.table-{number}"),
        columns=s.columns(*(f"report.{name}.{each}" for each in columns.split())),
        rows=tuple(rows),
    )


def _ticked(s: Sayer, words: tuple[str, ...], chosen: list[str]) -> Cell:
    """The form's boxes; what it has no box for stands behind the last."""
    others = s.join(dict.fromkeys(each for each in chosen if each not in words))
    return (*boxes(words, chosen), _other(s, others))


def _other(s: Sayer, words: str, *, is_decided: bool = True) -> str:
    return f"{TICKED if words and is_decided else EMPTY}{s.say('report.other')}{words}"


def _cover(s: Sayer) -> dict[str, Cell]:
    course = s.plan.course
    types = ("new", "extension", "same", "adjusted", "basis_adjusted", "change", "changed_items")
    office = (s.say("report.by_the_office"),)
    waits = course["title_is_default"] or s.plan.waits("title")
    chosen = course["basis"] or "standard"
    basis = tuple(
        f"{TICKED if each == chosen else EMPTY}{s.say(f'basis_of_course.{each}')}"
        + s.tag("parts.default", when=each == chosen and not course["basis"])
        for each in ("standard", "units", "analysis")
    )
    days = [_date(s, each["date"]) for each in s.plan.sessions]
    period = s.say("report.blank_period").strip()
    if days:
        period = s.say("report.from_to", first=days[0], last=days[-1]) + s.say("report.planned")
    stated: dict[str, Cell] = {
        "applied_on": office,
        "case_number": office,
        "course": (course["title"] + s.tag("parts.to_confirm", when=waits),),
        "course_en": cells(course["title_en"] or "")[0],
        "basis": basis,
        "type": boxes(s.say(f"report.types.{name}") for name in types),
        "provider": (course["provider"],) if course["provider"] else s.missing("facts.provider"),
        "provider_en": cells(course["provider_en"] or "")[0],
        "partners": (),
        "period": (period,),
    }
    return {s.say(f"report.{name}"): lines for name, lines in stated.items()}


def _date(s: Sayer, day: str) -> str:
    date = dt.date.fromisoformat(day)
    return s.say("report.date", year=date.year, month=date.month, day=date.day)


def _information(s: Sayer) -> dict[str, Cell]:
    course = s.plan.course
    stated: dict[str, Cell] = {}
    for name in ("needs", "summary", "purpose"):
        lines = tuple(course[name].strip().split("\n")) if course[name] else ()
        if name == "needs" and course["needs_sources"]:
            sources = s.join(course["needs_sources"])
            lines = (*lines, s.say("report.sources", sources=sources))
        stated[s.say(f"report.{name}")] = lines or s.missing(f"report.{name}")
    stated[s.say("report.hours")] = (s.course_hours(),)
    stated[s.say("report.level")] = (s.level(s.plan.standard["level"]),)
    for name in ("audience", "entry_requirements"):
        text = course[name]
        stated[s.say(f"report.{name}")] = (text,) if text else s.missing(f"facts.{name}")
    return stated


def _tasks(s: Sayer) -> Iterator[tuple[Cell, ...]]:
    """What is taught of the standard, as printed; K and S stand beside all tasks of a block."""
    plan = s.plan
    tasks = {code for module in plan.modules for code in module["tasks"]}
    taught = {
        item["code"]
        for module in plan.modules
        for kind in ("knowledge", "skills")
        for item in module[kind]
    }
    criteria = {code for module in plan.modules for code in module["criteria"]}
    texts = {
        item["code"]: item["text"]
        for kind in ("knowledge", "skills")
        for item in plan.standard[kind]
    }
    notes = {f"【{each['mark']}】": each for each in plan.standard["notes"]["remarks"]}
    for duty in plan.standard["duties"]:
        for block in duty["blocks"]:
            own = texts | {each["code"]: each["text"] for each in block.get("texts", [])}
            beside = [
                tuple(f"{code} {own[code]}" for code in block[kind] if code in taught)
                for kind in ("knowledge", "skills")
            ]
            beside = [(*cell, *_told(s, cell, notes)) for cell in beside]
            for code in block["tasks"]:
                if code in tasks:
                    task = plan.tasks[code]
                    printed = [each for each in task["criteria"] if each["code"] in criteria]
                    english = plan.course["task_titles_en"].get(code, "")
                    yield (
                        *cells(f"{code} {task['text']}", english),
                        coded(printed),
                        (s.level(block["level"]),),
                        *beside,
                    )


def _told(s: Sayer, cell: Cell, notes: dict[str, Data]) -> Cell:
    """The notes of a cell's marks, which stand in the table once."""
    marks = [mark for mark in notes if any(mark in line for line in cell)]
    told = [notes.pop(mark) for mark in marks]
    return tuple(s.say("report.note", mark=each["mark"], text=each["text"]) for each in told)


class _Mapped:
    """Rows of the map of the course."""

    def __init__(self, s: Sayer) -> None:
        self._say = s.say
        self._duties = s.plan.duties
        self._names = {module["id"]: name_of(module) for module in s.plan.modules}

    def __call__(self, module: Data) -> tuple[Cell, ...]:
        duty = module["duty"]
        before = tuple(self._names[each] for each in module["requires"])
        return (
            *cells(f"{duty} {self._duties[duty]}", name_of(module), f"{module['hours']:g}"),
            before or (self._say("parts.none"),),
        )


def _goal_lines(s: Sayer, module: Data) -> Cell:
    """The objectives, numbered, with the codes that they serve before the remarks."""
    lines = []
    for number, goal in enumerate(module["objectives"], 1):
        text, remarks = goal["text"], s.goal(goal).removeprefix(goal["text"])
        codes = s.join(refers_to(goal))
        source = s.say("parts.tag", text=codes) if codes else ""
        lines.append(f"{number}. {text}{source}{remarks}")
    return tuple(lines)


def _goals(s: Sayer, module: Data) -> tuple[Cell, ...]:
    return (
        *cells(name_of(module), module["title_en"] or "", s.level(module["level"])),
        _goal_lines(s, module) or s.missing("objectives.text"),
        s.plan.coded(*module["criteria"]),
        coded(module["knowledge"]),
        coded(module["skills"]),
    )


def _outline(s: Sayer, module: Data) -> tuple[Cell, ...]:
    lines = [
        s.say("report.step", name=step["name"], minutes=step["minutes"])
        for step in module["activities"]
    ]
    after = dict.fromkeys(way["method"] for way in module["assessment"] if way["is_after_class"])
    if after:
        lines.append(s.say("lesson-plan.after_class", methods=s.join(after)))
    lines += [line for line in module["texts"].get("outline", "").split("\n") if line.strip()]
    return (*cells(name_of(module), s.module_hours(module)), tuple(lines))


def _equipment(s: Sayer, module: Data) -> tuple[Cell, ...]:
    things = module["resources"]["equipment"]
    missing = () if things else s.missing("report.equipment.equipment")
    return (
        (name_of(module),),
        tuple(module["resources"]["materials"]) or s.missing("report.equipment.materials"),
        (*_ticked(s, _EQUIPMENT, things), *missing),
    )


def _conditions(s: Sayer, module: Data) -> tuple[Cell, ...]:
    conditions = module["resources"]["conditions"]
    return (
        (name_of(module),),
        *(tuple(conditions[role]) or s.missing(f"resources.conditions.{role}") for role in ROLES),
    )


def _assessment(s: Sayer, module: Data) -> tuple[Cell, ...]:
    ways = [way["method"] for way in module["assessment"]]
    missing = () if ways else s.missing("assessment.method")
    tools = [way["tool"] for way in module["assessment"]]
    return (
        (name_of(module),),
        (*_ticked(s, _ASSESSMENTS, ways), *missing),
        _ticked(s, _TOOLS, tools),
    )


def _people(s: Sayer, module: Data) -> tuple[Cell, ...]:
    """Who is expected; nobody has done it yet."""
    people = module["resources"]["people"]

    def cell(names: list[str]) -> Cell:
        mark = s.say("report.planned") if names else s.say("report.not_run")
        name = f"{s.say('report.name')}{s.join(names)}{mark}"
        return (name, s.say("report.qualification"))

    return ((name_of(module),), *(cell(people[role]) for role in ROLES))


def _trial(s: Sayer) -> tuple[Cell, ...]:
    """Nothing has happened; at most, the dates are expected."""
    not_run, planned = s.say("report.not_run"), s.say("report.planned")
    days = [_date(s, each["date"]) + planned for each in s.plan.sessions]
    blank = s.say("report.blank_date") + not_run
    return cells(*((days[0], days[-1]) if days else (blank, blank)), *(not_run,) * 3)


def _completion(s: Sayer) -> dict[str, Cell]:
    rule, decided = rule_to_complete(s), s.plan.course["completion"]
    is_decided = bool(decided["attendance"] or decided["reassessment"])
    semicolon = s.say("punctuation.semicolon")
    stages = semicolon.join(rule.pop(name) for name in ("units", "mark"))
    missing = s.missing("completion.attendance") if not decided["attendance"] else ()
    others = semicolon.join(
        s.say("report.labelled", label=s.say(f"completion.{name}"), text=text)
        for name, text in rule.items()
        if text not in missing
    )
    passed = EMPTY + s.say("report.passed")
    return {
        s.say("report.stages"): (passed, _other(s, stages, is_decided=bool(decided["mark"]))),
        s.say("report.theory"): (passed, _other(s, "")),
        s.say("report.practice"): (passed, _other(s, "")),
        s.say("report.others"): (_other(s, others, is_decided=is_decided), *missing),
    }
