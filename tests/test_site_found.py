"""The site as search engines and bookmarks find it: linked data, sitemap, addresses that stay."""

import dataclasses
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import bs4
import pytest
import yaml
from decided_course import decided_course
from seed_site import seed_file
from test_composing import HOSTILE

from curriculum import commands
from curriculum.cli import build
from curriculum.comparing.publishing import present_state
from curriculum.composing.documents import all_documents
from curriculum.composing.escaping import script_text
from curriculum.composing.paths import addresses_of, left_addresses, page_paths
from curriculum.errors import ContentError
from curriculum.labels import load_labels
from curriculum.planning import plan
from curriculum.publication import Publication, Record
from curriculum.reading.course_yaml import read_course
from curriculum.reading.opening import open_path
from curriculum.tables import load_tables
from curriculum.views.items import items_of
from curriculum.views.parts import Link, spans_of

Figure = Callable[[str], None]
# One worker for all of it: the build of the bundled standard is shared.
pytestmark = pytest.mark.xdist_group("browser")

MANUAL = Path(__file__).parents[1] / "docs"
ADDRESS = "https://example.org/course/"
SHAPES: dict[str, tuple[dict[str, type], dict[str, type]]] = {
    "Course": (
        {"name": str, "inLanguage": str, "timeRequired": str, "educationalAlignment": list,
         "hasPart": list},
        {"alternateName": str, "coursePrerequisites": str, "provider": dict, "audience": dict},
    ),
    "LearningResource": (
        {"name": str},
        {"learningResourceType": str, "inLanguage": str, "educationalLevel": str,
         "timeRequired": str, "isPartOf": dict, "teaches": list, "educationalAlignment": list},
    ),
    "AlignmentObject": (
        {"alignmentType": str, "educationalFramework": str, "targetName": str}, {}
    ),
    "DefinedTerm": ({"termCode": str, "name": str}, {"description": str, "inDefinedTermSet": dict}),
    "DefinedTermSet": ({"name": str}, {}),
    "Organization": ({"name": str}, {}),
    "Audience": ({"audienceType": str}, {}),
}  # fmt: skip
"""Type -> what it must have, and what it may have beside that, `@id` aside."""


def linked_in(file: Path) -> dict[str, Any]:
    """What a page tells programs; nothing where it tells nothing."""
    soup = bs4.BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    found = soup.select('head script[type="application/ld+json"]')
    assert len(found) <= 1
    if not found:
        return {}
    data: dict[str, Any] = json.loads(found[0].get_text())
    assert "https://schema.org" == data.pop("@context")
    return data


def assert_shape(data: dict[str, Any], folder: Path, *, is_reference: bool = False) -> None:
    """An object has what its type needs, nothing else, and what it names is on the site."""
    needed, allowed = SHAPES[data["@type"]]
    known = needed | allowed
    rest = {key: value for key, value in data.items() if key not in {"@type", "@id"}}
    assert is_reference or needed.keys() <= rest.keys(), data
    assert rest.keys() <= known.keys(), data
    if "@id" in data:
        assert (folder / unquote(data["@id"])).is_file(), data
    for key, value in rest.items():
        assert isinstance(value, known[key]), (key, value)
        assert value, (key, data)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                assert_shape(part, folder, is_reference="@id" in part)


def test_pages_say_what_they_are_in_the_words_of_schema_org(
    seed_site: Path, figure: Figure
) -> None:
    """Protects who searches: course, modules and items are described, each in its known shape."""
    opened = open_path(seed_file())
    course = plan(opened.standard, opened.decisions, load_tables())
    kinds: dict[str, int] = {}
    for file in sorted(seed_site.rglob("*.html")):
        if data := linked_in(file):
            assert_shape(data, file.parent)
            kinds[data["@type"]] = kinds.get(data["@type"], 0) + 1
    items = len(items_of(course.standard))
    expected = {
        "Course": 1,
        "LearningResource": len(course.modules),
        "DefinedTermSet": 1,
        "DefinedTerm": items,
    }
    assert expected == kinds
    home = linked_in(seed_site / "index.html")
    assert f"PT{int(course.hours)}H" == home["timeRequired"]
    first = course.modules[0]
    module = linked_in(seed_site / home["hasPart"][0]["@id"])
    taught = {each["termCode"] for each in module["teaches"]}
    allocated = {each.code for each in (*first.knowledge, *first.skills)}
    allocated |= {each.code for each in first.attitudes}
    assert allocated == taught
    aligned = [each["targetName"].split()[0] for each in module["educationalAlignment"]]
    assert [*first.tasks, *(each.code for each in first.criteria)] == aligned
    figure(f"{sum(kinds.values())} 頁，0 個不合")


