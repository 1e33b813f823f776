"""What kind of file a trainer has: its content decides, never its name."""

import enum
import json
import re

from curriculum.errors import SourceError
from curriculum.problems import Place
from curriculum.reading.carriers.foreign import foreign_archive, old_office, refuse_known
from curriculum.reading.carriers.package import Package, package_of


class Kind(enum.Enum):
    """The kinds of files that hold a standard."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    HTML = "html"
    JSON = "json"
    YAML = "yaml"
    TEXT = "txt"


_SEARCHED = 1024
"""Bytes in which a PDF may begin."""
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(
    r"(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->|\s)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|style|h[1-6])[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_YAML_NAME = re.compile(r"\.ya?ml$", re.IGNORECASE)
_JSON_NAME = re.compile(r"\.json$", re.IGNORECASE)
_JSON_START = re.compile(r'\s*(?:[{\["]|null\s*$|true\s*$|false\s*$)')
_YAML_KEY = re.compile(r"^(?:code|name|duties|standard|knowledge)\s*:", re.MULTILINE)
_FORM = re.compile(r"主要職責[^\n\t]*\t")


def kind_of_bytes(data: bytes, place: Place) -> Kind | None:
    """The kind of a file that is no text; None: it may be one.

    Raises:
        SourceError: `foreign-file`: a known kind that holds no standard; `encrypted-file`;
            `damaged-file`.
    """
    if b"%PDF-" in data[:_SEARCHED]:
        return Kind.PDF
    if data.startswith(_ZIP):
        package = package_of(data, place)
        if package is None:
            raise foreign_archive(data, place)
        return Kind.DOCX if package is Package.DOCX else Kind.ODT
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED_OFFICE in data:
            raise SourceError("encrypted-file", place=place)
        raise old_office(data, place)
    refuse_known(data, place)
    return None


def kind_of_text(text: str, name: str) -> Kind:
    """The kind of a text; the name counts only where the content says nothing."""
    if _PAGE.match(text.lstrip()[:20_000]):
        return Kind.HTML
    is_yaml = bool(_YAML_NAME.search(name))
    if _is_json(text, is_yaml=is_yaml):
        return Kind.JSON
    if not _FORM.search(text) and (_YAML_KEY.search(text) or is_yaml):
        return Kind.YAML
    if not _FORM.search(text) and _JSON_NAME.search(name):
        return Kind.JSON
    return Kind.TEXT


def _is_json(text: str, *, is_yaml: bool) -> bool:
    """Whether a text is JSON, or would be if lists stood in lists less deep.

    In a file that is called YAML an object alone is taken for JSON.
    """
    if not _JSON_START.match(text):
        return False
    try:
        value = json.loads(text)
    except RecursionError:
        return not is_yaml
    except ValueError:
        return False
    return isinstance(value, dict) or not is_yaml
