"""What the workbooks of a centre have to say: coverage and hours, grades, sign-in sheets."""

from collections.abc import Iterator

from sameness.centre_tables import day_of, hours_of, lasting, people_of, time_of
from sameness.course_tables import rule_to_complete
from sameness.coverage import kinds_of_items, matrix_mark, taught_as
from sameness.plan import Data, name_of, refers_to
from sameness.saved import Cell
from sameness.sheet_file import BESIDE
from sameness.sheet_tables import observed
from sameness.wanted import Listed, Sayer, Wanted, cells, numbers

_LEARNERS = 30
_TEST = "測驗"


def coverage_book(s: Sayer) -> Iterator[Wanted | Listed]:
    """Coverage, hours, and the steps that make them up."""
    modules = s.plan.modules
    document = f"{s.say('matrix.title')} {s.plan.course['title']}"
    counted = ("taught", "practised", "assessed")
    rows = [row for kind, items in kinds_of_items(s).items() for row in _covered(s, kind, items)]
    sums = []
    for number, word in enumerate(counted):
        name = s.say("records.coverage.sum", word=s.say(f"records.coverage.{word}"))
        counts = (
            sum(bool({*"".join(row[3 + place])} & {*_SIGNS[number]}) for row in rows)
            for place in range(len(modules))
        )
        sums.append((*cells(name, name, name), *numbers(*counts), *cells("", "", "", "", "")))
    yield Wanted(
        document=document,
        section=document,
        columns=(
            *s.columns("terms.kind", "terms.code", "records.coverage.text"),
            *(f"{module['id']}\n{module['title']}" for module in modules),
            *s.columns(*(f"records.coverage.{word}" for word in (*counted, "state"))),
            s.say("parts.remarks"),
        ),
        rows=(*rows, *sums),
    )
    yield _hours(s)
    yield _steps(s)


_SIGNS = ("●○■", "▲", "◎")
"""What says that a module teaches, practises and assesses an item."""


def _covered(s: Sayer, kind: str, items: list[Data]) -> Iterator[tuple[Cell, ...]]:
    reasons = {each["code"]: each["reason"] for each in s.plan.course["left_out"]}
    for item in items:
        code, known = item["code"], taught_as(s, kind, item)
        marks = []
        for module in s.plan.modules:
            mark = matrix_mark(module, kind, known)
            practised = mark and _is_practised(s, module, kind, known)
            marks.append(mark.replace("◎", "") + "▲" * bool(practised) + "◎" * ("◎" in mark))
        counts = [sum(bool({*mark} & {*signs}) for mark in marks) for signs in _SIGNS]
        lacks = "" if counts[2] else s.say("records.coverage.unassessed")
        state = lacks if counts[0] else s.say("records.coverage.nowhere")
        reason = s.say("item.left_out", reason=reasons[code]) if code in reasons else ""
        if known != code:
            reason = s.say("matrix.same_as", code=known)
        yield (
            *cells(s.say(f"terms.{kind}"), code, item["text"], *marks),
            *numbers(*counts),
            *cells(state, reason),
        )


def _is_practised(s: Sayer, module: Data, kind: str, code: str) -> bool:
    """Whether a practical step short of assessing serves an item, or the criteria of its task."""
    codes = {code}
    if kind in {"tasks", "outputs"}:
        tasks = [s.plan.tasks[each] for each in module["tasks"]]
        codes = {
            item["code"]
            for task in tasks
            if code in {task["code"], *(each["code"] for each in task["outputs"])}
            for item in task["criteria"]
        }
    goals = {
        goal["id"]: {*refers_to(goal)} for each in s.plan.modules for goal in each["objectives"]
    }
    methods = {way["method"] for way in module["assessment"]}
    return any(
        codes & goals[goal]
        for step in module["activities"]
        if step["is_practice"] and step["method"] not in methods
        for goal in step["objectives"]
    )


