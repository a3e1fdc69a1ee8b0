"""The protected tables of a diaspora survey: people who answered, and what they offer, by country of residence.

Each kind of answers (complete, partial, not told which) has tables of its own, for they are never added.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from data.disclosure.lattice import Face, Key, Lattice
from data.disclosure.published import Hidden, Published
from data.queries.amounts import Amount
from data.queries.answer import Ask, Number, added
from data.queries.survey_answers import (
    OFFERS,
    PEOPLE,
    UNTOLD,
    Group,
    Survey,
    counted_by,
    newest_surveys,
    survey_groups,
)
from data.sectors import NO_SECTOR, Service, service_of
from data.store.engine import Engine

PEOPLE_AXES = ("residence", "occupation", "band")
PEOPLE_FACES: tuple[Face, ...] = (("residence",), ("residence", "occupation"), ("residence", "band"))
OFFERS_AXES = ("residence", "sector", "interest")
OFFERS_FACES: tuple[Face, ...] = (
    ("residence",), ("residence", "interest"), ("residence", "sector"), ("residence", "sector", "interest"),
)  # fmt: skip
"""No sums over countries: each survey is a sample of its own, and every sum more would hide more cells. Offers stand by
sector and not by occupation: of so few people nearly every cell would be hidden."""

KINDS = ("complete", "partial", UNTOLD)


@dataclass(frozen=True)
class SurveyTables:
    """All that may be told of the surveys of one state's diaspora.

    Attributes:
        home: ISO3 code of the state.
        surveys: the newest survey in each country of residence: its name and day are no secret.
        beside: older surveys in the same countries, which the newest replaces.
        people: for each kind of answers who answered.
        offers: for each kind of answers what they offer.
        services: for each occupation the sector it serves and why; ``None`` where it serves none.
    """

    home: str
    surveys: tuple[Survey, ...]
    beside: tuple[Survey, ...]
    people: Mapping[str, Published]
    offers: Mapping[str, Published]
    services: Mapping[str, Service | None]


Protect = Callable[[str, Callable[[Ask], Lattice]], Published]
"""Hides the small cells of a table, once for each name: ``Desk.protected``."""


def survey_tables(engine: Engine, home: str, protect: Protect) -> SurveyTables:
    """Return the protected tables of the surveys of a state's diaspora.

    Args:
        engine: engine over the newest snapshot of a store.
        home: ISO3 code of the state that people come from.
        protect: hides the small cells of a table.
    """
    groups = survey_groups(engine, home)
    surveys = newest_surveys(groups)
    own = [group for group in groups if group.survey in surveys]
    services = _services(own)
    people, offers = {}, {}
    for kind in KINDS:
        counted, offered = people_table(own, surveys, kind), offers_table(own, surveys, kind, services)
        people[kind] = protect(f"diaspora {home}, {kind}", _made(counted))
        told = protect(f"diaspora offers {home}, {kind}", _made(offered))
        offers[kind] = without_offers_that_tell_people(told, offered, people[kind], services)
    older = {group.survey for group in groups} - set(surveys)
    beside = sorted(older, key=lambda one: (one.residence, one.day, one.name))
    return SurveyTables(home, surveys, tuple(beside), people, offers, services)


def people_table(groups: Sequence[Group], surveys: Iterable[Survey], answers: str) -> Lattice:
    """Return who answered, by residence, and there by occupation and by years of experience.

    Args:
        groups: all groups of all surveys.
        surveys: the newest survey in each country.
        answers: which kind of answers.
    """
    cells: dict[Key, Number] = {}
    for survey in surveys:
        own = _own(groups, survey, PEOPLE, answers)
        if own:
            home = survey.residence
            occupations, bands = counted_by(own, "occupation"), counted_by(own, "band")
            cells[home, None, None] = _whole(counted_by(own)[()], [*occupations.values()], [*bands.values()])
            cells |= {(home, occupation, None): number for (occupation,), number in occupations.items()}
            cells |= {(home, None, band): number for (band,), number in bands.items()}
    return Lattice(PEOPLE_AXES, PEOPLE_FACES, _with_sums(cells, PEOPLE_FACES, PEOPLE_AXES))


def offers_table(
    groups: Sequence[Group], surveys: Iterable[Survey], answers: str, services: Mapping[str, Service | None]
) -> Lattice:
    """Return what those who answered offer, by residence, sector and interest; one person may offer several."""
    cells: dict[Key, Number] = {}
    for survey in surveys:
        own = _own(groups, survey, OFFERS, answers)
        if own:
            fine = _by_sector(own, services)
            cells |= {(survey.residence, sector, interest): number for (sector, interest), number in fine.items()}
            for (interest,), number in counted_by(own, "interest").items():
                parts = [part for (_sector, one), part in fine.items() if one == interest]
                cells[survey.residence, None, interest] = _whole(number, parts)
    return Lattice(OFFERS_AXES, OFFERS_FACES, _with_sums(cells, OFFERS_FACES, OFFERS_AXES))


def without_offers_that_tell_people(
    offers: Published, counted: Lattice, people: Published, services: Mapping[str, Service | None]
) -> Published:
    """Return the table of offers without those from which hidden people could be worked out.

    Nobody offers one thing twice, so as many people stand behind an offer. Where more offer a thing than the people of
    the sector who are shown, the hidden ones would be told from below; such sectors are hidden together with others,
    until what is left of a total says nothing of them.

    Args:
        offers: the table as it stands, small cells hidden.
        counted: the same with all its figures.
        people: who answered, small cells hidden.
        services: the sector of each occupation.
    """
    cells = dict(offers.cells)
    for residence in offers.along("residence"):
        own = [key for key in cells if key[0] == residence]
        if isinstance(people.cell((residence, None, None)), Hidden):
            cells |= dict.fromkeys(own, Hidden())
            continue
        hidden = _sectors_that_tell(str(residence), counted, people, services)
        cells |= {key: Hidden() for key in own if key[1] in hidden}
    return replace(offers, cells=cells)


def _sectors_that_tell(
    residence: str, counted: Lattice, people: Published, services: Mapping[str, Service | None]
) -> set[str]:
    """Return the sectors whose offers must be hidden in a country of residence."""
    shown: dict[str, float] = {}
    has_hidden: set[str] = set()
    for (home, occupation, _band), cell in people.cells.items():
        if home == residence and isinstance(occupation, str):
            served = _sector(services.get(occupation))
            if isinstance(cell, Hidden):
                has_hidden.add(served)
            else:
                shown[served] = shown.get(served, 0.0) + _figure(cell.number)
    offered: dict[str, dict[str, float]] = {}
    for (home, sector, interest), number in counted.cells.items():
        if home == residence and isinstance(sector, str) and isinstance(interest, str):
            offered.setdefault(sector, {})[interest] = _figure(number)
    found = {sector for sector in has_hidden & set(offered) if _room([sector], offered, shown) < 0}
    others = sorted(set(offered) - found, key=lambda sector: (-_room([sector], offered, shown), sector))
    while found and others and (len(found) == 1 or _room(sorted(found), offered, shown) < 0):
        found.add(others.pop(0))
    return found if not found or _room(sorted(found), offered, shown) >= 0 else set(offered)


def _room(sectors: Sequence[str], offered: Mapping[str, Mapping[str, float]], shown: Mapping[str, float]) -> float:
    """Return how many more people of some sectors are shown than offer the thing that most of them offer."""
    people = sum(shown.get(sector, 0.0) for sector in sectors)
    interests = {interest for sector in sectors for interest in offered.get(sector, {})}
    most = max((sum(offered.get(s, {}).get(interest, 0.0) for s in sectors) for interest in interests), default=0.0)
    return people - most


def _made(table: Lattice) -> Callable[[Ask], Lattice]:
    """Return what gives a table that is made already, whatever may be asked."""
    return lambda _ask: table


def _services(groups: Iterable[Group]) -> dict[str, Service | None]:
    told: dict[str, set[str]] = {}
    for group in groups:
        if group.occupation is not None:
            told.setdefault(group.occupation, set()).update(() if group.sector is None else (group.sector,))
    return {code: service_of(code, sectors) for code, sectors in sorted(told.items())}


def _sector(service: Service | None) -> str:
    return service.sector if service is not None else NO_SECTOR


def _by_sector(groups: Sequence[Group], services: Mapping[str, Service | None]) -> dict[tuple[str, str], Number]:
    """Return the offers of each sector and interest; those that name a sector and no occupation may be its total."""
    parts: dict[tuple[str, str], list[Number]] = {}
    for (occupation, interest), number in counted_by(groups, "occupation", "interest").items():
        parts.setdefault((_sector(services.get(occupation)), interest), []).append(number)
    found = {key: _added(numbers) for key, numbers in parts.items()}
    without = [group for group in groups if group.occupation is None]
    for (sector, interest), number in counted_by(without, "sector", "interest").items():
        found[sector, interest] = _whole(number, parts.get((sector, interest), ()))
    return found


def _own(groups: Iterable[Group], survey: Survey, measure: str, answers: str) -> list[Group]:
    return [one for one in groups if (one.survey, one.measure, one.answers) == (survey, measure, answers)]


def _whole(total: Number, *ways: Sequence[Number]) -> Number:
    """Return the published total, or the largest sum of its parts where that exceeds it: a table must add up."""
    sums = [_added(way) for way in ways if way]
    return max([total, *sums], key=_figure)


def _with_sums(cells: dict[Key, Number], faces: Iterable[Face], axes: Sequence[str]) -> dict[Key, Number]:
    """Return the cells with every total that the faces name and that is not there yet, the finest first."""
    found = dict(cells)
    for face in sorted(faces, key=len, reverse=True):
        wider = [other for other in faces if len(other) == len(face) + 1 and set(face) < set(other)]
        if not wider or any(_face(key, axes) == set(face) for key in cells):
            continue
        sums: dict[Key, list[Number]] = {}
        for key, number in found.items():
            if _face(key, axes) == set(wider[0]):
                total = tuple(part if axis in face else None for axis, part in zip(axes, key, strict=True))
                sums.setdefault(total, []).append(number)
        found |= {total: _added(parts) for total, parts in sums.items()}
    return found


def _face(key: Key, axes: Sequence[str]) -> set[str]:
    return {axis for axis, part in zip(axes, key, strict=True) if part is not None}


def _added(numbers: Sequence[Number]) -> Number:
    return added(numbers, units_known=len(numbers), unit_word="group")


def _figure(number: Number) -> float:
    amount: Amount | None = number.amount
    return amount.figure if amount is not None else 0.0
