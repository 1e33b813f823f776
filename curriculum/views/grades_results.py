"""The sheets of the record of grades that sum up: attendance, all learners, and one of them."""

from collections.abc import Sequence

from curriculum.course import Course
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.facts import hours_text
from curriculum.views.grades import ModuleRecord, Results, result_colours, results
from curriculum.views.record_sheets import (
    HEAD,
    Area,
    Highlight,
    RecordSheet,
    Row,
    Rule,
    banner,
    cell_name,
    entries,
    filled,
    fixed_name,
    heads,
    identity_text,
    on_sheet,
)
from curriculum.views.roster import name_of
from curriculum.views.sheets import Look, SheetCell, formula_text, text_cell
from curriculum.views.sign_in import LEARNERS, Meeting, meetings

_FIXED = 2
_LAST = HEAD + LEARNERS - 1
_NOTHING = '""'


def attendance_sheet(course: Course, names: tuple[str, str], labels: Labels) -> RecordSheet:
    """The hours that each learner attended, meeting by meeting.

    Args:
        course: The course.
        names: Of the sheet and of the roster.
        labels: The words of headings and messages.
    """
    title, learners = names
    found = meetings(course, labels)
    widths = (6, 14, *(10.0 for _ in found), 9, 9)
    return RecordSheet(
        title=title,
        widths=widths,
        rows=(
            banner(f"{labels['records.attendance.name']} {course.title}", Look.TITLE, widths),
            banner(labels["records.attendance.note"], Look.NOTE, widths),
            heads(
                (
                    labels["sign-in.number"],
                    labels["sign-in.name"],
                    *(_meeting_name(each) for each in found),
                    labels["completion.attendance"],
                    labels["records.attendance.share"],
                )
            ),
            (
                text_cell(""),
                text_cell(labels["terms.hours"]),
                *(SheetCell(value=each.hours, look=Look.COUNT) for each in found),
                SheetCell(value=course.hours, look=Look.COUNT),
                SheetCell(value=100, look=Look.COUNT),
            ),
            *(
                (
                    SheetCell(value=number + 1, look=Look.COUNT),
                    name_of(learners, number),
                    *entries(len(found)),
                    *_attended(HEAD + number, _FIXED + len(found)),
                )
                for number in range(LEARNERS)
            ),
        ),
        head=HEAD,
        repeated=2,
        fixed=_FIXED,
        rules=tuple(
            Rule(
                area=Area(top=HEAD, left=column, bottom=_LAST, right=column),
                most=each.hours,
                message=labels.fill("records.attendance.most", hours=hours_text(each.hours)),
            )
            for column, each in enumerate(found, _FIXED)
        ),
        row_height=20,
    )


def _meeting_name(meeting: Meeting) -> str:
    """The module, and the date where it is decided."""
    date = meeting.known.get("date", "")
    return "\n".join(text for text in (meeting.name, date) if text)


def _attended(row: int, last: int) -> tuple[SheetCell, SheetCell]:
    """The sum of a learner's hours, and their share of the course's."""
    hours = f"{cell_name(row, _FIXED)}:{cell_name(row, last - 1)}"
    total, whole = cell_name(row, last), fixed_name(HEAD - 1, last)
    return (
        SheetCell(look=Look.COUNT, formula=f'=IF(COUNT({hours})=0,"",SUM({hours}))'),
        SheetCell(look=Look.COUNT, formula=f'=IF({total}="","",ROUND({total}/{whole}*100,1))'),
    )


