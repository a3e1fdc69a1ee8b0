"""A number as a sentence: place, figure with its quantifier, what it counts, who says so and how old that is."""

from collections.abc import Callable
from datetime import date

from dashboard import formats
from dashboard.headlines import measure_label, source_note
from dashboard.language import gettext as _
from dashboard.language import ngettext
from data.queries.answer import Number
from data.queries.question import Question


def sentence(question: Question, number: Number, *, where: str, day: date) -> str:
    """Return the sentence of a number that was counted.

    Args:
        question: what was asked.
        number: its answer, which has an amount.
        where: name of the place.
        day: the day of the briefing, by which ages are told.
    """
    figure = number.amount.figure if number.amount is not None else 0
    note = source_note(number.making, day)
    if not question.is_stock and question.event is None:
        note = _("{year}; {source}").format(year=question.as_of.year, source=note)
    words = SENTENCES.get(question.measure, _other)(figure)
    return words.format(
        place=where, figure=formats.amount(number.amount), measure=measure_label(question.measure), note=note
    )


def _other(_figure: float) -> str:
    return _("{place}: {figure} ({measure}; {note}).")


SENTENCES: dict[str, Callable[[float], str]] = {
    "idps": lambda n: ngettext(
        "{place}: {figure} person is displaced inside the country ({note}).",
        "{place}: {figure} people are displaced inside their country ({note}).",
        n,
    ),
    "new_displacements": lambda n: ngettext(
        "{place}: {figure} new displacement ({note}).",
        "{place}: {figure} new displacements ({note}).",
        n,
    ),
    "evacuation_ordered": lambda n: ngettext(
        "{place}: {figure} person was ordered to evacuate ({note}).",
        "{place}: {figure} people were ordered to evacuate ({note}).",
        n,
    ),
    "evacuated": lambda n: ngettext(
        "{place}: {figure} person was evacuated ({note}).", "{place}: {figure} people were evacuated ({note}).", n
    ),
    "in_shelter": lambda n: ngettext(
        "{place}: {figure} person is in a shelter ({note}).", "{place}: {figure} people are in shelters ({note}).", n
    ),
    "in_host_families": lambda n: ngettext(
        "{place}: {figure} person stays with a host family ({note}).",
        "{place}: {figure} people stay with host families ({note}).",
        n,
    ),
    "in_rented_rooms": lambda n: ngettext(
        "{place}: {figure} person stays in a rented room ({note}).",
        "{place}: {figure} people stay in rented rooms ({note}).",
        n,
    ),
    "returned": lambda n: ngettext(
        "{place}: {figure} person has returned ({note}).", "{place}: {figure} people have returned ({note}).", n
    ),
    "shelters_open": lambda n: ngettext(
        "{place}: {figure} shelter is open ({note}).", "{place}: {figure} shelters are open ({note}).", n
    ),
    "people_affected": lambda n: ngettext(
        "{place}: {figure} person is affected ({note}).", "{place}: {figure} people are affected ({note}).", n
    ),
    "people_in_need": lambda n: ngettext(
        "{place}: {figure} person needs help ({note}).", "{place}: {figure} people need help ({note}).", n
    ),
    "refugees": lambda n: ngettext(
        "{place}: {figure} refugee is hosted ({note}).", "{place}: {figure} refugees are hosted ({note}).", n
    ),
    "asylum_seekers": lambda n: ngettext(
        "{place}: {figure} asylum-seeker is hosted ({note}).",
        "{place}: {figure} asylum-seekers are hosted ({note}).",
        n,
    ),
    "deported": lambda n: ngettext(
        "{place}: {figure} person was deported to here ({note}).",
        "{place}: {figure} people were deported to here ({note}).",
        n,
    ),
    "missing_or_dead": lambda n: ngettext(
        "{place}: {figure} person died or went missing on the way ({note}).",
        "{place}: {figure} people died or went missing on the way ({note}).",
        n,
    ),
}
"""The measures that a briefing tells in its first sentences, in their order."""
