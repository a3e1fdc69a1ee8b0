"""Each event is one click away, and the screen knows which one it shows."""

import pytest

from dashboard.event_views import EVENT_VIEWS, EventView, opened, view_of
from dashboard.selection import Selection
from data.events import BY_ID
from tests.dashboard.conftest import TODAY

HERE = Selection(day=TODAY, measure="refugees", countries=("GUY",), place="GUY/GY-UT", language="fr")
each_view = pytest.mark.parametrize("view", EVENT_VIEWS, ids=lambda view: view.event_id)


@each_view
def test_an_event_opens_on_its_day_and_says_that_it_is_shown(view: EventView) -> None:
    shown = opened(HERE, view)
    assert (shown.day, shown.measure, shown.place, shown.countries) == (view.day, view.measure, view.place, ())
    assert shown.language == "fr"
    assert view_of(shown) is view


@each_view
def test_an_event_is_shown_where_it_was(view: EventView) -> None:
    event = BY_ID[view.event_id]
    assert view.day.isoformat() >= event.start_date
    assert view.place is None or view.place in event.countries


@each_view
def test_an_event_says_its_year_once(view: EventView) -> None:
    assert view.name.count(str(view.day.year)) == (0 if view.title else 1)


def test_no_event_is_the_region_today() -> None:
    assert opened(HERE, None) == Selection(day=TODAY, language="fr")
    assert view_of(opened(HERE, None)) is None


def test_a_crisis_that_rounds_follow_counts_all_records_of_its_state() -> None:
    haiti = next(view for view in EVENT_VIEWS if view.event_id == "haiti-gang-violence")
    assert opened(HERE, haiti).event is None
