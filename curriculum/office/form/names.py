"""The names of OpenDocument's elements and attributes that a form is read and written with."""

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"

BODY = f"{{{OFFICE}}}body"
AUTOMATIC_STYLES = f"{{{OFFICE}}}automatic-styles"

PARAGRAPHS = (f"{{{TEXT}}}p", f"{{{TEXT}}}h")
SPAN = f"{{{TEXT}}}span"
SPACE = f"{{{TEXT}}}s"
WHITE = (SPACE, f"{{{TEXT}}}tab", f"{{{TEXT}}}line-break")
"""What stands for white space."""
ASIDE = (f"{{{TEXT}}}note", f"{{{TEXT}}}ruby-text", f"{{{OFFICE}}}annotation")
"""What stands in a paragraph without being its text."""
DELETED = f"{{{TEXT}}}tracked-changes"
TEXT_STYLE = f"{{{TEXT}}}style-name"

NAME = f"{{{STYLE}}}name"
"""The name of a style."""

GRID = f"{{{TABLE}}}table"
COLUMN = f"{{{TABLE}}}table-column"
ROW = f"{{{TABLE}}}table-row"
ROW_GROUPS = tuple(
    f"{{{TABLE}}}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")
)
CELL = f"{{{TABLE}}}table-cell"
COVERED = f"{{{TABLE}}}covered-table-cell"
TABLE_STYLE = f"{{{TABLE}}}style-name"
ROWS_SPANNED = f"{{{TABLE}}}number-rows-spanned"
COLUMNS_SPANNED = f"{{{TABLE}}}number-columns-spanned"
ROWS_REPEATED = f"{{{TABLE}}}number-rows-repeated"
COLUMNS_REPEATED = f"{{{TABLE}}}number-columns-repeated"
