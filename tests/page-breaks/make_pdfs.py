"""Makes `printed.yaml` into PDF files whose pages begin with a duty or a task.

PYTHONPATH=tests:tests/carriers:. python tests/page-breaks/make_pdfs.py
"""

import tempfile
from pathlib import Path

from make_carriers import SMALL_FONT, converted, with_one_date
from printed_as_word import Paper, as_word
from printed_form import load

HERE = Path(__file__).parent
SIZES = ((150, 56, 10), (150, 60, 10), (210, 68, 12))
"""Width and height of the pages in millimetres, size of the letters in points."""


def main() -> None:
    """Makes every file."""
    printed = load(HERE / "printed.yaml")
    names = [f"{width}x{height}" for width, height, _ in SIZES]
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        for name, (width, height, size) in zip(names, SIZES, strict=True):
            paper = Paper(width=width, height=height, margin=6, font=SMALL_FONT, size=size)
            (work / f"{name}.docx").write_bytes(as_word(printed, paper))
        converted(work, "pdf", [f"{name}.docx" for name in names])
        for name in names:
            document = (work / f"{name}.pdf").read_bytes()
            (HERE / f"{name}.pdf").write_bytes(with_one_date(document))


if __name__ == "__main__":
    main()
