"""What is known of which state: measures by states, with what is missing as plain to see as what is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard import formats
from dashboard.headlines import MEASURE_LABELS, measure_label, source_title
from dashboard.html_tables import Cell, html_table
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.place_labels import state_name
from data.queries.coverage import Coverage
from data.schema import MEASURES, Kind

_YEAR, _FIVE_YEARS = 366, 1827


@dataclass(frozen=True)
class Grid:
    """Measures by states; ``cells`` has what is stored, a pair that is not in it has nothing."""

    measures: tuple[str, ...]
    countries: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[Coverage, ...]]

    @property
    def empty_measures(self) -> tuple[str, ...]:
        """Measures of which no state has a figure."""
        return tuple(name for name in MEASURE_LABELS if name not in self.measures)

    def missing(self, measure: str) -> tuple[str, ...]:
        """Return the states of which nothing is known in a measure."""
        return tuple(code for code in self.countries if (measure, code) not in self.cells)


def coverage_grid(stored: Sequence[Coverage], countries: Sequence[str], *, source: str | None = None) -> Grid:
    """Return the grid of these states.

    Args:
        stored: what the store holds.
        countries: the states, in the order of the columns.
        source: only what this source says.
    """
    cells: dict[tuple[str, str], tuple[Coverage, ...]] = {}
    for one in stored:
        if one.country_iso3 in countries and source in {None, one.source}:
            key = (one.measure, one.country_iso3)
            cells[key] = (*cells.get(key, ()), one)
    known = {measure for measure, _country in cells}
    return Grid(tuple(name for name in MEASURE_LABELS if name in known), tuple(countries), cells)


def finding(grid: Grid) -> str:
    """Return in one sentence how much is known and how much is not."""
    pairs = len(grid.countries) * len(MEASURE_LABELS)
    states = ngettext("{count} state", "{count} states", len(grid.countries)).format(count=len(grid.countries))
    return _(
        "Something is stored for {known} of {pairs} pairs of measure and state ({measures} measures, {states})"
    ).format(
        known=formats.number(len(grid.cells)), pairs=formats.number(pairs), measures=len(MEASURE_LABELS), states=states
    )


def grid_html(grid: Grid, *, today: date) -> str:
    """Return the grid: the year of the newest figure, darker where it is newer, hatched where nothing is stored."""
    header = [Cell(_("Measure")), *(Cell(code, hint=state_name(code)) for code in grid.countries), Cell(_("States"))]
    rows = [
        [
            Cell(measure_label(measure)),
            *(_cell(measure, code, grid.cells.get((measure, code), ()), today) for code in grid.countries),
            Cell(f"{len(grid.countries) - len(grid.missing(measure))}/{len(grid.countries)}", "number"),
        ]
        for measure in grid.measures
    ]
    return html_table(header, rows, caption=finding(grid), look="grid")


def _cell(measure: str, code: str, stored: Sequence[Coverage], today: date) -> Cell:
    where = f"{state_name(code)}, {measure_label(measure)}"
    if not stored:
        return Cell(formats.MISSING, "nothing", _("{where}: nothing is stored").format(where=where))
    last = max(one.last for one in stored)
    age = (today - last).days
    look = "age-0" if age <= _YEAR else "age-1" if age <= _FIVE_YEARS else "age-2"
    names = ", ".join(sorted({source_title(one.source) for one in stored}))
    hint = _("{where}: newest {day}, {sources}").format(where=where, day=formats.short_day(last), sources=names)
    return Cell(str(last.year), look, hint)


def missing_lines(grid: Grid) -> list[str]:
    """Return for each measure the states of which nothing is stored, then the measures that no state has."""
    lines = []
    for measure in grid.measures:
        names = [state_name(code) for code in grid.missing(measure)]
        if names:
            lines.append(_("{measure}: {states}").format(measure=measure_label(measure), states=", ".join(names)))
    if grid.empty_measures:
        names = [measure_label(measure) for measure in grid.empty_measures]
        lines.append(_("No state has a figure of: {measures}").format(measures=", ".join(names)))
    return lines


def coverage_table(grid: Grid) -> pd.DataFrame:
    """Return the table twin of the grid: one row per measure, state and source, and one per pair without any."""
    rows: list[tuple[object, ...]] = []
    for measure in MEASURE_LABELS:
        for code in grid.countries:
            stored = grid.cells.get((measure, code), ())
            names = (measure_label(measure), state_name(code))
            rows += [(*names, source_title(one.source), one.records, one.first, one.last) for one in stored]
            rows += [] if stored else [(*names, _("nothing stored"), 0, None, None)]
    titles = [_("Measure"), _("State"), _("Source"), _("Records"), _("First day"), _("Last day")]
    return pd.DataFrame(rows, columns=titles).astype({_("Records"): "Int64"})


def definitions_html() -> str:
    """Return what each measure means, who defines it, and how long a figure of it stands."""
    header = [Cell(_("Measure")), Cell(_("What it counts")), Cell(_("Kind")), Cell(_("Defined by"))]
    rows = [
        [
            Cell(measure_label(name)),
            Cell(_(MEASURES[name].definition)),
            Cell(_kind_words(name)),
            Cell(_(MEASURES[name].definition_source)),
        ]
        for name in MEASURE_LABELS
    ]
    return html_table(header, rows, caption=_("What each measure means"))


def _kind_words(name: str) -> str:
    measure = MEASURES[name]
    if measure.kind is Kind.FLOW:
        return _("movements in a period: parts may be added over time")
    days, year_end = measure.life_days, measure.year_end_life_days
    if days is None:
        return _("a count at a date: never added over time")
    words = _("a count at a date: never added over time; stands for {count} days").format(count=formats.number(days))
    if year_end is not None and year_end != days:
        return _("{words}, as a year-end figure for {count}").format(words=words, count=formats.number(year_end))
    return words
