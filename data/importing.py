"""Files into the store: opened, recognised, checked, placed, identified, compared and kept, each whole or not at all.

Every row of a file is accounted for: accepted, revised, unchanged, quarantined or outside the region. One bad file
never stops the others.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import polars as pl

from data.bundle import bundled_files, check_bundle
from data.checks import ACCEPTED, OUTSIDE, QUARANTINED, Checked, check_drafts
from data.errors import AlreadyImported, ColumnsChanged, DataError, FormatUnknown, RecordsInvalid
from data.identity import identify
from data.import_report import FileReport, Status, already_imported, refused
from data.placing import place_records
from data.profiles import Profile, stored_profiles
from data.quarantine import quarantined_rows
from data.readers.detection import Reader, find_reader
from data.readers.drafts import Drafts, no_problems
from data.readers.mapping import find_mapped_reader
from data.readers.opening import OpenedFile, open_file
from data.reviewing import places_to_review
from data.schema import PlaceMatch
from data.store.interface import BATCH_SCHEMA, REVIEW_SCHEMA, Batch, ImportEntry, RowCounts, Store, empty
from data.vanishing import find_vanished

Progress = Callable[[str, float], None]
"""Told the file and step in words, and the share of all work that is done."""

BUNDLED_NAME = "figures that ship"
_STEPS = ("reading", "checking", "placing", "comparing", "keeping")


@dataclass(frozen=True, eq=False)
class Prepared:
    """One file up to the store: its good records with ``record_id`` and ``content``, and what became of its rows."""

    file: OpenedFile
    reader: Reader
    checked: Checked
    records: pl.DataFrame
    quarantined: pl.DataFrame

    @property
    def source(self) -> str:
        """The source of the records; the reader's where they have none or several."""
        sources = self.records["source"].unique()
        return str(sources[0]) if sources.len() == 1 else self.reader.source


def import_files(
    store: Store,
    paths: Iterable[Path],
    *,
    by: str,
    now: datetime,
    source: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    names: Mapping[Path, str] | None = None,
) -> list[FileReport]:
    """Import files one after the other and return what became of each.

    Args:
        store: where they go.
        paths: the files.
        by: who imports.
        now: the time; its day is the last that a figure may have.
        source: only readers of this source are asked.
        dry_run: everything but keeping.
        progress: told before each step.
        names: what people call a file that lies under another name, as one that came through a page does.
    """
    files = list(paths)
    reports = []
    for position, path in enumerate(files):
        name = (names or {}).get(path, path.name)
        tell = _teller(progress, name, position, len(files))
        reports.append(_import_file(store, path, name=name, by=by, now=now, source=source, dry_run=dry_run, tell=tell))
    if progress is not None:
        progress("done", 1.0)
    return reports


def _teller(progress: Progress | None, name: str, position: int, files: int) -> Callable[[str], None]:
    def tell(step: str) -> None:
        if progress is not None:
            done = (position + _STEPS.index(step) / len(_STEPS)) / files
            progress(f"{name}: {step}", done)

    return tell


def _import_file(
    store: Store,
    path: Path,
    *,
    name: str,
    by: str,
    now: datetime,
    source: str | None,
    dry_run: bool,
    tell: Callable[[str], None],
) -> FileReport:
    digest = None
    try:
        tell("reading")
        file = open_file(path, name=name)
        digest = file.sha256
        before = store.find_import(digest)
        if before is not None:
            return already_imported(name, before)
        remembered, profiles = store.remembered_places(), stored_profiles(store)
        prepared = prepare(file, source=source, today=now.date(), remembered=remembered, profiles=profiles, tell=tell)
        tell("comparing")
        vanished = find_vanished(store, prepared.records)
        if dry_run:
            return _report(prepared, _batch(store, prepared), import_id=None, vanished=vanished)
        with store.writing(by=by):
            batch = _batch(store, prepared)
            tell("keeping")
            entry = store.publish(batch, by=by, now=now)
        return _report(prepared, batch, import_id=entry.import_id, vanished=vanished)
    except AlreadyImported as told:
        entry_now = store.find_import(digest or "")
        return refused(name, str(told)) if entry_now is None else already_imported(name, entry_now)
    except DataError as told:
        return refused(name, str(told), sha256=digest, source=source)


def prepare(
    file: OpenedFile,
    *,
    today: date,
    source: str | None = None,
    remembered: pl.DataFrame | None = None,
    profiles: Iterable[Profile] = (),
    tell: Callable[[str], None] | None = None,
) -> Prepared:
    """Return a file ready to be compared with a store; nothing is kept.

    Args:
        file: the opened file.
        today: later days are in the future.
        source: only readers of this source are asked.
        remembered: what people decided about places before.
        profiles: what people said about tables that no reader knows.
        tell: told before each step.

    Raises:
        ImportRefused: no reader knows the file, its columns changed, or it is broken.
    """
    reader = _find_reader(file, source, profiles)
    drafts = reader.read(file)
    tell = tell or _say_nothing
    tell("checking")
    checked = check_drafts(drafts, today=today, file_name=file.name, silent_places=_silent_places(file, drafts))
    returned = quarantined_rows(file, drafts, checked, is_tagged=reader.source == "hxl")
    tell("placing")
    records, checked = place_records(checked.records, remembered), replace(checked, records=checked.records.clear())
    del drafts
    file.forget()  # a million rows as text are half a gigabyte
    return Prepared(file, reader, checked, identify(records), returned)


