"""Missing migrants: the points of the map, the years and the table are the same records."""

from typing import Any

import pytest

from dashboard.maps.map_payload import payload
from dashboard.maps.sites_layer import PublishedSites, SiteValue
from dashboard.missing_map import missing_map
from dashboard.missing_views import (
    MOST_INCIDENTS,
    incidents_table,
    missing_question,
    missing_words,
    own_people_question,
    own_people_words,
    points_table,
    years_view,
)
from data.asking import Desk
from data.queries.question import By
from data.queries.record_rows import RecordRow, Show, read_rows
from data.schema import RECORD_SCHEMA
from tests.dashboard.conftest import Choose

INVENTED: dict[str, Any] = {
    "record_id": "one", "country_iso3": "BHS", "figure": 3, "quantifier": "exact", "unit": "person",
    "latitude": 25.1, "longitude": -77.7, "reason": "<b>Drowning</b>", "source": "invented",
}  # fmt: skip


@pytest.fixture(scope="module")
def incidents(desk: Desk) -> tuple[RecordRow, ...]:
    from dashboard.selection import Selection
    from tests.dashboard.conftest import TODAY

    number = desk.count(missing_question(Selection(TODAY))).total
    return read_rows(desk.engine, number, show=Show.IN_NUMBER, take=MOST_INCIDENTS)


def invented(choose: Choose, **values: Any) -> RecordRow:
    start = choose().day
    return RecordRow(dict.fromkeys(RECORD_SCHEMA) | INVENTED | {"start_date": start, "end_date": start} | values, None)


def test_points_years_and_table_add_up_to_the_same_people(
    desk: Desk, choose: Choose, incidents: tuple[RecordRow, ...]
) -> None:
    answer = desk.count(missing_question(choose(), By.YEAR))
    assert answer.total.amount is not None
    assert answer.total.amount.figure == points_table(incidents)["value"].sum() == 624
    assert incidents_table(incidents)["Figure"].sum() == 624
    assert sum(int(row[1]) for row in years_view(answer).rows) == 624
    assert years_view(answer).rows[0] == ("2025", "55")
    assert "2018" not in {row[0] for row in years_view(answer).rows}


def test_the_finding_names_the_source_and_the_worst_record(
    desk: Desk, choose: Choose, incidents: tuple[RecordRow, ...]
) -> None:
    words = missing_words(desk.count(missing_question(choose(), By.YEAR)), incidents, choose())
    assert "624 in all, 50 records, IOM Missing Migrants Project" in words
    assert words.endswith("Most in one record: 68, Turks & Caicos Islands, 24 January 2017.")


def test_an_event_is_left_aside_and_a_state_is_kept(choose: Choose) -> None:
    question = missing_question(choose(event="dorian-2019", place="BHS"))
    assert (question.event, question.countries) == (None, ("BHS",))


def test_people_from_a_state_are_told_wherever_they_died_or_went_missing(desk: Desk, choose: Choose) -> None:
    number = desk.count(own_people_question(choose(place="HTI"))).total
    words = own_people_words(number, 6)
    assert words == "People from here, wherever they died or went missing: 9, 6 records."


def test_a_record_outside_the_region_opens_nothing_and_one_without_position_keeps_its_line(choose: Choose) -> None:
    rows = (
        invented(choose, country_iso3="DOM"),
        invented(choose, record_id="two", latitude=None, longitude=None, figure=1),
    )
    points = points_table(rows)
    assert points["code"].tolist() == ["", "BHS"]
    assert points["latitude"].isna().tolist() == [False, True]
    assert points["figure"].tolist() == ["3 dead or missing", "1 dead or missing"]
    assert len(incidents_table(rows)) == 2


def test_the_map_looks_at_the_points_of_a_state_and_says_how_many_have_none(choose: Choose) -> None:
    rows = (invented(choose, latitude=30.0, longitude=-70.0),)
    published = PublishedSites("places", "values", {"one": 0}, (SiteValue(11.0, "3", ""),), 3.0, 2, None)  # type: ignore[arg-type]  # no file is written
    region = missing_map(published, rows, choose(), summary="finding")
    state = missing_map(published, rows, choose(place="BHS"), summary="finding")
    assert region.view.token == "region"
    assert (state.view.north, state.view.east, state.view.token) == (31.0, -69.0, "missing-BHS")
    assert payload(region)["sites"] == {"places": "places", "values": "values"}
    assert "sites without a published position, not on the map: 2" in [one.words for one in region.legend.entries]
