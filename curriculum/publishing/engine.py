"""The one module that knows the site engine: MkDocs with the Material theme.

What is on disk stays plain: Markdown and an `mkdocs.yml` that `mkdocs build` understands without
us, with no hook and no plugin but the theme's own. The engine is imported only when a site is
built, because that import alone costs more than everything else a command does.
"""

import contextlib
import dataclasses
import html
import json
import logging
import os
import pathlib
import tempfile
import warnings
from collections.abc import Iterator, Mapping

import yaml

from curriculum.composing.documents import NavEntry
from curriculum.composing.escaping import plain, title_text
from curriculum.errors import EngineError
from curriculum.publishing.tree import TreeChange, write_tree

CONFIGURATION = "mkdocs.yml"
"""The engine's configuration, beside the folders it names."""
PAGES = "docs"
"""The folder of the Markdown pages."""
SITE = "site"
"""The folder of the site."""
THEME = "theme"
"""The folder of what stands before the theme's own templates."""
STYLESHEETS = (
    "assets/stylesheets/curriculum.css",
    "assets/stylesheets/view.css",
    "assets/stylesheets/ticking.css",
    "assets/stylesheets/search.css",
)
"""Our own looks, below `PAGES`."""
SCRIPTS = (
    "assets/javascripts/ticks.js",
    "assets/javascripts/checklists.js",
    "assets/javascripts/search.js",
)
"""Make checklists remember what is ticked, and search the site, below `PAGES`."""
CHECKLISTS = "assets/javascripts/checklists-data.js"
"""What checklists count and export, below `PAGES`: a script, because pages that are opened from a
disk can read no other file."""
SEARCH_DATA = "assets/javascripts/search-data.js"
"""The texts that the search looks in, below `PAGES`; a script for the same reason."""
VIEW = "assets/javascripts/view.js"
"""Tells the two views apart, below `PAGES`; before anything is painted."""

SITEMAP = "sitemap.xml"
"""For search engines; empty where nobody says at what address the site is published."""

