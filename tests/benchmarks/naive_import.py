"""The naive twin of an import: a notebook that reads a CSV with pandas, checks a little and writes Parquet."""

from pathlib import Path

import pandas as pd

from data.schema import MEASURES
from geo.gazetteer import read_countries, read_units

_DAYS = ("start_date", "end_date", "reported_on")
_NUMBERS = ("figure", "figure_high", "household_size", "latitude", "longitude", "reporting_round")


def import_naively(file: Path, folder: Path) -> int:
    """Write the right rows of a CSV of records to a Parquet file, and return how many there are."""
    table = pd.read_csv(file, dtype=str)
    right = table["country_iso3"].isin(set(read_countries()["iso3"])) & table["measure"].isin(list(MEASURES))
    for name in _DAYS:
        days = pd.to_datetime(table[name], format="%Y-%m-%d", errors="coerce")
        right &= days.notna() | table[name].isna()
        table[name] = days
    for name in _NUMBERS:
        numbers = pd.to_numeric(table[name], errors="coerce")
        right &= numbers.notna() | table[name].isna()
        table[name] = numbers
    right &= (table["figure"] >= 0) & table["start_date"].notna()
    right &= table["end_date"].isna() | (table["end_date"] >= table["start_date"])
    units = read_units()
    names = pd.MultiIndex.from_frame(units[["country_iso3", "name"]])
    codes = pd.Series(list(units["code"]), index=names)
    codes = codes[~codes.index.duplicated()]
    asked = pd.MultiIndex.from_frame(table[["country_iso3", "provider_place_name"]])
    table["admin1_code"] = table["admin1_code"].fillna(pd.Series(codes.reindex(asked).to_numpy(), index=table.index))
    kept = table[right & ~table.duplicated()]
    kept = kept.assign(record_id=pd.util.hash_pandas_object(kept, index=False).astype(str))
    kept.sort_values(["measure", "country_iso3", "start_date"]).to_parquet(folder / "records.parquet")
    return len(kept)
