"""The tables that come with the program, which a trainer may edit."""

import string
from pathlib import Path

import pytest

from curriculum.course import Domain
from curriculum.errors import SourceError
from curriculum.tables import _table, load_tables

TABLES = load_tables()


def test_of_two_levels_of_a_verb_the_higher_counts() -> None:
    """盤點 stands at 3 and at 4; a verb that is only vague has the level of understanding."""
    cognitive = TABLES.verbs.levels[Domain.COGNITIVE]
    assert {verb: cognitive[verb] for verb in ("盤點", "描述", "熟悉", "掌握")} == {
        "盤點": 4,
        "描述": 2,
        "熟悉": 2,
        "掌握": 3,
    }


def test_every_way_of_teaching_is_described_and_in_the_official_words() -> None:
    """Rows of the table of teaching name only strands, assessments and methods that exist."""
    weights = TABLES.weights
    used = {method for steps in weights.strands.values() for method in steps}
    assert {row.strand for row in weights.teaching} <= set(weights.strands)
    assert {key for row in weights.teaching for key in row.assess} <= set(weights.assessments)
    assert used <= set(weights.methods)
    assert {method for method, _ in weights.assessments.values()} == {
        "測驗",
        "實作評量",
        "作業評量",
        "口頭報告",
    }


def test_every_level_has_a_row() -> None:
    """No objective is without a way of teaching, and no competency level without a factor."""
    last = {row.domain: row for row in TABLES.weights.teaching if not row.needs}
    covered = {
        level
        for row in TABLES.weights.teaching
        if row.domain is Domain.COGNITIVE and not row.needs
        for level in row.levels
    }
    assert set(last) == set(Domain)
    assert covered == set(range(1, 7))
    assert len(TABLES.weights.hours.level_factors) == 6
    assert len(TABLES.weights.hours.criterion) == 6


SLIPS = {
    "total: [36": 2,
    "totals: 36": 0,
    "total: viele": 0,
    "- 36": 0,
}
"""What somebody may write into a table -> the line that is to blame, 0 where none is known."""


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_a_table_is_a_sentence_and_no_traceback(slip: str, tmp_path: Path) -> None:
    """Protects the people whom the tables invite to edit them."""
    file = tmp_path / "weights.yaml"
    file.write_text(f"{slip}\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        _table(file, lambda data: float(data["total"]))
    assert ("broken-table", SLIPS[slip]) == (caught.value.name, caught.value.place.line)
    assert caught.value.details["reason"]


def test_every_sentence_frame_has_only_known_placeholders() -> None:
    """A typing slip in a frame would stop every build."""
    known = {"behaviour", "condition", "degree", "item", "example"}
    found = {
        name
        for frame in TABLES.patterns.frames.values()
        for _, name, _, _ in string.Formatter().parse(frame)
        if name is not None
    }
    assert found == known
