"""The learner's self-check (自我檢核表) and the assessor's observation sheet (實作評量檢核表)."""

import functools

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.standard import KsaKind, PerformanceCriterion
from curriculum.views import pages
from curriculum.views.content import content_in_short
from curriculum.views.facts import CHECKLIST, sheet_facts
from curriculum.views.parts import (
    Box,
    Cell,
    Column,
    Document,
    Facts,
    Line,
    Missing,
    Paragraph,
    Part,
    Section,
    Span,
    Table,
    joined,
    text_cell,
)
from curriculum.views.sections import section, signatures

_ANSWERS = ("yes", "partly", "no")


def self_check(course: Course, module: Module, labels: Labels) -> Document:
    """What a learner asks himself: "I can ..." for each criterion, K and S of the module."""
    return Document(
        kind="self-check",
        page=pages.module_page(module, "self-check"),
        title=labels.fill("self-check.heading", module=pages.module_name(module)),
        short_title=labels["self-check.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(labels["self-check.introduction"],),
        sections=(
            Section(
                id="items",
                title=labels["self-check.items"],
                parts=(
                    Facts(sheet_facts(course, module, labels)),
                    signatures(labels, "self-check", ("name", "date")),
                    _statements(course, module, labels),
                ),
            ),
            Section(
                id="plan",
                title=labels["self-check.plan"],
                parts=(signatures(labels, "self-check", ("next_step",), ("help",)),),
            ),
        ),
    )


def observation_sheet(course: Course, module: Module, labels: Labels) -> Document:
    """What an assessor fills in: every criterion, met or not, with the second attempt.

    The signatures end it; what the module covers stands above the assessment.
    """
    facts = (*sheet_facts(course, module, labels), *content_in_short(course, module, labels))
    titled = functools.partial(section, labels, "observation-sheet")
    return Document(
        kind="observation-sheet",
        page=pages.module_page(module, "observation-sheet"),
        title=labels.fill("observation-sheet.heading", module=pages.module_name(module)),
        short_title=labels["observation-sheet.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(labels["observation-sheet.introduction"],),
        sections=(
            titled(
                "facts",
                Facts(facts),
                signatures(labels, "observation-sheet", ("name", "date")),
            ),
            titled("criteria", _observed_criteria(course, module, labels)),
            titled("attitudes", _observed_attitudes(course, module, labels)),
            titled("result", *_result(labels)),
        ),
    )


def _statements(course: Course, module: Module, labels: Labels) -> Table:
    """Rows of "I can ...", each with three answers to tick."""
    standard = course.standard
    rows = [
        _statement("criteria", item.code, pages.footnoted(item.text, standard), labels)
        for item in module.criteria
    ]
    for kind, name, items in (
        (KsaKind.KNOWLEDGE, "knowledge", module.knowledge),
        (KsaKind.SKILL, "skills", module.skills),
    ):
        rows += [
            _statement(
                name,
                pages.item_link(kind, item.code),
                pages.footnoted(item.text, standard),
                labels,
            )
            for item in items
        ]
    return Table(
        caption=labels["self-check.items_caption"],
        columns=(
            Column(title=(labels["terms.code"],), look="code"),
            Column(title=(labels["self-check.statement"],)),
            *(Column(title=(labels[f"self-check.{word}"],), look="tick") for word in _ANSWERS),
        ),
        rows=tuple(rows),
        look="sheet",
        row_headers=1,
    )


def _statement(name: str, code: Span, line: Line, labels: Labels) -> tuple[Cell, ...]:
    """One row; the printed words stay whole within the sentence."""
    before, after = labels[f"self-check.i_can_{name}"].split("{text}")
    words = tuple(span for span in (before, *line, after) if span)
    return (text_cell(code), Cell((words,)), *(text_cell(Box()) for _ in _ANSWERS))


def _observed_criteria(course: Course, module: Module, labels: Labels) -> Table:
    rows = tuple(
        (
            text_cell(item.code),
            Cell((pages.footnoted(item.text, course.standard),)),
            Cell((_evidence(course, module, item, labels),)),
            *_answers(labels),
        )
        for item in module.criteria
    )
    return Table(
        caption=labels["observation-sheet.criteria_caption"],
        columns=(
            Column(title=(labels["terms.code"],), look="code"),
            Column(title=(labels["terms.criteria"],)),
            Column(title=(labels["observation-sheet.evidence"],)),
            *_answer_columns(labels),
        ),
        rows=rows,
        look="sheet",
        row_headers=1,
    )


def _observed_attitudes(course: Course, module: Module, labels: Labels) -> Part:
    """Attitudes are observed while the criteria are assessed, never tested on paper."""
    if not module.attitudes:
        return Paragraph((labels["parts.none"],))
    rows = tuple(
        (
            text_cell(pages.item_link(KsaKind.ATTITUDE, item.code)),
            Cell((pages.footnoted(item.name, course.standard),)),
            *_answers(labels),
        )
        for item in module.attitudes
    )
    return Table(
        caption=labels["observation-sheet.attitudes_caption"],
        columns=(
            Column(title=(labels["terms.code"],), look="code"),
            Column(title=(labels["terms.attitudes"],)),
            *_answer_columns(labels),
        ),
        rows=rows,
        look="sheet",
        row_headers=1,
    )


def _answer_columns(labels: Labels) -> tuple[Column, ...]:
    looks = {
        "observation-sheet.met": "tick",
        "observation-sheet.not_met": "tick",
        "parts.remarks": "blank",
        "observation-sheet.again": "tick",
    }
    return tuple(Column(title=(labels[label],), look=look) for label, look in looks.items())


def _answers(labels: Labels) -> tuple[Cell, ...]:
    """The cells below `_answer_columns`."""
    again = text_cell(Box(labels["observation-sheet.met"]))
    return (text_cell(Box()), text_cell(Box()), Cell(), again)


def _evidence(course: Course, module: Module, item: PerformanceCriterion, labels: Labels) -> Line:
    """What the assessor looks at: the task's work outputs, and what a checklist is ticked by.

    Tests and written assignments have tools of their own and show here only as the work outputs
    that they ask for. A task without a work output gets none made up.
    """
    ways = [way for way in module.assessment if item.code in way.criteria]
    assessed = {code for way in ways for code in way.outputs}
    outputs = tuple(
        (f"{output.code} {output.text}".strip(),)
        for task in module.tasks
        if item in course.standard.criteria_of(task)
        for output in course.standard.outputs_of(task)
        if output.code in assessed
    )
    seen = tuple(
        (labels.term("observation-sheet.seen", way.method),)
        for way in ways
        if way.tool == CHECKLIST
    )
    found = (*outputs, *seen) or tuple((piece,) for piece in module.evidence)
    if not found:
        return (Missing(labels["observation-sheet.evidence"]),)
    return joined(found, labels["punctuation.semicolon"])


def _result(labels: Labels) -> tuple[Part, ...]:
    """The overall result, the second attempt and the two signatures."""
    verdict = (
        Box(labels["observation-sheet.competent"]),
        " ",
        Box(labels["observation-sheet.not_yet"]),
    )
    looks = {"attempt": "short", "result": "short", "date": "blank", "remarks": "blank"}
    rows = tuple(
        (text_cell(labels[f"observation-sheet.{attempt}"]), Cell((verdict,)), Cell(), Cell())
        for attempt in ("first", "second")
    )
    table = Table(
        caption=labels["observation-sheet.result_caption"],
        columns=tuple(
            Column(title=(labels[f"observation-sheet.{name}"],), look=look)
            for name, look in looks.items()
        ),
        rows=rows,
        look="sheet",
        row_headers=1,
    )
    return (
        table,
        signatures(labels, "observation-sheet", ("assessor", "date"), ("learner", "date")),
    )
