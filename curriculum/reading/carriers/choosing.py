"""From the bytes of a file of any kind to the standard in it."""

import dataclasses

from curriculum.problems import Place
from curriculum.reading.carriers import docx, html, odt, pdf, published_text, show_json, spaced_text
from curriculum.reading.carriers.kinds import Kind, kind_of_bytes, kind_of_text
from curriculum.reading.files import SourceText, check_size, text_of
from curriculum.reading.form import read_form
from curriculum.reading.limits import LARGEST_PAGE, LARGEST_TEXT, check_page, check_text
from curriculum.reading.standard_yaml import read_standard
from curriculum.standard import Repair, RepairKind, Standard

_OF_BYTES = {Kind.PDF: pdf.read_grid, Kind.DOCX: docx.read_grid, Kind.ODT: odt.read_grid}


def standard_in(data: bytes, name: str, shown: str) -> Standard:
    """The standard in a file; its content decides which kind it is.

    Args:
        data: The content of the file.
        name: Its name, which counts only where the content says nothing.
        shown: The name to use in places and messages.

    Raises:
        SourceError: It is of no kind we read, or holds no standard.
        ContentError: It is YAML with mistakes; all of them are listed.
    """
    place = Place(path=shown)
    kind = kind_of_bytes(data, place)
    if kind is not None:
        return read_form(_OF_BYTES[kind](data, shown))
    check_size(len(data), LARGEST_PAGE, place)
    source = text_of(data, shown)
    kind = kind_of_text(source.text, name)
    check_size(len(data), LARGEST_PAGE if kind is Kind.HTML else LARGEST_TEXT, place)
    return _with_encoding(_of_text(kind, source.text, shown), source, shown)


def kind_in(data: bytes, name: str, shown: str) -> Kind:
    """The kind of a file that was read, which is also the ending of its copies."""
    kind = kind_of_bytes(data, Place(path=shown))
    return kind or kind_of_text(text_of(data, shown).text, name)


def _of_text(kind: Kind, text: str, shown: str) -> Standard:
    if kind is Kind.HTML:
        check_page(text, shown)
    elif kind is Kind.TEXT:
        check_text(text, shown)
    match kind:
        case Kind.YAML:
            return read_standard(text, shown)
        case Kind.JSON:
            return show_json.read_standard(text, shown)
        case Kind.HTML:
            return read_form(html.read_grid(text, shown))
        case _ if spaced_text.is_spaced(text):
            return read_form(spaced_text.read_grid(text, shown))
        case _:
            return read_form(published_text.read_grid(text, shown))


def _with_encoding(standard: Standard, source: SourceText, shown: str) -> Standard:
    if source.encoding == "utf-8":
        return standard
    repair = Repair(
        kind=RepairKind.ENCODING,
        items=(),
        printed=source.encoding.upper(),
        read_as="UTF-8",
        place=Place(path=shown, line=1),
    )
    return dataclasses.replace(standard, repairs=(repair, *standard.repairs))
