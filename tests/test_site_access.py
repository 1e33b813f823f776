"""The site for everybody: screen readers, the keyboard alone, little motion, wide and narrow."""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bs4
import pytest
from made_up_course import course_from, made_up_standard
from visiting import DESKTOP, PHONE, Visit

from curriculum.composing.documents import compose
from curriculum.composing.prose import Pictures, prose
from curriculum.labels import load_labels
from curriculum.publishing.course_site import SiteRequest, build_site
from curriculum.reading.opening import Opened
from curriculum.views.pages import module_name

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# One worker for all of it, beside the other tests that need a browser.
pytestmark = pytest.mark.xdist_group("browser")

Figure = Callable[[str], None]
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe about colours, which are all that the dark scheme changes."""
OWN_TEXT = str(
    prose(
        "## 案例\n\n#### 背景\n\n| 項目 | 說明 |\n|---|---|\n| 一 | 二 |\n\n# 問題\n\n- [ ] 想一想",
        "",
        2,
        Pictures(),
        load_labels(),
    )
)
"""A text of a trainer's own, whose headings follow no order, as a page shows it."""
FOCUSABLE = "a[href], button, input, summary, [tabindex='0']"
WALK = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const marked = element.matches(".md-option") ? element.nextElementSibling : element;
  const box = marked.getBoundingClientRect();
  const style = getComputedStyle(marked);
  const middle = (from, to, size) => (Math.max(from, 0) + Math.min(to, size)) / 2;
  const above = document.elementFromPoint(
    middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
  return {
    number: [...document.querySelectorAll("*")].indexOf(element),
    isSeen: box.width > 0 && box.right > 0 && box.left < innerWidth
      && box.bottom > 0 && box.top < innerHeight && style.visibility === "visible"
      && (marked.contains(above) || above.contains(marked)),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    name: element.outerHTML.slice(0, 120),
  };
}
"""
"""Where the keyboard is, whether a person sees that (nothing lies over it, such as the header), and
how thick the line around it is."""
REACHABLE = """
selector => [...document.querySelectorAll(selector)]
  .filter(element => element.checkVisibility({visibilityProperty: true}) && !element.disabled
    && !element.hidden && element.tabIndex >= 0 && element.type !== "radio")
  .map(element => [...document.querySelectorAll("*")].indexOf(element))
"""


def add_axe(page: "Page") -> None:
    """Puts axe into a page."""
    spec = importlib.util.find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.submodule_search_locations
    page.add_script_tag(path=Path(spec.submodule_search_locations[0]) / "axe.min.js")


def faults(page: "Page", rules: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """What axe finds, of any severity, best practices included: rule, severity, element."""
    only: dict[str, Any] = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    options = {"resultTypes": ["violations"], "preload": False, **only}
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [
        (rule["id"], rule["impact"], node["html"][:200]) for rule in found for node in rule["nodes"]
    ]


def test_axe_finds_no_fault_on_any_kind_of_page(
    visit: Visit, seed_site: Path, kinds: dict[str, str], figure: Figure
) -> None:
    """Protects who sees little or hears the page: wide and narrow, light and dark."""
    found = {}
    for kind, path in kinds.items():
        page = visit.open(seed_site / path, DESKTOP)
        add_axe(page)
        if kind == "lesson-plan":
            last = page.locator("article > .table-wide").last
            last.evaluate("(part, text) => part.insertAdjacentHTML('afterend', text)", OWN_TEXT)
        for size in (DESKTOP, PHONE):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            for scheme, rules in (("default", ()), ("slate", COLOURS)):
                page.evaluate("name => document.body.dataset.mdColorScheme = name", scheme)
                found[kind, size[0], scheme] = faults(page, rules)
    assert {} == {where: what for where, what in found.items() if what}
    figure(f"{len(kinds)} 種網頁、{len(found)} 次檢查，{sum(map(len, found.values()))} 項")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1440", "390"])
def test_the_keyboard_alone_reaches_everything_in_its_order(
    visit: Visit,
    seed_site: Path,
    kinds: dict[str, str],
    size: tuple[int, int],
    figure: Figure,
) -> None:
    """Protects who cannot use a mouse: nothing is left out, and a line shows where they are."""
    thinnest, missed = 100.0, 0
    for kind in ("home", "lesson-plan", "observation-sheet", "matrix"):
        page = visit.open(seed_site / kinds[kind], size)
        expected = page.evaluate(REACHABLE, FOCUSABLE)
        walked = [*_walk(page)]
        numbers = [step["number"] for step in walked]
        assert sorted(numbers) == numbers, kind
        missed += len({*expected} - {*numbers})
        assert [] == [step["name"] for step in walked if not step["isSeen"]], kind
        thinnest = min(thinnest, *(step["outline"] for step in walked))
        assert 2 <= thinnest, min(walked, key=lambda step: float(step["outline"]))
    assert 0 == missed
    figure(f"漏掉 {missed} 個，外框至少 {thinnest:g} px")


def _walk(page: "Page") -> Iterator[dict[str, Any]]:
    """Every stop of the Tab key, from the top of the page until it leaves."""
    while True:
        page.keyboard.press("Tab")
        step = page.evaluate(WALK)
        if step is None:
            return
        yield step


def test_the_skip_link_leads_past_the_menus(
    visit: Visit, seed_site: Path, kinds: dict[str, str], figure: Figure
) -> None:
    """Protects the keyboard's users from walking through the menus on every page."""
    page = visit.open(seed_site / kinds["lesson-plan"])
    page.keyboard.press("Tab")
    assert "跳到主要內容" == page.evaluate("document.activeElement.innerText").strip()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")
    figure("第 1 個按 Tab 到的；按下之後，下一個就在內容裡")


