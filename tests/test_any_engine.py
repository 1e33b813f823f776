"""What is on disk is nobody's own: other engines make the same site of the same tree."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import bs4
import pytest
import yaml
from test_engine import files_of
from test_search_found import TYPED, WORDS, open_search

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")

COLLECTED = re.compile(r"(.*/)?print\.html")
"""Pages that only the theme's own frame can fill; elsewhere they list what they collect."""


def built(engine: str, seed_out: Path, folder: Path) -> Path:
    """The site that another engine makes of the bundled standard's tree."""
    if importlib.util.find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed")
    for name in ("docs", "theme"):
        shutil.copytree(seed_out / name, folder / name)
    shutil.copy(seed_out / "mkdocs.yml", folder)
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", engine, "build", "--strict", "-f", "mkdocs.yml"]
    subprocess.run(command, cwd=folder, env=quiet, check=True, capture_output=True)
    return folder / "site"


def test_properdocs_makes_the_same_pages_to_the_byte(
    seed_out: Path, seed_site: Path, tmp_path: Path
) -> None:
    """Protects the way on when MkDocs has no way on; its name is in the page, and no more."""
    others = files_of(built("properdocs", seed_out, tmp_path))
    name = re.compile(rb'<meta name="generator" content="[^"]*">')
    ours = {path: name.sub(b"", data) for path, data in files_of(seed_site).items()}
    assert ours == {path: name.sub(b"", others[path]) for path in ours}


def article(page: bytes) -> tuple[str, list[str]]:
    """The text of a page's article, and where its links lead."""
    soup = bs4.BeautifulSoup(page, "html.parser").select_one("article")
    assert soup
    for mark in soup.select("a.headerlink, .md-path, nav"):
        mark.decompose()
    return "".join(soup.get_text().split()), [str(link["href"]) for link in soup.select("a[href]")]


def test_zensical_makes_pages_with_the_same_text_and_links_and_finds_the_same(
    seed_out: Path, seed_site: Path, tmp_path: Path, browser: "Browser"
) -> None:
    """Protects the way to the theme's successor: pages, words, links and what a search finds."""
    site = built("zensical", seed_out, tmp_path)
    ours, others = files_of(seed_site), files_of(site)
    pages = [path for path in ours if path.endswith(".html")]
    assert {*pages} <= others.keys()
    for path in pages:
        if not COLLECTED.fullmatch(path):
            assert article(ours[path]) == article(others[path]), path
    found = []
    for folder in (seed_site, site):
        page = browser.new_page()
        page.goto((folder / "index.html").as_uri())
        open_search(page)
        found.append(page.evaluate(TYPED, [WORDS[::9], True]))
        page.close()
    assert found[0] == found[1]
    assert any(found[0])


def test_only_one_file_knows_the_engine(seed_out: Path) -> None:
    """Protects the seam: no other module names it, and nothing on disk asks for a plugin."""
    package = Path(__file__).parents[1] / "curriculum"
    naming = re.compile(r"^\s*(from|import) (mkdocs|material|properdocs|zensical)\b", re.MULTILINE)
    knowing = [
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if naming.search(path.read_text(encoding="utf-8"))
    ]
    assert ["publishing/engine.py"] == knowing
    settings = yaml.safe_load((seed_out / "mkdocs.yml").read_text(encoding="utf-8"))
    assert ([], False) == (settings["plugins"], "hooks" in settings)
