"""What the store tells otherwise than before an import: numbers that came, went or changed, and by which import."""

from collections.abc import Callable, Sequence
from datetime import datetime

from dashboard import formats
from dashboard.change_views import PLACES_TOLD, Sentences, place_of
from dashboard.headlines import measure_label
from dashboard.import_words import entry_title, moment
from dashboard.language import gettext as _
from dashboard.selection import Selection
from dashboard.table_views import Told
from data.queries.changes import ChangeKind, KnownChange, KnownChanges
from data.queries.question import By, Question
from data.store.interface import ImportEntry

MEASURES_COMPARED = (
    "idps", "in_shelter", "in_host_families", "in_rented_rooms", "shelters_open", "people_in_need", "evacuated",
    "new_displacements", "returned", "deported", "refugees", "asylum_seekers", "migrants",
)  # fmt: skip

ChangesSince = Callable[[Question, datetime], KnownChanges]
"""Tells which numbers of a question differ from those of an earlier moment; ``dashboard.resources`` in the app."""


def imports_to_compare(entries: Sequence[ImportEntry]) -> list[ImportEntry]:
    """Return the imports before which something was known already, the newest first."""
    ordered = sorted(entries, key=lambda entry: entry.imported_at)
    return ordered[:0:-1]


def import_title(entry: ImportEntry) -> str:
    """Return an import with its time, as the moment before which the store is compared."""
    return _("{file}, {when} UTC").format(file=entry_title(entry), when=moment(entry.imported_at))


def known_changes_told(selection: Selection, since: ChangesSince, before: datetime) -> tuple[Sentences, ...]:
    """Return what differs by measure, of the selection's day, states and event; measures that do not differ are absent.

    Args:
        selection: what the person chose.
        since: compares the store with how it was.
        before: the moment at which the store was as it is compared with.
    """
    level = By.COUNTRY if selection.country is None else By.ADMIN1
    told = []
    for measure in dict.fromkeys((*MEASURES_COMPARED, selection.measure)):
        found = since(selection.question(measure, level), before)
        changes = found.changes
        if selection.country is not None:
            changes = (*since(selection.question(measure, By.COUNTRY), before).changes, *changes)
        if changes:
            told.append(_sentences(measure, changes))
    return tuple(told)


def _sentences(measure: str, changes: Sequence[KnownChange]) -> Sentences:
    lines = [_words(change) for change in changes[:PLACES_TOLD]]
    rest = len(changes) - PLACES_TOLD
    if rest > 0:
        lines.append(_("and {count} more places").format(count=rest))
    told = tuple(
        Told(f"{place_of(change.by)}, {measure_label(measure)}, {title}", measure, number)
        for change in changes
        for title, number in ((_("before"), change.before), (_("now"), change.after))
        if number is not None
    )
    return Sentences(measure, tuple(lines), told)


def _words(change: KnownChange) -> str:
    place = place_of(change.by)
    before = formats.amount(change.before.amount) if change.before is not None else formats.MISSING
    after = formats.amount(change.after.amount) if change.after is not None else formats.MISSING
    match change.kind:
        case ChangeKind.APPEARED:
            return _("{place}: {after}; nothing was known before.").format(place=place, after=after)
        case ChangeKind.GONE:
            return _("{place}: {before} is told no longer.").format(place=place, before=before)
        case ChangeKind.FIGURE:
            return _("{place}: {before} before, {after} now.").format(place=place, before=before, after=after)
        case ChangeKind.MAKING:
            return _("{place}: {after} as before, from another count.").format(place=place, after=after)
