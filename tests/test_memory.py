"""Decisions and the words they were made about: the standard changes, and nothing is lost."""

import subprocess
from pathlib import Path

import kept_course
import pytest
from kept_course import content, lock, remember, reprint, said, start, told

CRITERION = ("確認花材與數量", "確認花材、數量與顏色")
KNOWLEDGE_GONE = (
    ("        knowledge: [K01, K02]", "        knowledge: [K02]"),
    ("  K01: 花材知識\n", ""),
)
RENUMBERED = (
    (
        "      - T1.1: 確認顧客需求\n      - T1.2: 估價與報價",
        "      - T1.1: 接聽電話\n      - T1.2: 確認顧客需求\n      - T1.3: 估價與報價",
    ),
    ("tasks: [T1.2]", "tasks: [T1.3]"),
    ("tasks: [T1.1]", "tasks: [T1.2]"),
    ("P1.2.1", "P1.3.1"),
    ("P1.1.", "P1.2."),
    ("O1.2.1", "O1.3.1"),
    ("O1.1.1", "O1.2.1"),
)


def about(text: str) -> list[str]:
    """The lines of a lock that say what decisions were made about."""
    return [line for line in text.split("\n") if line.startswith("- {about")]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course that has been built once."""
    return start(tmp_path / "課程")


def test_a_reworded_criterion_leaves_the_decision_in_force_and_asks(course: Path) -> None:
    """Protects texts that were written about other words, until somebody has looked."""
    before, remembered = content(course), lock(course)
    assert [] == told(course)
    reprint(course, CRITERION)
    expected = [
        (
            "課程/course.yaml:21:17: 警告 CUR350 [suspect-decision] "
            "決定「M1.1 texts.overview」待確認："
            "當時 P1.1.1 的文字是「依顧客需求，確認花材與數量。」，"
            "現在是「依顧客需求，確認花材、數量與顏色。」"
        )
    ]
    assert expected == told(course)
    remember(course)
    assert expected == told(course), "a build asks again"
    assert before == content(course)
    assert about(remembered) == about(lock(course))
    code, output = said(course, "confirm", str(course), "M1.1 texts.overview")
    assert (0, ["確認 M1.1 texts.overview"]) == (code, output.splitlines())
    assert before == content(course)
    assert [] == told(course)
    assert "顏色" in lock(course)


def test_a_decision_asks_once_about_what_it_names(course: Path) -> None:
    """Protects from five warnings about one new word: an added objective is about its skill."""
    added = "    added_objectives: {ask: {text: 學員能詢問。, skills: [S01]}}\n    texts:"
    reprint(course, ("    texts:", added), name="course.yaml")
    remember(course)
    reprint(course, CRITERION, ("記錄送達時間與地點", "記錄送達的時間與地點"))
    warnings = [line for line in told(course) if "M1.1-P1.1.2" not in line]
    assert ["P1.1.1、P1.1.2"] == [line.split("當時 ")[1].split(" 的")[0] for line in warnings]
    assert "「依顧客需求，確認花材、數量與顏色。 / 記錄送達的時間與地點。」" in warnings[0]
    remember(course)
    reprint(course, ("S01: 詢問技巧", "S01: 提問技巧"))
    assert [True] == [line.count("S01") == 1 for line in told(course) if "M1.1-ask" in line]


def test_a_new_name_is_called_by_that_word(course: Path) -> None:
    """Protects readers from keys of the file that remembers."""
    reprint(course, ("name: 花店接單人員", "name: 花店店員"))
    assert "職能基準名稱 的文字" in "".join(told(course))
    _, output = said(course, "plan", str(course), "--review")
    assert "職能基準名稱" in output


def test_white_space_is_no_change(course: Path) -> None:
    """Protects from questions about a line that was broken elsewhere."""
    reprint(course, ("確認花材與數量", "確認 花材與 數量"))
    assert [] == told(course)


def test_a_removed_item_parks_its_decision_until_it_comes_back(course: Path) -> None:
    """Protects decisions from a new version of the standard that drops an item."""
    before = content(course)
    reprint(course, *KNOWLEDGE_GONE)
    expected = [
        (
            "課程/course.yaml:17:17: 警告 CUR351 [parked-decision] 決定「M1.1 K01」暫存："
            "職能基準裡已經沒有 K01（當時的文字是「花材知識」）"
        )
    ]
    assert expected == told(course)
    remember(course)
    assert expected == told(course)
    assert before == content(course)
    reprint(course, *((new, old) for old, new in KNOWLEDGE_GONE[:1]))
    reprint(course, ("knowledge:\n  K02", "knowledge:\n  K01: 花材知識\n  K02"))
    assert [] == told(course)


def test_a_renumbered_task_keeps_its_module_and_its_decisions(course: Path) -> None:
    """Protects ids that stand on paper: they follow the words; written codes are brought up."""
    before = content(course)
    reprint(course, *RENUMBERED)
    assert [
        (
            "課程/course.yaml:19:7: 警告 CUR355 [moved-item] 決定「M1.1-P1.1.2」待確認："
            "P1.1.2 現在的代碼是 P1.2.2（「記錄送達時間與地點。」），決定跟著文字走"
        )
    ] == told(course)
    _, plan = said(course, "plan", str(course))
    assert "M1.1 確認顧客需求\n  8 小時" in plan
    assert "學員能填寫送貨單。" in plan
    remember(course)
    code, output = said(course, "confirm", str(course), "M1.1-P1.1.2")
    assert 0 == code
    assert "-      P1.1.2: 學員能填寫送貨單。   # 改短了" in output
    assert before.replace("P1.1.2: 學員", "P1.2.2: 學員") == content(course)
    assert [] == told(course)


def test_codes_that_change_places_are_followed_together(course: Path) -> None:
    """Protects decisions on codes that take each other's place in a new version."""
    reprint(course, ("    introduce: [K01]", "    introduce: [K01, K02]"), name="course.yaml")
    remember(course)
    reprint(
        course, ("  K01: 花材知識\n  K02: 顧客資料保護", "  K01: 顧客資料保護\n  K02: 花材知識")
    )
    assert 3 == len([line for line in told(course) if "CUR355" in line])
    said(course, "confirm", str(course), "M1.1 K01")
    assert "introduce: [K02, K01]" in content(course)
    assert "exclude: [K01]   # M1.1 教過了" in content(course)
    assert [] == told(course)


