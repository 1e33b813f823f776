"""Edits of a workbook come back exactly, and only those; what cannot be placed is refused."""

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from workbooks import (
    ALLOCATION,
    LABELS,
    MODULES,
    OBJECTIVES,
    Edits,
    converted,
    decided,
    exported,
    matrix,
    place_of,
    refused,
    started,
    typed,
    with_part,
)

from curriculum.commands import planned_course
from curriculum.errors import ContentError, SourceError
from curriculum.office import workbook_file
from curriculum.reading.opening import open_path

NOTHING = [LABELS["workbook.nothing"]]
MOVED: Edits = {(ALLOCATION, "K15", "M3.2"): None, (ALLOCATION, "K15", "M3.3"): "●"}
"""K15 is taught one module later."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a course of the bundled standard and its workbook, for tests to copy."""
    folder = tmp_path_factory.mktemp("original")
    exported(started(folder / "c"))
    return folder


@pytest.fixture
def course(original: Path, tmp_path: Path) -> Path:
    """The course folder."""
    shutil.copytree(original, tmp_path, dirs_exist_ok=True)
    return tmp_path / "c"


@pytest.fixture
def plan_file(course: Path) -> Path:
    """Its workbook."""
    return course.parent / "plan.xlsx"


def added(course: Path) -> str:
    """What a command added to the starter's `course.yaml`."""
    starter = started(course.parent / "starter") / "course.yaml"
    before = starter.read_text(encoding="utf-8").splitlines()
    shutil.rmtree(starter.parent)
    after = (course / "course.yaml").read_text(encoding="utf-8").splitlines()
    assert [] == [line for line in before if line not in after], "every line is still there"
    return "\n".join(line for line in after if line and line not in before)


def test_an_unedited_workbook_changes_nothing(course: Path, plan_file: Path) -> None:
    """Protects the course from decisions that nobody took."""
    before = (course / "course.yaml").read_bytes()
    assert NOTHING == decided(course, plan_file)
    assert before == (course / "course.yaml").read_bytes()
    assert [] == list(course.glob("*.bak"))


def test_libreoffice_opens_and_saves_without_changing_anything(
    course: Path, plan_file: Path, tmp_path: Path
) -> None:
    """Protects the round trip through a real spreadsheet program."""
    before = (course / "course.yaml").read_bytes()
    again = converted(plan_file, "xlsx", tmp_path)
    assert again.read_bytes() != plan_file.read_bytes()
    assert NOTHING == decided(course, again)
    assert before == (course / "course.yaml").read_bytes()


@pytest.mark.parametrize("through_libreoffice", [False, True])
def test_edits_of_every_kind_come_back(
    course: Path, plan_file: Path, tmp_path: Path, *, through_libreoffice: bool
) -> None:
    """Protects what trainers type, in the ways they type it, and the comments around it."""
    edits: Edits = {
        **MOVED,
        (ALLOCATION, "K07", "M2.1"): "●",
        (ALLOCATION, "K07", "M2.4"): "Ｏ",
        (ALLOCATION, "K05", "M1.3"): "×",
        (MODULES, "M1.1", "title"): "認識產品與服務",
        (MODULES, "M1.1", "title_en"): "Knowing the products",
        (MODULES, "M1.1", "hours"): "５．５",
        (MODULES, "M1.2", "hours"): 2.5,
        (MODULES, "M1.2", "theory_hours"): "1 小時",
    }
    edited = typed(plan_file, edits)
    if through_libreoffice:
        edited = converted(edited, "xlsx", tmp_path)
    text = (course / "course.yaml").read_text(encoding="utf-8")
    said = decided(course, edited, dry_run=True)
    assert text == (course / "course.yaml").read_text(encoding="utf-8")
    assert "+    introduce: [K15]" in said
    assert LABELS.fill("workbook.would", count=10) in said
    assert LABELS.fill("workbook.decided", count=10) in decided(course, edited)
    expected = (
        "modules:\n  M1.1:\n    title:\n      zh: 認識產品與服務\n      en: Knowing the products\n"
        "    hours: 5.5\n  M1.2:\n    hours: 2.5\n    theory_hours: 1\n"
        "  M1.3:\n    exclude: [K05]\n  M2.1:\n    introduce: [K07]\n  M3.3:\n    introduce: [K15]"
    )
    assert expected == added(course)
    assert text == (course / "course.yaml.1.bak").read_text(encoding="utf-8")
    assert NOTHING == decided(course, edited), "the same workbook again"


