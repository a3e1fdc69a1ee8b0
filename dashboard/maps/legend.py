"""The legend as data: what every colour, circle and sign on this map means, and nothing that is not on it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from dashboard.maps.areas_layer import AreasLayer
from dashboard.maps.circles_layer import CirclesLayer, circle_steps, radius_px
from dashboard.maps.flows_layer import FlowsLayer, flow_steps, width_px
from dashboard.maps.shelters_layer import SheltersLayer
from dashboard.maps.sites_layer import SitesLayer, site_steps
from dashboard.maps.sites_layer import radius_px as site_radius_px
from dashboard.maps.storm_layer import StormLayer
from dashboard.maps.transport_layer import TransportLayer


class LegendSign(StrEnum):
    """What is drawn beside an entry's words."""

    HEADING = "heading"
    SHADE = "shade"
    CIRCLE = "circle"
    FLOW = "flow"
    SITE = "site"
    ZERO_AREA = "zero_area"
    ZERO_CIRCLE = "zero_circle"
    NOT_COUNTED = "not_counted"
    SITE_NOT_COUNTED = "site_not_counted"
    SHELTER = "shelter"
    PORT = "port"
    AIRPORT = "airport"
    STORM = "storm"
    NOTE = "note"


@dataclass(frozen=True)
class LegendEntry:
    """One line; ``detail`` is the class (from 1), the radius or width in pixels or the storm category."""

    sign: LegendSign
    words: str
    detail: str = ""


@dataclass(frozen=True)
class Legend:
    """A title and its lines, top to bottom."""

    title: str
    entries: tuple[LegendEntry, ...]


@dataclass(frozen=True)
class LegendWords:
    """The words of a legend; the page gives them in the reader's language."""

    zero: str = "0: counted, nobody found"
    not_counted: str = "not counted"
    shelters: str = "shelters (number at one place)"
    port: str = "port"
    airport: str = "airport"
    up_to: str = "{low} to {high}"
    under: str = "under {high}"
    and_more: str = "{low} and more"
    empty: str = "nothing counted for this choice"
    flows_not_drawn: str = "smaller movements not drawn: {count}"
    flows_not_counted: str = "movements not counted: {count}"
    sites_without_position: str = "sites without a published position, not on the map: {count}"
    storm: str = "{name}: TD depression, TS storm, 1 to 5 hurricane"
    categories: tuple[tuple[str, str], ...] = (
        ("TD", "tropical depression"),
        ("TS", "tropical storm"),
        ("1", "hurricane 1"),
        ("2", "hurricane 2"),
        ("3", "hurricane 3"),
        ("4", "hurricane 4"),
        ("5", "hurricane 5"),
    )


