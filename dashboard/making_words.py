"""How a number was made, in the reader's words: what was added, what was left out, and why."""

import pandas as pd

from dashboard import formats
from dashboard.headlines import measure_label, source_title
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.place_labels import state_name, unit_name
from dashboard.sector_labels import sector_label
from data.queries.answer import LeftOut, Making, Part, Reason
from data.queries.decisions import Decision, OperationStanding, SmallFiguresHidden, SourcesInOrder
from data.queries.details import Detail, HouseholdsOnly, LargestSector
from data.queries.policy import OperationRule
from data.queries.reasons import WORDS

LISTED = 60
"""Lines shown in a making; the rest is counted in words and stands in the download."""


def parts_table(making: Making) -> pd.DataFrame:
    """Return one row per figure in a number: place, figure, source, round, day and age."""
    shown = sorted(making.parts, key=lambda part: (-part.amount.figure, _place(part)))[:LISTED]
    return pd.DataFrame(
        {
            _("Place"): [_place(part) for part in shown],
            _("Figure"): [formats.amount(part.amount) for part in shown],
            _("Source"): [source_title(part.source_name or part.source) for part in shown],
            _("Operation and round"): [_round(part) for part in shown],
            _("Day"): [formats.short_day(part.date) for part in shown],
            _("Age"): [formats.age(part.age_days) for part in shown],
        }
    )


def coverage_sentence(making: Making) -> str:
    """Return how much of the whole was counted."""
    if making.unit_word == "unit":
        return _("Counted: {counted} of {known} units.").format(counted=making.units_counted, known=making.units_known)
    if making.unit_word != "country":
        return ngettext("{count} number added.", "{count} numbers added.", making.units_counted).format(
            count=making.units_counted
        )
    return _("Counted: {counted} of {known} states.").format(counted=making.units_counted, known=making.units_known)


def left_out_lines(making: Making) -> list[str]:
    """Return one sentence for each thing that is not in the number, newest first."""
    items = sorted(making.left_out, key=_newest_first)
    lines = [_line(item) for item in items[:LISTED]]
    hidden = len(items) - LISTED
    return [*lines, _("and {count} more").format(count=hidden)] if hidden > 0 else lines


def _newest_first(item: LeftOut) -> tuple[int, str]:
    return (0 if item.part is None else -item.part.date.toordinal(), item.reason)


def _line(item: LeftOut) -> str:
    words = reason_words(item.reason)
    if item.part is None:
        return f"{words}: {detail_words(item.detail)}" if item.detail else words
    return _("{place}: {figure}, {source}, {day}: {words}").format(
        place=_place(item.part),
        figure=formats.amount(item.part.amount),
        source=source_title(item.part.source_name or item.part.source),
        day=formats.short_day(item.part.date),
        words=words,
    )


def detail_words(detail: Detail) -> str:
    """Return what is said beside a reason; the words of a source stay as they are."""
    match detail:
        case HouseholdsOnly(count):
            words = ngettext(
                "{count} household without a household size", "{count} households without a household size", count
            )
            return words.format(count=formats.number(count))
        case LargestSector(sector, sectors):
            words = _("the largest of {count} sectors: {sector}")
            return words.format(count=sectors, sector=sector_label(sector))
        case str():
            return sector_label(detail)


def part_line(part: Part) -> str:
    """Return one figure of a number in a line: place, figure, source, round, day."""
    where = _round(part)
    source = source_title(part.source_name or part.source)
    return _("{place}: {figure}, {source}, {day}").format(
        place=_place(part),
        figure=formats.amount(part.amount),
        source=f"{source}, {where}" if where else source,
        day=formats.short_day(part.date),
    )


def _place(part: Part) -> str:
    if part.admin1_code:
        return f"{unit_name(part.admin1_code)}, {state_name(part.country_iso3)}"
    if part.place_name:
        return f"{part.place_name}, {state_name(part.country_iso3)}"
    return state_name(part.country_iso3)


def _round(part: Part) -> str:
    if part.reporting_round is None:
        return part.operation or ""
    return _("{operation}, round {round}").format(operation=part.operation or "", round=part.reporting_round)


def decision_words(decision: Decision) -> str:
    """Return a decision on counting that a number rests on, and whether the office made it."""
    match decision:
        case SourcesInOrder(measure, country, sources, is_default):
            about = measure_label(measure)
            if country is not None:
                about = _("{measure}: {place}").format(measure=about, place=state_name(country))
            words = _("{measure}: sources are taken in the order {sources}; then by rank ({by})")
            titles = "; ".join(map(source_title, sources))
            return words.format(measure=about, sources=titles, by=_by(is_default))
        case OperationStanding(rule, is_default):
            return _operation_words(rule, _by(is_default))
        case SmallFiguresHidden(fewest):
            words = _(
                "whole years of whole states; figures under {fewest}, zero too, are hidden, and others where one could "
                "be worked out from them"
            )
            return words.format(fewest=fewest)


def _operation_words(rule: OperationRule, by: str) -> str:
    if rule.counts_in_total:
        words = _("{place}, operation {operation}: counts in the total ({by})")
    else:
        words = _("{place}, operation {operation}: is shown beside the total ({by})")
    said = words.format(place=state_name(rule.country_iso3), operation=rule.name, by=by)
    if not rule.overlaps_with:
        return said
    others = _("counts the same people as {operations}").format(operations=", ".join(rule.overlaps_with))
    return f"{said}; {others}"


def _by(is_default: bool) -> str:
    return _("by default") if is_default else _("set by the office")


def reason_words(reason: Reason) -> str:
    """Return why something is not in a number."""
    return _(WORDS[reason])