def test_an_accepted_finding_comes_back_with_new_words(course: Path) -> None:
    """Protects from an old excuse for a new text."""
    accept = "accept:\n  - code: CUR304\n    items: [P1.1.1]\n    reason: 看過了\n"
    reprint(course, ("# 結尾", f"# 結尾\n{accept}"), name="course.yaml")
    remember(course)
    reprint(course, CRITERION)
    assert any("決定「accept CUR304 P1.1.1」待確認" in line for line in told(course))


def test_a_lost_lock_with_the_same_standard_is_made_anew(course: Path) -> None:
    """Protects a course whose lock was not put into version control."""
    before, remembered = content(course), lock(course)
    (course / "course.lock.yaml").unlink()
    assert [
        "課程/course.lock.yaml: 提醒 CUR352 [lock-lost] 課程的記憶檔不見了，或讀不出來；決定都還在"
    ] == told(course)
    remember(course)
    assert (before, remembered) == (content(course), lock(course))
    assert [] == told(course)


@pytest.mark.parametrize("content_now", [None, b"", b"\x00\x01\x02", b"- [" * 500, b"x" * 2**21])
def test_a_lost_lock_with_another_standard_asks_about_everything(
    course: Path, content_now: bytes | None
) -> None:
    """Protects from silently taking today's words for those of a decision."""
    before = content(course)
    file = course / "course.lock.yaml"
    file.unlink()
    if content_now is not None:
        file.write_bytes(content_now)
    reprint(course, CRITERION)
    lines = told(course)
    assert ["CUR352"] + ["CUR354"] * 7 == sorted(line.split()[2] for line in lines)
    remember(course)
    assert ["CUR354"] * 7 == [line.split()[2] for line in told(course)], "until confirmed"
    code, _ = said(course, "confirm", str(course), "FLO1234-001v1")
    assert 0 == code
    assert [] == told(course)
    changed = [line for line in content(course).split("\n") if line not in before.split("\n")]
    assert 1 == len([line for line in changed if line.startswith("  hash: ")])
    _, output = said(course, "check", str(course))
    assert "CUR302" not in output


def test_the_code_of_the_standard_confirms_no_proposal(course: Path) -> None:
    """Protects the review: a typo put right in the standard is no look at every proposal."""
    reprint(course, ("title: 花店接單實務培訓課程   # 已經報過名稱\n", ""), name="course.yaml")
    reprint(course, CRITERION)
    before = content(course)
    _, output = said(course, "confirm", str(course), "FLO1234-001v1", "--dry-run")
    assert "會確認 M1.1 texts.overview\n" in output
    assert before == content(course)
    said(course, "confirm", str(course), "FLO1234-001v1")
    assert [] == told(course)
    lines = zip(before.split("\n"), content(course).split("\n"), strict=True)
    assert ["  hash"] == [new.split(":")[0] for old, new in lines if old != new]
    _, queue = said(course, "plan", str(course), "--review")
    assert "課程名稱" in queue


def test_pin_says_what_is_decided_already(course: Path) -> None:
    """Protects from looking for a mistake where there is nothing to do."""
    _, output = said(course, "pin", str(course), "title", "M1.1 K01", "--dry-run")
    assert output.startswith("title 已經決定了，保持不變\nM1.1 K01 已經決定了，保持不變\n")


