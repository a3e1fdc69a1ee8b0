"""What the person chose: one frozen value, to and from the address, the same for every page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.errors import RequestRefused
from data.queries.question import By, Question
from data.schema import MEASURES

DEFAULT_MEASURE = "idps"


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
    """

    day: date
    measure: str = DEFAULT_MEASURE
    countries: tuple[str, ...] = ()
    event: str | None = None
    place: str | None = None
    language: str = "en"
    is_today: bool = True

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
        return {name: value for name, value in parameters.items() if value}


def selection_of(address: Mapping[str, str], *, today: date, countries: frozenset[str]) -> Selection:
    """Return the choice that an address holds.

    Args:
        address: parameters of the address as text.
        today: the day to take where the address names none.
        countries: ISO3 codes of the states that can be chosen.

    Raises:
        RequestRefused: a parameter is not what it should be; the message names it and its value.
    """
    chosen = tuple(code for code in address.get("country", "").split(",") if code)
    unknown = [code for code in chosen if code not in countries]
    if unknown:
        raise RequestRefused(f"address, country: '{unknown[0]}' is none of the 22 states.")
    measure = address.get("measure", DEFAULT_MEASURE)
    if measure not in MEASURES:
        raise RequestRefused(f"address, measure: '{measure}' is not a measure.")
    place = address.get("place") or None
    if place is not None and place.split("/")[0] not in countries:
        raise RequestRefused(f"address, place: '{place}' is none of the 22 states.")
    text = address.get("day", "")
    return Selection(
        day=_day(text) if text else today,
        measure=measure,
        countries=chosen,
        event=address.get("event") or None,
        place=place,
        language=address.get("language", "en"),
        is_today=not text,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RequestRefused(f"address, day: '{text}' is not a day such as 2025-06-30.") from None
