"""A comparison in words: its finding, its notes, and its table."""

from collections.abc import Sequence

import pandas as pd

from dashboard import formats
from dashboard.aligned_events import Aligned, days_since
from dashboard.comparisons import Comparison, Line, Point, ShownAs
from dashboard.headlines import measure_label, source_note
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.selection import Selection
from dashboard.table_views import Told
from dashboard.trends import Mark
from data.queries.rates import Denominator

_NAMED = 4


def shown_words(shown_as: ShownAs) -> str:
    """Return what stands on the scale."""
    match shown_as:
        case ShownAs.FIGURE:
            return _("Figures")
        case ShownAs.RATE:
            return _("Per 1,000 people")
        case ShownAs.INDEX:
            return _("Index")


def scale_words(found: Comparison) -> str:
    """Return what the numbers of a chart are, with the people a rate divides by or the base of an index."""
    match found.shown_as:
        case ShownAs.FIGURE:
            return _("Figures as counted.")
        case ShownAs.RATE:
            return _("Per 1,000 people. Divided by: {people}.").format(people=_people_words(found.lines))
        case ShownAs.INDEX:
            bases = "; ".join(_base_words(line) for line in found.highest_first)
            return _("Index: the first count shown is 100. Bases: {bases}.").format(bases=bases)


def finding_words(found: Comparison, *, day_zero: bool = False) -> str:
    """Return the newest number of the highest lines, for readers who do not see the chart.

    Args:
        found: the comparison.
        day_zero: tell days after day 0 in place of the calendar's.
    """
    if not found.lines:
        return _("Nothing to compare: nobody counted this here in the time shown.")
    named = "; ".join(
        _("{line} {figure} ({when})").format(
            line=line.name, figure=line.last.words, when=_when(line.last, line, day_zero=day_zero)
        )
        for line in found.highest_first[:_NAMED]
    )
    return _("Newest: {named}.").format(named=named)


def not_in_chart(found: Comparison, *, has_empty_lanes: bool = False) -> list[str]:
    """Return what is not in the chart, and why; what nobody counted may stand there as lanes without a line."""
    told = []
    if found.empty and not has_empty_lanes:
        told.append(_("Not counted in the time shown: {names}.").format(names="; ".join(found.empty)))
    if found.without_scale:
        because = (
            _("No population is known, so no rate: {names}.")
            if found.shown_as is ShownAs.RATE
            else _("The first count is nobody or a range, so no index: {names}.")
        )
        told.append(because.format(names="; ".join(found.without_scale)))
    return told


def aligned_notes(found: Aligned, *, within_days: int) -> list[str]:
    """Return what is not in the chart of events, and why."""
    told = not_in_chart(found.comparison)
    if found.single:
        told.append(
            _("Counted once, which is no course; choose them to see the number: {names}.").format(
                names="; ".join(found.single)
            )
        )
    if found.outside:
        words = ngettext(
            "{count} count lies outside the {days} days shown.",
            "{count} counts lie outside the {days} days shown.",
            found.outside,
        )
        told.append(words.format(count=found.outside, days=within_days))
    return told


def marks_words(marks: Sequence[Mark]) -> str:
    """Return the events on the time line with their first days; nothing where there are none."""
    if not marks:
        return ""
    named = "; ".join(_("{event} {day}").format(event=mark.name, day=formats.short_day(mark.day)) for mark in marks)
    return _("Marked: {events}.").format(events=named)


def comparison_table(found: Comparison, selection: Selection) -> pd.DataFrame:
    """Return the table twin: one row per line and count, as shown and as counted, with source and age."""
    rows = [(line, point) for line in found.highest_first for point in line.points]
    columns: dict[str, object] = {
        _("Line"): [line.name for line, _point in rows],
        _("When"): [_when(point, line) for line, point in rows],
        _("Counted"): [formats.amount(point.number.amount) for _line, point in rows],
    }
    if any(line.day_zero for line in found.lines):
        columns |= {
            _("Day 0"): [formats.short_day(line.day_zero) if line.day_zero else "" for line, _point in rows],
            _("Days after it"): [str(days_since(point.day, line)) for line, point in rows],
        }
    if found.shown_as is not ShownAs.FIGURE:
        columns[shown_words(found.shown_as)] = pd.array([point.shown.figure for _line, point in rows], dtype="Float64")
        columns[_("Shown")] = [point.words for _line, point in rows]
    columns[_("Source and age")] = [source_note(point.number.making, selection.day) for _line, point in rows]
    return pd.DataFrame(columns)


def told_of(found: Comparison) -> tuple[Told, ...]:
    """Return the numbers of a comparison, the newest of each line first, for telling how each was made."""
    return tuple(
        Told(f"{line.name}, {_when(point, line)}", line.measure, point.number)
        for line in found.highest_first
        for point in reversed(line.points)
    )


def title_words(measure: str, shown_as: ShownAs) -> str:
    """Return what is compared and how it is shown."""
    label = measure_label(measure)
    match shown_as:
        case ShownAs.FIGURE:
            return label
        case ShownAs.RATE:
            return _("{measure} per 1,000 people").format(measure=label)
        case ShownAs.INDEX:
            return _("{measure}, index").format(measure=label)


def _when(point: Point, line: Line, *, day_zero: bool = False) -> str:
    if day_zero:
        days = days_since(point.day, line)
        return _("day {count}").format(count=days)
    return formats.short_day(point.day) if line.is_stock else str(point.day.year)


def _base_words(line: Line) -> str:
    return _("{line} {figure} on {day}").format(
        line=line.name, figure=formats.amount(line.base.number.amount), day=_when(line.base, line)
    )


def _people_words(lines: Sequence[Line]) -> str:
    """Return the people of each line by the source that counted them, each source named once."""
    by_source: dict[str, dict[str, None]] = {}
    for line in lines:
        if line.denominator is not None:
            state = line.name.rsplit(", ", maxsplit=1)[-1] if line.day_zero else line.name
            told = _("{place} {people}").format(place=state, people=_denominator_words(line.denominator))
            by_source.setdefault(line.denominator.source, {})[told] = None
    return "; ".join(
        _("{people} ({source})").format(people=", ".join(told), source=source) for source, told in by_source.items()
    )


def _denominator_words(denominator: Denominator) -> str:
    people = formats.number(denominator.people)
    if denominator.year is None:
        return people
    return _("{people} in {year}").format(people=people, year=denominator.year)
