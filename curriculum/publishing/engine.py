"""The one module that knows the site engine: MkDocs with the Material theme.

What is on disk stays plain: Markdown and an `mkdocs.yml` that `mkdocs build` understands without
us, with no hook and no plugin but the theme's own. The engine is imported only when a site is
built, because that import alone costs more than everything else a command does.
"""

import contextlib
import dataclasses
import functools
import html
import json
import logging
import os
import pathlib
import threading
import warnings
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from curriculum.composing.escaping import plain, title_text
from curriculum.errors import EngineError
from curriculum.publishing.folder_files import bytes_below, digest, texts_below
from curriculum.publishing.markdown_reader import markdown_reader

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.theme import Theme

    from curriculum.composing.navigation import NavEntry

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
    "assets/stylesheets/tables.css",
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

_PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2")
"""Whose versions decide what a page looks like."""
_NO_ASSETS = frozenset({".html", ".md", ".py", ".pyc", ".yml", ".xml", ".map"})
"""Endings of what a theme is made of, of pages, and of what only the theme's makers read."""
_UNUSED = frozenset({"lunr", "workers"})
"""Folders of the theme's own search, which nobody calls."""
_ONE_AT_A_TIME = threading.RLock()
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
    nav: "tuple[NavEntry, ...]"
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
    chinese: tuple[str, ...] = ()
    """Names in the menu that are Chinese where the other words are not."""
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Words of the theme's frame that are ours, by the name the theme knows them by."""


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
            "chinese": [title_text(name) for name in site.chinese],
        },
        "extra_css": [*STYLESHEETS, *site.stylesheets],
        "extra_javascript": [*SCRIPTS],
        "markdown_extensions": _extensions(site),
        "validation": {"links": {"anchors": "warn", "absolute_links": "warn"}},
        "not_in_nav": "\n".join(site.unlisted),
        "nav": [_nav(entry) for entry in site.nav],
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=1000)


Texts: TypeAlias = dict[str, list[Any]]
"""Page -> a digest of what its text was made of, its HTML, and its headings as JSON has them."""


class SiteEngine:
    """The engine with a tree read in: it makes pages one by one, as they are asked for.

    What it makes is what `mkdocs build` makes of the same tree, to the byte; a test holds it to
    that. It makes less: no page that nobody asked for, no reader of Markdown for every page, and
    no search for links, which are checked when all pages are there.
    """

    def __init__(self, out: pathlib.Path, texts: Texts | None = None) -> None:
        """Reads `out/mkdocs.yml` and the head of every page.

        Args:
            out: The folder of the tree.
            texts: What earlier engines made; what is the same again is taken from here, and what
                is not is left here.

        Raises:
            EngineError: `site-not-built`, with `lines`, the engine's own words, one a line.
        """
        with _engine():
            from mkdocs.config import load_config  # noqa: PLC0415 - see the module's docstring
            from mkdocs.structure.files import get_files, set_exclusions  # noqa: PLC0415
            from mkdocs.structure.nav import get_navigation  # noqa: PLC0415
            from mkdocs.structure.pages import Page  # noqa: PLC0415

            path = str((out / CONFIGURATION).resolve())
            self._config = load_config(path, config_file_path=path, strict=True)
            self._files = get_files(self._config)
            set_exclusions(self._files, self._config)
            self._nav = get_navigation(self._files, self._config)
            self._pages = dict[str, Page]()
            for file in self._files.documentation_pages():
                page = self._pages[file.src_uri] = file.page or Page(None, file, self._config)
                page.read_source(self._config)
            self._texts: Texts = {} if texts is None else texts
            self._theme = texts_below(out / THEME)
            self._env = _templates(self._config.theme, self._theme)
            self._reader = markdown_reader(
                self._config.markdown_extensions, self._config.mdx_configs
            )

    @property
    def pages(self) -> tuple[str, ...]:
        """Paths of the pages below `PAGES`."""
        return tuple(self._pages)

    def address(self, path: str) -> str:
        """The path below `SITE` of the page at that path."""
        return str(self._pages[path].file.dest_uri)

    def needs(self, path: str) -> tuple[str, ...]:
        """The pages whose text a page shows, its own first."""
        named = self._pages[path].meta.get("collected")
        shown = named if isinstance(named, list) else []
        return (path, *(each for each in self._pages if each in shown))

    def frame(self) -> str:
        """What every page shows of the others and of the theme; equal where that is equal."""
        heads = {
            path: {key: value for key, value in page.meta.items() if key != "linked"}
            for path, page in self._pages.items()
        }
        settings = pathlib.Path(self._config.config_file_path).read_text(encoding="utf-8")
        return json.dumps([_maker(), settings, heads, self._theme], sort_keys=True)

    def replace(self, path: str, text: str) -> None:
        """Gives a page other Markdown than what is on disk."""
        with _engine():
            page = self._pages[path]
            page.file.content_string = text
            page.read_source(self._config)
            page.content = None

    def source(self, path: str) -> str:
        """The Markdown of a page, and its head."""
        page = self._pages[path]
        return json.dumps([page.meta, page.markdown])

    def page(self, path: str) -> bytes:
        """A page of the site, whole.

        Raises:
            EngineError: `site-not-built`.
        """
        with _engine():
            from mkdocs.commands.build import get_context  # noqa: PLC0415

            for needed in self.needs(path):
                self._read(needed)
            page = self._pages[path]
            page.active = True
            try:
                context = get_context(self._nav, self._files, self._config, page)
                template = self._env.get_template(page.meta.get("template", "main.html"))
                text = template.render(context)
            finally:
                page.active = False
            return str(text).encode("utf-8", errors="xmlcharrefreplace")

    def others(self) -> dict[str, bytes]:
        """Path below `SITE` -> content of what is no page: assets, and the list of addresses."""
        with _engine():
            from mkdocs.commands.build import get_context  # noqa: PLC0415

            files = dict[str, bytes]()
            for folder in reversed([self._config.docs_dir, *self._config.theme.dirs]):
                files |= {
                    path: data
                    for path, data in bytes_below(pathlib.Path(folder), _UNUSED).items()
                    if pathlib.PurePosixPath(path).suffix not in _NO_ASSETS
                }
            if self._config.site_url:
                context = get_context(self._nav, self._files, self._config)
                files[SITEMAP] = self._env.get_template(SITEMAP).render(context).encode()
            return files

    def _read(self, path: str) -> None:
        """Makes HTML of a page's Markdown, once."""
        from mkdocs.structure.toc import get_toc  # noqa: PLC0415

        page, texts = self._pages[path], self._texts
        basis = digest(json.dumps([_maker(), self._config.mdx_configs, page.markdown]))
        if path not in texts or texts[path][0] != basis:
            html = self._reader.reset().convert(str(page.markdown))
            texts[path] = [basis, html, vars(self._reader)["toc_tokens"]]
        _, page.content, headings = texts[path]
        page.toc = get_toc(headings)
        first = next(iter(page.toc), None)
        if first and first.level == 1 and not {"title"} & {*page.meta, *vars(page)}:
            page.title = first.title


