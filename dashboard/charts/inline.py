"""Rows inside a chart: days as moments that stay the same day wherever the reader's clock stands."""

from collections.abc import Mapping, Sequence
from datetime import date

import altair as alt

Rows = Sequence[Mapping[str, object]]


def noon(day: date) -> str:
    """Return the middle of a day."""
    return f"{day.isoformat()}T12:00:00"


def inline(rows: Rows, *, days: Sequence[str] = ("day",)) -> alt.InlineData:
    """Return rows as the data of a chart.

    Args:
        rows: one mapping per mark.
        days: the columns with the middle of a day.
    """
    parse = dict.fromkeys(days, "date")
    return alt.InlineData(values=list(rows), format=alt.JsonDataFormat(parse=parse))
