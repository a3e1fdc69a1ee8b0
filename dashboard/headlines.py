"""The four figures over every page: what is displaced, sheltered, evacuated and newly displaced in the selection."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from dashboard import formats
from dashboard.language import gettext as _
from dashboard.periods import Ask, question_for
from dashboard.selection import Selection
from data.queries.answer import Making, Number, Part, Reason
from data.queries.question import Question

HEADLINE_MEASURES = ("idps", "in_shelter", "evacuated", "new_displacements")


@dataclass(frozen=True)
class Headline:
    """One figure with its words: what it is, who counted it, how old it is, and the number with its making.

    ``code`` tells two of one measure apart.
    """

    measure: str
    label: str
    figure: str
    note: str
    number: Number
    code: str = ""

    @property
    def making(self) -> Making:
        """How the number was made."""
        return self.number.making

    @property
    def is_counted(self) -> bool:
        """True where there is a number."""
        return self.number.amount is not None


def headlines(selection: Selection, ask: Ask) -> tuple[Headline, ...]:
    """Return the four figures of a selection.

    Args:
        selection: what the person chose.
        ask: answers a question (``dashboard.resources.answer``).
    """
    return tuple(headline(measure, selection, ask) for measure in HEADLINE_MEASURES)


def headline(measure: str, selection: Selection, ask: Ask) -> Headline:
    """Return the figure of a selection for one measure, or why there is none."""
    question = question_for(selection, ask, measure=measure)
    if selection.unit is not None:
        question = replace(question, units=(selection.unit,))
    number = ask(question).total
    label = measure_label(measure)
    if not question.is_stock and selection.event is None:
        label = _("{label}, {year}").format(label=label, year=question.as_of.year)
    note = source_note(number.making, selection.day) if number.amount is not None else missing_note(number.making)
    return Headline(measure, label, formats.amount(number.amount), note, number)


def source_note(making: Making, day: date) -> str:
    """Return who counted, when, and how old that is on the day looked at, in a few words."""
    sources = making.sources
    first = source_title(sources[0]) if len(sources) == 1 else _("{count} sources").format(count=len(sources))
    newest, oldest = making.newest, making.oldest
    if newest is None or oldest is None:
        return first
    days = formats.short_day(newest)
    if oldest.year != newest.year or (newest - oldest).days > 31:
        days = _("{first} to {last}").format(first=formats.short_day(oldest), last=formats.short_day(newest))
    age = formats.age(max(0, (day - newest).days))
    return _("{source} · {days} · {age}").format(source=first, days=days, age=age)


def missing_note(making: Making) -> str:
    """Return why there is no figure: hidden, never counted, or when last."""
    if any(item.reason is Reason.HIDDEN for item in making.left_out):
        return _("hidden to protect people")
    last = last_counted(making)
    if last is None:
        return _("not counted in this selection")
    return _("last counted {day}: {figure}").format(
        day=formats.short_day(last.date), figure=formats.amount(last.amount)
    )


def last_counted(making: Making) -> Part | None:
    """Return the newest figure that is past its life, preferring a country's own."""
    old = [item.part for item in making.left_out if item.reason is Reason.PAST_ITS_LIFE and item.part is not None]
    return max(old, key=lambda part: (part.date, part.admin1_code is None), default=None)


def measure_label(measure: str) -> str:
    """Return the name of a measure in the reader's language."""
    return MEASURE_LABELS[measure]()


def year_label(measure: str, question: Question) -> str:
    """Return the name of a measure, of movements without an event with their year."""
    label = measure_label(measure)
    if question.is_stock or question.event is not None:
        return label
    return _("{label}, {year}").format(label=label, year=question.as_of.year)


def source_title(name: str) -> str:
    """Return the title of a source; a cited publisher is its own title."""
    from data.sources import SOURCES

    known = SOURCES.get(name)
    return f"{known.publisher} {known.title}" if known is not None else name


MEASURE_LABELS: dict[str, Callable[[], str]] = {
    "idps": lambda: _("Internally displaced people"),
    "new_displacements": lambda: _("New displacements"),
    "returned": lambda: _("Returned"),
    "evacuated": lambda: _("Evacuated"),
    "evacuation_ordered": lambda: _("Ordered to evacuate"),
    "in_shelter": lambda: _("People in shelters"),
    "in_host_families": lambda: _("People with host families"),
    "in_rented_rooms": lambda: _("People in rented rooms"),
    "shelters_open": lambda: _("Shelters open"),
    "shelter_capacity": lambda: _("Shelter capacity"),
    "people_affected": lambda: _("People affected"),
    "people_in_need": lambda: _("People in need"),
    "people_targeted": lambda: _("People targeted"),
    "people_reached": lambda: _("People reached"),
    "refugees": lambda: _("Refugees"),
    "asylum_seekers": lambda: _("Asylum-seekers"),
    "others_in_need_of_protection": lambda: _("Others in need of international protection"),
    "others_of_concern": lambda: _("Others of concern to UNHCR"),
    "host_community": lambda: _("Host community"),
    "stateless": lambda: _("Stateless people"),
    "refugees_asylum_seekers": lambda: _("Refugees and asylum-seekers together"),
    "asylum_applications": lambda: _("Asylum applications"),
    "resettled": lambda: _("Resettled"),
    "naturalised": lambda: _("Naturalised"),
    "migrants": lambda: _("Migrants"),
    "deported": lambda: _("Deported"),
    "missing_or_dead": lambda: _("Missing or dead during migration"),
    "trafficking_victims_identified": lambda: _("Trafficking victims identified"),
    "protection_cases": lambda: _("Protection cases"),
    "people_trained": lambda: _("People trained"),
    "diaspora": lambda: _("Diaspora (survey)"),
    "diaspora_offers": lambda: _("Diaspora offers (survey)"),
    "population": lambda: _("Population"),
}
