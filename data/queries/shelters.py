"""Room in shelters: how many people they can take, how many are inside, what is left, and where there are too many."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import polars as pl

from data.queries.amounts import Amount, as_lower_bound, subtract
from data.queries.answer import Answer, Ask, LeftOut, Making, Number, Reason, added
from data.queries.closing import Finding, Kind, exceeding, lodging_that_exceeds, units_that_exceed
from data.queries.counting import count
from data.queries.counts import Count
from data.queries.policy import Policy
from data.queries.question import By, Question
from data.queries.shelter_counts import Spot, counts_by_spot, people_in, places_for
from data.queries.sites import UNKNOWN, Phase, Site, sites_on
from data.schema import Quantifier
from data.store.engine import Engine

Place = tuple[str, str | None]
"""A country, and a unit of it or ``None`` for the whole."""


@dataclass(frozen=True)
class SiteRoom:
    """One shelter on the day: places for both phases, people inside, and for the phase asked the rest or the excess.

    ``free`` and ``over`` have no amount where the places or the people are not known; ``over`` is 0 where all fit.
    """

    site: Site
    capacity_storm: Number
    capacity_after: Number
    in_shelter: Number
    free: Number
    over: Number

    def places_for(self, phase: Phase) -> Number:
        """Return the places for one phase."""
        return self.capacity_storm if phase is Phase.STORM else self.capacity_after


@dataclass(frozen=True)
class PlaceRoom:
    """All shelters of a unit, or of a country (``admin1_code`` is ``None``).

    Attributes:
        country_iso3: the country.
        admin1_code: the unit.
        shelters_listed: shelters known by name, without closed ones.
        shelters_unknown: of these, shelters of which nobody told the places for the phase or the people inside.
        shelters_open: open shelters, as counted.
        capacity_storm: places during the storm: the place's own figure, else those of its shelters.
        capacity_after: places after the storm, likewise.
        in_shelter: people in shelters, as counted.
        free: places left; "at least" where some shelters are not known, for they may have more.
        over: people beyond the places of shelters that are over capacity, likewise.
    """

    country_iso3: str
    admin1_code: str | None
    shelters_listed: int
    shelters_unknown: int
    shelters_open: Number
    capacity_storm: Number
    capacity_after: Number
    in_shelter: Number
    free: Number
    over: Number


@dataclass(frozen=True)
class Shelters:
    """The shelters of a day for one phase: each by name, then by unit and by country, and what does not add up."""

    question: Question
    phase: Phase
    sites: tuple[SiteRoom, ...]
    units: tuple[PlaceRoom, ...]
    countries: tuple[PlaceRoom, ...]
    findings: tuple[Finding, ...]


def shelters(engine: Engine, question: Question, policy: Policy, *, sites: pl.DataFrame, phase: Phase) -> Shelters:
    """Return the room in shelters on a day.

    Args:
        engine: engine over one snapshot of a store.
        question: day, countries, units and event; its measure and splits are decided here.
        policy: which source comes first.
        sites: the reference table ``sites`` of the same snapshot.
        phase: which capacity the free places are told for.
    """
    asked = replace(question, measure="in_shelter", by=(), countries=question.countries or policy.places.countries)

    @cache  # several steps ask the same of the same records
    def ask(one: Question) -> Answer:
        return count(engine, one, policy)

    places = _Places(engine, ask, asked, policy, phase)
    listed = sites_on(sites, asked.as_of, asked.countries) if sites.height else {}
    rooms = places.site_rooms(listed)
    named = sorted(places.named(rooms), key=lambda place: (place[0], place[1] or ""))
    units = tuple(places.room(place, rooms) for place in named if place[1] is not None)
    countries = tuple(places.room((code, None), rooms) for code in dict.fromkeys(code for code, _ in named))
    findings = _findings(ask, asked, rooms, (*countries, *units))
    return Shelters(asked, phase, rooms, units, countries, findings)


def _findings(
    ask: Ask, question: Question, rooms: Sequence[SiteRoom], places: Sequence[PlaceRoom]
) -> tuple[Finding, ...]:
    """Return what does not add up: lodging against displaced, units against countries, shelters against both."""
    found = [*lodging_that_exceeds(ask, question), *units_that_exceed(ask, question)]
    for place in places:
        key = (place.country_iso3, place.admin1_code)
        inside = [(r.site.name, r.in_shelter) for r in rooms if key in (_unit_of(r.site), (r.site.country_iso3, None))]
        finding = exceeding(Kind.SHELTERS_EXCEED_PLACE, key, place.in_shelter, inside)
        found += [finding] if finding else []
    return tuple(found)


class _Places:
    """What the records say of people, places and open shelters, asked once for all places."""

    def __init__(self, engine: Engine, ask: Ask, question: Question, policy: Policy, phase: Phase) -> None:
        self._question, self._policy, self._phase = question, policy, phase
        self._capacity = replace(question, measure="shelter_capacity")
        self._people_at = counts_by_spot(engine, question)
        self._places_at = counts_by_spot(engine, self._capacity)
        self._people = _by_place(ask, question)
        self._open = _by_place(ask, replace(question, measure="shelters_open"))

    def site_rooms(self, listed: Mapping[str, Site]) -> tuple[SiteRoom, ...]:
        """Return the rooms of all shelters that a list or a count names."""
        spots = {spot[2]: spot for spot in (*self._people_at, *self._places_at) if spot[2] is not None}
        only_counted = {name: Site(name, name, spot[0], spot[1]) for name, spot in spots.items()}
        rooms = []
        for site_id, site in sorted((only_counted | dict(listed)).items()):
            if not self._question.units or site.admin1_code in self._question.units:
                rooms.append(self._site_room(site, spots.get(site_id)))
        return tuple(rooms)

    def _site_room(self, site: Site, spot: Spot | None) -> SiteRoom:
        people = people_in(self._people_at.get(spot, ()) if spot else (), self._question, self._policy)
        counted = self._places_at.get(spot, []) if spot else []
        # A capacity told beside people who are inside is that of a shelter in use after the storm.
        otherwise = Phase.AFTER if people.amount is not None or site.is_open else Phase.STORM
        capacity = {phase: self._capacity_of(site, counted, phase, otherwise) for phase in Phase}
        free, over = rest_of(capacity[self._phase], people)
        return SiteRoom(site, capacity[Phase.STORM], capacity[Phase.AFTER], people, free, over)

    def _capacity_of(self, site: Site, counted: Sequence[Count], phase: Phase, otherwise: Phase) -> Number:
        stated = site.stated(phase)
        if stated.amount is not None:
            return stated
        return places_for(phase, counted, self._capacity, self._policy, otherwise=otherwise)

    def named(self, rooms: Iterable[SiteRoom]) -> set[Place]:
        """Return the places of which anything is known."""
        spots = {(country, unit) for country, unit, site in self._places_at if site is None}
        return {(r.site.country_iso3, r.site.admin1_code) for r in rooms} | {*self._people, *self._open} | spots

    def room(self, place: Place, rooms: Sequence[SiteRoom]) -> PlaceRoom:
        """Return the room of a unit or a country."""
        inside = [room for room in rooms if place in (_unit_of(room.site), (room.site.country_iso3, None))]
        usable = [room for room in inside if room.site.can_be_used]
        own = {p: places_for(p, self._places_at.get((*place, None), ()), self._capacity, self._policy) for p in Phase}
        capacity = {p: own[p] if own[p].amount is not None else _places(usable, p) for p in Phase}
        people = self._people.get(place, UNKNOWN)
        unknown = sum(1 for room in usable if room.free.amount is None)
        free, over = rest_of(own[self._phase], people)
        if free.amount is None:
            free = bounded_sum([room.free for room in usable], unknown=unknown)
            over = bounded_sum([room.over for room in usable], unknown=unknown)
        return PlaceRoom(
            *place, len(usable), unknown, self._open.get(place, UNKNOWN), capacity[Phase.STORM], capacity[Phase.AFTER],
            people, free, over,
        )  # fmt: skip


def rest_of(capacity: Number, people: Number) -> tuple[Number, Number]:
    """Return the places that are left and the people beyond them; no amounts where one of the two is not known."""
    if capacity.amount is None or people.amount is None:
        return UNKNOWN, UNKNOWN
    left, beyond = subtract(capacity.amount, people.amount), subtract(people.amount, capacity.amount)
    return Number(_at_least_none(left), _taken(capacity, people)), Number(
        _at_least_none(beyond), _taken(people, capacity)
    )


def _at_least_none(amount: Amount) -> Amount:
    """Return the amount without what lies below zero: there are no places fewer than none."""
    if amount.figure >= 0:
        return amount
    if amount.high is not None and amount.high > 0:
        return Amount(0, Quantifier.RANGE, high=amount.high)
    return Amount(0)


def _taken(first: Number, second: Number) -> Making:
    taken = tuple(LeftOut(Reason.TAKEN_AWAY, part) for part in second.making.parts)
    return replace(first.making, left_out=(*taken, *first.making.left_out))


def _by_place(ask: Ask, question: Question) -> dict[Place, Number]:
    """Return the numbers of countries and of units, as counting chooses them."""
    numbers: dict[Place, Number] = {}
    for by in (By.COUNTRY, By.ADMIN1):
        for row in ask(replace(question, by=(by,))).rows:
            numbers[row.by["country_iso3"], row.by.get("admin1_code")] = row.number
    return numbers


def _unit_of(site: Site) -> Place:
    return (site.country_iso3, site.admin1_code)


def _places(rooms: Sequence[SiteRoom], phase: Phase) -> Number:
    """Return the places of the shelters that are known, "at least" where others are not."""
    numbers = [room.places_for(phase) for room in rooms]
    return bounded_sum(numbers, unknown=sum(1 for number in numbers if number.amount is None))


def bounded_sum(numbers: Sequence[Number], *, unknown: int) -> Number:
    """Return the sum of what is known of some shelters; "at least" where it is not known of all of them.

    No amount where that would be "at least 0", which tells nothing and looks like nobody.
    """
    number = added(numbers, units_known=len(numbers), unit_word="shelter")
    if number.amount is None or not unknown:
        return number
    if number.amount.figure <= 0:
        return replace(number, amount=None)
    return replace(number, amount=as_lower_bound(number.amount))
