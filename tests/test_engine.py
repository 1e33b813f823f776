"""The adapter of the site engine: strict, silent, repeatable, and complete without a network."""

import dataclasses
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup

from curriculum.composing.escaping import title_text
from curriculum.errors import EngineError
from curriculum.publishing.engine import SiteSettings, configuration
from curriculum.publishing.site import make_site
from curriculum.publishing.sources import write_sources

HOSTILE = '</title><script>alert(1)</script>" onload="x {{ 7*7 }} &lt;b&gt; ${x} !ENV \u202eA & B'


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_site_builds_strictly_and_a_second_build_writes_nothing(
    tmp_path: Path, sample_pages: dict[str, str], sample_settings: SiteSettings
) -> None:
    """Chinese names, tables and raw HTML give no warning; equal files are not touched."""
    write_sources(tmp_path, sample_pages, sample_settings)
    first = make_site(tmp_path)
    again = write_sources(tmp_path, sample_pages, sample_settings)
    second = make_site(tmp_path)
    assert len(sample_pages) == first.pages
    assert () == again.written + again.removed + again.kept
    assert () == second.change.written + second.change.removed + second.change.kept
    assert first.change.written == second.change.unchanged


def test_a_page_that_is_gone_leaves_the_site(
    tmp_path: Path, sample_pages: dict[str, str], sample_settings: SiteSettings
) -> None:
    """A trainer's own file in the folders stays."""
    write_sources(tmp_path, sample_pages | {"items/k02.md": "# K02\n"}, sample_settings)
    make_site(tmp_path)
    (tmp_path / "site/notes.txt").write_text("mine", encoding="utf-8")
    write_sources(tmp_path, sample_pages, sample_settings)
    change = make_site(tmp_path).change
    assert ("site/items/k02.html",) == change.removed
    assert (tmp_path / "site/notes.txt").exists()


def test_builds_at_different_times_are_identical(
    tmp_path: Path,
    sample_pages: dict[str, str],
    sample_settings: SiteSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither the moment, nor the folder, nor the order of a hash reaches the site."""
    sites = []
    for number, moment in enumerate(("0", "1700000000")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
        out = tmp_path / str(number)
        write_sources(out, sample_pages, sample_settings)
        make_site(out)
        assert moment == os.environ["SOURCE_DATE_EPOCH"]
        sites.append(files_of(out / "site"))
    assert sites[0] == sites[1]
    assert not any(str(tmp_path).encode() in data for data in sites[0].values())


def test_a_broken_link_is_an_error_that_names_page_and_link(
    tmp_path: Path, sample_pages: dict[str, str], sample_settings: SiteSettings
) -> None:
    """The site that was there before stays whole."""
    write_sources(tmp_path, sample_pages, sample_settings)
    make_site(tmp_path)
    before = files_of(tmp_path / "site")
    broken = sample_pages | {"matrix.md": "# 對應表\n\n[x](nowhere.md) [y](index.md#nothing)\n"}
    write_sources(tmp_path, broken, sample_settings)
    with pytest.raises(EngineError) as caught:
        make_site(tmp_path)
    assert "broken-links" == caught.value.name
    lines = ["matrix.html: index.html#nothing", "matrix.html: nowhere.html"]
    assert lines == caught.value.details["lines"].splitlines()
    assert before == files_of(tmp_path / "site")


@pytest.mark.parametrize("text", ["{", "theme: nonsense\n", "", None])
def test_a_damaged_configuration_is_an_error_with_the_engines_words(
    tmp_path: Path, text: str | None
) -> None:
    """Whatever the engine raises reaches a person as lines, never as a traceback."""
    if text is not None:
        (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(EngineError) as caught:
        make_site(tmp_path)
    assert "" != caught.value.details["lines"]


def test_the_engine_is_silent_and_leaves_the_process_as_it_was(
    tmp_path: Path, sample_settings: SiteSettings, capfd: pytest.CaptureFixture[str]
) -> None:
    """Only the command line speaks, also when the build fails."""
    log = logging.getLogger("mkdocs")
    before = (log.handlers[:], log.propagate, log.level, dict(os.environ))
    settings = dataclasses.replace(sample_settings, nav=(("首頁", "index.md"),), unlisted=())
    for page in ("# 首頁\n", "# 首頁\n\n[x](nowhere.md)\n"):
        write_sources(tmp_path, {"index.md": page}, settings)
        try:
            make_site(tmp_path)
        except EngineError:
            assert "nowhere" in page
    assert ("", "") == capfd.readouterr()
    assert before == (log.handlers, log.propagate, log.level, dict(os.environ))


def test_nothing_refers_to_another_host(sample_site: Path) -> None:
    """No attribute of a page and no rule of a stylesheet leads out of the site."""
    references: set[str] = set()
    for path in sample_site.rglob("*.html"):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for tag in soup.select("[src], [href]"):
            references |= {str(tag.get("src") or ""), str(tag.get("href") or "")}
        references |= set(re.findall(r"url\(['\"]?([^)'\"]+)", str(soup)))
    for path in sample_site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        references |= set(re.findall(r"(?:url\(|@import\s*)['\"]?([^)'\"]+)", text))
    outside = {link for link in references if urlsplit(link).netloc or link.startswith("/")}
    assert set() == outside
    assert "assets/stylesheets/curriculum.css" in references


def test_the_plain_engine_builds_the_same_site(sample_site: Path, tmp_path: Path) -> None:
    """What is on disk needs nothing of ours: `mkdocs build` alone makes the same pages."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    file = sample_site.parent / "mkdocs.yml"
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "7"}
    subprocess.run(
        [*command, "--config-file", file, "--site-dir", tmp_path], check=True, env=environment
    )
    plain = files_of(tmp_path)
    ours = files_of(sample_site)
    unneeded = re.compile(
        r"404\.html|sitemap\.xml(\.gz)?|.*\.map|assets/javascripts/(lunr|workers)/.*"
    )
    assert {path for path in plain if unneeded.fullmatch(path)} == plain.keys() - ours.keys()
    assert ours == {path: plain[path] for path in ours}


