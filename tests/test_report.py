"""The official course report says the same in all of its tables, and claims nothing undecided."""

import dataclasses
import functools
import re

import pytest
from decided_course import VALUES, decided_course
from made_up_course import course_from, made_up_standard

from curriculum.commands import planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.course import Course
from curriculum.decisions import Completion, CourseBasis, Decided, Words
from curriculum.labels import Labels, load_labels
from curriculum.standard import Framework
from curriculum.views import pages
from curriculum.views.parts import Box, Cell, Facts, Missing, Section, Table, Tag, plain_text
from curriculum.views.report import report

LABELS = load_labels()
UNDECIDED = course_from(made_up_standard())
DECIDED = decided_course()
TITLES = {
    1: ["工作任務_中文", "工作任務_英文", "對應之行為指標(P)", "職能級別(L)", "對應之知識(K)",
        "對應之技能(S)"],
    3: ["課程(單元)名稱_中文", "課程(單元)名稱_英文", "課程(單元)職能級別", "教學／訓練目標",
        "對應行為指標", "對應之知識(K)", "對應之技能(S)"],
    4: ["課程(單元)名稱", "課程時數", "課程大綱內容"],
    5: ["課程(單元)名稱", "教學/訓練目標", "教學方法"],
    6: ["課程(單元)名稱", "教材", "教具/設備"],
    7: ["課程(單元)名稱", "授課教師", "評量人員", "課程協助人員"],
    8: ["課程(單元)名稱", "評量方式", "相對應的評量工具"],
    9: ["課程(單元)名稱", "授課教師", "評量人員", "課程協助人員"],
    10: ["辦訓期間_起", "辦訓期間_訖", "參訓人數", "完訓人數", "結訓人數"],
    11: ["課程(單元)名稱", "學習成果證據項目"],
}  # fmt: skip


@functools.cache
def seed() -> Course:
    """The bundled standard's course, for which nothing is decided."""
    return planned_course(open_recalled(None))


def sections(course: Course, labels: Labels = LABELS) -> dict[str, Section]:
    """Every section of the report by its id."""

    def walk(found: tuple[Section, ...]) -> dict[str, Section]:
        return {each.id: each for each in found} | {
            name: below for each in found for name, below in walk(each.sections).items()
        }

    return walk(report(course, labels).sections)


def table(course: Course, number: int, labels: Labels = LABELS) -> Table:
    """One of the twelve tables."""
    (part,) = sections(course, labels)[f"table-{number}"].parts
    assert isinstance(part, Table)
    return part


def facts(course: Course, section: str) -> dict[str, list[str]]:
    """Labels and lines of a section of facts."""
    (part,) = sections(course)[section].parts
    assert isinstance(part, Facts)
    return {fact.label: [plain_text(line) for line in fact.lines] for fact in part.facts}


def lines(cell: Cell) -> list[str]:
    """What a cell says."""
    return [plain_text(line) for line in cell.lines]


def column(course: Course, number: int, place: int) -> list[list[str]]:
    """A column of a table without cells that cover rows above it."""
    return [lines(row[place]) for row in table(course, number).rows if len(row) > place]


def test_columns_are_the_forms() -> None:
    """Filling the official form finds its columns by these words."""
    for number, titles in TITLES.items():
        assert titles == [plain_text(each.title) for each in table(DECIDED, number).columns]


@pytest.mark.parametrize("course", [UNDECIDED, DECIDED], ids=["undecided", "decided"])
def test_a_module_has_one_name_in_all_tables(course: Course) -> None:
    """A reviewer compares the names letter by letter."""
    names = [pages.module_name(module) for module in course.modules]
    for number in (2, 3, 4, 5, 6, 7, 8, 9, 11):
        found = column(course, number, 1 if number == 2 else 0)
        assert names == list(dict.fromkeys(line for (line,) in found)), number


