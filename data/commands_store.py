"""``python -m data sources``, ``verify``, ``backup`` and ``restore``: what is loaded, and whether it is whole."""

import argparse
import os
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl

from data.commands_shared import add_command, clock, opened, person, print_json, print_table
from data.errors import RequestRefused
from data.schema import MEASURES, is_protected
from data.sources import SOURCES
from data.store.backup import restore_folder
from data.store.interface import Store, Verification
from data.store.opening import VARIABLE, open_store

_SHOWN = ("source", "title", "records", "countries", "newest", "age_days", "rhythm_days", "licence")


def add_commands(commands: Any) -> None:
    """Add the commands to the command line."""
    add_command(commands, "sources", "list the sources: what is loaded, from whom, how old", run_sources)
    add_command(commands, "verify", "check every file of the store against its hash", run_verify)
    parser = add_command(commands, "backup", "copy the store to a new folder and check the copy", run_backup)
    parser.add_argument("to", type=Path, metavar="FOLDER")
    parser = add_command(commands, "restore", "bring a backup back as a new store (--store says where)", run_restore)
    parser.add_argument("backup", type=Path, metavar="BACKUP")


def run_sources(arguments: argparse.Namespace) -> int:
    """List the sources that are loaded, then those that we know and have nothing of."""
    with opened(arguments) as store:
        rows = _sources(store)
    if arguments.json:
        print_json({"sources": rows})
    else:
        print_table(rows, _SHOWN, nothing="no sources")
    return 0


def _sources(store: Store) -> list[dict[str, Any]]:
    wanted = ("source", "source_name", "licence", "country_iso3", "start_date", "measure")
    # Of protected measures no rows are counted, for a row may be a case, and only the years are told.
    is_hidden = pl.col("measure").is_in([name for name in MEASURES if is_protected(name)])
    day = pl.when(is_hidden).then(pl.col("start_date").dt.truncate("1y")).otherwise("start_date")
    loaded = (
        store.current_records(columns=wanted)
        .group_by("source")
        .agg(
            pl.when(~is_hidden.all()).then((~is_hidden).sum()).alias("records"),
            pl.col("country_iso3").n_unique().alias("countries"),
            day.max().alias("newest"),
            pl.col("source_name").first(),
            pl.col("licence").first(),
        )
    )
    found = {row["source"]: row for row in loaded.sort("source").iter_rows(named=True)}
    today = clock().date()
    return [_source_row(name, found.get(name), today) for name in dict.fromkeys([*found, *SOURCES])]


def _source_row(name: str, loaded: dict[str, Any] | None, today: Any) -> dict[str, Any]:
    known = SOURCES.get(name)
    row = loaded or {"records": 0, "countries": 0, "newest": None, "source_name": None, "licence": None}
    newest = row["newest"]
    return {
        "source": name,
        "title": known.title if known else row["source_name"],
        "publisher": known.publisher if known else row["source_name"],
        "address": known.address if known else None,
        "licence": known.licence if known else row["licence"],
        "rhythm_days": known.rhythm_days if known else None,
        "records": row["records"],
        "countries": row["countries"],
        "newest": newest,
        "age_days": None if newest is None else max((today - newest).days, 0),
    }


def run_verify(arguments: argparse.Namespace) -> int:
    """Check the store; 1 when anything is damaged."""
    with closing(open_store(arguments.store, create=False)) as store:
        found = store.verify()
    return _tell(found, arguments, place=store.place)


def run_backup(arguments: argparse.Namespace) -> int:
    """Write a checked copy."""
    with closing(open_store(arguments.store, create=False)) as store:
        found = store.backup(arguments.to, by=person(), now=clock())
    return _tell(found, arguments, place=str(arguments.to))


def run_restore(arguments: argparse.Namespace) -> int:
    """Bring a backup back to a new folder."""
    place = arguments.store or os.environ.get(VARIABLE)
    if not place:
        raise RequestRefused("say where the store is to be restored: --store NEW_FOLDER.")
    found = restore_folder(arguments.backup, Path(place).expanduser())
    return _tell(found, arguments, place=place)


def _tell(found: Verification, arguments: argparse.Namespace, *, place: str) -> int:
    if arguments.json:
        print_json({
            "place": place, "is_sound": found.is_sound, "generation": found.generation, "records": found.records,
            "files_checked": found.files_checked, "damaged": list(found.damaged), "orphans": list(found.orphans),
        })  # fmt: skip
    else:
        state = "sound" if found.is_sound else "DAMAGED"
        print(f"{place}: {state}. {found.files_checked:,} files and {found.records:,} records checked.")
        for line in found.damaged:
            print(f"  {line}")
        for line in found.orphans:
            print(f"  left over from an import that was cut off, read by nobody: {line}")
    return int(not found.is_sound)
