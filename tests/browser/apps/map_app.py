"""A page with nothing but the map and its filters, to be looked at by a browser. All figures in it are invented."""

import datetime
import zlib
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from dashboard.maps.areas_layer import areas_layer
from dashboard.maps.base_map import base_map
from dashboard.maps.circles_layer import circles_layer
from dashboard.maps.classes import quantile_classes
from dashboard.maps.flows_layer import FlowsLayer, flows_layer
from dashboard.maps.legend import legend
from dashboard.maps.map_payload import MapCaption, MapContent, MapLevel, MapView, paint_group
from dashboard.maps.shelters_layer import SheltersLayer, shelters_layer
from dashboard.maps.sites_layer import PublishedSites, SitesLayer, publish_sites, sites_layer
from dashboard.maps.storm_layer import StormLayer, storm_layer
from dashboard.maps.transport_layer import transport_layer
from geo.gazetteer import read_countries, read_units


def invented_rows(codes: pd.Series, names: pd.Series, *, year: int, largest: int) -> pd.DataFrame:
    """Return a figure for each code, missing for every sixth and zero for every seventh; the same at every run."""
    seeds = [zlib.crc32(f"{code}{year}".encode()) for code in codes]
    values = [
        None if seed % 6 == 0 else 0 if seed % 7 == 0 else (seed % 1000) ** 2 * largest // 10**6 for seed in seeds
    ]
    figures = ["not counted" if value is None else f"about {value:,} people (invented)" for value in values]
    printed = ["" if not value else f"{value:,}" for value in values]
    frame = pd.DataFrame({"code": codes, "name": names, "value": values, "figure": figures, "printed": printed})
    return frame.assign(note=f"invented source, round {year % 10}, 12 days old")


def content_for(year: int, country: str | None, what: str) -> MapContent:
    """Return the map of the region's countries, or of one country's units."""
    if country is None:
        places = read_countries().rename(columns={"iso3": "code"})
        view = MapView()
    else:
        units = read_units()
        places = units[(units["country_iso3"] == country) & units["kind"].isin(["admin1", "municipality"])]
        row = read_countries().set_index("iso3").loc[country]
        west, south, east, north = (float(str(row[edge])) for edge in ("west", "south", "east", "north"))
        view = MapView(west, south, east, north, token=country)
    if what == "all units":
        places = read_units().query("kind != 'group'")
    rows = invented_rows(places["code"], places["name"], year=year, largest=400_000 if country is None else 60_000)
    rates = rows.assign(value=rows["value"] / 1000, figure=rows["figure"].str.replace("people", "in 1,000"))
    areas = areas_layer(rates, classes=quantile_classes(rates["value"])) if what != "counts" else None
    circles = circles_layer(rows) if what != "rates" else None
    flows = None
    if what == "flows":
        areas, circles, flows = None, None, invented_flows(year)
    sites = invented_sites(year) if what == "sites" else None
    if sites:
        areas, circles = None, None
    is_storm = what == "storm"
    storms = (invented_storm(),) if is_storm else ()
    shelters = invented_shelters() if is_storm else None
    transport = transport_layer(["GRD", "VCT"], notes={"GDSGE": "57.8 km away (invented)"}) if is_storm else None
    return MapContent(
        level=MapLevel.COUNTRY if country is None and what != "all units" else MapLevel.UNIT,
        areas=areas,
        circles=circles,
        flows=flows,
        sites=sites,
        storms=storms,
        shelters=shelters,
        transport=transport,
        legend=legend(
            title=f"Invented figures, {year}",
            areas=areas,
            circles=circles,
            flows=flows,
            sites=sites,
            storms=storms,
            shelters=shelters,
            transport=transport,
            areas_title="in 1,000 inhabitants",
            circles_title="people displaced",
            flows_title="people who moved",
            sites_title="people at one site",
        ),
        view=view,
        focus=country,
        summary=f"invented figures of {year}",
        caption=MapCaption(f"Invented figures of {year}, Caricom", ("Source: invented, 1 June 2024",), "invented_map"),
    )


