"""The tables a plan is made with and judged by: verbs, weights, sentences, words to look for."""

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

__all__ = [
    "Collocation",
    "Generic",
    "Hours",
    "KnowledgePattern",
    "Lesson",
    "OutputPattern",
    "Patterns",
    "ReviewWords",
    "Tables",
    "Teaching",
    "Verbs",
    "Watched",
    "Weights",
    "load_tables",
]
