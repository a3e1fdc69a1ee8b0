"""The store that needs nothing installed: a folder with a ledger, a manifest and a folder of Parquet files per import.

An import is written under a temporary name and synced, then its folder is renamed, then the ledger commits it, then the
manifest shows it. Cut off before the commit it never happened (a folder may stay behind that nobody reads); cut off
after it, the next one who opens the store makes the manifest again from the ledger. Readers need no ledger.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import polars as pl

from data.errors import StoreDamaged, StoreError, StoreReadOnly
from data.store import durable, reading
from data.store.backup import last_good_backup, note_backup, write_backup
from data.store.batches import file_content, stored_file
from data.store.history import Change, History, Line, StoredFile
from data.store.interface import Snapshot, Verification
from data.store.layout import (
    FILES,
    LEDGER,
    LOCK,
    MANIFEST,
    ROLLUPS,
    STAGING,
    WAITING_MANIFEST,
    file_name,
    refuse_foreign,
)
from data.store.ledger import Ledger
from data.store.locking import exclusive
from data.store.publishing import PublishingStore
from data.store.rollups import ROLLUP_FROM, edition_of
from data.store.snapshots import make_snapshot, prepare_manifest, read_manifest
from data.store.verify import damage_of, verify_folder

HASHED_ON_READING_BYTES = 200_000_000
"""Up to this many bytes a process checks the hash of each file once before reading it; of the rest only the size."""

_OPENING_SECONDS = 60.0
_Stamp = tuple[int, int, int]


class EmbeddedStore(PublishingStore):
    """A store in a folder. Any number of processes may read it; one at a time writes."""

    def __init__(self, folder: Path, *, create: bool = True) -> None:
        """Open the store of a folder; make it where there is none.

        Raises:
            StoreDamaged: ledger or manifest are broken; the message names the last good backup.
            StoreError: there is no store and ``create`` is False.
            RequestRefused: the folder holds something else.
        """
        super().__init__()
        self.folder = folder
        self._ledger = Ledger(folder / LEDGER)
        self._seen: tuple[_Stamp, History] | None = None
        self._checked: set[str] = set()
        self._hashed_bytes = 0
        with self._naming_backup():
            self._open(create=create)

    @property
    def place(self) -> str:
        """The folder."""
        return str(self.folder)

    def snapshot(self, known_at: datetime | None = None) -> Snapshot:
        """Return the store as it is, or was known at a moment, without a lock; see ``Store.snapshot``."""
        with self._naming_backup():
            found = make_snapshot(self._history(), known_at, locate=self._locate, locate_reference=self._locate)
        return replace(found, rollups=self._rollups_of(found))

    def verify(self) -> Verification:
        """Check every file, the ledger and the chain of the audit trail; see ``Store.verify``."""
        return verify_folder(self.folder)

    def backup(self, to: Path, *, by: str, now: datetime) -> Verification:
        """Write the whole store to a new folder and check the copy; see ``Store.backup``."""
        with self._naming_backup():
            found = write_backup(to, self._lines(), lambda file: (self.folder / file.path).read_bytes())
        with suppress(StoreReadOnly):
            note_backup(self.folder, to, generation=found.generation, at=now)
            self.note("backup", {"to": str(to), "generation": found.generation}, by=by, now=now)
        return found

    def close(self) -> None:
        """Nothing stays open between calls."""

    def _open(self, *, create: bool) -> None:
        if not (self.folder / LEDGER).exists():
            self._refuse_making(create=create)
            with durable.told_plainly(self.place):
                self.folder.mkdir(parents=True, exist_ok=True)
            with self.writing(by="opening", wait_seconds=_OPENING_SECONDS):
                return
        if not self._shows_all():
            with suppress(StoreReadOnly), self.writing(by="opening", wait_seconds=_OPENING_SECONDS):
                pass

    def _refuse_making(self, *, create: bool) -> None:
        if (self.folder / MANIFEST).exists() or (self.folder / FILES).exists():
            raise StoreDamaged(f"{self.folder / LEDGER} is missing.")
        if not create:
            raise StoreError(f"there is no store in {self.folder}.")
        refuse_foreign(self.folder)

    def _shows_all(self) -> bool:
        """Return whether the manifest tells everything that the ledger knows."""
        if not (self.folder / LEDGER).exists():
            return False
        truth = self._ledger.history()
        try:
            return read_manifest(self.folder / MANIFEST).digest == truth.digest
        except (FileNotFoundError, StoreDamaged):
            return False

    @contextmanager
    def _held(self, *, by: str, wait_seconds: float) -> Iterator[None]:
        if not os.access(self.folder, os.W_OK):
            raise StoreReadOnly(f"{self.place} can be read but not written here.")
        with ExitStack() as stack:
            with durable.told_plainly(self.place):
                stack.enter_context(exclusive(self.folder / LOCK, by=by, wait_seconds=wait_seconds))
                self._mend()
            yield

    def _mend(self) -> None:
        """Clear away what a writer that was cut off left unfinished, and show what it had committed."""
        shutil.rmtree(self.folder / STAGING, ignore_errors=True)
        if not (self.folder / LEDGER).exists():
            self._make_ledger()
        (self.folder / FILES).mkdir(exist_ok=True)
        if not self._shows_all():
            self._prepare(self._ledger.history())
            self._show()

    def _make_ledger(self) -> None:
        (self.folder / STAGING).mkdir()
        new = Ledger(self.folder / STAGING / LEDGER)
        new.create()
        durable.sync_file(new.path)
        durable.rename(new.path, self.folder / LEDGER)

    def _history(self) -> History:
        path = self.folder / MANIFEST
        with self._naming_backup():
            try:
                found = path.stat()
            except FileNotFoundError:
                raise StoreDamaged(f"{path} is missing.") from None
            stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
            if self._seen is None or self._seen[0] != stamp:
                self._seen = (stamp, read_manifest(path))
            return self._seen[1]

    def _history_for_writing(self) -> History:
        with self._naming_backup():
            return self._ledger.history()

    def _lines(self) -> list[Line]:
        with self._naming_backup():
            return self._ledger.lines()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        before = {one.name for one in (self.folder / FILES).iterdir()}
        try:
            with self._naming_backup(), durable.told_plainly(self.place):
                yield
        except BaseException:
            with suppress(OSError, StoreError):
                self._clear_since(before)
            raise

    def _clear_since(self, before: set[str]) -> None:
        """Take away the folder of an import that failed, unless the ledger has it after all."""
        shutil.rmtree(self.folder / STAGING, ignore_errors=True)
        (self.folder / WAITING_MANIFEST).unlink(missing_ok=True)
        kept = self._ledger.history().imports
        used = {Path(file.path).parent.name for one in kept for file in one.files}
        for folder in (self.folder / FILES).iterdir():
            if folder.name not in before | used:
                shutil.rmtree(folder)

    def _keep(self, sequence: int, frames: Mapping[str, pl.DataFrame]) -> tuple[StoredFile, ...]:
        if not frames:
            return ()
        waiting = self.folder / STAGING / str(sequence)
        waiting.mkdir(parents=True)
        final = self._free_folder(sequence)
        files = []
        for role, frame in frames.items():
            content, name = file_content(role, frame), f"{FILES}/{final.name}/{file_name(role)}"
            durable.write_bytes(content, waiting / file_name(role))
            files.append(stored_file(role, name, content, frame))
        durable.sync_folder(waiting)
        durable.rename(waiting, final)
        return tuple(files)

    def _free_folder(self, sequence: int) -> Path:
        """Return a name that no cut-off import has taken before."""
        folder, tries = self.folder / FILES / f"{sequence:06d}", 1
        while folder.exists():
            tries += 1
            folder = self.folder / FILES / f"{sequence:06d}-{tries}"
        return folder

    def _append(self, history: History, change: Change) -> None:
        line = history.line_for(change)
        self._prepare(history.after(line))
        self._ledger.append(line)
        self._show()

    def _prepare(self, history: History) -> None:
        prepare_manifest(history, self.folder / WAITING_MANIFEST)

    def _show(self) -> None:
        durable.rename(self.folder / WAITING_MANIFEST, self.folder / MANIFEST)

    def _rollups_of(self, snapshot: Snapshot) -> dict[str, tuple[Path, ...]]:
        edition = edition_of(self.folder, snapshot.record_hashes) if snapshot.record_hashes else None
        if edition is None:
            return {}
        try:
            located = {one.file: self._locate(one.file) for one in edition.files}
        except StoreDamaged:  # told by `verify`; the records answer meanwhile
            return {}
        names = dict.fromkeys(one.file.role for one in edition.files)
        return {name: tuple(path for file, path in located.items() if file.role == name) for name in names}

    def _roll_up(self) -> None:
        """Bring the roll-ups up to date where there are any, or where the records have become so many."""
        records = sum(file.rows for one in self._history().active() if (file := one.file("records")))
        if records < ROLLUP_FROM and not (self.folder / ROLLUPS).exists():
            return
        # Loaded here: a small store has no roll-ups, and its first map should not wait for what makes them.
        from data.store.rollup_making import bring_up_to_date

        with suppress(StoreError):  # what was imported is safe, and the records answer without roll-ups
            bring_up_to_date(self.folder, self.snapshot, by="import")

    def _scan(self, file: StoredFile) -> pl.LazyFrame:
        with self._naming_backup():
            return pl.scan_parquet(self._locate(file))

    def _latest_of(self, history: History, ids: pl.DataFrame) -> pl.DataFrame:
        files = [file for one in history.active() if (file := one.file("records"))]
        return reading.latest_of([self._scan(file) for file in files], ids)

    def _locate(self, file: StoredFile) -> Path:
        if file.path not in self._checked:
            with_hash = self._hashed_bytes + file.size_bytes <= HASHED_ON_READING_BYTES
            damage = damage_of(self.folder, file, with_hash=with_hash)
            if damage:
                raise StoreDamaged(damage)
            self._hashed_bytes += file.size_bytes if with_hash else 0
            self._checked.add(file.path)
        return self.folder / file.path

    @contextmanager
    def _naming_backup(self) -> Iterator[None]:
        """Let the message about a damaged store name the last good backup, once."""
        try:
            yield
        except StoreDamaged as problem:
            advice = last_good_backup(self.folder)
            if advice in str(problem):
                raise
            raise StoreDamaged(f"{problem} {advice}") from problem
