"""What a picture or print of the map says beside the map: title, sources with their day, and what is left out."""

from collections import Counter
from datetime import date

from dashboard import formats
from dashboard.headlines import measure_label, source_title
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.making_words import reason_words
from dashboard.maps.map_payload import MapCaption
from dashboard.picture import Picture
from dashboard.selection import Selection
from data.queries.answer import Part

SOURCES_NAMED = 4
PLACES_NAMED = 3
REASONS_NAMED = 3


def map_caption(selection: Selection, shown: Picture, *, where: str) -> MapCaption:
    """Return the words of a picture.

    Args:
        selection: what the person chose.
        shown: the places with their numbers.
        where: name of what is looked at.
    """
    title = _("{measure}, {where}, {day}").format(
        measure=measure_label(selection.measure), where=where, day=formats.day(selection.day)
    )
    places = "-".join(selection.scope) if len(selection.scope) <= PLACES_NAMED else "states"
    name = "-".join(part for part in (selection.measure, places, selection.day.isoformat()) if part)
    lines = (*_source_lines(shown), *_missing_lines(shown), *_left_out_lines(shown))
    return MapCaption(title, lines, name)


def _source_lines(shown: Picture) -> list[str]:
    """Return one line with the sources of the numbers shown, each with the days on which it counted."""
    days: dict[str, list[date]] = {}
    for part in _parts(shown):
        days.setdefault(source_title(part.source_name or part.source), []).append(part.date)
    if not days:
        return []
    ordered = sorted(days, key=lambda source: (-len(days[source]), source))
    named = [_source_with_days(source, days[source]) for source in ordered[:SOURCES_NAMED]]
    if len(ordered) > SOURCES_NAMED:
        named.append(_("and {count} more").format(count=len(ordered) - SOURCES_NAMED))
    return [_("Counted by: {sources}").format(sources="; ".join(named))]


def _parts(shown: Picture) -> list[Part]:
    codes = {place.code for place in shown.counted}
    rows = [row for row in shown.answer.rows if codes & set(row.by.values())]
    return [part for row in rows for part in row.number.making.parts]


def _source_with_days(source: str, days: list[date]) -> str:
    first, last = (formats.short_day(day) for day in (min(days), max(days)))
    if first == last:
        return _("{source} ({day})").format(source=source, day=last)
    return _("{source} ({first} to {last})").format(source=source, first=first, last=last)


def _missing_lines(shown: Picture) -> list[str]:
    missing = sum(place.value is None for place in shown.places)
    lines = []
    if missing:
        said = ngettext("{count} place not counted", "{count} places not counted", missing)
        lines.append(said.format(count=formats.number(missing)))
    unplaced = shown.answer.unplaced
    if unplaced is not None and unplaced.figure:
        lines.append(_("{figure} of the total have no known place on this map").format(figure=formats.amount(unplaced)))
    return [" · ".join(lines)] if lines else []


def _left_out_lines(shown: Picture) -> list[str]:
    """Return what is in no number of the map, the most frequent reasons first; the page has every single figure."""
    reasons = Counter(item.reason for item in shown.answer.total.making.left_out)
    if not reasons:
        return []
    named = [
        _("{reason} ({count})").format(reason=reason_words(reason), count=formats.number(count))
        for reason, count in reasons.most_common(REASONS_NAMED)
    ]
    rest = sum(reasons.values()) - sum(count for _reason, count in reasons.most_common(REASONS_NAMED))
    if rest:
        named.append(_("and {count} more").format(count=formats.number(rest)))
    return [_("Figures left out: {reasons}").format(reasons="; ".join(named))]
