"""``python -m data import``, ``undo``, ``imports`` and ``quarantine``: files in, out again, and what was returned."""

import argparse
from pathlib import Path
from typing import Any

from data.commands_shared import add_command, clock, opened, person, print_json, print_table, progress_bar
from data.errors import RequestRefused
from data.import_report import Status, report_lines
from data.importing import import_files
from data.quarantine import quarantine_csv
from data.store.interface import ImportEntry

_SHOWN = ("import_id", "imported_at", "by", "file", "source", "records", "quarantined", "state")


def add_commands(commands: Any) -> None:
    """Add the commands to the command line."""
    parser = add_command(commands, "import", "import files", run_import)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--source", metavar="NAME", help="short name of the source, where the content does not tell")
    parser.add_argument("--dry-run", action="store_true", help="read and check, keep nothing")
    parser = add_command(commands, "undo", "take an import out again; earlier moments still show it", run_undo)
    parser.add_argument("import_id", metavar="IMPORT")
    add_command(commands, "imports", "list all imports", run_imports)
    parser = add_command(commands, "quarantine", "show the rows of an import that were returned", run_quarantine)
    parser.add_argument("import_id", metavar="IMPORT")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write the rows as CSV, to be mended and imported again"
    )


def run_import(arguments: argparse.Namespace) -> int:
    """Import the files; 1 when any was refused, whatever became of the others."""
    with opened(arguments) as store, progress_bar(is_shown=not arguments.json) as bar:
        reports = import_files(
            store, arguments.files, by=person(), now=clock(), source=arguments.source, dry_run=arguments.dry_run,
            progress=bar,
        )  # fmt: skip
    if arguments.json:
        print_json({"files": [report.as_json() for report in reports]})
    else:
        print("\n".join(report_lines(reports)))
    return int(any(report.status is Status.REFUSED for report in reports))


def run_undo(arguments: argparse.Namespace) -> int:
    """Undo an import."""
    with opened(arguments) as store:
        entry = store.undo(arguments.import_id, by=person(), now=clock())
    if arguments.json:
        print_json(entry_document(entry))
    else:
        print(f"import {entry.import_id} ({entry.file_name}) is undone.")
    return 0


def run_imports(arguments: argparse.Namespace) -> int:
    """List the imports, oldest first, undone ones too."""
    with opened(arguments) as store:
        entries = [entry_document(entry) for entry in store.imports()]
    if arguments.json:
        print_json({"imports": entries})
    else:
        print_table(entries, _SHOWN, nothing="nothing was imported yet")
    return 0


def entry_document(entry: ImportEntry) -> dict[str, Any]:
    """Return an import as a document for another program."""
    counts = entry.counts
    return {
        "import_id": entry.import_id,
        "kind": entry.kind,
        "file": entry.file_name,
        "sha256": entry.sha256,
        "size_bytes": entry.size_bytes,
        "source": entry.source,
        "reader": entry.reader,
        "note": entry.note,
        "by": entry.imported_by,
        "imported_at": f"{entry.imported_at:%Y-%m-%dT%H:%M:%SZ}",
        "rows_read": counts.rows_read,
        "accepted": counts.accepted,
        "revised": counts.revised,
        "unchanged": counts.unchanged,
        "quarantined": counts.quarantined,
        "outside_region": counts.outside_region,
        "records": entry.records,
        "references": dict(entry.references),
        "state": "active" if entry.undone_at is None else "undone",
        "undone_by": entry.undone_by,
        "undone_at": None if entry.undone_at is None else f"{entry.undone_at:%Y-%m-%dT%H:%M:%SZ}",
    }


def run_quarantine(arguments: argparse.Namespace) -> int:
    """Show, or write to a file, the rows of an import that were returned."""
    with opened(arguments) as store:
        found = store.quarantine(arguments.import_id)
    if arguments.out is not None:
        _write_new(arguments.out, quarantine_csv(found))
    if arguments.json:
        print_json({
            "import_id": found.entry.import_id,
            "file": found.entry.file_name,
            "rows": [_row_document(row) for row in found.rows.iter_rows(named=True)],
            "problems": found.problems.rename({"source_row": "row"}).to_dicts(),
        })  # fmt: skip
    else:
        for message in found.problems["message"]:
            print(message)
        print(f"{found.rows.height:,} rows of {found.entry.file_name} were returned.")
    return 0


def _row_document(row: dict[str, Any]) -> dict[str, Any]:
    cells = {name: value for name, value in row.items() if name != "source_row" and value is not None}
    return {"row": row["source_row"], "cells": cells}


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="") as stream:
            stream.write(text)
    except FileExistsError:
        raise RequestRefused(f"{path} exists already; choose another name.") from None
    except OSError as error:
        raise RequestRefused(f"{path} cannot be written: {error.strerror}.") from error
