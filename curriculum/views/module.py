"""The overview of a module: what it teaches, why, and where its documents are."""

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.standard import KsaKind
from curriculum.views import pages
from curriculum.views.bands import band_text
from curriculum.views.content import printed_section
from curriculum.views.facts import module_facts, to_confirm
from curriculum.views.items import allocations
from curriculum.views.parts import (
    Bullets,
    Column,
    Document,
    Facts,
    Notice,
    Paragraph,
    Part,
    Section,
    Table,
    text_cell,
)
from curriculum.views.review import suspect_lines
from curriculum.views.sections import section
from curriculum.views.syllabus import missing_objectives, objective_line

_MOST_OBJECTIVES = 7
"""More learning objectives than this are too many for an overview; the syllabus has them all."""
_FEWEST_LEFT_OUT = 3
"""To leave out fewer than these saves no room."""


def module_overview(course: Course, module: Module, labels: Labels) -> Document:
    """The first page of a module."""
    return Document(
        kind="module",
        page=pages.module_page(module),
        title=pages.module_name(module),
        short_title=labels["module.short_title"],
        identity=pages.identity(course.standard, labels),
        sections=(
            _to_confirm(course, module, labels),
            section(labels, "module", "facts", Facts(module_facts(course, module, labels))),
            section(labels, "module", "documents", _documents(module, labels)),
            section(labels, "module", "objectives", *_objectives(course, module, labels)),
            printed_section(course, module, labels),
            _allocations(course, module, KsaKind.KNOWLEDGE, labels),
            _allocations(course, module, KsaKind.SKILL, labels),
        ),
    )


def _documents(module: Module, labels: Labels) -> Bullets:
    return Bullets(
        tuple(
            (
                pages.module_link(module, document, labels[f"{document}.short_title"]),
                labels[f"{document}.purpose"],
            )
            for document in (*pages.MODULE_DOCUMENTS, pages.COLLECTION)
        )
    )


def _to_confirm(course: Course, module: Module, labels: Labels) -> Section:
    """The decisions on this module whose printed words have changed."""
    lines = suspect_lines(course, module, labels)
    return Section(
        id="to-confirm",
        title=labels["module.to-confirm"],
        parts=(Notice(lines),) if lines else (),
        is_for_trainer=True,
    )


def _objectives(course: Course, module: Module, labels: Labels) -> tuple[Part, ...]:
    if not module.objectives:
        return (missing_objectives(labels),)
    lines = tuple(
        (*objective_line(goal, labels), *to_confirm(course, goal.id, labels))
        for goal in module.objectives
    )
    more = len(lines) - _MOST_OBJECTIVES
    if more < _FEWEST_LEFT_OUT:
        return (Bullets(lines),)
    shown = Bullets(lines[:_MOST_OBJECTIVES])
    rest = pages.module_link(module, "syllabus", labels.fill("module.more_objectives", count=more))
    return (shown, Paragraph((rest,)))


def _allocations(course: Course, module: Module, kind: KsaKind, labels: Labels) -> Section:
    """The items of a kind, each with the reason why it is here."""
    name = {KsaKind.KNOWLEDGE: "knowledge", KsaKind.SKILL: "skills"}[kind]
    items = allocations(module, kind)
    title = labels[f"terms.{name}"]
    if not items:
        none = Paragraph((labels["parts.none"],))
        return Section(id=name, title=title, parts=(none,), is_for_trainer=True)
    rows = tuple(
        (
            text_cell(pages.item_link(kind, item.code)),
            text_cell(item.text, *to_confirm(course, f"{module.id} {item.code}", labels)),
            text_cell(labels[f"role.{item.role}"]),
            text_cell(labels[f"basis.{item.basis}"]),
            text_cell(band_text(item.band, labels)),
            text_cell(item.reason),
        )
        for item in items
    )
    table = Table(
        caption=labels.fill("module.allocations_caption", kind=title),
        columns=(
            Column(title=(labels["terms.code"],), look="code"),
            Column(title=(title,)),
            Column(title=(labels["terms.role"],), look="short"),
            Column(title=(labels["terms.basis"],), look="short"),
            Column(title=(labels["terms.band"],), look="short"),
            Column(title=(labels["terms.reason"],)),
        ),
        rows=rows,
        row_headers=1,
    )
    return Section(id=name, title=title, parts=(table,), is_for_trainer=True)
