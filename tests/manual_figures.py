"""The parts of the manual that say how well items are allocated, measured when they are made."""

from collections.abc import Iterator

import allocation

from curriculum.labels import Labels

_METHODS = {
    "this method": "這個方法",
    "all to all": "全部給每個任務",
    "first task": "只給第一個任務",
    "one best task": "只給最相近的一個任務",
}


def scores_part() -> str:
    """The scores over all labelled standards."""
    return _scores([item for items in allocation.labelled().values() for item in items])


def figures(labels: Labels) -> Iterator[tuple[str, str]]:
    """The scores of each standard, and the misses."""
    by_standard = allocation.labelled()
    yield (
        "scores by standard",
        "\n\n".join(
            f"### {name}（{len(items)} 項）\n\n{_scores(items)}"
            for name, items in by_standard.items()
        ),
    )
    yield (
        "misses",
        "\n\n".join(
            f"### {name} 分錯的\n\n{_misses(items, labels)}" for name, items in by_standard.items()
        ),
    )


def _scores(items: list[allocation.Judged]) -> str:
    rows = ["| 方法 | 精確率 | 召回率 | F1 | 導入的任務正確 |", "|---|---|---|---|---|"]
    for name, method in allocation.METHODS.items():
        values = " | ".join(f"{value:.3f}" for value in allocation.scores(items, method))
        rows.append(f"| {_METHODS[name]} | {values} |")
    return "\n".join(rows)


def _misses(items: list[allocation.Judged], labels: Labels) -> str:
    rows = ["| 項目 | 把握 | 多 | 少 |", "|---|---|---|---|"]
    for item, extra, lacking in allocation.misses(items):
        name = item.name.partition(" ")[2]
        band = labels[f"terminal.band_{next(iter(item.placed.values())).band.value}"]
        rows.append(f"| {name} | {band} | {'、'.join(extra)} | {'、'.join(lacking)} |")
    return "\n".join(rows)
