"""Standards as data: what is written reads back as equal, and every mistake has its place."""

import dataclasses
import functools
import json
import re
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from strategies import NASTY_TEXTS, standards, texts

from curriculum.decisions import Decided, Decisions, Words
from curriculum.errors import ContentError, CurriculumError, SourceError, TargetError
from curriculum.keeping.course_folder import standard_file_name
from curriculum.keeping.new_file import write_new_file
from curriculum.keeping.standard_yaml import standard_text
from curriculum.keeping.yaml_text import scalar
from curriculum.labels import LANGUAGES, load_labels
from curriculum.problems import NOWHERE, Place, Problem
from curriculum.reading import (
    course_parts,
    course_yaml,
    fields,
    module_decisions,
    nodes,
    standard_yaml,
)
from curriculum.reading.course_yaml import CourseFile, read_course
from curriculum.reading.standard_yaml import read_standard
from curriculum.resources import folder
from curriculum.standard import Block, Duty, KsaUse, Repair, RepairKind, Standard, Task

BAD = Path(__file__).parent / "bad_yaml"
READERS = {"standard": read_standard, "course": read_course}
CASES = sorted(path.relative_to(BAD).with_suffix("").as_posix() for path in BAD.glob("*/*.yaml"))
LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]
SMALL = Standard(
    code="X1",
    name="茶園管理人員",
    name_kind="occupation",
    level=3,
    duties=(
        Duty(
            code="T1",
            text="採收",
            tasks=(Task(code="T1.1", text="判斷採收時機"), Task(code="T1.2", text="手採茶菁")),
            blocks=(
                Block(
                    tasks=("T1.1",),
                    level=3,
                    knowledge=(KsaUse(code="K01", text="茶樹品種"),),
                    skills=(KsaUse(code="S01", text="觀察"), KsaUse(code="S02", text="採摘")),
                ),
                Block(
                    tasks=("T1.2",),
                    level=None,
                    skills=(KsaUse(code="S01", text="觀察能力"), KsaUse(code="", text="體力")),
                ),
            ),
        ),
    ),
    repairs=(
        Repair(
            kind=RepairKind.SHARED_ROW,
            items=("T1.1", "T1.2"),
            printed="T1.1 T1.2",
            read_as="",
            place=Place(path="x1.txt", line=21, column=2),
        ),
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(standards())
def test_every_standard_reads_back_as_equal(standard: Standard) -> None:
    """Nothing a standard can hold is lost or changed on its way through the file."""
    text = standard_text(standard)

    assert standard == read_standard(text)
    assert text == standard_text(standard)


@pytest.mark.parametrize("loader", LOADERS)
@settings(max_examples=200, deadline=None)
@given(texts())
@example("".join(map(chr, range(0x100))))
def test_every_text_survives_in_every_position(loader: type, text: str) -> None:
    """A text stays itself as a value, as a key and in a list on one line, for both YAML parsers."""
    flow = scalar(text, flow=True)
    key = f"? {scalar(text)}\n: {scalar(text)}\n? list\n: [{flow}, {flow}, {{? {flow} : {flow}}}]\n"

    expected = {text: text, "list": [text, text, {text: text}]}
    if text != "list":
        assert expected == yaml.load(key, Loader=loader)  # noqa: S506 - both are safe loaders


def test_what_is_written_is_pleasant_to_read() -> None:
    """The look of the file is part of the interface with people: short, unquoted, commented."""
    lines = standard_text(SMALL).splitlines()

    assert "        skills: [S01, S02]" in lines
    assert '        skills: [{S01: 觀察能力}, {"": 體力}]' in lines
    assert "      - T1.1: 判斷採收時機" in lines
    assert "  S01: 觀察" in lines
    assert "    line: 21" in lines
    assert "# 態度（A）" not in lines, "an empty part has no heading either"


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("產品和服務知識", "產品和服務知識"),
        ("影響業務營運相關法規 【註1】", "影響業務營運相關法規 【註1】"),
        ("2019/12/31", "2019/12/31"),
        ('"2016-12-31"', "2016-12-31"),
        ('"2421"', "2421"),
        ('"yes"', "yes"),
        ('"- x"', "- x"),
        ('"a: b"', "a: b"),
        ('""', ""),
        ('"\\0\\x07\\u200b"', "\0\x07\u200b"),
    ],
)
def test_quotes_stand_only_where_they_are_needed(expected: str, text: str) -> None:
    """Chinese text needs no quotes; what YAML takes for something else does."""
    assert expected == scalar(text)


