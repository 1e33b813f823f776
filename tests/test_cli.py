"""The command line, run as people run it: a process, files, and what it says."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import click
import pytest
import yaml
from bs4 import BeautifulSoup

from curriculum.cli import program
from curriculum.labels import LANGUAGES, load_labels
from curriculum.reading.limits import LARGEST_TEXT

ROOT = Path(__file__).parents[1]
SEED = ROOT / "standard" / "BAS2421-003v2.txt"
YAML = ROOT / "standard" / "BAS2421-003v2.yaml"
LONG = "a" * 300
"""Longer than a name on any disk."""


class Said(NamedTuple):
    """What a run of the program left behind."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path, folder: Path, language: str = "zh-TW") -> Said:
    """Runs the program in a folder."""
    environment = {**os.environ, "CURRICULUM_LANGUAGE": language, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "curriculum.cli", *map(str, arguments)],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_show_gives_the_counts_that_reviewers_know(tmp_path: Path) -> None:
    """Protects the JSON that scripts rely on, from text and from YAML alike."""
    from_text = json.loads(run("show", SEED, "--format", "json", folder=tmp_path).out)
    from_yaml = json.loads(run("show", YAML, "--format", "json", folder=tmp_path).out)
    tasks = [task for duty in from_text["duties"] for task in duty["tasks"]]
    assert [3, 4, 3, 2] == [len(duty["tasks"]) for duty in from_text["duties"]]
    assert 8 == sum(len(task["outputs"]) for task in tasks)
    assert 31 == sum(len(task["criteria"]) for task in tasks)
    assert [28, 20, 6, 2] == [
        len(from_text[key]) for key in ("knowledge", "skills", "attitudes", "versions")
    ]
    for data in (from_text, from_yaml):
        for duty in data["duties"]:
            for block in duty["blocks"]:
                del block["place"]
        for repair in data["repairs"]:
            del repair["place"]
    assert from_text == from_yaml


def test_check_agrees_between_text_and_yaml(tmp_path: Path) -> None:
    """Protects the promise that the YAML is the same standard."""
    found = []
    for source in (SEED, YAML):
        said = run("check", source, "--format", "json", folder=tmp_path)
        assert (0, "") == (said.code, said.err)
        keys = ("code", "name", "severity", "items", "message", "hint", "accepted")
        found.append(sorted(str([each[key] for key in keys]) for each in json.loads(said.out)))
    assert found[0] == found[1]
    assert len(found[0]) == 20


def test_check_fails_on_warnings_only_when_asked(tmp_path: Path) -> None:
    """Protects exit codes, which build servers go by."""
    assert 0 == run("check", SEED, folder=tmp_path).code
    assert 1 == run("check", SEED, "--strict", folder=tmp_path).code


def test_strict_guards_a_course_whose_findings_are_all_acknowledged(tmp_path: Path) -> None:
    """Protects a repository: what was looked at passes, one new warning does not."""
    run("new", "c", "--standard", SEED, folder=tmp_path)
    found = json.loads(run("check", "c", "--format", "json", folder=tmp_path).out)
    warnings = [each for each in found if each["severity"] == "warning"]
    assert 1 == run("check", "c", "--strict", folder=tmp_path).code
    file = tmp_path / "c" / "course.yaml"
    accept = [
        {"code": each["code"], "items": each["items"], "reason": "照公告"} for each in warnings
    ]
    text = file.read_text(encoding="utf-8")
    text += yaml.safe_dump({"accept": accept}, allow_unicode=True)
    file.write_text(text, encoding="utf-8")
    said = run("check", "c", "--strict", folder=tmp_path)
    assert (0, "") == (said.code, said.err)
    assert f"另有 {len(warnings)} 個已確認" in said.out
    shown = json.loads(run("check", "c", "--format", "json", folder=tmp_path).out)
    assert {"照公告"} == {each["accepted"] for each in shown if each["severity"] == "warning"}
    file.write_text(f"{text}title: 最強客服速成班\n", encoding="utf-8")
    said = run("check", "c", "--strict", folder=tmp_path)
    assert 1 == said.code
    assert f"course.yaml:{len(text.splitlines()) + 1}:8: 警告 CUR382" in said.out
    assert "CUR382" in run("plan", "c", folder=tmp_path).err
    refused = run("build", "c", "--strict", folder=tmp_path)
    assert 1 == refused.code
    assert ("CUR382" in refused.err, "CUR203" in refused.err) == (True, False)
    assert not (tmp_path / "build").exists()


