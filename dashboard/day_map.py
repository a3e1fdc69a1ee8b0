"""The map with its days: the steps below it, what each of them shows, and the map of a second day beside the first."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from dashboard.day_steps import DaySteps, picture_on
from dashboard.maps.map_payload import DaysBar, MapContent
from dashboard.periods import Ask
from dashboard.picture import Picture
from dashboard.selection import Selection
from dashboard.situation_map import day_content, situation_map


@dataclass(frozen=True)
class Tables:
    """Reference tables that the map draws from, and the edition of the store that they and the figures are of."""

    sites: pl.DataFrame
    positions: pl.DataFrame
    edition: str


def day_map(
    selection: Selection, shown: Picture, steps: DaySteps, *, ask: Ask, tables: Tables, with_frames: bool = False
) -> MapContent:
    """Return the map of a day with the days to step to.

    Args:
        selection: what the person chose.
        shown: the places with their numbers on the day.
        steps: the days and the scale that they share.
        ask: answers a question.
        tables: reference tables.
        with_frames: whether what every day shows is handed over too, so that the browser can play them by itself.
    """
    content = situation_map(selection, shown, sites=tables.sites, positions=tables.positions, scale=steps.scale)
    frames = tuple(_frame(day, selection, steps, ask, content) for day in steps.days) if with_frames else ()
    bar = DaysBar(_key(selection, steps, tables.edition), steps.days, steps.at, steps.is_yearly, frames)
    return replace(content, days=bar, is_linked=second_day(selection, steps) is not None)


def second_map(other: date, selection: Selection, steps: DaySteps, *, ask: Ask, beside: MapContent) -> MapContent:
    """Return the map of another day, in all but the day the same as the one that it stands beside.

    Args:
        other: the day, one of the steps.
        selection: what the person chose.
        steps: the days and the scale that they share.
        ask: answers a question.
        beside: the map of the selection's own day.
    """
    told = _frame(other, selection, steps, ask, beside)
    return replace(
        told, view=beside.view, focus=beside.focus, selected=beside.selected, names=beside.names, is_linked=True
    )


def second_day(selection: Selection, steps: DaySteps) -> date | None:
    """Return the day that stands beside the first; one that was not counted or is the first itself is none."""
    text = selection.choice("against")
    day = date.fromisoformat(text) if text else None
    return day if day in steps.days and day != steps.day else None


def _frame(day: date, selection: Selection, steps: DaySteps, ask: Ask, content: MapContent) -> MapContent:
    return day_content(
        replace(selection, day=day),
        picture_on(day, selection, steps, ask),
        scale=steps.scale,
        shelters=content.shelters,
        storms=content.storms,
    )


def _key(selection: Selection, steps: DaySteps, edition: str) -> str:
    """Return what tells the browser that frames it holds are still those of these steps."""
    shown = (selection.measure, selection.scope, selection.event, selection.language, selection.choice("classes"))
    return hashlib.sha256(repr((shown, steps.days, steps.scale, edition)).encode()).hexdigest()[:10]
