"""The map of movements: the largest pairs as arrows that agree with the table beside them."""

from dashboard.movement_map import movement_map, pairs_ranking
from dashboard.movement_parts import PARTS, Part, opening_part, part_label
from dashboard.movement_views import FLOWS_DRAWN, Direction, end_totals, is_a_web, pairs_of, top_flows
from dashboard.page_choices import CHOICES
from dashboard.periods import Ask
from tests.dashboard.conftest import Choose


def test_the_arrows_are_the_largest_pairs_and_the_rest_is_counted(ask: Ask, choose: Choose) -> None:
    pairs = pairs_of(choose(place="TTO"), ask, measure="migrants", direction=Direction.TO)
    content = movement_map(pairs, choose(place="TTO"))
    assert content.flows is not None
    arrows = [(flow.origin, flow.destination, flow.figure) for flow in content.flows.flows]
    assert arrows[:2] == [("VEN", "TTO", "24,001"), ("GUY", "TTO", "10,923")]
    assert len(arrows) == FLOWS_DRAWN
    with_people = sum(pair.number.amount is not None and pair.number.amount.figure > 0 for pair in pairs.pairs)
    assert content.flows.not_drawn == with_people - FLOWS_DRAWN
    assert content.selected == "TTO"
    assert "Venezuela to Trinidad & Tobago 24,001" in content.summary


def test_the_table_beside_the_map_has_its_arrows(ask: Ask, choose: Choose) -> None:
    pairs = pairs_of(choose(place="TTO"), ask, measure="migrants", direction=Direction.TO)
    told = pairs_ranking(pairs)
    assert '<th scope="row">Venezuela to Trinidad &amp; Tobago</th><td class="number">24,001</td>' in told
    assert told.count("<tr>") == FLOWS_DRAWN + 1


def test_people_that_are_counted_where_they_live_are_not_asked_for_by_event(ask: Ask, choose: Choose) -> None:
    selection = choose(place="BHS", event="dorian-2019")
    assert pairs_of(selection, ask, measure="migrants", direction=Direction.TO).pairs
    assert not pairs_of(selection, ask, measure="returned", direction=Direction.TO).pairs


def test_only_one_origin_can_be_asked_for(ask: Ask, choose: Choose) -> None:
    pairs = pairs_of(choose(), ask, measure="migrants", direction=Direction.TO, origins=("CUB",))
    assert {pair.origin_iso3 for pair in pairs.pairs} == {"CUB"}


def test_an_event_opens_with_the_part_that_tells_it(choose: Choose) -> None:
    assert opening_part(choose()) is Part.PAIRS
    assert opening_part(choose(event="dorian-2019")) is Part.WITHIN
    assert opening_part(choose(event="dominican-returns")) is Part.RETURNS


def test_every_part_has_a_name_and_an_address() -> None:
    assert CHOICES["moves"].codes == PARTS
    assert len({part_label(part) for part in PARTS}) == len(PARTS)


def test_ends_tell_the_people_of_the_pairs_drawn(ask: Ask, choose: Choose) -> None:
    pairs = pairs_of(choose(), ask, measure="migrants", direction=Direction.TO)
    origins, destinations = end_totals(pairs)
    assert (origins["Venezuela"], destinations["Bahamas"]) == ("63,827", "48,030")
    assert is_a_web(top_flows(pairs))
    assert not is_a_web(top_flows(pairs_of(choose(place="TTO"), ask, measure="migrants", direction=Direction.TO)))
