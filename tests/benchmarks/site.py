"""What building a site costs, beside stock MkDocs Material and Zensical on the same tree.

Run it as `python tests/benchmarks/site.py`. It makes an environment of its own for the others,
which takes their packages from the package index. Every figure is CPU time of a whole process,
from its start, measured turn by turn so that a busy machine slows all alike. The promises: a full
build at no more than 0.4 of stock `mkdocs build` (whole navigation, search with jieba), a build
after one edit at no more than 0.15, and output that grows in step with the pages.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from planning import made_up
from stock import stock_tree

from curriculum.commands import all_problems
from curriculum.composing.documents import compose
from curriculum.labels import load_labels
from curriculum.planning import plan
from curriculum.publishing.course_site import settings_of
from curriculum.publishing.site import make_site
from curriculum.publishing.sources import write_sources
from curriculum.reading.opening import Opened
from curriculum.tables import load_tables

ROUNDS = 5
OURS = (
    "import sys, pathlib; from curriculum.publishing.site import make_site;"
    " make_site(pathlib.Path(sys.argv[1]))"
)
"""The site from the plain tree, as `curriculum build` makes it."""
EDITED = ("modules/m1-2/lesson-plan.md", "review.md")
"""A page that the collected pages show as well, and one that stands alone."""
TASKS = (12, 24, 48, 96)


def cpu(command: Sequence[str | Path], folder: Path) -> float:
    """CPU seconds of a process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, check=True, cwd=folder, env=environment, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def others(folder: Path) -> Path:
    """The programs of an environment with stock Material, jieba, and Zensical if it can be."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    subprocess.run([*install, "mkdocs-material>=9.7,<10", "jieba"], check=True, capture_output=True)
    subprocess.run([*install, "zensical"], check=False, capture_output=True)
    return folder / "bin"


def edit(path: Path) -> None:
    """Saves a page with another sentence at its end."""
    path.write_text(f"{path.read_text(encoding='utf-8')}\n又一句。\n", encoding="utf-8")


def races(work: Path) -> dict[str, Callable[[], float]]:
    """What is measured -> how."""
    tree = work / "tree"
    subprocess.run(
        [sys.executable, "-m", "curriculum.cli", "build", "-o", tree],
        check=True,
        capture_output=True,
    )
    stock_tree(tree, work / "stock")
    programs = others(work / "venv")

    def ours() -> float:
        shutil.rmtree(tree / "site")
        (tree / ".made" / "pages.json").unlink()
        return cpu([sys.executable, "-c", OURS, tree], tree)

    def again(name: str) -> float:
        edit(tree / "docs" / name)
        return cpu([sys.executable, "-c", OURS, tree], tree)

    def stock() -> float:
        return cpu([programs / "python", "-m", "mkdocs", "build", "--quiet"], work / "stock")

    def zensical() -> float:
        return cpu([programs / "zensical", "build", "--clean"], work / "stock")

    found = {"stock mkdocs build": stock, "curriculum, whole site": ours}
    found |= {f"curriculum, after an edit of {name}": partial(again, name) for name in EDITED}
    return found | ({"zensical build": zensical} if (programs / "zensical").exists() else {})


def grown(tasks: int, out: Path) -> tuple[int, int]:
    """Pages and bytes of HTML of the site of a made-up standard, without the collected pages."""
    standard, labels, tables = made_up(tasks), load_labels(), load_tables()
    opened = Opened(standard=standard)
    course = plan(standard, opened.decisions, tables)
    composition = compose(course, all_problems(opened, course), labels)
    pages = {page.path: page.markdown for page in composition.pages}
    write_sources(out, pages, settings_of(course, composition, labels))
    make_site(out)
    sizes = [
        path.stat().st_size for path in (out / "site").rglob("*.html") if path.name != "print.html"
    ]
    return len(sizes), sum(sizes)


def main() -> None:
    """Measures turn by turn; the first turn fills caches and does not count."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        runners = races(work)
        measured: dict[str, list[float]] = {what: [] for what in runners}
        for turn in range(ROUNDS + 1):
            for what, how in runners.items():
                seconds = how()
                if turn:
                    measured[what].append(seconds)
        stock = statistics.median(measured["stock mkdocs build"])
        for what, seconds_of in measured.items():
            middle = statistics.median(seconds_of)
            print(f"{what}: {middle:.2f} s of CPU, {middle / stock:.2f} of stock", flush=True)
        for tasks in TASKS:
            pages, size = grown(tasks, work / str(tasks))
            print(f"{tasks} tasks: {pages} pages, {size / pages / 1000:.1f} kB a page", flush=True)


if __name__ == "__main__":
    main()
