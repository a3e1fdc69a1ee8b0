"""Needs as a reader sees them: the ladder from people affected to people reached, by state, unit, sector and group.

Sectors, severities and groups stand side by side and are never added (R11); a rung that nobody counted is a dash.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard import formats
from dashboard.headlines import Headline, headline, missing_note
from dashboard.language import gettext as _
from dashboard.people_words import sector_words
from dashboard.periods import Ask
from dashboard.place_labels import state_name, states, unit_name
from dashboard.selection import Selection
from dashboard.table_views import TableView, Told, note_of
from data.queries.answer import Number
from data.queries.coverage import Coverage
from data.queries.needs import LADDER, Needs, Rungs
from data.queries.question import By

_IN_NEED, _TARGETED, _REACHED = LADDER[1:]


@dataclass(frozen=True)
class Ladder:
    """The rungs of one state, unit or sector: ``numbers`` holds the measures that somebody counted."""

    title: str
    numbers: Mapping[str, Number]


def rung_words(measure: str) -> str:
    """Return the short name of a rung."""
    return {
        "people_affected": _("affected"),
        "people_in_need": _("in need"),
        "people_targeted": _("targeted"),
        "people_reached": _("reached"),
    }[measure]


def ladder_headlines(selection: Selection, ask: Ask) -> tuple[Headline, ...]:
    """Return the four rungs over all sectors as published, or as a lower bound, each with why it is missing."""
    return tuple(headline(measure, selection, ask) for measure in LADDER)


def states_with_needs(selection: Selection, stored: Iterable[Coverage]) -> tuple[str, ...]:
    """Return the states looked at of which the store has any rung, in order of their names."""
    known = {one.country_iso3 for one in stored if one.measure in LADDER and one.first <= selection.day}
    return tuple(code for code in states() if code in known and (not selection.scope or code in selection.scope))


def ladders_of_states(places: Sequence[str], selection: Selection, ask: Ask) -> tuple[Ladder, ...]:
    """Return the ladder over all sectors of each state; a rung that does not stand on the day has no amount."""
    found = []
    for place in places:
        own = replace(selection, countries=(place,), place=None)
        found.append(Ladder(state_name(place), {measure: ask(own.question(measure)).total for measure in LADDER}))
    return tuple(found)


def ladders_of_units(selection: Selection, ask: Ask) -> tuple[Ladder, ...]:
    """Return the ladder of each unit of the states looked at, in order of names."""
    found: dict[str, dict[str, Number]] = {}
    for measure in LADDER:
        for row in ask(selection.question(measure, By.ADMIN1)).rows:
            if row.by["admin1_code"] is not None and row.number.amount is not None:
                found.setdefault(row.by["admin1_code"], {})[measure] = row.number
    ladders = [Ladder(unit_name(code), numbers) for code, numbers in found.items()]
    return tuple(sorted(ladders, key=lambda one: one.title))


def ladders_of_sectors(found: Needs) -> tuple[Ladder, ...]:
    """Return the ladder over all sectors, then that of each sector in order of its words."""
    own = sorted((_of_sector(one) for one in found.sectors), key=lambda one: one.title)
    return (_of_sector(found.overall), *own)


def _of_sector(rungs: Rungs) -> Ladder:
    return Ladder(sector_words(rungs.sector), rungs.numbers)


def ladder_view(ladders: Sequence[Ladder], selection: Selection, *, caption: str, first: str) -> TableView:
    """Return ladders as a table: rungs across, the share of the targeted who were reached, and who counted.

    Args:
        ladders: one row each.
        selection: what the person chose.
        caption: what the table holds.
        first: what a row is.
    """
    rows = tuple(
        (one.title, *(_words(one.numbers.get(measure)) for measure in LADDER), _reached(one), _newest(one, selection))
        for one in ladders
    )
    header = (first, *(rung_words(measure) for measure in LADDER), _("reached of targeted"), _("Source and age"))
    told = [
        Told(f"{one.title}, {rung_words(measure)}", measure, number)
        for one in ladders
        for measure, number in one.numbers.items()
        if number.amount is not None
    ]
    return TableView(caption, header, rows, frozenset(range(1, len(LADDER) + 2)), tuple(told))


def _words(number: Number | None) -> str:
    return formats.amount(number.amount) if number is not None else formats.MISSING


def _reached(one: Ladder) -> str:
    """Return how many of the targeted were reached; a dash where one of the two is not known."""
    numbers = {measure: number for measure, number in one.numbers.items() if number.amount is not None}
    if _TARGETED not in numbers or _REACHED not in numbers:
        return formats.MISSING
    share = Rungs(None, numbers).share(_REACHED, of=_TARGETED)
    if share is None or share.percent is None:
        return formats.MISSING
    return _("{share} %").format(share=formats.number(round(share.percent, 1)))


def _newest(one: Ladder, selection: Selection) -> str:
    """Return who counted the need, else the first rung that is known; where none is, when it was last counted."""
    known = [one.numbers[measure] for measure in (_IN_NEED, *LADDER) if measure in one.numbers]
    counted = [number for number in known if number.amount is not None]
    if counted:
        return note_of(counted[0], selection)
    return missing_note(known[0].making) if known else formats.MISSING


def severity_view(found: Needs, selection: Selection) -> TableView:
    """Return people in need by sector and severity; severities may hold one another and are never added."""
    rows = tuple(
        (sector_words(one.sector), one.severity, formats.amount(one.number.amount), note_of(one.number, selection))
        for one in found.severities
    )
    told = tuple(Told(f"{sector_words(one.sector)}, {one.severity}", _IN_NEED, one.number) for one in found.severities)
    header = (_("Sector"), _("Severity or phase"), _("In need"), _("Source and age"))
    return TableView(_("People in need by severity"), header, rows, frozenset({2}), told)


def groups_view(selection: Selection, ask: Ask) -> TableView:
    """Return people in need by group, such as people with disabilities; one person may be in several groups."""
    asked = selection.question(_IN_NEED, By.GROUP, By.SECTOR, By.SEVERITY)
    found = [
        row
        for row in ask(asked).rows
        if row.by["population_group"] is not None and row.by["severity"] is None and row.number.amount is not None
    ]
    rows = tuple(
        (
            str(row.by["population_group"]),
            sector_words(_sector(row.by["sector"])),
            formats.amount(row.number.amount),
            note_of(row.number, selection),
        )
        for row in found
    )
    told = tuple(
        Told(f"{row.by['population_group']}, {sector_words(_sector(row.by['sector']))}", _IN_NEED, row.number)
        for row in found
    )
    header = (_("Group, as the source names it"), _("Sector"), _("In need"), _("Source and age"))
    return TableView(_("People in need by group"), header, rows, frozenset({2}), told)


def _sector(sector: str | None) -> str | None:
    return None if sector is None or sector.casefold() in ("", "all", "intersectoral") else sector


def finding(ladders: Sequence[Ladder]) -> str:
    """Return the ladders in words, for readers who do not see the chart; empty where no rung is known."""
    told = []
    for one in ladders:
        rungs = [counted_words(one.numbers[measure], measure) for measure in LADDER if measure in one.numbers]
        known = ", ".join(words for words in rungs if words)
        if known:
            told.append(_("{what}: {rungs}.").format(what=one.title, rungs=known))
    return " ".join(told)


def counted_words(number: Number, measure: str) -> str:
    """Return a rung with its number, such as "4,100 in need"; empty where it has none."""
    if number.amount is None:
        return ""
    return _("{figure} {rung}").format(figure=formats.amount(number.amount), rung=rung_words(measure))


def missing_lines(ladders: Sequence[Ladder]) -> list[str]:
    """Return one sentence for each state or sector with the rungs that nobody counted."""
    lines = []
    for one in ladders:
        missing = [m for m in LADDER if m not in one.numbers or one.numbers[m].amount is None]
        if missing:
            rungs = ", ".join(rung_words(measure) for measure in missing)
            lines.append(_("{what}: nobody counted who was {rungs}.").format(what=one.title, rungs=rungs))
    return lines
