"""The workbooks of the kit: coverage, sign-in and grades, as people open and fill them in."""

import dataclasses
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from decided_course import decided_course
from made_up_course import course_from, made_up_standard
from openpyxl.worksheet.worksheet import Worksheet
from test_workbook import HOSTILE, hostile_standard
from workbooks import LABELS, all_converted

from curriculum import commands
from curriculum.course import Course
from curriculum.decisions import NO_COMPLETION, Completion, Decided
from curriculum.labels import LANGUAGES, load_labels
from curriculum.office.record_workbook import record_workbook_bytes
from curriculum.planning import plan
from curriculum.reading.opening import open_path
from curriculum.standard import PerformanceCriterion
from curriculum.tables import load_tables
from curriculum.views.kit import BOOKS
from curriculum.views.record_sheets import sheet_names

MET, NOT_MET, AGAIN = "達成", "未達成", "補評達成"
COMPETENT, NOT_YET, UNFINISHED = "具備職能", "尚未具備職能", "評量未完成"
DONE, NOT_DONE = "達到結訓標準", "未達結訓標準"
NO_MARK, NO_SHARE = "待補：及格分數", "待補：出席率標準（%）"
SUMMARY, ATTENDANCE, PERSONAL, ROSTER, ABOUT = "成績總表", "出席", "個人成績", "學員名單", "說明"
TOP = 5
"""The row of the first learner."""


@pytest.fixture(scope="module")
def seed() -> Course:
    """The bundled standard's course."""
    opened = open_path(None)
    return plan(opened.standard, opened.decisions, load_tables())


def written(course: Course, kind: str, folder: Path, language: str = "zh-TW") -> Path:
    """A workbook of the kit on the disk."""
    labels = load_labels(language)
    target = folder / f"{kind}.xlsx"
    target.write_bytes(record_workbook_bytes(BOOKS[kind](course, labels), labels))
    return target


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one profile of LibreOffice: a fresh one takes longer than the files."""
    return tmp_path_factory.mktemp("desk")


def calculated(desk: Path, **books: openpyxl.Workbook) -> list[openpyxl.Workbook]:
    """What LibreOffice computes of workbooks whose results nobody stored."""
    for name, book in books.items():
        book.save(desk / f"{name}.xlsx")
    again = all_converted([desk / f"{name}.xlsx" for name in books], "xlsx", desk)
    return [openpyxl.load_workbook(path, data_only=True) for path in again]


def formulas_of(book: openpyxl.Workbook) -> list[tuple[str, str]]:
    """Where formulas stand: sheet and cell."""
    return [
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def columns_of(sheet: Worksheet, row: int = 3) -> dict[str, int]:
    """The columns of a sheet by their names."""
    return {str(cell.value): cell.column for cell in sheet[row] if cell.value is not None}


@pytest.mark.parametrize("kind", BOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_course_gives_the_same_bytes(
    seed: Course, kind: str, language: str, tmp_path: Path
) -> None:
    """Protects version control and mail from files that differ in nothing."""
    (tmp_path / "again").mkdir()
    first = written(seed, kind, tmp_path, language)
    assert first.read_bytes() == written(seed, kind, tmp_path / "again", language).read_bytes()


@pytest.mark.parametrize("course", [course_from(made_up_standard()), decided_course()])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_is_as_wide_as_its_sheet(course: Course, language: str) -> None:
    """Protects from cells that slip into a neighbour's column."""
    for make in BOOKS.values():
        for sheet in make(course, load_labels(language)).sheets:
            assert {len(sheet.widths)} == {len(row) for row in sheet.rows}, sheet.title


def test_stored_results_are_those_that_libreoffice_computes(
    seed: Course, tmp_path: Path, desk: Path
) -> None:
    """Protects whoever reads the file without calculating, and whoever types into it."""
    files = {kind.replace("-", "_"): written(seed, kind, tmp_path) for kind in BOOKS}
    without = {kind: openpyxl.load_workbook(path) for kind, path in files.items()}
    compared = 0
    for path, theirs in zip(files.values(), calculated(desk, **without), strict=True):
        stored = openpyxl.load_workbook(path, data_only=True)
        for sheet, cell in formulas_of(without[path.stem.replace("-", "_")]):
            found = theirs[sheet][cell].value
            assert (stored[sheet][cell].value or "") == (found or ""), (path.stem, sheet, cell)
            compared += 1
    assert compared > 2500


