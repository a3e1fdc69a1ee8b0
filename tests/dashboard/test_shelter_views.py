"""Room in shelters as tables: what nobody knows is said and is no zero. All shelters and figures are invented."""

from datetime import date

from dashboard.shelter_views import old_lists_words, over_words, place_of, rooms_view, shelters_view
from data.queries.sites import Phase
from tests.data.queries.test_nearest_shelters import ROWS, SITES, people, room, site


def test_room_is_told_for_both_phases_with_what_is_free_and_too_many() -> None:
    found = room(*SITES)
    view = rooms_view(found.units, phase=Phase.AFTER)
    assert view.header[2:] == (
        "Shelters open", "Places in the storm", "Places after it", "People inside", "Places free", "Too many",
    )  # fmt: skip
    assert view.rows == (
        ("Kingston", "6", "\u2013", "at least 170", "at least 240", "162", "at least 60", "not known"),
    )
    assert view.caption == "Room in shelters; free places for a longer stay after the storm"
    assert [one.title for one in view.told] == [
        "Kingston, Places in the storm: at least 170",
        "Kingston, Places after it: at least 240",
        "Kingston, People inside: 162",
        "Kingston, Places free: at least 60",
    ]


def test_free_places_are_those_of_the_phase_asked() -> None:
    (unit,) = rooms_view(room(*SITES, phase=Phase.STORM).units, phase=Phase.STORM).rows
    assert unit[6] == "at least 85"


def test_shelters_over_capacity_are_named_those_with_most_too_many_first() -> None:
    sites = [site(name, 1, capacity_after="10") for name in ("Aa", "Bb", "Cc")]
    rows = [people(12, "Aa"), people(30, "Bb"), people(10, "Cc")]
    found = room(*sites, rows=rows)
    assert over_words(found.sites) == "Over capacity: Bb, Kingston: 20 too many; Aa, Kingston: 2 too many."
    assert over_words(found.sites[2:]) == ""
    assert [row[6] for row in shelters_view(found.sites).rows] == ["2 too many", "20 too many", "0"]


def test_a_country_is_named_where_all_its_shelters_are_told() -> None:
    assert [place_of(one) for one in room(*SITES, rows=ROWS).countries] == ["Jamaica"]


def test_an_old_list_is_told_with_its_day_and_a_newer_one_of_the_state_makes_it_good() -> None:
    old = site("Hall", 1, list_date="2022-01-01")
    assert old_lists_words(room(old).sites, date(2025, 6, 5)) == (
        "Lists of shelters more than two years old; nobody says that these shelters are still there: "
        "Jamaica (1 Jan 2022)."
    )
    assert old_lists_words(room(old, site("Church", 1)).sites, date(2025, 6, 5)) == ""
    assert old_lists_words(room(rows=ROWS).sites, date(2025, 6, 5)) == ""
