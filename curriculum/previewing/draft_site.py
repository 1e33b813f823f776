"""A site of which only those pages are made that somebody looks at."""

import pathlib
import tempfile
import threading
from collections.abc import Callable

from curriculum.composing.documents import Composed, compose_again
from curriculum.publishing.course_site import SiteRequest, composition_of, write_tree_of
from curriculum.publishing.engine import SiteEngine, Texts
from curriculum.publishing.folder_files import bytes_below, digest

_VERSION_LENGTH = 16
_LOOKS = frozenset({".css", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
"""Endings of files that a page shows without naming what is in them."""


class DraftSite:
    """The site of a course as it is now, in a folder that is gone when the program ends.

    One thread brings it up to date while others ask for pages.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="curriculum-")
        self._lock = threading.RLock()
        self._composed: Composed = {}
        self._templates: dict[str, bytes] = {}
        self._texts: Texts = {}
        self._engine: SiteEngine | None = None
        self._sources: dict[str, str] = {}
        self._files: dict[str, bytes] | None = None
        self._pages: dict[str, bytes] = {}

    def renew(self, request: SiteRequest, address: str) -> bool:
        """Brings one page up to date ahead of the site.

        Returns:
            Whether it is another page now; if not, what has changed shows only with the whole site.

        Raises:
            CurriculumError: The page cannot be made.
        """
        self._forget_former_templates(request)
        source = self._sources.get(address)
        ids = {page.path: name for name, (_, page) in self._composed.items()}
        if self._engine is None or source not in ids:
            return False
        page = compose_again(
            request.course,
            request.problems,
            request.labels,
            ids[source],
            request.opened.template_folder,
            self._composed,
        )
        if page is None or page.path != source:
            return False
        with self._lock:
            before = self._pages.get(address)
            self._engine.replace(source, page.markdown)
            self._pages[address] = self._engine.page(source)
            return self._pages[address] != before

    def refresh(self, request: SiteRequest, is_wanted: Callable[[], bool] = lambda: True) -> None:
        """Brings the site up to date; what cannot be made leaves it as it was.

        Args:
            request: What the site is made from.
            is_wanted: Asked between two steps: whether to go on.

        Raises:
            CurriculumError: See `curriculum.publishing.course_site.build_site`.
        """
        out = pathlib.Path(self._folder.name)
        self._forget_former_templates(request)
        composition = composition_of(request, self._composed)
        if not is_wanted():
            return
        write_tree_of(request, composition, out)
        if not is_wanted():
            return
        engine = SiteEngine(out, self._texts)
        with self._lock:
            self._sources = {engine.address(path): path for path in engine.pages}
            self._engine, self._files, self._pages = engine, None, {}

    def _forget_former_templates(self, request: SiteRequest) -> None:
        """What was composed with other templates of the trainer's is no help."""
        folder = request.opened.template_folder
        templates = bytes_below(folder) if folder else {}
        if templates != self._templates:
            self._templates = templates
            # What a page was composed of stays known, and is no longer equal to anything.
            self._composed = {
                name: ((document, layout, {}), page)
                for name, ((document, layout, _), page) in self._composed.items()
            }

    def file(self, address: str) -> bytes | None:
        """A file of the site by its path below the root; None where there is none.

        Raises:
            EngineError: A page cannot be made.
        """
        with self._lock:
            if self._engine is None:
                return None
            if address in self._sources and address not in self._pages:
                self._pages[address] = self._engine.page(self._sources[address])
            if address in self._pages:
                return self._pages[address]
            return self._others(self._engine).get(address)

    def version(self, address: str) -> str:
        """Changes whenever the page at that address looks different; empty where there is none."""
        with self._lock:
            data = self.file(address)
            if data is None or self._engine is None:
                return ""
            looks = [
                digest(other)
                for name, other in sorted(self._others(self._engine).items())
                if pathlib.PurePosixPath(name).suffix in _LOOKS
            ]
            return digest("".join([digest(data), *looks]))[:_VERSION_LENGTH]

    def _others(self, engine: SiteEngine) -> dict[str, bytes]:
        if self._files is None:
            self._files = engine.others()
        return self._files

    def is_page(self, address: str) -> bool:
        """Whether there is a page at that address."""
        with self._lock:
            return address in self._sources

    def close(self) -> None:
        """Removes the folder."""
        self._folder.cleanup()
