"""All rules on a standard, in one place to ask."""

# Importing a module of rules enters them in the book.
from curriculum.problems import Problem
from curriculum.rules import on_codes, on_frameworks, on_readings, on_structure, on_texts
from curriculum.rules.standard_rulebook import STANDARD_RULES, StandardReview
from curriculum.standard import Standard
from curriculum.tables import Verbs

RULE_MODULES = (on_readings, on_codes, on_structure, on_texts, on_frameworks)


def check_standard(standard: Standard, verbs: Verbs) -> tuple[Problem, ...]:
    """Everything worth saying about a standard, by place."""
    return STANDARD_RULES.problems(StandardReview(standard=standard, verbs=verbs))
