"""The naive twin of the dashboard: a folium map built anew at each click, over one pandas table with text columns.

Its Leaflet is ours, served from here, for stock folium shows nothing without internet. ``NAIVE_RECORDS`` names a
Parquet file of records, ``NAIVE_AREAS`` the boundaries. It draws the latest figures by unit and the states' total over
time, with neither sources, quantifiers nor making.
"""

import json
import os
from pathlib import Path
from typing import Any

import altair as alt
import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

MEASURES = {
    "Internally displaced people": "idps",
    "People in shelters": "in_shelter",
    "New displacements": "new_displacements",
}
COLOURS = ("#fee5d9", "#fcae91", "#fb6a4a", "#de2d26", "#a50f15")
_ASSETS = "../../app/static/leaflet"
_SERIES = ["source", "country_iso3", "admin1_code", "admin2_code", "provider_place_name"]


class OfflineMap(folium.Map):
    """A folium map with our Leaflet in the place of those of four other hosts."""

    default_js = [("leaflet", f"{_ASSETS}/leaflet.js")]  # noqa: RUF012 - folium's own attribute, as it declares it
    default_css = [("leaflet_css", f"{_ASSETS}/leaflet.css")]  # noqa: RUF012


@st.cache_data
def records() -> pd.DataFrame:
    """Return all records as text and time stamps."""
    table = pd.read_parquet(os.environ["NAIVE_RECORDS"])
    return table.assign(start_date=pd.to_datetime(table["start_date"]))


@st.cache_data
def areas() -> dict[str, Any]:
    """Return the boundaries of all units."""
    found: dict[str, Any] = json.loads(Path(os.environ["NAIVE_AREAS"]).read_text("utf-8"))
    return found


def latest(measure: str) -> "pd.Series[float]":
    """Return the sum of the latest figures of each unit."""
    rows = records()
    rows = rows[(rows["measure"] == measure) & rows["figure"].notna()]
    newest = rows.groupby(_SERIES, dropna=False)["start_date"].transform("max")
    return rows[rows["start_date"] == newest].groupby("admin1_code")["figure"].sum().astype(float)


def figures_map(figures: "pd.Series[float]") -> folium.Map:
    """Return a map of all units, shaded by fifths."""
    ranks = (figures.rank(pct=True) * (len(COLOURS) - 1)).round().astype(int)
    chart = OfflineMap(location=[16, -68], zoom_start=5, tiles=None)

    def style(area: dict[str, Any]) -> dict[str, object]:
        rank = ranks.get(area["properties"]["code"])
        return {"fillColor": "#dddddd" if rank is None else COLOURS[rank], "color": "#555555", "weight": 0.5}

    folium.GeoJson(areas(), style_function=style, tooltip=folium.GeoJsonTooltip(["name"])).add_to(chart)
    return chart


st.set_page_config(layout="wide")
label = st.sidebar.selectbox("Measure", list(MEASURES))
measure = MEASURES[label]
st.header(label)
st_folium(figures_map(latest(measure)), key="map", height=540, use_container_width=True)
rows = records()
months = rows[rows["measure"] == measure].set_index("start_date").groupby("country_iso3")["figure"].resample("ME").sum()
shown = months.reset_index().rename(columns={"start_date": "month"}).astype({"figure": float})
st.altair_chart(alt.Chart(shown).mark_line().encode(x="month:T", y="figure:Q", color="country_iso3:N"), width="stretch")
