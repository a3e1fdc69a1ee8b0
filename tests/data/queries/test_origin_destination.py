"""Who comes from where, in pairs whose sum is the whole. All figures are invented but those that ship."""

from datetime import date
from typing import Any

from data.asking import Desk
from data.queries.origin_destination import Pairs, pairs_between, seen_from
from data.queries.question import Question
from tests.data.queries.invented import TODAY, asking, exact, record

REFUGEES = Question("refugees", TODAY)


def refugees(figure: int, origin: str | None, country: str, start: str = "2024-12-31", **values: Any) -> dict[str, Any]:
    """Return people of one origin in one country, counted at the end of a year."""
    given = {"measure": "refugees", "source": "unhcr", "country_iso3": country, "origin_iso3": origin}
    return record(figure, start, **(given | {"date_precision": "year"} | values))


def shown(pairs: Pairs) -> list[tuple[str | None, str, float | None]]:
    return [
        (p.origin_iso3, p.country_iso3, p.number.amount.figure if p.number.amount else None) for p in pairs.pairs
    ]  # fmt: skip


ROWS = (
    refugees(30, "HTI", "JAM"),
    refugees(50, "HTI", "BHS"),
    refugees(7, "CUB", "JAM"),
    refugees(2, None, "JAM"),
    refugees(99, "HTI", "JAM", "2023-12-31"),
)


def test_pairs_are_the_latest_count_and_add_up_to_the_total() -> None:
    pairs = pairs_between(asking(ROWS), REFUGEES)
    assert shown(pairs) == [("HTI", "BHS", 50), ("HTI", "JAM", 30), ("CUB", "JAM", 7)]
    assert [(pair.country_iso3, pair.number.amount) for pair in pairs.of_unknown_origin] == [("JAM", exact(2))]
    assert pairs.total.amount == exact(89)


def test_each_pair_has_its_making() -> None:
    (first, *_) = pairs_between(asking(ROWS), REFUGEES).pairs
    assert [(part.source, part.date.year, part.amount) for part in first.number.making.parts] == [
        ("unhcr", 2024, exact(50))
    ]


def test_state_is_seen_from_both_sides() -> None:
    rows = (*ROWS, refugees(4, "JAM", "BHS"), refugees(1000, "JAM", "JAM"))
    both = seen_from(asking(rows), "JAM", REFUGEES)
    assert (shown(both.sent), both.sent.total.amount) == ([("JAM", "BHS", 4)], exact(4))
    assert (shown(both.received), both.received.total.amount) == ([("HTI", "JAM", 30), ("CUB", "JAM", 7)], exact(37))
    assert [pair.number.amount for pair in both.received.of_unknown_origin] == [exact(2)]


def test_state_that_nobody_left_has_no_total_and_not_zero() -> None:
    both = seen_from(asking(ROWS), "VCT", REFUGEES)
    assert (both.sent.total.amount, both.received.total.amount) == (None, None)


def test_units_are_told_at_both_ends_and_the_rest_is_beside() -> None:
    placed: dict[str, Any] = {"origin_iso3": "HTI", "reporting_round": 3, "operation": "Monitoring"}
    rows = (
        record(5, admin1_code="HT-SD", origin_admin1_code="HT-OU", **placed),
        record(3, admin1_code="HT-SD", origin_admin1_code="HT-CE", **placed),
        record(2, **placed, provider_place_name="nobody knows"),
    )
    pairs = pairs_between(asking(rows), Question("idps", TODAY), by_unit=True)
    told = [(p.origin_admin1_code, p.admin1_code, p.number.amount, p.is_within) for p in pairs.pairs]
    assert told == [("HT-OU", "HT-SD", exact(5), True), ("HT-CE", "HT-SD", exact(3), True)]
    assert (pairs.total.amount, pairs.unplaced) == (exact(10), exact(2))


def test_haitians_with_refuge_in_the_figures_that_ship(shipped_desk: Desk) -> None:
    both = seen_from(shipped_desk.count, "HTI", Question("refugees", date(2025, 6, 1)))
    assert shown(both.sent)[:2] == [("HTI", "BRA", 93_748), ("HTI", "FRA", 16_362)]
    assert both.sent.total.amount == exact(148_252)
