"""When each place was last counted, and how much of a total is old. Figures are invented but those that ship."""

from datetime import date
from typing import Any

import pytest

from data.asking import Desk
from data.errors import RequestRefused
from data.queries.answer import Reason
from data.queries.question import By, Question
from data.queries.staleness import Staleness, UnitCoverage, staleness
from tests.data.queries.invented import PLACES, TODAY, asking, exact, figure, record


def stale(*rows: dict[str, Any], days: int = 30, **asked: Any) -> Staleness:
    values: dict[str, Any] = {"measure": "idps", "as_of": TODAY, "countries": ("HTI",)} | asked
    return staleness(asking(rows), Question(**values), PLACES, older_than_days=days)


def unit(people: int, code: str, start: str, **values: Any) -> dict[str, Any]:
    return record(people, start, admin1_code=code, **values)


def test_share_of_the_total_that_is_old() -> None:
    found = stale(unit(75, "HT-OU", "2025-06-20"), unit(25, "HT-AR", "2025-01-20"))
    assert (figure(found.old.part), figure(found.old.whole), found.old.percent) == (25, 100, 25.0)
    assert stale(unit(75, "HT-OU", "2025-06-20")).old.percent == 0.0


def test_share_of_nothing_is_not_known() -> None:
    assert (stale().old.percent, stale(record(0)).old.percent) == (None, None)


def test_places_are_told_with_the_one_counted_longest_ago_first() -> None:
    found = stale(unit(75, "HT-OU", "2025-06-20"), unit(25, "HT-AR", "2025-01-20"), by=(By.ADMIN1,))
    assert [(one.admin1_code, one.counted_on, one.age_days, one.source) for one in found.places] == [
        ("HT-AR", date(2025, 1, 20), 161, "iom_dtm"),
        ("HT-OU", date(2025, 6, 20), 10, "iom_dtm"),
    ]


def test_unit_missing_in_the_latest_round_has_its_last_count_and_the_reason() -> None:
    rounds: dict[str, Any] = {"operation": "Monitoring"}
    rows = [
        unit(75, "HT-OU", "2025-06-20", reporting_round=2, **rounds),
        unit(25, "HT-AR", "2025-03-20", reporting_round=1, **rounds),
        unit(70, "HT-OU", "2025-03-20", reporting_round=1, **rounds),
    ]
    old, new = stale(*rows, by=(By.ADMIN1,)).places
    assert (old.admin1_code, old.number.amount, old.why_not) == ("HT-AR", exact(25), Reason.NOT_IN_LATEST_ROUND)
    assert (new.admin1_code, new.number.amount, new.why_not) == ("HT-OU", exact(75), None)


def test_coverage_counts_units_that_hold_that_held_and_that_were_never_counted() -> None:
    rows = [unit(5, "BHS-G01", "2025-06-20", country_iso3="BHS"), unit(5, "BS-NP", "2022-06-20", country_iso3="BHS")]
    asked: dict[str, Any] = {"countries": ("BHS", "HTI"), "by": (By.ADMIN1,)}
    whole = record(9, "2025-06-20")
    assert stale(*rows, whole, **asked).coverage == (
        UnitCoverage("BHS", 2, 1, 0, is_counted_as_a_whole=False),
        UnitCoverage("HTI", 0, 0, 2, is_counted_as_a_whole=True),
    )


def test_coverage_of_the_region_counts_countries() -> None:
    found = stale(record(5), record(5, "2022-06-20", country_iso3="JAM"), countries=())
    assert found.coverage == (UnitCoverage(None, 1, 1, 3, is_counted_as_a_whole=False),)


def test_last_count_of_a_country_is_the_sum_of_its_units_of_that_day() -> None:
    rows = [unit(5, "HT-OU", "2022-06-20"), unit(6, "HT-AR", "2022-06-20"), unit(9, "HT-AR", "2021-06-20")]
    (haiti,) = stale(*rows).places
    assert (haiti.counted_on, haiti.number.amount, haiti.why_not) == (
        date(2022, 6, 20), exact(11), Reason.PAST_ITS_LIFE,
    )  # fmt: skip


def test_movements_do_not_grow_old() -> None:
    with pytest.raises(RequestRefused, match="grow old"):
        stale(measure="returned")


def test_sheltered_jamaicans_in_the_figures_that_ship(shipped_desk: Desk) -> None:
    asked = Question("in_shelter", date(2025, 11, 20), countries=("JAM",), by=(By.ADMIN1,))
    found = staleness(shipped_desk.count, asked, shipped_desk.policy.places, older_than_days=20)
    assert found.coverage == (UnitCoverage("JAM", 0, 13, 1, is_counted_as_a_whole=True),)
    assert {one.why_not for one in found.places} == {Reason.OLDER_THAN_COUNTRY}
