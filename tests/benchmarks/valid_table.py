"""An invented file of records that an import takes whole: every row keeps every rule, each is about something else."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from data.rules import NEVER_AT_HOME
from data.schema import NATURAL_KEY
from geo.gazetteer import read_communes, read_units
from tests.benchmarks.generator import SEED, invented_chunks

COLUMNS = (
    "country_iso3", "measure", "figure", "figure_high", "quantifier", "unit", "household_size", "term", "sex",
    "age_band", "sector", "admin1_code", "admin2_code", "site_id", "provider_place_name", "latitude", "longitude",
    "origin_iso3", "start_date", "end_date", "date_precision", "reporting_round", "event_id", "hazard", "operation",
    "assessment_type", "source", "source_name", "source_url", "reported_on",
)  # fmt: skip
_KEY = [
    name for name in COLUMNS if name in NATURAL_KEY or name in ("admin1_code", "admin2_code", "provider_place_name")
]
_MOST_CHUNKS = 8
LAST_DAY = date(2025, 12, 31)
"""No day of the file is later, so that nothing in it is in the future."""


def write_valid_csv(path: Path, rows: int, *, seed: int = SEED) -> None:
    """Write a CSV of this many records in our own columns, with codes, names, points and days that all are right."""
    found = pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String)).clear()
    for number, chunk in enumerate(invented_chunks(_MOST_CHUNKS * rows, seed=seed, rows_in_chunk=rows)):
        kept = _valid(chunk, np.random.default_rng([seed, 7, number]))
        found = pl.concat([found, kept] if number else [kept]).unique(_KEY, maintain_order=True)
        if found.height >= rows:
            break
    else:
        raise SystemExit(f"only {found.height:,} rows are about something else: too few")
    found.head(rows).write_csv(path)


def _valid(records: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    """Return the records that keep every rule; the others would be returned by an import, and that is not timed."""
    is_at_home = pl.col("measure").is_in(NEVER_AT_HOME) & (pl.col("origin_iso3") == pl.col("country_iso3"))
    last = pl.max_horizontal("start_date", "end_date", "reported_on")
    right = records.filter(pl.col("figure").is_not_null() & ~is_at_home.fill_null(value=False) & (last <= LAST_DAY))
    placed = _with_real_places(right, random).with_columns(
        reported_on=pl.coalesce("reported_on", "end_date", "start_date")
    )
    return placed.select(COLUMNS).unique(_KEY, maintain_order=True)


def _with_real_places(records: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    """Give real codes, real names and points: a unit by its code or by its name, some communes, some coordinates."""
    rows = records.height
    units = pl.from_pandas(read_units()[["code", "name", "latitude", "longitude"]])
    communes = pl.from_pandas(read_communes()[["pcode", "admin1_code"]]).rename({"pcode": "commune"})
    one_commune = communes.unique("admin1_code", keep="first", maintain_order=True)
    how, shift = pl.Series(random.random(rows)), pl.Series(np.round(random.normal(0, 0.02, rows), 4))
    joined = records.join(units, left_on="admin1_code", right_on="code", how="left", maintain_order="left").join(
        one_commune, on="admin1_code", how="left", maintain_order="left"
    )
    by_name, by_point = (how > 0.5) & (how < 0.8), how > 0.9
    by_code = ~(by_name | by_point)
    return joined.with_columns(
        admin2_code=pl.when(pl.col("admin2_code").is_not_null() & by_code).then("commune"),
        admin1_code=pl.when(by_code).then("admin1_code"),
        provider_place_name=pl.when(by_name).then("name").when(by_code).then("provider_place_name"),
        latitude=pl.when(by_point).then(pl.col("latitude_right") + shift),
        longitude=pl.when(by_point).then(pl.col("longitude_right") + shift),
    )
