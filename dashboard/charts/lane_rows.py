"""What is drawn of each lane: where a number stands on the time line and in its lane, and whether it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dashboard import formats
from dashboard.aligned_events import days_since
from dashboard.charts.inline import noon
from dashboard.charts.printed import Place, printed
from dashboard.comparisons import Line, Point
from dashboard.language import gettext as _
from dashboard.palette import Theme
from dashboard.trends import Mark

HEAD, FOOT = 0.52, 0.06
"""Parts of a lane: its name and the printed numbers stand in the head, the line between head and foot."""

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class LaneSettings:
    """How lanes are drawn.

    Attributes:
        theme: the screen.
        has_one_scale: all lanes share the scale of the highest; else each has its own.
        by_days: the time line counts days from the first day of each line, as of events.
        empty: names of lanes that nobody counted.
        marks: events on the time line; with ``by_days`` day 0 is marked instead.
        until: the day looked at: the time line ends there, so that what is long past is seen to be so.
    """

    theme: Theme
    has_one_scale: bool = False
    by_days: bool = False
    empty: Sequence[str] = ()
    marks: Sequence[Mark] = ()
    until: date | None = None


def time_span(lines: Sequence[Line], settings: LaneSettings) -> tuple[float, float]:
    """Return the first and the last moment drawn: days since day 0, or days of the calendar as their ordinals."""
    starts = [moment_of(point, line, settings) for line in lines for point in line.points]
    if settings.by_days:
        return min(*starts, 0.0), max(*starts, 1.0)
    ends = [_end(point, line).toordinal() for line in lines for point in line.points]
    first, last = min(starts), float(max(*ends, settings.until.toordinal() if settings.until else 0))
    return (first, last) if last > first else (first - 183, last + 183)  # one count alone has no length


def lane_rows(lines: Sequence[Line], settings: LaneSettings) -> list[Row]:
    """Return one row for each count of each line, lane by lane."""
    top, span = max(line.top for line in lines), time_span(lines, settings)
    rows = []
    for lane, line in enumerate(lines):
        middles = [_middle(point, line, settings) for point in line.points]
        places = [Place(fraction(m, span), p.words, p.shown.figure) for m, p in zip(middles, line.points, strict=True)]
        shown = printed(places, is_bar=not line.is_stock)
        height = top if settings.has_one_scale else line.top
        for number, point in enumerate(line.points):
            row = _row(lane, line, point, settings)
            share = point.shown.figure / height if height else 0.0
            row["y"] = lane + 1 - FOOT - share * (1 - HEAD - FOOT)
            row["middle"] = row["x"] if line.is_stock else noon(date.fromordinal(round(middles[number])))
            row["printed"] = point.words if number in shown else ""
            row["side"] = shown.get(number, "center")
            rows.append(row)
    return rows


def _row(lane: int, line: Line, point: Point, settings: LaneSettings) -> Row:
    return {
        "name": line.name,
        "stretch": f"{lane}.{point.segment}",
        "is_stock": line.is_stock,
        "x": days_since(point.day, line) if settings.by_days else noon(point.day),
        "until": noon(_end(point, line)),
        "floor": lane + 1 - FOOT,
        "when": when_words(point, line, settings),
        "words": point.words,
        "counted": formats.amount(point.number.amount),
    }


def moment_of(point: Point, line: Line, settings: LaneSettings) -> float:
    """Return when a count was made: days since day 0, or the ordinal of its day."""
    return float(days_since(point.day, line) if settings.by_days else point.day.toordinal())


def _middle(point: Point, line: Line, settings: LaneSettings) -> float:
    """Return the moment over which a number is printed: that of the count, the middle of a bar."""
    here = moment_of(point, line, settings)
    return here if line.is_stock else (here + _end(point, line).toordinal()) / 2


def fraction(moment: float, span: tuple[float, float]) -> float:
    """Return where a moment lies: 0 at the left end of the time line, 1 at its right."""
    return (moment - span[0]) / (span[1] - span[0])


def _end(point: Point, line: Line) -> date:
    """Return the last day of a bar, with a little room before the next; of a count its own day."""
    return point.day if line.is_stock else date(point.day.year, 12, 31) - timedelta(40)


def when_words(point: Point, line: Line, settings: LaneSettings) -> str:
    """Return when a count was made, in words."""
    if not line.is_stock:
        return str(point.day.year)
    day = formats.short_day(point.day)
    return _("day {count}, {day}").format(count=days_since(point.day, line), day=day) if settings.by_days else day
