"""What the rules of an import expect is said in the reader's language, values kept as they are."""

from datetime import date

import pytest

from dashboard import rule_words as module
from dashboard.rule_words import rule_words
from data.rules import VALUE_RULES, all_words, row_rules
from tests.data.test_checks import BAD, check


@pytest.fixture
def shouted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_", lambda message: f"<{message}>")


@pytest.mark.usefixtures("shouted")
def test_words_of_every_rule_are_found_again_in_what_it_says() -> None:
    problems = check(*(row for row, *_rest in BAD)).problems.to_dicts()
    said = {rule_words(problem["message"].split("is empty, ")[-1].split("', ")[-1]) for problem in problems}
    assert said
    assert all(words.startswith("<") and words.endswith(">.") for words in said)
    assert "<a unit of HTI, but the country is JAM>." in said


@pytest.mark.usefixtures("shouted")
def test_words_of_a_single_reader_stay() -> None:
    assert rule_words("the cards have no field 'serial'.") == "the cards have no field 'serial'."


def test_each_rule_has_words_for_translators() -> None:
    words = all_words()
    assert {rule.words for rule in row_rules(date(2025, 1, 1))} <= set(words)
    assert {rule.expected for rule in VALUE_RULES if not rule.expected.startswith("expected one of")} <= set(words)
