"""Sources are never added: the first that has a figure counts, the others stand beside it (R9). All is invented."""

from dataclasses import replace
from typing import Any

import pytest

from data.queries.answer import Reason
from data.queries.policy import policy_of
from data.queries.question import By
from tests.data.queries.invented import PLACES, POLICY, ask, beside, day, exact, record, table, total


def cited(figure: int | None, name: str, start: str = "2025-06-01", **values: Any) -> dict[str, Any]:
    """Return a figure read in a report or the press."""
    return record(figure, start, source="cited", source_name=name, **values)


def gidd(figure: int | None, start: str = "2024-12-31", **values: Any) -> dict[str, Any]:
    """Return a figure of IDMC's database, true at the end of its year."""
    return record(figure, start, source="idmc_gidd", **({"date_precision": "year"} | values))


def test_two_sources_for_the_same_people_are_not_added() -> None:
    answer = ask([record(100), record(90, source="unhcr")])
    assert answer.total.amount == exact(100)
    assert beside(answer.total.making) == {(Reason.OTHER_SOURCE, 90)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (record(1), gidd(2)),
        (gidd(1), record(2, "2024-12-31", source="unhcr")),
        (record(1, source="unhcr"), cited(2, "Invented Gazette")),
        (record(1), cited(2, "Invented Gazette (IOM DTM)")),
        (cited(1, "Invented Gazette (IOM DTM)"), gidd(2)),
        (gidd(1), cited(2, "Invented Gazette (IDMC)")),
        (cited(1, "Invented Gazette (IDMC)"), record(2, "2025-01-01", source="unhcr")),
        (cited(1, "Invented Gazette (UNHCR)"), cited(2, "Invented Gazette")),
        (cited(1, "Invented Gazette (NEMO)"), cited(2, "Invented Gazette (Red Cross)")),
    ],
    ids=[
        "registration before IDMC", "IDMC before the UN", "the UN before the press",
        "a body's file before its citation", "a cited registration before IDMC's file", "IDMC's before its citation",
        "a cited IDMC before the UN's file", "a cited body before the press", "the state before the Red Cross",
    ],
)  # fmt: skip
def test_better_source_counts_also_where_it_is_older(first: dict[str, Any], second: dict[str, Any]) -> None:
    newer = second | {"start_date": day("2025-06-15")}
    assert [total(ask(rows)) for rows in ([first, newer], [newer, first])] == [1, 1]


def test_among_sources_of_one_rank_the_newer_counts() -> None:
    rows = [cited(1, "Invented Gazette", "2025-06-02"), cited(2, "Invented Herald", "2025-06-03")]
    assert total(ask(rows)) == 2
    assert total(ask(rows, as_of=day("2025-06-02"))) == 1


def test_zero_of_the_first_source_stands() -> None:
    answer = ask([record(0), record(90, source="unhcr")])
    assert answer.total.amount == exact(0)
    assert beside(answer.total.making) == {(Reason.OTHER_SOURCE, 90)}


def test_next_source_counts_where_the_first_has_no_figure() -> None:
    assert ask([record(None), record(90, source="unhcr")]).total.amount == exact(90)


def test_source_past_its_life_no_longer_ranks() -> None:
    answer = ask([record(100, "2023-01-01"), record(90, source="unhcr")])
    assert answer.total.amount == exact(90)


def test_source_is_chosen_country_by_country() -> None:
    rows = [record(100), record(90, source="unhcr"), record(7, source="unhcr", country_iso3="JAM")]
    answer = ask(rows, by=(By.COUNTRY,))
    assert (table(answer), total(answer)) == ({("HTI",): 100, ("JAM",): 7}, 107)


def test_conflict_and_disaster_stocks_of_idmcs_year_add() -> None:
    rows = [gidd(100, hazard="conflict"), gidd(20, hazard="storm"), gidd(3, hazard="flood"), gidd(99, "2023-12-31")]
    assert ask(rows).total.amount == exact(123)
    assert table(ask(rows, by=(By.HAZARD,))) == {("conflict",): 100, ("storm",): 20, ("flood",): 3}


def test_by_source_each_stands_alone_and_there_is_no_total() -> None:
    answer = ask([record(100), gidd(90), cited(80, "Invented Gazette")], by=(By.SOURCE,))
    assert table(answer) == {("iom_dtm",): 100, ("idmc_gidd",): 90, ("Invented Gazette",): 80}
    assert answer.total.amount is None
    assert (Reason.SOURCES_DO_NOT_ADD, None) in beside(answer.total.making)


def test_one_source_alone_answers_when_it_is_named() -> None:
    answer = ask([record(100), record(90, source="unhcr")], source="unhcr")
    assert (answer.total.amount, answer.total.making.left_out) == (exact(90), ())


def test_officer_can_put_another_source_first() -> None:
    rows = [
        record(100),
        record(90, source="unhcr"),
        record(50, country_iso3="JAM"),
        record(5, source="unhcr", country_iso3="JAM"),
    ]
    policy = policy_of(PLACES, None, {"idps/JAM": ["unhcr"]})
    assert table(ask(rows, policy=policy, by=(By.COUNTRY,))) == {("HTI",): 100, ("JAM",): 5}
    assert total(ask(rows, policy=replace(policy, first={"idps": ("unhcr",)}))) == 95


def test_office_list_is_a_source_of_its_own_that_ranks_as_the_body_it_names() -> None:
    rows = [record(1, source="nemo list", source_name="NEMO"), record(2, source="unhcr")]
    assert total(ask(rows, policy=POLICY)) == 1


def test_source_that_counted_few_units_never_stands_for_the_country() -> None:
    rows = [
        cited(147, "Invented Gazette (IOM)", country_iso3="BHS", admin1_code="BS-CO"),
        cited(1300, "Invented Herald", country_iso3="BHS"),
    ]
    assert total(ask(rows)) == 1300
    assert total(ask(rows[:1])) == 147


def test_units_come_from_the_next_source_that_knows_them_when_it_is_as_new() -> None:
    rows = [gidd(100, "2025-06-01", date_precision="day"), record(70, source="unhcr", admin1_code="HT-OU")]
    answer = ask(rows, by=(By.ADMIN1,))
    assert (table(answer), total(answer), answer.unplaced) == ({("HTI", "HT-OU"): 70}, 100, exact(30))


def test_triangulation_is_shown_and_never_added() -> None:
    answer = ask([record(100, origin_iso3="HTI"), record(40, role="triangulation")])
    assert answer.total.amount == exact(100)
    assert beside(answer.total.making) == {(Reason.TRIANGULATION, 40)}


def test_only_triangulation_makes_no_total_and_says_so() -> None:
    answer = ask([record(40, role="triangulation"), record(60, role="triangulation", source="unhcr")])
    assert (answer.total.amount, answer.rows) == (None, ())
    assert beside(answer.total.making) == {(Reason.ONLY_TRIANGULATION, 40), (Reason.ONLY_TRIANGULATION, 60)}
