"""Editing `course.yaml` on a command: the edit is made, and nothing else changes."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from curriculum.errors import TargetError
from curriculum.keeping import yaml_splice
from curriculum.keeping.course_edit import CourseEdit
from curriculum.keeping.course_folder import start_course
from curriculum.keeping.yaml_plain import Plain, plain_of, with_value, without
from curriculum.keeping.yaml_splice import SpliceError
from curriculum.keeping.yaml_text import Data, scalar
from curriculum.labels import LANGUAGES, load_labels
from curriculum.reading import nodes
from curriculum.resources import folder as resource_folder

OWN_STYLE = """\
# 我們的課程，請勿刪除註解
standard:
  file: a.yaml   # 職能基準
  code: "X"
  hash: 0123456789abcdef

title:   { zh: 課程名稱,   en: Course }   # 為什麼叫這個名字
teach: [ T1, T2.1 ]

modules:
    # 第一個單元
    M1.1:
        hours:   4     # 上午
        introduce:
        - K15     # 一
        - K16

        # 這兩項最難
        objectives: {P1.1.1: '學員能……', P1.1.2: "學員能:也可以"}
        texts:
          overview: >
            折起來的
            文字

    # M1.2 由外聘講師教
    M1.2: {hours: 3}
# 結尾
"""
"""Laid out by a person: four spaces, aligned values, three kinds of quotes."""


def course(folder: Path, text: str) -> Path:
    """A folder with a course file."""
    (folder / "course.yaml").write_bytes(text.encode("utf-8"))
    return folder


def edited(folder: Path) -> str:
    """The course file as it is now, to the byte."""
    return (folder / "course.yaml").read_bytes().decode("utf-8")


def changes(edit: CourseEdit) -> list[str]:
    """The lines of a diff that come or go."""
    return [line for line in edit.diff()[2:] if not line.startswith((" ", "@@"))]


Edit = tuple[str, tuple[str, ...], Data | None]
EDITS: list[tuple[str, tuple[str, ...], Data | None, list[str]]] = [
    ("set", ("modules", "M1.1", "hours"), 4.5,
     ["-        hours:   4     # 上午", "+        hours:   4.5     # 上午"]),
    ("set", ("title", "en"), "A, B",
     ["-title:   { zh: 課程名稱,   en: Course }   # 為什麼叫這個名字",
      '+title:   { zh: 課程名稱,   en: "A, B" }   # 為什麼叫這個名字']),
    ("set", ("modules", "M1.1", "title"), "名稱", ["+        title: 名稱"]),
    ("set", ("modules", "M1.1", "objectives", "P1.1.1", "degree"), "八成",
     ["""-        objectives: {P1.1.1: '學員能……', P1.1.2: "學員能:也可以"}""",
      ("+        objectives: {P1.1.1: {text: 學員能……, degree: 八成}, "
       'P1.1.2: "學員能:也可以"}')]),
    ("set", ("modules", "M1.2", "requires"), [],
     ["-    M1.2: {hours: 3}", "+    M1.2: {hours: 3, requires: []}"]),
    ("set", ("modules", "M1.10", "hours"), 2, ["+    M1.10:", "+      hours: 2"]),
    ("set", ("modules", "M1.1b", "criteria"), ["P1.1.5"],
     ["+    M1.1b:", "+      criteria: [P1.1.5]"]),
    ("set", ("hours",), 36.0, ["+", "+hours: 36", "+"]),
    ("set", ("modules", "M1.1", "texts", "overview"), "一\n二",
     ["-          overview: >", "-            折起來的", "-            文字",
      "+          overview: |-", "+            一", "+            二"]),
    ("add", ("teach",), "T3", ["-teach: [ T1, T2.1 ]", "+teach: [ T1, T2.1, T3 ]"]),
    ("add", ("teach",), "T1", []),
    ("add", ("modules", "M1.1", "introduce"), "K17", ["+        - K17"]),
    ("add", ("confirmed",), "M3.1 K15", ["+", "+confirmed:", "+  - M3.1 K15", "+"]),
    ("add", ("accept",), {"code": "CUR203", "items": ["S04"], "reason": "照原文"},
     ["+", "+accept:", "+  - code: CUR203", "+    items: [S04]", "+    reason: 照原文",
      "+"]),
    ("discard", ("teach",), "T1", ["-teach: [ T1, T2.1 ]", "+teach: [ T2.1 ]"]),
    ("discard", ("modules", "M1.1", "introduce"), "K15",
     ["-        - K15     # 一", "+        # 一"]),
    ("discard", ("modules", "M1.2", "hours"), None, ["-    M1.2: {hours: 3}"]),
    ("discard", ("modules", "M9"), None, []),
    ("discard", ("modules", "M1.1", "objectives", "P1.1.2"), None,
     ["""-        objectives: {P1.1.1: '學員能……', P1.1.2: "學員能:也可以"}""",
      "+        objectives: {P1.1.1: '學員能……'}"]),
]  # fmt: skip


@pytest.mark.parametrize(("edit_made", "expected"), [(made[:3], made[3]) for made in EDITS])
@pytest.mark.parametrize(("mark", "newline"), [("", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_an_edit_changes_its_own_lines_only(
    tmp_path: Path, edit_made: Edit, expected: list[str], mark: str, newline: str
) -> None:
    """Protects the layout of a file that a person made, on any system."""
    course(tmp_path, mark + OWN_STYLE.replace("\n", newline))
    edit = CourseEdit(tmp_path)
    what, *arguments = edit_made
    getattr(edit, what)(*(argument for argument in arguments if argument is not None))
    assert expected == changes(edit)
    edit.save()
    text = edited(tmp_path)
    assert text.startswith(mark)
    assert text.count("\ufeff") == len(mark)
    assert text.count("\n") == text.count(newline), "one kind of line ending"
    assert [] == changes(CourseEdit(tmp_path))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "value", "above"),
    [
        (("hours",), 40, "#hours: 36"),
        (("title",), {"zh": "名稱", "en": "Title"}, "#  en: Customer Service Planning"),
        (("language",), "en", "#language: en"),
    ],
)
def test_a_new_key_stands_below_its_example(
    tmp_path: Path, language: str, path: tuple[str, ...], value: Data, above: str
) -> None:
    """Protects the reader of the starter file: what a comment explains stands below it."""
    source = resource_folder("standard") / "BAS2421-003v2.yaml"
    start_course(tmp_path / "課程", source, load_labels(language))
    before = edited(tmp_path / "課程").splitlines()
    edit = CourseEdit(tmp_path / "課程")
    edit.set(path, value)
    edit.save()
    lines = edited(tmp_path / "課程").splitlines()
    assert lines[lines.index(above) + 1].startswith(f"{path[0]}:")
    assert before == [line for line in lines if line in before]


def test_what_has_no_example_stands_by_itself(tmp_path: Path) -> None:
    """Protects the comments of other keys: nothing is put between them and what they explain."""
    text = (
        "standard:\n  file: a.yaml\n  code: X\n\n# 對象\n# audience: 說明\n\n"
        "# 語言\n# language: zh-TW\n"
    )
    course(tmp_path, text)
    edit = CourseEdit(tmp_path)
    edit.set(("provider",), "中心")
    edit.set(("teach",), ["T1"])
    edit.set(("modules", "M1.1", "hours"), 2)
    edit.set(("leave_out", "T2.3"), "另一班教")
    edit.save()
    expected = (
        "standard:\n  file: a.yaml\n  code: X\n\n# 對象\n# audience: 說明\n\n"
        "teach: [T1]\n\nleave_out:\n  T2.3: 另一班教\n\nmodules:\n  M1.1:\n    hours: 2\n\n"
        "# 語言\n# language: zh-TW\n\nprovider: 中心\n"
    )
    assert expected == edited(tmp_path)


def test_every_save_keeps_the_former_file(tmp_path: Path) -> None:
    """Protects earlier work: no backup replaces another, and saving nothing makes none."""
    course(tmp_path, OWN_STYLE)
    versions = [OWN_STYLE]
    for hours in (5, 6, 7):
        edit = CourseEdit(tmp_path)
        edit.set(("hours",), hours)
        backup = edit.save()
        assert backup is not None
        assert versions[-1] == backup.read_bytes().decode("utf-8")
        versions.append(edited(tmp_path))
    edit = CourseEdit(tmp_path)
    edit.set(("hours",), 7)
    assert edit.save() is None
    names = [f"course.yaml.{number}.bak" for number in (1, 2, 3)]
    assert ["course.yaml", *names] == sorted(path.name for path in tmp_path.iterdir())
    assert versions[:3] == [(tmp_path / name).read_bytes().decode("utf-8") for name in names]


def test_a_file_saved_by_somebody_else_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """Protects what a trainer types in an editor while a command runs."""
    course(tmp_path, OWN_STYLE)
    edit = CourseEdit(tmp_path)
    edit.set(("hours",), 5)
    course(tmp_path, OWN_STYLE + "hours: 9\n")
    with pytest.raises(TargetError, match="changed-meanwhile"):
        edit.save()
    assert OWN_STYLE + "hours: 9\n" == edited(tmp_path)
    assert ["course.yaml"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    "text", ["standard: {file: a}\n? hours\n: 4\n", "- a\n", "standard: {file: a}\nhours: [4]\n"]
)
def test_what_cannot_be_spliced_is_refused(tmp_path: Path, text: str) -> None:
    """Protects files of an unusual layout: better by hand than wrongly."""
    course(tmp_path, text)
    with pytest.raises(TargetError, match="edit-impossible"):
        CourseEdit(tmp_path).set(("hours", "x"), {"a": ["b c", "d"]})
    assert text == edited(tmp_path)


NEWLINES = ("\n", "\r\n")
KEYS = st.sampled_from(["M1.1", "M1.2", "T1", "hours", "title", "zh", "en", "text", "modules"])


def _values(depth: int) -> st.SearchStrategy[Data]:
    """Values that a course file may hold."""
    leaf: st.SearchStrategy[Data] = texts() | st.integers(0, 2000) | st.sampled_from([0.5, 4.5])
    if not depth:
        return leaf
    inner = _values(depth - 1)
    return leaf | st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)


@st.composite
def laid_out(draw: st.DrawFn, depth: int = 3, column: int = 0) -> list[str]:
    """The lines of a mapping as some person may have written it, with comments everywhere."""
    lines: list[str] = []
    margin = " " * column
    for name in draw(st.lists(KEYS, min_size=1, max_size=4, unique=True)):
        blank = draw(st.sampled_from(["", "", "\n"]))
        above = draw(st.sampled_from(["", f"{margin}# 上面 {name}", f"{margin}# hours: 36"]))
        behind = draw(st.sampled_from(["", "   # 旁邊"]))
        kind = draw(st.sampled_from(["scalar", "flow", "list", "map", "block", "empty"]))
        lines += [*([""] if blank else []), *([above] if above else [])]
        value = draw(st.sampled_from(["4", '"4"', "'字 # 不是註解'", "學員能。"]))
        match kind:
            case "map" if depth:
                lines.append(f"{margin}{name}:{behind}")
                lines += draw(laid_out(depth - 1, column + draw(st.sampled_from([2, 4]))))
            case "flow":
                lines.append(f"{margin}{name}: {{ zh: {value},  en: [ K01,K02 ] }}{behind}")
            case "list":
                dash = margin + " " * draw(st.sampled_from([0, 2]))
                lines += [f"{margin}{name}:", f"{dash}- K01{behind}", f"{dash}-  K02"]
            case "block":
                lines += [f"{margin}{name}: |{behind}", f"{margin}  第一行", f"{margin}  # 文字"]
            case "empty":
                lines.append(f"{margin}{name}:{behind}")
            case _:
                lines.append(f"{margin}{name}:  {value}{behind}")
    return lines


def comments_of(text: str) -> list[str]:
    """The comments of a text; what looks like one inside a scalar is none."""
    splice = yaml_splice.Splice(text)
    return sorted(splice._comments(0, len(text)))


@given(laid_out(), st.lists(KEYS, min_size=1, max_size=4), _values(2), st.sampled_from(NEWLINES))
def test_random_edits_lose_no_comment_and_no_line(
    lines: list[str], path: list[str], value: Data, newline: str
) -> None:
    """Protects every file: an edit says what it should, or is refused; comments all survive."""
    text = newline.join(["standard:", "  file: a.yaml  # 檔案", *lines, ""])
    nodes.load(text)
    for expected, result in _attempts(text, tuple(path), value):
        assert expected == yaml_splice.read(result)
        assert comments_of(text) == comments_of(result)
        _check_lines(text, result, tuple(path))


def _attempts(text: str, path: tuple[str, ...], value: Data) -> list[tuple[Plain, str]]:
    """What setting and removing should give, and what they give."""
    before = yaml_splice.read(text)
    attempts = [(without(before, path, None), yaml_splice.remove(text, path))]
    try:
        expected = with_value(before, path, plain_of(value))
        attempts.append((expected, yaml_splice.set_value(text, path, value)))
    except (TypeError, SpliceError):
        pass
    return attempts


def _check_lines(text: str, result: str, path: tuple[str, ...]) -> None:
    """Nothing outside the outermost key of the path changes."""
    kept = re.split(rf"(?m)^{re.escape(path[0])}:[^\n]*\n(?:[ -][^\n]*\n|\r?\n)*", text, maxsplit=1)
    for part in kept:
        for line in part.splitlines():
            assert line in result.splitlines()


@given(texts(), texts())
def test_any_text_comes_back(key: str, value: str) -> None:
    """Protects hostile texts: they are values, whatever they look like."""
    text = "standard:\n  file: a  # b\n"
    if len(scalar(key)) <= 100:
        result = yaml_splice.set_value(text, ("leave_out", key), value)
        assert {"standard": {"file": "a"}, "leave_out": {key: value}} == yaml_splice.read(result)
        assert text == result[: len(text)]
        assert text == yaml_splice.remove(result, ("leave_out", key)).rstrip("\n") + "\n"


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("hours",), 44, "hours: 44   # 主管核定的時數"),
        (("modules", "M1.1", "hours"), 3, "    hours: 3  # 兩個半天"),
        (("modules", "M1.1", "methods"), ["實作教學法"], "    methods: [實作教學法]   # 教室小"),
        (("modules", "M1.1", "title"), {"zh": "新", "en": "New"}, "    title: {zh: 新, en: New}"),
    ],
)
@pytest.mark.parametrize("is_discarded", [False, True])
def test_a_changed_value_stays_beside_its_comment(
    tmp_path: Path, path: tuple[str, ...], value: Data, line: str, *, is_discarded: bool
) -> None:
    """Protects the reason beside a value, also where it was taken back before it was set."""
    text = (
        "# hours: 36\nstandard:\n  file: a.yaml\nhours: 42   # 主管核定的時數\nmodules:\n"
        "  M1.1:\n    # hours: 2\n    title: {zh: 舊, en: Old}\n    hours: 4  # 兩個半天\n"
        "    methods: [講述教學法, 討論法]   # 教室小\n  M1.2:\n    hours: 2   # 另一天\n"
    )
    course(tmp_path, text)
    edit = CourseEdit(tmp_path)
    if is_discarded:
        edit.discard(("modules", "M1.2", "hours"))
        edit.discard(path)
    edit.set(path, value)
    before = text.splitlines()
    before = text.splitlines()[: -2 if is_discarded else None]
    after = edit.text.splitlines()
    assert line in after
    assert len(before) - 1 == sum(1 for one in before if one in after)
    edit.save()
    assert edit.text == edited(tmp_path)
