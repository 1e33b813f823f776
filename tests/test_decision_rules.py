"""Decisions that name nothing or contradict each other: found, placed, with both sides named."""

import dataclasses
from collections.abc import Callable

import pytest
from bakery import bakery

from curriculum.decisions import (
    AddedObjective,
    Decided,
    Decisions,
    ModuleDecisions,
    ObjectiveDecision,
    Session,
    Words,
)
from curriculum.labels import LANGUAGES, load_labels
from curriculum.problems import Place, Problem, Severity
from curriculum.rules.decision_rulebook import DECISION_RULES
from curriculum.rules.decision_rules import check_decisions
from curriculum.standard import KsaUse, PerformanceCriterion, Standard
from curriculum.tables import load_tables

TABLES = load_tables()


def at(line: int) -> Place:
    """A line of the course's file."""
    return Place(path="courses/bread/course.yaml", line=line, column=5)


def said(value: str, line: int) -> Decided[str]:
    """A name that stands on a line."""
    return Decided(value, at(line))


def hours(value: float, line: int) -> Decided[float]:
    """Hours that stand on a line."""
    return Decided(value, at(line))


def modules(**chosen: ModuleDecisions) -> Decisions:
    """Decisions about modules; `M1_1` stands for `M1.1`."""
    return Decisions(modules={name.replace("_", "."): each for name, each in chosen.items()})


def found(decisions: Decisions, standard: Standard | None = None) -> tuple[Problem, ...]:
    """What the rules find in decisions about the bakery."""
    return check_decisions(standard or bakery(), decisions, TABLES)


