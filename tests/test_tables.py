"""The tables that come with the program, and what a course changes of them."""

import dataclasses
import string
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum import resources
from curriculum.course import Domain
from curriculum.decisions import NO_DECISIONS
from curriculum.errors import ContentError, SourceError
from curriculum.planning import plan
from curriculum.reading.opening import open_standard
from curriculum.tables import Tables, load_tables, typed
from curriculum.tables.loading import FILES
from curriculum.tables.merging import merged

TABLES = load_tables()
BAD = Path(__file__).parent / "bad_tables"
CASES = sorted(path.relative_to(BAD).with_suffix("").as_posix() for path in BAD.glob("*/*.yaml"))
STANDARD = (
    Path(__file__).parent / "standards" / "criteria-stand-directly-under-the-duty" / "source.txt"
)


def ours() -> dict[str, Any]:
    """The data of the bundled files by their names."""
    folder = resources.folder("templates") / "tables"
    return {
        name: yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in FILES
    }


def with_own(folder: Path, **files: str) -> Tables:
    """The tables of a course whose template folder has such files."""
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / "tables" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_tables(folder)


def test_of_two_levels_of_a_verb_the_higher_counts() -> None:
    """盤點 stands at 3 and at 4; a verb that is only vague has the level of understanding."""
    cognitive = TABLES.verbs.levels[Domain.COGNITIVE]
    assert {verb: cognitive[verb] for verb in ("盤點", "描述", "熟悉", "掌握")} == {
        "盤點": 4,
        "描述": 2,
        "熟悉": 2,
        "掌握": 3,
    }


def test_every_way_of_teaching_is_described_and_in_the_official_words() -> None:
    """Rows of the table of teaching name only strands, assessments and methods that exist."""
    weights = TABLES.weights
    used = {method for steps in weights.strands.values() for method in steps}
    assert {row.strand for row in weights.teaching} <= set(weights.strands)
    assert {key for row in weights.teaching for key in row.assess} <= set(weights.assessments)
    assert used <= set(weights.methods)
    assert {method for method, _ in weights.assessments.values()} == {
        "測驗",
        "實作評量",
        "作業評量",
        "口頭報告",
    }


def test_every_level_has_a_row() -> None:
    """No objective is without a way of teaching, and no competency level without a factor."""
    last = {row.domain: row for row in TABLES.weights.teaching if not row.needs}
    covered = {
        level
        for row in TABLES.weights.teaching
        if row.domain is Domain.COGNITIVE and not row.needs
        for level in row.levels
    }
    assert set(last) == set(Domain)
    assert covered == set(range(1, 7))
    assert len(TABLES.weights.hours.level_factors) == 6
    assert len(TABLES.weights.hours.criterion) == 6


@pytest.mark.parametrize("name", FILES)
def test_our_own_tables_keep_to_their_limits(name: str) -> None:
    """Every value of a bundled table may stand in a course's file as well."""
    data = ours()
    text = yaml.safe_dump(data[name], allow_unicode=True)
    assert data[name].keys() == merged(name, data, text, name).keys()


