"""Women, men and ages of a state as tables that say how much is broken down. All figures are invented."""

from typing import Any

from dashboard.language import speaking
from dashboard.selection import Selection
from dashboard.sex_age_views import Breakdown, breakdowns_of
from tests.data.queries.invented import TODAY, asking, record


def people(number: int, sex: str | None = None, age: str | None = None, **values: Any) -> dict[str, Any]:
    """Return displaced people in Haiti, of one sex and age or of all."""
    return record(number, sex=sex, age_band=age, **values)


def told(*rows: dict[str, Any]) -> tuple[Breakdown, ...]:
    return breakdowns_of("idps", Selection(TODAY, place="HTI"), asking(rows))


def test_women_and_men_are_told_with_the_share_that_is_broken_down() -> None:
    (sexes,) = told(people(100), people(20, "male"), people(60, "female"))
    assert sexes.view.caption == "Internally displaced people, by sex"
    assert sexes.view.rows == (("Women and girls", "60", "75 %"), ("Men and boys", "20", "25 %"))
    assert sexes.share == "80 of 100 are broken down (80 %), 1 Jun 2025."


def test_people_of_unknown_sex_are_in_the_table_and_not_broken_down() -> None:
    (sexes,) = told(people(100), people(50, "male"), people(30, "female"), people(20, "unknown"))
    assert sexes.view.rows[-1] == ("Sex not told", "20", "20 %")
    assert sexes.share == "80 of 100 are broken down (80 %), 1 Jun 2025."


def test_ages_stand_from_the_youngest_to_the_oldest() -> None:
    bands = ("5-11", "60+", "12-17", "18-59", "0-4")
    (ages,) = told(people(50), *(people(10, age=band) for band in bands))
    assert [row[0] for row in ages.view.rows] == ["0-4", "5-11", "12-17", "18-59", "60+"]


def test_bands_that_overlap_are_not_added_and_have_no_share() -> None:
    (ages,) = told(people(100), people(40, age="0-17"), people(10, age="12-17"))
    assert [row[1:] for row in ages.view.rows] == [("40", "\u2013"), ("10", "\u2013")]
    assert ages.share == "No share of 100 is told: the age bands overlap; they are not added."


def test_parts_that_exceed_the_whole_have_no_share() -> None:
    (sexes,) = told(people(100), people(80, "female"), people(70, "male"))
    assert sexes.share == "No share of 100 is told: the parts exceed the total, as published."


def test_parts_of_an_earlier_day_are_told_with_both_days() -> None:
    (sexes,) = told(people(100), people(30, "female", start="2025-05-01"))
    assert sexes.share == "Broken down on 1 May 2025: 30. The whole was last counted on 1 Jun 2025: 100."


def test_women_and_men_counted_on_two_days_have_no_share_of_each_other() -> None:
    (sexes,) = told(
        people(100),
        people(30, "female", admin1_code="HT-OU", start="2025-05-01"),
        people(20, "male", admin1_code="HT-SD"),
    )
    assert [row[2] for row in sexes.view.rows] == ["\u2013", "\u2013"]
    assert sexes.share == "20 of 100 are broken down (20 %), 1 Jun 2025."


def test_both_together_are_a_table_with_a_dash_where_nobody_counted() -> None:
    *_, both = told(
        people(100),
        people(20, "female", "0-17"),
        people(10, "male", "0-17"),
        people(5, "female", "60+"),
    )
    assert both.view.header == ("Age in years", "Women and girls", "Men and boys")
    assert both.view.rows == (("0-17", "20", "10"), ("60+", "5", "\u2013"))
    assert both.view.told[0].title == "Women and girls, 0-17: 20"


def test_a_figure_that_nobody_broke_down_has_no_table() -> None:
    assert told(people(100)) == ()


def test_shares_are_written_in_the_readers_language() -> None:
    with speaking("fr"):
        (sexes,) = told(people(300), people(100, "female"), people(200, "male"))
    assert sexes.view.rows[0][2].replace("\u00a0", " ") == "33,3 %"
