"""The whole course as one web page: complete, whole in itself, harmless, and good on paper."""

import base64
import dataclasses
import io
import itertools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import bs4
import pdfplumber
import pytest
from decided_course import decided_course
from hypothesis import given, settings
from kept_course import start
from made_up_course import course_from, made_up_standard
from strategies import standards
from test_composing import HOSTILE, hostile, with_hostile_decisions
from test_prose import HOSTILE as HOSTILE_PROSE
from test_prose import PNG
from visiting import DESKTOP, PHONE, Visit

from curriculum import kit_commands
from curriculum.commands import planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.composing.course_page import course_page
from curriculum.composing.documents import all_documents
from curriculum.course import Course
from curriculum.errors import TemplateFailedError
from curriculum.labels import LANGUAGES, load_labels
from curriculum.standard import Standard
from curriculum.text import slug
from curriculum.views import pages
from curriculum.views.facts import hours_text
from curriculum.views.whole_course import whole_course

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")

LABELS = load_labels()
ONLY_ON_THE_SITE = re.compile(
    f"{pages.FINDINGS}|{pages.REVIEW}|{pages.COLLECTION}.*|module/.*|item/.*"
)
"""Pages for the trainer's work, and those that other documents stand for."""
LARGEST = 1_500_000
ELEMENTS = frozenset(
    [
        "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section",
        "article", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li",
        "table", "caption", "thead", "tbody", "tr", "th", "td", "div", "span", "mark", "label",
        "input", "a", "br", "wbr", "blockquote", "pre", "code", "strong", "em", "hr", "img",
    ]
)  # fmt: skip


def page_of(course: Course, language: str = "zh-TW", folder: Path | None = None) -> str:
    """The page of a course."""
    labels = load_labels(language)
    return course_page(course, whole_course(course, labels), labels, folder)


def read(page: str) -> bs4.BeautifulSoup:
    """A page, as a reader finds it."""
    return bs4.BeautifulSoup(page, "html.parser")


def bare(text: str) -> str:
    """A text without white space; a browser's PDF has radicals (⼤) where characters (大) were."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def the(soup: bs4.BeautifulSoup, anchor: str) -> bs4.Tag:
    """What stands at an anchor."""
    found = soup.find(id=anchor)
    assert isinstance(found, bs4.Tag), anchor
    return found


@pytest.fixture(scope="module")
def seed() -> Course:
    """The course of the bundled standard."""
    return planned_course(open_recalled(None))


@pytest.fixture(scope="module")
def seed_file(seed: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its page on the disk."""
    file = tmp_path_factory.mktemp("whole") / "完整課程.html"
    file.write_text(page_of(seed), encoding="utf-8", newline="\n")
    return file


@pytest.fixture(scope="module")
def soup(seed_file: Path) -> bs4.BeautifulSoup:
    """Its page as elements."""
    return read(seed_file.read_text(encoding="utf-8"))


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Visit]:
    """A visit that fails when the page complains or asks anybody for anything."""
    visit = Visit(browser.new_context())
    visit.page.on("dialog", lambda dialog: visit.complaints.append(dialog.message))
    yield visit
    visit.context.close()
    assert visit.complaints == []


def assert_sound(soup: bs4.BeautifulSoup) -> None:
    """Ids are unique, links lead to one of them, nothing is loaded, and all elements are ours."""
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    for link in soup.find_all("a"):
        href = str(link["href"])
        assert href[1:] in ids if href.startswith("#") else re.match("https?://|mailto:", href)
    assert all(str(image["src"]).startswith("data:image/") for image in soup.find_all("img"))
    assert set() == {tag.name for tag in soup.find_all(name=True)} - ELEMENTS
    assert set() == {
        name for tag in soup.find_all(name=True) for name in tag.attrs if name.startswith("on")
    }


def test_the_page_is_whole_in_itself_and_not_too_large(
    soup: bs4.BeautifulSoup, seed_file: Path
) -> None:
    """Protects people without tools and without a network, who may get it by mail."""
    assert_sound(soup)
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, bs4.Tag)
    assert str(policy["content"]).startswith("default-src 'none'; img-src data:; style-src")
    assert seed_file.stat().st_size < LARGEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_of_the_course_is_there(language: str) -> None:
    """Protects from a document that the site has and nobody put into the file."""
    course, labels = decided_course(), load_labels(language)
    soup = read(page_of(course, language))
    assert_sound(soup)
    assert language == soup.html["lang"] if soup.html else ""
    titles = [found.get_text() for found in soup.select(":is(header, article) > :is(h1, h3, h4)")]
    for document in all_documents(course, [], labels):
        if not ONLY_ON_THE_SITE.fullmatch(document.page):
            assert document.title in titles
    assert labels["notice.heading"].format(course=course.title) in titles


