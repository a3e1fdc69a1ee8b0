"""Deportations and returns by state and year, counted apart: a dash where nobody counted, 0 where nobody was."""

from datetime import date

from dashboard.periods import Ask
from dashboard.return_views import return_years, returns_table, returns_view, returns_words
from tests.dashboard.conftest import Choose

DAY = date(2025, 12, 1)


def test_haitians_deported_from_the_dominican_republic_stand_by_year(ask: Ask, choose: Choose) -> None:
    selection = choose(day=DAY, place="HTI")
    found = return_years(selection, ask)
    view = returns_view(found)
    assert view.header == ("Year", "State", "Deported to here", "Returned to here", "Returned from here")
    assert view.rows[:3] == (
        ("2025", "Haiti", "more than 242,655", "\u2013", "\u2013"),
        ("2024", "Haiti", "276,215", "0", "\u2013"),
        ("2009", "Haiti", "\u2013", "7", "\u2013"),
    )
    assert view.told[0].title == "Haiti, 2025, Deported to here: more than 242,655"
    assert view.told[0].number.making.parts


def test_the_newest_of_each_is_told_with_its_source_and_what_nobody_counted(ask: Ask, choose: Choose) -> None:
    selection = choose(day=DAY, place="HTI")
    words = returns_words(return_years(selection, ask), selection)
    assert words[0] == (
        "Deported to here: Haiti 2025, more than 242,655 (Haiti Chronicle (GARR) \u00b7 30 Nov 2025 \u00b7 1 day old)."
    )
    assert words[2] == "Deported from here: not counted."


def test_all_pairs_and_years_stand_in_the_table(ask: Ask, choose: Choose) -> None:
    table = returns_table(choose(day=DAY, place="HTI"), ask)
    first = table.iloc[0].to_dict()
    assert (first["Year"], first["Measure"], first["From"], first["To"], first["As published"]) == (
        "2025", "Deported", "Dominican Republic", "Haiti", "more than 242,655",
    )  # fmt: skip
    assert set(table["Measure"]) == {"Deported", "Returned"}
    assert not table.duplicated(["Year", "Measure", "From", "To"]).any()


def test_lines_of_nobody_are_shown_where_there_are_no_others(ask: Ask, choose: Choose) -> None:
    found = tuple(one for one in return_years(choose(day=DAY, place="HTI"), ask) if one.year == 2016)
    assert returns_view(found).rows == (("2016", "Haiti", "0"),)


def test_an_event_is_kept_and_one_that_nobody_counted_has_no_line(ask: Ask, choose: Choose) -> None:
    event = return_years(choose(day=DAY, event="dominican-returns"), ask)
    assert [(one.year, one.iso3) for one in event] == [(2025, "HTI"), (2024, "HTI")]
    assert return_years(choose(day=DAY, event="dorian-2019", place="BHS"), ask) == ()
