"""What the files to print and hand in cost beside the site, and that a long run does not grow.

Run it as `python tests/benchmarks/kit.py`. It prints the CPU time of every file of the bundled
standard's kit and of building its site, measured turn by turn; the promise is that the whole kit
takes at most twice the time of the site. With `--memory` it prints instead the memory of this
process after each tenth of 50 different standards.
"""

import dataclasses
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pipeline import cpu, our_work

from curriculum.commands import planned_course
from curriculum.kit.carriers import KitRequest, kit_file
from curriculum.kit.kinds import kit_files
from curriculum.kit.writing import file_name
from curriculum.labels import load_labels
from curriculum.publishing.site import make_site
from curriculum.reading.opening import Opened, open_standard
from curriculum.standard import Standard

SEED = Path(__file__).parents[2] / "standard" / "BAS2421-003v2.txt"
ROUNDS = 3
STANDARDS = 50


def request(standard: Standard) -> KitRequest:
    """A course of a standard."""
    opened = Opened(standard=standard)
    return KitRequest(course=planned_course(opened), opened=opened, labels=load_labels())


def makers(asked: KitRequest) -> dict[str, Callable[[], object]]:
    """What makes each file of the kit, by its name."""
    return {
        file_name(file, asked.labels): partial(
            kit_file,
            file.kind,
            file.ending,
            dataclasses.replace(asked, is_large_print=file.is_large_print),
        )
        for file in kit_files()
    }


def costs() -> None:
    """Prints the CPU time of every file beside that of the site."""
    sites: list[float] = []
    seconds: dict[str, list[float]] = {}
    standard = open_standard(SEED, SEED.name)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS + 1):
            out = Path(folder) / str(number)
            site = cpu(partial(our_work, out)) + cpu(partial(make_site, out))
            files = {name: cpu(make) for name, make in makers(request(standard)).items()}
            if number:  # the first round also imports both sides' packages
                sites.append(site)
                for name, each in files.items():
                    seconds.setdefault(name, []).append(each)
    for name, rounds in seconds.items():
        print(f"{statistics.median(rounds):6.2f} s  {name}")
    kit, beside = sum(map(statistics.median, seconds.values())), statistics.median(sites)
    print(f"{kit:6.2f} s  the whole kit; {beside:.2f} s the site")
    print(f"the kit beside the site: {kit / beside:.2f} times (promised: at most 2)")


def memory() -> int:
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 // 1_000_000


def growth() -> None:
    """Prints how much memory a long run holds."""
    standard = open_standard(SEED, SEED.name)
    started = time.process_time()
    for number in range(1, STANDARDS + 1):
        changed = dataclasses.replace(standard, name=f"{standard.name}{number}")
        for make in makers(request(changed)).values():
            make()
        if number % (STANDARDS // 10) == 0:
            gc.collect()
            spent = time.process_time() - started
            print(f"{memory():6} MB  after {number} standards, {spent:.0f} s of CPU")


if __name__ == "__main__":
    (growth if "--memory" in sys.argv else costs)()
