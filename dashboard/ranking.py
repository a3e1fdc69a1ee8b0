"""The ranking of places, countries or pairs beside the map."""

from collections.abc import Sequence

from dashboard.html_tables import Cell, html_table
from dashboard.language import gettext as _
from dashboard.picture import Picture


def ranking_table(shown: Picture) -> str:
    """Return the counted places as HTML, highest first: place, figure with its quantifier, and rate."""
    rows = [(place.name, place.figure, place.rate_words) for place in shown.counted]
    return ranked((_("Place"), _("Figure"), _("Per 1,000")), rows, caption=_("Where"))


def ranked(head: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str) -> str:
    """Return an HTML table with names to the left and figures to the right; a long one scrolls, by keyboard too.

    Args:
        head: names of the columns.
        rows: cells of each row, the name first.
        caption: what is ranked; the heading above the table says it, so only readers who do not see it are told.
    """
    cells = [[Cell(text, "number" if place else "") for place, text in enumerate(line)] for line in (head, *rows)]
    return html_table(cells[0], cells[1:], caption=caption, look="ranking scrolls")
