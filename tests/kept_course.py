"""A small made-up course folder full of decisions and comments, and ways to change its standard."""

import contextlib
import io
import sys
from pathlib import Path

from curriculum import cli
from curriculum.commands import planned_course
from curriculum.comparing.published import with_published
from curriculum.comparing.recalled_course import open_recalled
from curriculum.keeping.lock_file import save_lock
from curriculum.reading.opening import content_hash

STANDARD = """\
code: FLO1234-001v1
name: 花店接單人員
name_kind: occupation
language: zh-TW
level: 3
duties:
  - code: T1
    text: 接單
    tasks:
      - T1.1: 確認顧客需求
      - T1.2: 估價與報價
    blocks:
      - tasks: [T1.1]
        level: 3
        outputs:
          - O1.1.1: 訂單
        criteria:
          - P1.1.1: 依顧客需求，確認花材與數量。
          - P1.1.2: 記錄送達時間與地點。
        knowledge: [K01, K02]
        skills: [S01]
      - tasks: [T1.2]
        level: 3
        outputs:
          - O1.2.1: 報價單
        criteria:
          - P1.2.1: 依價目表計算價格。
        knowledge: [K02, K03]
        skills: [S02]
  - code: T2
    text: 包裝
    tasks:
      - T2.1: 包裝花束
    blocks:
      - tasks: [T2.1]
        level: 3
        outputs:
          - O2.1.1: 花束
        criteria:
          - P2.1.1: 依訂單包裝花束。
        knowledge: [K04]
        skills: [S03]
knowledge:
  K01: 花材知識
  K02: 顧客資料保護
  K03: 計價方法
  K04: 包裝材料
skills:
  S01: 詢問技巧
  S02: 計算能力
  S03: 包裝技巧
attitudes:
  - code: A01
    name: 主動積極
    text: 不須他人指示就能行動。
"""
COURSE = """\
# 我們的課程（這一行不可以不見）
standard:
  file: standard.yaml
  code: FLO1234-001v1
  hash: {hash}

title: 花店接單實務培訓課程   # 已經報過名稱
hours: 18

leave_out:
  K04: 由供應商另外教   # 主任說的

modules:
  # 第一個單元
  M1.1:
    hours: 8   # 含練習
    introduce: [K01]
    objectives:
      P1.1.2: 學員能填寫送貨單。   # 改短了
    texts:
      overview: 從電話禮貌教起。
  M1.2:
    exclude: [K02]   # M1.1 教過了
# 結尾
"""


def start(folder: Path) -> Path:
    """Makes the course, as it is after its first build but for the site."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "standard.yaml").write_text(STANDARD, encoding="utf-8", newline="\n")
    text = COURSE.format(hash=content_hash(STANDARD.encode("utf-8")))
    (folder / "course.yaml").write_text(text, encoding="utf-8", newline="\n")
    remember(folder)
    return folder


def remember(folder: Path) -> None:
    """What a build does beside making a site."""
    opened = open_recalled(str(folder))
    save_lock(folder, with_published(opened.memory, planned_course(opened)))


def reprint(folder: Path, *changes: tuple[str, str], name: str = "standard.yaml") -> None:
    """Changes words of the standard, or of another file."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8", newline="\n")


def said(folder: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and output of a command in a course folder, paths left out."""
    typed, sys.argv = sys.argv, ["curriculum", *arguments]
    output = io.StringIO()
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            code = cli._run()
    finally:
        sys.argv = typed
    return code, output.getvalue().replace(folder.as_posix(), "課程")


def told(folder: Path) -> list[str]:
    """What `check` says about decisions and their memory: the problems CUR35x."""
    _, output = said(folder, "check", str(folder))
    return [line for line in output.split("\n") if " CUR35" in line]


def content(folder: Path) -> str:
    """The course file."""
    return (folder / "course.yaml").read_text(encoding="utf-8")


def lock(folder: Path) -> str:
    """The lock file."""
    return (folder / "course.lock.yaml").read_text(encoding="utf-8")