def test_hostile_names_and_titles_stay_text(tmp_path: Path, sample_settings: SiteSettings) -> None:
    """The theme escapes none of them in some places and undoes escapes in others."""
    settings = dataclasses.replace(
        sample_settings,
        name=HOSTILE,
        description=HOSTILE,
        copyright=HOSTILE,
        permalink=HOSTILE,
        to_dark=HOSTILE,
        words={"path": HOSTILE, "menu": HOSTILE, "action.skip": HOSTILE},
        nav=(("首頁", "index.md"), (HOSTILE, ((HOSTILE, "a.md"), ("b", "b.md")))),
        unlisted=("c.md",),
    )
    unlisted = f"# {title_text(HOSTILE).replace('{', '&#123;')}\n"
    pages = {"index.md": "# 首頁\n", "a.md": "# a\n", "b.md": "# b\n", "c.md": unlisted}
    write_sources(tmp_path, pages, settings)
    make_site(tmp_path)
    for path in pages:
        text = (tmp_path / "site" / path.replace(".md", ".html")).read_text(encoding="utf-8")
        soup = BeautifulSoup(text, "html.parser")
        assert "alert(1)" in text
        assert [] == [tag for tag in soup.find_all("script") if "alert(1)" in tag.get_text()]
        assert [] == soup.select("[onload]")
        assert "\u202e" not in text


def test_the_configuration_is_plain_and_the_same_every_time(
    sample_settings: SiteSettings,
) -> None:
    """Any YAML reader reads it: no tags, no hooks, Chinese as Chinese."""
    text = configuration(sample_settings)
    assert text == configuration(sample_settings)
    settings = yaml.safe_load(text)
    assert [{"首頁": "index.md"}, "單元", "對應表"] == [
        settings["nav"][0],
        *(next(iter(entry)) for entry in settings["nav"][1:]),
    ]
    assert "花店接單人員訓練課程" in text
    assert "hooks" not in settings


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_the_theme_speaks_the_language(
    tmp_path: Path, sample_settings: SiteSettings, language: str
) -> None:
    """The engine's own words follow the interface language."""
    settings = dataclasses.replace(
        sample_settings, language=language, nav=(("首頁", "index.md"),), unlisted=()
    )
    write_sources(tmp_path, {"index.md": "# 首頁\n"}, settings)
    make_site(tmp_path)
    text = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}"' in text


def test_the_engine_is_imported_only_when_a_site_is_built() -> None:
    """Importing it takes longer than most commands run."""
    code = "import sys, curriculum.publishing.sources; sys.exit('mkdocs' in sys.modules)"
    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode
