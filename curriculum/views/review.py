"""What waits for the trainer's eye: decisions to confirm, decisions kept aside, doubtful values."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from curriculum.course import Course, Module, ReviewItem
from curriculum.labels import Labels
from curriculum.memory import Parked, Suspect
from curriculum.planning.review import address_of
from curriculum.views import pages
from curriculum.views.addresses import address_words, module_of, now_words, quoted
from curriculum.views.bands import band_text
from curriculum.views.items import Item, items_of
from curriculum.views.parts import (
    Cell,
    Code,
    Column,
    Document,
    Line,
    Link,
    Paragraph,
    Part,
    Table,
    text_cell,
)
from curriculum.views.sections import section

_Kept = TypeVar("_Kept", Suspect, Parked)


def is_needed(course: Course) -> bool:
    """Whether there is anything to look at."""
    return bool(course.review or course.suspect or course.parked)


def review(course: Course, labels: Labels) -> Document:
    """What was decided and needs a second look, then what was computed, least certain first."""
    return Document(
        kind="review",
        page=pages.REVIEW,
        title=labels["review.title"],
        short_title=labels["review.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(labels["review.introduction"],),
        sections=(
            section(labels, "review", "suspect", *_suspects(course, labels)),
            section(labels, "review", "parked", *_parked(course, labels)),
            section(labels, "review", "queue", *_queue(course, labels)),
        ),
    )


def suspect_lines(course: Course, module: Module, labels: Labels) -> tuple[Line, ...]:
    """The decisions on a module that wait for confirmation, each with what has changed."""
    found = [each for each in course.suspect if module_of(each.address, course) == module.id]
    lines: list[Line] = [
        (
            labels.fill(
                "review.changed",
                decision=address_words(each.address, labels),
                code=labels.term("code", each.was_code or each.code),
                was=quoted(each.was, labels),
                now=now_words(each, labels),
            ),
        )
        for each in found
    ]
    return (*lines, (Link(labels["review.see"], pages.REVIEW, "suspect"),)) if lines else ()


def _suspects(course: Course, labels: Labels) -> tuple[Part, ...]:
    """Decisions in force whose printed words have changed, module by module."""
    if not course.suspect:
        return ()
    rows = tuple(
        (
            *_decision(each, course, labels),
            Cell(_codes(each, labels)),
            text_cell(each.was or labels["terminal.forgotten"]),
            text_cell(each.now or labels["terminal.gone"]),
            _command(each.address, labels),
            text_cell(pages.place_text(each.place)),
        )
        for each in _by_module(course.suspect, course)
    )
    names = ("module", "decision", "item_now", "was", "now", "command", "place")
    return (Paragraph((labels["review.about_suspect"],)), _table("suspect", names, rows, labels))


def _parked(course: Course, labels: Labels) -> tuple[Part, ...]:
    """Decisions that are kept and not in force, because what they are about has gone."""
    if not course.parked:
        return ()
    rows = tuple(
        (
            *_decision(each, course, labels),
            text_cell(Code(each.code) if each.code else ""),
            text_cell(_why_parked(each, labels)),
            text_cell(pages.place_text(each.place)),
        )
        for each in _by_module(course.parked, course)
    )
    names = ("module", "decision", "item_gone", "was", "place")
    return (Paragraph((labels["review.about_parked"],)), _table("parked", names, rows, labels))


def _why_parked(each: Parked, labels: Labels) -> str:
    """The words that are gone, or the rule that the decision would break."""
    if each.rule:
        return labels.fill("review.unfitting", rule=each.rule)
    return each.was or labels["terminal.forgotten"]


def _queue(course: Course, labels: Labels) -> tuple[Part, ...]:
    """Computed values that deserve a look, least certain first."""
    if not course.review:
        return ()
    items = {shown.code: shown for shown in items_of(course.standard)}
    rows = tuple(
        (
            Cell((_reviewed(entry, items, course, labels),)),
            _module_cell(entry.module, course, labels),
            text_cell(band_text(entry.band, labels)),
            text_cell(entry.reason),
            _command(address_of(entry), labels),
        )
        for entry in course.review
    )
    table = _table("queue", ("item", "module", "band", "reason", "command"), rows, labels)
    return (Paragraph((labels["review.about_queue"],)), table)


def _reviewed(entry: ReviewItem, items: Mapping[str, Item], course: Course, labels: Labels) -> Line:
    """What to look at with its words, which tell a person more than its code."""
    if shown := items.get(entry.item):
        return pages.linked_item(shown.kind, entry.item, shown.texts[0], course.standard)
    name = address_words(entry.item, labels)
    goal = course.objectives.get(entry.item)
    said = goal.text if goal else course.title if entry.item == "title" else ""
    return (f"{name}{labels['punctuation.colon']}{said}",) if said else (name,)


def _command(address: str, labels: Labels) -> Cell:
    """What to type to confirm."""
    return text_cell(Code(labels.fill("review.command", address=address)))


def _by_module(found: Iterable[_Kept], course: Course) -> list[_Kept]:
    """The course's own affairs first, then the modules' in their order."""
    order = {module.id: number for number, module in enumerate(course.modules)}
    return sorted(found, key=lambda each: order.get(module_of(each.address, course), -1))


def _decision(each: Suspect | Parked, course: Course, labels: Labels) -> tuple[Cell, ...]:
    """The module that a decision is about, and the decision in words."""
    module = module_of(each.address, course)
    words = address_words(each.address, labels).removeprefix(f"{module} ")
    return _module_cell(module, course, labels), text_cell(words)


def _module_cell(module_id: str, course: Course, labels: Labels) -> Cell:
    module = pages.modules_by_id(course).get(module_id)
    if module:
        return text_cell(pages.module_link(module))
    return text_cell(module_id or labels["review.whole_course"])


def _codes(each: Suspect, labels: Labels) -> tuple[Line, ...]:
    former = each.moved_from or each.was_code
    moved = (labels.fill("review.moved", code=former),) if former else ()
    name = labels.term("code", each.code)
    code = Code(name) if name == each.code else name
    return ((code,), *((moved,) if moved else ()))


def _table(
    name: str, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], labels: Labels
) -> Table:
    looks = {"band": "short", "item_now": "short", "item_gone": "short"}
    return Table(
        caption=labels[f"review.{name}_caption"],
        columns=tuple(
            Column(title=(labels[f"review.columns.{column}"],), look=looks.get(column, "text"))
            for column in columns
        ),
        rows=rows,
        row_headers=1,
    )
