"""How the signs of a still picture look: one style sheet, in the colours of a theme or in those of a page around it."""

from collections.abc import Mapping
from dataclasses import asdict

from dashboard.fonts import FAMILY
from dashboard.palette import MOST_SHADES, STORM_CATEGORIES, SURFACES, Theme, sequential, storm_colour

FONTS = f"'{FAMILY}', 'Source Sans Pro', Arial, sans-serif"

_RULES = """
.m-text{font-family:%(fonts)s;font-size:12px;fill:%(ink)s}
.m-sea{fill:%(sea)s}
.m-land{fill:%(land)s;stroke:%(land_edge)s;stroke-width:.6px}
.m-area{stroke:%(unit_edge)s;stroke-width:.6px;stroke-linejoin:round}
.m-plain{fill:%(state)s}
.m-ground{fill:%(land)s;stroke:%(state_edge)s;stroke-width:.5px}
.m-outline{fill:none;stroke:%(state_edge)s;stroke-width:.8px;stroke-linejoin:round}
.m-selected{fill:none;stroke:%(selected)s;stroke-width:2px;stroke-linejoin:round}
.m-edge{fill:none;stroke:%(panel_edge)s;stroke-width:1px}
.m-swatch{stroke:%(panel_edge)s;stroke-width:1px}
.m-where{fill:none;stroke:%(quiet_ink)s;stroke-width:1px}
.m-hatch-ground{fill:%(state)s}
.m-hatch-line{stroke:%(hatch)s;stroke-width:1.2px}
.m-hatch-fine{stroke:%(quiet_ink)s;stroke-width:1.3px}
.m-zero{fill:%(zero)s}
.m-circle{fill:%(circle)s;fill-opacity:.78;stroke:%(circle_edge)s;stroke-width:1.2px}
.m-circle-zero{fill:%(zero)s;stroke:%(circle)s;stroke-width:1.6px}
.m-ring{stroke:%(quiet_ink)s;stroke-width:1.2px}
.m-dot{stroke:%(state_edge)s;stroke-width:1px}
.m-site{fill:%(circle)s;fill-opacity:.6;stroke:%(circle_edge)s;stroke-width:.8px}
.m-crossed{fill:%(state)s;stroke:%(quiet_ink)s;stroke-width:1px}
.m-flow{fill:%(flow)s;fill-opacity:.86;stroke:%(flow_edge)s;stroke-width:1.6px;stroke-opacity:.9;paint-order:stroke}
.m-end{fill:%(flow_edge)s;stroke:%(flow)s;stroke-width:1.6px}
.m-shelter{fill:%(shelter)s;stroke:%(shelter_edge)s;stroke-width:1px}
.m-shelter-count{fill:%(halo)s;font-size:11px;font-weight:700;text-anchor:middle}
.m-track-halo{fill:none;stroke:%(halo)s;stroke-width:4px;stroke-opacity:.6}
.m-track{fill:none;stroke:%(track)s;stroke-width:1.6px}
.m-storm{stroke:%(halo)s;stroke-width:1px}
.m-storm-mark{font-size:8.5px;font-weight:700;text-anchor:middle}
.m-name{paint-order:stroke;stroke:%(halo)s;stroke-width:2.6px;stroke-linejoin:round}
.m-state{font-size:12px}
.m-unit{font-size:11.5px}
.m-figure{font-weight:600;font-size:12px}
.m-quiet{font-size:11px;fill:%(quiet_ink)s}
.m-neighbour{font-size:11px;fill:%(quiet_ink)s;letter-spacing:.4px;stroke:none}
.m-leader{stroke:%(quiet_ink)s;stroke-width:.8px}
.m-far{fill:%(land_edge)s}
.m-here{fill:%(circle)s;stroke:%(circle)s;stroke-width:.8px}
.m-here-frame{fill:none;stroke:%(selected)s;stroke-width:1.2px}
.m-day{font-size:10.5px;font-style:italic;fill:%(track)s}
.m-title{font-size:16px;font-weight:600}
.m-heading{font-size:12px;fill:%(quiet_ink)s}
.m-small{font-size:11px}
.m-note{font-size:10.5px;fill:%(quiet_ink)s}
.m-scale{fill:none;stroke:%(quiet_ink)s;stroke-width:1.2px}
.m-panel{fill:%(panel)s}
"""


def colours(theme: Theme) -> dict[str, str]:
    """Return every colour of a picture by its name: those of the map, the shades from few to many, the storms'."""
    shades = sequential(MOST_SHADES, theme)
    return {
        **asdict(SURFACES[theme]),
        **{f"shade_{place}": shade for place, shade in enumerate(shades)},
        **{f"storm_{category}": storm_colour(category, theme) for category in STORM_CATEGORIES},
        **{f"storm_ink_{category}": _storm_ink(category, theme) for category in STORM_CATEGORIES},
    }


def style_sheet(named: Mapping[str, str]) -> str:
    """Return the style sheet in colours given by name: values, or a page's own custom properties."""
    lines = [(_RULES % {"fonts": FONTS, **named}).replace("\n", "")]
    lines += [f".m-shade-{place}{{fill:{named[f'shade_{place}']}}}" for place in range(MOST_SHADES)]
    lines += [f".m-storm-{category}{{fill:{named[f'storm_{category}']}}}" for category in STORM_CATEGORIES]
    lines += [f".m-ink-{category}{{fill:{named[f'storm_ink_{category}']}}}" for category in STORM_CATEGORIES]
    return "".join(lines)


def page_colours() -> dict[str, str]:
    """Return the colours as custom properties, so that one drawing follows a page from light to dark."""
    return {name: f"var(--{name.replace('_', '-')})" for name in colours(Theme.LIGHT)}


def shade_class(place: int, count: int) -> str:
    """Return the class of a shade.

    Args:
        place: its class, counted from 1.
        count: how many classes the map has.
    """
    used = sequential(count, Theme.LIGHT)
    return f"m-shade-{sequential(MOST_SHADES, Theme.LIGHT).index(used[place - 1])}"


def _storm_ink(category: str, theme: Theme) -> str:
    if theme is Theme.DARK:
        return "#0c141a"
    return "#ffffff" if category in "345" else SURFACES[theme].ink
