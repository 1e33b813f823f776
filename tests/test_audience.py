"""For whom each page is: two views of one site, and the learner's part alone."""

import dataclasses
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import bs4
import pytest
from decided_course import VALUES, decided_course
from made_up_course import made_up_problem, with_made_up_words

from curriculum.comparing.publishing import present_state
from curriculum.composing.documents import all_documents, read_by
from curriculum.composing.paths import page_paths
from curriculum.course import Band, ReviewItem
from curriculum.labels import load_labels
from curriculum.publication import Fact, Publication, Published, Record
from curriculum.publishing.course_site import SiteRequest, build_site
from curriculum.reading.opening import Opened
from curriculum.views.audience import AUDIENCES, Audience, audience_of, is_for_trainer
from curriculum.views.pages import MOVED
from curriculum.views.parts import Bullets, Facts, Link, Paragraph, Table, parts_of, plain_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

pytestmark = pytest.mark.xdist_group("browser")

Figure = Callable[[str], None]
LABELS = with_made_up_words(load_labels())
DECIDED = decided_course()
COURSE = dataclasses.replace(
    DECIDED,
    modules=tuple(
        dataclasses.replace(
            module,
            knowledge=tuple(
                dataclasses.replace(entry, reason="只有講師看的分配") for entry in module.knowledge
            ),
        )
        for module in DECIDED.modules
    ),
    review=(ReviewItem(item="K01", module="M1.1", band=Band.LOW, reason="只有講師看的理由"),),
)
PRESENT = present_state(COURSE, "")
TOLD = {
    **PRESENT,
    Fact("M1.1", "title"): "學員也看的舊名稱",
    Fact("M1.1", "activity", "只有講師看的活動"): "40 講述教學",
}
RECORD = Record(
    addresses={
        "modules/m9/index.html": Published(page="module/M9", subject="M9 舊的單元"),
        "modules/m9/only-trainers.html": Published(
            page="lesson-plan/M9", subject="M9 只有講師看的網址"
        ),
        "unknown.html": Published(page="no-such-kind", subject="只有講師看的種類"),
    },
    published=TOLD,
    before=TOLD,
)
COURSE = dataclasses.replace(COURSE, publication=Publication(record=RECORD, present=PRESENT))
PROBLEMS = (made_up_problem("只有講師看的發現"),)
DOCUMENTS = all_documents(COURSE, PROBLEMS, LABELS)
TRAINERS = [each for each in DOCUMENTS if audience_of(each.page) is Audience.TRAINER]
LEARNERS = read_by(Audience.LEARNER, DOCUMENTS)


def built(out: Path, audience: Audience) -> Path:
    """The folder of the site for an audience."""
    opened = Opened(standard=COURSE.standard)
    request = SiteRequest(
        course=COURSE, problems=PROBLEMS, labels=LABELS, opened=opened, audience=audience
    )
    build_site(request, out, lambda _: None)
    return out / "site"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site for trainers and learners; tests only read it."""
    return built(tmp_path_factory.mktemp("both"), Audience.BOTH)


@pytest.fixture(scope="module")
def learners(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the learner's part alone; tests only read it."""
    return built(tmp_path_factory.mktemp("learners"), Audience.LEARNER)


def texts_of(documents: object) -> set[str]:
    """Everything that documents say in their sections, line by line."""
    found = set()
    for document in documents:  # type: ignore[attr-defined]
        for part in parts_of(document.sections):
            match part:
                case Paragraph(line):
                    lines = [line]
                case Bullets(lines_of):
                    lines = [*lines_of]
                case Facts(facts):
                    lines = [line for fact in facts for line in fact.lines]
                case Table():
                    lines = [line for row in part.rows for cell in row for line in cell.lines]
                    lines += [(part.caption,)]
                case _:
                    lines = [(getattr(part, "text", ""),)]
            found |= {plain_text(line).strip() for line in lines}
    return {text for text in found if len(text) > 3}


