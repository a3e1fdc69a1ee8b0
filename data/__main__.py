"""``python -m data``: the command line. Exit 0 done, 1 refused with reasons, 2 wrong use."""

import argparse
import sys
from collections.abc import Sequence

from data import (
    commands_count,
    commands_export,
    commands_imports,
    commands_map,
    commands_places,
    commands_policy,
    commands_rollup,
    commands_store,
    commands_template,
)
from data.commands_shared import print_json
from data.errors import DataError

_COMMANDS = (
    commands_imports, commands_template, commands_map, commands_count, commands_export, commands_places, commands_store,
    commands_rollup, commands_policy,
)  # fmt: skip
"""Modules with ``add_commands``; a new one gets a line here."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m data", description="Records in, numbers out.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in _COMMANDS:
        module.add_commands(commands)
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except DataError as refusal:
        if getattr(chosen, "json", False) or getattr(chosen, "format", None) == "json":
            print_json({"error": str(refusal)})
        print(f"Refused: {refusal}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
