"""The tables a plan is made with: verbs, weights, sentence patterns and generic words."""

from curriculum.tables.loading import load_tables
from curriculum.tables.model import (
    Collocation,
    Generic,
    Hours,
    KnowledgePattern,
    Lesson,
    OutputPattern,
    Patterns,
    Tables,
    Teaching,
    Verbs,
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
    "Tables",
    "Teaching",
    "Verbs",
    "Weights",
    "load_tables",
]
