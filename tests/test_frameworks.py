"""The readers of foreign frameworks, on made-up ones with results written by hand."""

import json
import re
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum import commands
from curriculum.decisions import NO_DECISIONS
from curriculum.errors import CurriculumError, SourceError
from curriculum.keeping.standard_yaml import standard_text
from curriculum.labels import LANGUAGES, load_labels
from curriculum.planning import plan
from curriculum.problems import Severity
from curriculum.reading.frameworks import parts
from curriculum.reading.opening import open_path, open_standard
from curriculum.reading.standard_yaml import read_standard
from curriculum.rules.standard_rules import check_standard
from curriculum.standard import Standard
from curriculum.tables import load_tables

FRAMEWORKS = Path(__file__).parent / "frameworks"
SOURCES = {
    "case-tree-with-types-cycles-and-wrong-names": "source.json",
    "case-flat-list-with-markdown": "source.json",
    "onet-folder-of-two-occupations": "source#91-1001.00",
    "esco-tables-with-optional-skills": "source#5113.9",
    "esco-list-of-occupations": "source.json#puppet repairer",
    "nice-role-with-statement-files": "source#AB-CDE-001",
    "nice-table-of-roles": "source.csv#ab-cde-001",
}
"""Folder -> what a user would name in it."""
LACKS = {
    "case-tree-with-types-cycles-and-wrong-names": ["outputs", "levels"],
    "case-flat-list-with-markdown": ["criteria", "outputs", "levels", "attitudes", "knowledge"],
    "onet-folder-of-two-occupations": ["criteria", "outputs", "levels", "attitudes"],
    "esco-tables-with-optional-skills": ["tasks", "criteria", "outputs", "levels", "attitudes"],
    "esco-list-of-occupations": ["tasks", "criteria", "outputs", "levels", "attitudes"],
    "nice-role-with-statement-files": ["criteria", "outputs", "levels", "attitudes"],
    "nice-table-of-roles": ["tasks", "criteria", "outputs", "levels", "attitudes"],
}
"""Folder -> what the framework does not give."""
LABELS = load_labels()


def read(name: str) -> Standard:
    """One of the made-up frameworks."""
    source = FRAMEWORKS / name / SOURCES[name]
    return open_standard(source, source.as_posix())


def failure(path: Path) -> SourceError:
    """The error with which a file is refused; it can be said in every language."""
    with pytest.raises(SourceError) as raised:
        open_standard(path, path.as_posix())
    for language in LANGUAGES:
        labels = load_labels(language)
        assert labels.error_message(raised.value)
        assert labels.error_hint(raised.value)
    return raised.value


@pytest.mark.parametrize("name", SOURCES)
def test_reads_every_made_up_framework_as_a_careful_person_would(name: str) -> None:
    """Protects what is taken from each framework, and what is said to be left out."""
    expected = (FRAMEWORKS / name / "expected.yaml").read_text(encoding="utf-8")
    assert read_standard(expected) == read(name)


@pytest.mark.parametrize("name", SOURCES)
def test_each_lack_is_said_once_and_nothing_is_made_up(name: str) -> None:
    """Protects trainers from dozens of findings, and from thinking that an outline is a course."""
    standard = read(name)
    problems = check_standard(standard, load_tables().verbs)
    names = [problem.name for problem in problems]
    found = {each.removeprefix("framework-without-") for each in names if "-without-" in each}
    assert set(LACKS[name]) == found
    assert len(names) == len(set(names)) or "missing-criterion" in names
    assert "foreign-framework" in names
    course = plan(standard, NO_DECISIONS, load_tables())
    planned = [each for module in course.modules for each in module.criteria]
    assert list(standard.criteria) == planned
    assert [task.code for task in standard.tasks] == [
        code for module in course.modules for code in module.tasks
    ]


@pytest.mark.parametrize("name", SOURCES)
def test_an_imported_framework_is_the_same_and_says_the_same(name: str) -> None:
    """Protects a trainer who goes on with the YAML file instead of the framework."""
    standard = read(name)
    again = read_standard(standard_text(standard))
    verbs = load_tables().verbs
    assert standard == again
    said, said_again = (
        sorted((each.name, each.items) for each in check_standard(found, verbs))
        for found in (standard, again)
    )
    assert said == said_again


