"""Planning a course: every floor below put together."""

import dataclasses
from collections.abc import Sequence

from curriculum.course import Course, LeftOut, Marks, Module, marks_of
from curriculum.decisions import Decided, Decisions, Words
from curriculum.memory import NO_MEMORY, Memory
from curriculum.planning.assessment_plan import with_assessment_plan
from curriculum.planning.drafts import drafts, module_of
from curriculum.planning.explaining import course_reasons, module_reasons, regrouped_reasons
from curriculum.planning.hours import Times, course_hours
from curriculum.planning.passing import proposed_marks, with_marks
from curriculum.planning.review import review
from curriculum.planning.scope import gone_with_units, left_out, not_taught
from curriculum.planning.sentences import words_of
from curriculum.standard import Standard
from curriculum.tables import Tables
from curriculum.wording.titles import legal_name


def plan(
    standard: Standard, decisions: Decisions, tables: Tables, memory: Memory = NO_MEMORY
) -> Course:
    """The course for a standard.

    The same arguments always give an equal course. Whatever the decisions do not say is computed,
    and `reasons` says why it is what it is. Decisions that contradict each other give a course
    all the same; `rules.decision_rules` reports them.

    Args:
        standard: The standard as printed.
        decisions: What the trainer chose.
        tables: Verbs, weights and sentences.
        memory: The ids that were published.
    """
    patterns = tables.patterns.for_language(standard.language)
    tables = dataclasses.replace(tables, patterns=patterns)
    proposed = proposed_marks(tables)
    tables = with_marks(tables, marks_of(decisions.completion, proposed))
    drafted, reasons = drafts(standard, decisions, tables, memory)
    times = course_hours(
        [draft.load for draft in drafted],
        [_value(draft.outline.chosen.hours) for draft in drafted],
        _value(decisions.hours),
        tables.weights.hours,
    )
    modules = tuple(
        module_of(draft, hours, decisions, tables)
        for draft, hours in zip(drafted, times.modules, strict=True)
    )
    course = _course(standard, decisions, tables, times, modules, proposed)
    course = dataclasses.replace(
        course,
        left_out=_left_out(standard, decisions, modules),
        not_taught=not_taught(standard, decisions),
        reasons={
            **course_reasons(course, times, decisions, tables),
            **module_reasons(drafted, modules, decisions, tables),
            **regrouped_reasons(course, decisions, memory, tables.patterns),
            **reasons,
        },
    )
    course = dataclasses.replace(course, review=review(course, decisions))
    return with_assessment_plan(course, tables)


def default_title(standard: Standard, tables: Tables) -> str:
    """A course title the naming rules allow: the occupation without 人員, and 培訓課程.

    The bare name of an occupation, and words such as 職能基準, are not allowed in a title.
    """
    name = legal_name(words_of(standard.name or standard.title), tables.review)
    for word in tables.patterns.title_drops:
        name = name.removesuffix(word)
    return tables.patterns.title.format_map({"occupation": name})


def _value(decided: Decided[float] | None) -> float | None:
    return decided.value if decided else None


def _course(
    standard: Standard,
    decisions: Decisions,
    tables: Tables,
    times: Times,
    modules: tuple[Module, ...],
    proposed: Marks,
) -> Course:
    """The course with what needs no thought."""
    title = decisions.title or Words()
    return Course(
        standard=standard,
        title=title.zh or default_title(standard, tables),
        title_en=title.en,
        title_is_default=not title.zh,
        basis=decisions.basis.value if decisions.basis else None,
        provider=decisions.provider,
        audience=decisions.audience,
        entry_requirements=decisions.entry_requirements,
        needs=decisions.needs.value if decisions.needs else "",
        needs_sources=tuple(each.value for each in decisions.needs_sources),
        summary=decisions.summary.value if decisions.summary else "",
        purpose=decisions.purpose.value if decisions.purpose else "",
        hours=times.total,
        hours_are_default=decisions.hours is None,
        modules=modules,
        task_titles_en={
            code: words.en for code, words in decisions.task_titles.items() if words.en
        },
        sessions=decisions.sessions,
        completion=decisions.completion,
        proposed_marks=proposed,
    )


def _left_out(
    standard: Standard, decisions: Decisions, modules: Sequence[Module]
) -> tuple[LeftOut, ...]:
    """What the trainer left out, and the K and S items that went with it."""
    kept = {item.code for module in modules for item in (*module.knowledge, *module.skills)}
    return left_out(standard, decisions, gone_with_units(standard, decisions, kept))
