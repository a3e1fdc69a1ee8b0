"""The page Evacuation: events with the figures that ship, one row, nothing, an old day, and a broken store."""

import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from data.events import EVENTS
from data.importing import import_files
from data.store.opening import open_store
from tests.dashboard.app_pages.test_country import Show, show, words
from tests.dashboard.test_app import COLUMNS

__all__ = ["show"]
NOW = datetime(2025, 12, 2, tzinfo=UTC)
ONE_ROW = (
    "one,Hurricane Maria,storm,DMA,,,national,origin,2017-09-18,,evacuated,flow,170,,exact,person,evacuated,"
    "recommended,Invented Bureau,https://example.org/invented,other,low,invented for this test"
)


def test_without_an_event_all_that_have_a_name_are_offered_newest_first(show: Show) -> None:
    app = show("evacuation")
    assert len(app.button) == len(EVENTS)
    assert app.button[0].label == "Hurricane Melissa 2025"
    app.button(key="event_dorian-2019").click().run()
    assert app.query_params["event"] == "dorian-2019"


def test_saint_vincents_sum_that_does_not_close_is_shown_with_all_its_numbers(show: Show) -> None:
    app = show("evacuation", event="la-soufriere-2021", day="2021-04-30", place="VCT")
    assert not app.exception
    assert not app.error
    said = app.warning[0].value.replace("\\", "")
    assert said == (
        "This does not add up. St. Vincent & Grenadines, 15 April 2021: People in shelters 4,136 + People with host "
        "families 3,718 = 7,854, but Internally displaced people 7,411. That is 443 too many. All are shown as "
        "published; nothing was mended."
    )


def test_the_course_and_ledger_tell_what_was_not_counted(show: Show) -> None:
    said = words(show("evacuation", event="la-soufriere-2021", day="2021-04-30", place="VCT"))
    assert "Ordered to evacuate more than 20,000 (10 Apr 2021)" in said
    assert "Not counted: Evacuated, People in rented rooms, Returned." in said
    said = said.replace("\u00a0", " ")
    start = said.index('<th scope="row">15 Apr 2021</th>')
    assert said[start : said.index("</tr>", start)] == (
        '<th scope="row">15 Apr 2021</th><td class="number">(more than 20,000, 10 Apr 2021)</td>'
        '<td class="number">\u2013</td><td class="number">4,136</td><td class="number">3,718</td>'
        '<td class="number">\u2013</td><td class="number">\u2013</td><td class="number">\u2013</td>'
    )
    assert "Nobody counted how many moved, so no balance can be told" in said


def test_dorians_open_balance_names_where_its_people_may_be(show: Show) -> None:
    said = words(show("evacuation", event="dorian-2019", day="2019-12-31"))
    assert "Open: of about 3,765 who moved nothing is told on 23 September 2019." in said
    assert "They may be among those not counted: People with host families, People in rented rooms, Returned." in said


def test_dorians_track_shelters_and_ways_out_are_told_for_the_unit_chosen(show: Show) -> None:
    said = words(show("evacuation", event="dorian-2019", day="2019-09-14", place="BHS/BS-NP"))
    assert "Kendal Isaacs Gym" in said
    assert '<th scope="row">1 Sept 2019 16:40</th>' in said or '<th scope="row">1 Sep 2019 16:40</th>' in said
    assert "Nearest recorded position to New Providence:" in said
    assert "Ports and airports nearest to New Providence, as the crow flies" in said
    assert "New Providence has 7 shelters on a list" in said
    assert '<th scope="row">Pilgrim Baptist Temple</th><td>New Providence</td><td class="number">not known</td>' in said
    assert "Shelters listed: 7. With free places: 3. Full: 0. Nobody can say: 4." in said
    assert said.count('<th scope="row">Port</th>') == 3
    assert said.count('<th scope="row">Airport</th>') == 3


SHELTERS = (
    "country,event,date,parish,community,shelter_name,shelter_id,latitude,longitude,status,is_school,capacity_storm,"
    "capacity_after,people_in_shelter,shelters_open,source_name\n"
    "Grenada,Hurricane Beryl,2024-07-04,Saint George,,INVENTED School,1,12.05,-61.75,open,yes,200,80,97,,Invented\n"
    "Grenada,Hurricane Beryl,2024-07-04,Saint George,,INVENTED Hall,2,12.06,-61.75,open,no,150,60,40,,Invented\n"
    "Grenada,Hurricane Beryl,2024-07-04,Saint Andrew,,INVENTED Church,3,12.15,-61.62,open,no,90,50,5,,Invented\n"
)


