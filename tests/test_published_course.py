"""A course that is published again and again: what changed is told, and no address dies."""

import shutil
from pathlib import Path

import bs4
import pytest
from kept_course import reprint, said, start, told
from test_composing import HOSTILE
from test_update import next_version

from curriculum.commands import planned_course
from curriculum.comparing.publishing import anew
from curriculum.comparing.recalled_course import open_recalled
from curriculum.composing.documents import all_documents, compose
from curriculum.composing.paths import addresses_of, left_addresses
from curriculum.keeping.published_file import published_text, save_published
from curriculum.keeping.yaml_text import scalar
from curriculum.labels import load_labels
from curriculum.publication import NOTHING_PUBLISHED, Fact
from curriculum.reading.published_yaml import PUBLISHED_FILE, read_published
from curriculum.views.audience import Audience
from curriculum.views.parts import parts_of

LABELS = load_labels()
MERGED = (
    ("  M1.1:\n", "  M1.1:\n    tasks: [T1.1, T1.2]\n"),
    ("  M1.2:\n    exclude: [K02]   # M1.1 教過了\n", ""),
)
SPLIT = (
    ("    objectives:\n      P1.1.2: 學員能填寫送貨單。   # 改短了\n", ""),
    ("  M1.2:\n", "  M1.1b:\n    title: 約定送達\n    criteria: [P1.1.2]\n  M1.2:\n"),
)
TAKEN_OUT = (("  K04: 由供應商另外教   # 主任說的\n", "  T1.2: 別的課程教\n"),)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course that was published once."""
    folder = start(tmp_path / "課程")
    publish(folder)
    return folder


def publish(folder: Path) -> bytes:
    """What a build does that is published, but for the site; the record as it is then."""
    opened = open_recalled(str(folder))
    course = planned_course(opened)
    assert course.publication
    record = anew(course.publication, course, addresses_of(course))
    save_published(folder, record, is_damaged=opened.published.damage is not None)
    return (folder / PUBLISHED_FILE).read_bytes()


def decide(folder: Path, *changes: tuple[str, str]) -> None:
    """Writes decisions as a trainer does."""
    reprint(folder, *changes, name="course.yaml")


def changed(folder: Path, audience: str = "both") -> str:
    """The words of the page with the changes; empty where there is no such page."""
    return words_of(folder, "changes.md", audience)


def words_of(folder: Path, path: str, audience: str = "both") -> str:
    """The words of a page of the course as it is now."""
    return bs4.BeautifulSoup(markdown_of(folder, path, audience), "html.parser").get_text("|")


def markdown_of(folder: Path, path: str, audience: str = "both") -> str:
    """A page of the course as it is now; empty where there is none."""
    course = planned_course(open_recalled(str(folder)))
    composition = compose(course, (), LABELS, audience=Audience(audience))
    return "".join(page.markdown for page in composition.pages if page.path == path)


def left(folder: Path) -> dict[str, str]:
    """The addresses that were published and are no more -> what their pages say."""
    course = planned_course(open_recalled(str(folder)))
    pages = {page.page: page for page in all_documents(course, (), LABELS)}
    return {
        each.address: repr([*parts_of(pages[each.page].sections)])
        for each in left_addresses(course)
    }


def test_a_course_published_once_has_nothing_to_compare_with(course: Path) -> None:
    """Protects the first readers from a page that says that all is new."""
    assert "" == changed(course)
    assert {} == left(course)


def test_publishing_again_without_a_change_gives_the_same_bytes(course: Path) -> None:
    """Protects version control from noise, and the page from losing what it compares."""
    first = (course / PUBLISHED_FILE).read_bytes()
    assert first == publish(course)
    decide(course, ("hours: 18\n", "hours: 20\n"))
    shown = changed(course)
    second = publish(course)
    assert first != second
    assert (second, shown) == (publish(course), changed(course))


def test_a_changed_value_is_told_before_and_after(course: Path) -> None:
    """Protects readers from a schedule that changed behind their backs."""
    decide(course, ("hours: 18\n", "hours: 20\n"), ("學員能填寫送貨單。", "學員能填好送貨單。"))
    shown = changed(course)
    assert "時數|18|20|" in shown
    assert "學習目標 M1.1-P1.1.2|學員能填寫送貨單。|學員能填好送貨單。|" in shown
    assert "不再有" not in shown


def test_reordered_modules_keep_their_addresses_and_the_order_is_told(course: Path) -> None:
    """Protects bookmarks from a new order, which readers learn of."""
    decide(course, ("hours: 18\n", "hours: 18\norder: [M2.1]\n"))
    assert {} == left(course)
    assert "單元順序|M1.1、M1.2、M2.1|M2.1、M1.1、M1.2" in changed(course)


def test_a_renamed_module_keeps_its_address(course: Path) -> None:
    """Protects bookmarks from better names."""
    decide(course, ("  M1.2:\n", "  M1.2:\n    title: 報價與收款\n"))
    assert {} == left(course)
    assert "名稱|估價與報價|報價與收款|" in changed(course)


def test_a_merged_module_leads_to_the_one_that_took_it_over(course: Path) -> None:
    """Protects links to a module that is part of another one: each document to its own kind."""
    decide(course, *MERGED)
    found = left(course)
    names = ("index", "syllabus", "lesson-plan", "print")
    assert {f"modules/m1-2/{name}.html" for name in names} < {*found}
    assert "page='module/M1.1'" in found["modules/m1-2/index.html"]
    assert "page='lesson-plan/M1.1'" in found["modules/m1-2/lesson-plan.html"]
    assert "M1.2 估價與報價：內容現在在 [M1.1" in changed(course)
    for _ in range(3):
        # Also long after: what the module taught stays known.
        publish(course)
        assert found == left(course)


def test_a_split_module_stays_and_its_part_leads_back_once_it_is_merged(course: Path) -> None:
    """Protects the address of a module that lives for one publication only."""
    decide(course, *SPLIT)
    assert {} == left(course)
    assert "新的單元" in changed(course)
    publish(course)
    decide(course, (SPLIT[1][1], SPLIT[1][0]))
    assert "page='module/M1.1'" in left(course)["modules/m1-1b/index.html"]


def test_a_module_taken_out_says_so_and_comes_back_to_its_address(course: Path) -> None:
    """Protects links to a module that the course does not teach any more, or again."""
    decide(course, *TAKEN_OUT)
    assert "不教單元「M1.2 估價與報價」" in left(course)["modules/m1-2/index.html"]
    publish(course)
    decide(course, (TAKEN_OUT[0][1], TAKEN_OUT[0][0]))
    assert {} == left(course)


def test_items_of_a_new_version_are_followed_by_their_words(course: Path) -> None:
    """Protects links to an item that got another code, and tells of one that has gone."""
    reprint(course, ("K04", "K05"), ("S03", "S04"))
    reprint(course, ("S04: 包裝技巧", "S04: 花束設計"))
    found = left(course)
    assert "page='item/K/K05'" in found["items/k04.html"]
    assert "沒有「S03 包裝技巧」" in found["items/s03.html"]


def test_a_new_version_of_the_standard_keeps_the_addresses_of_renumbered_tasks(
    course: Path,
) -> None:
    """Protects links through an update: words decide, not codes; what has gone says so."""
    code, output = said(course, "update", str(course), "--standard", next_version(course))
    assert 0 == code, output
    found = left(course)
    assert {"items/k03.html"} == {*found}
    assert "page='item/K/K02'" in found["items/k03.html"]
    shown = changed(course)
    assert "FLO1234-001v1 花店接單人員|FLO1234-001v2 花店接單人員" in shown
    assert "工作任務 T1.3|無|估價與報價|" in shown.partition("M1.2 估價與報價")[2]
    assert "接聽電話" in shown.partition("新的單元")[2]


def test_a_schedule_that_is_no_more_leaves_a_page(course: Path) -> None:
    """Protects who saved the link to the schedule."""
    sessions = 'sessions:\n  - {module: M1.1, date: "2027-03-01", time: "09:00-12:00"}\n'
    decide(course, ("# 結尾\n", sessions))
    assert "2027-03-01 09:00–12:00 M1.1" in changed(course)
    publish(course)
    decide(course, (sessions, "# 結尾\n"))
    assert {"schedule.html"} == {*left(course)}


def test_learners_are_told_nothing_of_the_trainers_changes(course: Path) -> None:
    """Protects the lesson plan from being read between the lines of the changes."""
    overview = "      overview: 從電話禮貌教起。\n"
    decide(course, (overview, f"{overview}      case: 祕密的案例\n"))
    assert "案例" in changed(course)
    shown = changed(course, "learner")
    assert "學員看到的內容沒有改變" in shown
    assert "案例" not in shown


def test_the_record_says_nothing_of_languages_and_audiences(course: Path) -> None:
    """Protects from a record that changes with who builds."""
    first = (course / PUBLISHED_FILE).read_bytes()
    out = course.parent / "out"
    options = ("--publish", "--audience", "learner", "--language", "en")
    code, output = said(course, "build", str(course), "-o", str(out), *options)
    assert 0 == code, output
    assert first == (course / PUBLISHED_FILE).read_bytes()


def test_hostile_names_are_remembered_as_they_are(course: Path) -> None:
    """Protects the record, and pages made from it, from texts that try to be something else."""
    decide(course, ("  M1.2:\n", f"  M1.2:\n    title: {scalar(HOSTILE)}\n"))
    publish(course)
    decide(course, (f"  M1.2:\n    title: {scalar(HOSTILE)}\n", "  M1.2:\n"))
    file = read_published(course)
    assert file.damage is None
    was = file.record.published[Fact("M1.2", "title")]
    assert len(was) > len(HOSTILE) - 5
    soup = bs4.BeautifulSoup(markdown_of(course, "changes.md"), "html.parser")
    assert not soup.select("script, img")
    assert " ".join(was.split())[:60] in " ".join(soup.get_text("|").split())
    decide(course, *MERGED)
    assert 8 == len(left(course))


@pytest.mark.parametrize("address", ["../x.html", "/etc/x.html", "a/b.md", "A.html", "x.html/../y"])
def test_an_address_that_is_not_ours_is_not_written_to(course: Path, address: str) -> None:
    """Protects the rest of the disk from a record that somebody edited."""
    file = course / PUBLISHED_FILE
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}- {{address: {address}, page: module/M7}}\n", encoding="utf-8")
    assert {} == left(course)
    assert ["CUR357"] == [code for line in told(course) for code in line.split() if "CUR" in code]


def test_two_branches_that_both_published_lose_no_address(course: Path) -> None:
    """Protects from a merge: the place is told, both sides' addresses stay, the file is kept."""
    base = (course / PUBLISHED_FILE).read_text(encoding="utf-8")
    other = shutil.copytree(course, course.with_name("另一邊"))
    decide(course, *SPLIT)
    decide(other, ("hours: 18\n", "hours: 20\n"))
    ours, theirs = publish(course).decode(), publish(other).decode()
    assert len({base, ours, theirs}) == 3
    decide(course, (SPLIT[1][1], SPLIT[1][0]))
    merged = f"<<<<<<< HEAD\n{ours}||||||| base\n{base}=======\n{theirs}>>>>>>> other\n"
    (course / PUBLISHED_FILE).write_text(merged, encoding="utf-8", newline="\n")
    [line] = [each for each in told(course) if "CUR357" in each]
    assert f"{PUBLISHED_FILE}:1: " in line
    assert "page='module/M1.1'" in left(course)["modules/m1-1b/index.html"]
    assert {"changes.html"} == {each for each in left(course) if "m1-1b" not in each}
    publish(course)
    assert merged.encode() == (course / "course.published.damaged.yaml").read_bytes()
    assert [] == [each for each in told(course) if "CUR357" in each]
    assert "page='module/M1.1'" in left(course)["modules/m1-1b/index.html"]


