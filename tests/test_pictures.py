"""Pictures of the trainer's texts come into the site: those that are named, from the folder."""

import base64
import dataclasses
from pathlib import Path

import pytest
from made_up_course import course_from, made_up_standard

from curriculum.course import Course
from curriculum.errors import SourceError
from curriculum.labels import load_labels
from curriculum.publishing.course_site import SiteRequest, build_site
from curriculum.publishing.pictures import picture_files
from curriculum.reading.content_files import pictures_in
from curriculum.reading.opening import Opened

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)
"""A picture of one pixel."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course folder with pictures in it, and one beside it."""
    (tmp_path / "secret.png").write_bytes(PNG)
    content = tmp_path / "course" / "content"
    for name in ("M1.1/座位 圖.png", "M1.1/圖/流程.PNG", "M1.1/unused.png", "course/logo.png"):
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_bytes(PNG)
    (content / "M1.1" / "drawing.svg").write_text("<svg/>", encoding="utf-8")
    (content / "M1.1" / "linked.png").symlink_to(tmp_path / "secret.png")
    return tmp_path / "course"


def course_with(text: str) -> Course:
    """The made-up course with a text about its first module."""
    course = course_from(made_up_standard())
    first, *others = course.modules
    return dataclasses.replace(
        course,
        summary="![標誌](logo.png)",
        modules=(dataclasses.replace(first, texts={"overview": text}), *others),
    )


def test_only_pictures_of_the_folder_are_known(folder: Path) -> None:
    """No drawing that can hold a program, nothing that a link brings in from outside."""
    names = {"M1.1/座位 圖.png", "M1.1/圖/流程.PNG", "M1.1/unused.png", "course/logo.png"}
    assert names == pictures_in(folder)
    assert frozenset() == pictures_in(folder / "nowhere")


def test_a_picture_that_cannot_be_read_is_named(folder: Path) -> None:
    """A picture that went away while building is an error with its place, no traceback."""
    with pytest.raises(SourceError) as caught:
        picture_files(folder, ["M1.1/gone.png"])
    assert (folder / "content/M1.1/gone.png").as_posix() == caught.value.place.path


def test_named_pictures_come_into_the_site_and_go_again(folder: Path, tmp_path: Path) -> None:
    """A page shows what its text names; a second build without it takes it away."""
    out = tmp_path / "out"
    text = "![座位](<座位 圖.png>)\n\n![流程](圖/流程.PNG)\n\n![外](../../../secret.png)"

    def build(text: str) -> set[str]:
        opened = Opened(standard=made_up_standard(), folder=folder, pictures=pictures_in(folder))
        request = SiteRequest(
            course=course_with(text), problems=(), labels=load_labels(), opened=opened
        )
        build_site(request, out, lambda _: None)
        site = out / "site"
        return {path.relative_to(site).as_posix() for path in (site / "content").rglob("*.*")}

    pictures = {"content/M1.1/座位 圖.png", "content/M1.1/圖/流程.PNG", "content/course/logo.png"}
    assert pictures == {path for path in build(text) if path.lower().endswith(".png")}
    page = (out / "site/modules/m1-1/syllabus.html").read_text(encoding="utf-8")
    assert 'src="../../content/M1.1/%E5%BA%A7%E4%BD%8D%20%E5%9C%96.png"' in page
    assert "圖片不能顯示：../../../secret.png" in page
    assert {"content/course/logo.png"} == {
        path for path in build("") if path.lower().endswith(".png")
    }
