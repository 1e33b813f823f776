"""The reader of published text, on made-up standards with results written by hand."""

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from paged_table import HEADING

from curriculum.errors import SourceError
from curriculum.keeping.standard_yaml import standard_text
from curriculum.reading.carriers.published_text import read_grid
from curriculum.reading.cleaning import unwrap
from curriculum.reading.codes import Family, split
from curriculum.reading.form import read_form
from curriculum.reading.opening import open_standard
from curriculum.reading.standard_yaml import read_standard
from curriculum.standard import RepairKind, Standard
from curriculum.views.data import standard_data

STANDARDS = Path(__file__).parent / "standards"
SEED = Path(__file__).parents[1] / "standard" / "BAS2421-003v2.txt"


def read(text: str) -> Standard:
    """A standard from the text of a published one."""
    return read_form(read_grid(text, "standard.txt"))


def without_places(standard: Standard) -> dict[str, Any]:
    """The data of `show` as the hand-written expectations give it."""
    data = standard_data(standard)
    for duty in data["duties"]:
        for block in duty["blocks"]:
            del block["place"]
            block.pop("texts", None)  # what only this block prints
    data["repairs"] = [{"kind": r["kind"], "items": r["items"]} for r in data["repairs"]]
    return data


@pytest.mark.parametrize("name", sorted(path.parent.name for path in STANDARDS.glob("*/*.txt")))
def test_reads_every_made_up_standard_as_a_careful_person_would(name: str) -> None:
    """Protects every irregularity of the index from a change made for another one."""
    expected = yaml.safe_load((STANDARDS / name / "expected.yaml").read_text(encoding="utf-8"))
    found = open_standard(STANDARDS / name / "source.txt", name)
    assert expected == without_places(found)


def test_reads_the_bundled_standard_as_counted_by_hand() -> None:
    """Protects the numbers that reviewers know by heart."""
    standard = open_standard(SEED, SEED.name)
    assert ("BAS2421-003v2", "客戶服務企劃人員", "occupation", 3) == (
        standard.code,
        standard.name,
        standard.name_kind,
        standard.level,
    )
    assert [3, 4, 3, 2] == [len(duty.tasks) for duty in standard.duties]
    assert [9, 12, 6, 4] == [
        sum(len(block.criteria) for block in duty.blocks) for duty in standard.duties
    ]
    assert (8, 28, 20, 6, 2) == (
        len(standard.outputs),
        len(standard.knowledge),
        len(standard.skills),
        len(standard.attitudes),
        len(standard.versions),
    )
    assert ["T1.1", "T1.2", "T1.3"] == list(standard.duties[0].blocks[0].tasks)
    assert "列舉相關產品及服務的主要細節。" == standard.criteria_of("T1.1")[2].text
    assert ["P3.2.1", "P3.2.2"] == [item.code for item in standard.criteria_of("T3.2")]
    assert "K13" == standard.duties[1].blocks[0].knowledge[-1].code
    assert "K22" == standard.duties[2].blocks[0].knowledge[-1].code
    assert ("自我管理能力的", "自我管理技能") == standard.skills[3].texts


def test_every_item_knows_its_place() -> None:
    """Protects the promise that a finding can be looked up in the source."""
    standard = open_standard(SEED, SEED.name)
    lines = SEED.read_text(encoding="utf-8").split("\n")
    for item in (*standard.outputs, *standard.criteria, *standard.knowledge, *standard.skills):
        column = lines[item.place.line - 1][item.place.column - 1 :].split("\t")[0]
        numbers = item.code[1:]
        assert numbers in column, item


TABLE = "\t".join(HEADING) + "\n"


def test_cells_on_several_lines_without_quotes_are_put_back_together() -> None:
    """Protects texts copied from a word processor, where a cell's lines become rows."""
    standard = read(
        f"{TABLE}T1甲\tT1.1乙\tO1.1.1丙\tP1.1.1丁。\nP1.1.2戊。\t3\tK01己\nK02庚\tS01辛\nS02壬\n"
        "\tT1.2癸\t\tP1.2.1子。\t\t\t\n"
    )
    assert ["P1.1.1", "P1.1.2", "P1.2.1"] == [item.code for item in standard.criteria]
    assert [("K01", "己"), ("K02", "庚")] == [(k.code, k.text) for k in standard.knowledge]
    assert ["S01", "S02"] == [item.code for item in standard.skills]


