"""The standard, the course and the problems as plain data: the JSON that programs rely on."""

from collections.abc import Iterable, Sequence
from typing import Any

from curriculum.course import (
    COGNITIVE_LEVELS,
    Allocation,
    Assessment,
    Blueprint,
    Course,
    Module,
    Objective,
    Rubric,
)
from curriculum.decisions import Completion, Decided, Listed, Session, Staff, Words
from curriculum.labels import Labels
from curriculum.memory import Parked, Suspect
from curriculum.problems import Problem
from curriculum.standard import (
    Block,
    Category,
    Coded,
    Duty,
    Framework,
    KsaItem,
    Standard,
    Task,
    Version,
)

Data = dict[str, Any]
"""What JSON calls an object."""


def standard_data(standard: Standard) -> Data:
    """The standard as `curriculum show --format json` prints it."""
    return {
        "code": standard.code,
        "name": standard.name,
        "name_kind": standard.name_kind,
        "title": standard.title,
        "language": standard.language,
        "level": standard.level,
        "description": standard.description,
        "categories": {
            "job_category": _categories(standard.job_categories),
            "occupation": _categories(standard.occupations),
            "industry": _categories(standard.industries),
        },
        "versions": [_version(row) for row in standard.versions],
        "duties": [_duty(duty, standard) for duty in standard.duties],
        "knowledge": [_item(item) for item in standard.knowledge],
        "skills": [_item(item) for item in standard.skills],
        "attitudes": [
            {"code": item.code, "name": item.name, "text": item.text} for item in standard.attitudes
        ],
        "notes": {
            "requirements": [requirement.text for requirement in standard.notes.requirements],
            "remarks": [
                {"mark": remark.mark, "text": remark.text} for remark in standard.notes.remarks
            ],
        },
        "repairs": [
            {
                "kind": repair.kind.value,
                "items": list(repair.items),
                "printed": repair.printed,
                "read_as": repair.read_as,
                "place": str(repair.place),
            }
            for repair in standard.repairs
        ],
        **_framework(standard.framework),
    }


def _framework(framework: Framework | None) -> Data:
    """Where a standard comes from; a published one has no such key."""
    if framework is None:
        return {}
    return {"framework": {"name": framework.name, "ids": dict(framework.ids)}}


def course_data(course: Course) -> Data:
    """The course as `curriculum plan --format json` prints it."""
    return {
        "standard": course.standard.code,
        "title": course.title,
        "title_en": course.title_en,
        "title_is_default": course.title_is_default,
        "basis": course.basis.value if course.basis else None,
        **_words("provider", course.provider),
        **_words("audience", course.audience),
        **_words("entry_requirements", course.entry_requirements),
        "needs": course.needs,
        "needs_sources": list(course.needs_sources),
        "summary": course.summary,
        "purpose": course.purpose,
        "hours": course.hours,
        "hours_are_default": course.hours_are_default,
        "modules": [_module(module) for module in course.modules],
        "task_titles_en": dict(course.task_titles_en),
        "sessions": [_session(session) for session in course.sessions],
        "completion": _completion(course.completion),
        "marks": _fields(course.marks, "test", "rubric", "is_default"),
        "left_out": [_fields(item, "code", "text", "reason") for item in course.left_out],
        "not_taught": list(course.not_taught),
        "blueprint": _blueprint(course.blueprint),
        "review": [_fields(entry, "item", "module", "band", "reason") for entry in course.review],
        "suspect": [
            {
                **_fields(each, "address", "code", "was", "was_code", "now", "moved_from"),
                **_place(each),
            }
            for each in course.suspect
        ],
        "parked": [
            {**_fields(each, "address", "code", "was", "rule"), **_place(each)}
            for each in course.parked
        ],
    }


