"""Writing a set of files: only what changed, and never over what a person owns."""

import json
import os
import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.errors import TargetError
from curriculum.publishing.tree import KEPT, MANIFESTS, TreeChange, write_tree
from curriculum.writing import replace_file


def contents(root: Path) -> dict[str, bytes]:
    """Every file under the root but the manifests."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and MANIFESTS not in path.parts
    }


def change(**paths: tuple[str, ...]) -> TreeChange:
    """A `TreeChange` that names only what is not empty."""
    return TreeChange(**{"written": (), "unchanged": (), "removed": (), "kept": (), **paths})


def test_first_run_writes_all_and_second_run_nothing(tmp_path: Path) -> None:
    """An equal second run touches no file: times on disk stay as they are."""
    files = {"docs/單元/index.md": "客服".encode(), "mkdocs.yml": b"x"}
    first = write_tree(tmp_path, files)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    second = write_tree(tmp_path, files)
    assert change(written=("docs/單元/index.md", "mkdocs.yml")) == first
    assert change(unchanged=("docs/單元/index.md", "mkdocs.yml")) == second
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}


def test_only_what_differs_is_written_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    """Folders that are emptied go as well; no temporary file stays."""
    write_tree(tmp_path, {"a.md": b"1", "b.md": b"1", "old/deep/c.md": b"1"})
    result = write_tree(tmp_path, {"a.md": b"1", "b.md": b"2"})
    assert change(written=("b.md",), unchanged=("a.md",), removed=("old/deep/c.md",)) == result
    assert {"a.md": b"1", "b.md": b"2"} == contents(tmp_path)
    assert not (tmp_path / "old").exists()


def test_a_file_edited_by_hand_is_moved_aside(tmp_path: Path) -> None:
    """A trainer's edits are never lost, whether the page is made again or goes."""
    write_tree(tmp_path, {"docs/a.md": b"1", "docs/b.md": b"1"})
    (tmp_path / "docs/a.md").write_bytes(b"mine a")
    (tmp_path / "docs/b.md").write_bytes(b"mine b")
    result = write_tree(tmp_path, {"docs/a.md": b"1"})
    assert change(written=("docs/a.md",), kept=("kept/docs/a.md", "kept/docs/b.md")) == result
    expected = {"docs/a.md": b"1", "kept/docs/a.md": b"mine a", "kept/docs/b.md": b"mine b"}
    assert expected == contents(tmp_path)


def test_what_was_kept_before_is_never_overwritten(tmp_path: Path) -> None:
    """A second and a third edit get numbers."""
    for text in (b"one", b"two", b"three"):
        write_tree(tmp_path, {"v1.0/a.md": b"ours"})
        (tmp_path / "v1.0/a.md").write_bytes(text)
    result = write_tree(tmp_path, {"v1.0/a.md": b"ours"})
    assert ("kept/v1.0/a-3.md",) == result.kept
    kept = {path: data for path, data in contents(tmp_path).items() if path.startswith(KEPT)}
    expected = {
        "kept/v1.0/a.md": b"one",
        "kept/v1.0/a-2.md": b"two",
        "kept/v1.0/a-3.md": b"three",
    }
    assert expected == kept


def test_foreign_files_are_moved_only_when_they_stand_in_the_way(tmp_path: Path) -> None:
    """A file, a folder and a link in our place are kept; neighbours are not touched."""
    (tmp_path / "a.md").write_bytes(b"foreign")
    (tmp_path / "neighbour.md").write_bytes(b"foreign")
    (tmp_path / "b.md").mkdir()
    (tmp_path / "b.md" / "inside.txt").write_bytes(b"foreign")
    (tmp_path / "folder").write_bytes(b"a file where a folder must be")
    (tmp_path / "link.md").symlink_to(tmp_path / "neighbour.md")
    ours = dict.fromkeys(("a.md", "b.md", "folder/c.md", "link.md"), b"ours")
    result = write_tree(tmp_path, ours)
    assert ("kept/a.md", "kept/b.md", "kept/folder", "kept/link.md") == result.kept
    assert ours.items() <= contents(tmp_path).items()
    assert b"foreign" == (tmp_path / "neighbour.md").read_bytes()
    assert b"foreign" == (tmp_path / "kept/b.md/inside.txt").read_bytes()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"../x": "1", "a.md": 3}', b"\xff", None])
def test_a_lost_or_damaged_manifest_is_survived(tmp_path: Path, damage: bytes | None) -> None:
    """Equal files count as ours, others as foreign; paths in the manifest are not trusted."""
    write_tree(tmp_path, {"a.md": b"1", "b.md": b"1"})
    manifest = next((tmp_path / MANIFESTS).iterdir())
    manifest.unlink()
    if damage is not None:
        manifest.write_bytes(damage)
    result = write_tree(tmp_path, {"a.md": b"1", "b.md": b"2"})
    assert change(written=("b.md",), unchanged=("a.md",), kept=("kept/b.md",)) == result
    assert {"a.md", "b.md"} == json.loads(manifest.read_bytes()).keys()


