"""Files that came through a page: kept under a name of our own while they are read, told by the name they came with."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from data.errors import ColumnsChanged, DataError, FormatUnknown, StoreBusy, StoreReadOnly
from data.import_report import FileReport
from data.importing import Progress, import_files
from data.readers.detection import find_reader
from data.readers.opening import OpenedFile, open_file
from data.store.interface import Store

LONGEST_NAME = 120


@dataclass(frozen=True)
class Upload:
    """A file as it came: the name to tell it by, and its bytes."""

    name: str
    content: bytes


class Standing(StrEnum):
    """Whether a store takes files now."""

    OPEN = "open"
    BUSY = "busy"
    READ_ONLY = "read_only"


def name_to_tell(given: str) -> str:
    """Return a file's name as people may see it: no folder, no control or reversing signs, not too long."""
    name = given.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C").strip()
    return shown[:LONGEST_NAME] or "file"


def standing_of(store: Store, *, by: str) -> tuple[Standing, str]:
    """Return whether a store takes files now, and in words why not."""
    try:
        with store.writing(by=by, wait_seconds=0):
            return Standing.OPEN, ""
    except StoreBusy as told:
        return Standing.BUSY, str(told)
    except StoreReadOnly as told:
        return Standing.READ_ONLY, str(told)


def import_upload(
    store: Store, upload: Upload, *, by: str, now: datetime, dry_run: bool, progress: Progress
) -> FileReport:
    """Import one file and return what became of it.

    Args:
        store: where it goes.
        upload: the file.
        by: who drops it.
        now: the time.
        dry_run: everything but keeping.
        progress: told before each step.
    """
    with TemporaryDirectory(prefix="tracker-") as folder:
        path = _kept(upload, Path(folder))
        reports = import_files(
            store, [path], by=by, now=now, dry_run=dry_run, progress=progress, names={path: upload.name}
        )
    return reports[0]


def is_unknown_table(upload: Upload) -> bool:
    """Return whether a refused file is a table whose columns a person could explain."""
    with TemporaryDirectory(prefix="tracker-") as folder:
        try:
            file = open_file(_kept(upload, Path(folder)), name=upload.name)
            # One column beside `source_row` can say nothing about people, place and day.
            if not any(table.width > 2 and table.height for table in file.sheets().values()):
                return False
            find_reader(file)
        except (FormatUnknown, ColumnsChanged):
            return True
        except DataError:
            return False
    return False


def opened(upload: Upload, folder: Path) -> OpenedFile:
    """Return an upload opened from a folder that lasts as long as it is read.

    Raises:
        FileUnreadable: it is broken or beyond the limits.
    """
    return open_file(_kept(upload, folder), name=upload.name)


def _kept(upload: Upload, folder: Path) -> Path:
    path = folder / "upload"
    path.write_bytes(upload.content)
    return path
