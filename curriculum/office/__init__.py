"""Files of office programs: written with xlsxwriter, read with openpyxl, which are an extra."""

import importlib.util

from curriculum.errors import CurriculumError

if not all(map(importlib.util.find_spec, ("xlsxwriter", "openpyxl"))):
    raise CurriculumError("missing-extra", extra="office")
