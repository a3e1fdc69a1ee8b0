"""Skills matched to open needs: the order of the rule, and hidden groups that the order tells nothing of."""

from pathlib import Path
from typing import Any

import pytest

from data.asking import Desk
from data.disclosure.diaspora_matches import matches, open_needs
from data.sectors import SECTORS, SERVICES, sector_name, service_of
from tests.data.disclosure.survey import BUILDERS, CLERKS, NURSES, TEACHERS, desk_over, figure, people
from tests.data.queries.invented import TODAY, record

ASSISTANTS = "32 Health associate professionals"


def need(measure: str, figure: int, sector: str) -> dict[str, Any]:
    return record(figure, measure=measure, source="office", country_iso3="GUY", sector=sector)


NEEDS = (
    need("people_in_need", 1900, "Health"), need("people_reached", 400, "Health"),
    need("people_in_need", 3000, "EDU"), need("people_reached", 2900, "EDU"),
    need("people_in_need", 900, "WASH"), need("people_in_need", 50, "Shelter"), need("people_reached", 70, "Shelter"),
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_over(
        tmp_path, *NEEDS, people(60, NURSES), people(90, ASSISTANTS), people(70, TEACHERS), people(80, BUILDERS),
        people(50, CLERKS), people(45, "25 ICT professionals"),
    )  # fmt: skip


def test_open_need_is_who_is_in_need_without_who_was_reached_the_largest_first(desk: Desk) -> None:
    found = open_needs(desk.count, "GUY", TODAY)
    told = [(one.sector, one.number.amount.figure if one.number.amount else None, one.is_reach_known) for one in found]
    assert told == [("health", 1500, True), ("wash", 900, False), ("education", 100, True), ("shelter", None, True)]


def test_skills_stand_in_the_order_of_the_need_that_they_serve_then_of_their_people(desk: Desk) -> None:
    found = matches(desk.survey("GUY"), open_needs(desk.count, "GUY", TODAY), residence="CAN")
    assert [(one.service.occupation, one.service.sector, figure(one.people)) for one in found] == [
        ("32", "health", 90),
        ("22", "health", 60),
        ("23", "education", 70),
        ("71", "shelter", 80),
        ("25", "telecommunications", 45),
    ]
    assert found[-1].need is None


def test_hidden_skills_stand_last_by_code_whatever_they_hold(tmp_path: Path) -> None:
    orders = []
    for small, other in ((1, 9), (9, 1)):
        desk = desk_over(
            tmp_path / str(small), people(small, NURSES), people(other, ASSISTANTS), people(60, "53 Carers"),
        )  # fmt: skip
        orders.append([one.service.occupation for one in matches(desk.survey("GUY"), (), residence="CAN")])
    assert orders[0] == orders[1]


def test_every_line_of_the_rule_names_a_known_occupation_once_a_known_sector_and_a_reason() -> None:
    from data.occupations import ISCO_CODES

    occupations = [service.occupation for service in SERVICES]
    assert len(set(occupations)) == len(occupations)
    assert set(occupations) <= set(ISCO_CODES)
    assert {service.sector for service in SERVICES} <= set(SECTORS)
    assert all(service.reason for service in SERVICES)


@pytest.mark.parametrize(
    ("given", "name"),
    [("Health", "health"), ("HEA", "health"), ("food_security", "food_security"), ("FSC", "food_security"),
     ("Water, Sanitation and Hygiene", "wash"), ("Boats", "boats"), ("", None), (None, None)],
)  # fmt: skip
def test_a_sector_has_one_name_whatever_its_source_calls_it(given: str | None, name: str | None) -> None:
    assert sector_name(given) == name


def test_an_occupation_without_a_line_serves_none_unless_the_survey_says_so() -> None:
    assert service_of("41") is None
    told = service_of("41", {"health"})
    assert told is not None
    assert told.sector == "health"
