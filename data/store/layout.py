"""Names inside the folder of an embedded store, the same in a backup."""

from pathlib import Path

from data.errors import RequestRefused

LEDGER = "ledger.sqlite"
MANIFEST = "manifest.json"
WAITING_MANIFEST = "manifest.waiting"
LOCK = "lock"
FILES = "files"
STAGING = "staging"
ROLLUPS = "rollups"
BACKUPS = "backups.json"
WAITING_BACKUPS = "backups.waiting"
OURS = frozenset(
    {LEDGER, f"{LEDGER}-journal", MANIFEST, WAITING_MANIFEST, LOCK, FILES, STAGING, ROLLUPS, BACKUPS, WAITING_BACKUPS}
)


def file_name(role: str) -> str:
    """Return the file name of a role; what stands behind a colon is a table's name."""
    return f"{role.replace(':', '-')}.parquet"


def refuse_foreign(folder: Path) -> None:
    """Refuse to make a store in a folder that holds something else. Raises RequestRefused."""
    foreign = sorted(one.name for one in folder.iterdir() if one.name not in OURS) if folder.is_dir() else []
    if foreign:
        raise RequestRefused(f"{folder} is not a store and not empty (it holds {foreign[0]}); choose another folder.")
