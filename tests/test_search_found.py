"""What the search finds, in a real browser: every page that shows the words, and no other."""

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from seen_text import Seen, folded, pages_seen
from serving import served

from curriculum import resources

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# One worker for all of it, beside the other tests that need a browser.
pytestmark = pytest.mark.xdist_group("browser")

Figure = Callable[[str], None]
WORDS = [
    word
    for line in (Path(__file__).parent / "search-words.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
]
TYPED = """
([queries, isWhole]) => queries.map(query => {
  const field = document.querySelector(".search-field");
  const press = key => field.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
  field.value = query;
  field.dispatchEvent(new InputEvent("input", {bubbles: true}));
  // At the last result all of them have been laid out.
  if (isWhole) press("ArrowDown");
  if (isWhole) press("End");
  const root = new URL("./", document.querySelector("a.md-logo").href).href;
  const links = [...document.querySelectorAll(".search-top")];
  return links.map(link => link.href.slice(root.length));
})
"""
"""For each query as it is typed: where the results lead, page by page."""

Pages = dict[str, Seen]


@pytest.fixture(scope="module")
def seen(browser: "Browser", seed_site: Path) -> Pages:
    """What every page of the bundled standard's site shows."""
    page = browser.new_page()
    page.goto((seed_site / "index.html").as_uri())
    found = pages_seen(page, seed_site)
    page.close()
    return found


@pytest.fixture(scope="module", params=["file", "http"])
def search(request: pytest.FixtureRequest, browser: "Browser", seed_out: Path) -> Iterator["Page"]:
    """The home page with its search open, from a disk and from a server."""
    with served(seed_out) as address:
        page = browser.new_page()
        is_file = request.param == "file"
        page.goto(f"{(seed_out / 'site').as_uri() if is_file else f'{address}/site'}/index.html")
        open_search(page)
        yield page
        page.close()


def open_search(page: "Page") -> None:
    """Opens the search, and waits until it has its texts."""
    page.locator(".search-button").click()
    page.wait_for_function("document.querySelector('.search-field')?.placeholder")


FOUND = """
queries => {
  const finder = new curriculumFinding.Finder(curriculumSearch);
  return queries.map(query => finder.find(query, false).results.map(result => result.page.path));
}
"""
"""For each query: the pages found, without the dialog that shows them."""


def found_for(page: "Page", queries: list[str]) -> list[list[str]]:
    """Paths of the pages found for each query, the best first."""
    found: list[list[str]] = page.evaluate(FOUND, queries)
    return found


def showing(seen: Pages, *words: str) -> set[str]:
    """The pages that show all the words, each within a line."""
    wanted = [folded(word) for word in words]
    return {
        path
        for path, page in seen.items()
        if all(any(word in line for line in page.folded) for word in wanted)
    }


def differences(
    queries: list[str], found: list[list[str]], expected: list[set[str]]
) -> dict[str, tuple[set[str], set[str]]]:
    """What is missing and what is too many, for each query that is not answered exactly."""
    return {
        query: (right - {*paths}, {*paths} - right)
        for query, paths, right in zip(queries, found, expected, strict=True)
        if right != {*paths} or len(paths) != len({*paths})
    }


def test_every_word_finds_exactly_the_pages_that_show_it(
    search: "Page", seen: Pages, figure: Figure
) -> None:
    """Protects who searches: nothing is missed and nothing is found that is not there."""
    assert 200 <= len({*WORDS})
    expected = [showing(seen, word) for word in WORDS]
    found = search.evaluate(TYPED, [WORDS, True])
    assert {} == differences(WORDS, found, expected)
    figure(f"{len(WORDS)} 個字詞、{sum(map(len, expected))} 個字詞與頁面的組合：漏 0，多 0")


def test_several_words_are_all_on_the_page_and_phrases_stand_together(
    search: "Page", seen: Pages
) -> None:
    """Protects who narrows a search: with two words, full-width spaces and quotation marks."""
    pairs = [*itertools.pairwise(WORDS[:60])]
    several = [f"{one}\u3000{other} " for one, other in pairs]
    found = found_for(search, several)
    assert {} == differences(several, found, [showing(seen, *pair) for pair in pairs])
    assert any(found)
    whole = ["K05 影響業務", "客戶服務企劃培訓課程（待確認）", "測驗 80", "級別 3", "T1.1、T1.2"]
    for marks in ('"{}"', "“{}”", '"{}'):
        phrases = [marks.format(text) for text in whole]
        found = found_for(search, phrases)
        assert {} == differences(phrases, found, [showing(seen, text) for text in whole])
    assert [[]] == found_for(search, ['"業務影響 K05"'])


def test_letters_are_the_same_in_every_width_and_size(search: "Page", seen: Pages) -> None:
    """Protects who types with an input method that makes letters and digits wide."""
    for queries in (
        ["K05", "k05", "Ｋ０５", "ｋ０５"],
        ["bas2421", "BAS2421", "ＢＡＳ２４２１"],
        ["80%", "８０％"],
    ):
        expected = showing(seen, queries[0])
        assert expected
        found = found_for(search, queries)
        assert {} == differences(queries, found, [expected] * len(queries))
    spaced = ["K05影響業務", '"K05 影響業務"', "＂Ｋ０５　影響業務＂"]
    results = found_for(search, spaced)
    assert results[0]
    assert [*map(set, results[:1] * 3)] == [*map(set, results)]


def simplified(text: str) -> str:
    """A text as it is typed in Simplified Chinese."""
    table = (resources.folder("templates") / "search/simplified.txt").read_text("utf-8")
    groups = [line.split() for line in table.splitlines() if not line.startswith("#")]
    forms = {sign: group[0] for line in groups for group in line for sign in group[1:]}
    # These are the same in Taiwan's Simplified typing, or have no one form.
    return "".join(forms.get(sign, sign) for sign in text)


def test_simplified_characters_find_what_is_written_in_traditional_ones(
    search: "Page", seen: Pages
) -> None:
    """Protects learners who type Simplified Chinese: the same pages as for the word itself."""
    pairs = {simplified(word): word for word in WORDS if showing(seen, word)}
    typed = [query for query, word in pairs.items() if query != word]
    assert 100 < len(typed)
    found = found_for(search, typed)
    assert {} == differences(typed, found, [showing(seen, pairs[query]) for query in typed])


def test_traditional_characters_stand_for_themselves(search: "Page", seen: Pages) -> None:
    """Protects from pages that hold another word: 后 is not 後, unless nothing else is found."""
    assert not showing(seen, "里")
    assert showing(seen, "裡")
    queries = ["只", "表", "面", "系", "制", "台", "里"]
    expected = [showing(seen, query) for query in queries[:-1]] + [showing(seen, "裡")]
    assert {} == differences(queries, found_for(search, queries), expected)
    search.locator(".search-field").fill("里")
    status = search.locator(".search-status").inner_text()
    assert f"找不到「里」，以下是「裡」的結果，共 {len(expected[-1])} 頁" == status


def test_a_word_of_a_title_counts_beside_others(search: "Page") -> None:
    """Protects who names the document and what it shall be about."""
    queries = ["檢核表 P1.1.1", "教案 K05", "「檢核表」 P1.1.1"]
    found: Any = search.evaluate(TYPED, [queries, False])
    kinds = [links[0].rpartition("/")[2] for links in found]
    assert ["self-check.html", "lesson-plan.html", "self-check.html"] == kinds


def test_codes_lead_straight_to_their_place(search: "Page") -> None:
    """Protects who has a code in hand: its page, or the section that defines it, comes first."""
    places = {
        "K05": "items/k05.html",
        "k05": "items/k05.html",
        "Ｋ０５": "items/k05.html",
        "S04": "items/s04.html",
        "A01": "items/a01.html",
        "M1.2": "modules/m1-2/index.html",
        "T1": "standard/index.html#duty-1",
        "T1.1": "standard/index.html#code-t1-1",
        "O1.1.1": "standard/index.html#code-o1-1-1",
        "P2.4.3": "standard/index.html#code-p2-4-3",
        "p2.4.3": "standard/index.html#code-p2-4-3",
        " Ｐ２．４．３ ": "standard/index.html#code-p2-4-3",
    }
    found: Any = search.evaluate(TYPED, [[*places], False])
    assert places == {query: links[0] for query, links in zip(places, found, strict=True)}


def test_titles_come_before_headings_and_headings_before_text(
    search: "Page", seen: Pages, seed_site: Path
) -> None:
    """Protects from a page that only mentions a word, before the one that is about it."""
    for word in ("團隊合作", "課程評量", "學習目標", "評量", "版本"):
        ranks = []
        for path in found_for(search, [word])[0]:
            html = (seed_site / path).read_text(encoding="utf-8")
            heads = re.findall(r"<h[2-6] [^>]*>(.*?)<a", html)
            page = seen[path]
            texts = (page.title, " ".join(heads), "\n".join(page.lines), page.identity)
            ranks.append(next(rank for rank, text in enumerate(texts) if word in text))
        assert sorted(ranks) == ranks, word
        assert len({*ranks}) > 1, word
