"""Charts on slides that can be edited: all numbers are in them; the first, highest and last of a series are printed."""

from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Inches, Pt

from dashboard.briefings.blocks import ChartBlock, Series
from dashboard.briefings.paper_text import drawable
from dashboard.fonts import FAMILY
from dashboard.palette import CATEGORIES, SURFACES, Theme

_SMALL, _LABEL = 11, 10
_LONG_COURSE = 730
"""Days."""


def add_chart(slide: Any, block: ChartBlock, box: tuple[float, ...]) -> Any | None:
    """Add a chart to a slide and return its frame; nothing where it has no number.

    Args:
        slide: a slide of python-pptx.
        block: the chart; points for counts of people who are there, for a line from one to the next would tell of days
            on which nobody counted; else bars.
        box: left, top, width and height in inches.
    """
    ats = sorted({point.at for one in block.series for point in one.points}, key=str)
    if not ats:
        return None
    data = CategoryChartData()  # type: ignore[no-untyped-call]  # python-pptx tells no types
    # Days stay days, so that the time between two counts is seen.
    data.categories = [at if isinstance(at, date) else drawable(at) for at in ats]
    for one in block.series:
        known = {point.at: point.figure for point in one.points}
        add: Any = data.add_series  # python-pptx has no types
        add(drawable(one.name), [known.get(at) for at in ats])
    kind = XL_CHART_TYPE.LINE_MARKERS if block.kind == "steps" else XL_CHART_TYPE.COLUMN_CLUSTERED
    frame = slide.shapes.add_chart(kind, *map(Inches, box), data)
    _dress(frame.chart, has_legend=len(block.series) > 1)
    if all(isinstance(at, date) for at in ats):
        _dress_days(frame.chart.category_axis, [at for at in ats if isinstance(at, date)])
    for order, (plotted, one) in enumerate(zip(frame.chart.plots[0].series, block.series, strict=True)):
        _colour(
            plotted,
            _rgb(CATEGORIES[Theme.LIGHT][order % len(CATEGORIES[Theme.LIGHT])]),
            is_points=block.kind == "steps",
        )
        _label(plotted, one, ats, is_points=block.kind == "steps")
    return frame


def _dress(chart: Any, *, has_legend: bool) -> None:
    chart.font.name, chart.font.size = FAMILY, Pt(_SMALL)
    chart.has_legend, chart.has_title = has_legend, False
    if has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    axis = chart.value_axis
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "#,##0", False
    axis.major_gridlines.format.line.color.rgb = _rgb(SURFACES[Theme.LIGHT].land_edge)
    axis.format.line.fill.background()


def _dress_days(axis: Any, days: list[date]) -> None:
    """Write years below a long course, days below a short one; the program that opens it has the words for months."""
    is_long = (days[-1] - days[0]).days > _LONG_COURSE
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = (
        ("yyyy" if is_long else "d mmm yyyy"),
        False,
    )
    if is_long:
        axis.minimum_scale, axis.maximum_scale = (
            _serial(date(year, 1, 1)) for year in (days[0].year, days[-1].year + 1)
        )
        for name, value in (("c:majorUnit", "1"), ("c:majorTimeUnit", "years")):
            step = OxmlElement(name)
            step.set("val", value)
            axis._element.append(step)


def _serial(day: date) -> int:
    """Return a day as workbooks number it."""
    return (day - date(1899, 12, 30)).days


def _colour(plotted: Any, colour: RGBColor, *, is_points: bool) -> None:
    if not is_points:
        plotted.format.fill.solid()
        plotted.format.fill.fore_color.rgb = colour
        return
    plotted.smooth = False
    plotted.format.line.fill.background()
    plotted.marker.style, plotted.marker.size = XL_MARKER_STYLE.CIRCLE, 8
    plotted.marker.format.fill.solid()
    plotted.marker.format.fill.fore_color.rgb = colour


def _label(plotted: Any, series: Series, ats: list[date | str], *, is_points: bool) -> None:
    """Print the first, the highest and the last number as published; labels of all would hide each other."""
    top = max(series.points, key=lambda point: point.figure)
    for point in {one.at: one for one in (series.points[0], top, series.points[-1])}.values():
        label = plotted.points[ats.index(point.at)].data_label
        label.text_frame.text = drawable(point.words)
        label.text_frame.paragraphs[0].runs[0].font.size = Pt(_LABEL)
        if is_points:
            label.position = XL_LABEL_POSITION.ABOVE


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))  # type: ignore[no-untyped-call]  # as above
