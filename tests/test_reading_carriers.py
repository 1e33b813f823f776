"""Every carrier of a standard gives the same standard; whatever is attacked is read or refused."""

import contextlib
import copy
import dataclasses
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.commands import import_standard
from curriculum.comparing.differences import differences
from curriculum.errors import CurriculumError, SourceError
from curriculum.keeping.course_folder import start_course
from curriculum.keeping.standard_yaml import standard_text
from curriculum.labels import load_labels
from curriculum.problems import Severity
from curriculum.reading.carriers import docx, html, odt, pdf, published_text
from curriculum.reading.carriers.choosing import standard_in
from curriculum.reading.carriers.pdf_margins import take_margins
from curriculum.reading.form import read_form
from curriculum.reading.grid import Cell, Grid, Row
from curriculum.reading.opening import open_standard
from curriculum.rules.standard_rules import check_standard
from curriculum.standard import Repair, RepairKind, Standard
from curriculum.tables import load_tables
from curriculum.text import display_width
from curriculum.views.data import standard_data

ROOT = Path(__file__).parents[1]
CARRIERS = ROOT / "tests" / "carriers"
SEED = ROOT / "standard" / "BAS2421-003v2.txt"
FOLDERS = sorted(path.parent for path in CARRIERS.glob("*/expected.yaml"))
FILES = (
    "source.txt", "spaces.txt", "source.html", "source.docx", "source.odt", "a4-landscape.pdf",
    "a4-portrait.pdf", "small.pdf",
)  # fmt: skip
OF_THE_LAYOUT = {
    RepairKind.CUT_TEXT, RepairKind.CONTINUED_CELL, RepairKind.LINE_WRAP, RepairKind.RUNNING_HEAD,
}  # fmt: skip
"""Repairs of what a carrier's own lines and pages did."""
ON_ONE_PAGE = "公告本"
"""In the running head of some PDF files: where there is one page, nothing shows what it is."""
MARK = "鑫鑫鑫"
LONGEST = 2.0
"""Seconds of CPU that a small file may take."""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:text" '
    'xmlns:table="urn:table"'
)


def printed_data(standard: Standard) -> dict[str, Any]:
    """The data of `show` without places and repairs."""
    data = standard_data(standard)
    for duty in data["duties"]:
        for block in duty["blocks"]:
            del block["place"]
            block.pop("texts", None)  # what only this block prints
    del data["repairs"]
    return data


