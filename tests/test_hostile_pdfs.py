"""A PDF is a program for a small machine: whatever it asks for, time and memory are bounded."""

import hashlib
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from curriculum.errors import SourceError
from curriculum.reading.carriers import pdf
from curriculum.reading.carriers.choosing import standard_in

MB = 2**20
LONGEST = 2.0
"""Seconds of CPU that a small file may take, the reading process included."""
MOST_MEMORY = 512 * MB
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
TEXT = b"BT /F1 9 Tf 10 10 Td (one line) Tj ET\n"


def pdf_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of these objects, with the table of where they are."""
    body, starts = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        starts.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    return b"%sxref\n0 %d\n%strailer << /Root 1 0 R /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (
        body, size, table, size, trailer, len(body),
    )  # fmt: skip


def stream(data: bytes, attributes: bytes = b"/Filter /FlateDecode") -> bytes:
    """A stream of bytes that are packed already."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), attributes, data)


def drawn(content: bytes, *more: bytes, pages: int = 1, font: bytes = FONT) -> bytes:
    """A PDF whose pages all draw the same; `more` are the objects behind them."""
    first = 5 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + number) for number in range(pages))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /Font << /F1 3 0 R >> /XObject << /X 5 0 R >> >> >>"
    )
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)
    return pdf_of([CATALOG, tree, font, content, *more, *[page] * pages])


def packed(content: bytes) -> bytes:
    """A stream that is packed here."""
    return stream(zlib.compress(content, 9))


def repeated(form: bytes, count: int) -> bytes:
    """A drawing of so many parts at different places."""
    return packed(b"".join(form % (n % 590, n % 790) for n in range(count)))


def form(content: bytes, inner: int) -> bytes:
    """A drawing that other ones draw."""
    resources = b"/Resources << /XObject << /X %d 0 R >> >>" % inner
    return stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + resources)


