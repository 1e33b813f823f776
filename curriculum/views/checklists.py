"""The learner's self-check (自我檢核表) and the assessor's observation sheet (實作評量檢核表)."""

from collections.abc import Iterable

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.standard import KsaKind, PerformanceCriterion
from curriculum.views import pages
from curriculum.views.facts import assessment_text, module_facts
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
    Signatures,
    Span,
    Table,
    text_cell,
)
from curriculum.views.syllabus import content_sections

_ANSWERS = ("yes", "partly", "no")


def self_check(course: Course, module: Module, labels: Labels) -> Document:
    """What a learner asks himself: "I can ..." for each criterion, K and S of the module."""
    standard = course.standard
    criteria = ((item.code, pages.footnoted(item.text, standard)) for item in module.criteria)
    tables = [("criteria", _i_can("criteria", criteria, labels))]
    for kind, name, items in (
        (KsaKind.KNOWLEDGE, "knowledge", module.knowledge),
        (KsaKind.SKILL, "skills", module.skills),
    ):
        lines = (
            (pages.item_link(kind, item.code), pages.footnoted(item.text, standard))
            for item in items
        )
        tables.append((name, _i_can(name, lines, labels)))
    return Document(
        kind="self-check",
        page=pages.module_page(module, "self-check"),
        title=labels.fill("self-check.heading", module=pages.module_name(module)),
        short_title=labels["self-check.short_title"],
        identity=pages.identity(standard, labels),
        introduction=(labels["self-check.introduction"],),
        sections=(
            Section(
                id="learner",
                title=labels["self-check.learner"],
                parts=(_signatures("self-check", ("name", "date"), labels=labels),),
            ),
            *(
                Section(id=name, title=labels[f"self-check.{name}"], parts=(table,))
                for name, table in tables
            ),
            Section(
                id="plan",
                title=labels["self-check.plan"],
                parts=(_signatures("self-check", ("next_step",), ("help",), labels=labels),),
            ),
        ),
    )


def observation_sheet(course: Course, module: Module, labels: Labels) -> Document:
    """What an assessor fills in: every criterion, met or not, with the second attempt."""
    outputs, knowledge, skills, attitudes = content_sections(course, module, labels)
    return Document(
        kind="observation-sheet",
        page=pages.module_page(module, "observation-sheet"),
        title=labels.fill("observation-sheet.heading", module=pages.module_name(module)),
        short_title=labels["observation-sheet.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(labels["observation-sheet.introduction"],),
        sections=(
            _section(
                labels,
                "facts",
                Facts(module_facts(course, module, labels)),
                _signatures("observation-sheet", ("name", "date"), labels=labels),
            ),
            _section(labels, "criteria", _observed_criteria(course, module, labels)),
            _section(labels, "attitudes", _observed_attitudes(course, module, labels)),
            _section(labels, "result", *_result(labels)),
            outputs,
            knowledge,
            skills,
            Section(id="attitudes-printed", title=attitudes.title, parts=attitudes.parts),
        ),
    )


def _i_can(name: str, items: Iterable[tuple[Span, Line]], labels: Labels) -> Table:
    """Rows of "I can ...", each with three answers to tick; the printed words stay whole."""
    before, after = labels[f"self-check.i_can_{name}"].split("{text}")
    rows = tuple(
        (
            text_cell(code),
            Cell((tuple(span for span in (before, *line, after) if span),)),
            *(text_cell(Box()) for _ in _ANSWERS),
        )
        for code, line in items
    )
    return Table(
        caption=labels[f"self-check.{name}_caption"],
        columns=(
            Column(title=(labels["terms.code"],), look="code"),
            Column(title=(labels["self-check.statement"],)),
            *(Column(title=(labels[f"self-check.{word}"],), look="tick") for word in _ANSWERS),
        ),
        rows=rows,
        look="sheet",
        row_headers=1,
    )


def _observed_criteria(course: Course, module: Module, labels: Labels) -> Table:
    rows = tuple(
        (
            text_cell(item.code),
            Cell((pages.footnoted(item.text, course.standard),)),
            Cell(_evidence(course, module, item, labels)),
            text_cell(Box()),
            text_cell(Box()),
            Cell(),
            text_cell(Box(labels["observation-sheet.met"])),
        )
        for item in module.criteria
    )
    return Table(
        caption=labels["observation-sheet.criteria_caption"],
        columns=(
            Column(title=(labels["terms.code"],), look="code"),
            Column(title=(labels["terms.criteria"],)),
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
            Cell(),
            text_cell(Box()),
            text_cell(Box()),
            Cell(),
            text_cell(Box(labels["observation-sheet.met"])),
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
        "observation-sheet.evidence": "text",
        "observation-sheet.met": "tick",
        "observation-sheet.not_met": "tick",
        "parts.remarks": "blank",
        "observation-sheet.again": "tick",
    }
    return tuple(Column(title=(labels[label],), look=look) for label, look in looks.items())


def _evidence(
    course: Course, module: Module, item: PerformanceCriterion, labels: Labels
) -> tuple[Line, ...]:
    """What can show that a criterion is met: how it is assessed, and its task's work outputs.

    A task without a work output gets none made up.
    """
    outputs = tuple(
        (f"{output.code} {output.text}".strip(),)
        for task in module.tasks
        if item in course.standard.criteria_of(task)
        for output in course.standard.outputs_of(task)
    )
    ways = tuple(
        (assessment_text(way, labels),) for way in module.assessment if item.code in way.criteria
    )
    found = (*ways, *outputs) or tuple((piece,) for piece in module.evidence)
    return found or ((Missing(labels["observation-sheet.evidence"]),),)


def _result(labels: Labels) -> tuple[Part, ...]:
    """The overall result, the second attempt and the two signatures."""
    competent = Box(labels["observation-sheet.competent"])
    not_yet = Box(labels["observation-sheet.not_yet"])
    columns = ("attempt", "result", "date", "remarks")
    rows = tuple(
        (
            text_cell(labels[f"observation-sheet.{attempt}"]),
            Cell(((competent,), (not_yet,))),
            Cell(),
            Cell(),
        )
        for attempt in ("first", "second")
    )
    table = Table(
        caption=labels["observation-sheet.result_caption"],
        columns=tuple(Column(title=(labels[f"observation-sheet.{name}"],)) for name in columns),
        rows=rows,
        look="sheet",
        row_headers=1,
    )
    return (
        table,
        _signatures("observation-sheet", ("learner", "date"), ("assessor", "date"), labels=labels),
    )


def _signatures(document: str, *rows: tuple[str, ...], labels: Labels) -> Signatures:
    return Signatures(
        labels[f"{document}.signatures"],
        tuple(tuple(labels[f"{document}.{name}"] for name in row) for row in rows),
    )


def _section(labels: Labels, section_id: str, *parts: Part) -> Section:
    return Section(id=section_id, title=labels[f"observation-sheet.{section_id}"], parts=parts)
