"""The map of a course in its page: real text, every module, whatever the titles hold."""

import dataclasses
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from decided_course import decided_course
from test_composing import HOSTILE
from visiting import DESKTOP, PHONE, Visit

from curriculum.commands import planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.composing.documents import compose
from curriculum.composing.map_picture import map_picture
from curriculum.course import Course
from curriculum.labels import load_labels
from curriculum.text import broken, display_width
from curriculum.views.course_map import course_map

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")

Figure = Callable[[str], None]
LABELS = load_labels()
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def seed() -> Course:
    """The course of the bundled standard."""
    return planned_course(open_recalled(None))


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Visit]:
    """A visit that fails when a page complains."""
    visit = Visit(browser.new_context())
    yield visit
    visit.context.close()
    assert [] == visit.complaints


def picture_of(course: Course) -> ET.Element:
    """The map of a course, read as strictly as XML is read."""
    shown = course_map(course, LABELS)
    text = map_picture(shown, LABELS, lambda page: f"{page}.html")
    assert text == map_picture(course_map(course, LABELS), LABELS, lambda page: f"{page}.html")
    picture = ET.fromstring(text).find(f"{SVG}svg")  # noqa: S314 - our own
    assert picture is not None
    return picture


def texts_in(element: ET.Element) -> str:
    """What the texts of an element say, without the breaks between lines."""
    return "".join("".join(text.itertext()) for text in element.iter(f"{SVG}text"))


def bare(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s", "", text)


def test_the_map_shows_every_module_with_level_hours_and_what_comes_before(
    seed: Course, figure: Figure
) -> None:
    """Protects the map from leaving a module, its hours or an arrow out; as text, not as lines."""
    picture = picture_of(seed)
    links = {link.get("href"): bare(texts_in(link)) for link in picture.iter(f"{SVG}a")}
    expected = {
        f"module/{module.id}.html": bare(
            f"{module.id}{module.title}級別{module.level}｜{module.hours:g}小時"
            + (f"先修{'、'.join(module.requires)}" if module.requires else "")
        )
        for module in seed.modules
    }
    assert expected == links
    arrows = [*picture.iter(f"{SVG}polyline")]
    assert sum(len(module.requires) for module in seed.modules) == len(arrows)
    assert [f"{SVG}title", f"{SVG}desc"] == [child.tag for child in picture][:2]
    assert "group" == picture.get("role"), "links in it must be reached"
    figure(f"{len(links)} 個單元、{len(arrows)} 個箭頭，少 0 個")


@pytest.mark.parametrize("count", [1, 12, 60])
def test_hostile_titles_are_text_in_their_boxes(seed: Course, count: int) -> None:
    """Protects the page from a title that is markup, or ten thousand characters long."""
    many = tuple(
        dataclasses.replace(
            seed.modules[number % 12],
            id=f"M{number}<b>",
            title=(HOSTILE, "長" * 10_000, "W" * 500, "\u202eright-to-left 👩‍🌾")[number % 4],
            duty=f"T{number % 7}",
            requires=(f"M{number - 7}<b>",) if number > 7 else (),
        )
        for number in range(count)
    )
    picture = picture_of(dataclasses.replace(seed, modules=many))
    assert count == len([*picture.iter(f"{SVG}a")])
    tags = {element.tag.removeprefix(SVG) for element in picture.iter()}
    known = {"svg", "title", "desc", "a", "rect", "g", "text", "tspan", "polyline", "polygon"}
    assert set() == tags - known
    for span in picture.iter(f"{SVG}tspan"):
        assert display_width(span.text or "") <= 22, span.text


def test_lines_are_broken_between_words_and_none_is_left_nearly_empty() -> None:
    """Protects titles: no word is cut that fits, no line opens or ends with the wrong mark."""
    assert ["確認需求，", "再包裝花束"] == broken("確認需求，再包裝花束", 16, 3)
    assert ["customer", "service"] == broken("customer service", 10, 3)
    assert ["一二三四", "五六七八", "九十一…"] == broken("一二三四五六七八九十一二三四", 8, 3)
    assert ["第三方查證", "（Assurance）"] == broken("第三方查證（Assurance）", 14, 3)
    assert [] == broken("", 8, 3)
    assert ["use of", "infra-", "structure…"] == broken("use of infra-structure as code", 11, 3)
    assert ["監控指標", "（Prom、", "Open）"] == broken("監控指標（Prom、Open）", 9, 3)
    assert ["abcdefg…"] == broken("abcdefghijklm", 9, 1)


def test_the_table_below_the_map_says_the_same(figure: Figure) -> None:
    """Protects who hears the page or reads the plain text: every link of the map is there."""
    page = next(
        page for page in compose(decided_course(), [], LABELS).pages if page.path == "index.md"
    )
    block = page.markdown[page.markdown.index("<svg") : page.markdown.rindex("</svg>")]
    rest = page.markdown.replace(block, "")
    found = re.findall(r'<a href="([^"]+)\.html">', block)
    assert found
    assert all(f'href="{path}.html"' in rest for path in found)
    figure(f"地圖的 {len(found)} 個連結，表格裡都有")


def test_the_map_is_read_on_a_phone_and_with_the_keyboard(
    visit: Visit, seed_site: Path, figure: Figure
) -> None:
    """Protects small screens: nothing shrinks, it scrolls in a named box, and focus is seen."""
    page = visit.open(seed_site / "index.html", PHONE)
    region = page.get_by_role("region", name="課程地圖")
    assert region.evaluate("box => box.scrollWidth > box.clientWidth")
    assert "0" == region.get_attribute("tabindex")
    height = region.locator("tspan").first.evaluate("span => span.getBoundingClientRect().height")
    assert height >= 13
    figure(f"字高 {height:.0f} px，框有名稱，外框看得見")
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    link = region.get_by_role("link").first
    before = link.locator("rect.module").evaluate("box => getComputedStyle(box).stroke")
    region.focus()
    page.keyboard.press("Tab")
    after = link.locator("rect.module").evaluate("box => getComputedStyle(box).stroke")
    assert before != after
    page.keyboard.press("Enter")
    page.wait_for_url("**/modules/m1-1/index.html")
    assert page.evaluate("document.title").startswith("M1.1")


def test_the_map_has_the_colours_of_the_dark_scheme(
    browser: "Browser", seed_site: Path, figure: Figure
) -> None:
    """Protects who reads in the dark: letters and paper of the map change with the page."""
    seen = {}
    for scheme in ("light", "dark"):
        visit = Visit(browser.new_context(color_scheme=scheme))
        page = visit.open(seed_site / "index.html")
        seen[scheme] = page.locator(".course-map a").first.evaluate(
            "link => ['rect.module', '.module-about'].map("
            "name => getComputedStyle(link.querySelector(name)).fill)"
        )
        visit.context.close()
    assert not {*seen["light"]} & {*seen["dark"]}
    figure("字與底色都換成深色的")
