"""What changed between two days, in sentences that keep what each source said: about, more than, up to.

A difference is told only of places counted anew for both days by the same sources; every other case is a sentence of
its own, for a place that nobody counted again has not stayed the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dashboard import formats
from dashboard.headlines import measure_label, source_title
from dashboard.language import gettext as _
from dashboard.periods import Ask
from dashboard.place_labels import state_name, unit_name
from dashboard.selection import Selection
from dashboard.table_views import Told
from data.queries.amounts import Amount, subtract
from data.queries.answer import Number, Row
from data.queries.changes import Change, changes_between_days
from data.queries.question import By, Question
from data.schema import MEASURES, Kind, Quantifier

STOCKS = ("idps", "in_shelter", "in_host_families", "in_rented_rooms", "shelters_open", "people_in_need")
FLOWS = ("evacuation_ordered", "evacuated", "new_displacements", "returned", "deported", "missing_or_dead")
DAYS_BEFORE = 30
PLACES_TOLD = 8
_HARDLY = 0.05
_ONE_WAY_UP = (Quantifier.EXACT, Quantifier.APPROXIMATELY, Quantifier.MORE_THAN, Quantifier.AT_LEAST, Quantifier.RANGE)


@dataclass(frozen=True)
class Sentences:
    """What is told of one measure, a sentence each, with the numbers in them."""

    measure: str
    lines: tuple[str, ...]
    told: tuple[Told, ...]


def first_day(selection: Selection) -> date:
    """Return the earlier day to open with, where none was chosen: that beside the map, if it is an earlier one."""
    beside = selection.choice("against")
    if beside and date.fromisoformat(beside) < selection.day:
        return date.fromisoformat(beside)
    return selection.day - timedelta(days=DAYS_BEFORE)


def changes_told(selection: Selection, ask: Ask, earlier: date) -> tuple[Sentences, ...]:
    """Return what changed from the earlier day to the selection's day, by measure; measures without a count are absent.

    Args:
        selection: what the person chose.
        ask: answers a question.
        earlier: the earlier day, before that of the selection.
    """
    stocks = dict.fromkeys((*STOCKS, selection.measure))
    found = [_stock(selection, ask, earlier, one) for one in stocks if MEASURES[one].kind is Kind.STOCK]
    found += [_flow(selection, ask, earlier, measure) for measure in FLOWS]
    return tuple(one for one in found if one.lines)


def _stock(selection: Selection, ask: Ask, earlier: date, measure: str) -> Sentences:
    lines: list[str] = []
    told: list[Told] = []
    for by in (By.COUNTRY,) if selection.country is None else (By.COUNTRY, By.ADMIN1):
        found = changes_between_days(ask, selection.question(measure, by), earlier)
        if by is By.COUNTRY and len(found.changes) > 1:
            lines.append(_total_words(found.changes, found.total))
        for one in found.changes[:PLACES_TOLD]:
            lines.append(change_words(one, place_of(one.by)))
            told += _told(measure, one)
        rest = len(found.changes) - PLACES_TOLD
        if rest > 0:
            lines.append(_("and {count} more places counted for both days").format(count=rest))
        lines += [_other_sources_words(one) for one in found.of_other_sources[:PLACES_TOLD]]
        # Of a unit whose country is told, that nobody counted it again says little.
        if by is By.COUNTRY:
            lines += _not_again_words(found.not_counted_again)
            lines += _only_words(found.only_before, _("{places}: counted for the earlier day only."))
            lines += _only_words(found.only_after, _("{places}: counted for the later day only."))
    return Sentences(measure, tuple(lines), tuple(told))


def change_words(change: Change, place: str) -> str:
    """Return from how many to how many, on which days, and by how much where that can be told."""
    before, after = change.before.amount, change.after.amount
    if before is None or after is None:
        return ""
    return _("{place}: {before} ({first}), then {after} ({last}); {difference}.").format(
        place=place,
        before=formats.amount(before),
        first=_day_of(change.before),
        after=formats.amount(after),
        last=_day_of(change.after),
        difference=difference_words(change.change.amount, before),
    )


def difference_words(difference: Amount | None, before: Amount) -> str:
    """Return a difference: so many more or fewer, unchanged, or that it cannot be told."""
    if difference is None:
        return _("the difference cannot be told")
    if difference.figure == 0 and difference.quantifier is Quantifier.EXACT:
        return _("unchanged")
    is_about = difference.quantifier is Quantifier.APPROXIMATELY
    if is_about and abs(difference.figure) < _HARDLY * before.figure:
        return _("hardly changed, as far as rounded figures tell")
    if difference.figure > 0 and difference.quantifier in _ONE_WAY_UP:
        return _("{count} more").format(count=formats.amount(difference))
    turned = subtract(Amount(0), difference)
    if turned.figure > 0 and turned.quantifier in _ONE_WAY_UP:
        return _("{count} fewer").format(count=formats.amount(turned))
    return _("whether these are more or fewer cannot be told")


def place_of(by: Mapping[str, Any]) -> str:
    """Return the name of the place that a number is split by."""
    unit = by.get("admin1_code")
    return unit_name(str(unit)) if unit else state_name(str(by["country_iso3"]))


def _total_words(changes: Sequence[Change], total: Number) -> str:
    # The difference is refused where it must not be added; then there is nothing over all places to tell.
    figures = [one.before.amount.figure for one in changes if one.before.amount is not None]
    return _("Over the {count} places counted for both days: {difference}.").format(
        count=len(changes), difference=difference_words(total.amount, Amount(sum(figures)))
    )


def _other_sources_words(change: Change) -> str:
    return _(
        "{place}: {before} ({first_source}, {first}) and {after} ({last_source}, {last}) are of different sources; "
        "their difference is no change of people."
    ).format(
        place=place_of(change.by),
        before=formats.amount(change.before.amount),
        first_source=_source_of(change.before),
        first=_day_of(change.before),
        after=formats.amount(change.after.amount),
        last_source=_source_of(change.after),
        last=_day_of(change.after),
    )


def _not_again_words(rows: Iterable[Row]) -> list[str]:
    listed = list(rows)
    if not listed:
        return []
    named = "; ".join(
        _("{place} {figure} ({day})").format(
            place=place_of(row.by), figure=formats.amount(row.number.amount), day=_day_of(row.number)
        )
        for row in listed[:PLACES_TOLD]
    )
    return [_("Not counted again, so that no change can be told: {places}.").format(places=_more(named, len(listed)))]


def _only_words(rows: Sequence[Row], sentence: str) -> list[str]:
    if not rows:
        return []
    named = "; ".join(
        _("{place} {figure} ({day})").format(
            place=place_of(row.by), figure=formats.amount(row.number.amount), day=_day_of(row.number)
        )
        for row in rows[:PLACES_TOLD]
    )
    return [sentence.format(places=_more(named, len(rows)))]


def _more(named: str, count: int) -> str:
    rest = count - PLACES_TOLD
    return _("{named} and {count} more").format(named=named, count=rest) if rest > 0 else named


def _flow(selection: Selection, ask: Ask, earlier: date, measure: str) -> Sentences:
    """Return the movements dated between the days; of one event what had moved up to each day as well."""
    question = selection.question(measure, By.COUNTRY)
    if selection.event is not None:
        return _flow_of_event(question, ask, earlier)
    between = ask(replace(question, date_from=earlier + timedelta(days=1)))
    rows = [row for row in between.rows if row.number.amount is not None]
    lines = [
        _("{place}: {figure}, in reports that end in between ({source}, {day}).").format(
            place=place_of(row.by),
            figure=formats.amount(row.number.amount),
            source=_source_of(row.number),
            day=_day_of(row.number),
        )
        for row in rows
    ]
    return Sentences(measure, tuple(lines), tuple(Told(place_of(row.by), measure, row.number) for row in rows))


def _flow_of_event(question: Question, ask: Ask, earlier: date) -> Sentences:
    before = {row.by["country_iso3"]: row.number for row in ask(replace(question, as_of=earlier)).rows}
    lines, told = [], []
    for row in ask(question).rows:
        known = before.get(row.by["country_iso3"])
        if row.number.amount is None:
            continue
        told.append(Told(place_of(row.by), question.measure, row.number))
        if known is None or known.amount is None:
            sentence = _("{place}: {after} up to {last}; nothing was reported up to the earlier day.")
        elif known.amount == row.number.amount:
            sentence = _("{place}: {after} up to {last}; nothing newer was reported.")
        else:
            sentence = _("{place}: {before} up to {first}, then {after} up to {last}.")
            told.append(Told(place_of(row.by), question.measure, known))
        lines.append(
            sentence.format(
                place=place_of(row.by),
                before=formats.amount(known.amount) if known is not None else "",
                first=_day_of(known) if known is not None else "",
                after=formats.amount(row.number.amount),
                last=_day_of(row.number),
            )
        )
    return Sentences(question.measure, tuple(lines), tuple(told))


def _told(measure: str, change: Change) -> list[Told]:
    place = place_of(change.by)
    return [
        Told(f"{place}, {measure_label(measure)}, {_day_of(number)}", measure, number)
        for number in (change.before, change.after)
    ]


def _day_of(number: Number) -> str:
    newest = number.making.newest
    return formats.short_day(newest) if newest is not None else formats.MISSING


def _source_of(number: Number) -> str:
    sources = number.making.sources
    if len(sources) == 1:
        return source_title(sources[0])
    return _("{count} sources").format(count=len(sources))
