"""Totals or parts, never both; sectors never add (R11, R12). Figures are invented."""

from typing import Any

import pytest

from data.queries.answer import Reason
from data.queries.question import By
from data.schema import Quantifier
from tests.data.queries.invented import ask, beside, exact, record, table, total


def need(figure: int, sector: str | None, **values: Any) -> dict[str, Any]:
    """Return people in need in a sector."""
    return record(figure, measure="people_in_need", source="hpc_hno", sector=sector, **values)


def test_total_is_never_added_to_its_sexes_and_ages() -> None:
    rows = [
        record(100),
        record(60, sex="female"),
        record(35, sex="male"),
        record(40, sex="female", age_band="0-17"),
        record(20, sex="female", age_band="18+"),
        record(70, age_band="0-17"),
    ]
    assert ask(rows).total.amount == exact(100)
    assert table(ask(rows, by=(By.SEX,))) == {("female",): 60, ("male",): 35}
    assert table(ask(rows, by=(By.AGE,))) == {("0-17",): 70}
    assert table(ask(rows, by=(By.SEX, By.AGE))) == {("female", "0-17"): 40, ("female", "18+"): 20}


def test_parts_are_added_where_no_total_is_given() -> None:
    rows = [record(60, sex="female"), record(35, sex="male")]
    assert ask(rows).total.amount == exact(95)


def test_finest_parts_answer_a_coarser_question_where_nothing_else_does() -> None:
    rows = [
        record(40, sex="female", age_band="0-17"),
        record(20, sex="female", age_band="18+"),
        record(5, sex="male", age_band="18+"),
    ]
    assert table(ask(rows, by=(By.SEX,))) == {("female",): 60, ("male",): 5}
    assert total(ask(rows)) == 65


def test_unit_that_is_not_broken_down_is_told_and_not_guessed() -> None:
    answer = ask([record(100)], by=(By.SEX,))
    assert (answer.rows, answer.total.amount) == ((), None)
    assert beside(answer.total.making) == {(Reason.NOT_BROKEN_DOWN, 100)}


def test_each_place_gives_its_total_or_its_parts_as_it_has_them() -> None:
    rows = [
        record(60, admin1_code="HT-OU", admin2_code="HT0111"),
        record(20, admin1_code="HT-OU", admin2_code="HT0112", sex="female"),
        record(15, admin1_code="HT-OU", admin2_code="HT0112", sex="male"),
    ]
    answer = ask(rows, by=(By.ADMIN1,))
    assert (table(answer), total(answer)) == ({("HTI", "HT-OU"): 95}, 95)


def test_later_count_by_sex_replaces_an_earlier_total() -> None:
    rows = [record(100, "2025-01-01"), record(60, "2025-02-01", sex="female"), record(50, "2025-02-01", sex="male")]
    assert ask(rows).total.amount == exact(110)


def test_movements_are_totals_or_parts_too() -> None:
    flow = {"measure": "returned", "end": "2025-06-02", "source": "unhcr"}
    rows = [record(100, **flow), record(60, sex="female", **flow), record(35, sex="male", **flow)]
    assert ask(rows, measure="returned").total.amount == exact(100)
    assert table(ask(rows, measure="returned", by=(By.SEX,))) == {("female",): 60, ("male",): 35}


def test_origins_are_parts_that_add() -> None:
    rows = [
        record(60, measure="refugees", source="unhcr", origin_iso3="VEN"),
        record(5, measure="refugees", source="unhcr", origin_iso3="CUB"),
        record(7, measure="refugees", source="unhcr", origin_iso3="VEN", country_iso3="JAM"),
    ]
    answer = ask(rows, measure="refugees", by=(By.ORIGIN,))
    assert (table(answer), total(answer)) == ({("CUB",): 5, ("VEN",): 67}, 72)


def test_diaspora_of_a_state_is_counted_wherever_it_lives() -> None:
    rows = [
        record(60, measure="migrants", source="un_desa", origin_iso3="HTI", country_iso3="USA"),
        record(5, measure="migrants", source="un_desa", origin_iso3="HTI", country_iso3="JAM"),
        record(7, measure="migrants", source="un_desa", origin_iso3="VEN", country_iso3="JAM"),
    ]
    assert total(ask(rows, measure="migrants", origins=("HTI",))) == 65
    assert total(ask(rows, measure="migrants")) == 12


@pytest.mark.parametrize("word", [None, "all", "ALL", "Intersectoral", "intersectoral"], ids=str)
def test_published_figure_over_all_sectors_counts_and_not_their_sum(word: str | None) -> None:
    answer = ask([need(100, word), need(80, "Health"), need(70, "Shelter")], measure="people_in_need")
    assert answer.total.amount == exact(100)