def test_check_speaks_to_github(tmp_path: Path) -> None:
    """Protects the annotations beside a file."""
    lines = run("check", SEED, "--format", "github", folder=tmp_path).out.splitlines()
    assert len(lines) == 20
    assert all(line.startswith(("::warning file=", "::notice file=")) for line in lines)


def test_import_writes_the_bundled_yaml(tmp_path: Path) -> None:
    """Protects the bundled file from drifting away from its source."""
    said = run("import", SEED, folder=tmp_path)
    assert (0, "") == (said.code, said.err)
    assert YAML.read_bytes() == (tmp_path / YAML.name).read_bytes()
    assert "判讀 8 處" in said.out
    again = run("import", SEED, folder=tmp_path)
    assert (0, True) == (again.code, "沒有更動" in again.out)


def test_import_does_not_overwrite_what_somebody_edited(tmp_path: Path) -> None:
    """Protects a corrected standard from being imported over."""
    (tmp_path / "mine.yaml").write_text("code: mine\n", encoding="utf-8")
    said = run("import", SEED, "-o", "mine.yaml", folder=tmp_path)
    assert said.code == 1
    assert "mine.yaml" in said.err
    assert "code: mine\n" == (tmp_path / "mine.yaml").read_text(encoding="utf-8")


def test_import_stops_on_doubt_only_when_asked(tmp_path: Path) -> None:
    """Protects from a doubtful standard that nobody looked at."""
    said = run("import", SEED, "--strict", folder=tmp_path)
    assert said.code == 1
    assert {} == tree(tmp_path)
    assert "CUR203" in said.err


def test_new_starts_a_folder_that_can_be_checked_planned_and_built_on(tmp_path: Path) -> None:
    """Protects the first five minutes of a trainer's own course."""
    said = run("new", "我的課程", "--standard", SEED, folder=tmp_path)
    assert (0, "") == (said.code, said.err)
    course = tmp_path / "我的課程"
    assert {YAML.name, "BAS2421-003v2.txt", "course.yaml", "course.lock.yaml"} == set(tree(course))
    assert (course / "content").is_dir()
    assert 0 == run("check", "我的課程", folder=tmp_path).code
    file = course / "course.yaml"
    text = file.read_text(encoding="utf-8").replace("#hours: 36", "hours: 24.5")
    file.write_text(text, encoding="utf-8")
    plan = json.loads(run("plan", "--format", "json", folder=course).out)
    assert plan["hours"] == 24.5
    assert plan["hours"] == sum(module["hours"] for module in plan["modules"])
    refused = run("new", "我的課程", "--standard", SEED, folder=tmp_path)
    assert (1, True) == (refused.code, "我的課程" in refused.err)


def test_mistakes_in_a_course_file_are_all_shown_with_their_place(tmp_path: Path) -> None:
    """Protects trainers from mending one mistake a run."""
    run("new", "c", "--standard", SEED, folder=tmp_path)
    file = tmp_path / "c" / "course.yaml"
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write("hours: 36.2\ntitel: 客服課程\n")
    said = run("check", "c", folder=tmp_path)
    assert said.code == 1
    assert "c/course.yaml:" in said.err
    assert "CUR105" in said.err
    assert "CUR102" in said.err
    assert "「title」" in said.err
    assert "    ^^^^^" in said.err


