"""The looks that a course gives its site: logo and colour from `course.yaml`, none harmful."""

import itertools
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seed_site import seed_file
from visiting import DESKTOP, PHONE, Visit

from curriculum import commands
from curriculum.colours import LEAST, contrast, readable
from curriculum.errors import ContentError
from curriculum.labels import load_labels
from curriculum.planning import plan
from curriculum.publishing.looks import looks_files
from curriculum.reading.logo import harmless_svg
from curriculum.reading.opening import Opened, open_path
from curriculum.rules.course_rules import check_course
from curriculum.tables import load_tables

Figure = Callable[[str], None]
pytestmark = pytest.mark.xdist_group("browser")

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
DRAWN = SVG.format('<path d="M0 0h9v9z" fill="#c00"/>')
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def course_with(folder: Path, site: str, **files: str | bytes) -> Path:
    """A course folder for the bundled standard with these looks and files in `content/`."""
    (folder / "content").mkdir(parents=True)
    shutil.copy(seed_file(), folder / "standard.yaml")
    text = f"standard: {{file: standard.yaml, code: BAS2421-003v2}}\nsite: {site}\n"
    (folder / "course.yaml").write_text(text, encoding="utf-8")
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / "content" / name.replace("_", ".")).write_bytes(data)
    return folder


def found_in(opened: Opened) -> list[tuple[str, int, str]]:
    """What the rules on looks say: name, line, reason."""
    tables = load_tables()
    course = plan(opened.standard, opened.decisions, tables)
    return [
        (problem.name, problem.place.line, problem.details.get("why", ""))
        for problem in check_course(course, opened, tables)
        if problem.code in {"CUR393", "CUR394"}
    ]


@given(COLOURS, COLOURS)
def test_any_colour_becomes_one_that_can_be_read(colour: str, paper: str) -> None:
    """Protects readers from a brand colour, whatever it is and whatever it stands on."""
    found = readable(colour, paper)
    assert contrast(found, paper) >= LEAST
    assert found == colour or contrast(colour, paper) < LEAST


@pytest.mark.parametrize(
    ("site", "files", "expected"),
    [
        ('{colour: "#00695C", logo: logo.svg}', {"logo_svg": DRAWN}, []),
        ('{colour: "#ffe082"}', {}, [("pale-colour", 2, "")]),
        ("{logo: logo.svg}", {}, [("unusable-logo", 2, "missing")]),
        ("{logo: ../course.yaml}", {}, [("unusable-logo", 2, "missing")]),
        ("{logo: logo.png}", {"logo_png": b"MZ" * 9}, [("unusable-logo", 2, "foreign")]),
        ("{logo: logo.svg}", {"logo_svg": "<svg/>"}, [("unusable-logo", 2, "foreign")]),
        ("{logo: a.png}", {"a_png": b"\x89PNG\r\n\x1a\n" * 30000}, [("unusable-logo", 2, "large")]),
    ],
)
def test_looks_that_cannot_be_are_told_with_their_line(
    tmp_path: Path, site: str, files: dict[str, str], expected: list[tuple[str, int, str]]
) -> None:
    """Protects trainers from a site that silently looks otherwise than they said."""
    assert expected == found_in(open_path(str(course_with(tmp_path / "c", site, **files))))


@pytest.mark.parametrize("colour", ['"blue"', '"#12"', '"#1f546800"', '"red;}body{display:none"'])
def test_what_is_no_colour_is_refused_with_its_line(tmp_path: Path, colour: str) -> None:
    """Protects the style sheet: a colour cannot be anything else."""
    with pytest.raises(ContentError) as caught:
        open_path(str(course_with(tmp_path / "c", f"{{colour: {colour}}}")))
    assert [(2, "bad-value")] == [(each.place.line, each.name) for each in caught.value.problems]


HARM = (
    "<script>alert(1)</script>",
    '<path onload="alert(1)" d="M0 0"/>',
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script/></body></foreignObject>',
    '<image href="https://example.org/x.png"/>',
    '<use href="https://example.org/x.svg#a"/>',
    '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="javascript:alert(1)"/>',
    "<style>@import url(https://example.org/x.css)</style>",
    '<rect fill="url(https://example.org/x.svg#a)" style="fill:url( &quot;//example.org/a)"/>',
    '<set attributeName="href" to="javascript:alert(1)"/>',
    '<a href="javascript:alert(1)"><text>x</text></a>',
    '<handler xmlns="http://www.w3.org/2001/xml-events" type="x">alert(1)</handler>',
)


