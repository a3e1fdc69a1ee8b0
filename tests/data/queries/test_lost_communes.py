"""A commune that nobody matched yet is a part of its unit, never the unit's own figure."""

from datetime import date

import polars as pl

from data.queries.counting import count
from data.queries.policy import KnownPlaces, Policy
from data.queries.question import By, Question
from data.store.engine import engine_over_frame

DAY = date(2025, 6, 30)
PLACES = Policy(KnownPlaces({"HTI": 10}, {}, frozenset(), ("HTI",)))


def _row(figure: int, admin2: str | None, match: str, name: str) -> dict[str, object]:
    return {
        "source": "iom_dtm", "measure": "idps", "figure": figure, "quantifier": "exact", "unit": "person",
        "country_iso3": "HTI", "admin1_code": "HT-OU", "admin2_code": admin2, "place_match": match,
        "provider_place_name": name, "start_date": DAY, "operation": "invented", "reporting_round": 1,
    }  # fmt: skip


def test_an_unmatched_commune_is_added_to_its_unit() -> None:
    rows = [_row(20, "HT0111", "code", "A"), _row(15, "HT0112", "code", "B"), _row(2, None, "none", "C")]
    answer = count(engine_over_frame(pl.DataFrame(rows)), Question("idps", DAY, by=(By.ADMIN1,)), PLACES)
    assert answer.total.amount is not None
    assert answer.total.amount.figure == 37
    assert [row.number.amount.figure for row in answer.rows if row.number.amount] == [37]


def test_an_unmatched_commune_is_unplaced_among_communes() -> None:
    rows = [_row(20, "HT0111", "code", "A"), _row(2, None, "none", "C")]
    answer = count(engine_over_frame(pl.DataFrame(rows)), Question("idps", DAY, by=(By.ADMIN2,)), PLACES)
    assert answer.unplaced is not None
    assert answer.unplaced.figure == 2
