"""A still picture of what a map of the screen shows: SVG made without a browser, and PNG from it."""

from dashboard.briefings.still_fonts import register_fonts
from dashboard.fonts import Style, text_width, wrapped
from dashboard.language import gettext as _
from dashboard.maps.map_payload import MapContent
from dashboard.palette import Theme
from dashboard.stills.areas import hatches
from dashboard.stills.frame import Box, Frame
from dashboard.stills.layout import Inset, layout_of
from dashboard.stills.locator import locator, locator_box
from dashboard.stills.panel import land_boxes, panel
from dashboard.stills.scale import scale_bar
from dashboard.stills.strip import strip
from dashboard.stills.style import colours, style_sheet
from dashboard.stills.svg import tag, text

_MARGIN = 12.0
_TITLE_LINE = 21.0
_NOTE_LINE = 13.0
_FULL_SIZE, _SMALLEST_SCALE = 800.0, 0.7
"""In a picture of less width the circles of the screen would cover the islands."""


def map_svg(
    content: MapContent,
    *,
    width: float,
    height: float,
    theme: Theme | None = Theme.LIGHT,
    ident: str = "map",
    title: str = "",
) -> str:
    """Return the map as an SVG drawing, in the language of the run.

    Args:
        content: what the map of the screen shows.
        width: of the picture; letters are 10 to 12 high, so 640 suits the width of a sheet and 960 that of a slide.
        height: of the picture, with the legend and the note on boundaries.
        theme: light or dark; None draws in the colours of the page around it, see `dashboard.stills.style`.
        ident: name of the picture; two on one page need two.
        title: written above the map.

    Returns:
        A drawing with a tooltip on each area, circle and arrow, and the finding in words as its label.
    """
    heads = wrapped(title, width=width, size=16, style=Style.SEMIBOLD) if title else []
    scale = min(1.0, max(_SMALLEST_SCALE, width / _FULL_SIZE))
    legend = strip(content, width, ident=ident, scale=scale)
    notes = wrapped(_boundary_note(), width=width, size=10.5)
    top = len(heads) * _TITLE_LINE + (6 if heads else 0)
    below = (legend.height + 2 * _MARGIN if legend.height else _MARGIN) + len(notes) * _NOTE_LINE + 6
    map_height = max(height - top - below, 120.0)
    legend_top = top + map_height + _MARGIN
    notes_top = legend_top + (legend.height + _MARGIN if legend.height else 0)
    parts = [
        tag("style", style_sheet(colours(theme))) if theme is not None else "",
        hatches(ident),
        tag("rect", width=width, height=height, class_="m-panel"),
        *(text(line, 0, 16 + place * _TITLE_LINE, class_="m-title") for place, line in enumerate(heads)),
        _frames(content, Box(0, top, width, top + map_height), ident, scale),
        tag("g", legend.element, transform=f"translate(0 {legend_top:.1f})"),
        *(text(line, 0, notes_top + 8 + place * _NOTE_LINE, class_="m-note") for place, line in enumerate(notes)),
    ]
    return tag(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {width:g} {height:g}",
        role="img",
        aria_label=content.summary,
        class_="m-text",
    )


def svg_to_png(svg: str, *, scale: float = 2.0) -> bytes:
    """Return a drawing as PNG, so many pixels for each of its own; letters are those that ship."""
    import vl_convert

    register_fonts()
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def _boundary_note() -> str:
    return _("Boundaries: Natural Earth, simplified; they imply no endorsement")


def _frames(content: MapContent, box: Box, ident: str, scale: float) -> str:
    """Return the main map with its close-ups over or below it."""
    layout = layout_of(content, box.width, box.height)
    inside = {code for inset in layout.insets for code in inset.codes}
    where = [_where(inset, layout.main) for inset in layout.insets if inset.is_on_main]
    covered = [*(inset.box for inset in layout.insets), *(place for _, place in where)]
    main = panel(
        content, layout.main, ident=ident, scale=scale, is_shown=lambda code: code not in inside, covered=covered
    )
    taken = [*land_boxes(layout.main, content.focus), *main.taken]
    over = [path for path, _ in where]
    corner = locator_box(layout.main, taken) if content.focus else None
    if content.focus and corner is not None:
        over.append(_clipped(locator(content.focus, layout.main, corner), corner))
        taken.append(corner)
    over += [scale_bar(layout.main, taken), _edge(layout.main.box)]
    insets = [_inset(content, inset, ident, scale) for inset in layout.insets]
    return _clipped(_clipped(main.element + "".join(over), layout.main.box) + "".join(insets), box)


def _edge(box: Box) -> str:
    return tag("rect", x=0.5, y=0.5, width=box.width - 1, height=box.height - 1, class_="m-edge")


def _inset(content: MapContent, inset: Inset, ident: str, scale: float) -> str:
    title = Box(0, 0, text_width(inset.title, size=11, style=Style.SEMIBOLD) + 12, 18)
    shown = panel(
        content,
        inset.frame,
        ident=ident,
        scale=scale,
        is_shown=lambda code: code in inset.codes,
        covered=[title],
        is_named=len(inset.codes) > 1,
        has_neighbours=False,
    )
    name = text(inset.title, 6, 13, class_="m-name m-small", font_weight=600)
    edge = tag("rect", x=0.5, y=0.5, width=inset.box.width - 1, height=inset.box.height - 1, class_="m-where")
    return _clipped(shown.element + name + edge, inset.box)


def _where(inset: Inset, main: Frame) -> tuple[str, Box]:
    """Return the frame on the main map that says where a close-up lies, and its box."""
    west, south, east, north = inset.frame.bounds
    corners = main.points([(west, north), (east, north), (east, south), (west, south)])
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z"
    left, top, right, bottom = (float(edge) for edge in (*corners.min(axis=0), *corners.max(axis=0)))
    return tag("path", d=path, class_="m-where"), Box(left, top, right, bottom)


def _clipped(inside: str, box: Box) -> str:
    """Return a drawing within a rectangle; what reaches over its edge is cut."""
    return tag(
        "svg",
        inside,
        x=box.left,
        y=box.top,
        width=box.width,
        height=box.height,
        viewBox=f"0 0 {box.width:.1f} {box.height:.1f}",
    )