def test_coverage_and_hours_are_those_of_the_plan(seed: Course, tmp_path: Path) -> None:
    """Protects the numbers of the workbook from being others than `plan --format json` prints."""
    said = commands.plan(None, "json", LABELS, hours=None, explain=None, review=False)
    data = json.loads("\n".join(said.out))
    book = openpyxl.load_workbook(written(seed, "coverage", tmp_path), data_only=True)
    hours = book["時數"]
    rows = [[cell.value for cell in row] for row in hours.iter_rows(min_row=TOP)]
    expected = [
        [
            f"{each['id']} {each['title']}",
            each["theory_hours"],
            each["practice_hours"],
            each["hours"],
            sum(step["minutes"] for step in each["activities"] if not step["is_practice"]),
            sum(step["minutes"] for step in each["activities"] if step["is_practice"]),
            each["hours"] * 60,
            "相符",
        ]
        for each in data["modules"]
    ]
    assert expected == rows[:-1]
    assert ["合計", data["hours"]] == [rows[-1][0], rows[-1][3]]
    marks = marks_of(book["對應表"])
    signs = {"introduce": "●", "reinforce": "○"}
    planned = {
        (item["code"], module["id"]): signs[item["role"]]
        for module in data["modules"]
        for item in (*module["knowledge"], *module["skills"])
    }
    assert planned == {key: mark[0] for key, mark in marks.items() if key[0][0] in "KS"}
    assessed = {
        (code, module["id"])
        for module in data["modules"]
        for way in module["assessment"]
        for part in ("criteria", "outputs", "knowledge", "skills", "attitudes")
        for code in way[part]
    }
    assert assessed == {key for key, mark in marks.items() if "◎" in mark and key[0][0] != "T"}
    steps = [[cell.value for cell in row] for row in book["教學活動"].iter_rows(min_row=TOP)]
    assert [
        (module["id"], step["name"], step["minutes"])
        for module in data["modules"]
        for step in module["activities"]
    ] == [(row[0], row[2], row[5]) for row in steps]


def marks_of(sheet: Worksheet) -> dict[tuple[str, str], str]:
    """Code and module -> the signs of the coverage sheet."""
    columns = {
        cell.column: str(cell.value).split("\n")[0] for cell in sheet[4] if "\n" in str(cell.value)
    }
    return {
        (str(row[1].value), columns[cell.column]): str(cell.value)
        for row in sheet.iter_rows(min_row=TOP)
        for cell in row
        if row[1].value and cell.column in columns and cell.value
    }


def test_what_no_module_teaches_is_marked_with_the_reason(tmp_path: Path) -> None:
    """Protects an auditor from overlooking what the course leaves out."""
    book = openpyxl.load_workbook(written(decided_course(), "coverage", tmp_path), data_only=True)
    sheet = book["對應表"]
    columns = columns_of(sheet, 4)
    rows = {str(row[1]): row for row in sheet.iter_rows(min_row=TOP, values_only=True)}

    def said(code: str) -> list[object]:
        return [rows[code][columns[name] - 1] for name in ("教", "評", "檢查", "備註")]

    assert [0, 0, "沒有安排", "本課程不教：本店不做進口花材"] == said("K03")
    assert [2, 0, "沒有評量", None] == said("K02")
    assert [1, 1, None, None] == said("P1.1.1")
    tinted = [rule.formula for area in sheet.conditional_formatting for rule in area.rules]
    assert ['$J5<>""'] in tinted


def grades(
    course: Course, folder: Path, completion: Completion = NO_COMPLETION
) -> openpyxl.Workbook:
    """The record of grades, with the limits that are decided."""
    course = dataclasses.replace(course, completion=completion)
    return openpyxl.load_workbook(written(course, "grades", folder))


def put(sheet: Any, row: int, column: int, value: object) -> None:  # noqa: ANN401
    """Types into a cell, or empties it."""
    sheet.cell(row, column).value = value


