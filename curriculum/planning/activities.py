"""The lesson plan of a module: timed activities that add up exactly.

Theory and practice each have their own time. Theory holds the opening, what is lectured, the test
and the wrap-up; practice holds demonstrations, drills, cases, projects and the performance
assessment. A module that has only one kind of time does everything in it.
"""

import dataclasses
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from curriculum.course import Activity, Assessment
from curriculum.planning.hours import apportion, goal_weight
from curriculum.planning.modules import Outline
from curriculum.planning.objectives import Goal
from curriculum.planning.sentences import listed, words_of
from curriculum.planning.steps import Group, Step, with_methods
from curriculum.planning.teaching import (
    NO_ASSESSMENT,
    PERFORMANCE,
    TEST,
    assesses,
    teaching_of,
)
from curriculum.tables import Tables

_LECTURE = "lecture"
_EXPLAIN = "explain"
"""A lecture on how the criteria are met, where a module introduces nothing to lecture on."""


def lesson_plan(
    module: Outline,
    goals: Sequence[Goal],
    ways: Sequence[Assessment],
    times: tuple[float, float],
    tables: Tables,
) -> tuple[Activity, ...]:
    """The activities of a module.

    Args:
        module: The module; where its methods are decided, every activity uses one of them.
        goals: Its objectives.
        ways: How it is assessed.
        times: Theory and practice hours.
        tables: The tables; `weights.lesson` has the proportions.

    Returns:
        Activities in teaching order. Those of theory add up to the theory hours, those of
        practice to the practice hours, in whole steps of minutes; every objective is served.
        Nothing when there is no time at all.
    """
    planner = _Planner(module, tuple(goals), tuple(ways), tables)
    step = tables.weights.lesson.step
    theory, practice = (round(hours * 60) // step for hours in times)
    return tuple(planner.plan(theory, practice))


class _Planner:
    """Plans one module in units of the lesson's step."""

    def __init__(
        self,
        module: Outline,
        goals: tuple[Goal, ...],
        ways: tuple[Assessment, ...],
        tables: Tables,
    ) -> None:
        self.title = words_of(module.title)
        self.chosen = tuple(dict.fromkeys(each.value for each in module.chosen.methods))
        self.goals = goals
        self.tables = tables
        self.lesson = tables.weights.lesson
        exam, _ = tables.weights.assessments[TEST]
        self.ways = {
            TEST: [way for way in ways if way.method == exam],
            PERFORMANCE: [
                way
                for way in ways
                if way.method not in {exam, NO_ASSESSMENT} and not way.is_after_class
            ],
        }

    def plan(self, theory: int, practice: int) -> Iterator[Activity]:
        """The activities for so many units of theory and of practice, no two of one name."""
        taken: Counter[str] = Counter()
        for activity in self._plan(theory, practice):
            taken[activity.name] += 1
            number = taken[activity.name]
            if number > 1:
                name = self.tables.patterns.fill(
                    "activity.again", name=activity.name, number=number
                )
                yield dataclasses.replace(activity, name=name)
            else:
                yield activity

    def _plan(self, theory: int, practice: int) -> Iterator[Activity]:
        # Whoever has only one kind of time does everything in it.
        main = theory or practice
        if not main:
            return
        in_practice = not theory
        is_short = main * self.lesson.step <= self.lesson.short
        opening, closing = (
            1 if is_short else minutes // self.lesson.step
            for minutes in (self.lesson.opening, self.lesson.wrap_up)
        )
        middle = main - opening - closing
        exam = self._exam_units(middle)
        lectures, groups = self._lectures(explains=practice > 0 and theory > 0), self._exercises()
        if practice and theory:
            check = self._check_units(practice)
            steps = self._teach(lectures, middle - exam, is_practice=False)
            done = groups or self._practised(lectures)
            steps += self._teach(done, practice - check, is_practice=True)
        else:
            check = self._check_units(middle - exam) if groups else 0
            both = (*lectures, *groups)
            steps = self._teach(both, middle - exam - check, is_practice=in_practice)
        yield self._frame("opening", opening, is_practice=in_practice)
        for step in with_methods(steps, self.chosen, self.tables.weights):
            yield from self._parts(step)
        yield from self._assess(TEST, exam, is_practice=in_practice)
        yield from self._assess(PERFORMANCE, check, is_practice=practice > 0)
        yield self._frame("wrap_up", closing, is_practice=in_practice)

    def _frame(self, key: str, units: int, *, is_practice: bool) -> Activity:
        """Opening or wrap-up: the trainer speaks, of what the module is for."""
        terminal = [goal for goal in self.goals if goal.objective.is_terminal]
        ids = tuple(goal.objective.id for goal in terminal or self.goals)
        one = self._named(key, self._lecturing, [self.title], units, ids)
        return dataclasses.replace(one, is_practice=is_practice)

    @property
    def _lecturing(self) -> str:
        """The first method of a lecture, if the trainer lectures."""
        usual = next(iter(self.tables.weights.strands[_LECTURE]))
        return usual if not self.chosen or usual in self.chosen else self.chosen[0]

    def _exam_units(self, middle: int) -> int:
        if not self._assessed(TEST):
            return 0
        return max(1, min(middle // 5, self.lesson.test // self.lesson.step))

    def _check_units(self, units: int) -> int:
        """For the performance assessment: a share of the time, but time for every criterion."""
        lesson = self.lesson
        if not self._assessed(PERFORMANCE):
            return 0
        least = self._least_check()
        share = int(units * lesson.assessment_share + 0.5)
        return max(1, min(max(share, least), lesson.assessment_most // lesson.step, units // 2))

    def _least_check(self) -> int:
        criteria = sum(len(goal.objective.criteria) for goal in self.goals)
        each = criteria * self.lesson.assessment_each
        return max(self.lesson.assessment_least, each) // self.lesson.step

    def _assessed(self, key: str) -> tuple[Goal, ...]:
        """The goals that a test, or everything but a test, asks for."""
        return tuple(
            goal for goal in self.goals if any(assesses(way, goal) for way in self.ways[key])
        )

    def _strand(self, goal: Goal) -> str:
        return teaching_of(goal, self.tables.weights).strand

    def _lectures(self, *, explains: bool) -> tuple[Group, ...]:
        """What is lectured: all knowledge, and what is only to be recalled."""
        chosen = [
            goal
            for goal in self.goals
            if goal.objective.knowledge or self._strand(goal) == _LECTURE
        ]
        if chosen:
            return tuple(self._group(_LECTURE, goal) for goal in chosen)
        if explains:
            terminal = [goal for goal in self.goals if goal.objective.is_terminal]
            return tuple(self._group(_EXPLAIN, goal) for goal in terminal or self.goals)
        return ()

    def _exercises(self) -> tuple[Group, ...]:
        """What is done, strand by strand; attitudes go with the last exercise."""
        chosen = [goal for goal in self.goals if self._strand(goal) != _LECTURE]
        attitudes = tuple(goal for goal in chosen if goal.objective.attitudes)
        others = [goal for goal in chosen if not goal.objective.attitudes]
        strands = list(dict.fromkeys(self._strand(goal) for goal in others))
        others.sort(key=lambda goal: strands.index(self._strand(goal)))
        groups = [self._group(self._strand(goal), goal) for goal in others]
        if groups:
            last = groups[-1]
            groups[-1] = dataclasses.replace(last, goals=(*last.goals, *attitudes))
        elif attitudes:
            groups = [self._group(self._strand(attitudes[0]), *attitudes)]
        return tuple(groups)

    def _practised(self, lectures: tuple[Group, ...]) -> tuple[Group, ...]:
        """What is lectured, done instead: the trainer wants practice where nothing asks for it."""
        strand = next(name for name in self.tables.weights.strands if name != _LECTURE)
        return tuple(dataclasses.replace(group, strand=strand) for group in lectures)

    def _group(self, strand: str, *goals: Goal) -> Group:
        weight = sum(goal_weight(goal, self.tables.weights.hours) for goal in goals)
        return Group(strand, goals, weight)

    def _teach(self, groups: tuple[Group, ...], units: int, *, is_practice: bool) -> list[Step]:
        """Groups in so many units: few enough to be worth the time, each in its steps."""
        if not groups:
            groups = (Group(_LECTURE, (), 1),)
        limit = max(1, units * self.lesson.step // self.lesson.least)
        merged = _merge(list(groups), limit)
        shares = apportion([group.weight for group in merged], units, least=1)
        return [
            Step(group, method, length, is_practice)
            for group, share in zip(merged, shares, strict=True)
            for method, length in self._steps(group, share)
        ]

    def _steps(self, group: Group, units: int) -> Iterator[tuple[str, int]]:
        """Methods and units of a group's steps; a short one has only its main step."""
        strand = _LECTURE if group.strand == _EXPLAIN else group.strand
        shares = self.tables.weights.strands[strand]
        if units * self.lesson.step * 2 < self.lesson.least * 3:
            yield max(shares, key=lambda method: shares[method]), units
            return
        weights = [float(share) for share in shares.values()]
        yield from zip(shares, apportion(weights, units, least=1), strict=True)

    def _parts(self, step: Step) -> Iterator[Activity]:
        """One step; a very long one in several parts with a break between them."""
        number = -(-step.units * self.lesson.step // self.lesson.most)
        key = self._key(step.group.strand, step.method)
        ids = tuple(goal.objective.id for goal in step.group.goals)
        # A lecture is about all its objectives; an exercise has the name of what is done in it.
        is_lecture = step.group.strand == _LECTURE
        topics = self._topics(step.group.goals, names_all=is_lecture)
        for part, length in enumerate(apportion([1] * number, step.units), start=1):
            one = self._named(key, step.method, topics, length, ids)
            name = one.name
            if number > 1:
                name = self.tables.patterns.fill("activity.part", name=name, number=part)
            yield dataclasses.replace(one, name=name, is_practice=step.is_practice)

    def _key(self, strand: str, method: str) -> str:
        """The name of the sentence for a step: some strands have their own for a method."""
        if (strand, method) == (_EXPLAIN, self._lecturing):
            return _EXPLAIN
        own = f"{_LECTURE if strand == _EXPLAIN else strand}{method}"
        return own if f"activity.{own}" in self.tables.patterns.phrases else method

    def _topics(self, goals: tuple[Goal, ...], *, names_all: bool = False) -> list[str]:
        """What a group is about: its criteria, else what enables them, else the module."""
        if names_all:
            found = [goal.subject for goal in goals if not goal.objective.attitudes]
        else:
            found = [goal.topic for goal in goals if goal.objective.is_terminal]
        found = found or [goal.topic for goal in goals if not goal.objective.attitudes]
        found = found or [goal.topic for goal in goals]
        return [topic for topic in found if topic] or [self.title]

    def _assess(self, key: str, units: int, *, is_practice: bool) -> Iterator[Activity]:
        if not units:
            return
        usual, _ = self.tables.weights.assessments[key]
        ways = sorted(self.ways[key], key=lambda way: way.method != usual)
        methods = list(dict.fromkeys(way.method for way in ways))
        # Each further way has its own step where the main one keeps the time that it needs.
        least = self.lesson.assessment_least // self.lesson.step
        main = units - least * (len(methods) - 1)
        parts = [([method], least if number else main) for number, method in enumerate(methods)]
        if main < self._least_check():
            parts = [(methods, units)]
        for part, share in parts:
            goals = tuple(
                goal
                for goal in self._assessed(key)
                if any(assesses(way, goal) for way in ways if way.method in part)
            )
            ids = tuple(goal.objective.id for goal in goals)
            topics = self._topics(goals, names_all=True) if key == TEST else [self.title]
            name = self.tables.patterns["joint_assessment"].join(part)
            one = self._named(name, part[0], topics, share, ids)
            yield dataclasses.replace(one, is_practice=is_practice)

    def _named(
        self, key: str, method: str, topics: list[str], units: int, ids: tuple[str, ...]
    ) -> Activity:
        patterns = self.tables.patterns
        phrase = f"activity.{key}"
        items = listed(topics, patterns["topics"], patterns)
        return Activity(
            name=patterns.fill(phrase, items=items)
            if phrase in patterns.phrases
            else patterns.fill("activity.other", method=key, items=items),
            minutes=units * self.lesson.step,
            method=method,
            objectives=ids,
            is_practice=False,
        )


def _merge(groups: list[Group], limit: int) -> list[Group]:
    """Neighbours put together until there are few enough: of one strand first, light ones first."""
    while len(groups) > limit:
        pairs = list(itertools.pairwise(groups))
        best = min(
            range(len(pairs)),
            key=lambda n: (pairs[n][0].strand != pairs[n][1].strand, _weight(pairs[n]), n),
        )
        groups[best : best + 2] = [_joined(*pairs[best])]
    return groups


def _weight(pair: tuple[Group, Group]) -> float:
    return round(pair[0].weight + pair[1].weight, 6)


def _joined(first: Group, second: Group) -> Group:
    """Two groups as one, in the way of the heavier; but who has to do something is not lectured."""
    strands = [group for group in (first, second) if group.strand != _LECTURE]
    leader = max(strands or (first, second), key=lambda group: group.weight)
    # Knowledge to be judged by stands among the lectures and among the cases.
    goals = tuple(dict.fromkeys((*first.goals, *second.goals)))
    return Group(leader.strand, goals, first.weight + second.weight)
