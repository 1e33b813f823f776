"""Rules on standards from foreign frameworks: what the framework lacks, and what was left out."""

from collections.abc import Collection, Iterator

from curriculum.problems import Severity
from curriculum.rules.on_readings import gathered
from curriculum.rules.registry import Finding
from curriculum.rules.standard_rulebook import STANDARD_RULES, StandardReview
from curriculum.standard import RepairKind

_rule = STANDARD_RULES.rule


def _lacking(review: StandardReview, items: Collection[object]) -> Iterator[Finding]:
    """One finding where a framework gives none of something."""
    framework = review.standard.framework
    if framework and not items:
        yield Finding(place=review.standard.place, details={"framework": framework.name})


@_rule("CUR250", "foreign-framework", Severity.INFO)
def foreign_framework(review: StandardReview) -> Iterator[Finding]:
    """讀的是國外的架構（CASE、O*NET、ESCO 或 NICE），不是職能基準。

    T1、T1.1、K01、S01 這些代碼由程式依印出的順序編訂，架構自己的編號記在 `framework` 的
    `ids`，`curriculum show` 會列在旁邊。它只是任務、知識與技能的大綱，不能當作職能基準送審。
    內容是外文時，學習目標的句型仍是中文；請翻譯 YAML 檔裡的文字，文件就會跟著改。
    """
    if framework := review.standard.framework:
        yield Finding(place=review.standard.place, details={"framework": framework.name})


@_rule("CUR251", "framework-without-tasks", Severity.INFO)
def framework_without_tasks(review: StandardReview) -> Iterator[Finding]:
    """架構沒有列出工作任務。

    例如 ESCO 只列出職業需要的知識與技能。整個職業是一個單元；要分成幾個單元，
    請先用 `curriculum import` 寫成 YAML 檔，再自己加上任務。
    """
    return _lacking(review, review.standard.tasks)


@_rule("CUR252", "framework-without-criteria", Severity.INFO)
def framework_without_criteria(review: StandardReview) -> Iterator[Finding]:
    """架構沒有行為指標，不會替您編。

    沒有行為指標，實作評量就沒有可以逐項判斷的標準。請在匯入的 YAML 檔中，為各任務補上
    您與業界確認過的行為指標。
    """
    return _lacking(review, review.standard.criteria)


@_rule("CUR253", "framework-without-outputs", Severity.INFO)
def framework_without_outputs(review: StandardReview) -> Iterator[Finding]:
    """架構沒有工作產出，不會替您編。

    評量可以用作業與實作的紀錄作為證據；知道工作產出時，請補在匯入的 YAML 檔中。
    """
    return _lacking(review, review.standard.outputs)


@_rule("CUR254", "framework-without-levels", Severity.INFO)
def framework_without_levels(review: StandardReview) -> Iterator[Finding]:
    """架構沒有職能級別，以第 3 級計算。

    O*NET 的 Level 量表量的是另一回事，不能當作職能級別。需要時，請在匯入的 YAML 檔中寫上
    `level`。
    """
    levels = [block.level for block in review.standard.blocks if block.level is not None]
    return _lacking(review, [*levels, *filter(None, [review.standard.level])])


@_rule("CUR255", "framework-without-attitudes", Severity.INFO)
def framework_without_attitudes(review: StandardReview) -> Iterator[Finding]:
    """架構沒有態度，不會替您編。

    課程因此沒有情意目標；需要時，請補在匯入的 YAML 檔中。
    """
    return _lacking(review, review.standard.attitudes)


@_rule("CUR256", "framework-without-knowledge", Severity.INFO)
def framework_without_knowledge(review: StandardReview) -> Iterator[Finding]:
    """架構沒有列出知識與技能，或放在另一個沒有一起讀的檔案。

    O*NET、ESCO 與 NICE 的任務、知識與技能分在幾個檔案，請指定放著全部檔案的資料夾。
    """
    return _lacking(review, (*review.standard.knowledge, *review.standard.skills))


@_rule("CUR257", "not-relevant", Severity.INFO)
def not_relevant(review: StandardReview) -> Iterator[Finding]:
    """架構評定為不重要或不相關的知識與技能，沒有放進課程。

    O*NET 給每個職業同一張知識與技能的清單，再由從業人員評定重要性（1 到 5 分，3 分是
    「重要」）。低於 3 分或標示不相關的不放進來，全部列在 `repairs`。
    """
    return gathered(review, RepairKind.NOT_RELEVANT)


@_rule("CUR258", "unused-data", Severity.INFO)
def unused_data(review: StandardReview) -> Iterator[Finding]:
    """架構中有職能基準放不下的資料，沒有用到。

    例如 O*NET 的程度量表、ESCO 的選用技能、NICE 的能力（Abilities）、CASE 項目之間的其他關聯。
    全部列在 `repairs`；需要的，請自己放進匯入的 YAML 檔。
    """
    return gathered(review, RepairKind.UNUSED_DATA)


@_rule("CUR259", "flattened", Severity.INFO)
def flattened(review: StandardReview) -> Iterator[Finding]:
    """架構的層次比「職責、任務」多，更深的項目也當作任務。

    它們排在上一層的任務後面。如果那是步驟或例子而不是任務，請在匯入的 YAML 檔中合併。
    """
    return gathered(review, RepairKind.FLATTENED)


@_rule("CUR260", "broken-link", Severity.WARNING)
def broken_link(review: StandardReview) -> Iterator[Finding]:
    """架構的檔案前後不一致：編號重複、指到不存在的項目，或項目互為上下層。

    程式用了第一個說法，其餘的列在 `repairs`。請對照架構的原檔。
    """
    return gathered(review, RepairKind.BROKEN_LINK)
