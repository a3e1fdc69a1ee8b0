"""How the numbers went: a chart with its printed values for each measure that was counted more than once."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard import formats
from dashboard.briefings.content import Block, ChartBlock, Column, Section, Sentences, Series, SeriesPoint, TableBlock
from dashboard.briefings.parts import Given, numeric, shortened
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
_PRINTED = 5


@dataclass(frozen=True)
class _Step:
    """One number of a course: its day, whose line it is on, the figure, as published in words, and with its making."""

    day: date
    name: str
    figure: float
    words: str
    number: Number


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
        drawn = _drawn(course)
        if len({step.day for step in drawn}) > 1 and any(step.figure for step in drawn):
            found.append(_block(given, measure, course))
        if len(found) == MOST_CHARTS:
            break
    return tuple(found)


def _course(given: Given, measure: str) -> Trend:
    """Return the course by state, as the Situation page draws it."""
    selection = replace(given.selection, measure=measure)
    course = trend(selection, given.evidence.ask)
    # Beside the events of all states no number could be read.
    return course if selection.country is not None else replace(course, marks=())


def _block(given: Given, measure: str, course: Trend) -> ChartBlock:
    from dashboard.charts.trend_chart import trend_chart  # Altair is slow to load

    title = _("{measure}: {place}").format(measure=measure_label(measure), place=where_words(given.selection))
    words = _("The {count} states with the highest figures; all are in the table.")
    return ChartBlock(
        name=f"course_{measure}",
        title=title,
        chart=trend_chart(course, Theme.LIGHT, is_printed=True),
        kind="steps" if course.is_stock else "bars",
        series=tuple(_series(course, name) for name in course.shown),
        alt=_finding(title, course),
        table=_table(measure, title, course),
        notes=(words.format(count=len(course.shown)),) if course.hidden > 0 else (),
    )


def _steps(course: Trend) -> list[_Step]:
    """Return all numbers of a course, in order of their days."""
    rows = course.table.sort_values(["day", "state"]).to_dict("records")
    return [
        _Step(row["day"].date(), str(row["state"]), float(row["figure"]), str(row["words"]), row["number"])
        for row in rows
    ]


def _drawn(course: Trend, name: str | None = None) -> list[_Step]:
    """Return the numbers that the chart draws, of all lines or of one."""
    first = course.drawn_from.date()
    names = course.shown if name is None else (name,)
    return [step for step in _steps(course) if step.name in names and step.day >= first]


def _series(course: Trend, name: str) -> Series:
    points = [
        SeriesPoint(step.day if course.is_stock else str(step.day.year), step.figure, step.words)
        for step in _drawn(course, name)
    ]
    return Series(name, tuple(points))


def _finding(title: str, course: Trend) -> str:
    """Return the first, highest and last value of each line in words."""
    told = []
    for name in course.shown:
        own = _drawn(course, name)
        first, last, top = own[0], own[-1], max(own, key=lambda step: step.figure)
        told.append(
            _("{name}: first {first} ({first_day}), highest {top} ({top_day}), last {last} ({last_day})").format(
                name=name, first=first.words, first_day=_when(first.day, course), top=top.words,
                top_day=_when(top.day, course), last=last.words, last_day=_when(last.day, course),
            )
        )  # fmt: skip
    return f"{title}. {'; '.join(told)}."


def _when(day: date, course: Trend) -> str:
    return formats.short_day(day) if course.is_stock else str(day.year)


def _table(measure: str, title: str, course: Trend) -> TableBlock:
    ordered = sorted(_steps(course), key=lambda step: (-step.day.toordinal(), -step.figure))
    columns = (
        Column(_("Day") if course.is_stock else _("Year"), "day", "#date"),
        Column(_("State"), "state", "#country+name", is_printed=len({step.name for step in ordered}) > 1),
        numeric(_("As published"), "figure", "#affected"),
        Column(_("Source"), "source", "#meta+source"),
    )
    rows = tuple((_when(step.day, course), step.name, step.words, _sources(step)) for step in ordered)
    values = tuple(
        (step.day if course.is_stock else step.day.year, step.name, plain(step.figure), _sources(step))
        for step in ordered
    )
    told = tuple(Told(f"{step.name}, {_when(step.day, course)}", measure, step.number) for step in ordered)
    return shortened(TableBlock(f"course_{measure}", title, columns, rows, values, told=told), _PRINTED)


def _sources(step: _Step) -> str:
    return "; ".join(source_title(name) for name in step.number.making.sources)
