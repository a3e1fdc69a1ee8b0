"""Shelters as tables: the room in all those of a state or unit, and each one by name with what is not known of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from dashboard import formats
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.place_labels import state_name, unit_name
from dashboard.table_views import TableView, Told
from data.queries.answer import Number
from data.queries.shelters import PlaceRoom, SiteRoom
from data.queries.sites import Phase

LIST_HOLDS = timedelta(days=731)
"""How long a list of shelters may be taken for what there is."""

SHELTERS_SHOWN = 15
"""A longer table scrolls in its frame."""

ROOM_FIGURES = ("shelters_open", "capacity_storm", "capacity_after", "in_shelter", "free", "over")


def room_title(figure: str) -> str:
    """Return what a figure of the room in shelters is called."""
    titles = {
        "capacity_storm": _("Places in the storm"),
        "capacity_after": _("Places after it"),
        "in_shelter": _("People inside"),
        "free": _("Places free"),
        "over": _("Too many"),
    }
    return titles.get(figure) or measure_label(figure)


def room_measure(figure: str) -> str:
    """Return the measure whose definition tells what a figure of the room in shelters is."""
    return figure if figure in ("shelters_open", "in_shelter") else "shelter_capacity"


def place_of(room: PlaceRoom) -> str:
    """Return the name of the unit or state whose shelters these are."""
    return unit_name(room.admin1_code) if room.admin1_code else state_name(room.country_iso3)


def numbers_of(room: PlaceRoom) -> dict[str, Number]:
    """Return the figures of a place's shelters by their names."""
    return {name: getattr(room, name) for name in ROOM_FIGURES}


def is_known(room: PlaceRoom) -> bool:
    """Return whether a list names shelters of the place, or somebody counted any, their places or the people inside."""
    numbers = (room.shelters_open, room.capacity_storm, room.capacity_after, room.in_shelter)
    return bool(room.shelters_listed) or any(number.amount is not None for number in numbers)


def rooms_view(rooms: Sequence[PlaceRoom], *, phase: Phase) -> TableView:
    """Return one row per place: shelters, places for both phases, people inside, and what is free or too many."""
    header = (_("Place"), _("Shelters listed"), *(room_title(name) for name in ROOM_FIGURES))
    told = tuple(
        Told(f"{place_of(room)}, {room_title(name)}", room_measure(name), number)
        for room in rooms
        for name, number in numbers_of(room).items()
        if number.amount is not None
    )
    rows = tuple(
        (place_of(room), formats.number(room.shelters_listed), *(_figure(*one) for one in numbers_of(room).items()))
        for room in rooms
    )
    caption = _("Room in shelters; free places {phase}").format(phase=phase_words(phase))
    look = "scrolls" if len(rows) > SHELTERS_SHOWN else "wraps"
    return TableView(caption, header, rows, frozenset(range(1, len(header))), told, look)


def _figure(name: str, number: Number) -> str:
    return formats.amount(number.amount) if name in ("shelters_open", "in_shelter") else known(number)


def phase_words(phase: Phase) -> str:
    """Return for how long a shelter has to do."""
    return _("for a short stay in the storm") if phase is Phase.STORM else _("for a longer stay after the storm")


def shelters_view(rooms: Sequence[SiteRoom], *, place: str = "") -> TableView:
    """Return the shelters by name, with what is known of each and "not known" for what is not.

    Args:
        rooms: the shelters.
        place: whose they are, where a page shows those of several states.
    """
    ordered = sorted(rooms, key=lambda room: (unit_name(room.site.admin1_code or ""), room.site.name))
    header = (
        _("Shelter"), _("Unit"), _("Position"), _("Places in the storm"), _("Places after it"), _("People inside"),
        _("Places free"), _("List of"),
    )  # fmt: skip
    words = ngettext("{count} shelter is listed", "{count} shelters are listed", len(ordered))
    caption = words.format(count=formats.number(len(ordered)))
    return TableView(
        f"{place}: {caption}" if place else caption,
        header,
        tuple(_shelter_row(room) for room in ordered),
        frozenset({3, 4, 5, 6}),
        site_numbers_told(ordered, "capacity_storm", "capacity_after", "in_shelter"),
        look="scrolls" if len(ordered) > SHELTERS_SHOWN else "",
    )


def over_words(rooms: Sequence[SiteRoom]) -> str:
    """Return the shelters with more people than places, those with most too many first; empty where there is none."""
    over = sorted((room for room in rooms if is_over(room)), key=lambda room: (-_too_many(room), room.site.name))
    told = "; ".join(
        _("{shelter}, {unit}: {count} too many").format(
            shelter=room.site.name, unit=unit_words(room), count=formats.amount(room.over.amount)
        )
        for room in over
    )
    return _("Over capacity: {shelters}.").format(shelters=told) if told else ""


def is_list_old(room: SiteRoom, day: date) -> bool:
    """Return whether the list that names a shelter is too old to send people there."""
    listed = room.site.listed_on
    return listed is not None and day - listed > LIST_HOLDS


def old_lists_words(rooms: Sequence[SiteRoom], day: date) -> str:
    """Return the states whose lists are old, with their newest day; empty where there is none."""
    newest: dict[str, date] = {}
    for room in rooms:
        if room.site.listed_on is not None:
            code = room.site.country_iso3
            newest[code] = max(room.site.listed_on, newest.get(code, date.min))
    old = [(state_name(code), listed) for code, listed in newest.items() if day - listed > LIST_HOLDS]
    told = ", ".join(f"{name} ({formats.short_day(listed)})" for name, listed in sorted(old))
    if not told:
        return ""
    words = _("Lists of shelters more than two years old; nobody says that these shelters are still there: {lists}.")
    return words.format(lists=told)


def is_over(room: SiteRoom) -> bool:
    """Return whether more people are inside than there are places for."""
    return _too_many(room) > 0


def _too_many(room: SiteRoom) -> float:
    return room.over.amount.figure if room.over.amount is not None else 0


def site_numbers_told(rooms: Sequence[SiteRoom], *figures: str) -> tuple[Told, ...]:
    """Return the figures that are known of single shelters, for telling how each was made."""
    return tuple(
        Told(f"{room.site.name}, {room_title(name)}", room_measure(name), getattr(room, name))
        for room in rooms
        for name in figures
        if getattr(room, name).amount is not None
    )


def _shelter_row(room: SiteRoom) -> tuple[str, ...]:
    site = room.site
    position = _("not published") if site.position is None else "{:.4f}, {:.4f}".format(*site.position)
    free = _("{count} too many").format(count=formats.amount(room.over.amount)) if is_over(room) else known(room.free)
    return (
        site.name,
        unit_words(room),
        position,
        known(room.capacity_storm),
        known(room.capacity_after),
        formats.amount(room.in_shelter.amount),
        free,
        formats.short_day(site.listed_on) if site.listed_on else _("no day told"),
    )


def unit_words(room: SiteRoom) -> str:
    """Return the unit that a shelter stands in, or that it is not known."""
    return unit_name(room.site.admin1_code) if room.site.admin1_code else _("not known")


def counted_on(number: Number) -> str:
    """Return the day of the newest count in a number; a dash where nobody counted."""
    newest = number.making.newest
    return formats.short_day(newest) if newest is not None else formats.MISSING


def known(number: Number) -> str:
    """Return a number, or that it is not known."""
    return formats.amount(number.amount) if number.amount is not None else _("not known")