def test_a_course_is_planned_and_checked_with_its_own_tables(tmp_path: Path) -> None:
    """What a trainer puts into the course folder reaches every command, mistakes as well."""
    assert 0 == run("new", "課程", "--standard", YAML, folder=tmp_path).code
    table = tmp_path / "課程" / "templates" / "tables" / "weights.yaml"
    table.parent.mkdir(parents=True)
    table.write_text("hours: {total: 24}\n", encoding="utf-8")
    assert "共 24 小時" in run("plan", "課程", folder=tmp_path).out
    table.write_text("hours: {total: 0}\n", encoding="utf-8")
    for command in ("plan", "check", "build"):
        said = run(command, "課程", folder=tmp_path)
        assert 1 == said.code
        assert "課程/templates/tables/weights.yaml:1:16: 錯誤 CUR105" in said.err
    said = run("check", "課程", "--format", "json", folder=tmp_path)
    assert ["CUR105"] == [each["code"] for each in json.loads(said.out)]


def test_plan_explains_and_reviews(tmp_path: Path) -> None:
    """Protects the answers to: why is this here, and what should I look at?"""
    assert "K15" in run("plan", SEED, "--explain", "K15", folder=tmp_path).out
    assert "M1.1" in run("plan", SEED, "--explain", "M1.1", folder=tmp_path).out
    assert "K15" in run("plan", SEED, "--review", folder=tmp_path).out
    reasons = json.loads(
        run("plan", SEED, "--explain", "ｋ27", "--format", "json", folder=tmp_path).out
    )
    assert {tuple(each) for each in reasons} == {("address", "reason")}
    waiting = json.loads(run("plan", SEED, "--review", "--format", "json", folder=tmp_path).out)
    assert list(waiting) == ["review", "suspect", "parked"]
    unknown = run("plan", SEED, "--explain", "K99", folder=tmp_path)
    assert (1, True) == (unknown.code, "K99" in unknown.err)


def bad_inputs(folder: Path) -> dict[str, Path]:
    """One file for each way in which an input can be bad."""
    seed = SEED.read_text(encoding="utf-8")
    contents: dict[str, bytes] = {
        "empty.txt": b"",
        "blank.txt": b"\n \n\t\n",
        "binary.txt": random.Random(1).randbytes(100_000),  # noqa: S311 - repeatable
        "program.yaml": bytes(range(256)) * 40,
        "scan.pdf": b"%PDF-1.7\n" + bytes(2000),
        "letter.docx": b"PK\x03\x04" + bytes(2000),
        "prose.txt": "這是一篇文章，沒有表格。\n".encode() * 30,
        "broken.yaml": "code: X\nname: [甲\n".encode(),
        "other.yaml": "只是一段文字".encode(),
        "bomb.yaml": (
            "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(9))
        ).encode(),
        "deep.yaml": b"code: " + b"[" * 50_000,
        "large.txt": seed.encode() * (LARGEST_TEXT // len(seed.encode()) + 1),
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    with (folder / "huge.yaml").open("wb") as stream:
        stream.write(b"code: X\n")
        stream.truncate(50 * 2**20)
    (folder / "folder").mkdir()
    return {name: folder / name for name in (*contents, "huge.yaml", "folder", "missing.txt")}


def cpu_of_children() -> float:
    """Seconds of processor time that the programs run so far took."""
    times = os.times()
    return times.children_user + times.children_system


@pytest.mark.parametrize("command", ["show", "check", "import", "build"])
def test_bad_input_gets_one_clear_line_and_changes_nothing(command: str, tmp_path: Path) -> None:
    """Protects users from tracebacks, hangs and damage, whatever they name."""
    inputs = tmp_path / "inputs"
    work = tmp_path / "work"
    inputs.mkdir()
    work.mkdir()
    (work / "build").mkdir()
    (work / "build" / "notes.txt").write_text("mine", encoding="utf-8")
    before = tree(work)
    for name, path in bad_inputs(inputs).items():
        started = cpu_of_children()
        said = run(command, path, folder=work)
        assert said.code in {1, 2}, name
        assert "Traceback" not in said.err, name
        first, *hints = said.err.replace("… 讀取職能基準\n", "").splitlines()
        assert "錯誤" in first, (name, said.err)
        assert hints, name
        assert name in first, (name, first)
        assert before == tree(work), name
        assert cpu_of_children() - started < 2, name


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", LONG),
        ("check", f"{LONG}/course.yaml"),
        ("import", LONG),
        ("import", SEED, "-o", LONG),
        ("new", LONG, "--standard", SEED),
        ("new", "c", "--standard", LONG),
        ("build", SEED, "-o", LONG),
    ],
    ids=lambda arguments: "-".join(str(each)[:9] for each in arguments),
)
def test_a_name_that_no_disk_can_hold_is_explained(
    arguments: tuple[str | Path, ...], tmp_path: Path
) -> None:
    """Protects from a traceback where even asking what stands there fails."""
    said = run(*arguments, folder=tmp_path)
    assert 1 == said.code
    assert "Traceback" not in said.err
    assert ("錯誤" in said.err, "建議" in said.err) == (True, True)
    assert {} == tree(tmp_path)


