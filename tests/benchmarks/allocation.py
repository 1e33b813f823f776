"""How well K and S items are allocated to tasks, against labels made by hand.

Run it as `python tests/benchmarks/allocation.py [FOLDER]`. The folder holds `CODE.yaml` files:
`{standard: CODE, duties: {T1: {K01: {home: T1.1, reinforce: [T1.2]}}}}`, each beside the published
text `CODE.txt` (or the bundled standard of that code). Prints precision, recall and F1 over
item-task pairs, the share of items whose introducing task is one of the right ones (home), the
same for three simple methods, the calibration of the bands, and every miss.
"""

import dataclasses
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import yaml

from curriculum.planning.nearness import TaskVectors
from curriculum.planning.placement import Placement, place
from curriculum.reading.opening import open_standard
from curriculum.standard import KsaUse, Standard
from curriculum.tables import load_tables

HERE = Path(__file__).parent
BUNDLED = HERE.parents[1] / "standard"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One item in one duty: what the method says beside what a person says."""

    name: str
    tasks: tuple[str, ...]
    home: str
    right: frozenset[str]
    placed: Mapping[str, Placement]
    nearest: str


Method = Callable[[Judged], frozenset[str]]
METHODS: Mapping[str, Method] = {
    "this method": lambda item: frozenset(item.placed),
    "all to all": lambda item: frozenset(item.tasks),
    "first task": lambda item: frozenset(item.tasks[:1]),
    "one best task": lambda item: frozenset({item.nearest}),
}


def judged(file: Path) -> Iterator[Judged]:
    """Every labelled item of a standard."""
    labels = yaml.safe_load(file.read_text(encoding="utf-8"))
    text = file.with_suffix(".txt")
    source = text if text.exists() else BUNDLED / text.name
    standard = open_standard(source, source.name)
    for duty in standard.duties:
        for block in duty.blocks:
            for kind in ("knowledge", "skills"):
                uses = getattr(block, kind)
                yield from _judged(standard, labels["duties"][duty.code], uses, block.tasks, kind)


def _judged(
    standard: Standard,
    labels: Mapping[str, Mapping[str, str | list[str]]],
    uses: tuple[KsaUse, ...],
    tasks: tuple[str, ...],
    kind: str,
) -> Iterator[Judged]:
    tables, vectors = load_tables(), TaskVectors(standard)
    placed = place(uses, tasks, vectors, getattr(tables.generic, kind), tables.patterns)
    for use in uses:
        label = labels[use.code]
        near = vectors.nearness(use.text, tasks)
        best = max(range(len(tasks)), key=lambda n, near=near: (near[n].whole, -n))  # type: ignore[misc]
        yield Judged(
            name=f"{standard.code} {tasks[0].split('.')[0]} {use.code} {use.text}",
            tasks=tasks,
            home=str(label["home"]),
            right=frozenset({str(label["home"]), *label["reinforce"]}),
            placed=placed[use.code],
            nearest=tasks[best],
        )


def introducing(item: Judged, tasks: frozenset[str]) -> str:
    """The earliest of some tasks."""
    return min(tasks, key=item.tasks.index)


def scores(items: list[Judged], method: Method) -> tuple[float, float, float, float]:
    """Precision, recall and F1 over item-task pairs, and the share of right homes."""
    found = [(item, method(item)) for item in items]
    hits = sum(len(tasks & item.right) for item, tasks in found)
    precision = hits / sum(len(tasks) for _, tasks in found)
    recall = hits / sum(len(item.right) for item in items)
    homes = sum(introducing(item, tasks) in item.right for item, tasks in found)
    return precision, recall, 2 * precision * recall / (precision + recall), homes / len(items)


def report(name: str, items: list[Judged]) -> None:
    """Prints the figures of one standard, or of all of them together."""
    print(f"\n{name}: {len(items)} items\n{'':16}precision  recall     F1   home")
    for title, method in METHODS.items():
        print(f"{title:16}" + "".join(f"{value:8.3f}" for value in scores(items, method)))
    for band in ("high", "medium", "low", "none"):
        for basis in ("text", "generic", "none"):
            group = [
                item
                for item in items
                if (first := next(iter(item.placed.values()))).band == band and first.basis == basis
            ]
            right = sum(introducing(item, frozenset(item.placed)) in item.right for item in group)
            if group:
                print(f"  band {band}, {basis}: home right in {right} of {len(group)}")


def labelled(folder: Path = HERE / "labelled") -> dict[str, list[Judged]]:
    """Code of each labelled standard of a folder -> its items."""
    return {file.stem: list(judged(file)) for file in sorted(folder.glob("*.yaml"))}


def misses(items: list[Judged]) -> Iterator[tuple[Judged, list[str], list[str]]]:
    """Items that are not where they belong: the tasks they have too many, and too few."""
    for item in items:
        extra, lacking = item.placed.keys() - item.right, item.right - item.placed.keys()
        if extra or lacking:
            yield item, sorted(extra), sorted(lacking)


def main() -> None:
    """Measures every labelled standard of a folder."""
    by_standard = labelled(*map(Path, sys.argv[1:2]))
    everything = [item for items in by_standard.values() for item in items]
    for name, items in {**by_standard, "all": everything}.items():
        report(name, items)
    print("\nmisses (placed, not placed by the method)")
    for item, extra, lacking in misses(everything):
        print(f"  {item.name}: +{','.join(extra) or '-'} -{','.join(lacking) or '-'}")


if __name__ == "__main__":
    main()
