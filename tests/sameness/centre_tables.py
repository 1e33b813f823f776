"""What schedule, notice, sign-in sheets, survey and poster have to say."""

import datetime as dt
from collections.abc import Iterator

from sameness.course_tables import completion, course_facts
from sameness.coverage import matrix_row
from sameness.plan import Data, name_of
from sameness.saved import Cell
from sameness.wanted import Listed, Sayer, Wanted, cells, facts, numbers

_SCALE = "☐5 ☐4 ☐3 ☐2 ☐1"


def schedule(s: Sayer) -> Iterator[Wanted | Listed]:
    """When and where; before that is decided, room to write it beside the hours."""
    document = s.say("schedule.heading", course=s.plan.course["title"])
    section = s.say("schedule.sessions")
    if not s.plan.sessions:
        names = ("module", "theory", "practice", "hours", "date", "time", "room", "teachers")
        yield Wanted(
            document=document,
            section=section,
            caption=s.say("schedule.planning_caption"),
            columns=s.columns(*(f"schedule.{name}" for name in names)),
            rows=tuple(
                (*row, *cells("", "", "", s.join(teachers)))
                for row, teachers in zip(hours_of(s), [*_teachers(s), []], strict=True)
            ),
        )
        return
    modules = {module["id"]: module for module in s.plan.modules}
    rows = []
    for each in s.plan.sessions:
        module = modules[each["module"]]
        teachers = people_of(each, module)
        rows.append(
            (
                *cells(each["date"], day_of(s, each), time_of(s, each)),
                *numbers(lasting(each)),
                *cells(name_of(module), s.join(_kinds(s, each, module)), each["room"]),
                (s.join(teachers),) if teachers else s.missing("schedule.teachers"),
            )
        )
    total = sum(lasting(each) for each in s.plan.sessions)
    rows.append((*cells(s.say("parts.total"), "", ""), *numbers(total), *cells("", "", "", "")))
    names = ("date", "weekday", "time", "hours", "module", "kind", "room", "teachers")
    yield Wanted(
        document=document,
        section=section,
        caption=s.say("schedule.caption"),
        columns=s.columns(*(f"schedule.{name}" for name in names)),
        rows=tuple(rows),
    )


def notice(s: Sayer) -> Iterator[Wanted | Listed]:
    """What the centre tells those who want to come."""
    course = s.plan.course
    document = s.say("notice.heading", course=course["title"])
    yield facts(document, s.say("notice.facts"), course_facts(s))
    for name in ("summary", "purpose"):
        label = f"course-syllabus.{name}"
        lines = (course[name].strip(),) if course[name] else s.missing(label)
        yield Listed(document=document, section=s.say(label), lines=lines)
    yield facts(document, s.say("notice.dates"), _dates(s))
    yield Wanted(
        document=document,
        section=s.say("notice.units"),
        caption=s.say("notice.units_caption"),
        columns=s.columns(
            "terms.module", "facts.theory_hours", "facts.practice_hours", "terms.hours"
        ),
        rows=tuple(hours_of(s)),
    )
    yield facts(document, s.say("notice.teaching"), _teaching(s))
    yield facts(document, s.say("notice.completion"), completion(s))
    asked = ("places", "deadline", "how", "fee", "refund", "contact")
    stated = {s.say(f"notice.{name}"): s.missing(f"notice.{name}") for name in asked}
    yield facts(document, s.say("notice.registration"), stated)


def sign_in(s: Sayer) -> Iterator[Wanted | Listed]:
    """Who comes, to each meeting or else to each module."""
    modules = {module["id"]: module for module in s.plan.modules}
    meetings: list[tuple[Data, Data | None]] = [
        (modules[each["module"]], each) for each in s.plan.sessions
    ] or [(module, None) for module in s.plan.modules]
    for module, session in meetings:
        document = s.say("sign-in.heading", module=name_of(module))
        hours = lasting(session) if session else module["hours"]
        stated = {
            s.say("facts.course"): (s.plan.course["title"],),
            s.say("terms.hours"): numbers(hours)[0],
        }
        if session:
            day = s.say("parts.tag", text=day_of(s, session))
            stated[s.say("schedule.date")] = (f"{session['date']}{day}",)
            stated[s.say("schedule.time")] = (time_of(s, session),)
            for name, text in (
                ("room", session["room"]),
                ("teachers", s.join(people_of(session, module))),
            ):
                if text:
                    stated[s.say(f"schedule.{name}")] = (text,)
        yield facts(document, s.say("sign-in.facts"), stated)


def survey(s: Sayer) -> Iterator[Wanted | Listed]:
    """What learners are asked about the course and each module."""
    document = s.say("survey.heading", course=s.plan.course["title"])
    stated = {s.say("facts.course"): (s.plan.course["title"],)}
    if provider := s.plan.course["provider"]:
        stated[s.say("facts.provider")] = (provider,)
    yield facts(document, s.say("survey.questions"), stated)
    yield Wanted(
        document=document,
        section=s.say("survey.modules"),
        caption=s.say("survey.modules_caption"),
        columns=s.columns("terms.module", "survey.useful", "survey.before", "survey.after"),
        rows=tuple(cells(name_of(module), *(_SCALE,) * 3) for module in s.plan.modules),
    )