def test_a_device_without_an_end_is_refused(tmp_path: Path) -> None:
    """Protects the memory of the machine."""
    if not Path("/dev/zero").exists():
        pytest.skip("no such device here")
    said = run("show", "/dev/zero", folder=tmp_path)
    assert (1, False) == (said.code, "Traceback" in said.err)


def test_big5_is_read_and_reported(tmp_path: Path) -> None:
    """Protects people whose editor still writes Big5."""
    text = SEED.read_text(encoding="utf-8")
    (tmp_path / "big5.txt").write_bytes(text.encode("cp950"))
    assert "CUR218" in run("check", "big5.txt", folder=tmp_path).out
    data = json.loads(run("show", "big5.txt", "--format", "json", folder=tmp_path).out)
    assert data["name"] == "客戶服務企劃人員"


HOSTILE = (
    "<script>alert(1)</script> **粗** [連結](javascript:alert(1)) {{ 7*7 }} {% raw %} | `x` "
    "<img src=x onerror=alert(1)> \u202e倒 & &lt;b&gt; # 標題"
)


def test_hostile_text_is_shown_and_harms_nothing(tmp_path: Path) -> None:
    """Protects readers of the site from what a standard may carry."""
    text = SEED.read_text(encoding="utf-8")
    text = text.replace("列舉相關產品及服務的主要細", HOSTILE).replace("產品和服務知識", HOSTILE)
    text = text.replace("BAS2421-003v2", "../../x").replace("持續學習", HOSTILE)
    (tmp_path / "hostile.txt").write_text(text, encoding="utf-8")
    said = run("build", "hostile.txt", "-o", "out", folder=tmp_path)
    assert said.code == 0, said.err
    assert {"hostile.txt", "out"} == {path.name for path in tmp_path.iterdir()}
    for path in (tmp_path / "out" / "site").rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path
        assert 'href="javascript' not in page, path
    plain = BeautifulSoup(
        (tmp_path / "out/site/modules/m1-1/syllabus.html").read_text(encoding="utf-8"),
        "html.parser",
    ).get_text()
    assert "<script>alert(1)</script> **粗** [連結](javascript:alert(1)) {{ 7*7 }}" in plain
    imported = run("import", "hostile.txt", folder=tmp_path)
    assert imported.code == 0, imported.err
    assert (tmp_path / "x.yaml").is_file()


def test_wrong_usage_is_explained_in_our_words(tmp_path: Path) -> None:
    """Protects people who mistype from English and from silence."""
    for arguments, word in (
        (("pln",), "plan"),
        (("plan", "--hour", "3"), "--hours"),
        (("plan", "--hours", "3.2"), "36.5"),
        (("show", "--format", "xml"), "json"),
        (("new",), "DIR"),
        (("new", "c"), "--standard"),
    ):
        said = run(*arguments, folder=tmp_path)
        assert said.code == 2, arguments
        assert word in said.err, arguments
        assert "錯誤" in said.err, arguments
    assert 2 == run(folder=tmp_path).code
    assert "did you mean" in run("pln", folder=tmp_path, language="en").err.lower()


