"""The sources as a reader judges them: what of each is stored, how old its newest figure is, whether more is due."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import polars as pl

from dashboard import formats
from dashboard.html_tables import Cell, html_table
from dashboard.import_words import entry_title, moment
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.place_labels import states
from data.bundle import bundled_sources
from data.publishers import Publisher
from data.queries.coverage import Coverage
from data.sources import MANY_PUBLISHERS, SOURCES, Source
from data.store.interface import ImportEntry

TRACKS = "noaa_tracks"
"""The source that brings positions of storms and no records."""

OUT_OF_DATE_EDITIONS = 12
"""From so many missed editions on, a source is called long out of date and they are counted no more."""


class Freshness(StrEnum):
    """How the age of a source's newest figure stands to the time between two of its editions."""

    WITHIN = "within"
    DUE = "due"
    BEHIND = "behind"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class SourceView:
    """One source: what it is, what of it is in the store, and by which import it came last.

    ``records`` leaves out those of protected measures; ``positions`` counts the positions of storms, which stand beside
    the records.
    """

    name: str
    known: Source | None
    records: int
    countries: frozenset[str]
    measures: frozenset[str]
    last: date | None
    age_days: int | None
    freshness: Freshness
    came_by: ImportEntry | None
    positions: int = 0

    @property
    def is_loaded(self) -> bool:
        """True when anything of it is in the store."""
        return self.last is not None

    @property
    def title(self) -> str:
        """Name for people; an office's own list has the one that the office gave it."""
        return self.known.title if self.known is not None else self.name

    @property
    def publisher(self) -> str:
        """The body that answers for the figures."""
        return self.known.publisher if self.known is not None else _("an office's own list")


def source_views(
    stored: Sequence[Coverage],
    entries: Sequence[ImportEntry],
    *,
    today: date,
    countries: Sequence[str] = (),
    positions: pl.DataFrame | None = None,
) -> list[SourceView]:
    """Return all sources, those with most records first, then the known ones of which nothing is stored.

    Args:
        stored: what the store holds.
        entries: its imports.
        today: the day by which ages are told.
        countries: only records of these states; empty means all.
        positions: the reference table of storm positions.
    """
    chosen = [one for one in stored if not countries or one.country_iso3 in countries]
    names = dict.fromkeys([*(one.source for one in chosen), *SOURCES])
    views = [_view(name, [one for one in chosen if one.source == name], entries, today) for name in names]
    if positions is not None and not positions.is_empty():
        views = [_with_positions(view, positions, entries, today) if view.name == TRACKS else view for view in views]
    return sorted(views, key=lambda view: (not view.is_loaded, -view.records, view.title))


def _with_positions(
    view: SourceView, positions: pl.DataFrame, entries: Sequence[ImportEntry], today: date
) -> SourceView:
    last = date.fromisoformat(str(positions["time_utc"].max())[:10])
    age, rhythm = max(0, (today - last).days), SOURCES[TRACKS].rhythm_days
    return replace(
        view,
        last=last,
        age_days=age,
        freshness=freshness(age, rhythm),
        came_by=_last_import(TRACKS, entries),
        positions=positions.height,
    )


def _view(name: str, stored: Sequence[Coverage], entries: Sequence[ImportEntry], today: date) -> SourceView:
    known = SOURCES.get(name)
    last = max((one.last for one in stored), default=None)
    age = None if last is None else max(0, (today - last).days)
    return SourceView(
        name=name,
        known=known,
        records=sum(one.records or 0 for one in stored),
        countries=frozenset(one.country_iso3 for one in stored if one.country_iso3 in states()),
        measures=frozenset(one.measure for one in stored),
        last=last,
        age_days=age,
        freshness=freshness(age, known.rhythm_days if known is not None else None),
        came_by=_last_import(name, entries) if stored else None,
    )


def freshness(age_days: int | None, rhythm_days: int | None) -> Freshness:
    """Return how an age stands to a rhythm: an edition is due after one interval, and missed after two."""
    if age_days is None:
        return Freshness.NOTHING
    if rhythm_days is None:
        return Freshness.UNKNOWN
    if age_days <= rhythm_days:
        return Freshness.WITHIN
    return Freshness.DUE if age_days < 2 * rhythm_days else Freshness.BEHIND


def _last_import(source: str, entries: Sequence[ImportEntry]) -> ImportEntry | None:
    ships = {one.source for one in bundled_sources()}
    active = [entry for entry in entries if entry.undone_at is None]
    brought = [entry for entry in active if entry.source == source or (entry.kind == "bundled" and source in ships)]
    return max(brought, key=lambda entry: entry.sequence, default=None)