def test_objectives_and_methods_come_back(course: Path, plan_file: Path) -> None:
    """Protects sentences, degrees and conditions that a trainer words."""
    edits: Edits = {
        (OBJECTIVES, "M1.1-P1.1.1", "text"): "學員能說出產品的三個特色。",
        (OBJECTIVES, "M1.1-P1.1.2", "degree"): "三題答對兩題",
        (OBJECTIVES, "M1.1-P1.1.3", "text"): "學員能列舉服務的細節，三題答對兩題。",
        (OBJECTIVES, "M1.1-P1.1.3", "degree"): "三題答對兩題",
        (MODULES, "M1.3", "method:演練教學"): "v",
        (MODULES, "M1.3", "other_methods"): "參訪, 座談",
    }
    edited = typed(plan_file, edits)
    decided(course, edited)
    expected = (
        "modules:\n  M1.1:\n    objectives:\n      P1.1.1: 學員能說出產品的三個特色。\n"
        "      P1.1.2:\n        degree: 三題答對兩題\n      P1.1.3:\n"
        "        text: 學員能列舉服務的細節，三題答對兩題。\n        degree: 三題答對兩題\n"
        "  M1.3:\n    methods: [講述教學, 討論教學, 演練教學, 案例教學, 參訪, 座談]"
    )
    assert expected == added(course)
    assert NOTHING == decided(course, edited)
    back: Edits = {
        (sheet, row, column): None for sheet, row, column in edits if sheet == OBJECTIVES
    }
    decided(course, typed(exported(course, "again.xlsx"), back))
    assert "objectives" not in added(course), "emptied cells are computed again"


def test_taking_an_edit_back_takes_the_decision_back(course: Path, plan_file: Path) -> None:
    """Protects `course.yaml` from decisions that say what the program computes anyway."""
    edits: Edits = {**MOVED, (MODULES, "M1.1", "hours"): 6, (MODULES, "M1.1", "title_en"): "X"}
    decided(course, typed(plan_file, edits))
    back: Edits = {
        (ALLOCATION, "K15", "M3.2"): "●",
        (ALLOCATION, "K15", "M3.3"): "○",
        (MODULES, "M1.1", "hours"): None,
        (MODULES, "M1.1", "title_en"): None,
    }
    decided(course, typed(exported(course, "again.xlsx"), back))
    assert "" == added(course)


def test_what_was_decided_is_remembered_with_its_words(course: Path, plan_file: Path) -> None:
    """Protects a decision from a standard that is reworded later: it is known what it was about."""
    lock = course / "course.lock.yaml"
    before = lock.read_text(encoding="utf-8")
    edited = typed(plan_file, MOVED)
    decided(course, edited, dry_run=True)
    assert before == lock.read_text(encoding="utf-8")
    decided(course, edited)
    assert "M3.3 K15" not in before
    assert "M3.3 K15" in lock.read_text(encoding="utf-8")


def test_a_mark_that_follows_is_told(course: Path, plan_file: Path) -> None:
    """Protects a trainer who empties the first module from a surprise."""
    said = decided(course, typed(plan_file, {(ALLOCATION, "K06", "M2.1"): None}))
    follows = LABELS.fill("workbook.follows", item="K06", module="M2.2", before="○", after="●")
    assert follows in said
    assert "modules:\n  M2.1:\n    exclude: [K06]" == added(course)


def test_moved_sorted_hidden_and_renamed_is_found(course: Path, plan_file: Path) -> None:
    """Protects the ways in which people work with a sheet."""
    edited = typed(plan_file, MOVED)
    book = openpyxl.load_workbook(edited)
    sheet = book[ALLOCATION]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    head = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=5)]
    order = [*range(4), *reversed(range(4, sheet.max_column))]
    for number, row in enumerate((*head, *sorted(rows, key=lambda row: str(row[2]))), start=1):
        for column, old in enumerate(order, start=1):
            sheet.cell(number, column).value = row[old]
    sheet.title = "我的配置"
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["F"].hidden = True
    book.create_sheet("草稿")["A1"] = "自己的筆記"
    book.save(edited)
    said = decided(course, edited)
    assert LABELS.fill("workbook.not_read", sheet="草稿") in said
    assert "modules:\n  M3.3:\n    introduce: [K15]" == added(course)


