"""Planning a course from a standard."""

import dataclasses
import math
from pathlib import Path

import pytest
import yaml
from bakery import bakery, criteria
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import standards

from curriculum.course import Band, Basis, Course, Domain, Role
from curriculum.decisions import NO_DECISIONS, Decided, Decisions, Words
from curriculum.planning import least_total, plan
from curriculum.planning.hours import apportion
from curriculum.standard import (
    Block,
    Duty,
    Standard,
    Task,
)
from curriculum.tables import load_tables

TABLES = load_tables()
LABELLED = [
    case["text"]
    for path in sorted((Path(__file__).parent / "wording").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    if case["text"]
]
METHODS = {"講述教學", "討論教學", "演練教學", "協同教學", "專題教學", "示範教學", "案例教學"}
TOOLS = {
    ("測驗", "測驗卷"),
    ("作業評量", "評量題目"),
    ("實作評量", "檢核表"),
    ("口頭報告", "檢核表"),
}


def course() -> Course:
    """The plan of the made-up standard with nothing decided."""
    return plan(bakery(), NO_DECISIONS, TABLES)


def test_there_is_one_module_a_task_and_one_for_a_duty_without_tasks() -> None:
    """Modules follow the printed order and have stable ids."""
    found = [(module.id, module.title, module.duty, module.tasks) for module in course().modules]
    assert found == [
        ("M1.1", "盤點食材", "T1", ("T1.1",)),
        ("M1.2", "規劃採購", "T1", ("T1.2",)),
        ("M2.1", "操作烘焙設備", "T2", ("T2.1",)),
        ("M3", "顧客服務", "T3", ()),
    ]


def test_a_module_has_the_criteria_outputs_and_level_of_its_task() -> None:
    """Codes decide to which task of a shared block an item belongs; no level means the whole's."""
    found = [
        (
            [criterion.code for criterion in module.criteria],
            [output.code for output in module.outputs],
            module.level,
        )
        for module in course().modules
    ]
    assert found == [
        (["P1.1.1", "P1.1.2"], ["O1.1.1"], 3),
        (["P1.2.1"], [], 3),
        (["P2.1.1", "P2.1.2"], [], 2),
        (["P3.1.1"], [], 2),
    ]


def test_items_are_introduced_once_and_those_that_mean_the_same_count_as_one() -> None:
    """K04 is K01 with a footnote mark: its module reinforces it under its own code."""
    found = {
        module.id: [(item.code, item.role.value) for item in (*module.knowledge, *module.skills)]
        for module in course().modules
    }
    introduce, reinforce = Role.INTRODUCE.value, Role.REINFORCE.value
    assert found == {
        "M1.1": [(code, introduce) for code in ("K01", "K02", "S01", "S02")],
        "M1.2": [(code, reinforce) for code in ("K02", "S01")],
        "M2.1": [("K03", introduce), ("K04", reinforce), ("S03", introduce)],
        "M3": [],
    }


def test_what_is_printed_for_a_whole_block_of_tasks_waits_for_review() -> None:
    """Where several tasks share a cell the words decide, and a person has the last say."""
    planned = course()
    found = {
        (item.code, item.basis, item.band)
        for item in (*planned.modules[0].knowledge, *planned.modules[2].knowledge)
    }
    assert found == {
        ("K01", Basis.TEXT, Band.MEDIUM),
        ("K02", Basis.GENERIC, Band.LOW),
        ("K03", Basis.PRINTED, Band.HIGH),
        ("K04", Basis.PRINTED, Band.HIGH),
    }
    assert [(item.item, item.module) for item in planned.review] == [
        ("title", ""),
        ("K02", "M1.1"),
        ("S01", "M1.1"),
        ("M2.1-P2.1.2", "M2.1"),
        ("S02", "M1.1"),
        ("K01", "M1.1"),
    ], "the least certain first"


def test_objectives_are_sentences_a_trainer_would_write() -> None:
    """Every kind of objective of the made-up standard, read by a person."""
    assert [goal.text for goal in course().objectives.values()] == [
        "學員能依盤點程序，列舉食材的數量與效期，測驗正確率達80%。",
        "當食材即將過期時，學員能通報主管，檢核表必要項目全部達成。",
        "學員在不參考資料的情況下，能說明食材保存知識的重點，測驗正確率達80%。",
        (
            "學員能列舉食品安全衛生法規的要點，並判斷其適用情形，"
            "評分規準達70分，且結論有兩項以上依據。"
        ),
        "學員在「盤點食材」的情境中，能處理文書，檢核表必要項目全部達成。",
        "學員在實機或模擬環境中，能操作庫存軟體，檢核表必要項目全部達成。",
        (
            "學員在課堂活動中能展現「謹慎細心」，例如精確地檢視每個程序，"
            "經講師觀察有兩次以上的具體表現。"
        ),
        "學員在課堂活動中能展現「主動積極」，經講師觀察有兩次以上的具體表現。",
        "學員能分析銷售數據，並擬定採購計畫，成果經講師審查通過。",
        "學員能依標準作業程序操作烘焙設備，檢核表必要項目全部達成。",
        "學員能操作烘焙設備，並符合「作業環境之安全」的要求，檢核表必要項目全部達成。",
        "學員在不參考資料的情況下，能舉例說明烘焙原理，測驗正確率達80%。",
        "學員在角色扮演情境中，能溝通協調，檢核表必要項目全部達成。",
        "學員能回應顧客抱怨，檢核表必要項目全部達成。",
    ]


@pytest.mark.parametrize("text", LABELLED)
def test_sentences_have_no_seams(text: str) -> None:
    """No doubled word or mark where parts were put together."""
    block = Block(tasks=("T1.1",), level=3, criteria=criteria(P1_1_1=text))
    duty = Duty(code="T1", text="", tasks=(Task(code="T1.1", text="維護服務"),), blocks=(block,))
    standard = Standard(code="X", name="助理", name_kind="occupation", duties=(duty,))
    planned = plan(standard, NO_DECISIONS, TABLES)
    [goal] = planned.objectives.values()
    words = [goal.text, *(activity.name for activity in planned.modules[0].activities)]
    seams = ("能能", "，，", "、、", "的的", "並並", "。。", "，。", "：；")
    assert [(seam, word) for word in words for seam in seams if seam in word] == []


def test_a_supplied_verb_and_a_proposed_degree_are_marked() -> None:
    """What the standard does not say is never passed off as its own."""
    goals = course().objectives
    assert {name for name, goal in goals.items() if goal.verb_is_fallback} == {"M2.1-P2.1.2"}
    assert all(goal.degree_is_default for goal in goals.values())
    assert "M2.1-P2.1.2 verb" in course().reasons


def test_domains_and_levels_follow_the_tables() -> None:
    """Tools make an objective psychomotor, attitudes are affective, the rest is cognitive."""
    found = {name: (goal.domain, goal.level) for name, goal in course().objectives.items()}
    assert found["M1.1-P1.1.1"] == (Domain.COGNITIVE, 1)
    assert found["M1.1-S02"] == (Domain.PSYCHOMOTOR, 4)
    assert found["M1.1-A01"] == (Domain.AFFECTIVE, 3)
    assert found["M1.2-P1.2.1"] == (Domain.COGNITIVE, 6)
    assert found["M2.1-P2.1.1"] == (Domain.PSYCHOMOTOR, 4)


def test_the_default_title_is_legal_and_a_typed_one_wins() -> None:
    """Neither a bare occupation nor 職能基準 may stand in a course title."""
    standard = dataclasses.replace(bakery(), name="烘焙助理人員職能基準")
    typed = plan(standard, Decisions(title=Words(zh="麵包課", en="Bread")), TABLES)
    assert plan(standard, NO_DECISIONS, TABLES).title == "烘焙助理培訓課程"
    assert plan(standard, NO_DECISIONS, TABLES).title_is_default
    assert (typed.title, typed.title_en, typed.title_is_default) == ("麵包課", "Bread", False)


def test_prerequisites_are_sparse() -> None:
    """A module names the nearest one it builds on: in its duty, else by shared knowledge."""
    assert {module.id: module.requires for module in course().modules} == {
        "M1.1": (),
        "M1.2": ("M1.1",),
        "M2.1": ("M1.1",),
        "M3": (),
    }


@pytest.mark.parametrize("hours", [2.0, 4.0, 12.5, 36.0, 200.0])
def test_the_typed_hours_are_kept_to_the_minute(hours: float) -> None:
    """Modules add up to the course; theory and practice and every activity to the module."""
    planned = plan(bakery(), Decisions(hours=Decided(hours)), TABLES)
    assert sum(module.hours for module in planned.modules) == hours
    for module in planned.modules:
        _check_times(planned, module.id)


def test_a_total_that_is_too_small_says_the_least_total() -> None:
    """Four modules need four hours; with less the plan still adds up and says so."""
    assert least_total(4, TABLES.weights.hours) == 4
    assert "共需 4 小時" in plan(bakery(), Decisions(hours=Decided(3)), TABLES).reasons["hours"]
    assert "共需" not in plan(bakery(), Decisions(hours=Decided(4)), TABLES).reasons["hours"]


@given(
    st.lists(st.floats(0, 50, allow_nan=False), min_size=1, max_size=20),
    st.integers(0, 500),
    st.integers(0, 3),
)
def test_apportioning_adds_up_and_keeps_the_least(
    weights: list[float], units: int, least: int
) -> None:
    """Largest remainder, exact whatever the weights."""
    total = units + least * len(weights)
    shares = apportion(weights, total, least)
    assert sum(shares) == total
    assert min(shares) >= least


@settings(max_examples=60)
@given(standards(), st.integers(1, 120))
def test_a_plan_holds_whatever_the_standard_says(standard: Standard, halves: int) -> None:
    """Sums exact, everything used, taught and assessed, ids unique, the same every time."""
    decisions = Decisions(hours=Decided(halves / 2))
    planned = plan(standard, decisions, TABLES)
    assert plan(standard, decisions, TABLES) == planned
    if planned.modules:
        assert sum(module.hours for module in planned.modules) == halves / 2
    assert len({module.id for module in planned.modules}) == len(planned.modules)
    goals = [goal for module in planned.modules for goal in module.objectives]
    assert len(planned.objectives) == len(goals)
    _check_everything_is_used(planned)
    for module in planned.modules:
        _check_times(planned, module.id)
        _check_teaching(planned, module.id)


def _check_everything_is_used(planned: Course) -> None:
    standard = planned.standard
    taught = [goal for module in planned.modules for goal in module.objectives]
    assert {code for goal in taught for code in goal.criteria} == {
        criterion.code for criterion in standard.criteria
    }
    for items, kind in ((standard.knowledge, "knowledge"), (standard.skills, "skills")):
        covered = {code for goal in taught for code in getattr(goal, kind)}
        assert all(covered & {item.code, *item.same_as} for item in items)
    if planned.modules:
        shown = {code for goal in taught for code in goal.attitudes}
        assert shown == {attitude.code for attitude in standard.attitudes}


def _check_times(planned: Course, name: str) -> None:
    module = next(module for module in planned.modules if module.id == name)
    assert module.theory_hours + module.practice_hours == module.hours
    by_kind = {True: 0, False: 0}
    for activity in module.activities:
        assert activity.minutes >= 5
        assert activity.minutes % 5 == 0
        by_kind[activity.is_practice] += activity.minutes
    assert by_kind == {True: module.practice_hours * 60, False: module.theory_hours * 60}
    assert len(module.activities) <= 6 + math.ceil(module.minutes / 15)


def _check_teaching(planned: Course, name: str) -> None:
    module = next(module for module in planned.modules if module.id == name)
    assert {(item.method, item.tool) for item in module.assessment} <= TOOLS
    assert set(module.methods) <= METHODS
    served = {goal for activity in module.activities for goal in activity.objectives}
    practical = [item for item in module.assessment if item.method != "測驗"]
    for goal in module.objectives:
        if module.hours:
            assert goal.id in served
        assert goal.text.startswith(("學員", "提供", *goal.condition))
        assert goal.degree in goal.text
        assert goal.methods
        if goal.domain is not Domain.COGNITIVE or goal.level >= 3:
            assert goal.methods != ("講述教學",)
            assert any(
                set(getattr(item, kind)) >= set(getattr(goal, kind))
                for item in practical
                for kind in ("criteria", "knowledge", "skills", "attitudes")
                if getattr(goal, kind)
            )
    assert {criterion.code for criterion in module.criteria} <= {
        code for item in practical for code in item.criteria
    }