@pytest.mark.parametrize("name", SOURCES)
def test_an_import_says_what_is_missing_as_check_does(name: str, tmp_path: Path) -> None:
    """Protects trainers who import an outline and take it for a course."""
    path = (FRAMEWORKS / name / SOURCES[name]).as_posix()
    problems = check_standard(open_standard(Path(path), path), load_tables().verbs)
    answer = commands.import_standard(path, str(tmp_path / "x.yaml"), LABELS, strict=False)
    lacks = [f"  {LABELS.message(each)}" for each in problems if "-without-" in each.name]
    assert lacks
    assert [] == [line for line in lacks if line not in answer.out]


def test_a_folder_with_two_sets_of_nice_is_refused_with_both(tmp_path: Path) -> None:
    """Protects from roles of one version with the statements of another."""
    for name in ("nice-role-with-statement-files", "nice-table-of-roles"):
        source = FRAMEWORKS / name / SOURCES[name].partition("#")[0]
        for file in source.iterdir() if source.is_dir() else [source]:
            shutil.copy(file, tmp_path)
    error = failure(tmp_path)
    assert "framework-mixed" == error.name
    assert 2 == error.details["options"].count("NICE: ")


def test_the_folder_around_frameworks_says_which_ones_are_inside(tmp_path: Path) -> None:
    """Protects from a mere `no course.yaml` one folder too high."""
    for name in ("onet-folder-of-two-occupations", "esco-tables-with-optional-skills"):
        shutil.copytree(FRAMEWORKS / name / "source", tmp_path / name)
    (tmp_path / "other").mkdir()
    with pytest.raises(SourceError) as raised:
        open_path(str(tmp_path))
    for error in (raised.value, failure(tmp_path)):
        told = "esco-tables-with-optional-skills, onet-folder-of-two-occupations"
        assert told in LABELS.error_hint(error)


def test_show_names_the_frameworks_own_ids() -> None:
    """Protects the way back from our codes to the framework."""
    name = "onet-folder-of-two-occupations"
    path = (FRAMEWORKS / name / SOURCES[name]).as_posix()
    shown = commands.show(path, "text", LABELS).out
    assert "  T1.2 Inspect the field for power lines. [7001]" in shown
    assert "    K01 Physics [2.C.4.b]" in shown
    data = json.loads(commands.show(path, "json", LABELS).out[0])
    assert ("O*NET", "7003") == (data["framework"]["name"], data["framework"]["ids"]["T1.1"])


def test_places_lead_to_the_line_of_each_item() -> None:
    """Protects the promise that a finding can be looked up in the source."""
    folder = FRAMEWORKS / "onet-folder-of-two-occupations" / "source"
    standard = read(folder.parent.name)
    for item in (*standard.tasks, *standard.knowledge, *standard.skills):
        lines = Path(item.place.path).read_text(encoding="utf-8").split("\n")
        assert item.text in lines[item.place.line - 1]
    tree = read("case-tree-with-types-cycles-and-wrong-names")
    lines = Path(tree.place.path).read_text(encoding="utf-8").split("\n")
    for item in (*tree.duties, *tree.tasks, *tree.knowledge, *tree.skills, *tree.criteria):
        assert item.text[:15] in lines[item.place.line - 1]


def test_one_of_several_occupations_must_be_chosen_from_a_list() -> None:
    """Protects trainers from a course about another occupation than theirs."""
    folder = FRAMEWORKS / "onet-folder-of-two-occupations" / "source"
    error = failure(folder)
    assert "framework-choice" == error.name
    assert (
        "91-1001.00 Kite Workshop Leaders; 91-1002.00 Sandcastle Judges" == error.details["options"]
    )
    assert error.details["example"].endswith("source#91-1001.00")
    error = failure(Path(f"{folder}#castle"))
    near = ("framework-near", "91-1002.00 Sandcastle Judges", "1")
    assert near == (error.name, error.details["options"], error.details["count"])
    for typed in ("judges 91-1002", "sandcastel judge"):
        error = failure(Path(f"{folder}#{typed}"))
        assert near == (error.name, error.details["options"], error.details["count"])
    error = failure(Path(f"{folder}#plumber"))
    assert ("framework-no-such", "2") == (error.name, error.details["count"])
    assert "91-1002.00" == open_standard(Path(f"{folder}#sandcastle judges"), "x#x").code