def test_largest_sector_is_a_lower_bound_where_no_figure_over_all_is_given() -> None:
    answer = ask([need(80, "Health"), need(70, "Shelter")], measure="people_in_need")
    assert answer.total.amount is not None
    assert (answer.total.amount.figure, answer.total.amount.quantifier) == (80, Quantifier.AT_LEAST)
    assert beside(answer.total.making) == {(Reason.LOWER_BOUND, None), (Reason.SECTORS_DO_NOT_ADD, 70)}


def test_lower_bound_is_taken_unit_by_unit() -> None:
    ouest, artibonite = {"admin1_code": "HT-OU"}, {"admin1_code": "HT-AR"}
    rows = [
        need(80, "Health", **ouest),
        need(70, "Shelter", **ouest),
        need(9, "Health", **artibonite),
        need(11, "Shelter", **artibonite),
    ]
    answer = ask(rows, measure="people_in_need", by=(By.ADMIN1,))
    assert (table(answer), total(answer)) == ({("HTI", "HT-OU"): 80, ("HTI", "HT-AR"): 11}, 91)


@pytest.mark.parametrize("others", [[need(70, "Shelter")], []], ids=["two sectors", "one sector"])
def test_by_sector_each_stands_alone_and_the_missing_total_has_its_reason(others: list[dict[str, Any]]) -> None:
    answer = ask([need(80, "Health"), *others], measure="people_in_need", by=(By.SECTOR,))
    assert table(answer) == {("Health",): 80} | ({("Shelter",): 70} if others else {})
    assert answer.total.amount is None
    assert (Reason.SECTORS_DO_NOT_ADD, None) in beside(answer.total.making)


def test_figure_over_all_sectors_is_no_sector() -> None:
    answer = ask([need(100, "Intersectoral"), need(80, "Health")], measure="people_in_need", by=(By.SECTOR,))
    assert table(answer) == {("Health",): 80}


def test_by_severity_phases_stand_beside_the_phase_that_holds_them_and_are_not_added() -> None:
    rows = [
        need(100, "FSC", severity="3+"),
        need(70, "FSC", severity="3", population_group="IPC phase 3"),
        need(30, "FSC", severity="4", population_group="IPC phase 4"),
    ]
    answer = ask(rows, measure="people_in_need", by=(By.SEVERITY,))
    assert (table(answer), total(answer)) == ({("3",): 70, ("3+",): 100, ("4",): 30}, None)
    assert (Reason.SEVERITIES_DO_NOT_ADD, None) in beside(answer.total.making)
    assert total(ask(rows, measure="people_in_need", by=(By.COUNTRY,))) == 100


def test_a_total_of_a_sector_is_never_added_to_its_severities() -> None:
    rows = [need(100, "Health"), need(60, "Health", severity="3"), need(40, "Health", severity="4")]
    assert total(ask(rows, measure="people_in_need", countries=("HTI",))) == 100
    assert total(ask(rows[1:], measure="people_in_need", countries=("HTI",))) == 100


def test_groups_of_people_stand_side_by_side_and_are_not_added() -> None:
    rows = [
        need(100, "Health"),
        need(40, "Health", population_group="displaced people"),
        need(15, "Health", population_group="people with disabilities", sex="female"),
        need(10, "Health", population_group="people with disabilities", sex="male"),
    ]
    answer = ask(rows, measure="people_in_need", by=(By.GROUP,))
    assert table(answer) == {("displaced people",): 40, ("people with disabilities",): 25}
    assert answer.total.amount is None
    assert (Reason.GROUPS_OVERLAP, None) in beside(answer.total.making)


def trained(figure: int, kind: str | None, **values: Any) -> dict[str, Any]:
    """Return people trained in a month."""
    return record(figure, measure="people_trained", source="bureau", organisation_type=kind, **values)


def test_kinds_of_organisation_are_parts_whatever_the_training_was_called() -> None:
    rows = [trained(30, "police", term="identification"), trained(20, "health", term="referral")]
    assert table(ask(rows, measure="people_trained", by=(By.ORGANISATION,))) == {("health",): 20, ("police",): 30}
    assert total(ask(rows, measure="people_trained")) == 50


def test_a_total_of_people_trained_is_never_added_to_its_kinds_of_organisation() -> None:
    rows = [
        trained(60, None),
        trained(30, "police"),
        trained(20, "health", sex="female"),
        trained(9, "health", sex="male"),
    ]
    assert total(ask(rows, measure="people_trained")) == 60
    assert table(ask(rows, measure="people_trained", by=(By.ORGANISATION,))) == {("health",): 29, ("police",): 30}
