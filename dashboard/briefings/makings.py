"""How the headline numbers were made: what was added, what was left out, and under which rules."""

from collections import Counter

from dashboard import formats
from dashboard.briefings.content import Note, Notes, Section
from dashboard.briefings.parts import Given, year_label
from dashboard.briefings.sentences import SENTENCES
from dashboard.language import gettext as _
from dashboard.making_words import coverage_sentence, left_out_lines, part_line
from data.queries.answer import Answer

_PRINTED = 8
"""Lines of a making on paper; the workbook has all of them."""


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


def _lines(answer: Answer) -> tuple[str, ...]:
    making = answer.total.making
    parts = sorted(making.parts, key=lambda part: (-part.amount.figure, part.country_iso3, part.admin1_code or ""))
    lines = Counter(part_line(part) for part in parts)
    added = [_("Added: {part}").format(part=_times(line, count)) for line, count in lines.items()]
    left_out = [_("Left out: {line}").format(line=line) for line in left_out_lines(making)]
    rules = [_("Rule: {rule}").format(rule=rule) for rule in answer.rules]
    return (coverage_sentence(making), *_first(added), *_first(left_out), *rules)


def _times(line: str, count: int) -> str:
    """Return a line, with how often where several figures of a place and day read alike."""
    return line if count == 1 else _("{line} ({count} such figures)").format(line=line, count=formats.number(count))


def _first(lines: list[str]) -> list[str]:
    more = len(lines) - _PRINTED
    if more <= 0:
        return lines
    return [*lines[:_PRINTED], _("and {count} more, all of them in the workbook").format(count=formats.number(more))]
