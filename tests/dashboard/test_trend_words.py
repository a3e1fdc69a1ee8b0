"""A course in words and as a table. All figures are invented."""

from dashboard.selection import Selection
from dashboard.trend_words import trend_table, trend_told, trend_words
from dashboard.trends import source_trend, trend
from tests.data.queries.invented import TODAY, asking, record


def test_the_course_tells_the_newest_figure_of_each_source() -> None:
    rows = [
        record(10, "2025-01-01"),
        record(30, "2025-03-01", quantifier="more_than"),
        record(20, "2025-02-01", source="unhcr"),
    ]
    course = source_trend(Selection(TODAY, place="HTI"), asking(rows))
    assert trend_words(course) == (
        "Newest: IOM Displacement Tracking Matrix more than 30 (1 Mar 2025); "
        "UNHCR Refugee Population Statistics 20 (1 Feb 2025)."
    )


def test_movements_are_told_with_their_year() -> None:
    rows = [record(10, "2024-05-01", measure="new_displacements", source="idmc_gidd")]
    course = source_trend(Selection(TODAY, place="HTI", measure="new_displacements"), asking(rows))
    assert trend_words(course) == "Newest: IDMC Global Internal Displacement Database 10 (2024)."


def test_the_table_has_every_value_as_a_number_and_as_published() -> None:
    rows = [record(10, "2004-01-01"), record(30, "2025-03-01", quantifier="more_than")]
    table = trend_table(trend(Selection(TODAY, place="HTI"), asking(rows)))
    assert table.to_dict("split")["columns"] == ["Day", "State", "Figure", "As published"]
    assert table.values.tolist() == [
        ["1 Jan 2004", "Haiti", 10, "10"],
        ["1 Mar 2025", "Haiti", 30, "more than 30"],
    ]
    assert str(table.dtypes["Figure"]) == "Int64"


def test_every_value_tells_how_it_was_made_the_newest_first() -> None:
    rows = [record(10, "2004-01-01"), record(30, "2025-03-01", quantifier="more_than")]
    told = trend_told(trend(Selection(TODAY, place="HTI"), asking(rows)), "idps")
    assert [one.title for one in told] == ["Haiti, 1 Mar 2025: more than 30", "Haiti, 1 Jan 2004: 10"]
    assert all(one.number.making.sources for one in told)
