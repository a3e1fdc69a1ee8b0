"""Invented records for benchmarks and for comparing engines; none of these figures was ever reported.

They are as skewed as the real ones: one country holds a third of the rows, few sources hold most, most figures are
small and most cells are empty. Columns are drawn apart from each other, so that no question of a benchmark is empty.
The same seed gives the same records, and a chunk is the same whatever comes after it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise

import numpy as np
import polars as pl

from data.store.interface import STORED_SCHEMA
from geo.gazetteer import read_countries, read_units

SEED = 20_241_123
ROWS_IN_CHUNK = 1_000_000
FIRST_ROUND, DAYS_BETWEEN_ROUNDS, ROUNDS = date(2019, 1, 15), 60, 37
EVENTS, SITES = 400, 3_000

_SECTORS = ("Shelter", "Health", "Education", "WASH", "Food Security", "Protection", "Nutrition", "Intersectoral", None)
_HAZARDS = ("storm", "Storm", "flood", "earthquake", "conflict", "volcano", None)
_PUBLISHERS = (
    "IOM DTM", "Ministry of Works", "OCHA", "Radio Métropole", "Red Cross", "Stabroek News", "the Gleaner", "Zeitung",
)  # fmt: skip
_ADDRESSES = (
    "https://example.org/Zulu", "https://example.org/alpha", "https://example.org/Alpha", "https://example.org/ÉTÉ",
    "https://example.org/a-b", "https://example.org/ab", None,
)  # fmt: skip
_OPERATIONS = ("Countrywide monitoring", "Haiti Earthquake", "Hurricane Beryl", "hurricane beryl", None)
_QUANTIFIERS = {
    "exact": 0.8, "approximately": 0.08, "more_than": 0.04, "at_least": 0.03, "less_than": 0.02, "up_to": 0.01,
    "range": 0.02,
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """How the rows of one measure are drawn: their share, their sources by weight, and which columns are filled."""

    measure: str
    share: float
    sources: Mapping[str, float]
    filled: frozenset[str] = field(default_factory=frozenset)


def _kind(measure: str, share: float, filled: str = "", /, **sources: float) -> Kind:
    return Kind(measure, share, sources, frozenset(filled.split()))


KINDS = (
    _kind("idps", 0.22, "rounds sites words", iom_dtm=70, cited=20, idmc_gidd=5, unhcr=5),
    _kind("new_displacements", 0.22, "spans events words", idmc_gidd=35, idmc_idu=35, cited=20, desinventar=10),
    _kind("evacuated", 0.04, "spans events words", cited=70, idmc_idu=30),
    _kind("in_shelter", 0.10, "rounds events sites words", cited=60, iom_dtm=40),
    _kind("shelter_capacity", 0.05, "days sites", fema_nss=50, cited=50),
    _kind("people_in_need", 0.08, "years sectors groups", hpc_hno=60, hdx_hapi=30, cited=10),
    _kind("people_targeted", 0.04, "years sectors", hpc_hno=100),
    _kind("people_reached", 0.03, "years sectors", hpc_hno=100),
    _kind("migrants", 0.09, "years origins people", un_desa=95, cited=5),
    _kind("refugees", 0.06, "years origins people", unhcr=100),
    _kind("returned", 0.05, "spans events origins", unhcr=50, iom_dtm=50),
    _kind("deported", 0.01, "spans origins", cited=100),
    _kind("people_trained", 0.01, "spans groups", cited=100),
)


def invented_records(rows: int, *, seed: int = SEED) -> pl.DataFrame:
    """Return this many invented records with the columns of the store, revision 1, none retracted."""
    return pl.concat(invented_chunks(rows, seed=seed))


def invented_chunks(rows: int, *, seed: int = SEED, rows_in_chunk: int = ROWS_IN_CHUNK) -> Iterator[pl.DataFrame]:
    """Yield invented records piece by piece, for more of them than memory holds."""
    for number, first in enumerate(range(0, rows, rows_in_chunk)):
        yield _chunk(np.random.default_rng([seed, number]), first, min(rows_in_chunk, rows - first))


def _chunk(random: np.random.Generator, first: int, rows: int) -> pl.DataFrame:
    ends = [round(rows * share) for share in np.cumsum([0.0, *(kind.share for kind in KINDS)])]
    parts = [_rows_of(random, kind, end - start) for kind, (start, end) in zip(KINDS, pairwise(ends), strict=True)]
    numbered = pl.concat(parts, how="diagonal").with_row_index("number", first)
    given = numbered.with_columns(
        pl.format("invented-{}", "number").alias("record_id"),
        pl.format("{} {}", "number", "figure").fill_null("none").alias("content"),
        source_row=pl.col("number").cast(pl.Int64) + 2,
        import_id=pl.lit("invented"),
        recorded_at=pl.lit(datetime(2024, 7, 1, tzinfo=UTC)),
        revision=pl.lit(1),
        is_retracted=pl.lit(False),
    )
    missing = [pl.lit(None, kind).alias(name) for name, kind in STORED_SCHEMA.items() if name not in given.columns]
    return given.with_columns(missing).select(pl.col(name).cast(kind) for name, kind in STORED_SCHEMA.items())


def _rows_of(random: np.random.Generator, kind: Kind, rows: int) -> pl.DataFrame:
    columns = _places(random, rows) | _figures(random, rows) | _provenance(random, kind, rows)
    columns["measure"] = pl.repeat(kind.measure, rows, eager=True)
    for name, draw in _DRAWN.items():
        if name in kind.filled:
            columns |= draw(random, rows)
    return pl.DataFrame(columns)


def _places(random: np.random.Generator, rows: int) -> dict[str, pl.Series]:
    """Country figures, units, communes and places that nobody matched yet."""
    codes, bounds = _units()
    country = _skewed(random, len(bounds) - 1, rows)
    starts = np.asarray(bounds)[country]
    unit = starts + np.floor((np.asarray(bounds)[country + 1] - starts) * random.random(rows) ** 2).astype(int)
    level, has_name = random.random(rows), random.random(rows) < 0.3
    admin1 = pl.Series(codes).gather(unit)
    commune = pl.Series(random.integers(0, 6, rows))
    name = pl.select(pl.format("Invented Town {}", pl.Series(random.integers(0, 40, rows)))).to_series()
    return {
        "country_iso3": pl.Series(_states()).gather(country),
        "admin1_code": _where(level > 0.2, admin1),
        "admin2_code": _where(level > 0.75, pl.select(pl.format("{}-{}", admin1, commune)).to_series()),
        "provider_place_name": _where((level > 0.15) & has_name, name),
        "place_match": _drawn(random, ("code", "exact", "none"), rows, (8, 1, 1)),
    }


def _figures(random: np.random.Generator, rows: int) -> dict[str, pl.Series]:
    """Figures of which most are small, one in fifty is nought and one in a hundred is missing."""
    figure = np.floor(random.lognormal(4, 2, rows)).astype(int) * (random.random(rows) > 0.02)
    quantifier = _drawn(random, tuple(_QUANTIFIERS), rows, tuple(_QUANTIFIERS.values()))
    is_known = random.random(rows) > 0.01
    is_range = (quantifier == "range").to_numpy() & is_known
    return {
        "figure": _where(is_known, pl.Series(figure)),
        "figure_high": _where(is_range, pl.Series(figure + 50)),
        "quantifier": quantifier,
        "role": _drawn(random, ("recommended", "triangulation"), rows, (0.95, 0.05)),
        "unit": pl.repeat("person", rows, eager=True),
    }


def _provenance(random: np.random.Generator, kind: Kind, rows: int) -> dict[str, pl.Series]:
    source = _drawn(random, tuple(kind.sources), rows, tuple(kind.sources.values()))
    return {
        "source": source,
        "source_name": _drawn(random, _PUBLISHERS, rows),
        "source_url": _drawn(random, _ADDRESSES, rows),
        "licence": pl.repeat("invented", rows, eager=True),
        "sensitivity": pl.repeat("D", rows, eager=True),
    }


def _rounds(random: np.random.Generator, rows: int) -> dict[str, pl.Series]:
    number = np.floor(ROUNDS * random.random(rows) ** 0.5).astype(int)
    days = np.datetime64(FIRST_ROUND) + number * DAYS_BETWEEN_ROUNDS
    unit = _drawn(random, ("person", "household"), rows, (0.92, 0.08))
    return {
        "start_date": pl.Series(days.astype("datetime64[us]")).cast(pl.Date),
        "date_precision": pl.repeat("day", rows, eager=True),
        "reporting_round": _where(random.random(rows) > 0.1, pl.Series(number + 1)),
        "operation": _drawn(random, _OPERATIONS, rows, (5, 2, 1, 1, 3)),
        "assessment_type": _drawn(random, ("BA", "SA", None), rows, (4, 2, 3)),
        "unit": unit,
        "household_size": _where(random.random(rows) > 0.3, _drawn(random, (3.5, 4.2, 5.1), rows)),
    }


def _days(random: np.random.Generator, rows: int) -> dict[str, pl.Series]:
    days = np.datetime64("2019-01-01") + np.floor(2_500 * random.random(rows) ** 0.7).astype(int)
    return {
        "start_date": pl.Series(days.astype("datetime64[us]")).cast(pl.Date),
        "date_precision": _drawn(random, ("day", "week", "month"), rows, (8, 1, 1)),
    }


def _spans(random: np.random.Generator, rows: int) -> dict[str, pl.Series]:
    """Movements of some days, some of them over the turn of a year, some without a last day."""
    drawn = _days(random, rows)
    length = pl.Series(random.geometric(0.08, rows) - 1)
    last = pl.select(drawn["start_date"] + pl.duration(days=pl.lit(length))).to_series()
    return drawn | {"end_date": _where(random.random(rows) > 0.1, last)}


def _years(random: np.random.Generator, rows: int) -> dict[str, pl.Series]:
    year = pl.Series(2025 - np.floor(25 * random.random(rows) ** 1.5).astype(int))
    first, last = (pl.select(pl.date(pl.lit(year), *day)).to_series() for day in ((1, 1), (12, 31)))
    return {"start_date": last, "end_date": _where(random.random(rows) > 0.5, last), "reported_on": first} | {
        "date_precision": pl.repeat("year", rows, eager=True)
    }


def _events(random: np.random.Generator, rows: int) -> dict[str, pl.Series]:
    names = [None, *(f"invented-event-{number}" for number in range(EVENTS))]
    return {
        "event_id": pl.Series(names).gather(_skewed(random, len(names), rows)),
        "hazard": _drawn(random, _HAZARDS, rows),
    }


def _sites(random: np.random.Generator, rows: int) -> dict[str, pl.Series]:
    site = pl.select(pl.format("invented-site-{}", pl.Series(_skewed(random, SITES, rows)))).to_series()
    return {"site_id": _where(random.random(rows) < 0.3, site)}


def _origins(random: np.random.Generator, rows: int) -> dict[str, pl.Series]:
    names = (*_states(), "VEN", "CUB", "USA", None)
    return {
        "origin_iso3": pl.Series(names).gather(_skewed(random, len(names), rows)),
        "origin_admin1_code": _origin_units(random, rows),
    }


def _origin_units(random: np.random.Generator, rows: int) -> pl.Series:
    return _where(random.random(rows) < 0.1, pl.Series(_units()[0]).gather(_skewed(random, 9, rows)))


def _people(random: np.random.Generator, rows: int) -> dict[str, pl.Series]:
    return {
        "sex": _drawn(random, ("female", "male", None), rows, (2, 2, 3)),
        "age_band": _drawn(random, ("0-4", "5-11", "12-17", "18-59", "60+", None), rows, (1, 1, 1, 1, 1, 9)),
        "population_group": _drawn(random, ("cases", "location V", None), rows, (1, 2, 9)),
    }


def _sectors(random: np.random.Generator, rows: int) -> dict[str, pl.Series]:
    return {"sector": _drawn(random, _SECTORS, rows), "severity": _drawn(random, ("3", "4", None), rows)}


def _groups(random: np.random.Generator, rows: int) -> dict[str, pl.Series]:
    return {
        "population_group": _drawn(random, ("IDPs", "Host communities", None), rows, (2, 1, 4)),
        "organisation_type": _drawn(random, ("government", "civil society", None), rows, (2, 1, 2)),
    }


def _words(random: np.random.Generator, rows: int) -> dict[str, pl.Series]:
    return {
        "term": _drawn(random, ("displaced", "homeless", "sheltered", None), rows, (3, 1, 1, 6)),
        "origin_admin1_code": _origin_units(random, rows),
    }


_DRAWN = {
    "rounds": _rounds, "days": _days, "spans": _spans, "years": _years, "events": _events, "sites": _sites,
    "origins": _origins, "people": _people, "sectors": _sectors, "groups": _groups, "words": _words,
}  # fmt: skip


@cache
def _states() -> tuple[str, ...]:
    """Haiti first, for most of the records are about it."""
    return tuple(sorted(read_countries()["iso3"], key=lambda iso3: (iso3 != "HTI", iso3)))


@cache
def _units() -> tuple[list[str], list[int]]:
    """Return the codes of all units, state by state, and where the units of each state begin."""
    units = read_units().sort_values("code")
    codes: list[str] = []
    bounds = [0]
    for iso3 in _states():
        codes += list(units.loc[units["country_iso3"] == iso3, "code"])
        bounds.append(len(codes))
    return codes, bounds


def _skewed(random: np.random.Generator, choices: int, rows: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return positions of which the first ones come most often, about a third of all the very first."""
    return np.floor(choices * random.random(rows) ** 3).astype(np.int64)


def _drawn(
    random: np.random.Generator, choices: Sequence[object], rows: int, weights: Sequence[float] | None = None
) -> pl.Series:
    shares = None if weights is None else np.asarray(weights) / np.sum(weights)
    return pl.Series(choices).gather(random.choice(len(choices), size=rows, p=shares))


def _where(keeps: np.ndarray[tuple[int], np.dtype[np.bool_]], values: pl.Series) -> pl.Series:
    return values.set(pl.Series(~keeps), None)