def invented_list(year: int) -> pd.DataFrame:
    """Return 3,000 sites in and around Haiti's towns; 2025 differs from 2023 at the first twenty only."""
    towns = read_units().query("country_iso3 == 'HTI'")
    rows = []
    for site in range(3000):
        seed = zlib.crc32(f"site {site}".encode())
        town = towns.iloc[site % len(towns)]
        latitude, longitude = (
            town["latitude"] + (seed % 997) / 2500 - 0.2,
            town["longitude"] + (seed % 991) / 2000 - 0.25,
        )
        told = zlib.crc32(f"{site} {year if year != 2025 or site < 20 else 2023}".encode())
        value = None if told % 9 == 0 else 0 if told % 11 == 0 else (told % 90) ** 2
        rows.append((f"S{site}", f"Invented site {site}", town["code"], latitude, longitude, value))
    columns = ["site_id", "name", "code", "latitude", "longitude", "value"]
    frame = pd.DataFrame(rows, columns=columns).assign(note="invented round 3, 12 days old")
    frame["figure"] = [
        "not counted" if pd.isna(value) else f"{value:,.0f} people (invented)" for value in frame["value"]
    ]
    return frame


@st.cache_resource
def published_sites() -> PublishedSites:
    """Publish the list once, with the figures of 2023, into the folder that this page is served from."""
    return publish_sites(invented_list(2023), static=Path(__file__).parent / "static")


@st.cache_data
def invented_sites(year: int) -> SitesLayer:
    """Return the sites with the figures of a year."""
    return sites_layer(published_sites(), invented_list(year))


def invented_storm() -> StormLayer:
    """Return a storm that never was."""
    start = datetime.datetime(2024, 6, 30)
    categories = ["TD", "TS", "TS", "1", "2", "3", "4", "4", "5", "4", "3", "2", "1", "TS"]
    positions = [
        (start + datetime.timedelta(hours=6 * step), 11.2 + step * 0.75, -57 - step * 1.9, category, 30 + 10 * step)
        for step, category in enumerate(categories)
    ]
    frame = pd.DataFrame(positions, columns=["time_utc", "latitude", "longitude", "category", "wind_kt"])
    return storm_layer(frame, name="Storm Invented")


def invented_flows(year: int) -> FlowsLayer:
    """Return movements that nobody made."""
    pairs = [
        ("HTI", "BHS", 9000), ("BHS", "HTI", 2500), ("VEN", "TTO", 14000), ("VEN", "GUY", 12000), ("HTI", "USA", 7000),
        ("GUY", "CAN", 2600), ("CUB", "GUY", 1800), ("VCT", "BRB", 700), ("MSR", "ATG", 300), ("BS-CO", "BS-NP", 4000),
        ("HTI", "TCA", 1200), ("SUR", "NLD", 900), ("LCA", "ALA", 60), ("DMA", "GLP", 0), ("BLZ", "JAM", None),
    ]  # fmt: skip
    rows = [(a, b, value and value * (year - 2021)) for a, b, value in pairs]
    frame = pd.DataFrame(rows, columns=["origin", "destination", "value"])
    frame["figure"] = [f"about {value:,.0f} people (invented)" for value in frame["value"]]
    frame["printed"] = [f"{value:,.0f}" if value > 10_000 else "" for value in frame["value"].fillna(0)]
    return flows_layer(frame.assign(note="invented source, 2024"))


def invented_shelters() -> SheltersLayer:
    """Return twelve shelters without a position and two with one."""
    rows: list[tuple[str, str, float | None, float | None]]
    rows = [(f"Invented school {place}", "GD-10", None, None) for place in range(12)]
    rows += [("Invented church", "JM-01", 17.97, -76.79), ("Invented hall", "JM-14", 18.0, -76.95)]
    return shelters_layer(pd.DataFrame(rows, columns=["name", "code", "latitude", "longitude"]))


st.set_page_config(layout="wide")
year = st.radio("Year", [2023, 2024, 2025], horizontal=True)
what = st.radio("Show", ["both", "rates", "counts", "all units", "storm", "flows", "sites"], horizontal=True)
country = st.query_params.get("country")
clicked = st_folium(
    base_map(),
    key="map",
    height=int(st.query_params.get("height", "560")),
    use_container_width=True,
    returned_objects=["area"],
    feature_group_to_add=paint_group(content_for(year, country, what)),
)
st.text(f"clicked: {clicked}")
