"""What a briefing is asked for: where, on which day, with which parts, in which language and for whom."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard.briefings.content import Audience, Scope
from dashboard.language import LANGUAGES
from dashboard.selection import EARLIEST, Selection
from data.errors import RequestRefused
from data.events import BY_ID
from data.known_places import known_places

SECTIONS = (
    "summary",
    "places",
    "course",
    "evacuation",
    "shelters",
    "protection",
    "changes",
    "unknown",
    "sources",
    "making",
)
"""The parts of a briefing in their order; each has a module that writes it."""


@dataclass(frozen=True)
class BriefingRequest:
    """One briefing as asked for.

    Attributes:
        scope: the region, some states, or an event.
        day: the day in the world.
        sections: its parts, in the order of ``SECTIONS``.
        language: code of its language.
        audience: who it is for.
    """

    scope: Scope
    day: date
    sections: tuple[str, ...] = SECTIONS
    language: str = "en"
    audience: Audience = Audience.OFFICE

    def __post_init__(self) -> None:
        """Refuse what cannot be made, naming it.

        Raises:
            RequestRefused: a state, event, day, part or language is not known.
        """
        for code in self.scope.countries:
            if code not in known_places().countries:
                raise RequestRefused(f"country '{code}' is none of our states: {', '.join(known_places().countries)}.")
        if self.scope.event is not None and self.scope.event not in BY_ID:
            raise RequestRefused(f"event '{self.scope.event}' has no name here; known are: {', '.join(sorted(BY_ID))}.")
        if self.language not in LANGUAGES:
            raise RequestRefused(f"language '{self.language}' is not spoken here; known are: {', '.join(LANGUAGES)}.")
        if self.day < EARLIEST:
            raise RequestRefused(f"the day {self.day} is before {EARLIEST}, the first that can be chosen.")
        unknown = [key for key in self.sections if key not in SECTIONS]
        if unknown:
            raise RequestRefused(f"part '{unknown[0]}' is not known; known are: {', '.join(SECTIONS)}.")
        if not self.sections:
            raise RequestRefused(f"a briefing needs at least one part of: {', '.join(SECTIONS)}.")
        object.__setattr__(self, "sections", tuple(key for key in SECTIONS if key in self.sections))

    @property
    def selection(self) -> Selection:
        """What the pages would have chosen; an event of one state looks at that state."""
        countries = self.scope.countries
        if self.scope.event is not None and not countries and len(BY_ID[self.scope.event].countries) == 1:
            countries = BY_ID[self.scope.event].countries
        return Selection(
            day=self.day, countries=countries, event=self.scope.event, language=self.language, is_today=False
        )

    def is_alike(self, other: "BriefingRequest") -> bool:
        """Return whether the other looks at the same for the same readers, whatever its day, parts and language."""
        return (self.scope, self.audience) == (other.scope, other.audience)

    def on(self, day: date) -> "BriefingRequest":
        """Return the same request on another day."""
        return replace(self, day=day)

    def to_json(self) -> dict[str, Any]:
        """Return it as values that JSON can hold; ``request_of`` reads them."""
        return {
            "countries": list(self.scope.countries),
            "event": self.scope.event,
            "day": self.day.isoformat(),
            "sections": list(self.sections),
            "language": self.language,
            "audience": self.audience.value,
        }

    @property
    def canonical(self) -> str:
        """The same as text, always letter for letter."""
        return json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False)


def request_of(body: Mapping[str, Any]) -> BriefingRequest:
    """Return the request that ``to_json`` wrote. Raises RequestRefused where it is no longer known what it means."""
    return BriefingRequest(
        scope=scope_of(body["countries"], body["event"]),
        day=date.fromisoformat(body["day"]),
        sections=tuple(body["sections"]),
        language=body["language"],
        audience=Audience(body["audience"]),
    )


def scope_of(countries: Sequence[str] = (), event: str | None = None) -> Scope:
    """Return the scope of some states and an event, the same in whatever order and case the states are named."""
    return Scope(tuple(sorted({code.upper() for code in countries})), event or None)
