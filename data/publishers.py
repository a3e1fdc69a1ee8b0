"""Who stands behind the figures of a source in which every name is a publisher of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from data.schema import MEASURES, is_protected
from data.sources import MANY_PUBLISHERS, SOURCES
from data.store.interface import Store

_PROTECTED = tuple(name for name in MEASURES if is_protected(name))
_COLUMNS = (
    "source", "source_name", "licence", "measure", "country_iso3", "start_date", "end_date", "reported_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Publisher:
    """One publisher within a source: what it says, of how many states, and from when to when.

    ``reported_on`` is the last day on which it published, missing where the records do not say it. Of protected
    measures no records are counted, and only the years are told.
    """

    source: str
    source_name: str
    licence: str
    records: int
    countries: tuple[str, ...]
    measures: tuple[str, ...]
    first: date
    last: date
    reported_on: date | None


def publishers_of(store: Store, sources: Iterable[str]) -> tuple[Publisher, ...]:
    """Return the publishers behind cited figures and offices' own lists, those with most records first.

    Args:
        store: where the records are.
        sources: names of the sources that it holds; one that publishes under one name is left out.
    """
    asked = sorted(name for name in sources if name in MANY_PUBLISHERS or name not in SOURCES)
    found = [_found(store.current_records(source=name, columns=_COLUMNS)) for name in asked]
    publishers = [publisher for part in found for publisher in part]
    return tuple(sorted(publishers, key=lambda one: (-one.records, one.source_name)))


def _found(records: pl.DataFrame) -> list[Publisher]:
    name = pl.coalesce("source_name", "source")
    is_hidden = pl.col("measure").is_in(_PROTECTED)
    last = pl.max_horizontal("start_date", "end_date")
    records = records.with_columns(
        first=pl.when(is_hidden).then(pl.col("start_date").dt.truncate("1y")).otherwise("start_date"),
        last=pl.when(is_hidden).then(last.dt.truncate("1y").dt.offset_by("1y").dt.offset_by("-1d")).otherwise(last),
        is_counted=~is_hidden,
    )
    grouped = records.group_by("source", source_name=name).agg(
        licence=pl.col("licence").drop_nulls().unique().sort().str.join("; "),
        records=pl.col("is_counted").sum(),
        countries=pl.col("country_iso3").drop_nulls().unique().sort(),
        measures=pl.col("measure").unique().sort(),
        first=pl.col("first").min(),
        last=pl.col("last").max(),
        reported_on=pl.col("reported_on").max(),
    )
    return [
        Publisher(**{**row, "countries": tuple(row["countries"]), "measures": tuple(row["measures"])})
        for row in grouped.to_dicts()
    ]
