"""A batch before it is kept: does it keep its promise, and which tables does it become."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

import polars as pl

from data.errors import RecordsInvalid
from data.readers.drafts import PROBLEM_SCHEMA
from data.store import durable
from data.store.history import StoredFile
from data.store.interface import (
    BATCH_SCHEMA,
    CONFIRMED_SCHEMA,
    CONTENT,
    REVIEW_SCHEMA,
    STORED_SCHEMA,
    Batch,
)
from data.store.snapshots import REFERENCE

SORTED_BY = ("measure", "country_iso3", "start_date", "source_row")
"""Order of the stored records, so that a question about one measure and country reads little."""

_NEVER_EMPTY = ("record_id", CONTENT, "revision", "is_retracted", "source", "measure")


def check_batch(batch: Batch) -> None:
    """Refuse a batch that breaks the schema: a fault of the program, told before anything is written.

    Raises:
        RecordsInvalid: with every fault found.
    """
    faults = [
        *_shape_faults("records", batch.records, BATCH_SCHEMA),
        *_shape_faults("confirmed", batch.confirmed, CONFIRMED_SCHEMA),
        *_shape_faults("problems", batch.problems, PROBLEM_SCHEMA),
        *_shape_faults("review", batch.review, REVIEW_SCHEMA),
    ]
    faults = faults or _row_faults(batch.records)
    counts = batch.counts
    parts = counts.accepted + counts.revised + counts.unchanged + counts.quarantined + counts.outside_region
    if parts != counts.rows_read:
        faults.append(f"{counts.rows_read} rows were read but {parts} are accounted for")
    if faults:
        raise RecordsInvalid(f"{batch.file_name} cannot be kept: {'; '.join(faults)}.")


def frames_of(batch: Batch, *, import_id: str, recorded_at: datetime) -> dict[str, pl.DataFrame]:
    """Return the tables that a batch becomes, by role; a table without rows is left out."""
    frames = {
        "records": stored_records(batch.records, import_id=import_id, recorded_at=recorded_at),
        "confirmed": batch.confirmed.select(list(CONFIRMED_SCHEMA)),
        "problems": batch.problems.select(list(PROBLEM_SCHEMA)),
        "quarantined": batch.quarantined,
        "review": batch.review.select(list(REVIEW_SCHEMA)),
    }
    for table, rows in batch.references.items():
        frames[REFERENCE + table] = rows.with_columns(pl.lit(import_id).alias("import_id"))
    return {role: frame for role, frame in frames.items() if frame.height}


def stored_records(records: pl.DataFrame, *, import_id: str, recorded_at: datetime | None = None) -> pl.DataFrame:
    """Return records with the columns that they are stored with.

    Without ``recorded_at`` the records keep the time at which they first entered the store.
    """
    whole = records.with_columns(pl.lit(import_id).alias("import_id"))
    if recorded_at is not None:
        moment = pl.lit(recorded_at).cast(STORED_SCHEMA["recorded_at"])
        whole = whole.with_columns(moment.alias("recorded_at"))
    return whole.select(list(STORED_SCHEMA))


def file_content(role: str, frame: pl.DataFrame) -> bytes:
    """Return the bytes of the file of a role; records are sorted."""
    return durable.parquet_bytes(frame, SORTED_BY if role == "records" else ())


def stored_file(role: str, path: str, content: bytes, frame: pl.DataFrame) -> StoredFile:
    """Return the description of a file of an import: its hash is that of the bytes meant, not of those on the disk."""
    is_revising = role == "records" and frame.select(((pl.col("revision") > 1) | pl.col("is_retracted")).any()).item()
    return StoredFile(role, path, sha256(content).hexdigest(), len(content), frame.height, bool(is_revising))


def _shape_faults(name: str, frame: pl.DataFrame, schema: Mapping[str, pl.DataType]) -> list[str]:
    faults = [f"{name} has no column {column}" for column in schema if column not in frame.columns]
    faults += [f"{name} has a column {column} too much" for column in frame.columns if column not in schema]
    for column, wanted in schema.items():
        if column in frame.columns and frame.schema[column] != wanted:
            faults.append(f"{name}.{column} is {frame.schema[column]}, not {wanted}")
    return faults


def _row_faults(records: pl.DataFrame) -> list[str]:
    if not records.height:
        return []
    empty = records.select(pl.col(*_NEVER_EMPTY).null_count()).row(0, named=True)
    faults = [f"{column} is empty in {count} records" for column, count in empty.items() if count]
    repeated = records.height - records.get_column("record_id").n_unique()
    if repeated:
        faults.append(f"{repeated} records have a record_id that another one has")
    return faults
