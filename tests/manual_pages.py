"""The parts of the manual that are made from the code: what each of them has to say.

A page marks such a part with `<!-- made: NAME -->` and `<!-- end -->`; everything around it is
written by hand.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import jinja2
from click.testing import CliRunner
from jinja2 import nodes
from manual_figures import figures, scores_part

from curriculum import resources
from curriculum.cli import program
from curriculum.composing.course_page import TEMPLATE as WHOLE
from curriculum.composing.documents import all_documents
from curriculum.composing.environment import ENDING
from curriculum.composing.paths import page_paths
from curriculum.course import Course
from curriculum.decisions import NO_DECISIONS
from curriculum.labels import Labels, load_labels
from curriculum.office.edited_cells import PROBLEMS as WORKBOOK_PROBLEMS
from curriculum.planning import plan
from curriculum.problems import Severity
from curriculum.reading.fields import PROBLEMS
from curriculum.reading.opening import BUNDLED, open_standard
from curriculum.rules.acceptance import ACCEPTANCE_RULES
from curriculum.rules.course_rulebook import COURSE_RULES
from curriculum.rules.course_rules import COURSE_RULE_MODULES
from curriculum.rules.decision_rulebook import DECISION_RULES
from curriculum.rules.decision_rules import DECISION_RULE_MODULES
from curriculum.rules.memory_rules import MEMORY_RULES
from curriculum.rules.registry import Rule, Rulebook
from curriculum.rules.standard_rulebook import STANDARD_RULES
from curriculum.rules.standard_rules import RULE_MODULES
from curriculum.standard import RepairKind
from curriculum.tables import Teaching, load_tables
from curriculum.views.parts import Document

_PART = re.compile(r"(?P<head><!-- made: (?P<name>.+?) -->\n).*?(?P<end><!-- end -->)", re.DOTALL)
_WIDE = "[\u2e80-\u9fff\uf900-\uff60]"


def replaced(page: str, parts: Mapping[str, str]) -> str:
    """A page with each of its made parts as it should be; unknown parts are left alone."""

    def fill(match: re.Match[str]) -> str:
        if match["name"] not in parts:
            return match[0]
        return f"{match['head']}\n{parts[match['name']].strip()}\n\n{match['end']}"

    return _PART.sub(fill, page)


def names_of(page: str) -> list[str]:
    """The names of a page's made parts, in order."""
    return [match["name"] for match in _PART.finditer(page)]


def made_parts() -> dict[str, dict[str, str]]:
    """Page below `docs/` -> name of a part -> its Markdown."""
    labels = load_labels("zh-TW")
    return {
        "reference/commands.md": dict(_help_texts()),
        "reference/rules.md": {
            "yaml problems": "\n\n".join(_problems(PROBLEMS, labels)),
            "workbook problems": "\n\n".join(_problems(WORKBOOK_PROBLEMS, labels)),
            "rules on standards": _rulebook(STANDARD_RULES, labels),
            "rules on decisions": _rulebook(DECISION_RULES, labels),
            "rules on courses": _rulebook(COURSE_RULES, labels),
            "rules on accepting": _rulebook(ACCEPTANCE_RULES, labels),
            "rules on memory": _rulebook(MEMORY_RULES, labels),
        },
        "reference/course-yaml.md": {"keys": _keys("course")},
        "reference/standard-yaml.md": {"keys": _keys("standard"), "repairs": _repairs(labels)},
        "reference/documents.md": {"documents": "\n\n".join(_documents(labels))},
        "reference/exit-codes.md": {"errors": _errors(labels)},
        "explanation/irregularities.md": {"repairs": _repairs(labels)},
        "explanation/planning.md": {
            **dict(_numbers(labels)),
            **dict(_assessing(labels)),
            "scores": scores_part(),
        },
        "explanation/allocation.md": dict(figures(labels)),
    }


