"""The poster: every module on the map, every K and S with its marks, on A3."""

import dataclasses
import io
import re

import pdfplumber
import pytest
from decided_course import decided_course

from curriculum.commands import planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.course import Course, Role
from curriculum.labels import load_labels
from curriculum.printing.poster import poster_pdf
from curriculum.views.poster import poster

LABELS = load_labels()


@pytest.fixture(scope="module")
def seed() -> Course:
    """The course of the bundled standard."""
    return planned_course(open_recalled(None))


def pages_of(course: Course) -> list[pdfplumber.page.Page]:
    """The pages of a course's poster."""
    pdf = poster_pdf(poster(course, LABELS), "海報", course.standard.language, LABELS)
    assert pdf == poster_pdf(poster(course, LABELS), "海報", course.standard.language, LABELS)
    return pdfplumber.open(io.BytesIO(pdf)).pages


def said(page: pdfplumber.page.Page) -> str:
    """What a page says, without white space."""
    return re.sub(r"\s", "", "".join(char["text"] for char in page.chars))


def test_the_map_shows_every_module_with_its_hours_and_what_comes_before(seed: Course) -> None:
    """Protects the map from leaving out a module, and whoever cannot see the arrows."""
    page = pages_of(seed)[0]
    assert (1191, 842) == (round(page.width), round(page.height))
    text = said(page)
    for module in seed.modules:
        assert re.sub(r"\s", "", f"{module.id}{module.title}{module.hours:g}小時") in text
        assert all(f"先修{required}" in text for required in module.requires)


def test_the_coverage_has_a_mark_for_every_allocation(seed: Course) -> None:
    """Protects the matrix on the wall from saying something else than the plan."""
    text = said(pages_of(seed)[1])
    allocated = [each for m in seed.modules for each in (*m.knowledge, *m.skills)]
    for sign, role in {"●": Role.INTRODUCE, "○": Role.REINFORCE}.items():
        count = len([each for each in allocated if each.role is role])
        assert count + 1 == text.count(sign), "and one in the legend"


def test_a_poster_of_many_modules_or_of_hostile_titles_is_still_a_poster(seed: Course) -> None:
    """Protects courses of any size: nothing is refused, and nothing runs off the paper."""
    many = tuple(
        dataclasses.replace(
            seed.modules[number % 12],
            id=f"M{number}",
            title="#set page(width: 1pt) $x " + "長" * number,
            duty=f"T{number % 9}",
            requires=(f"M{number - 1}", f"M{number - 7}")[: number % 3] if number > 7 else (),
        )
        for number in range(60)
    )
    for course in (decided_course(), dataclasses.replace(seed, modules=many)):
        for page in pages_of(course):
            assert all(0 < char["x0"] and char["x1"] < page.width for char in page.chars)
            assert "非官方文件" in said(page)
