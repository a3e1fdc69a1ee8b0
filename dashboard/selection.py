"""What the person chose: one frozen value, to and from the address, the same for every page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from dashboard.page_choices import CHOICES, checked_choice
from dashboard.place_labels import units
from data.errors import RequestRefused
from data.events import BY_ID
from data.queries.question import By, Question
from data.schema import MEASURES, Sensitivity

DEFAULT_MEASURE = "idps"
EARLIEST = date(1950, 1, 1)
"""First day that can be chosen."""


@dataclass(frozen=True)
class Selection:
    """One view of the records.

    Attributes:
        day: the day in the world.
        measure: what is counted.
        countries: states chosen by filter; empty means the region.
        event: the event chosen; ``None`` for all.
        place: the state or unit drilled into; ``None`` for the region.
        language: language of the page.
        is_today: the day was not chosen and follows the calendar.
        choices: further choices of single pages that are not as they were at first, see `dashboard.page_choices`.
    """

    day: date
    measure: str = DEFAULT_MEASURE
    countries: tuple[str, ...] = ()
    event: str | None = None
    place: str | None = None
    language: str = "en"
    is_today: bool = True
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def country(self) -> str | None:
        """The one state looked at: drilled into, or the only one chosen."""
        if self.place is not None:
            return self.place.split("/")[0]
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def unit(self) -> str | None:
        """The unit drilled into, if any."""
        if self.place is None or "/" not in self.place:
            return None
        return self.place.split("/", 1)[1]

    @property
    def scope(self) -> tuple[str, ...]:
        """The states that numbers are asked for; empty means the region."""
        return (self.country,) if self.country is not None else self.countries

    def question(self, measure: str, *by: By) -> Question:
        """Return the question of this view for a measure, split as asked; movements from the first record on."""
        return Question(measure, self.day, by=by, countries=self.scope, event=self.event)

    def choice(self, name: str) -> str:
        """Return the code of a page's choice; its default where nothing was chosen, empty where the page decides."""
        return dict(self.choices).get(name, CHOICES[name].default)

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return the codes of a choice of many."""
        return tuple(code for code in self.choice(name).split(",") if code)

    def with_choice(self, name: str, code: str) -> "Selection":
        """Return the same view with another code for a page's choice; an empty one takes it back."""
        kept = dict(self.choices) | {name: code}
        choices = sorted((one, kept[one]) for one in kept if kept[one] and kept[one] != CHOICES[one].default)
        return replace(self, choices=tuple(choices))

    def address(self) -> dict[str, str]:
        """Return the choice as the parameters of the address; what is as it was at first is left out."""
        parameters = {
            "country": ",".join(self.countries),
            "day": "" if self.is_today else self.day.isoformat(),
            "event": self.event or "",
            "measure": self.measure if self.measure != DEFAULT_MEASURE else "",
            "place": self.place or "",
            "language": self.language if self.language != "en" else "",
        }
        return {name: value for name, value in parameters.items() if value} | dict(self.choices)


def selection_of(address: Mapping[str, str], *, today: date, countries: frozenset[str]) -> Selection:
    """Return the choice that an address holds.

    Args:
        address: parameters of the address as text.
        today: the day to take where the address names none.
        countries: ISO3 codes of the states that can be chosen.

    Raises:
        RequestRefused: a parameter is not what it should be; the message names it and its value.
    """
    chosen = tuple(dict.fromkeys(code for code in address.get("country", "").split(",") if code))
    unknown = [code for code in chosen if code not in countries]
    if unknown:
        raise RequestRefused(f"address, country: '{unknown[0]}' is none of the 22 states.")
    text = address.get("day", "")
    choices = {name: checked_choice(name, address[name]) for name in CHOICES if address.get(name)}
    return Selection(
        day=_day(text, today) if text else today,
        measure=_measure(address.get("measure") or DEFAULT_MEASURE),
        countries=chosen,
        event=_event(address.get("event") or None),
        place=_place(address.get("place") or None, countries),
        language=address.get("language", "en"),
        is_today=not text,
        choices=tuple(sorted((name, code) for name, code in choices.items() if code != CHOICES[name].default)),
    )


def _measure(name: str) -> str:
    if name not in MEASURES:
        raise RequestRefused(f"address, measure: '{name}' is not a measure.")
    if MEASURES[name].sensitivity is Sensitivity.PROTECTION:
        raise RequestRefused(f"address, measure: '{name}' is about people who could be harmed; no map shows it.")
    return name


def _event(event_id: str | None) -> str | None:
    if event_id is not None and event_id not in BY_ID:
        raise RequestRefused(f"address, event: '{event_id}' is not an event that has a name here.")
    return event_id


def _place(place: str | None, countries: frozenset[str]) -> str | None:
    if place is None:
        return None
    country, slash, code = place.partition("/")
    if country not in countries:
        raise RequestRefused(f"address, place: '{place}' is none of the 22 states.")
    unit = units().get(code)
    if slash and (unit is None or unit.country_iso3 != country):
        raise RequestRefused(f"address, place: '{code}' is not a unit of {country}.")
    return place


def _day(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise RequestRefused(f"address, day: '{text}' is not a day such as 2025-06-30.") from None
    if not EARLIEST <= day <= today:
        raise RequestRefused(f"address, day: '{text}' is not a day from {EARLIEST} to {today}.")
    return day
