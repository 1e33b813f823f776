"""The manual and the README against the code: what they say is what the program does."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from manual_pages import commands, made_parts, names_of, replaced
from manual_sessions import blocks, played

from curriculum.cli import program

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAPERS = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
MARKED = [page for page in PAGES if names_of((DOCS / page).read_text(encoding="utf-8"))]
"""Pages with parts that are made from the code."""

SET_UP = (
    "python3 -m venv .venv && .venv/bin/python -m pip install --quiet -e . "
    "&& .venv/bin/curriculum build\n"
)
TEST = (
    'python3 -m venv .venv && .venv/bin/python -m pip install --quiet -e ".[test]" '
    "&& .venv/bin/python -m pytest\n"
)  # fmt: skip


def hold(file: Path, expected: str, *, update: bool) -> None:
    """A file says what is expected, or is made to."""
    if update:
        file.write_text(expected, encoding="utf-8", newline="\n")
    assert expected == file.read_text(encoding="utf-8"), "pytest --update-golden rewrites it"


@pytest.fixture(scope="module")
def parts() -> dict[str, dict[str, str]]:
    """The parts of the manual that are made from the code."""
    return made_parts()


@pytest.mark.parametrize("page", MARKED)
def test_made_parts_of_the_manual_are_up_to_date(
    page: str, parts: dict[str, dict[str, str]], *, update_golden: bool
) -> None:
    """Help texts, rules, keys, templates and numbers in the manual are those of the code."""
    file = DOCS / page
    text = file.read_text(encoding="utf-8")
    assert sorted(parts[page]) == sorted(names_of(text))
    hold(file, replaced(text, parts[page]), update=update_golden)


def test_pages_and_makers_know_each_other(parts: dict[str, dict[str, str]]) -> None:
    """A page that nobody makes would keep old text for ever."""
    assert sorted(parts) == MARKED


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        pytest.param(name, parameter, id=f"{name or 'curriculum'} {parameter.name}")
        for name, command in commands()
        for parameter in command.get_params(click.Context(command))
    ],
)
def test_every_command_and_option_has_help(name: str, parameter: click.Parameter) -> None:
    """Whoever types `--help` learns what a command and each of its options is for."""
    result = CliRunner().invoke(program, [name, "--help"] if name else ["--help"])
    words = (
        [parameter.opts[-1]]
        if isinstance(parameter, click.Option)
        else [parameter.human_readable_name]
    )
    assert words == [
        word for word in words if re.search(rf"{re.escape(word)}.*\s{{2,}}\S", result.output)
    ]


@pytest.mark.parametrize("command", ["show", "check", "plan"])
def test_every_key_of_the_json_is_in_the_manual(command: str) -> None:
    """Programs rely on the keys, so each is explained, under the command that prints it."""
    result = CliRunner().invoke(program, [command, "--format", "json"])
    page = (DOCS / "reference/json.md").read_text(encoding="utf-8")
    section = re.split(r"^## ", page, flags=re.MULTILINE)
    chosen = next(text for text in section if text.startswith(f"`{command}`"))
    missing = {key for key in keys_of(json.loads(result.stdout)) if f"`{key}`" not in chosen}
    assert set() == missing


def keys_of(data: object) -> Iterator[str]:
    """Every key of every object in a JSON value."""
    if isinstance(data, dict):
        yield from data
        for value in data.values():
            yield from keys_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from keys_of(value)


def test_the_tutorial_really_works(tmp_path: Path, *, update_golden: bool) -> None:
    """Every command of the tutorial runs in a fresh copy and prints what the tutorial shows."""
    folder = tmp_path / "curriculum"
    for name in ("standard", "docs/examples"):
        shutil.copytree(ROOT / name, folder / name)
    file = DOCS / "tutorial.md"
    text = file.read_text(encoding="utf-8")
    assert 5 <= len(blocks(text, "sh"))
    hold(file, played(text, folder, is_tutorial=True), update=update_golden)


def test_reading_a_published_standard_really_works(tmp_path: Path, *, update_golden: bool) -> None:
    """The page that goes from the authority's PDF to a course prints what the program prints."""
    source = ROOT / "tests" / "carriers" / "items-each-on-its-own-line-and-words-wrapped"
    shutil.copy(source / "a4-portrait.pdf", tmp_path / "獨木舟教練助理.pdf")
    file = DOCS / "how-to" / "read-a-published-standard.md"
    text = file.read_text(encoding="utf-8")
    hold(file, played(text, tmp_path, is_tutorial=False), update=update_golden)


def test_the_readme_shows_a_real_session(tmp_path: Path, *, update_golden: bool) -> None:
    """What the README says the program prints is what it prints."""
    file = ROOT / "README.md"
    text = file.read_text(encoding="utf-8")
    hold(file, played(text, tmp_path, is_tutorial=False), update=update_golden)


def test_the_readme_has_exactly_two_command_lines() -> None:
    """One line sets up and builds, one sets up and tests: nothing else is to be typed."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [SET_UP, TEST] == blocks(text, "sh")
    assert [] == [
        kind for kind in re.findall(r"^```(\w+)", text, re.MULTILINE) if kind not in {"sh", "text"}
    ]


@pytest.mark.parametrize("paper", PAPERS)
def test_links_of_the_front_papers_lead_somewhere(paper: str) -> None:
    """A link in README, CHANGELOG or CONTRIBUTING names a file that is there."""
    text = (ROOT / paper).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    local = [link.partition("#")[0] for link in links if not link.startswith("http")]
    assert [] == [link for link in local if not (ROOT / link).is_file()]


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manual as a site."""
    target = tmp_path_factory.mktemp("manual")
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet",
         "-f", str(ROOT / "mkdocs.yml"), "-d", str(target)],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ("", 0) == (result.stdout + result.stderr, result.returncode)
    return target


@pytest.mark.xdist_group("manual")
def test_the_manual_builds_without_a_warning(manual: Path) -> None:
    """Every page is in the navigation, and every link and anchor inside the manual resolves."""
    built = {
        path.relative_to(manual).with_suffix(".md").as_posix() for path in manual.rglob("*.html")
    }
    assert set(PAGES) == built - {"404.md"}


@pytest.mark.xdist_group("manual")
def test_the_manual_asks_no_other_host_for_anything(manual: Path) -> None:
    """The manual can be read without a network, and tells nobody who reads it."""
    foreign = [
        f"{path.relative_to(manual)}: {address}"
        for path in sorted(manual.rglob("*.html"))
        for tag in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").find_all(
            ["link", "script", "img", "iframe"]
        )
        if (address := str(tag.get("src") or tag.get("href") or "")).startswith(("http", "//"))
    ]
    assert [] == foreign


def test_pictures_are_small_enough_for_a_readme() -> None:
    """A picture above 200 kB makes everybody who reads the README wait."""
    pictures = sorted((DOCS / "pictures").glob("*.png"))
    assert pictures
    assert [] == [path.name for path in pictures if path.stat().st_size >= 200_000]
