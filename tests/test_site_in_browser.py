"""The built site in a real browser, opened from the disk as a trainer opens it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from visiting import DESKTOP, PHONE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")

PAGES = ("index.html", "units/u1/index.html", "units/u1/checklist.html", "matrix.html")


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Visit]:
    """A visit that fails when a page complains or asks another host for anything."""
    visit = Visit(browser.new_context())
    yield visit
    visit.context.close()
    assert visit.complaints == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_without_complaint_and_fits_the_screen(
    visit: Visit, sample_site: Path, path: str, size: tuple[int, int]
) -> None:
    """No console error, no foreign request, and only tables scroll sideways, in their own box."""
    page = visit.open(sample_site / path, size)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert page.locator("h1").first.is_visible()
    assert size[0] == width


def test_links_lead_from_page_to_page(visit: Visit, sample_site: Path) -> None:
    """The way from the home page to a checklist and back works from the disk."""
    page = visit.open(sample_site / "index.html")
    page.get_by_role("article").get_by_role("link", name="第一單元").click()
    page.get_by_role("article").get_by_role("link", name="檢核表").click()
    page.wait_for_url("**/checklist.html#sheet")
    assert page.locator("h1").inner_text().startswith("M1 實作評量檢核表")
    page.get_by_role("link", name="首頁").first.click()
    page.wait_for_url("**/index.html")


def test_paper_shows_only_the_document(visit: Visit, sample_site: Path) -> None:
    """Print drops what is for the screen and keeps every column of a wide table."""
    page = visit.open(sample_site / "units/u1/checklist.html")
    page.emulate_media(media="print")
    hidden = (".md-header", ".md-sidebar--primary", ".md-footer", ".md-path", ".headerlink")
    shown = (".sheet thead", ".tick-box", ".signatures", ".identity")
    assert [False] * len(hidden) == [page.locator(name).first.is_visible() for name in hidden]
    assert [True] * len(shown) == [page.locator(name).first.is_visible() for name in shown]
    overflow = page.locator(".table-wide").first.evaluate("e => getComputedStyle(e).overflowX")
    assert "visible" == overflow
