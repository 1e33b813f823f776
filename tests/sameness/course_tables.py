"""What syllabus and lesson plans have to say."""

from collections.abc import Iterator

from sameness.plan import Data, name_of, refers_to
from sameness.saved import Cell
from sameness.wanted import Listed, Sayer, Wanted, cells, coded, facts, numbers

ROLES = ("teachers", "assessors", "assistants")


def syllabus(s: Sayer) -> Iterator[Wanted | Listed]:
    """The syllabus of the course and of each module."""
    yield from _course_syllabus(s)
    for module in s.plan.modules:
        document = s.say("syllabus.heading", module=name_of(module))
        yield facts(document, s.say("syllabus.facts"), module_facts(s, module))
        yield from own_texts(s, document, module, "overview", "outline")
        yield goals(s, document, s.say("syllabus.objectives"), module, names_methods=True)
        yield facts(document, s.say("content.title"), content(s, module, defines=True))
        methods = tuple(module["methods"])
        yield Listed(document=document, section=s.say("syllabus.methods"), lines=methods)
        yield from assessment(s, document, s.say("syllabus.assessment"), module)
        if stated := {**_things(s, module), **_staff(s, module)}:
            yield facts(document, s.say("syllabus.resources"), stated)


def lesson_plans(s: Sayer) -> Iterator[Wanted | Listed]:
    """The lesson plan of each module."""
    elsewhere = s.say("lesson-plan.see_course")
    for module in s.plan.modules:
        document = s.say("lesson-plan.heading", module=name_of(module))
        stated = module_facts(s, module)
        stated[s.say("facts.audience")] = (s.plan.course["audience"] or elsewhere,)
        yield facts(document, s.say("lesson-plan.facts"), stated)
        yield from own_texts(s, document, module, "lesson", "case", "notes")
        yield goals(s, document, s.say("lesson-plan.objectives"), module, names_methods=True)
        yield _activities(s, document, module)
        yield Listed(
            document=document,
            section=s.say("lesson-plan.assessment"),
            lines=tuple(_way(s, way) for way in module["assessment"]),
        )
        yield facts(document, s.say("content.title"), content(s, module, defines=False))
        if stated := _things(s, module):
            yield facts(document, s.say("lesson-plan.preparation"), stated)


def own_texts(s: Sayer, document: str, module: Data, *slots: str) -> Iterator[Listed]:
    """What the trainer wrote."""
    for slot in slots:
        if text := module["texts"].get(slot):
            yield Listed(document=document, section=s.say(f"slot.{slot}"), lines=(text.strip(),))


def course_facts(s: Sayer) -> dict[str, Cell]:
    """What the course is, and who gives it to whom."""
    course, standard = s.plan.course, s.plan.standard
    waits = course["title_is_default"] or s.plan.waits("title")
    basis = s.say(
        "facts.basis_of",
        basis=s.say(f"basis_of_course.{course['basis'] or 'standard'}"),
        standard=f"{standard['code']} {standard['name']}",
    )
    title = course["title"] + s.tag("parts.to_confirm", when=waits)
    stated: dict[str, Cell] = {s.say("facts.course"): (title,)}
    if course["title_en"]:
        stated[s.say("facts.course_en")] = (course["title_en"],)
    stated[s.say("facts.basis")] = (basis + s.tag("parts.default", when=not course["basis"]),)
    stated[s.say("terms.level")] = (s.level(standard["level"]),)
    stated[s.say("terms.hours")] = (s.course_hours(),)
    stated[s.say("facts.modules")] = (str(len(s.plan.modules)),)
    for name in ("provider", "audience", "entry_requirements"):
        label = f"facts.{name}"
        stated[s.say(label)] = (course[name],) if course[name] else s.missing(label)
    return stated


def completion(s: Sayer) -> dict[str, Cell]:
    """When a learner has completed the course."""
    return {s.say(f"completion.{name}"): (text,) for name, text in rule_to_complete(s).items()}


def rule_to_complete(s: Sayer) -> dict[str, str]:
    """The parts of the rule, each with the remark that it is only proposed, or missing."""
    decided, marks = s.plan.course["completion"], s.plan.course["marks"]
    default = s.tag("parts.default")
    mark = s.say("completion.least_marks", test=marks["test"], rubric=marks["rubric"]) + default
    if decided["mark"]:
        mark = s.say("completion.least_mark", mark=decided["mark"])
    (attendance,) = s.missing("completion.attendance")
    if decided["attendance"]:
        attendance = s.say("completion.least_attendance", percent=decided["attendance"])
    return {
        "units": s.say("completion.all_units") + default,
        "mark": mark,
        "attendance": attendance,
        "reassessment": decided["reassessment"] or s.say("assessment-plan.again") + default,
    }


