"""Facts about a course and its modules, worded once for all documents."""

from collections.abc import Iterator

from curriculum.course import Assessment, Course, Module
from curriculum.decisions import CourseBasis, Words
from curriculum.labels import Labels
from curriculum.standard import Attitude
from curriculum.views import pages
from curriculum.views.addresses import is_suspect
from curriculum.views.parts import Fact, Line, Missing, Span, Tag, one_line

CHECKLIST = "檢核表"
"""The assessment tool, in the official form's vocabulary, that this project supplies itself."""
NO_TOOL = "無"
"""The official form's word for an assessment without a tool."""
_ORGANISATION = ("provider", "audience", "entry_requirements")


def course_facts(course: Course, labels: Labels) -> tuple[Fact, ...]:
    """What the course is, in a few lines; nothing that waits for the trainer."""
    standard = course.standard
    basis: tuple[Span, ...] = (
        labels.fill(
            "facts.basis_of",
            basis=labels[f"basis_of_course.{course.basis or CourseBasis.STANDARD}"],
            standard=f"{standard.code} {standard.name}".strip(),
        ),
    )
    if course.basis is None:
        basis = (*basis, Tag(labels["parts.default"]))
    title_en = (one_line(labels["facts.course_en"], course.title_en),) if course.title_en else ()
    return (
        one_line(labels["facts.course"], *course_name(course, labels)),
        *title_en,
        one_line(labels["facts.basis"], *basis),
        one_line(labels["terms.level"], level_text(standard.level, labels)),
        one_line(labels["terms.hours"], *course_hours(course, labels)),
        one_line(labels["facts.modules"], str(len(course.modules))),
    )


def course_name(course: Course, labels: Labels) -> Line:
    """The title of a course, and whether it waits for confirmation."""
    waits = course.title_is_default or is_suspect(course, "title")
    return (course.title, *((Tag(labels["parts.to_confirm"]),) if waits else ()))


def course_hours(course: Course, labels: Labels) -> Line:
    """The hours of a course and their kinds."""
    hours = labels.fill(
        "facts.hours_split",
        hours=hours_text(course.hours),
        theory=hours_text(sum(module.theory_hours for module in course.modules)),
        practice=hours_text(sum(module.practice_hours for module in course.modules)),
    )
    return (hours, *((Tag(labels["parts.default"]),) if course.hours_are_default else ()))


def organisation_facts(course: Course, labels: Labels) -> tuple[Fact, ...]:
    """Who gives the course, for whom, and what they bring along: one document asks for it."""
    decided = {fact.label: fact for fact in decided_organisation(course, labels)}
    names = (labels[f"facts.{name}"] for name in _ORGANISATION)
    return tuple(decided.get(name) or one_line(name, Missing(name)) for name in names)


def decided_organisation(course: Course, labels: Labels) -> tuple[Fact, ...]:
    """The same, only as far as it is decided."""
    values = (course.provider, course.audience, course.entry_requirements)
    return tuple(
        one_line(labels[f"facts.{name}"], text)
        for name, words in zip(_ORGANISATION, values, strict=True)
        if (text := said(words, labels))
    )


def completion_facts(course: Course, labels: Labels) -> tuple[Fact, ...]:
    """When a learner has completed the course."""
    lines = completion_lines(course, labels)
    return tuple(Fact(labels[f"completion.{name}"], (line,)) for name, line in lines.items())


def completion_lines(course: Course, labels: Labels) -> dict[str, Line]:
    """The rule by which a learner completes the course, part by part, for all documents.

    What is proposed where nothing is decided says so (預設). Nothing is proposed for attendance.
    """
    decided, marks = course.completion, course.marks
    default = Tag(labels["parts.default"])
    mark: Line = (labels.fill("completion.least_mark", mark=marks.test),)
    if marks.is_default:
        least = labels.fill("completion.least_marks", test=marks.test, rubric=marks.rubric)
        mark = (least, default)
    attendance: Line = (Missing(labels["completion.attendance"]),)
    if decided.attendance:
        percent = decided.attendance.value
        attendance = (labels.fill("completion.least_attendance", percent=percent),)
    again = decided.reassessment
    return {
        "units": (labels["completion.all_units"], default),
        "mark": mark,
        "attendance": attendance,
        "reassessment": (again.value,) if again else (labels["assessment-plan.again"], default),
    }


