"""What changed since the course was last published (與上次發布相比), for who reads it again."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.publication import Fact, State
from curriculum.text import slug
from curriculum.views import pages
from curriculum.views.audience import is_for_trainer
from curriculum.views.moved import Left, kind_name, left_name, successors
from curriculum.views.parts import (
    Bullets,
    Cell,
    Column,
    Document,
    Line,
    Link,
    Paragraph,
    Section,
    Table,
    joined,
    text_cell,
)
from curriculum.views.sections import section

_NAMES = {
    "title": "changes.name",
    "hours": "terms.hours",
    "order": "changes.order",
    "standard": "nav.standard",
    "version": "identity.version",
    "text-needs": "course-syllabus.needs",
    "text-summary": "course-syllabus.summary",
    "text-purpose": "course-syllabus.purpose",
    "session": "schedule.sessions",
    "level": "terms.level",
    "theory": "facts.theory_hours",
    "practice": "facts.practice_hours",
    "requires": "facts.requires",
    "tasks": "terms.task",
    "criteria": "terms.criteria",
    "objective": "objectives.text",
    "knowledge": "terms.knowledge",
    "skills": "terms.skills",
    "attitudes": "terms.attitudes",
    "text-overview": "slot.overview",
    "text-outline": "slot.outline",
}
"""Name of a fact -> the label that calls it so, in the order in which changes are told."""
_OF_THE_TRAINER = {
    "activity": "lesson-plan.activities",
    "assessment": "syllabus.assessment",
    "text-lesson": "slot.lesson",
    "text-case": "slot.case",
    "text-handout": "slot.handout",
    "text-assessment": "slot.assessment",
    "text-notes": "slot.notes",
}
"""The same for what learners do not read."""
_IDS = {"order", "requires"}
"""Facts that are ids of modules."""
_TEXT = "text-"
_NOTHING: tuple[State, State] = ({}, {})


def has_changes(course: Course) -> bool:
    """Whether there are two states to compare: published ones, or the last of them and this one."""
    return course.publication is not None and course.publication.compared is not None


def changes(course: Course, left: Sequence[Left], labels: Labels) -> Document:
    """The page with the changes; it says that there are none where it has nothing to compare.

    Args:
        course: The course, beside what was published of it.
        left: The addresses whose pages are no more.
        labels: The words.
    """
    compared = course.publication.compared if course.publication else None
    told = (
        *_of_course(compared or _NOTHING, labels),
        *_of_modules(course, compared or _NOTHING, labels),
        *_addresses(left, labels),
    )
    nothing = Paragraph((labels["changes.nothing_shared" if told else "changes.nothing"],))
    is_shared = any(_is_shared(each) for each in told)
    about_nothing = () if is_shared else (section(labels, "changes", "readers", nothing),)
    return Document(
        kind=pages.CHANGES,
        page=pages.CHANGES,
        title=labels["changes.title"],
        short_title=labels["changes.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(labels["changes.introduction"],),
        sections=(*about_nothing, *told),
    )


def _is_shared(told: Section) -> bool:
    """Whether a section tells learners of a change."""
    if told.is_for_trainer:
        return False
    lines = [line for part in told.parts if isinstance(part, Bullets) for line in part.lines]
    has_table = any(isinstance(part, Table) for part in told.parts)
    return has_table or any(not is_for_trainer(line) for line in lines)


def _of_course(compared: tuple[State, State], labels: Labels) -> Iterator[Section]:
    rows = _rows(compared, "", _NAMES, labels)
    if rows:
        table = _table(labels["changes.course"], rows, labels)
        yield section(labels, "changes", "course", table)


def _of_modules(course: Course, compared: tuple[State, State], labels: Labels) -> Iterator[Section]:
    old, new = ({fact.module for fact in state if fact.module} for state in compared)
    gone = [
        _gone_line(course, module, compared[0].get(Fact(module, "title"), ""), labels)
        for module in sorted(old - new)
    ]
    if gone:
        yield section(labels, "changes", "gone", Bullets(tuple(gone)))
    here = [module for module in course.modules if module.id in new]
    added = [_new_line(module, labels) for module in here if module.id not in old]
    if added:
        yield section(labels, "changes", "new", Bullets(tuple(added)))
    for module in here:
        if module.id in old:
            yield from _of_module(module, compared, labels)


def _of_module(module: Module, compared: tuple[State, State], labels: Labels) -> Iterator[Section]:
    """What is different in a module; what only the trainer reads stands apart."""
    name, anchor = pages.module_name(module), slug(module.id)
    see = Paragraph((labels["changes.see"], pages.module_link(module)))
    shared = _rows(compared, module.id, _NAMES, labels)
    rest = _rows(compared, module.id, _OF_THE_TRAINER, labels)
    if shared:
        table = _table(name, shared, labels)
        yield Section(id=f"module-{anchor}", title=name, parts=(see, table))
    if rest:
        title = labels.fill("changes.for_trainer", module=name)
        yield Section(
            id=f"trainer-{anchor}",
            title=title,
            parts=(see, _table(title, rest, labels)),
            is_for_trainer=True,
        )


def _rows(
    compared: tuple[State, State], module: str, names: Mapping[str, str], labels: Labels
) -> list[tuple[Cell, ...]]:
    """A row for each fact that is not the same in both states."""
    order = {name: number for number, name in enumerate(names)}
    facts = {
        fact for state in compared for fact in state if fact.module == module and fact.name in order
    }
    old, new = compared
    return [
        (
            text_cell(f"{labels[names[fact.name]]} {fact.id}".strip()),
            *(
                text_cell(_shown(fact, state.get(fact), word, labels))
                for state, word in ((old, "changes.old_text"), (new, "changes.new_text"))
            ),
        )
        for fact in sorted(facts, key=lambda fact: (order[fact.name], fact.id))
        if old.get(fact) != new.get(fact)
    ]


def _shown(fact: Fact, text: str | None, rewritten: str, labels: Labels) -> str:
    """What was told, in the words of the documents."""
    if text is None:
        return labels["parts.none"]
    if fact.name.startswith(_TEXT):
        return labels[rewritten]
    first, _, rest = text.partition(" ")
    if fact.name == "activity":
        return labels.fill("changes.step", minutes=first, method=rest)
    if fact.name == "assessment":
        return f"{first}{labels['punctuation.colon']}{labels.join(tuple(rest.split()))}"
    if fact.name == "level":
        return text or labels["parts.unprinted"]
    return (labels.join(tuple(text.split())) if fact.name in _IDS else text) or labels["parts.none"]


def _table(name: str, rows: Sequence[tuple[Cell, ...]], labels: Labels) -> Table:
    return Table(
        caption=labels.fill("changes.caption", name=name),
        columns=tuple(Column(title=(labels[f"changes.{each}"],)) for each in ("what", "was", "is")),
        rows=tuple(rows),
        row_headers=1,
    )


def _new_line(module: Module, labels: Labels) -> Line:
    hours = labels.fill("changes.hours", hours=f"{module.hours:g}")
    return (pages.module_link(module), labels.fill("parts.tag", text=hours))


def _gone_line(course: Course, module: str, title: str, labels: Labels) -> Line:
    name = f"{module} {title}".strip()
    links = [(pages.module_link(each),) for each in successors(course, module) or ()]
    if not links:
        return (labels.fill("changes.untaught", name=name),)
    return (labels.fill("changes.merged", name=name), *joined(links, labels["enumeration"]))


def _addresses(left: Sequence[Left], labels: Labels) -> Iterator[Section]:
    """The pages that are no more, by what they were about."""
    if not left:
        return
    by_subject: dict[str, list[Left]] = {}
    for each in left:
        by_subject.setdefault(each.was.subject, []).append(each)
    lines = tuple(line for each in by_subject.values() for line in _left_lines(each, labels))
    about = Paragraph((labels["changes.about_addresses"],))
    is_shared = any(not is_for_trainer(line) for line in lines)
    found = section(labels, "changes", "addresses", about, Bullets(lines))
    yield found if is_shared else dataclasses.replace(found, is_for_trainer=True)


def _left_lines(left: Sequence[Left], labels: Labels) -> Iterator[Line]:
    """A line for everybody and one for the trainer."""
    subject = left[0].was.subject
    named = [each for each in left if subject and kind_name(each, labels)]
    for each in left:
        if each not in named:
            yield (Link(left_name(each, labels) or each.address, each.page),)
    links = [(Link(kind_name(each, labels), each.page),) for each in named]
    for group in (
        [link for link in links if not is_for_trainer(link)],
        [link for link in links if is_for_trainer(link)],
    ):
        if group:
            head = f"{subject}{labels['punctuation.colon']}"
            yield (head, *joined(group, labels["enumeration"]))
