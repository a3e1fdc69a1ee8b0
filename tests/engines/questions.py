"""Every question that the engines are compared by: each split, each filter and each dating of movements."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import polars as pl

from data.queries.answer import Answer, Ask, Number
from data.queries.breakdown import breakdown
from data.queries.changes import changes_between_days
from data.queries.closing import lodging_that_exceeds, units_that_exceed
from data.queries.counting import count
from data.queries.coverage import coverage
from data.queries.evacuation import evacuation_ledgers
from data.queries.origin_destination import pairs_between, seen_from
from data.queries.policy import Policy
from data.queries.question import By, FlowDating, Question
from data.queries.rates import Denominator, rates
from data.queries.record_rows import Show, count_rows, read_rows
from data.queries.shelters import shelters
from data.queries.sites import Phase
from data.queries.sources_compared import compare_sources
from data.queries.staleness import staleness
from data.queries.unit_ledger import unit_ledgers
from data.store.engine import Engine

TODAY, FIRST = date(2024, 12, 31), date(2022, 3, 15)
EVENT = "invented-event-7"
HOSTILE = ("' OR 1=1 --", "%(measure)s %s %", "$measure $1", ":measure {as_of} ?", "'@@measure@@'", "\\'; SELECT 1; --")
"""Names of events that would say something else than themselves if they were pasted into SQL."""

_SOME = ("ATG", "BHS", "JAM")
"""States for long series: what the engine does is the same for all, and shaping the answer is the longer part."""

_PLACES = ((), (By.COUNTRY,), (By.ADMIN1,), (By.ADMIN2,), (By.COUNTRY, By.ADMIN1))
_TIMES = ((), (By.MONTH,), (By.YEAR,))
_DETAILS: dict[str, tuple[tuple[By, ...], ...]] = {
    "new_displacements": ((By.EVENT,), (By.HAZARD,), (By.EVENT, By.HAZARD)),
    "returned": ((By.EVENT,), (By.ORIGIN,), (By.ORIGIN, By.ORIGIN_ADMIN1), (By.HAZARD, By.ORIGIN)),
    "in_shelter": ((By.EVENT,), (By.HAZARD,)),
    "people_in_need": ((By.SECTOR,), (By.SEVERITY,), (By.GROUP,)),
    "people_trained": ((By.ORGANISATION,),),
    "migrants": ((By.ORIGIN,), (By.SEX,), (By.AGE,), (By.SEX, By.AGE), (By.ORIGIN, By.SEX)),
}
_STOCK_FILTERS: tuple[dict[str, Any], ...] = (
    {"source": "cited"},
    {"operation": "Hurricane Beryl"},
    {"countries": ("HTI",)},
    {"countries": ("HTI", "ATG", "BHS"), "source": "iom_dtm"},
    {"units": ("HT-AR", "HT-CE")},
    {"date_from": FIRST, "as_of": date(2024, 2, 29)},
    {"as_of": date(2019, 1, 15)},
)
_FLOW_FILTERS: tuple[dict[str, Any], ...] = (
    {"source": "idmc_idu"},
    {"event": EVENT},
    {"hazard": "Storm"},
    {"countries": ("HTI", "JAM")},
    {"origins": ("HTI",), "measure": "returned"},
    {"units": ("HT-AR", "HT-CE"), "by": (By.ADMIN1,)},
    {"date_from": FIRST},
    {"date_from": FIRST, "hazard": "flood", "countries": ("HTI",), "source": "cited"},
)


def questions() -> dict[str, Question]:
    """Return every question by a name that says what it asks."""
    listed = [Question(**{"as_of": TODAY} | asked) for asked in _asked()]
    return {_name(question): question for question in listed}


def further(engine: Engine, policy: Policy) -> dict[str, Callable[[], Collection[Any]]]:
    """Return the questions that are made of several counts, each as a call that gives its lines."""

    @cache
    def ask(question: Question) -> Answer:
        return count(engine, question, policy)

    some = Question("in_shelter", TODAY, countries=_SOME)
    return _of_places(ask, policy) | {
        "coverage": lambda: coverage(engine),
        "shelters": lambda: shelters(engine, some, policy, sites=pl.DataFrame(), phase=Phase.AFTER).units,
        "sources compared": lambda: compare_sources(engine, _of("idps", "HTI"), policy).sources,
        "sources of a flow compared": lambda: compare_sources(engine, _of("evacuated", "HTI"), policy).sources,
        "evacuation": lambda: evacuation_ledgers(ask, Question("evacuated", TODAY, event=EVENT, countries=_SOME)),
        "evacuation between units": lambda: unit_ledgers(
            ask, engine, policy, Question("evacuated", TODAY, event=EVENT, countries=_SOME)
        ),
        "sex and age": lambda: breakdown(ask, _of("migrants", "HTI")).by_sex_and_age.cells,
        "rows behind a stock": lambda: read_rows(engine, ask(_of("idps", "HTI")).total, skip=10, take=400),
        "rows behind movements": lambda: read_rows(
            engine, ask(Question("evacuated", TODAY, event=EVENT, date_from=FIRST)).total
        ),
        "rows behind units": lambda: read_rows(
            engine, ask(Question("idps", TODAY, units=("HT-AR", "HT-CE"))).total, show=Show.LEFT_OUT
        ),
        "rows behind a line": lambda: read_rows(engine, _women(ask)),
        "rows counted": lambda: [count_rows(engine, ask(_of("new_displacements", "HTI")).total)],
    }


def _women(ask: Ask) -> Number:
    """Return the number of women among the migrants of one country."""
    rows = ask(Question("migrants", TODAY, by=(By.SEX,), countries=("HTI",))).rows
    return next(row.number for row in rows if row.by["sex"] == "female")


def _of_places(ask: Ask, policy: Policy) -> dict[str, Callable[[], Collection[Any]]]:
    people = {code: Denominator(1_000_000, 2020, "invented") for code in policy.places.countries}
    by_country = Question("idps", TODAY, by=(By.COUNTRY,))
    at_year_end = Question("refugees", TODAY, by=(By.COUNTRY,))
    by_unit = Question("idps", TODAY, by=(By.ADMIN1,), countries=_SOME)
    return {
        "origin and destination": lambda: pairs_between(ask, Question("migrants", TODAY)).pairs,
        "units of origin": lambda: pairs_between(ask, _of("returned", "HTI"), by_unit=True).pairs,
        "seen from a state": lambda: seen_from(ask, "HTI", Question("migrants", TODAY)).sent.pairs,
        "rates": lambda: rates(ask, by_country, people),
        "last counted": lambda: staleness(ask, by_unit, policy.places, older_than_days=90).places,
        "changed between days": lambda: changes_between_days(ask, at_year_end, date(2023, 6, 30)).changes,
        "lodging that exceeds": lambda: lodging_that_exceeds(ask, Question("idps", TODAY)),
        "units that exceed": lambda: units_that_exceed(ask, Question("idps", TODAY)),
    }


def _of(measure: str, country_iso3: str) -> Question:
    return Question(measure, TODAY, countries=(country_iso3,))


def _asked() -> Iterator[dict[str, Any]]:
    for measure, place, time, source in product(("idps", "new_displacements"), _PLACES, _TIMES, ((), (By.SOURCE,))):
        yield {"measure": measure, "by": (*place, *time, *source), "countries": _SOME if time or source else ()}
    for measure, splits in _DETAILS.items():
        for detail, place, time in product(splits, _PLACES[:3], ((), (By.YEAR,))):
            yield {"measure": measure, "by": (*place, *time, *detail), "countries": _SOME if time else ()}
    for chosen in _STOCK_FILTERS:
        yield {"measure": "idps", "by": (By.COUNTRY,)} | chosen
        yield {"measure": "idps", "by": (By.ADMIN1, By.YEAR)} | chosen
    for chosen in _FLOW_FILTERS:
        yield {"measure": "new_displacements", "by": (By.COUNTRY,)} | chosen
    for dating, by, first in product(FlowDating, ((), (By.COUNTRY, By.MONTH), (By.ADMIN1, By.EVENT)), (None, FIRST)):
        yield {"measure": "evacuated", "by": by, "dating": dating, "date_from": first}
    for measure in ("shelter_capacity", "people_targeted", "people_reached", "refugees", "deported"):
        yield {"measure": measure, "by": (By.COUNTRY,)}
    yield {"measure": "idps", "by": (By.COUNTRY, By.DAY), "countries": _SOME}
    yield {"measure": "refugees", "by": (By.COUNTRY, By.ORIGIN), "origins": ("HTI", "VEN", "CUB")}
    for name in HOSTILE:
        yield {"measure": "in_shelter", "by": (By.COUNTRY,), "event": name}


def _name(question: Question) -> str:
    """Return the measure, the splits and whatever else is not as usual."""
    words = [question.measure, *question.by]
    for name in ("source", "operation", "event", "hazard", "countries", "origins", "units", "date_from"):
        if (value := getattr(question, name)) and value != _SOME:
            words.append(f"{name}={value}")
    words += [f"as_of={question.as_of}"] if question.as_of != TODAY else []
    words += [f"dating={question.dating}"] if question.dating is not FlowDating.END else []
    return " ".join(words)
