"""Which rows of the active imports are current, and how a new file compares with them."""

from collections.abc import Sequence

import polars as pl

from data.errors import RecordsInvalid
from data.store.interface import COMPARED_SCHEMA, CONTENT, REVIEW_SCHEMA, STORED_SCHEMA, empty

_REVIEW_KEY = ("source", "country_iso3", "provider_place_name")


def current(
    scans: Sequence[pl.LazyFrame],
    *,
    source: str | None,
    columns: Sequence[str] | None,
    has_revisions: bool,
) -> pl.DataFrame:
    """Return the current records among the rows of the active imports, in order of import.

    Args:
        scans: the records of each active import (``STORED_SCHEMA``).
        source: only records of this source; a record never changes its source, so older revisions go with it.
        columns: only these columns.
        has_revisions: some row takes the place of another or withdraws it.
    """
    wanted = list(columns or STORED_SCHEMA)
    if not scans:
        return empty({name: STORED_SCHEMA[name] for name in wanted})
    rows = pl.concat(scans)
    if source is not None:
        rows = rows.filter(pl.col("source") == source)
    if has_revisions:
        is_newest = pl.col("revision") == pl.col("revision").max().over("record_id")
        rows = rows.filter(is_newest).filter(~pl.col("is_retracted"))
    return rows.select(wanted).collect()


def latest_of(scans: Sequence[pl.LazyFrame], ids: pl.DataFrame) -> pl.DataFrame:
    """Return the newest ``revision`` and its ``content`` of those of the ``ids`` that the active imports have."""
    if not scans:
        return empty({"record_id": pl.String(), "revision": pl.Int64(), CONTENT: pl.String()})
    rows = pl.concat([scan.select("record_id", "revision", CONTENT) for scan in scans])
    known = rows.join(ids.lazy().select("record_id"), on="record_id", how="semi")
    return known.sort("revision").unique("record_id", keep="last").collect()


def statuses(ids: pl.DataFrame, latest: pl.DataFrame) -> pl.DataFrame:
    """Return for each of ``ids`` whether it is new, revised or unchanged, and its revision (``COMPARED_SCHEMA``)."""
    known = latest.select("record_id", pl.col("revision").alias("before"), pl.col(CONTENT).alias("content_before"))
    joined = ids.join(known, on="record_id", how="left", maintain_order="left")
    is_new, is_same = pl.col("before").is_null(), pl.col("content_before") == pl.col(CONTENT)
    status = pl.when(is_new).then(pl.lit("new")).when(is_same).then(pl.lit("unchanged")).otherwise(pl.lit("revised"))
    revision = pl.when(is_new).then(1).when(is_same).then(pl.col("before")).otherwise(pl.col("before") + 1)
    return joined.select("record_id", status.alias("status"), revision.cast(pl.Int64).alias("revision")).select(
        list(COMPARED_SCHEMA)
    )


def check_ids(ids: pl.DataFrame) -> None:
    """Refuse a table of ids that cannot be compared. Raises RecordsInvalid."""
    missing = {"record_id", CONTENT} - set(ids.columns)
    if missing:
        raise RecordsInvalid(f"records to compare have no column {', '.join(sorted(missing))}.")
    if ids.select(pl.col("record_id", CONTENT).null_count().max()).row(0) > (0, 0):
        raise RecordsInvalid("records to compare have an empty record_id or content.")
    if ids.get_column("record_id").n_unique() != ids.height:
        raise RecordsInvalid("records to compare repeat a record_id.")


def review_list(unplaced: pl.DataFrame, suggested: Sequence[pl.LazyFrame]) -> pl.DataFrame:
    """Return the places that wait for a person (``REVIEW_SCHEMA``), those with most rows first.

    Args:
        unplaced: current records with ``place_match``, ``provider_place_name`` and the columns of the key.
        suggested: the review lists that came with the active imports, oldest first; the newest suggestions count.
    """
    waiting = unplaced.filter((pl.col("place_match") == "none") & pl.col("provider_place_name").is_not_null())
    counted = waiting.group_by(_REVIEW_KEY).agg(pl.len().cast(pl.Int64).alias("rows"))
    lists = pl.concat(suggested).collect() if suggested else empty(REVIEW_SCHEMA)
    newest = lists.unique(_REVIEW_KEY, keep="last", maintain_order=True).select(*_REVIEW_KEY, "suggestions")
    found = counted.join(newest, on=_REVIEW_KEY, how="left", nulls_equal=True)
    return found.select(list(REVIEW_SCHEMA)).sort(["rows", *_REVIEW_KEY], descending=[True, False, False, False])
