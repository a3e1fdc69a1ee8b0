"""What changed is told over units counted twice, and by the import that brought it. Figures are invented."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data.asking import changes_since, open_desk
from data.errors import RequestRefused
from data.queries.amounts import Amount
from data.queries.answer import Number, Reason
from data.queries.changes import ChangeKind, ChangesBetweenDays, changes_between_days
from data.queries.policy import PRECEDENCE_SETTING
from data.queries.question import By, Question
from data.schema import Quantifier
from data.store.embedded import EmbeddedStore
from tests.data.queries.invented import asking, beside, exact, figure, record
from tests.data.store.invented import batch_of, drafts, hour, put

EARLIER, LATER = date(2025, 3, 31), date(2025, 6, 30)
UNITS = ("HT-OU", "HT-AR", "HT-CE")


def unit(figure: int, code: str, start: str, **values: Any) -> dict[str, Any]:
    return record(figure, start, admin1_code=code, **values)


def between(*rows: dict[str, Any], **asked: Any) -> ChangesBetweenDays:
    values: dict[str, Any] = {"measure": "idps", "as_of": LATER, "by": (By.ADMIN1,)} | asked
    return changes_between_days(asking(rows), Question(**values), EARLIER)


def test_change_is_told_over_units_counted_on_both_days() -> None:
    found = between(
        unit(100, "HT-OU", "2025-03-01"),
        unit(130, "HT-OU", "2025-06-01"),
        unit(50, "HT-AR", "2025-03-01"),
        unit(40, "HT-AR", "2025-06-01"),
        unit(7, "HT-CE", "2025-06-01"),
    )
    told = [(c.by["admin1_code"], figure(c.before), figure(c.after), figure(c.change)) for c in found.changes]
    assert told == [("HT-AR", 50, 40, -10), ("HT-OU", 100, 130, 30)]
    assert found.total.amount == exact(20)
    assert [row.by["admin1_code"] for row in found.only_after] == ["HT-CE"]


def test_unit_counted_once_is_named_and_changed_nothing() -> None:
    found = between(unit(100, "HT-OU", "2025-03-01"), unit(5, "HT-AR", "2023-10-01"))
    assert [row.by["admin1_code"] for row in found.not_counted_again] == ["HT-OU"]
    assert [row.by["admin1_code"] for row in found.only_before] == ["HT-AR"]
    assert (found.changes, found.total.amount) == ((), None)


def test_change_of_source_is_no_change_of_people() -> None:
    found = between(unit(100, "HT-OU", "2025-03-01", source="unhcr"), unit(300, "HT-OU", "2025-06-01"))
    assert [figure(one.change) for one in found.of_other_sources] == [200]
    assert (found.changes, found.total.amount) == ((), None)


def test_press_reports_that_cite_offices_are_one_source() -> None:
    def cited(people: int, start: str, name: str) -> dict[str, Any]:
        return unit(people, "HT-OU", start, source="cited", source_name=name)

    cites = cited(100, "2025-03-01", "Invented Gazette (NEMO)"), cited(90, "2025-06-01", "Invented Herald (ODPEM)")
    assert figure(between(*cites).total) == -10
    assert between(cites[0], cited(90, "2025-06-01", "Invented Herald")).changes == ()


def test_quantifier_of_a_change_says_how_sure_it_is() -> None:
    found = between(
        unit(100, "HT-OU", "2025-03-01", quantifier="more_than"), unit(130, "HT-OU", "2025-06-01", quantifier="exact")
    )
    assert found.total.amount == Amount(30, Quantifier.LESS_THAN)


def test_making_of_a_change_holds_both_counts() -> None:
    (one,) = between(unit(100, "HT-OU", "2025-03-01"), unit(130, "HT-OU", "2025-06-01")).changes
    assert [(part.amount, part.date) for part in one.change.making.parts] == [(exact(130), date(2025, 6, 1))]
    assert beside(one.change.making) == {(Reason.TAKEN_AWAY, 100)}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"measure": "returned", "by": ()}, "of movements ask a period"),
        ({"by": (By.MONTH,)}, "of movements ask a period"),
        ({"as_of": EARLIER}, "is not before the later one"),
    ],
    ids=["movements", "series", "days in order"],
)
def test_change_that_cannot_be_told_is_refused(asked: dict[str, Any], words: str) -> None:
    with pytest.raises(RequestRefused, match=words):
        between(**asked)


SHELTERED = Question("in_shelter", date(2024, 7, 10), by=(By.COUNTRY,), countries=("JAM",))


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return EmbeddedStore(tmp_path / "store")


def told(number: Number | None) -> float | None:
    return figure(number) if number else None


def test_number_that_an_import_corrected_is_told_with_the_import(store: EmbeddedStore) -> None:
    put(store, {"a": 100})
    corrected = put(store, {"a": 120}, at=2)
    found = changes_since(store, SHELTERED, hour(1))
    (change,) = found.changes
    assert (told(change.before), told(change.after), change.kind) == (100, 120, ChangeKind.FIGURE)
    assert change.import_ids == found.brought == (corrected.import_id,)
    assert (figure(found.total_before), figure(found.total_after)) == (100, 120)


def test_number_that_appeared_and_went_with_its_import(store: EmbeddedStore) -> None:
    entry = put(store, {"a": 100}, at=2)
    (appeared,) = changes_since(store, SHELTERED, hour(1)).changes
    assert (appeared.kind, appeared.before, told(appeared.after)) == (ChangeKind.APPEARED, None, 100)
    store.undo(entry.import_id, by="Ana", now=hour(4))
    gone = changes_since(store, SHELTERED, hour(3))
    assert [(one.kind, one.import_ids) for one in gone.changes] == [(ChangeKind.GONE, (entry.import_id,))]
    assert gone.taken == (entry.import_id,)


def test_moments_in_the_past_are_compared_as_they_were(store: EmbeddedStore) -> None:
    put(store, {"a": 100})
    put(store, {"a": 120}, at=2)
    put(store, {"a": 150}, at=4)
    (change,) = changes_since(store, SHELTERED, hour(1), hour(3)).changes
    assert (told(change.before), told(change.after)) == (100, 120)
    assert changes_since(store, SHELTERED, hour(2), hour(3)).changes == ()


def test_import_without_records_of_the_country_is_behind_no_number_of_it(store: EmbeddedStore) -> None:
    put(store, {"a": 100})
    put(store, {"a": 120}, at=2, name="jamaica.csv")
    changed = changes_since(store, Question("idps", date(2024, 7, 10), by=(By.COUNTRY,)), hour(1))
    assert (changed.changes, len(changed.brought)) == ((), 1)


def test_new_policy_of_an_officer_is_told(store: EmbeddedStore) -> None:
    put(store, {"a": 100})
    assert not changes_since(store, SHELTERED, hour(1)).is_policy_changed
    store.set_setting(PRECEDENCE_SETTING, {"in_shelter": ["unhcr"]}, by="Ana", now=hour(2))
    assert changes_since(store, SHELTERED, hour(1)).is_policy_changed
    assert open_desk(store, hour(1)).policy != open_desk(store).policy


def test_import_for_one_country_is_not_behind_the_number_of_another(store: EmbeddedStore) -> None:
    put(store, {"a": 100})
    jamaica = put(store, {"a": 120}, at=2)
    haiti = drafts({"b": 7}).with_columns(country_iso3=pl.lit("HTI"))
    store.publish(batch_of(store, haiti, name="haiti.csv"), by="Ana", now=hour(3))
    asked = Question("in_shelter", date(2024, 7, 10), by=(By.COUNTRY,))
    found = {one.by["country_iso3"]: one.import_ids for one in changes_since(store, asked, hour(1)).changes}
    assert found["JAM"] == (jamaica.import_id,)
    assert jamaica.import_id not in found["HTI"]
