"""Rules on the pictures of the trainer's texts."""

import dataclasses
from collections.abc import Iterator

from curriculum.decisions import COURSE_SLOTS, Decided
from curriculum.own_text import pictures_named
from curriculum.problems import Place, Severity
from curriculum.reading.content_files import CONTENT, OF_COURSE
from curriculum.rules.course_rulebook import COURSE_RULES, CourseReview
from curriculum.rules.registry import Finding


@COURSE_RULES.rule("CUR389", "missing-picture", Severity.WARNING)
def missing_picture(review: CourseReview) -> Iterator[Finding]:
    """講師的文字要放圖片，圖片卻不能顯示。

    圖片要放在這段文字所屬的資料夾（例如 `content/M1.1/`），檔名與大小寫都要相同，
    格式是 PNG、JPG、GIF 或 WebP。網址上的圖片與其他資料夾的圖片不會顯示，文件上只有圖片的說明文字。
    """
    for folder, text in _texts(review):
        for picture in pictures_named(text.value, folder):
            if picture.path not in review.opened.pictures:
                items = () if folder == OF_COURSE else (folder,)
                details = {"found": picture.name, "folder": f"{CONTENT}/{folder}"}
                yield Finding(items=items, place=_line(text.place, picture.line), details=details)


def _texts(review: CourseReview) -> Iterator[tuple[str, Decided[str]]]:
    """Every text of the trainer, with the folder of its pictures."""
    for slot in COURSE_SLOTS:
        if text := getattr(review.decisions, slot):
            yield OF_COURSE, text
    for name, module in review.decisions.modules.items():
        for text in module.texts.values():
            yield name, text


def _line(place: Place, line: int) -> Place:
    """A line of a text; of one that stands in `course.yaml` only the beginning is known."""
    return (
        dataclasses.replace(place, line=place.line + line) if place.path.endswith(".md") else place
    )
