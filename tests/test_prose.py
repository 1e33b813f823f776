"""A trainer's own text is Markdown on the page, and nothing of it harms the page."""

import base64
import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import bs4
import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from strategies import NASTY_TEXTS
from visiting import Visit

from curriculum.composing.prose import Pictures, pictures_in, prose
from curriculum.labels import load_labels
from curriculum.publishing.engine import SiteSettings, configuration
from curriculum.publishing.site import make_site
from curriculum.publishing.sources import write_sources

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LABELS = load_labels()
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)
"""A picture of one pixel."""
PICTURES = Pictures(known={"M1.1/座位 圖.png"}, address="../../content")
PAGE = "# 標題\n\n前文 HTML {{ x }}\n\n{text}\n\n## 後面 { #after }\n\n後文 [^1] HTML [ref]\n"
"""A page around a text; what the text defines would change the words around it."""

SETTINGS = SiteSettings(
    name="x", language="zh-TW", description="", copyright="", nav=(("x", "index.md"),),
    to_dark="x", to_light="x", permalink="x",
)  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- x", "</div></div>", "<div>",
    "<pre>", "</pre>", "<![CDATA[x]]>", "<?php x ?>", "&lt;script&gt;", "&#106;avascript:alert(1)",
    "{: #after .x onclick=alert(1) }", "# h { #after onclick=x }", "[TOC]", "[[toc]]", "[[TOC]]",
    "{{ 7*7 }}", "{% include 'x' %}", '--8<-- "x"', "*[HTML]: gone", "[^1]: note", "[ref]: /x",
    "[ref]: javascript:alert(1)", "[a](javascript:alert(1))", "[a](JaVa\tScript:alert(1))",
    "[a](&#x6A;avascript:alert(1))", "[a](java%73cript:alert(1))", "[a](data:text/html,x)",
    "[a](vbscript:x)", "[a](//evil.example)", "[a](/etc/passwd)", "[a](../x.md)", "[a](file:///x)",
    "[a]( \x01javascript:alert(1))", "<javascript:alert(1)>", "<https://example.com/a>",
    "![p](https://evil.example/x.png)", "![p](data:image/png;base64,x)", "![p](../../x.png)",
    "![p](座位%20圖.png)", "![p](<座位 圖.png>)", "![p](..%2f..%2fx.png)", "[![p](x.png)](x.png)",
    "[a](https://example.com/'\"<>)", '[a](https://e.example "t\\" onclick=x")', "!!! warning",
    "??? note", '=== "tab"', "```mermaid\ngraph TD\n```", "```", "~~~", "``` { .x #y }", "\\", "`",
    "    code", "\tcode", "- a\n  - b\n    - c", "1. a\n2. b",
    "| a | b |\n|---|---|\n| <b> | `|` |", "> q\n> > r", "***",
    "---\ntitle: x\n---", "===", "term\n: definition", "- [ ] x", "\x02", "\x03",
    "wzxhzdk:0",
    "![p](座位 圖.png)", "![`](a b.png)", "[a](x y.md)", "[a](x.md)", "- [x]\t[x](x.md)",
    "\u202e", "a\\\nb", "**粗：**字", "$$x$$", ":smile:", "++x++", "==x==", "H~2~O",
)  # fmt: skip
"""What means something to Markdown, to one of its extensions, to a browser or to Jinja."""

TEXTS = st.lists(
    st.sampled_from(HOSTILE) | st.sampled_from(NASTY_TEXTS) | st.text(max_size=8), max_size=6
).flatmap(lambda pieces: st.sampled_from(["\n\n", "\n", " ", ""]).map(lambda by: by.join(pieces)))
TAGS = frozenset(
    [
        "div", "p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr",
        "th", "td", "blockquote", "pre", "code", "strong", "em", "a", "img", "br", "hr",
    ]
)  # fmt: skip
ATTRIBUTES = frozenset({"class", "href", "src", "alt", "title", "start", "style", "scope"})
BOX = {"class": ["table-wide"], "role": "group", "tabindex": "0", "aria-label": "表格"}
"""Around every table, which may be wider than the screen."""

Render = Callable[[str], bs4.BeautifulSoup]


@pytest.fixture(scope="module")
def page() -> Render:
    """A page around a text, with exactly the extensions of the site."""
    extensions = yaml.safe_load(configuration(SETTINGS))["markdown_extensions"]
    named = [entry if isinstance(entry, dict) else {entry: {}} for entry in extensions]
    configs = {name: config for entry in named for name, config in entry.items()}
    engine = markdown.Markdown(extensions=[*configs, "fenced_code"], extension_configs=configs)

    def render(text: str) -> bs4.BeautifulSoup:
        engine.reset()
        source = PAGE.replace("{text}", shown(text))
        return bs4.BeautifulSoup(engine.convert(source), "html.parser")

    return render


def shown(text: str) -> str:
    """A text as it is written into a page."""
    return prose(text, "M1.1", 2, PICTURES, LABELS)


def inside(text: str) -> bs4.Tag:
    """What a text becomes."""
    found = bs4.BeautifulSoup(shown(text), "html.parser").select_one(".prose")
    assert isinstance(found, bs4.Tag)
    return found


