"""``python -m data template NAME``: an empty table of ours, to be filled in and imported."""

import argparse
import sys
from pathlib import Path
from typing import Any

from data.commands_shared import print_json
from data.errors import RequestRefused
from data.template_files import FORMATS, template_bytes
from data.templates import TEMPLATES, find_template


def add_commands(commands: Any) -> None:
    """Add ``template`` to the command line."""
    words = "; ".join(f"{template.name}: {template.title}" for template in TEMPLATES.values())
    parser = commands.add_parser("template", help="write an empty table to be filled in", epilog=words)
    parser.set_defaults(run=run_template)
    parser.add_argument("name", metavar="NAME", help=", ".join(TEMPLATES))
    parser.add_argument("--format", choices=FORMATS, help="without it: as the name of --out says, else csv")
    parser.add_argument("--out", metavar="FILE", help="without it: NAME.csv or NAME.xlsx here; - is standard output")
    parser.add_argument("--json", action="store_true")


def run_template(arguments: argparse.Namespace) -> int:
    """Write the file; one that is there already is left alone."""
    template = find_template(arguments.name)
    out = arguments.out
    suffix = Path(out).suffix.lstrip(".").lower() if out and out != "-" else ""
    file_format = arguments.format or (suffix if suffix in FORMATS else "csv")
    content = template_bytes(template.name, file_format)
    if out == "-":
        sys.stdout.buffer.write(content)
        return 0
    path = Path(out or f"{template.name}.{file_format}")
    _write(path, content)
    if arguments.json:
        print_json({"template": template.name, "file": str(path), "columns": list(template.header)})
    else:
        print(f"{path}: {template.title}. {template.purpose}")
    return 0


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        raise RequestRefused(f"{path} is there already; it was left as it is. Name another file with --out.") from None
    except OSError as error:
        raise RequestRefused(f"{path} cannot be written: {error.strerror}.") from error
