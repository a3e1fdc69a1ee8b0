"""Records that a source no longer states: told to the officer, never deleted."""

import polars as pl

from data.store.interface import Store

_COVERED = (
    "source", "measure", "role", "country_iso3", "origin_iso3", "operation", "hazard", "population_group", "sex",
    "age_band", "unit", "is_in_unit", "is_in_commune",
)  # fmt: skip
_SHOWN = ("record_id", "measure", "country_iso3", "provider_place_name", "start_date", "figure")


def find_vanished(store: Store, records: pl.DataFrame) -> pl.DataFrame:
    """Return current records that a new edition covers but does not have any more.

    A file covers a record when it has others of the same source, measure, country, origin, operation, hazard, group of
    people and level of unit, dated before and after it or on the same day: a page about one country says nothing of
    the others.

    Args:
        store: the store before the import.
        records: the identified records of the file.

    Returns:
        One row per record: ``record_id``, ``measure``, ``country_iso3``, ``provider_place_name``, ``start_date`` and
        ``figure``.
    """
    columns = list(dict.fromkeys([*_SHOWN, *_COVERED[:-2], "admin2_code"]))
    found = [
        _vanished(store.current_records(source=source, columns=columns), records)
        for source in records["source"].unique().sort()
    ]
    empty = records.clear().select(_SHOWN)
    return pl.concat([empty, *found])


def _vanished(current: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    if current.is_empty():
        return current.select(_SHOWN)
    gone = _with_level(current.join(records.select("record_id"), on="record_id", how="anti"))
    covered = (
        _with_level(records).group_by(_COVERED).agg(first=pl.col("start_date").min(), last=pl.col("start_date").max())
    )
    inside = gone.join(covered, on=_COVERED, nulls_equal=True).filter(pl.col("start_date").is_between("first", "last"))
    return inside.select(_SHOWN).sort("measure", "country_iso3", "start_date", "record_id")


def _with_level(records: pl.DataFrame) -> pl.DataFrame:
    return records.with_columns(
        is_in_unit=pl.col("provider_place_name").is_not_null(), is_in_commune=pl.col("admin2_code").is_not_null()
    )
