"""Free places nearby in words. Shelters and figures are invented, but Carriacou's, which ship."""

from datetime import date

from dashboard.nearest_views import nearest_view, nearest_words, own_shelters_words
from dashboard.starting_points import starts, unit_start
from data.asking import Desk
from data.queries.nearest_shelters import nearest_free
from data.queries.question import Question
from data.queries.sites import Phase
from tests.data.queries.test_nearest_shelters import SITES, near, people, room, site


def test_the_nearest_free_places_are_a_table_with_kilometres() -> None:
    view = nearest_view(near(room(*SITES)), unit_start("JM-01"), phase=Phase.AFTER)
    assert view.caption == "Free places nearest to Kingston, for a longer stay after the storm"
    assert view.rows[0] == ("Middle Church", "Kingston", "22.1", "80", "75", "2 Jun 2025", "5", "\u2013")
    assert view.rows[-1] == ("Somewhere", "Kingston", "not known", "20", "5", "2 Jun 2025", "15", "\u2013")
    assert view.told[2].title == "Middle Church, Places free: 5"


def test_what_is_not_known_is_said() -> None:
    assert nearest_words(near(room(*SITES))) == (
        "Shelters listed: 6. With free places: 3. Full: 1. Nobody can say: 2. "
        "Not known: the position of 1, the places of 1, the people inside of 1."
    )


def test_all_known_is_said_too() -> None:
    assert nearest_words(near(room(SITES[0], rows=[people(10, "Far Hall")]))).endswith(
        "Of all of them position, places and people are known."
    )


def test_without_a_list_no_free_place_can_be_named() -> None:
    assert nearest_words(near(room(rows=[]))) == (
        "No shelter is listed by name in these states, so no free place can be named."
    )


def test_carriacous_shelters_are_named_with_what_is_not_known_of_them(desk: Desk) -> None:
    found = desk.shelters(Question("in_shelter", date(2024, 7, 10), countries=("GRD",)))
    start = unit_start("GD-10")
    assert start.title == "Southern Grenadine Islands (Carriacou and Petite Martinique), Grenada"
    assert own_shelters_words(start, found) == (
        "Southern Grenadine Islands (Carriacou and Petite Martinique) has 6 shelters on a list: Bogles Community "
        "Center, Dover Government School, Glad Tidings Assembly, L' Esterre Rosary School, Petite Martinique R.C. "
        "School, Sacred Heart R.C. Church. "
        "Not known: the position of 6, the places of 6, the people inside of 6."
    )
    assert nearest_free(found, latitude=start.latitude, longitude=start.longitude).free == ()


def test_people_may_go_from_an_over_full_shelter_from_a_unit_or_from_another_shelter() -> None:
    found = room(site("Full Hall", 1, capacity_after="10"), *SITES[:1], *SITES[-1:], rows=[people(12, "Full Hall")])
    offered = starts(("JAM",), found)
    titles = [start.title for start in offered.values()]
    assert titles[0] == "Full Hall, Kingston: 2 too many"
    assert titles[1].endswith(", Jamaica")
    assert titles[-1] == "Far Hall, Kingston"
    assert "Somewhere, Kingston" not in titles
    assert offered["jam:Full Hall"].leaving == "jam:Full Hall"
    assert offered["JM-01"].leaving is None
