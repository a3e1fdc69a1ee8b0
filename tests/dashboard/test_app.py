"""The app as a whole over the figures that ship: every state of the page, and the five events with their figures."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import resources
from dashboard.event_views import EVENT_VIEWS
from dashboard.place_labels import states
from data.filled_store import open_filled_store
from data.importing import import_files
from data.store.opening import open_store
from tests.dashboard.conftest import IMPORTED

ROW = re.compile(r'<tr><th scope="row">(.*?)</th><td class="number">(.*?)</td>')
APP = Path(resources.__file__).parent / "app.py"
SECONDS = 60

COLUMNS = (
    "figure_id,event,hazard,iso3,place,area_code,area_match,place_role,start_date,end_date,measure,figure_kind,figure,"
    "figure_high,quantifier,unit,figure_term,role,source_name,source_url,source_type,reliability,note"
)
ONE_ROW = (
    "one,,flood,DMA,,,national,location,2025-11-18,,in_shelter,stock,17,,exact,person,sheltered,recommended,"
    "Invented Bureau,https://example.org/invented,other,low,invented for this test"
)

Open = Callable[..., AppTest]


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch, filled_store: Path) -> Iterator[Open]:
    """Return what opens the app at an address, on the store of the tests and on a day that never changes."""

    def open_app(*, store: Path = filled_store, **address: str) -> AppTest:
        monkeypatch.setenv("TRACKER_STORE", str(store))
        app = AppTest.from_file(str(APP), default_timeout=SECONDS)
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()

    monkeypatch.setattr(resources, "today", lambda: date(2025, 11, 20))
    st.cache_resource.clear()
    yield open_app
    st.cache_resource.clear()


def figures(app: AppTest) -> list[str]:
    """Return the four headline figures."""
    lines = [line for text in app.markdown for line in text.value.splitlines()]
    return [line.removeprefix("### ") for line in lines if line.startswith("### ")]


def ranking(app: AppTest) -> dict[str, str]:
    """Return places and figures of the ranking."""
    table = next((text for one in app.get("html") if "ranking" in (text := str(one.proto.body))), "")
    return {unescape(place): figure for place, figure in re.findall(ROW, table)}


def words(app: AppTest) -> str:
    """Return all that is written on the page, without the signs that keep Markdown from reading it."""
    shown = (*app.header, *app.subheader, *app.caption, *app.markdown, *app.info, *app.warning, *app.error)
    return "\n".join(element.value for element in shown).replace("\\", "")


def test_the_region_opens_with_four_figures_and_no_fault(open_app: Open) -> None:
    app = open_app()
    assert not app.exception
    assert not app.error
    assert app.header[0].value == "Caricom"
    assert figures(app) == ["about 1,300,451", "more than about 15,000", "more than 1,400", "903,499"]
    assert ranking(app)["Haiti"] == "about 1,300,000"
    assert [subheader.value for subheader in app.subheader] == ["Where", "Course"]


@pytest.mark.parametrize(
    ("event", "headline", "places"),
    [
        ("melissa-2025", "more than about 19,900", {"Haiti": "more than 13,900", "Jamaica": "about 6,000"}),
        ("haiti-gang-violence", "about 1,300,000", {"Centre": "more than 147,000"}),
        (
            "beryl-2024",
            "about 1,859",
            {"St. Vincent & Grenadines": "about 1,111", "Jamaica": "488", "Grenada": "260"},
        ),
        ("la-soufriere-2021", "4,136", {}),
        ("dorian-2019", "about 1,976", {"New Providence": "about 1,902", "Grand Bahama": "71", "Abaco": "3"}),
    ],
)
def test_an_event_is_one_click_away_with_its_published_figures(
    open_app: Open, event: str, headline: str, places: dict[str, str]
) -> None:
    app = open_app()
    app.sidebar.button_group(key="filter_event").set_value(event).run()
    assert not app.exception
    assert not app.error
    assert headline in figures(app)
    assert ranking(app) == places
    assert app.sidebar.date_input(key="filter_day").value == next(v.day for v in EVENT_VIEWS if v.event_id == event)


def test_la_soufrieres_shelters_are_told_beside_a_map_that_cannot_place_them(open_app: Open) -> None:
    app = open_app(event="la-soufriere-2021", day="2021-04-15", measure="in_shelter", place="VCT")
    assert app.info[0].value.replace("\\", "") == (
        "People in shelters, St. Vincent & Grenadines, 15 April 2021: 4,136 in all, nowhere split by unit."
    )


def test_a_day_before_all_records_says_that_nothing_was_counted(open_app: Open) -> None:
    app = open_app(day="1950-01-01")
    assert not app.exception
    assert figures(app) == ["\u2013"] * 4
    assert "nothing counted" in app.info[0].value
    assert ranking(app) == {}
    assert "not counted in this selection" in words(app)


def test_a_store_with_one_row_shows_that_row_alone(open_app: Open, tmp_path: Path) -> None:
    file = tmp_path / "invented.csv"
    file.write_text(f"{COLUMNS}\n{ONE_ROW}\n", encoding="utf-8")
    [report] = import_files(open_store(str(tmp_path / "store")), [file], by="test", now=IMPORTED)
    assert report.counts is not None
    assert report.counts.accepted == 1
    app = open_app(store=tmp_path / "store", measure="in_shelter")
    assert not app.exception
    assert figures(app) == ["\u2013", "17", "\u2013", "\u2013"]
    assert ranking(app) == {"Dominica": "17"}
    assert [subheader.value for subheader in app.subheader] == ["Where"]


def test_a_count_past_its_life_is_told_with_its_day_and_is_no_total(open_app: Open) -> None:
    app = open_app(place="BHS")
    assert figures(app)[1] == "\u2013"
    assert "last counted 23 Sep 2019: about 1,735" in words(app)


def test_every_state_opens(open_app: Open) -> None:
    for iso3 in states():
        app = open_app(place=iso3)
        assert not app.exception, iso3
        assert not app.error, iso3
        assert len(figures(app)) == 4, iso3


def test_every_measure_that_is_offered_opens(open_app: Open) -> None:
    offered = open_app().sidebar.selectbox(key="filter_measure").options
    app = open_app()
    for place in range(len(offered)):
        app.sidebar.selectbox(key="filter_measure").select_index(place).run()
        assert not app.exception, offered[place]
        assert not app.error, offered[place]
    assert "Trafficking victims identified" not in offered


def test_a_wrong_address_is_told_and_shows_no_number(open_app: Open) -> None:
    app = open_app(country="USA")
    assert not app.exception
    assert [error.value.replace("\\", "") for error in app.error] == [
        "**This cannot be shown as asked.**  \naddress, country: 'USA' is none of the 22 states."
    ]
    assert figures(app) == []


def test_a_damaged_store_shows_nothing_rather_than_something_wrong(open_app: Open, tmp_path: Path) -> None:
    store = tmp_path / "store"
    open_filled_store(str(store), now=IMPORTED)
    for file in store.rglob("*.parquet"):
        file.chmod(0o600)
        file.write_bytes(file.read_bytes()[:-100])
    app = open_app(store=store)
    assert not app.exception
    assert app.error[0].value.startswith("**The store is damaged. Nothing is shown rather than something wrong.**")
    assert figures(app) == []


def test_a_filter_goes_into_the_address_and_the_numbers_follow(open_app: Open) -> None:
    app = open_app()
    app.sidebar.multiselect(key="filter_countries").set_value(["HTI", "GRD"]).run()
    app.sidebar.date_input(key="filter_day").set_value(date(2025, 6, 30)).run()
    assert app.query_params == {"country": "HTI,GRD", "day": "2025-06-30"}
    assert app.header[0].value == "Haiti, Grenada"
    assert figures(app)[0] == "about 1,300,383"


def test_the_breadcrumb_leads_back(open_app: Open) -> None:
    app = open_app(place="BHS/BS-NP", day="2019-09-14", measure="in_shelter")
    assert app.header[0].value == "New Providence, Bahamas"
    assert "**New Providence**" in [text.value for text in app.markdown]
    app.button(key="crumb_1").click().run()
    assert app.query_params["place"] == "BHS"
    app.button(key="crumb_0").click().run()
    assert "place" not in app.query_params
    assert app.header[0].value == "Caricom"


def test_alerts_are_told_with_share_and_number_and_no_place_with_few_is_named(open_app: Open) -> None:
    app = open_app(event="la-soufriere-2021", day="2021-04-15", measure="in_shelter", place="VCT")
    alert = "St. Vincent & Grenadines: New displacements about 23,400, about 23 % of all who live there"
    assert f"**{alert}**" in words(app)
    assert app.expander[0].label == "Displaced people as a share of all who live there"
    nobody = open_app(place="BRB")
    assert "live there" not in words(nobody)
    assert all("live there" not in fold.label for fold in nobody.expander)


def test_a_link_opens_what_changed_between_two_days(open_app: Open) -> None:
    said = words(open_app(place="JAM", measure="in_shelter", since="2025-10-28"))
    assert "- Jamaica: about 6,000 (28 Oct 2025), then about 1,100 (11 Nov 2025); about 4,900 fewer." in said


def test_before_its_only_import_a_store_knew_nothing(open_app: Open) -> None:
    said = words(open_app(compared="import"))
    assert "The store has one import; there is nothing before it to compare with." in said


def test_what_an_import_changed_is_one_choice_away(open_app: Open, tmp_path: Path) -> None:
    store = open_filled_store(str(tmp_path / "store"), now=IMPORTED)
    file = tmp_path / "invented.csv"
    file.write_text(f"{COLUMNS}\n{ONE_ROW}\n", encoding="utf-8")
    import_files(store, [file], by="test", now=IMPORTED)
    said = words(open_app(store=tmp_path / "store", compared="import"))
    assert "**People in shelters**\n- Dominica: 17; nothing was known before." in said


def test_old_counts_are_counted_above_their_fold(open_app: Open) -> None:
    assert "Old and missing counts: 5 old, 4 too old for the total, 13 never made" in words(open_app())


def test_folds_are_the_same_whatever_is_counted(open_app: Open) -> None:
    # Streamlit takes a fold with other words for another one: it closes, and the browser never lets go of the old one.
    measures = ("idps", "in_shelter", "new_displacements")
    folds = [[fold.label for fold in open_app(measure=name, day="2025-11-20").expander] for name in measures]
    assert folds[0] == folds[1] == folds[2]
    assert len(folds[0]) > 3