def module_facts(course: Course, module: Module, labels: Labels) -> tuple[Fact, ...]:
    """What a module is, in a few lines; the same on each of its documents."""
    standard = course.standard
    duties = {duty.code: duty.text for duty in standard.duties}
    by_id = pages.modules_by_id(course)
    before = tuple(
        (pages.module_link(by_id[required]),) for required in module.requires if required in by_id
    )
    duty = pages.coded(module.duty, duties.get(module.duty, ""), standard)
    title_en = (one_line(labels["facts.module_en"], module.title_en),) if module.title_en else ()
    task_lines = tuple(line for code in module.tasks for line in _task(course, code))
    return (
        one_line(labels["facts.course"], course.title),
        one_line(
            labels["terms.module"],
            pages.module_name(module),
            *to_confirm(course, f"{module.id} title", labels),
        ),
        *title_en,
        Fact(labels["terms.duty"], (duty,)),
        *((Fact(labels["terms.task"], task_lines),) if task_lines else ()),
        one_line(labels["terms.level"], level_text(module.level, labels)),
        Fact(labels["terms.hours"], (module_hours(course, module, labels),)),
        Fact(labels["facts.requires"], before or ((labels["parts.none"],),)),
    )


def sheet_facts(course: Course, module: Module, labels: Labels) -> tuple[Fact, ...]:
    """What a sheet of paper needs to say of its module, whose name is in its title."""
    level = labels.fill("facts.level_behind", level=level_text(module.level, labels))
    return (
        one_line(labels["facts.course"], course.title),
        one_line(labels["facts.hours_and_level"], *module_hours(course, module, labels), level),
    )


def _task(course: Course, code: str) -> Iterator[Line]:
    """A task, and its English title where one is decided."""
    tasks = {task.code: task.text for task in course.standard.tasks}
    yield pages.coded(code, tasks.get(code, ""), course.standard)
    if english := course.task_titles_en.get(code):
        yield (english,)


def to_confirm(course: Course, address: str, labels: Labels) -> Line:
    """The remark that the decision on a value waits for confirmation; nothing when it does not."""
    return (Tag(labels["parts.to_confirm"]),) if is_suspect(course, address) else ()


def module_hours(course: Course, module: Module, labels: Labels) -> Line:
    """The hours of a module and their kinds, and what about them waits for the trainer."""
    hours = labels.fill(
        "facts.hours_split",
        hours=hours_text(module.hours),
        theory=hours_text(module.theory_hours),
        practice=hours_text(module.practice_hours),
    )
    proposed = (Tag(labels["parts.proposed"]),) if module.hours_are_default else ()
    return (hours, *proposed, *to_confirm(course, f"{module.id} hours", labels))


def attitude_text(attitude: Attitude) -> str:
    """An attitude as the form prints it: 名稱：定義, or the bare name."""
    return f"{attitude.name}：{attitude.text}" if attitude.text else attitude.name


def hours_text(hours: float) -> str:
    """Hours without needless decimals: `3`, `3.5`."""
    return f"{hours:g}"


def level_text(level: int | None, labels: Labels) -> str:
    """A competency level, or that none is printed."""
    return labels["parts.unprinted"] if level is None else str(level)


def assessment_text(assessment: Assessment, labels: Labels) -> str:
    """A way of assessing with its tool."""
    return labels.fill("assessment.entry", method=assessment.method, tool=assessment.tool)


def said(words: Words | None, labels: Labels) -> str:
    """A decided text in the interface's language where it has one; empty where nothing is."""
    if words is None:
        return ""
    first, second = words.zh, words.en or ""
    return (second or first) if labels.language == "en" else (first or second)
