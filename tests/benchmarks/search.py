"""How exactly three ways to search find real words, and what each costs.

Run it as `PYTHONPATH=tests python tests/benchmarks/search.py`; it needs Playwright and a Chromium.
It builds the site of the bundled standard, counts for every word of `tests/search-words.txt` the
pages that show it, and compares what is found: by the search of Material for MkDocs as it comes,
by the same with jieba (fetched into a folder of its own; left out with a word where that fails),
and by ours. Material's own page and worker answer, in the browser. It prints the rows of the table
in `docs/explanation/search.md`.
"""

import contextlib
import functools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml
from conftest import BROWSERS, QUIET
from seed_site import build_seed, seed_file
from seen_text import pages_seen
from serving import served
from test_search_found import TYPED, WORDS, open_search, showing

from curriculum.composing.documents import all_documents, compose
from curriculum.composing.search_data import search_data
from curriculum.labels import load_labels
from curriculum.planning import plan
from curriculum.publishing.sources import script_with
from curriculum.reading.opening import open_path
from curriculum.tables import load_tables

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROUNDS = 3
WORKER = """
(() => {
  const Real = Worker;
  globalThis.answers = [];
  globalThis.Worker = class extends Real {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({data}) => globalThis.answers.push(data));
    }
    postMessage(message) {
      if (message.type === 2) globalThis.asked = (globalThis.asked ?? 0) + 1;
      super.postMessage(message);
    }
  };
})();
"""
"""Listens to Material's worker: it is asked with 2, says 1 when it is ready, 3 with results."""
ASK = """
async words => {
  const wait = () => new Promise(resolve => setTimeout(resolve, 1));
  const all = type => answers.filter(each => each.type === type);
  while (all(1).length === 0) await wait();
  const field = document.querySelector(".md-search__input");
  field.focus();
  const found = [];
  for (const word of words) {
    const before = globalThis.asked ?? 0;
    field.value = word;
    field.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}));
    while (!(globalThis.asked > before) || all(3).length < globalThis.asked) await wait();
    const places = all(3).at(-1).data.items.flat().map(each => each.location.split("#")[0]);
    found.push([...new Set(places)]);
  }
  return found;
}
"""
"""For each word as a person types it: the pages that Material finds."""


TIMED = """
import sys, time
from material.plugins.search.plugin import SearchPlugin
from mkdocs.commands.build import build
from mkdocs.config import load_config
total = 0.0
def timed(method):
    def run(*args, **named):
        global total
        begin = time.process_time()
        try:
            return method(*args, **named)
        finally:
            total += time.process_time() - begin
    return run
for name in ("on_startup", "on_config", "on_page_context", "on_post_build"):
    setattr(SearchPlugin, name, timed(getattr(SearchPlugin, name)))
build(load_config("mkdocs.yml", site_dir=sys.argv[1]))
print(total)
"""
"""Builds the site of the folder and prints the CPU time of Material's search."""


class Row(NamedTuple):
    """A line of the table."""

    name: str
    missed: int
    surplus: int
    seconds: float
    size: int

    def __str__(self) -> str:
        return (
            f"| {self.name} | {self.missed} | {self.surplus} | {self.seconds:.2f} 秒"
            f" | {self.size / 1000:.0f} kB |"
        )


def row(name: str, found: Sequence[Sequence[str]], expected: Sequence[set[str]]) -> Row:
    """What was missed and what was too much, over all words; costs are filled in later."""
    kept = [{path for path in paths if not path.endswith("print.html")} for paths in found]
    pairs = list(zip(kept, expected, strict=True))
    missed = sum(len(right - paths) for paths, right in pairs)
    return Row(name, missed, sum(len(paths - right) for paths, right in pairs), 0.0, 0)


def cpu_of_search(out: Path, target: Path, environment: Mapping[str, str]) -> float:
    """Seconds of CPU that Material's plugin takes in a build, in a process of its own, at best."""
    seconds = []
    for _ in range(ROUNDS):
        done = subprocess.run(
            [sys.executable, "-c", TIMED, str(target)],
            cwd=out,
            env={**os.environ, **environment, "NO_MKDOCS_2_WARNING": "1"},
            check=True,
            capture_output=True,
            text=True,
        )
        seconds.append(float(done.stdout.split()[-1]))
    return min(seconds)


