"""A standard is the same wherever its pages end."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paged_table import ABOVE, paged, whole
from printed_as_word import Paper, as_word
from printed_form import load

from curriculum.problems import Place
from curriculum.reading.carriers.choosing import standard_in
from curriculum.reading.carriers.pdf_lines import Line, joined
from curriculum.reading.form import read_form
from curriculum.reading.grid import Cell, Grid, Row
from curriculum.reading.opening import open_standard
from curriculum.standard import RepairKind, Standard
from curriculum.views.data import standard_data

K = (
    "食材知識",
    "衛生管理知識",
    "採購知識與供應商評估方式",
    "烹調知識",
    "清潔用品的成分與安全知識",
    "維生素B2",
)
S = ("刀工技能", "溝通能力", "火候控制能力", "試算表操作與資料整理能力", "以LINE收款")
TASKS = ("備料", "清潔並保養器具與工作區域", "收款")
OUTPUTS = ("", "O#.1紀錄表", "O#.1清單\nO#.2供應商名冊")
CRITERIA = (
    "依單備料。",
    "檢查食材的鮮度、數量與保存期限，發現不符時立即退換並記錄。",
    "於期限內完成。",
)


def of(standard: Standard) -> dict[str, Any]:
    """What is read, without places and repairs."""
    data = standard_data(standard)
    for duty in data["duties"]:
        for block in duty["blocks"]:
            del block["place"]
    del data["repairs"]
    return data


def items(draw: st.DrawFn, letter: str, texts: tuple[str, ...]) -> str:
    """A cell of K or S items, which several cells may share."""
    numbers = draw(st.lists(st.integers(1, len(texts)), min_size=1, max_size=4, unique=True))
    return "\n".join(f"{letter}{number:02}{texts[number - 1]}" for number in numbers)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A main table whose level, K and S are printed for a duty, a task or a part of one."""
    scope = draw(st.sampled_from(("duty", "task", "part")))
    # Without levels nothing tells K that go on from those of the task beside them.
    levels = "34" if scope == "duty" else draw(st.sampled_from(("34", "")))
    rows = []
    for duty in range(1, draw(st.integers(1, 3)) + 1):
        for task in range(1, draw(st.integers(1, 3)) + 1):
            criteria = draw(st.lists(st.sampled_from(CRITERIA), min_size=1, max_size=4))
            numbered = [f"P{duty}.{task}.{n}{text}" for n, text in enumerate(criteria, start=1)]
            parts = 1 if scope != "part" or len(numbered) == 1 else draw(st.integers(1, 2))
            for part in range(parts):
                begins = task == 1 or scope != "duty"
                row = [
                    f"T{duty}準備與出餐" if task == 1 and not part else ABOVE,
                    f"T{duty}.{task}" + draw(st.sampled_from(TASKS)) if not part else ABOVE,
                    draw(st.sampled_from(OUTPUTS)).replace("#", f"{duty}.{task}")
                    if not part
                    else ABOVE,
                    "\n".join(numbered[part::parts]),
                    levels and draw(st.sampled_from(levels)) if begins else ABOVE,
                    items(draw, "K", K) if begins else ABOVE,
                    items(draw, "S", S) if begins else ABOVE,
                ]
                rows.append(row)
    return rows


WIDTHS = st.tuples(*(st.integers(9, 30).map(lambda halves: halves / 2) for _ in range(7)))


@given(
    table=tables(), widths=WIDTHS, height=st.integers(3, 30), keeps_rows=st.booleans(),
    repeats_heading=st.booleans(),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_a_standard_is_the_same_wherever_its_pages_end(
    *, table: list[list[str]], widths: tuple[float, ...], height: int, keeps_rows: bool,
    repeats_heading: bool,
) -> None:  # fmt: skip
    """Protects duties and tasks that begin a page from the K and S of those before them."""
    grid = paged(table, widths, height, keeps_rows=keeps_rows, repeats_heading=repeats_heading)
    assert of(read_form(whole(table))) == of(read_form(grid))


PLACE = Place(path="x.pdf", page=1)
PAGES = Path(__file__).parent / "page-breaks"


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.pdf")), ids=lambda path: path.stem)
def test_a_page_that_begins_with_a_row_of_its_own_is_read_as_in_word(path: Path) -> None:
    """Protects rows at the top of a page whose first code stands in the row above them, too."""
    printed = load(PAGES / "printed.yaml")
    paper = Paper(width=210, height=297, margin=15, font="Noto Sans CJK TC", size=10)
    written = standard_in(as_word(printed, paper), "x.docx", "x.docx")
    found = open_standard(path, path.name)
    assert of(written) == of(found)
    kinds = {repair.kind for repair in found.repairs}
    assert not kinds & {RepairKind.SHARED_SCOPE, RepairKind.GLUED_ITEM, RepairKind.UNREAD_TEXT}


def test_a_code_that_a_page_break_cut_is_put_together() -> None:
    """Protects two-letter codes in narrow cells: the page ends between their letters."""
    row = ["T1準備", "T1.1備料", "", "P1.1.1備料。", "3", "K01食材知識", "S01刀工技能\nS"]
    rest = ["", "", "", "", "", "", "S02收款能力"]
    grid = whole([row, rest])
    cells = tuple(dataclasses.replace(cell, covered=False) for cell in grid.rows[2].cells)
    top = Row(cells, begins_page=True)
    standard = read_form(dataclasses.replace(grid, rows=(*grid.rows[:2], top)))
    assert ["S01", "SS02"] == [skill.code for skill in standard.skills]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("零售業", "/ 零售攤販", "零售業 / 零售攤販"),
        ("零售業 /", "零售攤販", "零售業 / 零售攤販"),
        ("零售業 / ", "零售攤販", "零售業 / 零售攤販"),
        ("零售業", "/零售攤販", "零售業/零售攤販"),
        ("零售業", "零售攤販", "零售業零售攤販"),
    ],
)
def test_a_space_that_a_line_end_took_is_given_back_where_its_twin_stands(
    first: str, second: str, expected: str
) -> None:
    """Protects categories with a stroke between them: other carriers keep both its spaces."""
    lines = [
        Line(
            text=text,
            x0=0,
            x1=len(text) * 10,
            top=row * 12,
            size=10,
            starts=tuple(float(at * 10) for at in range(len(text))),
        )
        for row, text in enumerate((first, second))
    ]
    assert expected == joined(lines, 0, len(first) * 10 + 2).rstrip("\n")


def test_a_space_that_a_page_break_took_is_given_back_too() -> None:
    """Protects a category of the header, and an item, that go on after a page."""
    cells = [Cell("所屬類別", PLACE), Cell("行業別", PLACE), Cell("零售業", PLACE)]
    code = Row((*cells, Cell("行業別代碼", PLACE), Cell("X1", PLACE)))
    rest = Row(
        (*(Cell("", PLACE),) * 2, Cell("/ 攤販", PLACE), *(Cell("", PLACE),) * 2), begins_page=True
    )
    rows = whole([["T1準備", "T1.1備料", "", "P1.1.1丁。", "3", "K01採購", "S01刀工"]]).rows
    texts = ["", "", "", "", "", "/ 驗收", ""]
    top = Row(tuple(Cell(text, PLACE) for text in texts), begins_page=True)
    standard = read_form(Grid((code, rest, *rows, top), PLACE))
    assert ["零售業 / 攤販"] == [category.name for category in standard.industries]
    assert ["採購 / 驗收"] == [item.text for item in standard.knowledge]
