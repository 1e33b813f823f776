"""What several test files share: a small made-up site and a real browser."""

import functools
import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from seed_site import build_seed, page_of_each_kind
from site_figures import hold_figure
from visiting import Visit

from curriculum.publishing.engine import SiteSettings
from curriculum.publishing.site import make_site
from curriculum.publishing.sources import write_sources

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Examples take as long as the machine is busy; a slow one is no failure.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

SAMPLE = Path(__file__).parent / "sample-site"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",  # tests may run as root, in a container
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option to accept what the code gives now as what is expected."""
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite files that tests compare with"
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether a test that compares with a file shall rewrite it."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def figure(request: pytest.FixtureRequest, *, update_golden: bool) -> Callable[[str], None]:
    """Holds what this test measured against the manual."""
    return functools.partial(hold_figure, request.node.name, update=update_golden)


@pytest.fixture(scope="session")
def sample_pages() -> dict[str, str]:
    """Made-up pages with Chinese names, a checklist, a wide matrix and places to sign."""
    return {
        path.relative_to(SAMPLE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(SAMPLE.rglob("*.md"))
    }


@pytest.fixture(scope="session")
def sample_settings() -> SiteSettings:
    """Settings for the made-up pages."""
    return SiteSettings(
        name="花店接單人員訓練課程",
        language="zh-TW",
        description="虛構的課程",
        copyright="非官方文件",
        nav=(
            ("首頁", "index.md"),
            ("單元", (("接單", "units/u1/index.md"), ("檢核表", "units/u1/checklist.md"))),
            ("對應表", "matrix.md"),
        ),
        unlisted=("items/*",),
        to_dark="切換為深色",
        to_light="切換為淺色",
        permalink="本節連結",
        words={"action.skip": "跳到主要內容", "menu": "選單", "path": "目前位置"},
    )


@pytest.fixture(scope="session")
def sample_site(
    tmp_path_factory: pytest.TempPathFactory,
    sample_pages: dict[str, str],
    sample_settings: SiteSettings,
) -> Path:
    """The folder of the built site of the made-up pages; tests only read it."""
    out = tmp_path_factory.mktemp("sample")
    write_sources(out, sample_pages, sample_settings)
    make_site(out)
    return out / "site"


@pytest.fixture(scope="session")
def seed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the build of the bundled standard; tests only read it."""
    folder = tmp_path_factory.mktemp("built")
    assert 0 == build_seed(folder).code
    return folder


@pytest.fixture(scope="session")
def seed_site(seed_out: Path) -> Path:
    """The folder of that build's site."""
    return seed_out / "site"


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """The system's Chromium; without one the test is skipped, but fails where `CI` is set."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None or importlib.util.find_spec("playwright") is None:
        missing = f"needs playwright and one of {', '.join(BROWSERS)}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Visit]:
    """A visit that fails when a page complains or asks another host for anything."""
    visit = Visit(browser.new_context(reduced_motion="reduce"))
    yield visit
    visit.context.close()
    assert [] == visit.complaints


@pytest.fixture(scope="session")
def kinds(seed_site: Path) -> dict[str, str]:
    """One page of each kind of document of the bundled standard, as many kinds as there are."""
    return page_of_each_kind(seed_site)
