"""Schools used as shelters: who is inside, and how many people must move before pupils come back."""

from datetime import date

from dashboard import formats
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.place_labels import state_name
from dashboard.shelter_views import counted_on, room_title, site_numbers_told, unit_words
from dashboard.table_views import TableView
from data.queries.schools import SchoolsInUse
from data.queries.shelters import SiteRoom

_SCROLLS_FROM = 15


def schools_view(found: SchoolsInUse) -> TableView:
    """Return one row per school in use: people inside, places after the storm, and when its term begins."""
    header = (
        _("School"), _("Unit"), _("State"), room_title("in_shelter"), _("Counted on"), room_title("capacity_after"),
        _("Term begins"),
    )  # fmt: skip
    told = site_numbers_told(found.rooms, "in_shelter", "capacity_after")
    look = "scrolls" if len(found.rooms) > _SCROLLS_FROM else "wraps"
    rows = tuple(_row(room) for room in found.rooms)
    return TableView(_("Schools in use as shelters"), header, rows, frozenset({3, 5}), told, look)


def _row(room: SiteRoom) -> tuple[str, ...]:
    site = room.site
    places = room.capacity_after.amount
    return (
        site.name,
        unit_words(room),
        state_name(site.country_iso3),
        formats.amount(room.in_shelter.amount),
        counted_on(room.in_shelter),
        formats.amount(places) if places is not None else _("not known"),
        formats.short_day(site.term_start) if site.term_start else _("not known"),
    )


def schools_words(found: SchoolsInUse) -> str:
    """Return how many schools are in use, who is inside, and what nobody told of them."""
    if not found.rooms:
        return " ".join([_("No school is known to be in use as a shelter on this day."), *_only_listed(found)])
    words = ngettext(
        "{count} school is in use as a shelter, with {people} people inside.",
        "{count} schools are in use as shelters, with {people} people inside.",
        len(found.rooms),
    )
    told = [words.format(count=formats.number(len(found.rooms)), people=_people(found))]
    if found.not_counted:
        told.append(_("In {count} of them nobody counted.").format(count=formats.number(found.not_counted)))
    if found.without_term:
        told.append(
            _("When term begins is told of none of these.")
            if found.without_term == len(found.rooms)
            else _("When term begins is not told of {count} of these.").format(count=formats.number(found.without_term))
        )
    return " ".join([*told, *_only_listed(found)])


def _only_listed(found: SchoolsInUse) -> list[str]:
    if not found.only_listed:
        return []
    words = ngettext(
        "On lists of shelters there is {count} school of which nobody says whether it is in use.",
        "On lists of shelters there are {count} schools of which nobody says whether they are in use.",
        found.only_listed,
    )
    return [words.format(count=formats.number(found.only_listed))]


def back_by_words(found: SchoolsInUse, *, day: date, back_by: date) -> str:
    """Return who must move by a day on which schools are needed back.

    Args:
        found: the schools that are needed back by then.
        day: the day looked at.
        back_by: the day chosen; no source gave it.
    """
    if not found.rooms:
        return _("No school in use is needed back by {back_by}.").format(back_by=formats.day(back_by))
    words = ngettext(
        "To be moved by {back_by}: {people} people out of {count} school.",
        "To be moved by {back_by}: {people} people out of {count} schools.",
        len(found.rooms),
    )
    told = words.format(back_by=formats.day(back_by), people=_people(found), count=formats.number(len(found.rooms)))
    days = (back_by - day).days
    left = ngettext("{count} day is left.", "{count} days are left.", days).format(count=formats.number(days))
    chosen = _("The day was chosen here; it is from no source.")
    return " ".join([told, left if days >= 0 else _("That day is past."), chosen])


def _people(found: SchoolsInUse) -> str:
    return formats.amount(found.people.amount)