def _plain_number(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 or number == int(number) else f"{number:g}"


def legend(
    *,
    title: str,
    areas: AreasLayer | None = None,
    circles: CirclesLayer | None = None,
    flows: FlowsLayer | None = None,
    sites: SitesLayer | None = None,
    shelters: SheltersLayer | None = None,
    storms: Iterable[StormLayer] = (),
    transport: TransportLayer | None = None,
    areas_title: str = "",
    circles_title: str = "",
    flows_title: str = "",
    sites_title: str = "",
    words: LegendWords | None = None,
    format_number: Callable[[float], str] = _plain_number,
    holds_zero: bool = False,
    holds_gaps: bool = False,
) -> Legend:
    """Return the legend of just the layers given.

    Args:
        title: what the map shows, with the day.
        areas: shaded areas, if there are any.
        circles: circles, if there are any.
        flows: movements, if there are any.
        sites: sites, if there are any.
        shelters: shelters, if there are any.
        storms: tracks, if there are any.
        transport: ports and airports, if there are any.
        areas_title: heading over the shades, such as "people per 1,000 inhabitants".
        circles_title: heading over the circles, such as "people displaced".
        flows_title: heading over the arrows, such as "people evacuated".
        sites_title: heading over the sizes of sites, such as "people at one site".
        words: the fixed words, in the reader's language.
        format_number: how a number is written in the reader's language.
        holds_zero: the sign of a zero is told also where this day has none; one legend is for many days.
        holds_gaps: the same for the sign of what nobody counted.
    """
    said = words or LegendWords()
    entries = [
        *_area_entries(areas, areas_title, said, format_number),
        *_circle_entries(circles, circles_title, format_number),
        *_flow_entries(flows, flows_title, said, format_number),
        *_site_entries(sites, sites_title, said, format_number),
        *_empty_entries(areas, circles, flows, said),
    ]
    if areas is not None and (areas.has_zero or holds_zero):
        entries.append(LegendEntry(LegendSign.ZERO_AREA, said.zero))
    elif holds_zero or any(layer is not None and layer.has_zero for layer in (circles, sites)):
        entries.append(LegendEntry(LegendSign.ZERO_CIRCLE, said.zero))
    if holds_gaps or any(layer is not None and layer.has_not_counted for layer in (areas, circles)):
        entries.append(LegendEntry(LegendSign.NOT_COUNTED, said.not_counted))
    if sites is not None and sites.has_not_counted:
        entries.append(LegendEntry(LegendSign.SITE_NOT_COUNTED, said.not_counted))
    if shelters is not None and shelters.marks:
        entries.append(LegendEntry(LegendSign.SHELTER, said.shelters))
    for storm in storms:
        entries += _storm_entries(storm, said)
    entries += transport_entries(transport, said)
    return Legend(title, tuple(entries))


def _area_entries(
    areas: AreasLayer | None, title: str, words: LegendWords, format_number: Callable[[float], str]
) -> list[LegendEntry]:
    if areas is None or not areas.classes.count:
        return []
    heading = [LegendEntry(LegendSign.HEADING, title)] if title else []
    ranges = areas.classes.ranges
    if ranges[0][0] == ranges[-1][1]:
        only = float(f"{ranges[0][0]:.3g}")
        return [*heading, LegendEntry(LegendSign.SHADE, format_number(only), "1")]
    shown = [words.up_to.format(low=format_number(low), high=format_number(high)) for low, high in ranges]
    if areas.classes.is_open:
        shown[0] = words.under.format(high=format_number(ranges[0][1]))
        shown[-1] = words.and_more.format(low=format_number(ranges[-1][0]))
    return [*heading, *(LegendEntry(LegendSign.SHADE, text, str(place)) for place, text in enumerate(shown, start=1))]


def _circle_entries(
    circles: CirclesLayer | None, title: str, format_number: Callable[[float], str]
) -> list[LegendEntry]:
    steps = circle_steps(circles) if circles is not None else ()
    if circles is None or not steps:
        return []
    heading = [LegendEntry(LegendSign.HEADING, title)] if title else []
    return [
        *heading,
        *(
            LegendEntry(LegendSign.CIRCLE, format_number(step), f"{radius_px(step, largest=circles.largest):g}")
            for step in steps
        ),
    ]


def _flow_entries(
    flows: FlowsLayer | None, title: str, words: LegendWords, format_number: Callable[[float], str]
) -> list[LegendEntry]:
    if flows is None:
        return []
    entries = [
        LegendEntry(LegendSign.FLOW, format_number(step), f"{width_px(step, largest=flows.largest):g}")
        for step in flow_steps(flows)
    ]
    if title and entries:
        entries.insert(0, LegendEntry(LegendSign.HEADING, title))
    beside = ((words.flows_not_drawn, flows.not_drawn), (words.flows_not_counted, flows.not_counted))
    return [
        *entries,
        *(LegendEntry(LegendSign.NOTE, said.format(count=format_number(count))) for said, count in beside if count),
    ]


def _site_entries(
    sites: SitesLayer | None, title: str, words: LegendWords, format_number: Callable[[float], str]
) -> list[LegendEntry]:
    if sites is None:
        return []
    entries = [
        LegendEntry(LegendSign.SITE, format_number(step), f"{site_radius_px(step, largest=sites.largest):g}")
        for step in site_steps(sites)
    ]
    if title and entries:
        entries.insert(0, LegendEntry(LegendSign.HEADING, title))
    if sites.without_position:
        said = words.sites_without_position.format(count=format_number(sites.without_position))
        entries.append(LegendEntry(LegendSign.NOTE, said))
    return entries


def _empty_entries(
    areas: AreasLayer | None, circles: CirclesLayer | None, flows: FlowsLayer | None, words: LegendWords
) -> list[LegendEntry]:
    counted = (
        (areas is not None and any(shade.mark != "-" for shade in areas.shades))
        or (circles is not None and any(circle.radius_px is not None for circle in circles.circles))
        or (flows is not None and bool(flows.flows))
    )
    has_layer = any(layer is not None for layer in (areas, circles, flows))
    return [LegendEntry(LegendSign.NOTE, words.empty)] if has_layer and not counted else []


def transport_entries(transport: TransportLayer | None, words: LegendWords) -> list[LegendEntry]:
    """Return the signs of ports and airports as far as they are on the map."""
    if transport is None:
        return []
    port, airport = LegendEntry(LegendSign.PORT, words.port), LegendEntry(LegendSign.AIRPORT, words.airport)
    return [entry for entry, is_there in ((port, transport.has_port), (airport, transport.has_airport)) if is_there]


def _storm_entries(storm: StormLayer, words: LegendWords) -> list[LegendEntry]:
    named = dict(words.categories)
    return [
        LegendEntry(LegendSign.HEADING, words.storm.format(name=storm.name)),
        *(LegendEntry(LegendSign.STORM, named.get(category, category), category) for category in storm.categories),
    ]
