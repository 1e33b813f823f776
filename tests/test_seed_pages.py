"""The pages made from the bundled standard hold exactly what belongs on them."""

import re
from collections.abc import Callable

import bs4
import markdown
import pytest

from curriculum import resources
from curriculum.composing.documents import Composition, compose
from curriculum.course import Course
from curriculum.decisions import NO_DECISIONS
from curriculum.labels import load_labels
from curriculum.planning import plan
from curriculum.reading.opening import open_standard
from curriculum.tables import load_tables
from curriculum.views.pages import MODULE_DOCUMENTS

CODE = re.compile(r"(?<![A-Z0-9.])([PKS]\d+(?:\.\d+)*)")
EXTENSIONS = ["attr_list", "md_in_html", "tables"]


@pytest.fixture(scope="module")
def course() -> Course:
    """The course of the bundled standard, nothing decided."""
    source = resources.folder("standard") / "BAS2421-003v2.txt"
    return plan(open_standard(source, source.name), NO_DECISIONS, load_tables())


@pytest.fixture(scope="module")
def composition(course: Course) -> Composition:
    """All its pages."""
    return compose(course, (), load_labels())


@pytest.fixture(scope="module")
def text_of(composition: Composition) -> Callable[[str], str]:
    """The words that a reader of a page sees."""
    pages = {page.path: page.markdown for page in composition.pages}

    def text(path: str) -> str:
        body = pages[path].split("---\n", 2)[2]
        html = markdown.markdown(body, extensions=EXTENSIONS)
        return bs4.BeautifulSoup(html, "html.parser").get_text(" ")

    return text


@pytest.mark.parametrize("document", MODULE_DOCUMENTS)
def test_each_document_of_a_module_has_exactly_its_items(
    course: Course, text_of: Callable[[str], str], document: str
) -> None:
    """Every criterion, K and S of the module, word for word, and none of another module."""
    for module in course.modules:
        text = text_of(f"modules/{module.id.lower().replace('.', '-')}/{document}.md")
        items = (*module.knowledge, *module.skills)
        expected = {entry.code for entry in items} | {item.code for item in module.criteria}
        assert expected == set(CODE.findall(text)), module.id
        bare = "".join(text.split())
        for words in (*(entry.text for entry in items), *(item.text for item in module.criteria)):
            assert "".join(words.split()) in bare, module.id


def test_every_item_has_a_page(composition: Composition) -> None:
    """28 K, 20 S and 6 A."""
    names = [page.path for page in composition.pages if page.path.startswith("items/")]
    found = [sum(name.startswith(f"items/{kind}") for name in names) for kind in "ksa"]
    assert [28, 20, 6] == found
