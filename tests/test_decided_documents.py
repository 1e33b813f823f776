"""Everything a trainer decides stands in exactly the documents that the manual names."""

import dataclasses
import json
import re
from pathlib import Path

import pytest
from decided_course import VALUES, decided_course
from made_up_course import course_from, made_up_standard
from test_views import text_of

from curriculum.composing.documents import all_documents, compose
from curriculum.course import Band, Course, ReviewItem
from curriculum.decisions import (
    NO_DECISIONS,
    Decided,
    Decisions,
    ModuleDecisions,
    Resources,
    Session,
    Staff,
)
from curriculum.labels import Labels, load_labels
from curriculum.planning import plan
from curriculum.problems import Place
from curriculum.reading.opening import open_path
from curriculum.tables import load_tables
from curriculum.views import pages
from curriculum.views.collection import Collection
from curriculum.views.data import course_data
from curriculum.views.home import home
from curriculum.views.parts import Document, Line, Missing, Table, Tag, missing_in, spans_of
from curriculum.views.schedule import schedule
from curriculum.views.terminal import plan_lines, reason_lines, reasons_about, review_lines

DOCS = Path(__file__).parents[1] / "docs"
LABELS = load_labels()
UNDECIDED = course_from(made_up_standard())
DECIDED = decided_course()


def documents(course: Course, labels: Labels = LABELS) -> dict[str, Document]:
    """All documents of a course by their page."""
    return {document.page: document for document in all_documents(course, [], labels)}


def promised() -> dict[str, set[str]]:
    """What the manual says: a decision's place in `course.yaml` -> names of documents."""
    page = (DOCS / "reference/documents.md").read_text(encoding="utf-8")
    table = page.split("## 您的決定出現在哪裡\n")[1].split("\n## ")[0]
    found: dict[str, set[str]] = {}
    for names, documents in re.findall(r"^\| (`.*?|\w+) \| (.*?) \|$", table, re.MULTILINE):
        for name in re.findall(r"[\w.*]+", names):
            code = "T1.1" if name.startswith("tasks") else "M1.1"
            found[name.replace("*", code)] = set(documents.split("、"))
    return found


def documents_with(course: Course, words: str, labels: Labels = LABELS) -> set[str]:
    """Names of the documents that say something."""
    names: dict[str, bool] = {}
    for document in all_documents(course, [], labels):
        if isinstance(document, Collection):
            continue  # what it holds has been asked
        name = "項目的頁面" if document.kind == "item" else document.short_title
        names[name] = names.get(name, False) or words in document.title + text_of(document.sections)
    return {name for name, is_there in names.items() if is_there}


def test_the_manual_names_every_decision() -> None:
    """A decision that no table lists would be looked for in vain."""
    assert sorted(VALUES) == sorted(promised())


@pytest.mark.parametrize("name", VALUES)
def test_a_decision_stands_where_the_manual_says(name: str) -> None:
    """In each of these documents, in no other, and nowhere while it is not decided."""
    assert promised()[name] == documents_with(DECIDED, VALUES[name])
    assert set() == documents_with(UNDECIDED, VALUES[name])


def test_marks_of_defaults_go_away_with_the_decision() -> None:
    """A decided value is not called proposed, and an undecided one never anything else."""
    proposed = {f"Tag({word})" for word in ("預設", "建議", "待確認")}
    decided, computed, _ = DECIDED.modules
    for module, expected in ((decided, {"Tag(待確認)"}), (computed, {"Tag(預設)", "Tag(建議)"})):
        documents = {each.page: each for each in all_documents(DECIDED, [], LABELS)}
        page = documents[pages.module_page(module)]
        tags = {f"Tag({span.text})" for span in spans_of(page.sections) if isinstance(span, Tag)}
        assert expected == tags & proposed, module.id


def test_what_is_decided_is_not_asked_for() -> None:
    """All that is left to supply are the things of the modules nobody has decided on."""
    waiting = {
        document.page
        for document in all_documents(DECIDED, [], LABELS)
        if missing_in(document.sections)
    }
    assert {"preparation/M1.2", "preparation/M2"} == waiting


