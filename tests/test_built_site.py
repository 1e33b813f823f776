"""The site of the bundled standard as it is published: what a reader of the built pages finds."""

import posixpath
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import bs4
import pytest
from seed_site import GONE, build_seed
from visiting import DESKTOP, PHONE, Visit

from curriculum import resources
from curriculum.course import Course, Module
from curriculum.labels import load_labels
from curriculum.planning import plan
from curriculum.reading.opening import open_path
from curriculum.tables import load_tables
from curriculum.views.pages import MODULE_DOCUMENTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# One worker for all of it: the site is built once, beside the other tests that need a browser.
pytestmark = pytest.mark.xdist_group("browser")

CODE = re.compile(r"(?<![A-Z0-9.])([PKS]\d+(?:\.\d+)*)")
REFERENCE = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
ATTRIBUTES = ("href", "src", "srcset", "poster", "action", "data")
KINDS = (
    "index.html",
    "syllabus.html",
    "assessment.html",
    "matrix.html",
    "review.html",
    "standard/index.html",
    "standard/findings.html",
    "standard/notes.html",
    "items/index.html",
    "items/k05.html",
    "items/s04.html",
    "items/a01.html",
    "print.html",
    "changes.html",
    *GONE,
    "modules/m1-2/index.html",
    *(f"modules/m2-1/{document}.html" for document in (*MODULE_DOCUMENTS, "print")),
)
"""One page of each kind."""

Soups = dict[str, bs4.BeautifulSoup]


@pytest.fixture(scope="module")
def course() -> Course:
    """The course that the site is made from."""
    opened = open_path(str(resources.folder("standard") / "BAS2421-003v2.yaml"))
    return plan(opened.standard, opened.decisions, load_tables())


@pytest.fixture(scope="module")
def soups(seed_site: Path) -> Soups:
    """Every page by its path."""
    return {
        path.relative_to(seed_site).as_posix(): bs4.BeautifulSoup(
            path.read_text(encoding="utf-8"), "html.parser"
        )
        for path in sorted(seed_site.rglob("*.html"))
    }


def page_of(module: Module, document: str) -> str:
    """Path of a module's document."""
    return f"modules/{module.id.lower().replace('.', '-')}/{document}.html"


def article(soup: bs4.BeautifulSoup) -> bs4.Tag:
    """What a page says itself, without navigation and footer."""
    found = soup.select_one("article")
    assert isinstance(found, bs4.Tag)
    return found


def bare(text: str) -> str:
    """A text without white space, which is laid out differently from page to page."""
    return "".join(text.split())


def table_below(soup: bs4.BeautifulSoup, anchor: str) -> list[list[str]]:
    """The rows of the table below a heading, cell by cell, without the head."""
    heading = soup.find(id=anchor)
    assert isinstance(heading, bs4.Tag)
    table = heading.find_next("table")
    assert isinstance(table, bs4.Tag)
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in table.select("tbody tr")
    ]


def test_there_is_a_page_for_everything(soups: Soups, course: Course) -> None:
    """8 pages a module, 54 items, and the pages of the course."""
    names = soups.keys() - GONE
    items = [path for path in names if re.fullmatch(r"items/[ksa]\d\d\.html", path)]
    modules = {
        page_of(module, document)
        for module in course.modules
        for document in ("index", *MODULE_DOCUMENTS, "print")
    }
    assert 54 == len(items)
    assert modules | {*items, *KINDS} == set(soups)
    assert [12, 164] == [len(course.modules), len(soups)]


@pytest.mark.parametrize("document", MODULE_DOCUMENTS)
def test_each_document_of_a_module_has_exactly_its_items(
    soups: Soups, course: Course, document: str
) -> None:
    """Every criterion, K and S of the module with its printed words, and no other module's."""
    for module in course.modules:
        text = article(soups[page_of(module, document)]).get_text(" ")
        items = [(item.code, item.text) for item in module.criteria]
        items += [(entry.code, entry.text) for entry in (*module.knowledge, *module.skills)]
        assert {code for code, _ in items} == set(CODE.findall(text)), module.id
        for code, words in items:
            # On the self-check the words stand in a sentence of the learner's.
            said = rf"{re.escape(code)}(我能(做到|說明|運用)：)?{re.escape(bare(words))}"
            assert re.search(said, bare(text)), (module.id, code)


def test_every_page_says_what_it_was_made_from(soups: Soups) -> None:
    """Code, version, date, and that it is not an official document."""
    for path, soup in soups.items():
        line = soup.select_one("article p.identity")
        assert line is not None, path
        for word in ("BAS2421-003v2", "v2", "2019/12/31", "非官方文件"):
            assert word in line.get_text(), (path, word)