def test_rows_whose_empty_cells_at_the_end_are_lost_are_still_rows() -> None:
    """Protects files whose editor cut white space at the ends of lines."""
    standard = read(f"{TABLE}T1甲\tT1.1乙\t\tP1.1.1丁。\t3\tK01己\n\tT1.2丙\t\tP1.2.1戊。\n")
    assert ("T1.1", "T1.2") == standard.blocks[0].tasks
    assert [] == [repair.kind for repair in standard.repairs]


def test_a_code_mentioned_inside_a_sentence_is_no_item() -> None:
    """Protects sentences such as 依P1.1.1之結果 from being cut in two."""
    standard = read(
        f"{TABLE}T1甲\tT1.1乙\t\tP1.1.1丁。P1.1.2依P1.1.1之結果改善。\t3\tK01己\tS01庚\n"
    )
    assert ["丁。", "依P1.1.1之結果改善。"] == [item.text for item in standard.criteria]


def test_what_fits_nowhere_is_on_record_and_not_lost() -> None:
    """Protects the promise that nothing printed vanishes."""
    row = "T1甲\tT1.1乙\t\tP1.1.1丁。\t高級\t沒有代碼的知識\tS01庚\t多的一格\n"
    standard = read(f"封面\n第二行\n{TABLE}{row}第 3 頁\n")
    unread = [r.printed for r in standard.repairs if r.kind is RepairKind.UNREAD_TEXT]
    assert sorted(["第二行", "高級", "沒有代碼的知識", "多的一格"]) == sorted(unread)
    running = [r.printed for r in standard.repairs if r.kind is RepairKind.RUNNING_HEAD]
    assert ["第 3 頁"] == running


@pytest.mark.parametrize("ending", ["ISO 9001", "使用B2", "操作 CRM", "產品Ａ"])
def test_a_code_below_a_latin_word_is_not_said_to_be_unread(ending: str) -> None:
    """Protects trainers from looking for an item that was read."""
    standard = read(f'{TABLE}T1甲\tT1.1乙\t\tP1.1.1丁。\t3\t"K06{ending}\nK07新制"\tS01庚\n')
    assert [("K06", ending), ("K07", "新制")] == [(k.code, k.text) for k in standard.knowledge]
    assert () == standard.repairs


def test_codes_that_end_in_a_digit_before_a_word_keep_the_word() -> None:
    """Protects names that begin with a digit, such as 3D列印."""
    assert [("K01", "3D列印"), ("K02", "5S管理")] == [
        (entry.code, entry.text)
        for entry in split("K013D列印 K025S管理", Family.KNOWLEDGE_OR_SKILL)
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("SS01甲NS01乙", [("SS01", "甲"), ("NS01", "乙")]),
        ("K04選書K01出版", [("K04", "選書"), ("K01", "出版")]),
        ("K01甲、K02乙；K03丙；", [("K01", "甲"), ("K02", "乙"), ("K03", "丙；")]),
        ("k01甲 K 02乙 K03.丙", [("K01", "甲"), ("K02", "乙"), ("K03", "丙")]),
        ("S04 S7儀器 S05 AS400系統", [("S04", "S7儀器"), ("S05", "AS400系統")]),
        ("K01了解與K02有關之事 K02乙", [("K01", "了解與K02有關之事"), ("K02", "乙")]),
        ("K01推廣K12教育 K02乙", [("K01", "推廣K12教育"), ("K02", "乙")]),
        ("GK01甲 GK10乙", [("GK01", "甲"), ("GK10", "乙")]),
    ],
)
def test_a_list_of_items_is_cut_where_a_person_would(
    cell: str, expected: list[tuple[str, str]]
) -> None:
    """Protects codes in any spelling, and words that only look like codes."""
    entries = split(cell, Family.KNOWLEDGE_OR_SKILL)
    assert expected == [(entry.code, entry.text) for entry in entries]


@pytest.mark.parametrize(
    "mention", ["依P1.2.1之結果改善。", "改善（見P1.2.1）。", "完成P1.2.1所列事項。"]
)
def test_a_code_of_another_row_that_is_mentioned_is_no_item(mention: str) -> None:
    """Protects the other row's item from being printed twice and this sentence from its end."""
    standard = read(
        f"{TABLE}T1甲\tT1.1乙\t\tP1.1.1{mention}\t3\tK01丙\tS01丁\n\tT1.2戊\t\tP1.2.1分析。\n"
    )
    assert [("P1.1.1", mention), ("P1.2.1", "分析。")] == [
        (item.code, item.text) for item in standard.criteria
    ]
    assert () == standard.repairs