SESSION = Session(module=said("M8", 9), date="2027-03-01", start=540, end=600)
CONTRADICTIONS: dict[str, tuple[Decisions, list[tuple[str, int, str]]]] = {
    "codes that the standard has not": (
        dataclasses.replace(
            modules(M1_1=ModuleDecisions(introduce=(said("P1.1.1", 4), said("K9", 5)))),
            teach=(said("T1", 1), said("T2", 1), said("T3", 1), said("T1.9", 2)),
            leave_out={"O1.1.1": said("", 3)},
            task_titles={"T4": Words(zh="", en="Bake", place=at(6))},
        ),
        [
            ("unknown-code", 2, "T1.2"),
            ("unknown-code", 3, "P1.1.1"),
            ("unknown-code", 4, "K01"),
            ("unknown-code", 5, "K01"),
            ("unknown-code", 6, "T1"),
        ],
    ),
    "modules that there are not": (
        dataclasses.replace(
            modules(
                M1_7=ModuleDecisions(place=at(1)),
                M3=ModuleDecisions(requires=Decided((said("M2.2", 3),))),
            ),
            order=(said("M21", 4),),
            sessions=(SESSION,),
        ),
        [
            ("unknown-module", 1, "M1.2"),
            ("unknown-module", 3, "M2.1"),
            ("unknown-module", 4, "M2.1"),
            ("unknown-module", 9, "M8"),
        ],
    ),
    "a module that was merged away": (
        modules(
            M1_1=ModuleDecisions(tasks=(said("T1.2", 7),)),
            M1_2=ModuleDecisions(place=at(9)),
        ),
        [("vanished-module", 9, "course.yaml:7")],
    ),
    "a module that is not taught": (
        dataclasses.replace(
            modules(M3=ModuleDecisions(place=at(9))), leave_out={"T3": said("", 2)}
        ),
        [("vanished-module", 9, "course.yaml:2")],
    ),
    "a task and a criterion that two modules want": (
        modules(
            M1_1=ModuleDecisions(tasks=(said("T1.2", 1),)),
            M2_1=ModuleDecisions(tasks=(said("T1.2", 4),)),
            M2_1b=ModuleDecisions(criteria=(said("P2.1.2", 5),)),
            M2_1c=ModuleDecisions(criteria=(said("P2.1.2", 6),)),
        ),
        [("claimed-twice", 4, "course.yaml:1"), ("claimed-twice", 6, "course.yaml:5")],
    ),
    "a split of what is not taught": (
        dataclasses.replace(
            modules(M9=ModuleDecisions(criteria=(said("P2.1.2", 5),), tasks=(said("T3", 6),))),
            teach=(said("T1", 1), said("T3", 2)),
            leave_out={"T3": said("", 3)},
        ),
        [
            ("taught-and-left-out", 2, "course.yaml:3"),
            ("claims-what-is-not-taught", 5, "course.yaml:1"),
            ("claims-what-is-not-taught", 6, "course.yaml:3"),
        ],
    ),
    "an item that is left out and introduced": (
        dataclasses.replace(
            modules(M3=ModuleDecisions(introduce=(said("K01", 5),))),
            leave_out={"K01": said("", 3)},
        ),
        [("taught-and-left-out", 5, "course.yaml:3")],
    ),
    "nothing left to teach": (
        Decisions(leave_out={"T1": said("", 1), "T2": said("", 2), "T3": said("", 3)}),
        [("nothing-taught", 1, "")],
    ),
    "a module with nothing in it": (
        Decisions(leave_out={"P3.1.1": said("", 4)}),
        [("empty-module", 4, "M3")],
    ),
    "objectives of another module": (
        modules(
            M1_1=ModuleDecisions(
                objectives={"P1.2.1": ObjectiveDecision(text="學員能說。", place=at(3))},
                added_objectives={
                    "x": AddedObjective(text="學員能做。", knowledge=(said("K03", 5),))
                },
            ),
        ),
        [("foreign-objective", 3, "M1.2"), ("foreign-objective", 5, "M2.1")],
    ),
    "an item introduced in two modules, by two of its codes": (
        modules(
            M1_1=ModuleDecisions(introduce=(said("K01", 3),)),
            M2_1=ModuleDecisions(introduce=(said("K04", 8),)),
        ),
        [("introduced-twice", 8, "course.yaml:3")],
    ),
    "two decisions on one item in one module": (
        modules(M1_1=ModuleDecisions(introduce=(said("K01", 3),), exclude=(said("K04", 4),))),
        [("both-ways", 4, "course.yaml:3")],
    ),
    "an item excluded everywhere": (
        modules(
            M1_1=ModuleDecisions(exclude=(said("K01", 3),)),
            M2_1=ModuleDecisions(exclude=(said("K04", 7),)),
        ),
        [("excluded-everywhere", 3, "course.yaml:3、course.yaml:7")],
    ),
    "an item reinforced before it is introduced": (
        modules(
            M1_1=ModuleDecisions(reinforce=(said("K03", 3),)),
            M1_2=ModuleDecisions(reinforce=(said("S03", 4),)),
            M2_1=ModuleDecisions(introduce=(said("S03", 9),)),
        ),
        [
            ("reinforced-before-introduced", 3, "—"),
            ("reinforced-before-introduced", 4, "course.yaml:9"),
        ],
    ),
    "hours that cannot add up": (
        dataclasses.replace(
            modules(
                M1_1=ModuleDecisions(hours=hours(6, 3)), M1_2=ModuleDecisions(hours=hours(5.5, 4))
            ),
            hours=hours(12, 1),
        ),
        [("hours-cannot-add-up", 1, "M1.1 6（course.yaml:3）、M1.2 5.5（course.yaml:4）")],
    ),
    "more theory than hours": (
        modules(M1_1=ModuleDecisions(hours=hours(2, 3), theory_hours=hours(2.5, 4))),
        [("theory-over-hours", 4, "course.yaml:3")],
    ),
    "modules that require each other": (
        modules(
            M1_1=ModuleDecisions(requires=Decided((said("M2.1", 2),))),
            M1_2=ModuleDecisions(requires=Decided((said("M1.2", 3),))),
            M2_1=ModuleDecisions(requires=Decided((said("M1.1", 4),))),
        ),
        [
            ("prerequisite-cycle", 2, "M1.1 → M2.1（course.yaml:2）、M2.1 → M1.1（course.yaml:4）"),
            ("prerequisite-cycle", 3, "M1.2 → M1.2（course.yaml:3）"),
        ],
    ),
    "a prerequisite that the order puts later": (
        dataclasses.replace(
            modules(M2_1=ModuleDecisions(requires=Decided((said("M1.1", 6),)))),
            order=(said("M2.1", 2),),
        ),
        [("prerequisite-later", 6, "course.yaml:2")],
    ),
    "a confirmation of nothing": (
        Decisions(confirmed=(said("M1.1  K02", 2), said("title", 3), said("M1.1 K2", 4))),
        [("unmatched-confirmation", 4, "M1.1 K02")],
    ),
}


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_contradiction_is_found_where_it_stands_and_names_the_other_side(case: str) -> None:
    """Exactly what is wrong is reported, in words of both languages."""
    decisions, expected = CONTRADICTIONS[case]
    problems = found(decisions)
    assert [(each.name, each.place.line) for each in problems] == [
        (name, line) for name, line, _ in expected
    ]
    for language in LANGUAGES:
        labels = load_labels(language)
        for problem, (_, _, other) in zip(problems, expected, strict=True):
            assert other in f"{labels.message(problem)} {labels.hint(problem)}"


