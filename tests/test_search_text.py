"""What the search looks in is what the pages show: no text of a page is missing, none is more."""

import dataclasses
import json
import re
from pathlib import Path

import pytest
from decided_course import decided_course
from made_up_course import (
    course_from,
    made_up_problem,
    made_up_standard,
    with_made_up_words,
)
from seen_text import pages_searched, pages_seen, search_data
from test_composing import HOSTILE, hostile, with_hostile_decisions
from test_search_found import open_search
from visiting import Visit

from curriculum.composing.search_text import TRAINERS, text_of
from curriculum.course import Course
from curriculum.labels import load_labels
from curriculum.publishing.course_site import SiteRequest, build_site
from curriculum.reading.opening import Opened
from curriculum.standard import Standard
from curriculum.views.audience import Audience

# One worker for all of it, beside the other tests that need a browser.
pytestmark = pytest.mark.xdist_group("browser")

LABELS = with_made_up_words(load_labels())
WORSE = f"\u2028\u2029</script><script>alert(1)</script>\u00a0甲 乙　丙{HOSTILE}"


OWN = """\
{% extends "curriculum/syllabus.md.jinja" %}
{% block closing %}
## 自己的一節

這一段**很重要**，*也很*長，
換了一行，有`<b>程式</b>`與[連結](index.md)、![圖](data:image/gif;base64,R0lGODlhAQABAAAAACw=)和 <https://example.org/a_b_c>。

另一段 { .notice }

Under_scored_name 與 \\*星號\\* &amp; 2 < 3。

### Own heading { #own .wide }

1. 第一
2. 第二
    - [ ] 要做
    - [x] 做完

> 引用的話
> 還沒完

!!! note "提醒"
    要帶身分證。

??? tip
    收起來的話。

名詞
:   它的意思

| 甲 | 乙 |
|----|:--:|
| 一 \\| 二 | [三](index.md) |

<div class="table-wide" tabindex="0">
<table class="sheet">
<caption>看不到</caption>
<thead><tr><th scope="col">代碼</th><th scope="col">*原樣*</th></tr></thead>
<tbody>
<tr><th scope="row"><a href="#own">K05</a></th>
<td>甲&lt;乙&gt; [x](y) \\_z<br>第二行</td></tr>
<tr class="for-trainer"><th scope="row">S01</th><td>講師的<span>一格</span></td></tr>
</tbody>
</table>
</div>

---

底線標題
--------

最後一段。
{% endblock %}
"""
"""A trainer's own template with most of what Markdown knows, and a table of plain HTML."""


def built(course: Course, out: Path, audience: Audience = Audience.BOTH, own: str = "") -> Path:
    """The folder of a course's site, with a template of the trainer's own, if there is one."""
    templates = out / "course/templates"
    templates.mkdir(parents=True)
    if own:
        (templates / "syllabus.md.jinja").write_text(own, encoding="utf-8", newline="\n")
    opened = Opened(standard=course.standard, folder=out / "course")
    request = SiteRequest(
        course=course,
        problems=(made_up_problem(WORSE),),
        labels=LABELS,
        opened=opened,
        audience=audience,
    )
    build_site(request, out / "built", lambda _: None)
    return out / "built/site"


