"""The standard as printed, its notes, and what was found in it."""

from collections.abc import Iterator, Sequence

from curriculum.course import Course
from curriculum.labels import Labels
from curriculum.problems import Problem, sort_key
from curriculum.standard import Block, Category, Duty, KsaKind, KsaUse, Standard, owner
from curriculum.text import FOOTNOTE, footnote_key
from curriculum.views import pages
from curriculum.views.facts import attitude_text, level_text
from curriculum.views.parts import (
    Bullets,
    Cell,
    Code,
    Column,
    Document,
    Fact,
    Facts,
    Line,
    Link,
    Paragraph,
    Part,
    Section,
    Table,
    one_line,
    text_cell,
)
from curriculum.views.sections import section


def standard(course: Course, problems: Sequence[Problem], labels: Labels) -> Document:
    """The standard, in the order and the words of the printed form."""
    printed = course.standard
    unplaced = pages.code_anchors(printed)
    duties = tuple(
        Section(
            id=pages.duty_section(number),
            title=f"{duty.code} {duty.text}",
            parts=(_duty_table(duty, printed, labels, unplaced),),
        )
        for number, duty in enumerate(printed.duties, 1)
    )
    attitudes = tuple(
        pages.linked_item(KsaKind.ATTITUDE, item.code, attitude_text(item), printed)
        for item in printed.attitudes
    )
    findings = labels.fill("standard.findings_link", count=len(problems))
    return Document(
        kind="standard",
        page=pages.STANDARD,
        title=_title(printed, labels),
        short_title=labels["standard.short_title"],
        identity=pages.identity(printed, labels),
        introduction=(labels["standard.introduction"],),
        sections=(
            section(labels, "standard", "versions", _versions(printed, labels)),
            section(labels, "standard", "facts", Facts(_header(printed, labels))),
            Section(id="duties", title=labels["standard.duties"], sections=duties),
            section(labels, "standard", "attitudes", _listed(attitudes, labels)),
            section(labels, "standard", "notes", *_notes_in_short(printed, labels)),
            Section(
                id="findings",
                title=labels["standard.findings"],
                parts=(
                    Paragraph((Link(findings, pages.FINDINGS),)),
                    Paragraph((labels["standard.readings"],)),
                ),
                is_for_trainer=True,
            ),
        ),
    )


def _title(printed: Standard, labels: Labels) -> str:
    """The heading as printed; what comes from a foreign framework is not called a standard."""
    heading = (
        printed.name if printed.framework else labels.fill("standard.heading", name=printed.name)
    )
    return printed.title or heading


