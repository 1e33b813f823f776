"""The workbook that goes out: what its sheets say, and how they are laid out."""

import dataclasses
import importlib
import sys
from pathlib import Path

import openpyxl
import pytest
from made_up_course import course_from, made_up_standard
from workbooks import ALLOCATION, LABELS, MODULES, OBJECTIVES, converted, exported, started

from curriculum.course import Course
from curriculum.errors import CurriculumError, TargetError
from curriculum.labels import LANGUAGES, load_labels
from curriculum.office.plan_workbook import workbook_bytes
from curriculum.planning import plan
from curriculum.reading.opening import open_path
from curriculum.standard import KsaUse, Standard
from curriculum.tables import load_tables
from curriculum.views.plan_sheets import fingerprint, plan_sheets
from curriculum.views.sheets import LONGEST, MARKER, Look

METHODS = load_tables().weights.methods


def bytes_of(course: Course, language: str = "zh-TW") -> bytes:
    """The workbook of a course."""
    labels = load_labels(language)
    sheets = plan_sheets(course, labels, METHODS, "hash")
    return workbook_bytes(sheets, fingerprint(course, sheets, language), labels)


@pytest.fixture(scope="module")
def course() -> Course:
    """The bundled standard's course."""
    opened = open_path(None)
    return plan(opened.standard, opened.decisions, load_tables())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_plan_gives_the_same_bytes(course: Course, language: str) -> None:
    """Protects version control and mail from files that differ in nothing."""
    assert bytes_of(course, language) == bytes_of(course, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_is_as_wide_as_its_sheet(course: Course, language: str) -> None:
    """Protects from cells that slip into a neighbour's column."""
    for sheet in plan_sheets(course, load_labels(language), METHODS, "hash"):
        assert {len(sheet.columns)} == {len(row) for row in sheet.rows}
        assert len(sheet.columns) == len(sheet.widths)
        assert sheet.columns[0] == MARKER + sheet.key
        keys = sheet.row_keys()
        assert len(set(keys)) == len(keys) or not sheet.items


def test_formulas_hold_the_results_that_libreoffice_computes(
    course: Course, tmp_path: Path
) -> None:
    """Protects whoever reads the file without calculating, and whoever edits it."""
    source = tmp_path / "plan.xlsx"
    source.write_bytes(bytes_of(course))
    formulas = openpyxl.load_workbook(source)
    formulas.save(tmp_path / "without-results.xlsx")
    again = converted(tmp_path / "without-results.xlsx", "xlsx", tmp_path)
    ours, theirs = (openpyxl.load_workbook(path, data_only=True) for path in (source, again))
    compared = 0
    for name in (ALLOCATION, MODULES):
        for cells in formulas[name].iter_rows():
            for cell in cells:
                if cell.data_type == "f":
                    at = cell.coordinate
                    assert ours[name][at].value == theirs[name][at].value, (name, at)
                    compared += 1
    assert compared > 80


def test_sheets_are_made_for_the_screen_and_for_a4(course: Course, tmp_path: Path) -> None:
    """Protects headings that stay in sight, drop-downs, and paper."""
    (tmp_path / "plan.xlsx").write_bytes(bytes_of(course))
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert ["說明", ALLOCATION, OBJECTIVES, MODULES, "fingerprint"] == book.sheetnames
    assert "veryHidden" == book["fingerprint"].sheet_state
    for name, frozen in ((ALLOCATION, "E6"), (OBJECTIVES, "B4"), (MODULES, "C4")):
        sheet = book[name]
        assert frozen == sheet.freeze_panes
        assert ("landscape", "9") == (sheet.page_setup.orientation, str(sheet.page_setup.paperSize))
        assert sheet.row_dimensions[1].hidden
        assert sheet.print_title_rows
        assert sheet.auto_filter.ref
    lists = {rule.formula1 for rule in book[ALLOCATION].data_validations.dataValidation}
    assert {'"●,○"'} == lists
    assert book[ALLOCATION].conditional_formatting
    comments = [
        cell.comment for row in book[ALLOCATION].iter_rows() for cell in row if cell.comment
    ]
    assert any("用字相近" in comment.text for comment in comments)


HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\x00\x07\ufffe甲", "甲" * 10_000,
    "\U0001f469\u200d\U0001f3eb emoji", "\u05e9\u05dc\u05d5\u05dd \u202eRTL", "_x0041_", " 前後 ",
    "第一行\r\n第二行", "<b>&amp;</b>", "{=A1}", "'quoted", "甲" * (LONGEST + 5),
)  # fmt: skip


