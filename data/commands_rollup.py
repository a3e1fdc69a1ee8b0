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
from data.store.rollups import ROLLUPS, rollup_damage

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
        sums = _in_folder(store, arguments) if isinstance(store, EmbeddedStore) else _in_database(store, arguments)
    if arguments.json:
        print_json({"place": store.place, "rollups": sums})
    else:
        print(f"{store.place}: {'rolled up' if sums else 'no records, nothing to roll up'}.")
        for name, number in sums.items():
            print(f"  {name}: {number:,} sums")
    return 0


def _in_folder(store: EmbeddedStore, arguments: argparse.Namespace) -> dict[str, int]:
    starts_anew = bool(rollup_damage(store.folder)[0])
    make = make_with_duckdb
    if arguments.engine == "spark":
        # Loaded here: Spark is no package of the dashboard.
        from data.store.rollup_spark import make_with_spark

        make = make_with_spark
        starts_anew = True  # Spark makes every source whole
    afresh = arguments.afresh or starts_anew
    edition = bring_up_to_date(store.folder, store.snapshot, by=person(), make=make, afresh=afresh)
    files = [one.file for one in edition.files] if edition else []
    return {name: sum(file.rows for file in files if file.role == name) for name in ROLLUPS if edition}


def _in_database(store: Store, arguments: argparse.Namespace) -> dict[str, int]:
    if arguments.engine == "spark":
        raise RequestRefused(f"Spark reads the files of a store in a folder; {store.place} rolls itself up.")
    # Loaded here: whoever has no office server need not wait for its driver.
    from data.store.postgres import PostgresStore

    assert isinstance(store, PostgresStore), "a store is in a folder or in a database"
    return store.roll_up(by=person(), afresh=arguments.afresh)
