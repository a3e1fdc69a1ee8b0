"""The eight standard questions, asked as pages ask them: with choosing, adding and making, not only the SQL."""

from collections.abc import Callable, Mapping
from datetime import date

from data.asking import Desk
from data.queries.breakdown import breakdown
from data.queries.coverage import coverage
from data.queries.origin_destination import pairs_between
from data.queries.question import By, Question

DAY, FIRST = date(2024, 12, 31), date(2023, 1, 1)
TOP = 20


def _stock_by_unit(desk: Desk) -> int:
    return len(desk.count(Question("idps", DAY, by=(By.ADMIN1,))).rows)


def _flow_by_month_and_hazard(desk: Desk) -> int:
    question = Question("new_displacements", DAY, by=(By.MONTH, By.HAZARD), date_from=FIRST)
    return len(desk.count(question).rows)


def _trend_by_country_and_source(desk: Desk) -> int:
    question = Question("new_displacements", DAY, by=(By.COUNTRY, By.MONTH, By.SOURCE), date_from=FIRST)
    return len(desk.count(question).rows)


def _origin_to_destination(desk: Desk) -> int:
    return len(pairs_between(desk.count, Question("migrants", DAY)).pairs[:TOP])


def _needs_by_sector_and_country(desk: Desk) -> int:
    return len(desk.count(Question("people_in_need", DAY, by=(By.SECTOR, By.COUNTRY))).rows)


def _shelters_by_unit(desk: Desk) -> int:
    people = desk.count(Question("in_shelter", DAY, by=(By.ADMIN1,))).rows
    places = desk.count(Question("shelter_capacity", DAY, by=(By.ADMIN1,))).rows
    return min(len(people), len(places))


def _lists_to_choose_from(desk: Desk) -> int:
    return len(coverage(desk.engine))


def _by_sex_and_age(desk: Desk) -> int:
    return len(breakdown(desk.count, Question("migrants", DAY)).by_sex_and_age.cells)


QUESTIONS: Mapping[str, Callable[[Desk], int]] = {
    "a stock by unit": _stock_by_unit,
    "b flow by month and hazard": _flow_by_month_and_hazard,
    "c trend by country, month and source": _trend_by_country_and_source,
    "d origin to destination": _origin_to_destination,
    "e needs by sector and country": _needs_by_sector_and_country,
    "f shelters, people and places": _shelters_by_unit,
    "g lists to choose from": _lists_to_choose_from,
    "h by sex and age": _by_sex_and_age,
}
"""Each asks one question of a desk and returns how many rows it got, which is never none."""