def test_pin_writes_what_was_computed_and_changes_nothing_else(course: Path) -> None:
    """Protects comments and order: a pinned value stands where the manual has it."""
    before = content(course)
    code, output = said(course, "pin", str(course), "M1.2", "P1.2.1", "K03", "--dry-run")
    assert 0 == code
    assert before == content(course)
    added = [line[1:] for line in output.split("\n") if line.startswith("+ ")]
    said(course, "pin", str(course), "M1.2", "P1.2.1", "K03")
    lines = iter(content(course).split("\n"))
    assert all(line in lines for line in before.split("\n")), "every line, in order"
    assert ["    title: 估價與報價", "    introduce: [K03]"] == [added[0], added[2]]
    backup = course / "course.yaml.1.bak"
    assert before == backup.read_text(encoding="utf-8")
    _, again = said(course, "pin", str(course), "M1.2", "P1.2.1", "K03")
    assert "沒有需要更動的地方" in again
    assert not (course / "course.yaml.2.bak").exists()


def test_confirming_takes_an_item_off_the_review(course: Path) -> None:
    """Protects the queue: what somebody looked at does not come again."""
    reprint(course, ("title: 花店接單實務培訓課程   # 已經報過名稱\n", ""), name="course.yaml")
    _, queue = said(course, "plan", str(course), "--review")
    assert "名稱" in queue
    said(course, "confirm", str(course), "title")
    assert "confirmed: [title]" in content(course)
    _, queue = said(course, "plan", str(course), "--review")
    assert "課程名稱" not in queue


@pytest.mark.parametrize(
    ("command", "typed", "nearest"),
    [("pin", "M1.1 hour", "M1.1 hours"), ("confirm", "M1.1 overview", "M1.1 texts.overview")],
)
def test_a_code_that_means_nothing_is_an_error_with_the_nearest(
    course: Path, command: str, typed: str, nearest: str
) -> None:
    """Protects from believing that something was settled."""
    before, remembered = content(course), lock(course)
    reprint(course, CRITERION)
    code, output = said(course, command, str(course), typed)
    assert 1 == code
    assert "錯誤" in output
    assert f"最接近的是「{nearest}」" in output
    assert (before, remembered) == (content(course), lock(course))


def git(folder: Path, *arguments: str) -> int:
    """The exit code of git, run as nobody in particular."""
    who = ["-c", "user.name=甲", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, check=False)
    return done.returncode


def test_two_branches_merge_without_losing_a_decision(course: Path) -> None:
    """Protects two trainers who decide at the same time, one of them on a newer standard."""
    git(course, "init", "-b", "main")
    git(course, "add", ".")
    assert 0 == git(course, "commit", "-m", "開始")
    git(course, "switch", "-c", "second")
    reprint(course, ("hours: 18\n", "hours: 18\nprovider: 甲中心\n"), name="course.yaml")
    reprint(course, CRITERION)
    said(course, "confirm", str(course), "M1.1 texts.overview")
    assert 0 == git(course, "commit", "-am", "第二個人")
    git(course, "switch", "main")
    reprint(course, ("# 結尾", "  M2.1:\n    hours: 3\n# 結尾"), name="course.yaml")
    reprint(course, ("確認花材與數量", "確認花材與花色"))
    said(course, "confirm", str(course), "M1.1 texts.overview")
    remember(course)
    assert 0 == git(course, "commit", "-am", "第一個人")
    assert 1 == git(course, "merge", "second"), "standard and lock conflict"
    git(course, "checkout", "--theirs", "standard.yaml")
    assert "<<<<<<<" in lock(course)
    assert "<<<<<<<" not in content(course)
    codes = [line.split()[2] for line in told(course)]
    assert ["CUR353", "CUR354"] == sorted(codes)
    assert "M1.1 texts.overview" in "".join(told(course))
    remember(course)
    assert "<<<<<<<" not in lock(course)
    assert ["CUR354"] == [line.split()[2] for line in told(course)]
    said(course, "confirm", str(course), "P1.1.1")
    assert [] == told(course)
    for kept in (
        "provider: 甲中心",
        "  M2.1:\n    hours: 3",
        *kept_course.COURSE.split("\n")[6:26],
    ):
        assert kept in content(course)


def test_new_makes_the_first_lock(tmp_path: Path) -> None:
    """Protects a fresh course from being told that its memory was lost."""
    start(tmp_path / "課程")
    said(tmp_path, "new", str(tmp_path / "新"), "--standard", str(tmp_path / "課程/standard.yaml"))
    assert lock(tmp_path / "新").startswith("# 課程的記憶")
    assert [] == told(tmp_path / "新")


def test_a_build_writes_the_lock_and_only_when_it_may(course: Path, tmp_path: Path) -> None:
    """Protects what is remembered from a build that stops."""
    before, remembered = content(course), lock(course)
    reprint(course, CRITERION)
    code, _ = said(course, "build", str(course), "-o", str(tmp_path / "out"), "--strict")
    assert 1 == code
    assert remembered == lock(course)
    code, _ = said(course, "build", str(course), "-o", str(tmp_path / "out"))
    assert 0 == code
    first = lock(course)
    assert remembered != first
    said(course, "build", str(course), "-o", str(tmp_path / "out"))
    assert (before, first) == (content(course), lock(course))
