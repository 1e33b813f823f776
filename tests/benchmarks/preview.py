"""How long an edit takes to show, by a stop-watch in the browser; beside stock `mkdocs serve`.

Run it as `python tests/benchmarks/preview.py`; it needs Chromium and Playwright. The watch starts
in the page, right before the file is saved, and stops with the first frame that has the new words.
Between two edits there is a pause as a person makes it, in which the rest of the site follows.
Each edit is measured in a course of the bundled standard, whose site has about 160 pages; the
promise is under half a second.
"""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from stock import stock_tree

ROOT = Path(__file__).parents[2]
SEED = ROOT / "standard" / "BAS2421-003v2.txt"
PAGE = "modules/m1-1/lesson-plan.html"
ROUNDS = 7
PAUSES = (0.4, 2.5, 1.0)
"""Seconds between an edit that was seen and the next one, by turns."""
_WATCH = """
(() => {
  const wanted = sessionStorage.getItem("wanted");
  const look = () => document.body?.textContent.includes(wanted)
    ? sessionStorage.setItem("seen", Date.now())
    : requestAnimationFrame(look);
  if (wanted) look();
})();
"""


@contextmanager
def server(command: list[str], folder: Path) -> Iterator[str]:
    """A preview that runs, and its address."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            yield next(
                found[0]
                for line in process.stderr or ()
                if (found := re.search(r"http://\S+?/", line))
            )
        finally:
            process.terminate()


def seconds(page: Page, edit: Callable[[str], None], words: str) -> float:
    """How long one edit takes to show."""
    page.evaluate(
        "words => { sessionStorage.removeItem('seen'); sessionStorage.setItem('wanted', words);"
        " sessionStorage.setItem('begun', Date.now()); }",
        words,
    )
    edit(words)
    page.wait_for_function("sessionStorage.getItem('seen')", timeout=60_000)
    return float(page.evaluate("sessionStorage.seen - sessionStorage.begun")) / 1000


def edits(course: Path) -> dict[str, Callable[[str], None]]:
    """One edit of each kind; each makes given words appear on `PAGE`."""
    texts = course / "content" / "M1.1"
    template = course / "templates" / "lesson-plan.md.jinja"
    standard = course / f"{SEED.stem}.yaml"
    printed = standard.read_text(encoding="utf-8")

    def course_file(words: str) -> None:
        settings = course / "course.yaml"
        kept = settings.read_text(encoding="utf-8").split("\ntitle:")[0]
        settings.write_text(f"{kept}\ntitle: {words}\n", encoding="utf-8")

    def content_file(words: str) -> None:
        texts.mkdir(parents=True, exist_ok=True)
        (texts / "notes.md").write_text(f"{words}\n", encoding="utf-8")

    def template_file(words: str) -> None:
        template.parent.mkdir(exist_ok=True)
        text = '{% extends "curriculum/lesson-plan.md.jinja" %}\n{% block closing %}\n' + words
        template.write_text(f"{text}\n{{% endblock %}}\n", encoding="utf-8")

    def standard_file(words: str) -> None:
        text = printed.replace("取得特定領域產品的知識及服務", f"取得{words}", 1)
        standard.write_text(text, encoding="utf-8")

    return {
        "course.yaml": course_file,
        "content": content_file,
        "template": template_file,
        "standard": standard_file,
    }


def measured(page: Page, edit: Callable[[str], None], name: str) -> list[float]:
    """Several edits of one kind; the first is not counted, because it finds nothing warm."""
    taken = []
    for number in range(ROUNDS + 1):
        taken.append(seconds(page, edit, f"{name}{number}號"))
        time.sleep(PAUSES[number % len(PAUSES)])
    return taken[1:]


def free_port() -> int:
    """A port that is free now; the stock server takes no 0."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def main() -> None:
    """Measures one preview after the other, in one browser."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        course, tree, stock = (Path(name, part) for part in ("course", "tree", "stock"))
        run = [sys.executable, "-m", "curriculum.cli"]
        subprocess.run([*run, "new", course, "--standard", SEED], check=True, capture_output=True)
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page()
        page.add_init_script(_WATCH)
        with server([*run, "serve", str(course), "--port", "0"], course) as address:
            for kind, edit in edits(course).items():
                page.goto(f"{address}{PAGE}")
                report(f"curriculum serve, {kind}", measured(page, edit, "改"))
            page.goto(address)
            title = edits(course)["course.yaml"]
            report("curriculum serve, course.yaml, home page", measured(page, title, "頁"))
        subprocess.run([*run, "build", course, "-o", tree], check=True, capture_output=True)
        stock_tree(tree, stock, dev_addr=f"127.0.0.1:{free_port()}")
        text = stock / "docs" / PAGE.replace(".html", ".md")
        before = text.read_text(encoding="utf-8")
        with server([sys.executable, "-m", "mkdocs", "serve"], stock) as address:
            page.goto(f"{address}{PAGE}")

            def markdown(words: str) -> None:
                text.write_text(f"{before}\n{words}\n", encoding="utf-8")

            report("stock mkdocs serve, Markdown", measured(page, markdown, "換"))


def report(name: str, taken: list[float]) -> None:
    """One line of the table."""
    print(
        f"{name}: {statistics.median(taken):.2f} s ({min(taken):.2f}-{max(taken):.2f})", flush=True
    )


if __name__ == "__main__":
    main()
