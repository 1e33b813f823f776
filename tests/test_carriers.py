"""The made-up standards in every carrier: the material itself, before anything reads it."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from printed_as_text import with_spaces, with_tabs
from printed_as_web import as_web
from printed_form import Cell, Printed, load

CARRIERS = Path(__file__).parent / "carriers"
FOLDERS = sorted(path.parent for path in CARRIERS.glob("*/printed.yaml"))
FILES = {
    "printed.yaml", "expected.yaml", "source.txt", "spaces.txt", "source.html", "source.docx",
    "source.odt", "a4-landscape.pdf", "a4-portrait.pdf", "small.pdf",
}  # fmt: skip
_TAG = re.compile(r"</?[a-z]+[^<>]*>")
_MEGABYTE = 1_000_000
every_standard = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@every_standard
def test_every_standard_is_there_in_every_carrier(folder: Path) -> None:
    """Protects from a carrier that was forgotten."""
    assert {path.name for path in folder.iterdir()} - {"differences.yaml"} == FILES


@every_standard
def test_carriers_follow_the_printed_form(folder: Path) -> None:
    """Protects from carriers that were made before the printed form changed."""
    printed = load(folder / "printed.yaml")
    assert with_tabs(printed) == (folder / "source.txt").read_text(encoding="utf-8")
    assert with_spaces(printed) == (folder / "spaces.txt").read_text(encoding="utf-8")
    if printed.carriers["web"] == "plain":
        assert as_web(printed) == (folder / "source.html").read_text(encoding="utf-8")
    for name, part in (("source.docx", "word/document.xml"), ("source.odt", "content.xml")):
        with zipfile.ZipFile(io.BytesIO((folder / name).read_bytes())) as archive:
            text = archive.read(part).decode()
        assert _bare(printed) in "".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


@every_standard
def test_every_expected_text_is_printed(folder: Path) -> None:
    """Protects the expectations, written by hand, from slips of the pen."""
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    page = (folder / "spaces.txt").read_text(encoding="utf-8")
    bare = "".join(html.unescape(_TAG.sub("", page)).split())
    # A small table inside the notes is expected as rows with a stroke between the cells.
    missing = [
        text for text in _texts(expected) if "".join(text.replace(" | ", "").split()) not in bare
    ]
    # The lines of the header's values stand beside other cells in this carrier.
    assert [] == [text for text in missing if "\n" not in text and text not in _header(folder)]


def test_the_differences_speak_of_items_that_are_there() -> None:
    """Protects the expected differences between two versions from codes of neither."""
    new = CARRIERS / "a-standard-and-its-next-version-v2"
    old = CARRIERS / "a-standard-and-its-next-version-v1"
    differences = yaml.safe_load((new / "differences.yaml").read_text(encoding="utf-8"))
    for folder, side in ((old, "old"), (new, "new")):
        known = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
        named = {code for change in differences["items"] for code in change[side]}
        assert set() == named - set(_codes(known))


def test_the_index_names_every_standard() -> None:
    """Protects whoever looks for the standard that shows an irregularity."""
    index = (CARRIERS / "README.md").read_text(encoding="utf-8")
    assert [] == [folder.name for folder in FOLDERS if f"`{folder.name}`" not in index]


def test_the_carriers_stay_small() -> None:
    """Protects everybody who clones the project."""
    sizes = [path.stat().st_size for path in CARRIERS.rglob("*") if path.is_file()]
    assert sum(sizes) < 2.5 * _MEGABYTE


def _bare(printed: Printed) -> str:
    """The main table's texts in printed order, without white space."""
    table = next(table for table in printed.tables if table.kind == "main")
    cells = [cell for row in table.cells for cell in row if isinstance(cell, Cell)]
    return "".join("".join(str(part) for cell in cells for part in cell.parts).split())


def _header(folder: Path) -> set[str]:
    """The values of the header, on one line."""
    table = next(t for t in load(folder / "printed.yaml").tables if t.kind == "header")
    cells = [cell for row in table.cells for cell in row if isinstance(cell, Cell)]
    return {"".join(str(part).split("\n")) for cell in cells for part in cell.parts}


def _texts(data: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a YAML file
    if isinstance(data, dict):
        for key, value in data.items():
            if key in {"text", "name", "remark", "description", "status"} and value:
                yield str(value)
            elif key != "texts":
                yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def _codes(data: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a YAML file
    if isinstance(data, dict):
        if "code" in data:
            yield str(data["code"])
        for value in data.values():
            yield from _codes(value)
    elif isinstance(data, list):
        for value in data:
            yield from _codes(value)