def problems_data(problems: Sequence[Problem], labels: Labels) -> list[Data]:
    """Problems as `curriculum check --format json` prints them, worded by the labels."""
    return [
        {
            "code": problem.code,
            "name": problem.name,
            "severity": problem.severity.value,
            "message": labels.message(problem),
            "path": problem.place.path,
            "page": problem.place.page,
            "table": problem.place.table,
            "line": problem.place.line,
            "column": problem.place.column,
            "items": list(problem.items),
            "hint": labels.hint(problem),
            "accepted": problem.accepted,
        }
        for problem in problems
    ]


def _version(row: Version) -> Data:
    return {
        "version": row.version,
        "code": row.code,
        "name": row.name,
        "status": row.status,
        "remark": row.remark,
        "date": row.date,
    }


def _categories(categories: tuple[Category, ...]) -> list[Data]:
    return [{"name": category.name, "code": category.code} for category in categories]


def _duty(duty: Duty, standard: Standard) -> Data:
    """A duty; it carries the texts of blocks without tasks, which no task would carry."""
    data: Data = {"code": duty.code, "text": duty.text}
    without_tasks = [block for block in duty.blocks if not block.tasks]
    if without_tasks:
        data["outputs"] = _texts(item for block in without_tasks for item in block.outputs)
        data["criteria"] = _texts(item for block in without_tasks for item in block.criteria)
    data["tasks"] = [_task(task, standard) for task in duty.tasks]
    data["blocks"] = [_block(block, standard) for block in duty.blocks]
    return data


def _texts(items: Iterable[Coded]) -> list[Data]:
    return [{"code": item.code, "text": item.text} for item in items]


def _task(task: Task, standard: Standard) -> Data:
    """A task with what is printed for it or for the blocks it is in."""
    blocks = standard.blocks_of(task.code)
    return {
        "code": task.code,
        "text": task.text,
        "level": standard.level_of(task.code),
        "outputs": _texts(standard.outputs_of(task.code)),
        "criteria": _texts(standard.criteria_of(task.code)),
        "knowledge": list(dict.fromkeys(use.code for block in blocks for use in block.knowledge)),
        "skills": list(dict.fromkeys(use.code for block in blocks for use in block.skills)),
    }


def _block(block: Block, standard: Standard) -> Data:
    """A printed block; an item without a code stands as an empty one.

    The texts that only this block prints stand beside their codes, where there are any.
    """
    uses = (*block.knowledge, *block.skills)
    first = {item.code: item.text for item in (*standard.knowledge, *standard.skills)}
    own = [{"code": use.code, "text": use.text} for use in uses if use.text != first[use.code]]
    return {
        "tasks": list(block.tasks),
        "level": block.level,
        "outputs": [item.code for item in block.outputs],
        "criteria": [item.code for item in block.criteria],
        "knowledge": [use.code for use in block.knowledge],
        "skills": [use.code for use in block.skills],
        **({"texts": own} if own else {}),
        "place": str(block.place),
    }


def _item(item: KsaItem) -> Data:
    return {
        "code": item.code,
        "text": item.text,
        "texts": list(item.texts),
        "same_as": list(item.same_as),
    }


def _module(module: Module) -> Data:
    return {
        "id": module.id,
        "title": module.title,
        "title_en": module.title_en,
        "duty": module.duty,
        "tasks": list(module.tasks),
        "criteria": [item.code for item in module.criteria],
        "outputs": [item.code for item in module.outputs],
        "attitudes": [item.code for item in module.attitudes],
        "level": module.level,
        "hours": module.hours,
        "hours_are_default": module.hours_are_default,
        "theory_hours": module.theory_hours,
        "practice_hours": module.practice_hours,
        "requires": list(module.requires),
        "knowledge": [_allocation(entry) for entry in module.knowledge],
        "skills": [_allocation(entry) for entry in module.skills],
        "objectives": [_objective(goal) for goal in module.objectives],
        "activities": [
            {
                "name": activity.name,
                "minutes": activity.minutes,
                "method": activity.method,
                "objectives": list(activity.objectives),
                "is_practice": activity.is_practice,
            }
            for activity in module.activities
        ],
        "methods": list(module.methods),
        "assessment": [_assessment(way) for way in module.assessment],
        "evidence": list(module.evidence),
        "blueprint": _blueprint(module.blueprint),
        "rubrics": [_rubric(rubric) for rubric in module.rubrics],
        "resources": {
            "materials": _values(module.resources.materials),
            "equipment": _values(module.resources.equipment),
            "conditions": _staff(module.resources.conditions),
            "people": _staff(module.resources.people),
        },
        "texts": dict(sorted(module.texts.items())),
    }


