"""One state in full: all that is known of it, who they are, its events and its sources, as tables."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard import formats
from dashboard.headlines import MEASURE_LABELS, measure_label, source_title
from dashboard.language import gettext as _
from dashboard.people_words import age_words, sex_words
from dashboard.periods import Ask, question_for
from dashboard.selection import Selection
from dashboard.table_views import TableView, Told, note_of
from data.events import BY_ID
from data.queries.answer import Number
from data.queries.coverage import Coverage
from data.queries.question import By, Question
from data.schema import is_protected

EVENT_MEASURES = ("new_displacements", "evacuated", "in_shelter", "idps")
EVENTS_SHOWN = 15


@dataclass(frozen=True)
class Breakdown:
    """One measure by sex or by age: its table, and in words how much of the whole is broken down."""

    view: TableView
    share: str


def stored_measures(country: str, stored: Iterable[Coverage]) -> list[str]:
    """Return the measures of which the store has a figure for a state, without those about protection."""
    here = {one.measure for one in stored if one.country_iso3 == country}
    return [name for name in MEASURE_LABELS if name in here and not is_protected(name)]


def measures_view(selection: Selection, ask: Ask, stored: Iterable[Coverage]) -> TableView:
    """Return the newest number of every measure that the store has for the state, with its source and age."""
    told = []
    for measure in stored_measures(selection.country or "", stored):
        question = question_for(selection, ask, measure=measure)
        told.append(Told(_period_label(question), measure, ask(question).total))
    rows = tuple((one.label, formats.amount(one.number.amount), note_of(one.number, selection)) for one in told)
    header = (_("What is counted"), _("Figure"), _("Source and age"))
    return TableView(_("All that is counted here"), header, rows, frozenset({1}), tuple(told))


def _period_label(question: Question) -> str:
    label = measure_label(question.measure)
    if question.is_stock or question.date_from is None:
        return label
    return _("{label}, {year}").format(label=label, year=question.as_of.year)


def breakdowns(selection: Selection, ask: Ask, stored: Iterable[Coverage]) -> tuple[Breakdown, ...]:
    """Return the measures of the state that a source breaks down by sex or by age, each with the share broken down."""
    measures = stored_measures(selection.country or "", stored)
    return tuple(one for measure in measures for one in breakdowns_of(measure, selection, ask))


def breakdowns_of(measure: str, selection: Selection, ask: Ask) -> tuple[Breakdown, ...]:
    """Return a measure by sex and by age, as far as a source breaks it down, each with the share broken down."""
    found = []
    whole = question_for(selection, ask, measure=measure)
    for by in (By.SEX, By.AGE):
        answer = ask(replace(whole, by=(by,)))
        counted = [row for row in answer.rows if row.number.amount is not None]
        if counted:
            told = [Told(_group_label(by, row.by), measure, row.number) for row in counted]
            found.append(_breakdown(measure, by, told, ask(whole).total))
    return tuple(found)


def _group_label(by: By, values: dict[str, object]) -> str:
    if by is By.AGE:
        return age_words(str(values["age_band"]))
    return sex_words(str(values["sex"]))


def _breakdown(measure: str, by: By, told: Sequence[Told], total: Number) -> Breakdown:
    figures = [one.number.amount.figure for one in told if one.number.amount is not None]
    broken = sum(figures)
    rows = tuple(
        (one.label, formats.amount(one.number.amount), _percent(figure, broken))
        for one, figure in zip(told, figures, strict=True)
    )
    split = _("by sex") if by is By.SEX else _("by age")
    caption = _("{measure}, {split}").format(measure=measure_label(measure), split=split)
    header = (_("Sex") if by is By.SEX else _("Age in years"), _("Figure"), _("Share"))
    view = TableView(caption, header, rows, frozenset({1, 2}), tuple(told))
    return Breakdown(view, _share_words(broken, told, total))


def _percent(figure: float, whole: float) -> str:
    return _("{share} %").format(share=formats.number(round(figure / whole * 100, 1))) if whole else formats.MISSING


def _share_words(broken: float, told: Sequence[Told], total: Number) -> str:
    """Return how much of the whole is broken down; of two different days the share is not told."""
    newest = max((one.number.making.newest for one in told if one.number.making.newest is not None), default=None)
    if total.amount is None or total.making.newest is None or newest is None:
        return _("Nothing is known of the whole that this is a part of.")
    if newest != total.making.newest:
        return _("Broken down on {day}: {broken}. The whole was last counted on {later}: {total}.").format(
            day=formats.short_day(newest),
            broken=formats.number(broken),
            later=formats.short_day(total.making.newest),
            total=formats.amount(total.amount),
        )
    return _("{broken} of {total} are broken down ({share}), {day}.").format(
        broken=formats.number(broken),
        total=formats.amount(total.amount),
        share=_percent(broken, total.amount.figure),
        day=formats.short_day(newest),
    )


def events_view(selection: Selection, ask: Ask, names: dict[str, str]) -> TableView:
    """Return the events that touched the state, the newest first, each with its own figures.

    Args:
        selection: what the person chose; its event is left aside.
        ask: answers a question.
        names: what the store calls the events, by id.
    """
    found: dict[str, dict[str, Number]] = defaultdict(dict)
    for measure in EVENT_MEASURES:
        question = Question(measure, selection.day, countries=selection.scope)
        by = (By.EVENT, By.DAY) if question.is_stock else (By.EVENT,)
        for row in ask(replace(question, by=by)).rows:
            event = row.by["event_id"]
            if event is not None and row.number.amount is not None:
                _keep_newest(found[event], measure, row.number)
    ordered = sorted(found, key=lambda event: (_newest_day(found[event]), event), reverse=True)
    header = (_("Event"), *(measure_label(measure) for measure in EVENT_MEASURES), _("Newest figure"))
    rows = tuple(_event_row(event, found[event], names) for event in ordered)
    told = tuple(
        Told(f"{_event_name(event, names)}, {measure_label(measure)}", measure, number)
        for event in ordered
        for measure, number in found[event].items()
    )
    numeric = frozenset(range(1, len(EVENT_MEASURES) + 1))
    look = "scrolls" if len(rows) > EVENTS_SHOWN else ""
    return TableView(_("Events, the newest first"), header, rows, numeric, told, look)


def _keep_newest(numbers: dict[str, Number], measure: str, number: Number) -> None:
    """Keep the latest count of people; it replaces the earlier ones."""
    known = numbers.get(measure)
    if known is None or (number.making.newest or date.min) >= (known.making.newest or date.min):
        numbers[measure] = number


def _newest_day(numbers: dict[str, Number]) -> date:
    return max((number.making.newest or date.min for number in numbers.values()), default=date.min)


def _event_row(event: str, numbers: dict[str, Number], names: dict[str, str]) -> tuple[str, ...]:
    figures = (formats.amount(numbers[one].amount) if one in numbers else formats.MISSING for one in EVENT_MEASURES)
    return (_event_name(event, names), *figures, formats.short_day(_newest_day(numbers)))


def _event_name(event_id: str, names: dict[str, str]) -> str:
    event = BY_ID.get(event_id)
    return _(event.name) if event is not None else names.get(event_id, event_id)


def sources_view(selection: Selection, stored: Iterable[Coverage]) -> TableView:
    """Return who counted in the state, how much, and how old the newest figure is on the day looked at."""
    by_source: dict[str, list[Coverage]] = defaultdict(list)
    for one in stored:
        if one.country_iso3 == selection.country and one.first <= selection.day:
            by_source[one.source].append(one)
    rows: list[tuple[str, ...]] = []
    for source, entries in sorted(by_source.items(), key=lambda item: source_title(item[0])):
        newest = max(entry.last for entry in entries)
        age = (selection.day - newest).days
        records = sum(entry.records or 0 for entry in entries)
        rows.append(
            (
                source_title(source),
                formats.number(len({entry.measure for entry in entries})),
                formats.number(records) if records else _("not told"),
                formats.short_day(newest),
                formats.age(age) if age >= 0 else _("after the day looked at"),
            )
        )
    header = (_("Source"), _("Measures"), _("Records"), _("Newest figure"), _("Age"))
    return TableView(_("Who counted here, and how old it is"), header, tuple(rows), frozenset({1, 2}))
