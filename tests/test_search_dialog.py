"""The dialog of the search: by keyboard, by ear, with an input method, in both views."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_search_found import open_search
from test_site_access import COLOURS, add_axe, faults
from visiting import DESKTOP, PHONE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# One worker for all of it, beside the other tests that need a browser.
pytestmark = pytest.mark.xdist_group("browser")

Figure = Callable[[str], None]
DATA = ("search-data.js", "finding.js")
KEY = "curriculum/search/BAS2421-003v2/v2/b57c4cb7"
COMPOSED = """
([name, key]) => {
  const field = document.querySelector(".search-field");
  if (name === "input") {
    field.dispatchEvent(new InputEvent("input", {isComposing: true, bubbles: true}));
  } else if (name === "keydown") {
    const event = new KeyboardEvent("keydown", {key, keyCode: 229, isComposing: true,
      bubbles: true, cancelable: true});
    return field.dispatchEvent(event);
  } else {
    field.dispatchEvent(new CompositionEvent(name, {bubbles: true}));
  }
}
"""
"""What an input method does while characters are being composed."""


@pytest.fixture
def page(visit: Visit, seed_site: Path) -> "Page":
    """The home page."""
    return visit.open(seed_site / "index.html")


def status(page: "Page") -> str:
    """What is said about the results."""
    return page.locator(".search-status").inner_text()


def titles(page: "Page") -> list[str]:
    """The titles of the results that are laid out."""
    return page.locator(".search-title").all_inner_texts()


def active(page: "Page") -> str | None:
    """The text of the option that the field points to, which is the one that is marked."""
    found: str | None = page.evaluate(
        """() => {
          const id = document.querySelector(".search-field").getAttribute("aria-activedescendant");
          const marked = [...document.querySelectorAll("[role=option][aria-selected=true]")];
          const named = id ? document.getElementById(id) : null;
          if (marked.length !== (named ? 1 : 0) || (named && marked[0] !== named)) return "?";
          return named ? named.textContent : null;
        }"""
    )
    return found


def focused(page: "Page") -> str:
    """The first class of the element that has the keyboard."""
    return str(page.evaluate("document.activeElement.classList[0]"))


def test_texts_are_fetched_when_the_search_is_opened_and_not_before(
    visit: Visit, seed_site: Path
) -> None:
    """Protects who only reads: nobody loads hundreds of kilobytes for nothing."""
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page = visit.open(seed_site / "index.html")
    assert "search.js" in asked
    assert not {*DATA} & {*asked}
    open_search(page)
    page.keyboard.press("Escape")
    open_search(page)
    assert [1, 1] == [asked.count(name) for name in DATA]


def test_the_keyboard_alone_searches_chooses_and_opens(page: "Page", seed_site: Path) -> None:
    """Protects who cannot use a mouse, from the first key to the page that was looked for."""
    for key in ("/", "Control+k", "Meta+k"):
        page.keyboard.press(key)
        assert "search-field" == focused(page), key
        page.keyboard.press("Escape")
        assert "search-button" == focused(page), key
    page.keyboard.press("Enter")
    assert "search-field" == focused(page)
    page.wait_for_function("document.querySelector('.search-field').placeholder")
    page.keyboard.insert_text("團隊合作")
    assert "找到 49 頁" == status(page)
    assert active(page) is None
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    first = active(page)
    assert first is not None
    assert first.startswith("S05 團隊合作")
    page.keyboard.press("ArrowUp")
    assert active(page) is None, "before the first result is the field itself"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    assert 49 == len(titles(page)), "the last result is the last of all"
    last = page.locator("[role=option]").last.text_content()
    assert last == active(page)
    page.keyboard.press("ArrowDown")
    assert active(page) is None
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    assert first == active(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/s05.html#facts")
    assert (seed_site / "items/s05.html").as_uri() in page.url


def test_enter_opens_the_first_result_and_leads_to_its_place(page: "Page") -> None:
    """Protects the shortest way: a code and Enter."""
    open_search(page)
    page.keyboard.insert_text("P2.4.3")
    page.keyboard.press("Enter")
    page.wait_for_url("**/standard/index.html#code-p2-4-3")
    open_search(page)
    page.keyboard.insert_text("T3")
    page.keyboard.press("Enter")
    page.wait_for_url("**/standard/index.html#duty-3")
    assert not page.locator("dialog[open]").count(), "the dialog closes on the same page, too"


def test_keys_that_are_typed_into_a_field_do_not_open_the_search(page: "Page") -> None:
    """Protects who types a slash or uses the keys of the field."""
    page.evaluate("document.querySelector('article').prepend(document.createElement('input'))")
    page.locator("article input").first.focus()
    for key in ("/", "Control+k"):
        page.keyboard.press(key)
        assert not page.locator("dialog[open]").count(), key
    assert "/" == page.locator("article input").first.input_value()


def test_nothing_happens_while_characters_are_composed(page: "Page") -> None:
    """Protects who types Chinese: no search for half a word, and Enter only ends the word."""
    open_search(page)
    page.locator(".search-field").fill("法規")
    before = titles(page)
    page.evaluate(COMPOSED, ["compositionstart", ""])
    page.evaluate("document.querySelector('.search-field').value = 'ㄊㄨㄢˊ'")
    page.evaluate(COMPOSED, ["input", ""])
    for key in ("ArrowDown", "Enter", "Home", "End"):
        assert page.evaluate(COMPOSED, ["keydown", key]), f"{key} is left to the input method"
    assert before == titles(page)
    assert active(page) is None
    page.evaluate("document.querySelector('.search-field').value = '團隊'")
    page.evaluate(COMPOSED, ["compositionend", ""])
    assert "S05 團隊合作" == titles(page)[0]
    # Some browsers send the Enter that ended the word afterwards.
    page.evaluate(COMPOSED, ["keydown", "Enter"])
    assert page.url.endswith("/index.html")


def test_axe_finds_no_fault_in_the_search(visit: Visit, seed_site: Path, figure: Figure) -> None:
    """Protects who sees little or hears the page, in every state of the dialog."""
    page = visit.open(seed_site / "index.html")
    add_axe(page)
    open_search(page)
    found = {}
    page.evaluate("key => localStorage.setItem(key, JSON.stringify(['法規', '測驗']))", KEY)
    states = {"results": "團隊合作", "instead": "里", "none": "沒有這個", "recent": "", "hints": ""}
    for state, query in states.items():
        if state == "hints":
            page.get_by_role("button", name="清除紀錄").click()
        page.locator(".search-field").fill(query)
        if query:
            page.keyboard.press("ArrowDown")
        for size in (DESKTOP, PHONE):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            for scheme, rules in (("default", ()), ("slate", COLOURS)):
                page.evaluate("name => document.body.dataset.mdColorScheme = name", scheme)
                found[state, size[0], scheme] = faults(page, rules)
    assert {} == {where: what for where, what in found.items() if what}
    figure(f"{len(states)} 種情形、{len(found)} 次檢查，{sum(map(len, found.values()))} 項")


def test_what_is_found_is_said(page: "Page") -> None:
    """Protects who hears the page: how many results there are, and that there are none."""
    open_search(page)
    assert "polite" == (page.locator(".search-status").get_attribute("aria-live") or "polite")
    assert "status" == page.locator(".search-status").get_attribute("role")
    field = page.get_by_role("combobox", name="搜尋")
    for query, said, is_open in (
        ("K05", "找到 30 頁", "true"),
        ("沒有這個", "找不到「沒有這個」", "false"),
        ("  ", "", "false"),
    ):
        field.fill(query)
        assert (said, is_open) == (status(page), field.get_attribute("aria-expanded")), query


def test_a_kind_of_document_is_shown_alone(page: "Page") -> None:
    """Protects who looks for the checklist, and not for everything that says the same."""
    open_search(page)
    page.locator(".search-field").fill("團隊合作")
    buttons = page.locator(".search-kinds button")
    names = buttons.all_inner_texts()
    assert "全部 49" == names[0]
    assert 49 == sum(int(name.split()[-1]) for name in names[1:])
    page.get_by_role("button", name="檢核表 15").click()
    assert "找到 15 頁" == status(page)
    assert "true" == page.evaluate("document.activeElement.getAttribute('aria-pressed')")
    assert all("檢核表" in title for title in titles(page))
    page.locator(".search-field").fill("團隊")
    assert "true" == buttons.first.get_attribute("aria-pressed"), (
        "another word is looked for in all"
    )


def test_a_learner_finds_nothing_of_the_trainers(page: "Page", figure: Figure) -> None:
    """Protects the surprise of a lesson: trainers' pages and sections are not among the results."""
    queries = ["教案：M1.1", "安排的理由", "依據"]
    counts: dict[str, list[tuple[int, int]]] = {}
    for view in ("trainer", "learner"):
        open_search(page)
        counts[view] = []
        for query in queries:
            page.locator(".search-field").fill(query)
            page.keyboard.press("ArrowDown")
            page.keyboard.press("End")
            sections = page.locator(".search-section").count()
            counts[view].append((len(titles(page)), sections))
        page.keyboard.press("Escape")
        page.get_by_role("button", name="學員檢視").click()
    assert all(pages for pages, _ in counts["trainer"])
    assert [(0, 0), (0, 0)] == counts["learner"][:2]
    assert counts["learner"][2] < counts["trainer"][2]
    before, after = (counts[view][0][0] for view in ("trainer", "learner"))
    figure(f"找「{queries[0]}」：講師 {before} 頁，學員 {after} 頁")


