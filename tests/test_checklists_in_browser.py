"""Checklists that are ticked in a real browser, from the disk and from a server."""

import csv
import dataclasses
import functools
import io
import re
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pytest
from made_up_course import course_from, made_up_standard
from PIL import Image

from curriculum.course import Course
from curriculum.labels import load_labels
from curriculum.publishing.course_site import SiteRequest, build_site
from curriculum.reading.opening import Opened
from curriculum.standard import Standard

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

pytestmark = pytest.mark.xdist_group("browser")

Figure = Callable[[str], None]
SHEET = "modules/m1-1/observation-sheet.html"
CHECK = "modules/m1-1/self-check.html"
PREPARATION = "modules/m1-1/preparation.html"
HOSTILE = "=1+1</script>\"'</td> {{ x }}\u202e🙂, x"
FULL = (
    """Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };"""
)
FORBIDDEN = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("", "SecurityError"); } });"""


def built(out: Path, course: Course, language: str = "zh-TW") -> Path:
    """The folder of a course's site."""
    request = SiteRequest(
        course=course,
        problems=(),
        labels=load_labels(language),
        opened=Opened(standard=course.standard),
    )
    build_site(request, out, lambda _: None)
    return out / "site"


def reworded(standard: Standard) -> Standard:
    """The standard with another sentence for P1.1.1 and its knowledge in another order."""
    duty = standard.duties[0]
    block = duty.blocks[0]
    first = dataclasses.replace(block.criteria[0], text="再確認一次花材。")
    block = dataclasses.replace(
        block, criteria=(*block.criteria[1:], first), knowledge=tuple(reversed(block.knowledge))
    )
    duty = dataclasses.replace(duty, blocks=(block,))
    return dataclasses.replace(standard, duties=(duty, *standard.duties[1:]))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the made-up course; tests only read it."""
    return built(tmp_path_factory.mktemp("ticked"), course_from(made_up_standard()))


@pytest.fixture
def context(browser: "Browser") -> Iterator["BrowserContext"]:
    """A device that remembers nothing yet; a test fails when one of our scripts does.

    The theme's own scripts fail where a browser forbids its storage.
    """
    context = browser.new_context()
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(error.error.stack or ""))
    yield context
    context.close()
    assert [] == [each for each in errors if re.search(r"(view|ticks|checklists[\w-]*)\.js", each)]


def opened(context: "BrowserContext", file: Path) -> "Page":
    """A page in a new window, from the disk, when its scripts have done their work."""
    page = context.new_page()
    page.goto(file.as_uri())
    page.locator(".ticking:not([hidden])").first.wait_for()
    return page


def box(page: "Page", name: str) -> "Locator":
    """A box by what a screen reader says."""
    return page.get_by_role("checkbox", name=name, exact=True)


def progress(page: "Page", name: str) -> str:
    """What is said about a checklist: its numbers, and the bar's."""
    bar = page.get_by_role("progressbar", name=name)
    shown = bar.locator("xpath=following-sibling::span").inner_text()
    done, total = (bar.evaluate(f"bar => bar.{key}") for key in ("value", "max"))
    assert f"{done}／{total}" == shown
    return shown


def test_a_tick_is_still_there_after_reloading(
    context: "BrowserContext", site: Path, figure: Figure
) -> None:
    """Protects a learner's work: what is ticked stays, on that page of that module only."""
    page = opened(context, site / CHECK)
    box(page, "P1.1.1：我可以").check()
    page.reload()
    assert box(page, "P1.1.1：我可以").is_checked()
    assert 1 == page.locator("input.tick-box:checked").count()
    others = (SHEET, PREPARATION, "modules/m1-2/self-check.html")
    for other in others:
        assert 0 == opened(context, site / other).locator("input.tick-box:checked").count(), other
    figure(f"重新整理後 1 個還在；{len(others)} 份別的檢核表 0 個")