def bundled_course() -> Course:
    """The course of the bundled standard with nothing decided."""
    path = resources.folder("standard") / BUNDLED
    return plan(open_standard(path, BUNDLED), NO_DECISIONS, load_tables())


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by its name, the program itself first with an empty one."""
    yield "", program
    yield from program.commands.items()


def _help_texts() -> Iterator[tuple[str, str]]:
    for name, _ in commands():
        arguments = [name, "--help"] if name else ["--help"]
        result = CliRunner().invoke(program, arguments, prog_name="curriculum", terminal_width=80)
        yield f"help {name}".strip(), f"```text\n{result.output.rstrip()}\n```"


def _problems(problems: Mapping[str, str], labels: Labels) -> Iterator[str]:
    for name, code in sorted(problems.items(), key=lambda item: item[1]):
        yield f"### {code} {name}"
        yield f"**{labels['terminal.error']}**"
        yield _wording(name, labels)


def _rulebook(book: Rulebook[Any], labels: Labels) -> str:
    # Naming the modules is what enters their rules in the book.
    assert RULE_MODULES
    assert COURSE_RULE_MODULES
    assert DECISION_RULE_MODULES
    rules = sorted(book.rules, key=lambda rule: rule.code)
    return "\n\n".join(part for rule in rules for part in _rule(rule, labels))


def _rule(rule: Rule[Any], labels: Labels) -> Iterator[str]:
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
    yield f"### {rule.code} {rule.name}"
    head, *rest = (flowing(paragraph) for paragraph in rule.page.split("\n\n"))
    yield f"**{labels[f'terminal.{words[rule.severity]}']}**｜{head}"
    yield from rest
    yield _wording(rule.name, labels)


def _wording(name: str, labels: Labels) -> str:
    rows = (("訊息", f"problems.{name}.message"), ("建議", f"problems.{name}.hint"))
    return "\n".join(f"- {title}：{_as_text(_blanks(labels[path]))}" for title, path in rows)


def _errors(labels: Labels) -> str:
    rows = ["| 訊息 | 可以怎麼做 |", "|---|---|"]
    for path, words in labels.words.items():
        if path.startswith("errors.") and path.endswith(".message"):
            hint = labels[path.removesuffix("message") + "hint"]
            rows.append(f"| {_cell(_blanks(words))} | {_cell(_blanks(hint))} |")
    return "\n".join(rows)


def _repairs(labels: Labels) -> str:
    codes = {rule.name: rule for rule in STANDARD_RULES.rules}
    rows = ["| `kind` | 意思 | 檢查規則 |", "|---|---|---|"]
    for kind in RepairKind:
        rule = codes[kind.value]
        link = f"[{rule.code}](../reference/rules.md#{rule.code.lower()}-{rule.name})"
        rows.append(f"| `{kind.value}` | {labels[f'repair_kinds.{kind.value}']} | {link} |")
    return "\n".join(rows)


def _documents(labels: Labels) -> Iterator[str]:
    course = bundled_course()
    by_kind: dict[str, list[Document]] = {}
    for document in all_documents(course, [], labels):
        by_kind.setdefault(document.kind, []).append(document)
    files = {
        file.name.removesuffix(ENDING): file
        for file in sorted(resources.folder("templates").glob(f"*{ENDING}"))
    }
    order = [*(kind for kind in by_kind if kind in files)]
    others = [kind for kind in files if kind not in by_kind]
    for kind in (*others, *order):
        shown = by_kind.get(kind, [])
        path = page_paths(course)[shown[0].page] if shown else ""
        title = f" {shown[0].short_title}" if shown and kind != "item" else ""
        yield from _template(files[kind], title, path, shown)
    yield from _template(resources.folder("templates") / WHOLE, " 完整課程", "", [])


def _template(file: Path, title: str, path: str, shown: list[Document]) -> Iterator[str]:
    source = file.read_text(encoding="utf-8")
    comment = source.partition("#}")[0].removeprefix("{#")
    facts = dict(re.findall(r"^  (\S+?)：(.*(?:\n    .*)*)", comment, re.MULTILINE))
    yield f"### `{file.name}`{title}"
    yield _cell(facts["用途"])
    if path:
        yield f"- 頁面（例）：`{path.removesuffix('.md')}.html`"
    lines = [line.strip() for line in facts["可用的內容"].split("\n") if line.strip()]
    yield f"可用的內容：{lines[0] if len(lines) == 1 else ''}"
    if len(lines) > 1:
        yield "\n".join(f"- {_named(line)}" for line in lines)
    titles = {part.id: part.title for document in reversed(shown) for part in document.sections}
    rows = ["| 區塊 | 內容 |", "|---|---|"]
    for block in _blocks(source):
        if block != "body" or not path:
            words = titles.get(block.replace("_", "-"), _BASE_BLOCKS.get(block, ""))
            rows.append(f"| `{block}` | {_cell(words)} |")
    yield "\n".join(rows)


_BASE_BLOCKS = {
    "settings": "給網站引擎的設定（原本是空的）",
    "title": "標題", "identity": "出處：職能基準的代碼、版本與日期", "introduction": "前言",
    "readers": "適用對象：這一頁給誰看", "progress": "檢核表的進度、匯出與清除放在這裡",
    "body": "內容：下面每一節的區塊都在這裡面", "closing": "結尾（原本是空的）",
    "now": "發生了什麼事、內容現在在哪裡",
    "style": "樣式（course.css）與頁尾", "cover": "封面", "contents": "目錄",
}  # fmt: skip


def _blocks(source: str) -> list[str]:
    return [block.name for block in jinja2.Environment().parse(source).find_all(nodes.Block)]  # noqa: S701 - parsed, never rendered


def _named(line: str) -> str:
    name, _, meaning = line.partition(" ")
    return f"`{name}`：{meaning.strip()}"


def _keys(name: str) -> str:
    folder = resources.folder("templates") / "schema"
    schema = json.loads((folder / f"{name}.schema.json").read_text(encoding="utf-8"))
    rows = ["| 欄位 | 寫什麼 | 必填 | 說明 |", "|---|---|---|---|"]
    for path, kind, required, meaning in _schema_rows(schema, schema.get("$defs", {}), ""):
        rows.append(f"| `{path}` | {_cell(kind)} | {'是' if required else ''} | {_cell(meaning)} |")
    return "\n".join(rows)


def _schema_rows(
    schema: dict[str, Any], known: dict[str, Any], prefix: str
) -> Iterator[tuple[str, str, bool, str]]:
    """The keys of an object and of the objects inside it."""
    for key, written in schema.get("properties", {}).items():
        value = _resolved(written, known)
        path = f"{prefix}{key}"
        needed = key in schema.get("required", ())
        yield path, _kind(value, known), needed, value.get("description", "")
        if value.get("type") == "array":
            yield from _schema_rows(_resolved(value["items"], known), known, f"{path}[].")
        if isinstance(coded := value.get("additionalProperties"), dict):
            name = value.get("propertyNames", {}).get("title", "代碼")
            for way in (coded, *coded.get("anyOf", ())):
                yield from _schema_rows(_resolved(way, known), known, f"{path}.{name}.")
        for each in (value, *(_resolved(way, known) for way in value.get("anyOf", ()))):
            yield from _schema_rows(each, known, f"{path}.")


def _resolved(schema: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """A schema with its reference followed; its own description counts."""
    name = schema.get("$ref", "").rpartition("/")[2]
    return {**known[name], **schema} if name else schema


def _kind(schema: dict[str, Any], known: dict[str, Any]) -> str:
    """What to write for a value, in a trainer's words."""
    if "enum" in schema:
        return "、".join(f"`{value}`" for value in schema["enum"])
    if "anyOf" in schema:
        return "或".join(_kind(_resolved(way, known), known) for way in schema["anyOf"])
    match schema["type"]:
        case "array":
            return f"清單：{_kind(_resolved(schema['items'], known), known)}"
        case "object":
            coded = schema.get("additionalProperties") or {"type": "string"}
            value = _kind(_resolved(coded, known), known)
            by_code = "`代碼: 文字`" if value == "文字" else f"`代碼:` 與{value}"
            return "欄位" if "properties" in schema else by_code
        case "integer" | "number":
            low, high = schema.get("minimum"), schema.get("maximum")
            return f"數字（{low}–{high}）" if high is not None else "數字"
        case _:
            return "文字"


