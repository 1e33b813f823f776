"""One rule to pass: the numbers in degree, rubric, plan and record of grades are the same."""

import dataclasses

import pytest

from curriculum.course import Course, Judged
from curriculum.decisions import Completion, Decided
from curriculum.labels import load_labels
from curriculum.planning import plan
from curriculum.reading.opening import open_path
from curriculum.tables import load_tables
from curriculum.views.assessment import assessment_plan
from curriculum.views.grades_book import grades_book
from curriculum.views.observed import Sort, observed

LABELS = load_labels()


def seed(mark: int | None = None) -> Course:
    """The bundled standard's course with a decided mark."""
    opened = open_path(None)
    completion = Completion(mark=Decided(mark) if mark else None)
    decisions = dataclasses.replace(opened.decisions, completion=completion)
    return plan(opened.standard, decisions, load_tables())


@pytest.mark.parametrize("mark", [None, 1, 2, 60, 70, 80, 99, 100])
def test_every_number_to_pass_is_the_same(mark: int | None) -> None:
    """Protects learners from a limit of 80 in one document and of 70 in another."""
    course = seed(mark)
    test, rubric = (mark, mark) if mark else (80, 70)
    degrees = {goal.degree for module in course.modules for goal in module.objectives}
    assert {f"測驗正確率達{test}%"} == {each for each in degrees if "正確率" in each}
    assert {f"評分規準達{rubric}分，且結論有兩項以上依據"} == {
        each for each in degrees if "評分規準" in each
    }
    for each in (each for module in course.modules for each in module.rubrics):
        (met,) = (level for level in each.levels if level.name == "達標")
        assert rubric == met.least
        assert [level.most + 1 for level in each.levels[1:]] == [
            level.least for level in each.levels[:-1]
        ]
        assert (100, 0) == (each.levels[0].most, each.levels[-1].least)
        assert all(level.least <= level.most for level in each.levels)
    said = str(assessment_plan(course, course.modules[0], LABELS).section("completion"))
    assert f"測驗以 {test} 分、評分規準的總分以 {rubric} 分為通過" in said
    about = grades_book(course, LABELS).sheets[0]
    assert [test, rubric] == [about.rows[number][1].value for number in (4, 5)]
    assert (mark is None) == ("（預設）" in str(about.rows[4][2].value))


def test_what_no_score_shows_is_ticked() -> None:
    """Protects objectives from being asked for in the plan and observed nowhere."""
    for module in seed().modules:
        ticked = {item.code for item in observed(module, LABELS)}
        for goal in module.objectives:
            if goal.judged is not Judged.SCORE:
                codes = {*goal.criteria, *goal.knowledge, *goal.skills, *goal.attitudes}
                assert codes & ticked, goal.id
        assessed = {code for way in module.assessment for code in way.attitudes}
        shown = {x.code for x in observed(module, LABELS) if x.sort is Sort.ATTITUDES}
        assert assessed == shown
