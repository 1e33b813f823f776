"""The site of the bundled standard, and one page of each kind of document in it."""

from pathlib import Path

from curriculum import commands, resources
from curriculum.composing.documents import all_documents
from curriculum.composing.paths import page_paths
from curriculum.labels import load_labels
from curriculum.planning import plan
from curriculum.reading.opening import open_path
from curriculum.tables import load_tables

SEED = "BAS2421-003v2.yaml"


def seed_file() -> str:
    """The bundled standard."""
    return str(resources.folder("standard") / SEED)


def build_seed(out: Path) -> commands.Answer:
    """Builds the bundled standard as the command line does."""
    return commands.build(seed_file(), str(out), load_labels(), None, lambda _: None, strict=False)


def pages_by_kind(site: Path) -> dict[str, list[str]]:
    """Every page of the site by the kind of its document, from the lightest to the heaviest."""
    opened = open_path(seed_file())
    course = plan(opened.standard, opened.decisions, load_tables())
    paths = page_paths(course)
    kinds: dict[str, list[str]] = {}
    for document in all_documents(course, [], load_labels()):
        path = paths[document.page].removesuffix(".md") + ".html"
        kinds.setdefault(document.kind, []).append(path)
    return {
        kind: sorted(found, key=lambda path: ((site / path).stat().st_size, path))
        for kind, found in kinds.items()
    }


def page_of_each_kind(site: Path) -> dict[str, str]:
    """One page of each kind: that of middling weight."""
    return {kind: found[len(found) // 2] for kind, found in pages_by_kind(site).items()}