def test_every_kind_of_page_is_for_somebody(figure: Figure) -> None:
    """Protects from a new document that nobody decided about, which would reach learners."""
    assert {each.kind for each in DOCUMENTS} == set(AUDIENCES)
    rest = [each for each in DOCUMENTS if each.kind != MOVED]
    assert all(audience_of(each.page) is AUDIENCES[each.kind] for each in rest)
    trainers = sum(audience is Audience.TRAINER for audience in AUDIENCES.values())
    figure(f"{len(AUDIENCES)} 種文件都有對象，{trainers} 種只給講師")


def test_an_old_address_is_for_who_read_the_page_that_was_there() -> None:
    """Protects the trainer's pages that are no more, and kinds that nobody knows any more."""
    gone = [each.page for each in DOCUMENTS if each.kind == MOVED]
    assert [
        ("module", Audience.BOTH),
        ("lesson-plan", Audience.TRAINER),
        ("no-such-kind", Audience.TRAINER),
    ] == [(page.split("/")[1], audience_of(page)) for page in gone]


def test_the_learners_documents_lead_to_no_page_of_the_trainers() -> None:
    """Protects from a link to a page that the site for learners does not have."""
    for document in LEARNERS:
        for part in parts_of(document.sections):
            assert "Link" not in str(part) or not _leads_to_trainer(part), (document.page, part)


def _leads_to_trainer(part: object) -> bool:
    pages = re.findall(r"Link\(text='[^']*', page='([^']*)'", repr(part))
    return any(is_for_trainer((Link("", page),)) for page in pages)


def test_no_word_of_the_trainers_is_published(learners: Path, figure: Figure) -> None:
    """Protects tests, rubrics and doubts: no file of the learner's site has what is not theirs."""
    shared = " ".join(texts_of(LEARNERS)) + repr(LEARNERS)
    words = {text for text in texts_of(TRAINERS) if text not in shared}
    assert len(words) > 60
    words |= {"只有講師看的理由", "只有講師看的分配", "只有講師看的發現"}
    words |= {"只有講師看的活動", "只有講師看的網址", "只有講師看的種類", "only-trainers"}
    words |= {VALUES[f"modules.M1.1.texts.{name}"] for name in ("lesson", "case", "assessment")}
    names = {path.rpartition("/")[2].removesuffix(".md") for path in _trainers_paths()}
    searched = 0
    for file in sorted(path for path in learners.parent.rglob("*") if path.is_file()):
        if file.name.endswith((".map", ".min.js", ".min.css", ".gz")) or "lunr" in str(file):
            continue
        searched += 1
        text = file.read_text(encoding="utf-8", errors="replace")
        text = bs4.BeautifulSoup(text, "html.parser").get_text() if _is_page(file) else text
        assert [] == [word for word in words if word in text], file
        assert file.stem not in names, file
        if _is_page(file):
            raw = file.read_text(encoding="utf-8")
            assert [] == re.findall(rf'href="[^"]*\b(?:{"|".join(names)})\.html', raw), file
    figure(f"{len(words)} 段只給講師的文字，{searched} 個檔案裡 0 段")


def _is_page(file: Path) -> bool:
    return file.suffix == ".html"


def _trainers_paths() -> list[str]:
    paths = page_paths(COURSE)
    return [paths[document.page] for document in TRAINERS]


def test_the_site_for_both_says_for_whom_each_page_is(both: Path, figure: Figure) -> None:
    """Protects readers without scripts, and gives a search what it needs to keep views apart."""
    paths = page_paths(COURSE)
    for document in DOCUMENTS:
        path = paths[document.page]
        mark = audience_of(document.page)
        front = (both.parent / "docs" / path).read_text(encoding="utf-8").split("---")[1]
        page = (both / path.replace(".md", ".html")).read_text(encoding="utf-8")
        assert f"audience: {mark}\n" in front, path
        shown = bs4.BeautifulSoup(page, "html.parser").select_one("p.readers")
        assert shown is not None
        assert (mark, LABELS[f"readers.{mark}"]) == (shown["data-audience"], shown.get_text())
    figure(f"{len(DOCUMENTS)} 頁，0 頁沒有標示")


