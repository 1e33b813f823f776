"""The plan as sheets that a trainer edits: allocation, objectives, modules, and how to edit them.

A sheet knows its columns by the keys in its hidden first row and its rows by their codes, so that
columns may be moved and rows sorted. Formulas count what the trainer marks; their results are
computed here as well, for programs that do not calculate.
"""

from collections.abc import Iterator, Sequence

from curriculum.course import Allocation, Band, Basis, Course, Module, Objective, Role
from curriculum.labels import Labels
from curriculum.standard import KsaKind
from curriculum.views.items import Item, allocations, items_of
from curriculum.views.matrix import SIGNS
from curriculum.views.sheets import (
    Look,
    Sheet,
    SheetCell,
    column_name,
    formula_text,
    keys_row,
    named,
    shown,
    text_cell,
)

INTRODUCED, REINFORCED = SIGNS["introduced"], SIGNS["reinforced"]
ROLES = {Role.INTRODUCE: INTRODUCED, Role.REINFORCE: REINFORCED}
"""The sign of each role."""
METHOD = "method:"
"""Opens the key of a method's column."""
OTHER_METHODS = "other_methods"
"""Key of the column for methods beside the official ones."""
COURSE, SUM, CHECK = "course", "sum", "check"
"""Labels of the rows below the modules."""
_BANDS = (Band.NONE, Band.LOW, Band.MEDIUM, Band.HIGH)
"""The least certain first."""
_KINDS = (KsaKind.KNOWLEDGE, KsaKind.SKILL)
_ALLOCATION_FIXED = 4


def plan_sheets(
    course: Course, labels: Labels, methods: Sequence[str], standard_hash: str
) -> tuple[Sheet, ...]:
    """The sheets of a course's workbook.

    Args:
        course: The course as planned.
        labels: The words of the headings.
        methods: The teaching methods of the official form, in its order.
        standard_hash: What the content of the standard's file hashes to.
    """
    return (
        _about(course, labels, standard_hash),
        _allocation(course, labels),
        _objectives(course, labels),
        _modules(course, labels, methods),
    )


def _about(course: Course, labels: Labels, standard_hash: str) -> Sheet:
    standard = course.standard
    version = standard.current_version
    facts = (
        ("course", course.title),
        ("standard", f"{standard.code} {standard.name}"),
        ("version", f"{version.version} {version.date}" if version else ""),
        ("hash", standard_hash),
    )
    rows = [
        (text_cell(labels["plan_workbook.about.title"], Look.TITLE), SheetCell(look=Look.NOTE)),
        *(
            (text_cell(labels[f"plan_workbook.about.{name}"], Look.HEAD), text_cell(value))
            for name, value in facts
            if value
        ),
        (SheetCell(look=Look.NOTE), SheetCell(look=Look.NOTE)),
    ]
    steps = labels["plan_workbook.about.steps"].strip().split("\n")
    for line in steps:
        name, _, text = line.partition("｜")
        rows.append((text_cell(name, Look.HEAD), text_cell(text, Look.NOTE)))
    return Sheet(
        key="about",
        title=labels["plan_workbook.about.name"],
        widths=(16, 92),
        rows=(keys_row("about", ("text",)), *rows, *_legend(labels)),
        head=2,
    )


def _legend(labels: Labels) -> Iterator[tuple[SheetCell, SheetCell]]:
    """What signs and colours mean, each in its colour."""
    yield SheetCell(look=Look.NOTE), SheetCell(look=Look.NOTE)
    for name, sign in (("introduced", INTRODUCED), ("reinforced", REINFORCED)):
        yield text_cell(sign, Look.COUNT), text_cell(labels[f"matrix.about_{name}"], Look.NOTE)
    for band in reversed(_BANDS):
        word = text_cell(labels[f"band.{band}"], Look.COUNT, tint=band.value)
        yield word, text_cell(labels[f"plan_workbook.about.band_{band.value}"], Look.NOTE)
    word = text_cell(labels["basis.decided"], Look.COUNT, tint=Basis.DECIDED.value)
    yield word, text_cell(labels["plan_workbook.about.decided"], Look.NOTE)


