"""The files to print and hand in: which there are, how they are asked for, where they go."""

import importlib
import sys
from pathlib import Path

import pytest
from kept_course import start

from curriculum import commands, kit_commands
from curriculum.errors import CurriculumError, TargetError
from curriculum.kit.kinds import EDITABLE, KINDS, kit_files
from curriculum.kit.writing import file_name
from curriculum.labels import LANGUAGES, load_labels

LABELS = load_labels()


def names() -> set[str]:
    """The names of all files of the kit."""
    return {file_name(each, LABELS) for each in kit_files()}


def build(folder: Path) -> commands.Answer:
    """Builds the course of a folder into its own `build`."""
    out = (folder / "build").as_posix()
    return commands.build(folder.as_posix(), out, LABELS, None, lambda _: None, strict=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_file_has_its_words(language: str) -> None:
    """Protects the help, the titles and the names of files from a kind that nobody worded."""
    labels = load_labels(language)
    assert all(kind in labels["commands.export_kind"] for kind in KINDS)
    files = [file_name(each, labels) for each in kit_files()]
    assert len(files) == len(set(files))
    assert all(labels[f"kit.titles.{each.kind}"] for each in kit_files())


def test_every_file_can_be_exported_and_a_wrong_ending_names_the_right_ones(
    tmp_path: Path,
) -> None:
    """Protects `export` for every kind: the ending of the name chooses the carrier."""
    course = start(tmp_path / "course").as_posix()
    for kind, endings in KINDS.items():
        for ending in endings:
            if kind == EDITABLE or ending == ".odt":
                continue
            file = tmp_path / f"{kind}{ending}"
            assert kit_commands.export(kind, course, str(file), LABELS).code == 0
            assert file.stat().st_size > 100
            assert kit_commands.export(kind, course, str(file), LABELS).out == [
                LABELS.fill("terminal.unchanged", path=file.as_posix())
            ]
        with pytest.raises(TargetError, match="no-such-carrier") as caught:
            kit_commands.export(kind, course, str(tmp_path / "x.doc"), LABELS)
        assert LABELS.join(endings) in LABELS.error_hint(caught.value)


def test_large_print_is_another_file_and_only_pdf_has_it(tmp_path: Path) -> None:
    """Protects who asks for large print from getting the usual one."""
    course = start(tmp_path / "course").as_posix()
    made = []
    for is_large in (False, True):
        file = tmp_path / f"{is_large}.pdf"
        kit_commands.export("schedule", course, str(file), LABELS, is_large_print=is_large)
        made.append(file.read_bytes())
    assert made[0] != made[1]
    with pytest.raises(TargetError, match="no-large-print"):
        kit_commands.export("schedule", course, "x.docx", LABELS, is_large_print=True)


def test_a_file_that_stood_there_is_kept_under_another_name(tmp_path: Path) -> None:
    """Protects what somebody wrote into an exported file."""
    course = start(tmp_path / "course").as_posix()
    file = tmp_path / "課程表.docx"
    for number in (1, 2):
        file.write_bytes(b"edited %d" % number)
        said = kit_commands.export("schedule", course, str(file), LABELS)
        kept = file.with_stem(f"課程表-舊檔{number}")
        assert said.err == [LABELS.fill("kit.kept", path=kept.as_posix())]
        assert kept.read_bytes() == b"edited %d" % number


def test_the_kit_is_built_beside_the_site_and_edited_files_are_kept(tmp_path: Path) -> None:
    """Protects the kit from being incomplete, and what a trainer wrote into one of its files."""
    folder = start(tmp_path / "course")
    kit = folder / "build" / "kit"
    said = build(folder)
    assert names() == {path.name for path in kit.iterdir()}
    line = LABELS.fill("summary.kit", files=len(names()), path=kit.as_posix())
    assert line in said.out
    before = {path.name: path.read_bytes() for path in kit.iterdir()}
    edited = kit / "課程大綱.docx"
    edited.write_bytes(b"edited")
    build(folder)
    assert before == {path.name: path.read_bytes() for path in kit.iterdir()}
    assert (folder / "build" / "kept" / "kit" / "課程大綱.docx").read_bytes() == b"edited"


def test_a_foreign_kit_is_refused(tmp_path: Path) -> None:
    """Protects a project of somebody else that has a folder of that name."""
    folder = start(tmp_path / "course")
    (folder / "build" / "kit").mkdir(parents=True)
    with pytest.raises(TargetError, match="foreign-folder"):
        build(folder)


def test_without_the_extras_the_site_is_built_and_export_names_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects people with the plain install: they get a site, and a hint for the rest."""
    ours = ("curriculum.office", "curriculum.printing")
    for name in [name for name in sys.modules if name.startswith(ours)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setitem(sys.modules, "typst", None)
    folder = start(tmp_path / "course")
    said = build(folder)
    assert said.code == 0
    assert (folder / "build" / "site" / "index.html").is_file()
    assert not [*(folder / "build").glob("kit/*.docx"), *(folder / "build").glob("kit/*.pdf")]
    (told,) = said.err
    assert told.startswith("有些檔案沒有製作：這需要另外安裝的套件。")
    for extras in ('pip install "curriculum[office,pdf]"', 'pip install -e ".[office,pdf]"'):
        assert extras in told
    with pytest.raises(CurriculumError, match="missing-extra"):
        kit_commands.export("syllabus", str(folder), str(tmp_path / "x.docx"), LABELS)
    importlib.import_module("curriculum.kit_commands")


def test_the_learners_site_comes_without_the_kit(tmp_path: Path) -> None:
    """Protects who publishes the whole folder: lesson plans and rubrics are files of the kit."""
    folder = start(tmp_path / "course")
    out = tmp_path / "for-learners"
    answer = commands.build(
        folder.as_posix(),
        out.as_posix(),
        LABELS,
        None,
        lambda _: None,
        strict=False,
        audience="learner",
    )
    assert 0 == answer.code
    assert ["docs", "mkdocs.yml", "site", "theme"] == sorted(
        path.name for path in out.iterdir() if path.name != ".made"
    )
    assert not (out / "site/modules/m1-1/lesson-plan.html").exists()
