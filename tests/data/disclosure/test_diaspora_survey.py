"""What may be told of a survey of a diaspora: parts and totals, complete and partial apart, and nobody worked out."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.disclosure.diaspora_survey import SurveyTables, people_table, survey_tables
from data.disclosure.published import Hidden
from data.disclosure.suppression import hide
from data.errors import RequestRefused
from data.queries.question import Question
from data.queries.survey_answers import newest_surveys, survey_groups
from data.sectors import NO_SECTOR
from tests.data.disclosure.attacker import intervals, recovered, subtracted
from tests.data.disclosure.invented import shown
from tests.data.disclosure.survey import (
    BUILDERS,
    CLERKS,
    NURSES,
    TEACHERS,
    desk_over,
    figure,
    offers,
    partial,
    people,
    told,
)
from tests.data.queries.invented import TODAY, engine


def survey(*rows: dict[str, Any]) -> SurveyTables:
    """Return what may be told of an invented survey of Guyana's diaspora."""
    return survey_tables(engine(rows), "GUY", lambda _name, table_from: hide(table_from(None)))  # type: ignore[arg-type]  # the tables ask nothing


def test_people_are_told_by_occupation_and_by_years_of_experience_and_parts_are_not_added_to_their_total() -> None:
    tables = survey(
        people(60, NURSES),
        people(25, NURSES, experience_band="0-4"),
        people(35, NURSES, experience_band="5-9"),
        people(40, TEACHERS, experience_band="5-9"),
    )
    assert [told(tables, "CAN", code, None) for code in ("22", "23", None)] == [60, 40, 100]
    assert [told(tables, "CAN", None, band) for band in ("0-4", "5-9")] == [25, 75]


def test_a_published_total_counts_before_the_sum_of_its_parts_unless_they_exceed_it() -> None:
    assert told(survey(people(130), people(60, NURSES), people(40, TEACHERS)), "CAN", None, None) == 130
    assert told(survey(people(90), people(60, NURSES), people(40, TEACHERS)), "CAN", None, None) == 100


def test_partial_answers_stand_apart_and_are_never_added() -> None:
    tables = survey(people(60, NURSES), partial(30, NURSES))
    assert told(tables, "CAN", "22", None) == 60
    assert told(tables, "CAN", "22", None, kind="partial") == 30
    assert told(tables, "CAN", "22", None, kind="untold") == "not counted"


def test_the_newest_survey_of_a_country_replaces_the_older_and_other_countries_keep_theirs() -> None:
    older = people(500, NURSES, start="2019-05-31", source_name="Older Survey")
    tables = survey(older, people(60, NURSES), people(70, NURSES, "USA", start="2018-01-01"))
    assert [told(tables, code, "22", None) for code in ("CAN", "USA")] == [60, 70]
    assert [(one.residence, one.name) for one in tables.beside] == [("CAN", "Older Survey")]


def test_small_groups_are_hidden_zero_too_with_another_so_that_none_is_worked_out() -> None:
    tables = survey(people(60, NURSES), people(40, TEACHERS), people(5, BUILDERS), people(0, CLERKS, "USA"))
    assert told(tables, "CAN", "71", None) == "hidden"
    assert sorted(str(told(tables, "CAN", code, None)) for code in ("22", "23")) == ["60.0", "hidden"]
    assert told(tables, "CAN", None, None) == 105
    assert told(tables, "USA", None, None) == "hidden"


def test_no_hidden_group_is_worked_out_by_an_attacker() -> None:
    sizes = {"CAN": (60, 40, 5, 12), "USA": (3, 90, 11, 30)}
    codes = (NURSES, TEACHERS, BUILDERS, CLERKS)
    rows = [people(size, code, home) for home, own in sizes.items() for code, size in zip(codes, own, strict=True)]
    groups = survey_groups(engine(rows), "GUY")
    table = people_table(groups, newest_surveys(groups), "complete")
    true = {key: number.amount.figure for key, number in table.cells.items() if number.amount is not None}
    seen = shown(hide(table))
    assert len(seen) < len(true)
    assert subtracted(true, seen) == {}
    assert recovered(intervals(true, seen)) == set()


def test_offers_are_told_by_the_sector_that_the_occupation_serves() -> None:
    tables = survey(
        people(60, NURSES), people(50, "32 Nursing assistants"), people(70, CLERKS),
        offers(20, NURSES), offers(15, "32 Nursing assistants"), offers(30, CLERKS), offers(25, NURSES, "mentor"),
    )  # fmt: skip
    assert told(tables, "CAN", "health", "return", offers=True) == 35
    assert told(tables, "CAN", NO_SECTOR, "return", offers=True) == 30
    assert told(tables, "CAN", None, "return", offers=True) == 65
    assert told(tables, "CAN", "health", "mentor", offers=True) == 25


def test_a_sector_that_the_survey_names_goes_before_the_rule() -> None:
    tables = survey(people(60, CLERKS, sector="Health"), offers(20, CLERKS, sector="HEA"))
    assert told(tables, "CAN", "health", "return", offers=True) == 20
    service = tables.services["41"]
    assert service is not None
    assert (service.sector, service.reason) == ("health", "told by the survey itself")


def test_what_hidden_people_offer_is_hidden_too_and_not_alone() -> None:
    tables = survey(
        people(60, NURSES), people(22, TEACHERS), people(3, BUILDERS), people(80, CLERKS),
        offers(12, NURSES), offers(20, TEACHERS), offers(15, CLERKS),
    )  # fmt: skip
    assert told(tables, "CAN", "23", None) == "hidden"
    hidden = [sector for sector in ("health", "education", NO_SECTOR)
              if told(tables, "CAN", sector, "return", offers=True) == "hidden"]  # fmt: skip
    assert "education" in hidden
    assert len(hidden) > 1


@settings(max_examples=12)
@given(
    st.lists(
        st.tuples(st.sampled_from([NURSES, TEACHERS, BUILDERS, CLERKS]), st.integers(0, 60), st.integers(0, 60)),
        min_size=2, max_size=4, unique_by=lambda one: one[0],
    )
)  # fmt: skip
def test_no_offer_that_is_shown_tells_hidden_people_from_below(rows: list[tuple[str, int, int]]) -> None:
    given_rows = [people(size, occupation) for occupation, size, _offered in rows]
    given_rows += [offers(min(size, offered), occupation) for occupation, size, offered in rows]
    tables = survey(*given_rows)
    for occupation, _size, _offered in rows:
        code = occupation[:2]
        service = tables.services[code]
        offered = told(tables, "CAN", service.sector if service else NO_SECTOR, "return", offers=True)
        if isinstance(tables.people["complete"].cell(("CAN", code, None)), Hidden):
            assert offered in ("hidden", 0)  # each sector has one occupation here


def test_the_desk_tells_a_survey_only_through_its_tables(tmp_path: Path) -> None:
    desk = desk_over(tmp_path, people(60, NURSES), people(4, TEACHERS, "USA"))
    tables = desk.survey("GUY")
    assert figure(tables.people["complete"].cell(("CAN", "22", None))) == 60
    assert figure(tables.people["complete"].cell(("USA", "23", None))) == "hidden"
    with pytest.raises(RequestRefused, match="only a page of its own tells it"):
        desk.count(Question("diaspora", TODAY))


def test_no_survey_is_empty_tables() -> None:
    tables = survey(people(60, NURSES, origin_iso3="JAM"))
    assert tables.surveys == ()
    assert tables.people["complete"].cells == {}