def test_every_link_to_the_trainers_pages_is_marked(both: Path, figure: Figure) -> None:
    """Protects the learner's view from links into pages that it does not show."""
    targets = {(both / path.replace(".md", ".html")).resolve() for path in _trainers_paths()}
    marked = 0
    for document in LEARNERS:
        file = both / page_paths(COURSE)[document.page].replace(".md", ".html")
        soup = bs4.BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        for link in soup.select("article a[href]"):
            there = (file.parent / str(link["href"]).partition("#")[0]).resolve()
            assert there not in targets or _is_hidden(link), (file, link)
            marked += there in targets
    assert marked
    figure(f"{len(LEARNERS)} 頁、{marked} 個連到講師頁面的連結，0 個沒有標示")


def _is_hidden(link: bs4.Tag) -> bool:
    """Whether the learner's view hides a link, or the whole page that it was collected from."""
    collected = link.find_parent(class_="collected")
    of_trainer = collected and collected.select_one(":scope > .readers[data-audience=trainer]")
    return bool(link.find_parent(class_="for-trainer") or of_trainer)


@pytest.fixture
def context(browser: "Browser") -> Iterator["BrowserContext"]:
    """A device that remembers nothing yet."""
    context = browser.new_context()
    yield context
    context.close()


def test_the_learners_view_hides_what_is_the_trainers(
    context: "BrowserContext", both: Path, figure: Figure
) -> None:
    """Protects the view on every page and after reloading; a second press brings all back."""
    page = context.new_page()
    page.goto((both / "index.html").as_uri())
    shown = page.get_by_role("article").get_by_role("link", name="教案").first
    menu = page.get_by_role("navigation").get_by_role("link", name="對應表")
    for selector in ("#to-do", ".md-sidebar--secondary a[href='#to-do']"):
        assert page.locator(selector).is_visible(), selector
    assert (True, True) == (shown.is_visible(), menu.is_visible())
    button = page.get_by_role("button", name="學員檢視")
    button.focus()
    page.keyboard.press("Enter")
    assert "true" == button.get_attribute("aria-pressed")
    page.reload()
    assert "true" == button.get_attribute("aria-pressed")
    for selector in ("#to-do", ".md-sidebar--secondary a[href='#to-do']"):
        assert not page.locator(selector).is_visible(), selector
    assert (False, False) == (shown.is_visible(), menu.is_visible())
    page.goto((both / "modules/m1-1/lesson-plan.html").as_uri())
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        assert "現在是學員檢視" in page.locator(".readers").evaluate(
            "e => getComputedStyle(e, '::after').content"
        )
        assert (True, False) == (
            page.locator(".readers").is_visible(),
            page.locator("article table").first.is_visible(),
        )
    page.emulate_media(media="screen")
    page.get_by_role("button", name="學員檢視").click()
    assert page.locator("article table").first.is_visible()
    figure("重新整理、換頁與列印時都藏起來；再按一次就回來")


def test_nothing_of_the_trainers_flashes_up(context: "BrowserContext", both: Path) -> None:
    """Protects the view while a page loads: it is known before the body begins."""
    context.add_init_script("localStorage.setItem('curriculum/view', 'learner')")
    page = context.new_page()
    page.add_init_script(
        "new MutationObserver(() => { if (document.body && !window.first)"
        " window.first = document.documentElement.dataset.view ?? 'none'; })"
        ".observe(document, {childList: true, subtree: true})"
    )
    page.goto((both / "index.html").as_uri())
    assert "learner" == page.evaluate("window.first")


def test_another_window_follows(context: "BrowserContext", both: Path) -> None:
    """Protects from two windows that show two views of one site."""
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto((both / "index.html").as_uri())
    first.get_by_role("button", name="學員檢視").click()
    second.locator("html[data-view='learner']").wait_for()


def test_the_learners_site_has_no_switch_and_no_mark(
    context: "BrowserContext", learners: Path, figure: Figure
) -> None:
    """Protects learners from a button that promises more than there is."""
    page = context.new_page()
    page.goto((learners / "index.html").as_uri())
    page.locator(".ticking:not([hidden])").wait_for()
    marks = page.locator("button.view-switch, .readers, .for-trainer").count()
    assert 0 == marks
    assert {"自我檢核表"} == set(page.locator(".ticking thead th").all_inner_texts()[1:])
    figure(f"{marks} 個按鈕與標示，只有自我檢核表")
