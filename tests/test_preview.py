"""The live preview: what is saved is seen, what is wrong is said, and nothing is written."""

import http.client
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept_course import said, start
from previewing import preview_of
from test_engine import files_of
from visiting import Visit

from curriculum.labels import load_labels
from curriculum.preview_commands import _Draft
from curriculum.previewing.draft_site import DraftSite
from curriculum.previewing.preview import Preview, Sources
from curriculum.previewing.watching import state_of

PAGE = "modules/m1-1/lesson-plan.html"
EXTENDED = '{% extends "curriculum/lesson-plan.md.jinja" %}\n{% block closing %}\n'


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A small course."""
    return start(tmp_path / "course")


@pytest.fixture
def address(course: Path) -> Iterator[str]:
    """Its preview."""
    with preview_of(course) as address:
        yield address


@pytest.fixture
def following(visit: Visit) -> Iterator[Visit]:
    """A visit to a server of this machine, which is no foreign host."""
    yield visit
    visit.page.close()  # or it would go on asking for things
    visit.complaints[:] = [
        each for each in visit.complaints if not re.search("127.0.0.1|404|net::ERR_", each)
    ]


def edited(file: Path, old: str, new: str) -> None:
    """Saves a file with some words changed."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_every_kind_of_edit_shows_and_the_page_stays_where_it_was(
    course: Path, address: str, following: Visit
) -> None:
    """Protects the trainer's place in the page, and every file that a course is made of."""
    page = following.page
    page.set_viewport_size({"width": 900, "height": 500})
    page.goto(f"{address}{PAGE}")
    page.evaluate("scrollTo(0, 400)")
    (course / "content/M1.1").mkdir(parents=True)
    (course / "templates").mkdir()
    closing = course / "templates/lesson-plan.md.jinja"
    edits: dict[str, Callable[[], object]] = {
        "新的名字課程": lambda: edited(course / "course.yaml", "花店接單實務培訓", "新的名字"),
        "先把花剪好": lambda: (course / "content/M1.1/notes.md").write_text(
            "先把花剪好\n", encoding="utf-8"
        ),
        "範本說的話": lambda: closing.write_text(
            f"{EXTENDED}範本說的話\n{{% endblock %}}\n", encoding="utf-8"
        ),
        "確認客人的需求": lambda: edited(
            course / "standard.yaml", "確認顧客需求", "確認客人的需求"
        ),
    }
    for words, edit in edits.items():
        edit()
        page.wait_for_function("words => document.body?.textContent.includes(words)", arg=words)
        page.wait_for_function("scrollY === 400")
    # The rest of the site follows: the title in the header of a page that nobody looked at.
    page.goto(f"{address}modules/m2-1/syllabus.html")
    page.wait_for_function("document.querySelector('.md-header')?.textContent.includes('新的名字')")


def test_a_mistake_is_said_where_it_is_and_the_last_good_page_stays(
    course: Path, address: str, following: Visit
) -> None:
    """Protects a trainer from an empty page, and from looking for the mistake elsewhere."""
    page = following.page
    page.goto(f"{address}{PAGE}")
    title = page.title()
    edited(course / "course.yaml", "hours: 18", "hours: many")
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert re.search(r"course\.yaml:8:8: 錯誤 CUR\d+", alert.inner_text())
    assert title == page.title()
    page.reload()
    alert.wait_for()
    assert title == page.title()
    edited(course / "course.yaml", "hours: many", "hours: 20")
    alert.wait_for(state="detached")
    (course / "templates").mkdir()
    broken = course / "templates/lesson-plan.md.jinja"
    broken.write_text(f"{EXTENDED}{{{{ nothing.here }}}}\n{{% endblock %}}\n", encoding="utf-8")
    alert.wait_for()
    assert re.search(r"lesson-plan\.md\.jinja:3: 錯誤", alert.inner_text())
    alert.get_by_role("button", name="關閉").click()
    alert.wait_for(state="detached")
    assert title == page.title()


def test_only_what_is_wrong_now_is_said_and_looks_show_at_once(
    course: Path, address: str, following: Visit
) -> None:
    """Protects the error from drowning in old doubts, and colours and logos from being left out."""
    page = following.page
    page.goto(f"{address}{PAGE}")
    edited(course / "course.yaml", "hours: 18", "hours: 18\nteach: [T9]")
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert [] == re.findall("警告|提醒", alert.inner_text())
    edited(course / "course.yaml", "\nteach: [T9]", '\nsite: {colour: "#800000"}')
    has_colour = (
        "colour => [...document.querySelectorAll('.md-header')]"
        ".some(each => getComputedStyle(each).backgroundColor === colour)"
    )
    page.wait_for_function(has_colour, arg="rgb(128, 0, 0)")
    edited(course / "course.yaml", "#800000", "#004000")
    page.wait_for_function(has_colour, arg="rgb(0, 64, 0)")


