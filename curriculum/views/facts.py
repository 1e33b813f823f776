"""Facts about a course and its modules, worded once for all documents."""

from curriculum.course import Assessment, Course, Module
from curriculum.decisions import Words
from curriculum.labels import Labels
from curriculum.standard import Attitude
from curriculum.views import pages
from curriculum.views.parts import Fact, Missing, Span, Tag, one_line

CHECKLIST = "檢核表"
"""The assessment tool, in the official form's vocabulary, that this project supplies itself."""
NO_TOOL = "無"
"""The official form's word for an assessment without a tool."""


def course_facts(course: Course, labels: Labels) -> tuple[Fact, ...]:
    """What the course is, in a few lines; nothing that waits for the trainer."""
    standard = course.standard
    theory = sum(module.theory_hours for module in course.modules)
    practice = sum(module.practice_hours for module in course.modules)
    title: tuple[Span, ...] = (course.title,)
    if course.title_is_default:
        title = (*title, Tag(labels["parts.to_confirm"]))
    hours: tuple[Span, ...] = (
        labels.fill(
            "facts.hours_split",
            hours=hours_text(course.hours),
            theory=hours_text(theory),
            practice=hours_text(practice),
        ),
    )
    if course.hours_are_default:
        hours = (*hours, Tag(labels["parts.default"]))
    title_en = (one_line(labels["facts.course_en"], course.title_en),) if course.title_en else ()
    return (
        one_line(labels["facts.course"], *title),
        *title_en,
        one_line(labels["facts.basis"], f"{standard.code} {standard.name}".strip()),
        one_line(labels["terms.level"], level_text(standard.level, labels)),
        one_line(labels["terms.hours"], *hours),
        one_line(labels["facts.modules"], str(len(course.modules))),
    )


def organisation_facts(course: Course, labels: Labels) -> tuple[Fact, ...]:
    """Who gives the course, and for whom: one document asks for it, no other repeats it."""
    return (
        one_line(
            labels["facts.provider"], _said(course.provider) or Missing(labels["facts.provider"])
        ),
        one_line(
            labels["facts.audience"], _said(course.audience) or Missing(labels["facts.audience"])
        ),
    )


def module_facts(course: Course, module: Module, labels: Labels) -> tuple[Fact, ...]:
    """What a module is, in a few lines; the same on each of its documents."""
    standard = course.standard
    duties = {duty.code: duty.text for duty in standard.duties}
    tasks = {task.code: task.text for task in standard.tasks}
    by_id = pages.modules_by_id(course)
    before = tuple(
        (pages.module_link(by_id[required]),) for required in module.requires if required in by_id
    )
    duty = pages.coded(module.duty, duties.get(module.duty, ""), standard)
    title_en = (one_line(labels["facts.module_en"], module.title_en),) if module.title_en else ()
    task_lines = tuple(pages.coded(code, tasks.get(code, ""), standard) for code in module.tasks)
    return (
        one_line(labels["facts.course"], course.title),
        one_line(labels["terms.module"], pages.module_name(module)),
        *title_en,
        Fact(labels["terms.duty"], (duty,)),
        *((Fact(labels["terms.task"], task_lines),) if task_lines else ()),
        one_line(labels["terms.level"], level_text(module.level, labels)),
        one_line(labels["terms.hours"], _hours(module, labels)),
        Fact(labels["facts.requires"], before or ((labels["parts.none"],),)),
    )


def sheet_facts(course: Course, module: Module, labels: Labels) -> tuple[Fact, ...]:
    """What a sheet of paper needs to say of its module, whose name is in its title."""
    level = level_text(module.level, labels)
    hours = labels.fill("facts.hours_level", hours=_hours(module, labels), level=level)
    return (
        one_line(labels["facts.course"], course.title),
        one_line(labels["facts.hours_and_level"], hours),
    )


def _hours(module: Module, labels: Labels) -> str:
    return labels.fill(
        "facts.hours_split",
        hours=hours_text(module.hours),
        theory=hours_text(module.theory_hours),
        practice=hours_text(module.practice_hours),
    )


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


def _said(words: Words | None) -> str:
    """The Chinese text of a decision; empty where nothing is decided."""
    return words.zh if words else ""