def poster(s: Sayer) -> Iterator[Wanted | Listed]:
    """The map, and where each K and S is taught and assessed."""
    document = s.plan.course["title"]
    yield Listed(document=document, section=document, lines=(_about(s),))
    yield Listed(document=document, section=s.say("poster.map"), lines=tuple(_map(s)))
    for kind in ("knowledge", "skills"):
        if s.plan.standard[kind]:
            yield Wanted(
                document=document,
                section=s.say("matrix.title"),
                columns=(s.say(f"terms.{kind}"), *(module["id"] for module in s.plan.modules)),
                rows=tuple(matrix_row(s, kind, item) for item in s.plan.standard[kind]),
            )


def _about(s: Sayer) -> str:
    hours = f"{s.plan.course['hours']:g}"
    return s.say("poster.about", hours=hours, modules=len(s.plan.modules))


def _map(s: Sayer) -> Iterator[str]:
    duty = ""
    for module in s.plan.modules:
        if module["duty"] != duty:
            duty = module["duty"]
            yield f"{duty} {s.plan.duties[duty]}"
        yield name_of(module)
        hours = ("hours", "theory_hours", "practice_hours")
        total, theory, practice = (f"{module[kind]:g}" for kind in hours)
        yield s.say(
            "poster.requiring" if module["requires"] else "poster.module",
            hours=total,
            theory=theory,
            practice=practice,
            before=s.join(module["requires"]),
        )


def hours_of(s: Sayer) -> Iterator[tuple[Cell, ...]]:
    """The hours of the modules, and their sum."""
    kinds = ("theory_hours", "practice_hours")
    for module in s.plan.modules:
        yield (name_of(module),), *numbers(*(module[kind] for kind in (*kinds, "hours")))
    sums = (*(s.plan.total(kind) for kind in kinds), s.plan.course["hours"])
    yield (s.say("parts.total"),), *numbers(*sums)


def _teachers(s: Sayer) -> list[list[str]]:
    return [module["resources"]["people"]["teachers"] for module in s.plan.modules]


def people_of(session: Data, module: Data) -> list[str]:
    """Who teaches a meeting: whom it names, else whom its module names."""
    return list(session["teachers"] or module["resources"]["people"]["teachers"])


def lasting(session: Data) -> float:
    """Hours of a meeting."""
    minutes: int = session["end"] - session["start"]
    return round(minutes / 60, 2)


def day_of(s: Sayer, session: Data) -> str:
    """The day of the week of a meeting."""
    return s.say(f"weekday.{dt.date.fromisoformat(session['date']).weekday()}")


def time_of(s: Sayer, session: Data) -> str:
    """From when to when a meeting lasts."""
    start, end = (f"{session[each] // 60:02}:{session[each] % 60:02}" for each in ("start", "end"))
    return s.say("schedule.from_to", start=start, end=end)


def _kinds(s: Sayer, session: Data, module: Data) -> list[str]:
    """Theory or practice, by the minutes of the lesson plan, if the meetings last as long."""
    steps = [step["is_practice"] for step in module["activities"] for _ in range(step["minutes"])]
    start = 0
    found: list[bool] = []
    for each in s.plan.sessions:
        if each["module"] == module["id"]:
            end = start + each["end"] - each["start"]
            if each is session:
                found = sorted({*steps[start:end]})
            start = end
    if start != len(steps):
        return []
    return [s.say(f"lesson-plan.{'practice' if each else 'theory'}") for each in found]


def _dates(s: Sayer) -> dict[str, Cell]:
    sessions = s.plan.sessions
    days: Cell = ()
    if sessions:
        first, last = sessions[0]["date"], sessions[-1]["date"]
        days = (s.say("notice.from_to", first=first, last=last, count=len(sessions)),)
    times = (f"{day_of(s, each)} {time_of(s, each)}" for each in sessions)
    return {
        s.say("notice.days"): days or s.missing("notice.days"),
        s.say("notice.times"): tuple(dict.fromkeys(times)) or s.missing("notice.times"),
        s.say("notice.place"): tuple(
            dict.fromkeys(each["room"] for each in sessions if each["room"])
        )
        or s.missing("notice.place"),
    }


def _teaching(s: Sayer) -> dict[str, Cell]:
    modules = {module["id"]: module for module in s.plan.modules}
    methods = dict.fromkeys(each for module in s.plan.modules for each in module["methods"])
    ways = dict.fromkeys(
        s.say("assessment.entry", method=way["method"], tool=way["tool"])
        for module in s.plan.modules
        for way in module["assessment"]
    )
    conditions = dict.fromkeys(
        each for module in s.plan.modules for each in module["resources"]["conditions"]["teachers"]
    )
    people = dict.fromkeys(
        name
        for names in (
            *(people_of(each, modules[each["module"]]) for each in s.plan.sessions),
            *_teachers(s),
        )
        for name in names
    )
    stated = {
        "methods": cells(s.join(methods))[0],
        "assessment": cells(s.join(ways))[0],
        "conditions": tuple(conditions),
        "teachers": cells(s.join(people))[0],
    }
    return {
        s.say(f"notice.{name}"): lines or s.missing(f"notice.{name}")
        for name, lines in stated.items()
    }
