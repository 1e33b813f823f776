"""Which tasks of a shared cell need a K or S item: near words, generic items, honest doubt."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from strategies import standards

from curriculum.course import Band, Basis
from curriculum.decisions import NO_DECISIONS
from curriculum.planning import plan
from curriculum.planning.nearness import TaskVectors, core, shared_words
from curriculum.planning.placement import place
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

BENCHMARKS = Path(__file__).parent / "benchmarks"
TABLES = load_tables()


def shop(*knowledge: str) -> Standard:
    """A made-up duty of three tasks with K items printed for all of them."""
    block = Block(
        tasks=("T1.1", "T1.2", "T1.3"),
        level=3,
        outputs=(WorkOutput(code="O1.1.1", text="庫存盤點表"),),
        criteria=(
            PerformanceCriterion(code="P1.1.1", text="盤點庫存，核對數量。"),
            PerformanceCriterion(code="P1.2.1", text="陳列商品，更新價格標示。"),
            PerformanceCriterion(code="P1.3.1", text="受理顧客申訴，說明退換貨規定。"),
        ),
        knowledge=tuple(
            KsaUse(code=f"K{number:02}", text=text) for number, text in enumerate(knowledge, 1)
        ),
    )
    tasks = (
        Task(code="T1.1", text="管理庫存"),
        Task(code="T1.2", text="陳列商品"),
        Task(code="T1.3", text="處理申訴"),
    )
    duty = Duty(code="T1", text="經營門市", tasks=tasks, blocks=(block,))
    return Standard(code="X", name="門市人員", name_kind="occupation", duties=(duty,))


def placed(*knowledge: str) -> dict[str, dict[str, Basis]]:
    """Code -> task -> basis for the K items of the made-up duty."""
    standard = shop(*knowledge)
    block = standard.blocks[0]
    found = place(block.knowledge, block.tasks, TaskVectors(standard), ("法規",), TABLES.patterns)
    return {
        code: {task: placement.basis for task, placement in by_task.items()}
        for code, by_task in found.items()
    }


def test_words_near_a_task_decide() -> None:
    """Protects the plain case: an item goes where its words stand."""
    assert placed("庫存管理原則", "商品陳列方法", "申訴處理流程") == {
        "K01": {"T1.1": Basis.TEXT},
        "K02": {"T1.2": Basis.TEXT},
        "K03": {"T1.3": Basis.TEXT},
    }


def test_a_generic_item_belongs_to_every_task() -> None:
    """Protects items such as 法規, which no single task owns."""
    assert placed("零售相關法規")["K01"] == dict.fromkeys(("T1.1", "T1.2", "T1.3"), Basis.GENERIC)


def test_a_generic_item_is_introduced_where_its_words_are_nearest() -> None:
    """Protects the measured improvement: the first task is seldom the one that needs it first."""
    assert placed("申訴處理相關法規")["K01"] == {"T1.3": Basis.GENERIC}
    assert placed("商品標示法規")["K01"] == dict.fromkeys(("T1.2", "T1.3"), Basis.GENERIC)
    found = plan(shop("商品標示法規"), NO_DECISIONS, TABLES).modules[1].knowledge[0]
    assert found.reason == "K01 是通用職能，與 P1.2.1 用字最相近（商品），從 T1.2 起都用得到。"


def test_an_item_that_nothing_tells_about_is_offered_to_all_and_says_so() -> None:
    """Protects trainers from a guess that looks like knowledge."""
    assert placed("色彩學")["K01"] == dict.fromkeys(("T1.1", "T1.2", "T1.3"), Basis.NONE)
    course = plan(shop("色彩學"), NO_DECISIONS, TABLES)
    found = [(entry.band, entry.item) for entry in course.review if entry.module]
    assert found == [(Band.NONE, "K01")]
    assert "無從判斷" in course.review[0].reason


def test_a_task_without_any_item_takes_over_the_one_that_loses_least() -> None:
    """Protects modules from having nothing to teach when a neighbour has plenty."""
    found = placed("庫存管理與商品進貨", "庫存盤點方法", "申訴處理流程")
    assert all(any(task in tasks for tasks in found.values()) for task in ("T1.1", "T1.2", "T1.3"))


def test_what_is_compared_is_the_core_of_a_text() -> None:
    """Protects the measured way of comparing: notes, brackets, spaces and one suffix go."""
    assert core("測試程序和計劃原則【註2】") == "測試程序和計劃"
    assert core("ＣＲＭ 系統（進階）知識") == "crm系統進階"
    assert core("方法") == "方法"
    assert shared_words("測試程序", "有效的測試程序和計畫") == "測試程序"


@given(standards())
def test_every_item_reaches_a_module_and_the_plan_repeats_itself(standard: Standard) -> None:
    """Protects the promise that no K or S is lost between standard and course."""
    course = plan(standard, NO_DECISIONS, TABLES)
    taught = {
        item.code for module in course.modules for item in (*module.knowledge, *module.skills)
    }
    in_modules = {
        use.code
        for block in standard.blocks
        for use in (*block.knowledge, *block.skills)
        if not block.tasks or any(task in block.tasks for module in course.modules
                                  for task in module.tasks)
    }  # fmt: skip
    assert in_modules <= taught
    assert course == plan(standard, NO_DECISIONS, TABLES)


@pytest.mark.parametrize("code", ["BAS2421-003v2", "XLC9401-001v1", "XSM3139-002v1"])
def test_the_method_is_better_than_simple_ones_on_hand_made_labels(code: str) -> None:
    """Protects what was measured: a change may not fall behind giving everything to every task."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        import allocation
    finally:
        sys.path.remove(str(BENCHMARKS))
    items = list(allocation.judged(BENCHMARKS / "labelled" / f"{code}.yaml"))
    f1 = {name: allocation.scores(items, method)[2] for name, method in allocation.METHODS.items()}
    assert max(f1, key=lambda name: f1[name]) == "this method", f1
    certain = [item for item in items
               if next(iter(item.placed.values())).band in {Band.HIGH, Band.MEDIUM}]  # fmt: skip
    assert all(
        allocation.introducing(item, frozenset(item.placed)) in item.right for item in certain
    )
