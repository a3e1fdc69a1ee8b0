"""How the numbers went: a chart with its printed values for each measure that was counted more than once."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard import formats
from dashboard.briefings.blocks import Block, ChartBlock, Column, Section, Sentences, Series, SeriesPoint, TableBlock
from dashboard.briefings.parts import Given, numeric, shortened
from dashboard.charts.trend_chart import trend_chart
from dashboard.headlines import measure_label, source_title
from dashboard.language import gettext as _
from dashboard.palette import Theme
from dashboard.situation_map import where_words
from dashboard.table_views import Told
from dashboard.trends import Trend, trend
from data.queries.answer import Number
from data.queries.presenting import plain

MEASURES_SHOWN = (
    "idps", "new_displacements", "in_shelter", "evacuated", "people_in_need", "returned", "refugees", "asylum_seekers",
    "deported", "missing_or_dead",
)  # fmt: skip
MOST_CHARTS = 6
_PRINTED = 4


@dataclass(frozen=True)
class _Step:
    """One number of a course: its day, whose line it is on, the figure, as published in words, and with its making."""

    day: date
    name: str
    figure: float
    words: str
    number: Number


@dataclass(frozen=True, eq=False)
class _Course:
    """A course with all its numbers, in order of their days."""

    trend: Trend
    steps: tuple[_Step, ...]

    def drawn(self, name: str | None = None) -> list[_Step]:
        """Return the numbers that the chart draws, of all lines or of one."""
        first = self.trend.drawn_from.date()
        names = self.trend.shown if name is None else (name,)
        return [step for step in self.steps if step.name in names and step.day >= first]


def section(given: Given) -> Section:
    """Return the part with the charts over time; where nothing was counted twice it says so."""
    blocks: tuple[Block, ...] = chart_blocks(given)
    if not blocks:
        blocks = (Sentences((_("Nothing was counted here more than once, so there is no course to show."),)),)
    return Section("course", _("How it went"), blocks)


def chart_blocks(given: Given) -> tuple[ChartBlock, ...]:
    """Return up to six charts, the most wanted measures first."""
    found = []
    for measure in MEASURES_SHOWN:
        if not given.has(measure):
            continue
        course = _course(given, measure)
        drawn = course.drawn()
        if len({step.day for step in drawn}) > 1 and any(step.figure for step in drawn):
            found.append(_block(given, measure, course))
        if len(found) == MOST_CHARTS:
            break
    return tuple(found)


def _course(given: Given, measure: str) -> _Course:
    """Return the course by state, as the Situation page draws it."""
    selection = replace(given.selection, measure=measure)
    course = trend(selection, given.evidence.ask)
    if selection.country is None:  # beside the events of all states no number could be read
        course = replace(course, marks=())
    rows = course.table.sort_values(["day", "state"]).to_dict("records")
    steps = (
        _Step(row["day"].date(), str(row["state"]), float(row["figure"]), str(row["words"]), row["number"])
        for row in rows
    )
    return _Course(course, tuple(steps))


def _block(given: Given, measure: str, course: _Course) -> ChartBlock:
    title = _("{measure}: {place}").format(measure=measure_label(measure), place=where_words(given.selection))
    words = _("The {count} states with the highest figures; all are in the table.")
    return ChartBlock(
        name=f"course_{measure}",
        title=title,
        chart=trend_chart(course.trend, Theme.LIGHT, is_printed=True),
        kind="steps" if course.trend.is_stock else "bars",
        series=tuple(_series(course, name) for name in course.trend.shown),
        alt=_finding(title, course),
        table=_table(measure, title, course),
        notes=(words.format(count=len(course.trend.shown)),) if course.trend.hidden > 0 else (),
    )


def _series(course: _Course, name: str) -> Series:
    points = [
        SeriesPoint(step.day if course.trend.is_stock else str(step.day.year), step.figure, step.words)
        for step in course.drawn(name)
    ]
    return Series(name, tuple(points))


def _finding(title: str, course: _Course) -> str:
    """Return the first, highest and last value of each line in words."""
    told = []
    for name in course.trend.shown:
        own = course.drawn(name)
        first, last, top = own[0], own[-1], max(own, key=lambda step: step.figure)
        told.append(
            _("{name}: first {first} ({first_day}), highest {top} ({top_day}), last {last} ({last_day})").format(
                name=name, first=first.words, first_day=_when(first.day, course), top=top.words,
                top_day=_when(top.day, course), last=last.words, last_day=_when(last.day, course),
            )
        )  # fmt: skip
    return f"{title}. {'; '.join(told)}."


def _when(day: date, course: _Course) -> str:
    return formats.short_day(day) if course.trend.is_stock else str(day.year)


def _table(measure: str, title: str, course: _Course) -> TableBlock:
    ordered = sorted(course.steps, key=lambda step: (-step.day.toordinal(), -step.figure))
    columns = (
        Column(_("Day") if course.trend.is_stock else _("Year"), "day", "#date"),
        Column(_("State"), "state", "#country+name", is_printed=len({step.name for step in ordered}) > 1),
        numeric(_("As published"), "figure", "#affected"),
        Column(_("Source"), "source", "#meta+source"),
    )
    rows = tuple((_when(step.day, course), step.name, step.words, _sources(step)) for step in ordered)
    values = tuple(
        (step.day if course.trend.is_stock else step.day.year, step.name, plain(step.figure), _sources(step))
        for step in ordered
    )
    told = tuple(Told(f"{step.name}, {_when(step.day, course)}", measure, step.number) for step in ordered)
    return shortened(TableBlock(f"course_{measure}", title, columns, rows, values, told=told), _PRINTED)


def _sources(step: _Step) -> str:
    return "; ".join(source_title(name) for name in step.number.making.sources)
