"""Sources stand side by side with the rule that put one first. Figures are invented but those that ship."""

from datetime import date
from typing import Any

import pytest

from data.asking import Desk
from data.errors import RequestRefused
from data.queries.answer import Reason
from data.queries.policy import Policy, policy_of
from data.queries.question import Question
from data.queries.sources_compared import STANDING_WORDS, SourcesCompared, Standing, compare_sources
from tests.data.queries.invented import PLACES, POLICY, TODAY, beside, day, engine, exact, figure, record

ASKED = Question("idps", TODAY, countries=("HTI",))


def cited(figure: int, name: str, start: str = "2025-06-01", **values: Any) -> dict[str, Any]:
    """Return a figure read in a report or the press."""
    return record(figure, start, source="cited", source_name=name, **values)


def compare(*rows: dict[str, Any], asked: Question = ASKED, policy: Policy = POLICY) -> SourcesCompared:
    return compare_sources(engine(rows), asked, policy)


def standings(compared: SourcesCompared) -> dict[str, Standing]:
    return {view.source_name or view.source: view.standing for view in compared.sources}


def test_each_source_says_its_own_and_one_counts() -> None:
    found = compare(record(100), record(90, source="unhcr"), cited(80, "Invented Gazette", "2025-06-02"))
    told = [(view.publisher, view.number.amount, view.last_counted, view.standing) for view in found.sources]
    assert told == [
        ("IOM", exact(100), date(2025, 6, 1), Standing.COUNTS),
        ("UNHCR", exact(90), date(2025, 6, 1), Standing.RANK),
        ("Invented Gazette", exact(80), date(2025, 6, 2), Standing.RANK),
    ]
    assert (found.chosen.amount, found.measure.definition_source) == (
        exact(100), "UN Guiding Principles on Internal Displacement; IDMC",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "standing"),
    [
        (record(90, "2023-01-01", source="unhcr"), Standing.PAST_ITS_LIFE),
        (record(90, "2023-01-01", source="unhcr", role="triangulation"), Standing.PAST_ITS_LIFE),
        (record(90, source="unhcr", role="triangulation"), Standing.TRIANGULATION),
        (record(90, source="unhcr", unit="household"), Standing.NO_PEOPLE),
        (record(90, source="own list", source_name="IOM via a list"), Standing.RANK),
    ],
    ids=[
        "past its life",
        "triangulation past its life",
        "triangulation",
        "households of unknown size",
        "citation of the same body",
    ],
)
def test_source_that_does_not_count_says_why(other: dict[str, Any], standing: Standing) -> None:
    found = compare(record(100), other)
    assert standings(found)[other["source"]] is standing


def test_newer_of_one_rank_counts_and_the_older_says_so() -> None:
    found = compare(cited(1, "Invented Gazette", "2025-06-02"), cited(2, "Invented Herald", "2025-06-03"))
    assert standings(found) == {"Invented Herald": Standing.COUNTS, "Invented Gazette": Standing.NEWER}
    tied = compare(cited(1, "Invented Gazette"), cited(2, "Invented Herald"))
    assert standings(tied) == {"Invented Gazette": Standing.COUNTS, "Invented Herald": Standing.FIRST_OF_EQUALS}


def test_order_of_the_office_is_named_as_the_rule() -> None:
    policy = policy_of(PLACES, None, {"idps/HTI": ["unhcr"]})
    found = compare(record(100), record(90, source="unhcr"), policy=policy)
    assert standings(found) == {"unhcr": Standing.COUNTS, "iom_dtm": Standing.NAMED_FIRST}
    assert found.chosen.amount == exact(90)


def test_source_that_counted_few_units_says_so() -> None:
    asked = Question("idps", TODAY, countries=("BHS",))
    few = cited(147, "Invented Gazette (IOM)", country_iso3="BHS", admin1_code="BS-CO")
    found = compare(few, cited(1300, "Invented Herald", country_iso3="BHS"), asked=asked)
    assert standings(found)["Invented Gazette (IOM)"] is Standing.WHOLE_BEFORE_PART
    assert [view.number.making.units_counted for view in found.sources] == [3, 1]


def test_old_figure_of_a_source_stays_visible() -> None:
    (old,) = compare(record(90, "2023-01-01", source="unhcr")).sources
    assert (old.number.amount, old.last_counted) == (None, date(2023, 1, 1))
    assert beside(old.number.making) == {(Reason.PAST_ITS_LIFE, 90)}


def test_words_units_and_operations_of_a_source_are_told() -> None:
    rows = [
        cited(5, "Invented Gazette", term="sheltered", admin1_code="HT-OU", operation="Storm"),
        cited(7, "Invented Gazette", "2025-05-01", term="homeless", unit="household", household_size=4.0),
    ]
    (view,) = compare(*rows).sources
    assert [(word.term, word.unit, word.records, word.first) for word in view.wordings] == [
        ("homeless", "household", 1, day("2025-05-01")),
        ("sheltered", "person", 1, day("2025-06-01")),
    ]


def test_source_that_counts_in_one_year_only_counts_in_part() -> None:
    def moved(figure: int, start: str, **values: Any) -> dict[str, Any]:
        return record(figure, start, measure="new_displacements", end=start, **values)

    rows = [moved(10, "2024-05-01", source="idmc_gidd"), moved(3, "2024-06-01"), moved(4, "2025-03-01")]
    found = compare(*rows, asked=Question("new_displacements", TODAY, countries=("HTI",)))
    assert standings(found) == {"idmc_gidd": Standing.COUNTS, "iom_dtm": Standing.COUNTS_IN_PART}
    assert found.chosen.amount == exact(14)


@pytest.mark.parametrize("changed", [{"countries": ()}, {"source": "unhcr"}], ids=["no country", "one source"])
def test_comparison_of_nothing_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(RequestRefused, match="one country at a time, and all of them"):
        compare_sources(engine([]), Question("idps", TODAY, **({"countries": ("HTI",)} | changed)), POLICY)


def test_every_standing_has_words() -> None:
    assert set(STANDING_WORDS) == set(Standing)


def test_displaced_haitians_by_source_in_the_figures_that_ship(shipped_desk: Desk) -> None:
    asked = Question("idps", date(2025, 6, 15), countries=("HTI",))
    found = compare_sources(shipped_desk.engine, asked, shipped_desk.policy)
    shown = {view.source_name or view.source: (figure(view.number), view.standing) for view in found.sources}
    assert [shown[name] for name in ("Anews (IOM)", "idmc_gidd", "IOM DTM round 10")] == [
        (1_300_000, Standing.COUNTS),
        (1_041_229, Standing.RANK),
        (None, Standing.PAST_ITS_LIFE),
    ]
