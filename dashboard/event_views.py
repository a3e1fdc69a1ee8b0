"""One click to an event: the day, the measure and the state that show it as the sources knew it.

The day is one on which the figures say most of where people were; every other day is one filter away.
"""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.language import gettext as _
from dashboard.selection import Selection
from data.events import BY_ID


@dataclass(frozen=True)
class EventView:
    """How an event is opened.

    ``is_filter`` says whether only records of the event count: a crisis that its country's regular rounds follow is
    shown with all of the country's records.
    """

    event_id: str
    day: date
    measure: str
    place: str | None = None
    is_filter: bool = True
    title: str = ""

    @property
    def name(self) -> str:
        """The event's name for people, with its year where the name has none."""
        if self.title:
            return _(self.title)
        event = BY_ID[self.event_id]
        name, year = _(event.name), str(self.day.year)
        return name if year in name else f"{name} {year}"


EVENT_VIEWS: tuple[EventView, ...] = (
    EventView("melissa-2025", date(2025, 10, 29), "in_shelter"),
    EventView("haiti-gang-violence", date(2025, 6, 30), "idps", "HTI", is_filter=False, title="Displacement in Haiti"),
    EventView("beryl-2024", date(2024, 7, 5), "in_shelter"),
    EventView("la-soufriere-2021", date(2021, 4, 15), "in_shelter", "VCT"),
    EventView("dorian-2019", date(2019, 9, 14), "in_shelter", "BHS"),
)


def opened(selection: Selection, view: EventView | None) -> Selection:
    """Return the selection that shows an event; without one the region today."""
    if view is None:
        return Selection(day=selection.day, language=selection.language, is_today=selection.is_today)
    return replace(
        selection,
        day=view.day,
        is_today=False,
        measure=view.measure,
        place=view.place,
        countries=(),
        event=view.event_id if view.is_filter else None,
    )


def view_of(selection: Selection) -> EventView | None:
    """Return the event view that the selection shows, if it is one."""
    for view in EVENT_VIEWS:
        same_event = selection.event == (view.event_id if view.is_filter else None)
        if same_event and (view.is_filter or (selection.country == view.place and selection.measure == view.measure)):
            return view
    return None
