"""A state in full: its standing, its events and its sources with their age, also on a day long past."""

from datetime import date

from dashboard.country_views import named_events, sources_view, standing_words
from dashboard.periods import Ask
from dashboard.place_labels import states
from data.asking import Desk
from data.queries.coverage import coverage
from tests.dashboard.conftest import Choose


def test_territories_have_a_standing_and_inhabitants_like_every_state() -> None:
    assert standing_words("JAM").startswith("Member of Caricom; ")
    assert standing_words("BMU").startswith("Associate member of Caricom; ")
    assert "not known to be ratified" in standing_words("MTQ")
    assert all(standing_words(code).endswith(" inhabitants") for code in states())


def test_sources_and_their_age_are_those_of_the_day_looked_at(desk: Desk, ask: Ask, choose: Choose) -> None:
    stored = coverage(desk.engine)
    view = sources_view(choose(place="VCT", day=date(2021, 4, 20)), ask, stored)
    rows = {row[0]: row[1:] for row in view.rows}
    assert rows["The Caribbean News Now (NEMO)"] == (
        "Internally displaced people, People in shelters, Shelters open", "15 Apr 2021", "5 days old",
    )  # fmt: skip
    assert rows["IDMC Global Internal Displacement Database"][1:] == ("7 Sep 2019", "19 months old")
    assert "as named" not in " ".join(rows)


def test_a_source_whose_count_is_past_its_life_is_told_with_its_age(desk: Desk, ask: Ask, choose: Choose) -> None:
    view = sources_view(choose(place="MSR"), ask, coverage(desk.engine))
    assert any("People in shelters" in row[1] and "years old" in row[3] for row in view.rows)


def test_before_all_counts_there_is_no_source(desk: Desk, ask: Ask, choose: Choose) -> None:
    assert sources_view(choose(place="HTI", day=date(1950, 1, 1)), ask, coverage(desk.engine)).rows == ()


def test_events_with_a_name_lead_to_their_course_and_others_do_not(ask: Ask, choose: Choose) -> None:
    assert named_events(choose(place="MSR"), ask) == ["soufriere-hills-1995"]
    assert named_events(choose(place="BMU"), ask) == []
