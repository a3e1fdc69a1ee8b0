"""A page or command cannot get at a number without its making: the types say so, and mypy holds us to it."""

import subprocess
import sys
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from data.asking import Desk, changes_since
from data.queries.amounts import Amount
from data.queries.breakdown import breakdown
from data.queries.changes import changes_between_days, changes_between_moments
from data.queries.counting import count
from data.queries.evacuation import evacuation_ledgers
from data.queries.needs import needs
from data.queries.origin_destination import pairs_between, seen_from
from data.queries.rates import rates
from data.queries.shelters import shelters
from data.queries.sources_compared import compare_sources
from data.queries.staleness import staleness

ROOT = Path(__file__).parents[2]

TRIES = """
from data.asking import Desk
from data.queries.amounts import Amount
from data.queries.answer import Making, Number
from data.queries.question import Question


def allowed(desk: Desk, question: Question) -> tuple[Amount | None, Making]:
    number = desk.count(question).total
    return number.amount, number.making


def taken_for_a_figure(desk: Desk, question: Question) -> float:
    return desk.count(question).total


def counted_with(desk: Desk, question: Question) -> object:
    return desk.count(question).total + 1


def read_without_its_making(desk: Desk, question: Question) -> float:
    return desk.count(question).total.figure


def made_without_a_making() -> Number:
    return Number(Amount(5))


def made_from_a_figure(making: Making) -> Number:
    return Number(5.0, making)


def changed_behind_its_making(number: Number) -> None:
    number.amount = Amount(5)
"""


def test_number_without_its_making_is_refused_by_the_types(tmp_path: Path) -> None:
    file = tmp_path / "tries.py"
    file.write_text(TRIES, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--hide-error-context", str(file)]
    told = subprocess.run([*command, f"--cache-dir={tmp_path}"], cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [line for line in told.stdout.splitlines() if line.startswith(str(file))]
    found = {int(line.split(":")[1]): line.rsplit("[", 1)[1] for line in lines if ": error:" in line}
    tried = TRIES.splitlines()
    refused = {tried[number - 1].strip(): code for number, code in found.items()}
    assert refused == {
        "return desk.count(question).total": "return-value]",
        "return desk.count(question).total + 1": "operator]",
        "return desk.count(question).total.figure": "attr-defined]",
        "return Number(Amount(5))": "call-arg]",
        "return Number(5.0, making)": "arg-type]",
        "number.amount = Amount(5)": "misc]",
    }, told.stdout + told.stderr


QUESTIONS = (
    count, pairs_between, seen_from, shelters, evacuation_ledgers, breakdown, needs, compare_sources,
    changes_between_days, changes_between_moments, changes_since, staleness, rates,
    *(method for name, method in vars(Desk).items() if not name.startswith("_") and callable(method)),
)  # fmt: skip


def leaves(hint: Any) -> set[Any]:
    """Return the types inside a hint: those of the members of a tuple or of a choice."""
    inner = get_args(hint)
    return set().union(*(leaves(one) for one in inner)) if inner else {hint}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__qualname__)
def test_no_question_is_answered_by_a_bare_figure(question: Any) -> None:
    assert not leaves(get_type_hints(question)["return"]) & {int, float, Amount, Any}
