"""The learner's self-check (自我檢核表) and the assessor's observation sheet (實作評量檢核表)."""

import dataclasses
import functools

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.standard import KsaKind, PerformanceCriterion
from curriculum.views import pages
from curriculum.views.content import content_in_short
from curriculum.views.facts import CHECKLIST, sheet_facts
from curriculum.views.observed import Sort, observed_as
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
    Tick,
    joined,
    text_cell,
)
from curriculum.views.sections import section, signatures
from curriculum.views.tick_ids import row_ids

_ANSWERS = ("yes", "partly", "no")
_TITLES = {Sort.GOALS: "observation-sheet.goals_column", Sort.ATTITUDES: "terms.attitudes"}


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
            titled(
                "criteria",
                _observed_criteria(course, module, labels),
                *_observed_items(course, module, Sort.GOALS, labels),
            ),
            titled(
                "attitudes",
                *(
                    _observed_items(course, module, Sort.ATTITUDES, labels)
                    or (Paragraph((_attitudes_elsewhere(course, module, labels),)),)
                ),
            ),
            titled("result", *_result(labels)),
        ),
    )


def _statements(course: Course, module: Module, labels: Labels) -> Table:
    """Rows of "I can ...", each with three answers to tick."""
    standard = course.standard
    coded: dict[str, list[tuple[Span, str, str]]] = {
        "criteria": [(item.code, item.code, item.text) for item in module.criteria]
    }
    for kind, name, items in (
        (KsaKind.KNOWLEDGE, "knowledge", module.knowledge),
        (KsaKind.SKILL, "skills", module.skills),
    ):
        coded[name] = [(pages.item_link(kind, item.code), item.code, item.text) for item in items]
    rows = []
    for name, found in coded.items():
        ids = row_ids(name, [(code, text) for _, code, text in found])
        for row, (shown, code, text) in zip(ids, found, strict=True):
            said = pages.footnoted(text, standard)
            answers = _alternatives(row, code or text, "self-check", _ANSWERS, labels)
            rows.append((*_statement(name, shown, said, labels), *answers))
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
    """What a row asks; the printed words stay whole within the sentence."""
    before, after = labels[f"self-check.i_can_{name}"].split("{text}")
    words = tuple(span for span in (before, *line, after) if span)
    return (text_cell(code), Cell((words,)))


def _alternatives(
    row: str, about: str, document: str, meanings: tuple[str, ...], labels: Labels
) -> tuple[Cell, ...]:
    """A cell with a box for each meaning, of which one holds."""
    return tuple(
        text_cell(Box(tick=_tick(row, about, meaning, labels[f"{document}.{meaning}"], labels)))
        for meaning in meanings
    )


def _tick(row: str, about: str, meaning: str, words: str, labels: Labels) -> Tick:
    """One of the alternatives of a row."""
    name = f"{about}{labels['punctuation.colon']}{words}"
    return Tick(id=f"{row}/{meaning}", name=name, is_alternative=True)


def _observed_criteria(course: Course, module: Module, labels: Labels) -> Table:
    ids = row_ids("criteria", [(item.code, item.text) for item in module.criteria])
    rows = tuple(
        (
            text_cell(item.code),
            Cell((pages.footnoted(item.text, course.standard),)),
            Cell((_evidence(course, module, item, labels),)),
            *_answers(row, item.code or item.text, labels),
        )
        for row, item in zip(ids, module.criteria, strict=True)
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


def _observed_items(
    course: Course, module: Module, sort: Sort, labels: Labels
) -> tuple[Table, ...]:
    """What is observed while the criteria are assessed, such as skills and attitudes."""
    items = observed_as(module, labels, sort)
    if not items:
        return ()
    ids = row_ids(sort, [(item.code, item.text) for item in items])
    rows = tuple(
        (
            text_cell(pages.item_link(item.kind, item.code) if item.kind else item.code),
            Cell((pages.footnoted(item.text, course.standard),)),
            *_answers(row, item.code or item.text, labels),
        )
        for row, item in zip(ids, items, strict=True)
    )
    table = Table(
        caption=labels[f"observation-sheet.{sort}_caption"],
        columns=(
            Column(title=(labels["terms.code"],), look="code"),
            Column(title=(labels[_TITLES[sort]],)),
            *_answer_columns(labels),
        ),
        rows=rows,
        look="sheet",
        row_headers=1,
    )
    return (table,)


def _attitudes_elsewhere(course: Course, module: Module, labels: Labels) -> str:
    """Where the attitudes are observed that a module lists and does not assess."""
    listed = {item.code for item in module.attitudes}
    found = tuple(
        each.id
        for each in course.modules
        if listed & {item.code for item in observed_as(each, labels, Sort.ATTITUDES)}
    )
    if not found:
        return labels["parts.none"]
    return labels.fill("observation-sheet.attitudes_elsewhere", modules=labels.join(found))


def _answer_columns(labels: Labels) -> tuple[Column, ...]:
    looks = {
        "observation-sheet.met": "tick",
        "observation-sheet.not_met": "tick",
        "parts.remarks": "blank",
        "observation-sheet.again": "tick",
    }
    return tuple(Column(title=(labels[label],), look=look) for label, look in looks.items())


def _answers(row: str, about: str, labels: Labels) -> tuple[Cell, ...]:
    """The cells below `_answer_columns`; who is assessed again has been answered before."""
    met, not_met = _alternatives(row, about, "observation-sheet", ("met", "not_met"), labels)
    words = labels["observation-sheet.met"]
    name = f"{about}{labels['punctuation.colon']}{labels['observation-sheet.again']} {words}"
    again = Box(words, tick=Tick(id=f"{row}/again", name=name, is_counted=False))
    return (met, not_met, Cell(), text_cell(again))


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
    looks = {"attempt": "short", "result": "short", "date": "blank", "remarks": "blank"}
    rows = tuple(
        (
            text_cell(labels[f"observation-sheet.{attempt}"]),
            Cell((_verdict(attempt, labels),)),
            Cell(),
            Cell(),
        )
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


def _verdict(attempt: str, labels: Labels) -> Line:
    """Competent or not yet; not everybody needs the second attempt."""
    row, about = f"result/{attempt}", labels[f"observation-sheet.{attempt}"]
    boxes = []
    for meaning in ("competent", "not_yet"):
        words = labels[f"observation-sheet.{meaning}"]
        tick = _tick(row, about, meaning, words, labels)
        boxes.append(Box(words, tick=dataclasses.replace(tick, is_counted=attempt == "first")))
    return (boxes[0], " ", boxes[1])
