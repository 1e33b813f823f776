"""The text that a page shows, read from its Markdown: what the search looks in.

A page is read as the site's engine reads it, but for its text alone and much faster: Markdown
outside raw HTML, tags, references. So a trainer's own templates and texts are found as well. What
nobody sees on a page, or sees on every page beside the document, is not part of it: the caption
that repeats a heading, the names of pictures and signs, links to a heading itself, for whom the
page is. Where the page's words come from (its identity) is the same on most pages and kept apart.
"""

import dataclasses
import functools
import html
import re
import unicodedata
from collections.abc import Iterator

TRAINERS = "\t"
"""Before a line that is the trainer's, on a page that learners read too."""

_BREAK = "\x10"
"""Between two lines. It and the other signs are characters that no page can hold."""
_OPEN, _SHUT = "\x0e", "\x0f"
"""Around what is the trainer's on a page that learners read too."""
_HEAD = "\x11"
"""Before the id of a heading, and before its text."""
_SIGNS = re.compile(f"[{_BREAK}{_OPEN}{_SHUT}{_HEAD}]")

_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_COLLECTED = re.compile(r"^collected:", re.MULTILINE)
_TAGS = re.compile(r"(?:<[/!a-zA-Z][^>]*>\s*)+")
_TAG = re.compile(r"</?([a-zA-Z][\w-]*)[^>]*>")
_INLINE = re.compile(
    "a|abbr|b|bd[io]|cite|code|data|del|dfn|em|font|g|i|img|input|ins|kbd|label|mark|q|s|samp"
    "|small|span|strong|su[bp]|svg|time|tspan|u|var|wbr",
    re.IGNORECASE,
)
"""Tags that do not end a line; a map's `text` does, and the lines in it do not."""
_UNSEEN = re.compile(
    r"<!--.*?-->|<(caption|desc|script|style|template|title)\b.*?</\1>"
    r'|<p class="readers".*?</p>',
    re.DOTALL,
)
_IDENTITY = re.compile(r'<p class="identity"[^>]*>(.*?)</p>', re.DOTALL)
_TRAINERS = re.compile(r'<(\w+)(?=\s)[^>]*\sclass="(?:[^"]*\s)?for-trainer[\s"][^>]*>')
_RAW = re.compile(
    r"^ {0,3}<(address|article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|h[1-6]"
    r"|header|hr|main|nav|ol|p|pre|section|svg|table|ul)\b(?![^>]*\smarkdown=)[^>]*>",
    re.MULTILINE,
)

_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")
_UNDERLINE = re.compile(r"\n(?:=+|-+)[ ]*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(.+)\n(=|-)\2*[ ]*$", re.MULTILINE)
_HEADING = re.compile(
    r"^(#{1,6})[ \t]*(.*?)[ \t]*#*[ \t]*(?:\{:?[ ]*([^{}\n]*)\})?[ \t]*$", re.MULTILINE
)
_ID = re.compile(r"#([^\s}]+)")
_ANY_ID = re.compile(r'\sid="([^"]+)"|\{[^{}\n]*#([^\s{}]+)[^{}\n]*\}')
_BOXED = re.compile(r'^[ \t]*(?:!!!|\?\?\?\+?) ?([\w-]+)[^"\n]*(?:"(.*)")?[ \t]*$', re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:\*[ \t]*){3,}$|^[ \t]*(?:[-_][ \t]*){3,}$", re.MULTILINE)
_QUOTE = re.compile(r"^(?:[ ]{0,3}>.*(?:\n|\Z))+", re.MULTILINE)
_QUOTE_SIGN = re.compile(r"^[ ]*>[ ]?", re.MULTILINE)
_MARKER = re.compile(
    r"^[ \t]*(?:(?:(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)+|:[ \t]+)", re.MULTILINE
)
_TABLE = re.compile(r"^.*\|.*\n[ |:-]*-[ |:-]*$(?:\n.*\|.*$)*", re.MULTILINE)
_TABLE_RULE = re.compile(r"\n[ |:-]*-[ |:-]*$", re.MULTILINE)
_EMPTY = re.compile(r"\n[ \t]*(?=\n)")
_DEFINED = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]+\S.*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\]]*\])")
_LINK = re.compile(
    r"\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]"
    r"(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])"
)
_ADDRESS = re.compile(r"<((?:https?|mailto):[^\s<>]+)>")
_ATTRIBUTES = re.compile(r"(?:(?<=[)*_>])|[ ]*)\{:?[ ]*[#.\w][^{}\n]*\}(?=[ \t]*$)", re.MULTILINE)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_STRESSED = re.compile(r"(\*)(?=\S)(.+?)(?<=\S)\1|(?<!\w)(_)(?=\S)(.+?)(?<=\S)\3(?!\w)")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FoundSection:
    """What stands below a heading, before the next one."""

    id: str
    """Where a link leads; empty for the head of the page."""
    heading: str
    lines: tuple[str, ...]
    """Paragraphs, points of lists, lines of cells: a match lies within one. Those of the trainer's
    begin with `TRAINERS`."""
    is_for_trainer: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """The text of a page."""

    title: str
    identity: str
    """What the page was made from."""
    sections: tuple[FoundSection, ...]