@pytest.mark.parametrize(
    ("name", "kept", "missing"),
    [
        ("esco-tables-with-optional-skills", ["occupations_en.csv"],
         "skills_*.csv, occupationSkillRelations_*.csv"),
        ("esco-tables-with-optional-skills", ["skills_en.csv"],
         "occupations_*.csv, occupationSkillRelations_*.csv"),
        ("onet-folder-of-two-occupations", ["What People Know.txt"],
         "Occupation Data, Task Statements, Skills"),
        ("onet-folder-of-two-occupations", ["Task Statements.txt", "Occupation Data.txt"],
         "Knowledge, Skills"),
        ("nice-role-with-statement-files", ["tasks.yml"], "niceRole_*.yml"),
        ("nice-role-with-statement-files", ["workRoles.yml"],
         "niceRole_*.yml, tasks.yml, knowledge.yml, skills.yml"),
        ("nice-role-with-statement-files", ["role_ab-cde-001.yml", "tasks.yml", "skills.yml"],
         "knowledge.yml"),
    ],
)  # fmt: skip
def test_a_part_of_a_framework_is_refused_with_what_is_missing(
    *, name: str, kept: list[str], missing: str, tmp_path: Path
) -> None:
    """Protects from an empty course that looks as if the framework had nothing to say."""
    for file in kept:
        shutil.copy(FRAMEWORKS / name / "source" / file, tmp_path)
    error = failure(tmp_path)
    assert ("framework-incomplete", missing) == (error.name, error.details["missing"])


def test_a_folder_with_two_frameworks_is_refused_with_a_list(tmp_path: Path) -> None:
    """Protects from a course about the file that happened to be found first."""
    for file in (FRAMEWORKS / "esco-tables-with-optional-skills" / "source").iterdir():
        shutil.copy(file, tmp_path)
    shutil.copy(FRAMEWORKS / "esco-list-of-occupations" / "source.json", tmp_path / "list.json")
    error = failure(tmp_path)
    tables = "occupationSkillRelations_en.csv, occupations_en.csv, skills_en.csv"
    assert ("framework-mixed", f"ESCO: list.json; ESCO: {tables}") == (
        error.name,
        error.details["options"],
    )


def test_an_occupation_that_says_nothing_is_refused(tmp_path: Path) -> None:
    """Protects from an empty course about an occupation that was never surveyed."""
    file = tmp_path / "list.json"
    entry = {"uri": "http://data.europa.eu/esco/occupation/x", "label": "cloud painter"}
    file.write_text(json.dumps([entry]), encoding="utf-8")
    error = failure(file)
    assert ("framework-nothing", "x cloud painter") == (error.name, error.details["found"])


