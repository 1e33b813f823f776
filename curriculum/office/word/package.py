"""The package around a Word file: ours, or the trainer's own template with its letterhead."""

import functools
import io
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart

from curriculum import resources
from curriculum.errors import SourceError, reason_of
from curriculum.office.word.markup import NAMESPACES, attribute, root
from curriculum.problems import Place

LARGEST = 20 * 2**20
"""Bytes of a template; a letterhead has less than one million."""
_BASE = "word"
"""The folder of our own package, unpacked, below `templates`."""
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of everything in the file: the same course, the same bytes."""
_CORE = "docProps/core.xml"
_OUR_LISTS = (0, 1)
"""Ids of the kinds of lists that we use: with bullets, and numbered."""
_CHINESE_NAMES = {
    "內文": "normal", "標題": "title", "標題 1": "heading 1", "標題 2": "heading 2",
    "標題 3": "heading 3", "標題 4": "heading 4", "標號": "caption", "頁首": "header",
    "頁尾": "footer", "清單段落": "list paragraph", "目錄 1": "toc 1", "引文": "quote",
    "表格格線": "table grid",
}  # fmt: skip
"""What some programs name the styles of a Chinese Word in the file as well."""
_EMU_OF_A_TWIP = 635
_TALLEST_PICTURE = 9000
"""Twips: two thirds of a page."""

Element = Any
"""An element of lxml; its annotations do not know the classes that python-docx gives them."""


class Package:
    """A Word file without its body."""

    def __init__(self, template: Path | None, content: Path | None) -> None:
        """Opens the trainer's template where there is one, else ours.

        Args:
            template: Where the template would lie.
            content: The folder with the pictures of the trainer's texts.

        Raises:
            SourceError: `broken-word-template`, `unreadable-file`.
        """
        is_own = template is not None and template.is_file()
        self._document = _opened(template) if template and is_own else _ours()
        self._part = self._document.part
        self._content = content
        self._pictures: dict[str, tuple[str, int, int] | None] = {}
        self._shown = 0
        self.styles = _our_style_ids()
        """Our name of a style -> its id in the file; a template's own styles win."""
        self._lists = _OUR_LISTS
        if template and is_own:
            self._adapt(template)
        else:
            self._numbering = self._part.numbering_part.element
            self._bullets = _added_list(self._numbering, self._lists[0], None)
        section = self._document.element.body.sectPr
        self.section = deepcopy(section) if section is not None else _our_section()
        """The properties of the last section: page, margins, header and footer."""
        self.has_header = self.section.find(qn("w:headerReference")) is not None
        self.has_footer = self.section.find(qn("w:footerReference")) is not None

    def _adapt(self, template: Path) -> None:
        """Has a template know our styles and lists."""
        try:
            self.styles = _with_our_styles(self._document)
            self._numbering = _numbering(self._part)
            self._lists = _our_lists(self._numbering)
            self._bullets = _added_list(self._numbering, self._lists[0], None)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # Word leaves none of these out; a file that does was damaged or made by hand.
            raise _broken(template, reason_of(error)) from error
        _set_in_chinese(self._document)

    def add_part(self, kind: str, number: int, content: str) -> str:
        """A header or footer of its own; the id by which a section names it."""
        name = PackURI(f"/word/curriculum-{kind}{number}.xml")
        types = {"header": CONTENT_TYPE.WML_HEADER, "footer": CONTENT_TYPE.WML_FOOTER}
        relation = {"header": RELATIONSHIP_TYPE.HEADER, "footer": RELATIONSHIP_TYPE.FOOTER}
        tag = {"header": "hdr", "footer": "ftr"}[kind]
        part = Part(name, types[kind], root(tag, content), self._part.package)
        return str(self._part.relate_to(part, relation[kind]))

    def stops_of(self, style: str) -> tuple[int, ...]:
        """Where a style and those that it is based on have stops for tabs, in twips."""
        known = {
            each.get(qn("w:styleId")): each
            for each in self._document.styles.element.iterchildren(qn("w:style"))
        }
        stops: set[int] = set()
        while (found := known.pop(style, None)) is not None:
            stops |= {int(float(each.get(qn("w:pos")))) for each in found.iter(qn("w:tab"))}
            base = found.find(qn("w:basedOn"))
            style = "" if base is None else base.get(qn("w:val"))
        return tuple(sorted(stops))

    def list_number(self, first: int | None) -> int:
        """The number of a list: that of all with bullets, or a new one that counts from `first`."""
        if first is None:
            return self._bullets
        return _added_list(self._numbering, self._lists[1], first)

    def picture(self, path: str, words: str, available: int) -> str:
        """A picture of the course as a run; empty where Word cannot show its kind."""
        if path not in self._pictures:
            self._pictures[path] = self._embedded(path)
        found = self._pictures[path]
        if found is None:
            return ""
        relation, width, height = found
        scale = min(1, available / width, _TALLEST_PICTURE / height)
        self._shown += 1
        return _drawing(self._shown, relation, words, int(width * scale), int(height * scale))

    def _embedded(self, path: str) -> tuple[str, int, int] | None:
        """The id of a picture in the file, with its width and height in twips."""
        file = (self._content or Path()) / path
        try:
            relation, image = self._part.get_or_add_image(io.BytesIO(file.read_bytes()))
        except OSError as error:
            place = Place(path=file.as_posix())
            raise SourceError("unreadable-file", place=place, reason=reason_of(error)) from error
        except (UnrecognizedImageError, ValueError, KeyError, IndexError, ZeroDivisionError):
            return None
        width, height = (max(each // _EMU_OF_A_TWIP, 1) for each in (image.width, image.height))
        return (relation, width, height)

    def finished(self, body: str, title: str, author: str) -> bytes:
        """The file: the same body gives the same bytes."""
        self._part._element = parse_xml(root("document", f"<w:body>{body}</w:body>"))  # noqa: SLF001
        stream = io.BytesIO()
        self._document.save(stream)
        return _rewritten(stream.getvalue(), {_CORE: _core(title, author)})


def _opened(template: Path) -> WordDocument:
    place = Place(path=template.as_posix())
    try:
        data = template.read_bytes()
    except OSError as error:
        raise SourceError("unreadable-file", place=place, reason=reason_of(error)) from error
    if len(data) > LARGEST:
        raise _broken(template, f"> {LARGEST // 2**20} MB")
    try:
        document = docx.Document(io.BytesIO(data))
        _ = document.element.body.sectPr, document.styles
    except Exception as error:  # python-docx raises whatever it stumbles over
        raise _broken(template, reason_of(error)) from error
    return document


def _broken(template: Path, reason: str) -> SourceError:
    return SourceError("broken-word-template", place=Place(path=template.as_posix()), reason=reason)


def _set_in_chinese(document: WordDocument) -> None:
    """Names the language of Chinese text where a template does not, or Word guesses Japanese."""
    for language in document.styles.element.iter(qn("w:lang")):
        if not (language.get(qn("w:eastAsia")) or "").startswith("zh"):
            language.set(qn("w:eastAsia"), "zh-TW")


@functools.cache
def _our_package() -> bytes:
    folder = resources.folder("templates") / _BASE
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        for name, data in files.items():
            parts.writestr(zipfile.ZipInfo(name, _DATE), data)
    return stream.getvalue()


def _ours() -> WordDocument:
    return docx.Document(io.BytesIO(_our_package()))


def _our_section() -> Element:
    return _ours().element.body.sectPr


def _styles_of(document: WordDocument) -> dict[str, Element]:
    """The styles of a file by their English names, which Word writes in every language."""
    named = {
        style.find(qn("w:name")).get(qn("w:val")).casefold(): style
        for style in document.styles.element.iterchildren(qn("w:style"))
        if style.find(qn("w:name")) is not None
    }
    translated = {
        english: named[chinese] for chinese, english in _CHINESE_NAMES.items() if chinese in named
    }
    return translated | named


def _our_style_ids() -> dict[str, str]:
    ids = (style.get(qn("w:styleId")) for style in _styles_of(_ours()).values())
    return {name: name for name in ids}


def _with_our_styles(document: WordDocument) -> dict[str, str]:
    """Adds what a template does not have; our id of every style -> its id in the file."""
    theirs = _styles_of(document)
    taken = {style.get(qn("w:styleId")) for style in theirs.values()}
    ids: dict[str, str] = {}
    added = []
    for name, ours in _styles_of(_ours()).items():
        own = ours.get(qn("w:styleId"))
        if name in theirs:
            ids[own] = theirs[name].get(qn("w:styleId"))
            continue
        ids[own] = own if own not in taken else f"Curriculum{own}"
        style = deepcopy(ours)
        style.set(qn("w:styleId"), ids[own])
        # There is one default of each type, and the template's is it.
        style.attrib.pop(qn("w:default"), None)
        added.append(style)
    for style in added:
        for reference in style.iterchildren(qn("w:basedOn"), qn("w:next")):
            reference.set(qn("w:val"), ids[reference.get(qn("w:val"))])
        document.styles.element.append(style)
    return ids


def _numbering(part: Any) -> Element:  # noqa: ANN401 - python-docx annotates it loosely
    """The lists of a template; one without any gets a part for them."""
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part.element
    made = NumberingPart.load(
        PackURI("/word/numbering.xml"),
        CONTENT_TYPE.WML_NUMBERING,
        root("numbering", ""),
        part.package,
    )
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made.element


def _our_lists(numbering: Element) -> tuple[int, int]:
    """Adds the kinds of lists that we use to a template's; their ids."""
    ours = list(_ours().part.numbering_part.element.iterchildren(qn("w:abstractNum")))
    first = 1 + _highest(numbering, "abstractNum", "abstractNumId")
    place = len(numbering.findall(qn("w:abstractNum")))
    for number, kind in enumerate(ours):
        kind.set(qn("w:abstractNumId"), str(first + number))
        numbering.insert(place + number, kind)
    return (first, first + 1)


def _added_list(numbering: Element, kind: int, first: int | None) -> int:
    """A list of a kind, which counts from a number of its own."""
    number = 1 + _highest(numbering, "num", "numId")
    start = (
        f'<w:lvlOverride w:ilvl="{{}}"><w:startOverride w:val="{first}"/></w:lvlOverride>'
        if first is not None
        else ""
    )
    starts = "".join(start.format(level) for level in range(9)) if start else ""
    numbering.append(
        parse_xml(
            f'<w:num xmlns:w="{NAMESPACES["w"]}" w:numId="{number}">'
            f'<w:abstractNumId w:val="{kind}"/>{starts}</w:num>'
        )
    )
    return number


def _highest(numbering: Element, tag: str, name: str) -> int:
    """The highest number that is taken."""
    ids = (each.get(qn(f"w:{name}")) for each in numbering.iterchildren(qn(f"w:{tag}")))
    return max((int(each) for each in ids), default=0)


def _drawing(number: int, relation: str, words: str, width: int, height: int) -> str:
    """A picture in the line, with the words for who cannot see it."""
    size = f'cx="{width * _EMU_OF_A_TWIP}" cy="{height * _EMU_OF_A_TWIP}"'
    named = f'id="{number}" name="picture-{number}" descr="{attribute(words)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {named}/><a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def _core(title: str, author: str) -> bytes:
    """What the file says about itself; no dates, which would differ from build to build."""
    package = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    creator = f"<dc:creator>{attribute(author)}</dc:creator>" if author else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{package}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{creator}<dc:language>zh-TW</dc:language><dc:title>{attribute(title)}</dc:title>"
        "</cp:coreProperties>"
    ).encode()


def _rewritten(data: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """The archive with fixed dates, and some of its parts replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _DATE)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, replaced.get(name) or old.read(name))
    return stream.getvalue()
