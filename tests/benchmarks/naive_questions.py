"""The naive twin: the eight standard questions of one pandas table with text columns, as a notebook would ask them.

It gives plain sums of the latest rows, without quantifiers, choice among sources or making: it is here for its time.
"""

from collections.abc import Callable, Mapping

import pandas as pd
import polars as pl

from tests.benchmarks.standard_questions import DAY, FIRST, TOP

_PLACE = ["country_iso3", "admin1_code", "admin2_code", "site_id", "provider_place_name"]
_SERIES = ["source", "operation", "assessment_type", "sector", *_PLACE]
_FACETS = ["country_iso3", "admin1_code", "source", "measure", "operation", "event_id", "hazard"]
_FEWEST = 11


def table_of(records: pl.DataFrame) -> pd.DataFrame:
    """Return the records as one pandas table, text as text and days as time stamps."""
    table = records.to_pandas()
    days = ["start_date", "end_date", "reported_on"]
    return table.assign(**{name: pd.to_datetime(table[name]) for name in days})


def _latest(table: pd.DataFrame, measure: str, series: list[str]) -> pd.DataFrame:
    rows = table[(table["measure"] == measure) & table["figure"].notna() & (table["start_date"] <= pd.Timestamp(DAY))]
    newest = rows.groupby(series, dropna=False)["start_date"].transform("max")
    return rows[rows["start_date"] == newest]


def _sum(rows: pd.DataFrame, by: list[str]) -> "pd.Series[int]":
    return rows.groupby(by, dropna=False)["figure"].sum(min_count=1)


def _stock_by_unit(table: pd.DataFrame) -> int:
    return len(_sum(_latest(table, "idps", _SERIES), ["country_iso3", "admin1_code"]))


def _movements(table: pd.DataFrame) -> pd.DataFrame:
    last = table["end_date"].fillna(table["start_date"])
    is_asked = (table["measure"] == "new_displacements") & (last <= pd.Timestamp(DAY)) & (last >= pd.Timestamp(FIRST))
    return table[is_asked].assign(month=last[is_asked].dt.strftime("%Y-%m"))


def _flow_by_month_and_hazard(table: pd.DataFrame) -> int:
    return len(_sum(_movements(table), ["month", "hazard"]))


def _trend_by_country_and_source(table: pd.DataFrame) -> int:
    return len(_sum(_movements(table), ["country_iso3", "month", "source"]))


def _origin_to_destination(table: pd.DataFrame) -> int:
    rows = _latest(table, "migrants", ["source", "origin_iso3", "sex", "age_band", "population_group", *_PLACE])
    return len(_sum(rows, ["origin_iso3", "country_iso3"]).nlargest(TOP))


def _needs_by_sector_and_country(table: pd.DataFrame) -> int:
    return len(_sum(_latest(table, "people_in_need", _SERIES), ["sector", "country_iso3"]))


def _shelters_by_unit(table: pd.DataFrame) -> int:
    people = _sum(_latest(table, "in_shelter", _SERIES), ["country_iso3", "admin1_code"])
    places = _sum(_latest(table, "shelter_capacity", _SERIES), ["country_iso3", "admin1_code"])
    return len(people.to_frame("people").join(places.to_frame("places"), how="inner"))


def _lists_to_choose_from(table: pd.DataFrame) -> int:
    return min(len(table[name].value_counts()) for name in _FACETS)


def _by_sex_and_age(table: pd.DataFrame) -> int:
    rows = _latest(table, "migrants", ["source", "origin_iso3", "sex", "age_band", "population_group", *_PLACE])
    cells = _sum(rows, ["sex", "age_band"])
    return len(cells.where(cells >= _FEWEST))


QUESTIONS: Mapping[str, Callable[[pd.DataFrame], int]] = {
    "a stock by unit": _stock_by_unit,
    "b flow by month and hazard": _flow_by_month_and_hazard,
    "c trend by country, month and source": _trend_by_country_and_source,
    "d origin to destination": _origin_to_destination,
    "e needs by sector and country": _needs_by_sector_and_country,
    "f shelters, people and places": _shelters_by_unit,
    "g lists to choose from": _lists_to_choose_from,
    "h by sex and age": _by_sex_and_age,
}