def summary_sheet(
    course: Course,
    records: Sequence[ModuleRecord],
    names: tuple[str, str, str, str],
    labels: Labels,
) -> RecordSheet:
    """A row for each learner: the result of each module, attendance, and the overall result.

    Args:
        course: The course.
        records: Its modules' sheets.
        names: Of the sheet, of the roster and of attendance, and the cell of the least share.
        labels: The words of headings and results.
    """
    title, learners, attendance, share = names
    last = _FIXED + len(records)
    widths = (6, 14, *(10.0 for _ in records), 9, 9, 9, 14, 14)
    words = [labels[f"records.summary.{name}"] for name in ("passed", "overall", "completed")]
    columns = (words[0], labels["completion.attendance"], labels["records.attendance.share"])
    modules = [record.module for record in records]
    shown = Area(top=HEAD, left=_FIXED, bottom=_LAST, right=last + 3)
    return RecordSheet(
        title=title,
        widths=widths,
        rows=(
            banner(f"{labels['kit.titles.grades']} {course.title}", Look.TITLE, widths),
            banner(identity_text(course, labels), Look.NOTE, widths),
            heads(
                (
                    labels["sign-in.number"],
                    labels["sign-in.name"],
                    *(module.id for module in modules),
                    *columns,
                    *words[1:],
                )
            ),
            filled(
                (
                    text_cell(""),
                    text_cell(labels["terms.module"]),
                    *(text_cell(module.title) for module in modules),
                    SheetCell(value=len(records), look=Look.COUNT),
                    SheetCell(value=course.hours, look=Look.COUNT),
                    SheetCell(value=100, look=Look.COUNT),
                    text_cell(""),
                    text_cell(""),
                ),
                len(widths),
            ),
            *(
                _summary_row(course, records, number, (learners, attendance, share), labels)
                for number in range(LEARNERS)
            ),
        ),
        head=HEAD,
        repeated=2,
        fixed=_FIXED,
        filtered=Area(top=HEAD - 1, left=0, bottom=_LAST, right=len(widths) - 1),
        highlights=(
            *result_colours(shown, results(labels)),
            *_completion_colours(last + 4, labels),
        ),
        row_height=33,
    )


def _completion_colours(column: int, labels: Labels) -> tuple[Highlight, ...]:
    area = Area(top=HEAD, left=column, bottom=_LAST, right=column)
    first = cell_name(HEAD, column)
    tints = {"done": "high", "not_done": "none"}
    return tuple(
        Highlight(
            area=area,
            formula=f"={first}={formula_text(labels[f'records.summary.{word}'])}",
            tint=tint,
        )
        for word, tint in tints.items()
    )


def _summary_row(
    course: Course,
    records: Sequence[ModuleRecord],
    number: int,
    names: tuple[str, str, str],
    labels: Labels,
) -> Row:
    """What becomes of a learner; nothing while nothing is typed."""
    learners, attendance, share = names
    row, last = HEAD + number, _FIXED + len(records)
    words = results(labels)
    found = f"{cell_name(row, _FIXED)}:{cell_name(row, last - 1)}"
    attended = _FIXED + len(meetings(course, labels))
    hours, percent = (
        on_sheet(attendance, cell_name(row, column)) for column in (attended, attended + 1)
    )
    passed = f"COUNTIF({found},{formula_text(words.competent)})"
    anything = f'COUNTIF({found},"?*")'
    return (
        SheetCell(value=number + 1, look=Look.COUNT),
        name_of(learners, number),
        *(
            SheetCell(
                look=Look.COUNT, formula=f"={on_sheet(each.sheet, cell_name(row, each.result))}"
            )
            for each in records
        ),
        SheetCell(look=Look.COUNT, formula=f'=IF({anything}=0,"",{passed})'),
        SheetCell(look=Look.COUNT, formula=f"={hours}"),
        SheetCell(look=Look.COUNT, formula=f"={percent}"),
        SheetCell(look=Look.COUNT, formula=_overall(found, len(records), words)),
        SheetCell(look=Look.COUNT, formula=_completed(course, row, last, share, labels)),
    )


def _overall(found: str, count: int, words: Results) -> str:
    """Whoever has passed every module is competent; one that failed is enough not to be."""
    counted = {
        name: f"COUNTIF({found},{formula_text(getattr(words, name))})"
        for name in ("competent", "not_yet", "no_mark")
    }
    competent, not_yet, unfinished, no_mark = (
        formula_text(word)
        for word in (words.competent, words.not_yet, words.unfinished, words.no_mark)
    )
    return (
        f'=IF(COUNTIF({found},"?*")=0,"",IF({counted["not_yet"]}>0,{not_yet},'
        f"IF({counted['competent']}={count},{competent},"
        f"IF({counted['competent']}+{counted['no_mark']}={count},{no_mark},{unfinished}))))"
    )


