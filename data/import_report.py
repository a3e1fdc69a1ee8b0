"""What became of a file, as a value: the answer of ``import --json`` and what the Imports page shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import polars as pl

from data.readers.drafts import no_problems
from data.store.interface import ImportEntry, RowCounts

MOST_PROBLEMS = 1_000
"""How many problems ``import --json`` lists; ``quarantine IMPORT`` gives all."""


class Status(StrEnum):
    """What became of a file as a whole."""

    IMPORTED = "imported"
    ALREADY_IMPORTED = "already_imported"
    REFUSED = "refused"


@dataclass(frozen=True, eq=False)
class FileReport:
    """What became of one file.

    Attributes:
        file: its name as it was given.
        status: imported, already imported, or refused.
        sha256: hash of its bytes, where they could be read.
        source: short name of the source.
        reader: name of the reader that took it.
        import_id: the import in the store; none for a trial run.
        counts: what became of each row: the last five add up to the first.
        problems: everything wrong with the rows that were returned, then remarks on rows that went in.
        message: one sentence for people: why it was refused, or when and by whom it was imported before.
        unplaced: records that went in and whose place waits for a person.
        vanished: records that an earlier file of this source had and this one, though it covers them, has not
            (``data/vanishing.py``).
    """

    file: str
    status: Status
    sha256: str | None = None
    source: str | None = None
    reader: str | None = None
    import_id: str | None = None
    counts: RowCounts = field(default_factory=RowCounts)
    problems: pl.DataFrame = field(default_factory=no_problems)
    message: str = ""
    unplaced: int = 0
    vanished: pl.DataFrame = field(default_factory=pl.DataFrame)

    def as_json(self) -> dict[str, Any]:
        """Return the entry of the file in ``import --json``."""
        listed = self.problems.head(MOST_PROBLEMS).rename({"source_row": "row"}).to_dicts()
        if self.status is Status.REFUSED:
            listed = [{"row": None, "column": None, "value": None, "rule": "refused", "message": self.message}]
        counts = self.counts
        return {
            "file": self.file,
            "sha256": self.sha256,
            "source": self.source,
            "import_id": self.import_id,
            "status": self.status.value,
            "rows_read": counts.rows_read,
            "accepted": counts.accepted,
            "revised": counts.revised,
            "unchanged": counts.unchanged,
            "quarantined": counts.quarantined,
            "outside_region": counts.outside_region,
            "problems": listed,
        }


def refused(file: str, reason: str, *, sha256: str | None = None, source: str | None = None) -> FileReport:
    """Return the report of a file of which nothing went in."""
    return FileReport(file, Status.REFUSED, sha256=sha256, source=source, message=reason)


def already_imported(file: str, entry: ImportEntry) -> FileReport:
    """Return the report of a file whose bytes are in the store: its rows that went in are unchanged."""
    before = entry.counts
    inside = before.accepted + before.revised + before.unchanged
    counts = RowCounts(before.rows_read, 0, 0, inside, before.quarantined, before.outside_region)
    when = f"{entry.imported_at:%Y-%m-%d %H:%M} UTC"
    message = (
        f"{file}: already imported on {when} by {entry.imported_by} as import {entry.import_id} ({entry.file_name})."
    )
    return FileReport(
        file, Status.ALREADY_IMPORTED, sha256=entry.sha256, source=entry.source, reader=entry.reader,
        import_id=entry.import_id, counts=counts, message=message,
    )  # fmt: skip


def report_lines(reports: Sequence[FileReport], *, most_problems: int = 20) -> list[str]:
    """Return the reports in words for a terminal."""
    return [line for report in reports for line in _lines(report, most_problems)]


def _lines(report: FileReport, most_problems: int) -> list[str]:
    if report.status is Status.REFUSED:
        return [f"{report.file}: refused. {report.message}"]
    if report.status is Status.ALREADY_IMPORTED:
        return [report.message]
    counts = report.counts
    name = f"import {report.import_id}" if report.import_id else "trial run, nothing kept"
    lines = [
        f"{report.file}: {report.reader} ({name}). {counts.rows_read:,} rows read: {counts.accepted:,} accepted, "
        f"{counts.revised:,} revised, {counts.unchanged:,} unchanged, {counts.quarantined:,} quarantined, "
        f"{counts.outside_region:,} outside the region."
    ]
    if report.unplaced:
        lines.append(f"  {report.unplaced:,} records wait for their place: see `python -m data places`.")
    if report.vanished.height:
        lines.append(f"  {report.vanished.height:,} records of this source are not in the file any more; they stay:")
        lines += [f"    {_vanished_line(row)}" for row in report.vanished.head(most_problems).to_dicts()]
    lines += [f"  {message}" for message in report.problems["message"].head(most_problems)]
    if report.problems.height > most_problems:
        lines.append(f"  ... and {report.problems.height - most_problems:,} more: `python -m data quarantine IMPORT`.")
    return lines


def _vanished_line(row: dict[str, Any]) -> str:
    said = (row["measure"], row["country_iso3"], row["provider_place_name"], row["start_date"], row["figure"])
    return " ".join(str(value) for value in said if value is not None)