def test_lines_of_a_text_stay_lines() -> None:
    """A text of several lines is written as it is printed, not with escapes."""
    standard = Standard(code="X1", name="x", name_kind="occupation", description="第一行\n第二行")

    assert "description: |-\n  第一行\n  第二行\n" in standard_text(standard)


def test_texts_come_through_as_they_are_written() -> None:
    """YAML's dates, numbers and booleans do not change what a person typed."""
    text = "code: 08\nname: yes\nname_kind: occupation\nversions: [{date: 2016-12-31, code: null}]"

    standard = read_standard(text)

    row = standard.versions[0]
    expected = ["08", "yes", "2016-12-31", "null"]
    assert expected == [standard.code, standard.name, row.date, row.code]


def test_everything_read_knows_its_place() -> None:
    """A finding about any item can point at its line in the YAML file."""
    text = standard_text(SMALL)

    standard = read_standard(text, "x1.yaml")

    line = 1 + text.splitlines().index("      - T1.2: 手採茶菁")
    assert Place(path="x1.yaml", line=line, column=9) == standard.tasks[1].place
    use = standard.blocks[1].skills[0]
    line = 1 + text.splitlines().index('        skills: [{S01: 觀察能力}, {"": 體力}]')
    assert Place(path="x1.yaml", line=line, column=18) == use.place
    line = 1 + text.splitlines().index("  - kind: shared-row")
    assert Place(path="x1.yaml", line=line, column=5) == standard.repairs[0].place


def test_a_file_read_and_written_again_claims_no_source_line() -> None:
    """`line` is the line in the published text; the YAML's own line must not pass for it."""
    standard = read_standard(standard_text(SMALL), "x1.yaml")

    assert "line:" not in standard_text(standard)


@pytest.mark.parametrize("case", CASES)
def test_every_mistake_is_reported_with_its_place(case: str, *, update_golden: bool) -> None:
    """All mistakes of a file are found at once, each at its line and column."""
    expected = BAD / f"{case}.txt"
    found = "".join(f"{line}\n" for line in described(failure(case)))
    if update_golden:
        expected.write_text(found, encoding="utf-8", newline="\n")

    assert expected.read_text(encoding="utf-8") == found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_every_mistake_has_words_in_both_languages(case: str, language: str) -> None:
    """No finding reaches a person without a sentence and a hint that its details fill."""
    error, labels = failure(case), load_labels(language)

    if isinstance(error, ContentError):
        said = [(labels.message(problem), labels.hint(problem)) for problem in error.problems]
    else:
        said = [(labels.error_message(error), labels.error_hint(error))]

    assert all(message and hint for message, hint in said)


def failure(case: str) -> CurriculumError:
    """What reading a bad file raises."""
    text = (BAD / f"{case}.yaml").read_text(encoding="utf-8")
    with pytest.raises(CurriculumError) as caught:
        READERS[kind_of(case)](text, "x.yaml")
    return caught.value


def kind_of(case: str) -> str:
    """Whether a bad file is a `standard` or a `course`."""
    return case.split("/", maxsplit=1)[0]


def described(error: CurriculumError) -> list[str]:
    """What a mistake says to the golden files: place, code, name, details."""
    if isinstance(error, ContentError):
        return [_described(problem) for problem in error.problems]
    return [f"{error.place.line}:{error.place.column} {error.name}"]


def _described(problem: Problem) -> str:
    place = f"{problem.place.line}:{problem.place.column}"
    details = "; ".join(f"{key}={value}" for key, value in sorted(problem.details.items()))
    return f"{place} {problem.code} {problem.name} {details}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("yaml-too-deep", "code: " + "[" * 100_000),
        ("yaml-too-deep", "".join("  " * depth + "a:\n" for depth in range(500))),
        ("yaml-too-large", "code: " + "x" * 2_000_000),
        ("yaml-alias", "a: &a [x]\n" + "b: *a\n" * 100_000),
        ("yaml-broken", "{" * 39),
        ("yaml-character", "code: \ufeff"),
    ],
)
def test_a_text_that_would_exhaust_the_machine_is_refused_at_once(name: str, text: str) -> None:
    """A YAML bomb costs no more than a moment."""
    start = time.process_time()

    with pytest.raises(SourceError) as caught:
        read_standard(text, "x.yaml")

    assert name == caught.value.name
    assert time.process_time() - start < 2


