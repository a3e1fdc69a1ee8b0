"""Shelters: how many people they can take, how many are inside, and the shelters by name."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard import formats
from dashboard.briefings.blocks import Block, Column, Section, Sentences, TableBlock, Value
from dashboard.briefings.parts import Given, for_programs, numeric, shortened, value_of
from dashboard.language import gettext as _
from dashboard.place_labels import state_name, unit_name
from dashboard.shelter_views import (
    ROOM_FIGURES,
    is_known,
    is_list_old,
    numbers_of,
    place_of,
    room_title,
    rooms_view,
    shelters_view,
)
from data.queries.question import Question
from data.queries.shelters import PlaceRoom, SiteRoom
from data.queries.sites import Phase

_PRINTED_PLACES, _PRINTED_SHELTERS = 20, 24


def section(given: Given) -> Section:
    """Return the part with the room in shelters; where no shelter is known it says so."""
    events = given.events()
    countries = given.selection.scope or tuple(dict.fromkeys(c for event in events for c in event.countries))
    asked = Question("in_shelter", given.request.day, countries=countries, event=given.request.scope.event)
    found = given.evidence.shelters(asked)
    rooms = [*found.countries, *(found.units if len(countries) == 1 else ())]
    told = [room for room in rooms if is_known(room)]
    blocks: list[Block] = []
    if told:
        blocks.append(_places(told))
    named = [room for room in found.sites if not is_list_old(room, given.request.day)]
    for code in dict.fromkeys(room.site.country_iso3 for room in named):
        blocks.append(_by_name(code, [room for room in named if room.site.country_iso3 == code]))
    old = dict.fromkeys(room.site.country_iso3 for room in found.sites if room not in named)
    if old:
        words = _("Lists of shelters that are more than two years old are not printed: {places}.")
        blocks.append(Sentences((words.format(places=", ".join(state_name(code) for code in old)),)))
    if not blocks:
        blocks.append(Sentences((_("No list of shelters and no count of people in them is stored for these states."),)))
    return Section("shelters", _("Shelters"), tuple(blocks))


def _places(rooms: Sequence[PlaceRoom]) -> TableBlock:
    columns = (
        Column(_("Place"), "place", "#loc+name"),
        for_programs(_("Code"), "code", "#loc+code"),
        numeric(_("Shelters listed"), "shelters_listed", "#loc+shelters+listed"),
        *(numeric(room_title(name), name, f"#capacity+{name}") for name in ROOM_FIGURES),
    )
    rows, values = [], []
    for room in rooms:
        numbers = numbers_of(room).values()
        place: tuple[str, str] = (place_of(room), room.admin1_code or room.country_iso3)
        rows.append((*place, formats.number(room.shelters_listed), *(formats.amount(one.amount) for one in numbers)))
        values.append((*place, room.shelters_listed, *(value_of(one) for one in numbers)))
    told = rooms_view(rooms, phase=Phase.AFTER).told
    table = TableBlock("shelter_room", _("Room in shelters"), columns, tuple(rows), tuple(values), told=told)
    return shortened(table, _PRINTED_PLACES)


def _by_name(country: str, rooms: Sequence[SiteRoom]) -> TableBlock:
    view = shelters_view(rooms, place=state_name(country))
    ordered = sorted(rooms, key=lambda room: (unit_name(room.site.admin1_code or ""), room.site.name))
    columns = (
        Column(view.header[0], "shelter", "#loc+name"),
        Column(view.header[1], "unit", "#adm1+name"),
        for_programs(view.header[2], "position", "#geo+coord"),
        *(
            numeric(view.header[place], name, f"#capacity+{name}")
            for place, name in enumerate(("capacity_storm", "capacity_after", "in_shelter", "free"), start=3)
        ),
        Column(view.header[7], "listed_on", "#date"),
    )
    values = tuple(_values(room) for room in ordered)
    told = tuple(replace(one, label=f"{state_name(country)}, {one.label}") for one in view.told)
    table = TableBlock(f"shelters_{country.lower()}", view.caption, columns, view.rows, values, told=told)
    return shortened(table, _PRINTED_SHELTERS)


def _values(room: SiteRoom) -> tuple[Value, ...]:
    site = room.site
    return (
        site.name,
        unit_name(site.admin1_code) if site.admin1_code else None,
        None if site.position is None else "{:.4f}, {:.4f}".format(*site.position),
        value_of(room.capacity_storm),
        value_of(room.capacity_after),
        value_of(room.in_shelter),
        value_of(room.free),
        site.listed_on,
    )
