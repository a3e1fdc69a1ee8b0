"""The people of each state and unit, by which numbers are divided where the store has no population of its own."""

from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any

import pandas as pd

from data.queries.rates import Denominator, added_denominator
from geo.gazetteer import read_countries, read_units

_CENSUS, _CLDR = "national census", "Unicode CLDR 48, which gives no year"


@cache
def known_populations() -> dict[str, Denominator]:
    """Return the people by code of state, unit and group of units; a group only where all its units are known.

    Units have the census that was found, of the years 2000 to 2022; states have CLDR's estimate.
    """
    units = read_units()
    counted = units[units["kind"] != "group"].dropna(subset=["population"]).to_dict("records")
    known = {str(row["code"]): Denominator(int(row["population"]), _year(row), _CENSUS) for row in counted}
    for row in units[units["kind"] == "group"].to_dict("records"):
        together = added_denominator(known.get(code) for code in str(row["members"]).split(";"))
        if together is not None:
            known[str(row["code"])] = together
    states = read_countries().dropna(subset=["population"]).to_dict("records")
    return known | {str(row["iso3"]): Denominator(int(row["population"]), None, _CLDR) for row in states}


def _year(row: Mapping[Hashable, Any]) -> int | None:
    year = row["population_year"]
    return None if pd.isna(year) else int(year)
