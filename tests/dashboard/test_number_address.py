"""A number goes into an address and comes back as the same question and line, whatever it was narrowed to."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.number_address import Wanted, rows_address, wanted_at
from dashboard.place_labels import states
from dashboard.selection import selection_of
from data.errors import RequestRefused
from data.queries.answer import Asked
from data.queries.question import By, FlowDating, Question
from data.queries.record_rows import line_texts
from tests.dashboard.invented import answering, number

DAY = date(2025, 11, 20)
ASK = answering({"2024": number(5)})
REGION = tuple(states())


def there_and_back(asked: Asked, *, here: dict[str, str] | None = None) -> Wanted:
    address = rows_address(asked, here or {}, day=DAY)
    return wanted_at(selection_of(address, today=DAY, countries=frozenset(states())), ASK)


@pytest.mark.parametrize(
    "asked",
    [
        {"measure": "in_shelter", "countries": ("JAM",)},
        {"measure": "in_shelter", "countries": ("JAM", "HTI"), "event": "melissa-2025"},
        {"measure": "idps", "countries": ("HTI",), "source": "idmc_gidd", "as_of": date(2023, 12, 31)},
        {"measure": "idps", "countries": ("HTI",), "operation": "Gangs & more; =1", "units": ("HT-OU",)},
        {"measure": "new_displacements", "countries": ("HTI",), "date_from": date(2024, 1, 1)},
        {"measure": "new_displacements", "countries": ("HTI",), "dating": FlowDating.SPREAD, "hazard": "storm"},
        {"measure": "in_shelter", "countries": ("JAM",), "event": "an event of the store alone"},
        {"measure": "migrants", "origins": ("HTI", "VEN")},
    ],
    ids=lambda asked: " ".join(asked),
)
def test_question_comes_back(asked: dict[str, Any]) -> None:
    question = Question(**({"as_of": DAY} | asked))
    assert there_and_back(Asked(question)) == Wanted(question)


@given(
    st.lists(
        st.one_of(st.none(), st.text(st.characters(categories=["L", "N", "P"]), min_size=1)), min_size=1, max_size=2
    )
)
def test_line_comes_back(values: list[str | None]) -> None:
    by = (By.SEX, By.AGE)[: len(values)]
    question = Question("migrants", DAY, by=by, countries=("GUY",))
    line = tuple(zip(("sex", "age_band"), values, strict=False))
    assert there_and_back(Asked(question, line)) == Wanted(question, line_texts(line))


@pytest.mark.parametrize(
    ("by", "line", "place"),
    [
        ((By.COUNTRY,), (("country_iso3", "HTI"),), "HTI"),
        ((By.ADMIN1,), (("country_iso3", "HTI"), ("admin1_code", "HT-OU")), "HTI/HT-OU"),
    ],
    ids=["a state", "a unit"],
)
def test_line_of_a_place_becomes_the_place(by: tuple[By, ...], line: tuple[tuple[str, str], ...], place: str) -> None:
    question = Question("idps", DAY, by=by, countries=REGION)
    assert rows_address(Asked(question, line), {}, day=DAY) == {"place": place}


def test_region_day_and_language_stay() -> None:
    here = {"day": "2025-11-20", "language": "fr", "rows": "out", "row_page": "3"}
    question = Question("in_shelter", DAY, countries=REGION)
    address = {"day": "2025-11-20", "language": "fr", "measure": "in_shelter"}
    assert rows_address(Asked(question), here, day=DAY) == address


def test_number_under_another_measure_gives_way_to_the_selection() -> None:
    address = {"measure": "in_shelter", "place": "JAM", "number": "of=migrants&origin=VEN"}
    selection = selection_of(address, today=DAY, countries=frozenset(states()))
    assert wanted_at(selection, ASK) == Wanted(Question("in_shelter", DAY, countries=("JAM",)))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("of=idps&by=colour", "address, number: by is 'colour'; it can be country, "),
        ("of=idps&until=June", "address, number: until is 'June', not a day such as 2025-06-30."),
        ("of=idps&dating=middle", "address, number: dating is 'middle'; it can be end, start, spread."),
    ],
)
def test_what_is_wrong_is_named_with_what_can_stand_there(code: str, said: str) -> None:
    with pytest.raises(RequestRefused, match=re.escape(said)):
        wanted_at(selection_of({"number": code}, today=DAY, countries=frozenset(states())), ASK)