def test_nothing_refers_to_another_host(seed_site: Path, soups: Soups) -> None:
    """Neither a page nor a style sheet names an address outside the site."""
    found = {
        (path, str(tag[name]))
        for path, soup in soups.items()
        for name in ATTRIBUTES
        for tag in soup.select(f"[{name}]")
    }
    styles = {
        path.relative_to(seed_site).as_posix(): path.read_text(encoding="utf-8")
        for path in seed_site.rglob("*.css")
    }
    styles |= {
        path: " ".join(style.get_text() for style in soup.select("style"))
        for path, soup in soups.items()
    }
    for path, text in styles.items():
        found |= {(path, "".join(pair)) for pair in REFERENCE.findall(text)}
    foreign = {
        (path, target)
        for path, target in found
        if (urlsplit(target).scheme or urlsplit(target).netloc) and not target.startswith("data:")
    }
    assert set() == foreign


def test_every_link_and_anchor_leads_somewhere(seed_site: Path, soups: Soups) -> None:
    """Pages, their sections, styles and scripts: whatever is named is there."""
    ids = {path: {tag["id"] for tag in soup.select("[id]")} for path, soup in soups.items()}
    for path, soup in soups.items():
        for tag in soup.select("[href], [src]"):
            target = urlsplit(str(tag.get("href") or tag.get("src")))
            there = (
                (seed_site / path).parent / unquote(target.path)
                if target.path
                else seed_site / path
            )
            assert there.exists(), (path, target)
            name = there.resolve().relative_to(seed_site.resolve()).as_posix()
            # The theme's own link to the top of the page needs no element.
            if target.fragment and name in ids and tag.get("href") != "#__skip":
                assert unquote(target.fragment) in ids[name], (path, target)


def test_a_footnote_leads_to_its_note_and_back(soups: Soups) -> None:
    """K05 has a mark; the note says where the mark stands."""
    there = {link["href"] for link in article(soups["items/k05.html"]).select("a[href]")}
    back = {link["href"] for link in article(soups["standard/notes.html"]).select("a[href]")}
    assert "../standard/notes.html#note-1" in there
    assert "../items/k05.html" in back


def test_activities_fill_the_time_of_their_module(soups: Soups, course: Course) -> None:
    """Each begins when the one before ends; the minutes add up to the module's."""
    for module in course.modules:
        *steps, total = table_below(soups[page_of(module, "lesson-plan")], "activities")
        spans = [[int(minute) for minute in step[0].split("–")] for step in steps]
        assert [0, *(end for _, end in spans)] == [*(start for start, _ in spans), module.minutes]
        assert [end - start for start, end in spans] == [int(step[1]) for step in steps]
        assert module.minutes == int(total[1]) == sum(int(step[1]) for step in steps)


def test_hours_are_the_same_in_every_document(soups: Soups, course: Course) -> None:
    """A reviewer compares them first."""
    for module in course.modules:
        hours = (
            f"{module.hours:g} 小時（學科 {module.theory_hours:g}、術科 {module.practice_hours:g}）"
        )
        for document in ("index", *MODULE_DOCUMENTS):
            assert hours in article(soups[page_of(module, document)]).get_text(), module.id
    *units, total = table_below(soups["syllabus.html"], "units")
    planned = [(each.theory_hours, each.practice_hours, each.hours) for each in course.modules]
    assert planned == [tuple(float(hours) for hours in unit[3:]) for unit in units]
    assert [sum(column) for column in zip(*planned, strict=True)] == [float(h) for h in total[3:]]
    # Of the modules of a duty only the first names it.
    *rows, last = table_below(soups["index.html"], "map")
    assert [f"{each.hours:g}" for each in course.modules] == [row[-2] for row in rows]
    assert f"{course.hours:g}" == last[-2]


def test_blueprints_add_up_in_every_document(soups: Soups, course: Course) -> None:
    """What a reviewer adds up first: each table to 100, and the modules to the course."""
    *modules, total = table_below(soups["assessment.html"], "blueprint")
    assert [module.id for module in course.modules] == [row[0].split()[0] for row in modules]
    assert 100 == sum(int(row[-1].split()[0]) for row in modules) == int(total[-1].split()[0])
    for module in course.modules:
        *rows, sums = table_below(soups[page_of(module, "assessment-plan")], "blueprint")
        assert 100 == sum(int(row[-2].split()[0]) for row in rows) == int(sums[-2].split()[0])


