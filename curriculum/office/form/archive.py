"""A form's archive: opened with the limits of every reader, and written back part for part."""

import dataclasses
import io
import zipfile

from lxml import etree

from curriculum.errors import SourceError
from curriculum.office.form.texts import Element
from curriculum.problems import Place
from curriculum.reading.carriers.package import Package, content_of, package_of, parts_of

_MIME_TYPE = "mimetype"
_DATE = (1980, 1, 1, 0, 0, 0)
_ARCHIVE = b"PK\x03\x04"


@dataclasses.dataclass(frozen=True, slots=True)
class FormFile:
    """An opened form."""

    root: Element
    """The document, to be changed in place."""
    parts: dict[str, bytes]
    """Everything else of the archive, in its order, and the document as it was."""


def opened(data: bytes, place: Place) -> FormFile:
    """Opens a form.

    Raises:
        SourceError: `not-a-form` (no OpenDocument text), `too-large-form`, `damaged-file`,
            `encrypted-file`, `unsafe-file`.
    """
    try:
        is_form = data.startswith(_ARCHIVE) and package_of(data, place) is Package.ODT
        content = content_of(data, Package.ODT, place) if is_form else b""
        parts = parts_of(data, place) if is_form else {}
    except SourceError as error:
        if error.name == "too-complex":
            raise SourceError("too-large-form", place=place) from error
        raise
    if not is_form:
        raise SourceError("not-a-form", place=place)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("damaged-file", place=place) from error
    if root.getroottree().docinfo.doctype:
        raise SourceError("unsafe-file", place=place)
    return FormFile(root, parts)


def finished(form: FormFile) -> bytes:
    """The archive with its changed document; the same form gives the same bytes."""
    content = etree.tostring(form.root, xml_declaration=True, encoding="UTF-8")
    parts = {**form.parts, Package.ODT.value: content}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        # Who looks at the first bytes of the file learns from this part what it is.
        for name in sorted(parts, key=lambda each: each != _MIME_TYPE):
            part = zipfile.ZipInfo(name, _DATE)
            is_stored = name == _MIME_TYPE
            part.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            archive.writestr(part, parts[name])
    return stream.getvalue()
