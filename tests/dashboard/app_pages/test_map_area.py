"""What a click on the map means for the page."""

from typing import Any

import pytest

from dashboard.app_pages.map_area import Click, click_of


@pytest.mark.parametrize(
    ("act", "meant"),
    [
        ({}, None),
        ({"act": "day", "day": "2024-07-10"}, None),
        ({"act": "place", "area": "HTI", "country": "HTI", "level": "country"}, Click("HTI", "HTI", True)),
        ({"act": "place", "area": "HT-OU", "country": "HTI", "level": "unit"}, Click("HT-OU", "HTI", False)),
        ({"act": "place", "area": "VEN", "country": "VEN", "level": "outside"}, None),
    ],
    ids=["nothing", "a day", "a state", "a unit", "a country outside the region"],
)
def test_a_click_opens_a_state_or_a_unit_and_nothing_else(act: dict[str, Any], meant: Click | None) -> None:
    assert click_of(act) == meant