def judge(book: openpyxl.Workbook, learner: int, changes: Mapping[tuple[str, str], object]) -> None:
    """Types everything that passes for a learner, short of what is told otherwise."""
    book[ROSTER].cell(TOP + learner, 2).value = f"學員{learner}"
    for sheet in book.worksheets[5:]:
        for name, column in columns_of(sheet).items():
            value: object = None
            if re.fullmatch(r"(?:[PKSA]|目標)[\d.]+", name):
                value = MET
            elif name in {"測驗成績", "總分"}:
                value = 85
            if value:
                put(sheet, TOP + learner, column, changes.get((sheet.title, name), value))
    attended(book, learner, changes.get((ATTENDANCE, ""), 1.0))
    if (ATTENDANCE, "half") in changes:
        put(book[ATTENDANCE], TOP + learner, 4, None)


def attended(book: openpyxl.Workbook, learner: int, share: object) -> None:
    """Types the same share of every meeting's hours."""
    sheet = book[ATTENDANCE]
    for column in range(3, sheet.max_column - 1):
        hours = float(str(sheet.cell(4, column).value))
        sheet.cell(TOP + learner, column).value = hours * float(str(share))


def outcome(book: openpyxl.Workbook, learner: int) -> tuple[object, object]:
    """The overall result of a learner, and whether he completes the course."""
    sheet = book[SUMMARY]
    overall, completed = (columns_of(sheet)[name] for name in ("整體結果", "結訓"))
    row = TOP + learner
    return sheet.cell(row, overall).value or "", sheet.cell(row, completed).value or ""


def test_results_follow_the_rules_of_the_course(seed: Course, tmp_path: Path, desk: Path) -> None:
    """Protects learners: who passes is what the assessment plan and the syllabus say, no more."""
    book = grades(seed, tmp_path, Completion(mark=Decided(70), attendance=Decided(80)))
    cases: list[tuple[Mapping[tuple[str, str], object], tuple[str, str]]] = [
        ({}, (COMPETENT, DONE)),
        ({("M1.1", "P1.1.2"): NOT_MET}, (NOT_YET, NOT_DONE)),
        ({("M1.1", "P1.1.2"): AGAIN}, (COMPETENT, DONE)),
        ({("M1.1", "P1.1.2"): None}, (UNFINISHED, UNFINISHED)),
        ({("M1.1", "A02"): NOT_MET}, (NOT_YET, NOT_DONE)),
        ({("M2.3", "測驗成績"): 69.5}, (NOT_YET, NOT_DONE)),
        ({("M2.3", "測驗成績"): 70}, (COMPETENT, DONE)),
        ({("M2.3", "測驗成績"): 0}, (NOT_YET, NOT_DONE)),
        ({("M2.3", "測驗成績"): None}, (UNFINISHED, UNFINISHED)),
        ({("M4.2", "總分"): 69}, (NOT_YET, NOT_DONE)),
        ({("M4.2", "總分"): None}, (UNFINISHED, UNFINISHED)),
        ({(ATTENDANCE, ""): 0.8}, (COMPETENT, DONE)),
        ({(ATTENDANCE, ""): 0.75}, (COMPETENT, NOT_DONE)),
        ({("M1.1", "S03"): NOT_MET}, (NOT_YET, NOT_DONE)),
        ({(ATTENDANCE, "half"): True}, (COMPETENT, UNFINISHED)),
        ({("M1.1", "P1.1.2"): None, ("M3.1", "P3.1.1"): NOT_MET}, (NOT_YET, NOT_DONE)),
    ]
    for learner, (changes, _) in enumerate(cases):
        judge(book, learner, changes)
    book[PERSONAL]["B3"].value = 2
    (read,) = calculated(desk, typed=book)
    assert [expected for _, expected in cases] == [
        outcome(read, learner) for learner in range(len(cases))
    ]
    assert ("", "") == outcome(read, len(cases))
    module = read["M1.1"]
    columns = columns_of(module)

    def counted(learner: int) -> list[object]:
        names = ("達成項數", "應達成", "評量結果")
        return [module.cell(TOP + learner, columns[name]).value for name in names]

    assert [[10, 10, COMPETENT], [9, 10, NOT_YET], [10, 10, COMPETENT], [9, 10, UNFINISHED]] == [
        counted(learner) for learner in range(4)
    ]
    assert [None, 10, None] == counted(len(cases))
    page = [[cell.value for cell in row] for row in read[PERSONAL].iter_rows()]
    assert "學員1" == page[3][1]
    assert ["M1.1 取得特定領域產品的知識及服務", 2.5, 9, 10, 85, 85, NOT_YET] == page[5]
    assert [11, 36, 100, NOT_YET, NOT_DONE] == [row[1] for row in page[18:23]]
    shares = {row[0]: row[-2:] for row in read[ATTENDANCE].iter_rows(min_row=TOP, values_only=True)}
    assert [(36, 100), (27, 75), (None, None)] == [shares[number] for number in (1, 13, 17)]


