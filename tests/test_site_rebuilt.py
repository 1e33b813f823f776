"""A site that is built again: nothing is made twice, and nothing is left of what was before."""

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_engine import files_of

from curriculum.errors import EngineError
from curriculum.publishing.engine import SiteSettings
from curriculum.publishing.folder_files import digest
from curriculum.publishing.links import check_links
from curriculum.publishing.site import SiteBuilt, make_site
from curriculum.publishing.sources import write_sources

Build = Callable[..., SiteBuilt]

COLLECTED = "---\ntitle: all\ntemplate: collection.html\ncollected: [items/k01.md]\n---\n\n# all\n"
MADE = ".made/pages.json"


@pytest.fixture
def build(tmp_path: Path, sample_pages: dict[str, str], sample_settings: SiteSettings) -> Build:
    """Builds the sample site, with some pages written anew."""
    site = dataclasses.replace(sample_settings, unlisted=("/items/*.md", "/print.md"))

    def built(
        changed: dict[str, str] | None = None, name: str = "花店", out: Path = tmp_path
    ) -> SiteBuilt:
        pages = sample_pages | {"print.md": COLLECTED} | (changed or {})
        write_sources(out, pages, dataclasses.replace(site, name=name))
        return make_site(out)

    return built


def test_an_edit_makes_its_page_anew_and_those_that_show_its_text(
    build: Build, tmp_path: Path
) -> None:
    """Protects the speed of the second build, and collected pages from going stale."""
    first = build()
    assert (first.pages, 0) == (first.made, build().made)
    assert 2 == build({"items/k01.md": "# K01\n\n新的字\n"}).made
    for page in ("items/k01.html", "print.html"):
        assert "新的字" in (tmp_path / "site" / page).read_text(encoding="utf-8")


def test_what_every_page_shows_makes_every_page_anew(build: Build, tmp_path: Path) -> None:
    """Protects menus and frames: a name, the head of another page, a file of the theme."""
    first = build()
    assert first.pages == build(name="別的名字").made
    headed = {"items/k02.md": "---\ntitle: 二\n---\n\n# 二\n"}
    assert first.pages + 1 == build(headed, name="別的名字").made
    theme = tmp_path / "theme/main.html"
    theme.write_text(theme.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert first.pages + 1 == make_site(tmp_path).made


@pytest.mark.parametrize("damage", ["gone", "{", "[]", '{"index.html": 7}', '{"index.html": []}'])
def test_a_lost_or_damaged_memory_costs_time_only(
    build: Build, tmp_path: Path, damage: str
) -> None:
    """Protects from believing a file that says nothing."""
    first = build()
    before = files_of(tmp_path / "site")
    if damage == "gone":
        (tmp_path / MADE).unlink()
    else:
        (tmp_path / MADE).write_text(damage, encoding="utf-8")
    assert first.pages == build().made
    assert before == files_of(tmp_path / "site")


def test_a_page_that_somebody_changed_or_removed_is_made_anew(build: Build, tmp_path: Path) -> None:
    """Protects the site from keeping what the program did not make; the change is kept apart."""
    build()
    before = files_of(tmp_path / "site")
    (tmp_path / "site/index.html").write_text("mine", encoding="utf-8")
    (tmp_path / "site/matrix.html").unlink()
    assert 2 == build().made
    assert before == files_of(tmp_path / "site")
    assert "mine" == (tmp_path / "kept/site/index.html").read_text(encoding="utf-8")


def test_what_came_from_somebody_else_is_not_believed(build: Build, tmp_path: Path) -> None:
    """Protects a site from a page that was planted together with a memory of having made it."""
    first = build(out=tmp_path / "theirs")
    page = tmp_path / "theirs/site/index.html"
    honest = page.read_bytes()
    page.write_bytes(b"<script>alert(1)</script>")
    for name in ("pages", "site"):
        file = tmp_path / f"theirs/.made/{name}.json"
        text = file.read_text(encoding="utf-8")
        text = text.replace(digest(honest), digest(page.read_bytes()))
        file.write_text(text, encoding="utf-8")
    shutil.copytree(tmp_path / "theirs", tmp_path / "ours")
    assert first.pages == build(out=tmp_path / "ours").made
    assert honest == (tmp_path / "ours/site/index.html").read_bytes()


PAGES = st.dictionaries(
    st.sampled_from(["items/k01.md", "items/k02.md", "items/k03.md"]),
    st.sampled_from(["# 甲\n", "# 乙\n\n[x](../index.md)\n", "---\ntitle: 丙\n---\n\n# 丙\n"]),
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.tuples(PAGES, st.sampled_from(["花店", "茶行"])), min_size=1, max_size=3))
def test_building_after_any_edits_gives_what_building_from_nothing_gives(
    build: Build, tmp_path: Path, edits: list[tuple[dict[str, str], str]]
) -> None:
    """Protects readers from a page that is older than the site it stands in."""
    for folder in ("again", "fresh"):
        shutil.rmtree(tmp_path / folder, ignore_errors=True)
    for changed, name in edits:
        build(changed, name, tmp_path / "again")
    build(*edits[-1], tmp_path / "fresh")
    assert files_of(tmp_path / "fresh/site") == files_of(tmp_path / "again/site")


HEAD = '<p id="here">x</p><a href="https://x.example/y">y</a>'


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("b.html", True),
        ("b.html#there", True),
        ("#here", True),
        ("#%68ere", True),
        ("b.html?x=1#there", True),
        ("sub/../b.html", True),
        ("mailto:a@b.example", True),
        ("//x.example/y", True),
        ("c.html", False),
        ("b.html#here", False),
        ("#there", False),
        ("/b.html", False),
        ("../b.html", False),
        ("b.md", False),
    ],
)
def test_a_link_leads_to_a_file_and_a_place_of_the_site(link: str, leads: bool) -> None:  # noqa: FBT001
    """Protects readers from links that lead nowhere, and names those that do."""
    files = {
        "a.html": f'{HEAD}<td><a class="x" href="{link}">z</a></td>'.encode(),
        "b.html": b'<h2 id="there">x</h2>',
    }
    if leads:
        check_links(files)
    else:
        with pytest.raises(EngineError) as caught:
            check_links(files)
        assert f"a.html: {link}" == caught.value.details["lines"]


def test_text_that_looks_like_a_link_is_none() -> None:
    """Protects a site whose texts speak of HTML from being refused."""
    text = (
        '<p>&lt;a href="nowhere.html"&gt; href="gone.html"</p><i title="&lt;a href=&quot;x&quot;">'
    )
    check_links({"a.html": text.encode()})
