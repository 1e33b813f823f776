"""Writes the plain tree that a site is made from: pages, assets, frame, configuration."""

import json
import pathlib
from collections.abc import Mapping

from curriculum import resources
from curriculum.publishing import engine
from curriculum.publishing.folder_files import bytes_below
from curriculum.publishing.tree import TreeChange, write_tree


def write_sources(
    out: pathlib.Path,
    pages: Mapping[str, str],
    settings: engine.SiteSettings,
    others: Mapping[str, bytes] | None = None,
) -> TreeChange:
    """Writes `out/docs`, `out/theme` and `out/mkdocs.yml`, only what changed (see `write_tree`).

    Args:
        out: The folder that everything goes into.
        pages: Path below `docs`, such as `modules/m1-1/syllabus.md`, to Markdown.
        settings: What the engine must be told.
        others: Path below `docs` to a file that the pages use, such as a picture.

    Raises:
        TargetError: A path or the folder cannot be written.
    """
    files = {engine.CONFIGURATION: engine.configuration(settings).encode()}
    files |= {f"{engine.PAGES}/{path}": text.encode() for path, text in pages.items()}
    beside = {**_bundled("assets"), **(others or {})}
    files |= {f"{engine.PAGES}/{path}": data for path, data in beside.items()}
    files |= _bundled(engine.THEME)
    return write_tree(out, files, manifest="sources")


def script_with(name: str, values: Mapping[str, object]) -> bytes:
    """A script that gives data a name; JSON is a value of its language, whatever the texts hold."""
    data = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.{name} = {data};\n".encode()


def _bundled(name: str) -> dict[str, bytes]:
    """The files of a folder below `templates`, which keep their paths."""
    folder = resources.folder("templates") / name
    return {f"{name}/{path}": data for path, data in bytes_below(folder).items()}