def test_what_is_not_decided_is_said_and_can_be_typed(tmp_path: Path, desk: Path) -> None:
    """Protects from a result that pretends to know a pass mark that nobody set."""
    course = decided_course()
    last = dataclasses.replace(course.modules[-1], assessment=course.modules[-1].assessment[:1])
    course = dataclasses.replace(course, modules=(*course.modules[:-1], last))
    books = [grades(course, tmp_path) for _ in range(3)]
    for book, mark in zip(books, (None, 86, 80), strict=True):
        judge(book, 0, {})
        judge(book, 1, {("M1.1", "P1.1.1"): NOT_MET})
        book[ABOUT]["B5"].value = mark
    undecided, high, low = calculated(desk, undecided=books[0], high=books[1], low=books[2])
    assert (NO_MARK, NO_MARK) == outcome(undecided, 0)
    assert (NOT_YET, NOT_DONE) == outcome(undecided, 1)
    module, columns = undecided["M2"], columns_of(undecided["M2"])
    assert COMPETENT == module.cell(TOP, columns["評量結果"]).value, "it has no test"
    assert "測驗成績" not in columns
    assert (NOT_YET, NOT_DONE) == outcome(high, 0)
    assert (COMPETENT, NO_SHARE) == outcome(low, 0)


def test_english_words_and_modules_without_criteria_are_judged_as_well(
    tmp_path: Path, desk: Path
) -> None:
    """Protects "Competent" within "Not yet competent", and frameworks that print no criteria."""
    course = course_from(made_up_standard())
    marked = dataclasses.replace(course, completion=Completion(mark=Decided(60)))
    english = openpyxl.load_workbook(written(marked, "grades", tmp_path, "en"))
    for sheet in english.worksheets[5:]:
        for name, column in columns_of(sheet).items():
            if name[0] == "P" or name == "Test score":
                put(sheet, TOP, column, "Met" if name[0] == "P" else 60)
                put(sheet, TOP + 1, column, "Not met" if name[0] == "P" else 60)
    module = dataclasses.replace(course.modules[0], criteria=(), objectives=(), assessment=())
    bare = grades(dataclasses.replace(course, modules=(module,)), tmp_path)
    bare["M1.1"]["C5"].value = MET
    read, other = calculated(desk, english=english, bare=bare)
    overall = columns_of(read["Summary"])["Overall result"]
    assert ["Competent", "Not yet competent"] == [
        read["Summary"].cell(row, overall).value for row in (TOP, TOP + 1)
    ]
    assert (COMPETENT, NO_SHARE) == outcome(other, 0)


def test_sheets_are_made_to_fill_in_and_for_a4(seed: Course, tmp_path: Path) -> None:
    """Protects headings in sight, paper, drop-downs, and formulas from slips."""
    book = grades(seed, tmp_path)
    assert [ABOUT, ROSTER, SUMMARY, PERSONAL, ATTENDANCE] == book.sheetnames[:5]
    assert [module.id for module in seed.modules] == book.sheetnames[5:]
    for sheet in book:
        assert "9" == str(sheet.page_setup.paperSize)
        assert sheet.print_area
        assert sheet.protection.sheet
        foot = sheet.oddFooter
        assert foot is not None
        assert "BAS2421-003v2｜v2" in str(foot.left.text)
        assert "第 &[Page] 頁，共 &N 頁" in str(foot.right.text).replace("&P", "&[Page]")
    for name, frozen, rows in (
        (SUMMARY, "C5", "$3:$4"),
        (ATTENDANCE, "C5", "$3:$4"),
        ("M1.1", "C5", "$3:$4"),
    ):
        assert (frozen, rows) == (book[name].freeze_panes, book[name].print_title_rows)
        assert "landscape" == book[name].page_setup.orientation
    assert book[SUMMARY].auto_filter.ref
    rules = {rule.type: rule for rule in book["M1.1"].data_validations.dataValidation}
    assert f'"{MET},{NOT_MET},{AGAIN}"' == rules["list"].formula1
    assert ("0", "100") == (rules["decimal"].formula1, rules["decimal"].formula2)
    assert all("請" in str(rule.error) for rule in rules.values())
    sheet = book["M1.1"]
    assert not sheet["C5"].protection.locked
    assert sheet["C5"].fill.fgColor.rgb != sheet["A5"].fill.fgColor.rgb
    assert all(
        sheet.cell(5, columns_of(sheet)[name]).protection.locked
        for name in ("達成項數", "評量結果")
    )