def test_each_module_says_what_the_plan_says(soup: bs4.BeautifulSoup, seed: Course) -> None:
    """Protects the criteria, K, S and hours of every module: those of the plan, all, and in order.

    The evidence is what can be read off the page.
    """
    for module in seed.modules:
        anchor = f"modules.{slug(module.id)}"
        planned = [each.code for each in module.criteria]
        planned += [each.code for each in (*module.knowledge, *module.skills)]
        rows = the(soup, f"{anchor}.self-check").select("table.sheet tbody th")
        assert planned == [row.get_text() for row in rows]
        observed = the(soup, f"{anchor}.observation-sheet.criteria").select("table")[0]
        assert [(each.code, each.text) for each in module.criteria] == [
            (row.select("th")[0].get_text(), row.select("td")[0].get_text())
            for row in observed.select("tbody tr")
        ]
        facts = {
            row.select("th")[0].get_text(): row.select("td")[0].get_text()
            for row in the(soup, f"{anchor}.syllabus").select(".facts tr")
        }
        hours = facts[LABELS["terms.hours"]]
        assert hours_text(module.hours) == hours.split()[0]


def test_headings_tables_and_boxes_tell_who_cannot_see_them(soup: bs4.BeautifulSoup) -> None:
    """Protects people who listen to the page: order of headings, captions, names of boxes."""
    levels = [int(found.name[1]) for found in soup.find_all(re.compile(r"h[1-6]"))]
    assert (1, 1) == (levels[0], levels.count(1))
    assert [] == [pair for pair in itertools.pairwise(levels) if pair[1] - pair[0] > 1]
    for table in soup.find_all("table"):
        assert table.get("aria-label") or table.select_one("caption:not(:empty)")
        assert all(head.get("scope") for head in table.select("th"))
    boxes = soup.select("label.box input")
    assert boxes
    assert all(box.get("aria-label") or box.parent.get_text() for box in boxes if box.parent)
    for area in soup.select(".wide"):
        assert ("0", True) == (area["tabindex"], bool(area["aria-label"]))


def test_hostile_texts_never_become_markup(visit: Visit, tmp_path: Path) -> None:
    """Protects the reader: a standard's and a trainer's words are words, in style sheets too."""
    standard = hostile(made_up_standard())
    assert isinstance(standard, Standard)
    course = with_hostile_decisions(course_from(standard))
    first, *others = course.modules
    prose = dataclasses.replace(first, texts={"overview": "\n\n".join(HOSTILE_PROSE)})
    course = dataclasses.replace(course, title=HOSTILE, modules=(prose, *others))
    page = page_of(course)
    soup = read(page)
    assert_sound(soup)
    assert page.count("<style>") == page.count("</style>") == 1
    assert soup.get_text().count("<script>alert(1)</script>") > 100
    assert "{{ 7*7 }}" in soup.get_text()
    file = tmp_path / "x.html"
    file.write_text(page, encoding="utf-8", newline="\n")
    assert PHONE[0] == visit.open(file, PHONE).evaluate("document.documentElement.scrollWidth")


@given(standards())
@settings(max_examples=6)
def test_any_standard_becomes_a_sound_page(standard: Standard) -> None:
    """Empty names, repeated codes, missing texts: every place is one place, every link leads."""
    assert_sound(read(page_of(course_from(dataclasses.replace(standard, repairs=())))))


def test_the_same_course_gives_the_same_page(seed: Course, seed_file: Path) -> None:
    """Protects version control and mailboxes from files that differ in nothing."""
    assert seed_file.read_text(encoding="utf-8") == page_of(seed)


