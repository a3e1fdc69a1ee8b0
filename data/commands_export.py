"""``python -m data export``: the records behind a number as a file, with the data package that describes it."""

import argparse
import secrets
from contextlib import closing
from pathlib import Path
from typing import Any

from data.asking import open_desk
from data.commands_count import add_question, question_of
from data.commands_shared import clock, print_json
from data.errors import RequestRefused
from data.exports.files import ExportedFile, Form, export_file
from data.exports.listing import listing
from data.filled_store import open_filled_store
from data.queries.record_rows import Show
from data.store.durable import rename, told_plainly, write_bytes


def add_commands(commands: Any) -> None:
    """Add ``export`` to the command line; it asks as ``count`` does."""
    words = "write the records behind a number to a file, with its descriptor"
    parser = commands.add_parser("export", help=words, description=words)
    parser.set_defaults(run=run_export)
    add_question(parser)
    parser.add_argument("--format", choices=[form.value for form in Form], default=Form.CSV.value)
    parser.add_argument("--rows", choices=[show.value for show in Show], default=Show.ALL.value, help="in, out or all")
    parser.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help="without it: here")
    parser.add_argument("--store", metavar="PATH_OR_URL")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output, nothing else")


def run_export(arguments: argparse.Namespace) -> int:
    """Write the file and its descriptor and say where they are."""
    if arguments.by:
        raise RequestRefused("an export holds the records of one number: leave --by out and name what you want of it.")
    with closing(open_filled_store(arguments.store)) as store:
        desk = open_desk(store, arguments.known_at)
        answer = desk.count(question_of(arguments))
        records = listing(desk, answer, answer.total, show=Show(arguments.rows))
    file = export_file(records, Form(arguments.format), token=secrets.token_urlsafe(16), made_at=clock())
    paths = _keep(file, arguments.out)
    if arguments.json:
        print_json({"records": records.table.height, "file": str(paths[0]), "descriptor": str(paths[1])})
    else:
        print(f"{records.table.height:,} records: {paths[0]}, described by {paths[1]}")
    return 0


def _keep(file: ExportedFile, folder: Path) -> tuple[Path, Path]:
    if not folder.is_dir():
        raise RequestRefused(f"{folder} is no folder.")
    paths = folder / file.name, folder / file.descriptor_name
    with told_plainly(str(folder)):
        for path, content in zip(paths, (file.content, file.descriptor), strict=True):
            unfinished = path.with_name(f"{path.name}.part")
            write_bytes(content, unfinished)
            rename(unfinished, path)
    return paths
