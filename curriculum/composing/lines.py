"""Lines of text on a page of the site, in Markdown or in finished HTML."""

import abc
import dataclasses
import functools
import posixpath
import re
from collections.abc import Iterable, Mapping

from curriculum.composing.escaping import (
    Markdown,
    attribute,
    escape_spaced,
    html_text,
    inline_attribute,
)
from curriculum.composing.paths import address_of
from curriculum.labels import CHINESE, SPOKEN_CHINESE, Labels
from curriculum.views.audience import is_for_trainer
from curriculum.views.parts import Box, Code, Line, Link, Mark, Missing, Span, Tag, box_sign

FOR_TRAINER = "for-trainer"
"""Marks what the learner's view hides (see `view.css`)."""
_HAN = re.compile("[\u3400-\u9fff](?:[^A-Za-z<>]*[\u3400-\u9fff])*")
"""Chinese, from its first character to its last one before the next letter or tag."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PageLines(abc.ABC):
    """Writes lines for one page."""

    path: str
    """The page's own path; links are relative to its folder."""
    paths: Mapping[str, str]
    """Page id -> path, for every page of the site."""
    titles: Mapping[str, str]
    """Page id -> title, for links whose own words are empty."""
    labels: Labels
    is_shared: bool = False
    """Whether learners read the page too, so that what is the trainer's in it is marked."""

    def line(self, line: Line) -> Markdown:
        """A line of text; neighbouring texts are escaped as one, and signs named as one."""
        if len(line) == 1 and isinstance(line[0], str):
            return Markdown(self._text(line[0]).strip())
        merged: list[Span] = []
        for span in line:
            if isinstance(span, str) and merged and isinstance(merged[-1], str):
                merged[-1] += span
            elif isinstance(span, Mark) and merged and isinstance(merged[-1], Mark):
                before = merged[-1]
                words = self.labels.join((before.word, span.word))
                merged[-1] = Mark(f"{before.sign}{span.sign}", words)
            else:
                merged.append(span)
        return Markdown("".join(self._span(span) for span in merged).strip())

    def lines(self, lines: Iterable[Line]) -> Markdown:
        """Lines of a cell; a break is the trainer's where a line beside it is."""
        pieces: list[str] = []
        has_shared = False
        for line in lines:
            text, is_trainers = str(self.line(line)), self.is_trainers(line)
            if is_trainers:
                text = for_trainer(f"<br>{text}" if pieces else text)
            elif has_shared:
                text = f"<br>{text}"
            elif pieces:
                text = f"{for_trainer('<br>')}{text}"
            has_shared = has_shared or not is_trainers
            pieces.append(text)
        return Markdown("".join(pieces))

    def marked(self, line: Line) -> Markdown:
        """A line that stands alone, marked where it is the trainer's."""
        text = self.line(line)
        return Markdown(for_trainer(text)) if self.is_trainers(line) else text

    def is_trainers(self, line: Line) -> bool:
        """Whether the learner's view hides a line."""
        return self.is_shared and is_for_trainer(line)

    def said(self, text: str) -> Markdown:
        """On a page in another language, what is Chinese is marked so, for who hears the page."""
        if self.labels.language == CHINESE:
            return Markdown(text)
        return Markdown(_HAN.sub(rf'<span lang="{SPOKEN_CHINESE}">\g<0></span>', str(text)))

    def address(self, page: str, anchor: str = "") -> str:
        """Where a page is on the site, from this one: in HTML the engine finds no links."""
        address = address_of(self.paths[page])
        return _at(relative(address, posixpath.dirname(self.path)), anchor)

    def source(self, page: str, anchor: str = "") -> str:
        """Where a page's Markdown is, from this one: what the engine expects of a link."""
        return _at(relative(self.paths[page], posixpath.dirname(self.path)), anchor)

    @abc.abstractmethod
    def escaped(self, text: str) -> str:
        """The text, shown exactly; a space at either end is kept as one."""

    @abc.abstractmethod
    def in_tag(self, text: str) -> str:
        """The text as the value of an attribute of a tag within a line."""

    @abc.abstractmethod
    def linked(self, words: str, link: Link) -> str:
        """Words as a link."""

    def _text(self, text: str) -> Markdown:
        return self.said(self.escaped(text))

    def _span(self, span: Span) -> str:
        match span:
            case str():
                words = str(self._text(span))
            case Link():
                title = self._text(span.text).strip() or self._text(self.titles[span.page])
                words = self.linked(str(title), span)
            case Missing(what):
                text = self._text(self.labels.fill("parts.missing", what=what))
                words = f'<span class="missing">{text}</span>'
            case Tag(text):
                words = str(self._text(self.labels.fill("parts.tag", text=text)))
            case Code(text, anchor):
                look = "code typed" if " " in text.strip() else "code"
                place = f' id="{anchor}"' if anchor else ""
                words = f'<span class="{look}"{place}>{self.escaped(text).strip()}</span>'
            case Box():
                words = self._box(span)
            case Mark(sign, word):
                # The shortest name of a tag: a matrix has hundreds of signs.
                words = f'<i aria-label="{attribute(word)}" role="img">{self.escaped(sign)}</i>'
        return words

    def _box(self, box: Box) -> str:
        """A box; one to be ticked on the screen needs no script, which only remembers it."""
        text = self._text(box.text).strip()
        if box.is_ticked:
            return f"{box_sign(is_ticked=True)}{text}"
        if box.tick is None:
            return f'<span class="tick-box"></span>{text}'
        kind = ' data-alternative=""' if box.tick.is_alternative else ""
        return (
            f'<label class="tick-label"><input aria-label="{self.in_tag(box.tick.name)}"'
            f' autocomplete="off" class="tick-box"{kind} name="{self.in_tag(box.tick.id)}"'
            f' type="checkbox">{text}</label>'
        )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownLines(PageLines):
    """Writes lines in Markdown."""

    def escaped(self, text: str) -> str:
        """See `PageLines`."""
        return str(escape_spaced(text))

    def in_tag(self, text: str) -> str:
        """See `PageLines`."""
        return inline_attribute(text)

    def linked(self, words: str, link: Link) -> str:
        """See `PageLines`."""
        return f"[{words}]({self.source(link.page, link.anchor)})"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HtmlLines(PageLines):
    """Writes lines in HTML, which Markdown does not read."""

    def escaped(self, text: str) -> str:
        """See `PageLines`."""
        return html_text(text)

    def in_tag(self, text: str) -> str:
        """See `PageLines`."""
        return attribute(text)

    def linked(self, words: str, link: Link) -> str:
        """See `PageLines`."""
        return f'<a href="{self.address(link.page, link.anchor)}">{words}</a>'


def for_trainer(text: str) -> str:
    """Text within a line that the learner's view hides."""
    return f'<span class="{FOR_TRAINER}">{text}</span>'


@functools.cache
def relative(path: str, folder: str) -> str:
    """A page's path as seen from a folder; thousands of links ask for a few hundred of these."""
    return posixpath.relpath(path, folder or ".")


def _at(path: str, anchor: str) -> str:
    return f"{path}#{anchor}" if anchor else path