def test_a_trainers_template_and_style_sheet_take_the_place_of_ours(tmp_path: Path) -> None:
    """Protects the trainer's own looks; a mistake in them is told with its line."""
    own = tmp_path / "course.html.jinja"
    head = '{% extends "curriculum/course.html.jinja" %}\n{% block closing %}\n'
    own.write_text(head + "<p>{{ '<本中心>' }}</p>{% endblock %}", encoding="utf-8")
    (tmp_path / "course.css").write_text("h1 { color: red; }", encoding="utf-8")
    page = page_of(decided_course(), folder=tmp_path)
    assert "<p>&lt;本中心&gt;</p>" in page
    assert "h1 { color: red; }" in page
    assert "--missing-line" not in page
    own.write_text(head + "{{ nobody }}{% endblock %}", encoding="utf-8")
    with pytest.raises(TemplateFailedError) as caught:
        page_of(decided_course(), folder=tmp_path)
    assert (str(own), 3) == (caught.value.place.path, caught.value.place.line)


def test_pictures_of_the_texts_are_in_the_page_and_shown(visit: Visit, tmp_path: Path) -> None:
    """Protects the trainer's pictures, which nobody sends along with one file."""
    folder = start(tmp_path / "course")
    content = folder / "content" / "M1.1"
    content.mkdir(parents=True)
    text = (
        "![座位](座位圖.png)\n\n[網站](https://example.com)\n\n![外面](https://evil.example/x.png)"
    )
    (content / "lesson.md").write_text(text, encoding="utf-8")
    (content / "座位圖.png").write_bytes(PNG)
    file = tmp_path / "x.html"
    kit_commands.export("course-html", str(folder), str(file), LABELS)
    page = visit.open(file)
    images = page.locator("img")
    assert [f"data:image/png;base64,{base64.b64encode(PNG).decode()}"] == images.evaluate_all(
        "all => all.map(each => each.src)"
    )
    assert 1 == images.first.evaluate("each => each.naturalWidth")
    assert 1 == page.locator('a[href="https://example.com"]').count()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_opens_from_the_disk_and_fits_the_screen(
    visit: Visit, seed_file: Path, size: tuple[int, int], scheme: str
) -> None:
    """No console error, no request, no sideways scrolling, and text that can be read."""
    visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = visit.open(seed_file, size)
    assert size[0] == page.evaluate("document.documentElement.scrollWidth")
    colours = page.evaluate(
        "(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.body))"
    )
    dark, light = "rgb(29, 37, 41)", "rgb(255, 255, 255)"
    assert (scheme == "light") == (colours == [dark, light])


def test_the_contents_are_used_by_keyboard_and_without_scripts(
    visit: Visit, seed_file: Path
) -> None:
    """The first key leads past the contents; a division opens by Enter and leads to a document."""
    page = visit.open(seed_file)
    page.keyboard.press("Tab")
    assert LABELS["whole_course.skip"] == page.evaluate("document.activeElement.innerText")
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert "#notice" == page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    assert 0 <= page.locator("#notice").bounding_box()["y"] < DESKTOP[1]  # type: ignore[index]


def test_paper_has_every_criterion_on_pages_of_the_right_size(visit: Visit, tmp_path: Path) -> None:
    """A4, the matrix across, a page for each document, no ways through the file, ticks drawn."""
    course = decided_course()
    file = tmp_path / "x.html"
    file.write_text(page_of(course), encoding="utf-8", newline="\n")
    page = visit.open(file)
    page.locator(".kind-observation-sheet .box input").first.check()
    pdf = page.pdf(prefer_css_page_size=True)
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        texts = [bare(sheet.extract_text()) for sheet in opened.pages]
        sizes = [(round(sheet.width), round(sheet.height)) for sheet in opened.pages]
    assert {(595, 842), (842, 595)} == set(sizes)
    whole = whole_course(course, LABELS)
    opening = [bare(each.title) for each in whole.documents]
    found = {title: [n for n, text in enumerate(texts) if title in text[:200]] for title in opening}
    assert all(found.values())
    across = [number for number, size in enumerate(sizes) if size == (842, 595)]
    assert found[bare(LABELS["matrix.title"])][0] == across[0]
    everything = "".join(texts)
    for each in course.standard.criteria:
        assert bare(each.text) in everything
    assert "✓" in everything
    assert bare(LABELS["whole_course.back"]) not in everything
    before, between, after = LABELS["kit.page"].split("|")
    for number, text in enumerate(texts, 1):
        assert bare(f"{before}{number}{between}{len(texts)}{after}") in text
