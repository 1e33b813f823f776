"""Makes the site from the plain tree, and no page anew that would be the same again."""

import dataclasses
import json
import pathlib
from collections.abc import Mapping
from typing import Any

from curriculum.publishing.engine import SITE, SiteEngine, Texts
from curriculum.publishing.folder_files import digest
from curriculum.publishing.links import check_links
from curriculum.publishing.tree import MANIFESTS, TreeChange, write_tree
from curriculum.writing import replace_file

_PAGES = f"{MANIFESTS}/pages.json"
"""What each page was made from, and what it became."""
_FOLDER = MANIFESTS
"""Among those: where they were written."""
_TEXTS = f"{MANIFESTS}/texts.json"
"""The HTML of the pages' texts: collected pages show those of a hundred others."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SiteBuilt:
    """What building a site did."""

    pages: int
    """Number of pages of the site."""
    made: int
    """How many of them were made anew."""
    change: TreeChange
    """What changed on disk."""


def make_site(out: pathlib.Path) -> SiteBuilt:
    """Builds `out/site` from `out/mkdocs.yml` and `out/docs`, and writes only what changed.

    A page whose sources, frame and file are those of the last build stays as it is. Every warning
    of the engine and every link that leads nowhere counts as a failure; a site that fails changes
    nothing on disk.

    Raises:
        EngineError: `site-not-built`, with `lines`, the engine's own words, one a line;
            `broken-links`.
        TargetError: The site cannot be written (see `write_tree`).
    """
    made = _Made(out)
    engine = SiteEngine(out, made.texts)
    keys = _keys(engine)
    kept = {path: made.page(engine.address(path), keys[path]) for path in engine.pages}
    pages = {engine.address(path): data or engine.page(path) for path, data in kept.items()}
    files = {**engine.others(), **pages}
    check_links(files)
    below = {f"{SITE}/{path}": data for path, data in files.items()}
    change = write_tree(out, below, manifest=SITE)
    for gone in made.texts.keys() - keys.keys():
        del made.texts[gone]
    made.remember({engine.address(path): key for path, key in keys.items()}, pages)
    count = sum(data is None for data in kept.values())
    return SiteBuilt(pages=len(pages), made=count, change=change)


class _Made:
    """What the last build made; losing it costs time and nothing else.

    It is believed only where it was written: in a folder that came from somebody else, pages and
    memory could have been prepared together. Which folder it is (its number on the disk) is
    nothing that a sender can know.
    """

    def __init__(self, out: pathlib.Path) -> None:
        self._out = out
        self._entries = _entries(_bytes_of(out / _PAGES))
        if self._entries.get(_FOLDER) != self._folder():
            self._entries = {}
        texts = _bytes_of(out / _TEXTS)
        is_ours = self._entries.get(_TEXTS) == digest(texts)
        self.texts: Texts = _entries(texts) if is_ours else {}
        """The HTML of the pages' texts."""

    def page(self, address: str, key: str) -> bytes | None:
        """A page of the site, where it was made from the same and nobody has touched it since."""
        entry = self._entries.get(address)
        if not isinstance(entry, list) or entry[:1] != [key]:
            return None
        data = _bytes_of(self._out / SITE / address)
        return data if entry[1:] == [digest(data)] else None

    def remember(self, keys: Mapping[str, str], pages: Mapping[str, bytes]) -> None:
        """Keeps what this build made."""
        texts = json.dumps(self.texts).encode()
        entries: dict[str, object] = {
            address: [key, digest(pages[address])] for address, key in sorted(keys.items())
        }
        entries |= {_TEXTS: digest(texts), _FOLDER: self._folder()}
        if entries != self._entries:
            replace_file(self._out / _TEXTS, texts)
            replace_file(self._out / _PAGES, json.dumps(entries, indent=0).encode())

    def _folder(self) -> str:
        """Which folder of which disk this is; nothing where there is none yet."""
        try:
            found = (self._out / MANIFESTS).stat()
        except OSError:
            return ""
        return digest(f"{found.st_dev}-{found.st_ino}")


def _bytes_of(file: pathlib.Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _entries(data: bytes) -> dict[str, Any]:
    try:
        entries = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return entries if isinstance(entries, dict) else {}


def _keys(engine: SiteEngine) -> dict[str, str]:
    """Page -> what it is made from: its own text, that of pages it shows, and the frame."""
    frame = digest(engine.frame())
    sources = {path: digest(engine.source(path)) for path in engine.pages}
    return {
        path: digest("".join([frame, *(sources[each] for each in engine.needs(path))]))
        for path in engine.pages
    }
