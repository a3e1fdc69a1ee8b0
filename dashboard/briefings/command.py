"""``python -m dashboard briefing``: a briefing by command or by the clock. Exit 0 done, 1 refused, 2 wrong use."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from dashboard.briefings.content import Audience, Briefing, Paper
from dashboard.briefings.forms import FORMATS
from dashboard.briefings.office_template import OfficeTemplate, read_template
from dashboard.briefings.public_copy import write_public_copy
from dashboard.briefings.requests import SECTIONS, BriefingRequest, scope_of
from dashboard.briefings.workshop import Workshop
from dashboard.language import LANGUAGES
from data.commands_shared import clock, person, print_json
from data.errors import DataError, RequestRefused
from data.filled_store import open_filled_store
from data.store.durable import write_bytes


def main(arguments: Sequence[str]) -> int:
    """Make one briefing and return the exit code; nothing is written to a pipe or a log unless it failed."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if chosen.id and (chosen.country or chosen.event or chosen.as_of or chosen.section or chosen.audience):
        parser.error(
            "--id makes a briefing again as it was; leave out --country, --event, --as-of, --section, --audience"
        )
    if chosen.public and (chosen.id or chosen.format or chosen.out):
        parser.error("--public writes the page and tables of a new briefing; leave out --id, --format and --out")
    try:
        return _run(chosen)
    except DataError as refusal:
        if chosen.json:
            print_json({"error": str(refusal)})
        print(f"Refused: {refusal}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    words = "Make a briefing of the store as it is, or an old one again by its id."
    parser = argparse.ArgumentParser(prog="python -m dashboard briefing", description=words)
    parser.add_argument("--country", action="append", default=[], metavar="ISO3", help="may be given several times")
    parser.add_argument("--event", metavar="EVENT", help="such as beryl-2024")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="the day in the world; without it: today")
    parser.add_argument("--section", action="append", default=[], metavar="PART", help=", ".join(SECTIONS))
    parser.add_argument("--language", choices=sorted(LANGUAGES), metavar="CODE", help=", ".join(LANGUAGES))
    parser.add_argument("--audience", choices=[one.value for one in Audience])
    parser.add_argument("--format", choices=list(FORMATS), help="without it: pdf")
    parser.add_argument(
        "--paper", choices=[one.value for one in Paper], help="without it: that of the template, else a4"
    )
    parser.add_argument("--template", type=Path, metavar="FILE.toml", help="logo, colours, parts and standing text")
    parser.add_argument("--id", metavar="ID", help="make this one again, with its numbers")
    parser.add_argument("--out", type=Path, metavar="FILE", help="without it: a name of its own in this folder")
    parser.add_argument("--public", type=Path, metavar="FOLDER", help="page and tables for anybody, for a web server")
    parser.add_argument("--store", metavar="PATH_OR_URL", help="without it: TRACKER_STORE, else your data folder")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output, nothing else")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day such as 2024-07-10") from None


def _run(chosen: argparse.Namespace) -> int:
    template = read_template(chosen.template) if chosen.template else OfficeTemplate()
    paper = Paper(chosen.paper) if chosen.paper else template.paper or Paper.A4
    with closing(open_filled_store(chosen.store)) as store:
        workshop = Workshop(store, template.look, template.address)
        briefing = (
            workshop.again(chosen.id, language=chosen.language) if chosen.id else _made(workshop, chosen, template)
        )
    if chosen.public:
        files = write_public_copy(briefing, chosen.public)
    else:
        files = (_write(briefing, chosen.format or "pdf", chosen.out, paper),)
    _tell(briefing, files, chosen)
    return 0


def _made(workshop: Workshop, chosen: argparse.Namespace, template: OfficeTemplate) -> Briefing:
    now = clock()
    request = BriefingRequest(
        scope=scope_of(chosen.country, chosen.event),
        day=chosen.as_of or now.date(),
        sections=tuple(chosen.section) or template.sections or SECTIONS,
        language=chosen.language or "en",
        audience=Audience.PUBLIC if chosen.public else Audience(chosen.audience or Audience.OFFICE),
    )
    if request.day > now.date():
        raise RequestRefused(f"the day {request.day} is yet to come.")
    return workshop.make(request, by=person(), now=now)


def _write(briefing: Briefing, form: str, out: Path | None, paper: Paper) -> Path:
    path = out or Path(f"{briefing.file_name}.{FORMATS[form].ending}")
    content = FORMATS[form].make(briefing, paper)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        waiting = path.with_name(f".{path.name}.part")
        write_bytes(content, waiting)
        waiting.replace(path)
    except OSError as problem:
        raise RequestRefused(f"{path} cannot be written: {problem.strerror or problem}.") from None
    return path


def _tell(briefing: Briefing, files: Sequence[Path], chosen: argparse.Namespace) -> None:
    """Tell a person at a terminal what was made; a clock's log stays empty."""
    if chosen.json:
        names = [str(path) for path in files]
        has_changed = briefing.since is not None
        known_at = briefing.known_at.isoformat()
        print_json({"id": briefing.id, "files": names, "known_at": known_at, "has_changed_since": has_changed})
    elif sys.stdout.isatty():
        print(f"Briefing {briefing.id}: {files[0] if len(files) == 1 else chosen.public}")
