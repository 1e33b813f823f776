"""What our own work costs beside the site engine, and how fast the program starts.

Run it as `python tests/benchmarks/pipeline.py`. It prints ratios measured side by side on this
machine: our work, and with the making of the site, beside what plain MkDocs takes for the site
alone (same tree, same settings); `--help` starts in under twice the time of importing click.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from curriculum.commands import all_problems
from curriculum.composing.documents import compose
from curriculum.labels import load_labels
from curriculum.planning import plan
from curriculum.publishing.course_site import settings_of
from curriculum.publishing.site import make_site
from curriculum.publishing.sources import write_sources
from curriculum.reading.opening import Opened, open_standard
from curriculum.tables import load_tables
from curriculum.tables.loading import bundled_tables

SEED = Path(__file__).parents[2] / "standard" / "BAS2421-003v2.txt"
ROUNDS = 5
STARTS = 15


def our_work(out: Path) -> None:
    """Read, check, plan, compose and write: everything but the engine."""
    load_labels.cache_clear()
    bundled_tables.cache_clear()
    opened = Opened(standard=open_standard(SEED, SEED.name))
    labels = load_labels()
    course = plan(opened.standard, opened.decisions, load_tables())
    composition = compose(course, all_problems(opened, course), labels)
    pages = {page.path: page.markdown for page in composition.pages}
    write_sources(out, pages, settings_of(course, composition, labels))


def plain_mkdocs(out: Path) -> None:
    """The site by the engine itself."""
    build(load_config(str(out / "mkdocs.yml"), site_dir=str(out / "plain")))


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process for one piece of work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def cpu_of_process(command: Sequence[str]) -> float:
    """CPU seconds of a process from start to end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Measures turn by turn, so that a busy machine slows both sides alike."""
    ours: list[float] = []
    made: list[float] = []
    plain: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for round_number in range(ROUNDS + 1):
            out = Path(folder) / str(round_number)
            times = [
                cpu(partial(our_work, out)),
                cpu(partial(make_site, out)),
                cpu(partial(plain_mkdocs, out)),
            ]
            if round_number:  # the first round also imports the packages of all sides
                for kept, seconds in zip((ours, made, plain), times, strict=True):
                    kept.append(seconds)
    engine = statistics.median(plain)
    share = statistics.median(ours) / engine
    whole = share + statistics.median(made) / engine
    print(f"our work beside plain MkDocs: {share:.1%} of its CPU time")
    print(f"our work and the making of the site: {whole:.1%} of it")
    helped, bare = [], []
    for _ in range(STARTS):
        helped.append(cpu_of_process([sys.executable, "-m", "curriculum.cli", "--help"]))
        bare.append(cpu_of_process([sys.executable, "-c", "import click"]))
    ratio = statistics.median(helped) / statistics.median(bare)
    print(f"`curriculum --help` beside `import click`: {ratio:.2f} times (promised: under 2)")


if __name__ == "__main__":
    main()
