"""The page Diaspora: all states, one state, nothing, an old day, and a broken store."""

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


def test_all_states_are_ranked_by_their_people_abroad(show: Show) -> None:
    app = show("diaspora")
    assert not app.exception
    said = words(app)
    assert app.header[0].value == "Diaspora, Caricom"
    assert "Most abroad: Haiti 1,769,671" in said
    assert '<th scope="row">Guyana</th><td class="number">438,413</td><td class="number">55.2</td>' in said


def test_guyanas_people_are_told_by_country_with_women_and_men(show: Show) -> None:
    app = show("diaspora", place="GUY")
    assert not app.exception
    said = words(app)
    assert "People from Guyana in 54 other countries: 438,413." in said
    assert "Women and men add up to the total." in said
    chart = app.get("vega_lite_chart")[0].proto
    assert chart.alt.startswith("All 233,318 in 1990, 438,413 in 2020")


def test_a_state_with_people_in_the_channel_islands_and_a_small_territory_open(show: Show) -> None:
    for iso3 in ("HTI", "MSR"):
        app = show("diaspora", place=iso3)
        assert not app.exception, iso3
        assert not app.error, iso3
    assert ">Channel Islands</th>" in words(show("diaspora", place="HTI"))


def test_the_making_of_a_number_is_one_click_away(show: Show) -> None:
    app = show("diaspora", place="GUY")
    app.session_state["making_countries"] = True
    app.run()
    assert app.selectbox(key="making_of_countries").options[:2] == ["All together: 438,413", "United States: 241,573"]


def test_a_day_before_all_estimates_says_so(show: Show) -> None:
    for place in ({}, {"place": "GUY"}):
        app = show("diaspora", day="1950-01-01", **place)
        assert not app.exception
        assert "Nobody estimated up to this day" in words(app)


def test_a_store_without_estimates_says_so(show: Show, tmp_path: Path) -> None:
    file = tmp_path / "invented.csv"
    file.write_text(f"{COLUMNS}\n{ONE_ROW}\n", encoding="utf-8")
    import_files(open_store(str(tmp_path / "store")), [file], by="test", now=NOW)
    app = show("diaspora", store=tmp_path / "store", place="DMA")
    assert not app.exception
    assert "Nobody estimated up to this day where people from here live." in words(app)


def test_a_damaged_store_is_told(show: Show, filled_store: Path, tmp_path: Path) -> None:
    shutil.copytree(filled_store, tmp_path / "store")
    for file in (tmp_path / "store").rglob("*.parquet"):
        file.chmod(0o600)
        file.write_bytes(b"flipped")
    app = show("diaspora", store=tmp_path / "store")
    assert not app.exception
    assert "The store is damaged" in app.error[0].value


SURVEY = (
    "home_country,country_of_residence,survey_date,occupation_group,years_experience_band,interest,answers,count,"
    "source_name\n"
    "GUY,Canada,2025-03-31,22 Health professionals,,,complete,60,Invented Survey\n"
    "GUY,Canada,2025-03-31,32 Health associate professionals,,,complete,45,Invented Survey\n"
    "GUY,Canada,2025-03-31,23 Teaching professionals,,,complete,90,Invented Survey\n"
    "GUY,Canada,2025-03-31,71 Building,,,complete,5,Invented Survey\n"
    "GUY,Canada,2025-03-31,41 Clerks,,,complete,12,Invented Survey\n"
    "GUY,Canada,2025-03-31,22 Health professionals,,return,complete,20,Invented Survey\n"
    "GUY,Canada,2025-03-31,32 Health associate professionals,,return,complete,17,Invented Survey\n"
    "GUY,Canada,2025-03-31,22 Health professionals,,,partial,31,Invented Survey\n"
    "GUY,USA,2025-03-31,22 Health professionals,,,complete,80,Invented Survey\n"
)
NEEDS = (
    "country,date_from,sector,in_need,reached,source_name\n"
    "GUY,2025-05-01,Health,1900,400,Invented Office\nGUY,2025-05-01,Education,300,250,Invented Office\n"
)


@pytest.fixture
def surveyed(tmp_path: Path) -> Path:
    """Return a store with an invented survey and invented needs, filled from our templates."""
    for name, text in (("survey.csv", SURVEY), ("needs.csv", NEEDS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    store = open_store(str(tmp_path / "store"))
    reports = import_files(store, [tmp_path / "survey.csv", tmp_path / "needs.csv"], by="test", now=NOW)
    assert [report.status for report in reports] == ["imported", "imported"]
    return tmp_path / "store"


def test_which_skills_guyanas_diaspora_in_canada_offers_for_health(show: Show, surveyed: Path) -> None:
    app = show("diaspora", store=surveyed, place="GUY", residence="CAN")
    assert not app.exception
    said = words(app)
    assert "people in Canada: complete answers 212; partial answers, kept apart, 31." in said
    told = "First, Health (open need 1,500): in Canada Health professionals 60; Health associate professionals 45."
    assert told in said
    assert "doctors, nurses, midwives and pharmacists treat people" in said
    assert ">5<" not in said


def test_the_country_of_residence_is_chosen_and_stands_in_the_address(show: Show, surveyed: Path) -> None:
    app = show("diaspora", store=surveyed, place="GUY")
    app.selectbox(key="choice_residence").set_value("USA").run()
    assert app.query_params["residence"] == "USA"
    assert "people in United States: complete answers 80" in words(app)


def test_without_a_survey_it_is_said_how_to_bring_one_in(show: Show) -> None:
    said = words(show("diaspora", place="JAM"))
    assert "No survey of the diaspora of Jamaica is stored up to this day." in said
    assert "never a name or contact" in said


def test_an_old_survey_is_marked(show: Show, surveyed: Path) -> None:
    app = show("diaspora", store=surveyed, place="GUY", day="2031-01-01")
    assert not app.exception
    assert "The survey is 5 years old." in words(app)