@pytest.mark.parametrize("loader", LOADERS)
def test_both_parsers_read_the_same(loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML comes without its C parser, the slow one does the same work."""
    monkeypatch.setattr(nodes, "_LOADER", loader)

    assert read_standard(standard_text(SMALL)) == SMALL
    with pytest.raises(SourceError):
        read_standard('code: "\\uD800"')


def test_a_file_of_nothing_but_mistakes_is_read_within_a_moment() -> None:
    """Looking for the nearest code is limited, or a large wrong file would take minutes."""
    codes = ", ".join(f"K{number}" for number in range(50_000))
    known = "".join(f"  S{number}: x\n" for number in range(10_000))
    text = f"{codes_before()}      - knowledge: [{codes}]\nknowledge:\n{known}"
    start = time.process_time()

    with pytest.raises(ContentError) as caught:
        read_standard(text)

    assert len(caught.value.problems) == 50_000
    assert time.process_time() - start < 5


def codes_before() -> str:
    """The beginning of a file, up to the first block."""
    head = "code: X1\nname: x\nname_kind: occupation\n"
    return f"{head}duties:\n  - code: T1\n    text: x\n    blocks:\n"


def test_a_course_file_says_what_was_decided() -> None:
    """Every key arrives as typed data; what is left blank is not decided."""
    text = (
        "standard: {file: ../X1.yaml, code: X1, hash: abc}\nlanguage: en\n"
        "title: {zh: 茶園管理, en: Tea}\nprovider: 茶改場\naudience:\nhours: 36.5\n"
    )

    course = read_course(text, "course.yaml")

    expected = CourseFile(
        standard_file="../X1.yaml",
        standard_hash="abc",
        language="en",
        decisions=Decisions(
            standard_code="X1",
            title=Words(zh="茶園管理", en="Tea"),
            provider=Words(zh="茶改場"),
            hours=Decided(36.5),
        ),
    )
    assert expected == dataclasses.replace(course, standard_place=NOWHERE)
    assert course.decisions.hours is not None
    assert Place(path="course.yaml", line=6, column=8) == course.decisions.hours.place


def test_a_sparse_course_file_decides_nothing() -> None:
    """Whatever the file does not say stays to be computed."""
    course = read_course("standard: {file: X1.yaml, code: X1}\nhours:\n")

    assert Decisions(standard_code="X1") == course.decisions
    assert course.language is None


@functools.cache
def schema(name: str) -> jsonschema.Draft202012Validator:
    """The schema that editors use."""
    text = (folder("templates") / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    content = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(content)
    return jsonschema.Draft202012Validator(content)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(standards())
def test_the_schema_accepts_whatever_is_written(standard: Standard) -> None:
    """An editor shows no mistake in a file that the program wrote."""
    schema("standard").validate(yaml.safe_load(standard_text(standard)))


@pytest.mark.parametrize(
    ("name", "path", "keys"),
    [
        ("standard", (), standard_yaml.KEYS),
        ("standard", ("properties", "categories"), standard_yaml.CATEGORIES),
        ("standard", ("$defs", "version"), standard_yaml.VERSION_KEYS),
        ("standard", ("$defs", "block"), standard_yaml.BLOCK_KEYS),
        ("standard", ("$defs", "repair"), standard_yaml.REPAIR_KEYS),
        ("course", (), course_yaml.KEYS),
        ("course", ("properties", "standard"), course_yaml.STANDARD_KEYS),
        ("course", ("properties", "every_module"), module_decisions.RESOURCE_KEYS),
        ("course", ("properties", "completion"), course_parts.COMPLETION_KEYS),
        ("course", ("$defs", "task"), course_parts.TASK_KEYS),
        ("course", ("$defs", "module"), module_decisions.MODULE_KEYS),
        ("course", ("$defs", "objective"), module_decisions.OBJECTIVE_KEYS),
        ("course", ("$defs", "added_objective"), module_decisions.ADDED_KEYS),
        ("course", ("$defs", "assessment"), module_decisions.ASSESSMENT_KEYS),
        ("course", ("$defs", "session"), course_parts.SESSION_KEYS),
        ("course", ("$defs", "acceptance"), course_parts.ACCEPT_KEYS),
    ],
)
def test_the_schema_has_the_keys_of_the_reader(
    name: str, path: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    """Reader and editor agree on every key, and both refuse others."""
    part: Any = schema(name).schema
    for step in path:
        part = part[step]

    assert list(keys) == list(part["properties"])
    assert part["additionalProperties"] is False


def test_the_schema_knows_every_kind_of_repair() -> None:
    """A new kind of repair must reach the editors too."""
    definitions: Any = schema("standard").schema
    kinds = definitions["$defs"]["repair"]["properties"]["kind"]["enum"]

    assert [kind.value for kind in RepairKind] == kinds


@pytest.mark.parametrize("case", CASES)
def test_the_schema_refuses_wrong_keys_types_and_values(case: str) -> None:
    """An editor marks what the reader would refuse, as far as a schema can know."""
    expected = (BAD / f"{case}.txt").read_text(encoding="utf-8")
    if not re.search("unknown-key|wrong-type|missing-key|bad-value", expected):
        return
    if case in BEYOND_SCHEMAS:
        return
    data = yaml.safe_load((BAD / f"{case}.yaml").read_text(encoding="utf-8"))

    assert list(schema(kind_of(case)).iter_errors(data))


BEYOND_SCHEMAS = {
    # JSON Schema cannot say that one part needs another, nor that a path names a folder.
    "standard/the-list-of-knowledge-is-missing",
    "standard/a-block-does-not-say-which-tasks-it-covers",
    "course/the-standard-has-a-path-of-one-machine",
    # PyYAML takes it for a date, and fails before a schema is asked.
    "course/a-date-does-not-exist",
}


def test_a_new_file_is_written_whole(tmp_path: Path) -> None:
    """The file appears with exactly the text, and nothing else is left behind."""
    target = tmp_path / "X1.yaml"

    assert write_new_file(target, "code: 茶\n")
    assert not write_new_file(target, "code: 茶\n"), "the same text again changes nothing"
    assert "code: 茶\n".encode() == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())


def test_a_different_file_is_never_overwritten(tmp_path: Path) -> None:
    """What a person may have edited stays."""
    target = tmp_path / "X1.yaml"
    target.write_text("code: mine\n", encoding="utf-8", newline="\n")

    with pytest.raises(TargetError) as caught:
        write_new_file(target, "code: X1\n")

    assert "target-exists" == caught.value.name
    assert "code: mine\n" == target.read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_an_error_with_a_name(tmp_path: Path) -> None:
    """A file where a folder must be is told, not thrown as a traceback."""
    (tmp_path / "a-file").write_text("x", encoding="utf-8")
    with pytest.raises(TargetError) as caught:
        write_new_file(tmp_path / "a-file" / "X1.yaml", "code: X1\n")

    assert "target-not-writable" == caught.value.name


def test_every_problem_of_the_readers_has_a_code_of_its_own() -> None:
    """Codes are API: two problems must not share one."""
    assert len(fields.PROBLEMS) == len(set(fields.PROBLEMS.values()))


def test_nesting_as_deep_as_a_standard_needs_is_read() -> None:
    """The limit on depth is far above what the form needs."""
    node = nodes.load("[" * nodes.MAX_DEPTH + "]" * nodes.MAX_DEPTH)

    assert isinstance(node, nodes.Items)


def test_nasty_texts_are_nasty() -> None:
    """The list is worth its length only while every text of it differs."""
    assert len(NASTY_TEXTS) == len(set(NASTY_TEXTS))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("BAS2421-003v2", "BAS2421-003v2.yaml"),
        ("../../x", "x.yaml"),
        ("course", "standard-course.yaml"),
        ("CON", "standard-CON.yaml"),
        ("aux.1", "standard-aux.1.yaml"),
    ],
)
def test_the_file_of_a_standard_has_a_name_that_every_system_takes(code: str, name: str) -> None:
    """Protects the course file from a standard of its name, and Windows from its devices."""
    standard = Standard(code=code, name="店員", name_kind="occupation")
    assert name == standard_file_name(standard)