def module_facts(s: Sayer, module: Data) -> dict[str, Cell]:
    """What a module is."""
    plan = s.plan
    waits = plan.waits(f"{module['id']} title")
    names = {each["id"]: name_of(each) for each in plan.modules}
    tasks = [
        line
        for code in module["tasks"]
        for line in (
            f"{code} {plan.tasks[code]['text']}",
            plan.course["task_titles_en"].get(code, ""),
        )
        if line
    ]
    stated: dict[str, Cell] = {
        s.say("facts.course"): (plan.course["title"],),
        s.say("terms.module"): (name_of(module) + s.tag("parts.to_confirm", when=waits),),
    }
    if module["title_en"]:
        stated[s.say("facts.module_en")] = (module["title_en"],)
    stated[s.say("terms.duty")] = (f"{module['duty']} {plan.duties[module['duty']]}",)
    stated[s.say("terms.task")] = tuple(tasks)
    stated[s.say("terms.level")] = (s.level(module["level"]),)
    stated[s.say("terms.hours")] = (s.module_hours(module),)
    before = tuple(names[each] for each in module["requires"])
    stated[s.say("facts.requires")] = before or (s.say("parts.none"),)
    return stated


def content(s: Sayer, module: Data, *, defines: bool) -> dict[str, Cell]:
    """What a module covers: P, O, K, S and A."""
    semicolon = s.say("punctuation.semicolon")
    attitudes = [s.plan.attitudes[code] for code in module["attitudes"]]
    named = tuple(f"{each['code']} {each['name']}" for each in attitudes)
    defined = tuple(
        f"{line}：{each['text']}" if each["text"] else line
        for line, each in zip(named, attitudes, strict=True)
    )
    stated = {
        "criteria": s.plan.coded(*module["criteria"]),
        "outputs": s.plan.coded(*module["outputs"]),
        "knowledge": _allocated(s, module["knowledge"]),
        "skills": _allocated(s, module["skills"]),
        "attitudes": defined if defines else cells(semicolon.join(named))[0],
    }
    return {s.say(f"terms.{name}"): or_none(s, lines) for name, lines in stated.items()}


def or_none(s: Sayer, lines: Cell) -> Cell:
    """Lines, or that there are none."""
    return lines or (s.say("parts.none"),)


def _allocated(s: Sayer, items: list[Data]) -> Cell:
    return tuple(
        line + s.tag(f"role.{item['role']}") for line, item in zip(coded(items), items, strict=True)
    )


def goals(s: Sayer, document: str, section: str, module: Data, *, names_methods: bool) -> Wanted:
    """The learning objectives of a module."""
    names = ("number", "text", "domain", "refers", *(("methods",) if names_methods else ()))
    rows = []
    for number, goal in enumerate(module["objectives"], 1):
        domain, level = f"domain.{goal['domain']}", f"domain_level.{goal['domain']}.{goal['level']}"
        where = s.say("objectives.domain_level", domain=s.say(domain), level=s.say(level))
        row = (*cells(str(number), s.goal(goal), where), refers_to(goal))
        rows.append((*row, tuple(goal["methods"])) if names_methods else row)
    return Wanted(
        document=document,
        section=section,
        caption=s.say("objectives.caption", module=name_of(module)),
        columns=s.columns(*(f"objectives.{name}" for name in names)),
        rows=tuple(rows),
    )


def assessment(s: Sayer, document: str, section: str, module: Data) -> Iterator[Wanted]:
    """The ways of assessing a module, and the evidence."""
    yield Wanted(
        document=document,
        section=section,
        caption=s.say("assessment.caption"),
        columns=s.columns("assessment.method", "assessment.tool", "assessment.covers"),
        rows=tuple(
            cells(way["method"], way["tool"], s.join(refers_to(way)))
            for way in module["assessment"]
        ),
    )
    evidence = or_none(s, tuple(module["evidence"]))
    yield facts(document, section, {s.say("assessment.evidence"): evidence})


def _way(s: Sayer, way: Data) -> str:
    text = s.say("assessment.entry", method=way["method"], tool=way["tool"])
    codes = refers_to(way)
    return f"{text}{s.say('punctuation.colon')}{s.join(codes)}" if codes else text


def _activities(s: Sayer, document: str, module: Data) -> Wanted:
    """The steps; their minutes add up to the module's hours."""
    number = {goal["id"]: count for count, goal in enumerate(module["objectives"], 1)}
    rows, start = [], 0
    for step in module["activities"]:
        end = start + step["minutes"]
        kind = "practice" if step["is_practice"] else "theory"
        served = s.runs(sorted(number[goal] for goal in step["objectives"]))
        rows.append(
            cells(
                s.say("lesson-plan.from_to", start=start, end=end),
                str(step["minutes"]),
                step["name"],
                step["method"],
                s.say(f"lesson-plan.{kind}"),
                s.say("lesson-plan.served", numbers=served) if served else s.say("parts.none"),
            )
        )
        start = end
    minutes = f"{60 * module['hours']:g}"
    rows.append(cells(s.say("parts.total"), minutes, "", "", "", ""))
    names = ("time", "minutes", "activity", "method", "kind", "refers")
    return Wanted(
        document=document,
        section=s.say("lesson-plan.activities"),
        caption=s.say("lesson-plan.activities_caption", minutes=minutes),
        columns=s.columns(*(f"lesson-plan.{name}" for name in names)),
        rows=tuple(rows),
    )


