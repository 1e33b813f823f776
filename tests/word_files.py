"""What tests need of Word files: their XML, what they say, and the order that Word insists on."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from curriculum.course import Course
from curriculum.kit.kinds import KINDS
from curriculum.labels import Labels
from curriculum.office.word.file import WordBase, word_file
from curriculum.views.kit import DOCUMENTS, WITH_CONTENTS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WORD = [kind for kind, endings in KINDS.items() if ".docx" in endings]
"""Kinds of files that there are for Word."""
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr"
    " suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap"
    " overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc"
    " textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr"
    " sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
    " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect"
    " bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
    " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tr": "tblPrEx trPr tc",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText"
    " vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc"
    " pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi"
    " rtlGutter docGrid",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex"
    " checkbox",
    "checkbox": "checked checkedState uncheckedState",
    "inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden"
    " unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr"
    " tcPr tblStylePr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "num": "abstractNumId lvlOverride",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
}
"""Element -> its children in the sequence of the standard (ECMA-376, part 1, annex A)."""


def made(kind: str, course: Course, labels: Labels, **options: Any) -> bytes:  # noqa: ANN401
    """A Word file of the kit."""
    base = WordBase(
        title=labels[f"kit.titles.{kind}"],
        course=course.title,
        has_contents=kind in WITH_CONTENTS,
        **options,
    )
    return word_file(tuple(DOCUMENTS[kind](course, labels)), base, labels)


def part(data: bytes, name: str = "word/document.xml") -> Any:  # noqa: ANN401
    """A part of a file, read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def parts(data: bytes) -> Iterator[tuple[str, Any]]:
    """Every part of a file that is XML of Word's own."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/[\w-]+\.xml", name):
                yield name, etree.fromstring(archive.read(name))


def text_of(element: Any) -> str:  # noqa: ANN401
    """What an element says, without white space."""
    return re.sub(r"\s", "", "".join(each.text or "" for each in element.iter(f"{W}t")))


def out_of_order(root: Any) -> list[str]:  # noqa: ANN401
    """Children that Word would not accept where they stand."""
    wrong = []
    for element in root.iter(etree.Element):
        order = ORDER.get(etree.QName(element).localname, "").split()
        names = [etree.QName(each).localname for each in element]
        # A header may stand behind a footer, and the number of a list level is no rule for a list.
        places = [max(order.index(name), 1 * (element.tag == f"{W}sectPr")) if name in order else -1
                  for name in names] if order else []  # fmt: skip
        if places != sorted(places) or -1 in places:
            wrong.append(f"{etree.QName(element).localname}: {' '.join(names)}")
    return wrong
