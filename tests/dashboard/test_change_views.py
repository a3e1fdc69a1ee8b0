"""What changed is told in sentences that keep about and more than, and never of a place that was not counted again."""

from datetime import date, datetime

import pytest

from dashboard.change_views import changes_told, difference_words
from dashboard.known_change_views import imports_to_compare, known_changes_told
from dashboard.periods import Ask
from dashboard.selection import Selection
from data.known_places import known_places
from data.queries.amounts import Amount
from data.queries.changes import KnownChanges, Moment, changes_between_moments
from data.queries.policy import Policy
from data.queries.question import Question
from data.schema import Quantifier
from data.store.interface import ImportEntry, RowCounts
from tests.dashboard.conftest import Choose
from tests.data.queries.invented import asking, engine, record

POLICY = Policy(known_places())
FIRST, LAST = date(2025, 6, 1), date(2025, 6, 30)


def lines(*rows: dict[str, object], **chosen: object) -> dict[str, tuple[str, ...]]:
    """Return what is told of invented records, by measure."""
    selection = Selection(**({"day": LAST} | chosen))  # type: ignore[arg-type]  # each test names its own parts
    told = changes_told(selection, asking(rows, policy=POLICY), FIRST)
    return {one.measure: one.lines for one in told}


def test_jamaicas_shelters_after_melissa(ask: Ask, choose: Choose) -> None:
    told = changes_told(choose(place="JAM"), ask, date(2025, 10, 28))
    assert {one.measure: one.lines for one in told} == {
        "in_shelter": ("Jamaica: about 6,000 (28 Oct 2025), then about 1,100 (11 Nov 2025); about 4,900 fewer.",),
        "shelters_open": ("Not counted again, so that no change can be told: Jamaica 364 (28 Oct 2025).",),
    }
    assert [one.title for one in told[0].told] == [
        "Jamaica, People in shelters, 28 Oct 2025: about 6,000",
        "Jamaica, People in shelters, 11 Nov 2025: about 1,100",
    ]


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (Amount(0), "unchanged"),
        (Amount(12), "12 more"),
        (Amount(-12), "12 fewer"),
        (Amount(-300, Quantifier.APPROXIMATELY, is_approximate=True), "about 300 fewer"),
        (Amount(7, Quantifier.APPROXIMATELY, is_approximate=True), "hardly changed, as far as rounded figures tell"),
        (Amount(300, Quantifier.MORE_THAN), "more than 300 more"),
        (Amount(-300, Quantifier.LESS_THAN), "more than 300 fewer"),
        (Amount(-300, Quantifier.MORE_THAN), "whether these are more or fewer cannot be told"),
        (Amount(300, Quantifier.UP_TO), "whether these are more or fewer cannot be told"),
        (Amount(-300, Quantifier.RANGE, high=-100), "100 to 300 fewer"),
        (Amount(-300, Quantifier.RANGE, high=100), "whether these are more or fewer cannot be told"),
        (None, "the difference cannot be told"),
    ],
)
def test_a_difference_keeps_its_quantifier(difference: Amount | None, words: str) -> None:
    assert difference_words(difference, Amount(1000)) == words


def test_units_counted_twice_are_told_with_their_state() -> None:
    rows = [
        record(figure, start, country_iso3="HTI", admin1_code=unit, reporting_round=number, operation="Invented")
        for start, number, figures in (("2025-05-20", 1, (100, 50)), ("2025-06-20", 2, (80, 60)))
        for unit, figure in zip(("HT-CE", "HT-OU"), figures, strict=True)
    ]
    assert lines(*rows, place="HTI")["idps"] == (
        "Haiti: 150 (20 May 2025), then 140 (20 Jun 2025); 10 fewer.",
        "Centre: 100 (20 May 2025), then 80 (20 Jun 2025); 20 fewer.",
        "Ouest: 50 (20 May 2025), then 60 (20 Jun 2025); 10 more.",
    )


def test_over_several_states_the_change_is_told_once_for_all() -> None:
    rows = [
        record(figure, start, country_iso3=country)
        for start, figures in (("2025-05-20", (100, 50)), ("2025-06-20", (80, 60)))
        for country, figure in zip(("HTI", "JAM"), figures, strict=True)
    ]
    assert lines(*rows)["idps"][0] == "Over the 2 places counted for both days: 10 fewer."


def test_other_sources_and_lone_counts_make_no_difference() -> None:
    cited = {"measure": "in_shelter", "source": "cited"}
    told = lines(
        record(400, "2025-05-25", country_iso3="GRD", source_name="Invented Times", **cited),
        record(260, "2025-06-25", country_iso3="GRD", source_name="Invented Bulletin (OCHA)", **cited),
        record(9, "2025-06-25", country_iso3="JAM", source_name="Invented Times", **cited),
        record(7, "2025-05-25", country_iso3="DMA", source_name="Invented Times", **cited),
    )["in_shelter"]
    assert told == (
        "Grenada: 400 (Invented Times, 25 May 2025) and 260 (Invented Bulletin (OCHA), 25 Jun 2025) are of different "
        "sources; their difference is no change of people.",
        "Not counted again, so that no change can be told: Dominica 7 (25 May 2025).",
        "Jamaica 9 (25 Jun 2025): counted for the later day only.",
    )


def test_movements_without_an_event_are_those_of_reports_that_end_in_between() -> None:
    moved = {"measure": "evacuated", "country_iso3": "JAM", "source": "cited", "source_name": "Invented Times"}
    told = lines(record(5, "2025-05-01", **moved), record(6, "2025-06-10", **moved))
    assert told["evacuated"] == ("Jamaica: 6, in reports that end in between (Invented Times, 10 Jun 2025).",)


def test_of_an_event_it_is_told_how_many_had_moved_up_to_each_day(ask: Ask, choose: Choose) -> None:
    selection = choose(day=date(2019, 9, 23), place="BHS", event="dorian-2019")
    told = {one.measure: one.lines for one in changes_told(selection, ask, date(2019, 9, 14))}
    assert told["evacuated"] == ("Bahamas: about 5,000 up to 14 Sep 2019, then about 5,500 up to 23 Sep 2019.",)
    assert told["new_displacements"] == ("Bahamas: 17,847 up to 7 Sep 2019; nothing newer was reported.",)


def test_without_any_count_nothing_is_told() -> None:
    assert lines() == {}


def test_what_an_import_changed_is_told_with_both_numbers() -> None:
    old = [record(100, country_iso3="HTI"), record(5, country_iso3="JAM"), record(8, country_iso3="GRD")]
    new = [record(120, country_iso3="HTI"), record(5, country_iso3="JAM"), record(3, country_iso3="DMA")]

    def since(question: Question, _before: datetime) -> KnownChanges:
        moments = [Moment(engine(rows), POLICY, ()) for rows in (old, new)]
        return changes_between_moments(question, *moments)

    [told] = known_changes_told(Selection(LAST), since, datetime(2025, 6, 1))
    assert told.measure == "idps"
    assert told.lines == (
        "Dominica: 3; nothing was known before.",
        "Grenada: 8 is told no longer.",
        "Haiti: 100 before, 120 now.",
    )


def test_the_first_import_has_nothing_before_it() -> None:
    entries = [
        ImportEntry(
            str(place), place, "file", "invented.csv", "", 0, "", "", "", "", datetime(2025, 6, place), RowCounts()
        )
        for place in (1, 2, 3)
    ]
    assert [entry.import_id for entry in imports_to_compare(entries)] == ["3", "2"]
    assert imports_to_compare(entries[:1]) == []
