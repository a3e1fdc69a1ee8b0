"""The figures that ship: which files, from whom, under which terms, and which of them this installation leaves out.

``TRACKER_LEAVE_OUT`` names sources to leave out, joined by commas: ``TRACKER_LEAVE_OUT=idmc_gidd`` for whoever may
not use IDMC's database under the stricter of the two licences told of it.
"""

import hashlib
import os
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.errors import StoreDamaged

FOLDER = Path(__file__).parent / "bundled"
LEAVE_OUT = "TRACKER_LEAVE_OUT"


@dataclass(frozen=True)
class BundledFile:
    """One file that ships.

    Attributes:
        source: short name of the source, the name of its folder.
        path: where it lies.
        rows: data rows.
        sha256: hash of its bytes.
    """

    source: str
    path: Path
    rows: int
    sha256: str


@dataclass(frozen=True)
class BundledSource:
    """What ``SOURCE.toml`` says of one folder: ``other_licence`` is a second licence told of the same data."""

    source: str
    title: str
    publisher: str
    address: str
    licence: str
    other_licence: str | None
    day: date
    edition: str
    note: str
    files: tuple[BundledFile, ...]


def bundled_sources() -> tuple[BundledSource, ...]:
    """Return the sources that ship, by name, without those that this installation leaves out."""
    left_out = {name.strip() for name in os.environ.get(LEAVE_OUT, "").split(",")}
    folders = sorted(path.parent for path in FOLDER.glob("*/SOURCE.toml"))
    return tuple(_read_source(folder) for folder in folders if folder.name not in left_out)


def bundled_files() -> tuple[BundledFile, ...]:
    """Return the files that ship, ordered by source and name, without those that are left out."""
    return tuple(file for source in bundled_sources() for file in source.files)


def check_bundle() -> None:
    """Hold every file that ships against its hash.

    Raises:
        StoreDamaged: a file was changed; the message names it.
    """
    for file in bundled_files():
        if hashlib.sha256(file.path.read_bytes()).hexdigest() != file.sha256:
            raise StoreDamaged(f"{file.path.name} of {file.source} is not the file that shipped; install again.")


def _read_source(folder: Path) -> BundledSource:
    content = tomllib.loads((folder / "SOURCE.toml").read_text(encoding="utf-8"))
    files = [
        BundledFile(folder.name, folder / name, entry["rows"], entry["sha256"])
        for name, entry in sorted(content["files"].items())
    ]
    return BundledSource(
        source=folder.name,
        title=content["title"],
        publisher=content["publisher"],
        address=content["address"],
        licence=content["licence"],
        other_licence=content.get("other_licence"),
        day=date.fromisoformat(content["day"]),
        edition=content["edition"],
        note=content["note"],
        files=tuple(files),
    )
