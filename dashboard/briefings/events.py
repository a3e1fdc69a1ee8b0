"""An event's course in each state that it touched: who moved, where they stay, what is left open."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from dashboard.briefings.blocks import Block, ChartBlock, Column, Section, Sentences, Series, SeriesPoint, TableBlock
from dashboard.briefings.parts import Given, numeric, shortened, value_of
from dashboard.evacuation_views import LANES, Course, Point, balance_words, courses, event_title, ledger_view
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.palette import Theme
from dashboard.place_labels import state_name, units_of
from dashboard.starting_points import unit_start
from dashboard.track_views import nearest_position_km, nearest_position_words, track_of, track_view
from data.events import Event
from data.queries.evacuation import COLUMNS

MOST_COURSES = 4
_PRINTED_DAYS = 12


def section(given: Given) -> Section:
    """Return the part with the events of these days; where there is none it says so."""
    blocks = [block for event in given.events() for block in _event_blocks(given, event)]
    if not blocks:
        blocks = [Sentences((_("No event that has a name here touched these states in the three months before."),))]
    return Section("evacuation", _("Evacuation"), tuple(blocks))


def _event_blocks(given: Given, event: Event) -> list[Block]:
    found = courses(given.of_event(event), given.evidence.ask)
    blocks: list[Block] = []
    for course in found[:MOST_COURSES]:
        blocks += [_course_block(event, course), Sentences((balance_words(course.ledger),))]
    if not found:
        words = _("{event}: nobody counted evacuation or shelter here up to this day.")
        blocks.append(Sentences((words.format(event=event_title(event.event_id)),)))
    return [*blocks, *_track(given, event)]


def _course_block(event: Event, course: Course) -> ChartBlock | TableBlock:
    """Return the course as a chart with its ledger; of a single day the ledger says all."""
    from dashboard.charts.course_chart import course_chart  # Altair is slow to load

    place = state_name(course.country_iso3)
    title = _("{event}: {place}, day by day").format(event=event_title(event.event_id), place=place)
    key = f"{event.event_id.replace('-', '_')}_{course.country_iso3.lower()}"
    ledger = _ledger(f"ledger_{key}", course)
    if len({point.day for point in course.points}) == 1:
        return replace(ledger, caption=title)
    return ChartBlock(
        name=f"event_{key}",
        title=title,
        chart=course_chart(course.points, Theme.LIGHT),
        kind="lanes",
        series=_series(course.points),
        alt=f"{title}. {course.finding}",
        table=ledger,
    )


def _series(points: Sequence[Point]) -> tuple[Series, ...]:
    return tuple(
        Series(measure_label(name), tuple(SeriesPoint(p.day, p.figure, p.words) for p in points if p.measure == name))
        for name in LANES
        if any(point.measure == name for point in points)
    )


def _ledger(name: str, course: Course) -> TableBlock:
    """Return the ledger with each number as it held on the day; one carried on stands in brackets with its own day."""
    view = ledger_view(course.ledger)
    columns = (
        Column(_("Day"), "day", "#date"),
        *(numeric(measure_label(measure), measure, f"#affected+{measure}") for measure in COLUMNS),
        numeric(_("Open balance"), "open_balance", "#affected+open"),
    )
    values = tuple(
        (day.day, *(value_of(day.numbers[measure]) for measure in COLUMNS), value_of(day.open_balance))
        for day in course.ledger.days
    )
    return shortened(TableBlock(name, view.caption, columns, view.rows, values, told=view.told), _PRINTED_DAYS)


def _track(given: Given, event: Event) -> list[Block]:
    """Return how near the storm came, and its positions for the files, where the store has its track."""
    track = track_of(event.event_id, given.evidence.positions)
    if track.is_empty():
        return []
    view = track_view(track)
    columns = (
        Column(_("Time, UTC"), "time_utc", "#date"),
        numeric(_("Latitude"), "latitude", "#geo+lat"),
        numeric(_("Longitude"), "longitude", "#geo+lon"),
        Column(_("Category"), "category", "#severity"),
        numeric(_("Wind, knots"), "wind_kt", "#indicator+wind"),
        numeric(_("Wind, km/h"), "wind_km_h", "#indicator+wind+kmh"),
    )
    values = tuple(
        (
            str(row["time_utc"]),
            float(row["latitude"]),
            float(row["longitude"]),
            row["category"],
            float(row["wind_kt"]) if row["wind_kt"] else None,
            round(float(row["wind_kt"]) * 1.852) if row["wind_kt"] else None,
        )
        for row in track.iter_rows(named=True)
    )
    caption = _("{event}: {caption}").format(event=event_title(event.event_id), caption=view.caption)
    name = f"track_{event.event_id.replace('-', '_')}"
    nearest = _nearest_words(given, event, track)
    said: list[Block] = [Sentences((nearest,))] if nearest else []
    return [*said, TableBlock(name, caption, columns, view.rows, values, printed_rows=0)]


def _nearest_words(given: Given, event: Event, track: pl.DataFrame) -> str:
    """Return when and how near the storm came to the units of the one state looked at."""
    country = given.selection.country
    codes = [unit.code for unit in units_of(country)] if country is not None else []
    nearest = min(codes, key=lambda code: nearest_position_km(track, unit_start(code)), default=None)
    if nearest is None:
        return ""
    words = nearest_position_words(track, unit_start(nearest))
    return _("{event}: {words}").format(event=event_title(event.event_id), words=words)
