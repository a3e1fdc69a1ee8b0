"""Invented records of offices that report steadily: the more records, the longer and finer the reporting.

The generator draws each column apart from the others, which is right for comparing engines and makes nearly every row
a series of its own. Here a source reports at its own levels, its units have their own sites and events, and a publisher
belongs to a country, as in the files of ``notes`` and ``samples``; so the records of a million rows are some thousand
series, each counted many times. Nothing here was ever reported.
"""

from collections.abc import Iterator

import polars as pl

from tests.benchmarks.generator import ROWS_IN_CHUNK, SEED, invented_chunks

EVENTS, SITES_IN_UNIT = 60, 8

_OF_COUNTRIES = ("idmc_gidd", "unhcr", "un_desa")
_OF_UNITS = ("cited", "idmc_idu", "hdx_hapi", "desinventar")
_HAZARDS = ("storm", "flood", "earthquake", "conflict", "volcano")


def reported_records(rows: int, *, seed: int = SEED) -> pl.DataFrame:
    """Return this many invented records with the columns of the store."""
    return pl.concat(reported_chunks(rows, seed=seed))


def reported_chunks(rows: int, *, seed: int = SEED, rows_in_chunk: int = ROWS_IN_CHUNK) -> Iterator[pl.DataFrame]:
    """Yield invented records piece by piece, for more of them than memory holds."""
    for chunk in invented_chunks(rows, seed=seed, rows_in_chunk=rows_in_chunk):
        yield _with_publishers(_with_events(_with_levels(chunk))).select(chunk.columns)


def _with_levels(records: pl.DataFrame) -> pl.DataFrame:
    """Each source at its own levels; a site stands in a unit, a lone name is one of three towns of its country."""
    source, unit = pl.col("source"), pl.col("admin1_code")
    is_national, is_fine = source.is_in(_OF_COUNTRIES), ~source.is_in((*_OF_COUNTRIES, *_OF_UNITS))
    site = pl.format("{}-site-{}", unit, pl.col("source_row") % SITES_IN_UNIT)
    town = pl.format("Invented Town {}", pl.col("source_row") % 3)
    placed = records.with_columns(admin1_code=pl.when(~is_national).then(unit))
    return placed.with_columns(
        admin2_code=pl.when(is_fine).then("admin2_code"),
        site_id=pl.when(is_fine & unit.is_not_null() & pl.col("site_id").is_not_null()).then(site),
        provider_place_name=pl.when(is_fine & unit.is_null() & pl.col("provider_place_name").is_not_null()).then(town),
        place_match=pl.when(unit.is_not_null()).then(pl.lit("code")),
    )


def _with_events(records: pl.DataFrame) -> pl.DataFrame:
    """An event has one hazard and a month in which it is reported, twice at most by one publisher."""
    number = pl.col("event_id").str.extract(r"(\d+)$").cast(pl.Int64) % EVENTS
    started = pl.date(2019, 1, 1) + pl.duration(days=number * 36 + pl.col("source_row") % 2 * 7)
    has_event = pl.col("event_id").is_not_null()
    names = dict(enumerate(_HAZARDS))
    hazard = (number % len(_HAZARDS)).replace_strict(names, default=None, return_dtype=pl.String)
    month = pl.col("start_date").dt.month_start()
    is_report = pl.col("end_date").is_not_null() & (pl.col("date_precision") != "year")
    return records.with_columns(
        event_id=pl.when(has_event).then(pl.format("invented-event-{}", number)),
        hazard=pl.when(has_event).then(hazard).otherwise("hazard").str.to_lowercase(),
        start_date=pl.when(has_event).then(started).when(is_report).then(month).otherwise("start_date"),
        end_date=pl.when(has_event).then(started + pl.duration(days=6)).when(is_report).then(month.dt.month_end())
        .otherwise("end_date"),
    )  # fmt: skip


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
