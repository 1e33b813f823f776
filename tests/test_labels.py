"""The words on screen: complete in both languages, and there for everything that speaks."""

import ast
import re
from pathlib import Path

import pytest

from curriculum.labels import LANGUAGES, TERMINAL, _read, load_labels
from curriculum.office.edited_cells import PROBLEMS as WORKBOOK_PROBLEMS
from curriculum.reading.fields import PROBLEMS
from curriculum.standard import RepairKind
from curriculum.text import CONTROL

PACKAGE = Path(__file__).parents[1] / "curriculum"
CHINESE = re.compile("[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")


def test_both_languages_say_the_same_things() -> None:
    """Protects English readers from holes, and every sentence from losing a value."""
    chinese, english = (load_labels(language).words for language in LANGUAGES)
    assert list(chinese) == list(english), "the same labels, in the same order"
    for path, text in chinese.items():
        expected = set(PLACEHOLDER.findall(text))
        assert expected == set(PLACEHOLDER.findall(english[path])), path
        assert text.strip(), path
        assert english[path].strip(), path


def test_english_is_english() -> None:
    """Protects from a sentence copied and never translated; terms of the field may stand."""
    for path, text in load_labels("en").words.items():
        rest = re.sub(
            r"[「『(（【].*?[」』)）】]|職能\w*|認證|證照|主要職責|行為指標|課程名稱"
            r"|\w\w教學|實作評量|檢核表",
            "",
            text,
        )
        assert not CHINESE.search(rest), (path, text)


def test_the_terminal_needs_only_its_own_file() -> None:
    """Protects the start of the program, which reads no more than it must."""
    whole = load_labels(LANGUAGES[0])
    assert all(whole[path] == text for path, text in load_labels(files=TERMINAL).words.items())


def names_of_errors() -> set[str]:
    """The first argument of every error that the package raises."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                is_error = called.endswith("Error") or called == "_refuse"
                if is_error and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_problem_and_repair_has_its_sentence(language: str) -> None:
    """Protects users from a KeyError where a sentence should be."""
    labels = load_labels(language)
    errors = names_of_errors() | {"content"}
    assert len(errors) > 20
    for name in sorted(errors):
        assert f"errors.{name}.message" in labels, name
        assert f"errors.{name}.hint" in labels, name
    for name in (*PROBLEMS, *WORKBOOK_PROBLEMS):
        assert f"problems.{name}.message" in labels, name
        assert f"problems.{name}.hint" in labels, name
    for kind in RepairKind:
        assert f"repair_kinds.{kind.value}" in labels
    worded = {path.split(".")[1] for path in labels.words if path.startswith("errors.")}
    assert worded == errors, "a sentence for an error that nothing raises is dead"


def test_a_broken_label_file_is_named(tmp_path: Path) -> None:
    """Protects somebody who edits the words from a traceback."""
    (tmp_path / "terminal.toml").write_text('usage = "用法', encoding="utf-8")
    (tmp_path / "files.yaml").write_text("a: [", encoding="utf-8")
    for name in ("terminal.toml", "files.yaml"):
        with pytest.raises(SystemExit, match=name):
            _read(tmp_path / name)


def test_no_label_holds_an_invisible_character() -> None:
    """Protects from words that look right and are not found."""
    for language in LANGUAGES:
        for path, text in load_labels(language).words.items():
            assert not CONTROL.search(text.replace("\n", "")), path
