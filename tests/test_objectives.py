"""Learning objectives: what a trainer would write, and how far that is from the printed words."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from curriculum.course import Course
from curriculum.decisions import NO_DECISIONS
from curriculum.planning import plan
from curriculum.reading.opening import open_standard
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

CASES = Path(__file__).parent / "objectives"
MADE_UP = CASES / "made-up-items-become-objectives-that-a-trainer-would-write.yaml"
BUNDLED = CASES / "every-objective-of-the-bundled-standard.yaml"
SEED = Path(__file__).parents[1] / "standard" / "BAS2421-003v2.yaml"
TABLES = load_tables()


def planned(**item: str) -> Course:
    """The course of a standard with one task and one criterion, K or S item."""
    output, level = item.get("output"), int(item.get("level", 3))
    block = Block(
        tasks=("T1.1",),
        level=level,
        outputs=(WorkOutput(code="O1.1.1", text=output),) if output else (),
        criteria=(PerformanceCriterion(code="P1.1.1", text=item["criterion"]),)
        if "criterion" in item
        else (),
        knowledge=(KsaUse(code="K01", text=item["knowledge"]),) if "knowledge" in item else (),
        skills=(KsaUse(code="S01", text=item["skill"]),) if "skill" in item else (),
    )
    task = Task(code="T1.1", text=item.get("task", "接待顧客"))
    duty = Duty(code="T1", text="服務", tasks=(task,), blocks=(block,))
    standard = Standard(code="X", name="助理", name_kind="occupation", level=level, duties=(duty,))
    return plan(standard, NO_DECISIONS, TABLES)


def seed() -> Course:
    """The course of the bundled standard with nothing decided."""
    return plan(open_standard(SEED, SEED.name), NO_DECISIONS, TABLES)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["case"])
        for case in yaml.safe_load(MADE_UP.read_text(encoding="utf-8"))
    ],
)
def test_an_objective_reads_as_a_trainer_would_write_it(case: dict[str, Any]) -> None:
    """Each sentence stands for a fault that was once printed."""
    items = {name: str(value) for name, value in case.items() if name not in {"case", "methods"}}
    [goal] = planned(**items).objectives.values()
    assert case["text"] == goal.text
    assert case.get("verb", goal.verb) == goal.verb
    assert set(case.get("methods", ())) <= set(goal.methods)


def test_every_objective_of_the_bundled_standard_is_seen_in_review(*, update_golden: bool) -> None:
    """A change of words, table or rule shows every sentence it changes."""
    found = {goal.id: goal.text for goal in seed().objectives.values()}
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=1000)
    if update_golden:
        BUNDLED.write_text(text, encoding="utf-8", newline="\n")
    assert BUNDLED.read_text(encoding="utf-8") == text, "pytest --update-golden rewrites it"


def test_an_objective_that_departs_from_the_printed_words_says_so() -> None:
    """What the program puts in or turns around is never passed off as the standard's."""
    departed = planned(criterion="評估個別客戶購買資訊，預測未來需求。")
    kept = planned(criterion="利用適當的技術來收集資訊，以傳達訊息。")
    assert departed.reasons["M1.1-P1.1.1 wording"] == (
        "P1.1.1 印出的文字是「評估個別客戶購買資訊，預測未來需求」，"
        "學習目標為求通順寫成「評估個別客戶購買資訊，並預測未來需求」。"
    )
    assert "M1.1-P1.1.1 wording" not in kept.reasons


def test_the_departures_of_the_bundled_standard_are_known() -> None:
    """A new one would be a silent repair of a published text."""
    found = [name.split()[0] for name in seed().reasons if name.endswith(" wording")]
    assert found == [
        "M1.1-P1.1.1",
        "M1.2-P1.2.3",
        "M2.4-P2.4.1",
        "M2.4-P2.4.4",
        "M3.1-P3.1.1",
        "M3.3-P3.3.1",
        "M3.3-P3.3.2",
    ]


def test_no_two_steps_of_a_lesson_have_one_name() -> None:
    """A lesson plan with the same title twice tells the trainer nothing."""
    for module in seed().modules:
        names = [activity.name for activity in module.activities]
        assert sorted(set(names)) == sorted(names), module.id


def test_a_lecture_is_named_by_its_content_and_not_by_what_a_learner_does() -> None:
    """講述：列舉… would be the learner's part."""
    names = [
        activity.name for activity in planned(criterion="列舉主要細節。").modules[0].activities
    ]
    assert [name for name in names if "列舉" in name] == []
    assert any(name.startswith("講述：主要細節") for name in names)


def test_every_way_of_assessing_has_its_place() -> None:
    """A report has a step or shares one, an assignment is done after class, the rest is timed."""
    for module in seed().modules:
        names = " ".join(activity.name for activity in module.activities)
        for way in module.assessment:
            assert way.is_after_class == (way.method == "作業評量"), module.id
            assert (way.method in names) is not way.is_after_class, module.id


def test_a_performance_assessment_has_a_least_time() -> None:
    """Ten minutes for several criteria are not credible; half of the practice is the limit."""
    for module in seed().modules:
        [minutes] = [each.minutes for each in module.activities if each.method == "實作評量"]
        least = max(15, 5 * len(module.criteria))
        assert minutes >= min(least, module.practice_hours * 60 / 2), module.id
