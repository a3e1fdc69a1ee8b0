"""Operations are known by country and name, and added only where declared disjoint; assessment types never add.

R3, R21 and R22. Figures are invented.
"""

from typing import Any

import pytest

from data.errors import RequestRefused
from data.queries.answer import Reason
from data.queries.policy import OperationRule, Policy, operations_setting, policy_of
from data.queries.question import By
from tests.data.queries.invented import PLACES, ask, beside, exact, record, table, total

OUEST, ARTIBONITE = {"admin1_code": "HT-OU"}, {"admin1_code": "HT-AR"}


def counted(figure: int, operation: str, start: str = "2025-06-01", **values: Any) -> dict[str, Any]:
    """Return a count of an operation's first round."""
    return record(figure, start, operation=operation, **({"reporting_round": 1} | values))


def ruled(*rules: OperationRule) -> Policy:
    """Return the policy with these rules for operations alone."""
    return Policy(PLACES, rules)


def test_newest_of_unknown_operations_counts_alone() -> None:
    answer = ask([counted(100, "Storm", "2025-05-01"), counted(30, "Flood", "2025-06-01")])
    assert answer.total.amount == exact(30)
    assert beside(answer.total.making) == {(Reason.OTHER_OPERATION, 100)}


def test_operations_declared_disjoint_are_added() -> None:
    policy = ruled(OperationRule("HTI", "North", True), OperationRule("HTI", "South", True))
    answer = ask([counted(100, "North", "2025-05-01"), counted(30, "South")], policy=policy)
    assert (answer.total.amount, answer.total.making.left_out) == (exact(130), ())


def test_disjoint_operations_are_added_also_where_only_one_gives_a_total() -> None:
    policy = ruled(OperationRule("HTI", "North", True), OperationRule("HTI", "South", True))
    rows = [
        counted(100, "North", "2025-05-01"),
        counted(100, "North", "2025-05-01", **OUEST),
        counted(30, "South", "2025-04-01", **ARTIBONITE),
    ]
    answer = ask(rows, policy=policy, by=(By.ADMIN1,))
    assert table(answer) == {("HTI", "HT-OU"): 100, ("HTI", "HT-AR"): 30}
    assert (answer.total.amount, answer.total.making.left_out) == (exact(130), ())


def test_disjoint_operations_are_added_in_one_unit_whatever_their_level() -> None:
    policy = ruled(OperationRule("HTI", "North", True), OperationRule("HTI", "South", True))
    rows = [counted(100, "North", **OUEST), counted(30, "South", **OUEST, admin2_code="HT0111")]
    assert table(ask(rows, policy=policy, by=(By.ADMIN1,))) == {("HTI", "HT-OU"): 130}