def test_a_zip_archive_is_read_like_its_folder(tmp_path: Path) -> None:
    """Protects users who name the download as it is."""
    folder = FRAMEWORKS / "onet-folder-of-two-occupations" / "source"
    with zipfile.ZipFile(tmp_path / "db.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"db_text/{file.name}")
    found = open_standard(tmp_path / "db.zip#91-1001.00", "db.zip#91-1001.00")
    assert read(folder.parent.name) == found
    assert "db.zip/db_text/Task Statements.txt" == found.tasks[0].place.path


def test_a_course_starts_from_a_framework_and_builds(tmp_path: Path) -> None:
    """Protects every command on the way from a framework to a site."""
    name = "nice-role-with-statement-files"
    source = (FRAMEWORKS / name / SOURCES[name]).as_posix()
    folder = tmp_path / "course"
    commands.new(folder.as_posix(), source, LABELS)
    assert ["AB-CDE-001.yaml", "content", "course.lock.yaml", "course.yaml"] == sorted(
        each.name for each in folder.iterdir()
    )
    assert read(name) == open_path(folder.as_posix()).standard
    assert 0 == commands.check(folder.as_posix(), "text", LABELS, strict=False).code
    out = tmp_path / "out"
    commands.build(source, out.as_posix(), LABELS, None, lambda _: None, strict=False)
    home = (out / "docs" / "index.md").read_text(encoding="utf-8")
    assert "不是職能基準" in home
    assert "職能基準代碼" not in home
    pages = [page.read_text(encoding="utf-8") for page in (out / "docs").rglob("*.md")]
    told = [line for page in pages for line in page.split("\n") if "職能基準" in line]
    assert not [each for each in told if not re.search("不是職能基準|職能基準或架構", each)]


def test_foreign_words_stand_apart_from_the_chinese_around_them() -> None:
    """Protects readers of `能說明Physics的重點`, and standards in Chinese from spaces."""
    course = plan(read("onet-folder-of-two-occupations"), NO_DECISIONS, load_tables())
    said = [objective.text for module in course.modules for objective in module.objectives]
    assert any("能說明 Physics 的重點" in text for text in said)
    assert any(" 技巧，" in text for text in said)
    assert "Kite Workshop Leaders 培訓課程" == course.title
    patterns = load_tables().patterns
    assert patterns is patterns.for_language("zh-TW")


def test_a_framework_may_be_called_anything() -> None:
    """Protects pages from a name in a YAML file that holds markup or braces."""
    words = LABELS.about("<b>{O*NET}</b>")
    assert "bO*NETb 原文" == words["standard.title"]
    assert words.fill("site.copyright", code="1", name="A")
    assert LABELS is LABELS.about("")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('{"CFItems": [', "framework-broken"),
        ('{"CFItems": ' + "[" * 100_000, "framework-broken"),
        ('{"CFItems": [' + "9" * 5000 + "]}", "framework-broken"),
        ('[{"uri": "http://data.europa.eu/esco/occupation/"', "framework-broken"),
        ("conceptUri,preferredLabel,iscoGroup\n", "framework-incomplete"),
        ("O*NET-SOC Code\tTask ID\tTask\n", "framework-incomplete"),
        ("-\n  tId: T0001\n  taskDescription: x\n", "framework-incomplete"),
        ("# R (AB-CDE-001)\n-\n  tId: T0001;T0002\n", "framework-incomplete"),
        ("Work Role,K S or A,KSA ID,KSA\n" + '"' + "x" * 200_000, "framework-broken"),
    ],
)
def test_broken_frameworks_are_refused_with_an_explanation(
    content: str, name: str, tmp_path: Path
) -> None:
    """Protects users from tracebacks, whatever the download was cut to."""
    (tmp_path / "file").write_text(content, encoding="utf-8")
    assert name == failure(tmp_path / "file").name


RATINGS = [
    "O*NET-SOC Code\tTitle\tElement ID\tElement Name\tScale ID\tData Value",
    "1\tA\t2.C.1\tGeometry\tIM\t4",
    "1\tA\t2.A.1\tMeasuring\tIM\t4",
]


def test_ends_of_lines_from_every_system_are_read(tmp_path: Path) -> None:
    """Protects tables that somebody saved on another system."""
    rows = ["O*NET-SOC Code\tTitle\tTask ID\tTask", "1\tA\t7\tFold paper.", "1\tA\t8\tCut it."]
    for end in ("\n", "\r\n", "\r"):
        (tmp_path / "t.txt").write_bytes(end.join(["", *rows]).encode())
        (tmp_path / "r.txt").write_bytes(end.join(["", *RATINGS]).encode())
        standard = open_standard(tmp_path, "x")
        assert ["Fold paper.", "Cut it."] == [task.text for task in standard.tasks]
        assert ["Geometry", "Measuring"] == [
            item.text for item in (*standard.knowledge, *standard.skills)
        ]


def test_texts_in_another_encoding_are_read_and_said_to_be(tmp_path: Path) -> None:
    """Protects names with accents, which old exports write in another encoding."""
    text = "O*NET-SOC Code\tTitle\tTask ID\tTask\n1\tA\t7\tFold papier-mâché.\n"
    (tmp_path / "t.txt").write_bytes(text.encode("cp1252"))
    (tmp_path / "r.txt").write_text("\n".join(RATINGS), encoding="utf-8")
    standard = open_standard(tmp_path, "x")
    assert "Fold papier-mâché." == standard.tasks[0].text
    assert [("encoding", "CP1252")] == [(r.kind.value, r.printed) for r in standard.repairs]


