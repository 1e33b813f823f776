"""Figures of the site that the manual shows, held against what the tests measure."""

import re
from pathlib import Path

MANUAL = Path(__file__).parents[1] / "docs/explanation/site.md"


def hold_figure(test: str, figure: str, *, update: bool) -> None:
    """The row of the manual that names a test says what it measured, or is made to."""
    text = MANUAL.read_text(encoding="utf-8")
    [row] = [line for line in text.split("\n") if f"`{test}`" in line]
    cells = row.split(" | ")
    expected = " | ".join([*cells[:-1], f"{figure} |"])
    if update:
        MANUAL.write_text(text.replace(row, expected), encoding="utf-8", newline="\n")
    else:
        assert expected == row, "pytest -n0 --update-golden rewrites it"


def named_tests() -> list[str]:
    """The tests that the manual's table of requirements names, from above to below."""
    return re.findall(r"^\|.*\| `(test_.*?)` \|", MANUAL.read_text("utf-8"), re.MULTILINE)