def _numbers(labels: Labels) -> Iterator[tuple[str, str]]:
    weights = load_tables().weights
    hours = weights.hours
    rows = [
        ("導入一項知識", hours.introduced_knowledge),
        ("增強一項知識", hours.reinforced_knowledge),
        ("導入一項技能", hours.introduced_skill),
        ("增強一項技能", hours.reinforced_skill),
    ]
    for level, weight in enumerate(hours.criterion, start=1):
        name = labels[f"domain_level.cognitive.{level}"]
        rows.append((f"一條行為指標，層次是「{name}」", weight))
    rows.append(("評量，每個單元", hours.assessment))
    yield "weights", _table(("內容", "份量"), ((name, f"{value:g}") for name, value in rows))
    factors = [f"{factor:g}" for factor in hours.level_factors]
    levels = [str(number + 1) for number in range(len(factors))]
    yield "factors", _table(("職能級別", *levels), [("乘上", *factors)])
    yield (
        "total",
        (
            f"沒有寫總時數時是 **{hours.total:g} 小時**，最小單位是 {hours.step:g} 小時；"
            f"總時數足夠時，每個單元至少 {hours.least:g} 小時。"
        ),
    )
    yield (
        "teaching",
        _table(
            ("目標的領域與層次", "情形", "教法", "術科的比例", "評量（檢核表以外）"),
            (_teaching(row, labels) for row in weights.teaching),
        ),
    )
    lesson = weights.lesson
    yield (
        "lesson",
        (
            f"時間以 {lesson.step} 分鐘為單位。"
            f"開場 {lesson.opening} 分鐘，總結 {lesson.wrap_up} 分鐘；"
            f"學科時間不超過 {lesson.short} 分鐘時各 {lesson.step} 分鐘。"
            f"測驗最多 {lesson.test} 分鐘；實作評量約占術科時間的 {lesson.assessment_share:.0%}，"
            f"至少 {lesson.assessment_least} 分鐘、每條行為指標至少 {lesson.assessment_each} 分鐘，"
            f"最多 {lesson.assessment_most} 分鐘，而且不超過術科時間的一半。"
            f"口頭報告等其他方式各 {lesson.assessment_least} 分鐘；"
            "時間不夠時與實作評量一起進行。作業評量在課後進行，不占課堂的時間。"
            f"一個活動至少約 {lesson.least} 分鐘，"
            f"超過 {lesson.most} 分鐘的分成幾段。"
        ),
    )


