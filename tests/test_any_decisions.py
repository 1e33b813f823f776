"""Whatever a trainer decides, contradictory or not: the plan holds together and never breaks."""

from typing import TypeVar

import hypothesis
from bakery import bakery
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import standards, texts

from curriculum.course import Course, Role
from curriculum.decisions import (
    NO_DECISIONS,
    AddedObjective,
    Decided,
    Decisions,
    ModuleDecisions,
    ObjectiveDecision,
    Words,
)
from curriculum.memory import Memory
from curriculum.planning import plan
from curriculum.problems import Severity
from curriculum.reading.opening import open_path
from curriculum.rules.decision_rules import check_decisions
from curriculum.standard import Standard, owner
from curriculum.tables import load_tables

Value = TypeVar("Value")
TABLES = load_tables()
PARTS = ("criteria", "knowledge", "skills", "attitudes")


def some(values: st.SearchStrategy[Value]) -> st.SearchStrategy[tuple[Value, ...]]:
    """A few values."""
    return st.lists(values, max_size=2).map(tuple)


def maybe(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Value | None]:
    """A value, or nothing decided."""
    return st.none() | values


def halves(most: int) -> st.SearchStrategy[Decided[float]]:
    """Hours in half hours."""
    return st.integers(0, most).map(lambda number: Decided(number / 2))


def decisions(standard: Standard) -> st.SearchStrategy[Decisions]:
    """Any decisions, mostly on codes and modules that there are."""
    duties = [item.code for item in (*standard.duties, *standard.tasks)]
    criteria = [item.code for item in standard.criteria]
    shared = [item.code for item in (*standard.knowledge, *standard.skills)]
    attitudes = [item.code for item in standard.attitudes]
    names = [module.id for module in plan(standard, NO_DECISIONS, TABLES).modules]

    def named(known: list[str]) -> st.SearchStrategy[Decided[str]]:
        return st.sampled_from([*known, "X1"]).map(Decided)

    names += ["M1b", "M9.9"]
    everything = [*duties, *criteria, *shared, *attitudes, "X1"]
    objective = st.builds(
        ObjectiveDecision,
        text=maybe(texts()),
        condition=maybe(texts()),
        degree=maybe(texts()),
        domain=maybe(st.sampled_from(["cognitive", "psychomotor", "affective", "x"])),
        level=maybe(st.integers(0, 9)),
    )
    added = st.builds(
        AddedObjective,
        text=texts(),
        criteria=some(named(criteria)),
        knowledge=some(named(shared)),
        skills=some(named(shared)),
        attitudes=some(named(attitudes)),
    )
    methods = st.sampled_from([*TABLES.weights.methods, "參訪"]).map(Decided)
    pairs = st.sampled_from([*TABLES.weights.assessments.values(), ("口試", "單"), ("無", "無")])
    module = st.builds(
        ModuleDecisions,
        title=maybe(st.builds(Words, zh=texts(), en=maybe(texts()))),
        tasks=some(named(duties)),
        criteria=some(named(criteria)),
        hours=maybe(halves(20)),
        theory_hours=maybe(halves(12)),
        requires=maybe(some(named(names)).map(Decided)),
        introduce=some(named(shared)),
        reinforce=some(named(shared)),
        exclude=some(named(shared)),
        objectives=st.dictionaries(st.sampled_from(everything), objective, max_size=2),
        added_objectives=st.dictionaries(st.sampled_from(["a", "b"]), added, max_size=2),
        methods=some(methods),
        assessment=some(pairs.map(Decided)),
    )
    return st.builds(
        Decisions,
        hours=maybe(halves(80)),
        teach=some(named(duties)) if len(duties) > 1 else st.just(()),
        leave_out=st.dictionaries(st.sampled_from(everything), texts().map(Decided), max_size=2),
        order=some(named(names)),
        modules=st.dictionaries(st.sampled_from(names), module, max_size=3),
        confirmed=some(named(names)),
    )


def careful() -> st.SearchStrategy[Decisions]:
    """Decisions on the bakery that seldom contradict each other."""
    standard = bakery()
    names = ["M1.1", "M1.2", "M2.1", "M3"]
    tasks = [task.code for task in standard.tasks] + ["T3"]
    items = (*standard.criteria, *standard.knowledge, *standard.skills, *standard.attitudes)
    shared = [item.code for item in (*standard.knowledge, *standard.skills)]
    methods = st.sampled_from([*TABLES.weights.methods, "參訪"]).map(Decided)
    pairs = st.sampled_from([*TABLES.weights.assessments.values()]).map(Decided)
    module = st.builds(
        ModuleDecisions,
        hours=maybe(st.integers(2, 8).map(lambda number: Decided(number / 2))),
        introduce=st.lists(st.sampled_from(shared).map(Decided), max_size=1).map(tuple),
        methods=some(methods),
        assessment=some(pairs),
    )
    merged = ModuleDecisions(tasks=(Decided("T1.2"), Decided("T2.1")))
    split = ModuleDecisions(criteria=(Decided("P1.1.2"),))
    return st.builds(
        Decisions,
        teach=st.lists(st.sampled_from(tasks).map(Decided), max_size=3).map(tuple),
        leave_out=st.dictionaries(
            st.sampled_from([*tasks, *(item.code for item in items)]),
            st.just(Decided("不需要")),
            max_size=2,
        ),
        modules=st.dictionaries(st.sampled_from(names), module, max_size=2)
        | st.just({"M8": merged, "M9": split}),
    )


