"""What checklists and assessment plans have to say."""

from collections.abc import Iterator

from sameness.course_tables import ROLES, assessment, or_none, own_texts
from sameness.plan import Data, name_of
from sameness.saved import EMPTY, Cell
from sameness.wanted import COGNITIVE, Listed, Sayer, Wanted, cells, coded, facts, numbers

_CHECKLIST = "檢核表"
_NO_TOOL = "無"
_COPIES = ("syllabus", "lesson-plan", "assessment-plan", "self-check", "observation-sheet")


def checklists(s: Sayer) -> Iterator[Wanted | Listed]:
    """What assessor, learner and trainer tick, module by module."""
    for module in s.plan.modules:
        document = s.say("observation-sheet.heading", module=name_of(module))
        stated = {**_sheet(s, module), **_in_short(s, module)}
        yield facts(document, s.say("observation-sheet.facts"), stated)
        yield _observed(s, document, module)
        for sort, title in (
            ("goals", "observation-sheet.goals_column"),
            ("attitudes", "terms.attitudes"),
        ):
            if any(sort == each for each, *_ in observed(s, module)):
                yield _items(s, document, module, sort, title)
        document = s.say("self-check.heading", module=name_of(module))
        yield facts(document, s.say("self-check.items"), _sheet(s, module))
        yield _self_check(s, document, module)
        yield from _preparation(s, module)


def assessments(s: Sayer) -> Iterator[Wanted | Listed]:
    """The assessment of the course and of each module."""
    document = s.say("course-assessment.heading", course=s.plan.course["title"])
    names = {module["id"]: name_of(module) for module in s.plan.modules}
    blueprint = s.plan.course["blueprint"]
    yield Wanted(
        document=document,
        section=s.say("course-assessment.blueprint"),
        caption=s.say("blueprint.caption", name=s.plan.course["title"]),
        columns=(s.say("terms.module"), *_level_columns(s)),
        rows=(
            *(((names[row["id"]],), *_level_cells(s, [row])) for row in blueprint["rows"]),
            ((s.say("parts.total"),), *_level_cells(s, blueprint["rows"])),
        ),
    )
    yield _overview(s, document)
    for module in s.plan.modules:
        yield from _assessment_plan(s, module)


def _assessment_plan(s: Sayer, module: Data) -> Iterator[Wanted | Listed]:
    document = s.say("assessment-plan.heading", module=name_of(module))
    stated = {**_sheet(s, module), **_in_short(s, module)}
    yield facts(document, s.say("assessment-plan.facts"), stated)
    yield from own_texts(s, document, module, "assessment")
    yield from assessment(s, document, s.say("assessment-plan.ways"), module)
    yield _blueprint(s, document, module)
    for kind in ("outputs", "criteria"):
        rubrics = [each for each in module["rubrics"] if each["code"] in module[kind]]
        if rubrics:
            yield _rubric(s, document, kind, rubrics)
    if wanted := _passing(s, document, module):
        yield wanted


def _sheet(s: Sayer, module: Data) -> dict[str, Cell]:
    level = s.say("facts.level_behind", level=s.level(module["level"]))
    return {
        s.say("facts.course"): (s.plan.course["title"],),
        s.say("facts.hours_and_level"): (s.module_hours(module) + level,),
    }


def _in_short(s: Sayer, module: Data) -> dict[str, Cell]:
    semicolon = s.say("punctuation.semicolon")
    stated = {
        "outputs": s.plan.coded(*module["outputs"]),
        "knowledge": cells(semicolon.join(coded(module["knowledge"])))[0],
        "skills": cells(semicolon.join(coded(module["skills"])))[0],
    }
    return {s.say(f"terms.{name}"): or_none(s, lines) for name, lines in stated.items()}


def _answers(s: Sayer) -> tuple[tuple[str, ...], tuple[Cell, ...]]:
    """What an assessor fills in: titles and cells, all of them still empty."""
    sheet = "observation-sheet"
    titles = s.columns(f"{sheet}.met", f"{sheet}.not_met", "parts.remarks", f"{sheet}.again")
    return titles, cells(EMPTY, EMPTY, "", f"{EMPTY}{s.say(f'{sheet}.met')}")