SLIPS = {
    "hours: [36": 2,
    "hours: viele": 0,
    "- 36": 0,
}
"""What somebody may write into a bundled table -> the line to blame, 0 where none is known."""


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_a_bundled_table_is_a_sentence_and_no_traceback(
    slip: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects the people who edit the files of the program."""
    (tmp_path / "tables").mkdir()
    for name, data in ours().items():
        text = slip if name == "weights" else yaml.safe_dump(data, allow_unicode=True)
        (tmp_path / "tables" / f"{name}.yaml").write_text(f"{text}\n", encoding="utf-8")
    monkeypatch.setattr(resources, "folder", lambda _: tmp_path)
    own = tmp_path / "own"
    (own / "tables").mkdir(parents=True)
    (own / "tables" / "generic.yaml").write_text("skills: [甲]\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_tables(own)
    assert ("broken-table", SLIPS[slip]) == (caught.value.name, caught.value.place.line)
    assert caught.value.details["reason"]


def test_a_course_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    """Key by key; a list takes the place of ours."""
    tables = with_own(
        tmp_path,
        weights="hours: {total: 24, weights: {introduced_skill: 1.5}}\n"
        "strands: {case: {案例教學: 1}}\n",
        patterns="degrees: {remember: 測驗達60分}\n",
        generic="skills: [手語]\n",
    )
    assert (tables.weights.hours.total, tables.weights.hours.introduced_skill) == (24, 1.5)
    assert tables.weights.hours.introduced_knowledge == TABLES.weights.hours.introduced_knowledge
    assert tables.weights.strands == {**TABLES.weights.strands, "case": {"案例教學": 1}}
    assert tables.patterns["degrees.remember"] == "測驗達60分"
    assert tables.patterns["degrees.apply"] == TABLES.patterns["degrees.apply"]
    assert (tables.generic.skills, tables.generic.knowledge) == (
        ("手語",),
        TABLES.generic.knowledge,
    )
    assert tables.verbs == TABLES.verbs
    assert load_tables() == TABLES


def test_verbs_of_a_course_are_added_and_stand_where_it_puts_them(tmp_path: Path) -> None:
    """Nobody has to copy hundreds of verbs to add one, or to move one down."""
    tables = with_own(tmp_path, verbs="cognitive:\n  2: [烘豆, 分析]\n  6: {自訂: [拉花]}\n")
    cognitive = tables.verbs.levels[Domain.COGNITIVE]
    assert (cognitive["烘豆"], cognitive["分析"], cognitive["拉花"]) == (2, 2, 6)
    assert cognitive["比較"] == TABLES.verbs.levels[Domain.COGNITIVE]["比較"]
    assert "烘豆" in tables.verbs.all


def test_a_key_without_a_value_changes_nothing(tmp_path: Path) -> None:
    """A line that somebody began, and did not finish, is no decision."""
    assert with_own(tmp_path, weights="hours:\n  total:\nlesson:\n").weights == TABLES.weights
    assert with_own(tmp_path, weights="# hours: {total: 0}\n", generic="").weights == TABLES.weights


@pytest.mark.parametrize("case", CASES)
def test_every_mistake_in_a_course_s_table_is_told_with_its_place(
    case: str, *, update_golden: bool
) -> None:
    """All of a file at once, each with its line and with what could stand there instead."""
    name = case.split("/", maxsplit=1)[0]
    with pytest.raises(ContentError) as caught:
        merged(name, ours(), (BAD / f"{case}.yaml").read_text(encoding="utf-8"), "")
    found = "".join(
        f"{each.place} {each.code} {each.name} "
        + "; ".join(f"{key}={value}" for key, value in sorted(each.details.items()))
        + "\n"
        for each in caught.value.problems
    )
    file = BAD / f"{case}.txt"
    if update_golden:
        file.write_text(found, encoding="utf-8", newline="\n")
    assert file.read_text(encoding="utf-8") == found


def test_a_file_of_another_name_is_told(tmp_path: Path) -> None:
    """Protects a trainer who wonders why nothing changes."""
    with pytest.raises(SourceError) as caught:
        with_own(tmp_path, verb="cognitive: {}\n")
    assert caught.value.name == "unknown-table"
    assert caught.value.place.path.endswith("verb.yaml")


NUMBERS = st.fixed_dictionaries(
    {},
    optional={
        "lesson": st.fixed_dictionaries(
            {},
            optional={
                "opening": st.sampled_from((5, 20)),
                "wrap_up": st.sampled_from((5, 20)),
                "short": st.sampled_from((60, 480)),
                "assessment_share": st.floats(0, 1),
                "assessment_least": st.integers(0, 480),
                "assessment_each": st.integers(0, 480),
                "assessment_most": st.sampled_from((5, 480)),
                "test": st.integers(0, 480),
                "least": st.sampled_from((5, 480)),
                "most": st.sampled_from((5, 480)),
            },
        ),
        "hours": st.fixed_dictionaries(
            {},
            optional={
                "total": st.integers(1, 40).map(lambda halves: halves / 2),
                "least": st.sampled_from((0.5, 40)),
                "level_factors": st.lists(st.sampled_from((0.1, 10)), min_size=6, max_size=6),
                "weights": st.fixed_dictionaries(
                    {}, optional={"criterion": st.lists(st.just(0), min_size=6, max_size=6)}
                ),
            },
        ),
        "question_minutes": st.lists(st.sampled_from((1, 60)), min_size=6, max_size=6),
    },
)


@settings(max_examples=40)
@given(NUMBERS)
def test_any_numbers_within_the_limits_make_a_plan_that_adds_up(numbers: dict[str, Any]) -> None:
    """The limits are narrow enough: no number that we take can break a lesson plan."""
    data = ours()
    text = yaml.safe_dump(_rounded(numbers), allow_unicode=True)
    data["weights"] = merged("weights", data, text, "") if numbers else data["weights"]
    course = plan(open_standard(STANDARD, "x"), NO_DECISIONS, tables_of(data))
    assert sum(module.hours for module in course.modules) == course.hours
    for module in course.modules:
        assert sum(activity.minutes for activity in module.activities) == module.minutes
        assert all(activity.minutes > 0 for activity in module.activities)
        assert module.blueprint.total.percent == 100


def _rounded(numbers: dict[str, Any]) -> dict[str, Any]:
    lesson = numbers.get("lesson", {})
    if "assessment_share" in lesson:
        lesson["assessment_share"] = round(lesson["assessment_share"], 3)
    return numbers


def tables_of(data: dict[str, Any]) -> Tables:
    """The tables with these weights."""
    return dataclasses.replace(TABLES, weights=typed.weights(data["weights"]))


def test_every_sentence_of_a_rubric_has_only_known_placeholders() -> None:
    """A typing slip in a level would stop every build; the last row fits whatever came before."""
    rubrics = TABLES.rubrics
    for rows, known in (
        (rubrics.criteria, {"task", "core", "shortfall"}),
        (rubrics.outputs, {"output", "contents", "shortfall"}),
    ):
        found = {
            name
            for row in rows
            for sentence in row.sentences
            for _, name, _, _ in string.Formatter().parse(sentence)
            if name is not None
        }
        assert known == found
    covered = {
        level for row in rubrics.criteria if not (row.needs or row.verbs) for level in row.levels
    }
    assert set(range(1, 7)) == covered
    assert not rubrics.outputs[-1].endings