def lasting(repair: Repair, file: str) -> bool:
    """Whether a repair is due to the printed form and not to the carrier."""
    # Where an item ends with a full line, a PDF does not show whether the next one is glued to it.
    by_layout = OF_THE_LAYOUT | ({RepairKind.GLUED_ITEM} if file.endswith(".pdf") else set())
    return repair.kind not in by_layout and ON_ONE_PAGE not in repair.printed


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("file", FILES)
def test_every_carrier_gives_what_a_careful_person_finds(folder: Path, file: str) -> None:
    """Protects every irregularity, in every carrier, from a change made for another one."""
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    repairs = expected.pop("repairs")
    found = open_standard(folder / file, file)
    assert expected == printed_data(found)
    by_layout = {kind.value for kind in OF_THE_LAYOUT}
    if file.endswith(".pdf"):
        by_layout.add("glued-item")
    assert sorted(
        (repair["kind"], sorted(repair["items"]))
        for repair in repairs
        if repair["kind"] not in by_layout
    ) == sorted(
        (repair.kind.value, sorted(repair.items))
        for repair in found.repairs
        if lasting(repair, file)
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_standard_survives_yaml_and_json(folder: Path) -> None:
    """Protects the two carriers that the program writes itself; two texts of one code too."""
    found = open_standard(folder / "small.pdf", "small.pdf")
    as_json = json.dumps(standard_data(found), ensure_ascii=False)
    assert found == standard_in(as_json.encode(), "show.json", "show.json")
    assert found == standard_in(standard_text(found).encode(), "x.yaml", "x.yaml")


@pytest.mark.parametrize("file", FILES)
def test_the_name_of_a_file_says_nothing(file: str, tmp_path: Path) -> None:
    """Protects trainers whose download lost its ending or got a wrong one."""
    renamed = tmp_path / "download.txt"
    renamed.write_bytes((FOLDERS[0] / file).read_bytes())
    assert printed_data(open_standard(FOLDERS[0] / file, "x")) == printed_data(
        open_standard(renamed, "x")
    )


@pytest.mark.parametrize("spaces", [2, 3, 4, 8])
def test_tabs_that_became_spaces_change_nothing(spaces: int) -> None:
    """Protects texts whose editor replaced every tab by so many spaces."""
    text = SEED.read_text(encoding="utf-8")
    replaced = text.replace("\t", " " * spaces)
    assert printed_data(standard_in(text.encode(), "x", "x")) == printed_data(
        standard_in(replaced.encode(), "x", "x")
    )


def expanded(text: str, stop: int, width: Callable[[str], int]) -> str:
    """A text whose tabs an editor has filled up to the next stop."""
    lines = []
    for line in text.split("\n"):
        found = ""
        for number, cell in enumerate(line.split("\t")):
            found += " " * (stop - width(found) % stop if number else 0) + cell
        lines.append(found)
    return "\n".join(lines)


SOURCES = [SEED, *sorted((ROOT / "tests").glob("*/*/source.txt"))]
DOUBTS = {RepairKind.UNREAD_TEXT, RepairKind.WRONG_COLUMN, RepairKind.GLUED_ITEM}


@pytest.mark.parametrize("width", [len, display_width])
@pytest.mark.parametrize("stop", [8, 4])
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_tabs_that_reached_a_stop_are_read_right_or_doubted(
    path: Path, stop: int, width: Callable[[str], int]
) -> None:
    """Protects from a cell that a single space hides: it is found, or a place says so."""
    text = path.read_text(encoding="utf-8")
    whole = standard_in(text.encode(), "x", "x")
    try:
        found = standard_in(expanded(text, stop, width).encode(), "x", "x")
    except SourceError as error:
        assert "no-table" == error.name  # noqa: PT017 - not even the heading can be told apart
        return
    known = {(repair.kind, repair.printed) for repair in whole.repairs}
    doubts = [
        repair
        for repair in found.repairs
        if repair.kind in DOUBTS and (repair.kind, repair.printed) not in known
    ]
    assert printed_data(whole) == printed_data(found) or doubts
    assert all(each.place.line for each in doubts)


def test_a_heading_that_every_page_repeats_is_no_running_head() -> None:
    """Protects the attitudes: their heading stands on two pages of the bundled standard's PDF."""
    here = Path(__file__)
    printed = open_standard(here.with_name("seed") / "BAS2421-003v2.pdf", "seed.pdf")
    text = open_standard(here.parents[1] / "standard" / "BAS2421-003v2.txt", "seed.txt")
    assert ["A01", "A02", "A03", "A04", "A05", "A06"] == [item.code for item in printed.attitudes]
    assert printed_data(text) == printed_data(printed)


def test_a_paginated_file_without_doubts_stays_without_them() -> None:
    """Protects `--strict`: running heads, feet and page numbers are no doubts, but on record."""
    file = CARRIERS / "a-standard-and-its-next-version-v2" / "a4-portrait.pdf"
    standard = open_standard(file, "x.pdf")
    found = {
        repair.printed: str(repair.place)
        for repair in standard.repairs
        if repair.kind is RepairKind.RUNNING_HEAD
    }
    assert {
        "社區單車維修員職能基準 公告本": "x.pdf:p1",
        "第 1 頁，共 2 頁": "x.pdf:p1",
        "第 2 頁，共 2 頁": "x.pdf:p2",
    } == found
    problems = check_standard(standard, load_tables().verbs)
    assert not [each for each in problems if each.name == "unread-text"]
    (told,) = [each for each in problems if each.name == "running-head"]
    assert (Severity.INFO, "3") == (told.severity, told.details["count"])


@given(
    head=st.sampled_from(("職能基準 公告本", "公告本 # / 9", "- # -")),
    bodies=st.lists(
        st.lists(
            st.sampled_from(("職能基準 公告本", "公告本 3 / 9", "- 3 -", "1. 會騎單車。", "態度")),
            max_size=8,
        ),
        min_size=3,
        max_size=6,
    ),
    is_on_first=st.booleans(),
)
def test_a_line_of_the_text_stays_however_much_it_looks_like_a_running_head(
    *, head: str, bodies: list[list[str]], is_on_first: bool
) -> None:
    """Protects texts with the words of the head, which stand where no other page prints them."""
    pages: list[dict[str, Any]] = []
    for number, body in enumerate(bodies, start=1):
        tops = (60.0 + 100 * line + 8 * number for line in range(len(body)))
        parts = [{"text": text, "top": top} for text, top in zip(body, tops, strict=False)]
        if number > 1 or is_on_first:
            parts.insert(0, {"text": head.replace("#", str(number)), "top": 20.0})
        pages.append({"parts": parts, "height": 1200.0})
    taken = take_margins(pages)
    assert bodies == [[part["text"] for part in page["parts"]] for page in pages]
    first = 1 if is_on_first else 2
    assert (head.replace("#", str(first)), first) == taken[0]


HIDDEN = (
    '<span style="display:none">{}</span>',
    '<p style="color:red; VISIBILITY: hidden">{}',
    "<div hidden>a<p>{}</div>",
    '<ul><li hidden="">{}<li></ul>',
)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_a_web_page_hides_is_told_and_not_read(hidden: str) -> None:
    """Protects from text that no reader of the page has ever seen; what follows is read."""
    page = (FOLDERS[0] / "source.html").read_text(encoding="utf-8")
    after = page.index("<td", page.index("P1.1.1"))
    changed_page = page[:after] + hidden.format(MARK) + page[after:]
    whole, found = (standard_in(each.encode(), "x", "x") for each in (page, changed_page))
    assert printed_data(whole) == printed_data(found)
    (told,) = [each for each in found.repairs if each.kind is RepairKind.HIDDEN_TEXT]
    assert MARK in told.printed
    (problem,) = [
        each for each in check_standard(found, load_tables().verbs) if each.code == "CUR225"
    ]
    assert Severity.WARNING is problem.severity


def test_what_a_word_document_hides_is_told_and_not_read() -> None:
    """Protects from text that is set as hidden, which Word neither shows nor prints."""
    with zipfile.ZipFile(FOLDERS[0] / "source.docx") as opened:
        parts: dict[str, bytes | str] = {name: opened.read(name) for name in opened.namelist()}
    body = parts["word/document.xml"]
    assert isinstance(body, bytes)
    run = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{MARK}</w:t></w:r></w:p>"
    at = body.index(b"</w:p>", body.index(b"P1.1.1"))
    parts["word/document.xml"] = body[:at] + run.encode() + body[at + len(b"</w:p>") :]
    found = standard_in(archive(parts), "x", "x")
    assert printed_data(open_standard(FOLDERS[0] / "source.docx", "x")) == printed_data(found)
    (told,) = [each for each in found.repairs if each.kind is RepairKind.HIDDEN_TEXT]
    assert (MARK, 3) == (told.printed, told.place.table)


AROUND = (
    "<h3>相關連結</h3><ul><li>回上頁<li>友善列印</ul><p>瀏覽人數：12345</p>",
    "<footer><p>版權所有</p></footer>",
)


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_follows_the_tables_of_a_web_page_is_no_remark(folder: Path, around: str) -> None:
    """Protects the notes from the foot of the page, which is told as what stands above is."""
    page = (folder / "source.html").read_text(encoding="utf-8")
    at = page.index("</body>") if "</body>" in page else len(page)
    changed_page = page[:at] + around + page[at:]
    whole, found = (standard_in(each.encode(), "x", "x") for each in (page, changed_page))
    assert printed_data(whole) == printed_data(found)
    told = [each.printed for each in found.repairs if each.kind is RepairKind.UNREAD_TEXT]
    for line in filter(None, re.sub("<[^>]*>", "\n", around).split("\n")):
        assert line in told


def test_items_of_a_list_are_no_running_heads() -> None:
    """Protects a list that goes on at the top of every page and differs in its numbers only."""
    pages = [
        {"parts": [{"text": f"{number}. 具備相關經驗", "top": 20.0}], "height": 800.0}
        for number in (1, 2, 3)
    ]
    assert [] == take_margins(pages)


def test_what_page_breaks_cut_is_quoted_as_it_was_mended_one_finding_a_break() -> None:
    """Protects trainers from a finding for every cell of a row, and from half mended words."""
    file = CARRIERS / "items-each-on-its-own-line-and-words-wrapped" / "small.pdf"
    problems = check_standard(open_standard(file, "x.pdf"), load_tables().verbs)
    cuts = [each for each in problems if each.name == "cut-text"]
    assert ["x.pdf:p3:3:3", "x.pdf:p4:3:1"] == [str(each.place) for each in cuts]
    assert ("T2", "K05") == cuts[1].items
    assert "T2 維護水上安全；K05 水文判讀" == cuts[1].details["read_as"]


def test_an_import_says_what_it_missed_first_and_what_pages_cut_last(tmp_path: Path) -> None:
    """Protects what matters from drowning among the cuts of many page breaks."""
    file = CARRIERS / "no-code-no-level-and-a-table-in-the-notes" / "a4-landscape.pdf"
    answer = import_standard(str(file), str(tmp_path / "x.yaml"), load_labels(), strict=False)
    report = [line for line in answer.out if line.startswith("  ")]
    assert "  a4-landscape.pdf:p1  整份職能基準沒有讀到態度" in report
    last = [line for line in report if not line.startswith("    ")][-1]
    assert last.startswith("  a4-landscape.pdf:p2:t1:1:1  文字被換頁或換列切斷，已接成：")


def test_an_item_of_a_pdf_knows_its_page_and_row() -> None:
    """Protects the promise that a finding can be looked up in the source."""
    standard = open_standard(FOLDERS[0] / "small.pdf", "small.pdf")
    places = [item.place for item in standard.criteria]
    assert places == sorted(places)
    assert all(place.page and place.line and place.column for place in places)
    assert str(places[0]).startswith(f"small.pdf:p{places[0].page}:")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_places_are_counted_as_a_person_counts(folder: Path) -> None:
    """Protects whoever looks a place up: columns with the merged ones, and rows of the table."""
    places = {}
    for file in FILES[2:]:
        items = open_standard(folder / file, "x").criteria
        # The column that most criteria stand in is theirs; a few are printed in another one.
        columns = Counter(item.place.column for item in items)
        places[file] = [str(item.place) for item in items]
        assert (file, 4) == (file, columns.most_common(1)[0][0])
    assert places["source.docx"] == places["source.odt"] == places["source.html"]


@pytest.mark.parametrize(
    ("code", "place"),
    [("P1.1.1", "p1:13:4"), ("P2.4.1", "p2:7:4"), ("P3.2.2", "p3:5:4"), ("A01", "p3:2")],
)
def test_a_place_in_the_bundled_standard_is_where_a_person_finds_it(code: str, place: str) -> None:
    """Protects from cells of a grid that nobody sees; lines outside of tables count alone."""
    standard = open_standard(Path(__file__).with_name("seed") / "BAS2421-003v2.pdf", "x")
    items = {item.code: item.place for item in (*standard.criteria, *standard.attitudes)}
    assert f"x:{place}" == str(items[code])


def test_a_doubt_stands_beside_what_is_printed(tmp_path: Path) -> None:
    """Protects from looking every doubt up: a cut shows both of its parts, nothing is too wide."""
    file = Path(__file__).with_name("seed") / "BAS2421-003v2.pdf"
    answer = import_standard(str(file), str(tmp_path / "x.yaml"), load_labels(), strict=False)
    report = "\n".join(answer.out)
    beside = [line for line in answer.out if line.startswith("    ")]
    for doubt, printed in (
        ("P2.4.1 沒有可觀察的動詞", "P2.4.1 對新設施資源的使用及專案管理工具的整合。"),
        ("P3.2.2 印在 T3.3 的列中，依代碼歸入 T3.2", "P3.2.2 產生符合業務需求的報告。"),
        ("代碼印成「O.2.1.1」，讀作 O2.1.1", "O.2.1.1 客戶服務措施分析報告"),
        ("已接成：P1.1.3 列舉相關產品及服務的主要細節。", "列舉相關產品及服務的主要 細 / 節。"),
    ):
        assert f"{doubt}\n    原文：{printed}\n" in report
    assert all(display_width(line) <= 4 + len("原文：") * 2 + 60 for line in beside)
    assert any("…" in line for line in beside)


def test_a_course_keeps_its_source_with_its_own_ending(tmp_path: Path) -> None:
    """Protects the original that a trainer compares with."""
    source = FOLDERS[0] / "small.pdf"
    start_course(tmp_path / "course", source, load_labels())
    (kept,) = (tmp_path / "course").glob("*.pdf")
    assert source.read_bytes() == kept.read_bytes()


def test_an_import_lists_every_doubt_beside_the_printed_text(tmp_path: Path) -> None:
    """Protects from a number of doubts that says nothing; `--strict` writes nothing then."""
    file = CARRIERS / "codes-that-nobody-proofread" / "source.docx"
    target = tmp_path / "out.yaml"
    answer = import_standard(str(file), str(target), load_labels(), strict=True)
    report = "\n".join(answer.out)
    assert "職場倫理" in report
    assert "source.docx:t3:3:6" in report
    assert (answer.code, target.exists()) == (1, False)


READ = {
    "text": published_text.read_grid(SEED.read_text(encoding="utf-8"), "x"),
    "docx": docx.read_grid((FOLDERS[0] / "source.docx").read_bytes(), "x"),
    "odt": odt.read_grid((FOLDERS[2] / "source.odt").read_bytes(), "x"),
    "html": html.read_grid((FOLDERS[3] / "source.html").read_text(encoding="utf-8"), "x"),
    "pdf": pdf.read_grid((FOLDERS[5] / "small.pdf").read_bytes(), "x"),
}


def changed(grid: Grid, row: int, column: int, text: str) -> Grid:
    """The grid with another text in one cell."""
    rows = list(grid.rows)
    cells = list(rows[row].cells)
    cells[column] = Cell(text, cells[column].place, cells[column].covered)
    rows[row] = Row(tuple(cells), rows[row].begins_page)
    return dataclasses.replace(grid, rows=tuple(rows))


@given(st.sampled_from(sorted(READ)), st.data())
@settings(max_examples=150, deadline=None)
def test_nothing_that_is_printed_vanishes(kind: str, data: st.DataObject) -> None:
    """Protects every text of every cell: it is in the standard, or on record as unread."""
    grid = READ[kind]
    row = data.draw(st.integers(0, len(grid.rows) - 1))
    column = data.draw(st.integers(0, len(grid.rows[row].cells) - 1))
    text = grid.rows[row].cells[column].text
    at = data.draw(st.integers(0, len(text)))
    try:
        standard = read_form(changed(grid, row, column, text[:at] + MARK + text[at:]))
    except SourceError as error:
        assert "no-table" == error.name  # noqa: PT017 - the heading itself was spoiled
        return
    found = json.dumps(standard_data(standard), ensure_ascii=False)
    assert MARK in "".join(found.split()), (text, at)


def test_another_text_in_one_cell_changes_that_item_alone() -> None:
    """Protects from readers in which one cell leaks into another."""
    grid = READ["docx"]
    before = read_form(grid)
    for number, row in enumerate(grid.rows):
        for column, cell in enumerate(row.cells):
            if not cell.text.startswith("K01"):
                continue
            after = read_form(changed(grid, number, column, cell.text + MARK))
            old, new = printed_data(before), printed_data(after)
            assert old.pop("knowledge") != new.pop("knowledge")
            assert old == new


def archive(parts: dict[str, bytes | str]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return buffer.getvalue()


def word(body: str) -> bytes:
    """A Word document with a body."""
    head = f'<w:document xmlns:w="{WORD}"><w:body>'
    return archive({"word/document.xml": f"{head}{body}</w:body></w:document>"})


def open_document(body: str) -> bytes:
    """An OpenDocument text with a body."""
    head = f"<office:document-content {OPEN}><office:body><office:text>"
    tail = "</office:text></office:body></office:document-content>"
    mime = "application/vnd.oasis.opendocument.text"
    return archive({"mimetype": mime, "content.xml": head + body + tail})


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF file of these objects, without a table of where they are."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R /Size 99 >>\nstartxref\n0\n%%EOF"


ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    f'<w:document xmlns:w="{WORD}">&b;</w:document>'
)
ROW = (
    '<table:table-row table:number-rows-repeated="999999">'
    '<table:table-cell table:number-columns-repeated="999999"/></table:table-row>'
)
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
HOSTILE = {
    "a zip bomb": archive({"word/document.xml": b"\0" * 100_000_000}),
    "a million paragraphs": word("<w:p/>" * 1_000_000),
    "deep elements": word("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000),
    "tables in tables": word("<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000),
    "a cell over a million columns": word(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr></w:tc></w:tr></w:tbl>' * 9
    ),
    "entities": archive({"word/document.xml": ENTITIES}),
    "names that climb": archive({"../../x": "x", "word/document.xml": "x"}),
    "repeated rows": open_document(f"<table:table>{ROW * 10}</table:table>"),
    "html spans": b"<html><table>" + b"<tr><td rowspan=9999999 colspan=99999>x" * 2_000,
    "html tables": b"<html>" + b"<table><tr><td>" * 20_000,
    "html comments": b"<html>" + b"<!--" * 50_000,
    "html brackets": b"<html>" + b"<" * 200_000,
    "html quotes": b"<html>" + b"<a x='" * 50_000,
    "pages in themselves": pdf_of([CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] >>"]),
    "a length that is itself": pdf_of([CATALOG, b"<< /Kids [3 0 R] /Length 2 0 R >> stream"]),
    "a reference to itself": pdf_of([b"1 0 R"]),
    "empty lines": b"\n" * 400_000 + SEED.read_bytes(),
    "line separators": SEED.read_bytes() + "\u2028x".encode() * 200_000,
    "comments in a text": b"<!---->" * 2_000 + b"x",
    "html line breaks": (FOLDERS[0] / "source.html").read_bytes() + b"<br>" * 1_000_000,
    "html paragraphs": b"<html>" + b"<p>x</p>" * 140_000,
    "html less than": (FOLDERS[0] / "source.html").read_bytes() + b"<" * 4_000_000,
    "html divisions": b"<html>" + b"<div>" * 800_000,
    "json in json": b'{"a":' * 50_000,
    "one json key": b'{"code": 1}',
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_at_once(name: str) -> None:
    """Protects the machine: no traceback, no hang, and memory is bounded by the limits."""
    before = os.times()
    with pytest.raises(SourceError):
        standard_in(HOSTILE[name], "x", "x")
    after = os.times()
    assert sum(after[:4]) - sum(before[:4]) < LONGEST


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    """Protects from waiting for ever for somebody to write into it."""
    os.mkfifo(tmp_path / "x.pdf")
    program = (
        "import sys; from pathlib import Path\n"
        "from curriculum.errors import CurriculumError\n"
        "from curriculum.reading.opening import open_path\n"
        "try: open_path(sys.argv[1])\n"
        "except CurriculumError as error: print(error.name)\n"
    )
    for path in (tmp_path / "x.pdf", Path("/dev/zero")):
        command = [sys.executable, "-c", program, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        assert "not-a-file" == done.stdout.strip()


def test_a_file_that_is_a_little_too_large_is_not_told_as_large_as_the_limit(
    tmp_path: Path,
) -> None:
    """Protects from `20 MB, at most 20 MB`."""
    (tmp_path / "x.pdf").write_bytes(b"x" * (20 * 2**20 + 1))
    with pytest.raises(SourceError) as caught:
        open_standard(tmp_path / "x.pdf", "x.pdf")
    assert ("20.1", "20") == (caught.value.details["size"], caught.value.details["limit"])


@pytest.mark.parametrize("file", FILES)
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_a_damaged_file_is_read_or_refused(file: str, data: st.DataObject) -> None:
    """Protects users with a bad download: whatever the bytes are, no traceback."""
    content = bytearray((FOLDERS[0] / file).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    cut = data.draw(st.integers(1, len(content)))
    start = time.process_time()
    with contextlib.suppress(CurriculumError):
        standard_in(bytes(content[: data.draw(st.sampled_from([cut, len(content)]))]), file, file)
    assert time.process_time() - start < LONGEST


SHOWN = [standard_data(open_standard(folder / "source.txt", "x")) for folder in FOLDERS]
CODES = sorted({item["code"] for data in SHOWN for item in (*data["knowledge"], *data["skills"])})
ODD: tuple[Any, ...] = (
    "",
    "T1",
    "T1.1",
    "P1.1.1",
    "P9.9.9",
    "\ud800",
    "a\udfffb",
    "\0",
    "\ufeff",
    None,
    7,
    [],
    {},
)


def spots(value: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - any part of JSON
    """Every list or object inside a value, with each of its indexes or keys."""
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    return [spot for key in keys for spot in ((value, key), *spots(value[key]))]


def said_texts(value: Any) -> set[str]:  # noqa: ANN401 - any part of JSON
    """What is said about the items in a value."""
    found = [into[key] for into, key in spots(value) if key == "text"]
    return {text for text in found if text}


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_changed_json_of_show_is_read_whole_or_refused(data: st.DataObject) -> None:
    """Protects whoever edits JSON: no traceback, nothing vanishes, and the rest can be written."""
    shown = copy.deepcopy(data.draw(st.sampled_from(SHOWN)))
    for _ in range(data.draw(st.integers(1, 3))):
        into, key = data.draw(st.sampled_from(spots(shown)))
        match data.draw(st.sampled_from(("change", "delete", "repeat"))):
            case "delete":
                del into[key]
            case "repeat" if isinstance(into, list):
                into.append(copy.deepcopy(into[key]))
            case _:
                into[key] = data.draw(st.sampled_from((*ODD, *CODES)))
    try:
        found = standard_in(json.dumps(shown).encode(), "x", "x")
    except SourceError as error:
        assert error.name in {"foreign-json", "json-code", "yaml-character"}  # noqa: PT017
        return
    assert said_texts(shown) <= said_texts(standard_data(found))
    assert not differences(found, found)
    for text in (standard_text(found), json.dumps(standard_data(found), ensure_ascii=False)):
        assert text.encode()


def test_a_code_that_was_changed_in_one_place_is_named_with_its_line() -> None:
    """Protects whoever renumbers an item in JSON and forgets the block that uses it."""
    text = json.dumps(SHOWN[0], ensure_ascii=False, indent=2)
    renamed = text.replace('"code": "P1.1.1"', '"code": "P1.1.9"')
    with pytest.raises(SourceError) as caught:
        standard_in(renamed.encode(), "x.json", "x.json")
    line = renamed[: renamed.index('"P1.1.1"')].count("\n") + 1
    assert ("json-code", "P1.1.1", line) == (
        caught.value.name, caught.value.details["found"], caught.value.place.line,
    )  # fmt: skip


@pytest.mark.parametrize("content", ["null", '"text"', "[]", '{"duties":' + "[" * 100_000, '{"a":'])
def test_json_that_is_no_standard_is_called_json(content: str) -> None:
    """Protects from advice about tabs and tables where the file is JSON."""
    with pytest.raises(SourceError) as caught:
        standard_in(content.encode(), "x.json", "x.json")
    assert "foreign-json" == caught.value.name


def test_half_a_character_is_refused_with_its_place() -> None:
    r"""Protects from a traceback while writing: JSON can say `\ud800`, no file can hold it."""
    text = json.dumps(SHOWN[0] | {"name": "\U0001f600", "title": "a\ud83d"}, indent=2)
    with pytest.raises(SourceError) as caught:
        standard_in(text.encode(), "x", "x")
    line, column = 5, text.split("\n")[4].index("\\ud83d") + 1
    assert ("yaml-character", f"x:{line}:{column}") == (caught.value.name, str(caught.value.place))


@pytest.mark.parametrize("part", ["word/document.xml", "content.xml"])
@given(junk=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=20, deadline=None)
def test_a_part_of_an_archive_may_be_anything(part: str, junk: bytes) -> None:
    """Protects from archives whose parts were replaced."""
    mime = b"application/vnd.oasis.opendocument.text"
    with pytest.raises(SourceError):
        standard_in(archive({"mimetype": mime, part: junk}), "x", "x")


def test_a_scan_is_explained() -> None:
    """Protects from a mere `damaged file` where the pages are pictures."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"
    data = pdf_of([CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page])
    with pytest.raises(SourceError) as caught:
        standard_in(data, "x", "x")
    assert "scanned-file" == caught.value.name


def test_without_the_extra_its_name_is_said(tmp_path: Path) -> None:
    """Protects users of the plain install from an ImportError."""
    program = (
        "import sys; sys.modules['defusedxml'] = None\n"
        "from pathlib import Path\n"
        "from curriculum.errors import CurriculumError\n"
        "from curriculum.reading.opening import open_standard\n"
        "try: open_standard(Path(sys.argv[1]), 'x')\n"
        "except CurriculumError as error: print(error.name, error.details['extra'])\n"
    )
    command = [sys.executable, "-c", program, str(FOLDERS[0] / "source.docx")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "missing-extra reading" == done.stdout.strip()


def old_office(stream: str) -> bytes:
    """The beginning of an old Office file with a stream of this name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + f"{stream}\0".encode("utf-16-le")


REFUSED: dict[str, tuple[bytes, str, str]] = {
    "scan.png": (b"\x89PNG\r\n\x1a\n" + bytes(99), "圖片（PNG）", "文字辨識"),
    "scan.pdf": (b"\xff\xd8\xff\xe0" + bytes(99), "圖片（JPEG）", "文字辨識"),
    "scan.tiff": (b"II*\0" + bytes(99), "圖片（TIFF）", "公告網頁上的 PDF"),
    "photo.heic": (b"\0\0\0\x18ftypheic" + bytes(99), "圖片（HEIC）", "文字辨識"),
    "table.xlsx": (archive({"xl/workbook.xml": "x"}), "Excel 試算表（.xlsx）", ".docx"),
    "table.ods": (
        archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "OpenDocument 試算表（.ods）",
        ".docx",
    ),
    "table.numbers": (
        archive({"Index/Document.iwa": "x", "Index/CalculationEngine.iwa": "x"}),
        "Apple Numbers 試算表（.numbers）",
        ".docx",
    ),
    "talk.pptx": (archive({"ppt/presentation.xml": "x"}), "PowerPoint 簡報（.pptx）", ".docx"),
    "paper.pages": (archive({"Index/Document.iwa": "x"}), "Apple Pages 文件（.pages）", "Word"),
    "several.zip": (archive({"a.pdf": "x"}), "壓縮檔（.zip）", "解壓縮"),
    "old.doc": (old_office("WordDocument"), "舊式的 Word 文件（.doc）", "另存成 .docx"),
    "old.xls": (old_office("Workbook"), "舊式的 Excel 試算表（.xls）", ".docx"),
    "old.ppt": (old_office("PowerPoint Document"), "舊式的 PowerPoint 簡報（.ppt）", ".docx"),
    "old.rtf": (b"{\\rtf1 x}", "RTF 文件（.rtf）", "另存成 .docx"),
}
"""Name -> content, what it is called, and what the advice speaks of."""


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_read_is_named_and_gets_advice(name: str, tmp_path: Path) -> None:
    """Protects trainers from having to guess what is wrong with what they have."""
    content, kind, advice = REFUSED[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError) as raised:
        open_standard(tmp_path / name, name)
    assert f"這是{kind}，程式不讀這種檔案" == load_labels().error_message(raised.value)
    assert advice in load_labels().error_hint(raised.value)
    assert "{" not in load_labels("en").error_message(raised.value)
    assert kind not in load_labels("en").error_message(raised.value)