def _observed(s: Sayer, document: str, module: Data) -> Wanted:
    titles, answers = _answers(s)
    return Wanted(
        document=document,
        section=s.say("observation-sheet.criteria"),
        caption=s.say("observation-sheet.criteria_caption"),
        columns=(
            *s.columns("terms.code", "terms.criteria", "observation-sheet.evidence"),
            *titles,
        ),
        rows=tuple(
            (*cells(code, s.plan.texts[code], _evidence(s, module, code)), *answers)
            for code in module["criteria"]
        ),
    )


def _evidence(s: Sayer, module: Data, code: str) -> str:
    """The work outputs of the criterion's task that are assessed, and what is observed."""
    ways = [way for way in module["assessment"] if code in way["criteria"]]
    assessed = {output for way in ways for output in way["outputs"]}
    found = [
        f"{output['code']} {output['text']}"
        for task in module["tasks"]
        if code in {item["code"] for item in s.plan.tasks[task]["criteria"]}
        for output in s.plan.tasks[task]["outputs"]
        if output["code"] in assessed
    ]
    found += [
        s.say(f"observation-sheet.seen.{way['method']}")
        for way in ways
        if way["tool"] == _CHECKLIST
    ]
    found = found or module["evidence"]
    missing = s.missing("observation-sheet.evidence")[0]
    return s.say("punctuation.semicolon").join(found) or missing


def _items(s: Sayer, document: str, module: Data, sort: str, title: str) -> Wanted:
    titles, answers = _answers(s)
    return Wanted(
        document=document,
        section=s.say(f"observation-sheet.{'criteria' if sort == 'goals' else sort}"),
        caption=s.say(f"observation-sheet.{sort}_caption"),
        columns=(*s.columns("terms.code", title), *titles),
        rows=tuple(
            (*cells(code, text), *answers)
            for each, code, text in observed(s, module)
            if each == sort
        ),
    )


def observed(s: Sayer, module: Data) -> list[tuple[str, str, str]]:
    """What is ticked in a module, in order: sort, code and words.

    Whatever no score of a test or rubric shows, and whatever is on a checklist.
    """
    found: list[tuple[str, str, str]] = [
        ("criteria", code, s.plan.texts[code]) for code in module["criteria"]
    ]
    printed = {
        str(each["code"]): str(each["text"]) for each in (*module["knowledge"], *module["skills"])
    }
    listed = {
        code
        for way in module["assessment"]
        if way["tool"] == _CHECKLIST
        for code in (*way["knowledge"], *way["skills"])
    }
    names: dict[str, str] = {}
    for number, goal in enumerate(module["objectives"], 1):
        is_own = goal["judged"] == "own"
        codes = [*goal["knowledge"], *goal["skills"]]
        if goal["is_added"] or (goal["criteria"] and is_own):
            # A score of the trainer's own objective is none of a sheet.
            if is_own:
                found.append(
                    ("goals", s.say("observation-sheet.goal", number=number), goal["text"])
                )
        elif codes and (goal["judged"] != "score" or listed & {*codes}):
            is_said = is_own or goal["is_decided"]
            text = str(goal["text"]) if is_said else printed[codes[0]]
            found.append(("goals", codes[0], text))
        for code in goal["attitudes"]:
            own = is_own and not goal["is_added"] and not goal["criteria"]
            printed_name = names.get(code, str(s.plan.attitudes[code]["name"]))
            names[code] = str(goal["text"]) if own else printed_name
    return found + [
        ("attitudes", code, names[code]) for code in module["attitudes"] if code in names
    ]


