"""Free places nearby: which shelters have room, how far they are, and of how many nobody knows."""

from dashboard import formats
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.place_labels import unit_name
from dashboard.shelter_views import counted_on, known, phase_words, room_title, site_numbers_told, unit_words
from dashboard.starting_points import Start
from dashboard.table_views import TableView
from data.queries.nearest_shelters import Gaps, NearestRoom, NearRoom, gaps_of
from data.queries.shelters import Shelters
from data.queries.sites import Phase

FREE_SHOWN = 10
_NAMED = 12


def own_shelters_words(start: Start, found: Shelters) -> str:
    """Return the shelters that the unit of a point has by name, and what is not known of them."""
    own = [room for room in found.sites if room.site.admin1_code == start.unit and room.site.can_be_used]
    if start.unit is None or not own:
        return _("No shelter of {place} is listed by name.").format(place=start.name)
    names = ", ".join(sorted(room.site.name for room in own)[:_NAMED])
    words = ngettext(
        "{place} has {count} shelter on a list: {names}", "{place} has {count} shelters on a list: {names}", len(own)
    )
    told = words.format(place=unit_name(start.unit), count=formats.number(len(own)), names=names)
    if len(own) > _NAMED:
        told = _("{names} and {count} more").format(names=told, count=formats.number(len(own) - _NAMED))
    return f"{told}. {gaps_words(gaps_of(own, found.phase))}"


def gaps_words(gaps: Gaps) -> str:
    """Return what is not known of some shelters; that all is known where nothing is missing."""
    missing = [
        (_("the position of {count}"), gaps.without_position),
        (_("the places of {count}"), gaps.without_places),
        (_("the people inside of {count}"), gaps.without_people),
    ]
    told = [words.format(count=formats.number(count)) for words, count in missing if count]
    if not told:
        return _("Of all of them position, places and people are known.")
    return _("Not known: {what}.").format(what=", ".join(told))


def nearest_view(found: NearestRoom, start: Start, *, phase: Phase) -> TableView:
    """Return the shelters with free places, nearest first, with the distance on the ellipsoid."""
    shown = found.free[:FREE_SHOWN]
    capacity = "capacity_storm" if phase is Phase.STORM else "capacity_after"
    header = (
        _("Shelter"), _("Unit"), _("Kilometres"), room_title(capacity), room_title("in_shelter"), _("Counted on"),
        room_title("free"), _("School"),
    )  # fmt: skip
    caption = _("Free places nearest to {place}, {phase}").format(place=start.name, phase=phase_words(phase))
    told = site_numbers_told([near.room for near in shown], capacity, "in_shelter", "free")
    rows = tuple(_row(near, phase) for near in shown)
    return TableView(caption, header, rows, frozenset({2, 3, 4, 6}), told, look="wraps")


def _row(near: NearRoom, phase: Phase) -> tuple[str, ...]:
    room = near.room
    return (
        room.site.name,
        unit_words(room),
        _("not known") if near.distance_km is None else formats.number(round(near.distance_km, 1)),
        known(room.places_for(phase)),
        formats.amount(room.in_shelter.amount),
        counted_on(room.in_shelter),
        known(room.free),
        _("yes") if room.site.is_school else formats.MISSING,
    )


def nearest_words(found: NearestRoom) -> str:
    """Return how many shelters have room, are full, or cannot be told; a shelter that cannot be told may have room."""
    if not found.gaps.shelters:
        return _("No shelter is listed by name in these states, so no free place can be named.")
    words = _("Shelters listed: {count}. With free places: {free}. Full: {full}. Nobody can say: {untold}.").format(
        count=formats.number(found.gaps.shelters),
        free=formats.number(len(found.free)),
        full=formats.number(found.full),
        untold=formats.number(found.untold),
    )
    return f"{words} {gaps_words(found.gaps)}"