PACKER = zlib.compressobj(9)
TWICE = zlib.compress(b"".join(PACKER.compress(b" " * MB) for _ in range(500)) + PACKER.flush(), 9)
WIDTHS = b"/DescendantFonts [<< /Subtype /CIDFontType2 /W [0 4000000000 500] >>]"
COMPLEX = {
    "a stream of 500 MB": drawn(stream(zlib.decompress(TWICE))),
    "packed twice": drawn(stream(TWICE, b"/Filter [/FlateDecode /FlateDecode]")),
    "a run of equal bytes": drawn(stream(b"\x81a" * MB, b"/Filter /RunLengthDecode")),
    "100,000 lines": drawn(repeated(b"%d %d m 9 9 l S\n", 100_000)),
    "100,000 boxes": drawn(repeated(b"%d %d 5 5 re S\n", 100_000)),
    "15,000 boxes": drawn(repeated(b"%d %d 5 5 re S\n", 15_000)),
    "a million letters": drawn(packed(b"BT /F1 1 Tf " + b"(aaaaaaaaaa) Tj " * 60_000)),
    "drawings ten times in ten": drawn(
        packed(b"/X Do"), *[form(b"/X Do " * 10, 6 + n) for n in range(12)], form(TEXT, 99)
    ),
    "5,000 pages": drawn(packed(TEXT), pages=5_000),
    "a page too many": drawn(packed(TEXT), pages=101),
    "widths of four thousand million letters": drawn(
        packed(TEXT), font=b"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H " + WIDTHS + b">>"
    ),
}  # fmt: skip
REFUSED = COMPLEX | {
    "pages in themselves": pdf_of([CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] >>"]),
    "pages 5,000 deep": pdf_of(
        [CATALOG, *[b"<< /Type /Pages /Kids [%d 0 R] >>" % (n + 3) for n in range(5_000)]]
    ),
    "a table before itself": pdf_of([CATALOG], b"/Prev 57"),
    "a million entries that are not there": b"%PDF-1.4\nxref\n0 999999999\ntrailer <<>>\n",
    "a row of four thousand million": drawn(
        stream(
            zlib.compress(b"\1" * 50),
            b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4000000000 >>",
        )
    ),
    "lists in lists": pdf_of([CATALOG, b"[" * 100_000]),
    "an object stream in itself": pdf_of(
        [CATALOG, b"<< /Kids [3 0 R] >>", stream(b"3 0 ", b"/Type /ObjStm /N 1 /Extends 3 0 R")]
    ),
    "a string without end": b"%PDF-1.4\n1 0 obj (" + b"(" * MB,
    "half a file": drawn(packed(TEXT))[:200],
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_pdf_is_refused_at_once(name: str) -> None:
    """Protects from a hang; what is too much work is called so, and not damaged."""
    before = os.times()
    with pytest.raises(SourceError) as caught:
        standard_in(REFUSED[name], "x.pdf", "x.pdf")
    after = os.times()
    assert sum(after[:4]) - sum(before[:4]) < LONGEST
    expected = (
        {"too-complex"} if name in COMPLEX else {"too-complex", "damaged-file", "scanned-file"}
    )
    assert caught.value.name in expected


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="only some systems count a process's memory")
@pytest.mark.parametrize("has_limit", [True, False])
@pytest.mark.parametrize("name", COMPLEX)
def test_the_reading_process_keeps_within_its_memory(
    name: str, tmp_path: Path, *, has_limit: bool
) -> None:
    """Protects a machine whose system limits no process: the guard's own bounds are enough."""
    file = tmp_path / "x.pdf"
    file.write_bytes(REFUSED[name])
    unlimited = "import sys; sys.modules['resource'] = None\n" * (not has_limit)
    program = unlimited + "from curriculum.reading.carriers import pdf_pages; pdf_pages.main()"
    # A process begins with the memory of the one that starts it: this one may be large by now.
    starter = (
        "import os, subprocess, sys\n"
        "process = subprocess.Popen([sys.executable, '-c', sys.argv[2]], stdin=open(sys.argv[1]),\n"
        "                           stdout=subprocess.DEVNULL)\n"
        "print(os.wait4(process.pid, 0)[2].ru_maxrss)\n"
        "process.returncode = 0\n"
    )
    command = [sys.executable, "-c", starter, str(file), program]
    done = subprocess.run(command, capture_output=True, check=True)
    assert int(done.stdout) * 1024 < MOST_MEMORY


PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def ciphered(key: bytes, data: bytes) -> bytes:
    """RC4, as old PDF programs use it."""
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    found, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        found.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(found)


def protected(user: bytes, owner: bytes) -> bytes:
    """A page of text with a password to open it, and one to change it."""

    def digest(data: bytes) -> bytes:
        return hashlib.md5(data, usedforsecurity=False).digest()[:5]

    sealed = ciphered(digest((owner + PADDING)[:32]), (user + PADDING)[:32])
    key = digest((user + PADDING)[:32] + sealed + b"\xfc\xff\xff\xff" + b"id")
    content = ciphered(hashlib.md5(key + b"\4\0\0\0\0", usedforsecurity=False).digest()[:10], TEXT)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
    page += b" /Resources << /Font << /F1 3 0 R >> >> >>"
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (
        sealed.hex().encode(), ciphered(key, PADDING).hex().encode(),
    )  # fmt: skip
    tree = b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>"
    objects = [CATALOG, tree, FONT, stream(content, b""), page, lock]
    return pdf_of(objects, b"/Encrypt 6 0 R /ID [(id) (id)]")


def test_a_pdf_with_a_password_is_named_so() -> None:
    """Protects from a mere `damaged file`, and from asking for a password."""
    with pytest.raises(SourceError) as caught:
        standard_in(protected(b"open", b"change"), "x.pdf", "x.pdf")
    assert "encrypted-file" == caught.value.name


def test_a_pdf_that_is_only_protected_from_changes_is_read() -> None:
    """Protects trainers whose authority forbids changes: everybody may read such a file."""
    grid = pdf.read_grid(protected(b"", b"change"), "x.pdf")
    assert ["one line"] == [row.text for row in grid.rows]