def _self_check(s: Sayer, document: str, module: Data) -> Wanted:
    items = [
        *(("criteria", code, s.plan.texts[code]) for code in module["criteria"]),
        *(
            (kind, item["code"], item["text"])
            for kind in ("knowledge", "skills")
            for item in module[kind]
        ),
    ]
    return Wanted(
        document=document,
        section=s.say("self-check.items"),
        caption=s.say("self-check.items_caption"),
        columns=s.columns(
            "terms.code",
            "self-check.statement",
            *(f"self-check.{answer}" for answer in ("yes", "partly", "no")),
        ),
        rows=tuple(
            cells(code, s.say(f"self-check.i_can_{kind}", text=text), *(EMPTY,) * 3)
            for kind, code, text in items
        ),
    )


def _preparation(s: Sayer, module: Data) -> Iterator[Wanted | Listed]:
    document = s.say("preparation.heading", module=name_of(module))
    things = {
        "materials": _materials(s, module),
        "equipment": module["resources"]["equipment"] or s.missing("resources.equipment"),
        "room": _rooms(s, module) or s.missing("resources.room"),
        "documents": _copies(s, module),
        "people": _people(s, module),
    }
    yield Wanted(
        document=document,
        section=s.say("preparation.things"),
        caption=s.say("preparation.things_caption"),
        columns=s.columns("terms.kind", "preparation.ready", "preparation.thing", "parts.remarks"),
        rows=tuple(
            cells(s.say(f"preparation.{kind}"), EMPTY, thing, "")
            for kind, each in things.items()
            for thing in each
        ),
    )
    stated = {
        **_sheet(s, module),
        s.say("terms.criteria"): or_none(s, s.plan.coded(*module["criteria"])),
        **_in_short(s, module),
    }
    yield facts(document, s.say("preparation.facts"), stated)
    yield from own_texts(s, document, module, "handout")


def _materials(s: Sayer, module: Data) -> list[str]:
    tools = dict.fromkeys(way["tool"] for way in module["assessment"])
    return [
        *(module["resources"]["materials"] or s.missing("resources.materials")),
        *(
            s.say("preparation.blank_form", output=output)
            for output in s.plan.coded(*module["outputs"])
        ),
        *(tool for tool in tools if tool not in {_CHECKLIST, _NO_TOOL}),
    ]


def _rooms(s: Sayer, module: Data) -> list[str]:
    rooms = [each["room"] for each in s.plan.course["sessions"] if each["module"] == module["id"]]
    return [room for room in dict.fromkeys(rooms) if room]


def _copies(s: Sayer, module: Data) -> list[str]:
    lines = [s.say(f"{each}.title") + s.say(f"{each}.copies") for each in _COPIES]
    if module["texts"].get("handout"):
        lines.append(s.say("slot.handout") + s.say("preparation.handout_copies"))
    return lines


def _people(s: Sayer, module: Data) -> list[str]:
    lines, colon = [], s.say("punctuation.colon")
    conditions, people = module["resources"]["conditions"], module["resources"]["people"]
    for role in ROLES:
        name = f"resources.conditions.{role}"
        if conditions[role]:
            text = s.say("punctuation.semicolon").join(conditions[role])
            lines.append(f"{s.say(name)}{colon}{text}")
        elif role != "assistants":
            lines += s.missing(name)
    lines += [
        f"{s.say(f'resources.people.{role}')}{colon}{s.join(people[role])}"
        for role in ROLES
        if people[role]
    ]
    return lines


def _level_columns(s: Sayer) -> tuple[str, ...]:
    return s.columns(
        *(f"domain_level.cognitive.{level}" for level in range(1, COGNITIVE + 1)),
        "domain.psychomotor",
        "domain.affective",
        "parts.total",
    )


def _level_cells(s: Sayer, rows: list[Data]) -> tuple[Cell, ...]:
    """Weights and questions of one row, or the sums of several."""
    weights = [sum(row["cognitive"][level] for row in rows) for level in range(COGNITIVE)]
    weights += [sum(row[name] for row in rows) for name in ("psychomotor", "affective", "percent")]
    asked = [sum(row["questions"][level] for row in rows) for level in range(COGNITIVE)]
    return tuple(
        (
            *((str(weight),) if weight else ()),
            *((s.say("blueprint.questions", count=count),) if count else ()),
        )
        for weight, count in zip(weights, (*asked, 0, 0, sum(asked)), strict=True)
    )


