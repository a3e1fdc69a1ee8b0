"""Every number carries its making, and what cannot be asked is refused in words. Figures are invented."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from data.errors import RequestRefused
from data.queries.answer import LeftOut, Part, Reason
from data.queries.counting import count
from data.queries.presenting import answer_document, making_lines
from data.queries.question import By, Question
from data.queries.reasons import WORDS
from tests.data.queries.invented import POLICY, TODAY, ask, day, engine, exact, frame, record


def test_part_says_who_counted_what_where_and_when() -> None:
    row = record(
        100, "2025-06-01", operation="Monitoring", reporting_round=7, assessment_type="BA", admin1_code="HT-OU",
        event_id="gangs", source_url="https://example.org/7",
    )  # fmt: skip
    assert ask([row]).total.making.parts == (
        Part(
            amount=exact(100), country_iso3="HTI", source="iom_dtm", source_name=None, date=day("2025-06-01"),
            age_days=29, admin1_code="HT-OU", operation="Monitoring", reporting_round=7, assessment_type="BA",
            event_id="gangs", rows=1, source_url="https://example.org/7",
        ),
    )  # fmt: skip


def test_event_is_told_only_where_all_rows_share_it() -> None:
    rows = [record(100, event_id="storm"), record(5, event_id="flood")]
    assert [part.event_id for part in ask(rows).total.making.parts] == [None]


def test_every_reason_has_its_words() -> None:
    assert set(WORDS) == set(Reason)


def test_what_is_left_out_is_told_with_its_day_and_source() -> None:
    answer = ask([record(100), record(90, "2025-05-01", source="unhcr")])
    assert making_lines(answer.total.making) == [
        "+ 100 (exact) HTI: iom_dtm, 2025-06-01, 29 days old",
        "- 90 HTI: another source for the same people; sources are not added: last counted on 2025-05-01 by unhcr",
    ]


def test_document_has_a_null_total_where_adding_is_refused_and_says_why() -> None:
    document = answer_document(ask([record(100), record(90, source="unhcr")], by=(By.SOURCE,)))
    assert (document["total"], document["quantifier"]) == (None, None)
    assert document["not_added"][0]["reason"] == "sources_do_not_add"


def test_document_of_a_number_is_complete() -> None:
    rows = [record(60, admin1_code="HT-OU"), record(100)]
    document = answer_document(ask(rows, by=(By.ADMIN1,), countries=("HTI",)))
    assert document == {
        "measure": "idps", "kind": "stock", "as_of": "2025-06-30", "date_from": None, "known_at": None, "dating": None,
        "rows": [{
            "country_iso3": "HTI", "admin1_code": "HT-OU", "figure": 60, "figure_high": None, "quantifier": "exact",
            "is_approximate": False, "source": "iom_dtm", "source_name": None, "operation": None, "round": None,
            "date": "2025-06-01", "oldest_date": "2025-06-01", "age_days": 29,
        }],
        "total": 100, "total_high": None, "quantifier": "exact", "units_counted": 2, "units_known": 2,
        "not_added": [], "unplaced": 40,
    }  # fmt: skip


def test_answer_says_at_which_moment_it_was_known() -> None:
    moment = datetime(2025, 6, 30, 12, tzinfo=UTC)
    opened = engine([record(100)])
    opened._known_at = moment
    assert count(opened, Question("idps", TODAY), POLICY).known_at == moment


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"measure": "refugeees"}, "measure 'refugeees' is not known; known are: asylum_applications"),
        ({"date_from": date(2025, 7, 1)}, "the period starts on 2025-07-01 and ends before that, on 2025-06-30"),
        ({"by": (By.SEX, By.SEX)}, "split twice by the same thing: sex, sex"),
        ({"by": (By.ADMIN1, By.ADMIN2)}, "one level of places at a time"),
        ({"by": (By.MONTH, By.YEAR)}, "split by day, by month or by year"),
    ],
    ids=["unknown measure", "period before itself", "split twice", "two levels", "two times"],
)
def test_question_that_cannot_be_asked_is_refused_in_words(asked: dict[str, Any], words: str) -> None:
    values: dict[str, Any] = {"measure": "idps", "as_of": TODAY} | asked
    with pytest.raises(RequestRefused, match=words):
        Question(**values)


def test_country_beside_its_units_is_no_second_level() -> None:
    row = record(60, admin1_code="HT-OU")
    assert [line.by for line in ask([row], by=(By.COUNTRY, By.ADMIN1)).rows] == [
        {"country_iso3": "HTI", "admin1_code": "HT-OU"}
    ]


def test_only_records_of_the_measure_asked_are_read() -> None:
    given = frame([record(1), record(2, measure="returned"), record(4, measure="people_in_need")])
    assert given.height == 3
    assert ask(given.to_dicts()).total.amount == exact(1)


def test_left_out_figure_is_the_same_thing_only_with_the_same_reason() -> None:
    assert LeftOut(Reason.OTHER_SOURCE) != LeftOut(Reason.OTHER_REPORT)
