"""How a number was made, in words: each part, each thing left out and why."""

from datetime import date

import pytest

from dashboard.making_words import LISTED, coverage_sentence, left_out_lines, parts_table, reason_words
from data.queries.answer import LeftOut, Making, Reason
from data.queries.reasons import WORDS
from tests.dashboard.invented import left_out, part


def test_each_part_names_place_source_round_and_age() -> None:
    making = Making(
        (
            part(3, admin1_code="JM-01", operation="Invented flow", reporting_round=4, age_days=12),
            part(5, country_iso3="BHS", place_name="Invented Cay", source_name=None, source="idmc_gidd"),
        )
    )
    assert parts_table(making).to_dict("records") == [
        {
            "Place": "Invented Cay, Bahamas",
            "Figure": "5",
            "Source": "IDMC Global Internal Displacement Database",
            "Operation and round": "",
            "Day": "10 Jul 2024",
            "Age": "same day",
        },
        {
            "Place": "Kingston, Jamaica",
            "Figure": "3",
            "Source": "Invented Bureau",
            "Operation and round": "Invented flow, round 4",
            "Day": "10 Jul 2024",
            "Age": "12 days old",
        },
    ]


def test_what_was_left_out_says_why_newest_first() -> None:
    old = left_out(Reason.PAST_ITS_LIFE, figure=3, date=date(2023, 1, 2))
    new = left_out(Reason.OTHER_SOURCE, figure=9)
    assert left_out_lines(Making((), (old, new))) == [
        "Jamaica: 9, Invented Bureau, 10 Jul 2024: another source for the same people; sources are not added",
        "Jamaica: 3, Invented Bureau, 2 Jan 2023: too old to stand in a total",
    ]


def test_a_reason_without_a_figure_keeps_its_detail() -> None:
    refused = LeftOut(Reason.SECTORS_DO_NOT_ADD, detail="food, shelter")
    assert left_out_lines(Making((), (refused,))) == [f"{WORDS[Reason.SECTORS_DO_NOT_ADD]}: food, shelter"]


def test_a_long_list_is_cut_and_the_rest_counted() -> None:
    making = Making((), tuple(left_out(Reason.OTHER_SOURCE, figure=size) for size in range(LISTED + 2)))
    lines = left_out_lines(making)
    assert (len(lines), lines[-1]) == (LISTED + 1, "and 2 more")


def test_of_many_parts_the_largest_are_listed() -> None:
    table = parts_table(Making(tuple(part(size) for size in range(1, LISTED + 3))))
    assert (len(table), table["Figure"].iloc[0], table["Figure"].iloc[-1]) == (LISTED, str(LISTED + 2), "3")


@pytest.mark.parametrize(("word", "words"), [("unit", "units"), ("country", "states")])
def test_coverage_is_counted_of_what_is_known(word: str, words: str) -> None:
    making = Making((), (), units_counted=2, units_known=22, unit_word=word)
    assert coverage_sentence(making) == f"Counted: 2 of 22 {words}."


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason: Reason) -> None:
    assert reason_words(reason) == WORDS[reason] != ""
