"""``python -m data map FILE``: say which column of a table is which, see its first rows as records, keep it."""

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from data.commands_shared import add_command, clock, opened, person, print_json
from data.errors import RequestRefused
from data.profiles import DAY_FORMATS, Profile, check_profile, find_profile, keep_profile, missing_in, stored_profiles
from data.proposing import propose
from data.readers.mapping import preview
from data.readers.opening import open_file
from data.schema import MEASURES


def add_commands(commands: Any) -> None:
    """Add ``map`` to the command line."""
    parser = add_command(commands, "map", "say which column of an unknown table is which", run_map)
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--column", action="append", default=[], metavar="OURS=COLUMN", help="such as start_date=Date")
    parser.add_argument("--figure", action="append", default=[], metavar="COLUMN=MEASURE", help=", ".join(MEASURES))
    parser.add_argument("--constant", action="append", default=[], metavar="OURS=VALUE", help="the same in every row")
    parser.add_argument("--households", action="append", default=[], metavar="COLUMN", help="counts households")
    parser.add_argument("--leave", action="append", default=[], metavar="COLUMN", help="a proposed column not to read")
    parser.add_argument("--day-format", choices=list(DAY_FORMATS), help="how days are written")
    parser.add_argument("--rows", type=int, default=5, help="how many rows to show as records")
    parser.add_argument("--save", metavar="NAME", help="keep it: tables with these columns are then imported by it")


def run_map(arguments: argparse.Namespace) -> int:
    """Print what is proposed or was said, with the first rows as records; keep it where a name is given."""
    file = open_file(Path(arguments.file))
    proposal = propose(file, name=arguments.save or "")
    with opened(arguments) as store:
        kept = find_profile(proposal.profile.header, stored_profiles(store))
        start = replace(kept, name=arguments.save or kept.name) if kept is not None else proposal.profile
        profile = _as_said(start, arguments)
        check_profile(profile)
        if arguments.save:
            keep_profile(store, profile, by=person(), now=clock())
    missing = missing_in(profile)
    rows = [] if missing else preview(file, profile, rows=arguments.rows).to_dicts()
    used = {*profile.columns.values(), *profile.figures, *proposal.personal}
    document = {
        "file": file.name, **profile.as_json(), "missing": list(missing),
        "unused": [column for column in profile.header if column not in used],
        "personal": list(proposal.personal), "rows": rows, "saved": arguments.save,
    }  # fmt: skip
    if arguments.json:
        print_json(document)
    else:
        print("\n".join(_lines(document)))
    return 0


def _as_said(profile: Profile, arguments: argparse.Namespace) -> Profile:
    said_columns, said_figures = _pairs(arguments.column), _pairs(arguments.figure)
    taken = {*said_columns.values(), *said_figures, *arguments.leave}
    columns = {ours: column for ours, column in profile.columns.items() if column not in taken} | said_columns
    figures = {column: measure for column, measure in profile.figures.items() if column not in taken} | said_figures
    return replace(
        profile,
        columns=columns,
        figures=figures,
        constants={**profile.constants, **_pairs(arguments.constant)},
        day_format=arguments.day_format or profile.day_format,
        households=tuple(dict.fromkeys([*(c for c in profile.households if c in figures), *arguments.households])),
    )


def _pairs(texts: Iterable[str]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        left, sign, right = text.partition("=")
        if not (sign and left.strip() and right.strip()):
            raise RequestRefused(f"'{text}' does not say which is which: expected LEFT=RIGHT.")
        pairs[left.strip()] = right.strip()
    return pairs


def _lines(document: dict[str, Any]) -> list[str]:
    lines = [f"{document['file']}:"]
    lines += [f"  {column} is {ours}" for ours, column in document["columns"].items()]
    houses = document["households"]
    for column, measure in document["figures"].items():
        lines.append(f"  {column} counts {measure}" + (" in households" if column in houses else ""))
    lines += [f"  {ours} is always {value}" for ours, value in document["constants"].items()]
    lines += [f"  days are written like {DAY_FORMATS[document['day_format']]}"] if document["day_format"] else []
    lines += [f"  {column} is not read" for column in document["unused"]]
    lines += [f"  {column} could name a person and is never read" for column in document["personal"]]
    lines += [f"  still to be said: {words}" for words in document["missing"]]
    for row in document["rows"]:
        cells = [f"{name} {value}" for name, value in row.items() if value is not None and name != "source_row"]
        lines.append(f"  row {row['source_row']}: " + ", ".join(cells))
    if document["saved"]:
        lines.append(f"  kept as {document['saved']}: tables with these columns are imported by it from now on")
    return lines
