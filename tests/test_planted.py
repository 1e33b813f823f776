"""The table of requirements in the manual: its tests are there, and so are faults to notice."""

import subprocess
import sys

from plant import ROOT, all_faults, node_of
from site_figures import named_tests


def test_every_test_of_the_table_exists() -> None:
    """Protects the reader of the manual from a promise that nothing holds."""
    named = [node_of(test) for test in named_tests()]
    collected = subprocess.run(
        [sys.executable, "-m", "pytest", "-n0", "-p", "no:cacheprovider", "--collect-only", "-qq",
         *named],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (0, "") == (collected.returncode, collected.stderr)
    assert len(named) > 50


def test_every_test_of_the_table_has_a_fault_to_notice() -> None:
    """Protects from a test in the table that nobody has seen fail."""
    assert sorted(named_tests()) == sorted(all_faults())
    assert [] == [fault.test for fault in all_faults().values() if not fault.why.endswith(".")]


def test_every_fault_can_still_be_planted() -> None:
    """Protects the faults from code that changed below them: each text stands in its file once."""
    for fault in all_faults().values():
        assert fault.changes, fault.test
        for change in fault.changes:
            text = (ROOT / change.file).read_text(encoding="utf-8")
            assert 1 == text.count(change.old), (fault.test, change.file)
            assert change.old != change.new, fault.test