def _hours(s: Sayer) -> Wanted:
    """The hours of each module beside the minutes of its steps."""
    document = f"{s.say('terms.hours')} {s.plan.course['title']}"
    names = ("theory_minutes", "practice_minutes", "minutes")
    rows: list[tuple[Cell, ...]] = []
    total = [0.0] * 6
    for row, module in zip(hours_of(s), s.plan.modules, strict=False):
        minutes = [
            sum(each["minutes"] for each in module["activities"] if each["is_practice"] is kind)
            for kind in (False, True)
        ]
        values = [float(each[0]) for each in row[1:]] + [*minutes, sum(minutes)]
        total = [one + two for one, two in zip(total, values, strict=True)]
        rows.append((row[0], *numbers(*values)))
    rows.append(((s.say("parts.total"),), *numbers(*total)))
    good = (s.say("plan_workbook.modules.agrees"),)
    return Wanted(
        document=document,
        section=document,
        columns=s.columns(
            "terms.module",
            "facts.theory_hours",
            "facts.practice_hours",
            "terms.hours",
            *(f"records.hours.{name}" for name in names),
            "records.coverage.state",
        ),
        rows=tuple((*row, good) for row in rows),
    )


def _steps(s: Sayer) -> Wanted:
    document = f"{s.say('lesson-plan.activities')} {s.plan.course['title']}"
    kinds = {True: s.say("lesson-plan.practice"), False: s.say("lesson-plan.theory")}
    return Wanted(
        document=document,
        section=document,
        columns=s.columns(
            "terms.code",
            "terms.module",
            "lesson-plan.activity",
            "lesson-plan.method",
            "lesson-plan.kind",
            "lesson-plan.minutes",
        ),
        rows=tuple(
            (
                *cells(module["id"], module["title"], step["name"], step["method"]),
                *cells(kinds[step["is_practice"]], str(step["minutes"])),
            )
            for module in s.plan.modules
            for step in module["activities"]
        ),
    )


def sign_in_book(s: Sayer) -> Iterator[Wanted | Listed]:
    """Who comes, meeting by meeting."""
    title = s.plan.course["title"]
    roster = f"{s.say('records.roster.title')} {title}"
    yield Listed(document=roster, section=roster, lines=())
    modules = {module["id"]: module for module in s.plan.modules}
    meetings: list[tuple[Data, Data | None]] = [
        (modules[each["module"]], each) for each in s.plan.sessions
    ]
    for module, session in meetings or [(module, None) for module in s.plan.modules]:
        document = s.say("sign-in.heading", module=name_of(module))
        known = dict.fromkeys(("date", "time", "room", "teachers"), "")
        hours = module["hours"]
        if session:
            hours = lasting(session)
            day = s.say("parts.tag", text=day_of(s, session))
            known["date"], known["time"] = f"{session['date']}{day}", time_of(s, session)
            known["room"] = session["room"]
            known["teachers"] = s.join(people_of(session, module))
        stated = [
            [s.say("facts.course"), title, s.say("terms.hours"), f"{hours:g}"],
            *(
                [s.say(f"schedule.{one}"), known[one], s.say(f"schedule.{two}"), known[two]]
                for one, two in (("date", "time"), ("room", "teachers"))
            ),
        ]
        lines = tuple(BESIDE.join(each for each in row if each) for row in stated)
        yield Listed(document=document, section=document, lines=lines)


def grades_book(s: Sayer) -> Iterator[Wanted | Listed]:
    """Results by learner; what they are computed by is the course's own."""
    title = s.plan.course["title"]
    about = f"{s.say('records.summary.name')} {title}"
    yield Listed(document=about, section=about, lines=tuple(_rules(s)))
    roster = f"{s.say('records.roster.title')} {title}"
    yield Listed(document=roster, section=roster, lines=())
    yield _summary(s, about)
    yield _personal(s)
    yield _attendance(s)
    for module in s.plan.modules:
        yield _grades(s, module)


def _rules(s: Sayer) -> Iterator[str]:
    rule, marks = rule_to_complete(s), s.plan.course["marks"]
    share = s.plan.course["completion"]["attendance"]
    for name, part, value, is_decided in (
        ("test_mark", "mark", marks["test"], not marks["is_default"]),
        ("total_mark", "mark", marks["rubric"], not marks["is_default"]),
        ("share", "attendance", share, share is not None),
    ):
        said = rule[part] if is_decided else f"{rule[part]}。{s.say(f'records.about.no_{part}')}"
        number = "" if value is None else f"{value:g}"
        label = s.say(f"records.grades.{name}")
        yield BESIDE.join(each for each in (label, number, said) if each)
    for name in ("units", "reassessment"):
        yield BESIDE.join((s.say(f"completion.{name}"), rule[name]))


