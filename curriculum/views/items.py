"""A page for each K, S and A item, and the index of all of them."""

import dataclasses
from collections.abc import Iterator

from curriculum.course import Activity, Allocation, Course, Module, Role
from curriculum.labels import Labels
from curriculum.standard import KsaKind, Standard
from curriculum.views import pages
from curriculum.views.bands import band_text
from curriculum.views.facts import assessment_text, attitude_text
from curriculum.views.parts import (
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Line,
    Paragraph,
    Part,
    Section,
    Table,
    joined,
    text_cell,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A K, S or A item as its page shows it."""

    kind: KsaKind
    code: str
    texts: tuple[str, ...]
    """Every different printed text, in printed order."""
    same_as: tuple[str, ...] = ()


def items_of(standard: Standard) -> tuple[Item, ...]:
    """All K, S and A items of a standard, one for each code, in printed order."""
    gathered = [
        Item(kind=item.kind, code=item.code, texts=item.texts, same_as=item.same_as)
        for item in (*standard.knowledge, *standard.skills)
    ]
    attitudes: dict[str, dict[str, None]] = {}
    for attitude in standard.attitudes:
        attitudes.setdefault(attitude.code, {})[attitude_text(attitude)] = None
    gathered += [
        Item(kind=KsaKind.ATTITUDE, code=code, texts=tuple(texts))
        for code, texts in attitudes.items()
    ]
    return tuple(gathered)


def item_index(course: Course, labels: Labels) -> Document:
    """The list of all items, by kind."""
    found = items_of(course.standard)
    sections = tuple(
        Section(
            id=kind.name.lower(),
            title=labels[f"kind.{kind}"],
            parts=(_index(course, [item for item in found if item.kind is kind], kind, labels),),
        )
        for kind in KsaKind
    )
    return Document(
        kind="items",
        page=pages.ITEMS,
        title=labels["items.title"],
        short_title=labels["items.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(labels["items.introduction"],),
        sections=sections,
    )


def item(course: Course, shown: Item, labels: Labels) -> Document:
    """The page of one item: its words, where it is printed, and where the course uses it."""
    return Document(
        kind="item",
        page=pages.item_page(shown.kind, shown.code),
        title=labels.fill("item.heading", code=shown.code, text=shown.texts[0]),
        short_title=shown.code,
        identity=pages.identity(course.standard, labels),
        sections=(
            Section(
                id="facts",
                title=labels["item.facts"],
                parts=(Facts(_facts(course, shown, labels)),),
            ),
            Section(
                id="printed", title=labels["item.printed"], parts=(_printed(course, shown, labels),)
            ),
            Section(
                id="use",
                title=labels["item.use"],
                parts=_use(course, shown, labels),
                is_for_trainer=True,
            ),
        ),
    )


def allocations(module: Module, kind: KsaKind) -> tuple[Allocation, ...]:
    """The allocations of a kind in a module; attitudes are not allocated."""
    return {KsaKind.KNOWLEDGE: module.knowledge, KsaKind.SKILL: module.skills}.get(kind, ())


def is_assessed(module: Module, kind: KsaKind, code: str) -> bool:
    """Whether a way of assessing the module names the item."""
    return any(code in _assessed(module, kind, number) for number in range(len(module.assessment)))


def _assessed(module: Module, kind: KsaKind, number: int) -> tuple[str, ...]:
    way = module.assessment[number]
    return {
        KsaKind.KNOWLEDGE: way.knowledge,
        KsaKind.SKILL: way.skills,
        KsaKind.ATTITUDE: way.attitudes,
    }[kind]


def _facts(course: Course, shown: Item, labels: Labels) -> tuple[Fact, ...]:
    codes = (shown.code, *shown.same_as)
    places = {
        "introduced": _with_role(course, shown.kind, codes, Role.INTRODUCE, labels),
        "reinforced": _with_role(course, shown.kind, codes, Role.REINFORCE, labels),
        "observed": _observed(course, shown),
        "practised": _practised(course, shown.kind, codes, labels),
        "assessed": _assessments(course, shown.kind, codes, labels),
    }
    if shown.kind is KsaKind.ATTITUDE:
        del places["introduced"], places["reinforced"]
    else:
        del places["observed"]
    none: tuple[Line, ...] = ((left_out(course, shown.code, labels) or labels["item.nowhere"],),)
    texts = tuple(pages.footnoted(text, course.standard) for text in shown.texts)
    same: Line = joined(
        ((pages.item_link(shown.kind, code),) for code in shown.same_as), labels["enumeration"]
    )
    return (
        Fact(labels["terms.kind"], ((labels[f"kind.{shown.kind}"],),)),
        Fact(labels["item.texts"], texts),
        *((Fact(labels["item.same_as"], (same,)),) if same else ()),
        *(Fact(labels[f"item.{name}"], lines or none) for name, lines in places.items()),
    )


def left_out(course: Course, code: str, labels: Labels) -> str:
    """Why the course does not have an item; empty where the trainer did not leave it out."""
    reasons = (item.reason for item in course.left_out if item.code == code)
    return next((labels.fill("item.left_out", reason=reason) for reason in reasons), "")


def _with_role(
    course: Course, kind: KsaKind, codes: tuple[str, ...], role: Role, labels: Labels
) -> tuple[Line, ...]:
    """The modules where an item, or one that means the same, has a role."""
    return tuple(
        (pages.module_link(module), *_under_other_code(entry.code, codes[0], labels))
        for module in course.modules
        for entry in allocations(module, kind)
        if entry.code in codes and entry.role is role
    )


def _under_other_code(code: str, shown: str, labels: Labels) -> Line:
    return () if code == shown else (labels.fill("item.as_code", code=code),)


def _observed(course: Course, shown: Item) -> tuple[Line, ...]:
    return tuple(
        (pages.module_link(module),)
        for module in course.modules
        if any(attitude.code == shown.code for attitude in module.attitudes)
    )


def _practised(
    course: Course, kind: KsaKind, codes: tuple[str, ...], labels: Labels
) -> tuple[Line, ...]:
    """The practical activities, short of assessing, whose objectives name the item."""
    return tuple(
        (
            pages.module_link(module, "lesson-plan"),
            labels.fill("item.practice", activity=activity.name, minutes=activity.minutes),
        )
        for module in course.modules
        for activity in practising(module)
        if _serves(course, activity, kind, codes)
    )


def is_practised(course: Course, module: Module, kind: KsaKind, code: str) -> bool:
    """Whether the learners practise the item in the module before it is assessed."""
    return any(_serves(course, each, kind, (code,)) for each in practising(module))


def practising(module: Module) -> Iterator[Activity]:
    """The practical activities of a module, short of assessing."""
    methods = {way.method for way in module.assessment}
    for activity in module.activities:
        if activity.is_practice and activity.method not in methods:
            yield activity


def _serves(course: Course, activity: Activity, kind: KsaKind, codes: tuple[str, ...]) -> bool:
    for goal_id in activity.objectives:
        goal = course.objectives.get(goal_id)
        if goal is None:
            continue
        named = {
            KsaKind.KNOWLEDGE: goal.knowledge,
            KsaKind.SKILL: goal.skills,
            KsaKind.ATTITUDE: goal.attitudes,
        }[kind]
        if any(code in named for code in codes):
            return True
    return False


def _assessments(
    course: Course, kind: KsaKind, codes: tuple[str, ...], labels: Labels
) -> tuple[Line, ...]:
    return tuple(
        (
            pages.module_link(module, "observation-sheet"),
            labels["punctuation.colon"],
            assessment_text(way, labels),
        )
        for module in course.modules
        for number, way in enumerate(module.assessment)
        if any(code in _assessed(module, kind, number) for code in codes)
    )


def _printed(course: Course, shown: Item, labels: Labels) -> Part:
    """The duties and tasks for which the standard prints the item, with the text printed there."""
    if shown.kind is KsaKind.ATTITUDE:
        return Paragraph((labels["item.whole_document"],))
    rows = tuple(_printings(course.standard, shown))
    return Table(
        caption=labels["item.printed_caption"],
        columns=(
            Column(title=(labels["terms.duty"],)),
            Column(title=(labels["terms.tasks"],)),
            Column(title=(labels["item.printed_text"],)),
        ),
        rows=rows,
        row_headers=1,
    )


def _printings(standard: Standard, shown: Item) -> Iterator[tuple[Cell, ...]]:
    tasks = {task.code: task.text for task in standard.tasks}
    for duty in standard.duties:
        for block in duty.blocks:
            uses = block.knowledge if shown.kind is KsaKind.KNOWLEDGE else block.skills
            for use in uses:
                if use.code == shown.code:
                    yield (
                        Cell((pages.coded(duty.code, duty.text, standard),)),
                        Cell(
                            tuple(
                                pages.coded(code, tasks.get(code, ""), standard)
                                for code in block.tasks
                            )
                        ),
                        Cell((pages.footnoted(use.text, standard),)),
                    )


def _use(course: Course, shown: Item, labels: Labels) -> tuple[Part, ...]:
    """Why the course uses the item where it does."""
    if shown.kind is KsaKind.ATTITUDE:
        return (Paragraph((labels["item.attitude_use"],)),)
    rows = tuple(
        (
            text_cell(pages.module_link(module)),
            text_cell(labels[f"role.{entry.role}"]),
            text_cell(labels[f"basis.{entry.basis}"]),
            text_cell(band_text(entry.band, labels)),
            text_cell(entry.reason),
        )
        for module in course.modules
        for entry in allocations(module, shown.kind)
        if entry.code == shown.code
    )
    if not rows:
        nowhere = left_out(course, shown.code, labels) or labels["item.nowhere"]
        return (Paragraph((nowhere,)),)
    table = Table(
        caption=labels["item.use_caption"],
        columns=(
            Column(title=(labels["terms.module"],)),
            Column(title=(labels["terms.role"],), look="short"),
            Column(title=(labels["terms.basis"],), look="short"),
            Column(title=(labels["terms.band"],), look="short"),
            Column(title=(labels["terms.reason"],)),
        ),
        rows=rows,
        row_headers=1,
    )
    return (table,)


def _index(course: Course, found: list[Item], kind: KsaKind, labels: Labels) -> Part:
    if not found:
        return Paragraph((labels["parts.none"],))
    rows = tuple(
        (
            text_cell(pages.item_link(kind, entry.code)),
            Cell(tuple(pages.footnoted(text, course.standard) for text in entry.texts)),
            Cell((_modules_using(course, entry),)),
        )
        for entry in found
    )
    return Table(
        caption=labels.fill("items.caption", kind=labels[f"kind.{kind}"]),
        columns=(
            Column(title=(labels["terms.code"],), look="code"),
            Column(title=(labels[f"kind.{kind}"],)),
            Column(title=(labels["items.modules"],)),
        ),
        rows=rows,
        row_headers=1,
    )


def _modules_using(course: Course, shown: Item) -> Line:
    using = (
        (pages.module_link(module, text=module.id),)
        for module in course.modules
        if any(entry.code == shown.code for entry in allocations(module, shown.kind))
        or (
            shown.kind is KsaKind.ATTITUDE
            and any(attitude.code == shown.code for attitude in module.attitudes)
        )
    )
    return joined(using, " ")