def test_what_the_report_takes_from_the_standard_is_taught() -> None:
    """Every P, K and S of 表1 stands in 表3 with the same words, and no other P does."""
    for course in (seed(), UNDECIDED, DECIDED):
        first, third = table(course, 1), table(course, 3)
        for from_left, in_third in ((2, 4), (4, 5), (5, 6)):
            taken = {line for row in first.rows if len(row) > from_left
                     for line in lines(row[from_left])
                     if not line.startswith("職能基準註")}  # fmt: skip
            taught = {line for row in third.rows for line in lines(row[in_third])}
            assert taken <= taught
            if in_third == 4:
                assert taken == taught
                assert taken


def test_a_footnote_mark_is_explained_once_where_it_is_first_met() -> None:
    """Protects reviewers from a 【註1】 that points at nothing, or at the form's own notes."""
    first, second, *_ = table(UNDECIDED, 1).rows
    said = [lines(cell) for row in (first, second) for cell in row]
    note = "職能基準註1：指花卉法。"
    assert ["K01 花材知識", "K02 法規【註1】", note] == said[4]
    assert 1 == sum(each.count(note) for each in said)
    assert "P1.2.1 依訂單包裝花束【註1】。" in said[8]


def test_what_is_left_out_is_not_in_the_report() -> None:
    """表1 is the course's table, not the whole standard's."""
    course = dataclasses.replace(UNDECIDED, modules=UNDECIDED.modules[:1])
    assert [["T1.1 確認需求"]] == column(course, 1, 0)
    assert [["P1.1.1 依顧客需求，確認花材與數量。"]] == column(course, 1, 2)


def test_the_outline_adds_up() -> None:
    """Minutes of 表4 add up to its hours, and these to the hours of 壹."""
    total = 0.0
    for row in table(seed(), 4).rows:
        hours = float(lines(row[1])[0].split(" ")[0])
        minutes = re.findall(r"（(\d+) 分鐘）$", "\n".join(lines(row[2])), re.MULTILINE)
        assert hours * 60 == sum(map(int, minutes))
        total += hours
    assert [f"{total:g}"] == [
        text.split(" ")[0] for text in facts(seed(), "information")["課程時數"]
    ]


def test_a_row_for_each_objective_ticks_its_methods() -> None:
    """表5 names the objectives of 表3 in the same words, and ticks at least one box for each."""
    third = [line for row in table(seed(), 3).rows for line in lines(row[3])]
    assert third == [lines(row[1])[0] for row in table(seed(), 5).rows]
    for row in table(seed(), 5).rows:
        boxes = [span for line in row[2].lines for span in line if isinstance(span, Box)]
        assert 8 == len(boxes)
        assert any(box.is_ticked for box in boxes)


def test_other_words_stand_behind_the_last_box() -> None:
    """Nothing a trainer wrote is dropped because the form has no box for it."""
    first = table(DECIDED, 6).rows[0]
    assert [VALUES["modules.M1.1.materials"]] == lines(first[1])
    assert f"☑其他：{VALUES['modules.M1.1.equipment']}" == lines(first[2])[-1]
    module = DECIDED.modules[0]
    resources = dataclasses.replace(
        module.resources, equipment=(Decided("麥克風"), Decided("黑／白板"))
    )
    course = dataclasses.replace(
        DECIDED, modules=(dataclasses.replace(module, resources=resources), *DECIDED.modules[1:])
    )
    ticked = [line for line in lines(table(course, 6).rows[0][2]) if line.startswith("☑")]
    assert ["☑麥克風", "☑黑/白板"] == ticked


def test_facts_of_a_run_are_blank_and_say_so() -> None:
    """What is expected is never passed off as what has happened."""
    for row in table(UNDECIDED, 9).rows:
        assert all(["姓名：（尚未試辦）", "資格："] == lines(cell) for cell in row[1:])
    assert ["姓名：王小花（預計）", "資格："] == lines(table(DECIDED, 9).rows[0][1])
    (planned,) = table(DECIDED, 10).rows
    assert ["2027年3月1日（預計）"] == lines(planned[0])
    (unplanned,) = table(UNDECIDED, 10).rows
    assert ["年　月　日（尚未試辦）"] == lines(unplanned[0])
    assert all(["（尚未試辦）"] == lines(cell) for cell in (*planned[2:], *unplanned[2:]))
    # Conditions are no people.
    assert VALUES["modules.M1.1.people.teachers"] not in str(table(DECIDED, 7))


