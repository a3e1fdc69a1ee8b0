"""Numbers and days as sources write them."""

import polars as pl
import pytest

from data.readers.dates import first_day_of_year, last_day_of_year, middle_of_year, parsed_day
from data.readers.figures import with_figure, with_known


@pytest.mark.parametrize(
    ("text", "figure", "high", "quantifier"),
    [
        ("1041229", "1041229", None, "exact"),
        (" 7 ", "7", None, "exact"),
        ("0", "0", None, "exact"),
        ("6563.0", "6563", None, "exact"),
        ("1,800,000", "1800000", None, "exact"),
        ("1 800 000", "1800000", None, "exact"),
        (">1,800,000", "1800000", None, "more_than"),
        ("more than 500", "500", None, "more_than"),
        ("Over 2,000", "2000", None, "more_than"),
        ("<5", "5", None, "less_than"),
        ("fewer than 10", "10", None, "less_than"),
        (">= 3", "3", None, "at_least"),
        ("≥3", "3", None, "at_least"),
        ("more than or equal to 3", "3", None, "at_least"),
        ("up to 15,000", "15000", None, "up_to"),
        ("about 76,000", "76000", None, "approximately"),
        ("~50", "50", None, "approximately"),
        ("almost 2,000", "2000", None, "approximately"),
        ("6,000-8,000", "6000", "8000", "range"),
        ("6000 to 8000", "6000", "8000", "range"),
        ("6000 \u2013 8000", "6000", "8000", "range"),
        ("NA", None, None, None),
        ("nan", None, None, None),
        ("Not available", None, None, None),
        ("-", None, None, None),
        ("", None, None, None),
        (None, None, None, None),
        ("-3", "-3", None, None),
        ("1.5", "1.5", None, None),
        ("12,5", "12,5", None, None),
        ("1.234", "1.234", None, None),
        ("1e308", "1e308", None, None),
        ("5 households", "5 households", None, None),
        ("=1+1", "=1+1", None, None),
    ],
)  # fmt: skip
def test_number_keeps_what_the_source_said_of_it(
    text: str | None, figure: str | None, high: str | None, quantifier: str | None
) -> None:
    parsed = with_figure(pl.DataFrame({"n": [text, "4"]}, schema={"n": pl.String}), "n")
    assert parsed.select("figure", "figure_high", "quantifier").rows() == [
        (figure, high, quantifier),
        ("4", None, "exact"),
    ]


def test_plain_numbers_go_the_short_way_to_the_same_answer() -> None:
    parsed = with_figure(pl.DataFrame({"n": ["4", "12"]}), "n")
    assert parsed.rows() == [("4", "4", None, "exact"), ("12", "12", None, "exact")]


def test_words_for_not_known_are_missing_and_texts_trimmed() -> None:
    table = pl.DataFrame({"a": ["  x ", "N/A", "unknown"], "b": ["y", "z", "0"], "source_row": [2, 3, 4]})
    cells, distinct = with_known(table)
    assert cells.rows() == [("x", "y", 2), (None, "z", 3), (None, "0", 4)]
    assert {name: set(values) for name, values in distinct.items()} == {"b": {"y", "z", "0"}}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-07-01", "2024-07-01"),
        ("2024-07-01T00:00:00", "2024-07-01"),
        ("2024-07-01 00:00:00", "2024-07-01"),
        ("2024-07-01T00:00:00.000Z", "2024-07-01"),
        ("2023-11-06T11:00:00.000Z", "2023-11-06T11:00:00.000Z"),
        ("31/02/2024", "31/02/2024"),
        ("45474", "45474"),
        ("NA", None),
    ],
)
def test_midnight_is_that_day_and_any_other_hour_stays_for_the_check(text: str, day: str | None) -> None:
    assert pl.DataFrame({"t": [text]}).select(parsed_day(pl.col("t"))).item() == day


def test_days_of_a_year() -> None:
    years = pl.DataFrame({"y": ["2020", "2020.0", "20", None]})
    days = years.select(
        first_day_of_year(pl.col("y")).alias("first"),
        middle_of_year(pl.col("y")).alias("middle"),
        last_day_of_year(pl.col("y")).alias("last"),
    )
    whole = ("2020-01-01", "2020-07-01", "2020-12-31")
    assert days.rows() == [whole, whole, ("20", "20", "20"), (None, None, None)]
