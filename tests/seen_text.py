"""What the pages of a built site show in a browser, read without any of the search's own code."""

import dataclasses
import functools
import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

SHOWN = """
articles => articles.map(html => {
  const place = document.querySelector("article");
  place.innerHTML = html;
  // Signs beside a heading, captions that nobody sees, for whom a page is, names for the ear.
  const beside = ".headerlink, caption, p.readers, svg title, svg desc, .ticking";
  place.querySelectorAll(beside).forEach(each => each.remove());
  // What is folded up is on the page all the same.
  place.querySelectorAll("details").forEach(each => { each.open = true; });
  const of = selector => {
    const found = place.querySelector(selector);
    const text = found?.innerText ?? "";
    found?.remove();
    return text;
  };
  const [title, identity] = [of("h1"), of("p.identity")];
  // In a picture the lines of a text are where it was broken to fit, and every text stands alone.
  place.querySelectorAll("svg text").forEach(each => {
    const line = document.createElement("div");
    line.textContent = each.textContent;
    const map = each.closest(".course-map");
    map.before(line);
    each.remove();
  });
  place.querySelectorAll(".course-map").forEach(each => each.remove());
  return [title, identity, place.innerText];
})
"""
"""Title, identity and the rest of each article, laid out in the site's own page."""
CHINESE = "[\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"


@dataclasses.dataclass(frozen=True)
class Seen:
    """What a page shows."""

    title: str
    identity: str
    lines: list[str]

    @functools.cached_property
    def folded(self) -> list[str]:
        """Every line as it is compared: NFKC, small letters, no space beside Chinese."""
        return [folded(line) for line in (self.title, self.identity, *self.lines)]


def folded(text: str) -> str:
    """A text in the form in which two texts are the same to who reads them."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).casefold())
    return re.sub(f"(?<={CHINESE}) | (?={CHINESE})", "", text).strip()


def pages_seen(page: "Page", site: Path, view: str = "trainer") -> dict[str, Seen]:
    """Path -> what it shows, for all pages but those that print others again, or only name them.

    Args:
        page: A tab that shows a page of the site.
        site: The folder of the site.
        view: Whose view it is: `trainer` or `learner`. A trainer's page shows its text to both.
    """
    page.evaluate("view => document.documentElement.dataset.view = view", view)
    moved = '<meta name="robots" content="noindex">'
    files = sorted(
        file
        for file in site.rglob("*.html")
        if file.name != "print.html" and moved not in file.read_text(encoding="utf-8")
    )
    articles = [_article(file) for file in files]
    shown = page.evaluate(SHOWN, articles)
    return {
        file.relative_to(site).as_posix(): Seen(
            one_line(title), one_line(identity), [*filter(None, map(one_line, _lines(rest)))]
        )
        for file, (title, identity, rest) in zip(files, shown, strict=True)
    }


def search_data(site: Path) -> dict[str, Any]:
    """The data of a site's search."""
    text = (site / "assets/javascripts/search-data.js").read_text(encoding="utf-8")
    name, _, values = text.partition(" = ")
    assert "globalThis.curriculumSearch" == name
    data: dict[str, Any] = json.loads(values.removesuffix(";\n"))
    return data


def pages_searched(data: Mapping[str, Any], view: str = "trainer") -> dict[str, Seen]:
    """Path -> what the search knows of it in a view, in the same form."""
    found = {}
    for path, title, _, is_for_trainer, identity, sections in data["pages"]:
        lines = []
        hides = view == "learner" and not is_for_trainer
        for _, heading, is_trainers, text in sections:
            if not (hides and is_trainers):
                every = [heading, *text.split("\n")]
                left = [line for line in every if not (hides and line.startswith("\t"))]
                lines += [line.removeprefix("\t") for line in left]
        found[path] = Seen(title, data["identities"][identity], [*filter(None, lines)])
    return found


def one_line(text: str) -> str:
    """A text with its white space as single spaces."""
    return " ".join(text.split())


def _lines(text: str) -> list[str]:
    return re.split(r"[\n\t]", text)


def _article(file: Path) -> str:
    found = re.search("<article[^>]*>(.*)</article>", file.read_text(encoding="utf-8"), re.DOTALL)
    assert found, file
    return found[1]