def test_one_objective_cannot_be_decided_twice() -> None:
    """Two criteria with the same verb and object share an objective."""
    standard = bakery()
    serving = standard.duties[2]
    [block] = serving.blocks
    twice = dataclasses.replace(
        block,
        criteria=(*block.criteria, PerformanceCriterion(code="P3.1.2", text="回應顧客抱怨。")),
    )
    changed = dataclasses.replace(
        standard,
        duties=(*standard.duties[:2], dataclasses.replace(serving, blocks=(twice,))),
    )
    chosen = {
        code: ObjectiveDecision(degree="當場", place=at(line))
        for line, code in enumerate(("P3.1.1", "P3.1.2"), start=1)
    }
    [problem] = found(modules(M3=ModuleDecisions(objectives=chosen)), changed)
    assert (problem.name, problem.place.line) == ("objective-decided-twice", 2)
    assert problem.details["other"] == "course.yaml:1"


SOUND: dict[str, Callable[[], Decisions]] = {
    "nothing": Decisions,
    "a merge that says what it requires": lambda: dataclasses.replace(
        modules(
            M1_1=ModuleDecisions(tasks=(said("T1.1", 1), said("T1.2", 1)), hours=hours(10, 2)),
            M2_1=ModuleDecisions(
                requires=Decided((said("M1.1", 3),)),
                introduce=(said("K01", 4),),
                objectives={"K04": ObjectiveDecision(degree="無誤")},
            ),
        ),
        hours=hours(36, 5),
    ),
    "a split": lambda: modules(M2_1b=ModuleDecisions(criteria=(said("P2.1.2", 1),))),
    "an item taken over by another module": lambda: modules(
        M1_1=ModuleDecisions(exclude=(said("S02", 1),)),
        M3=ModuleDecisions(introduce=(said("S02", 2),)),
    ),
    "an item left out": lambda: Decisions(leave_out={"S02": said("沒有軟體", 1)}),
}


@pytest.mark.parametrize("case", SOUND)
def test_decisions_that_hold_together_are_no_problem(case: str) -> None:
    """Protects trainers from false alarms, which would stop their work."""
    assert found(SOUND[case]()) == ()


def test_every_rule_on_decisions_speaks() -> None:
    """Protects from rules that can never find anything; only a confirmation is no error."""
    names = {name for _, expected in CONTRADICTIONS.values() for name, _, _ in expected}
    assert names | {"objective-decided-twice"} == {rule.name for rule in DECISION_RULES.rules}
    mild = [rule.name for rule in DECISION_RULES.rules if rule.severity is not Severity.ERROR]
    assert mild == ["unmatched-confirmation"]


def test_an_item_printed_elsewhere_can_be_introduced() -> None:
    """The standard's cells are no fence: the trainer may teach an item anywhere."""
    standard = bakery()
    assert KsaUse(code="K03", text="烘焙原理") in standard.duties[1].blocks[0].knowledge
    assert found(modules(M1_1=ModuleDecisions(introduce=(said("K03", 1),)))) == ()


def test_a_mistyped_code_is_the_only_finding() -> None:
    """What only follows from it is not there to be mended."""
    follows = modules(M3=ModuleDecisions(hours=hours(2.0, 3)))
    typed = dataclasses.replace(follows, teach=(said("T1", 1), said("T9", 1)))
    assert [problem.code for problem in found(typed)] == ["CUR330"]
    goal = {"K02": ObjectiveDecision(text="學員能說明法規。", place=at(4))}
    both = modules(M2_1=ModuleDecisions(introduce=(said("K20", 3),), objectives=goal))
    assert [problem.code for problem in found(both)] == ["CUR330"]
