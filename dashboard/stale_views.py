"""When each place was last counted, which of these counts are too old to stand in a total, and which was never made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard import formats
from dashboard.headlines import source_title
from dashboard.language import gettext as _
from dashboard.making_words import reason_words
from dashboard.periods import Ask
from dashboard.place_labels import state_name, states, unit_name, units_of
from dashboard.selection import Selection
from dashboard.table_views import TableView, Told
from data.known_places import known_places
from data.queries.answer import Answer, Number
from data.queries.question import By
from data.queries.staleness import staleness
from data.schema import MEASURES, Kind

OLD_DAYS = 90
"""From this age on a count of people is marked as old, also where it still stands in the total."""
_SCROLLS_FROM = 12


@dataclass(frozen=True)
class LastTold:
    """The last number of one place: ``why_not`` says why it stands in the total no longer."""

    code: str
    day: date
    number: Number
    why_not: str | None = None


@dataclass(frozen=True)
class Stale:
    """The last counts of the places looked at, the oldest first, how many are old, and which was never made."""

    view: TableView
    title: str
    never: str


def stale(selection: Selection, ask: Ask) -> Stale:
    """Return how old the counts of the measure are on the day: of the states, or of the units of one state.

    Args:
        selection: what the person chose; of movements the newest report of each place is told.
        ask: answers a question.
    """
    level = By.COUNTRY if selection.country is None else By.ADMIN1
    asked = selection.question(selection.measure, level)
    if asked.is_stock:
        found = staleness(ask, asked, known_places(), older_than_days=OLD_DAYS).places
        told = [
            LastTold(
                one.admin1_code or one.country_iso3,
                one.counted_on,
                one.number,
                reason_words(one.why_not) if one.why_not is not None else None,
            )
            for one in found
        ]
    else:
        told = _last_reports(ask(replace(asked, by=(level, By.YEAR))))
    ordered = sorted(told, key=lambda one: (one.day, one.code))
    return Stale(_view(ordered, selection), _title(ordered, selection), _never(ordered, selection))


def _last_reports(answer: Answer) -> list[LastTold]:
    """Return the movements of each place's newest year; those of several years would be added up."""
    last: dict[str, LastTold] = {}
    for row in sorted(answer.rows, key=lambda row: int(row.by["year"])):
        code, newest = str(row.by.get("admin1_code") or row.by["country_iso3"]), row.number.making.newest
        if newest is not None:
            last[code] = LastTold(code, newest, row.number)
    return list(last.values())


def _view(told: Sequence[LastTold], selection: Selection) -> TableView:
    is_stock = MEASURES[selection.measure].kind is Kind.STOCK
    header: tuple[str, ...] = (_("Place"), _("Last counted on"), _("Age"), _("Figure"), _("Source"), _("In the total"))
    rows: tuple[tuple[str, ...], ...] = tuple(_row(one, selection.day) for one in told)
    caption = _("When each place was last counted")
    if not is_stock:  # a movement belongs to its year and to the total of that year alone
        header, rows = header[:-1], tuple(row[:-1] for row in rows)
        caption = _("The newest movements that were counted in each place, with all of their year")
    numbers = tuple(Told(_name(one.code), selection.measure, one.number) for one in told)
    look = "scrolls" if len(rows) > _SCROLLS_FROM else ""
    return TableView(caption, header, rows, frozenset({3}), numbers, look)


def _row(one: LastTold, day: date) -> tuple[str, ...]:
    age = max(0, (day - one.day).days)
    sources = one.number.making.sources
    return (
        _name(one.code),
        formats.short_day(one.day),
        formats.age(age),
        formats.amount(one.number.amount),
        "; ".join(source_title(name) for name in sources),
        _("no: {reason}").format(reason=one.why_not)
        if one.why_not
        else _("yes, but old")
        if age > OLD_DAYS
        else _("yes"),
    )


def _name(code: str) -> str:
    return state_name(code) if code in states() else unit_name(code)


def _title(told: Sequence[LastTold], selection: Selection) -> str:
    never = len(_missing(told, selection))
    if MEASURES[selection.measure].kind is not Kind.STOCK:
        return _("Places ever counted: {counted}; never: {never}").format(counted=len(told), never=never)
    gone = sum(one.why_not is not None for one in told)
    old = sum(one.why_not is None and (selection.day - one.day).days > OLD_DAYS for one in told)
    return _("Old and missing counts: {old} old, {gone} too old for the total, {never} never made").format(
        old=old, gone=gone, never=never
    )


def _never(told: Sequence[LastTold], selection: Selection) -> str:
    """Return the places that nobody counted, by name; nothing where all were."""
    missing = _missing(told, selection)
    if not missing:
        return ""
    return _("Never counted, which is not zero: {places}.").format(places=", ".join(_name(code) for code in missing))


def _missing(told: Sequence[LastTold], selection: Selection) -> list[str]:
    groups = known_places().groups
    counted = {one.code for one in told}
    counted |= {member for code in counted for member in groups.get(code, ())}
    if selection.country is None:
        return [code for code in selection.scope or states() if code not in counted]
    return [unit.code for unit in units_of(selection.country) if unit.code not in counted]
