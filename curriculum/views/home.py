"""The home page: the course at a glance, and what is still to be done."""

from collections import Counter
from collections.abc import Sequence

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.problems import Problem
from curriculum.views import pages
from curriculum.views.facts import course_facts, hours_text
from curriculum.views.parts import (
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Line,
    Link,
    Paragraph,
    Section,
    Table,
    count_missing,
    one_line,
    text_cell,
)


def home(
    course: Course, problems: Sequence[Problem], documents: Sequence[Document], labels: Labels
) -> Document:
    """The home page.

    Args:
        course: The course.
        problems: Everything found in the standard and the course.
        documents: All other documents of the site; what is missing in them is counted here.
        labels: The words.
    """
    facts = Section(
        id="facts",
        title=labels["home.facts"],
        parts=(Facts(course_facts(course, labels)),),
    )
    return Document(
        kind="home",
        page=pages.HOME,
        title=course.title,
        short_title=labels["home.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(labels.fill("home.introduction", name=course.standard.name),),
        sections=(
            facts,
            Section(id="map", title=labels["home.map"], parts=(_course_map(course, labels),)),
            _to_do((facts,), documents, problems, labels, review=bool(course.review)),
            _guide(labels),
        ),
    )


def _course_map(course: Course, labels: Labels) -> Table:
    """Duty -> module -> hours."""
    of_duty: dict[str, list[Module]] = {}
    for module in course.modules:
        of_duty.setdefault(module.duty, []).append(module)
    duties = {duty.code: duty.text for duty in course.standard.duties}
    rows: list[tuple[Cell, ...]] = []
    for code, modules in of_duty.items():
        duty = pages.coded(code, duties.get(code, ""), course.standard)
        for number, module in enumerate(modules):
            row = (
                text_cell(pages.module_link(module)),
                text_cell(hours_text(module.hours)),
            )
            rows.append(row if number else (Cell((duty,), rows=len(modules)), *row))
    total = (text_cell(labels["home.total"]), Cell(), text_cell(hours_text(course.hours)))
    return Table(
        caption=labels["home.map_caption"],
        columns=(
            Column(title=(labels["terms.duty"],)),
            Column(title=(labels["terms.module"],)),
            Column(title=(labels["terms.hours"],), look="number"),
        ),
        rows=(*rows, total),
        row_headers=1,
    )


def _to_do(
    here: Sequence[Section],
    documents: Sequence[Document],
    problems: Sequence[Problem],
    labels: Labels,
    *,
    review: bool,
) -> Section:
    """What waits for the trainer: counts, with links to where it is."""
    missing = count_missing(here)
    by_kind: Counter[str] = Counter()
    for document in documents:
        by_kind[document.kind] += count_missing(document.sections)
    total = missing + by_kind.total()
    lines: list[Line] = [(labels.fill("home.missing_count", count=total),)]
    severities = Counter(problem.severity for problem in problems if problem.accepted is None)
    counted = labels.join(
        tuple(
            labels.fill("home.severity_count", severity=labels[f"severity.{kind}"], count=number)
            for kind, number in sorted(severities.items())
        )
    )
    findings = labels.fill("home.findings_count", count=severities.total())
    detail = (labels.fill("parts.tag", text=counted),) if counted else ()
    lines.append((Link(findings, pages.FINDINGS), *detail))
    if review:
        lines.append((Link(labels["home.review"], pages.REVIEW),))
    where = tuple(
        one_line(labels[f"{kind}.short_title"], labels.fill("home.places", count=count))
        for kind, count in by_kind.items()
        if count
    )
    parts = (Bullets(tuple(lines)), *((Facts(where),) if where else ()))
    return Section(id="to-do", title=labels["home.to_do"], parts=parts)


def _guide(labels: Labels) -> Section:
    """How to use the site."""
    steps: tuple[Line, ...] = (
        (labels["home.guide_syllabus"], Link(labels["course-syllabus.title"], pages.SYLLABUS)),
        (labels["home.guide_standard"], Link(labels["standard.title"], pages.STANDARD)),
        (labels["home.guide_matrix"], Link(labels["matrix.title"], pages.MATRIX)),
        (labels["home.guide_items"], Link(labels["items.title"], pages.ITEMS)),
    )
    return Section(
        id="guide",
        title=labels["home.guide"],
        parts=(Bullets(steps), Paragraph((labels["home.guide_missing"],))),
    )
