"""The page Country: every state with the figures that ship, one row, nothing, an old count, and a broken store."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.place_labels import states
from data.importing import import_files
from data.store.embedded import EmbeddedStore
from data.store.opening import open_store
from tests.dashboard.test_app import COLUMNS, ONE_ROW

NOW = datetime(2025, 12, 2, tzinfo=UTC)
TODAY = "2025-11-20"

Show = Callable[..., AppTest]


def _page(page: str, day: str) -> None:  # AppTest runs these lines alone, without imports
    from datetime import date
    from importlib import import_module

    import streamlit as st

    from dashboard.notices import our_errors
    from dashboard.place_labels import states
    from dashboard.selection import selection_of

    with our_errors():
        today, countries = date.fromisoformat(day), frozenset(states())
        selection = selection_of(st.query_params.to_dict(), today=today, countries=countries)
        import_module(f"dashboard.app_pages.{page}").render(selection)


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch, filled_store: Path) -> Iterator[Show]:
    """Return what shows a page at an address, on the store of the tests."""

    def show(page: str = "country", *, store: Path = filled_store, day: str = TODAY, **address: str) -> AppTest:
        monkeypatch.setenv("TRACKER_STORE", str(store))
        arguments = {"page": page, "day": max(day, TODAY)}
        app = AppTest.from_function(_page, kwargs=arguments, default_timeout=60)
        for name, value in (address | ({"day": day} if day != TODAY else {})).items():
            app.query_params[name] = value
        return app.run()

    st.cache_resource.clear()
    yield show
    st.cache_resource.clear()


def words(app: AppTest) -> str:
    """Return all that is written on the page, tables too, without the signs that keep Markdown from reading it."""
    shown = (*app.header, *app.subheader, *app.caption, *app.markdown, *app.info, *app.warning, *app.error)
    tables = [str(one.proto.body) for one in app.get("html")]
    return "\n".join([*(element.value for element in shown), *tables]).replace("\\", "")


def test_without_a_state_all_22_are_offered_territories_among_them(show: Show) -> None:
    app = show()
    offered = [button.label for button in app.button]
    assert offered == [state.name for state in states().values()]
    assert len(offered) == 22
    app.button(key="state_MSR").click().run()
    assert app.query_params["place"] == "MSR"


def test_every_state_opens(show: Show) -> None:
    for iso3 in states():
        app = show(place=iso3)
        assert not app.exception, iso3
        assert not app.error, iso3
        assert app.header[0].value == states()[iso3].name


def test_the_course_of_another_measure_is_chosen_without_leaving_the_map(show: Show) -> None:
    app = show(place="HTI")
    assert "Newest: " in words(app)
    app.selectbox(key="choice_series").set_value("people_in_need").run()
    assert app.query_params["series"] == "people_in_need"
    assert "measure" not in app.query_params


def test_a_measure_counted_once_has_no_course_and_says_so(show: Show) -> None:
    said = words(show(place="GRD", series="idps"))
    assert "Counted at most once in the last ten years, so there is no course to draw." in said


def test_saint_vincents_room_and_what_does_not_close_are_told_without_a_list(show: Show) -> None:
    said = words(show(place="VCT", day="2021-04-20"))
    assert '<th scope="row">St. Vincent & Grenadines</th>' in said.replace("&amp;", "&")
    assert "That is 443 too many." in said
    assert "The store holds no list of shelters" in said
    assert "Member of Caricom; " in said


def test_grenadas_shelters_are_listed_with_what_is_not_known_of_them(show: Show) -> None:
    said = words(show(place="GRD"))
    assert "42 shelters are listed" in said
    unit = "Southern Grenadine Islands (Carriacou and Petite Martinique)"
    assert f'<th scope="row">Bogles Community Center</th><td>{unit}</td>' in said
    assert "not published" in said
    assert '<td class="number">not known</td>' in said


def test_trinidads_exchange_names_both_sides_with_their_sums(show: Show) -> None:
    said = words(show(place="TTO"))
    assert "From here to others: Migrants" in said
    assert '<th scope="row">United States</th><td class="number">208,075</td>' in said
    assert '<th scope="row">All together</th><td class="number">330,519</td>' in said
    assert '<th scope="row">Venezuela</th><td class="number">24,001</td>' in said
    assert '<th scope="row">All together</th><td class="number">71,497</td>' in said


def test_sex_is_told_with_the_share_that_is_broken_down(show: Show) -> None:
    said = words(show(place="BHS"))
    assert '<th scope="row">Women and girls</th><td class="number">30,832</td><td class="number">49.4 %</td>' in said
    assert "are broken down" in said or "Broken down on" in said


def test_jamaicas_events_have_their_own_figures_and_a_dash_where_nobody_counted(show: Show) -> None:
    said = words(show(place="JAM"))
    start = said.index('<th scope="row">Hurricane Melissa</th>')
    row = said[start : said.index("</tr>", start)]
    assert "about 1,100" in row
    assert row.count('<td class="number">\u2013</td>') == 3


def test_a_number_of_a_table_tells_how_it_was_made(show: Show) -> None:
    app = show(place="TTO")
    app.session_state["making_received"] = True
    app.run()
    said = words(app)
    assert "people living in a country other than that of their birth or citizenship" in said
    assert app.selectbox(key="making_of_received").options[0] == "All together: 71,497"


def test_an_old_count_is_told_with_its_day_and_is_no_number(show: Show) -> None:
    said = words(show(place="BHS"))
    assert '<th scope="row">People in shelters</th><td class="number">\u2013</td><td>last counted 23 Sep 2019' in said


def test_a_store_with_one_row_says_what_it_lacks(show: Show, tmp_path: Path) -> None:
    file = tmp_path / "invented.csv"
    file.write_text(f"{COLUMNS}\n{ONE_ROW}\n", encoding="utf-8")
    import_files(open_store(str(tmp_path / "store")), [file], by="test", now=NOW)
    app = show(store=tmp_path / "store", place="DMA", measure="in_shelter")
    assert not app.exception
    said = words(app)
    assert '<th scope="row">People in shelters</th><td class="number">17</td>' in said
    assert "No figure of this state is broken down" in said
    assert "The store holds no list of shelters" in said
    assert "No figure of this state names an event" in said


def test_an_empty_store_says_so_in_each_part(show: Show, tmp_path: Path) -> None:
    EmbeddedStore(tmp_path / "store")
    app = show(store=tmp_path / "empty", place="HTI", day="1950-01-01")
    assert not app.exception
    said = words(app)
    assert "Nobody counted this here" in said
    assert "Nobody has counted here up to the day" in said


def test_a_damaged_store_is_told(show: Show, filled_store: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(filled_store, tmp_path / "store")
    for file in (tmp_path / "store").rglob("*.parquet"):
        file.chmod(0o600)
        file.write_bytes(b"flipped")
    app = show(store=tmp_path / "store", place="HTI")
    assert not app.exception
    assert "The store is damaged" in app.error[0].value


def test_belizes_asylum_seekers_are_broken_down_by_sex_and_by_age(show: Show) -> None:
    said = words(show(place="BLZ", day="2026-11-20"))
    assert "Asylum-seekers, by sex" in said
    assert '<th scope="row">Women and girls</th><td class="number">135</td>' in said
    assert "Asylum-seekers, by age" in said
    assert '<th scope="row">12-17</th><td class="number">43</td>' in said
