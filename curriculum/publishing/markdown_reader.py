"""The reader of the pages' Markdown: the engine's own, faster with what the program wrote."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_FINISHED = re.compile(
    r"""
    ^<div(?![^>\n]*\ markdown)[^>\n]*\ class="table-wide"[^>\n]*>\n
     <table[^>\n]*>\n(?s:.*?)\n</table>\n</div>$
    | ^<table\ class="document-facts">\n(?s:.*?)\n</table>$
    """,
    re.VERBOSE | re.MULTILINE,
)
"""Tables as `HtmlParts` writes them: from line to line, and nothing in them is Markdown."""


def markdown_reader(
    extensions: Sequence[str], settings: Mapping[str, Mapping[str, Any]] | None
) -> "Markdown":
    """A reader that makes the same HTML of a page as the engine's does.

    Args:
        extensions: The extensions that the engine's configuration names.
        settings: Their settings, by their names.
    """
    from markdown import Markdown  # noqa: PLC0415 - see `curriculum.publishing.engine`
    from markdown.preprocessors import Preprocessor  # noqa: PLC0415
    from markdown.treeprocessors import Treeprocessor  # noqa: PLC0415

    class FinishedBlocks(Preprocessor):
        """Puts our tables aside whole; to find their end the reader would parse every tag."""

        def run(self, lines: list[str]) -> list[str]:
            text = _FINISHED.sub(self._stored, "\n".join(lines))
            return text.split("\n")

        def _stored(self, block: re.Match[str]) -> str:
            return f"{self.md.htmlStash.store(block[0])}\n"

    class PageLinks(Treeprocessor):
        """Links to a page's Markdown lead to the page."""

        def run(self, root: "Element") -> None:
            for link in root.iter("a"):
                link.set("href", page_address(link.get("href", "")))

    reader = Markdown(extensions=[*extensions], extension_configs=settings or {})
    # After fenced text was put aside (25), and before HTML is looked for (20).
    reader.preprocessors.register(FinishedBlocks(reader), "finished-blocks", 22)
    reader.treeprocessors.register(PageLinks(reader), "page-links", 0)
    return reader


def page_address(link: str) -> str:
    """Where a link to Markdown leads on the site; any other link as it is."""
    target, mark, anchor = link.partition("#")
    if ":" in target or not target.endswith(".md"):
        return link
    return f"{target.removesuffix('.md')}.html{mark}{anchor}"