@pytest.mark.parametrize("text", [HOSTILE, "</script><!--<script>", "\u2028\ud800\x00", "&lt;"])
def test_no_text_leads_out_of_the_linked_data(text: str) -> None:
    """Protects the page from a title that closes the element it stands in."""
    written = script_text({"name": text})
    assert not {*"<>&\u2028\u2029\x00"} & {*written}
    written.encode()
    soup = bs4.BeautifulSoup(f"<script>{written}</script><p>after</p>", "html.parser")
    assert ["script", "p"] == [tag.name for tag in soup.find_all()]
    assert "name" in json.loads(written)


def test_a_public_address_gives_a_sitemap_and_canonical_addresses(
    tmp_path: Path, seed_site: Path, figure: Figure
) -> None:
    """Protects the site from being listed nowhere, or at relative addresses, which do not count."""
    assert not (seed_site / "sitemap.xml").exists()
    assert 'rel="canonical"' not in (seed_site / "index.html").read_text(encoding="utf-8")
    folder = tmp_path / "course"
    folder.mkdir()
    shutil.copy(seed_file(), folder / "standard.yaml")
    (folder / "course.yaml").write_text(
        "standard: {file: standard.yaml, code: BAS2421-003v2}\n"
        f"site: {{address: '{ADDRESS.rstrip('/')}'}}\n",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    answer = commands.build(
        str(folder), str(out), load_labels(), None, lambda _: None, strict=False,
        audience="learner",
    )  # fmt: skip
    assert 0 == answer.code
    site = out / "site"
    listed = [
        element.text or ""
        for element in ET.fromstring((site / "sitemap.xml").read_bytes()).iter()  # noqa: S314
        if element.tag.endswith("loc")
    ]
    pages = [page for page in site.rglob("*.html") if page.name != "print.html"]
    expected = {f"{ADDRESS}{page.relative_to(site).as_posix()}" for page in pages}
    assert expected == {each + "index.html" if each.endswith("/") else each for each in listed}
    for page in pages:
        soup = bs4.BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        [link] = soup.select('link[rel="canonical"]')
        assert link["href"] in listed, page
    figure(f"{len(listed)} 個網址；沒有公開的網址時 0 個")


@pytest.mark.parametrize(
    "address", ["example.org/course", "../course", "ftp://example.org/", "https://x y/", "https://"]
)
def test_an_address_that_is_none_is_told_with_its_line(address: str) -> None:
    """Protects from canonical links that lead nowhere."""
    text = f"standard: {{file: s.yaml, code: X}}\nsite:\n  address: {json.dumps(address)}\n"
    with pytest.raises(ContentError) as error:
        read_course(text)
    [problem] = error.value.problems
    assert ("bad-value", 3) == (problem.name, problem.place.line)


def test_addresses_of_pages_survive_whatever_is_decided(figure: Figure) -> None:
    """Protects bookmarks and links on paper: also what is gone says where its content is."""
    course = decided_course()
    paths = page_paths(course)
    reworded = tuple(dataclasses.replace(each, title=HOSTILE) for each in course.modules)
    changed = dataclasses.replace(course, title="X", modules=reworded[::-1])
    assert paths == page_paths(changed)
    texts = tuple(
        dataclasses.replace(each, name=HOSTILE, text=HOSTILE) for each in course.standard.attitudes
    )
    standard = dataclasses.replace(course.standard, name=HOSTILE, attitudes=texts[::-1])
    assert paths == page_paths(dataclasses.replace(course, standard=standard))
    gone = course.modules[0].id
    left = page_paths(dataclasses.replace(course, modules=course.modules[1:]))
    assert {page: path for page, path in paths.items() if page.split("/")[-1] != gone} == left
    record = Record(addresses=addresses_of(course), published=present_state(course, ""))
    merged = dataclasses.replace(course.modules[1], criteria=course.modules[0].criteria)
    told = []
    for modules in (course.modules[1:], (merged, *course.modules[2:])):
        after = dataclasses.replace(course, modules=modules)
        publication = Publication(record=record, present=present_state(after, ""))
        after = dataclasses.replace(after, publication=publication)
        assert set(paths.values()) <= set(page_paths(after).values())
        [says] = [
            [link.page for link in spans_of(document.sections) if isinstance(link, Link)]
            for document in all_documents(after, (), load_labels())
            if page_paths(after)[document.page] == paths[f"module/{gone}"]
        ]
        told.append((len(left_addresses(after)), says))
    count = len(paths) - len(left)
    assert [(count, ["home"]), (count, [f"module/{merged.id}", "home"])] == told
    figure(
        f"{len(paths)} 個網址，改變 0 個；單元併入別的單元或不教了，"
        f"它的 {count} 個網址都說明內容在哪裡"
    )


def test_the_page_of_changes_tells_each_change_once_before_and_after(
    seed_site: Path, figure: Figure
) -> None:
    """Protects who comes back: every fact that differs is there, in both states, and no other."""
    soup = bs4.BeautifulSoup(
        (seed_site / "changes.html").read_text(encoding="utf-8"), "html.parser"
    )
    rows = [
        tuple(cell.get_text() for cell in row.select("th, td"))
        for row in soup.select("article tbody tr")
    ]
    told = {(row[0], row[1]) for row in rows}
    expected = {
        ("名稱", "客戶服務課程"),
        ("時數", "99"),
        ("學習目標 M1.1-P1.1.9", "學員能說明已經不在課程裡的事。"),
        ("教學活動 講述：舊的活動", "講述教學 40 分鐘"),
    }
    assert (expected, len(expected)) == (told, len(rows))
    assert all(before != now for _, before, now in rows)
    hidden = soup.select("article .for-trainer tbody tr")
    assert ["教學活動 講述：舊的活動"] == [row.select_one("th").get_text() for row in hidden]  # type: ignore[union-attr]
    figure(f"{len(rows)} 處改變，都有前後；{len(hidden)} 處只給講師")


def test_the_workflow_of_the_manual_is_whole_and_builds_as_the_readme_says(
    figure: Figure,
) -> None:
    """Protects who copies it: it is YAML, its options exist, and it publishes what was built."""
    text = (MANUAL / "how-to/publish.md").read_text(encoding="utf-8")
    [block] = re.findall(r"<!-- workflow: pages -->\n```yaml\n(.*?)```", text, re.DOTALL)
    workflow = yaml.safe_load(block)
    assert {"contents": "read", "pages": "write", "id-token": "write"} == workflow["permissions"]
    steps = workflow["jobs"]["publish"]["steps"]
    [line] = [step["run"] for step in steps if "run" in step]
    readme = (MANUAL.parent / "README.md").read_text(encoding="utf-8")
    command, _, arguments = line.partition(" build ")
    assert f"{command.replace('tools/curriculum', '.')} build\n" in readme
    context = build.make_context("build", arguments.split())
    assert "learner" == context.params["audience"]
    [path] = [step["with"]["path"] for step in steps if "upload-pages" in step.get("uses", "")]
    assert f"{context.params['output']}/site" == path
    used = [step["uses"].partition("@")[0] for step in steps if "uses" in step]
    assert ["actions/checkout", "actions/deploy-pages"] == [used[0], used[-1]]
    figure(f"{len(steps)} 步，指令相同；沒有網路，未在 GitHub 執行")