def hostile_standard() -> Standard:
    """A standard whose K items are all that cells could misunderstand."""
    standard = made_up_standard()
    uses = tuple(KsaUse(code=f"K{50 + n}", text=text) for n, text in enumerate(HOSTILE))
    duty = standard.duties[0]
    block = dataclasses.replace(duty.blocks[0], knowledge=uses)
    duty = dataclasses.replace(duty, blocks=(block, *duty.blocks[1:]), text=HOSTILE[0])
    return dataclasses.replace(
        standard, name=HOSTILE[4], code=HOSTILE[1], duties=(duty, *standard.duties[1:])
    )


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Protects whoever opens the file from formulas that came out of a standard."""
    (tmp_path / "plan.xlsx").write_bytes(bytes_of(course_from(hostile_standard())))
    for path in (tmp_path / "plan.xlsx", converted(tmp_path / "plan.xlsx", "xlsx", tmp_path)):
        book = openpyxl.load_workbook(path)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        formulas = {cell.value for cell in cells if cell.data_type == "f"}
        assert all(
            str(value).startswith(("=COUNTIF", "=SUM(", "=IF(D", "=D")) for value in formulas
        )
        texts = {cell.value for cell in cells if cell.data_type == "s"}
        for text in (
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "甲",
            "甲" * 10_000,
            "_x0041_",
            "第一行\n第二行",
        ):
            assert text in texts, (path.name, text[:20])


def test_a_text_beyond_what_cells_hold_is_cut_and_cannot_be_edited() -> None:
    """Protects a text from coming back cut."""
    course = course_from(made_up_standard())
    module = dataclasses.replace(course.modules[0], title="甲" * (LONGEST + 1))
    course = dataclasses.replace(course, modules=(module, *course.modules[1:]))
    sheet = plan_sheets(course, LABELS, METHODS, "")[3]
    assert Look.FIXED == sheet.body[0][1].look


def test_an_existing_workbook_is_replaced_only_where_nothing_is_lost(tmp_path: Path) -> None:
    """Protects edits that nobody has brought back yet."""
    folder = started(tmp_path / "c")
    plan_file = exported(folder)
    text = (folder / "course.yaml").read_text(encoding="utf-8")
    (folder / "course.yaml").write_text(f"{text}\nhours: 40\n", encoding="utf-8")
    before = plan_file.read_bytes()
    exported(folder)
    assert before != plan_file.read_bytes(), "an untouched export is replaced"
    book = openpyxl.load_workbook(plan_file)
    book[ALLOCATION]["E6"].value = "○"
    book.save(plan_file)
    (tmp_path / "other.xlsx").write_text("mine", encoding="utf-8")
    for name in ("plan.xlsx", "other.xlsx"):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(TargetError, match="workbook-exists"):
            exported(folder, name)
        assert before == (tmp_path / name).read_bytes()
    with pytest.raises(TargetError, match="no-such-carrier"):
        exported(folder, "plan.ods")


def test_without_the_extra_a_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects people with the plain install from a traceback."""
    for name in [name for name in sys.modules if name.startswith("curriculum.office")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "curriculum.workbook_commands")
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(CurriculumError) as caught:
        importlib.import_module("curriculum.workbook_commands")
    assert 'pip install "curriculum[office]"' in LABELS.error_hint(caught.value)