def text_of(markdown: str) -> FoundPage | None:
    """The text of a composed page; none of one that only repeats others, to print them."""
    front = _FRONT.match(markdown)
    if front and _COLLECTED.search(front[1]):
        return None
    body = _SIGNS.sub("", markdown[front.end() if front else 0 :])
    identity = " ".join(map(_line, _IDENTITY.findall(body)))
    body = _UNSEEN.sub("", _IDENTITY.sub("", body))
    if "for-trainer" in body:
        body = _mark_trainers(body)
    shown = "".join(
        f"{_BREAK}{_without_tags(piece) if is_raw else _read(piece)}{_BREAK}"
        for piece, is_raw in _pieces(body)
    )
    title, sections = _sections(shown, _Anchors(body))
    return FoundPage(title=title, identity=identity, sections=tuple(sections))


def _mark_trainers(body: str) -> str:
    """Signs around the content of every element that is the trainer's."""
    pieces: list[str] = []
    done = 0
    for found in _TRAINERS.finditer(body):
        if found.start() >= done:
            end = _end_of(found, body)
            inside = body[found.end() : end]
            pieces += (body[done : found.end()], f"{_OPEN}{inside}{_SHUT}")
            done = end
    return "".join((*pieces, body[done:]))


def _end_of(found: re.Match[str], text: str) -> int:
    """Where the content of an element ends that opens there; at the end of all, if never."""
    depth = 1
    for tag in re.compile(rf"<(/?){found[1]}\b[^>]*>").finditer(text, found.end()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.start()
    return len(text)


def _pieces(body: str) -> Iterator[tuple[str, bool]]:
    """The page cut into Markdown and raw HTML, which Markdown leaves alone."""
    done = 0
    for found in _RAW.finditer(body):
        if found.start() >= done:
            yield body[done : found.start()], False
            done = _end_of(found, body)
            yield body[found.start() : done], True
    yield body[done:], False


class _Shown(dict[str, str]):
    """Tags in a row -> what they do to the text around them; pages repeat the same hundreds."""

    def __missing__(self, tags: str) -> str:
        is_inline = all(map(_INLINE.fullmatch, _TAG.findall(tags)))
        shown = _TAG.sub("", tags) if is_inline else _BREAK
        # Tags with an address of their own are not worth remembering.
        if len(tags) < _LONGEST_COMMON:
            self[tags] = shown
        return shown


_LONGEST_COMMON = 60
_SHOWN = _Shown()


def _without_tags(text: str) -> str:
    """HTML without its tags; those of blocks and breaks end a line, and its own lines do not."""
    return _TAGS.sub(lambda tags: _SHOWN[tags[0]], text.replace("\n", " "))


def _read(text: str) -> str:
    """Markdown as HTML shows it: without its marks and tags, with its lines told apart."""
    if "`" in text:
        text = _CODE.sub(lambda code: _kept(code[2].strip()), text)
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: _kept(found[1]), text)
    return _without_spans(_in_lines(text))


def _in_lines(text: str) -> str:
    """The blocks of Markdown without their marks."""
    if _UNDERLINE.search(text):
        text = _UNDERLINED.sub(lambda head: f"{'#' if head[2] == '=' else '##'} {head[1]}", text)
    text = _HEADING.sub(_marked_heading, text)
    if "!!!" in text or "???" in text:
        text = _BOXED.sub(lambda box: f"{_BREAK}{box[2] or box[1].capitalize()}{_BREAK}", text)
    if "|" in text:
        text = _TABLE.sub(_in_cells, text)
    if "\n>" in text:
        text = _QUOTE.sub(lambda quote: f"{_BREAK}{_QUOTE_SIGN.sub('', quote[0])}", text)
    text = _MARKER.sub(_BREAK, _RULE.sub(_BREAK, text))
    return _EMPTY.sub(_BREAK, text)


