"""What reading a standard costs, kind by kind, and whether memory stays flat.

Run it as `python tests/benchmarks/reading.py`. The promises, in CPU time on one core: text, ODT,
DOCX and HTML under 100 ms for a standard of the seed's size, PDF under 1 s; 900 standards in one
process leave its memory as it was.
"""

import gc
import os
import resource
import statistics
from pathlib import Path

from curriculum.reading.opening import open_standard

ROOT = Path(__file__).parents[2]
SEED = ROOT / "standard" / "BAS2421-003v2.txt"
LARGEST = ROOT / "tests" / "carriers" / "knowledge-and-skills-merged-over-a-whole-duty"
FILES = ("source.txt", "spaces.txt", "source.html", "source.docx", "source.odt", "small.pdf")
ROUNDS = 7
MANY = 900
WARM = 50


def cpu(path: Path) -> float:
    """CPU seconds of reading a file, with those of the processes it starts."""
    before = os.times()
    open_standard(path, path.name)
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def memory() -> float:
    """The most memory this process has taken so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Prints a line for each kind, then the memory over many standards."""
    for path in (SEED, *(LARGEST / name for name in FILES)):
        times = [cpu(path) for _ in range(ROUNDS + 1)][1:]  # the first one also imports
        print(f"{path.name:20} {statistics.median(times) * 1000:6.0f} ms")
    others = [path for path in (SEED, *(LARGEST / name for name in FILES)) if path.suffix != ".pdf"]
    peak = 0.0
    for number in range(MANY):
        open_standard(others[number % len(others)], "standard")
        if number == WARM:
            gc.collect()
            peak = memory()
    print(f"{MANY} standards: {peak:.0f} MB after {WARM}, {memory():.0f} MB at the end")


if __name__ == "__main__":
    main()
