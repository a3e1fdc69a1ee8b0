"""Needs are a ladder in each sector and never a sum of sectors. Figures are invented but those that ship."""

from datetime import date
from typing import Any

from data.asking import Desk
from data.queries.answer import Reason
from data.queries.needs import Needs, Rungs, needs
from data.queries.question import Question
from data.schema import Quantifier
from tests.data.queries.invented import TODAY, asking, beside, exact, figure, record


def need(people: int, sector: str | None, measure: str = "people_in_need", **values: Any) -> dict[str, Any]:
    return record(people, measure=measure, source="hpc_hno", sector=sector, **values)


def told(*rows: dict[str, Any]) -> Needs:
    return needs(asking(rows), Question("people_in_need", TODAY, countries=("HTI",)))


def rungs(one: Rungs) -> dict[str, float | None]:
    return {measure: figure(number) for measure, number in one.numbers.items()}


LADDER = (
    need(100, None, "people_affected"),
    need(80, "Intersectoral"),
    need(60, "Health"),
    need(70, "Shelter"),
    need(50, "Health", "people_targeted"),
    need(20, "Health", "people_reached"),
)


def test_each_sector_has_its_ladder_and_what_nobody_counted_is_not_in_it() -> None:
    found = told(*LADDER)
    assert [(one.sector, rungs(one)) for one in found.sectors] == [
        ("Health", {"people_in_need": 60, "people_targeted": 50, "people_reached": 20}),
        ("Shelter", {"people_in_need": 70}),
    ]


def test_over_all_sectors_the_published_figure_counts_and_no_sum() -> None:
    assert rungs(told(*LADDER).overall) == {
        "people_affected": 100, "people_in_need": 80, "people_targeted": 50, "people_reached": 20,
    }  # fmt: skip


def test_largest_sector_is_a_lower_bound_and_says_so() -> None:
    overall = told(need(60, "Health"), need(70, "Shelter")).overall.numbers["people_in_need"]
    assert overall.amount is not None
    assert (overall.amount.figure, overall.amount.quantifier) == (70, Quantifier.AT_LEAST)
    assert (Reason.LOWER_BOUND, None) in beside(overall.making)


def test_share_of_the_targeted_who_were_reached() -> None:
    health, shelter = told(*LADDER).sectors
    share = health.share("people_reached", of="people_targeted")
    assert share is not None
    assert share.percent == 40.0
    assert shelter.share("people_reached", of="people_targeted") is None


def test_severities_stand_side_by_side_in_their_sector() -> None:
    phases = [
        need(70, "FSC", severity="3", population_group="IPC phase 3"),
        need(30, "FSC", severity="4", population_group="IPC phase 4"),
        need(100, "FSC", severity="3+"),
    ]
    found = told(*phases)
    assert [(one.sector, one.severity, one.number.amount) for one in found.severities] == [
        ("FSC", "3", exact(70)),
        ("FSC", "3+", exact(100)),
        ("FSC", "4", exact(30)),
    ]
    assert rungs(found.sectors[0]) == {"people_in_need": 100}


def test_nothing_counted_is_nothing_told() -> None:
    found = told()
    assert (rungs(found.overall), found.sectors, found.severities) == ({}, (), ())


def test_haitians_in_need_in_the_figures_that_ship(shipped_desk: Desk) -> None:
    found = needs(shipped_desk.count, Question("people_in_need", date(2024, 12, 31), countries=("HTI",)))
    assert (rungs(found.overall), found.sectors) == ({"people_in_need": 6_000_000}, ())