def _assessing(labels: Labels) -> Iterator[tuple[str, str]]:
    tables = load_tables()
    minutes = [str(minutes) for minutes in tables.weights.question_minutes]
    levels = [labels[f"domain_level.cognitive.{level}"] for level in range(1, len(minutes) + 1)]
    yield "questions", _table(("認知層次", *levels), [("一題幾分鐘", *minutes)])
    scores = [f"{least} 分" for least in tables.weights.rubric_scores]
    yield "levels", _table(("", *tables.rubrics.names), [("最低分", *scores)])


def _teaching(row: Teaching, labels: Labels) -> tuple[str, ...]:
    weights = load_tables().weights
    domain = row.domain.value
    levels = [labels[f"domain_level.{domain}.{level}"] for level in row.levels]
    needs = {"tool": "用到設備或軟體", "people": "人與人之間", "performed": "要做出來才看得到"}
    return (
        f"{labels[f'domain.{domain}']}：{'、'.join(levels) or '全部'}",
        needs.get(row.needs, ""),
        "、".join(weights.strands[row.strand]),
        f"{row.practice:.0%}",
        "、".join(weights.assessments[key][0] for key in row.assess),
    )


def _table(head: tuple[str, ...], rows: Any) -> str:  # noqa: ANN401 - any rows of texts
    lines = (head, tuple("---" for _ in head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def flowing(paragraph: str) -> str:
    """A paragraph on one line; between wide characters a line break leaves no space."""
    joined = re.sub(rf"(?<={_WIDE})\n(?={_WIDE}|`)|(?<=`)\n(?={_WIDE})", "", paragraph.strip())
    return joined.replace("\n", " ")


def _blanks(words: str) -> str:
    """A label with its placeholders as dots."""
    return re.sub(r"\{\w+\}", "…", words).replace("{{", "{").replace("}}", "}")


def _cell(text: str) -> str:
    """A text inside a table."""
    return flowing(_as_text(text)).replace("|", "\\|")


def _as_text(text: str) -> str:
    """A text that a reader of Markdown sees as it is: nothing of it is a tag or a mark."""
    return re.sub(r"([<>*\[\]])", r"\\\1", text.strip())
