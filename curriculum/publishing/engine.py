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
import re
import warnings
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING

import yaml

from curriculum.composing.escaping import plain, title_text
from curriculum.errors import EngineError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from mkdocs.config.defaults import MkDocsConfig

    from curriculum.composing.documents import NavEntry

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
)
"""Our own looks, below `PAGES`."""
SCRIPTS = ("assets/javascripts/ticks.js", "assets/javascripts/checklists.js")
"""Make checklists remember what is ticked, below `PAGES`."""
CHECKLISTS = "assets/javascripts/checklists-data.js"
"""What `SCRIPTS` count and export, below `PAGES`: a script, because pages that are opened from a
disk can read no other file."""
VIEW = "assets/javascripts/view.js"
"""Tells the two views apart, below `PAGES`; before anything is painted."""
SHIM = "assets/javascripts/iframe-worker.shim.js"
"""Lets the search work from a disk, below `PAGES`; it must be called after its package, or the
offline plugin adds its own copy from a foreign host."""

SITEMAP = "sitemap.xml"
"""For search engines; empty where nobody says at what address the site is published."""

_PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2")
"""Whose versions decide what a page looks like."""
_NO_ASSETS = frozenset({".html", ".md", ".py", ".pyc", ".yml", ".xml", ".map"})
"""Endings of what a theme is made of, of pages, and of what only the theme's makers read."""
_UNUSED = frozenset({"lunr", "workers"})
"""Folders of the theme's own search, which nobody calls."""
_FINISHED = re.compile(
    r"""
    ^<div(?![^>\n]*\ markdown)[^>\n]*\ class="table-wide"[^>\n]*>\n
     <table[^>\n]*>\n(?s:.*?)\n</table>\n</div>$
    | ^<table\ class="document-facts">\n(?s:.*?)\n</table>$
    """,
    re.VERBOSE | re.MULTILINE,
)
"""Tables as `HtmlParts` writes them: from line to line, and nothing in them is Markdown."""
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
        "plugins": [],
        "extra": {
            "generator": False,
            "polyfills": [SHIM, VIEW],
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


def script_with(checklists: Mapping[str, object]) -> bytes:
    """The script at `CHECKLISTS`; JSON is a value of its language, whatever the texts hold."""
    data = json.dumps(checklists, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.curriculumChecklists = {data};\n".encode()


class SiteEngine:
    """The engine with a tree read in: it makes pages one by one, as they are asked for.

    What it makes is what `mkdocs build` makes of the same tree, to the byte; a test holds it to
    that. It makes less: no page that nobody asked for, no reader of Markdown for every page, and
    no search for links, which are checked when all pages are there.
    """

    def __init__(self, out: pathlib.Path) -> None:
        """Reads `out/mkdocs.yml` and the head of every page.

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
            self._env = self._config.theme.get_env()
            self._reader = _reader(self._config)

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
        versions = [version(name) for name in _PACKAGES]
        heads = {
            path: {key: value for key, value in page.meta.items() if key != "linked"}
            for path, page in self._pages.items()
        }
        folder = pathlib.Path(self._config.config_file_path).parent
        theme = {
            str(path.relative_to(folder)): path.read_text(encoding="utf-8")
            for path in sorted((folder / THEME).rglob("*"))
            if path.is_file()
        }
        settings = (folder / CONFIGURATION).read_text(encoding="utf-8")
        maker = pathlib.Path(__file__).read_text(encoding="utf-8")
        return json.dumps([versions, maker, settings, heads, theme], sort_keys=True)

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
                files |= _assets(pathlib.Path(folder))
            if self._config.site_url:
                context = get_context(self._nav, self._files, self._config)
                files[SITEMAP] = self._env.get_template(SITEMAP).render(context).encode()
            return files

    def _read(self, path: str) -> None:
        """Makes HTML of a page's Markdown, once."""
        from mkdocs.structure.toc import get_toc  # noqa: PLC0415

        page = self._pages[path]
        if page.content is None:
            page.content = self._reader.reset().convert(str(page.markdown))
            page.toc = get_toc(vars(self._reader)["toc_tokens"])
            first = next(iter(page.toc), None)
            if first and first.level == 1 and not {"title"} & {*page.meta, *vars(page)}:
                page.title = first.title


def _reader(config: "MkDocsConfig") -> "Markdown":
    """The reader of Markdown that the configuration asks for, faster with what we wrote."""
    from markdown import Markdown  # noqa: PLC0415
    from markdown.preprocessors import Preprocessor  # noqa: PLC0415
    from markdown.treeprocessors import Treeprocessor  # noqa: PLC0415

    class FinishedBlocks(Preprocessor):
        """Puts our tables aside whole; to find their end the reader would parse every tag."""

        def run(self, lines: list[str]) -> list[str]:
            text = _FINISHED.sub(self._stored, "\n".join(lines))
            return text.split("\n")

        def _stored(self, block: re.Match[str]) -> str:
            return f"{self.md.htmlStash.store(block[0])}\n"

    class PageLinks(Treeprocessor):
        """Links to a page's Markdown lead to the page."""

        def run(self, root: "Element") -> None:
            for link in root.iter("a"):
                link.set("href", page_address(link.get("href", "")))

    reader = Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
    )
    # After fenced text was put aside (25), and before HTML is looked for (20).
    reader.preprocessors.register(FinishedBlocks(reader), "finished-blocks", 22)
    reader.treeprocessors.register(PageLinks(reader), "page-links", 0)
    return reader


def page_address(link: str) -> str:
    """Where a link to Markdown leads on the site; any other link as it is."""
    target, mark, anchor = link.partition("#")
    if ":" in target or not target.endswith(".md"):
        return link
    return f"{target.removesuffix('.md')}.html{mark}{anchor}"


def _assets(folder: pathlib.Path) -> dict[str, bytes]:
    """The files of a folder that are neither pages nor templates nor hidden."""
    files = {}
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _UNUSED]
        for name in names:
            path = pathlib.Path(parent, name)
            if path.suffix not in _NO_ASSETS and not name.startswith("."):
                files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return files


@contextlib.contextmanager
def _engine() -> Iterator[None]:
    """What the engine is told to do: in silence, undoing whatever it does to this process.

    Raises:
        EngineError: It warned of something, or raised anything at all.
    """
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
            yield
    except Exception as error:
        # Themes and extensions raise what they like, and none of it is a traceback's worth
        # for a person; the cause stays attached for engineers.
        lines = lines or [f"{type(error).__name__}: {error}"]
        raise EngineError("site-not-built", lines="\n".join(lines)) from error
    finally:
        log.handlers, log.propagate = handlers, propagate
        log.setLevel(level)
        for name, value in environment.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
    if lines:
        raise EngineError("site-not-built", lines="\n".join(lines))


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
            "search.highlight",
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
