"""How long planning takes, and how it grows with the standard.

Run it as `python tests/benchmarks/planning.py`. It prints CPU times in this process. The promises:
the bundled standard under 50 ms, 60 tasks with 300 K and S items under 1 s, and growth close to
linear in the pairs of an item and a task of its cell.
"""

import statistics
import time

from curriculum.decisions import NO_DECISIONS, Decisions
from curriculum.planning import plan
from curriculum.reading.opening import open_path
from curriculum.rules.decision_rules import check_decisions
from curriculum.standard import (
    Block,
    Duty,
    KsaUse,
    PerformanceCriterion,
    Standard,
    Task,
    WorkOutput,
)
from curriculum.tables import load_tables

ROUNDS = 7
TASKS_OF_A_DUTY = 6
ITEMS_OF_A_TASK = 5
"""K and S items together."""
WORDS = (
    "蒐集分析規劃設計評估顧客產品服務市場資料報告流程設備"
    "安全品質成本風險團隊溝通法規趨勢技術訓練行銷庫存"
)


def words(number: int) -> str:
    """A few words, other ones for every number."""
    picked = (number * step % (len(WORDS) // 2) for step in (1, 7, 11))
    return "".join(WORDS[2 * each : 2 * each + 2] for each in picked)


def made_up(tasks: int) -> Standard:
    """A standard of so many tasks, with K and S printed for whole duties."""
    duties = []
    for first in range(0, tasks, TASKS_OF_A_DUTY):
        duty = first // TASKS_OF_A_DUTY + 1
        numbers = range(first, min(first + TASKS_OF_A_DUTY, tasks))
        codes = {number: f"{duty}.{number - first + 1}" for number in numbers}
        items = range(first * ITEMS_OF_A_TASK, (numbers[-1] + 1) * ITEMS_OF_A_TASK)
        block = Block(
            tasks=tuple(f"T{code}" for code in codes.values()),
            level=4,
            outputs=tuple(
                WorkOutput(code=f"O{code}.1", text=f"{words(number)}報告")
                for number, code in codes.items()
            ),
            criteria=tuple(
                PerformanceCriterion(
                    code=f"P{code}.{each}",
                    text=f"依據{words(number + each)}，分析{words(number)}。",
                )
                for number, code in codes.items()
                for each in (1, 2, 3)
            ),
            knowledge=tuple(
                KsaUse(code=f"K{each:03}", text=f"{words(each)}知識{each}")
                for each in items
                if each % 2
            ),
            skills=tuple(
                KsaUse(code=f"S{each:03}", text=f"{words(each)}能力{each}")
                for each in items
                if not each % 2
            ),
        )
        duties.append(
            Duty(
                code=f"T{duty}",
                text=words(duty),
                tasks=tuple(
                    Task(code=f"T{code}", text=words(number)) for number, code in codes.items()
                ),
                blocks=(block,),
            )
        )
    return Standard(code="X", name="企劃人員", name_kind="occupation", duties=tuple(duties))


def seconds(standard: Standard, decisions: Decisions = NO_DECISIONS) -> float:
    """CPU seconds for one plan, the median of several."""
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        check_decisions(standard, decisions, load_tables())
        plan(standard, decisions, load_tables())
        times.append(time.process_time() - started)
    return statistics.median(times)


def pairs(standard: Standard) -> int:
    """The pairs of an item and a task of its cell."""
    return sum(
        len(block.tasks) * len((*block.knowledge, *block.skills)) for block in standard.blocks
    )


def main() -> None:
    """Measures the bundled standard, and made-up ones of growing size."""
    load_tables()
    bundled = open_path(None).standard
    print(f"bundled standard: {1000 * seconds(bundled):.0f} ms (promised: under 50)")
    for tasks in (15, 30, 60, 120, 240):
        standard = made_up(tasks)
        items = len((*standard.knowledge, *standard.skills))
        spent = seconds(standard)
        each = 1e6 * spent / pairs(standard)
        print(
            f"{tasks:4} tasks, {items:5} items, {pairs(standard):6} pairs:"
            f" {1000 * spent:6.0f} ms, {each:5.0f} µs a pair"
        )


if __name__ == "__main__":
    main()
