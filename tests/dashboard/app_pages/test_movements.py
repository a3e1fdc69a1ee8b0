"""The page Movements: the figures that ship, one row, nothing, an old day, and a broken store."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.movement_views import ORIGIN_MEASURES
from data.importing import import_files
from data.store.opening import open_store
from tests.dashboard.app_pages.test_country import Show, show, words
from tests.dashboard.test_app import COLUMNS, ONE_ROW

__all__ = ["show"]
NOW = datetime(2025, 12, 2, tzinfo=UTC)


def rows(said: str) -> dict[str, str]:
    """Return the rows of the matrix by their heads."""
    body = said[said.index("origin by destination") :]
    return {row.split("</th>")[0]: row for row in body.split('<th scope="row">')[1:]}


def test_venezuelans_in_trinidad_stand_in_the_matrix_and_where_nobody_counted_a_dash(show: Show) -> None:
    app = show("movements")
    assert not app.exception
    assert not app.error
    said = words(app)
    assert app.header[0].value == "Movements, Caricom"
    assert "24,001" in rows(said)["Venezuela"]
    assert '<td class="number">\u2013</td>' in rows(said)["Venezuela"]
    assert "Haiti" in rows(said)


def test_a_state_is_followed_and_only_caricoms_own_people_can_be_asked_for(show: Show) -> None:
    app = show("movements", place="TTO")
    assert set(rows(words(app))) > {"Venezuela", "Guyana"}
    app.radio(key="choice_direction").set_value("between").run()
    shown = rows(words(app))
    assert "Venezuela" not in shown
    assert '<td class="number">10,923</td>' in shown["Guyana"]


def test_where_haitis_people_are_is_told_beyond_the_region_too(show: Show) -> None:
    app = show("movements", place="HTI", measure="refugees")
    app.radio(key="choice_direction").set_value("from").run()
    assert not app.exception
    said = words(app)
    assert "148,252 in all" in said
    assert "Largest: Haiti to Brazil 93,748; Haiti to France 16,362" in said
    assert "the 22 with most people; all 41 pairs are in the table below" in said


def test_a_link_restores_people_and_direction(show: Show) -> None:
    app = show("movements", place="HTI", people="refugees", direction="from")
    assert app.radio(key="choice_direction").value == "from"
    assert app.selectbox(key="choice_people").value == "refugees"
    assert "148,252 in all" in words(app)


@pytest.mark.parametrize("measure", ORIGIN_MEASURES)
def test_every_group_of_people_opens_with_figures_or_says_that_there_are_none(show: Show, measure: str) -> None:
    app = show("movements", measure=measure)
    assert not app.exception
    assert not app.error
    assert ("origin by destination" in words(app)) != bool(app.info)


def test_a_day_before_all_figures_says_that_none_tells_an_origin(show: Show) -> None:
    app = show("movements", day="1950-01-01")
    assert not app.exception
    assert "no figure tells an origin" in words(app)


def test_the_making_of_a_pair_is_one_click_away(show: Show) -> None:
    app = show("movements", place="TTO")
    app.session_state["making_matrix"] = True
    app.run()
    assert app.selectbox(key="making_of_matrix").options[:2] == [
        "All together: 71,497",
        "Venezuela to Trinidad & Tobago: 24,001",
    ]
    assert "people living in a country other than that of their birth" in words(app)


def test_a_quick_choice_narrows_map_and_matrix_and_tells_every_group(show: Show) -> None:
    app = show("movements", origin="caricom", place="TTO")
    assert not app.exception
    assert "choice_direction" not in {one.key for one in app.radio}
    said = words(app)
    assert "Venezuela" not in rows(said)
    assert "30,799 in all" in said
    assert "People of other Caricom states in Caricom states" in said


def test_how_abacos_people_moved_after_dorian_is_told_at_once(show: Show) -> None:
    app = show("movements", event="dorian-2019", place="BHS")
    assert not app.exception
    said = words(app)
    assert "Abaco: about 5,000 moved out" in said
    assert "about 5,500 moved out = 4,800 arrived + about 700" in said
    assert "Nobody counted how many went back." in said
    app.session_state["making_units_BHS"] = True
    app.run()
    assert app.selectbox(key="making_of_units_BHS").options[2] == "Moved, and not told where to: about 700"


def test_without_an_event_those_with_people_moved_are_offered(show: Show) -> None:
    app = show("movements", moves="within")
    app.button(key="ledger_irma-2017").click().run()
    assert not app.exception
    assert app.query_params["event"] == "irma-2017"
    assert "Nobody counted where they arrived" in words(app)


def test_deportations_and_returns_are_told_by_year(show: Show) -> None:
    app = show("movements", moves="returns", place="HTI")
    assert not app.exception
    assert "Deported to here: Haiti 2024, 276,215" in words(app)


@pytest.mark.parametrize("part", ["returns", "within", "missing"])
def test_a_part_of_which_nobody_counted_anything_says_so(show: Show, part: str) -> None:
    app = show("movements", moves=part, day="1950-01-01")
    assert not app.exception
    assert app.info[0].value.startswith(("Nobody counted", "No record tells"))


def test_people_from_a_state_are_told_beside_those_who_died_in_it(show: Show) -> None:
    app = show("movements", moves="missing", place="HTI")
    assert "wherever they died or went missing: 9, 6 records" in words(app)
    app.session_state["making_missing_own"] = True
    app.run()
    assert not app.exception
    assert app.selectbox(key="making_of_missing_own").options[0].endswith("9")


@pytest.mark.parametrize("part", ["returns", "within"])
def test_an_event_that_touched_others_says_so(show: Show, part: str) -> None:
    app = show("movements", moves=part, event="dorian-2019", place="BLZ")
    assert not app.exception
    assert app.info[0].value.startswith("Nobody counted")


def test_missing_migrants_are_points_and_every_record_is_in_the_table(show: Show) -> None:
    app = show("movements", moves="missing", event="dorian-2019", place="BHS")
    assert not app.exception
    assert not app.error
    said = words(app)
    assert "214 in all, 16 records" in said
    assert "People from here" not in said
    assert "The event chosen is left aside" in said
    app.session_state["table_Table of all records"] = True
    app.run()
    assert "2024-07-04" in words(app)


def test_an_invented_move_of_which_more_arrived_than_left_is_a_warning(show: Show, tmp_path: Path) -> None:
    file = tmp_path / "invented.csv"
    row = ONE_ROW.replace("in_shelter,stock", "evacuated,flow").replace("sheltered", "evacuated")
    row = row.replace("one,,flood,DMA", "one,Hurricane Dorian,storm,BHS").replace("2025-11-18", "2019-09-02")
    arrived = row.replace("one,", "two,", 1).replace(",,,national,location", ",New Providence,BS-NP,exact,destination")
    file.write_text(
        f"{COLUMNS}\n{row.replace('national,location', 'national,origin')}\n{arrived.replace(',17,', ',20,')}\n",
        encoding="utf-8",
    )
    import_files(open_store(str(tmp_path / "store")), [file], by="test", now=NOW)
    app = show("movements", store=tmp_path / "store", event="dorian-2019")
    assert not app.exception
    assert "20 arrived, but 17 moved out" in app.warning[0].value.replace("\\", "")


def test_one_row_without_an_origin_is_no_pair(show: Show, tmp_path: Path) -> None:
    file = tmp_path / "invented.csv"
    file.write_text(f"{COLUMNS}\n{ONE_ROW}\n", encoding="utf-8")
    import_files(open_store(str(tmp_path / "store")), [file], by="test", now=NOW)
    app = show("movements", store=tmp_path / "store")
    assert not app.exception
    assert "no figure tells an origin" in words(app)


@pytest.mark.parametrize(
    ("measure", "part", "told"),
    [
        ("deported,flow", "returns", "Deported to here: Dominica 2025, 17"),
        ("missing_or_dead,flow", "missing", "17 in all, 1 record, Invented Bureau"),
        ("evacuated,flow", "within", "Nobody counted who was moved in any event"),
    ],
    ids=["one deportation", "one record without a position", "people moved in no named event"],
)
def test_one_invented_row_fills_its_part(show: Show, tmp_path: Path, measure: str, part: str, told: str) -> None:
    file = tmp_path / "invented.csv"
    file.write_text(f"{COLUMNS}\n{ONE_ROW.replace('in_shelter,stock', measure)}\n", encoding="utf-8")
    import_files(open_store(str(tmp_path / "store")), [file], by="test", now=NOW)
    app = show("movements", store=tmp_path / "store", moves=part)
    assert not app.exception
    assert not app.error
    assert told in words(app)


@pytest.mark.parametrize("part", ["pairs", "returns", "within", "missing"])
def test_a_damaged_store_is_told(show: Show, filled_store: Path, tmp_path: Path, part: str) -> None:
    shutil.copytree(filled_store, tmp_path / "store")
    for file in (tmp_path / "store").rglob("*.parquet"):
        file.chmod(0o600)
        file.write_bytes(b"flipped")
    app = show("movements", store=tmp_path / "store", moves=part)
    assert not app.exception
    assert "The store is damaged" in app.error[0].value
