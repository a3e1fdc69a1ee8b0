"""An event's course: ordered, moved, where people stay, returned; its ledger, and what does not add up."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from dashboard import formats
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.periods import Ask
from dashboard.place_labels import state_name, unit_name
from dashboard.selection import Selection
from dashboard.table_views import TableView, Told
from data.events import BY_ID, EVENTS, Event
from data.queries.answer import Number
from data.queries.closing import Finding, Kind, lodging_that_exceeds
from data.queries.evacuation import COLUMNS, MOVEMENTS, Ledger, LedgerDay, evacuation_ledgers
from data.queries.question import By, Question

LANES = ("evacuation_ordered", "evacuated", "idps", "in_shelter", "in_host_families", "in_rented_rooms", "returned")
"""The lanes of the time line, in the order in which people pass through them."""


@dataclass(frozen=True)
class Point:
    """One number of the time line; ``is_movement`` tells people who moved up to a day from people there on it."""

    measure: str
    day: date
    figure: float
    words: str
    is_movement: bool


@dataclass(frozen=True)
class Course:
    """One state's course of an event."""

    country_iso3: str
    ledger: Ledger
    points: tuple[Point, ...]

    @property
    def finding(self) -> str:
        """The last number of each lane in words, for readers who do not see the chart."""
        last = {point.measure: point for point in self.points}
        told = [
            _("{measure} {figure} ({day})").format(
                measure=measure_label(name), figure=last[name].words, day=formats.short_day(last[name].day)
            )
            for name in LANES
            if name in last
        ]
        missing = ", ".join(measure_label(name) for name in LANES if name not in last)
        words = "; ".join(told)
        return _("{told}. Not counted: {missing}.").format(told=words, missing=missing) if missing else words


def event_choices() -> tuple[Event, ...]:
    """Return the events that have a name here, the newest first."""
    return tuple(sorted(EVENTS, key=lambda event: event.start_date, reverse=True))


def event_title(event_id: str) -> str:
    """Return the name of an event with its year."""
    event = BY_ID[event_id]
    name, year = _(event.name), event.start_date[:4]
    return name if year in name else f"{name} {year}"


def countries_of(selection: Selection) -> tuple[str, ...]:
    """Return the states looked at: those chosen, else those that the event touched."""
    return selection.scope or BY_ID[selection.event or ""].countries


def courses(selection: Selection, ask: Ask) -> tuple[Course, ...]:
    """Return the course of the event in each state where something was counted, up to the day."""
    asked = Question("evacuated", selection.day, countries=selection.scope, event=selection.event)
    found = []
    for ledger in evacuation_ledgers(ask, asked):
        points = [point for day in ledger.days for point in _points(day)]
        points += _displaced(replace(asked, countries=(ledger.country_iso3,)), ask)
        ordered = sorted(points, key=lambda point: (LANES.index(point.measure), point.day))
        found.append(Course(ledger.country_iso3, ledger, tuple(ordered)))
    return tuple(found)


def _points(day: LedgerDay) -> list[Point]:
    numbers = {measure: day.numbers[measure].amount for measure in day.counted}
    return [
        Point(measure, day.day, amount.figure, formats.amount(amount), measure in MOVEMENTS)
        for measure, amount in numbers.items()
        if amount is not None
    ]


def _displaced(asked: Question, ask: Ask) -> list[Point]:
    rows = ask(replace(asked, measure="idps", by=(By.DAY,))).rows
    return [
        Point("idps", date.fromisoformat(row.by["day"]), amount.figure, formats.amount(amount), False)
        for row in rows
        if (amount := row.number.amount) is not None
    ]


def ledger_view(ledger: Ledger) -> TableView:
    """Return the ledger: a day a row, what was not counted anew in brackets with its own day, and the open balance."""
    header = (_("Day"), *(measure_label(name) for name in COLUMNS), _("Open balance"))
    rows = tuple(_ledger_row(day) for day in ledger.days)
    told = tuple(
        Told(f"{formats.short_day(day.day)}, {label}", measure, number)
        for day in reversed(ledger.days)
        for label, measure, number in (
            *((measure_label(name), name, day.numbers[name]) for name in COLUMNS),
            (_("Open balance"), "evacuated", day.open_balance),
        )
        if number.amount is not None
    )
    caption = _("Ledger, {place}").format(place=state_name(ledger.country_iso3))
    return TableView(caption, header, rows, frozenset(range(1, len(header))), told, look="wraps")