def test_each_meeting_has_a_sheet_that_takes_its_names_from_the_roster(
    tmp_path: Path, desk: Path
) -> None:
    """Protects a trainer from typing the learners again for every meeting."""
    book = openpyxl.load_workbook(written(decided_course(), "sign-in", tmp_path))
    assert [ROSTER, "1 M1.1", "2 M1.2"] == book.sheetnames
    for learner, name in ((0, "王大明"), (15, "=1+1 不是公式"), (29, "李小美")):
        cell = book[ROSTER].cell(TOP + learner, 2)
        cell.value, cell.data_type = name, "s"
    (read,) = calculated(desk, names=book)
    for sheet in (read["1 M1.1"], read["2 M1.2"]):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert "王大明" == rows[6][1]
        assert ("=1+1 不是公式", "李小美") == (rows[6][5], rows[20][5])
        assert ["應到人數", 3] == [value for value in rows[22] if value is not None][:2]
    said = {str(cell.value) for row in read["1 M1.1"].iter_rows() for cell in row}
    assert {"2027-03-01（星期一）", "二樓花藝教室", "林滿天星", "簽到", "簽退"} <= said


def test_sheet_names_are_legal_and_each_is_there_once() -> None:
    """Protects a workbook from being refused for the title of a module or its number."""
    wanted = [
        "M1/1:*?[x]\\", "'quoted'", "History", "", "=1+1", "甲" * 40, "甲" * 40, "m1", "M1",
        "\x00\u202e", "\U0001f469" * 20, "a\nb",
    ]  # fmt: skip
    names = sheet_names(wanted)
    assert len(names) == len({name.casefold() for name in names})
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set(name) & set("[]:*?/\\\n\x00")
        assert name.strip("'") == name
        assert "history" != name.casefold()
    assert ("M1 1 x", "quoted", "=1+1", "m1", "M1 (2)") == tuple(
        names[number] for number in (0, 1, 4, 7, 8)
    )


def hostile_course() -> Course:
    """A course whose titles, criteria and ids are all that cells could misunderstand."""
    course = course_from(hostile_standard())
    criteria = tuple(
        PerformanceCriterion(code=f"P9.{number}", text=text) for number, text in enumerate(HOSTILE)
    )
    first, second, *others = course.modules
    return dataclasses.replace(
        course,
        title=HOSTILE[0],
        modules=(
            dataclasses.replace(first, title=HOSTILE[2], criteria=criteria),
            dataclasses.replace(second, id="M1/2:*?[x]" * 5, title=HOSTILE[6]),
            *others,
        ),
    )


def test_hostile_text_stays_text(tmp_path: Path, desk: Path) -> None:
    """Protects whoever opens the files from formulas that came out of a standard."""
    course = hostile_course()
    sources = [written(course, kind, tmp_path) for kind in BOOKS]
    starts = ("=IF(", "=COUNTIF(", "=SUM", "='", "=B", "=D", "=E")
    for source, again in zip(sources, all_converted(sources, "xlsx", desk), strict=True):
        ours, theirs = openpyxl.load_workbook(source), openpyxl.load_workbook(again)
        assert ours.sheetnames == theirs.sheetnames
        places = formulas_of(ours)
        assert len(places) == len(formulas_of(theirs))
        assert all(str(ours[sheet][cell].value).startswith(starts) for sheet, cell in places)
        wanted = {"=1+1", "+1", "@SUM(A1)", "甲" * 10_000, "_x0041_", "<b>&amp;</b>"}
        for book in (ours, theirs):
            texts = texts_of(book)
            assert source.stem == "sign-in" or wanted <= texts
            assert any("=1+1" in text for text in texts)
            assert not any("\x00" in text or "\x07" in text for text in texts)


def texts_of(book: openpyxl.Workbook) -> set[str]:
    """What the cells of a workbook say, short of formulas and numbers."""
    return {
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "s"
    }
