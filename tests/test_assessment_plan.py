"""Test blueprints and rubrics: exact sums, nothing on paper that has to be seen, real levels."""

import dataclasses
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from bakery import bakery
from hypothesis import given, settings
from strategies import standards

from curriculum import resources
from curriculum.course import Blueprint, Course, Domain, Module, Rubric
from curriculum.decisions import (
    NO_DECISIONS,
    AddedObjective,
    Decided,
    Decisions,
    ModuleDecisions,
    ObjectiveDecision,
)
from curriculum.labels import load_labels
from curriculum.planning import plan
from curriculum.planning.assessment_plan import with_assessment_plan
from curriculum.planning.rubrics import behaviour_in
from curriculum.problems import NOWHERE
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
from curriculum.views.assessment import assessment_plan, course_assessment
from curriculum.views.data import course_data
from curriculum.views.parts import Table

HERE = Path(__file__).parent
TABLES = load_tables()
LABELS = load_labels()
SEED = resources.folder("standard") / "BAS2421-003v2.yaml"
SOURCES = (
    SEED,
    *sorted((HERE / "standards").glob("*/source.txt")),
    *sorted((HERE / "benchmarks" / "labelled").glob("*.txt")),
)
GOLDEN = HERE / "rubrics" / "every-rubric-of-the-bundled-standard.yaml"
TEST = TABLES.weights.assessments["test"][0]
BY_DEGREE = re.compile(
    "非常|十分|相當|大致|完全|完整|充分|部分|一部分|全部|大部分|沒有|不|很|更|較|稍|略|僅|只|偶爾|經常|總是|都|也|仍|還|另"
)
"""Words that only say how much: levels that differ by nothing else do not differ."""


def planned(source: Path) -> Course:
    """The course of a standard with nothing decided."""
    return plan(open_standard(source, source.name), NO_DECISIONS, TABLES)


def course_of(*texts: str, output: str = "", knowledge: str = "") -> Course:
    """The course of a standard with one task and these criteria."""
    block = Block(
        tasks=("T1.1",),
        level=3,
        outputs=(WorkOutput(code="O1.1.1", text=output),) if output else (),
        criteria=tuple(
            PerformanceCriterion(code=f"P1.1.{number}", text=text)
            for number, text in enumerate(texts, 1)
        ),
        knowledge=(KsaUse(code="K01", text=knowledge),) if knowledge else (),
    )
    task = Task(code="T1.1", text="接待顧客")
    duty = Duty(code="T1", text="服務", tasks=(task,), blocks=(block,))
    standard = Standard(code="X", name="助理", name_kind="occupation", level=3, duties=(duty,))
    return plan(standard, NO_DECISIONS, TABLES)


def rubric_of(*texts: str, output: str = "") -> Rubric:
    """The first rubric of a course with these criteria: of its work output, where it has one."""
    return course_of(*texts, output=output).modules[0].rubrics[0]


def check_sums(blueprint: Blueprint) -> None:
    """Rows, columns and the whole are whole percents, and the whole is 100."""
    assert all(min(row.percents) >= 0 for row in blueprint.rows)
    assert sum(row.percent for row in blueprint.rows) == 100
    columns = list(zip(*(row.percents for row in blueprint.rows), strict=True))
    assert tuple(map(sum, columns)) == blueprint.total.percents
    assert blueprint.total.percent == 100


def check_plan(course: Course) -> None:
    """Everything that holds of a course whatever its standard says."""
    if course.blueprint.rows:
        check_sums(course.blueprint)
    for module in course.modules:
        check_blueprint(module)
        check_ways(module)
        check_rubrics(module)
    rows = {row.id: row for row in course.blueprint.rows}
    for module in course.modules:
        if module.id in rows:
            assert rows[module.id].questions == module.blueprint.total.questions
            assert bool(rows[module.id].percent) or len(rows) > 100


def check_blueprint(module: Module) -> None:
    """A row for each objective, at its own levels, and questions that fit in the test."""
    assert [row.id for row in module.blueprint.rows] == [goal.id for goal in module.objectives]
    if not module.objectives:
        return
    check_sums(module.blueprint)
    minutes = 0
    tested = [way for way in module.assessment if way.method == TEST]
    for goal, row in zip(module.objectives, module.blueprint.rows, strict=True):
        minutes += sum(
            count * cost
            for count, cost in zip(row.questions, TABLES.weights.question_minutes, strict=True)
        )
        if any(row.questions):
            assert goal.domain is Domain.COGNITIVE
            assert not goal.skills
            assert not goal.attitudes
            assert any(
                set(goal.knowledge) & set(way.knowledge) or set(goal.criteria) & set(way.criteria)
                for way in tested
            )
        if goal.domain is Domain.COGNITIVE:
            assert row.percents[6:] == (0, 0)
            assert not any(row.percents[goal.level : 6]), "nothing above the objective's own level"
        else:
            assert not any(row.percents[:6])
    assert minutes <= module.blueprint.minutes
    assert set(module.blueprint.unasked) <= {goal.id for goal in module.objectives}