@pytest.mark.parametrize(
    ("old", "new"),
    [(("New",), ("Old",)), (("New",), ()), ((), ("Old",))],
    ids=["said by both", "said by the old", "said by the new"],
)
def test_of_overlapping_operations_the_newer_counts_alone(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    policy = ruled(
        OperationRule("HTI", "Old", True, old),
        OperationRule("HTI", "New", True, new),
        OperationRule("HTI", "Newest", False),
    )
    rows = [counted(100, "Old", "2025-03-01"), counted(30, "New", "2025-04-01"), counted(7, "Newest", "2025-05-01")]
    answer = ask(rows, policy=policy)
    assert answer.total.amount == exact(30)
    assert beside(answer.total.making) == {(Reason.OTHER_OPERATION, 100), (Reason.OTHER_OPERATION, 7)}


def test_operation_that_counts_stands_before_a_newer_one_that_nobody_knows() -> None:
    answer = ask([counted(100, "Countrywide monitoring", "2025-05-01"), counted(30, "Flood", "2025-06-01")])
    assert answer.total.amount == exact(100)
    assert beside(answer.total.making) == {(Reason.OTHER_OPERATION, 30)}


def test_one_name_in_two_countries_is_two_operations() -> None:
    policy = ruled(OperationRule("HTI", "Hurricane Beryl", False), OperationRule("HTI", "Other", True))
    rows = [
        counted(100, "Hurricane Beryl", country_iso3="VCT"),
        counted(10, "Hurricane Beryl"),
        counted(5, "Other", "2025-01-01"),
    ]
    assert table(ask(rows, policy=policy, by=(By.COUNTRY,))) == {("HTI",): 5, ("VCT",): 100}


def test_operation_asked_for_by_name_answers_whatever_its_age_and_rule() -> None:
    rows = [counted(100, "Countrywide monitoring"), counted(8000, "Haiti Earthquake", "2019-01-01")]
    answer = ask(rows, operation="Haiti Earthquake")
    assert (answer.total.amount, answer.total.making.left_out) == (exact(8000), ())


def test_of_an_operation_that_does_not_count_only_its_latest_round_is_shown() -> None:
    rows = [
        counted(9, "Flood", "2025-01-01", **ARTIBONITE),
        counted(30, "Flood", "2025-05-01", reporting_round=2, **OUEST),
        counted(100, "Storm", "2025-06-01"),
    ]
    assert beside(ask(rows).total.making) == {(Reason.OTHER_OPERATION, 30)}


def test_rounds_of_two_operations_are_not_compared() -> None:
    policy = ruled(OperationRule("HTI", "North", True), OperationRule("HTI", "South", True))
    rows = [counted(100, "North", reporting_round=9), counted(30, "South", "2025-06-20", reporting_round=2)]
    assert total(ask(rows, policy=policy)) == 130


def test_officers_rules_survive_the_setting() -> None:
    rules = (OperationRule("HTI", "North", True, ("South",)), OperationRule("VCT", "North", False))
    assert policy_of(PLACES, operations_setting(rules), None).operations == rules


@pytest.mark.parametrize("setting", [[{"name": "North"}], ["North"], [None]], ids=["no country", "text", "nothing"])
def test_rule_in_another_form_is_refused_in_words(setting: list[Any]) -> None:
    with pytest.raises(RequestRefused, match="needs country_iso3, name and counts_in_total"):
        policy_of(PLACES, setting, None)


def of_types(*figures: tuple[int, str | None], **values: Any) -> list[dict[str, Any]]:
    """Return one count per assessment type, all of one round."""
    return [counted(figure, "Monitoring", assessment_type=name, **values) for figure, name in figures]


@pytest.mark.parametrize(
    ("types", "counts", "others"),
    [
        ([(155, "BA"), (39, "SA")], 155, {39}),
        ([(39, "SA"), (155, "BA"), (7, "ETT")], 155, {39, 7}),
        ([(7, "ETT"), (39, "SA")], 39, {7}),
        ([(7, "ETT")], 7, set()),
    ],
    ids=["BA before SA", "BA before all", "SA before ETT", "ETT alone"],
)
@pytest.mark.parametrize("rounds", [{}, {"reporting_round": None}], ids=["in rounds", "without rounds"])
def test_assessment_types_never_add(
    types: list[tuple[int, str]], counts: int, others: set[int], rounds: dict[str, None]
) -> None:
    answer = ask(of_types(*types, **rounds))
    assert answer.total.amount == exact(counts)
    assert beside(answer.total.making) == {(Reason.OTHER_ASSESSMENT_TYPE, figure) for figure in others}


def test_site_assessment_of_another_unit_is_not_added_to_the_baseline() -> None:
    rows = [*of_types((100, "BA"), **OUEST), *of_types((30, "SA"), **ARTIBONITE)]
    answer = ask(rows, by=(By.ADMIN1,))
    assert (table(answer), total(answer)) == ({("HTI", "HT-OU"): 100}, 100)
    assert beside(answer.total.making) == {(Reason.OTHER_ASSESSMENT_TYPE, 30)}


def test_baseline_past_its_life_leaves_the_site_assessment() -> None:
    rows = [
        record(155, "2023-01-01", assessment_type="BA", admin1_code="HT-OU"),
        record(39, "2025-06-01", assessment_type="SA", admin1_code="HT-OU"),
    ]
    answer = ask(rows)
    assert answer.total.amount == exact(39)
