"""Where people are: up to three maps, each with its finding in words and its table."""

from dataclasses import replace

from dashboard import formats
from dashboard.briefings.blocks import Block, Column, MapBlock, Section, Sentences, TableBlock
from dashboard.briefings.parts import Given, for_programs, numeric, shortened
from dashboard.headlines import year_label
from dashboard.language import gettext as _
from dashboard.picture import Picture, Place, picture, picture_of_states
from dashboard.selection import Selection
from dashboard.situation_map import finding, lacks_track, situation_map, where_words
from dashboard.table_views import Told
from data.events import Event
from data.queries.question import COLUMN_OF, By

MEASURES_SHOWN = (
    "idps", "in_shelter", "evacuated", "new_displacements", "in_host_families", "returned", "people_in_need",
    "people_affected", "refugees", "asylum_seekers",
)  # fmt: skip
"""The measures that get a map, the most wanted first."""

MOST_MAPS = 3
_PRINTED = 14


def section(given: Given) -> Section:
    """Return the part with the maps; where nothing was counted it says so."""
    blocks: tuple[Block, ...] = map_blocks(given)
    if not blocks:
        blocks = (Sentences((_("Nothing was counted here that a map could show."),)),)
    return Section("places", _("Where people are"), blocks)


def map_blocks(given: Given) -> tuple[MapBlock, ...]:
    """Return up to three maps, the most wanted measures first."""
    return tuple(_block(selection, shown, given) for selection, shown in pictures(given))


def pictures(given: Given) -> list[tuple[Selection, Picture]]:
    """Return what the maps show: units where they were counted, else whole states, and events across their states."""
    selection = given.selection
    shown = [
        (one, _picture(one, given))
        for one in (replace(selection, measure=name) for name in MEASURES_SHOWN if given.has(name))
    ]
    counted = [(one, places) for one, places in shown if places.counted]
    split = [(one, places) for one, places in counted if selection.country is None or places.level is By.ADMIN1]
    # A state that is not split shows one circle: once is enough.
    whole = [] if split else counted[:1]
    found = [*split, *whole][:MOST_MAPS]
    if selection.country is not None:
        found += [one for event in given.events() for one in _across_states(event, given)]
    return found[:MOST_MAPS]


def _picture(selection: Selection, given: Given) -> Picture:
    shown = picture(selection, given.evidence.ask)
    if selection.country is None or shown.counted:
        return shown
    return picture_of_states(selection, given.evidence.ask)


def _across_states(event: Event, given: Given) -> list[tuple[Selection, Picture]]:
    """Return an event in all its states: the first measure that was counted in several of them."""
    for measure in ("in_shelter", "evacuated", "idps", "new_displacements"):
        selection = replace(given.selection, countries=(), event=event.event_id, measure=measure)
        shown = picture(selection, given.evidence.ask)
        if len(shown.counted) > 1:
            return [(selection, shown)]
    return []


def _block(selection: Selection, shown: Picture, given: Given) -> MapBlock:
    sites, positions = given.evidence.sites, given.evidence.positions
    storm = selection if selection.event is not None else _with_event(selection, given)
    content = situation_map(storm, shown, sites=sites, positions=positions)
    table = places_block(selection, shown)
    notes = content.caption.lines
    if lacks_track(selection, positions):
        notes = (*notes, _("The store holds no track of this storm."))
    return MapBlock(
        name=f"map_{table.name}",
        title=title_of(selection, shown),
        content=content,
        alt=_finding(selection, shown, given),
        table=table,
        notes=notes,
    )


def _finding(selection: Selection, shown: Picture, given: Given) -> str:
    """Return the finding in words; of a state drawn as a whole that it is nowhere split."""
    is_whole = selection.country is not None and shown.level is By.COUNTRY
    return finding(selection, picture(selection, given.evidence.ask) if is_whole else shown)


def _with_event(selection: Selection, given: Given) -> Selection:
    """Return the selection with the newest event of these days, so that its storm is drawn."""
    events = given.events()
    return replace(selection, event=events[-1].event_id) if events else selection


def title_of(selection: Selection, shown: Picture) -> str:
    """Return what a map shows, where and on which day."""
    label = year_label(selection.measure, shown.answer.question)
    return _("{measure}: {place}, {day}").format(
        measure=label, place=where_words(selection), day=formats.day(selection.day)
    )


def unplaced_words(shown: Picture) -> tuple[str, ...]:
    """Return how many of the total no place of the map has, so that map and total agree."""
    unplaced = shown.answer.unplaced
    if unplaced is None or not unplaced.figure:
        return ()
    return (_("{figure} of the total have no known place on this map.").format(figure=formats.amount(unplaced)),)


def not_counted_words(shown: Picture) -> tuple[str, ...]:
    """Return the places that nobody counted, by name."""
    missing = sorted(place.name for place in shown.places if place.value is None)
    return (_("Not counted: {places}.").format(places="; ".join(missing)),) if missing else ()


def places_block(selection: Selection, shown: Picture) -> TableBlock:
    """Return the table twin of a map, the highest first; places that nobody counted stand in the files alone."""
    missing = sorted((place for place in shown.places if place.value is None), key=lambda place: place.name)
    ordered = [*shown.counted, *missing]
    is_country = shown.level is By.COUNTRY
    columns = (
        Column(_("State") if is_country else _("Place"), "place", "#country+name" if is_country else "#adm1+name"),
        for_programs(_("Code"), "code", "#country+code" if is_country else "#adm1+code"),
        numeric(_("Figure"), "figure", "#affected"),
        for_programs(_("As published"), "as_published", "#affected+text"),
        numeric(_("Per 1,000 people"), "per_1000", "#affected+rate"),
        Column(_("Source and age"), "source_and_age", "#meta+source"),
    )
    level, where = ("state", shown.answer.question.countries) if is_country else ("unit", (selection.country or "",))
    name = "_".join(("places", selection.measure, level, *(() if is_country and len(where) > 1 else where)))
    table = TableBlock(
        name=name.lower() if selection.event is None else f"{name.lower()}_{selection.event.replace('-', '_')}",
        caption=title_of(selection, shown),
        columns=columns,
        rows=tuple(_row(place) for place in ordered),
        values=tuple((p.name, p.code, _whole(p.value), p.figure, p.rate, p.note or None) for p in ordered),
        told=_told(selection, shown),
    )
    printed = shortened(replace(table, rows=table.rows[: len(shown.counted)]), _PRINTED)
    most = printed.printed_rows if printed.printed_rows is not None else len(shown.counted)
    return replace(table, printed_rows=most, notes=printed.notes)


def _row(place: Place) -> tuple[str, ...]:
    return (place.name, place.code, place.figure, place.figure, place.rate_words, place.note)


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _told(selection: Selection, shown: Picture) -> tuple[Told, ...]:
    names = {place.code: place.name for place in shown.places}
    column = COLUMN_OF[shown.level]
    rows = [row for row in shown.answer.rows if row.number.amount is not None]
    ordered = sorted(rows, key=lambda row: -(row.number.amount.figure if row.number.amount else 0))
    return tuple(Told(names.get(row.by[column], row.by[column]), selection.measure, row.number) for row in ordered)