@pytest.mark.parametrize("cut", ["", "- {same: hours", "\x00\xff", "a: b\n", "- [1]\n"])
def test_a_damaged_record_is_told_and_kept(course: Path, cut: str) -> None:
    """Protects what cannot be read from being overwritten, however often it happens."""
    for number in (1, 2):
        damaged = f"{cut}{'#' * number}".encode("latin-1")
        (course / PUBLISHED_FILE).write_bytes(damaged if cut else b"")
        assert [f"{PUBLISHED_FILE}" in each for each in told(course) if "CUR357" in each] == [True]
        publish(course)
        kept = [each.read_bytes() for each in course.glob("course.published.damaged*.yaml")]
        assert (damaged if cut else b"") in kept
    assert [] == [each for each in told(course) if "CUR357" in each]


def test_only_a_course_folder_is_published(tmp_path: Path) -> None:
    """Protects from believing that something was remembered where nothing can be."""
    standard = start(tmp_path / "課程") / "standard.yaml"
    code, output = said(tmp_path, "build", str(standard), "-o", str(tmp_path / "out"), "--publish")
    assert 1 == code
    assert LABELS["errors.nothing-to-publish.message"] in output
    assert not (tmp_path / "out").exists()


def test_a_build_that_failed_publishes_nothing(course: Path) -> None:
    """Protects the record from a site that nobody has."""
    first = (course / PUBLISHED_FILE).read_bytes()
    decide(course, ("hours: 18\n", "hours: 20\n"))
    out = course.parent / "out"
    arguments = ("build", str(course), "-o", str(out), "--publish", "--strict")
    code, _ = said(course, *arguments)
    assert (1, first) == (code, (course / PUBLISHED_FILE).read_bytes())