def stock(
    name: str, out: Path, browser: "Browser", expected: Sequence[set[str]], library: str = ""
) -> Row:
    """Material's search over the same plain tree."""
    environment = {"PYTHONPATH": library} if library else {}
    settings = yaml.safe_load((out / "mkdocs.yml").read_text(encoding="utf-8"))
    changed = {**settings, "strict": False, "plugins": ["search"]}
    (out / "mkdocs.yml").write_text(yaml.safe_dump(changed), "utf-8")
    seconds = cpu_of_search(out, out / "stock", environment)
    page = browser.new_page()
    page.add_init_script(WORKER)
    with served(out / "stock") as address:
        page.goto(f"{address}/index.html")
        found = page.evaluate(ASK, WORDS)
    page.close()
    size = (out / "stock/search/search_index.json").stat().st_size
    return row(name, found, expected)._replace(seconds=seconds, size=size)


def ours(site: Path, browser: "Browser", expected: Sequence[set[str]]) -> Row:
    """Our search: what its dialog lists, and what making its data costs."""
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    open_search(page)
    found = [
        [link.partition("#")[0] for link in links] for links in page.evaluate(TYPED, [WORDS, True])
    ]
    times = page.evaluate(
        """words => words.map(word => {
          const field = document.querySelector(".search-field");
          const begin = performance.now();
          field.value = word;
          field.dispatchEvent(new InputEvent("input", {bubbles: true}));
          document.body.getBoundingClientRect();
          return performance.now() - begin;
        })""",
        WORDS,
    )
    page.close()
    first = first_result(site, browser)
    print(f"first result {first:.0f} ms; others median {sorted(times)[len(times) // 2]:.1f} ms,"
          f" slowest {max(times):.0f} ms")  # fmt: skip
    opened = open_path(seed_file())
    course, labels = plan(opened.standard, opened.decisions, load_tables()), load_labels()
    pages = compose(course, [], labels).pages
    documents = all_documents(course, [], labels)
    composed = [
        (document, page.path, page.markdown)
        for document, page in zip(documents, pages, strict=True)
    ]
    seconds = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        script_with("curriculumSearch", search_data(course, composed, labels))
        seconds.append(time.process_time() - begin)
    size = (site / "assets/javascripts/search-data.js").stat().st_size
    return row("本程式", found, expected)._replace(seconds=min(seconds), size=size)


def first_result(site: Path, browser: "Browser") -> float:
    """Milliseconds from the first word that is typed in a new page to its results on the screen."""
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    open_search(page)
    found: float = page.evaluate(
        """() => {
          const field = document.querySelector(".search-field");
          const begin = performance.now();
          field.value = "客戶";
          field.dispatchEvent(new InputEvent("input", {bubbles: true}));
          document.body.getBoundingClientRect();
          return performance.now() - begin;
        }"""
    )
    page.close()
    return found


@contextlib.contextmanager
def with_jieba() -> Iterator[str]:
    """A folder with jieba; empty where it cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, "jieba"]
        is_there = subprocess.run(command, check=False, capture_output=True).returncode == 0
        yield folder if is_there else ""


def main() -> None:
    """Prints the table."""
    from playwright.sync_api import sync_playwright

    executable = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        out = Path(folder)
        build_seed(out)
        browser = driver.chromium.launch(executable_path=executable, args=QUIET)
        page = browser.new_page()
        page.goto((out / "site/index.html").as_uri())
        seen = pages_seen(page, out / "site")
        page.close()
        expected = [showing(seen, word) for word in WORDS]
        print(f"{len(seen)} pages, {len(WORDS)} words, {sum(map(len, expected))} pairs")
        mine = ours(out / "site", browser, expected)
        measured = functools.partial(stock, out=out, browser=browser, expected=expected)
        print(measured("Material 內建的搜尋"))
        with with_jieba() as library:
            print(measured("同上，加上 jieba", library=library) if library else "no jieba")
        print(mine)
        browser.close()


if __name__ == "__main__":
    main()
