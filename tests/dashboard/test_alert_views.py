"""Alerts name every place of which many people are displaced, small states too, with share and number."""

from datetime import date
from typing import Any

import pytest

from dashboard.alert_views import alert_words, alerts, alerts_title, alerts_view, thresholds_words
from dashboard.periods import Ask
from dashboard.selection import Selection
from data.known_places import known_places
from data.queries.policy import Policy
from tests.dashboard.conftest import Choose
from tests.data.queries.invented import asking, record

DAY = date(2025, 6, 30)
POLICY = Policy(known_places())


def invented(*rows: dict[str, object]) -> Ask:
    """Return what answers from invented records; the people of each place are those that the app knows."""
    return asking(rows, policy=POLICY)


def people(country: str, figure: int, **values: Any) -> dict[str, object]:
    return record(figure, country_iso3=country, **values)


@pytest.mark.parametrize(
    ("figure", "step"),
    [(100, None), (101, 1000), (1_007, 100), (10_065, 10)],
    ids=["below", "one in 1,000", "one in 100", "one in 10"],
)
def test_a_state_is_named_from_one_in_a_thousand_of_its_own_people(figure: int, step: int | None) -> None:
    ask = invented(people("VCT", figure), people("VCT", 100_647, measure="population"))
    found = alerts(Selection(DAY), ask)
    assert [alert.step for alert in found] == ([step] if step else [])


def test_the_share_keeps_what_the_source_said() -> None:
    ask = invented(people("VCT", 5_000, quantifier="more_than"), people("VCT", 100_000, measure="population"))
    [alert] = alerts(Selection(DAY), ask)
    assert alert_words(alert) == (
        "St. Vincent & Grenadines: Internally displaced people more than 5,000, more than 5 % of all who live there"
    )


def test_a_unit_stands_beside_its_state_only_where_it_is_graver() -> None:
    rows = [
        people("HTI", 20_000),
        people("HTI", 9_000, admin1_code="HT-CE"),
        people("HTI", 9_000, admin1_code="HT-OU"),
        people("HTI", 10_000_000, measure="population"),
        people("HTI", 80_000, measure="population", admin1_code="HT-CE"),
        people("HTI", 4_000_000, measure="population", admin1_code="HT-OU"),
    ]
    region = alerts(Selection(DAY), invented(*rows))
    assert [(alert.place, alert.step) for alert in region] == [("Centre, Haiti", 10), ("Haiti", 1000)]
    state = alerts(Selection(DAY, place="HTI"), invented(*rows))
    assert [alert.place for alert in state] == ["Centre, Haiti", "Ouest, Haiti", "Haiti"]


def test_movements_of_long_ago_alert_nobody() -> None:
    old, new = "2025-05-01", "2025-06-20"
    rows = [people("VCT", 900, start=day, measure="evacuated") for day in (old, new)]
    [alert] = alerts(Selection(DAY), invented(*rows, people("VCT", 100_000, measure="population")))
    assert alert.number.amount is not None
    assert alert.number.amount.figure == 900


def test_more_people_than_lived_there_are_told_as_that(ask: Ask, choose: Choose) -> None:
    [barbuda, *_] = alerts(choose(day=date(2017, 9, 15)), ask)
    assert alert_words(barbuda) == (
        "Barbuda, Antigua & Barbuda: Evacuated about 1,800, more than the 1,634 (national census 2011) "
        "who were counted as living there"
    )


def test_nobody_displaced_is_no_alert() -> None:
    assert alerts(Selection(DAY), invented()) == ()


def test_the_line_names_the_gravest_and_how_many_more(ask: Ask, choose: Choose) -> None:
    assert alerts_title(alerts(choose(), ask)) == (
        "Haiti: Internally displaced people about 1,300,000, about 11 % of all who live there; "
        "2 more places above 1 in 1,000"
    )


def test_the_table_has_absolute_numbers_and_whom_they_are_divided_by(ask: Ask, choose: Choose) -> None:
    selection = choose(day=date(2021, 4, 15), event="la-soufriere-2021", place="VCT")
    found = alerts(selection, ask)
    view = alerts_view(found, selection)
    assert view.rows[2][:4] == ("St. Vincent & Grenadines", "People in shelters", "4.1 %", "1 in 100 people or more")
    assert view.rows[2][4:6] == ("4,136", "100,647 (Unicode CLDR 48, which gives no year)")
    assert len(view.told) == len(found) == len(view.rows)
    assert "of movements all of the event" in thresholds_words(selection)
    assert "of movements those of the 30 days up to the day" in thresholds_words(choose())
