"""What a person may say about a place that no list knows: the suggestions first, then every unit of its state."""

import json
from dataclasses import dataclass

from dashboard.language import gettext as _
from dashboard.place_labels import unit_name, units, units_of
from data.places import commune_parents
from data.store.interface import PlaceDecision


@dataclass(frozen=True)
class WaitingPlace:
    """A place of a source that waits, how many records have it, and what it may be: codes with their words."""

    source: str
    country_iso3: str
    name: str
    records: int
    choices: dict[str, str]
    suggested: int

    @property
    def key(self) -> str:
        """A short text that is this place's alone."""
        return f"{self.source}|{self.country_iso3}|{self.name}"


def waiting_places(rows: list[dict[str, object]], *, countries: tuple[str, ...] = ()) -> list[WaitingPlace]:
    """Return the places that wait, in the order of the review list.

    Args:
        rows: the store's review list.
        countries: only places of these states; empty means all.
    """
    return [_waiting(row) for row in rows if not countries or row["country_iso3"] in countries]


def _waiting(row: dict[str, object]) -> WaitingPlace:
    country = str(row["country_iso3"])
    suggestions = json.loads(str(row["suggestions"] or "[]"))
    choices = {str(one["code"]): _suggestion_words(one) for one in suggestions}
    for unit in units_of(country):
        choices.setdefault(unit.code, unit_name(unit.code))
    for group in units().values():
        if group.country_iso3 == country:
            choices.setdefault(group.code, group.name)
    records = row["rows"]
    assert isinstance(records, int), "the review list counts records"
    return WaitingPlace(
        str(row["source"]), country, str(row["provider_place_name"]), records, choices, len(suggestions)
    )


def _suggestion_words(suggestion: dict[str, object]) -> str:
    score = suggestion.get("score")
    name = str(suggestion["name"])
    if not isinstance(score, int | float):
        return name
    return _("{name} (likeness {score} of 100)").format(name=name, score=round(score))


def decision_on(place: WaitingPlace, code: str) -> PlaceDecision:
    """Return the decision that a place means a unit, or a commune and with it its unit."""
    commune = code if code in commune_parents() else None
    unit = None if commune else code
    return PlaceDecision(place.source, place.country_iso3, place.name, unit, commune)
