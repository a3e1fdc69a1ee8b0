"""Invented imports, as small as a test needs; none of these figures was ever reported."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import polars as pl

from data.store.interface import BATCH_SCHEMA, CONFIRMED_SCHEMA, Batch, ImportEntry, RowCounts, Store

START = datetime(2024, 7, 1, 12, tzinfo=UTC)


def hour(number: int) -> datetime:
    """Return the moment some hours after the first import of a test."""
    return START + timedelta(hours=number)


def drafts(figures: Mapping[str, int], *, source: str = "cited", place_match: str = "code") -> pl.DataFrame:
    """Return records without revision: one per id, of people in shelters in Jamaica."""
    rows = [
        {
            "record_id": name,
            "content": f"{figure} {place_match}",
            "source_row": number,
            "source": source,
            "measure": "in_shelter",
            "figure": figure,
            "country_iso3": "JAM",
            "provider_place_name": "Invented Town",
            "place_match": place_match,
            "start_date": date(2024, 7, 1) + timedelta(days=number),
        }
        for number, (name, figure) in enumerate(figures.items(), 2)
    ]
    frame = pl.DataFrame(rows, schema_overrides={name: BATCH_SCHEMA[name] for name in (rows[0] if rows else ())})
    missing = [pl.lit(None, dtype=kind).alias(n) for n, kind in BATCH_SCHEMA.items() if n not in frame.columns]
    return frame.with_columns(missing).with_columns(pl.lit(False).alias("is_retracted"))


def batch_of(store: Store, records: pl.DataFrame, *, name: str = "invented.csv") -> Batch:
    """Return what an import of these records would publish: compared with the store, as the pipeline does it."""
    generation = store.snapshot().generation
    compared = store.compare(records.select("record_id", "content"))
    status = compared.get_column("status")
    whole = records.with_columns(compared.get_column("revision"))
    unchanged = compared.filter(status == "unchanged").select(list(CONFIRMED_SCHEMA))
    counted = {kind: int((status == kind).sum()) for kind in ("new", "revised", "unchanged")}
    counts = RowCounts(records.height, counted["new"], counted["revised"], counted["unchanged"])
    stamp = sha256(name.encode() + records.write_csv().encode()).hexdigest()
    return Batch(
        name, stamp, 100, "cited", "invented", counts, generation,
        records=whole.filter(status != "unchanged").select(list(BATCH_SCHEMA)), confirmed=unchanged,
    )  # fmt: skip


def put(store: Store, figures: Mapping[str, int], *, at: int = 0, by: str = "Ana", name: str = "") -> ImportEntry:
    """Import invented figures by record id, some hours after the start."""
    batch = batch_of(store, drafts(figures), name=name or f"invented {at}.csv")
    return store.publish(batch, by=by, now=hour(at))


def shown(store: Store, known_at: datetime | None = None) -> dict[str, int]:
    """Return the current figures by record id."""
    frame = store.current_records(columns=["record_id", "figure"], known_at=known_at)
    return dict(sorted(frame.iter_rows()))


def with_counts(batch: Batch, counts: RowCounts) -> Batch:
    """Return the batch with other counts."""
    return replace(batch, counts=counts)
