"""The legend below a still map: what every sign on it means, in the order and with the signs of the screen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dashboard.fonts import Style, text_width, wrapped
from dashboard.maps.legend import LegendEntry, LegendSign
from dashboard.maps.map_payload import MapContent
from dashboard.stills.flows import arrow_path
from dashboard.stills.marks import drawn_radius, shelter_sign
from dashboard.stills.sites import site_sign
from dashboard.stills.storms import SIGN_RADIUS, storm_sign
from dashboard.stills.style import shade_class
from dashboard.stills.svg import tag, text, tooltip

_IN_GROUPS = (LegendSign.SHADE, LegendSign.CIRCLE, LegendSign.FLOW, LegendSign.SITE, LegendSign.STORM)
_GROUP_GAP = 20.0
_ROW_GAP = 10.0
_SIZE = 11.0
_LINE = 14.0
_HEADING = 17.0
_SHADE_HEIGHT = 12.0
_NARROWEST_SHADE = 40.0


@dataclass
class Group:
    """Entries of one kind under their heading; single signs make a last group."""

    heading: str
    kind: LegendSign | None
    entries: list[LegendEntry] = field(default_factory=list)


@dataclass(frozen=True)
class Block:
    """A group as it is drawn from its own corner, and how large it is."""

    element: str
    width: float
    height: float


def strip(content: MapContent, width: float, *, ident: str, scale: float) -> Block:
    """Return the legend in so much width, its groups side by side and in rows; ``scale`` is that of the circles."""
    blocks = [_block(group, content, width, ident) for group in groups_of(_scaled(content.legend.entries, scale))]
    x, y, tallest, widest = 0.0, 0.0, 0.0, 0.0
    placed = []
    for block in blocks:
        if x and x + block.width > width:
            x, y, tallest = 0.0, y + tallest + _ROW_GAP, 0.0
        placed.append(tag("g", block.element, transform=f"translate({x:.1f} {y:.1f})"))
        tallest = max(tallest, block.height)
        widest = max(widest, x + block.width)
        x += block.width + _GROUP_GAP
    return Block("".join(placed), widest, y + tallest)


def groups_of(entries: Iterable[LegendEntry]) -> list[Group]:
    """Return the entries as they stand together."""
    found: list[Group] = []
    single = Group("", None)
    heading = ""
    for entry in entries:
        if entry.sign is LegendSign.HEADING:
            heading = entry.words
        elif entry.sign in _IN_GROUPS:
            if not found or found[-1].kind is not entry.sign or heading:
                found.append(Group(heading, entry.sign))
            found[-1].entries.append(entry)
            heading = ""
        else:
            single.entries.append(entry)
    return [*found, single] if single.entries else found


def _scaled(entries: Iterable[LegendEntry], scale: float) -> Iterator[LegendEntry]:
    """Return the entries with the circles as large as they are on the map."""
    for entry in entries:
        is_circle = entry.sign is LegendSign.CIRCLE
        yield replace(entry, detail=f"{drawn_radius(float(entry.detail), scale):.1f}") if is_circle else entry


def _block(group: Group, content: MapContent, width: float, ident: str) -> Block:
    if group.kind is LegendSign.SHADE:
        inside = _shades(group.entries, content)
    elif group.kind is None:
        inside = _singles(group.entries, width, ident)
    else:
        inside = _row(group.entries)
    if not group.heading:
        return inside
    lines = wrapped(group.heading, width=max(inside.width, min(width, 230.0)), size=12)
    top = _HEADING + (len(lines) - 1) * _LINE
    heads = [text(line, 0, 11 + place * _LINE, class_="m-heading") for place, line in enumerate(lines)]
    widest = max(inside.width, *(text_width(line, size=12) for line in lines))
    body = tag("g", inside.element, transform=f"translate(0 {top:.1f})")
    return Block("".join(heads) + body, widest, top + inside.height)


def _shades(entries: list[LegendEntry], content: MapContent) -> Block:
    count = content.areas.classes.count if content.areas else len(entries)
    x, parts = 0.0, []
    for entry in entries:
        wide = max(_NARROWEST_SHADE, text_width(entry.words, size=_SIZE) + 8)
        parts.append(tag("rect", x=x, width=wide, height=_SHADE_HEIGHT, class_=shade_class(int(entry.detail), count)))
        parts.append(text(entry.words, x + wide / 2, 25, class_="m-small", text_anchor="middle"))
        x += wide + 2
    return Block("".join(parts), x - 2, 29)


def _row(entries: list[LegendEntry]) -> Block:
    """Return signs in one row, each with its words behind it but those of storms, which stand in the sign."""
    tall = max(_sign_size(entry)[1] for entry in entries)
    x, parts = 0.0, []
    for entry in entries:
        wide, _ = _sign_size(entry)
        parts.append(_sign(entry, x, tall / 2))
        x += wide + 5
        if entry.sign is not LegendSign.STORM:
            parts.append(text(entry.words, x, tall / 2 + 4, class_="m-small"))
            x += text_width(entry.words, size=_SIZE) + 10
    return Block("".join(parts), x, tall)


def _sign_size(entry: LegendEntry) -> tuple[float, float]:
    if entry.sign is LegendSign.STORM:
        return 2 * SIGN_RADIUS, 2 * SIGN_RADIUS + 2
    if entry.sign is LegendSign.FLOW:
        return 38.0, max(8.0, 2 * float(entry.detail))
    side = 2 * float(entry.detail) + 2
    return side, max(side, _LINE)


def _sign(entry: LegendEntry, x: float, middle: float) -> str:
    if entry.sign is LegendSign.STORM:
        return storm_sign(entry.detail, x + SIGN_RADIUS, middle, tooltip(entry.words))
    if entry.sign is LegendSign.FLOW:
        points = [(x + 1 + step * 4.5, middle) for step in range(9)]
        return tag("path", d=arrow_path(points, float(entry.detail)), class_="m-flow")
    radius = float(entry.detail)
    look = "m-site" if entry.sign is LegendSign.SITE else "m-circle"
    return tag("circle", cx=x + radius + 1, cy=middle, r=radius, class_=look)


def _singles(entries: list[LegendEntry], width: float, ident: str) -> Block:
    """Return single signs one below the other, words beside them broken where they would be too wide."""
    parts, y, widest = [], 0.0, 0.0
    room = min(width, 260.0)
    for entry in entries:
        start = 0.0 if entry.sign is LegendSign.NOTE else 31.0
        parts.append(_single_sign(entry.sign, y + 7, ident))
        for line in wrapped(entry.words, width=room - start, size=_SIZE):
            parts.append(text(line, start, y + 11, class_="m-small"))
            widest = max(widest, start + text_width(line, size=_SIZE, style=Style.REGULAR))
            y += _LINE
        y += 4
    return Block("".join(parts), widest, y - 4)


def _single_sign(sign: LegendSign, middle: float, ident: str) -> str:
    match sign:
        case LegendSign.NOT_COUNTED:
            return _swatch(middle, "m-swatch", fill=f"url(#{ident}-hatch)")
        case LegendSign.ZERO_AREA:
            return _swatch(middle, "m-swatch m-zero")
        case LegendSign.ZERO_CIRCLE:
            return tag("circle", cx=12, cy=middle, r=4, class_="m-circle-zero")
        case LegendSign.SITE_NOT_COUNTED:
            return site_sign(12, middle, -1)
        case LegendSign.SHELTER:
            return shelter_sign(3, middle - 9, 18, "3")
        case _:
            return ""


def _swatch(middle: float, look: str, fill: str = "") -> str:
    return tag("rect", x=0.5, y=middle - 7, width=24, height=14, class_=look, fill=fill)