def test_words_that_led_somewhere_are_remembered_on_the_device(
    page: "Page", seed_site: Path
) -> None:
    """Protects who comes back for the same things, and who wants nobody to know."""
    for number in range(7):
        open_search(page)
        page.keyboard.insert_text(f"K0{number + 1}")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/items/k0{number + 1}.html")
    open_search(page)
    page.locator(".search-field").fill("沒有這個")
    page.locator(".search-field").fill("")
    recent = page.locator(".search-word")
    assert ["K07", "K06", "K05", "K04", "K03"] == recent.all_inner_texts()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "K07" == page.locator(".search-field").input_value()
    assert titles(page)
    page.locator(".search-field").fill("")
    page.get_by_role("button", name="清除紀錄").click()
    assert 0 == recent.count()
    assert "search-field" == focused(page)
    assert page.evaluate("key => localStorage.getItem(key)", KEY) is None
    for kept in ("{", '"x"', json.dumps([1, None, ""])):
        page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [KEY, kept])
        page.goto((seed_site / "index.html").as_uri())
        open_search(page)
        assert 0 == recent.count(), kept


def test_a_device_that_remembers_nothing_searches_all_the_same(
    visit: Visit, seed_site: Path
) -> None:
    """Protects private windows, where the storage refuses everything."""
    visit.page.add_init_script(
        "for (const name of ['getItem', 'setItem', 'removeItem']) {"
        "  const kept = Storage.prototype[name];"
        "  Storage.prototype[name] = function (key, ...rest) {"
        "    if (key.startsWith('curriculum/')) throw new Error('no');"
        "    return kept.call(this, key, ...rest); }; }"
    )
    page = visit.open(seed_site / "index.html")
    open_search(page)
    page.keyboard.insert_text("K05")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/k05.html")