def delete_row(book: Workbook) -> None:
    """A K item is deleted."""
    book[ALLOCATION].delete_rows(9)


def delete_column(book: Workbook) -> None:
    """A module is deleted."""
    book[ALLOCATION].delete_cols(6)


def add_row(book: Workbook) -> None:
    """A module that the course does not have."""
    book[MODULES]["A20"] = "M9.9"


def add_column(book: Workbook) -> None:
    """A column of remarks."""
    book[OBJECTIVES]["J5"] = "備註"


def copy_row(book: Workbook) -> None:
    """A K item twice."""
    for column, cell in enumerate(book[ALLOCATION][7], start=1):
        book[ALLOCATION].cell(60, column).value = cell.value


def copy_sheet(book: Workbook) -> None:
    """A copy of a sheet to try something."""
    book.copy_worksheet(book[MODULES])


def delete_sheet(book: Workbook) -> None:
    """A sheet is deleted."""
    del book[OBJECTIVES]


def merge(book: Workbook) -> None:
    """Two modules' marks in one cell."""
    book[ALLOCATION].merge_cells("E7:F7")


def formula(book: Workbook) -> None:
    """Hours are calculated."""
    book[MODULES]["D4"] = "=2+2"


def grey(book: Workbook) -> None:
    """A printed text is corrected in the workbook."""
    book[ALLOCATION]["C7"] = "產品知識"


def heading(book: Workbook) -> None:
    """A module is renamed in a heading."""
    book[ALLOCATION]["E5"] = "新名稱"


def shifted(book: Workbook) -> None:
    """Some columns are sorted without the others."""
    sheet = book[ALLOCATION]
    for row in range(6, 12):
        sheet.cell(row, 3).value, sheet.cell(row + 10, 3).value = (
            sheet.cell(row + 10, 3).value,
            sheet.cell(row, 3).value,
        )


def odd_mark(book: Workbook) -> None:
    """A sign that the allocation does not know."""
    book[ALLOCATION]["E6"] = "?"


def odd_hours(book: Workbook) -> None:
    """A number that is no half hour, and what a spreadsheet makes of 4/5."""
    book[MODULES]["D4"] = 4.3
    book[MODULES]["D5"] = "2026-04-05"


def two_introductions(book: Workbook) -> None:
    """K15 is introduced twice."""
    book[ALLOCATION].cell(*place_of(book[ALLOCATION], "K15", "M3.3")).value = "●"


def only_reinforced(book: Workbook) -> None:
    """K10 is used again before anybody taught it."""
    book[ALLOCATION].cell(*place_of(book[ALLOCATION], "K10", "M2.1")).value = "○"


REFUSALS: dict[Callable[[Workbook], None], list[str]] = {
    delete_row: ["CUR404 工作表「配置」少了「K04」這一列"],
    delete_column: ["CUR403 工作表「配置」少了「M1.2」這一欄"],
    add_row: ["CUR406 「單元」A20 不在表格裡，不知道「M9.9」該放到哪裡"],
    add_column: ["CUR406 「學習目標」J5 不在表格裡，不知道「備註」該放到哪裡"],
    copy_row: ["CUR405 工作表「配置」裡的「K02」出現兩次"],
    copy_sheet: ["CUR402 「單元、單元 Copy」是同一張工作表的複本，不知道該讀哪一張"],
    delete_sheet: ["CUR401 找不到工作表「學習目標」"],
    merge: ["CUR408 工作表「配置」有合併的儲存格（E7:F7）"],
    formula: ["CUR409 「單元」D4 是公式「=2+2」"],
    grey: [
        (
            "CUR407 「配置」C7 不能修改："
            "原來是「產品和服務的替代品、趨勢和發展現況」，現在是「產品知識」"
        ),
    ],
    heading: [
        "CUR407 「配置」E5 不能修改：原來是「M1.1\n取得特定領域產品的知識及服務」，現在是「新名稱」"
    ],
    odd_mark: ["CUR410 「配置」E6 的「?」看不懂"],
    odd_hours: ["CUR410 「單元」D4 的「4.3」看不懂", "CUR410 「單元」D5 的「2026-04-05」看不懂"],
    two_introductions: ["CUR415 「配置」N20 填了「●」，會連帶把 K15 在 M3.2 的安排改成「—」"],
}