@functools.cache
def _maker() -> str:
    """A digest of the programs that make a page; another version makes every page anew."""
    versions = [version(name) for name in _PACKAGES]
    ours = texts_below(pathlib.Path(__file__).parent)
    return digest(json.dumps([versions, ours]))


_TEMPLATES: "dict[object, Environment]" = {}
"""The templates of themes, by their files: reading them takes as long as thirty pages."""


def _templates(theme: "Theme", ours: Mapping[str, str]) -> "Environment":
    """The theme's templates and what stands before them, wherever the tree lies."""
    from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader  # noqa: PLC0415

    theirs = [folder for folder in theme.dirs if pathlib.Path(folder).name != THEME]
    key = tuple(theirs), tuple(ours.items())
    if key not in _TEMPLATES:
        _TEMPLATES.clear()
        environment = _TEMPLATES[key] = theme.get_env()
        environment.loader = ChoiceLoader([DictLoader(ours), FileSystemLoader(theirs)])
    return _TEMPLATES[key]


@contextlib.contextmanager
def _engine() -> Iterator[None]:
    """What the engine is told to do; one thread at a time, for it changes the whole process.

    Raises:
        EngineError: It warned of something, or raised anything at all.
    """
    lines: list[str] = []
    try:
        with _ONE_AT_A_TIME, _silence(lines):
            yield
    except Exception as error:
        # Themes and extensions raise what they like, and none of it is a traceback's worth
        # for a person; the cause stays attached for engineers.
        words = "\n".join(lines) or f"{type(error).__name__}: {error}"
        raise EngineError("site-not-built", lines=words) from error
    if lines:
        raise EngineError("site-not-built", lines="\n".join(lines))


@contextlib.contextmanager
def _silence(lines: list[str]) -> Iterator[None]:
    """Collects the engine's warnings, and undoes whatever it does to this process."""
    log = logging.getLogger("mkdocs")
    handlers, propagate, level = log.handlers[:], log.propagate, log.level
    environment = {name: os.environ.get(name) for name in _ENVIRONMENT}
    log.handlers, log.propagate = [_Collector(lines)], False
    log.setLevel(logging.WARNING)
    os.environ.update(_ENVIRONMENT)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
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


def _nav(entry: "NavEntry") -> dict[str, object]:
    title, target = entry
    below = target if isinstance(target, str) else [_nav(child) for child in target]
    return {title_text(title): below}
