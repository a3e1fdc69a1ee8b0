"""``python -m data rollup``: sums that counting asks for are made ready, for a store with millions of records."""

import argparse
from contextlib import closing
from typing import Any

from data.commands_shared import add_command, person, print_json
from data.errors import RequestRefused
from data.store.embedded import EmbeddedStore
from data.store.interface import Store
from data.store.opening import open_store
from data.store.rollup_making import bring_up_to_date, make_with_duckdb
from data.store.rollups import ROLLUPS, Edition, rollup_damage

_ENGINES = ("here", "spark")


def add_commands(commands: Any) -> None:
    """Add the command to the command line."""
    words = "make the sums that counting asks for ready, for quick answers from millions of records"
    parser = add_command(commands, "rollup", words, run_rollup)
    parser.add_argument(
        "--engine", choices=_ENGINES, default="here", help="spark: the cluster that TRACKER_SPARK names"
    )
    parser.add_argument("--afresh", action="store_true", help="make all of them anew, not only those that changed")


def run_rollup(arguments: argparse.Namespace) -> int:
    """Bring the roll-ups of a store up to date and tell what there is."""
    with closing(open_store(arguments.store, create=False)) as store:
        edition = _rolled_up(store, arguments)
    return _tell(edition, arguments, place=store.place)


def _rolled_up(store: Store, arguments: argparse.Namespace) -> Edition | None:
    if not isinstance(store, EmbeddedStore):
        raise RequestRefused(f"{store.place} keeps its own roll-ups; this command is for a store in a folder.")
    is_damaged = bool(rollup_damage(store.folder)[0])
    make = make_with_duckdb
    if arguments.engine == "spark":
        # Loaded here: Spark is no package of the dashboard.
        from data.store.rollup_spark import make_with_spark

        make = make_with_spark
    return bring_up_to_date(store.folder, store.snapshot, by=person(), make=make, afresh=arguments.afresh or is_damaged)


def _tell(edition: Edition | None, arguments: argparse.Namespace, *, place: str) -> int:
    files = [one.file for one in edition.files] if edition else []
    rows = {name: sum(file.rows for file in files if file.role == name) for name in ROLLUPS}
    size = sum(file.size_bytes for file in files)
    if arguments.json:
        print_json({"place": place, "rollups": rows if edition else {}, "files": len(files), "size_bytes": size})
    elif edition is None:
        print(f"{place}: no records, nothing to roll up.")
    else:
        print(f"{place}: rolled up in {len(files)} files of {size / 1e6:,.1f} MB.")
        for name, number in rows.items():
            print(f"  {name}: {number:,} sums")
    return 0
