"""What the tests of the spreadsheet way share: editing as people do, and a real LibreOffice."""

import os
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from curriculum import workbook_commands
from curriculum.errors import ContentError
from curriculum.keeping.course_folder import start_course
from curriculum.labels import load_labels
from curriculum.reading.opening import BUNDLED

LABELS = load_labels()
SEED = Path(__file__).parents[1] / "standard" / BUNDLED
ALLOCATION, OBJECTIVES, MODULES = "配置", "學習目標", "單元"
Edits = Mapping[tuple[str, str, str], str | float | None]
"""Sheet, row and column -> what somebody types there."""


def started(folder: Path, standard: Path = SEED) -> Path:
    """A course folder."""
    start_course(folder, standard, LABELS)
    return folder


def exported(course: Path, name: str = "plan.xlsx") -> Path:
    """The workbook of a course, beside its folder."""
    target = course.parent / name
    workbook_commands.export_matrix(str(course), str(target), LABELS)
    return target


def place_of(sheet: Worksheet, row: str, column: str) -> tuple[int, int]:
    """Where a row and a column cross."""
    columns = [cell.value for cell in sheet[1]]
    rows = [cells[0].value for cells in sheet.iter_rows()]
    return rows.index(row) + 1, columns.index(column) + 1


def typed(workbook: Path, edits: Edits, name: str = "edited.xlsx") -> Path:
    """A copy of a workbook in which somebody typed."""
    book = openpyxl.load_workbook(workbook)
    for (sheet, row, column), value in edits.items():
        book[sheet].cell(*place_of(book[sheet], row, column)).value = value
    target = workbook.with_name(name)
    book.save(target)
    return target


def decided(course: Path, workbook: Path, *, dry_run: bool = False) -> list[str]:
    """What `decide` says."""
    answer = workbook_commands.decide(str(course), str(workbook), LABELS, dry_run=dry_run)
    assert answer.code == 0
    return [*answer.out, *answer.err]


def refused(course: Path, workbook: Path) -> list[str]:
    """Why `decide` refuses; nothing has changed then."""
    before = (course / "course.yaml").read_bytes()
    with pytest.raises(ContentError) as caught:
        workbook_commands.decide(str(course), str(workbook), LABELS, dry_run=False)
    assert before == (course / "course.yaml").read_bytes()
    assert [] == list(course.glob("*.bak"))
    return [f"{problem.code} {LABELS.message(problem)}" for problem in caught.value.problems]


def matrix(workbook: Path) -> dict[tuple[str, str], str]:
    """Item and module -> the sign in a workbook's allocation."""
    sheet = openpyxl.load_workbook(workbook)[ALLOCATION]
    columns = {cell.column: str(cell.value) for cell in sheet[1] if str(cell.value).startswith("M")}
    return {
        (str(cells[0].value), columns[cell.column]): str(cell.value or "")
        for cells in sheet.iter_rows(min_row=6)
        for cell in cells
        if cell.column in columns
    }


def with_part(workbook: Path, part: str, content: bytes, name: str = "edited.xlsx") -> Path:
    """A copy of a workbook in which one part of the zip says something else."""
    target = workbook.with_name(name)
    with (
        zipfile.ZipFile(workbook) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(info, content if info.filename == part else old.read(info))
        if part not in old.namelist():
            new.writestr(part, content)
    return target


def converted(source: Path, kind: str, folder: Path) -> Path:
    """What LibreOffice makes of a file; a test without it is skipped, but fails under `CI`."""
    return all_converted([source], kind, folder)[0]


def all_converted(sources: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """What LibreOffice makes of several files, in one go and with a profile in that folder."""
    program = shutil.which("soffice")
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs soffice")
    out = folder / "converted"
    profile = (folder / "profile").resolve().as_uri()
    subprocess.run(
        [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind,
         "--outdir", str(out), *map(str, sources)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return [out / f"{source.stem}.{kind}" for source in sources]
