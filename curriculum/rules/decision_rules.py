"""All rules on decisions, in one place to ask before a course is planned."""

# Importing a module of rules enters them in the book.
from curriculum.course import Course
from curriculum.decisions import NO_DECISIONS, Decisions
from curriculum.memory import NO_MEMORY, Memory
from curriculum.problems import Problem
from curriculum.rules import on_decided_codes, on_decided_plans
from curriculum.rules.decision_rulebook import DECISION_RULES, DecisionReview
from curriculum.standard import Standard
from curriculum.tables import Tables

DECISION_RULE_MODULES = (on_decided_codes, on_decided_plans)


def check_decisions(
    standard: Standard,
    decisions: Decisions,
    tables: Tables,
    memory: Memory = NO_MEMORY,
    course: Course | None = None,
) -> tuple[Problem, ...]:
    """What is wrong with decisions: what names nothing, and what cannot hold together.

    Args:
        standard: The standard that they are about.
        decisions: What the trainer chose.
        tables: The tables that the course is planned with.
        memory: The ids that were published.
        course: What was planned of these, where that has been done.
    """
    if decisions == NO_DECISIONS:
        return ()
    review = DecisionReview(
        standard=standard, decisions=decisions, tables=tables, memory=memory, planned=course
    )
    return DECISION_RULES.problems(review)
