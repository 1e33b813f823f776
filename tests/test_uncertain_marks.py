"""What a mapping rests on is seen where it is: in the matrix, and on the pages of the modules."""

import dataclasses
from collections import Counter
from collections.abc import Callable

import pytest
from decided_course import decided_course

from curriculum.commands import planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.course import Band, Course
from curriculum.labels import LANGUAGES, Labels, load_labels
from curriculum.views.bands import UNCERTAIN
from curriculum.views.matrix import matrix
from curriculum.views.module import module_overview
from curriculum.views.parts import Bullets, Mark, parts_of, plain_text, spans_of


def course_with(band: Band) -> Course:
    """A course in which all that is allocated can be trusted so far."""
    course = decided_course()
    modules = tuple(
        dataclasses.replace(
            module,
            knowledge=tuple(dataclasses.replace(each, band=band) for each in module.knowledge),
            skills=tuple(dataclasses.replace(each, band=band) for each in module.skills),
        )
        for module in course.modules
    )
    return dataclasses.replace(course, modules=modules)


def taught_marks(course: Course, labels: Labels) -> set[Mark]:
    """The marks of what is introduced or reinforced."""
    sections = [matrix(course, labels).section(name) for name in ("knowledge", "skills")]
    marks = {span for span in spans_of(sections) if isinstance(span, Mark)}
    return {mark for mark in marks if mark.sign[0] in "●○"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("band", Band)
def test_a_mapping_says_how_far_it_can_be_trusted(band: Band, language: str) -> None:
    """Protects a trainer from taking a guess for a fact: a sign and words, never colour alone."""
    labels = load_labels(language)
    course = course_with(band)
    sign, word = UNCERTAIN.get(band, ""), labels[f"band.{band}"]
    marks = taught_marks(course, labels)
    assert marks
    assert {sign} == {mark.sign[1:] for mark in marks}
    assert {bool(sign)} == {mark.word.find(f"{word}") > 0 for mark in marks}
    overview = module_overview(course, course.modules[0], labels)
    said = [plain_text((span,)) for span in spans_of([overview.section("knowledge")])]
    assert f"{word} {sign}".strip() in said


def test_the_legend_says_what_the_doubts_are() -> None:
    """Protects who sees a question mark and asks what it means."""
    [legend] = parts_of([matrix(decided_course(), load_labels()).section("legend")])
    assert isinstance(legend, Bullets)
    said = [plain_text(line) for line in legend.lines]
    for sign in UNCERTAIN.values():
        assert 1 == len([line for line in said if line.startswith(f"{sign} ")])


def test_the_matrix_shows_every_doubt_where_it_is(figure: Callable[[str], None]) -> None:
    """Protects the bundled course: as many doubts in the matrix as the plan has."""
    course = planned_course(open_recalled(None))
    labels = load_labels()
    sections = [matrix(course, labels).section(name) for name in ("knowledge", "skills")]
    marks = [span for span in spans_of(sections) if isinstance(span, Mark)]
    found = Counter(mark.sign[1:] for mark in marks if mark.sign[0] in "●○")
    allocated = [each for module in course.modules for each in (*module.knowledge, *module.skills)]
    assert Counter(UNCERTAIN.get(each.band, "") for each in allocated) == found
    figure(f"{found['?'] + found['??']} 處沒有把握，標出 {found['?'] + found['??']} 處")
