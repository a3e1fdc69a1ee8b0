"""The page Trends: every comparison with the figures that ship, one row, nothing, an old count, and a broken store."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.importing import import_files
from data.store.opening import open_store
from tests.dashboard.app_pages.test_country import Show, show, words
from tests.dashboard.test_app import COLUMNS, ONE_ROW

__all__ = ["show"]
NOW = datetime(2025, 12, 2, tzinfo=UTC)
VIEWS = ("states", "measures", "events", "all", "season")


def test_the_states_with_most_displaced_people_are_compared_at_first(show: Show) -> None:
    app = show("trends")
    assert not app.exception
    said = words(app)
    assert app.header[0].value == "Trends, Caricom"
    assert "Newest: Haiti about 1,300,000 (11 Jun 2025); Bahamas 30 (31 Dec 2024)" in said
    assert "Marked: Hurricane Dorian 24 Aug 2019" in said
    assert len(app.get("vega_lite_chart")) == 1


def test_the_chart_tells_its_finding_to_those_who_do_not_see_it(show: Show) -> None:
    chart = show("trends").get("vega_lite_chart")[0].proto
    assert chart.alt.startswith("Internally displaced people. Newest: Haiti about 1,300,000")


@pytest.mark.parametrize("view", VIEWS)
def test_every_comparison_opens_for_the_region_and_for_a_state(show: Show, view: str) -> None:
    for address in ({}, {"place": "VCT", "shown": "rate"}, {"country": "HTI,JAM", "shown": "index", "scale": "one"}):
        app = show("trends", compare=view, **address)
        assert not app.exception, address
        assert not app.error, address


def test_all_22_states_have_a_lane_and_those_without_a_count_say_so(show: Show) -> None:
    app = show("trends", compare="all")
    told = app.get("vega_lite_chart")[0].proto.alt
    assert told.endswith("St. Kitts & Nevis; Suriname; Turks & Caicos Islands.")
    assert told.split("Not counted in the time shown: ")[1].count(";") == 12
    assert "Each lane has a scale of its own" in words(app)


def test_measures_are_those_of_one_state_and_one_must_be_chosen(show: Show) -> None:
    app = show("trends", compare="measures")
    assert len([button for button in app.button if str(button.key).startswith("state_")]) == 22
    app.button(key="state_HTI").click().run()
    assert app.query_params["place"] == "HTI"


def test_events_are_laid_on_day_0_and_chosen_by_the_address(show: Show) -> None:
    said = words(show("trends", compare="events", events="dorian-2019"))
    assert "Newest: Hurricane Dorian 2019, Bahamas about 1,735 (day 22)" in said
    assert "People in shelters, by days after the event came" in said
    assert "Day 0 is the day on which the stored track comes nearest to the state" in said


def test_dominicas_season_is_told_with_what_no_record_can_say(show: Show) -> None:
    said = words(show("trends", place="DMA", compare="season", years="all"))
    assert "most in 2017: 34,798" in said
    assert "nothing stored here counts homes destroyed" in said
    assert "dated by its last day" in said


def test_a_choice_is_written_into_the_address(show: Show) -> None:
    app = show("trends")
    app.selectbox(key="choice_shown").set_value("rate").run()
    assert app.query_params["shown"] == "rate"


def test_the_making_of_a_point_is_one_click_away(show: Show) -> None:
    app = show("trends", place="HTI")
    app.session_state["making_comparison"] = True
    app.run()
    assert app.selectbox(key="making_of_comparison").options[0] == "Haiti, 11 Jun 2025: about 1,300,000"


@pytest.mark.parametrize("view", ["states", "events", "all", "season"])
def test_a_day_before_all_figures_says_so(show: Show, view: str) -> None:
    app = show("trends", day="1950-01-01", compare=view)
    assert not app.exception
    assert app.info
    assert not app.get("vega_lite_chart")


def test_one_row_is_one_point_and_an_old_one_tells_its_day(show: Show, tmp_path: Path) -> None:
    file = tmp_path / "invented.csv"
    file.write_text(f"{COLUMNS}\n{ONE_ROW}\n", encoding="utf-8")
    import_files(open_store(str(tmp_path / "store")), [file], by="test", now=NOW)
    app = show("trends", store=tmp_path / "store", years="all", measure="in_shelter")
    assert not app.exception
    assert "Newest:" in words(app)


def test_a_damaged_store_is_told(show: Show, filled_store: Path, tmp_path: Path) -> None:
    shutil.copytree(filled_store, tmp_path / "store")
    for file in (tmp_path / "store").rglob("*.parquet"):
        file.chmod(0o600)
        file.write_bytes(b"flipped")
    app = show("trends", store=tmp_path / "store")
    assert not app.exception
    assert "The store is damaged" in app.error[0].value
