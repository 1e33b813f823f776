"""Plants the faults of `faults.yaml`, one at a time, and sees whether the tests notice them.

Run it as `python tests/planted/plant.py [TEST…]`: all tests of the table in the manual, or those
named. Every fault gets a copy of the repository of its own, in which its test must fail by an
assertion of its own; a test that cannot be collected or set up has noticed nothing. Without faults
all the tests must pass. It takes about half an hour, as nearly every fault needs a site.
"""

import dataclasses
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import yaml

ROOT = Path(__file__).resolve().parents[2]
FAULTS = Path(__file__).with_name("faults.yaml")
RUN = (
    "import sys, pytest, curriculum;"
    " print('tested:', curriculum.__file__);"
    " sys.exit(pytest.main(sys.argv[1:]))"
)
"""Runs tests, and says first which of the installed and the copied packages they test."""
ASSERTION = re.compile(r"AssertionError|assert\b")


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """A text of a file that is replaced."""

    file: str
    """Its path below the repository."""
    old: str
    new: str


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """What a test must notice."""

    test: str
    """The test as the table in the manual calls it."""
    why: str
    """Why it is a fault."""
    changes: tuple[Change, ...]


def all_faults() -> dict[str, Fault]:
    """The faults by the tests that must notice them."""
    data = yaml.safe_load(FAULTS.read_text(encoding="utf-8"))
    return {
        test: Fault(test, fault["why"], tuple(Change(**change) for change in fault["changes"]))
        for test, fault in data.items()
    }


def node_of(test: str) -> str:
    """What pytest calls a test, with its file."""
    name = test.partition("[")[0]
    [file] = [
        file.name
        for file in sorted((ROOT / "tests").glob("test_*.py"))
        if f"\ndef {name}(" in file.read_text(encoding="utf-8")
    ]
    return f"tests/{file}::{test}"


def copied(folder: Path) -> Path:
    """A copy of what the repository knows, and of nothing else."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    ).stdout
    for path in filter(None, listed.split("\0")):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    return folder


def plant(fault: Fault, folder: Path) -> None:
    """Makes a fault in a copy."""
    for change in fault.changes:
        file = folder / change.file
        text = file.read_text(encoding="utf-8")
        assert 1 == text.count(change.old), (fault.test, change.file)
        file.write_text(text.replace(change.old, change.new), encoding="utf-8", newline="\n")


def tested(folder: Path, tests: Iterable[str], *options: str) -> tuple[int, ET.Element, str]:
    """Runs tests in a copy: pytest's exit code, its results, and all that it printed."""
    report = folder / "results.xml"
    arguments = ("-n0", "-p", "no:cacheprovider", f"--junitxml={report}", *options)
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments, *map(node_of, tests)],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(folder), "CI": "true"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    printed = done.stdout + done.stderr
    assert f"tested: {folder / 'curriculum/__init__.py'}" in printed, printed
    results = ET.parse(report).getroot() if report.is_file() else ET.Element("none")  # noqa: S314 - our own
    return done.returncode, results, printed


def is_noticed(fault: Fault) -> tuple[bool, str]:
    """Whether the test of a fault fails by an assertion of its own, and what it says."""
    with tempfile.TemporaryDirectory() as name:
        folder = copied(Path(name).resolve())
        plant(fault, folder)
        # The figures in the manual are not the test's own; they would give every fault away.
        code, results, printed = tested(folder, [fault.test], "--update-golden")
    failures = [failure.get("message", "") for failure in results.iter("failure")]
    said = failures[0] if failures else printed[-2000:]
    return code == 1 and any(ASSERTION.match(each) for each in failures), said


def pass_without(faults: Sequence[Fault]) -> bool:
    """Whether all the tests pass where nothing is planted."""
    with tempfile.TemporaryDirectory() as name:
        folder = copied(Path(name).resolve())
        code, _, printed = tested(folder, [fault.test for fault in faults])
    if code != 0:
        print(printed)
    return code == 0


def main(tests: Sequence[str]) -> int:
    """Tells of each fault whether it was noticed; 1 where one was not."""
    known = all_faults()
    faults = [known[test] for test in tests or known]
    started = time.monotonic()
    passes = pass_without(faults)
    print(f"{'pass' if passes else 'FAIL'}  {len(faults)} tests without a fault", flush=True)
    missed = []
    for fault in faults:
        begun = time.monotonic()
        noticed, said = is_noticed(fault)
        took = f"{time.monotonic() - begun:3.0f} s"
        print(f"{'noticed' if noticed else 'MISSED '}  {took}  {fault.test}", flush=True)
        if not noticed:
            missed.append(fault)
            print(said, flush=True)
    noticed_count = len(faults) - len(missed)
    took = f"{(time.monotonic() - started) / 60:.0f} min"
    print(f"{noticed_count} of {len(faults)} faults noticed, {took}")
    return 0 if passes and not missed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