def import_text(store: Path, text: str) -> None:
    """Import rows that are invented."""
    file = store.parent / "invented.csv"
    file.write_text(text, encoding="utf-8")
    import_files(open_store(str(store)), [file], by="test", now=NOW)


def test_an_over_full_school_leads_to_the_nearest_free_places(show: Show, tmp_path: Path) -> None:
    import_text(tmp_path / "store", SHELTERS)
    app = show("evacuation", store=tmp_path / "store", event="beryl-2024", day="2024-07-10", place="GRD")
    assert not app.exception
    said = words(app)
    assert "Over capacity: INVENTED School, Saint George: 17 too many." in said
    start = app.selectbox(key="choice_near")
    assert start.options[0] == "INVENTED School, Saint George: 17 too many"
    table = said[said.index("Free places nearest to INVENTED School, for a longer stay after the storm") :]
    rows = re.findall(r'<th scope="row">(INVENTED [^<]*)</th><td>[^<]*</td><td class="number">([^<]*)</td>', table)
    assert rows[:2] == [("INVENTED Hall", "1.1"), ("INVENTED Church", "18")]


def test_the_storm_has_other_places_than_the_time_after_it(show: Show, tmp_path: Path) -> None:
    import_text(tmp_path / "store", SHELTERS)
    app = show("evacuation", store=tmp_path / "store", event="beryl-2024", day="2024-07-10", place="GRD")
    app.radio(key="choice_room_for").set_value("storm").run()
    assert app.query_params["room_for"] == "storm"
    said = words(app)
    assert "Over capacity" not in said
    assert "for a short stay in the storm" in said


def test_a_day_on_which_schools_are_needed_back_is_chosen_and_never_made_up(show: Show, tmp_path: Path) -> None:
    import_text(tmp_path / "store", SHELTERS)
    app = show("evacuation", store=tmp_path / "store", event="beryl-2024", day="2024-07-10", place="GRD")
    said = words(app)
    assert "1 school is in use as a shelter, with 97 people inside. When term begins is told of none of these." in said
    assert "To be moved by" not in said
    app.date_input(key="choice_back_by").set_value(date(2024, 9, 2)).run()
    assert app.query_params["back_by"] == "2024-09-02"
    assert "To be moved by 2 September 2024: 97 people out of 1 school. 54 days are left." in words(app)


def test_carriacous_shelters_are_named_and_nothing_is_known_of_them(show: Show) -> None:
    app = show("evacuation", event="beryl-2024", day="2024-07-10", place="GRD", near="GD-10")
    said = words(app)
    assert "Southern Grenadine Islands (Carriacou and Petite Martinique) has 6 shelters on a list" in said
    assert "Not known: the position of 6, the places of 6, the people inside of 6." in said
    assert "Shelters listed: 42. With free places: 0. Full: 0. Nobody can say: 42." in said


def test_a_place_in_the_address_that_is_not_offered_gives_way_to_one_that_is(show: Show) -> None:
    app = show("evacuation", event="beryl-2024", day="2024-07-10", place="GRD", near="<b>nowhere</b>")
    assert not app.exception
    assert not app.error
    assert "nowhere" not in words(app)


def test_every_event_opens(show: Show) -> None:
    for event in ("melissa-2025", "beryl-2024", "maria-2017", "haiti-earthquake-2010", "dominican-returns"):
        app = show("evacuation", event=event)
        assert not app.exception, event
        assert not app.error, event


def test_before_its_first_report_nothing_is_shown_as_counted(show: Show) -> None:
    app = show("evacuation", event="dorian-2019", day="2019-08-01")
    assert not app.exception
    assert "Nobody counted this event" in words(app)


def test_one_row_alone_makes_a_ledger_of_one_day(show: Show, tmp_path: Path) -> None:
    import_text(tmp_path / "store", f"{COLUMNS}\n{ONE_ROW}\n")
    app = show("evacuation", store=tmp_path / "store", event="maria-2017")
    assert not app.exception
    said = words(app)
    assert "Open: of 170 who moved nothing is told on 18 September 2017." in said
    assert "The store holds no track of this storm." in said
    assert "No list of shelters with names is stored for: Dominica." in said


def test_a_damaged_store_is_told(show: Show, filled_store: Path, tmp_path: Path) -> None:
    shutil.copytree(filled_store, tmp_path / "store")
    for file in (tmp_path / "store").rglob("*.parquet"):
        file.chmod(0o600)
        file.write_bytes(b"flipped")
    app = show("evacuation", store=tmp_path / "store", event="dorian-2019")
    assert not app.exception
    assert "The store is damaged" in app.error[0].value