def _blueprint(s: Sayer, document: str, module: Data) -> Wanted:
    goals = {goal["id"]: goal for goal in module["objectives"]}
    items = coded((*module["knowledge"], *module["skills"]))
    texts = dict(zip((line.split(" ")[0] for line in items), items, strict=True))
    rows = module["blueprint"]["rows"]

    def contents(goal: Data) -> Cell:
        if goal["is_added"]:
            return (goal["text"],)
        lines = (
            *s.plan.coded(*goal["criteria"]),
            *(texts[code] for code in (*goal["knowledge"], *goal["skills"])),
            *(f"{code} {s.plan.attitudes[code]['name']}" for code in goal["attitudes"]),
        )
        return lines or (goal["text"],)

    return Wanted(
        document=document,
        section=s.say("assessment-plan.blueprint"),
        caption=s.say("blueprint.caption", name=name_of(module)),
        columns=(s.say("blueprint.content"), *_level_columns(s), s.say("assessment.way")),
        rows=(
            *(
                (
                    contents(goals[row["id"]]),
                    *_level_cells(s, [row]),
                    s.ways(goals[row["id"]], module),
                )
                for row in rows
            ),
            ((s.say("parts.total"),), *_level_cells(s, rows), ()),
        ),
    )


def _rubric(s: Sayer, document: str, kind: str, rubrics: list[Data]) -> Wanted:
    levels = rubrics[0]["levels"]
    titles = tuple(
        s.say(
            "rubric.level",
            points=len(levels) - number,
            name=level["name"],
            least=level["least"],
            most=level["most"],
        )
        for number, level in enumerate(levels)
    )
    return Wanted(
        document=document,
        section=s.say(f"assessment-plan.{kind}"),
        caption=s.say("rubric.caption", name=s.say(f"terms.{kind}")),
        columns=(s.say(f"terms.{kind}"), *titles),
        rows=tuple(
            (s.plan.coded(rubric["code"]), *cells(*(each["text"] for each in rubric["levels"])))
            for rubric in rubrics
        ),
    )


def _passing(s: Sayer, document: str, module: Data) -> Wanted | None:
    """Each degree with the objectives that have it."""
    by_degree: dict[str, list[tuple[int, Data]]] = {}
    for number, goal in enumerate(module["objectives"], 1):
        degree = goal["degree"] or s.say("assessment-plan.own_degree")
        by_degree.setdefault(degree, []).append((number, goal))
    if not by_degree:
        return None
    return Wanted(
        document=document,
        section=s.say("assessment-plan.completion"),
        caption=s.say("assessment-plan.completion_caption", name=name_of(module)),
        columns=s.columns("assessment-plan.degree", "assessment-plan.goals", "assessment.way"),
        rows=tuple(
            cells(
                degree + s.tag("parts.default", when=_waits(goals)),
                s.runs([number for number, _ in goals]),
                s.join(dict.fromkeys(way for _, goal in goals for way in s.ways(goal, module)))
                or s.say("observation-sheet.short_title"),
            )
            for degree, goals in by_degree.items()
        ),
    )


def _waits(goals: list[tuple[int, Data]]) -> bool:
    """Whether a degree is only proposed."""
    return any(goal["degree_is_default"] and goal["degree"] for _, goal in goals)


def _overview(s: Sayer, document: str) -> Wanted:
    documents = s.join(
        s.say(f"{each}.short_title") for each in ("assessment-plan", "observation-sheet")
    )
    return Wanted(
        document=document,
        section=s.say("course-assessment.modules"),
        caption=s.say("course-assessment.modules_caption"),
        columns=s.columns(
            "terms.module",
            "assessment.way",
            "course-assessment.minutes",
            "course-assessment.questions",
            "home.documents",
        ),
        rows=tuple(
            (
                *cells(name_of(module), s.join(way["method"] for way in module["assessment"])),
                *numbers(
                    module["blueprint"]["minutes"],
                    sum(sum(row["questions"]) for row in module["blueprint"]["rows"]),
                ),
                (documents,),
            )
            for module in s.plan.modules
        ),
    )