def freshness_words(view: SourceView) -> str:
    """Return in words whether more is to be expected from a source."""
    match view.freshness:
        case Freshness.NOTHING:
            return _("nothing loaded")
        case Freshness.UNKNOWN:
            return _("no rhythm known")
        case Freshness.WITHIN:
            return _("within its rhythm")
        case Freshness.DUE:
            return _("newer reports are likely") if view.name in MANY_PUBLISHERS else _("a new edition is due")
        case Freshness.BEHIND:
            return _("nothing newer came in") if view.name in MANY_PUBLISHERS else _behind_words(view)


def _behind_words(view: SourceView) -> str:
    editions = (view.age_days or 0) // (view.known.rhythm_days if view.known is not None else 1)
    if editions > OUT_OF_DATE_EDITIONS:
        return _("long out of date")
    return ngettext("{count} edition behind", "{count} editions behind", editions).format(count=editions)


def rhythm_words(days: int) -> str:
    """Return how often a source publishes."""
    if days % 365 < 2 and days >= 365:
        return ngettext("every year", "every {count} years", days // 365).format(count=days // 365)
    if days >= 30:
        months = round(days / 30.44)
        return ngettext("every month", "every {count} months", months).format(count=months)
    return ngettext("every day", "every {count} days", days).format(count=days)


_SIGNS = {
    Freshness.WITHIN: ("\u25cf", "fresh"),
    Freshness.DUE: ("\u25d1", "due"),
    Freshness.BEHIND: ("\u25cb", "behind"),
    Freshness.NOTHING: ("\u2013", "nothing"),
    Freshness.UNKNOWN: ("?", ""),
}
"""A sign and a look for each state, beside its words."""


def sources_html(views: Sequence[SourceView]) -> str:
    """Return the sources as a table for the page."""
    header = [
        Cell(_("Source")), Cell(_("Publisher")), Cell(_("Newest figure")), Cell(_("New edition")), Cell(_("Freshness")),
        Cell(_("Records"), "number"), Cell(_("States"), "number"), Cell(_("Measures"), "number"), Cell(_("Came with")),
        Cell(_("Licence")),
    ]  # fmt: skip
    loaded = sum(view.is_loaded for view in views)
    caption = _("{loaded} of {count} sources have figures in the store").format(loaded=loaded, count=len(views))
    return html_table(header, [_row(view) for view in views], caption=caption)


def _row(view: SourceView) -> list[Cell]:
    sign, look = _SIGNS[view.freshness]
    newest = formats.MISSING
    if view.last is not None and view.age_days is not None:
        newest = f"{formats.short_day(view.last)}, {formats.age(view.age_days)}"
    known = view.known
    return [
        Cell(view.title, link=known.address if known is not None else ""),
        Cell(view.publisher),
        Cell(newest),
        Cell(rhythm_words(known.rhythm_days) if known is not None else formats.MISSING),
        Cell(f"{sign} {freshness_words(view)}", look),
        Cell(_records_words(view), "number"),
        Cell(formats.number(len(view.countries)) if view.measures else formats.MISSING, "number"),
        Cell(formats.number(len(view.measures)) if view.measures else formats.MISSING, "number"),
        _came_with(view.came_by),
        Cell(known.licence if known is not None else formats.MISSING),
    ]


def _records_words(view: SourceView) -> str:
    if view.positions:
        return _("{count} storm positions").format(count=formats.number(view.positions))
    if not view.records:
        return _("not told") if view.measures else formats.MISSING
    return formats.number(view.records)


def _came_with(entry: ImportEntry | None) -> Cell:
    if entry is None:
        return Cell(formats.MISSING)
    day = formats.short_day(entry.imported_at.date())
    hint = _("{what}, {when} UTC, {who}").format(
        what=entry_title(entry), when=moment(entry.imported_at), who=entry.imported_by
    )
    if entry.kind == "bundled":
        return Cell(_("{day}, ships with the tracker").format(day=day), hint=hint)
    return Cell(_("{day}, {who}").format(day=day, who=entry.imported_by), hint=hint)


def publishers_html(publishers: Sequence[Publisher], *, today: date) -> str:
    """Return each publisher behind cited figures and offices' own lists, those with most records first."""
    header = [
        Cell(_("Who says it, and in brackets whom it cites")), Cell(_("Newest figure")), Cell(_("Records"), "number"),
        Cell(_("States")), Cell(_("Licence")),
    ]  # fmt: skip
    rows = [
        [
            Cell(one.source_name),
            Cell(f"{formats.short_day(one.last)}, {formats.age(max(0, (today - one.last).days))}"),
            Cell(formats.number(one.records) if one.records else _("not told"), "number"),
            Cell(", ".join(one.countries)),
            Cell(one.licence),
        ]
        for one in publishers
    ]
    words = ngettext("{count} publisher", "{count} publishers", len(publishers))
    return html_table(header, rows, caption=words.format(count=formats.number(len(publishers))), look="scrolls")