def test_a_search_without_its_texts_says_so(browser: "Browser", seed_site: Path) -> None:
    """Protects who has only part of a site from a field in which nothing happens."""
    page = browser.new_page()
    page.route("**/search-data.js", lambda route: route.abort())
    page.goto((seed_site / "index.html").as_uri())
    page.get_by_role("button", name="搜尋").click()
    page.wait_for_function("document.querySelector('.search-status').textContent !== ''")
    assert "無法載入搜尋資料，請重新整理這一頁再試一次。" == status(page)
    page.close()


def test_without_scripts_there_is_no_search(browser: "Browser", seed_site: Path) -> None:
    """Protects from a button that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((seed_site / "index.html").as_uri())
    assert page.locator("h1").is_visible()
    assert 0 == page.get_by_role("button", name="搜尋").count()
    assert 0 == page.locator("dialog").count()
    context.close()


def test_the_search_neither_moves_nor_is_printed(page: "Page") -> None:
    """Protects who gets dizzy, and paper."""
    open_search(page)
    page.keyboard.insert_text("法規")
    slowest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll("dialog, dialog *")].flatMap(each => {
          const style = getComputedStyle(each);
          return [style.transitionDuration, style.animationDuration]
            .flatMap(text => text.split(",").map(parseFloat));
        }))"""
    )
    assert 0 == slowest
    page.emulate_media(media="print")
    assert not page.locator("dialog").is_visible()
    assert not page.locator(".search-button").is_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1440", "390"])
def test_the_dialog_fits_the_screen(page: "Page", size: tuple[int, int]) -> None:
    """Protects phones: nothing is cut off at the side, and the results scroll in their own box."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_search(page)
    page.locator(".search-field").fill("服務")
    inside = page.evaluate(
        """() => [...document.querySelectorAll("dialog, dialog *")].every(each => {
          const box = each.getBoundingClientRect();
          return box.left >= 0 && box.right <= document.documentElement.clientWidth;
        })"""
    )
    assert inside
    box = page.locator(".search-results")
    assert box.evaluate("each => each.scrollHeight > each.clientHeight")
    before = len(titles(page))
    box.evaluate("each => { each.scrollTop = each.scrollHeight; }")
    page.wait_for_function(f"document.querySelectorAll('.search-title').length > {before}")
