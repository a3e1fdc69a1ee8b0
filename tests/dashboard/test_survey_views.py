"""A survey on the page: words, tables, bars and downloads say of a hidden group that it is hidden, and nothing else."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.charts.skills_chart import skills_chart
from dashboard.match_views import match_finding, matches_view, rule_view
from dashboard.palette import Theme
from dashboard.survey_views import (
    age_words,
    all_cells,
    countries_view,
    experience_view,
    offers_view,
    older_words,
    residences,
    skills,
    skills_finding,
    skills_view,
    survey_of,
    survey_words,
)
from data.disclosure.diaspora_matches import matches, open_needs
from data.disclosure.diaspora_survey import SurveyTables
from tests.data.disclosure.survey import BUILDERS, CLERKS, NURSES, TEACHERS, desk_over, offers, partial, people
from tests.data.queries.invented import record

DAY = date(2025, 6, 30)
SMALL = 7


@pytest.fixture
def tables(tmp_path: Path) -> SurveyTables:
    """Return an invented survey in Canada with a group of seven, and one in the United States."""
    return desk_over(
        tmp_path,
        people(60, NURSES), people(40, TEACHERS), people(SMALL, BUILDERS), people(12, CLERKS),
        people(119, experience_band="5-9"), partial(30, NURSES), offers(33, NURSES), offers(25, TEACHERS),
        people(80, NURSES, "USA"), people(70, NURSES, start="2019-01-31", source_name="Older Survey"),
    ).survey("GUY")  # fmt: skip


def test_countries_of_residence_stand_in_the_order_of_their_answers_up_to_the_day(tables: SurveyTables) -> None:
    assert residences(tables, DAY) == ("CAN", "USA")
    assert residences(tables, date(2025, 1, 1)) == ()


def test_who_asked_when_and_how_many_answered_with_partial_answers_beside(tables: SurveyTables) -> None:
    assert survey_words(tables, "CAN") == (
        "Invented Survey, 31 March 2025, people in Canada: complete answers 119; partial answers, kept apart, 30."
    )
    assert older_words(tables) == "An older survey is stored and not added: Older Survey, Canada, 31 Jan 2019."


def test_an_old_survey_is_told_to_be_old(tables: SurveyTables) -> None:
    survey = survey_of(tables, "CAN")
    assert age_words(survey, DAY) == ""
    assert age_words(survey, date(2031, 1, 1)).startswith("The survey is 5 years old.")


def test_a_hidden_group_is_told_as_hidden_in_every_table(tables: SurveyTables) -> None:
    assert skills_view(tables, "CAN", DAY).rows == (
        ("Health professionals", "60", "Health"),
        ("Teaching professionals", "40", "Education"),
        ("General and keyboard clerks", "hidden", "\u2013"),
        ("Building and related trades workers, excluding electricians", "hidden", "Shelter"),
    )
    assert [row[:2] for row in offers_view(tables, "CAN", (), DAY).rows] == [
        ("Education", "25"), ("Health", "33"), ("All who answered", "58"),
    ]  # fmt: skip
    assert experience_view(tables, "CAN", DAY).rows == (("5-9", "119"),)
    assert countries_view(tables, ("CAN", "USA")).rows[0][:3] == ("Canada", "119", "30")


def test_no_words_numbers_or_makings_of_the_page_hold_the_hidden_figures(tables: SurveyTables) -> None:
    found = matches(tables, (), residence="CAN")
    views = [
        skills_view(tables, "CAN", DAY),
        experience_view(tables, "CAN", DAY),
        offers_view(tables, "CAN", (), DAY),
        matches_view(found, "CAN"),
        countries_view(tables, ("CAN", "USA")),
    ]
    shown, hidden = skills(tables, "CAN")
    chart = skills_chart(shown, Theme.LIGHT).to_json()
    said = " ".join([*(view.html() for view in views), chart, skills_finding(shown, hidden, "CAN"),
                     match_finding(found, "CAN"), all_cells(views).to_csv(),
                     *(str(told) for view in views for told in view.told)])  # fmt: skip
    for figure in (SMALL, 12):
        assert f">{figure}<" not in said
        assert f"figure={figure}." not in said
        assert f'"figure": {figure}.' not in said
        assert f",{figure}\n" not in said
    assert set(hidden) == {"General and keyboard clerks", "Building and related trades workers, excluding electricians"}


def test_the_bars_are_those_that_are_shown(tables: SurveyTables) -> None:
    shown, hidden = skills(tables, "CAN")
    assert [one.words for one in shown] == ["60", "40"]
    assert skills_finding(shown, hidden, "CAN") == (
        "Skills in Canada: most are Health professionals 60; Teaching professionals 40. 2 occupations are hidden."
    )


def test_skills_for_health_stand_first_where_health_needs_most(tmp_path: Path) -> None:
    needs = [record(figure, measure=measure, source="office", country_iso3="GUY", sector=sector)
             for measure, figure, sector in (("people_in_need", 1900, "Health"), ("people_reached", 400, "Health"),
                                             ("people_in_need", 900, "Education"))]  # fmt: skip
    desk = desk_over(tmp_path, *needs, people(60, NURSES), people(90, TEACHERS))
    found = matches(desk.survey("GUY"), open_needs(desk.count, "GUY", DAY), residence="CAN")
    assert match_finding(found, "CAN") == "First, Health (open need 1,500): in Canada Health professionals 60."
    assert [row[:5] for row in matches_view(found, "CAN").rows] == [
        ("1", "Health professionals", "60", "Health", "1,500"),
        ("2", "Teaching professionals", "90", "Education", "900; reach not counted"),
    ]


def test_the_rule_is_shown_with_its_reasons() -> None:
    rows = rule_view().rows
    assert ("Health professionals", "Health", "doctors, nurses, midwives and pharmacists treat people") in rows
    assert all(all(row) for row in rows)