def test_only_what_is_decided_is_ticked_or_in_english() -> None:
    """An empty box asks the applicant; a ticked one must be true."""
    cover = facts(DECIDED, "cover")
    assert ["□職能基準", "□職能單元", "☑自行職能分析"] == cover["職能依據"]
    assert all(line.startswith("□") for line in cover["類型"])
    assert ["2027年3月1日至2027年3月2日（預計）"] == cover["辦訓期間"]
    assert [VALUES["title.en"]] == cover["課程名稱（英文）"]
    assert [] == facts(UNDECIDED, "cover")["課程名稱（英文）"]
    assert [[VALUES["modules.M1.1.title.en"]], [], []] == column(DECIDED, 3, 1)
    units = dataclasses.replace(UNDECIDED, basis=CourseBasis.UNITS)
    assert "☑職能單元" in facts(units, "cover")["職能依據"]
    foreign = dataclasses.replace(UNDECIDED.standard, framework=Framework(name="O*NET"))
    abroad = dataclasses.replace(UNDECIDED, standard=foreign)
    assert all(line.startswith("□") for line in facts(abroad, "cover")["職能依據"])


def test_the_completion_standard_is_ticked_as_decided() -> None:
    """表12 asks for at least one tick; without a decision it says that one is missing."""
    units = LABELS["completion.all_units"]
    assert {
        "各階段評量": [
            "□通過",
            f"☑其他：{units}（預設）；各階段評量達 73 分以上（滿分 100 分）",
        ],
        "學科": ["□通過", "□其他："],
        "術科": ["□通過", "□其他："],
        "其他": ["☑其他：出席時數：達課程總時數的 81% 以上；補評：結訓後兩週內可補評一次"],
    } == facts(DECIDED, "table-12")
    assert "Missing(what='出席時數')" in str(sections(UNDECIDED)["table-12"])
    only = dataclasses.replace(UNDECIDED, completion=Completion(reassessment=Decided("可補評")))
    assert "Missing(what='出席時數')" in str(sections(only)["table-12"])


def test_a_sentence_that_waits_keeps_its_remark() -> None:
    """A default degree is never passed off as decided."""
    spans = [span for row in table(seed(), 3).rows for line in row[3].lines for span in line]
    assert Tag("預設") in spans
    assert Missing("授課教師條件") in [
        span
        for row in table(seed(), 7).rows
        for cell in row
        for line in cell.lines
        for span in line
    ]


def test_only_the_ten_indicators_are_named() -> None:
    """The detailed requirements are nothing we have the words of."""
    (part,) = sections(UNDECIDED)["material"].parts
    assert isinstance(part, Table)
    indicators = [line for row in part.rows for line in lines(row[1])]
    assert ["1.1", "1.2", "2.1", "2.2", "3.1", "3.2", "4.1", "5.1", "5.2", "5.3"] == [
        line[:3] for line in indicators
    ]
    papers = [line for row in part.rows for line in lines(row[3])]
    for paper in ("招生簡章", "滿意度調查", "學員名單及成績總表（尚未試辦）", "評量工具及評分標準"):
        assert paper in papers


def test_english_readers_get_the_same_report() -> None:
    """The interface is English; what fills the form stays in the form's words."""
    english = load_labels("en")
    course = dataclasses.replace(DECIDED, provider=Words(zh="花都"))
    assert list(sections(course)) == list(sections(course, english))
    assert "Table 5: Teaching methods" == sections(course, english)["table-5"].title
    assert "講述教學" in str(table(course, 5, english))
