"""What is only for paper: the notice, the survey, the sign-in sheets, a schedule still to plan."""

import dataclasses

import pytest
from decided_course import VALUES, decided_course
from made_up_course import course_from, made_up_standard

from curriculum.course import Course
from curriculum.labels import LANGUAGES, load_labels
from curriculum.views.notice import notice
from curriculum.views.parts import (
    Box,
    Document,
    Line,
    Missing,
    Signatures,
    Table,
    missing_in,
    parts_of,
    spans_of,
)
from curriculum.views.schedule import schedule
from curriculum.views.sign_in import LEARNERS, sign_in
from curriculum.views.survey import survey

LABELS = load_labels()
DECIDED, UNDECIDED = decided_course(), course_from(made_up_standard())


def words(document: Document) -> str:
    """All words of a document, line breaks between the pieces."""
    spans = spans_of(document.sections)
    return "\n".join(str(getattr(span, "text", getattr(span, "what", span))) for span in spans)


def tables(document: Document) -> list[Table]:
    """The tables of a document, in order."""
    return [part for part in parts_of(document.sections) if isinstance(part, Table)]


def texts(row: tuple[Line, ...]) -> list[str]:
    """What the cells of a row say."""
    return ["".join(span for span in line if isinstance(span, str)) for line in row]


