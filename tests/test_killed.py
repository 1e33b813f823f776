"""Killed at any moment, no command that writes loses a byte of the trainer's work."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import kept_course
import openpyxl
import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")

SCRIPT = Path(__file__).with_name("killing.py")
ROOT = Path(__file__).parents[1]
COMMANDS = {
    "new": ["new", "新課程", "--standard", "課程/standard.yaml"],
    "import": ["import", "課程/standard.yaml", "-o", "寫出.yaml"],
    "pin": ["pin", "課程", "M1.2", "P1.2.1"],
    "confirm": ["confirm", "課程", "FLO1234-001v1"],
    "decide": ["decide", "課程", "plan.xlsx"],
    "build": ["build", "課程", "--publish"],
}
"""Every command that writes, as typed beside the course folder."""


def killed(tmp_path: Path, arguments: list[str]) -> dict[str, Any]:
    """What `killing.py` saw."""
    work = tmp_path / "work"
    work.mkdir()
    done = subprocess.run(
        [sys.executable, SCRIPT, tmp_path / "before", work, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=600,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def meant(files: dict[str, str]) -> dict[str, str]:
    """The files that mean something: not half-written ones, not backups, not the site."""
    return {
        name: content
        for name, content in files.items()
        if not name.endswith((".part", ".bak")) and not name.startswith("build/")
    }


def edited_workbook(folder: Path, file: Path) -> None:
    """Writes the plan as a workbook in which somebody has named a module anew."""
    assert 0 == kept_course.said(folder, "export", "matrix", str(folder), "-o", str(file))[0]
    book = openpyxl.load_workbook(file)
    cells = [cell for row in book["單元"].iter_rows() for cell in row]
    [title] = [cell for cell in cells if cell.value == "估價與報價"]
    title.value = "估價、報價與收款"
    book.save(file)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_killed_command_leaves_whole_files_and_can_be_run_again(
    tmp_path: Path, command: str
) -> None:
    """Protects against power cuts and closed windows: old or new, never a part, never stuck."""
    folder = kept_course.start(tmp_path / "before" / "課程")
    kept_course.reprint(folder, ("確認花材與數量", "確認花材、數量與顏色"))
    if command == "decide":
        edited_workbook(folder, folder.parent / "plan.xlsx")
    report = killed(tmp_path, COMMANDS[command])
    whole = meant(report["whole"])
    before = meant(report["before"])
    assert report["writes"] > 3
    assert len(report["kills"]) >= min(40, report["events"])
    for kill in report["kills"]:
        assert kill["killed"] < 0, kill["moment"]
        for name, content in meant(kill["left"]).items():
            assert content in {before.get(name), whole.get(name)}, (kill["moment"], name)
        assert before.keys() <= kill["left"].keys()
        if "again" in kill:
            assert kill["again"] == 0, kill["moment"]
            assert whole == meant(kill["after"]), kill["moment"]
    shutil.rmtree(tmp_path / "work")
