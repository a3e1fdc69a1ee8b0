"""Each headline says how many, who counted, when, how old that is, and what is not known."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.headlines import HEADLINE_MEASURES, MEASURE_LABELS, headlines, last_counted, missing_note, source_note
from dashboard.periods import Ask
from dashboard.selection import Selection
from data.queries.amounts import Amount
from data.queries.answer import Answer, Making, Number, Reason
from data.queries.question import Question
from data.schema import MEASURES
from tests.dashboard.conftest import Choose
from tests.dashboard.invented import DAY, left_out, part


def always(number: Number, asked: list[Question] | None = None) -> Ask:
    def ask(question: Question) -> Answer:
        if asked is not None:
            asked.append(question)
        return Answer(question, (), number)

    return ask


def test_one_source_is_named_with_its_day_and_age() -> None:
    making = Making((part(date=DAY),))
    assert source_note(making, date(2024, 7, 22)) == "Invented Bureau · 10 Jul 2024 · 12 days old"


def test_several_sources_are_counted() -> None:
    making = Making((part(), part(source_name="Invented Office")))
    assert source_note(making, DAY) == "2 sources · 10 Jul 2024 · same day"


def test_counts_far_apart_say_both_ends() -> None:
    making = Making((part(), part(date=date(2024, 5, 1))))
    assert source_note(making, DAY) == "Invented Bureau · 1 May 2024 to 10 Jul 2024 · same day"


def test_a_known_source_has_its_title() -> None:
    making = Making((part(source="idmc_gidd", source_name=None),))
    assert source_note(making, DAY).startswith("IDMC Global Internal Displacement Database · ")


def test_what_was_never_counted_says_so() -> None:
    assert missing_note(Making(())) == "not counted in this selection"


def test_an_old_count_is_told_and_not_shown_as_todays() -> None:
    old = left_out(Reason.PAST_ITS_LIFE, figure=88, date=date(2024, 3, 22))
    shown = headlines(Selection(day=date(2025, 6, 30), event="beryl-2024"), always(Number(None, Making((), (old,)))))
    assert {(one.figure, one.note, one.is_counted) for one in shown} == {
        ("\u2013", "last counted 22 Mar 2024: 88", False)
    }


def test_the_last_count_is_the_newest_and_the_states_own() -> None:
    older = left_out(Reason.PAST_ITS_LIFE, date=date(2024, 1, 1))
    unit = left_out(Reason.PAST_ITS_LIFE, admin1_code="JM-01")
    own = left_out(Reason.PAST_ITS_LIFE)
    other = left_out(Reason.OTHER_SOURCE, date=date(2025, 1, 1))
    assert last_counted(Making((), (older, unit, own, other))) is own.part


def test_zero_is_a_count() -> None:
    shown = headlines(Selection(day=DAY, event="beryl-2024"), always(Number(Amount(0), Making((part(0),)))))
    assert {(one.figure, one.is_counted) for one in shown} == {("0", True)}


def test_a_unit_is_asked_for_by_its_code() -> None:
    asked: list[Question] = []
    headlines(Selection(day=DAY, place="BHS/BS-NP", event="dorian-2019"), always(Number(None, Making(())), asked))
    assert {(question.countries, question.units) for question in asked} == {(("BHS",), ("BS-NP",))}


def test_movements_without_an_event_say_their_year() -> None:
    shown = headlines(Selection(day=DAY), always(Number(None, Making(()))))
    assert [one.label for one in shown] == [
        "Internally displaced people",
        "People in shelters",
        "Evacuated, 2024",
        "New displacements, 2024",
    ]


def test_every_measure_has_the_label_of_the_schema() -> None:
    assert {name: label() for name, label in MEASURE_LABELS.items()} == {n: m.label for n, m in MEASURES.items()}


@pytest.mark.parametrize(
    ("countries", "figures"),
    [((), "about 1,300,451"), (("HTI",), "about 1,300,000"), (("JAM",), "\u2013")],
    ids=["region", "Haiti", "Jamaica"],
)
def test_the_figures_that_ship_make_the_headline(
    choose: Choose, ask: Ask, countries: tuple[str, ...], figures: str
) -> None:
    first = headlines(replace(choose(), countries=countries), ask)[0]
    assert (first.measure, first.figure) == (HEADLINE_MEASURES[0], figures)
