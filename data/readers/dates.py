"""Days as sources write them, turned into ``YYYY-MM-DD`` where that is certain.

A time stamp at midnight is that day. Any other hour is left as it is, so that the check refuses it and quotes it: some
exports show the day before in the evening. Day and month in other orders are left alone too; nothing is guessed.
"""

import polars as pl

from data.readers.figures import known

_MIDNIGHT = r"^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?$"


def parsed_day(text: pl.Expr) -> pl.Expr:
    """Return the day as ISO text; a midnight time stamp is that day, anything else stays what it was."""
    given = known(text)
    return pl.when(given.str.contains(_MIDNIGHT)).then(given.str.extract(_MIDNIGHT, 1)).otherwise(given)


def last_day_of_year(year: pl.Expr) -> pl.Expr:
    """Return 31 December of a year given as text; a text that is no year is handed on."""
    return _day_of_year(year, "-12-31")


def first_day_of_year(year: pl.Expr) -> pl.Expr:
    """Return 1 January of a year given as text; a text that is no year is handed on."""
    return _day_of_year(year, "-01-01")


def middle_of_year(year: pl.Expr) -> pl.Expr:
    """Return 1 July of a year given as text; a text that is no year is handed on."""
    return _day_of_year(year, "-07-01")


def _day_of_year(year: pl.Expr, day: str) -> pl.Expr:
    given = known(year).str.replace(r"\.0+$", "")
    return pl.when(given.str.contains(r"^\d{4}$")).then(given + pl.lit(day)).otherwise(given)
