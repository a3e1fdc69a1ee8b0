"""Invented records of offices that report steadily: the more records, the longer and the finer the reporting.

The generator draws each column apart from the others, which is right for comparing engines but makes nearly every row a
series of its own. Here, as in the files of the sources, each source reports at its own levels, a few states are watched
down to their sites, a movement belongs to an event, an event strikes a few units and is reported twice at most, and a
publisher belongs to a country. So a million records are some thousand series, each counted many times, most of them by
sex, age and group. Nothing here was ever reported.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
import polars as pl

from data.schema import MEASURES, Kind
from geo.gazetteer import read_units
from tests.benchmarks.generator import ROWS_IN_CHUNK, SEED, invented_chunks

EVENTS, UNITS_OF_EVENT, SITES_OF_UNIT, DAYS_BETWEEN_EVENTS = 60, 6, 8, 36

_OF_COUNTRIES = ("idmc_gidd", "unhcr", "un_desa")
_OF_SITES = ("iom_dtm", "hpc_hno", "fema_nss")
_MONITORED = ("HTI", "BHS", "DMA", "VCT", "GUY")
_HAZARDS = ("storm", "flood", "earthquake", "conflict", "volcano")
_FLOWS = tuple(name for name, measure in MEASURES.items() if measure.kind is Kind.FLOW)


def reported_records(rows: int, *, seed: int = SEED) -> pl.DataFrame:
    """Return this many invented records with the columns of the store."""
    return pl.concat(reported_chunks(rows, seed=seed))


def reported_chunks(rows: int, *, seed: int = SEED, rows_in_chunk: int = ROWS_IN_CHUNK) -> Iterator[pl.DataFrame]:
    """Yield invented records piece by piece, for more of them than memory holds."""
    for number, chunk in enumerate(invented_chunks(rows, seed=seed, rows_in_chunk=rows_in_chunk)):
        drawn = chunk.with_columns(draw=pl.Series(np.random.default_rng([seed, 3, number]).random(chunk.height)))
        yield _with_publishers(_with_levels(_with_events(drawn))).select(chunk.columns)


def _with_events(records: pl.DataFrame) -> pl.DataFrame:
    """Movements, and people in shelters, belong to an event: its hazard, its week, its units, two reports at most."""
    has_event = pl.col("measure").is_in(_FLOWS) | (pl.col("measure") == "in_shelter")
    number = (pl.col("draw") ** 2 * EVENTS).cast(pl.Int64)
    place = number * UNITS_OF_EVENT + pl.col("source_row") % UNITS_OF_EVENT
    report = pl.col("source_row") // UNITS_OF_EVENT % 2
    first = pl.date(2019, 1, 1) + pl.duration(days=number * DAYS_BETWEEN_EVENTS + report * 7)
    units = dict(enumerate(_struck_units()))
    hazards = dict(enumerate(_HAZARDS * (EVENTS // len(_HAZARDS))))
    unit = place.replace_strict(units, return_dtype=pl.String)
    return records.with_columns(
        event_id=pl.when(has_event).then(pl.format("invented-event-{}", number)),
        hazard=pl.when(has_event).then(number.replace_strict(hazards, return_dtype=pl.String)),
        admin1_code=pl.when(has_event & pl.col("admin1_code").is_not_null()).then(unit).otherwise("admin1_code"),
        country_iso3=pl.when(has_event).then(_country_of(unit)).otherwise("country_iso3"),
        start_date=pl.when(has_event).then(first).otherwise("start_date"),
        end_date=pl.when(pl.col("measure").is_in(_FLOWS)).then(first + pl.duration(days=6)).otherwise("end_date"),
    )


def _with_levels(records: pl.DataFrame) -> pl.DataFrame:
    """Each source at its own levels: states, units, or down to the sites of the states that are monitored."""
    source, number = pl.col("source"), pl.col("source_row")
    is_fine = source.is_in(_OF_SITES) & ~pl.col("measure").is_in(_FLOWS)
    is_placed = pl.col("admin1_code").is_not_null() & ~source.is_in(_OF_COUNTRIES)
    monitored = dict(enumerate(_units_of(_MONITORED)))
    drawn = (pl.col("draw") * 1_000_003).cast(pl.Int64) % len(monitored)
    watched = drawn.replace_strict(monitored, return_dtype=pl.String)
    placed = records.with_columns(
        admin1_code=pl.when(is_placed & is_fine).then(watched).when(is_placed).then("admin1_code"),
        country_iso3=pl.when(is_fine).then(_country_of(watched)).otherwise("country_iso3"),
    )
    unit = pl.col("admin1_code")
    commune = pl.format("{}-{}", unit, number % 6)
    site = pl.format("{}-site-{}", unit, number % SITES_OF_UNIT)
    return placed.with_columns(
        admin2_code=pl.when(is_fine & unit.is_not_null() & pl.col("admin2_code").is_not_null()).then(commune),
        site_id=pl.when(is_fine & unit.is_not_null() & pl.col("site_id").is_not_null()).then(site),
        provider_place_name=pl.lit(None, pl.String),
        place_match=pl.when(unit.is_not_null()).then(pl.lit("code")),
    )


def _with_publishers(records: pl.DataFrame) -> pl.DataFrame:
    """DTM counts by operation and kind of assessment, nobody else; a cited figure is that of its country's press."""
    is_dtm, is_cited = pl.col("source") == "iom_dtm", pl.col("source") == "cited"
    is_site = pl.col("site_id").is_not_null()
    return records.with_columns(
        operation=pl.when(is_dtm).then(pl.lit("Countrywide monitoring")),
        assessment_type=pl.when(is_dtm & is_site).then(pl.lit("SA")).when(is_dtm).then(pl.lit("BA")),
        reporting_round=pl.when(is_dtm).then("reporting_round"),
        source_name=pl.when(is_cited).then(pl.format("Press of {}", "country_iso3")).otherwise("source"),
        term=pl.when(is_cited).then(pl.lit("displaced")),
        role=pl.when(is_cited).then("role").otherwise(pl.lit("recommended")),
        origin_admin1_code=pl.lit(None, pl.String),
    )


@cache
def _units_of(countries: tuple[str, ...]) -> tuple[str, ...]:
    units = read_units()
    return tuple(units.loc[units["country_iso3"].isin(countries) & (units["kind"] == "admin1"), "code"])


@cache
def _struck_units() -> tuple[str, ...]:
    """Return the units of the events one after the other, each event in one or two states."""
    units = read_units()
    codes = units.loc[units["kind"] == "admin1", "code"].to_numpy()
    random = np.random.default_rng(SEED)
    starts = random.integers(0, len(codes) - UNITS_OF_EVENT, EVENTS)
    return tuple(str(code) for start in starts for code in codes[start : start + UNITS_OF_EVENT])


def _country_of(unit: pl.Expr) -> pl.Expr:
    units = read_units()
    known = dict(zip(units["code"], units["country_iso3"], strict=True))
    return unit.replace_strict(known, default=None, return_dtype=pl.String)
