"""The map with its days, or two days side by side: a part of the page of its own, so playing reruns nothing else."""

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from dashboard import resources
from dashboard.app_pages.map_area import click_of, drilled, new_act, paint_map
from dashboard.day_map import Tables, day_map, second_day, second_map
from dashboard.day_steps import DaySteps
from dashboard.picture import Picture
from dashboard.selection import Selection
from dashboard.sidebar import go_to


@st.fragment
def draw_day_map(selection: Selection, shown: Picture, steps: DaySteps, *, key: str, height: int) -> None:
    """Draw the map and the days below it, the other day's beside it where one is chosen, and answer what was done."""
    beside_key = f"{key}_beside"
    act = new_act(key) or new_act(beside_key)
    wanted = _wanted(selection, steps, act, resources.today())
    if wanted is not None:
        go_to(wanted)
        st.rerun()
    desk = resources.desk()
    tables = Tables(desk.reference("sites"), desk.reference("storm_positions"), str(desk.snapshot.generation))
    with_frames = act.get("act") == "frames"
    content = day_map(selection, shown, steps, ask=resources.answer, tables=tables, with_frames=with_frames)
    other = second_day(selection, steps)
    if other is None:
        paint_map(content, key=key, height=height)
        return
    beside = second_map(other, selection, steps, ask=resources.answer, beside=content)
    first, second = (content, beside) if selection.day < other else (beside, content)
    for column, one in zip(st.columns(2, gap="small"), (first, second), strict=True):
        with column:
            paint_map(one, key=key if one is content else beside_key, height=height)


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
