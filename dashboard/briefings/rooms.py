"""Shelters: how many people they can take, how many are inside, and the shelters by name."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dashboard import formats
from dashboard.briefings.content import Block, Column, Section, Sentences, TableBlock, Value
from dashboard.briefings.parts import Given, for_programs, numeric, shortened, value_of
from dashboard.country_views import shelters_view
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.place_labels import state_name, unit_name
from dashboard.table_views import Told
from data.queries.answer import Number
from data.queries.question import Question
from data.queries.shelters import PlaceRoom, SiteRoom

_PRINTED_PLACES, _PRINTED_SHELTERS = 20, 24
_LIST_HOLDS = timedelta(days=731)


def section(given: Given) -> Section:
    """Return the part with the room in shelters; where no shelter is known it says so."""
    events = given.events()
    countries = given.selection.scope or tuple(dict.fromkeys(c for event in events for c in event.countries))
    asked = Question("in_shelter", given.request.day, countries=countries, event=given.request.scope.event)
    found = given.evidence.shelters(asked)
    rooms = [*found.countries, *(found.units if len(countries) == 1 else ())]
    told = [room for room in rooms if _has_anything(room)]
    blocks: list[Block] = []
    if told:
        blocks.append(_places(told))
    named = [room for room in found.sites if not _is_old(room, given)]
    for code in dict.fromkeys(room.site.country_iso3 for room in named):
        blocks.append(_by_name(code, [room for room in named if room.site.country_iso3 == code]))
    old = dict.fromkeys(room.site.country_iso3 for room in found.sites if room not in named)
    if old:
        words = _("Lists of shelters that are more than two years old are not printed: {places}.")
        blocks.append(Sentences((words.format(places=", ".join(state_name(code) for code in old)),)))
    if not blocks:
        blocks.append(Sentences((_("No list of shelters and no count of people in them is stored for these states."),)))
    return Section("shelters", _("Shelters"), tuple(blocks))


def _is_old(room: SiteRoom, given: Given) -> bool:
    """Return whether the list that names a shelter is too old to send people there."""
    listed = room.site.listed_on
    return listed is not None and given.request.day - listed > _LIST_HOLDS


def _has_anything(room: PlaceRoom) -> bool:
    numbers = (room.shelters_open, room.capacity_storm, room.capacity_after, room.in_shelter)
    return bool(room.shelters_listed) or any(number.amount is not None for number in numbers)


_FIGURES = ("shelters_open", "capacity_storm", "capacity_after", "in_shelter", "free", "over")


def _places(rooms: Sequence[PlaceRoom]) -> TableBlock:
    titles = {
        "shelters_open": measure_label("shelters_open"),
        "capacity_storm": _("Places in the storm"),
        "capacity_after": _("Places after it"),
        "in_shelter": _("People inside"),
        "free": _("Places free"),
        "over": _("Too many"),
    }
    columns = (
        Column(_("Place"), "place", "#loc+name"),
        for_programs(_("Code"), "code", "#loc+code"),
        numeric(_("Shelters listed"), "shelters_listed", "#loc+shelters+listed"),
        *(numeric(titles[name], name, f"#capacity+{name}") for name in _FIGURES),
    )
    labels = [unit_name(room.admin1_code) if room.admin1_code else state_name(room.country_iso3) for room in rooms]
    rows = [
        (label, room.admin1_code or room.country_iso3, formats.number(room.shelters_listed), *_words(room))
        for label, room in zip(labels, rooms, strict=True)
    ]
    values: list[tuple[Value, ...]] = [
        (label, room.admin1_code or room.country_iso3, room.shelters_listed, *(value_of(n) for n in _numbers(room)))
        for label, room in zip(labels, rooms, strict=True)
    ]
    told = tuple(
        Told(f"{label}, {titles[name]}", _measure(name), number)
        for label, room in zip(labels, rooms, strict=True)
        for name, number in zip(_FIGURES, _numbers(room), strict=True)
        if number.amount is not None
    )
    table = TableBlock("shelter_room", _("Room in shelters"), columns, tuple(rows), tuple(values), told=told)
    return shortened(table, _PRINTED_PLACES)


def _numbers(room: PlaceRoom) -> tuple[Number, ...]:
    return (
        room.shelters_open, room.capacity_storm, room.capacity_after, room.in_shelter, room.free, room.over,
    )  # fmt: skip


def _words(room: PlaceRoom) -> tuple[str, ...]:
    return tuple(formats.amount(number.amount) for number in _numbers(room))


def _measure(name: str) -> str:
    return {"shelters_open": "shelters_open", "in_shelter": "in_shelter"}.get(name, "shelter_capacity")


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
    has_position = site.latitude is not None and site.longitude is not None
    return (
        site.name,
        unit_name(site.admin1_code) if site.admin1_code else None,
        f"{site.latitude:.4f}, {site.longitude:.4f}" if has_position else None,
        value_of(room.capacity_storm),
        value_of(room.capacity_after),
        value_of(room.in_shelter),
        value_of(room.free),
        site.listed_on,
    )
