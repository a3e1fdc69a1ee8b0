"""What a person says of the columns of an unknown table becomes a profile, and nothing is lost on the way."""

import pytest

from dashboard.column_meanings import NOT_READ, meaning_of, meanings, profile_of, said_twice
from data.profiles import TARGETS, Profile, missing_in

PROFILE = Profile(
    "",
    ("Island", "When", "Persons", "Families", "Remark"),
    columns={"given_country": "Island", "start_date": "When"},
    figures={"Persons": "in_shelter", "Families": "idps"},
    households=("Families",),
    day_format="%d/%m/%Y",
)


@pytest.mark.parametrize(
    ("column", "key"),
    [
        ("Island", "column:given_country"),
        ("Persons", "figure:in_shelter"),
        ("Families", "households:idps"),
        ("Remark", NOT_READ),
    ],
)
def test_each_column_shows_what_was_proposed(column: str, key: str) -> None:
    assert meaning_of(PROFILE, column) == key
    assert key in meanings()


def test_choices_left_as_proposed_make_the_profile_again() -> None:
    chosen = {column: meaning_of(PROFILE, column) for column in PROFILE.header}
    made = profile_of(PROFILE, chosen, constants={"source_name": "NEMO"}, day_format="%d/%m/%Y", name="")
    assert made == Profile(**{**PROFILE.__dict__, "constants": {"source_name": "NEMO"}})
    assert missing_in(made) == ()


def test_a_column_goes_before_what_is_the_same_in_every_row_and_nothing_empty_is_said() -> None:
    chosen = {"Island": "column:source_name"}
    constants = {"source_name": "NEMO", "country_iso3": ""}
    made = profile_of(PROFILE, chosen, constants=constants, day_format="", name="n")
    assert (made.columns, made.constants, made.figures, made.name) == ({"source_name": "Island"}, {}, {}, "n")


def test_two_columns_for_one_meaning_are_told_but_several_numbers_are_not() -> None:
    chosen = {"Island": "column:start_date", "When": "column:start_date", "a": "figure:idps", "b": "figure:idps"}
    assert said_twice(chosen) == ["Day, or first day"]


def test_every_column_that_a_record_may_take_is_offered_once() -> None:
    offered = [key.removeprefix("column:") for key in meanings() if key.startswith("column:")]
    assert sorted(offered) == sorted(TARGETS)
