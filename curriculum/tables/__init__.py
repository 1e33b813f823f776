"""The tables a plan is made with and judged by: verbs, weights, sentences, rubrics, words."""

from curriculum.tables.loading import load_tables
from curriculum.tables.model import (
    Collocation,
    Generic,
    Hours,
    KnowledgePattern,
    Lesson,
    OutputPattern,
    Patterns,
    ReviewWords,
    Tables,
    Teaching,
    Verbs,
    Watched,
    Weights,
)
from curriculum.tables.rubrics import ConditionPattern, RubricPattern, Rubrics

__all__ = [
    "Collocation",
    "ConditionPattern",
    "Generic",
    "Hours",
    "KnowledgePattern",
    "Lesson",
    "OutputPattern",
    "Patterns",
    "ReviewWords",
    "RubricPattern",
    "Rubrics",
    "Tables",
    "Teaching",
    "Verbs",
    "Watched",
    "Weights",
    "load_tables",
]
