"""From a planned course to its site: the whole way, with the engine at the end of it."""

import dataclasses
from collections.abc import Callable, Collection
from pathlib import Path

from curriculum.composing.documents import Composition, compose
from curriculum.composing.layout import PICTURES
from curriculum.course import Course
from curriculum.decisions import Decided
from curriculum.errors import TargetError, reason_of
from curriculum.labels import Labels
from curriculum.problems import Place, Problem
from curriculum.publishing import engine
from curriculum.publishing.looks import LOGO, looks_files
from curriculum.publishing.pictures import picture_files
from curriculum.publishing.sources import write_sources
from curriculum.publishing.tree import MANIFESTS
from curriculum.reading.opening import Opened
from curriculum.views.audience import Audience

HOME = "index.html"
KIT = "kit"
"""The folder for the files to print and hand in, beside those of the site."""

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
    course, labels, opened = request.course, request.labels, request.opened
    _refuse_foreign(out)
    progress("compose")
    composition = compose(
        course,
        request.problems,
        labels,
        opened.template_folder,
        opened.pictures,
        request.audience,
    )
    progress("write")
    pages = {page.path: page.markdown for page in composition.pages}
    others = {
        f"{PICTURES}/{name}": data
        for name, data in picture_files(opened.folder, composition.pictures).items()
    }
    others[engine.CHECKLISTS] = engine.script_with("curriculumChecklists", composition.checklists)
    others[engine.SEARCH_DATA] = engine.script_with("curriculumSearch", composition.search)
    looks = looks_files(opened.decisions.site, opened.logo)
    settings = settings_of(course, composition, labels, looks, opened.decisions.site.address)
    sources = write_sources(out, pages, settings, others | looks)
    progress("engine")
    site = engine.build_site(out)
    return SiteReport(
        home=out / engine.SITE / HOME,
        pages=site.pages,
        written=len(sources.written) + len(site.change.written),
        removed=len(sources.removed) + len(site.change.removed),
        kept=tuple(out / path for path in (*sources.kept, *site.change.kept)),
        missing=composition.missing,
    )


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
        words={name: labels[f"site.frame.{key}"] for name, key in _FRAME.items()},
    )
