"""Numbers as sources write them, turned into a figure, its upper end and its quantifier.

Everything works on columns: ``parsed_figure(pl.col("population"))`` is a struct of text, which ``data/checks.py``
then tests. Text that is no number is handed on as it is, so that the check can quote it.
"""

import re

import polars as pl

from data.distinct import distinct_values
from data.schema import Quantifier

MISSING = ("", "na", "n/a", "nan", "none", "null", "not available", "-", "--", "..", "...", "unknown")
"""Words for "not known", compared without case and outer blanks; never zero."""

_NUMBER = r"(\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)(?:\.0+)?"
_RANGE = rf"^{_NUMBER}\s*(?:-|\u2013|to)\s*{_NUMBER}$"
_SINGLE = rf"^{_NUMBER}$"
_PLAIN = r"^\d+$"
_UNCLEAN = r"^\s|\s$|(?i)^(?:" + "|".join(re.escape(word) for word in MISSING) + ")$"
_QUALIFIERS: tuple[tuple[str, Quantifier], ...] = (
    (r"^(?:>=|\u2265|at least|more than or equal to|minimum(?: of)?)\s*", Quantifier.AT_LEAST),
    (r"^(?:<=|\u2264|up to|at most|maximum(?: of)?)\s*", Quantifier.UP_TO),
    (r"^(?:>|more than|over|above)\s*", Quantifier.MORE_THAN),
    (r"^(?:<|less than|fewer than|under|below)\s*", Quantifier.LESS_THAN),
    (
        r"^(?:~|\u2248|about|around|approximately|approx\.?|nearly|almost|some|circa|ca\.?|c\.)\s*",
        Quantifier.APPROXIMATELY,
    ),
    (r"^(?:exactly|total)\s*", Quantifier.EXACT),
)


def known(text: pl.Expr) -> pl.Expr:
    """Return the text trimmed, and missing where the source says in words that it does not know."""
    trimmed = text.str.strip_chars()
    return pl.when(trimmed.str.to_lowercase().is_in(MISSING)).then(None).otherwise(trimmed)


def parsed_figure(text: pl.Expr) -> pl.Expr:
    """Return ``figure``, ``figure_high`` and ``quantifier`` as a struct of text.

    ``>1,800,000`` is more than 1800000, ``<5`` is less than 5, ``6563.0`` is 6563, ``10-20`` is a range. A text that
    is no number stays in ``figure`` as it was. A number without a word is exact.
    """
    given = known(text)
    bare, quantifier = given.str.to_lowercase(), pl.lit(None, dtype=pl.String)
    for pattern, word in reversed(_QUALIFIERS):
        matches = given.str.contains(f"(?i){pattern}")
        bare = pl.when(matches).then(given.str.to_lowercase().str.replace(pattern, "")).otherwise(bare)
        quantifier = pl.when(matches).then(pl.lit(word.value)).otherwise(quantifier)
    is_range, is_single = bare.str.contains(_RANGE), bare.str.contains(_SINGLE)
    figure = (
        pl.when(is_range)
        .then(_digits(bare.str.extract(_RANGE, 1)))
        .when(is_single)
        .then(_digits(bare.str.extract(_SINGLE, 1)))
        .otherwise(given)
    )
    meaning = (
        pl.when(is_range)
        .then(pl.lit(Quantifier.RANGE.value))
        .when(is_single)
        .then(pl.coalesce(quantifier, pl.lit(Quantifier.EXACT.value)))
    )
    high = pl.when(is_range).then(_digits(bare.str.extract(_RANGE, 2)))
    return pl.struct(figure.alias("figure"), high.alias("figure_high"), meaning.alias("quantifier"))


def with_figure(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return the table with ``figure``, ``figure_high`` and ``quantifier`` read from one of its columns."""
    given = frame[column]
    if given.null_count() == 0 and given.str.contains(_PLAIN).all():
        return frame.with_columns(
            given.alias("figure"),
            pl.lit(None, dtype=pl.String).alias("figure_high"),
            pl.lit(Quantifier.EXACT.value).alias("quantifier"),
        )
    distinct = pl.DataFrame({"given": given.unique()})
    parsed = distinct.with_columns(parsed_figure(pl.col("given")).alias("parsed")).unnest("parsed")
    texts = pl.DataFrame({"given": given})
    found = texts.join(parsed, on="given", how="left", nulls_equal=True, maintain_order="left")
    return frame.with_columns(found.drop("given").get_columns())


def with_known(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, pl.Series]]:
    """Return the table with every text trimmed, and missing where the source says that it does not know.

    Beside it the distinct texts of the columns in which there was nothing to mend.
    """
    texts = [name for name, type_ in frame.schema.items() if type_ == pl.String]
    distinct = distinct_values(frame, texts)
    unclean = [name for name, values in distinct.items() if values.str.contains(_UNCLEAN).any()]
    clean = {name: values for name, values in distinct.items() if name not in unclean}
    return frame.with_columns(known(pl.col(name)).alias(name) for name in unclean), clean


def _digits(number: pl.Expr) -> pl.Expr:
    return number.str.replace_all(r"[, \u00a0\u202f]", "")