def _completed(course: Course, row: int, last: int, share: str, labels: Labels) -> str:
    """Whether a competent learner has attended enough to complete the course."""
    words = results(labels)
    hours, overall = cell_name(row, last + 1), cell_name(row, last + 3)
    done, not_done = (
        formula_text(labels[f"records.summary.{name}"]) for name in ("done", "not_done")
    )
    no_share = formula_text(labels.fill("parts.missing", what=labels["records.grades.share"]))
    enough = f"IF({hours}*100>={hours_text(course.hours)}*{share},{done},{not_done})"
    return (
        f'=IF({overall}="","",IF({overall}={formula_text(words.not_yet)},{not_done},'
        f"IF({overall}<>{formula_text(words.competent)},{overall},"
        f"IF(NOT(ISNUMBER({share})),{no_share},"
        f"IF(ISNUMBER({hours}),{enough},{formula_text(words.unfinished)})))))"
    )


def personal_sheet(
    course: Course, records: Sequence[ModuleRecord], names: tuple[str, str], labels: Labels
) -> RecordSheet:
    """One learner on one page, chosen by his number.

    Args:
        course: The course.
        records: Its modules' sheets.
        names: Of the sheet and of the summary.
        labels: The words of headings.
    """
    title, summary = names
    widths = (34.0, 9.0, 9.0, 9.0, 10.0, 10.0, 18.0)
    last = _FIXED + len(records)
    ask = labels["records.personal.choose"]
    number = SheetCell(value=1, look=Look.ENTRY)
    columns = ("met", "required", "test", "total", "result")
    facts = {
        labels["records.summary.passed"]: last,
        labels["completion.attendance"]: last + 1,
        labels["records.attendance.share"]: last + 2,
        labels["records.summary.overall"]: last + 3,
        labels["records.summary.completed"]: last + 4,
    }
    results_area = Area(top=HEAD + 1, left=6, bottom=HEAD + len(records), right=6)
    return RecordSheet(
        title=title,
        widths=widths,
        rows=(
            banner(f"{labels['records.personal.name']} {course.title}", Look.TITLE, widths),
            banner(identity_text(course, labels), Look.NOTE, widths),
            filled((text_cell(ask, Look.CODE), number), len(widths)),
            filled(
                (text_cell(labels["sign-in.name"], Look.CODE), _chosen_of(summary, 1, across=3)),
                len(widths),
            ),
            heads(
                (
                    labels["terms.module"],
                    labels["terms.hours"],
                    *(labels[f"records.grades.{name}"] for name in columns),
                )
            ),
            *(_personal_row(record) for record in records),
            filled((), len(widths)),
            *(
                filled(
                    (text_cell(label, Look.CODE), _chosen_of(summary, column, across=3)),
                    len(widths),
                )
                for label, column in facts.items()
            ),
            filled((), len(widths)),
            filled(
                (
                    text_cell(labels["observation-sheet.assessor"], Look.CODE),
                    SheetCell(look=Look.PEN, across=3),
                ),
                len(widths),
            ),
        ),
        rules=(
            Rule(
                area=Area(top=2, left=1, bottom=2, right=1),
                least=1,
                most=LEARNERS,
                is_whole=True,
                message=labels.fill("records.personal.wrong", most=str(LEARNERS)),
            ),
        ),
        highlights=result_colours(results_area, results(labels)) if records else (),
        is_landscape=False,
        row_height=22,
    )


def _chosen_of(sheet: str, column: int, *, across: int = 1) -> SheetCell:
    """What a column of the summary says of the chosen learner."""
    area = Area(top=HEAD, left=column, bottom=_LAST, right=column)
    return _chosen(on_sheet(sheet, area.name), across=across)


def _chosen(column: str, *, across: int = 1) -> SheetCell:
    """The cell of a column that is the chosen learner's; nothing where nothing is typed."""
    found = f"INDEX({column},{fixed_name(2, 1)})"
    return SheetCell(look=Look.COUNT, formula=f'=IF({found}="","",{found})', across=across)


def _personal_row(record: ModuleRecord) -> Row:
    blank = SheetCell(look=Look.COUNT)
    return (
        text_cell(pages.module_name(record.module), Look.CODE),
        SheetCell(value=record.module.hours, look=Look.COUNT),
        _chosen(record.column(record.met)),
        SheetCell(value=len(record.items), look=Look.COUNT),
        _chosen(record.column(record.test)) if record.has_test else blank,
        _chosen(record.column(record.total)) if record.has_total else blank,
        _chosen(record.column(record.result)),
    )
