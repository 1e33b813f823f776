"""Rules on decisions and the words they were made about, and on the file that remembers these."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from curriculum.memory import Parked, Suspect
from curriculum.problems import Place, Problem, Severity
from curriculum.reading.lock_yaml import LOCK_FILE, LockState
from curriculum.reading.opening import Opened
from curriculum.rules.registry import Finding, Rulebook

MEMORY_RULES: Rulebook[Opened] = Rulebook()
_rule = MEMORY_RULES.rule
_Kept = TypeVar("_Kept", Suspect, Parked)


@_rule("CUR350", "suspect-decision", Severity.WARNING)
def suspect_decision(opened: Opened) -> Iterator[Finding]:
    """做決定以後，職能基準的文字有了改變：這個決定**待確認**。

    決定仍然有效，一個字都沒有改。請比較當時與現在的文字：仍然合適，就用 `curriculum confirm` 確認；
    不合適，就修改這一行，再確認。
    """
    for found in _by_decision(opened.suspect):
        changed = [each for each in found if not each.moved_from]
        if changed and all(each.was for each in found):
            yield _finding(
                changed,
                was=_in_turn(_as_it_was(each, changed) for each in changed),
                now=_in_turn({each.code: each.now or "—" for each in changed}.values()),
            )


@_rule("CUR351", "parked-decision", Severity.WARNING)
def parked_decision(opened: Opened) -> Iterator[Finding]:
    """決定所指的項目已經不在職能基準裡：這個決定**暫存**，不生效，也不會刪除。

    項目回來時，決定自動恢復。如果項目改用別的代碼而且文字也改了，請自己把決定搬過去；
    確定不要了，就從 `course.yaml` 刪去。
    """
    for found in _by_decision(each for each in opened.parked if not each.rule):
        yield _finding(found, was=_in_turn(each.was or "—" for each in found))


@_rule("CUR352", "lock-lost", Severity.INFO)
def lock_lost(opened: Opened) -> Iterator[Finding]:
    """課程資料夾裡的 `course.lock.yaml` 不見了，或讀不出來；所有的決定都還在。

    那個檔案記得每個決定是針對哪一段文字做的。版本控制裡還有的話，還原它最好；
    否則下一次 `curriculum build` 會重新記錄。職能基準在這期間改過時，沒有人知道決定是針對什麼做的，
    所以都列為待確認。
    """
    if opened.lock is LockState.LOST and opened.memory.about:
        yield Finding(place=_place(opened))


@_rule("CUR353", "lock-mended", Severity.INFO)
def lock_mended(opened: Opened) -> Iterator[Finding]:
    """`course.lock.yaml` 有衝突或有讀不懂的地方（例如兩個人同時改過），已經整理好。

    兩邊的紀錄都留下；紀錄不同的決定列為待確認。下一次 `curriculum build` 會寫入整理好的檔案。
    """
    if opened.lock is LockState.MENDED:
        yield Finding(place=_place(opened))


@_rule("CUR354", "forgotten-words", Severity.WARNING)
def forgotten_words(opened: Opened) -> Iterator[Finding]:
    """沒有紀錄可以說明這個決定是針對哪一段文字做的，所以**待確認**。

    `course.lock.yaml` 遺失而職能基準又改過，或兩個人的紀錄不同時，會有這種情形。
    決定仍然有效；請看過現在的文字，再用 `curriculum confirm` 確認。
    """
    for found in _by_decision(opened.suspect):
        if not all(each.was for each in found):
            yield _finding(found)


@_rule("CUR355", "moved-item", Severity.WARNING)
def moved_item(opened: Opened) -> Iterator[Finding]:
    """決定所寫的代碼，在職能基準裡已經換成另一個代碼：決定跟著文字走，**待確認**。

    `curriculum confirm` 會把 `course.yaml` 裡的代碼換成新的。
    """
    for found in _by_decision(opened.suspect):
        if all(each.was and each.moved_from for each in found):
            yield _finding(
                found,
                was=_in_turn(each.moved_from for each in found),
                text=_in_turn(each.now for each in found),
            )


@_rule("CUR356", "unfitting-decision", Severity.WARNING)
def unfitting_decision(opened: Opened) -> Iterator[Finding]:
    """換到新版本以後，這個決定與新的內容或其他決定不合：**暫存**，不生效，也不會刪除。

    例如總時數已經不夠分給新增的單元，或先修單元排到了後面。訊息裡的代碼是它會違反的規則。
    改寫這一行，它就恢復生效；或者改好別的地方以後，用 `curriculum confirm` 讓它恢復。
    """
    for found in _by_decision(each for each in opened.parked if each.rule):
        yield _finding(found, rule=found[0].rule)


@_rule("CUR357", "damaged-record", Severity.WARNING)
def damaged_record(opened: Opened) -> Iterator[Finding]:
    """`course.published.yaml`（發布的紀錄）從這一行起讀不懂，例如兩個人都發布過，合併時有衝突。

    讀得懂的網址都還算數，舊的連結不會斷；但是沒有可以比較的內容，所以網站沒有「與上次發布相比」。
    從版本控制還原其中一邊最好；否則下一次 `curriculum build --publish` 會重新記錄，
    讀不懂的檔案改名留在旁邊。
    """
    if opened.published.damage:
        yield Finding(place=opened.published.damage)


def check_memory(opened: Opened) -> tuple[Problem, ...]:
    """What is to be said about the decisions of a course, held against what is remembered."""
    return MEMORY_RULES.problems(opened)


def _by_decision(kept: Iterable[_Kept]) -> Iterable[Sequence[_Kept]]:
    """What there is to say about each decision: a person settles it once."""
    found: dict[tuple[Place, str], list[_Kept]] = {}
    for each in kept:
        found.setdefault((each.place, each.address), []).append(each)
    return found.values()


def _finding(found: Sequence[_Kept], **details: str) -> Finding:
    return Finding(
        items=tuple(dict.fromkeys(_code(each) for each in found if _code(each))),
        place=found[0].place,
        details={"decision": found[0].address, **details},
    )


def _code(each: Suspect | Parked) -> str:
    """The code that an item has, or had where nothing has it now."""
    return each.code or (each.was_code if isinstance(each, Suspect) else "")


def _as_it_was(each: Suspect, found: Sequence[Suspect]) -> str:
    """The words of then; with their codes where several items have become one."""
    is_merged = any(other.was_code for other in found if other.code == each.code)
    return f"{each.was_code or each.code} {each.was}" if is_merged else each.was


def _in_turn(texts: Iterable[str]) -> str:
    return " / ".join(texts)


def _place(opened: Opened) -> Place:
    folder = opened.folder
    return Place(path=(folder / LOCK_FILE).as_posix()) if folder else Place()
