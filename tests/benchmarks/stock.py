"""A built tree as stock MkDocs Material would have it: the same Markdown, nothing of ours."""

import shutil
from pathlib import Path
from typing import Any

import yaml


def stock_tree(tree: Path, folder: Path, **settings: Any) -> None:  # noqa: ANN401 - any setting
    """Copies a tree with the whole navigation in every page, and the theme's own search.

    Args:
        tree: A folder that `curriculum build` made.
        folder: Where the copy goes.
        settings: Of `mkdocs.yml`, beside those.
    """
    shutil.copytree(tree / "docs", folder / "docs")
    found = yaml.safe_load((tree / "mkdocs.yml").read_text(encoding="utf-8"))
    del found["theme"]["custom_dir"]
    features = found["theme"]["features"]
    found["theme"]["features"] = [name for name in features if name != "navigation.prune"]
    found |= {"plugins": ["search"], "strict": False} | settings
    (folder / "mkdocs.yml").write_text(
        yaml.safe_dump(found, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    for path in (folder / "docs").rglob("print.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("template: collection.html\n", ""), encoding="utf-8")