def test_an_open_search_is_left_in_peace(course: Path, address: str, following: Visit) -> None:
    """Protects what somebody is typing from the page that is loaded again."""
    page = following.page
    page.goto(f"{address}{PAGE}")
    page.locator(".search-button").click()
    page.keyboard.type("花材")
    edited(course / "course.yaml", "從電話禮貌教起", "從笑容教起")
    edited(course / "course.yaml", "花店接單實務培訓", "新的名字")
    page.wait_for_timeout(1500)
    assert "花材" == page.locator(".search-field").input_value()
    page.keyboard.press("Escape")
    page.wait_for_function("document.title.includes('新的名字')")


def test_a_course_in_the_folder_of_its_own_site_is_followed(course: Path, following: Visit) -> None:
    """Protects whoever builds into the course folder itself."""
    assert 0 == said(course, "build", str(course), "-o", str(course), "--audience", "learner")[0]
    with preview_of(course) as address:
        page = following.page
        page.goto(f"{address}{PAGE}")
        edited(course / "course.yaml", "花店接單實務培訓", "新的名字")
        page.wait_for_function("document.body?.textContent.includes('新的名字')")


def test_what_is_not_there_is_not_shown(course: Path) -> None:
    """Protects from a preview of nothing that waits for ever."""
    code, told = said(course, "serve", str(course / "nothere"))
    assert (1, True) == (code, "nothere" in told)


def test_a_course_that_begins_with_a_mistake_appears_when_it_is_mended(
    course: Path, following: Visit
) -> None:
    """Protects whoever starts the preview in the middle of the work."""
    edited(course / "course.yaml", "hours: 18", "hours: many")
    with preview_of(course) as address:
        page = following.page
        page.goto(address)
        page.get_by_role("alert").wait_for()
        assert "CUR" in page.get_by_role("alert").inner_text()
        edited(course / "course.yaml", "hours: many", "hours: 20")
        page.get_by_role("heading", level=1).wait_for()
        assert "花店接單實務培訓課程" in page.title()


def test_a_page_that_is_gone_says_so_and_comes_back(
    course: Path, address: str, following: Visit
) -> None:
    """Protects from a page of a module that the course no longer has."""
    page = following.page
    page.goto(f"{address}modules/m2-1/index.html")
    before = page.title()
    edited(course / "course.yaml", "hours: 18", "hours: 18\nteach: [T1]")
    page.get_by_text("沒有這一頁").first.wait_for()
    edited(course / "course.yaml", "\nteach: [T1]", "")
    page.wait_for_function("title => document.title === title", arg=before)


def test_pages_are_those_of_a_build_and_nothing_is_written(
    course: Path, address: str, tmp_path: Path
) -> None:
    """Protects from a preview that shows what will not be built, or leaves traces."""
    before = files_of(course)
    ours = re.compile(rb"<script src=\"/~preview[^\n]*?</script>")
    server = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    shutil.copytree(course, tmp_path / "copy")
    assert 0 == said(course, "build", str(tmp_path / "copy"), "-o", str(tmp_path / "out"))[0]
    site = files_of(tmp_path / "out/site")
    shown = {}
    for path in site:
        server.request("GET", f"/{path}")
        shown[path] = ours.sub(b"", server.getresponse().read())
    assert site == shown
    assert before == files_of(course)


def test_only_this_machine_is_answered_and_only_with_the_site(address: str) -> None:
    """Protects the draft from other names for this machine, and the disk from being read."""
    asked = {}
    for path, host in (
        ("/", None),
        ("/", "evil.example"),
        ("/", "localhost"),
        ("/../../course.yaml", None),
        ("/%2e%2e/%2e%2e/course.yaml", None),
        ("/~preview/../mkdocs.yml", None),
        ("/modules/", None),
        ("/index.html?x=1", None),
        ("/assets/stylesheets/curriculum.css", None),
    ):
        server = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        port = urlsplit(address).port
        server.request("GET", path, headers={"Host": f"{host}:{port}"} if host else {})
        answer = server.getresponse()
        asked[path, host] = answer.status, answer.headers["Content-Type"].partition(";")[0]
    assert {
        ("/", None): (200, "text/html"),
        ("/", "evil.example"): (403, "text/html"),
        ("/", "localhost"): (200, "text/html"),
        ("/../../course.yaml", None): (404, "text/html"),
        ("/%2e%2e/%2e%2e/course.yaml", None): (404, "text/html"),
        ("/~preview/../mkdocs.yml", None): (404, "text/html"),
        ("/modules/", None): (404, "text/html"),
        ("/index.html?x=1", None): (200, "text/html"),
        ("/assets/stylesheets/curriculum.css", None): (200, "text/css"),
    } == asked
    assert "127.0.0.1" == urlsplit(address).hostname