def check_ways(module: Module) -> None:
    """Nothing at applying or above rests on a paper test alone."""
    others = [way for way in module.assessment if way.method != TEST]
    for goal in module.objectives:
        if goal.rank >= 3 or goal.domain is not Domain.COGNITIVE:
            assert any(
                set(getattr(goal, kind)) & set(getattr(way, kind))
                for way in others
                for kind in ("criteria", "knowledge", "skills", "attitudes")
            ), goal.id


def check_rubrics(module: Module) -> None:
    """Each work output and criterion has four levels, none like another but for degree."""
    found = [(rubric.code, rubric.is_output) for rubric in module.rubrics]
    assert found == [
        *((item.code, True) for item in module.outputs),
        *((item.code, False) for item in module.criteria),
    ]
    for rubric in module.rubrics:
        assert [(level.name, level.least, level.most) for level in rubric.levels] == [
            ("優異", 90, 100),
            ("達標", 70, 89),
            ("部分達成", 50, 69),
            ("未達", 0, 49),
        ]
        bare = [BY_DEGREE.sub("", level.text) for level in rubric.levels]
        for one, other in itertools.combinations(bare, 2):
            assert one not in other, rubric
            assert other not in one, rubric


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_sums_are_exact_and_levels_real(source: Path) -> None:
    """Protects reviewers' first look, for the bundled and every made-up standard."""
    check_plan(planned(source))


@settings(max_examples=60)
@given(standards())
def test_sums_are_exact_and_levels_real_whatever_is_printed(standard: Standard) -> None:
    """Protects the same for any standard: no texts, no codes, odd characters."""
    check_plan(plan(standard, NO_DECISIONS, TABLES))


def test_every_rubric_of_the_bundled_standard(*, update_golden: bool) -> None:
    """The file was read by a person, rubric by rubric; a change shows what else it changes."""
    found = {
        rubric.code: {level.name: level.text for level in rubric.levels}
        for module in planned(SEED).modules
        for rubric in module.rubrics
    }
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=10_000)
    if update_golden:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8", newline="\n")
    assert yaml.safe_load(GOLDEN.read_text(encoding="utf-8")) == found


PARTIAL = {
    "蒐集客戶資料，分析需求並撰寫報告。": (
        "只做到「蒐集客戶資料」，「分析需求」、「撰寫報告」沒有全部完成"
    ),
    "分析銷售數據，並擬定採購計畫。": "只做到「分析銷售數據」，「擬定採購計畫」沒有完成",
    "評估路線安全，備妥雨天替代方案。": "只做到「評估路線安全」，「備妥雨天替代方案」沒有完成",
    "確認分析客戶的需求。": "只做到「確認」，「分析」沒有完成",
    "比較價格、交期與品質。": "「價格、交期與品質」沒有全部比較",
    "依據組織政策，提供產品資訊。": "雖然完成，但沒有依據組織政策",
    "與利益關係人確認細節。": "雖然完成，但沒有與利益關係人確認",
    "檢視設計原則以確認措施的適當性。": "雖然完成，但達不到「確認措施的適當性」的目的",
    "當顧客詢問時，準備文件。": "雖然完成，但結果有錯漏，要別人更正",
}
"""Criterion -> how its third level begins: what is done, and what is not."""


@pytest.mark.parametrize("text", PARTIAL)
def test_a_part_is_told_in_the_words_of_the_criterion(text: str) -> None:
    """Protects the difference in substance: which actions are done, which condition is not kept."""
    level = rubric_of(text).levels[2]
    assert level.text.startswith(f"{PARTIAL[text]}，或")


def test_a_work_output_is_judged_by_the_contents_that_its_criteria_ask_for() -> None:
    """Protects the tie between what is made and what is asked for; the form of it counts too."""
    report = rubric_of("蒐集顧客的意見。", "分析顧客意見的原因。", output="顧客意見分析報告")
    _, met, partial, not_met = (level.text for level in report.levels)
    assert "「蒐集顧客的意見」（P1.1.1）、「分析顧客意見的原因」（P1.1.2）的結果" in met
    assert "結論有依據" in met
    assert partial.startswith("「顧客意見分析報告」缺少「分析顧客意見的原因」（P1.1.2）的結果")
    assert not_met.startswith("沒有完成「顧客意見分析報告」")
    record = rubric_of("登錄顧客的意見。", output="意見紀錄表")
    assert "欄位沒有漏填" in record.levels[1].text


def test_the_second_level_is_what_the_default_degree_asks_for() -> None:
    """評分規準達70分 and 達標 are one thing; the scores leave no gap."""
    course = course_of("比較價格。")
    levels = course.modules[0].rubrics[0].levels
    assert course.marks.rubric == levels[1].least
    assert f"評分規準達{levels[1].least}分" in course.modules[0].objectives[0].degree
    assert [level.most + 1 for level in levels[1:]] == [level.least for level in levels[:-1]]
    assert (levels[0].most, levels[-1].least) == (100, 0)


def test_an_objective_with_two_levels_shares_its_weight() -> None:
    """定義 is remembering, 分析 is analysing: a table with two dimensions shows both."""
    course = course_of("定義服務的特點，並分析客戶的需求。")
    (row,) = course.modules[0].blueprint.rows
    assert [level for level, percent in enumerate(row.percents, 1) if percent] == [1, 4]
    assert row.percent == 100


