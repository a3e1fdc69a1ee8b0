"""A chart as a still picture: SVG or PNG with the letters that ship, numbers and days in the reader's way.

Made without a browser. Nobody can point at paper, so the charts that come here have their values printed.
"""

import re
from collections.abc import Sequence
from typing import Any

import vl_convert
from babel.core import Locale

from dashboard import formats
from dashboard.briefings.still_fonts import register_fonts
from dashboard.charts.number_words import number_locale
from dashboard.charts.specification import Chart, Specification
from dashboard.palette import SURFACES, Theme
from dashboard.stills.style import FONTS

_MEASURED_IN = "sans-serif"
"""vl-convert cannot measure a family with a number in its name; its own letters are a little wider than ours."""


_OVERHANG = 14
"""Room for half of the last day or year below an axis: Vega does not count it into the width of a drawing."""

_UNTOLD = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*")')
"""What Vega says, in English, of marks that have no words of their own."""


def chart_svg(chart: Chart, *, width: float, height: float | None = None) -> str:
    """Return a chart as an SVG drawing, in the language of the run.

    Args:
        chart: the chart; its own width and, where one is given, its height are replaced.
        width: of the whole drawing with its axes.
        height: of the plot; the chart's own without one.
    """
    register_fonts()
    locale = formats.current_locale()
    drawn = vl_convert.vegalite_to_svg(
        _specification(chart, width=width, height=height),
        format_locale=number_locale(),
        time_format_locale=_time_locale(locale),
    )
    return _UNTOLD.sub("", str(drawn)).replace(f'font-family="{_MEASURED_IN}"', f'font-family="{FONTS}"')


def chart_png(chart: Chart, *, width: float, height: float | None = None, scale: float = 2.0) -> bytes:
    """Return a chart as PNG, so many pixels for each of the drawing's own."""
    return bytes(vl_convert.svg_to_png(chart_svg(chart, width=width, height=height), scale=scale))


def _specification(chart: Chart, *, width: float, height: float | None) -> Specification:
    specification: Specification = dict(chart) if isinstance(chart, dict) else chart.to_dict(validate=False)
    specification["width"] = width
    specification["autosize"] = {"type": "fit-x", "contains": "padding"}
    if height is not None:
        specification["height"] = height
    specification["config"] = {**specification.get("config", {}), **_look()}
    specification["padding"] = {"left": 2, "top": 2, "bottom": 2, "right": _OVERHANG}
    specification["background"] = None
    return specification


def _look() -> dict[str, Any]:
    surface = SURFACES[Theme.LIGHT]
    lines = {"gridColor": surface.land_edge, "domainColor": surface.panel_edge, "tickColor": surface.panel_edge}
    letters = {"labelColor": surface.ink, "titleColor": surface.quiet_ink, "labelFontSize": 12, "titleFontSize": 12}
    return {
        "font": _MEASURED_IN,
        "aria": False,  # Vega tells of axes and marks in English; whoever shows the drawing tells its finding
        "view": {"stroke": None},
        "axis": {**lines, **letters},
        "legend": letters,
    }


def _time_locale(locale: Locale) -> dict[str, Any]:
    """Return how d3 writes days and months; its weeks begin on Sunday, Babel's on Monday."""
    months, days = locale.months["format"], locale.days["format"]
    return {
        "dateTime": "%d %B %Y %H:%M",
        "date": "%d %B %Y",
        "time": "%H:%M",
        "periods": ["AM", "PM"],
        "days": _in_order(days["wide"], (6, 0, 1, 2, 3, 4, 5)),
        "shortDays": _in_order(days["abbreviated"], (6, 0, 1, 2, 3, 4, 5)),
        "months": _in_order(months["wide"], range(1, 13)),
        "shortMonths": _in_order(months["abbreviated"], range(1, 13)),
    }


def _in_order(names: Any, places: Sequence[int]) -> list[str]:
    return [str(names[place]) for place in places]