def test_an_english_site_uses_english_words_where_there_are_some() -> None:
    """A visitor who reads English sees who gives the course; Chinese stands where it must."""
    labels = load_labels("en")
    syllabus = documents(DECIDED, labels)[pages.SYLLABUS]
    text = text_of(syllabus.sections)
    assert "Flower City Training Centre" in text
    assert VALUES["provider.zh"] not in text
    assert VALUES["entry_requirements.zh"] in text


def test_the_schedule_knows_its_weekdays_and_its_lesson_plan() -> None:
    """Day of the week, length and kind of each session, in order of time."""
    late, early = (dataclasses.replace(DECIDED.sessions[0], start=start, end=end)
                   for start, end in ((600, 690), (540, 600)))  # fmt: skip
    course = dataclasses.replace(DECIDED, sessions=(late, early, DECIDED.sessions[1]))
    (table, _) = documents(course)[pages.SCHEDULE].section("sessions").parts
    assert isinstance(table, Table)
    rows = [[cell.lines[0][0] if cell.lines else "" for cell in row] for row in table.rows]
    shown = [(row[1], row[2], row[3], row[5]) for row in rows]
    assert [
        ("星期一", "09:00–10:00", "1", "學科"),
        ("星期一", "10:00–11:30", "1.5", "術科"),
        # Three hours of a module of two and a half: the lesson plan does not say.
        ("星期二", "09:00–12:00", "3", ""),
        ("", "", "5.5", ""),
    ] == shown


def test_without_sessions_there_is_no_schedule() -> None:
    """An empty page would look like a mistake."""
    composition = compose(UNDECIDED, [], LABELS)
    assert "schedule.md" not in {page.path for page in composition.pages}
    assert "課程表" not in {title for title, _ in composition.nav}
    assert "課程表" in {title for title, _ in compose(DECIDED, [], LABELS).nav}


def test_decisions_to_confirm_come_before_doubts() -> None:
    """The review page: what was, what is now, which decision, in which line of which file."""
    page = documents(DECIDED)[pages.REVIEW]
    assert ["suspect", "parked", "queue"] == [section.id for section in page.sections]
    (_, table) = page.section("suspect").parts
    assert isinstance(table, Table)
    rows = [["".join(text_of_line(line) for line in cell.lines) for cell in row]
            for row in table.rows]  # fmt: skip
    assert [
        [
            "整個課程",
            "課程名稱",
            "T1原為 T9",
            "（沒有紀錄）",
            "接單",
            'curriculum confirm 課程資料夾 "title"',
            "course.yaml:7:3",
        ],
        [
            "M1.1 聽懂顧客要什麼",
            "時數",
            "T1.1",
            VALUES["待確認"],
            "確認需求",
            'curriculum confirm 課程資料夾 "M1.1 hours"',
            "course.yaml:7:3",
        ],
    ] == rows


def test_a_text_of_a_module_is_found_by_its_folder() -> None:
    """Every module may have a `case.md`; the folders above differ from machine to machine."""
    for path in ("/home/a/content/M1.1/case.md", "content\\M1.1\\case.md"):
        assert pages.place_text(Place(path=path, line=1)) == "content/M1.1/case.md:1"
    assert pages.place_text(Place(path="/home/content/course.yaml", line=1)) == "course.yaml:1"


def text_of_line(line: Line) -> str:
    """The words of a line."""
    return "".join(span if isinstance(span, str) else getattr(span, "text", "") for span in line)


def test_review_entries_of_every_kind_are_shown_with_their_words() -> None:
    """A title or an objective to look at is more than its id."""
    goal = UNDECIDED.modules[0].objectives[0]
    entries = tuple(
        ReviewItem(item=item, module="", band=Band.LOW, reason="x") for item in ("title", goal.id)
    )
    page = documents(dataclasses.replace(UNDECIDED, review=entries))[pages.REVIEW]
    text = text_of((page.section("queue"),))
    assert f"課程名稱：{UNDECIDED.title}" in text
    assert f"學習目標 {goal.id}：{goal.text}" in text