@pytest.mark.parametrize("spoil", REFUSALS, ids=lambda spoil: spoil.__name__)
def test_what_cannot_be_placed_is_refused_with_sheet_and_cell(
    spoil: Callable[[Workbook], None], course: Path, plan_file: Path
) -> None:
    """Protects the course from guesses: one thing that cannot be placed, and nothing is."""
    edited = typed(plan_file, {(MODULES, "M4.2", "title"): "本來可以帶回"})
    book = openpyxl.load_workbook(edited)
    spoil(book)
    book.save(edited)
    assert REFUSALS[spoil] == refused(course, edited)


@pytest.mark.parametrize("spoil", [shifted, only_reinforced], ids=lambda spoil: spoil.__name__)
def test_what_would_mean_something_else_is_refused(
    spoil: Callable[[Workbook], None], course: Path, plan_file: Path
) -> None:
    """Protects from marks that land on another item or in another role."""
    book = openpyxl.load_workbook(plan_file)
    spoil(book)
    book.save(plan_file)
    assert refused(course, plan_file)


def test_a_course_that_changed_in_the_same_place_is_not_overwritten(
    course: Path, plan_file: Path
) -> None:
    """Protects work done in `course.yaml` while the workbook was out; other places may change."""
    edited = typed(plan_file, {(MODULES, "M1.1", "hours"): 6, **MOVED})
    file = course / "course.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\nmodules:\n  M1.1:\n    hours: 5\n", encoding="utf-8")
    assert ["CUR411 「單元」D4 填了「6」，但匯出之後課程裡的 M1.1 已經改成「5」"] == refused(
        course, edited
    )
    file.write_text(f"{text}\nmodules:\n  M1.1:\n    title: 別的\n", encoding="utf-8")
    decided(course, edited)
    assert "title: 別的\n    hours: 6" in file.read_text(encoding="utf-8")


def test_an_item_that_was_reworded_or_went_is_not_decided_about(
    course: Path, plan_file: Path
) -> None:
    """Protects from decisions about words that nobody read."""
    edited = typed(plan_file, MOVED)
    file = course / "BAS2421-003v2.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("K15: 產品和服務的績效評價", "K15: 別的知識"), encoding="utf-8")
    assert {"CUR412"} == {line[:6] for line in refused(course, edited)}
    file.write_text(text, encoding="utf-8")
    with (course / "course.yaml").open("a", encoding="utf-8") as stream:
        stream.write("\ntitle: 我的課程\n")
    edited = typed(exported(course, "named.xlsx"), MOVED)
    with (course / "course.yaml").open("a", encoding="utf-8") as stream:
        stream.write("teach: [T1, T2]\n")
    assert {"CUR413"} == {line[:6] for line in refused(course, edited)}


def test_more_hours_than_a_course_can_last_are_refused(course: Path, plan_file: Path) -> None:
    """Protects from values that `course.yaml` could not hold."""
    [line] = refused(course, typed(plan_file, {(MODULES, "M1.1", "hours"): 9000}))
    assert line.startswith("CUR416 單元 D4")


def test_decisions_that_contradict_each_other_are_refused(course: Path, plan_file: Path) -> None:
    """Protects the course from decisions with which nothing can be built."""
    edited = typed(plan_file, {(ALLOCATION, "K10", "M2.4"): None})
    [line] = refused(course, edited)
    assert line.startswith("CUR416 配置 K15"), line