@given(st.lists(st.sampled_from(HARM), min_size=1, max_size=4))
def test_an_svg_keeps_what_draws_and_nothing_that_does(harm: list[str]) -> None:
    """Protects visitors: a logo from anywhere runs nothing and asks nobody for anything."""
    drawing = '<path d="M0 0h9v9z" fill="url(#a)"/><use href="#a"/>'
    text = harmless_svg(SVG.format("".join([*harm, drawing])).encode()).decode()
    assert 'd="M0 0h9v9z" fill="url(#a)"' in text
    assert 'href="#a"' in text
    assert not re.search(r"script|alert|example|import|\son\w+=", text)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("<text>&a;</text>"),
        "<svg>",
        "",
        "\0",
        SVG.format("<g>" * 40),
        '<html xmlns="http://www.w3.org/1999/xhtml"/>',
    ],
)
def test_what_is_no_whole_svg_is_none(text: str) -> None:
    """Protects the build from files that grow, or are something else."""
    assert b"" == harmless_svg(text.encode())


def test_a_course_gives_its_site_a_logo_and_a_colour(
    visit: Visit, tmp_path: Path, figure: Figure
) -> None:
    """Protects a training centre from a fork of our templates: three lines are enough."""
    site = '{colour: "#ffb300", logo: content/logo.svg}'
    course = course_with(tmp_path / "c", site, logo_svg=DRAWN)
    built = commands.build(
        str(course), str(tmp_path / "o"), load_labels(), None, lambda _: None, strict=False
    )
    assert 0 == built.code
    page = visit.open(tmp_path / "o" / "site" / "index.html")
    assert page.locator("header .md-logo img").evaluate("image => image.naturalWidth") > 0
    colours = {
        (scheme, name): page.evaluate(
            """([scheme, name]) => {
              document.body.dataset.mdColorScheme = scheme;
              return getComputedStyle(document.body).getPropertyValue(name).trim();
            }""",
            [scheme, name],
        )
        for scheme, name in itertools.product(
            ("default", "slate"), ("--md-primary-fg-color", "--md-typeset-a-color")
        )
    }
    for scheme in ("default", "slate"):
        assert readable("#ffb300", "#ffffff") == colours[scheme, "--md-primary-fg-color"]
    assert readable("#ffb300", "#eff3f5") == colours["default", "--md-typeset-a-color"]
    assert readable("#ffb300", "#2b3a41") == colours["slate", "--md-typeset-a-color"]
    least = min(
        contrast("#ffffff", colours["default", "--md-primary-fg-color"]),
        contrast("#eff3f5", colours["default", "--md-typeset-a-color"]),
        contrast("#2b3a41", colours["slate", "--md-typeset-a-color"]),
    )
    figure(f"標誌畫得出來；淺色的 #ffb300 調到對比至少 {least:.1f}:1，淺色與深色都是")


def test_a_course_without_looks_has_ours(tmp_path: Path) -> None:
    """Protects the build from files that nobody asked for."""
    opened = open_path(str(course_with(tmp_path / "c", "{}")))
    assert {} == looks_files(opened.decisions.site, opened.logo)


NARROW = """
() => Math.min(99, ...[...document.querySelectorAll("article td, article tbody th")]
  .filter(cell => cell.checkVisibility() && getComputedStyle(cell).whiteSpace !== "nowrap")
  .filter(cell => cell.textContent.replace(/[^\\u3400-\\u9fff]/g, "").length >= 8)
  .map(cell => {
    const style = getComputedStyle(cell);
    const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    return (cell.clientWidth - padding) / parseFloat(style.fontSize);
  }))
"""
"""Characters a line in the narrowest column that holds sentences."""
LAST_LINES = """
() => Math.min(99, ...[...document.querySelectorAll("article h1, article h2, article h3")]
  .map(heading => {
    const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    const rects = [];
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.matches(".headerlink")) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      rects.push(...[...range.getClientRects()].filter(rect => rect.width > 1));
    }
    const bottom = Math.max(...rects.map(rect => rect.bottom));
    const last = rects.filter(rect => rect.bottom > bottom - 3);
    const isOne = Math.min(...rects.map(rect => rect.top)) > bottom - 1.5 * rects[0].height;
    const width = last.reduce((sum, rect) => sum + rect.width, 0);
    return isOne ? 99 : width / parseFloat(getComputedStyle(heading).fontSize);
  }))
"""
"""Characters in the shortest last line of a heading that has several lines."""