def _find_reader(file: OpenedFile, source: str | None, profiles: Iterable[Profile]) -> Reader:
    try:
        return find_reader(file, source=source)
    except (FormatUnknown, ColumnsChanged):
        mapped = find_mapped_reader(file, profiles)
        if mapped is None:
            raise
        return mapped


def _silent_places(file: OpenedFile, drafts: Drafts) -> pl.DataFrame | None:
    """Return the countries of rows that report nothing, by the columns that the reader names."""
    names = {name: drafts.file_columns.get(name, name) for name in ("country_iso3", "origin_iso3")}
    rows = pl.Series(list(drafts.silent_rows), dtype=pl.Int64).implode()
    for table in file.sheets().values() if drafts.silent_rows else ():
        known = [pl.col(column).alias(name) for name, column in names.items() if column in table.columns]
        if known and names["country_iso3"] in table.columns:
            return table.filter(pl.col("source_row").is_in(rows)).select("source_row", *known)
    return None


def _say_nothing(_step: str) -> None:
    pass


def _batch(store: Store, prepared: Prepared) -> Batch:
    """Compare with the store: what is new or revised goes in, what is unchanged is only named."""
    generation = store.snapshot().generation
    records = prepared.records
    compared = store.compare(records.select("record_id", "content"))
    counts = _row_counts(prepared.checked, records["source_row"], compared["status"])
    is_same = compared["status"] == "unchanged"
    fresh = records.with_columns(compared["revision"]).filter(~is_same).select(list(BATCH_SCHEMA))
    return Batch(
        file_name=prepared.file.name,
        sha256=prepared.file.sha256,
        size_bytes=prepared.file.size,
        source=prepared.source,
        reader=prepared.reader.name,
        counts=counts,
        based_on=generation,
        records=fresh,
        confirmed=compared.filter(is_same).select("record_id", "revision"),
        references=prepared.checked.references,
        problems=pl.concat([prepared.checked.problems, prepared.checked.remarks]),
        quarantined=prepared.quarantined,
        review=places_to_review(fresh),
    )


def _row_counts(checked: Checked, rows: pl.Series, statuses: pl.Series) -> RowCounts:
    """Count source rows: revised when any of a row's records is, else accepted when any is new, else unchanged."""
    revised = rows.filter(statuses == "revised").unique()
    new = rows.filter(statuses == "new").unique()
    new = new.filter(~new.is_in(revised.implode()))
    unchanged = rows.n_unique() - revised.len() - new.len()
    accepted = checked.count(ACCEPTED) - revised.len() - unchanged
    counts = RowCounts(
        rows_read=checked.rows.height,
        accepted=accepted,
        revised=revised.len(),
        unchanged=unchanged,
        quarantined=checked.count(QUARANTINED),
        outside_region=checked.count(OUTSIDE),
    )
    assert counts.rows_read == sum(astuple(counts)[1:]), "every row that was read is accounted for"
    return counts


def _report(prepared: Prepared, batch: Batch, *, import_id: str | None, vanished: pl.DataFrame) -> FileReport:
    return FileReport(
        file=prepared.file.name,
        status=Status.IMPORTED,
        sha256=prepared.file.sha256,
        source=batch.source,
        reader=batch.reader,
        import_id=import_id,
        counts=batch.counts,
        problems=batch.problems,
        unplaced=int((batch.records["place_match"] == PlaceMatch.NONE.value).sum()),
        vanished=vanished,
    )


def import_bundled(store: Store, *, by: str, now: datetime) -> ImportEntry:
    """Import the figures that ship, all files as one import.

    Raises:
        RecordsInvalid: two of the files say different things of one record.
        StoreDamaged: a file that ships was changed.
    """
    check_bundle()
    parts = [prepare(open_file(file.path), today=now.date()) for file in bundled_files()]
    batches = [_batch(store, part) for part in parts]
    records = pl.concat([empty(BATCH_SCHEMA), *(batch.records for batch in batches)]).unique(
        ["record_id", "content"], maintain_order=True
    )
    if records["record_id"].n_unique() != records.height:
        raise RecordsInvalid("two of the files that ship say different things of one record.")
    digests = ";".join(sorted(batch.sha256 for batch in batches))
    batch = Batch(
        file_name=BUNDLED_NAME,
        sha256=sha256(digests.encode()).hexdigest(),
        size_bytes=sum(batch.size_bytes for batch in batches),
        source="bundled",
        reader="bundled",
        counts=RowCounts(*(sum(numbers) for numbers in zip(*(astuple(b.counts) for b in batches), strict=True))),
        based_on=batches[0].based_on if batches else store.snapshot().generation,
        records=records,
        references=_merged([batch.references for batch in batches]),
        problems=pl.concat([no_problems(), *(batch.problems for batch in batches)]),
        quarantined=_returned(batches),
        review=pl.concat([empty(REVIEW_SCHEMA), *(batch.review for batch in batches)]),
        kind="bundled",
        note=", ".join(batch.file_name for batch in batches),
    )
    return store.publish(batch, by=by, now=now)


def _returned(batches: Iterable[Batch]) -> pl.DataFrame:
    parts = [batch.quarantined for batch in batches if batch.quarantined.height]
    return pl.concat(parts, how="diagonal") if parts else empty({"source_row": pl.Int64()})


def _merged(parts: Iterable[Mapping[str, pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    tables: dict[str, list[pl.DataFrame]] = {}
    for part in parts:
        for name, table in part.items():
            tables.setdefault(name, []).append(table)
    return {name: pl.concat(found, how="diagonal") for name, found in tables.items()}
