"""A course in words and as a table, for readers who do not see its chart or want its numbers."""

from datetime import date

import pandas as pd

from dashboard import formats
from dashboard.html_tables import figure_column
from dashboard.language import gettext as _
from dashboard.table_views import Told
from dashboard.trends import Trend


def trend_words(course: Trend) -> str:
    """Return the newest figure of each line drawn."""
    newest = {row["state"]: row for row in course.drawn.sort_values("day").to_dict("records")}
    told = [
        _("{line} {figure} ({when})").format(
            line=name, figure=newest[name]["words"], when=_when(course, newest[name]["day"].date())
        )
        for name in course.shown
    ]
    return _("Newest: {named}.").format(named="; ".join(told))


def trend_told(course: Trend, measure: str) -> tuple[Told, ...]:
    """Return every value with its making, the newest first."""
    table = course.table.sort_values(["day", "state"], ascending=[False, True])
    rows = zip(table["state"], table["day"], table["number"], strict=True)
    return tuple(Told(f"{name}, {_when(course, day.date())}", measure, number) for name, day, number in rows)


def trend_table(course: Trend) -> pd.DataFrame:
    """Return all values, drawn or not: one row per line and day, or year; numbers as numbers, the words beside them."""
    table = course.table.sort_values(["state", "day"])
    return pd.DataFrame(
        {
            _("Day") if course.is_stock else _("Year"): [_when(course, day.date()) for day in table["day"]],
            _("Source") if course.is_by_source else _("State"): table["state"].to_list(),
            _("Figure"): figure_column(table["figure"].to_list()),
            _("As published"): table["words"].to_list(),
        }
    )


def _when(course: Trend, day: date) -> str:
    """Return the day of a count, or the year of movements."""
    return formats.short_day(day) if course.is_stock else str(day.year)
