"""Every saved file of a course says the same: names, texts, hours, codes and ticks."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from look_alike_form import BlankForm
from sameness.altering import ALTERING, alter_form, altered_cells
from sameness.comparing import Comparison
from sameness.form_file import form_file
from sameness.kit import comparison, differences_of_kit, read_file, read_kit, unchecked
from sameness.made import decided_folder, made_kit
from sameness.plan import Plan, read_plan
from sameness.report_tables import report
from sameness.saved import Place, Saved, Table
from sameness.wanted import Sayer, Wanted, Words

from curriculum import kit_commands
from curriculum.kit.kinds import kit_files
from curriculum.kit.writing import file_name
from curriculum.labels import load_labels

WORDS = Words()
FILES = [file_name(each, load_labels()) for each in kit_files()]


@dataclasses.dataclass(frozen=True)
class Made:
    """A kit on the disk, as its files were read, beside what the commands print."""

    folder: Path
    files: dict[str, Saved]
    plan: Plan

    def differences(self, saved: Saved) -> list[str]:
        """What is wrong with a file."""
        return comparison(saved, self.plan, WORDS).differences()


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which nearly every place of the documents is decided."""
    return decided_folder(tmp_path_factory.mktemp("decided") / "course")


@pytest.fixture(scope="module")
def decided(course: Path) -> Made:
    """Its kit."""
    kit = made_kit(course.with_name("made"), course.as_posix())
    return Made(kit, read_kit(kit), read_plan(course.as_posix()))


def test_the_kit_of_the_bundled_standard_says_what_its_plan_says(tmp_path: Path) -> None:
    """Protects reviewers and trainers from two documents that say different things."""
    kit = read_kit(made_kit(tmp_path))
    assert sorted(FILES) == sorted(kit)
    assert [] == differences_of_kit(kit, read_plan(), WORDS)


def test_the_kit_of_a_decided_course_says_what_its_plan_says(decided: Made) -> None:
    """Protects every decision: each stands in all documents, in the same words."""
    assert sorted(FILES) == sorted(decided.files)
    assert [] == differences_of_kit(decided.files, decided.plan, WORDS)


def tables(saved: Saved) -> Iterator[tuple[int, int, Place, Table]]:
    """Each sort of table once: its number among blocks and among tables, its place, itself.

    A sort is told by columns and by the heading above; the names of units do not count.
    """
    seen = set()
    count = 0
    places = iter(saved.placed())
    for number, block in enumerate(saved.blocks):
        if isinstance(block, Table):
            place = next(place for place, each in places if each is block)
            sort = (place.document.split("：")[0], place.section.split(" ")[0], block.columns)
            if sort not in seen and block.columns not in unchecked(WORDS):
                seen.add(sort)
                yield number, count, place, block
            count += 1


@pytest.mark.parametrize("name", FILES)
def test_every_altered_cell_is_found(decided: Made, name: str) -> None:
    """Protects the proof itself: whatever is altered in a table is named, and nothing else.

    A table that no check knows would alter unseen, and fails here.
    """
    saved = decided.files[name]
    missed = []
    for number, _, place, _table in tables(saved):
        for title, altered in altered_cells(saved, number):
            found = decided.differences(altered)
            where = f"{place.document} › {place.section}"
            if [True] != [f"column {title}:" in line and saved.name in line for line in found]:
                missed.append((where, title, found))
    assert [] == missed


@pytest.mark.parametrize("name", [name for name in FILES if Path(name).suffix in ALTERING])
def test_cells_altered_in_the_saved_file_are_found(
    decided: Made, tmp_path: Path, name: str
) -> None:
    """Protects what reads the files: one cell of every table of the file itself is altered."""
    places = {number: place for _, number, place, _ in tables(decided.files[name])}
    ALTERING[Path(name).suffix](decided.folder / name, tmp_path / name, places)
    found = decided.differences(read_file(tmp_path / name))
    expected = sorted(f"{name}, {each.document} › {each.section}" for each in places.values())
    assert len(expected) == len(found), found
    assert all(line.startswith(where) for where, line in zip(expected, sorted(found), strict=True))
    assert all(", row " in line for line in found)


@pytest.mark.parametrize("is_turned", [False, True])
def test_the_filled_form_says_what_the_plan_says(
    decided: Made, course: Path, tmp_path: Path, *, is_turned: bool
) -> None:
    """Protects the form that is handed in, however it is laid out; an altered cell is found."""
    (blank := tmp_path / "blank.odt").write_bytes(BlankForm(is_turned=is_turned).data())
    filled = tmp_path / "filled.odt"
    labels = load_labels()
    kit_commands.export("report", course.as_posix(), str(filled), labels, form=str(blank))
    wanted = [each for each in report(Sayer(decided.plan, WORDS)) if isinstance(each, Wanted)]

    def found() -> list[str]:
        saved = form_file(filled, wanted)
        return Comparison(saved, wanted, unchecked(WORDS)).differences()

    assert [] == found()
    alter_form(filled, wanted)
    assert sorted(each.section for each in wanted) == sorted(
        line.split(" › ")[1].split(", row ")[0] for line in found()
    )


def test_what_only_the_carriers_say_is_compared_between_them(decided: Made) -> None:
    """Protects the tables without a fact of the course, such as the questions of the survey."""
    name = "滿意度調查表.pdf"
    saved = decided.files[name]
    number = next(
        number
        for number, block in enumerate(saved.blocks)
        if isinstance(block, Table) and block.columns in unchecked(WORDS)
    )
    for _, altered in altered_cells(saved, number):
        found = differences_of_kit({**decided.files, name: altered}, decided.plan, WORDS)
        assert 1 == len(found)
        assert found[0].startswith(name)


def test_a_missing_row_and_a_table_too_many_are_found(decided: Made) -> None:
    """Protects from rows and tables that are dropped or added as a whole."""
    name = "課程表.docx"
    saved = decided.files[name]
    number, _, _, table = next(tables(saved))
    blocks = list(saved.blocks)
    blocks[number] = dataclasses.replace(table, rows=table.rows[1:])
    found = decided.differences(dataclasses.replace(saved, blocks=tuple(blocks)))
    assert 2 == len(found)
    assert "missing" in found[1]
    found = decided.differences(dataclasses.replace(saved, blocks=(*saved.blocks, table)))
    assert 1 == len(found)
    assert "expected no table" in found[0]


def test_a_kit_is_the_same_to_the_byte_wherever_it_is_made(
    decided: Made, course: Path, tmp_path: Path
) -> None:
    """Protects from files that differ from day to day, from computer to computer."""
    elsewhere = made_kit(tmp_path, course.as_posix(), is_elsewhere=True)
    assert FILES
    for name in FILES:
        assert (decided.folder / name).read_bytes() == (elsewhere / name).read_bytes(), name
