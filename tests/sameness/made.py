"""Makes the kits that are compared: of a course folder in which a lot is decided, and of no folder.

Each in a process of its own, because its time zone, language and hashes must not matter.
"""

import os
import subprocess
import sys
from pathlib import Path

from kept_course import start

_MAKE = """\
import sys
from pathlib import Path
from curriculum.commands import planned_course, words_about
from curriculum.comparing.recalled_course import open_recalled
from curriculum.kit.carriers import KitRequest
from curriculum.kit.writing import write_kit
from curriculum.labels import load_labels
opened = open_recalled(sys.argv[2] if sys.argv[2:] else None)
labels = words_about(opened.standard, load_labels().language)
request = KitRequest(course=planned_course(opened), opened=opened, labels=labels)
assert not write_kit(request, Path(sys.argv[1])).lacking
"""
_DECIDED = """
basis: analysis
provider: {zh: 花都職業訓練中心, en: Flower City Training Centre}
audience: 想到花店工作的成年人
entry_requirements: 能使用手機傳訊息
needs: 花店業缺少會接單的人手
needs_sources: [2026 年花店業人力調查, 本中心學員意見]
summary: 從接單到送達的完整演練
purpose: 讓學員能獨立接單
tasks:
  T1.1: {title: {en: Confirm what the customer needs}}
every_module:
  materials: [接單話術手冊, 範例訂單]
  equipment: [電腦設備, 觸控收銀機]
  teachers: [花店接單三年以上經驗]
  assessors: [持有花藝檢定監評資格]
  people:
    teachers: [王小花]
    assessors: [李大樹]
sessions:
  - {module: M1.1, date: 2027-03-02, time: 13:00-17:00, room: 二樓花藝教室, teachers: [林滿天星]}
  - {module: M1.1, date: 2027-03-01, time: 09:00-13:00, room: 一樓門市}
  - {module: M1.2, date: 2027-03-03, time: 09:00-12:00, room: 二樓花藝教室}
completion:
  mark: 73
  attendance: 81
  reassessment: 結訓後兩週內可補評一次
"""
_TITLES = ("  M1.2:\n", "  M1.2:\n    title: {zh: 算出合理的價格, en: Making a Quote}\n")
_TEXTS = (
    "      overview: 從電話禮貌教起。\n",
    """\
      overview: 從電話禮貌教起。
      outline: 補充節慶旺季的接單。
      case: 母親節的漏單事件。
      handout: 五句接單用語。
      assessment: 評量人員扮演顧客。
""",
)
_ELSEWHERE = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Apia", "LANG": "tr_TR.UTF-8", "LC_ALL": "C"}


def decided_folder(folder: Path) -> Path:
    """A course in which nearly every place of the documents is decided."""
    start(folder)
    file = folder / "course.yaml"
    text = file.read_text(encoding="utf-8") + _DECIDED
    for old, new in (_TITLES, _TEXTS):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8", newline="\n")
    return folder


def made_kit(out: Path, *course: str, is_elsewhere: bool = False) -> Path:
    """The folder of a kit."""
    surroundings = {**os.environ, **(_ELSEWHERE if is_elsewhere else {})}
    line = (sys.executable, "-c", _MAKE, out.as_posix(), *course)
    subprocess.run(line, check=True, env=surroundings)
    return out / "kit"
