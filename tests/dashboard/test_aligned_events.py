"""Events on one time line: day 0 is told by the storm's track, else by the event's first day."""

from datetime import date

import polars as pl
import pytest

from dashboard.aligned_events import aligned, day_zero, days_since, event_lines, events_counted, opening_measure
from dashboard.comparison_views import aligned_notes, comparison_table
from dashboard.comparisons import ShownAs
from dashboard.periods import Ask
from dashboard.selection import Selection
from data.asking import Desk
from tests.dashboard.conftest import Choose


@pytest.fixture(scope="module")
def positions(desk: Desk) -> pl.DataFrame:
    return desk.reference("storm_positions")


@pytest.mark.parametrize(
    ("event", "state", "day"),
    [
        ("beryl-2024", "GRD", date(2024, 7, 1)),
        ("beryl-2024", "JAM", date(2024, 7, 3)),
        ("dorian-2019", "BHS", date(2019, 9, 1)),
        ("la-soufriere-2021", "VCT", date(2021, 4, 8)),
        ("melissa-2025", "JAM", date(2025, 10, 27)),
    ],
    ids=["one storm", "the same two days later", "Dorian", "no storm", "no track stored"],
)
def test_day_0_is_when_the_event_came_to_the_state(positions: pl.DataFrame, event: str, state: str, day: date) -> None:
    assert day_zero(event, state, positions) == day


def test_without_positions_an_event_starts_on_its_first_day() -> None:
    assert day_zero("beryl-2024", "GRD", pl.DataFrame()) == date(2024, 6, 30)


def test_shelters_after_dorian_and_la_soufriere_stand_on_their_days(
    choose: Choose, ask: Ask, positions: pl.DataFrame
) -> None:
    found = aligned(
        choose(), ask, measure="in_shelter", positions=positions, events=("dorian-2019", "la-soufriere-2021")
    )
    told = {line.name: [(days_since(p.day, line), p.words) for p in line.points] for line in found.comparison.lines}
    assert told == {
        "La Soufriere eruption 2021, St. Vincent & Grenadines": [(2, "2,318"), (3, "about 3,200"), (7, "4,136")],
        "Hurricane Dorian 2019, Bahamas": [(8, "1,870"), (13, "about 1,976"), (18, "1,962"), (22, "about 1,735")],
    }


def test_one_count_is_no_course_unless_it_is_asked_for(choose: Choose, ask: Ask, positions: pl.DataFrame) -> None:
    name = "Hurricane Lisa 2022, Belize"
    everything = aligned(choose(), ask, measure="in_shelter", positions=positions)
    assert name in everything.single
    assert f"{name};" in " ".join(aligned_notes(everything, within_days=60))
    asked = aligned(choose(), ask, measure="in_shelter", positions=positions, events=("lisa-2022",))
    assert [line.name for line in asked.comparison.lines] == [name]


def test_counts_outside_the_days_shown_are_counted_not_forgotten(
    choose: Choose, ask: Ask, positions: pl.DataFrame
) -> None:
    short = aligned(choose(place="BHS"), ask, measure="in_shelter", positions=positions, within_days=15)
    assert (len(short.comparison.lines[0].points), short.outside) == (2, 2)
    assert aligned_notes(short, within_days=15) == ["2 counts lie outside the 15 days shown."]


def test_the_table_tells_day_0_and_the_days_after_it(choose: Choose, ask: Ask, positions: pl.DataFrame) -> None:
    found = aligned(choose(place="GRD"), ask, measure="in_shelter", positions=positions, shown_as=ShownAs.INDEX)
    columns = ["When", "Counted", "Day 0", "Days after it", "Shown"]
    rows = comparison_table(found.comparison, choose())[columns].itertuples(index=False, name=None)
    assert list(rows) == [
        ("2 Jul 2024", "more than 400", "1 Jul 2024", "1", "100"),
        ("5 Jul 2024", "260", "1 Jul 2024", "4", "about 65"),
    ]


def test_events_are_offered_the_newest_first(choose: Choose, ask: Ask, positions: pl.DataFrame) -> None:
    offered = events_counted(event_lines(choose(), ask, measure="in_shelter", positions=positions))
    assert offered[:3] == ("melissa-2025", "beryl-2024", "haiti-gang-violence")
    assert len(set(offered)) == len(offered)


def test_movements_and_the_first_choice_open_with_shelters() -> None:
    day = date(2025, 6, 30)
    assert [opening_measure(Selection(day, measure=name)) for name in ("idps", "evacuated", "shelters_open")] == [
        "in_shelter", "in_shelter", "shelters_open",
    ]  # fmt: skip
