"""The ground of a still map: sea, neighbours, and the states or units with their shades."""

from dashboard.maps.areas_layer import NOT_COUNTED, ZERO
from dashboard.maps.map_payload import MapContent, MapLevel
from dashboard.stills.frame import Drawn, Frame, drawn_countries, drawn_neighbours, drawn_units
from dashboard.stills.places import Rows, name_of
from dashboard.stills.style import shade_class
from dashboard.stills.svg import group, tag, tooltip


def ground(content: MapContent, rows: Rows, frame: Frame, *, ident: str) -> str:
    """Return sea, land and areas; shades of rates, white for zero, hatched where nobody counted.

    Args:
        content: what the map shows.
        rows: its rows by code.
        frame: where it is drawn.
        ident: name of the picture, before the names of its hatches.
    """
    land = [tag("path", d=drawn.path) for drawn in drawn_neighbours(frame).values()]
    countries = drawn_countries(frame)
    split = [iso3 for iso3 in countries if is_split(content, iso3)]
    quiet = [drawn for iso3, drawn in countries.items() if iso3 not in split and _is_ground(content, iso3)]
    whole = [drawn for iso3, drawn in countries.items() if iso3 not in split and not _is_ground(content, iso3)]
    units = [drawn for iso3 in split for drawn in drawn_units(frame, iso3).values()]
    return "".join(
        (
            tag("rect", width=frame.width, height=frame.height, class_="m-sea"),
            group(land, class_="m-land"),
            group((_ground_path(content, drawn) for drawn in quiet), class_="m-ground"),
            group(_area(content, rows, drawn, ident) for drawn in (*units, *whole)),
            group((tag("path", d=countries[drawn.shape.country_iso3].path) for drawn in whole), class_="m-outline"),
            group((tag("path", d=countries[iso3].path) for iso3 in split), class_="m-outline"),
            _selected(content, rows, (*units, *whole)),
        )
    )


def is_split(content: MapContent, iso3: str) -> bool:
    """Return whether a state is drawn by its units."""
    return content.level is MapLevel.UNIT and content.focus in (None, iso3)


def _is_ground(content: MapContent, iso3: str) -> bool:
    return content.focus is not None and content.focus != iso3


def _ground_path(content: MapContent, drawn: Drawn) -> str:
    return tag("path", tooltip(name_of(drawn.shape.code, content)), d=drawn.path)


def _area(content: MapContent, rows: Rows, drawn: Drawn, ident: str) -> str:
    shape = drawn.shape
    said = rows.words(shape.code, shape.country_iso3)
    speaks = rows.group_of.get(shape.code)
    names = [name_of(shape.code, content), *([name_of(speaks, content)] if speaks else [])]
    mark = rows.mark(shape.code, shape.country_iso3)
    look = fill_of(mark, content, ident, look="m-area")
    return tag("path", tooltip(" \u00b7 ".join(names), *said), d=drawn.path, **look)


def fill_of(mark: str, content: MapContent, ident: str, *, look: str, fine: bool = False) -> dict[str, str]:
    """Return class and fill of an area by its mark.

    Args:
        mark: not counted, zero, or the number of a class; empty for plain ground.
        content: what the map shows.
        ident: name of the picture.
        look: class of its line.
        fine: it is so small that the hatch needs closer lines.
    """
    if mark == NOT_COUNTED:
        return {"class_": look, "fill": f"url(#{ident}-{'fine' if fine else 'hatch'})"}
    if mark == ZERO:
        return {"class_": f"{look} m-zero"}
    if mark and content.areas is not None:
        return {"class_": f"{look} {shade_class(int(mark), content.areas.classes.count)}"}
    return {"class_": f"{look} m-plain"}


def hatches(ident: str) -> str:
    """Return the two patterns that say "not counted"."""
    return tag("defs", _hatch(f"{ident}-hatch", 6, "m-hatch-line"), _hatch(f"{ident}-fine", 3, "m-hatch-fine"))


def _hatch(name: str, step: float, line: str) -> str:
    return tag(
        "pattern",
        tag("rect", width=step, height=step, class_="m-hatch-ground"),
        tag("path", d=f"M.6 0V{step:g}", class_=line),
        id=name,
        width=step,
        height=step,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def _selected(content: MapContent, rows: Rows, drawn: tuple[Drawn, ...]) -> str:
    chosen = [
        one
        for one in drawn
        if content.selected in (one.shape.code, rows.group_of.get(one.shape.code), one.shape.country_iso3)
    ]
    return group((tag("path", d=one.path) for one in chosen), class_="m-selected") if content.selected else ""