@given(TEXTS)
def test_no_text_harms_its_page(page: Render, text: str) -> None:
    """Whatever a trainer pastes: known elements only, and the page around stays as it was."""
    soup = page(text)
    (block,) = soup.select(".prose")
    for tag in block.select("*"):
        assert tag.name in TAGS, str(tag)
        if tag.name == "div":
            assert BOX == tag.attrs, str(tag)
            continue
        assert set(tag.attrs) <= ATTRIBUTES, str(tag)
        assert tag.get("class") == (["own"] if tag.name == "table" else None), str(tag)
        assert re.fullmatch(r"|text-align:(left|right|center)", str(tag.get("style", "")))
        if tag.name == "a":
            assert re.match(r"(?i)https?://|mailto:", str(tag["href"])), str(tag)
        if tag.name == "img":
            assert "../../content/M1.1/%E5%BA%A7%E4%BD%8D%20%E5%9C%96.png" == tag["src"]
    block.replace_with("")
    expected = page("word")
    expected.select(".prose")[0].replace_with("")
    assert str(expected) == str(soup)


@given(TEXTS)
def test_a_code_block_shows_what_was_typed(page: Render, text: str) -> None:
    """Every space, line and sign of code is there, and none of it is markup."""
    typed = re.sub(r"[\x00-\x08\x0b-\x1f`]", "", text).replace("\x85", "")
    code = page(f"````\n{typed}\n````").select(".prose pre code")
    assert [f"{visible(typed)}\n"] == [found.get_text() for found in code]


def visible(text: str) -> str:
    """A text with what cannot be seen as the page shows it."""
    return re.sub(
        "[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]", "\ufffd", text
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**注意：**請先發放", "<p><strong>注意：</strong>請先發放</p>"),
        ("他說**「好」**就走", "<p>他說<strong>「好」</strong>就走</p>"),
        ("第一行\n第二行", "<p>第一行<br/> 第二行</p>"),
        ("備：\n- 板\n  - 筆", "<p>備：</p>\n<ul>\n<li>板\n<ul>\n<li>筆</li>\n</ul>\n</li>\n</ul>"),
        ("# 大\n\n###### 小", "<h3>大</h3>\n<h4>小</h4>"),
        ("## 中\n\n# 大\n\n#### 小", "<h3>中</h3>\n<h3>大</h3>\n<h4>小</h4>"),
        ("3 * 4 = 12，2*3", "<p>3 * 4 = 12，2*3</p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ("[網](https://example.com)", '<p><a href="https://example.com">網</a></p>'),
        ("[壞](javascript:alert(1))", "<p>[壞](javascript:alert(1))</p>"),
        ("[範本](template.docx)", "<p>範本（template.docx）</p>"),
        ("[案例](../M1.1/case.md)", "<p>案例（../M1.1/case.md）</p>"),
        ("- [ ] 交作業\n- [x] 報名", "<ul>\n<li>☐ 交作業</li>\n<li>☑ 報名</li>\n</ul>"),
        ("選 [ ] 或 [x]", "<p>選 [ ] 或 [x]</p>"),
        ("`![圖](圖 1.png)`", "<p><code>![圖](圖 1.png)</code></p>"),
        ("![圖](別 的.png)", "<p>圖（圖片不能顯示：別 的.png）</p>"),
        (
            "![座位](座位 圖.png)",
            '<p><img alt="座位" src="../../content/M1.1/%E5%BA%A7%E4%BD%8D%20%E5%9C%96.png"/></p>',
        ),
        (
            "![座位](<座位 圖.png>)",
            '<p><img alt="座位" src="../../content/M1.1/%E5%BA%A7%E4%BD%8D%20%E5%9C%96.png"/></p>',
        ),
        ("![平面圖](plan.png)", "<p>平面圖（圖片不能顯示：plan.png）</p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_text_is_read_as_a_trainer_means_it(text: str, expected: str) -> None:
    """Bold beside Chinese punctuation, lines as typed, lists without an empty line before them."""
    assert expected == inside(text).decode_contents().strip()


@given(TEXTS)
def test_pictures_lie_in_the_folder_of_the_text(text: str) -> None:
    """No text can name a file outside of its own folder."""
    for path in pictures_in(text, "M1.1"):
        assert posixpath.normpath(path) == path
        assert path.startswith("M1.1/")


def test_hostile_texts_are_quiet_in_a_browser(browser: "Browser", tmp_path: Path) -> None:
    """In a real browser nothing runs, nothing is asked of another host, nothing complains."""
    near = Pictures(known=PICTURES.known, address="content")
    texts = "\n\n".join(prose(text, "M1.1", 2, near, LABELS) for text in HOSTILE)
    pictures = {f"content/{name}": PNG for name in PICTURES.known}
    write_sources(tmp_path, {"index.md": PAGE.replace("{text}", texts)}, SETTINGS, pictures)
    make_site(tmp_path)
    visit = Visit(browser.new_context())
    visit.page.on("dialog", lambda dialog: visit.complaints.append(dialog.message))
    page = visit.open(tmp_path / "site" / "index.html")
    page.wait_for_timeout(300)
    words = "".join(page.locator(".prose").all_inner_texts())
    widths = page.locator(".prose img").evaluate_all("all => all.map(each => each.naturalWidth)")
    visit.context.close()
    assert [] == visit.complaints
    assert "<script>alert(1)</script>" in words
    assert {1} == {*widths}
