"""Events laid on one time line: days are counted from the day on which each reached the state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl

from dashboard.comparisons import Comparison, Line, ShownAs, compared, grouped, made_line
from dashboard.evacuation_views import event_title
from dashboard.language import gettext as _
from dashboard.periods import Ask
from dashboard.place_labels import state_name, units_of
from dashboard.selection import DEFAULT_MEASURE, Selection
from dashboard.track_views import track_of
from data.events import BY_ID
from data.known_populations import known_populations
from data.queries.question import By, Question
from data.queries.rates import rates
from geo.distances import distances_km

ALIGNED_MEASURES = ("in_shelter", "idps", "in_host_families", "in_rented_rooms", "shelters_open", "people_in_need")
"""People counted day by day after an event; movements are kept by month and cannot be laid on days."""

_BEFORE_DAYS = 14
"""People go to shelters before a storm comes; what was counted earlier belongs to another event."""


@dataclass(frozen=True)
class Aligned:
    """Events by their days.

    ``comparison`` holds one line for each event and state; ``single`` are the names of those with one count, which are
    no course, and ``outside`` counts those before or after the days shown.
    """

    comparison: Comparison
    single: tuple[str, ...]
    outside: int


def opening_measure(selection: Selection) -> str:
    """Return the measure to open with: the one chosen where it is counted by day, else people in shelters."""
    is_chosen = selection.measure in ALIGNED_MEASURES and selection.measure != DEFAULT_MEASURE
    return selection.measure if is_chosen else ALIGNED_MEASURES[0]


def aligned(
    selection: Selection,
    ask: Ask,
    *,
    measure: str,
    positions: pl.DataFrame,
    events: Sequence[str] = (),
    shown_as: ShownAs = ShownAs.FIGURE,
    within_days: int = 60,
) -> Aligned:
    """Return the courses of events from the day on which each reached the state.

    Args:
        selection: what the person chose; its day is the last one, its states are those shown.
        ask: answers a question.
        measure: one of ``ALIGNED_MEASURES``.
        positions: the reference table of storm positions, by which the day of a storm is told.
        events: ids of the events; without any all that have at least two counts.
        shown_as: what stands on the scale.
        within_days: how long after that day counts are shown.
    """
    found = event_lines(selection, ask, measure=measure, positions=positions)
    chosen = [line for line in found if not events or event_of(line) in events]
    cut = [_cut(line, within_days) for line in chosen]
    single = [line for line in cut if len(line.points) == 1 and not events]
    shown = [line for line in cut if line.points and line not in single]
    outside = sum(len(line.points) for line in chosen) - sum(len(line.points) for line in cut)
    return Aligned(compared(shown, shown_as), tuple(line.name for line in single), outside)


def event_lines(selection: Selection, ask: Ask, *, measure: str, positions: pl.DataFrame) -> tuple[Line, ...]:
    """Return the courses of all events that have a name here, the newest event first, each with its first day."""
    by = (By.COUNTRY, By.EVENT, By.DAY)
    question = Question(measure, selection.day, by=by, countries=selection.scope)
    answered = rates(ask, question, known_populations())
    named = (rate for rate in answered if rate.number.amount is not None and rate.by["event_id"] in BY_ID)
    lines = []
    for code, own in grouped(named, lambda row: f"{row['event_id']}:{row['country_iso3']}").items():
        event_id, iso3 = code.split(":")
        name = _("{event}, {state}").format(event=event_title(event_id), state=state_name(iso3))
        zero = day_zero(event_id, iso3, positions)
        lines.append(made_line(code, name, question, own, day_zero=zero))
    return tuple(sorted(lines, key=lambda line: (line.day_zero or date.min, line.name), reverse=True))


def event_of(line: Line) -> str:
    """Return the id of the event of a line."""
    return line.code.split(":")[0]


def events_counted(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the ids of the events of the lines, in their order."""
    return tuple(dict.fromkeys(event_of(line) for line in lines))


def day_zero(event_id: str, country_iso3: str, positions: pl.DataFrame) -> date:
    """Return the day from which an event's days are counted in a state.

    Of a storm whose track is stored it is the day (UTC) on which a recorded position was nearest to a unit of the
    state; of every other event its first day.
    """
    track = track_of(event_id, positions)
    points = units_of(country_iso3)
    if track.is_empty() or not points:
        return date.fromisoformat(BY_ID[event_id].start_date)
    latitudes = track["latitude"].cast(pl.Float64).to_numpy()[:, None]
    longitudes = track["longitude"].cast(pl.Float64).to_numpy()[:, None]
    km = distances_km(
        latitudes,
        longitudes,
        to_latitudes=[unit.latitude for unit in points],
        to_longitudes=[unit.longitude for unit in points],
    )
    nearest = int(km.min(axis=1).argmin())
    return datetime.fromisoformat(str(track["time_utc"][nearest])).date()


def day_zero_words(line: Line, positions: pl.DataFrame) -> str:
    """Return what day 0 of a line is."""
    has_track = not track_of(event_of(line), positions).is_empty()
    return _("storm nearest to the state") if has_track else _("first day of the event")


def days_since(day: date, line: Line) -> int:
    """Return how many days after its first day a count of a line was made."""
    return (day - (line.day_zero or day)).days


def _cut(line: Line, within_days: int) -> Line:
    points = (point for point in line.points if -_BEFORE_DAYS <= days_since(point.day, line) <= within_days)
    return replace(line, points=tuple(points))