def test_checklists_have_what_is_filled_in(soups: Soups, course: Course) -> None:
    """Sentences of the learner, the assessor's columns, the result, and two who sign at the end."""
    for module in course.modules:
        own = article(soups[page_of(module, "self-check")])
        assert all("我能" in row.get_text() for row in own.select(".sheet tbody tr"))
        sheet = article(soups[page_of(module, "observation-sheet")])
        words = {cell.get_text() for cell in sheet.select("th, td")}
        assert {"達成", "未達成", "補評", "備註"} <= words
        assert {"具備職能", "尚未具備職能"} <= set(sheet.get_text("\n").split())
        signatures = "評量人員簽名：日期：學員簽名：日期："
        assert bare(sheet.get_text()).endswith(signatures)


def test_what_is_missing_is_counted_and_found(soups: Soups) -> None:
    """The home page's table names every mark on the site, and where it stands."""
    marks = {
        path: len(article(soup).select(".missing"))
        for path, soup in soups.items()
        if not path.endswith("print.html")
    }
    rows = table_below(soups["index.html"], "to-do")
    heading = soups["index.html"].find(id="to-do")
    assert isinstance(heading, bs4.Tag)
    table = heading.find_next("table")
    assert isinstance(table, bs4.Tag)
    assert sum(marks.values()) == sum(int(row[1]) for row in rows) > 0
    assert {path for path, count in marks.items() if count} == {
        str(link["href"]) for link in table.select("a")
    }


def test_a_page_to_print_all_holds_every_document_word_by_word(
    soups: Soups, figure: Callable[[str], None]
) -> None:
    """A binder that lacks a page is found out in class; its links still lead where they led."""
    counts = {}
    for path, soup in soups.items():
        if not path.endswith("print.html"):
            continue
        named = [str(link["href"]) for link in article(soup).select("#contents + ul a")]
        held = article(soup).select("section.collected")
        assert len(named) == len(held) > 0
        counts[path] = len(held)
        for href, section in zip(named, held, strict=True):
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), href))
            assert bare(article(soups[there]).get_text()) == bare(section.get_text()), (path, href)
    whole = counts.pop("print.html")
    figure(f"整個課程 {whole} 份，{len(counts)} 個單元共 {sum(counts.values())} 份，逐字相同")


def test_a_second_build_touches_nothing(seed_out: Path) -> None:
    """The whole way, not only the engine, writes the same bytes again and leaves the files be."""

    def state() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in seed_out.rglob("*") if path.is_file()}

    before = state()
    time.sleep(0.01)
    answer = build_seed(seed_out)
    changed = {path for path, moment in state().items() if before.get(path) != moment}
    assert load_labels()["summary.same"] in answer.out
    assert all(path.parent.name == ".made" for path in changed)


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Visit]:
    """A visit that fails when a page complains or asks another host for anything."""
    visit = Visit(browser.new_context())
    yield visit
    visit.context.close()
    assert visit.complaints == []


def test_a_trainer_finds_the_way_to_a_checklist(visit: Visit, seed_site: Path) -> None:
    """From the disk: home, a module, its observation sheet, an item, and home again."""
    page = visit.open(seed_site / "index.html")
    text = page.get_by_role("article")
    text.get_by_role("link", name="M1.2 分析內外環境及衡量產品與服務").click()
    page.wait_for_url("**/modules/m1-2/index.html")
    text.get_by_role("link", name="實作評量檢核表").click()
    page.wait_for_url("**/observation-sheet.html")
    assert "實作評量檢核表：M1.2" in page.locator("h1").inner_text()
    text.get_by_role("link", name="K05").first.click()
    page.wait_for_url("**/items/k05.html")
    page.get_by_role("link", name="首頁").first.click()
    page.wait_for_url("**/index.html")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_every_kind_of_page_fits_the_screen(
    visit: Visit, seed_site: Path, size: tuple[int, int]
) -> None:
    """Only tables scroll sideways, each in its own box."""
    widths = {
        path: visit.open(seed_site / path, size).evaluate("document.documentElement.scrollWidth")
        for path in KINDS
    }
    assert dict.fromkeys(KINDS, size[0]) == widths


@pytest.mark.parametrize("document", ["self-check", "observation-sheet", "preparation"])
def test_a_checklist_of_a_usual_module_is_one_sheet_of_paper(
    visit: Visit, seed_site: Path, document: str
) -> None:
    """A trainer hands out one sheet to each learner, signatures and all."""
    page = visit.open(seed_site / f"modules/m1-2/{document}.html")
    printed = page.pdf(prefer_css_page_size=True)
    assert 1 == len(re.findall(rb"/Type\s*/Page\b", printed))