@pytest.mark.parametrize(
    "text",
    [
        "依 O1.1.1 備料，並參考 P1.1.2。",
        "依 P1.1.2 備料。",
        "備料（見 P1.1.2）後出餐。",
        "對照 P1.1.2 辦理。",
        "檢查後，並看 P1.1.2。",
        "配合 K01 與 S01 執行。",
    ],
)
def test_a_code_between_spaces_may_be_mentioned_too(text: str) -> None:
    """Protects a sentence whose writer puts spaces around codes from being read as three items."""
    standard = read(
        f'{TABLE}T1甲\tT1.1乙\tO1.1.1表\t"P1.1.1 {text}\nP1.1.2 丁。"\t3\tK01丙\tS01丁\n'
    )
    assert [("P1.1.1", text), ("P1.1.2", "丁。")] == [(p.code, p.text) for p in standard.criteria]
    assert ["O1.1.1"] == [output.code for output in standard.outputs]
    assert () == standard.repairs


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("S01 團隊配合 S02 溝通", [("S01", "團隊配合"), ("S02", "溝通")]),
        ("K01 文獻對照 K02 法規", [("K01", "文獻對照"), ("K02", "法規")]),
        ("K01 甲 K02 乙 K03", [("K01", "甲"), ("K02", "乙"), ("K03", "")]),
    ],
)
def test_a_list_between_spaces_stays_a_list(cell: str, expected: list[tuple[str, str]]) -> None:
    """Protects items whose names end in a word that may also introduce a mention."""
    entries = split(cell, Family.KNOWLEDGE_OR_SKILL)
    assert expected == [(entry.code, entry.text) for entry in entries]


def test_a_row_that_speaks_of_duties_and_criteria_is_no_heading() -> None:
    """Protects a standard about standards, whose texts use the words of the form."""
    rows = "T1訂定主要職責\tT1.1工作任務分析\t\tP1.1.1撰寫行為指標。\t3\tK01職能級別概念\tS01技能\n"
    standard = read(
        f"{TABLE}{rows}說明與補充事項\n本表的職能內涵以態度為先。\n說明與補充事項如下列。\n"
    )
    assert ("T1.1", "P1.1.1", "K01") == (
        standard.tasks[0].code,
        standard.criteria[0].code,
        standard.knowledge[0].code,
    )
    assert ["本表的職能內涵以態度為先。", "說明與補充事項如下列。"] == [
        remark.text for remark in standard.notes.remarks
    ]


def test_a_line_below_the_version_table_is_no_version() -> None:
    """Protects the version history from footers."""
    versions = "版本\t職能基準代碼\t職能基準名稱\t狀態\t更新說明\t發展更新日期\t附件\n"
    row = "v1\tXAA1234-001v1\t茶園導覽人員\t最新版本\t略\t2024/01/31\n"
    standard = read(f"{versions}{row}資料來源另見公告\n{TABLE}T1甲\tT1.1乙\t\tP1.1.1分析。\t3\n")
    assert ["XAA1234-001v1"] == [version.code for version in standard.versions]
    assert ["附件", "資料來源另見公告"] == [repair.printed for repair in standard.repairs]


@pytest.mark.parametrize(
    ("printed", "level", "unread"),
    [
        *((usual, 4, []) for usual in ("4", "４", "第4級", "4級", "Level 4", "L4")),
        ("4（暫定）", 4, ["4（暫定）"]),
        *((unclear, None, [unclear]) for unclear in ("3-4", "7", "高級")),
    ],
)
def test_a_level_is_read_only_where_one_is_printed(
    printed: str, level: int | None, unread: list[str]
) -> None:
    """Protects from levels that somebody guessed."""
    standard = read(f"{TABLE}T1甲\tT1.1乙\t\tP1.1.1分析。\t{printed}\tK01丙\tS01丁\n")
    assert level == standard.blocks[0].level
    assert unread == [repair.printed for repair in standard.repairs]


def test_a_row_that_ends_before_the_first_known_column_is_unread() -> None:
    """Protects from a traceback: fuzzing found headings that begin further right than a row."""
    standard = read(f"\t{TABLE}\tT1甲\tT1.1乙\t\tP1.1.1丙\t4\tK01丁\tS01戊\nT2甲\n")
    assert ["T2甲"] == [repair.printed for repair in standard.repairs]


