"""The built wheel works on its own: what a user installs has everything it needs."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources so that nothing is left beside them."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("curriculum", "templates", "standard"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
         "--wheel-dir", "dist", "."],
        cwd=folder,
        check=True,
    )  # fmt: skip
    return next((folder / "dist").glob("*.whl"))


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(wheel: Path) -> None:
    """Protects users from a program without its templates, and from our tests."""
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {"curriculum"} == {top for top in tops if not top.endswith(".dist-info")}
    for needed in (
        "curriculum/_data/templates/lesson-plan.md.jinja",
        "curriculum/_data/templates/labels/en/documents.yaml",
        "curriculum/_data/templates/assets/stylesheets/curriculum.css",
        "curriculum/_data/standard/BAS2421-003v2.yaml",
        "curriculum/py.typed",
    ):
        assert needed in names


def test_the_wheel_builds_the_site_without_the_sources(wheel: Path, tmp_path: Path) -> None:
    """Protects from data found only because the sources lie about."""
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    work = tmp_path / "work"
    work.mkdir()
    code = "import curriculum, sys; print(curriculum.__file__)"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=work, env=environment, capture_output=True, check=True
    )
    assert str(installed) in found.stdout.decode()
    subprocess.run(
        [sys.executable, "-m", "curriculum.cli", "build"],
        cwd=work,
        env=environment,
        check=True,
        capture_output=True,
    )
    assert (work / "build" / "site" / "modules" / "m1-1" / "lesson-plan.html").is_file()
