"""The site of the bundled standard, published before, and one page of each kind of document in it.

A page that says what changed, and one at an address whose page is no more, are among them.
"""

import shutil
from pathlib import Path

from curriculum import commands, resources
from curriculum.commands import planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.composing.documents import all_documents
from curriculum.composing.paths import addresses_of, page_paths
from curriculum.course import Course
from curriculum.keeping.published_file import save_published
from curriculum.labels import load_labels
from curriculum.publication import Fact, Published, Record

SEED = "BAS2421-003v2.yaml"
BEFORE = {
    Fact("", "title"): "客戶服務課程",
    Fact("M1.1", "hours"): "99",
    Fact("M1.1", "objective", "M1.1-P1.1.9"): "學員能說明已經不在課程裡的事。",
    Fact("M1.1", "activity", "講述：舊的活動"): "40 講述教學",
    Fact("M9.9", "title"): "已經不教的單元",
    Fact("M9.9", "criteria", "P9.9.1"): "已經沒有的行為指標。",
}
"""What was told otherwise when the course was published."""
GONE = {
    f"modules/m9-9/{name}.html": Published(page=page, subject="M9.9 已經不教的單元")
    for name, page in (("index", "module/M9.9"), ("lesson-plan", "lesson-plan/M9.9"))
} | {"items/k99.html": Published(page="item/K/K99", subject="K99 已經沒有的知識")}
"""What was published and is no more."""


def seed_file() -> str:
    """The bundled standard."""
    return str(resources.folder("standard") / SEED)


def build_seed(out: Path) -> commands.Answer:
    """Builds the bundled standard as the command line does, as a course that was published."""
    folder = _course_folder(out)
    folder.mkdir(exist_ok=True)
    shutil.copy(seed_file(), folder / SEED)
    (folder / "course.yaml").write_text(
        f"standard: {{file: {SEED}, code: BAS2421-003v2}}\n", encoding="utf-8"
    )
    publication = _course(out).publication
    assert publication
    told = {**publication.present, **BEFORE}
    record = Record(addresses=addresses_of(_course(out)) | GONE, published=told, before=told)
    save_published(folder, record, is_damaged=False)
    return commands.build(str(folder), str(out), load_labels(), None, lambda _: None, strict=False)


def pages_by_kind(site: Path) -> dict[str, list[str]]:
    """Every page of the site by the kind of its document, from the lightest to the heaviest."""
    course = _course(site.parent)
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


def _course_folder(out: Path) -> Path:
    return out.with_name(f"{out.name}-course")


def _course(out: Path) -> Course:
    return planned_course(open_recalled(str(_course_folder(out))))