def _words(name: str, words: Words | None) -> Data:
    """A text with the one in English beside it."""
    return {
        name: words.zh or None if words else None,
        f"{name}_en": words.en if words else None,
    }


def _fields(item: object, *names: str) -> Data:
    return {name: getattr(item, name) for name in names}


def _place(kept: Suspect | Parked) -> Data:
    return {"place": str(kept.place)}


def _completion(completion: Completion) -> Data:
    return {
        "mark": _value(completion.mark),
        "attendance": _value(completion.attendance),
        "reassessment": _value(completion.reassessment),
    }


def _value(decided: Decided[Any] | None) -> Any:  # noqa: ANN401 - whatever was decided
    return decided.value if decided else None


def _values(listed: Listed) -> list[str]:
    return [each.value for each in listed]


def _staff(staff: Staff) -> Data:
    return {
        "teachers": _values(staff.teachers),
        "assessors": _values(staff.assessors),
        "assistants": _values(staff.assistants),
    }


def _session(session: Session) -> Data:
    return {
        "module": session.module.value,
        "date": session.date,
        "start": session.start,
        "end": session.end,
        "room": session.room,
        "teachers": list(session.teachers),
    }


def _allocation(entry: Allocation) -> Data:
    return {
        "code": entry.code,
        "text": entry.text,
        "role": entry.role.value,
        "basis": entry.basis.value,
        "confidence": entry.confidence,
        "band": entry.band.value,
        "reason": entry.reason,
    }


def _objective(goal: Objective) -> Data:
    return {
        "id": goal.id,
        "text": goal.text,
        "domain": goal.domain.value,
        "level": goal.level,
        "verb": goal.verb,
        "criteria": list(goal.criteria),
        "knowledge": list(goal.knowledge),
        "skills": list(goal.skills),
        "attitudes": list(goal.attitudes),
        "methods": list(goal.methods),
        "condition": goal.condition,
        "degree": goal.degree,
        "degree_is_default": goal.degree_is_default,
        "verb_is_fallback": goal.verb_is_fallback,
        "is_decided": goal.is_decided,
        "is_added": goal.is_added,
        "judged": goal.judged.value,
    }


def _assessment(way: Assessment) -> Data:
    return {
        "method": way.method,
        "tool": way.tool,
        "criteria": list(way.criteria),
        "outputs": list(way.outputs),
        "knowledge": list(way.knowledge),
        "skills": list(way.skills),
        "attitudes": list(way.attitudes),
        "is_after_class": way.is_after_class,
    }


def _blueprint(blueprint: Blueprint) -> Data:
    """Weights in percent by level; the six cognitive ones first."""
    return {
        "minutes": blueprint.minutes,
        "unasked": list(blueprint.unasked),
        "rows": [
            {
                "id": row.id,
                "percent": row.percent,
                "cognitive": list(row.percents[:COGNITIVE_LEVELS]),
                "psychomotor": row.percents[COGNITIVE_LEVELS],
                "affective": row.percents[COGNITIVE_LEVELS + 1],
                "questions": list(row.questions),
            }
            for row in blueprint.rows
        ],
    }


def _rubric(rubric: Rubric) -> Data:
    return {
        "code": rubric.code,
        "kind": "output" if rubric.is_output else "criterion",
        "levels": [
            {"name": level.name, "least": level.least, "most": level.most, "text": level.text}
            for level in rubric.levels
        ],
    }