def _without_spans(text: str) -> str:
    """What stands in the lines without its marks and tags."""
    if "](" in text or "][" in text or "]:" in text:
        text = _PICTURE.sub("", text) if "![" in text else text
        text = _LINK.sub(r"\1", _DEFINED.sub("", text) if "]:" in text else text)
    if "<http" in text or "<mailto" in text:
        text = _ADDRESS.sub(lambda link: link[1].removeprefix("mailto:"), text)
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    text = _without_tags(text)
    if "*" in text or "_" in text:
        text = _STRESSED.sub(r"\2\4", _STRONG.sub(r"\2", text))
    return text


@functools.lru_cache(maxsize=64)
def _line(text: str) -> str:
    """A line of Markdown as it is seen."""
    return _words(_read(text))


def _kept(text: str) -> str:
    """A text that no later step takes for a mark."""
    return "".join(f"&#{ord(sign)};" for sign in text)


def _marked_heading(found: re.Match[str]) -> str:
    named = _ID.search(found[3] or "")
    name = named[1] if named else ""
    # Underlines in an id are no emphasis.
    return f"{_BREAK}{_HEAD}{_kept(name)}{_HEAD}{found[2]}{_BREAK}"


def _in_cells(table: re.Match[str]) -> str:
    return _TABLE_RULE.sub("", table[0]).replace("|", _BREAK).replace("\n", _BREAK)


def _sections(shown: str, anchors: "_Anchors") -> tuple[str, list[FoundSection]]:
    """The title and the sections of a page from its lines."""
    title: str | None = None
    head, depth = ("", "", False), 0
    lines: list[str] = []
    sections: list[FoundSection] = []
    has_trainers = _OPEN in shown
    mine = False
    for piece in shown.split(_BREAK):
        if has_trainers:
            mine, depth = _is_trainers(piece, depth)
        if _HEAD in piece:
            _, name, words = piece.split(_HEAD, 2)
            text = _words(words)
            if title is None:
                title = text
                anchors.skip(name, text)
                continue
            sections.append(_section(head, lines))
            head, lines = (anchors.of(name, text), text, mine), []
        elif "&#" in piece:
            # Text that is shown as it was written (`pre`) has its ends as references.
            shown_lines = filter(None, map(_words, re.split("&#10;|&#xA;", piece)))
            lines += (f"{TRAINERS}{text}" if mine else text for text in shown_lines)
        elif text := _words(piece):
            lines.append(f"{TRAINERS}{text}" if mine else text)
    sections.append(_section(head, lines))
    return title or "", sections


def _section(head: tuple[str, str, bool], lines: list[str]) -> FoundSection:
    return FoundSection(id=head[0], heading=head[1], lines=tuple(lines), is_for_trainer=head[2])


def _is_trainers(piece: str, depth: int) -> tuple[bool, int]:
    """Whether something of a line is the trainer's, and how deep in such elements it ends.

    A learner does not see the rest of such a line either (see `view.css`).
    """
    if _OPEN not in piece and _SHUT not in piece:
        return depth > 0, depth
    mine = False
    for part in re.split(f"([{_OPEN}{_SHUT}])", piece):
        if part == _OPEN:
            depth += 1
        elif part == _SHUT:
            depth -= 1
        elif part.strip():
            mine = mine or depth > 0
    return mine, depth


def _words(text: str) -> str:
    """A text on one line, as it is seen."""
    if _OPEN in text or _SHUT in text:
        text = text.replace(_OPEN, "").replace(_SHUT, "")
    return " ".join((html.unescape(text) if "&" in text else text).split())


class _Anchors:
    """The ids of a page's headings: their own, or what the engine makes of their words."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._unnamed: list[str] = []
        self._taken: set[str] | None = None

    def skip(self, name: str, text: str) -> None:
        """A heading that nothing leads to; it takes an id all the same."""
        if not name:
            self._unnamed.append(text)

    def of(self, name: str, text: str) -> str:
        """The id of the next heading."""
        if name:
            return html.unescape(name)
        if self._taken is None:
            self._taken = {one or other for one, other in _ANY_ID.findall(self._body)}
        for earlier in self._unnamed:
            self._take(earlier)
        self._unnamed.clear()
        return self._take(text)

    def _take(self, text: str) -> str:
        ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        words = re.sub(r"[^\w\s-]", "", ascii_text).strip().lower()
        name = re.sub(r"[-\s]+", "-", words)
        taken = self._taken or set()
        while name in taken or not name:
            counted = re.match(r"^(.*)_([0-9]+)$", name)
            name = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{name}_1"
        taken.add(name)
        self._taken = taken
        return name