def _allocation(course: Course, labels: Labels) -> Sheet:
    items = [item for item in items_of(course.standard) if item.kind in _KINDS and item.code]
    head, fixed = 5, _ALLOCATION_FIXED
    ids = [module.id for module in course.modules]
    first, last = column_name(fixed), column_name(fixed + len(ids) - 1)
    top, bottom = head + 1, head + len(items)
    kinds = f"$B${top}:$B${bottom}"
    body = [
        _item_row(item, course, labels, f"{first}{{row}}:{last}{{row}}".format(row=top + number))
        for number, item in enumerate(items)
    ]
    note = labels["plan_workbook.allocation.note"]
    heads = [labels[f"plan_workbook.allocation.{name}"] for name in ("id", "kind", "text", "band")]
    return Sheet(
        key="allocation",
        title=labels["plan_workbook.allocation.name"],
        widths=(7, 5, 30, 10, *(9.0 for _ in ids), 8),
        rows=(
            keys_row("allocation", ("kind", "text", "band", *ids, "count")),
            _filled((text_cell(note, Look.NOTE),), fixed + len(ids) + 1),
            *(_count_row(kind, kinds, (top, bottom), body, labels) for kind in _KINDS),
            (
                *(text_cell(word, Look.HEAD) for word in heads),
                *(
                    text_cell(f"{module.id}\n{module.title}", Look.HEAD)
                    for module in course.modules
                ),
                text_cell(labels["plan_workbook.allocation.count"], Look.HEAD),
            ),
            *body,
        ),
        head=head,
        fixed=fixed,
        items=len(items),
    )


def _item_row(item: Item, course: Course, labels: Labels, marks: str) -> tuple[SheetCell, ...]:
    given = [
        next((each for each in allocations(module, item.kind) if each.code == item.code), None)
        for module in course.modules
    ]
    there = [each for each in given if each]
    tint = _certainty(there)
    word = labels["basis.decided"] if tint == Basis.DECIDED else labels.term("band", tint)
    return (
        text_cell(item.code, Look.CODE),
        text_cell(item.kind.value),
        text_cell(item.texts[0]),
        text_cell(word if tint else "", tint=tint),
        *(_mark(each) for each in given),
        SheetCell(value=len(there), look=Look.COUNT, formula=f'=COUNTIF({marks},"?*")'),
    )


def _certainty(given: Sequence[Allocation]) -> str:
    """The least certain band of what was not decided; `decided` where the introduction was.

    Where an item is used again follows from where it is introduced.
    """
    if any(each.role is Role.INTRODUCE and each.basis is Basis.DECIDED for each in given):
        return Basis.DECIDED.value
    bands = {each.band for each in given if each.basis is not Basis.DECIDED}
    least = next((band.value for band in _BANDS if band in bands), "")
    return least or (Basis.DECIDED.value if given else "")


def _mark(given: Allocation | None) -> SheetCell:
    """The sign of an allocation; its reason is a comment where it is worth a look."""
    if given is None:
        return SheetCell(look=Look.MARK)
    is_decided = given.basis is Basis.DECIDED
    tint = Basis.DECIDED.value if is_decided else given.band.value
    is_sure = is_decided or given.band is Band.HIGH
    return text_cell(
        ROLES[given.role], Look.MARK, remark="" if is_sure else given.reason, tint=tint
    )


