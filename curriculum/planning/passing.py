"""The scores that pass a test and a rubric: the one rule that every document states.

A decided mark (`completion.mark`) holds for both (`course.marks_of`). Where none is decided, the
tables propose one for each; the degrees of objectives, the bands of rubrics and the limits of the
record of grades all follow from the same two numbers.
"""

import dataclasses
from collections.abc import Iterator

from curriculum.course import Marks
from curriculum.tables import Tables

_BEST_SCORE = 100
_ROUND = 5
"""Scores are multiples of it where there is room."""
_MET = 1
"""The level of a rubric that passes, counted from the best."""


def proposed_marks(tables: Tables) -> Marks:
    """The least scores that pass where nothing is decided."""
    weights = tables.weights
    return Marks(test=weights.test_mark, rubric=weights.rubric_scores[_MET], is_default=True)


def with_marks(tables: Tables, marks: Marks) -> Tables:
    """The tables with degrees and rubrics that begin to pass at these scores."""
    phrases = dict(tables.patterns.phrases)
    for name, mark in (("degrees.remember", marks.test), ("degrees.analyse", marks.rubric)):
        phrases[name] = tables.patterns.fill(name, mark=mark)
    patterns = dataclasses.replace(tables.patterns, phrases=phrases)
    scores = tuple(_scores(tables.weights.rubric_scores, marks.rubric))
    weights = dataclasses.replace(tables.weights, rubric_scores=scores)
    return dataclasses.replace(tables, patterns=patterns, weights=weights)


def _scores(proposed: tuple[int, ...], mark: int) -> Iterator[int]:
    """The lowest scores of the levels around another mark, in the same proportions.

    A level keeps at least one score of its own. Where none is left (above a mark of 100, between
    0 and a mark of 1) it begins above what there is, and no rubric has it.
    """
    old = proposed[_MET]
    if mark == old:
        yield from proposed
        return
    for number, score in enumerate(proposed):
        if number < _MET:
            share = (score - old) / max(1, _BEST_SCORE - old)
            yield _near(mark + share * (_BEST_SCORE - mark), mark + 1, _BEST_SCORE)
        elif number == _MET:
            yield mark
        else:
            yield _near(mark * score / max(1, old), min(1, score), mark - 1)


def _near(score: float, least: int, most: int) -> int:
    """A round score near this one where the limits have room for it."""
    rounded = round(score / _ROUND) * _ROUND
    if least <= rounded <= most:
        return rounded
    return max(least, min(most, round(score)))