def commands_and_options() -> list[tuple[str, click.Parameter | None]]:
    """Every command, and each of its parameters."""
    context = click.Context(program)
    found: list[tuple[str, click.Parameter | None]] = []
    for name in program.list_commands(context):
        command = program.get_command(context, name)
        assert command is not None
        found.append((name, None))
        found += [(name, parameter) for parameter in command.params]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_has_help(language: str, tmp_path: Path) -> None:
    """Protects `--help` from gaps, in both languages."""
    for name, parameter in commands_and_options():
        if parameter is None:
            said = run(name, "--help", folder=tmp_path, language=language)
            assert 0 == said.code
            words = load_labels(language)[f"commands.{name}"]
            assert words.split("\n")[0][:20] in said.out.replace("\n  ", "")
        elif isinstance(parameter, click.Option):
            assert parameter.help, (name, parameter.name)


@pytest.mark.parametrize("arguments", [("show", SEED), ("--help",), ()], ids=str)
def test_a_reader_that_leaves_early_is_no_error(
    arguments: tuple[str | Path, ...], tmp_path: Path
) -> None:
    """Protects `curriculum show | head`."""
    with subprocess.Popen(
        [sys.executable, "-m", "curriculum.cli", *map(str, arguments)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_project_of_somebody_else_is_refused_as_output(tmp_path: Path) -> None:
    """Protects a folder with its own `docs` from becoming ours."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("mine", encoding="utf-8")
    said = run("build", SEED, "-o", ".", folder=tmp_path)
    assert said.code == 1
    assert {"docs/index.md": b"mine"} == tree(tmp_path)


def test_a_course_has_its_own_templates(tmp_path: Path) -> None:
    """Protects a training centre's wording from needing a copy of the program."""
    run("new", "c", "--standard", SEED, folder=tmp_path)
    templates = tmp_path / "c" / "templates"
    templates.mkdir()
    (templates / "lesson-plan.md.jinja").write_text(
        '{% extends "curriculum/lesson-plan.md.jinja" %}'
        "{% block introduction %}本中心教案格式{% endblock %}",
        encoding="utf-8",
    )
    said = run("build", "c", "-o", "out", folder=tmp_path)
    assert 0 == said.code, said.err
    page = (tmp_path / "out/docs/modules/m1-1/lesson-plan.md").read_text(encoding="utf-8")
    assert "本中心教案格式" in page
    (templates / "lesson-plan.md.jinja").write_text("{{ nothing.here }}", encoding="utf-8")
    broken = run("build", "c", "-o", "out", folder=tmp_path)
    assert 1 == broken.code
    assert "lesson-plan.md.jinja:1" in broken.err


def test_pages_do_not_know_where_the_files_lay(tmp_path: Path) -> None:
    """Protects the published site from paths of one machine, and builds from differing by them."""
    run("new", "c", "--standard", SEED, folder=tmp_path)
    run("build", tmp_path / "c", "-o", "one", folder=tmp_path)
    run("build", "-o", "../two", folder=tmp_path / "c")
    assert tree(tmp_path / "one" / "site") == tree(tmp_path / "two" / "site")
    assert all(str(tmp_path).encode() not in data for data in tree(tmp_path / "one").values())


def test_mistakes_in_a_file_are_data_when_asked_for(tmp_path: Path) -> None:
    """Protects scripts from parsing sentences."""
    (tmp_path / "x.yaml").write_text("code: X\nname: 甲\ntitel: 乙\nduties: []\n", encoding="utf-8")
    said = run("check", "x.yaml", "--format", "json", folder=tmp_path)
    assert 1 == said.code
    assert "CUR102" in {problem["code"] for problem in json.loads(said.out)}
