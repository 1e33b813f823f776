"""Rules on the title of a course: the official naming rules, for titles that a trainer decided."""

from collections.abc import Iterator

from curriculum.problems import Place, Severity
from curriculum.rules.course_rulebook import COURSE_RULES, CourseReview
from curriculum.rules.registry import Finding
from curriculum.text import merge_key
from curriculum.wording.titles import foreign_words_in, levels_in, words_in

_rule = COURSE_RULES.rule


def _title(review: CourseReview) -> tuple[str, Place]:
    """The decided title and where it stands; a proposed one is legal, and waits anyway."""
    decided = review.decisions.title
    return (decided.zh, decided.place) if decided else ("", Place())


def _watched(review: CourseReview, reason: str) -> Iterator[Finding]:
    """A finding that names the words for which a title may not be called so."""
    title, place = _title(review)
    yield from _naming(words_in(title, review.tables.review.titles[reason]), place)


def _naming(words: tuple[str, ...], place: Place) -> Iterator[Finding]:
    if words:
        yield Finding(place=place, details={"words": "、".join(words)})


@_rule("CUR380", "bare-occupation-title", Severity.WARNING)
def bare_occupation_title(review: CourseReview) -> Iterator[Finding]:
    """課程名稱只是職類或職業的名稱，課程卻沒有涵蓋整個職業。

    命名原則：除非課程涵蓋整個職業，不可以只用職業或職稱當課程名稱。
    請在名稱裡說出這門課教的是哪一部分。
    """
    title, place = _title(review)
    standard, course = review.opened.standard, review.course
    categories = (*standard.occupations, *standard.job_categories)
    names = {merge_key(name) for name in (standard.name, *(each.name for each in categories))}
    is_part = bool(course.not_taught or course.left_out)
    if is_part and merge_key(title) in names - {""}:
        yield Finding(place=place, details={"title": title})


@_rule("CUR381", "licence-in-title", Severity.WARNING)
def licence_in_title(review: CourseReview) -> Iterator[Finding]:
    """課程名稱暗示可以取得執照，或通過技能檢定。

    例如執照、技術士、甲級、乙級、丙級。執照與檢定由主管機關核發，不是課程的結果。
    """
    return _watched(review, "licence")


@_rule("CUR382", "exaggerated-title", Severity.WARNING)
def exaggerated_title(review: CourseReview) -> Iterator[Finding]:
    """課程名稱誇大。

    例如最強、第一、保證、速成。請用課程教的內容命名。「第一線」「品質保證」等意思不同的說法不算，
    列在 `templates/tables/review.yaml`。
    """
    return _watched(review, "exaggeration")


@_rule("CUR383", "authority-in-title", Severity.WARNING)
def authority_in_title(review: CourseReview) -> Iterator[Finding]:
    """課程名稱暗示政府或官方的權威。

    例如國家、政府、官方、部定。「政府採購」「國家公園」等說的是課程內容，不算。
    """
    return _watched(review, "authority")


@_rule("CUR384", "indecent-title", Severity.WARNING)
def indecent_title(review: CourseReview) -> Iterator[Finding]:
    """課程名稱有不雅的字詞。

    請換一個說法。
    """
    return _watched(review, "indecency")


@_rule("CUR385", "level-in-title", Severity.WARNING)
def level_in_title(review: CourseReview) -> Iterator[Finding]:
    """課程名稱裡有職能級別。

    例如第3級、L3。職能級別另有欄位，不可以寫進名稱。
    """
    title, place = _title(review)
    yield from _naming(levels_in(title), place)


@_rule("CUR386", "certificate-in-title", Severity.WARNING)
def certificate_in_title(review: CourseReview) -> Iterator[Finding]:
    """課程名稱讓人以為課程就是認證或檢定。

    命名原則不允許認證、證明、證照、能力鑑定。
    """
    return _watched(review, "certificate")


@_rule("CUR387", "model-in-title", Severity.WARNING)
def model_in_title(review: CourseReview) -> Iterator[Finding]:
    """課程名稱裡有職能制度的用語。

    命名原則不允許職能模型、職能地圖、職能基準、職能單元、職能課程與職能級別。
    """
    return _watched(review, "model")


@_rule("CUR388", "foreign-title", Severity.INFO)
def foreign_title(review: CourseReview) -> Iterator[Finding]:
    """課程名稱大多是外文。

    命名原則要求中文，或國際通用的詞（列在 `templates/tables/review.yaml`，例如 AI、Excel）。
    """
    title, place = _title(review)
    yield from _naming(foreign_words_in(title, review.tables.review), place)
