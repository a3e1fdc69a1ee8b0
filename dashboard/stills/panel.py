"""One frame of a still map, the main one or a close-up: ground, marks and names."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import shapely

from dashboard.fonts import Style, text_width
from dashboard.maps.map_payload import MapContent
from dashboard.place_labels import country_name
from dashboard.stills.areas import ground, is_split
from dashboard.stills.flows import Arrows, arrows_of
from dashboard.stills.frame import Box, Frame, drawn_countries, drawn_neighbours
from dashboard.stills.marks import Mark, circle_marks, dot_marks, shelter_marks
from dashboard.stills.names import Name, placed
from dashboard.stills.places import Rows, known_spots, largest_px2, name_of, rows_of, spot_of
from dashboard.stills.sites import site_marks
from dashboard.stills.storms import Track, track_of
from dashboard.stills.svg import group

_LONGEST_FIGURE = 96
"""Pixels; a longer figure would cover the map that it explains, and stands in the table."""
_ROOM_FOR_NEIGHBOUR = 1500
_ROOM_FOR_NAME = 4000


@dataclass(frozen=True)
class Panel:
    """A frame as it is drawn, and the boxes of its marks and names."""

    element: str
    taken: tuple[Box, ...]


def panel(
    content: MapContent,
    frame: Frame,
    *,
    ident: str,
    scale: float,
    is_shown: Callable[[str], bool],
    covered: Iterable[Box] = (),
    is_named: bool = True,
    has_neighbours: bool = True,
) -> Panel:
    """Return what a frame shows.

    Args:
        content: what the map shows.
        frame: the frame.
        ident: name of the picture.
        scale: of the circles.
        is_shown: whether the marks and the name of a code stand in this frame.
        covered: where nothing may be written, such as below a close-up.
        is_named: whether the names of its places are written; a close-up of one state has that name as its title.
        has_neighbours: whether the names of neighbours are written.
    """
    rows = rows_of(content)
    circles = [mark for mark in circle_marks(content, rows, frame, ident=ident, scale=scale) if is_shown(mark.code)]
    radii = {mark.code: mark.radius for mark in circles}
    dots = [mark for mark in dot_marks(content, rows, frame, circled=set(radii), ident=ident) if is_shown(mark.code)]
    shelters = shelter_marks(content, frame, radii)
    sites = site_marks(content, frame)
    arrows = arrows_of(content, frame, radii)
    tracks = [track_of(storm, frame) for storm in content.storms]
    taken = [mark.box for mark in (*circles, *dots, *shelters)]
    taken += [box for track in tracks for box in track.boxes] + list(arrows.end_boxes) + list(covered)
    wanted = [
        *_counted(content, rows, frame, circles, is_named=is_named),
        *_flow_names(content, arrows),
        *_days(tracks),
        *(_places(content, frame, [*circles, *dots], is_shown) if is_named else ()),
        *(_neighbours(content, frame) if has_neighbours else ()),
    ]
    names, own = placed(wanted, taken, frame.box, islands=_islands(content, frame))
    element = "".join(
        (
            ground(content, rows, frame, ident=ident),
            group(arrow.element for arrow in arrows.arrows),
            group(arrows.end_marks),
            group(mark.element for mark in (*circles, *dots)),
            group(mark.element for mark in (*sites, *shelters)),
            *(group(track.elements) for track in tracks),
            names,
        )
    )
    return Panel(element, (*taken, *own))


def _counted(content: MapContent, rows: Rows, frame: Frame, circles: list[Mark], *, is_named: bool) -> list[Name]:
    """Return the names of places with a number, with that number: on paper nobody can point at a circle."""
    found = []
    for mark in circles:
        circle = rows.circles[mark.code]
        figure = circle.printed or (circle.figure if circle.radius_px is not None else "")
        if text_width(figure, size=12, style=Style.SEMIBOLD) > _LONGEST_FIGURE:
            figure = ""
        if figure:
            found.append(_place_name(mark.code, content, frame, gap=mark.radius + 2, figure=figure))
    return [name if is_named else replace(name, words="") for name in found if name is not None]


def _places(content: MapContent, frame: Frame, marks: list[Mark], is_shown: Callable[[str], bool]) -> list[Name]:
    """Return the names of the other units and states, those that are looked at first."""
    gaps = {mark.code: mark.radius + 2 for mark in marks}
    rows = rows_of(content)
    spots = [spot for spot in known_spots().values() if is_shown(spot.code) and not _has_figure(rows, spot.code, gaps)]
    kinds = ("admin1", "municipality")
    units = [spot for spot in spots if spot.kind in kinds and is_split(content, spot.country_iso3)]
    units = [spot for spot in units if content.focus is not None]
    states = [spot for spot in spots if spot.kind == "country" and not is_split(content, spot.code)]
    found = []
    for spot in (*sorted(units, key=lambda spot: -largest_px2(spot, frame)), *states):
        may_cover = spot.code not in gaps and (spot.kind != "country" or largest_px2(spot, frame) > _ROOM_FOR_NAME)
        found.append(_place_name(spot.code, content, frame, gap=gaps.get(spot.code, 4), may_cover=may_cover))
    return [name for name in found if name is not None]


def _has_figure(rows: Rows, code: str, gaps: dict[str, float]) -> bool:
    return code in gaps and code in rows.circles and rows.circles[code].radius_px is not None


def _place_name(
    code: str, content: MapContent, frame: Frame, *, gap: float, figure: str = "", may_cover: bool = False
) -> Name | None:
    spot = spot_of(code, content)
    if spot is None or spot.latitude is None or spot.longitude is None:
        return None
    x, y = frame.point(spot.latitude, spot.longitude)
    if not frame.box.holds(Box(x, y, x, y)):
        return None
    is_quiet = content.focus is not None and spot.country_iso3 != content.focus
    look, size = ("m-quiet", 11.0) if is_quiet else ("m-state", 12.0) if spot.kind == "country" else ("m-unit", 11.5)
    is_wanted = bool(figure) or (spot.kind == "country" and not is_quiet and not may_cover)
    return Name(name_of(code, content), x, y, gap, look, size, figure, may_cover, is_wanted)


def _flow_names(content: MapContent, arrows: Arrows) -> list[Name]:
    """Return the numbers on arrows, and the names of their ends."""
    printed = [
        Name("", *arrow.middle, arrow.half_width + 4, "m-figure", 12, arrow.printed, may_cover=True)
        for arrow in arrows.arrows
        if arrow.printed
    ]
    known = known_spots()
    ends = [
        Name(name_of(end.code, content), *end.point, 6, "m-state", 12)
        for end in arrows.ends
        if not end.is_inside or end.code not in known
    ]
    return [*printed, *ends]


def _days(tracks: list[Track]) -> list[Name]:
    return [Name(day, *point, 9, "m-day", 10.5, style=Style.ITALIC) for track in tracks for day, point in track.days]


def _neighbours(content: MapContent, frame: Frame) -> list[Name]:
    """Return the names of the land around, each in the middle of what is seen of it, where it has room."""
    ends = {end.code for end in content.flows.ends} if content.flows else set()
    ours = shapely.union_all([drawn.geometry for drawn in drawn_countries(frame).values()])
    found = []
    for code, drawn in drawn_neighbours(frame).items():
        seen = shapely.intersection(drawn.geometry, shapely.box(*frame.box.edges))
        part = max(shapely.get_parts(seen), key=shapely.area, default=None)
        if part is None or part.area < _ROOM_FOR_NEIGHBOUR or code in ends:
            continue
        words = content.names.get(code) or country_name(code)
        point = part.centroid if part.contains(part.centroid) else part.representative_point()
        half = text_width(words, size=11) / 2 + len(words) * 0.2
        if not ours.intersects(shapely.box(point.x - half, point.y - 6, point.x + half, point.y + 6)):
            found.append(Name(words, point.x, point.y, 2, "m-neighbour", 11, may_cover=True))
    return found


def _islands(content: MapContent, frame: Frame) -> list[Box]:
    """Return the boxes of whole states that are small: the name of a neighbour must not lie on them."""
    shown = [drawn for code, drawn in drawn_countries(frame).items() if not is_split(content, code)]
    small = [drawn for drawn in shown if drawn.largest_px2 < _ROOM_FOR_NAME]
    return [Box(*max(shapely.get_parts(drawn.geometry), key=shapely.area).bounds) for drawn in small]


def land_boxes(frame: Frame, iso3: str | None) -> tuple[Box, ...]:
    """Return the boxes of the islands that are looked at, for whoever seeks an empty corner.

    Args:
        frame: the main map.
        iso3: the one state looked at; all of the region where it is None.
    """
    shown = [drawn for code, drawn in drawn_countries(frame).items() if iso3 in (None, code)]
    return tuple(Box(*part.bounds) for drawn in shown for part in shapely.get_parts(drawn.geometry))