def test_the_way_to_a_module_leads_by_the_map_of_all(
    visit: Visit, seed_site: Path, kinds: dict[str, str], figure: Figure
) -> None:
    """Protects from a step called "modules" that leads to the first of them alone."""
    page = visit.open(seed_site / kinds["lesson-plan"], PHONE)
    way = page.locator(".md-path")
    assert ["首頁", "各單元"] == way.locator("a").all_inner_texts()[:2]
    way.get_by_role("link", name="各單元").click()
    page.wait_for_url("**/index.html*")
    assert "index.html#map" == page.url.rpartition("/")[2]
    assert page.locator("#map").is_visible()
    figure("手機上按一下就到地圖")


def test_the_menu_of_a_phone_opens_with_the_keyboard(visit: Visit, seed_site: Path) -> None:
    """Protects the way to the other pages; a closed menu cannot be walked through unseen."""
    page = visit.open(seed_site / "index.html", PHONE)
    menu = page.locator(".md-sidebar--primary")
    assert not menu.is_visible()
    page.get_by_role("button", name="選單").press("Enter")
    assert menu.is_visible()
    menu.get_by_role("link", name="課程大綱").press("Enter")
    page.wait_for_url("**/syllabus.html")


def test_nothing_moves_where_motion_is_not_wanted(
    visit: Visit, seed_site: Path, figure: Figure
) -> None:
    """Protects who gets dizzy: no transition and no animation takes time."""
    page = visit.open(seed_site / "index.html", PHONE)
    slowest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll("*")].flatMap(element => {
          const style = getComputedStyle(element);
          return [style.transitionDuration, style.animationDuration]
            .flatMap(text => text.split(",").map(parseFloat));
        }))"""
    )
    assert 0 == slowest
    figure(f"最慢 {slowest:g} 秒")


def test_without_scripts_a_page_is_no_wider_than_a_phone(
    browser: "Browser", seed_site: Path, kinds: dict[str, str], figure: Figure
) -> None:
    """Protects locked-down phones: nothing that scripts would have moved away widens a page."""
    context = browser.new_context(java_script_enabled=False)
    visit = Visit(context)
    widths = {
        kind: visit.open(seed_site / path, PHONE).evaluate("document.documentElement.scrollWidth")
        for kind, path in kinds.items()
    }
    context.close()
    assert dict.fromkeys(kinds, PHONE[0]) == widths
    figure(f"{len(kinds)} 種網頁，{PHONE[0]} px 的畫面，最寬 {max(widths.values())} px")


def test_every_table_has_a_name_and_knows_its_heads(seed_site: Path, figure: Figure) -> None:
    """Protects who walks from table to table by ear; all pages, not one of each kind."""
    tables = 0
    for path in sorted(seed_site.rglob("*.html")):
        article = bs4.BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").select_one("article")
        assert article is not None
        for table in article.select("table"):
            tables += 1
            where = (path.name, str(table)[:200])
            assert all(head.get("scope") for head in table.select("th")), where
            assert table.select("th"), where
            if "document-facts" not in table.get_attribute_list("class"):
                caption, box = table.select_one("caption"), table.find_parent(class_="table-wide")
                assert caption is not None, where
                assert isinstance(box, bs4.Tag), where
                assert caption.get_text() == box["aria-label"], where
                assert "0" == box["tabindex"], where
    figure(f"{tables} 個表格，0 個沒有")


def test_the_menu_of_an_english_site_says_what_is_chinese(tmp_path: Path, figure: Figure) -> None:
    """Protects who hears the menu: the names of course and modules have the voice of theirs."""
    course = course_from(made_up_standard())
    opened = Opened(standard=course.standard)
    request = SiteRequest(course=course, problems=(), labels=load_labels("en"), opened=opened)
    build_site(request, tmp_path, lambda _: None)
    names = 0
    for path, shown in (("index.html", []), ("modules/m1-1/syllabus.html", course.modules)):
        text = (tmp_path / "site" / path).read_text(encoding="utf-8")
        menu = bs4.BeautifulSoup(text, "html.parser").select_one(".md-nav--primary")
        assert menu
        marked = {span.get_text() for span in menu.select("[lang='zh-Hant-TW']")}
        assert {course.title, *map(module_name, shown)} == marked
        names += len(marked)
        for span in menu.select("[lang='zh-Hant-TW']"):
            span.decompose()
        for own in menu.select(".md-nav--secondary"):
            own.decompose()
        assert not [sign for sign in menu.get_text() if "\u3400" <= sign <= "\u9fff"], path
    figure(f"{names} 個中文名稱都有標示，0 個多標")


def test_an_english_site_says_what_is_chinese(figure: Figure) -> None:
    """Protects who hears the page: the voice changes where the language does."""
    labels = load_labels("en")
    pages = compose(course_from(made_up_standard()), [], labels).pages
    for page in pages:
        body = page.markdown.split("---\n", 2)[2]
        spoken = bs4.BeautifulSoup(body, "html.parser")
        for span in spoken.select("[lang='zh-Hant-TW']"):
            span.decompose()
        text = spoken.get_text()
        assert not [sign for sign in text if "\u3400" <= sign <= "\u9fff"], (page.path, text)
    figure(f"{len(pages)} 頁，0 個字沒有標示")