def rows_of(table: Table) -> list[list[str]]:
    """What the cells of a table say, line by line."""
    return [["\n".join(texts(cell.lines)) for cell in row] for row in table.rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_fit_their_tables_and_sections_their_titles(language: str) -> None:
    """Protects paper from cells in a neighbour's column, in every language."""
    labels = load_labels(language)
    for course in (DECIDED, UNDECIDED):
        documents = [notice(course, labels), survey(course, labels), schedule(course, labels)]
        for document in (*documents, *sign_in(course, labels)):
            for table in tables(document):
                width, covered = len(table.columns), [0] * len(table.columns)
                for row in table.rows:
                    free = [column for column in range(width) if not covered[column]]
                    assert len(free) == len(row), (document.kind, row)
                    covered = [max(rows - 1, 0) for rows in covered]
                    for column, cell in zip(free, row, strict=True):
                        covered[column] = cell.rows - 1


def test_a_notice_asks_for_what_only_the_centre_knows() -> None:
    """Nothing is made up about money, dates or people; what is decided is not asked for."""
    asked = {"招生人數", "報名期間", "報名方式", "費用", "退費辦法", "聯絡人、電話與電子郵件"}
    assert asked == {*missing_in(notice(DECIDED, LABELS).sections)}
    assert {"上課日期", "上課時間", "上課地點", "申請單位", "授課教師（預計）"} <= {
        *missing_in(notice(UNDECIDED, LABELS).sections)
    }
    said = words(notice(DECIDED, LABELS))
    for name in ("provider.zh", "summary", "purpose", "sessions.room", "sessions.teachers",
                 "completion.mark"):  # fmt: skip
        assert VALUES[name] in said
    assert "2027-03-01 至 2027-03-02，共 2 次" in said
    assert "星期一 09:00–11:30" in said


def test_a_notice_gives_dates_where_the_hours_of_a_weekday_differ() -> None:
    """Protects learners from two times for one Monday without a word about which is when."""
    (first, *_) = DECIDED.sessions
    later = dataclasses.replace(first, date="2027-03-08")
    weekly = dataclasses.replace(DECIDED, sessions=(first, later))
    assert "2027-03-08" not in words(notice(weekly, LABELS)).replace("至 2027-03-08，", "")
    shorter = dataclasses.replace(later, end=later.end - 60)
    said = words(notice(dataclasses.replace(DECIDED, sessions=(first, shorter)), LABELS))
    assert "2027-03-01 星期一 09:00–11:30" in said
    assert "2027-03-08 星期一 09:00–10:30" in said


def test_a_notice_claims_nothing_official() -> None:
    """Protects a centre from promising what no authority has given."""
    said = words(notice(DECIDED, LABELS))
    assert "不是政府機關發給的證書" in said
    assert "不表示已經取得任何品質認證" in said
    assert "iCAP" not in said


def test_the_hours_of_a_notice_and_of_a_plan_add_up() -> None:
    """Both end with the hours of the whole course."""
    units, planned = (tables(view(UNDECIDED, LABELS))[0] for view in (notice, schedule))
    theory = sum(module.theory_hours for module in UNDECIDED.modules)
    practice = sum(module.practice_hours for module in UNDECIDED.modules)
    expected = ["合計", *(f"{each:g}" for each in (theory, practice, UNDECIDED.hours))]
    assert expected == rows_of(units)[-1]
    assert [*expected, "", "", "", ""] == rows_of(planned)[-1]


def test_a_schedule_to_plan_on_has_room_for_what_is_undecided() -> None:
    """A row for each module; date, time and room are blank, and a decided teacher stands."""
    (computed,) = tables(schedule(UNDECIDED, LABELS))
    assert [[*row[:1], *row[4:]] for row in rows_of(computed)[:-1]] == [
        [f"{module.id} {module.title}", "", "", "", ""] for module in UNDECIDED.modules
    ]
    assert not missing_in(schedule(UNDECIDED, LABELS).sections)
    (table,) = tables(schedule(dataclasses.replace(DECIDED, sessions=()), LABELS))
    assert VALUES["modules.M1.1.people.teachers"] == rows_of(table)[0][-1]


def test_a_survey_asks_about_every_module_and_names_nobody() -> None:
    """Five points for each question; each module useful, before and after; room for words."""
    document = survey(UNDECIDED, LABELS)
    general, modules, opinions = tables(document)
    for row in general.rows:
        assert [(Box(),)] * 5 == [line for cell in row[-5:] for line in cell.lines]
    assert [f"{module.id} {module.title}" for module in UNDECIDED.modules] == [
        row[0] for row in rows_of(modules)
    ]
    boxes = [span.text for span in modules.rows[0][1].lines[0] if isinstance(span, Box)]
    assert ["5", "4", "3", "2", "1"] == boxes
    assert all(len(row) == 4 for row in modules.rows)
    assert all(len(row[1].lines) > 1 for row in opinions.rows)
    places = [part for part in parts_of(document.sections) if isinstance(part, Signatures)]
    assert [(("填寫日期",),)] == [place.rows for place in places]


def blanks(document: Document) -> list[str]:
    """What there is room to write of the meeting itself."""
    (facts, _) = document.sections
    return [name for part in facts.parts if isinstance(part, Signatures)
            for row in part.rows for name in row]  # fmt: skip


def test_a_sign_in_sheet_for_each_session_says_when_and_where() -> None:
    """What is decided is printed, so that nobody writes it thirty times."""
    first, second = sign_in(DECIDED, LABELS)
    assert "簽到表：M1.1 聽懂顧客要什麼" == first.title
    for text in ("2027-03-01（星期一）", "09:00–11:30", VALUES["sessions.room"], "林滿天星"):
        assert text in words(first)
    assert [] == blanks(first)
    assert "2027-03-02（星期二）" in words(second)
    titles = [texts((column.title,))[0] for column in tables(first)[0].columns]
    assert ["編號", "姓名", "簽到", "簽退"] * 2 == titles


def test_without_sessions_each_module_has_a_sheet_with_room_to_write() -> None:
    """Learners who come for the whole day sign twice."""
    sheets = [*sign_in(UNDECIDED, LABELS)]
    assert len(UNDECIDED.modules) == len(sheets)
    assert len({sheet.page for sheet in sheets}) == len(sheets)
    for sheet in sheets:
        assert ["日期", "時間", "地點", "授課教師（預計）"] == blanks(sheet)
        (table,) = tables(sheet)
        titles = [texts((column.title,))[0] for column in table.columns]
        assert ["編號", "姓名", "上午簽名", "下午簽名"] * 2 == titles
        numbers = {row[column] for row in rows_of(table) for column in (0, 4)}
        assert {str(number) for number in range(1, LEARNERS + 1)} == numbers


def test_a_session_through_noon_is_signed_twice() -> None:
    """A lunch break is when people leave; a session that only runs late is no second half."""
    session = DECIDED.sessions[0]

    def asked(start: int, end: int) -> str:
        course = dataclasses.replace(
            DECIDED, sessions=(dataclasses.replace(session, start=start, end=end),)
        )
        (sheet,) = sign_in(course, LABELS)
        return texts((tables(sheet)[0].columns[2].title,))[0]

    assert ["上午簽名", "簽到", "簽到", "簽到"] == [
        asked(540, 1020), asked(540, 750), asked(780, 1020), asked(1110, 1290)
    ]  # fmt: skip


def test_a_session_of_a_module_that_is_gone_keeps_its_sheet() -> None:
    """The rules report it; the sheet still says what was decided."""
    course: Course = dataclasses.replace(DECIDED, modules=DECIDED.modules[1:])
    first, _ = sign_in(course, LABELS)
    assert "簽到表：M1.1" == first.title


def test_a_room_that_is_not_decided_is_a_line_to_write_on() -> None:
    """A form with 待補 printed on it cannot be written on."""
    session = dataclasses.replace(DECIDED.sessions[1], room="", teachers=())
    (sheet,) = sign_in(dataclasses.replace(DECIDED, sessions=(session,)), LABELS)
    assert ["地點", "授課教師（預計）"] == blanks(sheet)
    assert not [span for span in spans_of(sheet.sections) if isinstance(span, Missing)]