def _count_row(
    kind: KsaKind,
    kinds: str,
    span: tuple[int, int],
    body: Sequence[tuple[SheetCell, ...]],
    labels: Labels,
) -> tuple[SheetCell, ...]:
    """How many items of a kind each module teaches, counted above the items."""
    word = labels[f"plan_workbook.allocation.count_{kind.value}"]
    cells = [text_cell(word, Look.NOTE), *(SheetCell(look=Look.NOTE) for _ in range(3))]
    top, bottom = span
    for column in range(_ALLOCATION_FIXED, len(body[0]) - 1 if body else _ALLOCATION_FIXED):
        name = column_name(column)
        cells.append(
            SheetCell(
                value=sum(row[1].value == kind.value and row[column].value != "" for row in body),
                look=Look.COUNT,
                formula=f'=COUNTIFS({kinds},"{kind.value}",{name}${top}:{name}${bottom},"?*")',
            )
        )
    return (*cells, SheetCell(look=Look.NOTE))


def _objectives(course: Course, labels: Labels) -> Sheet:
    names = ("id", "module", "source", "printed", "text", "condition", "degree", "level", "state")
    printed = _printed(course)
    body = [
        _objective_row(goal, module, printed, labels)
        for module in course.modules
        for goal in module.objectives
    ]
    return Sheet(
        key="objectives",
        title=labels["plan_workbook.objectives.name"],
        widths=(13, 7, 10, 30, 46, 20, 26, 12, 9),
        rows=(
            keys_row("objectives", names[1:]),
            _filled((text_cell(labels["plan_workbook.objectives.note"], Look.NOTE),), len(names)),
            tuple(
                text_cell(labels[f"plan_workbook.objectives.{name}"], Look.HEAD) for name in names
            ),
            *body,
        ),
        head=3,
        fixed=1,
        items=len(body),
    )


def _printed(course: Course) -> dict[str, str]:
    """The printed text of every code that an objective may come from."""
    texts = {item.code: item.texts[0] for item in items_of(course.standard)}
    return texts | {item.code: item.text for item in course.standard.criteria}


def _objective_row(
    goal: Objective, module: Module, printed: dict[str, str], labels: Labels
) -> tuple[SheetCell, ...]:
    codes = (*goal.criteria, *goal.knowledge, *goal.skills, *goal.attitudes)
    sources = goal.criteria or codes
    if goal.is_adjusted:
        state, tint = labels["basis.decided"], Basis.DECIDED.value
    elif goal.degree_is_default and goal.degree:
        state, tint = labels["plan_workbook.objectives.default"], Band.LOW.value
    else:
        state, tint = "", ""
    level = labels[f"domain_level.{goal.domain}.{goal.level}"]
    return (
        text_cell(goal.id, Look.CODE),
        text_cell(module.id),
        text_cell(labels.join(sources)),
        text_cell("\n".join(printed.get(code, "") for code in sources)),
        text_cell(goal.text, Look.TEXT),
        text_cell(goal.condition, Look.TEXT),
        text_cell(goal.degree, Look.TEXT),
        text_cell(f"{labels[f'domain.{goal.domain}']}\n{level}"),
        text_cell(state, tint=tint),
    )


def _modules(course: Course, labels: Labels, methods: Sequence[str]) -> Sheet:
    names = ("title", "title_en", "hours", "theory_hours", "practice_hours")
    head, count = 3, len(course.modules)
    keys = (*names, *(METHOD + name for name in methods), OTHER_METHODS, "state")
    heads = (
        labels["plan_workbook.modules.id"],
        *(labels[f"plan_workbook.modules.{name}"] for name in names),
        *methods,
        labels["plan_workbook.modules.other_methods"],
        labels["plan_workbook.modules.state"],
    )
    top, bottom = head + 1, head + count
    body = [
        _module_row(module, methods, labels, top + number)
        for number, module in enumerate(course.modules)
    ]
    return Sheet(
        key="modules",
        title=labels["plan_workbook.modules.name"],
        widths=(9, 30, 20, 7, 7, 7, *(6.5 for _ in methods), 16, 9),
        rows=(
            keys_row("modules", keys),
            _filled((text_cell(labels["plan_workbook.modules.note"], Look.NOTE),), len(heads)),
            tuple(text_cell(word, Look.HEAD) for word in heads),
            *body,
            *_totals(course, labels, (top, bottom), len(heads)),
        ),
        head=head,
        fixed=2,
        items=count,
    )


