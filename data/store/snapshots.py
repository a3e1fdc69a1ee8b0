"""Which files answer a question at a moment, and the manifest that tells readers without a lock."""

import json
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from data.errors import StoreDamaged
from data.store import durable
from data.store.history import History, StoredFile, history_from_json, history_to_json
from data.store.interface import Snapshot

FORMAT = 1
REFERENCE = "reference:"


def make_snapshot(
    history: History,
    known_at: datetime | None,
    *,
    locate: Callable[[StoredFile], Path] | None,
    locate_reference: Callable[[StoredFile], Path],
    database: str | None = None,
) -> Snapshot:
    """Return the snapshot of a history at a moment.

    Args:
        history: all that happened.
        known_at: the moment; None for the newest.
        locate: gives the path of a file of records; None where the records live in a database.
        locate_reference: gives the path of a file of a reference table.
        database: address of that database.
    """
    known = history.known(known_at)
    active = known.active()
    records = [file for one in active if (file := one.file("records")) is not None]
    tables: dict[str, tuple[Path, ...]] = {}
    for file in (file for one in active for file in one.files if file.role.startswith(REFERENCE)):
        table = file.role.removeprefix(REFERENCE)
        tables[table] = (*tables.get(table, ()), locate_reference(file))
    return Snapshot(
        generation=known.generation,
        known_at=known_at,
        last_change=known.times[-1] if known.times else None,
        record_files=tuple(locate(file) for file in records) if locate else (),
        has_revisions=any(file.is_revising for file in records),
        reference_files=tables,
        import_ids=tuple(one.entry.import_id for one in active),
        database=database,
        record_hashes=tuple(file.sha256 for file in records),
    )


def prepare_manifest(history: History, waiting: Path) -> None:
    """Write a manifest under a name that nobody reads yet; renaming it later needs no room on the disk."""
    body = json.dumps(history_to_json(history), ensure_ascii=False)
    whole = {"format": FORMAT, "sha256": sha256(body.encode()).hexdigest(), "body": body}
    durable.write_bytes(json.dumps(whole, ensure_ascii=False).encode(), waiting)


def read_manifest(path: Path) -> History:
    """Return the history that a manifest holds.

    Raises:
        FileNotFoundError: there is none.
        StoreDamaged: it does not match its own hash, or a newer program wrote it.
    """
    content = path.read_bytes()
    try:
        whole = json.loads(content)
        version, body = whole["format"], whole["body"]
        is_whole = sha256(body.encode()).hexdigest() == whole["sha256"]
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise StoreDamaged(f"{path} is damaged: it is not a manifest ({problem}).") from problem
    if not is_whole:
        raise StoreDamaged(f"{path} is damaged: it does not match its own hash.")
    if version != FORMAT:
        raise StoreDamaged(f"{path} has format {version}; this program reads format {FORMAT}. Use the newer program.")
    return history_from_json(json.loads(body))