def test_a_rule_says_what_is_wrong_with_hours(course: Path, plan_file: Path) -> None:
    """Protects from a riddle where a rule has the words, and from a line of no file."""
    edited = typed(plan_file, {(MODULES, "M2.3", "theory_hours"): 99})
    [line] = refused(course, edited)
    assert line.startswith("CUR416 單元 E9"), line
    assert "的學科 99 小時" in line
    assert "course.yaml:" not in line


def test_a_mark_on_what_was_left_out_names_leave_out(course: Path) -> None:
    """Protects from a hint that does not help."""
    with (course / "course.yaml").open("a", encoding="utf-8") as stream:
        stream.write("\nleave_out: {K21: 學員都會}\n")
    edited = typed(exported(course, "again.xlsx"), {(ALLOCATION, "K21", "M2.1"): "●"})
    with pytest.raises(ContentError) as caught:
        decided(course, edited)
    [problem] = caught.value.problems
    assert "leave_out" in LABELS.message(problem) + LABELS.hint(problem)


def test_an_emptied_cell_that_takes_nothing_back_is_told(course: Path, plan_file: Path) -> None:
    """Protects from believing that an empty cell was brought back."""
    edited = typed(plan_file, {(OBJECTIVES, "M1.1-P1.1.1", "text"): None})
    [said] = decided(course, edited)
    assert LABELS.fill("workbook.emptied", cells="學習目標 E4") == said


def test_what_was_decided_is_shown_as_decided(course: Path, plan_file: Path) -> None:
    """Protects from looking again at an item's home, or a degree, that one has decided."""
    edits: Edits = {
        (ALLOCATION, "K07", "M2.1"): "●",
        (ALLOCATION, "K07", "M2.4"): "○",
        (OBJECTIVES, "M1.1-P1.1.2", "degree"): "三題答對兩題",
    }
    decided(course, typed(plan_file, edits))
    book = openpyxl.load_workbook(exported(course, "again.xlsx"))
    for name, row, column in ((ALLOCATION, "K07", "band"), (OBJECTIVES, "M1.1-P1.1.2", "state")):
        cell = book[name].cell(*place_of(book[name], row, column))
        assert cell.value == LABELS["basis.decided"]


def no_fingerprint(book: Workbook) -> None:
    """The hidden sheet is deleted."""
    del book["fingerprint"]


def other_standard(book: Workbook) -> None:
    """Exported from another standard."""
    book["fingerprint"]["E2"] = "XYZ0000-000"


def other_course(book: Workbook) -> None:
    """Exported from another course of the same standard."""
    sheet: Worksheet = book["fingerprint"]
    sheet["E3"] = "另一門課"
    for row in sheet.iter_rows():
        if row[0].value == "modules" and row[1].value == "M1.1":
            row[1].value = "M7.7"


@pytest.mark.parametrize(
    ("own", "name"),
    [
        ("title: 另一門課\nhours: 12\nteach: [T1]\n", "workbook-of-other-course"),
        ("teach: [T1]\n", "workbook-of-other-modules"),
    ],
)
def test_a_workbook_of_another_course_of_the_standard_is_refused(
    own: str, name: str, course: Path, plan_file: Path
) -> None:
    """Protects two courses of one standard from each other, whatever they have in common."""
    edited = typed(plan_file, {(MODULES, "M1.1", "hours"): 3})
    other = started(course.parent / "other")
    with (other / "course.yaml").open("a", encoding="utf-8") as stream:
        stream.write(own)
    with pytest.raises(SourceError, match=name):
        decided(other, edited)
    with pytest.raises(SourceError, match="workbook-of-other"):
        decided(course, exported(other, "other.xlsx"))


def test_a_course_knows_its_workbook_after_ordinary_edits(course: Path, plan_file: Path) -> None:
    """Protects work on a workbook: a new title, or fewer modules of a named course, hinder none."""
    file = course / "course.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\ntitle: 新名稱\nhours: 60\n", encoding="utf-8")
    decided(course, typed(plan_file, {(OBJECTIVES, "M1.1-P1.1.2", "degree"): "三題答對兩題"}))
    named = exported(course, "named.xlsx")
    with file.open("a", encoding="utf-8") as stream:
        stream.write("teach: [T1, T2]\n")
    decided(course, typed(named, {(OBJECTIVES, "M1.1-P1.1.2", "degree"): "五題答對四題"}))


