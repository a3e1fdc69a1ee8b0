"""One state in full: all that is counted there, its events and its sources, as tables."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dashboard import formats
from dashboard.headlines import measure_label, source_title
from dashboard.language import gettext as _
from dashboard.periods import Ask, question_for
from dashboard.place_labels import states
from dashboard.selection import Selection
from dashboard.stored_measures import stored_measures
from dashboard.table_views import TableView, Told, note_of
from data.events import BY_ID
from data.queries.answer import Number
from data.queries.coverage import Coverage
from data.queries.question import By, Question

EVENT_MEASURES = ("new_displacements", "evacuated", "in_shelter", "idps")
EVENTS_SHOWN = 15


def standing_words(country: str) -> str:
    """Return a state's standing in Caricom and how many people live there; a territory is told like every other."""
    state = states()[country]
    standing = {
        "member": _("Member of Caricom"),
        "associate": _("Associate member of Caricom"),
        "associate_signed": _("Associate member of Caricom, signed but not known to be ratified"),
    }[state.status]
    if state.population is None:
        return standing
    return _("{standing}; {people} inhabitants").format(standing=standing, people=formats.number(state.population))


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


def events_view(selection: Selection, ask: Ask, names: dict[str, str]) -> TableView:
    """Return the events that touched the state, the newest first, each with its own figures.

    Args:
        selection: what the person chose; its event is left aside.
        ask: answers a question.
        names: what the store calls the events, by id.
    """
    found = _events_of(selection, ask)
    header = (_("Event"), *(measure_label(measure) for measure in EVENT_MEASURES), _("Newest figure"))
    rows = tuple(_event_row(event, numbers, names) for event, numbers in found.items())
    told = tuple(
        Told(f"{_event_name(event, names)}, {measure_label(measure)}", measure, number)
        for event, numbers in found.items()
        for measure, number in numbers.items()
    )
    numeric = frozenset(range(1, len(EVENT_MEASURES) + 1))
    look = "scrolls" if len(rows) > EVENTS_SHOWN else ""
    return TableView(_("Events, the newest first"), header, rows, numeric, told, look)


def named_events(selection: Selection, ask: Ask) -> list[str]:
    """Return the ids of the state's events that have a name here and so a page of their own, the newest first."""
    return [event for event in _events_of(selection, ask) if event in BY_ID]


def _events_of(selection: Selection, ask: Ask) -> dict[str, dict[str, Number]]:
    found: dict[str, dict[str, Number]] = defaultdict(dict)
    for measure in EVENT_MEASURES:
        question = Question(measure, selection.day, countries=selection.scope)
        by = (By.EVENT, By.DAY) if question.is_stock else (By.EVENT,)
        for row in ask(replace(question, by=by)).rows:
            event = row.by["event_id"]
            if event is not None and row.number.amount is not None:
                _keep_newest(found[event], measure, row.number)
    ordered = sorted(found, key=lambda event: (_newest_day(found[event]), event), reverse=True)
    return {event: found[event] for event in ordered}


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


def sources_view(selection: Selection, ask: Ask, stored: Iterable[Coverage]) -> TableView:
    """Return who counted in the state up to the day, what, and how old the newest figure was on it.

    Each publisher behind cited figures is a source of its own. A figure past its life is told here too, with its age.
    """
    newest: dict[str, date] = {}
    measures: dict[str, list[str]] = defaultdict(list)
    for measure in stored_measures(selection.country or "", stored):
        for source, day in _newest_by_source(measure, selection, ask).items():
            newest[source] = max(day, newest.get(source, day))
            measures[source].append(measure_label(measure))
    ordered = sorted(newest, key=lambda source: (-newest[source].toordinal(), source_title(source)))
    rows = tuple(
        (
            source_title(source),
            ", ".join(measures[source]),
            formats.short_day(newest[source]),
            formats.age((selection.day - newest[source]).days),
        )
        for source in ordered
    )
    header = (_("Source"), _("What is counted"), _("Newest figure"), _("Age"))
    look = "scrolls" if len(rows) > EVENTS_SHOWN else ""
    return TableView(_("Who counted here, and how old it is"), header, rows, look=look)


def _newest_by_source(measure: str, selection: Selection, ask: Ask) -> dict[str, date]:
    """Return the day of each source's newest figure of a measure; of a stock the day of any count, however old."""
    question = Question(measure, selection.day, countries=selection.scope)
    by = (By.SOURCE, By.DAY) if question.is_stock else (By.SOURCE,)
    found: dict[str, date] = {}
    for row in ask(replace(question, by=by)).rows:
        day, source = row.number.making.newest, str(row.by["source"])
        if day is not None and day <= selection.day:
            found[source] = max(day, found.get(source, day))
    return found
