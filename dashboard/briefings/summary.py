"""The first page in figures and sentences: how many, where, who says so, and what must not be overlooked."""

from datetime import timedelta

from dashboard.briefings.blocks import Block, Card, Cards, Section, Sentences
from dashboard.briefings.evidence import is_hidden
from dashboard.briefings.findings import warnings
from dashboard.briefings.parts import Given
from dashboard.briefings.sentences import SENTENCES, sentence
from dashboard.headlines import HEADLINE_MEASURES, headlines, last_counted, measure_label, missing_note
from dashboard.language import gettext as _
from dashboard.situation_map import where_words
from dashboard.table_views import Told
from data.queries.answer import Number
from data.queries.question import Question

_RECENT = timedelta(days=731)
"""Movements of longer ago are history: the course has them, the first sentences do not."""


def section(given: Given) -> Section:
    """Return the part with headline figures, sentences and warnings."""
    blocks: list[Block] = [cards(given)]
    said = sentences(given)
    if said:
        blocks.append(Sentences(said))
    warned = warnings(given)
    if warned:
        blocks.append(Sentences(warned, _("Read this first"), is_warning=True))
    return Section("summary", _("In short"), tuple(blocks))


def cards(given: Given) -> Cards:
    """Return the headline figures of the pages."""
    shown = headlines(given.selection, given.evidence.ask)
    return Cards(
        tuple(
            Card(one.label, one.figure, _note(one.number, one.note), Told(one.label, one.measure, one.number), value)
            for one in shown
            for value in (one.number.amount.figure if one.number.amount is not None else None,)
        )
    )


def _note(number: Number, note: str) -> str:
    """Return the words below a headline figure; on paper there is no selection to speak of."""
    if is_hidden(number):
        return _("not shown, to protect people")
    return note if number.amount is not None else _missing(number)


def _missing(number: Number) -> str:
    return missing_note(number.making) if last_counted(number.making) is not None else _("nobody counted")


def sentences(given: Given) -> tuple[str, ...]:
    """Return a sentence for each measure that was counted lately, and one that names the headlines that were not."""
    where = where_words(given.selection)
    said, missing, hidden = [], [], []
    for measure in SENTENCES:
        if measure not in HEADLINE_MEASURES and not given.has(measure):
            continue
        question, number = given.question(measure), given.number(measure)
        if _is_told(question, number, given):
            said.append(sentence(question, number, where=where, day=given.request.day))
        elif is_hidden(number):
            hidden.append(measure_label(measure))
        elif measure in HEADLINE_MEASURES and number.amount is None:
            missing.append(f"{measure_label(measure)} ({_missing(number)})")
    if missing:
        words = _("{place}: no number holds on this day for: {measures}.")
        said.append(words.format(place=where, measures="; ".join(missing)))
    if hidden:
        words = _("{place}: not shown, to protect people: {measures}.")
        said.append(words.format(place=where, measures="; ".join(hidden)))
    return tuple(said)


def _is_told(question: Question, number: Number, given: Given) -> bool:
    """Return whether a number belongs in the first sentences: not history, and a nobody only of what is asked first."""
    if number.amount is None or (not number.amount.figure and question.measure not in HEADLINE_MEASURES):
        return False
    return question.is_stock or question.event is not None or given.request.day - question.as_of < _RECENT
