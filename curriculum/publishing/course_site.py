"""From a planned course to its site: the whole way, with the engine at the end of it."""

import dataclasses
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from curriculum.composing.documents import Composed, Composition, compose
from curriculum.composing.layout import PICTURES
from curriculum.composing.paths import address_of
from curriculum.course import Course
from curriculum.decisions import Decided
from curriculum.errors import TargetError, reason_of
from curriculum.labels import CHINESE, Labels
from curriculum.problems import Place, Problem
from curriculum.publishing import engine
from curriculum.publishing.looks import LOGO, looks_files
from curriculum.publishing.pictures import picture_files
from curriculum.publishing.site import make_site
from curriculum.publishing.sources import script_with, write_sources
from curriculum.publishing.tree import MANIFESTS, TreeChange
from curriculum.reading.opening import Opened
from curriculum.views import pages
from curriculum.views.audience import Audience

HOME = "index.html"
KIT = "kit"
"""The folder for the files to print and hand in, beside those of the site."""

_HAN = re.compile("[\u3400-\u9fff]")
_FRAME = {"action.skip": "skip", "menu": "menu", "path": "path"}
"""Words of the site's frame: the name that the theme knows them by -> their label."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SiteReport:
    """What building a site did."""

    home: Path
    """The page to open."""
    pages: int
    written: int
    """Files of the plain tree and of the site that are new or different."""
    removed: int
    kept: tuple[Path, ...]
    """Where things that are not ours were moved to."""
    missing: int
    """How many things wait for the trainer (待補)."""
    moved: tuple[str, ...]
    """Addresses that were published, with pages that only say what became of theirs."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SiteRequest:
    """What a site is made from."""

    course: Course
    """The course as planned."""
    problems: tuple[Problem, ...]
    """What was found in the standard and the course."""
    labels: Labels
    """The words of the interface's language."""
    opened: Opened
    """Where the course comes from, with the trainer's own templates and pictures."""
    audience: Audience = Audience.BOTH
    """For whom the site is."""


def build_site(request: SiteRequest, out: Path, progress: Callable[[str], None]) -> SiteReport:
    """Composes, writes and builds a course's site under `out`.

    Args:
        request: What the site is made from.
        out: The folder for `docs/`, `theme/`, `mkdocs.yml` and `site/`.
        progress: Told the name of each step when it begins.

    Raises:
        TemplateFailedError: A template cannot be rendered.
        EngineError: The engine found the site faulty.
        SourceError: A picture cannot be read.
        TargetError: `foreign-folder`, or something cannot be written.
    """
    _refuse_foreign(out)
    progress("compose")
    composition = composition_of(request)
    progress("write")
    sources = write_tree_of(request, composition, out)
    progress("engine")
    built = make_site(out)
    return SiteReport(
        home=out / engine.SITE / HOME,
        pages=built.pages,
        written=len(sources.written) + len(built.change.written),
        removed=len(sources.removed) + len(built.change.removed),
        kept=tuple(out / path for path in (*sources.kept, *built.change.kept)),
        missing=composition.missing,
        moved=tuple(map(address_of, composition.moved)),
    )


def composition_of(request: SiteRequest, composed: Composed | None = None) -> Composition:
    """The documents of a course's site (see `compose`)."""
    return compose(
        request.course,
        request.problems,
        request.labels,
        request.opened.template_folder,
        request.opened.pictures,
        request.audience,
        composed=composed,
    )


def write_tree_of(request: SiteRequest, composition: Composition, out: Path) -> TreeChange:
    """Writes the plain tree that the engine makes the site from (see `write_sources`)."""
    opened, labels = request.opened, request.labels
    pages = {page.path: page.markdown for page in composition.pages}
    others = {
        f"{PICTURES}/{name}": data
        for name, data in picture_files(opened.folder, composition.pictures).items()
    }
    others[engine.CHECKLISTS] = script_with("curriculumChecklists", composition.checklists)
    others[engine.SEARCH_DATA] = script_with("curriculumSearch", composition.search)
    looks = looks_files(opened.decisions.site, opened.logo)
    address = opened.decisions.site.address
    settings = settings_of(request.course, composition, labels, looks, address)
    return write_sources(out, pages, settings, others | looks)


def _refuse_foreign(out: Path) -> None:
    """A folder that we never wrote to and that has what we would write is somebody's project."""
    ours = (engine.PAGES, engine.SITE, engine.THEME, engine.CONFIGURATION, KIT)
    try:
        is_foreign = not (out / MANIFESTS).is_dir() and any((out / name).exists() for name in ours)
    except OSError as error:
        raise TargetError("target-not-writable", path=out, reason=reason_of(error)) from error
    if is_foreign:
        raise TargetError("foreign-folder", place=Place(path=out.as_posix()))


def settings_of(
    course: Course,
    composition: Composition,
    labels: Labels,
    looks: Collection[str] = (),
    address: Decided[str] | None = None,
) -> engine.SiteSettings:
    """What the site engine must be told about a course.

    Args:
        course: The course.
        composition: Its pages.
        labels: The words.
        looks: Paths of the course's own logo and style sheet, where it has them.
        address: Where the site is published, where that is decided.
    """
    standard = course.standard
    named = {"code": standard.code, "name": standard.name}
    return engine.SiteSettings(
        name=course.title,
        language=labels.language,
        description=labels.fill("site.description", **named),
        copyright=labels.fill("site.copyright", **named),
        nav=composition.nav,
        unlisted=composition.unlisted,
        to_dark=labels["site.to_dark"],
        to_light=labels["site.to_light"],
        permalink=labels["site.permalink"],
        for_trainers=labels["readers.short"],
        logo=next((path for path in looks if path.startswith(LOGO)), ""),
        address=address.value if address else "",
        stylesheets=tuple(path for path in looks if path.endswith(".css")),
        chinese=() if labels.language == CHINESE else tuple(_chinese_names(course)),
        words={name: labels[f"site.frame.{key}"] for name, key in _FRAME.items()},
    )


def _chinese_names(course: Course) -> Iterator[str]:
    """The names in the menu that the standard's language gives."""
    for name in (course.title, *map(pages.module_name, course.modules)):
        if _HAN.search(name):
            yield " ".join(name.split())
