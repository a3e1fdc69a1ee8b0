"""The map of the selection: rates as shades, counts as circles, the storm's track and the shelters of the state."""

from dataclasses import replace

import pandas as pd
import polars as pl

from dashboard import formats
from dashboard.day_steps import Scale
from dashboard.headlines import measure_label, year_label
from dashboard.language import gettext as _
from dashboard.map_caption import map_caption
from dashboard.map_layers import areas_of, circles_of, legend_words
from dashboard.maps.classes import Scheme, classes_by
from dashboard.maps.legend import legend
from dashboard.maps.map_payload import MapContent, MapLevel, MapView
from dashboard.maps.shelters_layer import SheltersLayer
from dashboard.maps.storm_layer import StormLayer, storm_layer
from dashboard.picture import Picture
from dashboard.place_labels import map_name, state_name, states, unit_name
from dashboard.selection import Selection
from dashboard.shelter_map import listed_shelters
from data.events import BY_ID
from data.queries.question import By
from data.queries.sites import sites_on
from geo.known_names import known_name


def situation_map(
    selection: Selection, shown: Picture, *, sites: pl.DataFrame, positions: pl.DataFrame, scale: Scale | None = None
) -> MapContent:
    """Return what the map shows.

    Args:
        selection: what the person chose.
        shown: the places with their numbers.
        sites: the reference table of sites.
        positions: the reference table of storm positions.
        scale: the one scale of the days to which the reader can step; without it that of this day.
    """
    storm = event_storm(selection, positions)
    shelters, storms = _shelters(selection, sites), (storm,) if storm is not None else ()
    return replace(
        day_content(selection, shown, scale=scale, shelters=shelters, storms=storms),
        view=view_of(selection.country),
        focus=selection.country,
        selected=selection.unit,
        names=_names(selection, shown),
    )


def _names(selection: Selection, shown: Picture) -> dict[str, str]:
    """Return the names that differ from those the browser has, which are English and official."""
    named = {place.code: map_name(place.code) for place in shown.places}
    return named if selection.language != "en" else {code: named[code] for code in named if known_name(code)}


def day_content(
    selection: Selection,
    shown: Picture,
    *,
    scale: Scale | None = None,
    shelters: SheltersLayer | None = None,
    storms: tuple[StormLayer, ...] = (),
) -> MapContent:
    """Return what the map shows of a day.

    Args:
        selection: what the person chose, on the day.
        shown: the places with their numbers on the day.
        scale: the one scale of the days that the reader can step to; without it that of this day.
        shelters: told in the legend.
        storms: told in the legend.
    """
    one = scale or scale_of(shown)
    areas = areas_of(shown, classes_by(Scheme(selection.choice("classes")), one.rates))
    circles = circles_of(shown, one.largest)
    return MapContent(
        level=MapLevel.COUNTRY if shown.level is By.COUNTRY else MapLevel.UNIT,
        legend=legend(
            title=map_title(selection, shown),
            areas=areas,
            circles=circles,
            shelters=shelters,
            storms=storms,
            areas_title=_("per 1,000 people"),
            circles_title=measure_label(selection.measure),
            words=legend_words(),
            format_number=formats.number,
            holds_zero=one.has_zero,
            holds_gaps=one.has_not_counted,
        ),
        summary=finding(selection, shown),
        areas=areas,
        circles=circles,
        shelters=shelters,
        storms=storms,
        caption=map_caption(selection, shown, where=where_words(selection)),
    )


def scale_of(shown: Picture) -> Scale:
    """Return the scale of one day by itself."""
    values = [place.value for place in shown.places]
    counted = [value for value in values if value is not None]
    rates = tuple(place.rate for place in shown.places if place.rate is not None)
    return Scale(max(counted, default=0.0), rates, 0 in counted, None in values)


