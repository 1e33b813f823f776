"""What the PDFs of the bundled standard cost, and that a long run does not grow.

Run it as `python tests/benchmarks/printing.py`. It prints the CPU time of every PDF in the usual
size and in large print, beside the time that the site engine takes; then the memory of this
process after each tenth of 50 different standards.
"""

import dataclasses
import gc
import time
from pathlib import Path

from curriculum.commands import planned_course
from curriculum.kit.carriers import KitRequest, kit_file
from curriculum.kit.kinds import LARGE_PRINT, kit_files
from curriculum.labels import load_labels
from curriculum.reading.opening import Opened, open_standard
from curriculum.standard import Standard

SEED = Path(__file__).parents[2] / "standard" / "BAS2421-003v2.txt"
STANDARDS = 50


def request(standard: Standard) -> KitRequest:
    """A course of a standard."""
    opened = Opened(standard=standard)
    return KitRequest(course=planned_course(opened), opened=opened, labels=load_labels())


def printed(asked: KitRequest) -> dict[str, float]:
    """CPU seconds of every PDF of the kit."""
    seconds = {}
    for file in kit_files():
        if file.ending == LARGE_PRINT:
            started = time.process_time()
            size = dataclasses.replace(asked, is_large_print=file.is_large_print)
            kit_file(file.kind, file.ending, size)
            name = f"{file.kind}{' (large)' * file.is_large_print}"
            seconds[name] = time.process_time() - started
    return seconds


def memory() -> int:
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 // 1_000_000


def main() -> None:
    """Measures both."""
    standard = open_standard(SEED, SEED.name)
    seconds = printed(request(standard))
    for name, each in seconds.items():
        print(f"{each:6.2f} s  {name}")
    print(f"{sum(seconds.values()):6.2f} s  together")
    for number in range(1, STANDARDS + 1):
        printed(request(dataclasses.replace(standard, name=f"{standard.name}{number}")))
        if number % (STANDARDS // 10) == 0:
            gc.collect()
            print(f"{memory():6} MB  after {number} standards")


if __name__ == "__main__":
    main()
