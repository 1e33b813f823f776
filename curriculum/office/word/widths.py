"""How wide the columns of a table are in a Word file, whose lengths are twips."""

from curriculum.composing.widths import column_widths, least_widths
from curriculum.views.parts import Table

EM = 220
"""Twips of a Chinese character of a table's text."""
_BOX = 1.05
"""Ems of a box to tick, which is a letter among the others."""


def least_width(table: Table) -> int:
    """Twips below which the table would have to break what should not be broken."""
    return round(sum(least_widths(table, _BOX)) * EM)


def widths_in_twips(table: Table, available: int) -> list[int]:
    """Twips of each column; together they fill the page, whether or not the table fits it."""
    shares = column_widths(table, available / EM, _BOX) or least_widths(table, _BOX)
    widths = [int(share * available / sum(shares)) for share in shares]
    widths[widths.index(max(widths))] += available - sum(widths)
    return widths
