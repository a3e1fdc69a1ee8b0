"""How the headline numbers were made: what was added, what was left out, and under which rules."""

from collections import Counter

from dashboard import formats
from dashboard.briefings.blocks import Note, Notes, Section
from dashboard.briefings.parts import Given
from dashboard.briefings.sentences import SENTENCES
from dashboard.headlines import year_label
from dashboard.language import gettext as _
from dashboard.making_words import coverage_sentence, decision_words, left_out_lines, part_line
from dashboard.table_views import Told
from data.queries.answer import Answer, Making

_PRINTED = 8
"""Lines of a making on paper; the workbook has all of them."""

_SAID = 3
"""Lines of a making in the notes of a slide."""


def section(given: Given) -> Section:
    """Return the part that tells of each headline number how it was made."""
    notes = []
    for measure in SENTENCES:
        if not given.has(measure):
            continue
        answer = given.evidence.ask(given.question(measure))
        if answer.total.amount is not None:
            label = year_label(measure, answer.question)
            notes.append(Note(f"{label}: {formats.amount(answer.total.amount)}", _lines(answer)))
    return Section("making", _("How the numbers were made"), (Notes(tuple(notes)),))


def made_lines(told: Told) -> tuple[str, ...]:
    """Return a number with what was added and what was left out, short enough to be said."""
    head = f"{told.label}: {formats.amount(told.number.amount)}"
    added, left_out = _added_and_left_out(told.number.making)
    return (head, *_first(added, _SAID), *_first(left_out, _SAID))


def _lines(answer: Answer) -> tuple[str, ...]:
    added, left_out = _added_and_left_out(answer.total.making)
    rules = [_("Rule: {rule}").format(rule=decision_words(rule)) for rule in answer.rules]
    return (coverage_sentence(answer.total.making), *_first(added, _PRINTED), *_first(left_out, _PRINTED), *rules)


def _added_and_left_out(making: Making) -> tuple[list[str], list[str]]:
    parts = sorted(making.parts, key=lambda part: (-part.amount.figure, part.country_iso3, part.admin1_code or ""))
    lines = Counter(part_line(part) for part in parts)
    added = [_("Added: {part}").format(part=_times(line, count)) for line, count in lines.items()]
    return added, [_("Left out: {line}").format(line=line) for line in left_out_lines(making)]


def _times(line: str, count: int) -> str:
    """Return a line, with how often where several figures of a place and day read alike."""
    return line if count == 1 else _("{line} ({count} such figures)").format(line=line, count=formats.number(count))


def _first(lines: list[str], most: int) -> list[str]:
    more = len(lines) - most
    if more <= 0:
        return lines
    return [*lines[:most], _("and {count} more, all of them in the workbook").format(count=formats.number(more))]
