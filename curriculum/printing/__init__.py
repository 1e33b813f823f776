"""Documents as PDF, to print; the only room that knows Typst.

What the documents say arrives from `curriculum.views`; how it looks stands in `templates/print`.
The same documents give the same bytes: nothing is dated, and Typst reads nothing but what it is
given.
"""

import importlib.util

from curriculum.errors import CurriculumError

if not importlib.util.find_spec("typst"):
    raise CurriculumError("missing-extra", extra="pdf")