def _things(s: Sayer, module: Data) -> dict[str, Cell]:
    return {
        s.say(f"resources.{name}"): tuple(module["resources"][name])
        for name in ("materials", "equipment")
        if module["resources"][name]
    }


def _staff(s: Sayer, module: Data) -> dict[str, Cell]:
    return {
        s.say(f"resources.{kind}.{role}"): tuple(module["resources"][kind][role])
        for kind in ("conditions", "people")
        for role in ROLES
        if module["resources"][kind][role]
    }


def _course_syllabus(s: Sayer) -> Iterator[Wanted | Listed]:
    course = s.plan.course
    document = s.say("course-syllabus.heading", course=course["title"])
    stated = course_facts(s)
    printed = tuple(s.plan.standard["notes"]["requirements"])
    stated[s.say("notes.requirements")] = printed or (s.say("parts.unprinted"),)
    yield facts(document, s.say("course-syllabus.facts"), stated)
    for name in ("needs", "summary", "purpose"):
        label = f"course-syllabus.{name}"
        lines = (course[name].strip(),) if course[name] else s.missing(label)
        yield Listed(document=document, section=s.say(label), lines=lines)
    if course["needs_sources"]:
        stated = {s.say("course-syllabus.sources"): tuple(course["needs_sources"])}
        yield facts(document, s.say("course-syllabus.needs"), stated)
    yield _units(s, document)
    if course["left_out"]:
        yield _left_out(s, document)
    for module in s.plan.modules:
        yield goals(s, document, name_of(module), module, names_methods=False)
    yield Wanted(
        document=document,
        section=s.say("course-syllabus.methods"),
        caption=s.say("course-syllabus.methods_caption"),
        columns=s.columns("terms.module", "objectives.methods"),
        rows=tuple(cells(name_of(each), s.join(each["methods"])) for each in s.plan.modules),
    )
    yield _ways(s, document)
    yield facts(document, s.say("course-syllabus.completion"), completion(s))


def _units(s: Sayer, document: str) -> Wanted:
    """The modules with their hours, which add up to those of the course."""
    modules = s.plan.modules
    is_said_once = all(module["hours_are_default"] for module in modules)
    rows = []
    for module in modules:
        mark = s.tag("parts.proposed", when=module["hours_are_default"] and not is_said_once)
        title = (name_of(module), *([module["title_en"]] if module["title_en"] else []))
        codes, level = s.join(module["criteria"]), s.level(module["level"])
        hours = numbers(module["theory_hours"], module["practice_hours"])
        rows.append((title, *cells(codes, level), *hours, (f"{mark}{module['hours']:g}",)))
    sums = (s.plan.total("theory_hours"), s.plan.total("practice_hours"), s.plan.course["hours"])
    rows.append((*cells(s.say("parts.total"), "", ""), *numbers(*sums)))
    return Wanted(
        document=document,
        section=s.say("course-syllabus.units"),
        caption=s.say("course-syllabus.units_caption"),
        columns=s.columns(
            "terms.module",
            "terms.criteria",
            "terms.level",
            "facts.theory_hours",
            "facts.practice_hours",
            "terms.hours",
        ),
        rows=tuple(rows),
    )


def _left_out(s: Sayer, document: str) -> Wanted:
    return Wanted(
        document=document,
        section=s.say("course-syllabus.left-out"),
        caption=s.say("course-syllabus.left_out_caption"),
        columns=s.columns("course-syllabus.item", "terms.reason"),
        rows=tuple(
            cells(f"{each['code']} {each['text']}", each["reason"])
            for each in s.plan.course["left_out"]
        ),
    )


def _ways(s: Sayer, document: str) -> Wanted:
    return Wanted(
        document=document,
        section=s.say("course-syllabus.assessment"),
        caption=s.say("course-syllabus.assessment_caption"),
        columns=s.columns("terms.module", "assessment.way", "assessment.evidence"),
        rows=tuple(
            (
                (name_of(module),),
                tuple(
                    s.say("assessment.entry", method=way["method"], tool=way["tool"])
                    for way in module["assessment"]
                ),
                tuple(module["evidence"]),
            )
            for module in s.plan.modules
        ),
    )