def test_a_level_that_cannot_be_read_still_begins_a_block() -> None:
    """Protects K and S of one task from being taken for those of the task before."""
    standard = read(
        f"{TABLE}T1甲\tT1.1乙\t\tP1.1.1分析。\t3\tK01丙\tS01丁\n\tT1.2戊\t\tP1.2.1說明。\t高\tK02己\tS02庚\n"
    )
    assert [(("T1.1",), 3), (("T1.2",), None)] == [
        (block.tasks, block.level) for block in standard.blocks
    ]


@pytest.mark.parametrize("text", ["沒有表格的一篇文章。\n第二行。", f"{TABLE}\n", "a\tb\nc\td\n"])
def test_a_text_without_a_table_is_refused(text: str) -> None:
    """Protects from an empty course made of a wrong file."""
    with pytest.raises(SourceError) as caught:
        read(text)
    assert "no-table" == caught.value.name


WORDS = st.text(st.sampled_from("客戶服務需求分析報告管理程序政策企劃資料"), min_size=1, max_size=8)


@given(
    st.lists(
        st.tuples(WORDS, st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, max_size=4)),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["", " ", "："]),
    st.sampled_from([" ", "。", "<br>"]),
)
def test_any_regular_table_reads_back(
    tasks: list[tuple[str, list[str], list[str]]], colon: str, gap: str
) -> None:
    """Protects the plain case in every spelling of codes and gaps."""
    rows = []
    numbers = itertools.count(1)
    knowledge = []
    for task, (title, criteria, items) in enumerate(tasks, start=1):
        criteria_cell = gap.join(
            f"P1.{task}.{i}{colon}{text}" for i, text in enumerate(criteria, start=1)
        )
        uses = [(f"K{next(numbers):02}", text) for text in items]
        knowledge += uses
        cell = " ".join(code + colon + text for code, text in uses)
        duty = "T1職責" if task == 1 else ""
        rows.append(f"{duty}\tT1.{task}{colon}{title}\t\t{criteria_cell}\t3\t{cell}\tS01技能一\n")
    standard = read(TABLE + "".join(rows))
    assert [title for title, _, _ in tasks] == [task.text for task in standard.tasks]
    assert [text for _, criteria, _ in tasks for text in criteria] == [
        item.text.removesuffix("。") for item in standard.criteria
    ]
    assert knowledge == [(item.code, item.text) for item in standard.knowledge]
    assert len(tasks) == len(standard.blocks)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """Protects users from a traceback, whatever they paste."""
    try:
        read(TABLE + "T1甲\t" + text)
    except SourceError as error:
        assert "no-table" == error.name  # noqa: PT017 - either outcome is fine


SEED_TEXT = SEED.read_text(encoding="utf-8")
SLIPS = [
    "",
    "\t",
    "\n",
    " ",
    "。",
    "T1.1",
    "P1.1.1",
    "k01",
    "04.2.1",
    "3-4",
    "<p>",
    "\x00",
    '"',
    "：",
    "- ",
]


@given(
    st.lists(
        st.tuples(st.integers(0, len(SEED_TEXT)), st.integers(0, 30), st.sampled_from(SLIPS)),
        min_size=1,
        max_size=8,
    )
)
@settings(max_examples=40)
def test_a_damaged_standard_is_read_and_kept_whole(slips: list[tuple[int, int, str]]) -> None:
    """Protects users with a bad copy: no traceback, and nothing changes on its way to YAML."""
    text = SEED_TEXT
    for position, length, instead in slips:
        text = text[:position] + instead + text[position + length :]
    standard = read(text)
    assert standard == read_standard(standard_text(standard), "copy.yaml")


@given(st.text(st.sampled_from("客戶 \n\t，。A1b【】　"), max_size=30))
def test_unwrapping_keeps_every_character_but_gaps(text: str) -> None:
    """Protects the printed words: only white space may go, and only inside."""
    assert "".join(text.split()) == "".join(unwrap(text).split())
    assert unwrap(text) == unwrap(unwrap(text))


@pytest.mark.parametrize("printed", ["4", "４", "第4級", "第四級", "四級", "Level 4", "L4"])
def test_a_level_is_read_however_it_is_written(printed: str) -> None:
    """Protects levels that are spelled out."""
    standard = read(f"{TABLE}T1甲\tT1.1乙\t\tP1.1.1說明丁。\t{printed}\tK01己\tS01庚\n")
    assert standard.blocks[0].level == 4
    assert standard.repairs == ()


