"""Figures of the site that the manual shows, held against what the tests measure."""

from pathlib import Path

MANUAL = Path(__file__).parents[1] / "docs/explanation/site.md"


def measured(name: str, *figures: float) -> None:
    """Prints what was measured."""
    print(name, *figures)
