"""The floors of the house: what may import what. See docs/explanation/architecture.md."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "curriculum"
FLOORS = (
    ("colours", "own_text", "problems", "resources", "text"),
    ("errors",),
    ("standard", "labels", "decisions"),
    ("memory", "publication"),
    ("course",),
    ("reading.nodes", "reading.slips"),
    ("reading.fields",),
    ("tables",),
    ("wording",),
    ("reading",),
    ("rules.registry", "rules.standard_rulebook", "rules.on_codes", "rules.on_readings",
     "rules.on_structure", "rules.on_texts", "rules.on_frameworks", "rules.standard_rules",
     "rules.memory_rules"),
    ("planning",),
    ("comparing",),
    ("views", "rules.course_rulebook", "rules.reviewer_rules", "rules.session_rules",
     "rules.picture_rules", "rules.looks_rules", "rules.title_rules", "rules.objective_rules",
     "rules.course_rules", "rules.acceptance",
     "rules.decision_rulebook", "rules.on_decided_codes", "rules.on_decided_plans",
     "rules.decision_rules"),
    ("composing",),
    ("writing",),
    ("publishing", "keeping", "office", "printing"),
    ("kit", "previewing"),
    ("commands",),
    ("kit_commands", "workbook_commands", "keeping_commands", "version_commands",
     "preview_commands"),
    ("spoken",),
    ("cli",),
)  # fmt: skip
"""The lowest floor first; a module imports from lower floors, and from its own room."""
ONLY_IN = {
    "click": ("cli", "spoken"),
    "defusedxml": ("reading",),
    "docx": ("office",),
    "jinja2": ("composing", "publishing"),
    "lxml": ("office",),
    "markdown_it": ("own_text", "composing"),
    "markupsafe": ("composing",),
    "markdown": ("publishing",),
    "mkdocs": ("publishing",),
    "openpyxl": ("office",),
    "pdfminer": ("reading",),
    "pdfplumber": ("reading",),
    "typst": ("printing",),
    "xlsxwriter": ("office",),
    "yaml": (
        "labels",
        "tables",
        "reading",
        "reading.nodes",
        "reading.slips",
        "keeping",
        "publishing",
    ),
}
"""Third-party package -> the rooms that may import it; no other package is imported at all."""
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or
                 path.parent != PACKAGE)  # fmt: skip


def name_of(path: Path) -> str:
    """`curriculum/reading/form.py` -> `reading.form`."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def floor_of(module: str) -> tuple[int, str]:
    """Number of the floor, and the room: the longest name of a floor that covers the module."""
    rooms = [
        (number, room)
        for number, floor in enumerate(FLOORS)
        for room in floor
        if module == room or module.startswith(f"{room}.")
    ]
    return max(rooms, key=lambda found: len(found[1]), default=(-1, ""))


def imports_of(path: Path) -> set[str]:
    """The modules that a file imports, also those imported inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are absolute"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_come_from_lower_floors(path: Path) -> None:
    """Protects the pure core from knowing engines, files and terminals."""
    module = name_of(path)
    number, room = floor_of(module)
    if module == "rules":
        return
    assert number >= 0, f"{module} stands on no floor; give it one here"
    for imported in imports_of(path):
        if imported.startswith("curriculum."):
            below, other = floor_of(imported.removeprefix("curriculum."))
            if other:
                # Rules on standards stand in several files of one floor and one room.
                same_room = other == room or (below == number and room.startswith("rules."))
                assert below < number or same_room, f"{module} imports {imported}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_third_party_packages_stay_on_their_floor(path: Path) -> None:
    """Protects the seams at which an engine can be replaced."""
    _, room = floor_of(name_of(path))
    for imported in imports_of(path):
        package = imported.split(".")[0]
        if package != "curriculum" and package not in sys.stdlib_module_names:
            assert room in ONLY_IN.get(package, ()), f"{name_of(path)} imports {package}"


def test_files_and_functions_keep_a_readable_size() -> None:
    """Protects readers: a file is a screenful of ideas, a function is one."""
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert len(path.read_text(encoding="utf-8").split("\n")) <= 420, name_of(path)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno
                assert length <= 45, f"{name_of(path)}.{node.name} has {length} lines"
