"""Groups, whole territories and people without a place: parts add up to the whole and nobody counts twice (R4, R23).

Figures are invented.
"""

from typing import Any

import pytest

from data.queries.answer import Reason
from data.queries.question import By
from tests.data.queries.invented import ask, beside, exact, record, table, total

BAHAMAS, VIRGIN = {"country_iso3": "BHS"}, {"country_iso3": "VGB"}
CITED = {"source": "cited", "source_name": "Invented Gazette"}


def test_group_is_never_added_to_its_members() -> None:
    rows = [
        record(50, admin1_code="BHS-G01", **BAHAMAS),
        record(30, admin1_code="BS-CO", **BAHAMAS),
        record(7, admin1_code="BS-NP", **BAHAMAS),
    ]
    answer = ask(rows, by=(By.ADMIN1,))
    assert table(answer) == {("BHS", "BHS-G01"): 50, ("BHS", "BS-NP"): 7}
    assert (total(answer), answer.unplaced) == (57, exact(0))
    assert beside(answer.total.making) == {(Reason.WHOLE_TERRITORY, 30)}


def test_members_stand_where_no_group_is_counted() -> None:
    rows = [record(30, admin1_code="BS-CO", **BAHAMAS), record(20, admin1_code="BS-NO", **BAHAMAS)]
    assert total(ask(rows)) == 50


def test_group_does_not_touch_the_total_that_its_country_gives() -> None:
    rows = [
        record(90, **BAHAMAS),
        record(50, admin1_code="BHS-G01", **BAHAMAS),
        record(30, admin1_code="BS-CO", **BAHAMAS),
    ]
    answer = ask(rows, by=(By.ADMIN1,))
    assert (table(answer), total(answer), answer.unplaced) == ({("BHS", "BHS-G01"): 50}, 90, exact(40))


def test_group_of_which_a_member_alone_is_newer_stays_one_number() -> None:
    rows = [record(50, admin1_code="BHS-G01", **BAHAMAS), record(60, "2025-06-20", admin1_code="BS-CO", **BAHAMAS)]
    assert total(ask(rows)) == 50


def test_movements_of_a_group_are_never_added_to_its_members() -> None:
    flow = {"measure": "evacuated", "event_id": "storm", "end": "2025-06-02", **BAHAMAS, **CITED}
    rows = [record(50, admin1_code="BHS-G01", **flow), record(30, admin1_code="BS-CO", **flow)]
    answer = ask(rows, measure="evacuated", by=(By.ADMIN1,))
    assert (table(answer), total(answer)) == ({("BHS", "BHS-G01"): 50}, 50)
    assert beside(answer.total.making) == {(Reason.WHOLE_TERRITORY, 30)}


def test_whole_territory_is_never_added_to_its_units() -> None:
    rows = [
        record(100, admin1_code="VGB-X00", **VIRGIN),
        record(60, admin1_code="VGB-X01", **VIRGIN),
        record(30, admin1_code="VGB-X02", **VIRGIN),
    ]
    answer = ask(rows, by=(By.ADMIN1,))
    assert table(answer) == {("VGB", "VGB-X01"): 60, ("VGB", "VGB-X02"): 30}
    assert (total(answer), answer.unplaced) == (100, exact(10))


def test_whole_territory_is_never_added_to_its_countrys_own_figure() -> None:
    rows = [record(100, **VIRGIN), record(95, admin1_code="VGB-X00", **VIRGIN)]
    answer = ask(rows)
    assert answer.total.amount == exact(100)
    assert beside(answer.total.making) == {(Reason.WHOLE_TERRITORY, 95)}


def test_later_figure_for_the_whole_territory_replaces_its_countrys_earlier_one() -> None:
    rows = [record(100, "2025-05-01", **VIRGIN), record(95, "2025-06-01", admin1_code="VGB-X00", **VIRGIN)]
    assert ask(rows).total.amount == exact(95)


@pytest.mark.parametrize("event", [{"event_id": "storm"}, {}], ids=["of an event", "of none"])
def test_movements_of_a_whole_territory_are_never_added_to_its_units(event: dict[str, str]) -> None:
    flow: dict[str, Any] = {"measure": "evacuated", "end": "2025-06-02", **VIRGIN, **CITED, **event}
    rows = [record(100, admin1_code="VGB-X00", **flow), record(60, admin1_code="VGB-X01", **flow)]
    answer = ask(rows, measure="evacuated", by=(By.ADMIN1,))
    assert (table(answer), total(answer), answer.unplaced) == ({("VGB", "VGB-X01"): 60}, 100, exact(40))


