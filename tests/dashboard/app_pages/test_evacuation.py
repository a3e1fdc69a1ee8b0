"""The page Evacuation: events with the figures that ship, one row, nothing, an old day, and a broken store."""

import shutil
from datetime import UTC, datetime
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
    assert said.count('<th scope="row">Port</th>') == 3
    assert said.count('<th scope="row">Airport</th>') == 3


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
    file = tmp_path / "invented.csv"
    file.write_text(f"{COLUMNS}\n{ONE_ROW}\n", encoding="utf-8")
    import_files(open_store(str(tmp_path / "store")), [file], by="test", now=NOW)
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