def test_a_port_that_is_taken_or_none_is_explained(course: Path) -> None:
    """Protects from a traceback where another preview is still open."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, told = said(course, "serve", str(course), "--port", str(port))
        assert (1, f"錯誤 連接埠 {port} 不能用") == (code, told.partition("（")[0])
    for wrong in ("70000", "-1", "八", "1.5"):
        code, told = said(course, "serve", str(course), "--port", wrong)
        assert (2, True) == (code, "0 到 65535" in told)


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["", "teach: [T1]\n", "language: en\n", "order: [M2.1, M1.1]\n"]),
        st.sampled_from(["花店課程", "花店 <b>x</b> 課程", "新課程"]),
        st.sampled_from([None, "上課前先點名\n", "# 標題\n\n- 甲\n- 乙\n"]),
        st.sampled_from([None, f"{EXTENDED}完\n{{% endblock %}}\n", "{{ broken"]),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_any_edits_lead_to_what_a_fresh_start_shows(
    course: Path, edits: list[tuple[str, str, str | None, str | None]]
) -> None:
    """Protects from a preview that remembers too much: pages, menus, templates, mistakes."""
    preview = preview_in(course)
    preview.start()
    with preview.seen(PAGE), preview.seen("index.html"):
        for scope, title, notes, template in edits:
            text = (course / "course.yaml").read_text(encoding="utf-8").partition("\nhours: 18")[0]
            kept = re.sub(r"\ntitle: .*", "", text)
            (course / "course.yaml").write_text(
                f"{kept}\ntitle: {title}\nhours: 18\n{scope}", encoding="utf-8"
            )
            put(course / "content/M1.1/notes.md", notes)
            put(course / "templates/lesson-plan.md.jinja", template)
            preview.look()
    while preview._waiting:
        preview.look()
    fresh = preview_in(course)
    fresh.start()
    assert fresh.problem == preview.problem
    if not fresh.problem:
        assert fresh.site._sources == preview.site._sources
        for page in (PAGE, "index.html", "print.html", "modules/m1-2/index.html"):
            assert fresh.site.file(page) == preview.site.file(page), page
    preview.site.close()
    fresh.site.close()


def preview_in(course: Path) -> Preview:
    """A preview without a server."""
    draft = _Draft(str(course), load_labels())
    return Preview(Sources(load=draft.load, watched=draft.watched, explained=draft.explained))


def put(file: Path, text: str | None) -> None:
    """Writes a file, or takes it away."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        file.unlink(missing_ok=True)
    else:
        file.write_text(text, encoding="utf-8")


def test_what_is_watched_is_what_a_course_is_made_of(course: Path, tmp_path: Path) -> None:
    """Protects from building because something was built, and from missing a new file."""
    said(course, "build", str(course), "-o", str(course / "build"), "--audience", "learner")
    before = state_of([course])
    assert {"course.yaml", "course.lock.yaml", "standard.yaml"} == {
        Path(path).name for path in before
    }
    (course / "build/site/index.html").write_text("x", encoding="utf-8")
    put(course / ".hidden/file", "x")
    assert before == state_of([course])
    put(course / "content/M1.1/case.md", "x")
    assert before != (with_case := state_of([course]))
    (tmp_path / "other.md").write_text("y", encoding="utf-8")
    (tmp_path / "other.md").replace(course / "content/M1.1/case.md")
    assert with_case != state_of([course])
    put(course / "content/M1.1/case.md", None)
    assert before == state_of([course])
    assert {} == state_of([course / "nowhere"])


def test_a_site_is_closed_with_its_folder() -> None:
    """Protects the disk from what previews leave behind."""
    site = DraftSite()
    folder = Path(site._folder.name)
    assert folder.is_dir()
    site.close()
    assert not folder.exists()