def sort_column(book: Workbook, name: str, column: str) -> None:
    """Sorts a column without the others."""
    first = "M1.1" if name == MODULES else "M1.1-P1.1.1"
    sheet, at = book[name], place_of(book[name], first, column)
    last = at[0] + 11 if name == MODULES else sheet.max_row
    rows = range(at[0], last + 1)
    values = [sheet.cell(row, at[1]).value for row in rows]
    for row, value in zip(rows, sorted(values, key=str), strict=True):
        sheet.cell(row, at[1]).value = value


@pytest.mark.parametrize(
    ("name", "column"),
    [(OBJECTIVES, "text"), (OBJECTIVES, "degree"), (MODULES, "title"), (MODULES, "hours")],
)
def test_a_column_that_was_sorted_alone_is_refused(
    name: str, column: str, course: Path, plan_file: Path
) -> None:
    """Protects sentences and hours from going to other rows, also where one was reworded."""
    edited = typed(plan_file, {(name, "M1.1" if name == MODULES else "M1.1-P1.1.1", column): 7})
    book = openpyxl.load_workbook(edited)
    sort_column(book, name, column)
    book.save(edited)
    assert "CUR417" in {line[:6] for line in refused(course, edited)}


def test_one_content_in_many_rows_and_exchanged_hours_are_no_sorting(
    course: Path, plan_file: Path
) -> None:
    """Protects ordinary edits from being taken for a sorted column."""
    ids = [f"M1.1-P1.1.{number}" for number in (1, 2, 3)]
    hours = {module.id: module.hours for module in planned_course(open_path(str(course))).modules}
    less, more = min(hours, key=lambda name: hours[name]), max(hours, key=lambda name: hours[name])
    edits: Edits = {
        **{(OBJECTIVES, name, "condition"): "在教室裡" for name in ids},
        (MODULES, less, "hours"): hours[more],
        (MODULES, more, "hours"): hours[less],
    }
    assert LABELS.fill("workbook.decided", count=len(edits)) in decided(
        course, typed(plan_file, edits)
    )


def test_white_space_in_a_sentence_is_accepted(course: Path, plan_file: Path) -> None:
    """Protects a sentence with a line break or a double blank from being refused."""
    edited = typed(
        plan_file,
        {
            (OBJECTIVES, "M1.1-P1.1.1", "text"): "學員能說出\n產品的  三個\nUSP 特色。 ",
            (OBJECTIVES, "M1.1-P1.1.2", "degree"): "三題\n答對兩題",
            (MODULES, "M1.1", "title"): "認識\n產品",
        },
    )
    decided(course, edited)
    assert "學員能說出產品的 三個 USP 特色" in added(course)
    assert "title: 認識產品" in added(course)
    assert NOTHING == decided(course, edited)


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (no_fingerprint, "foreign-workbook"),
        (other_standard, "workbook-of-other-standard"),
        (other_course, "workbook-of-other-course"),
    ],
)
def test_a_workbook_from_elsewhere_is_refused(
    spoil: Callable[[Workbook], None], name: str, course: Path, plan_file: Path
) -> None:
    """Protects a course from another one's decisions."""
    book = openpyxl.load_workbook(plan_file)
    spoil(book)
    book.save(plan_file)
    with pytest.raises(SourceError, match=name):
        decided(course, plan_file)


