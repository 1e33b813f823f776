"""The home page: the course at a glance, and what is still to be done."""

import dataclasses
import itertools
from collections import Counter
from collections.abc import Sequence

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.problems import Problem, Severity
from curriculum.views import pages
from curriculum.views.audience import is_for_trainer
from curriculum.views.changes import has_changes
from curriculum.views.course_map import CourseMap, course_map
from curriculum.views.facts import course_facts, decided_organisation, hours_text
from curriculum.views.parts import (
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Line,
    Link,
    Paragraph,
    Part,
    Section,
    Table,
    count_missing,
    joined,
    missing_in,
    text_cell,
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Home(Document):
    """The home page; its section `map` says the same as the map, for who hears it."""

    map: CourseMap


def home(
    course: Course, problems: Sequence[Problem], documents: Sequence[Document], labels: Labels
) -> Home:
    """The home page.

    Args:
        course: The course.
        problems: Everything found in the standard and the course.
        documents: All other documents of the site; what is missing in them is counted here.
        labels: The words.
    """
    return Home(
        kind="home",
        page=pages.HOME,
        title=course.title,
        short_title=labels["home.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(_introduction(course, labels),),
        map=course_map(course, labels),
        sections=(
            Section(
                id="facts",
                title=labels["home.facts"],
                parts=(
                    Facts((*course_facts(course, labels), *decided_organisation(course, labels))),
                ),
            ),
            Section(id="map", title=labels["home.map"], parts=(_course_map(course, labels),)),
            _to_do(course, documents, problems, labels),
            _guide(course, labels),
        ),
    )


def _introduction(course: Course, labels: Labels) -> str:
    standard = course.standard
    if standard.framework:
        name = standard.framework.name
        return labels.fill("home.foreign_introduction", name=standard.name, framework=name)
    return labels.fill("home.introduction", name=standard.name)


def _course_map(course: Course, labels: Labels) -> Table:
    """Duty -> module -> hours, in the course's order; numbered where it is not the duties'."""
    duties = {duty.code: duty.text for duty in course.standard.duties}
    printed = [code for code in duties if any(module.duty == code for module in course.modules)]
    groups = [
        (code, list(modules))
        for code, modules in itertools.groupby(course.modules, key=lambda module: module.duty)
    ]
    is_numbered = printed != [code for code, _ in groups]
    position = itertools.count(1)
    rows: list[tuple[Cell, ...]] = []
    for code, modules in groups:
        duty = pages.coded(code, duties.get(code, ""), course.standard)
        for number, module in enumerate(modules):
            row = (
                *((text_cell(str(next(position))),) if is_numbered else ()),
                text_cell(pages.module_link(module)),
                text_cell(hours_text(module.hours)),
                Cell(_documents(module, labels)),
            )
            rows.append(row if number else (Cell((duty,), rows=len(modules)), *row))
    empty = (Cell(),) * (1 + is_numbered)
    total = (text_cell(labels["parts.total"]), *empty, text_cell(hours_text(course.hours)), Cell())
    order = (Column(title=(labels["home.order"],), look="number"),) if is_numbered else ()
    return Table(
        caption=labels["home.map_caption"],
        columns=(
            Column(title=(labels["terms.duty"],)),
            *order,
            Column(title=(labels["terms.module"],)),
            Column(title=(labels["terms.hours"],), look="number"),
            Column(title=(labels["home.documents"],), look="short"),
        ),
        rows=(*rows, total),
        row_headers=1,
    )


def _documents(module: Module, labels: Labels) -> tuple[Line, ...]:
    """The documents of a module by short names: a line for everybody and one for the trainer."""
    links = [
        (pages.module_link(module, document, labels[f"home.short.{document}"]),)
        for document in pages.MODULE_DOCUMENTS
    ]
    shared = [link for link in links if not is_for_trainer(link)]
    rest = [link for link in links if is_for_trainer(link)]
    return tuple(joined(each, labels["home.between"]) for each in (shared, rest))


def _to_do(
    course: Course, documents: Sequence[Document], problems: Sequence[Problem], labels: Labels
) -> Section:
    """What waits for the trainer: how much of it, and links to where it is."""
    waiting = [document for document in documents if count_missing(document.sections)]
    count = sum(count_missing(document.sections) for document in waiting)
    lines: list[Line] = [(labels.fill("home.missing_count", count=count),)] if count else []
    severities = Counter(problem.severity for problem in problems if problem.accepted is None)
    counted = labels.join(
        tuple(
            labels.fill(
                "home.severity_count", severity=labels[f"severity.{kind}"], count=severities[kind]
            )
            for kind in Severity
            if severities[kind]
        )
    )
    findings = labels.fill("home.findings_count", count=severities.total())
    detail = (labels.fill("parts.tag", text=counted),) if counted else ()
    lines.append((Link(findings, pages.FINDINGS), *detail))
    to_look_at = {
        "suspect": course.suspect_decisions,
        "parked": len(course.parked),
        "queue": len(course.review),
    }
    for name, number in to_look_at.items():
        if number:
            words = labels.fill(f"home.{name}", count=number)
            lines.append((Link(words, pages.REVIEW, name),))
    marks = Paragraph((labels["home.guide_missing"],))
    parts: tuple[Part, ...] = (Bullets(tuple(lines)), marks)
    if waiting:
        parts = (*parts, _waiting_table(course, waiting, labels))
    return Section(id="to-do", title=labels["home.to_do"], parts=parts, is_for_trainer=True)


def _waiting_table(course: Course, waiting: Sequence[Document], labels: Labels) -> Table:
    """What is missing, by kind of document: how many, what, and where."""
    of_page = {
        pages.module_page(module, document): module.id
        for module in course.modules
        for document in ("module", *pages.MODULE_DOCUMENTS)
    }
    rows = []
    for kind in dict.fromkeys(document.kind for document in waiting):
        found = [document for document in waiting if document.kind == kind]
        missing = [what for document in found for what in missing_in(document.sections)]
        where = (
            (Link(of_page.get(document.page, document.short_title), document.page),)
            for document in found
        )
        rows.append(
            (
                text_cell(labels[f"{kind}.short_title"]),
                text_cell(str(len(missing))),
                text_cell(labels["punctuation.semicolon"].join(dict.fromkeys(missing))),
                Cell((joined(where, labels["enumeration"]),)),
            )
        )
    return Table(
        caption=labels["home.missing_caption"],
        columns=(
            Column(title=(labels["home.documents"],), look="short"),
            Column(title=(labels["home.missing"],), look="number"),
            Column(title=(labels["home.missing_what"],)),
            Column(title=(labels["home.missing_where"],)),
        ),
        rows=tuple(rows),
        row_headers=1,
    )


def _guide(course: Course, labels: Labels) -> Section:
    """How to use the site."""
    steps: tuple[Line, ...] = (
        (labels["home.guide_syllabus"], Link(labels["course-syllabus.title"], pages.SYLLABUS)),
        (labels["home.guide_standard"], Link(labels["standard.title"], pages.STANDARD)),
        (labels["home.guide_matrix"], Link(labels["matrix.title"], pages.MATRIX)),
        (
            labels["home.guide_assessment"],
            Link(labels["course-assessment.title"], pages.ASSESSMENT),
        ),
        (labels["home.guide_items"], Link(labels["items.title"], pages.ITEMS)),
    )
    steps = (*steps, (labels["home.guide_print"], Link(labels["collection.all"], pages.COLLECTION)))
    if course.sessions:
        link = Link(labels["schedule.short_title"], pages.SCHEDULE)
        steps = (*steps, (labels["home.guide_schedule"], link))
    if has_changes(course):
        link = Link(labels["changes.title"], pages.CHANGES)
        steps = (*steps, (labels["home.guide_changes"], link))
    return Section(id="guide", title=labels["home.guide"], parts=(Bullets(steps),))