def test_english_items_go_to_tasks_with_which_they_share_words() -> None:
    """Protects from reasons such as `ing`: letters that words share say nothing in English."""
    course = plan(read("nice-role-with-statement-files"), NO_DECISIONS, load_tables())
    given = {
        module.id: [item.code for item in module.knowledge if item.basis.value == "text"]
        for module in course.modules
    }
    assert {"M1.1": ["K01"], "M1.2": []} == given


def test_names_that_no_system_can_hold_are_refused(tmp_path: Path) -> None:
    """Protects users from a traceback where even looking fails."""
    assert "unreadable-file" == failure(tmp_path / ("x" * 400)).name
    assert "missing-file" == failure(tmp_path / "nothing#T1").name


def test_what_is_packed_beyond_reason_is_not_unpacked(tmp_path: Path) -> None:
    """Protects memory from an archive that holds a thousand times its size."""
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Ratings.txt", f"{RATINGS[0]}\n" + "x" * 2**24)
    assert "framework-too-large" == failure(tmp_path / "bomb.zip").name


def test_a_file_larger_than_its_kind_ever_is_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects memory from files that only begin like a framework."""
    assert parts.LARGEST_TREE < parts.LARGEST_TABLE
    monkeypatch.setattr("curriculum.reading.frameworks.tables.LARGEST_TABLE", 40)
    (tmp_path / "t.txt").write_text("\n".join(RATINGS), "utf-8")
    assert "framework-too-large" == failure(tmp_path / "t.txt").name


def test_a_long_chain_and_a_large_circle_are_read_in_time(tmp_path: Path) -> None:
    """Protects against trees that are as deep as they are large."""
    count = 5000
    items = [{"identifier": f"i{n}", "fullStatement": f"Step {n}"} for n in range(count)]
    links = [
        {
            "associationType": "isChildOf",
            "originNodeURI": {"identifier": f"i{n}"},
            "destinationNodeURI": {"identifier": f"i{(n + 1) % count}"},
        }
        for n in range(count)
    ]
    package = {"CFDocument": {"identifier": "d"}, "CFItems": items, "CFAssociations": links}
    (tmp_path / "circle.json").write_text(json.dumps(package), "utf-8")
    standard = open_standard(tmp_path / "circle.json", "circle.json")
    assert (1, count - 1) == (len(standard.duties), len(standard.tasks))
    assert standard == read_standard(standard_text(standard))


def _mutate(data: bytes, edits: Sequence[tuple[float, int, bytes]]) -> bytes:
    """Bytes with some runs replaced."""
    for where, length, put in edits:
        start = int(where * len(data))
        data = data[:start] + put + data[start + length :]
    return data


PIECES = st.sampled_from(
    (
        b"", b"\x00", b'"', b"\t", b",", b"\n", b"[", b"{", b"}", b"null", b"\xff", b"-1", b"#",
        b":", b'"i-1"', b"\\ud800", b"K0001", b"<b>", b"NaN", b"1e999", b"91-1001.00", b"essential",
    )
)  # fmt: skip
EDITS = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True), st.integers(0, 30), PIECES | st.binary(max_size=8)
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("name", SOURCES)
@settings(max_examples=60, deadline=None)
@given(edits=EDITS, which=st.integers(0, 9))
def test_mutated_frameworks_are_read_or_refused(
    name: str,
    edits: list[tuple[float, int, bytes]],
    which: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Protects users from tracebacks: an error that can be said, or a standard that works."""
    folder = tmp_path_factory.mktemp("mutated", numbered=True)
    named, _, wanted = SOURCES[name].partition("#")
    target = folder / named
    source = FRAMEWORKS / name / named
    if source.is_dir():
        shutil.copytree(source, target)
        files = sorted(target.iterdir())
        changed = files[which % len(files)]
    else:
        shutil.copy(source, target)
        changed = target
    changed.chmod(0o644)
    changed.write_bytes(_mutate(changed.read_bytes(), edits))
    try:
        standard = open_standard(Path(f"{target}#{wanted}" if wanted else target), "x#x")
    except CurriculumError as error:
        LABELS.error_message(error)
    else:
        assert standard == read_standard(standard_text(standard))
        for problem in check_standard(standard, load_tables().verbs):
            assert problem.severity is not Severity.ERROR
            assert LABELS.message(problem)
        plan(standard, NO_DECISIONS, load_tables())
    finally:
        shutil.rmtree(folder)