def _module_row(
    module: Module, methods: Sequence[str], labels: Labels, row: int
) -> tuple[SheetCell, ...]:
    others = tuple(name for name in module.methods if name not in methods)
    state = labels["plan_workbook.modules.suggested"] if module.hours_are_default else ""
    return (
        text_cell(module.id, Look.CODE),
        text_cell(module.title, Look.TEXT),
        text_cell(module.title_en or "", Look.TEXT),
        SheetCell(value=module.hours, look=Look.HOURS),
        SheetCell(value=module.theory_hours, look=Look.HOURS),
        SheetCell(value=module.practice_hours, look=Look.COUNT, formula=f"=D{row}-E{row}"),
        *(text_cell(INTRODUCED if name in module.methods else "", Look.CHOICE) for name in methods),
        text_cell(named(others), Look.NAMES),
        text_cell(state, tint=Band.LOW.value if state else Basis.DECIDED.value),
    )


def _totals(
    course: Course, labels: Labels, span: tuple[int, int], width: int
) -> Iterator[tuple[SheetCell, ...]]:
    """The sum of the modules' hours, the course's total, and whether they agree."""
    top, bottom = span
    sums = (
        ("D", sum(module.hours for module in course.modules)),
        ("E", sum(module.theory_hours for module in course.modules)),
        ("F", sum(module.practice_hours for module in course.modules)),
    )
    blank = SheetCell(look=Look.NOTE)

    def start(name: str) -> tuple[SheetCell, ...]:
        return (text_cell(labels[f"plan_workbook.modules.{name}"], Look.CODE), blank, blank)

    yield _filled(
        (
            *start(SUM),
            *(
                SheetCell(value=value, look=Look.COUNT, formula=f"=SUM({at}{top}:{at}{bottom})")
                for at, value in sums
            ),
        ),
        width,
    )
    yield _filled((*start(COURSE), SheetCell(value=course.hours, look=Look.HOURS)), width)
    same, other = (labels[f"plan_workbook.modules.{word}"] for word in ("agrees", "differs"))
    quoted = ",".join(map(formula_text, (same, other)))
    yield _filled(
        (
            *start(CHECK),
            SheetCell(
                value=same if sums[0][1] == course.hours else other,
                look=Look.COUNT,
                formula=f"=IF(D{bottom + 1}=D{bottom + 2},{quoted})",
            ),
        ),
        width,
    )


def _filled(cells: tuple[SheetCell, ...], width: int) -> tuple[SheetCell, ...]:
    """A row with empty cells up to its width."""
    return (*cells, *(SheetCell(look=Look.NOTE) for _ in range(width - len(cells))))


FINGERPRINT = "fingerprint"
"""Key of the hidden sheet that remembers what was exported."""


def fingerprint(course: Course, sheets: Sequence[Sheet], language: str) -> Sheet:
    """The hidden sheet that remembers every compared value as it was exported."""
    facts = (
        ("standard", course.standard.code),
        ("course", course.title),
        ("language", language),
    )
    rows = [keys_row(FINGERPRINT, ("row", "column", "look", "value"))]
    rows += [_key_row("", name, "", "", value) for name, value in facts]
    for sheet in sheets:
        if sheet.fixed:
            rows.append(_key_row(sheet.key, "", "", "sheet", sheet.title))
            rows += [_key_row(sheet.key, key, "", "row", "") for key in sheet.row_keys()[1:]]
            rows += [
                _key_row(sheet.key, row, column, cell.look.value, shown(cell.value))
                for row, column, cell in sheet.cells()
            ]
    return Sheet(
        key=FINGERPRINT, title=FINGERPRINT, widths=(10, 10, 10, 10, 10), rows=tuple(rows), head=1
    )


def _key_row(*texts: str) -> tuple[SheetCell, ...]:
    return tuple(text_cell(text, Look.KEY) for text in texts)