def zipped(**parts: bytes) -> bytes:
    """A zip of some parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "not-a-workbook"),
        ("代碼,文字\n".encode(), "not-a-workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(999), "old-workbook"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "not-a-workbook"),
        (b"PK\x03\x04" + bytes(999), "broken-workbook"),
    ],
)
def test_files_that_are_no_workbook_are_refused(
    data: bytes, name: str, course: Path, tmp_path: Path
) -> None:
    """Protects from .csv, .xls, .ods and torn files, whatever they are called."""
    (tmp_path / "plan.xlsx").write_bytes(data)
    with pytest.raises(SourceError, match=name):
        decided(course, tmp_path / "plan.xlsx")


def test_a_torn_workbook_is_refused(course: Path, plan_file: Path) -> None:
    """Protects from a download that broke off, and from parts that are no XML."""
    data = plan_file.read_bytes()
    for torn in (data[:-2000], data[: len(data) // 2], data[:500]):
        (plan_file.parent / "torn.xlsx").write_bytes(torn)
        with pytest.raises(SourceError, match="broken-workbook"):
            decided(course, plan_file.parent / "torn.xlsx")
    for part in ("xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"):
        with pytest.raises(SourceError, match="broken-workbook"):
            decided(course, with_part(plan_file, part, b"<a><b></a>"))


def test_bombs_are_refused(course: Path, plan_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the machine from files made to fill it, and from entities."""
    for encoding in ("utf-8", "utf-16"):
        entities = (
            f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'
        ).encode(encoding)
        with pytest.raises(SourceError, match="unsafe-workbook"):
            decided(course, with_part(plan_file, "xl/sharedStrings.xml", entities))
    monkeypatch.setattr(workbook_file, "LARGEST_UNPACKED", 10 * 2**20)
    with pytest.raises(SourceError, match="too-large-workbook"):
        decided(course, with_part(plan_file, "xl/media/picture.bin", bytes(20 * 2**20)))
    monkeypatch.setattr(workbook_file, "LARGEST", 1000)
    with pytest.raises(SourceError, match="too-large-workbook"):
        decided(course, plan_file)


def test_a_cell_at_the_end_of_the_sheet_costs_nothing(course: Path, plan_file: Path) -> None:
    """Protects from walking over a thousand million empty cells."""
    book = openpyxl.load_workbook(plan_file)
    book[ALLOCATION]["XFD1048576"] = "?"
    book.save(plan_file)
    assert ["CUR406 「配置」XFD1048576 不在表格裡，不知道「?」該放到哪裡"] == refused(
        course, plan_file
    )


def test_what_is_typed_is_never_calculated(course: Path, plan_file: Path) -> None:
    """Protects from formulas that come as text: they stay text in the course file."""
    edited = typed(plan_file, {(MODULES, "M1.1", "title"): "'"})
    book = openpyxl.load_workbook(edited)
    cell = book[MODULES].cell(*place_of(book[MODULES], "M1.1", "title"))
    cell.value = "=cmd|' /C calc'!A0"
    cell.data_type = "s"
    book.save(edited)
    decided(course, edited)
    assert "=cmd|' /C calc'!A0" == open_path(str(course)).decisions.modules["M1.1"].title.zh  # type: ignore[union-attr]
    again = openpyxl.load_workbook(exported(course, "again.xlsx"))
    assert "s" == again[MODULES].cell(*place_of(again[MODULES], "M1.1", "title")).data_type


@st.composite
def rearranged(draw: st.DrawFn, rows: list[str], modules: list[str]) -> dict[tuple[str, str], str]:
    """New marks for some items: the first module introduces, the others reinforce."""
    signs: dict[tuple[str, str], str] = {}
    for row in draw(st.lists(st.sampled_from(rows), min_size=1, max_size=6, unique=True)):
        chosen = draw(st.sets(st.sampled_from(modules), min_size=1, max_size=4))
        taught = [module for module in modules if module in chosen]
        for module in modules:
            signs[row, module] = "●" if taught[:1] == [module] else "○" if module in taught else ""
    return signs


@settings(max_examples=8)
@given(data=st.data())
def test_any_allocation_comes_back_exactly(
    data: st.DataObject, original: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Protects the promise: after `decide` the plan shows the matrix as it was edited."""
    before = matrix(original / "plan.xlsx")
    standard = open_path(str(original / "c")).standard
    twins = {item.code for item in (*standard.knowledge, *standard.skills) if item.same_as}
    rows = [row for row in dict.fromkeys(row for row, _ in before) if row not in twins]
    signs = data.draw(rearranged(rows, list(dict.fromkeys(column for _, column in before))))
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(original, folder, dirs_exist_ok=True)
    edits = {
        (ALLOCATION, row, column): sign
        for (row, column), sign in signs.items()
        if sign != before[row, column]
    }
    decided(folder / "c", typed(folder / "plan.xlsx", edits))
    assert before | signs == matrix(exported(folder / "c", "after.xlsx"))
