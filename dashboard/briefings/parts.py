"""What the parts of a briefing share: what one of them is given, and how a column or a number becomes a cell."""

from dataclasses import dataclass, replace
from datetime import timedelta

from dashboard.briefings.blocks import Column, TableBlock, Value
from dashboard.briefings.evidence import Evidence
from dashboard.briefings.requests import BriefingRequest
from dashboard.language import gettext as _
from dashboard.periods import question_for
from dashboard.selection import Selection
from data.events import BY_ID, EVENTS, Event
from data.queries.answer import Number
from data.queries.presenting import plain
from data.queries.question import Question

_EVENT_DAYS = 90
"""So long after its first day a sudden event belongs in the briefing of a state that it touched."""

_SUDDEN = ("storm", "flood", "earthquake", "volcano")


@dataclass(frozen=True, eq=False)
class Given:
    """What every part is made from: what was asked for, and the evidence."""

    request: BriefingRequest
    evidence: Evidence

    @property
    def selection(self) -> Selection:
        """What the pages would have chosen."""
        return self.request.selection

    def question(self, measure: str) -> Question:
        """Return the question that a page's headline would ask of a measure."""
        return question_for(self.selection, self.evidence.ask, measure=measure)

    def number(self, measure: str) -> Number:
        """Return the headline number of a measure."""
        return self.evidence.ask(self.question(measure)).total

    def has(self, measure: str) -> bool:
        """Return whether the store has any figure of a measure in these states: what is not there is not asked for."""
        here = self.selection.scope
        return any(one.measure == measure and (not here or one.country_iso3 in here) for one in self.evidence.stored)

    def events(self) -> tuple[Event, ...]:
        """Return the event asked for, or the sudden ones that touched these states in the last three months."""
        if self.request.scope.event is not None:
            return (BY_ID[self.request.scope.event],)
        here, day = set(self.request.scope.countries), self.request.day
        first, last = (day - timedelta(days=_EVENT_DAYS)).isoformat(), day.isoformat()
        return tuple(
            event
            for event in EVENTS
            if event.hazard in _SUDDEN and first <= event.start_date <= last and (not here or here & {*event.countries})
        )

    def of_event(self, event: Event) -> Selection:
        """Return the selection that looks at one event in the states of the briefing."""
        return replace(self.selection, event=event.event_id)


def numeric(title: str, name: str, hxl: str = "") -> Column:
    """Return a column of numbers."""
    return Column(title, name, hxl, is_numeric=True)


def for_programs(title: str, name: str, hxl: str = "") -> Column:
    """Return a column that is not printed, such as a code."""
    return Column(title, name, hxl, is_printed=False)


def value_of(number: Number) -> Value:
    """Return a number for a program; ``None`` where nobody counted."""
    return plain(number.amount.figure) if number.amount is not None else None


def shortened(table: TableBlock, most: int) -> TableBlock:
    """Return a table that prints no more than so many rows, and says so where it has more."""
    if len(table.rows) <= most:
        return table
    return replace(table, printed_rows=most, notes=(*table.notes, shortened_words(most, len(table.rows))))


def shortened_words(most: int, count: int) -> str:
    """Return the note below a table that prints some of its rows; a file with all of them leaves it out."""
    return _("{count} of {all} rows; all are in the workbook and the data pack.").format(count=most, all=count)