def test_items_behind_a_lost_tab_are_found_by_their_codes() -> None:
    """Protects outputs and criteria from being swallowed by the text before them."""
    standard = read(
        f"{TABLE}T1甲\tT1.1乙工作O1.1.1丙表\t\tP1.1.1說明丁。\t3\tK01己\tS01庚\n"
        "\tT1.2辛工作\tO1.2.1壬表P1.2.1說明癸。\t\t3\tK01己\tS01庚\n"
    )
    assert [("T1.1", "乙工作"), ("T1.2", "辛工作")] == [(t.code, t.text) for t in standard.tasks]
    assert [("O1.1.1", "丙表"), ("O1.2.1", "壬表")] == [(o.code, o.text) for o in standard.outputs]
    assert ["P1.1.1", "P1.2.1"] == [item.code for item in standard.criteria]
    kinds = [(repair.kind, repair.items) for repair in standard.repairs]
    for code in ("O1.1.1", "P1.2.1"):
        assert (RepairKind.GLUED_ITEM, (code,)) in kinds
        assert (RepairKind.WRONG_COLUMN, (code,)) in kinds


@pytest.mark.parametrize(
    ("role", "cell", "doubted"),
    [
        ("criterion", "P1.1.12日內備料。", ("P1.1.12",)),
        ("criterion", "P1.1.1備料。\nP1.1.23人一組清點。\nP1.1.3收拾。", ("P1.1.23",)),
        ("criterion", "P1.1.12 日內備料。", ()),
        ("criterion", "\n".join(f"P1.1.{n}丁。" for n in range(1, 13)), ()),
        ("knowledge", "K03火災\nK0410大風險\nK05法規", ("K03",)),
        ("knowledge", "K01火災\nK023日內通報\nK03法規", ("K023",)),
        ("knowledge", "K001火災\nK002法規", ()),
        ("knowledge", "K01火災\nA01細心", ("K01",)),
        ("knowledge", "K01辦公室\nA4影印機操作", ()),
    ],
)
def test_a_code_that_may_end_elsewhere_is_doubted(
    role: str, cell: str, doubted: tuple[str, ...]
) -> None:
    """Protects trainers from a wrong code that looks right, and from doubts about plain ones."""
    cells = {"criterion": "P1.1.1丁。", "knowledge": "K01己"} | {role: cell}
    standard = read(
        f'{TABLE}T1甲\tT1.1乙\t\t"{cells["criterion"]}"\t3\t"{cells["knowledge"]}"\tS01庚\n'
    )
    found = [each for each in standard.repairs if each.kind is RepairKind.DOUBTFUL]
    assert doubted == tuple(code for each in found for code in each.items)
    assert all("".join(each.printed.split()) in "".join(cell.split()) for each in found)


@pytest.mark.parametrize(
    ("cell", "is_doubted"),
    [
        ("A01細心：仔細\n團隊合作\nA03誠信", True),
        ("A01細心：不需他人指示即能發現問題並且自行採取\n必要的行動。\nA03誠信", False),
        ("A01細心：\n凡事仔細。\nA03誠信", False),
    ],
)
def test_an_attitude_without_a_code_is_doubted(cell: str, *, is_doubted: bool) -> None:
    """Protects an attitude that lost its code from vanishing in the one before it."""
    row = "T1甲\tT1.1乙\t\tP1.1.1丁。\t3\tK01己\tS01庚\n"
    standard = read(f'{TABLE}{row}職能內涵（A=attitude 態度）\n"{cell}"\n')
    kinds = [repair.kind for repair in standard.repairs]
    assert is_doubted == (RepairKind.DOUBTFUL in kinds)
    assert ["A01", "A03"] == [attitude.code for attitude in standard.attitudes]


def test_a_task_without_a_code_is_not_said_to_be_cut() -> None:
    """Protects trainers from a message about a page break where there is none."""
    standard = read(
        f"{TABLE}T1甲\tT1.1乙\t\tP1.1.1丁。\t3\tK01己\tS01庚\n"
        "\t處理抱怨\t\tP1.2.1回覆。\t3\tK02辛\tS02壬\n"
    )
    found = {repair.kind: repair.printed for repair in standard.repairs}
    assert RepairKind.CUT_TEXT not in found
    assert "乙 / 處理抱怨" == found[RepairKind.DOUBTFUL]