def test_two_sets_of_one_root_do_not_know_each_other(tmp_path: Path) -> None:
    """The site is made anew without touching the pages it is made from."""
    write_tree(tmp_path, {"docs/a.md": b"1"}, manifest="sources")
    write_tree(tmp_path, {"site/a.html": b"1"}, manifest="site")
    result = write_tree(tmp_path, {}, manifest="site")
    assert ("site/a.html",) == result.removed
    assert {"docs/a.md": b"1"} == contents(tmp_path)


UNSAFE = [
    "",
    "/etc/x",
    "../x",
    "a/../../x",
    "a/./b",
    "a//b",
    "a/",
    "a\\b",
    "C:/x",
    "a\x00b",
    "a\nb",
    "a\u202eb",
    "kept/a.md",
    "Kept/a.md",
    ".made/a.json",
    "con. ",
    "\ud800",
]


@pytest.mark.parametrize("path", UNSAFE)
def test_paths_that_lead_elsewhere_are_refused_before_anything_is_written(
    tmp_path: Path, path: str
) -> None:
    """A hostile code can name no place outside, nor one that only some systems know."""
    root = tmp_path / "out"
    with pytest.raises(TargetError) as caught:
        write_tree(root, {"fine.md": b"1", path: b"1"})
    assert "unsafe-path" == caught.value.name
    assert not root.exists()


@pytest.mark.parametrize(
    "paths", [("a/B.md", "A/b.md"), ("a", "a/b"), ("x/é.md", "x/e\u0301.md"), ("A/b", "a/b/c")]
)
def test_paths_that_some_systems_cannot_tell_apart_are_refused(
    tmp_path: Path, paths: tuple[str, str]
) -> None:
    """A site that builds on one machine builds on all."""
    with pytest.raises(TargetError) as caught:
        write_tree(tmp_path, dict.fromkeys(paths, b"1"))
    assert "colliding-paths" == caught.value.name
    assert set(paths) == set(caught.value.details.values())


@pytest.mark.parametrize("name", ["docs", "kept", ".made"])
def test_a_linked_folder_must_not_lead_outside(tmp_path: Path, name: str) -> None:
    """Nothing is written through a link that leaves the root."""
    outside = tmp_path / "outside"
    outside.mkdir()
    root = tmp_path / "out"
    root.mkdir()
    (root / name).symlink_to(outside, target_is_directory=True)
    with pytest.raises(TargetError) as caught:
        write_tree(root, {"docs/a.md": b"1"})
    assert "unsafe-path" == caught.value.name
    assert [] == list(outside.iterdir())


def test_a_root_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """The file stays as it is and the error says which one it is."""
    root = tmp_path / "out"
    root.write_bytes(b"a file")
    for target in (root, root / "deeper"):
        with pytest.raises(TargetError) as caught:
            write_tree(target, {"a.md": b"1"})
        assert "target-not-a-folder" == caught.value.name
        assert str(root) in caught.value.details["path"]
    assert b"a file" == root.read_bytes()


def test_a_target_that_the_system_refuses_is_an_error_with_a_reason(tmp_path: Path) -> None:
    """A name longer than any file system takes stands for every refusal of the system."""
    with pytest.raises(TargetError) as caught:
        write_tree(tmp_path, {"a.md": b"1", "b" * 300: b"1"})
    assert "target-not-writable" == caught.value.name
    assert "" != caught.value.details["reason"]
    assert change(unchanged=("a.md",)) == write_tree(tmp_path, {"a.md": b"1"})


FILES = st.dictionaries(
    st.sampled_from(["a.md", "b/a.md", "b/c/a.md", "b/c", "單元/一.md", "foreign/ours.md"]),
    st.binary(max_size=2),
).filter(lambda files: not {"b/c", "b/c/a.md"} <= files.keys())


@given(runs=st.lists(FILES, min_size=1, max_size=6))
def test_any_sequence_of_runs_ends_in_exactly_the_last_set(runs: list[dict[str, bytes]]) -> None:
    """What earlier runs made is gone, what is foreign is untouched, nothing needs keeping."""
    foreign = {"foreign/theirs.md": b"theirs", "b/theirs": b"theirs"}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, data in foreign.items():
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_bytes(data)
        results = [write_tree(root, files) for files in runs]
        assert runs[-1] | foreign == contents(root)
        assert [()] * len(runs) == [result.kept for result in results]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_a_replaced_file_is_read_by_whom_its_owner_chose(tmp_path: Path) -> None:
    """Protects a private file from becoming public by an edit."""
    file = tmp_path / "course.yaml"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o600)
    replace_file(file, b"new")
    assert (b"new", 0o600) == (file.read_bytes(), stat.S_IMODE(file.stat().st_mode))