def _ledger_row(day: LedgerDay) -> tuple[str, ...]:
    cells = [_ledger_cell(name, day) for name in COLUMNS]
    return (formats.short_day(day.day).replace(" ", "\u00a0"), *cells, formats.amount(day.open_balance.amount))


def _ledger_cell(measure: str, day: LedgerDay) -> str:
    number = day.numbers[measure]
    words, newest = formats.amount(number.amount), number.making.newest
    if number.amount is None or measure in day.counted or newest is None:
        return words
    return _("({figure}, {day})").format(figure=words, day=formats.short_day(newest))


def balance_words(ledger: Ledger) -> str:
    """Return what the newest day of a ledger leaves open, and where those people may be."""
    last = ledger.days[-1]
    places = ", ".join(measure_label(name) for name in last.not_counted)
    if last.open_balance.amount is None:
        moved = last.numbers["evacuated"].amount
        if moved is None:
            return _("Nobody counted how many moved, so no balance can be told. Not counted: {places}.").format(
                places=places
            )
        return _("More people are told of than moved, so no balance can be told: {moved} moved.").format(
            moved=formats.amount(moved)
        )
    words = _("Open: of {figure} who moved nothing is told on {day}.").format(
        figure=formats.amount(last.open_balance.amount), day=formats.day(last.day)
    )
    return f"{words} {_('They may be among those not counted: {places}.').format(places=places)}" if places else words


def findings_of(
    found: Iterable[Course], selection: Selection, ask: Ask, *, beside: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """Return where the published parts exceed their published total, on every day of the course.

    Args:
        found: the course of each state.
        selection: what the person chose.
        ask: answers a question.
        beside: what does not close elsewhere, such as shelters against their unit.
    """
    kept = {_key(one): one for one in beside}
    for course in found:
        asked = Question("idps", selection.day, countries=(course.country_iso3,), event=selection.event)
        for day in sorted({point.day for point in course.points}):
            for one in lodging_that_exceeds(ask, replace(asked, as_of=day)):
                kept[_key(one)] = one
    return tuple(kept.values())


def _key(finding: Finding) -> tuple[Kind, str, str | None, date]:
    return finding.kind, finding.country_iso3, finding.admin1_code, finding.day


def finding_words(finding: Finding) -> str:
    """Return what does not close, with all its numbers as published."""
    place = unit_name(finding.admin1_code) if finding.admin1_code else state_name(finding.country_iso3)
    parts = " + ".join(f"{_part_name(finding.kind, name)} {_figure(number)}" for name, number in finding.parts)
    return _(
        "This does not add up. {place}, {day}: {parts} = {together}, but {whole} {total}. "
        "That is {excess} too many. All are shown as published; nothing was mended."
    ).format(
        place=place,
        day=formats.day(finding.day),
        parts=parts,
        together=_figure(finding.together),
        whole=measure_label(whole_of(finding)),
        total=_figure(finding.total),
        excess=_figure(finding.excess),
    )


def finding_told(finding: Finding) -> tuple[Told, ...]:
    """Return the numbers of a finding, for telling how each was made."""
    measure = whole_of(finding)
    parts = tuple(
        Told(_part_name(finding.kind, name), name if finding.kind is Kind.LODGED_EXCEED_DISPLACED else measure, number)
        for name, number in finding.parts
    )
    return (Told(measure_label(measure), measure, finding.total), *parts)


def whole_of(finding: Finding) -> str:
    """Return the measure of the total that is exceeded."""
    return "idps" if finding.kind is Kind.LODGED_EXCEED_DISPLACED else "in_shelter"


def _part_name(kind: Kind, name: str) -> str:
    if kind is Kind.LODGED_EXCEED_DISPLACED:
        return measure_label(name)
    return unit_name(name) if kind is Kind.UNITS_EXCEED_COUNTRY else name


def _figure(number: Number) -> str:
    return formats.amount(number.amount)
