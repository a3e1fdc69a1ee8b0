"""Schools used as shelters: who is inside, and which of them are needed back by a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.queries.answer import Number
from data.queries.shelters import SiteRoom, bounded_sum


@dataclass(frozen=True)
class SchoolsInUse:
    """Schools in which people stay, or that a list calls open.

    Attributes:
        rooms: the schools, those with most people first.
        people: the people inside; "at least" where in some nobody counted them.
        not_counted: in how many nobody counted.
        without_term: of how many nobody told the first day of term.
        only_listed: schools on lists of shelters of which nobody says that they are in use.
    """

    rooms: tuple[SiteRoom, ...]
    people: Number
    not_counted: int
    without_term: int
    only_listed: int


def schools_in_use(rooms: Iterable[SiteRoom], *, needed_by: date | None = None) -> SchoolsInUse:
    """Return the schools among the shelters that are in use.

    Args:
        rooms: the shelters of a day.
        needed_by: only schools that are needed back by this day: those whose list says that term begins by then, and
            those of which nobody told when it begins. Without it all that are in use.
    """
    schools = [room for room in rooms if room.site.is_school and room.site.can_be_used]
    used = [room for room in schools if _is_used(room)]
    silent = [room for room in schools if room.in_shelter.amount is None and not room.site.is_open]
    asked = [room for room in used if needed_by is None or (room.site.term_start or needed_by) <= needed_by]
    not_counted = sum(1 for room in asked if room.in_shelter.amount is None)
    return SchoolsInUse(
        tuple(sorted(asked, key=lambda room: (-_figure(room), room.site.name))),
        bounded_sum([room.in_shelter for room in asked], unknown=not_counted),
        not_counted,
        sum(1 for room in asked if room.site.term_start is None),
        len(silent),
    )


def _is_used(room: SiteRoom) -> bool:
    """Return whether people are inside, or whether the list calls it open where nobody counted them."""
    return _figure(room) > 0 if room.in_shelter.amount is not None else room.site.is_open


def _figure(room: SiteRoom) -> float:
    return room.in_shelter.amount.figure if room.in_shelter.amount is not None else 0