def map_title(selection: Selection, shown: Picture) -> str:
    """Return what the map shows and when: a stock's day, or the calendar year of movements."""
    asked, measure = shown.answer.question, measure_label(selection.measure)
    if not asked.is_stock and asked.date_from is not None:
        return _("{measure}, {year}").format(measure=measure, year=asked.as_of.year)
    return _("{measure}, {day}").format(measure=measure, day=formats.short_day(selection.day))


def finding(selection: Selection, shown: Picture) -> str:
    """Return the finding in words, for readers who do not see the map."""
    measure = year_label(selection.measure, shown.answer.question)
    where = where_words(selection)
    day = formats.day(selection.day)
    total = shown.answer.total.amount
    if not shown.counted and total is not None:
        return _("{measure}, {where}, {day}: {total} in all, nowhere split by unit.").format(
            measure=measure, where=where, day=day, total=formats.amount(total)
        )
    if not shown.counted:
        return _("{measure}, {where}, {day}: nothing counted.").format(measure=measure, where=where, day=day)
    named = "; ".join(f"{place.name} {place.figure}" for place in shown.counted[:3])
    return _("{measure}, {where}, {day}: {total} in all. Highest: {named}. {missing} places not counted.").format(
        measure=measure,
        where=where,
        day=day,
        total=formats.amount(total),
        named=named,
        missing=sum(place.value is None for place in shown.places),
    )


def where_words(selection: Selection) -> str:
    """Return the name of what is looked at: a state, the states chosen, or the region."""
    if selection.country is not None:
        return state_name(selection.country)
    return ", ".join(state_name(code) for code in selection.countries) or _("Caricom")


def heading_words(selection: Selection) -> str:
    """Return the name of what the figures at the head of a page count: that of the unit drilled into too."""
    if selection.unit is not None:
        return f"{unit_name(selection.unit)}, {where_words(selection)}"
    return where_words(selection)


def of_state(words: str, selection: Selection) -> str:
    """Return words about the state; with its name where the heading of the page names one of its units."""
    return f"{where_words(selection)}: {words}" if selection.unit is not None else words


def _shelters(selection: Selection, sites: pl.DataFrame) -> SheltersLayer | None:
    """Return the shelters of the state looked at, as lists have them on the day."""
    if selection.country is None or sites.is_empty():
        return None
    return listed_shelters(sites_on(sites, selection.day, (selection.country,)).values())


def event_storm(selection: Selection, positions: pl.DataFrame) -> StormLayer | None:
    """Return the track of the event's storm, if the store has one."""
    event = BY_ID.get(selection.event or "")
    if event is None or event.storm_id is None or positions.is_empty():
        return None
    track = positions.filter(pl.col("storm_id") == event.storm_id, pl.col("longitude").is_not_null())
    if track.is_empty():
        return None
    table = pd.DataFrame(
        {
            "time_utc": pd.to_datetime(track["time_utc"].to_list(), utc=True),
            "latitude": track["latitude"].cast(pl.Float64).to_list(),
            "longitude": track["longitude"].cast(pl.Float64).to_list(),
            "category": track["category"].to_list(),
            "wind_kt": pd.array(track["wind_kt"].cast(pl.Float64).to_list(), dtype="Float64"),
        }
    )
    return storm_layer(
        table,
        name=_(event.name),
        format_time=lambda moment: f"{formats.moment(moment)} UTC",
        format_day=formats.day_of_year,
        format_wind=lambda knots: _("{knots} knots").format(knots=formats.number(knots)),
    )


def lacks_track(selection: Selection, positions: pl.DataFrame) -> bool:
    """Return whether the event is a storm whose track the store does not hold."""
    event = BY_ID.get(selection.event or "")
    return event is not None and event.hazard == "storm" and event_storm(selection, positions) is None


def view_of(country_iso3: str | None) -> MapView:
    """Return where to look; the token changes only with the state, so that a filter leaves the view alone."""
    state = states().get(country_iso3 or "")
    if state is None:
        return MapView()
    return MapView(state.west, state.south, state.east, state.north, token=state.iso3)
