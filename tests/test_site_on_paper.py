"""The site on paper: every kind of page as a browser prints it, read back from the PDF."""

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from pdfplumber.pdf import PDF
from visiting import Visit

from curriculum.views.pages import MODULE_DOCUMENTS

# One worker for all of it, beside the other tests that need a browser.
pytestmark = pytest.mark.xdist_group("browser")

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # the browser's fonts have no boxes

Figure = Callable[[str], None]
A4 = [595, 842]
"""Points, the shorter side first."""
MARGIN = 28
"""Points: the narrowest margin that we print with is 11 mm, and printers need 10."""
SHOWN = """
() => [...document.querySelectorAll("article h1, article h2, article th, article td, article li")]
  .filter(element => !element.closest(".ticking"))  // how far the screen is ticked: not on paper
  .map(element => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".headerlink").forEach(link => link.remove());
    return copy.textContent;
  }).join("")
"""


def printed(visit: Visit, page: Path) -> tuple[PDF, str]:
    """A page as a browser prints it, and what its article says in headings, tables and lists."""
    opened = visit.open(page)
    pdf = opened.pdf(prefer_css_page_size=True)
    return pdfplumber.open(io.BytesIO(pdf)), opened.evaluate(SHOWN)


def bare(text: str) -> str:
    """A text without spaces and dashes, in whichever form a font has its characters."""
    return re.sub(r"[\s\u2010-\u2015\u2212]", "", unicodedata.normalize("NFKC", text))


def sheets_of(pdf: PDF) -> list[str]:
    """What each sheet says, without its number."""
    return [
        re.sub(r"^\d+/\d+", "", bare("".join(char["text"] for char in page.chars)))
        for page in pdf.pages
    ]


def test_every_kind_of_page_prints_whole_on_a4_and_without_menus(
    visit: Visit, seed_site: Path, kinds: dict[str, str], figure: Figure
) -> None:
    """Protects what is handed out: nothing leaves the sheet, nothing is cut off or left out."""
    least = float("inf")
    for kind, path in kinds.items():
        pdf, said = printed(visit, seed_site / path)
        for page in pdf.pages:
            assert A4 == sorted(round(float(side)) for side in (page.width, page.height)), kind
            body = [char for char in page.chars if char["bottom"] < page.height - MARGIN]
            left = min(char["x0"] for char in body)
            right = page.width - max(char["x1"] for char in body)
            lines = [*page.rects, *page.lines]
            right = min([right, *(page.width - line["x1"] for line in lines if line["width"] > 1)])
            least = min(least, left, right)
        text = bare("".join(char["text"] for page in pdf.pages for char in page.chars))
        assert least >= MARGIN, (kind, least)
        assert {} == dict(Counter(bare(said)) - Counter(text)), kind
        for menu in ("目錄", "搜尋", "回到頂端"):
            assert menu not in text, (kind, menu)
    figure(f"{len(kinds)} 種網頁，離紙邊至少 {least / 72 * 25.4:.0f} mm，少 0 字")


def test_a_long_table_has_its_heads_on_every_sheet_and_whole_rows(
    visit: Visit, seed_site: Path, kinds: dict[str, str], figure: Figure
) -> None:
    """Protects the reader of the second sheet: the head is there again, no row is torn apart."""
    pdf, _ = printed(visit, seed_site / kinds["matrix"])
    tables = visit.page.locator(".matrix").count()
    head = "".join(visit.page.locator(".matrix").first.locator("thead a").all_inner_texts())
    heads = sum(sheet.count(head) for sheet in sheets_of(pdf))
    visit.page.emulate_media(media="print")
    rows = visit.page.locator("tr").evaluate_all(
        "rows => rows.map(row => getComputedStyle(row).breakInside)"
    )
    assert heads > tables > 0
    assert {"avoid"} == set(rows)
    figure(f"{tables} 個表格，表頭印了 {heads} 次")


def test_boxes_to_tick_are_printed(
    visit: Visit, seed_site: Path, kinds: dict[str, str], figure: Figure
) -> None:
    """Protects the checklists: as many squares are drawn as there are boxes on the page."""
    total, seen = 0, 0
    for kind in ("self-check", "observation-sheet", "preparation"):
        pdf, _ = printed(visit, seed_site / kinds[kind])
        boxes = visit.page.locator(".tick-box").count()
        visit.page.add_style_tag(content=".tick-box { visibility: hidden }")
        without = io.BytesIO(visit.page.pdf(prefer_css_page_size=True))
        drawn = _strokes(pdf) - _strokes(pdfplumber.open(without))
        assert boxes > 0
        total, seen = total + boxes, seen + drawn
    assert total == seen
    figure(f"{total} 格，印出 {seen} 格")


def _strokes(pdf: PDF) -> int:
    return sum(len(page.rects) + len(page.curves) + len(page.lines) for page in pdf.pages)


def test_a_binder_starts_every_document_on_a_sheet_of_its_own(
    visit: Visit, seed_site: Path, kinds: dict[str, str], figure: Figure
) -> None:
    """Protects who hands out one document of the printed binder, across or upright as it is."""
    pdf, _ = printed(visit, seed_site / kinds["collection"])
    titles = visit.page.locator("section.collected h1").all_inner_texts()
    starts = sheets_of(pdf)
    for title in titles:
        name = bare(title.removesuffix("#"))
        assert any(sheet.startswith(name) for sheet in starts), name
    assert len(MODULE_DOCUMENTS) + 1 == len(titles)
    figure(f"{len(titles)} 份文件，各從新的一張開始")