def test_every_box_has_its_own_name_and_id(
    context: "BrowserContext", site: Path, figure: Figure
) -> None:
    """Protects who cannot see the table, and boxes from sharing one memory."""
    total = 0
    for path, count in ((CHECK, 12), (SHEET, 7), (PREPARATION, 0)):
        page = opened(context, site / path)
        boxes = page.locator(".tick-box")
        names = boxes.evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
        ids = boxes.evaluate_all("all => all.map(e => e.name)")
        assert len(names) == len(set(names)) == len(set(ids)) >= max(count, 1), path
        assert all(re.fullmatch(r"[\w.~%/-]+", each, re.ASCII) for each in ids), path
        total += len(ids)
    figure(f"{total} 個方格，0 個同名或同識別碼")


def test_ticks_outlive_words_order_and_language(
    context: "BrowserContext", site: Path, tmp_path: Path, figure: Figure
) -> None:
    """Protects ticks from a course that was built again; pages from a disk share one storage."""
    page = opened(context, site / CHECK)
    for name in ("P1.1.1：我可以", "K02：還不熟", "S01：還不會"):
        box(page, name).check()
    again = built(tmp_path, course_from(reworded(made_up_standard())), "en")
    page = opened(context, again / CHECK)
    ticked = page.locator("input.tick-box:checked")
    expected = {"criteria/P1.1.1/yes", "knowledge/K02/partly", "skills/S01/no"}
    assert expected == set(ticked.evaluate_all("all => all.map(e => e.name)"))
    figure(f"改寫、調換順序、改成英文後，{len(expected)} 個勾選都在原處")


@pytest.mark.parametrize("changed", ["version", "course"])
def test_another_version_or_course_shares_nothing(
    context: "BrowserContext", site: Path, tmp_path: Path, changed: str, figure: Figure
) -> None:
    """Protects from ticks about other words: neither read, nor counted, nor cleared."""
    standard = made_up_standard()
    if changed == "version":
        version = dataclasses.replace(standard.versions[0], version="v2")
        standard = dataclasses.replace(standard, versions=(version,))
    course = course_from(standard)
    if changed == "course":
        course = dataclasses.replace(course, title="另一班")
    box(opened(context, site / CHECK), "P1.1.1：我可以").check()
    other = opened(context, built(tmp_path, course) / CHECK)
    shared = other.locator("input.tick-box:checked").count()
    assert 0 == shared
    box(other, "K01：我可以").check()
    other.get_by_role("button", name="清除勾選").click()
    other.get_by_role("dialog", name="清除勾選").get_by_role("button", name="清除").click()
    other.get_by_text("0／4", exact=True).wait_for()
    assert box(opened(context, site / CHECK), "P1.1.1：我可以").is_checked()
    figure(f"共用 {shared} 個；清除一邊，另一邊還在")


def test_of_several_answers_one_holds_and_can_be_taken_back(
    context: "BrowserContext", site: Path
) -> None:
    """Protects a record from saying both met and not met; the second attempt stands apart."""
    page = opened(context, site / SHEET)
    met, not_met, again = (f"P1.1.1：{word}" for word in ("達成", "未達成", "補評 達成"))
    box(page, met).check()
    box(page, again).check()
    box(page, not_met).check()
    shown = [box(page, name).is_checked() for name in (met, not_met, again)]
    assert [False, True, True] == shown
    box(page, not_met).uncheck()
    page.reload()
    shown = [box(page, name).is_checked() for name in (met, not_met, again)]
    assert [False, False, True] == shown


def test_progress_is_said_everywhere_at_once(
    context: "BrowserContext", site: Path, figure: Figure
) -> None:
    """Protects from numbers that disagree: checklist, module and home page, in open windows."""
    sheet, module, home = (
        opened(context, site / path) for path in (SHEET, "modules/m1-1/index.html", "index.html")
    )
    twin = opened(context, site / SHEET)
    name = "M1.1 確認需求 實作評量檢核表"
    assert ["0／2"] * 3 == [progress(page, name) for page in (sheet, module, home)]
    # A second attempt alone is no result.
    box(sheet, "P1.1.1：補評 達成").check()
    assert "0／2" == progress(sheet, name)
    box(sheet, "P1.1.1：達成").check()
    for page in (twin, module, home):
        page.get_by_text("1／2", exact=True).wait_for()
    said = [progress(page, name) for page in (sheet, twin, module, home)]
    assert ["1／2"] * 4 == said
    assert box(twin, "P1.1.1：達成").is_checked()
    assert "0／2" == progress(home, "M1.2 包裝 實作評量檢核表")
    sheet.evaluate("localStorage.clear()")
    for page in (twin, module, home):
        page.get_by_text("1／2", exact=True).wait_for(state="detached")
    figure(f"{len(said)} 個視窗（檢核表兩個、單元、首頁）都是 {said[0]}")


