"""The map of the selection: rates as shades, counts as circles, the storm's track and the shelters of the state."""

import pandas as pd
import polars as pl

from dashboard import formats
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.map_caption import map_caption
from dashboard.maps.areas_layer import AreasLayer, areas_layer
from dashboard.maps.circles_layer import CirclesLayer, circles_layer
from dashboard.maps.classes import logarithmic_classes
from dashboard.maps.legend import LegendWords, legend
from dashboard.maps.map_payload import MapContent, MapLevel, MapView
from dashboard.maps.shelters_layer import SheltersLayer, shelters_layer
from dashboard.maps.storm_layer import StormLayer, storm_layer
from dashboard.picture import Picture, Place
from dashboard.place_labels import state_name, states
from dashboard.selection import Selection
from data.events import BY_ID
from data.queries.question import By

_PRINTED = 6
"""How many circles carry their number in print; the others tell it when pointed at and in the table."""


def situation_map(selection: Selection, shown: Picture, *, sites: pl.DataFrame, positions: pl.DataFrame) -> MapContent:
    """Return what the map shows.

    Args:
        selection: what the person chose.
        shown: the places with their numbers.
        sites: the reference table of sites.
        positions: the reference table of storm positions.
    """
    areas, circles = _areas(shown), _circles(shown)
    shelters = _shelters(selection, sites)
    storm = event_storm(selection, positions)
    storms = (storm,) if storm is not None else ()
    title = _("{measure}, {day}").format(measure=measure_label(selection.measure), day=formats.short_day(selection.day))
    return MapContent(
        level=MapLevel.COUNTRY if shown.level is By.COUNTRY else MapLevel.UNIT,
        legend=legend(
            title=title,
            areas=areas,
            circles=circles,
            shelters=shelters,
            storms=storms,
            areas_title=_("per 1,000 people"),
            circles_title=measure_label(selection.measure),
            words=legend_words(),
            format_number=formats.number,
        ),
        summary=finding(selection, shown),
        areas=areas,
        circles=circles,
        shelters=shelters,
        storms=storms,
        view=_view(selection),
        focus=selection.country,
        selected=selection.unit,
        names={place.code: place.name for place in shown.places} if selection.language != "en" else {},
        caption=map_caption(selection, shown, where=where_words(selection)),
    )


def finding(selection: Selection, shown: Picture) -> str:
    """Return the finding in words, for readers who do not see the map."""
    measure = measure_label(selection.measure)
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


def _areas(shown: Picture) -> AreasLayer:
    # A place that was counted and has no known population stays plain ground: hatched would say "not counted".
    shaded = [place for place in shown.places if place.value is None or place.value == 0 or place.rate is not None]
    table = pd.DataFrame(
        {
            "code": [place.code for place in shaded],
            "value": pd.array([place.rate if place.value else place.value for place in shaded], dtype="Float64"),
            "figure": [_rate(place) for place in shaded],
        }
    )
    return areas_layer(table, classes=logarithmic_classes([place.rate for place in shown.places]))


def _rate(place: Place) -> str:
    return "" if place.rate is None else _("{rate} per 1,000 people").format(rate=place.rate_words)


def _circles(shown: Picture) -> CirclesLayer:
    printed = {place.code for place in shown.counted[:_PRINTED]}
    table = pd.DataFrame(
        {
            "code": [place.code for place in shown.places],
            "value": pd.array([place.value for place in shown.places], dtype="Float64"),
            "figure": [place.figure for place in shown.places],
            "note": [place.note for place in shown.places],
            "printed": [
                formats.short_number(place.value) if place.code in printed and place.value is not None else ""
                for place in shown.places
            ],
        }
    )
    return circles_layer(table)


def _shelters(selection: Selection, sites: pl.DataFrame) -> SheltersLayer | None:
    """Return the listed shelters of the state looked at; at their unit where nobody published a position."""
    if selection.country is None or sites.is_empty():
        return None
    own = sites.filter(pl.col("country_iso3") == selection.country)
    own = own.with_columns(code=pl.coalesce("admin1_code", "country_iso3"))
    if own.is_empty():
        return None
    table = pd.DataFrame(
        {
            "code": own["code"].to_list(),
            "name": own["name"].to_list(),
            "latitude": pd.array(own["latitude"].cast(pl.Float64).to_list(), dtype="Float64"),
            "longitude": pd.array(own["longitude"].cast(pl.Float64).to_list(), dtype="Float64"),
        }
    )
    return shelters_layer(
        table,
        position_unknown=_("position not published; shown at the middle of the unit"),
        and_more=_("and {count} more"),
    )


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
    return storm_layer(table, name=event.name)


def lacks_track(selection: Selection, positions: pl.DataFrame) -> bool:
    """Return whether the event is a storm whose track the store does not hold."""
    event = BY_ID.get(selection.event or "")
    return event is not None and event.hazard == "storm" and event_storm(selection, positions) is None


def _view(selection: Selection) -> MapView:
    """Return where to look; the token changes only with the state, so that a filter leaves the view alone."""
    state = states().get(selection.country or "")
    if state is None:
        return MapView()
    return MapView(state.west, state.south, state.east, state.north, token=state.iso3)


def legend_words() -> LegendWords:
    """Return the fixed words of a legend in the reader's language."""
    return LegendWords(
        zero=_("0: counted, nobody found"),
        not_counted=_("not counted"),
        shelters=_("shelters (number at one place)"),
        up_to=_("{low} to {high}"),
        empty=_("nothing counted for this choice"),
        storm=_("{name}: TD depression, TS storm, 1 to 5 hurricane"),
        categories=(
            ("TD", _("tropical depression")),
            ("TS", _("tropical storm")),
            *((str(level), _("hurricane {category}").format(category=level)) for level in range(1, 6)),
        ),
    )
