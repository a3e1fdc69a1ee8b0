"""The map with its days: a part of the page of its own, so that playing the days reruns nothing else."""

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from dashboard import resources
from dashboard.app_pages.map_area import click_of, drilled, new_act, paint_map
from dashboard.day_map import Tables, day_map
from dashboard.day_steps import DaySteps, day_steps
from dashboard.picture import Picture
from dashboard.selection import Selection
from dashboard.sidebar import go_to


@st.fragment
def draw_day_map(selection: Selection, shown: Picture, *, key: str, height: int) -> None:
    """Draw the map and the days below it, and answer what the reader did on it."""
    today = resources.today()
    steps = day_steps(selection, shown, ask=resources.answer, course=resources.course, today=today)
    act = new_act(key)
    wanted = _wanted(selection, steps, act, today)
    if wanted is not None:
        go_to(wanted)
        st.rerun()
    desk = resources.desk()
    tables = Tables(desk.reference("sites"), desk.reference("storm_positions"), str(desk.snapshot.generation))
    with_frames = act.get("act") == "frames"
    content = day_map(selection, shown, steps, ask=resources.answer, tables=tables, with_frames=with_frames)
    paint_map(content, key=key, height=height)


def _wanted(selection: Selection, steps: DaySteps, act: dict[str, Any], today: date) -> Selection | None:
    """Return the selection that the reader asked for on the map; none where nothing new was asked."""
    click = click_of(act)
    if click is not None:
        return drilled(selection, click)
    days = {day.isoformat(): day for day in steps.days}
    if act.get("act") == "day" and act.get("day") in days:
        day = days[act["day"]]
        return replace(selection, day=day, is_today=day == today)
    return None