def memories() -> st.SearchStrategy[Memory]:
    """Ids that were published for some words or other."""
    ids = st.sampled_from(["M1", "M01", "M02", "M1.1", "M2.1"])
    words = st.sampled_from(["盤點食材", "規劃採購", ""]) | texts()
    return st.builds(Memory, modules=st.dictionaries(ids, words, max_size=3))


MADE_UP = st.just(bakery()) | standards()


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_plan_holds_whatever_was_decided(data: st.DataObject) -> None:
    """Sums exact, ids unique, lessons consistent, the same every time; nobody meets a traceback."""
    standard = data.draw(MADE_UP)
    chosen, memory = data.draw(decisions(standard)), data.draw(memories())
    course = plan(standard, chosen, TABLES, memory)
    assert course == plan(standard, chosen, TABLES, memory)
    check_decisions(standard, chosen, TABLES, memory)
    _check_sums(course)
    _check_lessons(course)
    _check_order(course)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_sound_decisions_lose_nothing_of_the_taught_scope(data: st.DataObject) -> None:
    """Every P, K, S and A is taught and assessed, or is left out, or belongs to other tasks."""
    standard = bakery()
    chosen = data.draw(careful())
    problems = check_decisions(standard, chosen, TABLES)
    hypothesis.assume(all(problem.severity is not Severity.ERROR for problem in problems))
    course = plan(standard, chosen, TABLES)
    goals = course.objectives.values()
    ways = [way for module in course.modules for way in module.assessment]
    same = {item.code: item.same_as for item in (*standard.knowledge, *standard.skills)}
    for part in PARTS:
        taught = {code for goal in goals for code in getattr(goal, part)}
        assessed = {code for way in ways for code in getattr(way, part)}
        for code in _due(standard, course, part):
            codes = {code, *same.get(code, ())}
            assert codes & taught
            assert codes & assessed


def _due(standard: Standard, course: Course, part: str) -> set[str]:
    """The codes of one kind that the course has to teach."""
    without = {left.code for left in course.left_out} | set(course.not_taught)
    gone = without | {
        task.code for duty in standard.duties if duty.code in without for task in duty.tasks
    }
    if part == "attitudes":
        items = standard.attitudes if course.modules else ()
        return {item.code for item in items} - without
    due: set[str] = set()
    for duty in standard.duties:
        for block in duty.blocks:
            if part == "criteria":
                owned = [(item, owner(item.code, block) or duty.code) for item in block.criteria]
                due |= {item.code for item, task in owned if task not in gone}
            elif not gone & set(block.tasks or (duty.code,)):
                due |= {use.code for use in getattr(block, part)}
    return due - without


def _check_sums(course: Course) -> None:
    if course.modules:
        assert sum(module.hours for module in course.modules) == course.hours
    assert len({module.id for module in course.modules}) == len(course.modules)
    goals = [goal.id for module in course.modules for goal in module.objectives]
    assert len(set(goals)) == len(goals)
    for module in course.modules:
        times = {True: 0, False: 0}
        for activity in module.activities:
            assert activity.minutes > 0
            times[activity.is_practice] += activity.minutes
        assert times == {True: module.practice_hours * 60, False: module.theory_hours * 60}
        assert module.theory_hours + module.practice_hours == module.hours


def _check_lessons(course: Course) -> None:
    for module in course.modules:
        ways = {way.method for way in module.assessment}
        used = {activity.method for activity in module.activities} - ways
        if module.hours:
            assert set(module.methods) == used
        served = {name for activity in module.activities for name in activity.objectives}
        for goal in module.objectives:
            assert goal.id in served or not module.hours
            assert set(goal.methods) <= set(module.methods)
        known = {item.code for item in module.criteria}
        if module.assessment:
            assert known <= {code for way in module.assessment for code in way.criteria}


def _check_order(course: Course) -> None:
    """The first module that has an item introduces it; prerequisites come earlier."""
    earlier: set[str] = set()
    for module in course.modules:
        assert set(module.requires) <= earlier
        earlier.add(module.id)
    for kind in ("knowledge", "skills"):
        seen: set[str] = set()
        items = getattr(course.standard, kind)
        same = {item.code: min((item.code, *item.same_as)) for item in items}
        for module in course.modules:
            for item in getattr(module, kind):
                meaning = same[item.code]
                assert (item.role is Role.REINFORCE) == (meaning in seen)
                seen.add(meaning)


def test_everything_of_the_bundled_standard_has_an_explanation() -> None:
    """Whatever code, module or objective a trainer asks about, there is an answer."""
    standard = open_path(None).standard
    course = plan(standard, NO_DECISIONS, TABLES)
    items = (*standard.duties, *standard.tasks, *standard.outputs, *standard.criteria,
             *standard.knowledge, *standard.skills, *standard.attitudes)  # fmt: skip
    words = {word for address in course.reasons for word in address.split()}
    wanted = {item.code for item in items} | {module.id for module in course.modules}
    wanted |= {*course.objectives, "hours", "title"}
    assert wanted - words == set()
    for module in course.modules:
        for part in ("title", "level", "hours", "practice", "requires", "methods", "assessment"):
            assert course.reasons[f"{module.id} {part}"]
        assert all(course.reasons[goal.id] for goal in module.objectives)
