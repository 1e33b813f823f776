"""Makes every carrier of every made-up standard here from its `printed.yaml`.

Needs LibreOffice (`soffice`) and the fonts named below; run by hand, from the project's root:

    PYTHONPATH=tests:. python tests/carriers/make_carriers.py [NAME ...]

The texts, the web pages and the plain Word documents come out the same every time. What
LibreOffice writes is freed of dates and identifiers, and else depends on its version and on the
fonts: look at the index again (`README.md`, the cuts) after making the carriers anew.
"""

import dataclasses
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from printed_as_text import with_spaces, with_tabs
from printed_as_web import as_web
from printed_as_word import Paper, as_word, zipped
from printed_form import Printed, load

HERE = Path(__file__).parent
SMALL_FONT = "Droid Sans Fallback"
"""Its subsets take half the room of those of the Noto fonts."""
PAPERS = {
    "a4-landscape": Paper(
        width=297, height=210, margin=15, font="Noto Serif CJK TC", size=11,
        footer="第 {page} 頁",
    ),
    "a4-portrait": Paper(
        width=210, height=297, margin=15, font="Noto Sans CJK TC", size=10,
        header="{title}　公告本", footer="第 {page} 頁，共 {pages} 頁",
    ),
    "small": Paper(width=210, height=110, margin=8, font=SMALL_FONT, size=12),
}  # fmt: skip
_SAME_DATE = "2024-01-01T00:00:00"
_LEFT_OUT = {
    "META-INF/manifest.xml": (
        r'\s*<manifest:file-entry manifest:full-path="(?:Thumbnails|Configurations2)/[^>]*>'
    ),
    # A number by which LibreOffice tells editing sessions apart.
    "settings.xml": r'<config:config-item config:name="Rsid(?:Root)?"[^>]*>\d+</[^>]*>',
    "word/settings.xml": r"<w:rsids>.*?</w:rsids>",
}


def main(names: list[str]) -> None:
    """Makes the carriers of the named standards, or of all."""
    for folder in sorted(path.parent for path in HERE.glob("*/printed.yaml")):
        if not names or folder.name in names:
            _make(folder)
            print(folder.name)


def _make(folder: Path) -> None:
    printed = load(folder / "printed.yaml")
    texts = {"source.txt": with_tabs(printed), "spaces.txt": with_spaces(printed)}
    if printed.carriers.get("web") == "plain":
        texts["source.html"] = as_web(printed)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    with tempfile.TemporaryDirectory() as temporary:
        _make_by_office(printed, folder, Path(temporary))


def _make_by_office(printed: Printed, folder: Path, work: Path) -> None:
    for name, paper in PAPERS.items():
        changes = dict(printed.carriers.get("papers", {}).get(name, {}))
        if name != printed.carriers.get("noto"):
            changes["font"] = SMALL_FONT
        document = as_word(printed, dataclasses.replace(paper, **changes))
        (work / f"{name}.docx").write_bytes(document)
    converted(work, "pdf", [f"{name}.docx" for name in PAPERS])
    for name in PAPERS:
        (folder / f"{name}.pdf").write_bytes(with_one_date((work / f"{name}.pdf").read_bytes()))
    (work / "source.docx").write_bytes(as_word(printed, PAPERS["a4-landscape"]))
    converted(work, "odt", ["source.docx"])
    (folder / "source.odt").write_bytes(_repacked((work / "source.odt").read_bytes()))
    if printed.carriers.get("web") != "plain":
        converted(work, "html", ["source.docx"])
        page = (work / "source.html").read_text(encoding="utf-8")
        (folder / "source.html").write_text(page, encoding="utf-8", newline="\n")
    if printed.carriers.get("word") == "office":
        converted(work, "docx", ["source.odt"])
    document = (work / "source.docx").read_bytes()
    (folder / "source.docx").write_bytes(_repacked(document))


def converted(work: Path, kind: str, names: list[str]) -> None:
    """Converts Word and OpenDocument files of a folder with LibreOffice."""
    profile = f"-env:UserInstallation={(Path(tempfile.gettempdir()) / 'carriers-office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, *names]
    subprocess.run(command, cwd=work, check=True, capture_output=True)


def with_one_date(document: bytes) -> bytes:
    """A PDF with one date and without identifiers, every byte at its old place."""

    def zeros(match: re.Match[bytes]) -> bytes:
        return match[1] + re.sub(rb"[0-9A-Fa-f]", b"0", match[2]) + match[3]

    document = re.sub(rb"(?<=/CreationDate\(D:)\d{14}", b"20240101000000", document)
    document = re.sub(rb"(/DocChecksum /)([0-9A-F]+)()", zeros, document)
    return re.sub(rb"(/ID \[ <)([0-9A-F>\s<]+)(>)", zeros, document)


def _repacked(archive: bytes) -> bytes:
    """An office archive with one date everywhere and without its thumbnail."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        parts = {
            name: opened.read(name)
            for name in opened.namelist()
            if not name.endswith("/") and not name.startswith(("Thumbnails/", "Configurations2/"))
        }
    for name in ("meta.xml", "docProps/core.xml"):
        if name in parts:
            text = parts[name].decode()
            dated = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+", _SAME_DATE, text)
            parts[name] = dated.encode()
    for name, pattern in _LEFT_OUT.items():
        if name in parts:
            parts[name] = re.sub(pattern, "", parts[name].decode()).encode()
    return zipped(parts)


if __name__ == "__main__":
    main(sys.argv[1:])
