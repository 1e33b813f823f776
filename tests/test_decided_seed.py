"""Decisions about the bundled standard that once changed more than they said."""

from curriculum.decisions import (
    NO_DECISIONS,
    Decided,
    Decisions,
    ModuleDecisions,
    ObjectiveDecision,
)
from curriculum.planning import plan
from curriculum.planning.chosen_objectives import codes_of
from curriculum.reading.opening import BUNDLED, open_standard
from curriculum.resources import folder
from curriculum.tables import load_tables

SEED = open_standard(folder("standard") / BUNDLED, BUNDLED)
TABLES = load_tables()


def test_a_pinned_sentence_changes_nothing() -> None:
    """Protects the plan from the act of writing it down: every number stays as it was."""
    computed = plan(SEED, NO_DECISIONS, TABLES)
    pinned = {
        module.id: ModuleDecisions(
            objectives={
                codes_of(goal)[0]: ObjectiveDecision(text=goal.text) for goal in module.objectives
            }
        )
        for module in computed.modules
    }
    written = plan(SEED, Decisions(modules=pinned), TABLES)
    for before, after in zip(computed.modules, written.modules, strict=True):
        for field in ("hours", "activities", "assessment", "blueprint", "rubrics"):
            assert getattr(before, field) == getattr(after, field), (before.id, field)
        assert not any(goal.degree_is_default for goal in after.objectives)


def test_what_means_the_same_is_left_out_together() -> None:
    """Protects from an item that is left out under one code and taught under another."""
    course = plan(SEED, Decisions(leave_out={"K01": Decided("學過")}), TABLES)
    assert ["K01", "K27"] == [item.code for item in course.left_out]
    assert not {"K01", "K27"} & {
        item.code for module in course.modules for item in module.knowledge
    }


def test_more_questions_go_where_the_test_weighs_more() -> None:
    """Protects reviewers from a cell of 2 % with more questions than one of 5 %."""
    for module in plan(SEED, NO_DECISIONS, TABLES).modules:
        rows = [row for row in module.blueprint.rows if any(row.questions)]
        cells = [
            (row.percents[at], row.questions[at])
            for row in rows
            for at in range(len(row.questions))
            if row.questions[at]
        ]
        for weight, count in cells:
            assert all(count <= other + 1 for more, other in cells if more > weight), module.id