def findings(course: Course, problems: Sequence[Problem], labels: Labels) -> Document:
    """Everything found in the standard and the course, by place; what is settled stands apart."""
    ordered = sorted(problems, key=sort_key)
    return Document(
        kind="findings",
        page=pages.FINDINGS,
        title=labels["findings.title"],
        short_title=labels["findings.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(labels["findings.introduction"],),
        sections=(
            _findings("list", [each for each in ordered if each.accepted is None], labels),
            _findings("accepted", [each for each in ordered if each.accepted is not None], labels),
        ),
    )


def _findings(name: str, problems: Sequence[Problem], labels: Labels) -> Section:
    """One table of findings: what to do about each, or why it was acknowledged."""
    columns = {"code": "code", "severity": "short", "message": "text", "place": "short"}
    columns["hint" if name == "list" else "reason"] = "text"
    part: Part = Table(
        caption=labels[f"findings.{name}_caption"],
        columns=tuple(
            Column(title=(labels[f"findings.{column}"],), look=look)
            for column, look in columns.items()
        ),
        rows=tuple(_finding(problem, labels) for problem in problems),
        row_headers=1,
    )
    if not problems:
        part = Paragraph((labels[f"findings.{name}_none"],))
    return section(labels, "findings", name, part)


def notes(course: Course, labels: Labels) -> Document:
    """The notes (說明與補充事項); every footnote says where its mark stands."""
    printed = course.standard
    requirements = tuple(
        pages.footnoted(requirement.text, printed) for requirement in printed.notes.requirements
    )
    others = tuple(
        (remark.text,) for remark in printed.notes.remarks if not footnote_key(remark.mark)
    )
    return Document(
        kind="notes",
        page=pages.NOTES,
        title=labels["notes.title"],
        short_title=labels["notes.short_title"],
        identity=pages.identity(printed, labels),
        sections=(
            Section(
                id="requirements",
                title=labels["notes.requirements"],
                parts=(_listed(requirements, labels),),
            ),
            Section(
                id="footnotes",
                title=labels["notes.footnotes"],
                parts=(),
                sections=tuple(_footnotes(printed, labels)),
            ),
            Section(id="remarks", title=labels["notes.remarks"], parts=(_listed(others, labels),)),
        ),
    )


def _listed(lines: tuple[Line, ...], labels: Labels) -> Part:
    return Bullets(lines) if lines else Paragraph((labels["parts.unprinted"],))


def _versions(printed: Standard, labels: Labels) -> Part:
    names = ("version", "code", "name", "status", "remark", "date")
    if not printed.versions:
        return Paragraph((labels["parts.unprinted"],))
    return Table(
        caption=labels["standard.versions"],
        columns=tuple(Column(title=(labels[f"version.{name}"],)) for name in names),
        rows=tuple(
            tuple(
                text_cell(cell)
                for cell in (row.version, row.code, row.name, row.status, row.remark, row.date)
            )
            for row in printed.versions
        ),
    )


def _header(printed: Standard, labels: Labels) -> tuple[Fact, ...]:
    def categories(name: str, entries: tuple[Category, ...]) -> Fact:
        lines: tuple[Line, ...] = tuple(
            (entry.name, *((" ", Code(entry.code)) if entry.code else ())) for entry in entries
        )
        return Fact(labels[f"standard.{name}"], lines or ((labels["parts.unprinted"],),))

    description = tuple(
        pages.footnoted(line, printed) for line in printed.description.splitlines() if line.strip()
    )
    framework = printed.framework
    origin = (one_line(labels["standard.framework"], framework.name),) if framework else ()
    return (
        *origin,
        one_line(labels["version.code"], printed.code or labels["parts.unprinted"]),
        one_line(labels["version.name"], printed.name),
        one_line(labels["standard.name_kind"], labels.term("name_kind", printed.name_kind)),
        categories("job_categories", printed.job_categories),
        categories("occupations", printed.occupations),
        categories("industries", printed.industries),
        Fact(labels["standard.description"], description or ((labels["parts.unprinted"],),)),
        one_line(labels["standard.level"], level_text(printed.level, labels)),
    )


def _duty_table(duty: Duty, printed: Standard, labels: Labels, unplaced: dict[str, str]) -> Table:
    """The printed form of one duty: K, S and level stand beside all tasks of their block.

    The anchors of codes that have not been shown yet are taken from `unplaced` as they are.
    """
    names = ("task", "outputs", "criteria", "level", "knowledge", "skills")
    covered = {task for block in duty.blocks for task in block.tasks}
    alone = tuple(task.code for task in duty.tasks if task.code not in covered)
    blocks = (*duty.blocks, *((Block(tasks=alone, level=None),) if alone else ()))
    return Table(
        caption=labels.fill("standard.duty_caption", duty=duty.code),
        columns=tuple(
            Column(title=(labels[f"terms.{name}"],), look="number" if name == "level" else "text")
            for name in names
        ),
        rows=tuple(
            row for block in blocks for row in _block_rows(block, duty, printed, labels, unplaced)
        ),
        look="printed",
    )


def _block_rows(
    block: Block, duty: Duty, printed: Standard, labels: Labels, unplaced: dict[str, str]
) -> Iterator[tuple[Cell, ...]]:
    def placed(code: str, text: str) -> Line:
        return pages.coded(code, text, printed, unplaced.pop(code, ""))

    texts = {task.code: task.text for task in duty.tasks}
    tasks = block.tasks or ("",)
    for number, task in enumerate(tasks):
        name = placed(task, texts.get(task, "")) if task else (labels["parts.none"],)
        row = (
            Cell((name,)),
            Cell(
                tuple(
                    placed(item.code, item.text)
                    for item in block.outputs
                    if owner(item.code, block) == task
                )
            ),
            Cell(
                tuple(
                    placed(item.code, item.text)
                    for item in block.criteria
                    if owner(item.code, block) == task
                )
            ),
        )
        if number:
            yield row
        else:
            level = (level_text(block.level, labels),)
            yield (
                *row,
                Cell((level,), rows=len(tasks)),
                Cell(_uses(KsaKind.KNOWLEDGE, block.knowledge, printed), rows=len(tasks)),
                Cell(_uses(KsaKind.SKILL, block.skills, printed), rows=len(tasks)),
            )


def _uses(kind: KsaKind, uses: tuple[KsaUse, ...], printed: Standard) -> tuple[Line, ...]:
    return tuple(pages.linked_item(kind, use.code, use.text, printed) for use in uses)


def _notes_in_short(printed: Standard, labels: Labels) -> tuple[Part, ...]:
    lines = (
        *((requirement.text,) for requirement in printed.notes.requirements),
        *(
            (f"【{remark.mark}】{remark.text}" if remark.mark else remark.text,)
            for remark in printed.notes.remarks
        ),
    )
    whole = Paragraph((Link(labels["standard.notes_link"], pages.NOTES),))
    return (_listed(lines, labels), whole)


def _finding(problem: Problem, labels: Labels) -> tuple[Cell, ...]:
    advice = labels.hint(problem) if problem.accepted is None else problem.accepted
    return (
        text_cell(problem.code),
        text_cell(labels[f"severity.{problem.severity}"]),
        text_cell(labels.message(problem)),
        text_cell(pages.place_text(problem.place)),
        text_cell(advice),
    )


def _footnotes(printed: Standard, labels: Labels) -> Iterator[Section]:
    """One section for each footnote; a mark defined twice gets two, the first has the anchor."""
    anchors = pages.note_anchors(printed)
    taken: dict[str, int] = {}
    for remark in printed.notes.remarks:
        key = footnote_key(remark.mark)
        if not key:
            continue
        anchor = anchors[key]
        taken[anchor] = taken.get(anchor, 0) + 1
        number = taken[anchor]
        used = tuple(_uses_of_mark(printed, key, labels))
        where: Part = Facts((Fact(labels["notes.used_in"], used or ((labels["parts.none"],),)),))
        yield Section(
            id=anchor if number == 1 else f"{anchor}-{number}",
            title=remark.mark,
            parts=(Paragraph((remark.text,)), where),
        )


def _uses_of_mark(printed: Standard, key: str, labels: Labels) -> Iterator[Line]:
    """Where a footnote's mark stands: links back to the items, or to the standard's page."""
    if _has_mark(printed.description, key):
        yield (Link(labels["standard.description"], pages.STANDARD, "facts"),)
    if any(_has_mark(each.text, key) for each in printed.notes.requirements):
        yield (Link(labels["notes.requirements"], pages.NOTES, "requirements"),)
    seen: set[tuple[str, str]] = set()
    for kind, use in _all_uses(printed):
        if (kind, use.code) not in seen and _has_mark(use.text, key):
            seen.add((kind, use.code))
            yield (pages.item_link(kind, use.code), " ", FOOTNOTE.sub("", use.text).strip())
    coded = (*printed.duties, *printed.tasks, *printed.outputs, *printed.criteria)
    for item in coded:
        if _has_mark(item.text, key):
            yield (Link(item.code or item.text, pages.STANDARD), " ", FOOTNOTE.sub("", item.text))
    for attitude in printed.attitudes:
        if _has_mark(attitude_text(attitude), key):
            yield (pages.item_link(KsaKind.ATTITUDE, attitude.code), " ", attitude.name)


def _all_uses(printed: Standard) -> Iterator[tuple[KsaKind, KsaUse]]:
    for block in printed.blocks:
        yield from ((KsaKind.KNOWLEDGE, use) for use in block.knowledge)
        yield from ((KsaKind.SKILL, use) for use in block.skills)


def _has_mark(text: str, key: str) -> bool:
    return any(footnote_key(found[0]) == key for found in FOOTNOTE.finditer(text))