def hostile_course() -> Course:
    """A course in which every text tries to be markup."""
    standard = hostile(made_up_standard())
    assert isinstance(standard, Standard)
    course = with_hostile_decisions(course_from(standard))
    return dataclasses.replace(course, title=WORSE)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of that course; tests only read it."""
    return built(hostile_course(), tmp_path_factory.mktemp("hostile"), own=OWN)


def test_every_page_of_the_bundled_standard_is_searched_as_it_is_seen(
    visit: Visit, seed_site: Path
) -> None:
    """Protects who searches from a page whose words are not found, line by line."""
    page = visit.open(seed_site / "index.html")
    seen = pages_seen(page, seed_site)
    searched = pages_searched(search_data(seed_site))
    assert searched.keys() == seen.keys()
    for path, shown in seen.items():
        assert shown == searched[path], path


def test_hostile_texts_and_own_templates_are_searched_as_they_are_seen(
    visit: Visit, hostile_site: Path
) -> None:
    """Protects the search, and who uses it, from texts and templates full of markup."""
    page = visit.open(hostile_site / "index.html")
    seen = pages_seen(page, hostile_site)
    searched = pages_searched(search_data(hostile_site))
    for path, shown in seen.items():
        assert shown == searched[path], path


@pytest.mark.parametrize("name", ["seed_site", "hostile_site"])
def test_a_learner_finds_what_the_learners_view_shows(
    visit: Visit, request: pytest.FixtureRequest, name: str
) -> None:
    """Protects the surprise of a lesson, and the learner from words that are not there."""
    site: Path = request.getfixturevalue(name)
    page = visit.open(site / "index.html")
    data = search_data(site)
    trainers = {path for path, _, _, is_for_trainer, *_ in data["pages"] if is_for_trainer}
    expected = {
        file.relative_to(site).as_posix()
        for file in site.rglob("*.html")
        if 'data-audience="trainer"' in file.read_text(encoding="utf-8")
        and file.name != "print.html"
        and 'content="noindex"' not in file.read_text(encoding="utf-8")
    }
    assert expected == trainers
    seen = pages_seen(page, site, "learner")
    searched = pages_searched(data, "learner")
    for path in seen.keys() - trainers:
        assert seen[path] == searched[path], path


@pytest.mark.parametrize("name", ["seed_site", "hostile_site"])
def test_every_section_that_is_found_has_its_place(
    request: pytest.FixtureRequest, name: str
) -> None:
    """Protects from a result that leads to the head of a page, or nowhere."""
    site: Path = request.getfixturevalue(name)
    for path, _, _, _, _, sections in search_data(site)["pages"]:
        text = (site / path).read_text(encoding="utf-8")
        ids = set(re.findall(r'<h[2-6][^>]* id="([^"]+)"', text))
        assert {anchor for anchor, *_ in sections} - {""} <= ids, path


def test_a_learners_site_has_nothing_of_the_trainers_in_its_data(tmp_path: Path) -> None:
    """Protects what is published: its search tells no more than its pages."""
    course = decided_course()
    both = search_data(built(course, tmp_path / "both"))
    ours = search_data(built(course, tmp_path / "ours", Audience.LEARNER))
    everything, theirs = (json.dumps(each["pages"], ensure_ascii=False) for each in (both, ours))
    mark = json.dumps(TRAINERS).strip('"')
    for words in (mark, "實作評量檢核表", "評分規準"):
        assert words in everything, words
        assert words not in theirs, words
    assert [] == [page for page in ours["pages"] if page[3]]
    assert [] == [section for page in ours["pages"] for section in page[5] if section[2]]
    assert not {"教案", "評量", "檢查與確認"} & {*ours["kinds"]}


def test_hostile_texts_are_shown_as_text_in_the_search(visit: Visit, hostile_site: Path) -> None:
    """Protects who searches from markup in a title, a heading, a teaser or a query."""
    page = visit.open(hostile_site / "index.html")
    open_search(page)
    for query in ("<img", "</script>", "onerror=alert", "花", HOSTILE.split("\n")[0]):
        page.locator(".search-field").fill(query)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("End")
        assert 0 < page.locator(".search-title").count(), query
        tags = page.evaluate(
            "[...new Set([...document.querySelectorAll('dialog *')].map(each => each.localName))]"
        )
        expected = {"a", "button", "div", "input", "mark", "p", "path", "span", "svg"}
        assert expected >= {*tags}, query
    page.locator(".search-field").fill("<img")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    open_search(page)
    assert ["<img"] == page.locator(".search-word").all_inner_texts()


def test_a_page_that_prints_others_is_not_searched() -> None:
    """Protects from finding everything twice."""
    assert text_of("---\ntitle: x\ncollected:\n  - index.md\n---\n\n# 甲\n") is None
    found = text_of("---\ntitle: x\n---\n\n# 甲\n\ncollected: 乙\n")
    assert found is not None
    assert ("甲", ("collected: 乙",)) == (found.title, found.sections[0].lines)
