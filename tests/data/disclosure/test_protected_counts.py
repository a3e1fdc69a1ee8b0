"""Trafficking victims and protection cases as the desk tells them: selections of one table. Figures are invented."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from data.asking import Desk, changes_since, open_desk
from data.errors import RequestRefused
from data.queries.answer import Answer
from data.queries.presenting import answer_document
from data.queries.question import By, FlowDating, Question
from data.store.embedded import EmbeddedStore
from tests.data.queries.invented import POLICY, engine, record, table

CASES = "protection_cases"
LAST = date(2024, 12, 31)

Tell = Callable[..., Answer]


def cases(figure: int, country: str = "HTI", year: int = 2024, **values: Any) -> dict[str, Any]:
    """Return one invented record of a year's cases."""
    days = {"start": f"{year}-01-01", "end": f"{year}-12-31"}
    return record(
        figure, measure=CASES, source="bureau", country_iso3=country, date_precision="year", **(days | values)
    )


ROWS = (
    cases(40, year=2023), cases(3, "JAM", year=2023),
    cases(50), cases(30, "JAM"), cases(20, "BHS"),
    cases(30, sex="female"), cases(16, sex="male"), cases(4, sex="other"),
    cases(31, age_band="0-17"), cases(19, age_band="18+"),
)  # fmt: skip


def desk_over(folder: Path, *rows: dict[str, Any]) -> Desk:
    """Return a desk over invented records."""
    return Desk(EmbeddedStore(folder / "store").snapshot(), engine(rows), POLICY)


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    """Return what answers a question about the invented cases."""
    desk = desk_over(tmp_path, *ROWS)

    def tell(*by: By, **asked: Any) -> Answer:
        values: dict[str, Any] = {"measure": CASES, "as_of": LAST, "by": by} | asked
        return desk.count(Question(**values))

    return tell


def test_states_and_years_are_told_with_small_ones_hidden(tell: Tell) -> None:
    answer = tell(By.COUNTRY, By.YEAR)
    assert table(answer) == {
        ("BHS", 2024): 20,
        ("HTI", 2023): 40,
        ("HTI", 2024): 50,
        ("JAM", 2023): None,
        ("JAM", 2024): 30,
    }
    assert [row.by["year"] for row in answer.rows if row.number.is_hidden] == [2023]


def test_the_regions_year_is_hidden_where_it_would_give_a_state_away(tell: Tell) -> None:
    assert table(tell(By.YEAR)) == {(2023,): None, (2024,): 100}
    assert table(tell(By.YEAR, countries=("HTI", "BHS"))) == {(2023,): 40, (2024,): 70}
    assert table(tell(By.YEAR, countries=("HTI", "JAM"))) == {(2023,): None, (2024,): 80}


def test_a_sum_is_hidden_as_soon_as_one_of_its_cells_is(tell: Tell) -> None:
    assert table(tell(By.COUNTRY)) == {("BHS",): 20, ("HTI",): 90, ("JAM",): None}
    assert tell().total.is_hidden
    whole = tell(date_from=date(2024, 1, 1)).total
    assert whole.amount is not None
    assert whole.amount.figure == 100


def test_a_part_by_sex_takes_a_second_one_along_and_ages_are_told(tell: Tell) -> None:
    assert table(tell(By.COUNTRY, By.SEX)) == {("HTI", "female"): 30, ("HTI", "male"): None, ("HTI", "other"): None}
    assert table(tell(By.AGE, By.YEAR)) == {("0-17", 2024): 31, ("18+", 2024): 19}


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [(None, LAST, [2023, 2024]), (None, date(2024, 12, 30), [2023]), (date(2023, 1, 2), LAST, [2024]),
     (date(2024, 3, 1), date(2024, 9, 1), [])],
    ids=["all", "a day short", "a day late", "a summer"],
)  # fmt: skip
def test_a_year_answers_only_as_a_whole(tell: Tell, first: date | None, last: date, years: list[int]) -> None:
    told = tell(By.YEAR, countries=("HTI",), date_from=first, as_of=last)
    assert [row.by["year"] for row in told.rows] == years


def test_bands_of_age_that_overlap_are_not_told(tmp_path: Path) -> None:
    desk = desk_over(
        tmp_path, cases(60), cases(40, age_band="0-17"), cases(25, age_band="12-17"), cases(20, age_band="18+")
    )
    assert desk.count(Question(CASES, LAST, by=(By.AGE,))).rows == ()


def test_months_of_few_cases_are_not_in_the_making_of_their_year(tmp_path: Path) -> None:
    months = [cases(2, start=f"2024-{month:02}-01", end=f"2024-{month:02}-28") for month in range(1, 13)]
    total = desk_over(tmp_path, *months).count(Question(CASES, LAST)).total
    assert [part.amount.figure for part in total.making.parts] == [24]


def test_a_figure_of_another_source_is_not_told_beside_the_first(tmp_path: Path) -> None:
    first = cases(40) | {"source": "unhcr"}
    making = desk_over(tmp_path, first, cases(7)).count(Question(CASES, LAST)).total.making
    assert [part.amount.figure for part in making.parts] == [40]
    assert [item.part for item in making.left_out if item.part is not None] == []


@pytest.mark.parametrize(
    "asked",
    [
        {"by": (By.ADMIN1,)}, {"by": (By.MONTH,)}, {"by": (By.SOURCE,)}, {"by": (By.ORIGIN,)}, {"by": (By.SEX, By.AGE)},
        {"units": ("HT-OU",)}, {"origins": ("VEN",)}, {"source": "bureau"}, {"operation": "x"}, {"event": "x"},
        {"hazard": "x"}, {"known_at": datetime(2025, 1, 1, tzinfo=UTC)}, {"dating": FlowDating.START},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_selection_of_the_table_is_refused(tell: Tell, asked: dict[str, Any]) -> None:
    with pytest.raises(RequestRefused, match="about people who could be harmed"):
        tell(**asked)


def test_earlier_states_of_the_store_and_single_sources_are_refused(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    earlier = datetime(2025, 1, 1, tzinfo=UTC)
    question = Question(CASES, LAST, countries=("HTI",))
    with pytest.raises(RequestRefused, match="as they are known now only"):
        open_desk(store, earlier).count(question)
    with pytest.raises(RequestRefused, match="not told as it changed"):
        changes_since(store, question, earlier)
    with pytest.raises(RequestRefused, match="not told source by source"):
        open_desk(store).sources_compared(question)


def test_a_survey_of_a_diaspora_is_not_told_by_the_desk(tell: Tell) -> None:
    with pytest.raises(RequestRefused, match="only a page of its own tells it"):
        tell(measure="diaspora_offers")


def test_a_hidden_row_says_so_to_a_program_and_an_uncounted_one_is_not_there(tell: Tell) -> None:
    document = answer_document(tell(By.COUNTRY, date_from=date(2023, 1, 1), as_of=date(2023, 12, 31)))
    assert [(row["country_iso3"], row["figure"], row["quantifier"]) for row in document["rows"]] == [
        ("HTI", 40, "exact"),
        ("JAM", None, "hidden"),
    ]
    assert (document["total"], document["quantifier"]) == (None, "hidden")
    assert [item["reason"] for item in document["not_added"]] == ["hidden"]
