"""A site that follows its sources: brought up to date when they change, whole when they are not."""

import contextlib
import dataclasses
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from curriculum.errors import CurriculumError
from curriculum.previewing.draft_site import DraftSite
from curriculum.previewing.watching import state_of
from curriculum.publishing.course_site import SiteRequest

_PAUSE = 0.06
"""Seconds between two looks at the files: short beside what a page takes, long beside a look."""
_REST = 0.8
"""Seconds without a change before the rest of the site follows the pages that are looked at."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a preview is made from."""

    load: Callable[[], SiteRequest]
    """Reads everything anew; raises a `CurriculumError` where something must be mended first."""
    watched: Callable[[], Iterable[Path]]
    """The files and folders whose change calls for that."""
    explained: Callable[[Exception], Sequence[str]]
    """What to say about an error, line by line."""


class Preview:
    """The last good site, and what is wrong with the course since."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._changed = threading.Condition()
        self._number = 0
        self._seen: Counter[str] = Counter()
        self._waiting: SiteRequest | None = None
        self._due = 0.0
        self._state = state_of(sources.watched())
        self.site = DraftSite()
        self.problem: tuple[str, ...] = ()
        """Lines about what must be mended; none where the site is up to date."""

    def start(self) -> None:
        """Makes the site for the first time."""
        self._try(lambda: self.site.refresh(self._sources.load()))

    def follow(self, tell: Callable[[Sequence[str]], None]) -> None:
        """Watches for ever; `tell` is called after each change with what is wrong, if anything."""
        while True:
            time.sleep(_PAUSE)
            if self.look():
                tell(self.problem)

    def look(self) -> bool:
        """Follows what has changed; whether anything had.

        The pages that somebody looks at come first, the rest of the site a moment later. An editor
        may be half-way through saving: what is wrong is believed when the files are the same a
        moment later.
        """
        state = state_of(self._sources.watched())
        if state == self._state:
            if self._waiting and time.monotonic() >= self._due:
                self._finish()
            return False
        self._state = state
        self._try(self._begin)
        if self.problem:
            time.sleep(_PAUSE)
            self.look()
        return True

    def wait(self, number: int, seconds: float) -> int:
        """The number of updates, as soon as it is another than `number`, or after some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != number, timeout=seconds)
            return self._number

    @contextlib.contextmanager
    def seen(self, address: str) -> Iterator[None]:
        """While somebody looks at a page."""
        with self._changed:
            self._seen[address] += 1
        try:
            yield
        finally:
            with self._changed:
                self._seen[address] -= 1

    def _begin(self) -> None:
        self._waiting = request = self._sources.load()
        with self._changed:
            addresses = [address for address, count in self._seen.items() if count > 0]
        renewed = [self.site.renew(request, address) for address in addresses]
        if renewed and all(renewed):
            self._due = time.monotonic() + _REST
        else:
            self.site.refresh(request)
            self._waiting = None

    def _finish(self) -> None:
        """Makes the rest of the site, or leaves it for later when something changes meanwhile."""
        request, self._waiting = self._waiting, None
        if request:
            self._try(lambda: self.site.refresh(request, self._is_as_it_was))

    def _is_as_it_was(self) -> bool:
        return state_of(self._sources.watched()) == self._state

    def _try(self, work: Callable[[], object]) -> None:
        """Does it, and lets everybody know what became of it."""
        try:
            work()
            problem: Sequence[str] = ()
        except (CurriculumError, OSError, ValueError, RecursionError) as error:
            problem, self._waiting = self._sources.explained(error), None
        with self._changed:
            self.problem = tuple(problem)
            self._number += 1
            self._changed.notify_all()