# The error page finds its styles at one address only, and the other file has a time in it.
_NOT_OURS = frozenset({"404.html", f"{SITEMAP}.gz"})
# The theme brings its own search along, which nothing calls.
_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
# The engine prints dates of the build, and the theme a notice about its own future.
_ENVIRONMENT = {"SOURCE_DATE_EPOCH": "315532800", "NO_MKDOCS_2_WARNING": "1"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """What the engine must be told about a site; every text is plain text."""

    name: str
    """The site's name, shown in the header of every page."""
    language: str
    """`zh-TW` or `en`: the language of the engine's own words."""
    description: str
    """One sentence for search engines."""
    copyright: str
    """The line at the foot of every page."""
    nav: tuple[NavEntry, ...]
    """The navigation, home page first; paths lie below `PAGES`."""
    unlisted: tuple[str, ...] = ()
    """Patterns (as in `.gitignore`) of pages that the navigation does not list."""
    to_dark: str
    """Label of the switch to dark colours."""
    to_light: str
    """Label of the switch to light colours."""
    permalink: str
    """Label of the link beside each heading."""
    for_trainers: str = ""
    """Label of the trainer's pages in the navigation."""
    address: str = ""
    """Where the site is published, with a `/` at its end; empty where nobody says."""
    logo: str = ""
    """Path of the logo below `PAGES`; empty for our own."""
    stylesheets: tuple[str, ...] = ()
    """Paths below `PAGES` of style sheets that come after ours."""
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Words of the theme's frame that are ours, by the name the theme knows them by."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EngineReport:
    """What building the site did."""

    pages: int
    """Number of pages of the site."""
    change: TreeChange
    """What changed on disk."""


def configuration(site: SiteSettings) -> str:
    """The text of `mkdocs.yml`, the same for the same settings.

    The theme prints names, titles and the copyright line as HTML, so they are made safe here.
    """
    settings = {
        "site_name": title_text(site.name),
        **({"site_url": site.address} if site.address else {}),
        "site_description": title_text(site.description),
        "copyright": html.escape(plain(site.copyright)),
        "docs_dir": PAGES,
        "site_dir": SITE,
        "strict": True,
        # Folder addresses such as `page/` open nothing from a disk; `page.html` works everywhere.
        "use_directory_urls": False,
        "theme": _theme(site),
        # None: the search is our own (see `composing/search_data.py`).
        "plugins": [],
        "extra": {
            "generator": False,
            "polyfills": [VIEW],
            "status": {"trainer": title_text(site.for_trainers)},
            "words": {name: title_text(word) for name, word in site.words.items()},
        },
        "extra_css": [*STYLESHEETS, *site.stylesheets],
        "extra_javascript": [*SCRIPTS],
        "markdown_extensions": _extensions(site),
        "validation": {"links": {"anchors": "warn", "absolute_links": "warn"}},
        "not_in_nav": "\n".join(site.unlisted),
        "nav": [_nav(entry) for entry in site.nav],
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=1000)


def script_with(name: str, values: Mapping[str, object]) -> bytes:
    """A script that gives data a name; JSON is a value of its language, whatever the texts hold."""
    data = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.{name} = {data};\n".encode()


def build_site(out: pathlib.Path) -> EngineReport:
    """Builds `out/site` from `out/mkdocs.yml`, in this process, and writes only what changed.

    Every warning of the engine counts as a failure; a site that fails changes nothing on disk.

    Args:
        out: The folder that holds the configuration and the pages.

    Raises:
        EngineError: `site-not-built`, with `lines`, the engine's own words, one a line.
        TargetError: The site cannot be written (see `write_tree`).
    """
    with tempfile.TemporaryDirectory(prefix="curriculum-") as folder:
        _run_engine(out / CONFIGURATION, folder)
        files = {
            f"{SITE}/{path}": (pathlib.Path(folder) / path).read_bytes()
            for path in _relative_files(pathlib.Path(folder))
            if path not in _NOT_OURS and not path.startswith(_UNUSED)
        }
    if b"<loc>" not in files[f"{SITE}/{SITEMAP}"]:
        del files[f"{SITE}/{SITEMAP}"]
    pages = sum(path.endswith(".html") for path in files)
    return EngineReport(pages=pages, change=write_tree(out, files, manifest=SITE))


def _relative_files(folder: pathlib.Path) -> list[str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def _run_engine(file: pathlib.Path, target: str) -> None:
    """One build into an empty folder, silent, with what the engine says turned into an error."""
    with _quiet_engine() as lines:
        from mkdocs.commands.build import build  # noqa: PLC0415 - see the module's docstring
        from mkdocs.config import load_config  # noqa: PLC0415

        try:
            path = str(file.resolve())
            build(load_config(path, config_file_path=path, site_dir=target, strict=True))
        except Exception as error:
            # Themes and extensions raise what they like, and none of it is a traceback's worth
            # for a person; the cause stays attached for engineers.
            words = lines or [f"{type(error).__name__}: {error}"]
            raise EngineError("site-not-built", lines="\n".join(words)) from error


@contextlib.contextmanager
def _quiet_engine() -> Iterator[list[str]]:
    """Collects the engine's warnings, and undoes whatever it does to this process."""
    lines: list[str] = []
    log = logging.getLogger("mkdocs")
    handlers, propagate, level = log.handlers[:], log.propagate, log.level
    environment = {name: os.environ.get(name) for name in _ENVIRONMENT}
    log.handlers, log.propagate = [_Collector(lines)], False
    log.setLevel(logging.WARNING)
    os.environ.update(_ENVIRONMENT)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield lines
    finally:
        log.handlers, log.propagate = handlers, propagate
        log.setLevel(level)
        for name, value in environment.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


class _Collector(logging.Handler):
    """Keeps what is logged as lines."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(record.getMessage().strip())


def _theme(site: SiteSettings) -> dict[str, object]:
    """Calm and complete without a network: no fonts, no scripts from elsewhere."""
    return {
        "name": "material",
        "custom_dir": THEME,
        "language": site.language,
        "font": False,
        **({"logo": site.logo} if site.logo else {"icon": {"logo": "material/school-outline"}}),
        # `navigation.prune`: with the whole navigation in every page, a site grows with the
        # square of its pages.
        "features": [
            "navigation.indexes",
            "navigation.path",
            "navigation.prune",
            "navigation.top",
            "toc.follow",
        ],
        "palette": [
            _palette("light", "default", "material/weather-night", site.to_dark),
            _palette("dark", "slate", "material/weather-sunny", site.to_light),
        ],
    }


def _palette(preference: str, scheme: str, icon: str, label: str) -> dict[str, object]:
    return {
        "media": f"(prefers-color-scheme: {preference})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": icon, "name": title_text(label)},
    }


def _extensions(site: SiteSettings) -> list[object]:
    return [
        "admonition",
        "attr_list",
        "def_list",
        "md_in_html",
        "tables",
        {"toc": {"permalink": "#", "permalink_title": title_text(site.permalink)}},
        "pymdownx.details",
        {"pymdownx.tasklist": {"custom_checkbox": True, "clickable_checkbox": True}},
    ]


def _nav(entry: NavEntry) -> dict[str, object]:
    title, target = entry
    below = target if isinstance(target, str) else [_nav(child) for child in target]
    return {title_text(title): below}
