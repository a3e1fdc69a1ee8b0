"""What became of files, and what was imported before, in the reader's words."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

import pandas as pd

from dashboard import formats
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.place_labels import state_name
from data.import_report import FileReport, Status
from data.schema import is_protected
from data.store.interface import ImportEntry, RowCounts

_COMMAND = " Say which column is which with `python -m data map`."


def outcomes_table(reports: Sequence[FileReport], *, unknown: Collection[str] = ()) -> pd.DataFrame:
    """Return one row per file: what became of it and of its rows; a refused file has no counts.

    Args:
        reports: one per file.
        unknown: hashes of the files whose columns a person can explain.
    """
    return pd.DataFrame(
        {
            _("File"): [report.file for report in reports],
            _("What became of it"): [status_words(report, is_unknown=report.sha256 in unknown) for report in reports],
            **_counts([None if report.status is Status.REFUSED else report.counts for report in reports]),
            _("Without a known place"): pd.array(
                [None if report.status is Status.REFUSED else report.unplaced for report in reports], dtype="Int64"
            ),
        }
    )


def _counts(counts: Sequence[RowCounts | None]) -> dict[str, object]:
    columns = {
        _("Rows read"): "rows_read",
        _("New"): "accepted",
        _("Changed"): "revised",
        _("Unchanged"): "unchanged",
        _("Returned"): "quarantined",
        _("Outside the region"): "outside_region",
    }
    return {
        title: pd.array([None if one is None else getattr(one, name) for one in counts], dtype="Int64")
        for title, name in columns.items()
    }


def status_words(report: FileReport, *, is_unknown: bool = False) -> str:
    """Return what became of a file as a whole."""
    if is_unknown:
        return _("waits for its columns")
    if report.status is Status.REFUSED:
        return _("refused")
    if report.status is Status.ALREADY_IMPORTED:
        return _("already imported")
    return _("imported") if report.import_id is not None else _("checked, nothing kept")


def went_words(report: FileReport) -> str:
    """Return what a file that was read brought to the store, to follow its name."""
    counts = report.counts
    if report.import_id is None:
        return _("was checked. Nothing was kept.")
    if counts.accepted or counts.revised:
        return (
            _("is in but for the rows that came back.") if counts.quarantined else _("is in. Every page shows it now.")
        )
    if counts.quarantined:
        return _("brought nothing new; rows came back.") if counts.unchanged else _("came back: no row of it went in.")
    if counts.unchanged:
        return _("brought nothing new: every row is in the store already.")
    return _("was read, but all its rows lie outside the region.") if counts.rows_read else _("holds no rows.")


def refusal_words(report: FileReport) -> str:
    """Return why a file was refused; on a page nobody needs the command that the message ends with."""
    return report.message.removesuffix(_COMMAND)


def counts_sentence(report: FileReport) -> str:
    """Return what became of the rows of a file that was read."""
    counts = report.counts
    read = ngettext("{count} row read", "{count} rows read", counts.rows_read)
    parts = [
        _("{count} new").format(count=formats.number(counts.accepted)),
        _("{count} changed").format(count=formats.number(counts.revised)),
        _("{count} unchanged").format(count=formats.number(counts.unchanged)),
        _("{count} returned").format(count=formats.number(counts.quarantined)),
        _("{count} outside the region").format(count=formats.number(counts.outside_region)),
    ]
    return f"{read.format(count=formats.number(counts.rows_read))}: {', '.join(parts)}."


def unplaced_sentence(report: FileReport) -> str:
    """Return how many records wait for a person to say where they are; empty where none does."""
    if not report.unplaced:
        return ""
    words = ngettext(
        "{count} record is in, but no list knows its place: it counts for the state and waits below.",
        "{count} records are in, but no list knows their place: they count for the state and wait below.",
        report.unplaced,
    )
    return words.format(count=formats.number(report.unplaced))


def vanished_table(report: FileReport) -> pd.DataFrame:
    """Return the records that an earlier file had and this one has no more.

    Figures of protection cases and trafficking are not repeated on a screen.
    """
    rows = report.vanished.to_dicts()
    return pd.DataFrame(
        {
            _("What is counted"): [measure_label(row["measure"]) for row in rows],
            _("State"): [state_name(row["country_iso3"] or "") for row in rows],
            _("Place"): [row["provider_place_name"] or "" for row in rows],
            _("Day"): [formats.short_day(row["start_date"]) for row in rows],
            _("Figure"): [
                formats.MISSING
                if is_protected(row["measure"]) or row["figure"] is None
                else formats.number(row["figure"])
                for row in rows
            ],
        }
    )


def history_table(entries: Sequence[ImportEntry]) -> pd.DataFrame:
    """Return all imports, the newest first, undone ones too."""
    newest_first = sorted(entries, key=lambda entry: -entry.sequence)
    return pd.DataFrame(
        {
            _("When (UTC)"): [moment(entry.imported_at) for entry in newest_first],
            _("Who"): [entry.imported_by for entry in newest_first],
            _("What"): [entry_title(entry) for entry in newest_first],
            _("State"): [_("in use") if entry.undone_at is None else _("undone") for entry in newest_first],
            **_counts([entry.counts for entry in newest_first]),
            _("Records"): pd.array([entry.records for entry in newest_first], dtype="Int64"),
            _("Number"): [entry.import_id for entry in newest_first],
            _("Undone"): ["" if entry.undone_at is None else state_words(entry) for entry in newest_first],
        }
    )


def entry_title(entry: ImportEntry) -> str:
    """Return what an import was: the name of a file, the figures that ship, or a decision about a place."""
    if entry.kind == "bundled":
        return _("the figures that ship")
    if entry.kind == "carried":
        return _("kept after an undo, because another file says it too")
    if entry.kind == "confirmation":
        return _("place confirmed: {note}").format(note=entry.note)
    return entry.file_name


def state_words(entry: ImportEntry) -> str:
    """Return whether an import counts, or since when it does not and who undid it."""
    if entry.undone_at is None:
        return _("in use")
    return _("undone {when} by {who}").format(when=moment(entry.undone_at), who=entry.undone_by or "")


def moment(at: datetime) -> str:
    """Return a time to the minute, UTC, as the store keeps it."""
    return f"{formats.short_day(at.astimezone(UTC).date())} {at.astimezone(UTC):%H:%M}"
