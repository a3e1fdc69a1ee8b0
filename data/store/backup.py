"""Backups: a folder that is itself an embedded store, written whole, checked, and only then named good."""

import json
import shutil
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from data.errors import RequestRefused, StoreDamaged
from data.store import durable
from data.store.history import Line, StoredFile, as_utc, fold
from data.store.interface import Verification
from data.store.layout import BACKUPS, FILES, LEDGER, MANIFEST, WAITING_BACKUPS, WAITING_MANIFEST
from data.store.ledger import Ledger
from data.store.snapshots import prepare_manifest, read_manifest
from data.store.verify import verify_folder

_NONE_KNOWN = "No backup of it is known here; `python -m data restore BACKUP` brings one back."


def write_backup(to: Path, lines: Iterable[Line], bytes_of: Callable[[StoredFile], bytes]) -> Verification:
    """Write a store to a new folder and check it; the folder has its name only when it is whole.

    Args:
        to: folder that does not exist yet, or is empty.
        lines: the ledger.
        bytes_of: gives the bytes of a stored file.

    Raises:
        RequestRefused: the folder holds something.
        StoreDamaged: the copy is not sound, because what was copied is not; it is not kept.
        StoreFull: there is no room for it; nothing was kept.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise RequestRefused(f"{to} is not empty; choose a new folder for the backup.")
    partial = to.with_name(f"{to.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        with durable.told_plainly(str(to)):
            _fill(partial, list(lines), bytes_of)
        found = verify_folder(partial)
        if not found.is_sound:
            raise StoreDamaged(f"the backup is not sound and was not kept: {found.damaged[0]}")
        with durable.told_plainly(str(to)):
            if to.exists():
                to.rmdir()
            durable.rename(partial, to)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return found


def restore_folder(backup: Path, to: Path) -> Verification:
    """Bring a backup back as an embedded store in a new folder, with equal hashes.

    Raises:
        StoreDamaged: the backup itself is not sound.
        RequestRefused: the folder holds something, or there is no backup.
        StoreFull: there is no room for it; nothing was kept.
    """
    check_backup(backup)
    return write_backup(to, Ledger(backup / LEDGER).lines(), lambda file: (backup / file.path).read_bytes())


def check_backup(backup: Path) -> Verification:
    """Return the check of a backup. Raises StoreDamaged when it is not sound, RequestRefused when there is none."""
    if not (backup / LEDGER).is_file():
        raise RequestRefused(f"{backup} is no backup: it has no {LEDGER}.")
    found = verify_folder(backup)
    if not found.is_sound:
        raise StoreDamaged(f"the backup {backup} is damaged itself: {found.damaged[0]}")
    return found


def note_backup(folder: Path, to: Path, *, generation: int, at: datetime) -> None:
    """Write down beside the store where a good backup is, so that a damaged ledger can still name it."""
    known = _noted(folder)
    known.append({"to": str(to.resolve()), "generation": generation, "at": as_utc(at).isoformat(timespec="minutes")})
    waiting = folder / WAITING_BACKUPS
    with durable.told_plainly(str(folder)):
        durable.write_bytes(json.dumps(known, indent=1).encode(), waiting)
        durable.rename(waiting, folder / BACKUPS)


def last_good_backup(folder: Path) -> str:
    """Return a sentence that names the newest backup that is still there and whole in size."""
    for one in reversed(_noted(folder)):
        place = Path(one["to"])
        if _is_there(place):
            return (
                f"The last good backup is {place} of {one['at']} (generation {one['generation']}): "
                f"`python -m data restore {place}` brings it back."
            )
    return _NONE_KNOWN


def _fill(partial: Path, lines: list[Line], bytes_of: Callable[[StoredFile], bytes]) -> None:
    (partial / FILES).mkdir(parents=True)
    ledger = Ledger(partial / LEDGER)
    ledger.create()
    ledger.append(*lines)
    history = fold(lines)
    for file in (file for one in history.imports for file in one.files):
        path = partial / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.write_bytes(bytes_of(file), path)
        durable.sync_folder(path.parent)
    prepare_manifest(history, partial / WAITING_MANIFEST)
    durable.rename(partial / WAITING_MANIFEST, partial / MANIFEST)
    durable.sync_file(partial / LEDGER)
    durable.sync_folder(partial / FILES)


def _noted(folder: Path) -> list[dict[str, Any]]:
    try:
        known = json.loads((folder / BACKUPS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [one for one in known if isinstance(one, dict) and "to" in one] if isinstance(known, list) else []


def _is_there(place: Path) -> bool:
    try:
        history = read_manifest(place / MANIFEST)
        sizes = [(place / file.path).stat().st_size == file.size_bytes for one in history.imports for file in one.files]
    except (OSError, StoreDamaged):
        return False
    return all(sizes) and (place / LEDGER).is_file()
