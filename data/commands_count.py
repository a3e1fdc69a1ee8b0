"""``python -m data count`` and ``explain``: a number for the terminal or another program, never without its making."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from data.asking import open_desk
from data.errors import RequestRefused
from data.filled_store import open_filled_store
from data.formulas import safe_cell
from data.queries.answer import Answer
from data.queries.presenting import answer_document, flat_row, making_document, making_lines, plain
from data.queries.question import COLUMN_OF, By, FlowDating, Question
from data.schema import MEASURES


def add_commands(commands: Any) -> None:
    """Add ``count`` and ``explain`` to the command line; both take the same arguments."""
    for name, words in (("count", "count a measure"), ("explain", "say how a number was made")):
        parser = commands.add_parser(name, help=words)
        parser.set_defaults(run=run_count if name == "count" else run_explain)
        add_question(parser)
        parser.add_argument("--format", choices=["table", "json", "csv"], default="table")
        parser.add_argument("--store", metavar="PATH_OR_URL")


def add_question(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say what is asked; ``question_of`` reads them."""
    parser.add_argument("measure", choices=sorted(MEASURES), metavar="MEASURE", help=", ".join(sorted(MEASURES)))
    parser.add_argument("--country", action="append", default=[], metavar="ISO3", help="may be given several times")
    parser.add_argument("--origin", action="append", default=[], metavar="ISO3", help="country people come from")
    parser.add_argument("--by", action="append", default=[], choices=[by.value for by in By])
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="the day in the world; without it: today")
    parser.add_argument("--from", type=_day, dest="date_from", metavar="DATE", help="first day of a period")
    parser.add_argument("--to", type=_day, dest="date_to", metavar="DATE", help="last day of a period")
    parser.add_argument("--known-at", type=_moment, metavar="TIME", help="the moment in the store, ISO 8601, UTC")
    parser.add_argument("--source", metavar="NAME")
    parser.add_argument("--operation", metavar="NAME")
    parser.add_argument("--event", metavar="EVENT")
    parser.add_argument("--hazard", metavar="HAZARD")
    parser.add_argument("--dating", choices=[way.value for way in FlowDating], default=FlowDating.END.value)


def run_count(arguments: argparse.Namespace) -> int:
    """Print the answer; 0 also where a total is refused."""
    answer = _answer(arguments)
    if arguments.format == "json":
        print(json.dumps(answer_document(answer), ensure_ascii=False, indent=1))
    elif arguments.format == "csv":
        sys.stdout.write(_csv(answer))
    else:
        print(_table(answer))
    return 0


def run_explain(arguments: argparse.Namespace) -> int:
    """Print the answer and every figure in it and beside it."""
    answer = _answer(arguments)
    if arguments.format == "json":
        print(json.dumps(making_document(answer), ensure_ascii=False, indent=1))
        return 0
    measure = answer.question.measure_info
    print(f"{measure.label} ({measure.kind}): {measure.definition} [{measure.definition_source}]")
    print(_table(answer))
    print("\n".join([*making_lines(answer.total.making), *(f"rule: {rule}" for rule in answer.rules)]))
    return 0


def _answer(arguments: argparse.Namespace) -> Answer:
    store = open_filled_store(arguments.store)
    try:
        return open_desk(store, arguments.known_at).count(question_of(arguments))
    finally:
        store.close()


def question_of(arguments: argparse.Namespace) -> Question:
    """Return the question that the arguments ask.

    Raises:
        RequestRefused: they name two last days, or a country that is no ISO3 code.
    """
    if arguments.as_of and arguments.date_to and arguments.as_of != arguments.date_to:
        raise RequestRefused(f"--as-of {arguments.as_of} and --to {arguments.date_to} name two different last days.")
    for code in (*arguments.country, *arguments.origin):
        if len(code) != 3 or not code.isalpha():
            raise RequestRefused(f"country '{code}' is not an ISO3 code such as JAM.")
    today = datetime.now(UTC).date()
    return Question(
        measure=arguments.measure,
        as_of=arguments.as_of or arguments.date_to or today,
        by=tuple(By(name) for name in arguments.by),
        countries=tuple(code.upper() for code in arguments.country),
        origins=tuple(code.upper() for code in arguments.origin),
        date_from=arguments.date_from,
        known_at=arguments.known_at,
        source=arguments.source,
        operation=arguments.operation,
        event=arguments.event,
        hazard=arguments.hazard,
        dating=FlowDating(arguments.dating),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day such as 2025-06-30") from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a time such as 2025-06-30T12:00:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _flat(answer: Answer) -> list[dict[str, Any]]:
    return [flat_row(row.by, row.number) for row in answer.rows]


def _csv(answer: Answer) -> str:
    rows = _flat(answer)
    # Also where nothing was counted: a program that reads it finds its columns.
    names = rows[0] if rows else flat_row(dict.fromkeys(_by_names(answer.question)), answer.total)
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(names), lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: safe_cell(value) if isinstance(value, str) else value for name, value in row.items()} for row in rows
    )
    return text.getvalue()


def _by_names(question: Question) -> list[str]:
    """Return the columns that the rows of an answer are split by; a unit stands behind its country."""
    names = [COLUMN_OF[by] for by in question.by]
    is_placed = question.level > 0 and By.COUNTRY not in question.by
    return ["country_iso3", *names] if is_placed else names


_TABLE_COLUMNS = ("figure", "figure_high", "quantifier", "source", "operation", "round", "date", "age_days")


def _table(answer: Answer) -> str:
    rows = _flat(answer)
    names = [name for name in (rows[0] if rows else {}) if name in (*answer.rows[0].by, *_TABLE_COLUMNS)]
    lines = [names, *[["" if row[name] is None else str(row[name]) for name in names] for row in rows]]
    widths = [max(len(line[position]) for line in lines) for position in range(len(names))]
    text = [_aligned(line, widths) for line in lines] if rows else ["nothing was counted"]
    return "\n".join([*text, _total_line(answer)])


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def _total_line(answer: Answer) -> str:
    amount = answer.total.amount
    if amount is None:
        reasons = [item for item in answer.total.making.left_out if item.part is None]
        return "no total" + (f": {reasons[0].reason}" if reasons else "")
    high = f" to {plain(amount.high)}" if amount.high is not None else ""
    unplaced = f", of them {plain(answer.unplaced.figure)} without a known place" if answer.unplaced else ""
    return f"total {plain(amount.figure)}{high} ({amount.quantifier}){unplaced}"
