"""Files of office programs, spreadsheets and Word documents; what makes them is an extra."""

import importlib.util

from curriculum.errors import CurriculumError

_EXTRA = ("docx", "lxml", "openpyxl", "xlsxwriter")
"""The packages of the extra. It is one extra, so it is there as a whole or asked for as a whole."""

if not all(map(importlib.util.find_spec, _EXTRA)):
    raise CurriculumError("missing-extra", extra="office")
