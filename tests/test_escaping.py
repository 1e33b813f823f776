"""Text is shown as it is, in every place of a Markdown page, whatever it looks like."""

import bs4
import markdown
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import NASTY_TEXTS

from curriculum.composing.escaping import attribute, escape, plain, quoted, title_text
from curriculum.publishing.engine import SiteSettings, configuration

PLACES = {
    "p": "{text}",
    "li": "- {text}",
    "h2": "## {text} {{ #anchor }}",
    "td": "| a |\n| --- |\n| {text} |",
    "th": '<table markdown="span">\n<tr markdown="span"><th markdown="span">{text}</th></tr>\n'
    "</table>",
    "caption": '<div markdown="1">\n<table markdown="span">\n<caption>{text}</caption>\n'
    "</table>\n</div>",
    "a": "[{text}](a.md#b)",
    "span": 'x <span class="missing">{text}</span>',
    "p.identity": '<p class="identity" markdown="span">{text}</p>',
}
"""What should hold the text, and the Markdown around it."""

SIGNS = st.sampled_from(list("\\`*_[]{}()!#+-.>|~^<&:\"'=$;/?%@ \t\n1a"))
TEXTS = (
    st.text(st.one_of(SIGNS, st.characters(exclude_categories=["Cs"])), max_size=25)
    | st.sampled_from(NASTY_TEXTS)
)  # fmt: skip


@pytest.fixture(scope="module")
def site_markdown() -> markdown.Markdown:
    """Python-Markdown with exactly the extensions of the site."""
    settings = SiteSettings(
        name="", language="en", description="", copyright="", nav=(), to_dark="", to_light="",
        permalink="",
    )  # fmt: skip
    extensions = yaml.safe_load(configuration(settings))["markdown_extensions"]
    named = [entry if isinstance(entry, dict) else {entry: {}} for entry in extensions]
    configs = {name: config for entry in named for name, config in entry.items()}
    # `tables` and the others that the engine adds by itself.
    return markdown.Markdown(extensions=[*configs, "fenced_code"], extension_configs=configs)


def rendered(site_markdown: markdown.Markdown, source: str) -> bs4.BeautifulSoup:
    """A page made of `source`, without the permanent links that `toc` adds."""
    site_markdown.reset()
    soup = bs4.BeautifulSoup(site_markdown.convert(source), "html.parser")
    for link in soup.select("a.headerlink"):
        link.decompose()
    return soup


def shape(soup: bs4.BeautifulSoup) -> list[tuple[str, dict[str, object]]]:
    """Every element with its attributes."""
    return [(tag.name, dict(tag.attrs)) for tag in soup.select("*")]


@given(TEXTS)
def test_escaped_text_stays_text_everywhere(site_markdown: markdown.Markdown, text: str) -> None:
    """In each place a page has for text, the text is shown whole and nothing of it is markup."""
    assume(plain(text))
    for selector, source in PLACES.items():
        soup = rendered(site_markdown, source.format(text=escape(text)))
        found = soup.select(selector)
        assert [plain(text)] == [plain(element.get_text()) for element in found], selector
        expected = shape(rendered(site_markdown, source.format(text="word")))
        assert expected == shape(soup), selector


@given(TEXTS)
def test_an_attribute_holds_the_whole_text(site_markdown: markdown.Markdown, text: str) -> None:
    """A label for screen readers cannot end its attribute early."""
    soup = rendered(site_markdown, f'<div aria-label="{attribute(text)}" markdown="1">\nx\n</div>')
    assert [("div", {"aria-label": plain(text)}), ("p", {})] == shape(soup)


@given(TEXTS)
def test_a_front_matter_title_reads_back_as_the_title(text: str) -> None:
    """YAML's own signs in a title do not change it."""
    assert {"title": title_text(text)} == yaml.safe_load(f"title: {quoted(title_text(text))}\n")


@given(TEXTS)
def test_a_title_has_no_markup_left(text: str) -> None:
    """A title is printed as HTML by the theme: nothing in it may be a tag or a reference."""
    title = title_text(text)
    assert title == bs4.BeautifulSoup(f"<i>{title}</i>", "html.parser").get_text()


def test_control_characters_are_shown() -> None:
    """A direction override or a control character is visible instead of acting."""
    assert "a\ufffdb\ufffdc d" == plain("a\u202eb\x00c\r\nd")


def test_ordinary_text_stays_readable() -> None:
    """Codes, hours, dates and Chinese punctuation need no escapes: people read the Markdown."""
    text = "BAS2421-003v2，2.5 小時（2019/12/31）：K01、K02 (A-B) 1-2"
    assert text == escape(text)
