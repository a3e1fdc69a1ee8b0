"""The map on a page: drawn once per visit, repainted at a change, and what was clicked on it."""

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from dashboard.language import gettext as _
from dashboard.map_words import map_words
from dashboard.maps.base_map import base_map
from dashboard.maps.map_payload import MapContent, paint_group
from dashboard.place_labels import state_name, unit_name
from dashboard.selection import Selection
from dashboard.sidebar import go_to

_LAST_ACT = "map_last_act"


@dataclass(frozen=True)
class Click:
    """A click on a state or unit."""

    code: str
    country_iso3: str
    is_country: bool


def draw_map(content: MapContent, *, key: str, height: int) -> Click | None:
    """Draw the map or repaint it, and return a click that was not answered yet."""
    paint_map(content, key=key, height=height)
    return click_of(new_act(key))


def paint_map(content: MapContent, *, key: str, height: int) -> None:
    """Draw the map or repaint it."""
    st_folium(
        base_map(words=map_words()),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=["click"],
        feature_group_to_add=paint_group(content),
    )


def new_act(key: str) -> dict[str, Any]:
    """Return what the reader did on the map and was not answered yet; empty where that is nothing.

    The component repeats its last value at every run; the number in it tells a new one.
    """
    value = st.session_state.get(key)
    last = f"{_LAST_ACT}_{key}"
    if not isinstance(value, dict) or value.get("click") in (None, st.session_state.get(last)):
        return {}
    st.session_state[last] = value["click"]
    return value


def click_of(act: dict[str, Any]) -> Click | None:
    """Return the state or unit that was clicked, if the reader did that; a country outside the region opens nothing."""
    if act.get("act") != "place" or act["level"] == "outside":
        return None
    return Click(str(act["area"]), str(act["country"]), act["level"] == "country")


def drilled(selection: Selection, click: Click) -> Selection:
    """Return the selection one step further in: the state, then the unit."""
    place = click.country_iso3 if click.is_country else f"{click.country_iso3}/{click.code}"
    return replace(selection, place=place, countries=())


def draw_breadcrumb(selection: Selection) -> None:
    """Draw the way back: region, state, unit; each is a button but the last."""
    if selection.country is None:
        return
    steps = [(_("Region"), replace(selection, place=None, countries=())), (state_name(selection.country), None)]
    if selection.unit is not None:
        steps[1] = (steps[1][0], replace(selection, place=selection.country))
        steps.append((unit_name(selection.unit), None))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for position, (label, target) in enumerate(steps):
            if target is None:
                st.markdown(f"**{label}**")
            else:
                st.button(
                    label,
                    key=f"crumb_{position}",
                    on_click=go_to,
                    args=(target,),
                    icon=":material/arrow_back:",
                    type="tertiary",
                )
