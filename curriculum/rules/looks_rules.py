"""Rules on the looks of the site that `course.yaml` asks for."""

from collections.abc import Iterator

from curriculum.colours import LEAST, contrast, readable
from curriculum.problems import Severity
from curriculum.reading.logo import LARGEST_LOGO, Logo
from curriculum.rules.course_rulebook import COURSE_RULES, CourseReview
from curriculum.rules.registry import Finding

_ON_COLOUR = "#ffffff"
"""The text of the header stands on the colour."""


@COURSE_RULES.rule("CUR393", "pale-colour", Severity.WARNING)
def pale_colour(review: CourseReview) -> Iterator[Finding]:
    """網站的顏色太淺，上面的白字看不清楚。

    頁首的白字與顏色的對比至少要 4.5:1（WCAG AA）。太淺的顏色，網站會改用最接近、夠深的顏色；
    請換一個深一點的顏色，或接受網站改用的顏色。
    """
    colour = review.decisions.site.colour
    if colour and contrast(colour.value, _ON_COLOUR) < LEAST:
        details = {
            "found": colour.value,
            "contrast": f"{contrast(colour.value, _ON_COLOUR):.1f}",
            "used": readable(colour.value, _ON_COLOUR),
        }
        yield Finding(place=colour.place, details=details)


@COURSE_RULES.rule("CUR394", "unusable-logo", Severity.WARNING)
def unusable_logo(review: CourseReview) -> Iterator[Finding]:
    """網站的標誌不能用。

    標誌要放在課程資料夾的 `content/` 裡，檔名與大小寫都要相同，格式是 SVG、PNG 或 JPG，
    不超過 200 kB。SVG 裡只保留畫圖的部分，程式與外部連結都會拿掉。
    標誌不能用的時候，網站用原來的圖示。
    """
    logo = review.decisions.site.logo
    read = review.opened.logo or Logo(why="missing")
    if logo and read.why:
        limit = str(LARGEST_LOGO // 1000)
        details = {"found": logo.value, "why": read.why, "limit": limit}
        yield Finding(place=logo.place, details=details)
