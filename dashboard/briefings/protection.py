"""Protection figures as the page Protection shows them: small ones hidden, and no earlier state of the store told.

Everything comes from a published table (``data/disclosure``); what it hides no form of a briefing can tell.
"""

import hashlib
import json
from collections.abc import Iterable

from dashboard.briefings.blocks import Block, Column, Section, Sentences, TableBlock, Value, tables_in
from dashboard.briefings.parts import Given, for_programs, numeric, value_of
from dashboard.language import gettext as _
from dashboard.protection_views import (
    Reading,
    caption,
    cell_words,
    place_words,
    reading,
    sign_words,
    told_of,
    without_words,
)
from data.disclosure.protected_counts import PROTECTED
from data.disclosure.published import Cell, Hidden, Published, Shown

_PRINTED_YEARS = 6


def section(given: Given, kept: str | None = None) -> Section:
    """Return the part with trafficking victims identified and protection cases by state and year.

    Args:
        given: what was asked for.
        kept: of a briefing made again, the fingerprint of what it told then. The figures are taken from the store as
            it is, for between two moments one more case could be seen; where they are others now none is told.
    """
    blocks = [block for measure in PROTECTED for block in _blocks(given, measure)]
    if kept is not None and fingerprint(blocks) != kept:
        words = _(
            "These figures are others now than when this was made. They are told as they are known now only, for "
            "between two moments one more case could be seen: make a new briefing."
        )
        blocks = [Sentences((words,), is_warning=True)]
    elif not blocks:
        blocks = [Sentences((_("Nobody reported this here in any whole year up to the day. That is no zero."),))]
    else:
        blocks.insert(0, Sentences((_prevalence_words(),)))
    return Section("protection", _("Protection"), tuple(blocks))


def has_figures(given: Given) -> bool:
    """Return whether there is anything to show: a part with nothing is left out unless it alone was asked for."""
    return any(_blocks(given, measure) for measure in PROTECTED)


def fingerprint(blocks: Iterable[Block]) -> str:
    """Return a hash of the cells of a part, whatever the language."""
    cells = [
        [[cell if isinstance(cell, int | float) else None for cell in row] for row in table.values]
        for table in tables_in(blocks)
    ]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()


def _prevalence_words() -> str:
    words = _(
        "**Identified cases, not prevalence.** A figure counts people whom an authority found and registered in a "
        "year. More can mean more harm or better work; fewer can mean that nobody looked."
    )
    return words.replace("**", "")


def _blocks(given: Given, measure: str) -> list[Block]:
    """Return the table of a measure; where its proof failed, why nothing is shown; nothing where nobody reported."""
    if given.evidence.published is None:
        return []
    table: Published = given.evidence.published(measure)
    shown = reading(table, measure, given.selection)
    if not shown.places:
        return []
    if not table.is_proved:
        words = _(
            "No figure is shown: it could not be proved that a small one cannot be worked out from the others. "
            "The records are in the store and unharmed."
        )
        return [Sentences((words,), caption(shown), is_warning=True)]
    return [_table(shown)]


def _table(shown: Reading) -> TableBlock:
    """Return states down and years across; paper has the last years, files have all of them."""
    places: list[str | None] = [*shown.places, *([None] if shown.is_region and len(shown.places) > 1 else [])]
    first_printed = shown.years[-_PRINTED_YEARS:][0]
    columns = (
        Column(_("State"), "state", "#country+name"),
        for_programs(_("Code"), "code", "#country+code"),
        *(_year_column(year, is_printed=year >= first_printed) for year in shown.years),
    )
    cells = [shown.row(place) for place in places]
    pairs = list(zip(places, cells, strict=True))
    notes = [sign_words(shown), without_words(shown)]
    if first_printed > shown.years[0]:
        notes.append(_("Years before {year} are in the workbook and the data pack.").format(year=first_printed))
    return TableBlock(
        name=f"protected_{shown.measure}",
        caption=caption(shown),
        columns=columns,
        rows=tuple((place_words(place), place or "", *map(cell_words, own)) for place, own in pairs),
        values=tuple((place_words(place), place, *map(_value, own)) for place, own in pairs),
        told=told_of(shown),
        notes=tuple(note for note in notes if note),
    )


def _year_column(year: int, *, is_printed: bool) -> Column:
    column = numeric(str(year), f"year_{year}", f"#affected+y{year}")
    return column if is_printed else for_programs(column.title, column.name, column.hxl)


def _value(cell: Cell) -> Value:
    """Return a cell for a program: a number, the word for hidden, or nothing where nobody reported."""
    match cell:
        case Shown(number):
            return value_of(number)
        case Hidden():
            return cell_words(cell)
        case _:
            return None
