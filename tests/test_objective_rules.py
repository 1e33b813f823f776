"""The rules on objectives that a trainer wrote: each sentence with what a reviewer would say."""

import dataclasses
from typing import Any

import pytest

from curriculum.course import Course, Domain, Objective
from curriculum.decisions import (
    NO_DECISIONS,
    AddedObjective,
    Decisions,
    ModuleDecisions,
    ObjectiveDecision,
)
from curriculum.planning import plan
from curriculum.problems import Place, Problem
from curriculum.reading.course_yaml import CourseFile
from curriculum.reading.opening import BUNDLED, Opened, open_standard
from curriculum.resources import folder
from curriculum.rules.course_rules import check_course
from curriculum.tables import load_tables

TABLES = load_tables()
FRESH = plan(open_standard(folder("standard") / BUNDLED, BUNDLED), NO_DECISIONS, TABLES)
LINE = Place(path="course.yaml", line=12, column=7)
CODES = {f"CUR{number}" for number in range(320, 330)}

SENTENCES: dict[str, list[str]] = {
    "學員能列舉三種以上的產品特色。": [],
    "學員在不參考資料的情況下，能說明服務範圍，測驗正確率達80%。": [],
    "提供案例資料，學員能比較兩家以上的供應商。": [],
    "學員能依標準作業程序操作收銀機，且無誤。": [],
    "學員能瀝乾食材，十分鐘內完成。": [],
    "學員能說明服務範圍。": ["missing-degree"],
    "學員能沖煮咖啡，風味達標。": [],
    "學員能顧客服務的流程，檢核表必要項目全部達成。": ["objective-without-verb"],
    "服務品質與顧客滿意度的關係。": ["objective-without-verb", "missing-degree"],
    "學員能了解產品特色，測驗正確率達80%。": ["vague-objective"],
    "學員具備客戶服務的能力。": ["vague-objective", "missing-degree"],
    "學員應熟悉設備的功能與性能。": ["vague-objective", "missing-degree"],
    "學員能認識門市環境，正確率達90%。": ["vague-objective"],
    "學員能尊重顧客的隱私，觀察兩次以上。": ["attitude-as-objective"],
    "學員能列舉產品特色，並設計服務流程，經講師審查通過。": ["several-verbs"],
    "學員能列舉並說明產品特色，正確率達80%。": ["several-verbs"],
    "學員能監控並追蹤銷售情形，檢核表全部達成。": [],
}
"""What a trainer may write -> the names of what is wrong with it."""


def with_objective(changes: dict[str, Any], *, added: bool = False) -> tuple[Course, Decisions]:
    """The fresh course with its first objective changed, or with one more, as decided."""
    module = FRESH.modules[0]
    first = module.objectives[0]
    goal = dataclasses.replace(first, **changes)
    if added:
        own = Objective(id=f"{module.id}-own", domain=Domain.COGNITIVE, level=3, verb="", text="")
        goal = dataclasses.replace(own, **changes)
        chosen = ModuleDecisions(added_objectives={"own": AddedObjective(place=LINE, text="…")})
    else:
        chosen = ModuleDecisions(objectives={first.criteria[0]: ObjectiveDecision(place=LINE)})
    goals = (*module.objectives, goal) if added else (goal, *module.objectives[1:])
    module = dataclasses.replace(module, objectives=goals)
    course = dataclasses.replace(FRESH, modules=(module, *FRESH.modules[1:]))
    return course, Decisions(modules={module.id: chosen})


def found(course: Course, decisions: Decisions = NO_DECISIONS) -> list[Problem]:
    """What the rules on objectives find."""
    file = CourseFile(standard_file="standard.yaml", decisions=decisions)
    opened = Opened(standard=course.standard, course_file=file)
    return [each for each in check_course(course, opened, TABLES) if each.code in CODES]


def sentence(text: str) -> dict[str, Any]:
    """An objective that says just this."""
    return {"text": text, "is_decided": True, "degree": "", "level": 3, "domain": Domain.COGNITIVE}


def test_nothing_is_said_about_a_computed_objective() -> None:
    """`check` of the bundled standard has the findings about the standard, and no others."""
    assert found(FRESH) == []


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_gets_what_a_reviewer_would_say(text: str) -> None:
    """Audience, condition and degree do not matter for the verb; the trainer's line is named."""
    problems = found(*with_objective(sentence(text)))
    assert SENTENCES[text] == [each.name for each in problems]
    assert {LINE} >= {each.place for each in problems}


def test_an_added_objective_is_looked_at_as_well() -> None:
    """It comes from no criterion, so only its own line can be named."""
    [problem] = found(*with_objective(sentence("學員能熟悉流程，正確率達80%。"), added=True))
    assert ("vague-objective", LINE) == (problem.name, problem.place)
    assert problem.items == ("M1.1-own",)


def test_a_degree_of_its_own_is_a_degree() -> None:
    """Whatever a trainer writes under `degree:` counts, number or not."""
    changes = sentence("學員能沖煮咖啡，風味平衡。") | {"degree": "風味平衡"}
    assert found(*with_objective(changes)) == []


def test_a_level_above_the_usual_one_is_said_only_where_it_was_decided() -> None:
    """Many a criterion is above it; that is the standard's affair, and no finding."""
    changes = sentence("學員能規劃服務流程，經審查通過。") | {"level": 6}
    [problem] = found(*with_objective(changes))
    assert ("level-above-usual", "6", "4") == (
        problem.name,
        problem.details["level"],
        problem.details["usual"],
    )
    assert "M1.2-P1.2.3 ceiling" in FRESH.reasons


def test_an_attitude_tested_on_paper_alone_is_found() -> None:
    """What a learner ticks on paper is not how the learner behaves."""
    module = FRESH.modules[0]
    test = dataclasses.replace(
        next(way for way in module.assessment if way.method == "測驗"), attitudes=("A02",)
    )
    module = dataclasses.replace(module, assessment=(test,))
    course = dataclasses.replace(FRESH, modules=(module, *FRESH.modules[1:]))
    [problem] = [each for each in found(course) if each.name == "attitude-on-paper"]
    assert problem.items == ("M1.1-A02",)


def test_a_level_that_its_domain_lacks_is_an_error_and_not_another_level() -> None:
    """Protects a decided number from being replaced without a word."""
    chosen = ModuleDecisions(objectives={"P1.1.1": ObjectiveDecision(place=LINE, level=7)})
    decisions = Decisions(modules={"M1.1": chosen})
    course = plan(FRESH.standard, decisions, TABLES)
    file = CourseFile(standard_file="x.yaml", decisions=decisions)
    opened = Opened(standard=FRESH.standard, course_file=file)
    found = [each for each in check_course(course, opened, TABLES) if each.code == "CUR327"]
    assert [(LINE, ("M1.1-P1.1.1",), "7")] == [
        (each.place, each.items, each.details["level"]) for each in found
    ]