def test_people_without_a_place_are_the_total_less_the_units() -> None:
    answer = ask([record(100), record(60, admin1_code="HT-OU")], by=(By.ADMIN1,))
    assert (table(answer), total(answer), answer.unplaced) == ({("HTI", "HT-OU"): 60}, 100, exact(40))


def test_place_that_is_not_known_is_in_the_total_and_stands_beside_the_map() -> None:
    rows = [record(60, admin1_code="HT-OU"), record(5, provider_place_name="Invented Hill", place_match="none")]
    answer = ask(rows, by=(By.ADMIN1,))
    assert (table(answer), total(answer), answer.unplaced) == ({("HTI", "HT-OU"): 60}, 65, exact(5))


def test_country_without_any_unit_stands_beside_the_map_whole() -> None:
    answer = ask([record(100)], by=(By.ADMIN1,))
    assert (table(answer), total(answer), answer.unplaced) == ({}, 100, exact(100))


def test_unit_of_which_no_commune_is_known_stands_beside_the_map_of_communes() -> None:
    rows = [record(60, admin1_code="HT-OU", admin2_code="HT0111"), record(25, admin1_code="HT-AR")]
    answer = ask(rows, by=(By.ADMIN2,))
    assert (table(answer), total(answer), answer.unplaced) == ({("HTI", "HT0111"): 60}, 85, exact(25))


def test_site_without_a_commune_stands_beside_the_map_of_communes() -> None:
    rows = [
        record(60, admin1_code="HT-OU", admin2_code="HT0111", site_id="a"),
        record(25, admin1_code="HT-OU", site_id="b"),
    ]
    answer = ask(rows, by=(By.ADMIN2,))
    assert (table(answer), total(answer), answer.unplaced) == ({("HTI", "HT0111"): 60}, 85, exact(25))


def test_nothing_can_be_said_of_people_without_a_place_where_units_exceed_the_total() -> None:
    rows = [record(80), record(60, admin1_code="HT-OU"), record(30, admin1_code="HT-AR")]
    answer = ask(rows, by=(By.ADMIN1,))
    assert (total(answer), answer.unplaced) == (80, None)
    assert (Reason.PARTS_EXCEED_TOTAL, None) in beside(answer.total.making)


def test_unplaced_keeps_the_word_of_the_total() -> None:
    rows = [record(100, quantifier="approximately"), record(60, admin1_code="HT-OU")]
    unplaced = ask(rows, by=(By.ADMIN1,)).unplaced
    assert unplaced is not None
    assert (unplaced.figure, unplaced.quantifier) == (40, "approximately")


def test_all_placed_means_nobody_without_a_place_whatever_the_word() -> None:
    answer = ask([record(60, admin1_code="HT-OU", quantifier="more_than")], by=(By.ADMIN1,))
    assert answer.unplaced == exact(0)


@pytest.mark.parametrize(
    "flow",
    [{"source": "idmc_gidd"}, CITED | {"event_id": "storm"}],
    ids=["parts of the whole", "report of an event"],
)
def test_movements_all_placed_leave_nobody_beside_the_map_whatever_the_word(flow: dict[str, Any]) -> None:
    row = record(60, measure="returned", admin1_code="HT-OU", quantifier="more_than", **flow)
    answer = ask([row], measure="returned", by=(By.ADMIN1,))
    assert answer.unplaced == exact(0)


def test_region_has_as_many_units_as_states_and_a_country_as_many_as_its_units() -> None:
    rows = [record(60, admin1_code="HT-OU"), record(5, country_iso3="JAM")]
    region, country = ask(rows).total.making, ask(rows, countries=("HTI",)).total.making
    assert (region.units_counted, region.units_known, region.unit_word) == (2, 5, "country")
    assert (country.units_counted, country.units_known, country.unit_word) == (1, 2, "unit")


def test_state_outside_the_region_is_not_in_its_total() -> None:
    assert total(ask([record(60), record(5, country_iso3="DOM")])) == 60
    assert total(ask([record(60), record(5, country_iso3="DOM")], countries=("DOM",))) == 5
