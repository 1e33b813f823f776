"""The sheets of the record of grades that sum up: attendance, all learners, and one of them."""

from collections.abc import Iterator, Sequence

from curriculum.course import Course
from curriculum.labels import Labels
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
    fixed_name,
    heads,
    identity_text,
    on_sheet,
)
from curriculum.views.roster import LAST, NAMED, name_of
from curriculum.views.sheets import Look, SheetCell, formula_text, text_cell
from curriculum.views.sign_in import LEARNERS, Meeting, meetings


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
            *_attendance_heads(course, found, labels),
            *(
                (
                    SheetCell(value=number + 1, look=Look.COUNT),
                    name_of(learners, number),
                    *entries(len(found)),
                    *_attended(HEAD + number, NAMED + len(found)),
                )
                for number in range(LEARNERS)
            ),
        ),
        head=HEAD,
        repeated=2,
        fixed=NAMED,
        rules=tuple(_attendance_rules(found, labels)),
        row_height=20,
    )


def _attendance_heads(course: Course, found: Sequence[Meeting], labels: Labels) -> tuple[Row, Row]:
    """The meetings, and below them their hours."""
    above = heads(
        (
            labels["sign-in.number"],
            labels["sign-in.name"],
            *(_meeting_name(each) for each in found),
            labels["completion.attendance"],
            labels["records.attendance.share"],
        )
    )
    most = (*(each.hours for each in found), course.hours, 100)
    below = (SheetCell(value=number, look=Look.COUNT) for number in most)
    return above, (text_cell(""), text_cell(labels["terms.hours"]), *below)


def _attendance_rules(found: Sequence[Meeting], labels: Labels) -> Iterator[Rule]:
    """Nobody attends longer than a meeting lasts."""
    for column, each in enumerate(found, NAMED):
        yield Rule(
            area=Area(top=HEAD, left=column, bottom=LAST, right=column),
            most=each.hours,
            message=labels.fill("records.attendance.most", hours=hours_text(each.hours)),
        )


def _meeting_name(meeting: Meeting) -> str:
    """The module, and the date where it is decided."""
    date = meeting.known.get("date", "")
    return "\n".join(text for text in (meeting.name, date) if text)


def _attended(row: int, last: int) -> tuple[SheetCell, SheetCell]:
    """The sum of a learner's hours, and their share of the course's."""
    hours = f"{cell_name(row, NAMED)}:{cell_name(row, last - 1)}"
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
    last = NAMED + len(records)
    widths = (6, 14, *(10.0 for _ in records), 9, 9, 9, 14, 14)
    shown = Area(top=HEAD, left=NAMED, bottom=LAST, right=last + 3)
    return RecordSheet(
        title=title,
        widths=widths,
        rows=(
            banner(f"{labels['kit.titles.grades']} {course.title}", Look.TITLE, widths),
            banner(identity_text(course, labels), Look.NOTE, widths),
            *_summary_heads(course, records, labels),
            *(
                _summary_row(course, records, number, (learners, attendance, share), labels)
                for number in range(LEARNERS)
            ),
        ),
        head=HEAD,
        repeated=2,
        fixed=NAMED,
        filtered=Area(top=HEAD - 1, left=0, bottom=LAST, right=len(widths) - 1),
        highlights=(
            *result_colours(shown, results(labels)),
            *_completion_colours(last + 4, labels),
        ),
        row_height=33,
    )


def _summary_heads(
    course: Course, records: Sequence[ModuleRecord], labels: Labels
) -> tuple[Row, Row]:
    """The columns, and below them what there is at most."""
    passed, *ends = (
        labels[f"records.summary.{name}"] for name in ("passed", "overall", "completed")
    )
    above = heads(
        (
            labels["sign-in.number"],
            labels["sign-in.name"],
            *(record.module.id for record in records),
            passed,
            labels["completion.attendance"],
            labels["records.attendance.share"],
            *ends,
        )
    )
    most = (len(records), course.hours, 100)
    below = (
        text_cell(""),
        text_cell(labels["terms.module"]),
        *(text_cell(record.module.title) for record in records),
        *(SheetCell(value=number, look=Look.COUNT) for number in most),
        *(text_cell("") for _ in ends),
    )
    return above, below


def _completion_colours(column: int, labels: Labels) -> tuple[Highlight, ...]:
    area = Area(top=HEAD, left=column, bottom=LAST, right=column)
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
    row, last = HEAD + number, NAMED + len(records)
    words = results(labels)
    found = f"{cell_name(row, NAMED)}:{cell_name(row, last - 1)}"
    attended = NAMED + len(meetings(course, labels))
    hours, percent = (
        on_sheet(attendance, cell_name(row, column)) for column in (attended, attended + 1)
    )
    typed = f"{cell_name(row, NAMED)}:{cell_name(row, attended - 1)}"
    blank = f"COUNT({on_sheet(attendance, typed)})<{attended - NAMED}"
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
        SheetCell(look=Look.COUNT, formula=_completed(course, row, (last, blank), share, labels)),
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


def _completed(course: Course, row: int, known: tuple[int, str], share: str, labels: Labels) -> str:
    """Whether a competent learner has attended enough to complete the course.

    Args:
        course: The course.
        row: The learner's.
        known: The column behind the modules, and when a meeting's hours are not typed yet.
        share: The cell of the least share.
        labels: The words of results.
    """
    last, blank = known
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
        f"IF({blank},{formula_text(words.unfinished)},{enough})))))"
    )
