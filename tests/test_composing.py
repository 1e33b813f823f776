"""Views as Markdown pages: complete, linked, harmless, and open to a trainer's own templates."""

import dataclasses
import itertools
import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bs4
import markdown
import pytest
import yaml
from decided_course import decided_course
from hypothesis import given, settings
from made_up_course import course_from, made_up_problem, made_up_standard, with_made_up_words
from strategies import standards

from curriculum.comparing.publishing import present_state
from curriculum.composing.documents import (
    Composition,
    all_documents,
    compose,
)
from curriculum.composing.navigation import MOST_MODULES, NavEntry
from curriculum.composing.paths import page_paths
from curriculum.course import Course, Role
from curriculum.errors import TemplateFailedError
from curriculum.labels import LANGUAGES, load_labels
from curriculum.publication import Fact, Publication, Published, Record
from curriculum.publishing.engine import SiteSettings, configuration
from curriculum.standard import Attitude, Standard
from curriculum.views.matrix import SIGNS
from curriculum.views.pages import MODULE_DOCUMENTS

HOSTILE = (
    "</td></table></title><script>alert(1)</script><img src=x onerror=alert(1)>"
    "[a](javascript:alert(1)) ![b](http://x.example/b.png) <http://x.example> | x |\n# h\n\n"
    "{{ 7*7 }} {% raw %} `c` **d** { #id onclick=x } [^1] \u202e\x00 &lt;i&gt; ../../x"
)
"""A text that tries to become markup in every way that the site's Markdown knows."""

LABELS = with_made_up_words(load_labels())
TAGS = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "li",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "div",
        "span",
        "a",
        "br",
        "h5",
        "h6",
        "ol",
        "blockquote",
        "pre",
        "code",
        "strong",
        "em",
        "i",
        "hr",
        "img",
        "input",
        "label",
    ]
)
ATTRIBUTES = frozenset(
    ["id", "class", "href", "scope", "rowspan", "role", "aria-label", "tabindex", "title"]
)
"""Attributes of text and tables."""
OF_OUR_SCRIPTS = frozenset(
    [
        *(
            "type",
            "name",
            "autocomplete",
            "hidden",
            "data-alternative",
            "data-course",
            "data-label",
        ),
        *("data-scope", "data-audience", "data-view-switch", "data-away"),
        *("data-search", "data-search-failed"),
    ]
)
"""Attributes of boxes to tick, and of what our own scripts fill in."""

OF_THE_MAP = frozenset(
    ["svg", "title", "desc", "rect", "g", "text", "tspan", "polyline", "polygon"]
)
DRAWING = frozenset(
    [
        *("xmlns", "viewbox", "width", "height", "x", "y", "rx", "points", "fill", "stroke"),
        *("font-size", "lang"),
    ]
)
"""Elements of the map on the home page, and their attributes."""


@pytest.fixture(scope="module")
def composition() -> Composition:
    """The made-up course, composed."""
    return compose(course_from(made_up_standard()), [made_up_problem()], LABELS)


@pytest.fixture(scope="module")
def html() -> Callable[[str], bs4.BeautifulSoup]:
    """Renders a page with exactly the extensions of the site."""
    site = SiteSettings(
        name="", language="en", description="", copyright="", nav=(), to_dark="", to_light="",
        permalink="",
    )  # fmt: skip
    extensions = yaml.safe_load(configuration(site))["markdown_extensions"]
    named = [entry if isinstance(entry, dict) else {entry: {}} for entry in extensions]
    configs = {name: config for entry in named for name, config in entry.items()}
    engine = markdown.Markdown(extensions=[*configs, "fenced_code"], extension_configs=configs)

    def render(text: str) -> bs4.BeautifulSoup:
        engine.reset()
        soup = bs4.BeautifulSoup(engine.convert(text.split("---\n", 2)[2]), "html.parser")
        for link in soup.select("a.headerlink"):
            link.decompose()
        return soup

    return render


