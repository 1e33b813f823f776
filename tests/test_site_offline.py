"""The site without a network: from a disk, and below any path of a web server."""

import dataclasses
import itertools
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from serving import served
from visiting import Visit

from curriculum.commands import planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.composing.documents import compose
from curriculum.labels import load_labels
from curriculum.publishing.course_site import settings_of
from curriculum.publishing.engine import SiteEngine
from curriculum.publishing.sources import write_sources

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# One worker for all of it, beside the other tests that need a browser.
pytestmark = pytest.mark.xdist_group("browser")

Figure = Callable[[str], None]
VIEW = "assets/javascripts/view.js"
MOST = 60_000
"""Bytes of HTML that a page may weigh; a page that holds others, for paper, weighs their sum."""
ADDRESS = re.compile(
    r"""(?:href|src|srcset|poster|action|data|content)=["']?([^"'\s>]+)|url\(\s*["']?([^"')]+)"""
)


@pytest.fixture
def sub_path(seed_out: Path) -> Iterator[str]:
    """The address of the site below a path of a server, which has nothing above it."""
    with served(seed_out) as address:
        yield f"{address}/site"


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Visit]:
    """A visit whose complaints the test itself looks at."""
    visit = Visit(browser.new_context())
    yield visit
    visit.context.close()


def test_every_kind_of_page_opens_from_a_disk_without_a_complaint(
    visit: Visit, seed_site: Path, kinds: dict[str, str], figure: Figure
) -> None:
    """Protects the USB stick in a classroom: no request leaves the disk, nothing is missing."""
    for path in kinds.values():
        visit.open(seed_site / path)
    assert [] == visit.complaints
    figure(f"{len(kinds)} 種網頁，{len(visit.complaints)} 個錯誤或對外要求")


def test_every_kind_of_page_opens_below_a_path_of_a_server(
    visit: Visit, kinds: dict[str, str], sub_path: str, figure: Figure
) -> None:
    """Protects an intranet folder: every request stays below the site's own path."""
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    for path in kinds.values():
        answer = visit.page.goto(f"{sub_path}/{path}", wait_until="load")
        assert answer is not None
        assert answer.ok, path
    complaints = [each for each in visit.complaints if f"foreign request: {sub_path}/" not in each]
    outside = [url for url in asked if not url.startswith((f"{sub_path}/", "data:", "blob:"))]
    assert [] == outside
    assert [] == complaints
    figure(f"{len(kinds)} 種網頁，{len(outside)} 個要求離開網站的路徑，{len(complaints)} 個錯誤")


def test_a_copied_site_is_whole_whatever_its_folder_is_called(
    visit: Visit, seed_site: Path, tmp_path: Path, figure: Figure
) -> None:
    """Protects the recipe for a USB stick: copied and renamed, opened at its home page."""
    copy = tmp_path / "隨身碟 #1" / "課程 100%"
    shutil.copytree(seed_site, copy)
    page = visit.open(copy / "index.html")
    page.locator("article").get_by_role("link", name="自我檢核", exact=True).first.click()
    page.wait_for_url("**/self-check.html")
    page.locator(".ticking:not([hidden])").first.wait_for()
    page.locator(".search-button").click()
    page.wait_for_function("document.querySelector('.search-field').placeholder")
    page.locator(".search-field").fill("團隊合作")
    found = page.locator(".search-top").first.evaluate("link => link.href")
    assert [True, True] == [url.startswith(f"{copy.as_uri()}/") for url in (page.url, found)]
    assert [] == visit.complaints
    figure(f"連結、搜尋與檢核表都能用，{len(visit.complaints)} 個錯誤")


def test_no_page_names_another_host(seed_site: Path, figure: Figure) -> None:
    """Protects every page, not one of each kind: whatever a browser would fetch is the site's."""
    pages = sorted(seed_site.rglob("*.html"))
    foreign = {
        (page.name, address)
        for page in (*pages, *seed_site.rglob("*.css"))
        for pair in ADDRESS.findall(page.read_text(encoding="utf-8"))
        if (address := "".join(pair)) and urlsplit(address).netloc
    }
    assert set() == foreign
    figure(f"{len(pages)} 頁，{len(foreign)} 個外部位址")


def test_no_page_weighs_more_than_60_kilobytes(seed_site: Path, figure: Figure) -> None:
    """Protects who reads on a phone: only the pages to print everything may weigh more."""
    weights = {
        page.relative_to(seed_site).as_posix(): page.stat().st_size
        for page in seed_site.rglob("*.html")
        if page.name != "print.html"
    }
    heaviest = max(weights.values())
    assert {} == {path: weight for path, weight in weights.items() if weight > MOST}
    figure(f"{len(weights)} 頁，最重 {heaviest / 1000:.1f} kB")


def test_the_weight_of_a_large_course_is_no_surprise(tmp_path: Path, figure: Figure) -> None:
    """Protects who plans a long course from a promise that holds for usual ones alone."""
    course = planned_course(open_recalled(None))
    many = tuple(
        dataclasses.replace(module, id=f"M{number // 4 + 1}.{number % 4 + 1}", requires=())
        for number, module in enumerate(itertools.islice(itertools.cycle(course.modules), 22))
    )
    course, labels = dataclasses.replace(course, modules=many), load_labels()
    composition = compose(course, [], labels)
    pages = {page.path: page.markdown for page in composition.pages}
    write_sources(tmp_path, pages, settings_of(course, composition, labels))
    engine = SiteEngine(tmp_path)
    syllabus, matrix = (len(engine.page(path)) / 1000 for path in ("syllabus.md", "matrix.md"))
    assert max(syllabus, matrix) < 2 * MOST / 1000
    figure(f"{len(many)} 個單元：課程大綱 {syllabus:.0f} kB，對應表 {matrix:.0f} kB")


def test_no_script_holds_up_the_first_sight_of_a_page(seed_site: Path, figure: Figure) -> None:
    """Protects a slow disk or line: the search and all other programs come after the page.

    Which of the two views it is must be known before; that takes a few kB.
    """
    blocking = {
        (page.name, tag)
        for page in seed_site.rglob("*.html")
        for tag in re.findall(r"<script[^>]*\ssrc=[^>]*>", page.read_text(encoding="utf-8"))
        if not re.search(r"\s(defer|async)\b", tag) and VIEW not in tag
    }
    assert set() == blocking
    assert (seed_site / VIEW).stat().st_size < 6_000
    figure(f"{len(blocking)} 個")