def test_everything_tested_gets_a_question_as_long_as_there_is_time() -> None:
    """What the test has no time for is said, not hidden."""
    course = course_of("列舉服務的種類。", knowledge="顧客關係管理")
    module = course.modules[0]
    assert all(any(row.questions) for row in module.blueprint.rows)
    assert module.blueprint.unasked == ()
    hurried = dataclasses.replace(
        module,
        activities=tuple(
            dataclasses.replace(activity, minutes=1) if activity.method == TEST else activity
            for activity in module.activities
        ),
    )
    again = with_assessment_plan(dataclasses.replace(course, modules=(hurried,)), TABLES)
    (left,) = again.modules[0].blueprint.unasked
    assert left == "M1.1-K01", "a question on understanding takes two minutes"


def test_a_reworded_objective_changes_its_rubric_and_its_levels() -> None:
    """Blueprint and rubrics follow what the trainer decided, not what was computed first."""
    course = course_of("熟悉產品。")
    module = course.modules[0]
    goal = dataclasses.replace(
        module.objectives[0],
        text="學員能列舉三項產品的特色，並比較其優缺點，檢核表必要項目全部達成。",
        degree="檢核表必要項目全部達成",
        level=4,
        verb="比較",
        is_decided=True,
    )
    decided = dataclasses.replace(module, objectives=(goal,))
    again = with_assessment_plan(dataclasses.replace(course, modules=(decided,)), TABLES)
    (rubric,) = again.modules[0].rubrics
    (row,) = again.modules[0].blueprint.rows
    assert behaviour_in(goal, TABLES.patterns) == "列舉三項產品的特色，並比較其優缺點"
    assert rubric.levels[2].text.startswith(
        "只做到「列舉三項產品的特色」，「比較其優缺點」沒有完成"
    )
    assert [level for level, percent in enumerate(row.percents, 1) if percent] == [1, 4]


def test_added_objectives_and_decided_ways_keep_the_sums() -> None:
    """What a trainer adds is a row as well; a criterion keeps the rubric of its own objective."""
    text = "學員能操作攪拌設備，並依配方完成麵團"
    decided = ModuleDecisions(
        objectives={"P1.1.1": ObjectiveDecision(text=text)},
        added_objectives={
            "own": AddedObjective(text="學員能說明盤點的目的"),
            "more": AddedObjective(text="學員能設計盤點表", criteria=(Decided("P1.1.2", NOWHERE),)),
        },
        assessment=(Decided(("測驗", "測驗卷"), NOWHERE),),
        hours=Decided(2.5, NOWHERE),
    )
    course = plan(bakery(), Decisions(modules={"M1.1": decided}), TABLES)
    for module in course.modules:
        check_blueprint(module)
        check_rubrics(module)
    check_sums(course.blueprint)
    module = course.modules[0]
    found = {rubric.code: rubric.levels[1].text for rubric in module.rubrics}
    assert found["P1.1.1"].startswith("操作攪拌設備，並依配方完成麵團；")
    assert found["P1.1.2"].startswith("當食材即將過期時，通報主管；")
    assert {"M1.1-own", "M1.1-more"} <= {row.id for row in module.blueprint.rows}


def cells_of(table: Table) -> Iterator[list[str]]:
    """The words of a table, cell by cell, without links."""
    for row in table.rows:
        yield [
            "／".join(
                "".join(
                    span if isinstance(span, str) else getattr(span, "text", "") for span in line
                )
                for line in cell.lines
            )
            for cell in row
        ]


def test_module_and_course_show_the_same_numbers() -> None:
    """A module's sums are its row in the course's table, question by question."""
    course = planned(SEED)
    table = course_assessment(course, LABELS).section("blueprint").parts[0]
    assert isinstance(table, Table)
    *rows, total = cells_of(table)
    by_module = {row[0].split()[0]: row for row in rows}
    for module in course.modules:
        part = assessment_plan(course, module, LABELS).section("blueprint").parts[0]
        assert isinstance(part, Table)
        *_, sums = cells_of(part)
        questions = [cell.split("／")[-1] for cell in sums if cell.endswith("題")]
        same = [cell.split("／")[-1] for cell in by_module[module.id] if cell.endswith("題")]
        assert questions == same
    assert total[-1].startswith("100／")


def test_json_has_the_blueprint_and_the_rubrics() -> None:
    """Programs read the same numbers."""
    course = planned(SEED)
    data = course_data(course)
    first = data["modules"][0]
    assert sum(row["percent"] for row in data["blueprint"]["rows"]) == 100
    assert sum(row["percent"] for row in first["blueprint"]["rows"]) == 100
    assert {"id", "percent", "cognitive", "psychomotor", "affective", "questions"} == set(
        first["blueprint"]["rows"][0]
    )
    assert ["output", "criterion", "criterion", "criterion"] == [
        rubric["kind"] for rubric in first["rubrics"]
    ]
    assert {"name", "least", "most", "text"} == set(first["rubrics"][0]["levels"][0])