def test_the_terminal_says_what_is_decided() -> None:
    """`plan`, `plan --review` and `plan --explain` of a decided course."""
    reasons = {"M1.1 hours": "course.yaml 第 3 行", "M1.1-0": "course.yaml 第 9 行"}
    course = dataclasses.replace(DECIDED, reasons=reasons)
    plan = "\n".join(plan_lines(course, LABELS))
    for words in (
        "待確認的決定 2 項、暫存的決定 1 項",
        "2.5 小時（學科 1、術科 1.5）（已決定）",
        "K01（導入）（已決定）",
        f"不教 K03「法規」：{VALUES['leave_out']}",
        "不在本課程的範圍：T1.2",
    ):
        assert words in plan
    first, second, third, *_ = review_lines(course, LABELS)
    change = "決定時 T1.1 的文字是「改寫以前的接單任務」，現在是「確認需求」"
    assert f"待確認  course.yaml:7:3: M1.1 時數 [M1.1 hours]：{change}" == first
    assert second.startswith("待確認  course.yaml:7:3: 課程名稱 [title]：")
    assert third.startswith("暫存  course.yaml:7:3: M9.1 時數 [M9.1 hours]：T9.1 已經不在")
    assert ["M1.1 時數：course.yaml 第 3 行", "學習目標 M1.1-0：course.yaml 第 9 行"] == list(
        reason_lines(reasons_about(course, "m1.1", LABELS), LABELS)
    )


def test_the_json_holds_every_decision() -> None:
    """`plan --format json`: nothing that was decided is only on the pages."""
    data = json.dumps(course_data(DECIDED), ensure_ascii=False)
    elsewhere = {"completion.mark", "completion.attendance", "basis"}
    for name in VALUES.keys() - elsewhere:
        assert VALUES[name] in data, name
    plain = course_data(DECIDED)
    assert {"mark": 73, "attendance": 81} == {
        name: plain["completion"][name] for name in ("mark", "attendance")
    }
    assert ("analysis", "Adults") == (plain["basis"], plain["audience_en"])


def test_the_map_follows_the_order_that_was_decided() -> None:
    """Protects from a map on which a module stands before those that are taught before it."""
    standard, tables = open_path(None).standard, load_tables()
    rows = map_rows(plan(standard, NO_DECISIONS, tables))
    assert ("M1.1", "M1.2") == (rows[0][1].split()[0], rows[1][0].split()[0])
    first = Decisions(order=(Decided("M3.1"),))
    rows = map_rows(plan(standard, first, tables))
    assert [("1", "M3.1"), ("2", "M1.1")] == [(row[1], row[2].split()[0]) for row in rows[:2]]
    numbers = [next(words for words in row if words.isdigit()) for row in rows[:-1]]
    assert [str(number) for number in range(1, 13)] == numbers


def test_a_session_names_its_modules_teacher_or_that_nobody_is_decided() -> None:
    """Protects a schedule from an empty cell where the plan knows the name."""
    standard, tables = open_path(None).standard, load_tables()
    who = Resources(people=Staff(teachers=(Decided("王小花"),)))
    sessions = tuple(
        Session(module=Decided(name), date="2027-03-01", start=540, end=600)
        for name in ("M1.1", "M1.2")
    )
    decided = Decisions(modules={"M1.1": ModuleDecisions(resources=who)}, sessions=sessions)
    document = schedule(plan(standard, decided, tables), load_labels())
    (table,) = (part for part in document.sections[0].parts if isinstance(part, Table))
    assert [(("王小花",),), ((Missing("授課教師（預計）"),),)] == [
        row[-1].lines for row in table.rows[:2]
    ]


def map_rows(course: Course) -> list[list[str]]:
    """The words in every cell of the map on the home page."""
    document = home(course, (), (), load_labels())
    (table,) = (part for part in document.section("map").parts if isinstance(part, Table))
    return [
        ["".join(span if isinstance(span, str) else getattr(span, "text", "")
                 for line in cell.lines for span in line) for cell in row]
        for row in table.rows
    ]  # fmt: skip
