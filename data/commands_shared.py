"""What the commands share: where the store is, who acts, JSON and tables on the terminal, and a progress bar."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from data.filled_store import open_filled_store
from data.importing import Progress as Tell
from data.store.interface import Store


def add_command(commands: Any, name: str, words: str, run: Any, *, has_json: bool = True) -> argparse.ArgumentParser:
    """Add a command with ``--store`` and, where it answers with a document, ``--json``."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    parser.add_argument("--store", metavar="PATH_OR_URL", help="without it: TRACKER_STORE, else your data folder")
    if has_json:
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output, nothing else")
    return parser


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[Store]:
    """Open the store that the arguments mean; a new one is filled with the figures that ship."""
    with closing(open_filled_store(arguments.store)) as store:
        yield store


def person() -> str:
    """Return who acts, for the ledger: ``TRACKER_USER``, else the name that this computer has for its user."""
    return os.environ.get("TRACKER_USER") or getpass.getuser()


def clock() -> datetime:
    """Return the time; the only place of the command line that reads the clock."""
    return datetime.now(UTC)


def print_json(document: object) -> None:
    """Print a document for another program."""
    print(json.dumps(document, ensure_ascii=False, indent=1, default=str))


def print_table(rows: Sequence[Mapping[str, object]], columns: Sequence[str], *, nothing: str) -> None:
    """Print rows in aligned columns, or what to say where there are none."""
    if not rows:
        print(nothing)
        return
    lines = [list(columns), *[["" if row[name] is None else str(row[name]) for name in columns] for row in rows]]
    widths = [max(len(line[position]) for line in lines) for position in range(len(columns))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


@contextmanager
def progress_bar(*, is_shown: bool) -> Iterator[Tell | None]:
    """Show a bar on standard error while something long runs; nothing where that is no terminal."""
    if not (is_shown and sys.stderr.isatty()):
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda words, share: bar.update(task, description=words, completed=share)
