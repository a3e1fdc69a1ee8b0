"""Protection as a reader sees it: figures by state and year of which small ones are hidden, the same in every form.

Everything here is made from a published table (``data/disclosure``): the cells that are shown are all that it knows.
Order is by name and year, never by figure: an order would tell which hidden figure is the larger.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard import formats
from dashboard.headlines import measure_label, source_note
from dashboard.html_tables import Cell as HtmlCell
from dashboard.html_tables import html_table
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.people_words import age_words, sex_words
from dashboard.place_labels import state_name, states
from dashboard.selection import Selection
from dashboard.table_views import Told
from data.disclosure.lattice import Key
from data.disclosure.published import Cell, Hidden, NotCounted, Published, Shown
from data.disclosure.suppression import FEWEST
from data.queries.age_bands import in_order
from data.queries.answer import Number

HIDDEN_LOOK, NOT_COUNTED_LOOK = "number hidden", "number nothing"
ROWS_IN_SIGHT = 12


@dataclass(frozen=True)
class Reading:
    """What a selection shows of one protected measure.

    Attributes:
        measure: name of the measure.
        table: the protected table of all states and years.
        places: codes of the states looked at that have a figure, in order of their names.
        without: codes of the states looked at of which nobody reported any.
        years: the whole years up to the day, from the first to the last with a figure of these states.
        is_region: no state was chosen, so that the region's total stands below.
        day: the day looked at.
    """

    measure: str
    table: Published
    places: tuple[str, ...]
    without: tuple[str, ...]
    years: tuple[int, ...]
    is_region: bool
    day: date

    def cell(self, place: str | None, year: int) -> Cell:
        """Return the figure of a state, or of the region, in a year."""
        return self.table.cell((place, year, None, None))

    def row(self, place: str | None) -> list[Cell]:
        """Return the figures of a state, or of the region, by year."""
        return [self.cell(place, year) for year in self.years]


def reading(table: Published, measure: str, selection: Selection) -> Reading:
    """Return what a selection shows: it picks states and whole years of the table, and makes no new figure."""
    scope = [code for code in states() if not selection.scope or code in selection.scope]
    known = {year for year in table.along("year") if isinstance(year, int) and date(year, 12, 31) <= selection.day}
    counted = {(place, year) for place in scope for year in known if _is_counted(table, place, year)}
    places = tuple(code for code in scope if any(place == code for place, _year in counted))
    years = [year for _place, year in counted]
    return Reading(
        measure,
        table,
        places,
        tuple(code for code in scope if code not in places),
        tuple(range(min(years), max(years) + 1)) if years else (),
        not selection.scope,
        selection.day,
    )


def _is_counted(table: Published, place: str, year: int) -> bool:
    return not isinstance(table.cell((place, year, None, None)), NotCounted)


def cell_words(cell: Cell) -> str:
    """Return a cell in words: the figure as published, that it is hidden, or a dash where nobody reported."""
    match cell:
        case Shown(number):
            return formats.amount(number.amount)
        case Hidden():
            return _("hidden")
        case NotCounted():
            return formats.MISSING


def sign_words(shown: Reading) -> str:
    """Return what the signs mean that stand in place of figures; empty where there are none."""
    cells = [cell for place in (*shown.places, *([None] if shown.is_region else [])) for cell in shown.row(place)]
    hidden = _(
        "hidden: somebody counted, and the figure is not shown: it is below {fewest}, zero included, or one that is "
        "could be worked out from it."
    ).format(fewest=FEWEST)
    missing = _("{dash}: nobody reported.").format(dash=formats.MISSING)
    told = [
        words for kind, words in ((Hidden, hidden), (NotCounted, missing)) if any(isinstance(c, kind) for c in cells)
    ]
    return " ".join(told)


def table_html(shown: Reading) -> str:
    """Return the figures as a table: years down for one state, states down and years across for several."""
    if len(shown.places) == 1:
        return _one_state(shown)
    header = [HtmlCell(_("State")), *(HtmlCell(str(year), "number") for year in shown.years)]
    rows = [[HtmlCell(state_name(place)), *map(_html_cell, shown.row(place))] for place in shown.places]
    if shown.is_region:
        rows.append([HtmlCell(_("States that reported, together")), *map(_html_cell, shown.row(None))])
    return html_table(header, rows, caption=caption(shown))


def caption(shown: Reading) -> str:
    """Return what a table or chart of the figures holds."""
    label = measure_label(shown.measure)
    if len(shown.places) == 1:
        return _("{measure} by year, {place}").format(measure=label, place=state_name(shown.places[0]))
    return _("{measure} by state and year").format(measure=label)


def _one_state(shown: Reading) -> str:
    header = [HtmlCell(_("Year")), HtmlCell(_("Figure"), "number"), HtmlCell(_("Source and age"))]
    rows = []
    for year in shown.years:
        cell = shown.cell(shown.places[0], year)
        note = source_note(cell.number.making, shown.day) if isinstance(cell, Shown) else ""
        rows.append([HtmlCell(str(year)), _html_cell(cell), HtmlCell(note)])
    return html_table(header, rows, caption=caption(shown))


def _html_cell(cell: Cell) -> HtmlCell:
    match cell:
        case Shown():
            return HtmlCell(cell_words(cell), "number")
        case Hidden():
            return HtmlCell(cell_words(cell), HIDDEN_LOOK)
        case NotCounted():
            return HtmlCell(cell_words(cell), NOT_COUNTED_LOOK)


def download_table(shown: Reading) -> pd.DataFrame:
    """Return one row per state and year, as the page shows them: a number only where it is shown."""
    places: list[str | None] = [*shown.places, *([None] if shown.is_region and len(shown.places) > 1 else [])]
    cells = [(place, year, shown.cell(place, year)) for place in places for year in shown.years]
    numbers = [cell.number.amount if isinstance(cell, Shown) else None for _place, _year, cell in cells]
    notes = [source_note(cell.number.making, shown.day) if isinstance(cell, Shown) else "" for *_key, cell in cells]
    return pd.DataFrame(
        {
            _("State"): [place_words(place) for place, _year, _cell in cells],
            _("Code"): [place or "" for place, _year, _cell in cells],
            _("Year"): [str(year) for _place, year, _cell in cells],
            _("Figure"): pd.array([one.figure if one is not None else None for one in numbers], dtype="Float64"),
            _("As published"): [cell_words(cell) for *_key, cell in cells],
            _("Source and age"): notes,
        }
    )


def place_words(place: str | None) -> str:
    """Return the name of a state, or what its row is called that holds all of them."""
    return state_name(place) if place is not None else _("States that reported, together")


def told_of(shown: Reading) -> tuple[Told, ...]:
    """Return the numbers that are shown, for telling how each was made."""
    places: Iterable[str | None] = (*shown.places, None) if shown.is_region else shown.places
    return tuple(
        Told(_("{place}, {year}").format(place=place_words(place), year=year), shown.measure, cell.number)
        for place in places
        for year in shown.years
        if isinstance(cell := shown.cell(place, year), Shown)
    )


def findings(shown: Reading) -> list[str]:
    """Return in words how the figures of each state moved, from those that are shown alone."""
    return [_finding(shown, place) for place in shown.places]


def _finding(shown: Reading, place: str) -> str:
    told = [(year, cell.number) for year in shown.years if isinstance(cell := shown.cell(place, year), Shown)]
    hidden = sum(isinstance(cell, Hidden) for cell in shown.row(place))
    rest = ngettext("{count} year is hidden", "{count} years are hidden", hidden).format(count=hidden) if hidden else ""
    if not told:
        words = _("{place}: no year is shown")
    elif len(told) == 1:
        words = _("{place}: {first} in {first_year}")
    elif told[-1] == _highest(told):
        words = _("{place}: from {first} in {first_year} to {last} in {last_year}, the most of these years")
    else:
        words = _("{place}: from {first} in {first_year} to {last} in {last_year}; the most were {most} in {most_year}")
    sentence = words.format(place=state_name(place), **_told_words(told))
    return _("{sentence}; {rest}.").format(sentence=sentence, rest=rest) if rest else f"{sentence}."


def _highest(told: Sequence[tuple[int, Number]]) -> tuple[int, Number]:
    """Return the last of the years with the highest figure."""
    return max(told, key=lambda one: (one[1].amount.figure if one[1].amount is not None else 0, one[0]))


def _told_words(told: Sequence[tuple[int, Number]]) -> dict[str, str]:
    if not told:
        return {}
    named = {"first": told[0], "last": told[-1], "most": _highest(told)}
    years = {f"{name}_year": str(year) for name, (year, _number) in named.items()}
    return years | {name: formats.amount(number.amount) for name, (_year, number) in named.items()}


def without_words(shown: Reading) -> str:
    """Return of which states nobody reported; empty where all of those looked at did."""
    if not shown.without:
        return ""
    if shown.is_region and not shown.places:
        return _("None of the 22 states has a figure in the store.")
    names = ", ".join(state_name(place) for place in shown.without)
    return _("Nobody reported: {places}. That is no zero.").format(places=names)


def split_html(shown: Reading, axis: str) -> str:
    """Return the parts by sex or by age of each state and year of which any is shown; empty where there is none.

    Args:
        shown: what is looked at.
        axis: ``sex`` or ``age``.
    """
    parts = {state: own for state, own in split_cells(shown, axis).items() if _shows_any(own)}
    bands = [band for band in _bands(shown.table, axis) if any(band in own for own in parts.values())]
    if not bands:
        return ""
    words_of = sex_words if axis == "sex" else age_words
    header = [HtmlCell(_("State and year")), *(HtmlCell(words_of(band), "number") for band in bands)]
    rows = [
        [
            HtmlCell(_("{place}, {year}").format(place=state_name(place), year=year)),
            *(_html_cell(own.get(band, NotCounted())) for band in bands),
        ]
        for (place, year), own in parts.items()
    ]
    words = _("{measure} by sex") if axis == "sex" else _("{measure} by age")
    look = "scrolls" if len(rows) > ROWS_IN_SIGHT else ""
    return html_table(header, rows, caption=words.format(measure=measure_label(shown.measure)), look=look)


def split_left_out(shown: Reading) -> str:
    """Return how many splits by sex or age are hidden altogether; empty where none is."""
    splits = [own for axis in ("sex", "age") for own in split_cells(shown, axis).values()]
    count = sum(not _shows_any(own) for own in splits)
    words = ngettext(
        "{count} split by sex or age of a state and year is hidden altogether.",
        "{count} splits by sex or age of a state and year are hidden altogether.",
        count,
    )
    return words.format(count=formats.number(count)) if count else ""


def _shows_any(cells: Mapping[str, Cell]) -> bool:
    return any(isinstance(cell, Shown) for cell in cells.values())


def split_cells(shown: Reading, axis: str) -> dict[tuple[str, int], dict[str, Cell]]:
    """Return the parts of each state and year that has any."""
    found: dict[tuple[str, int], dict[str, Cell]] = {}
    for place in shown.places:
        for year in shown.years:
            for band in _bands(shown.table, axis):
                key: Key = (place, year, band, None) if axis == "sex" else (place, year, None, band)
                cell = shown.table.cell(key)
                if not isinstance(cell, NotCounted):
                    found.setdefault((place, year), {})[band] = cell
    return found


def _bands(table: Published, axis: str) -> list[str]:
    found = [str(band) for band in table.along(axis)]
    return in_order(found) if axis == "age" else [sex for sex in ("female", "male", "other", "unknown") if sex in found]
