"""What keeps the process that reads a PDF within its time and memory, on every system.

Three bounds stand behind one another: what a compressed stream may unpack to, how many objects
Python may hold, and, where the system has such a limit, how much memory the process gets at all.
"""

import os
import sys
import threading
import time
import zlib
from io import BytesIO
from typing import Any

from pdfminer import pdftypes
from pdfminer.lzw import LZWDecoder
from pdfminer.pdfexceptions import PDFNotImplementedError

from curriculum.reading.limits import LARGEST_PDF_STREAM, MOST_PDF_MEMORY, MOST_PDF_OBJECTS

TOO_MUCH = 75
"""Exit code of the reading process: the time or the memory for the file was used up."""
_SECONDS = 1.2
"""For opening a file; a page of a standard takes some hundredths."""
_SECONDS_A_PAGE = 0.5
_BYTES_A_SECOND = 20_000
_MOST_SECONDS = 30.0
_LONGEST_RUN = 64
"""How many times as long as its code a run of equal bytes may be."""


class Guard:
    """Stops the process when the work is more than a file of this size is worth."""

    def __init__(self) -> None:
        self._begun = time.process_time()
        self._pages = 0
        self._most = _SECONDS

    def begin(self, size: int) -> None:
        """Begins to watch over the reading of a file of so many bytes."""
        self._most = min(_SECONDS + size / _BYTES_A_SECOND, _MOST_SECONDS)
        _limit_memory()
        _limit_streams()
        threading.Thread(target=self._watch, daemon=True).start()

    def page_done(self) -> None:
        """Allows more time: what yields page after page is no trap."""
        self._pages += 1

    def _watch(self) -> None:
        while sys.getallocatedblocks() < MOST_PDF_OBJECTS:
            allowed = min(_SECONDS + _SECONDS_A_PAGE * self._pages, self._most)
            if time.process_time() - self._begun > allowed:
                break
            time.sleep(0.01)
        stop()


def stop() -> None:
    """Ends the process at once, whatever it is doing."""
    os._exit(TOO_MUCH)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = MOST_PDF_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_PDF_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _limit_streams() -> None:
    """Puts filters that know a limit in the place of those that unpack whatever they are given."""
    # The modules of pdfminer take no limit; what they call is looked up by these names.
    filters: Any = pdftypes
    filters.zlib = _Zlib
    filters.lzwdecode = _lzw
    filters.rldecode = _within(filters.rldecode, LARGEST_PDF_STREAM // _LONGEST_RUN)
    filters.ccittfaxdecode = _no_text
    for name in ("apply_png_predictor", "apply_tiff_predictor"):
        setattr(filters, name, _with_narrow_rows(getattr(filters, name)))


class _Unpacker:
    """`zlib.decompressobj` with an end."""

    def __init__(self) -> None:
        self._unpacker = zlib.decompressobj()
        self._left = LARGEST_PDF_STREAM

    def decompress(self, data: bytes) -> bytes:
        found = self._unpacker.decompress(data, self._left)
        self._left -= len(found)
        if not self._left:
            stop()
        return found

    @property
    def is_whole(self) -> bool:
        return self._unpacker.eof


class _Zlib:
    """What pdfminer uses of `zlib`."""

    error = zlib.error
    decompressobj = _Unpacker

    @staticmethod
    def decompress(data: bytes) -> bytes:
        unpacker = _Unpacker()
        found = unpacker.decompress(data)
        if not unpacker.is_whole:
            raise zlib.error
        return found


def _lzw(data: bytes) -> bytes:
    found = bytearray()
    for piece in LZWDecoder(BytesIO(data)).run():
        found += piece
        if len(found) > LARGEST_PDF_STREAM:
            stop()
    return bytes(found)


def _within(decode: Any, most: int) -> Any:  # noqa: ANN401 - a filter of pdfminer
    def bounded(data: bytes) -> Any:  # noqa: ANN401
        if len(data) > most:
            stop()
        return decode(data)

    return bounded


def _with_narrow_rows(undo: Any) -> Any:  # noqa: ANN401 - a predictor of pdfminer
    """A predictor that takes no row longer than a stream; `columns` is what the file claims."""

    def bounded(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        numbers = [each for each in (*arguments, *named.values()) if isinstance(each, int)]
        if max(numbers, default=0) > LARGEST_PDF_STREAM:
            stop()
        return undo(*arguments, **named)

    return bounded


def _no_text(_data: bytes, _parameters: Any) -> bytes:  # noqa: ANN401
    """A fax holds pictures only, and none is needed."""
    raise PDFNotImplementedError