Render = Callable[[str], bs4.BeautifulSoup]


def page(composition: Composition, path: str) -> str:
    """The Markdown of one page."""
    (found,) = (page.markdown for page in composition.pages if page.path == path)
    return found


def hostile(value: object) -> object:
    """A copy of a standard with the hostile text behind every text in it."""
    if isinstance(value, str) and type(value) is str:
        return value + HOSTILE
    if isinstance(value, tuple):
        return tuple(hostile(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {
            field.name: hostile(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.name not in {"place", "name_kind"}
        }
        return dataclasses.replace(value, **fields)
    return value


def with_hostile_decisions(course: Course) -> Course:
    """A course with everything decided, in hostile words; its Markdown texts are tested apart."""
    decided = decided_course()
    names = (
        "basis title_en provider audience entry_requirements needs_sources completion "
        "left_out not_taught suspect parked"
    )
    fields: dict[str, Any] = {name: hostile(getattr(decided, name)) for name in names.split()}
    sessions = tuple(
        dataclasses.replace(each, room=HOSTILE, teachers=(HOSTILE,)) for each in decided.sessions
    )
    resources: Any = hostile(decided.modules[0].resources)
    modules = tuple(
        dataclasses.replace(each, title_en=HOSTILE, resources=resources) for each in course.modules
    )
    titles = {task.code: HOSTILE for task in course.standard.tasks}
    return dataclasses.replace(
        course, **fields, sessions=sessions, modules=modules, task_titles_en=titles
    )


def assert_harmless(composition: Composition, html: Render) -> None:
    """Every page has only elements, attributes and links that we made."""
    soups = {page.path: html(page.markdown) for page in composition.pages}
    for path, soup in soups.items():
        for tag in soup.select("*"):
            assert tag.name in TAGS | OF_THE_MAP, (path, str(tag)[:200])
            drawn = DRAWING if tag.name in OF_THE_MAP else frozenset[str]()
            known = ATTRIBUTES | OF_OUR_SCRIPTS | drawn
            assert set(tag.attrs) <= known, (path, str(tag)[:200])
        for link in soup.find_all("a"):
            target, _, anchor = str(link["href"]).partition("#")
            if target.endswith(".html"):  # within finished HTML
                target = f"{target.removesuffix('.html')}.md"
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            assert there in soups, (path, link)
            assert not anchor or soups[there].find(id=anchor) is not None, (path, link)


def test_a_hostile_record_of_what_was_published_makes_harmless_pages(html: Render) -> None:
    """Protects the pages about changes and old addresses from texts that somebody else wrote."""
    course = course_from(made_up_standard())
    present = present_state(course, "")
    told = dict.fromkeys(present, HOSTILE) | {Fact("M7", "title"): HOSTILE}
    pages = ("module/M7", "item/K/K7", f"{HOSTILE}", "item", "", f"syllabus/{HOSTILE}")
    record = Record(
        addresses={
            f"old-{number}.html": Published(page=page, subject=HOSTILE if number % 2 else "")
            for number, page in enumerate(pages)
        },
        gone={"M7": {HOSTILE: HOSTILE}},
        published=told,
        before=told,
    )
    publication = Publication(record=record, present=present)
    composition = compose(dataclasses.replace(course, publication=publication), (), LABELS)
    assert {"changes.md", "old-0.md", "old-5.md"} <= {page.path for page in composition.pages}
    assert_harmless(composition, html)


def test_every_page_is_ascii_unique_and_titled(composition: Composition) -> None:
    """Addresses never change with the words; each page says its title twice, alike."""
    paths = [page.path for page in composition.pages]
    assert len(set(paths)) == len(paths)
    for each in composition.pages:
        assert re.fullmatch(r"[a-z0-9/-]+\.md", each.path)
        front = yaml.safe_load(each.markdown.split("---\n")[1])
        assert (each.title, each.audience) == (front["title"], front["audience"])
        shown = re.sub(r"</?span[^>]*>", "", each.markdown.replace("\\", ""))
        assert f"\n# {each.title}\n" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_what_it_was_made_from(language: str, html: Render) -> None:
    """Code, version, date, the status as printed, and that it is not an official document."""
    labels = with_made_up_words(load_labels(language))
    for each in compose(course_from(made_up_standard()), [], labels).pages:
        line = html(each.markdown).select_one("p.identity")
        assert line is not None, each.path
        words = (
            "XYZ1234-001v1", "花店店員", "v1", "2024/05/06", f"{labels['identity.status']}",
            "最新版本", labels["identity.notice"],
        )  # fmt: skip
        for word in words:
            assert word in line.get_text(), (each.path, word)


def test_every_section_is_on_its_page(composition: Composition, html: Render) -> None:
    """A template leaves out no section of its view."""
    course = course_from(made_up_standard())
    paths = page_paths(course)
    for document in all_documents(course, [made_up_problem()], LABELS):
        soup = html(page(composition, paths[document.page]))
        for section in document.sections:
            is_shown = bool(section.parts or section.sections)
            found = soup.find(id=section.id) is not None
            assert is_shown is found, (document.page, section.id)


def test_links_and_elements_are_ours(composition: Composition, html: Render) -> None:
    """All links of an ordinary course lead somewhere."""
    assert_harmless(composition, html)


def test_hostile_text_is_shown_and_does_nothing(html: Render) -> None:
    """Hostile text in every field of a standard and a finding becomes no markup on any page."""
    standard = hostile(made_up_standard())
    assert isinstance(standard, Standard)
    course = with_hostile_decisions(course_from(standard))
    composition = compose(course, [made_up_problem(HOSTILE)], LABELS)
    assert_harmless(composition, html)
    for each in composition.pages:
        assert "<script>alert(1)</script>" in html(each.markdown).get_text(), each.path
        assert "49" not in html(each.markdown).get_text(), each.path


@given(standards())
@settings(max_examples=10)
def test_any_standard_becomes_a_sound_site(html: Render, standard: Standard) -> None:
    """Empty names, repeated codes, missing texts: the pages are there and their links work."""
    standard = dataclasses.replace(standard, repairs=())
    assert_harmless(compose(course_from(standard), [], LABELS), html)


def test_colliding_codes_get_pages_of_their_own() -> None:
    """Codes that look alike in an address, or name a device of Windows, lie apart."""
    codes = ("A01", "a-01", "A 01", "index", "CON")
    attitudes = tuple(Attitude(code=code, name=code, text="") for code in codes)
    standard = dataclasses.replace(made_up_standard(), attitudes=attitudes)
    paths = page_paths(course_from(standard))
    found = [path for name, path in paths.items() if name.startswith("item/A/")]
    names = ["a01", "a-01", "a-01-2", "index-2", "con-2"]
    assert [f"items/{name}.md" for name in names] == found


def test_navigation_lists_every_page_but_items_and_pages_to_print(
    composition: Composition,
) -> None:
    """Each page is in it once; home, each module and the index of items lead to the others."""
    listed = _targets(composition.nav)
    paths = {each.path for each in composition.pages}
    others = {path for path in paths if re.fullmatch(r"items/(?!index).*|(.*/)?print\.md", path)}
    assert "index.md" == listed[0]
    assert sorted(paths - others) == sorted(listed)


def test_many_modules_are_listed_duty_by_duty() -> None:
    """Protects from a list that nobody reads, and from pages that grow with the course."""
    course = course_from(made_up_standard())
    repeated = itertools.islice(itertools.cycle(course.modules), MOST_MODULES + 1)
    modules = tuple(
        dataclasses.replace(module, id=f"{module.id}-{number}")
        for number, module in enumerate(repeated)
    )
    large = compose(dataclasses.replace(course, modules=modules), [], LABELS)
    small = compose(dataclasses.replace(course, modules=modules[1:]), [], LABELS)
    grouped, single = dict(large.nav)[LABELS["nav.modules"]], dict(small.nav)[LABELS["nav.modules"]]
    duties = [f"{duty.code} {duty.text}" for duty in course.standard.duties]
    assert sorted(duties) == sorted(each[0] for each in grouped)
    assert MOST_MODULES == len(single)
    assert _targets(large.nav) != _targets(small.nav)
    paths = {each.path for each in large.pages if re.match(r"modules/[^/]+/(?!print)", each.path)}
    assert paths == {path for path in _targets(large.nav) if path.startswith("modules/")}


def test_a_page_to_print_all_names_what_it_holds(composition: Composition) -> None:
    """The site's frame looks for these pages by their paths."""
    settings = {
        each.path: yaml.safe_load(each.markdown.split("---\n")[1])
        for each in composition.pages
        if each.path.endswith("print.md")
    }
    whole = settings.pop("print.md")
    assert 0 < len(settings)
    for path, found in settings.items():
        expected = [path.replace("print", name) for name in ("index", *MODULE_DOCUMENTS)]
        assert expected == found["collected"]
        assert set(expected) <= set(whole["collected"])


def _targets(entries: tuple[NavEntry, ...]) -> list[str]:
    found: list[str] = []
    for _, target in entries:
        found += [target] if isinstance(target, str) else _targets(target)
    return found


def test_missing_marks_are_as_many_as_home_says(composition: Composition, html: Render) -> None:
    """The marks on the built pages add up to the number on the home page."""
    marks = sum(len(html(each.markdown).select(".missing")) for each in composition.pages)
    home = html(page(composition, "index.md")).get_text()
    assert marks == composition.missing
    assert LABELS.fill("home.missing_count", count=marks) in home


def test_matrix_agrees_with_the_plan(composition: Composition, html: Render) -> None:
    """Each mark of the K and S tables is an allocation, and each allocation is a mark."""
    course = course_from(made_up_standard())
    soup = html(page(composition, "matrix.md"))
    tables = {str(h2["id"]): h2.find_next("table") for h2 in soup.select("h2")}
    assert _planned(course) == _marked(tables["knowledge"]) | _marked(tables["skills"])


def _planned(course: Course) -> set[tuple[str, str, str]]:
    signs = {Role.INTRODUCE: SIGNS["introduced"], Role.REINFORCE: SIGNS["reinforced"]}
    return {
        (entry.code, module.id, signs[entry.role])
        for module in course.modules
        for entry in (*module.knowledge, *module.skills)
    }


def _marked(table: bs4.Tag | bs4.NavigableString | None) -> set[tuple[str, str, str]]:
    assert isinstance(table, bs4.Tag)
    modules = [th.get_text() for th in table.select("thead th")][1:]
    return {
        (row.select("th")[0].get_text().split()[0], module, cell.get_text()[0])
        for row in table.select("tbody tr")
        for module, cell in zip(modules, row.select("td"), strict=True)
        if cell.get_text()
    }


def test_observation_sheet_has_what_an_assessor_fills_in(
    composition: Composition, html: Render
) -> None:
    """Each criterion has boxes and a second attempt; two people sign; the result is overall."""
    soup = html(page(composition, "modules/m1-1/observation-sheet.md"))
    heading = soup.find(id="criteria")
    assert isinstance(heading, bs4.Tag)
    table = heading.find_next("table")
    assert isinstance(table, bs4.Tag)
    titles = [th.get_text() for th in table.select("thead th")]
    assert ["代碼", "行為指標", "評量證據", "達成", "未達成", "備註", "補評"] == titles
    (row,) = table.select("tbody tr")
    assert 3 == len(row.select(".tick-box"))
    assert "O1.1.1 訂單" in row.get_text()
    for word in ("學員簽名", "評量人員簽名", "日期", "具備職能", "尚未具備職能", "補評"):
        assert word in soup.get_text()


def test_own_template_replaces_ours(tmp_path: Path) -> None:
    """A file of the same name is used instead of ours, and text in it is escaped as well."""
    own = "{{ view.title ~ '*' }}"
    (tmp_path / "notes.md.jinja").write_text(own, encoding="utf-8")
    composition = compose(course_from(made_up_standard()), [], LABELS, tmp_path)
    assert "說明與補充事項\\*\n" == page(composition, "standard/notes.md")


def test_own_template_extends_ours(tmp_path: Path) -> None:
    """A block is filled anew, may keep what stood there, and the rest stays ours."""
    own = (
        '{% extends "curriculum/syllabus.md.jinja" %}\n'
        "{% block methods %}\n## 本中心的說明 *重要*\n\n{{ super() }}\n{% endblock %}\n"
    )
    (tmp_path / "syllabus.md.jinja").write_text(own, encoding="utf-8")
    course = course_from(made_up_standard())
    changed = compose(course, [], LABELS, tmp_path)
    ours = page(compose(course, [], LABELS), "modules/m1-1/syllabus.md")
    expected = ours.replace("## 教學方法 {", "## 本中心的說明 *重要*\n\n## 教學方法 {")
    assert expected == page(changed, "modules/m1-1/syllabus.md")


def test_own_base_changes_every_page(tmp_path: Path) -> None:
    """The frame that all documents share can be a trainer's own."""
    own = '{% extends "curriculum/base.md.jinja" %}{% block closing %}\n我們的中心\n{% endblock %}'
    (tmp_path / "base.md.jinja").write_text(own, encoding="utf-8")
    for each in compose(course_from(made_up_standard()), [], LABELS, tmp_path).pages:
        assert each.markdown.endswith("\n我們的中心\n"), each.path


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("一\n{{ view.nothing }}", 2),
        ("一\n二\n{% for %}", 3),
        ("{{ nothing }}", 1),
        ("\n\n{{ view.section('x') }}", 3),
        ("\n{{ 1 / 0 }}", 2),
        ("\n{{ ''.__class__.__mro__ }}", 2),
        ("\n{{ view | safe }}", 2),
        ("\n{{ labels.words.clear() }}", 2),
    ],
)
def test_a_broken_template_is_located(tmp_path: Path, source: str, line: int) -> None:
    """Unknown names, broken syntax, failing or forbidden expressions: file and line are named."""
    (tmp_path / "notes.md.jinja").write_text(source, encoding="utf-8")
    with pytest.raises(TemplateFailedError) as caught:
        compose(course_from(made_up_standard()), [], LABELS, tmp_path)
    assert "template-failed" == caught.value.name
    assert (str(tmp_path / "notes.md.jinja"), line) == (
        caught.value.place.path,
        caught.value.place.line,
    )
    assert LABELS.error_message(caught.value)


def test_an_unknown_parent_is_named(tmp_path: Path) -> None:
    """A template that extends what is not there says which name it wanted."""
    own = '{% extends "curriculum/sylabus.md.jinja" %}'
    (tmp_path / "notes.md.jinja").write_text(own, encoding="utf-8")
    with pytest.raises(TemplateFailedError) as caught:
        compose(course_from(made_up_standard()), [], LABELS, tmp_path)
    assert ("template-not-found", "curriculum/sylabus.md.jinja") == (
        caught.value.name,
        caught.value.details["template"],
    )


def test_a_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    """A template saved in another encoding is reported, not guessed at."""
    (tmp_path / "notes.md.jinja").write_bytes("說明".encode("big5"))
    with pytest.raises(TemplateFailedError) as caught:
        compose(course_from(made_up_standard()), [], LABELS, tmp_path)
    assert "notes.md.jinja" == caught.value.place.path


def test_composing_twice_gives_the_same(composition: Composition) -> None:
    """Nothing of a page depends on when or how often it is composed."""
    assert composition == compose(course_from(made_up_standard()), [made_up_problem()], LABELS)