def test_the_keyboard_is_enough(context: "BrowserContext", site: Path) -> None:
    """Protects who has no mouse: Space ticks, arrows lead through the table, Tab leaves it."""
    page = opened(context, site / CHECK)
    box(page, "P1.1.1：我可以").focus()
    for key in ("ArrowRight", "ArrowDown", "Space", "ArrowLeft", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
    assert box(page, "K01：還不熟").is_checked()
    assert "P1.1.1：我可以" == page.evaluate("document.activeElement.ariaLabel")
    assert "none" != page.evaluate("getComputedStyle(document.activeElement).outlineStyle")


OUT_OF_SIGHT = """
elements => elements.filter(element => {
  const box = element.getBoundingClientRect();
  return box.left < 0 || box.right > innerWidth || box.width === 0;
}).map(element => element.outerHTML)
"""


def test_a_phone_shows_every_choice_of_a_row(
    context: "BrowserContext", site: Path, figure: Figure
) -> None:
    """Protects who ticks on a phone: no box, bar or answer is beside the screen, each is named."""
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    seen, paths = 0, (CHECK, SHEET, PREPARATION, "index.html")
    for path in paths:
        page.goto((site / path).as_uri())
        rows = page.locator(":is(.sheet, .agenda, .ticking-lists) tbody tr")
        rows.first.wait_for()
        parts = rows.locator("label, progress, td:not(:empty), th")
        assert [] == parts.evaluate_all(OUT_OF_SIGHT), path
        heads = rows.locator("td[data-label]").evaluate_all(
            "cells => [...new Set(cells.map(cell => getComputedStyle(cell, '::before').content))]"
        )
        assert path == PREPARATION or {"none"} != {*heads}, path
        seen += rows.count()
    figure(f"{len(paths)} 頁、{seen} 列，0 個在畫面外")


def test_all_of_a_cell_ticks_its_only_box(context: "BrowserContext", site: Path) -> None:
    """Protects fingers: a cell that holds one box answers wherever it is touched."""
    page = opened(context, site / CHECK)
    first = box(page, "P1.1.1：我可以")
    first.locator("xpath=ancestor::td").click(position={"x": 2, "y": 2})
    assert first.is_checked()


def test_an_empty_bar_looks_empty_in_the_dark(browser: "Browser", site: Path) -> None:
    """Protects from a bar that seems full: what is done is the light part."""
    context = browser.new_context(color_scheme="dark")
    page = opened(context, site / CHECK)
    bar = page.get_by_role("progressbar")
    light = []
    for share in (0, 0.5, 1):
        bar.evaluate("(bar, share) => { bar.value = share * bar.max; }", share)
        picture = Image.open(io.BytesIO(bar.screenshot())).convert("L")
        row = picture.crop((0, picture.height // 2, picture.width, picture.height // 2 + 1))
        light.append(sum(pixel > 128 for pixel in row.tobytes()) / picture.width)
    context.close()
    assert light[0] < 0.4
    assert light[0] + 0.2 < light[1] < light[2] - 0.2


def test_clearing_asks_and_clears_only_what_it_says(
    context: "BrowserContext", site: Path, figure: Figure
) -> None:
    """Protects from a slip: cancelling and Escape keep everything; a page clears its own list."""
    page = opened(context, site / CHECK)
    box(page, "P1.1.1：我可以").check()
    box(opened(context, site / SHEET), "P1.1.1：達成").check()
    page.bring_to_front()
    for leave in ("取消", "Escape"):
        page.get_by_role("button", name="清除勾選").click()
        assert "1 個勾選" in page.get_by_role("dialog", name="清除勾選").inner_text()
        if leave == "Escape":
            page.keyboard.press("Escape")
        else:
            page.get_by_role("button", name=leave).click()
        page.get_by_role("dialog", name="清除勾選").wait_for(state="detached")
        assert box(page, "P1.1.1：我可以").is_checked()
    page.get_by_role("button", name="清除勾選").click()
    page.get_by_role("dialog", name="清除勾選").get_by_role("button", name="清除").click()
    page.get_by_text("0／4", exact=True).wait_for()
    home = opened(context, site / "index.html")
    assert "1／2" == progress(home, "M1.1 確認需求 實作評量檢核表")
    home.get_by_role("button", name="清除勾選").click()
    home.get_by_role("dialog", name="清除勾選").get_by_role("button", name="清除").click()
    home.get_by_text("1／2", exact=True).wait_for(state="detached")
    left = [key for key in home.evaluate("Object.keys(localStorage)") if "ticks" in key]
    assert [] == left
    figure(f"取消兩次都沒有清；清除後剩 {len(left)} 筆，別的檢核表不動")


def downloaded(page: "Page") -> tuple[str, bytes]:
    """The file that the export gives: its name and its content."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下載勾選紀錄").click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def test_the_export_says_exactly_what_is_ticked(
    context: "BrowserContext", site: Path, figure: Figure
) -> None:
    """Protects a record that is handed in: every row, Excel's mark, the view's lists only."""
    page = opened(context, site / CHECK)
    box(page, "P1.1.1：我可以").check()
    name, data = downloaded(page)
    head = ("職能基準代碼", "版本", "單元", "檢核表", "代碼", "項目", "勾選")
    same = ("XYZ1234-001v1", "v1", "M1.1 確認需求", "自我檢核表")
    rows = (
        head,
        (*same, "P1.1.1", "我能做到：依顧客需求，確認花材與數量。", "我可以"),
        (*same, "K01", "我能說明：花材知識", ""),
        (*same, "K02", "我能說明：法規【註1】", ""),
        (*same, "S01", "我能運用：溝通能力", ""),
    )
    text = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
    assert "XYZ1234-001v1_v1_M1.1_self-check.csv" == name
    assert b"\xef\xbb\xbf" + text.encode() == data
    home = opened(context, site / "index.html")
    name, whole = downloaded(home)
    lists = {row[3] for row in csv.reader(io.StringIO(whole.decode("utf-8-sig")))}
    assert "XYZ1234-001v1_v1.csv" == name
    assert {"檢核表", "自我檢核表", "實作評量檢核表", "課前準備檢核表"} == lists
    home.get_by_role("button", name="學員檢視").click()
    lists = {row[3] for row in csv.reader(io.StringIO(downloaded(home)[1].decode("utf-8-sig")))}
    assert {"檢核表", "自我檢核表"} == lists
    figure(f"{len(rows) - 1} 列，逐字相同；學員檢視只有自己的檢核表")


def test_hostile_words_stay_words(context: "BrowserContext", tmp_path: Path) -> None:
    """Protects from a standard that tries to become markup, a script or a formula."""
    standard = made_up_standard()
    duty = standard.duties[0]
    block = duty.blocks[0]
    hostile = dataclasses.replace(block.criteria[0], code=HOSTILE, text=HOSTILE)
    block = dataclasses.replace(block, criteria=(hostile, *block.criteria))
    duty = dataclasses.replace(duty, blocks=(block,))
    standard = dataclasses.replace(standard, duties=(duty, *standard.duties[1:]))
    course = course_from(dataclasses.replace(standard, code="-2+3/../x?", name=HOSTILE))
    course = dataclasses.replace(
        course,
        modules=tuple(
            dataclasses.replace(module, criteria=block.criteria) for module in course.modules
        ),
    )
    page = opened(context, built(tmp_path, course) / CHECK)
    first = page.locator("input.tick-box").first
    first.check()
    page.reload()
    page.locator(".ticking:not([hidden])").wait_for()
    assert first.is_checked()
    assert 1 == page.locator("input.tick-box:checked").count()
    name, data = downloaded(page)
    assert re.fullmatch(r"[\w.-]+\.csv", name)
    row = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1]
    assert "'-2+3/../x?" == row[0]
    assert f"'{HOSTILE}" == row[4]
    assert "我可以" == row[6]


@pytest.mark.parametrize("fault", [FULL, FORBIDDEN])
def test_a_device_that_remembers_nothing_says_so_once(
    context: "BrowserContext", site: Path, fault: str
) -> None:
    """Protects private windows and full disks: boxes and progress work, nothing is claimed."""
    context.add_init_script(fault)
    page = opened(context, site / CHECK)
    box(page, "P1.1.1：我可以").check()
    box(page, "K01：我可以").check()
    box(page, "K01：還不會").check()
    assert "2／4" == progress(page, "M1.1 確認需求 自我檢核表")
    assert [False, True] == [
        box(page, f"K01：{word}").is_checked() for word in ("我可以", "還不會")
    ]
    assert 1 == page.get_by_text("沒有辦法記住勾選").count()


def test_a_memory_that_somebody_edited_does_no_harm(context: "BrowserContext", site: Path) -> None:
    """Protects from other people's entries: what is no tick is none, and is said once."""
    page = opened(context, site / CHECK)
    box(page, "P1.1.1：我可以").check()
    page.evaluate(
        "for (const key in localStorage) if (key.includes('/ticks/')) localStorage[key] = '{'"
    )
    page.reload()
    page.get_by_text("有些記住的勾選讀不出來").wait_for()
    assert "0／4" == progress(page, "M1.1 確認需求 自我檢核表")
    box(page, "P1.1.1：我可以").check()
    assert "1／4" == progress(page, "M1.1 確認需求 自我檢核表")


def test_without_scripts_the_boxes_are_plain_boxes(
    browser: "Browser", site: Path, figure: Figure
) -> None:
    """Protects locked-down computers: labelled boxes, and nothing that would not work."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / SHEET).as_uri())
    box(page, "P1.1.1：達成").check()
    assert box(page, "P1.1.1：達成").is_checked()
    idle = page.get_by_role("button", name=re.compile("勾選|檢視")).all()
    assert [] == idle
    assert 0 == page.get_by_role("progressbar").count()
    assert page.get_by_text("適用對象：講師").is_visible()
    figure(f"有名稱的方格可以勾，{len(idle)} 個不能用的按鈕")
    context.close()


def test_paper_shows_what_is_ticked(context: "BrowserContext", site: Path, figure: Figure) -> None:
    """Protects a filled-in sheet on paper: one sign more for each tick, and no controls."""
    page = opened(context, site / CHECK)
    page.emulate_media(media="print")
    assert not page.locator(".ticking").is_visible()
    before = page.screenshot()
    box(page, "P1.1.1：我可以").evaluate("box => box.click()")
    sign = page.locator("input.tick-box:checked").first.evaluate(
        "box => getComputedStyle(box, '::before').content"
    )
    assert '"✓"' == sign
    assert before != page.screenshot()
    with pdfplumber.open(io.BytesIO(page.pdf())) as paper:
        signs = "".join(sheet.extract_text() for sheet in paper.pages).count("✓")
    assert 1 == signs
    figure(f"勾 1 格，紙上 {signs} 個 ✓，沒有按鈕")


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """The site on a web server of this machine, below a folder."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Says nothing."""

    handler: Callable[..., Quiet] = functools.partial(Quiet, directory=str(site.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/site/"
        server.shutdown()


def test_a_server_remembers_for_its_own_pages(
    context: "BrowserContext", site: Path, address: str, figure: Figure
) -> None:
    """Protects the published site: ticks and numbers work there, and send nothing anywhere."""
    sent: list[str] = []
    context.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    page = context.new_page()
    page.goto(address + CHECK)
    box(page, "P1.1.1：我可以").check()
    page.goto(f"{address}index.html")
    page.get_by_text("1／4", exact=True).wait_for()
    assert "1／4" == progress(page, "M1.1 確認需求 自我檢核表")
    assert {True} == {each.startswith(f"GET {address}") for each in sent}
    told = [each for each in sent if "?" in each]
    assert [] == told
    assert 0 == opened(context, site / CHECK).locator("input.tick-box:checked").count()
    figure(f"{len(sent)} 個要求都是讀網站自己的檔案，{len(told)} 個帶著資料")
