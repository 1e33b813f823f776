"""The readers of foreign frameworks, on made-up ones with results written by hand."""

from pathlib import Path

import pytest

from curriculum.reading.opening import open_standard
from curriculum.reading.standard_yaml import read_standard

FRAMEWORKS = Path(__file__).parent / "frameworks"
SOURCES = {
    "case-tree-with-types-cycles-and-wrong-names": "source.json",
    "case-flat-list-with-markdown": "source.json",
    "onet-folder-of-two-occupations": "source#91-1001.00",
    "esco-tables-with-optional-skills": "source#5113.9",
    "esco-list-of-occupations": "source.json#puppet repairer",
    "nice-role-with-statement-files": "source#AB-CDE-001",
    "nice-table-of-roles": "source.csv#ab-cde-001",
}
"""Folder -> what a user would name in it."""


@pytest.mark.parametrize("name", SOURCES)
def test_reads_every_made_up_framework_as_a_careful_person_would(name: str) -> None:
    """Protects what is taken from each framework, and what is said to be left out."""
    expected = (FRAMEWORKS / name / "expected.yaml").read_text(encoding="utf-8")
    source = FRAMEWORKS / name / SOURCES[name]
    assert read_standard(expected) == open_standard(source, source.as_posix())
