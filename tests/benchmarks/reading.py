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
MANY_PDF = 100
"""A PDF is read in a process of its own, which leaves nothing behind."""
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
    count(MANY_PDF, [LARGEST / "small.pdf"])
    others = [path for path in (SEED, *(LARGEST / name for name in FILES)) if path.suffix != ".pdf"]
    count(MANY, others)


def count(many: int, paths: list[Path]) -> None:
    """Prints the memory over many standards, and that of the processes that read PDF files."""
    begun, peak = os.times(), 0.0
    for number in range(many):
        open_standard(paths[number % len(paths)], "standard")
        if number == WARM:
            gc.collect()
            peak = memory()
    used = sum(os.times()[:4]) - sum(begun[:4])
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{many} x {paths[0].suffix}: {used:.0f} s, {peak:.0f} MB after {WARM}, {memory():.0f} MB "
        f"at the end; largest reading process {child:.0f} MB"
    )


if __name__ == "__main__":
    main()