def test_the_site_keeps_old_addresses_out_of_search_and_sitemap(course: Path) -> None:
    """Protects search engines and readers from finding pages that have no content."""
    decide(course, *MERGED, ("# 結尾\n", "site: {address: 'https://example.org/x/'}\n"))
    out = course.parent / "out"
    code, output = said(course, "build", str(course), "-o", str(out), "--audience", "learner")
    assert 0 == code, output
    assert "modules/m1-2/syllabus.html" in output
    page = (out / "site/modules/m1-2/syllabus.html").read_text(encoding="utf-8")
    soup = bs4.BeautifulSoup(page, "html.parser")
    [robots] = soup.select('head meta[name="robots"]')
    assert "noindex" == robots["content"]
    assert "../m1-1/syllabus.html" in {link["href"] for link in soup.select("article a[href]")}
    assert not (out / "site/modules/m1-2/lesson-plan.html").exists()
    listed = (out / "site/sitemap.xml").read_text(encoding="utf-8")
    assert ("m1-1/syllabus.html" in listed, "m1-2/" in listed) == (True, False)
    for file in (out / "site").rglob("*search*"):
        assert not file.is_file() or "m1-2/" not in file.read_text(encoding="utf-8"), file
    source = (out / "docs/modules/m1-2/syllabus.md").read_text(encoding="utf-8")
    assert "moved: true\n" in source.split("---")[1]
    home = bs4.BeautifulSoup((out / "site/index.html").read_text(encoding="utf-8"), "html.parser")
    menu = {link["href"] for link in home.select("nav.md-nav a[href]")}
    assert "changes.html" in menu
    assert not any("m1-2" in str(each) for each in menu)
    assert 'content="noindex"' not in str(home)
    assert "changes.html" in {link["href"] for link in home.select("article a[href]")}


def test_what_was_never_published_has_no_record(tmp_path: Path) -> None:
    """Protects course folders from files that nobody asked for."""
    folder = start(tmp_path / "課程")
    assert NOTHING_PUBLISHED == read_published(folder).record
    assert published_text(NOTHING_PUBLISHED).startswith("# ")
    assert "" == changed(folder)