AFTER_COLONS = """
() => [...document.querySelectorAll("article > h1")].every(heading => {
  const [, before] = heading.textContent.match(/^(.*?：)./) || [];
  if (!before) return true;
  const range = document.createRange();
  const texts = [...heading.childNodes].flatMap(node => node.firstChild ? node.firstChild : node);
  range.selectNodeContents(heading);
  const tops = [...range.getClientRects()].filter(rect => rect.width > 1).map(rect => rect.top);
  const isOne = Math.max(...tops) - Math.min(...tops) < 9;
  const rest = document.createRange();
  if (texts[0].length > before.length) return isOne;
  rest.selectNodeContents(texts[1]);
  return isOne || rest.getClientRects()[0].left < heading.getBoundingClientRect().left + 1;
})
"""
"""Whether a title that needs several lines begins one behind its colon."""
WIDEN = """
() => {
  for (const row of document.querySelectorAll(".matrix tr")) {
    const last = row.lastElementChild;
    while (row.children.length < 24) row.append(last.cloneNode(true));
  }
}
"""
"""Makes the matrix one of 23 modules."""
CROWDED = """
() => [...document.querySelectorAll(".matrix :is(th, td) :is(a, i)")]
  .filter(sign => !sign.closest("tbody th"))
  .map(sign => [sign, sign.getBoundingClientRect(), sign.parentElement.getBoundingClientRect()])
  .filter(([each, sign, cell]) => each.getClientRects().length > 1
    || sign.left < cell.left + 1 || sign.right > cell.right - 1
    || sign.top < cell.top || sign.bottom > cell.bottom)
  .map(([sign]) => sign.textContent)
"""
"""Signs of the matrix that are broken, or touch the borders of their cells."""
PAPER = (680, 960)
ACROSS = (1009, 640)
"""The room on A4, upright and across, as a browser counts it."""
LINE_HEIGHT = """
() => {
  const style = getComputedStyle(document.querySelector("article.md-typeset, article .md-typeset"));
  return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
}
"""


def test_chinese_is_set_with_room(
    visit: Visit, seed_site: Path, kinds: dict[str, str], figure: Figure
) -> None:
    """Protects reading: no column of two characters, none alone on a heading's last line."""
    narrowest, shortest, heights = 99.0, 99.0, set()
    for path in kinds.values():
        for size in (PHONE, (768, 1024), DESKTOP):
            page = visit.open(seed_site / path, size)
            narrowest = min(narrowest, page.evaluate(NARROW))
            shortest = min(shortest, page.evaluate(LAST_LINES))
            assert page.evaluate(AFTER_COLONS), (path, size)
        page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})
        page.emulate_media(media="print")
        narrowest = min(narrowest, page.evaluate(NARROW))
        page.emulate_media(media="screen")
        heights.add(round(page.evaluate(LINE_HEIGHT), 2))
    assert narrowest >= 6
    assert shortest >= 2
    assert {1.8} == heights
    figure(
        f"最窄的欄一行 {int(narrowest)} 字，標題末行至少 {int(shortest)} 字，行高 {max(heights):g}"
    )


def test_a_matrix_of_many_modules_stays_readable(
    visit: Visit, seed_site: Path, kinds: dict[str, str], figure: Figure
) -> None:
    """Protects large courses: codes and signs keep clear of each other, on screen and on paper."""
    page = visit.open(seed_site / kinds["matrix"], DESKTOP)
    page.evaluate(WIDEN)
    modules = page.locator(".matrix").first.locator("thead th").count() - 1
    assert [] == page.evaluate(CROWDED)
    page.set_viewport_size({"width": ACROSS[0], "height": ACROSS[1]})
    page.emulate_media(media="print")
    assert [] == page.evaluate(CROWDED)
    wide = page.locator(".table-wide").evaluate_all(
        "boxes => boxes.filter(box => box.scrollWidth > box.clientWidth).length"
    )
    assert 0 == wide
    figure(f"{modules} 個單元：螢幕與紙上 0 個符號斷開或碰到框線，紙上 {wide} 個表格超出")


def test_the_heads_of_the_matrix_stay_in_sight(
    visit: Visit, seed_site: Path, kinds: dict[str, str], figure: Figure
) -> None:
    """Protects who reads down a long column: its head is still there, and the row's name is."""
    sizes = (PHONE, (768, 1024), DESKTOP)
    for size in sizes:
        page = visit.open(seed_site / kinds["matrix"], size)
        box = page.locator(".table-wide", has=page.locator(".matrix tr:nth-child(20)")).first
        row = box.locator("tbody tr:nth-child(20)")
        row.locator("td").last.scroll_into_view_if_needed()
        for seen in (box.locator("thead th").last, row.locator("th")):
            is_on_top = seen.evaluate(
                """element => {
                  const box = element.getBoundingClientRect();
                  const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
                  return element.contains(document.elementFromPoint(x, y));
                }"""
            )
            assert is_on_top, size
    figure(f"{len(sizes)} 種寬度，第 20 列的表頭與列名都看得見")
