"""The rules of counting are told with what the store holds: an example where it has one, else no figure at all."""

from datetime import date

import pytest

from dashboard.method_views import example_words, methods
from dashboard.periods import Ask
from data.asking import Desk
from data.queries.coverage import coverage
from tests.dashboard.conftest import TODAY
from tests.dashboard.invented import answering


def examples(ask: Ask, desk: Desk) -> list[str]:
    return [example_words(method) for method in methods(ask, coverage(desk.engine), today=TODAY)]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (0, "Haiti: "),
        (1, "The number is about 315,000, by IOM via news."),
        (
            2,
            "15 April 2021: People in shelters 4,136 + People with host families 3,718 = 7,854, but",
        ),
        (3, "Bahamas: no number today; last counted"),
        (4, "Jamaica, 29 October 2025: "),
        (5, "Stateless people: UNHCR tells of "),
    ],
    ids=["rounds", "sources", "parts", "old", "bounds", "zeros"],
)
def test_examples_of_member_states_come_from_the_store(ask: Ask, desk: Desk, place: int, expected: str) -> None:
    assert expected in examples(ask, desk)[place]


def test_a_store_without_them_has_no_example_and_no_figure() -> None:
    found = methods(answering({}), (), today=date(2025, 11, 20))
    assert {example_words(method) for method in found} == {"The store holds no example of this."}
    assert all(method.rule and not method.told for method in found)