def _learners(blank: int, *behind: str) -> list[tuple[Cell, ...]]:
    return [cells(str(each), *("",) * blank, *behind) for each in range(1, _LEARNERS + 1)]


def _required(s: Sayer, module: Data) -> tuple[Cell, ...]:
    """What the observation sheet has."""
    return tuple((code,) for _, code, _ in observed(s, module))


def _summary(s: Sayer, document: str) -> Wanted:
    modules = s.plan.modules
    titles = [module["title"] for module in modules]
    hours = numbers(len(modules), s.plan.course["hours"], 100)
    return Wanted(
        document=document,
        section=document,
        columns=(
            *s.columns("sign-in.number", "sign-in.name"),
            *(module["id"] for module in modules),
            *s.columns(
                "records.summary.passed",
                "completion.attendance",
                "records.attendance.share",
                "records.summary.overall",
                "records.summary.completed",
            ),
        ),
        rows=(
            (*cells("", s.say("terms.module"), *titles), *hours, (), ()),
            *_learners(len(modules) + 6),
        ),
    )


def _personal(s: Sayer) -> Wanted:
    document = f"{s.say('records.personal.name')} {s.plan.course['title']}"
    return Wanted(
        document=document,
        section=document,
        columns=s.columns(
            "terms.module",
            "terms.hours",
            "records.grades.met",
            "records.grades.required",
            "records.grades.test",
            "records.grades.total",
            "records.grades.result",
        ),
        rows=tuple(
            (
                *cells(name_of(module), f"{module['hours']:g}", ""),
                *cells(str(len(_required(s, module))), "", "", ""),
            )
            for module in s.plan.modules
        ),
    )


def _attendance(s: Sayer) -> Wanted:
    document = f"{s.say('records.attendance.name')} {s.plan.course['title']}"
    names = {module["id"]: name_of(module) for module in s.plan.modules}
    meetings = [
        (
            f"{names[each['module']]}\n{each['date']}{s.say('parts.tag', text=day_of(s, each))}",
            lasting(each),
        )
        for each in s.plan.sessions
    ] or [(name_of(module), module["hours"]) for module in s.plan.modules]
    return Wanted(
        document=document,
        section=document,
        columns=(
            *s.columns("sign-in.number", "sign-in.name"),
            *(name for name, _ in meetings),
            *s.columns("completion.attendance", "records.attendance.share"),
        ),
        rows=(
            (
                *cells("", s.say("terms.hours")),
                *numbers(*(hours for _, hours in meetings), s.plan.course["hours"], 100),
            ),
            *_learners(len(meetings) + 3),
        ),
    )


def _grades(s: Sayer, module: Data) -> Wanted:
    required = ["".join(code) for code in _required(s, module)]
    texts = [text for *_, text in observed(s, module)]
    degrees = dict.fromkeys(
        goal["degree"]
        for goal in module["objectives"]
        if goal["degree"] and _TEST in s.ways(goal, module)
    )
    has_test = any(way["method"] == _TEST for way in module["assessment"])
    scores = ("test", "total")[0 if has_test else 1 :]
    about: tuple[Cell, ...] = (
        (s.say("records.grades.of_test"), *degrees),
        (s.say("records.grades.of_total"),),
    )
    return Wanted(
        document=name_of(module),
        section=name_of(module),
        columns=(
            *s.columns("sign-in.number", "sign-in.name"),
            *required,
            *s.columns(
                *(f"records.grades.{name}" for name in (*scores, "met", "required")),
                "records.grades.result",
                "parts.remarks",
            ),
        ),
        rows=(
            (*cells("", "", *texts), *about[-len(scores) :], *cells("", "", "", "")),
            *_learners(1 + len(required) + len(scores) + 1, str(len(required)), "", ""),
        ),
    )
