"""The trainer's logo: a picture from `content/`, an SVG of it only what draws.

An SVG file can hold programs and can ask other hosts for things. It is read and written anew from
a list of what draws and nothing else, so that whatever else there is cannot come along.
"""

import dataclasses
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from curriculum.decisions import SiteLooks
from curriculum.errors import SourceError, reason_of
from curriculum.problems import Place
from curriculum.reading.content_files import CONTENT

LARGEST_LOGO = 200_000
"""Bytes; every page shows it."""

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWS = frozenset(
    (
        "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse",
        "line", "polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop",
        "clipPath", "mask", "pattern",
    )
)  # fmt: skip
_LINKS = ("href", "{http://www.w3.org/1999/xlink}href")
_ATTRIBUTE = re.compile(r"(?!on)[a-zA-Z][a-zA-Z0-9-]*")
_LEADS_OUT = re.compile(r"url\s*\(\s*[\"']?\s*(?!#)[^\s\"']|@import|script:|\\\\", re.IGNORECASE)
_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """The logo as it may be shown, or why it cannot be."""

    data: bytes = b""
    ending: str = ""
    """`svg`, `png` or `jpg`, by its content."""
    why: str = ""
    """`missing`, `large` or `foreign`; empty for one that can be shown."""


def read_logo(folder: Path, looks: SiteLooks) -> Logo | None:
    """The logo that `course.yaml` asks for; None where it asks for none.

    Args:
        folder: The course folder.
        looks: What was decided.

    Raises:
        SourceError: `unreadable-file`: the system does not let us read it.
    """
    if looks.logo is None:
        return None
    content = (folder / CONTENT).resolve()
    file = (content / looks.logo.value).resolve()
    if not file.is_relative_to(content) or not file.is_file():
        return Logo(why="missing")
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST_LOGO + 1)
    except OSError as error:
        place = Place(path=file.as_posix())
        raise SourceError("unreadable-file", place=place, reason=reason_of(error)) from error
    if len(data) > LARGEST_LOGO:
        return Logo(why="large")
    ending = next((kind for head, kind in _PICTURES.items() if data.startswith(head)), "svg")
    data = harmless_svg(data) if ending == "svg" else data
    return Logo(data=data, ending=ending) if data else Logo(why="foreign")


def harmless_svg(data: bytes) -> bytes:
    """An SVG file with nothing but what draws; empty where it is no SVG that we take."""
    try:
        text = data.decode("utf-8-sig")
        # Entities can grow without end; no drawing program needs to declare any.
        root = None if "<!ENTITY" in text else ET.fromstring(text)  # noqa: S314 - see above
    except (ValueError, ET.ParseError, RecursionError):
        root = None
    if root is None or root.tag != f"{_SVG}svg":
        return b""
    ET.register_namespace("", _SVG[1:-1])
    _keep_what_draws(root)
    return ET.tostring(root, encoding="unicode").encode()


def _keep_what_draws(element: ET.Element) -> None:
    for name, value in [*element.attrib.items()]:
        is_known = value.startswith("#") if name in _LINKS else _ATTRIBUTE.fullmatch(name)
        if not is_known or _LEADS_OUT.search(value):
            del element.attrib[name]
    for child in [*element]:
        if isinstance(child.tag, str) and child.tag.removeprefix(_SVG) in _DRAWS:
            _keep_what_draws(child)
        else:
            element.remove(child)
