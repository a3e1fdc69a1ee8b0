"""A Sankey diagram by its places and data: ends are as high as their bands, no two touch. Numbers are invented."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.sankey_chart import sankey_chart
from dashboard.charts.sankey_layout import GAP, THINNEST, Node, SankeyLayout, Stream, sankey_layout
from dashboard.movement_views import Flow
from dashboard.palette import Theme
from tests.dashboard.charts.test_course_chart import drawn

FLOWS = (
    Flow("Aa", "Xx", 50, "about 50", is_within_region=True),
    Flow("Aa", "Yy", 20, "20", is_within_region=True),
    Flow("Bb", "Xx", 30, "30", is_within_region=False),
)
TOTALS = ({"Aa": "about 70", "Bb": "30"}, {"Xx": "about 80", "Yy": "20"})

PAIRS = st.tuples(st.sampled_from("ABCDEFGH"), st.sampled_from("PQRSTUVW"))
STREAMS = st.dictionaries(PAIRS, st.integers(1, 2_000_000), min_size=1, max_size=40)


def width_at(found: SankeyLayout, node: Node, *, is_left: bool) -> float:
    names = ((band.stream.origin if is_left else band.stream.destination, band.width) for band in found.bands)
    return sum(width for name, width in names if name == node.name)


@given(STREAMS)
def test_ends_are_as_high_as_their_bands_and_leave_room_for_a_label(pairs: dict[tuple[str, str], int]) -> None:
    found = sankey_layout([Stream(*ends, figure) for ends, figure in pairs.items()])
    assert min(band.width for band in found.bands) >= THINNEST
    for nodes, is_left in ((found.origins, True), (found.destinations, False)):
        assert [node.height for node in nodes] == pytest.approx(
            [width_at(found, node, is_left=is_left) for node in nodes]
        )
        assert all(low.top - high.top - high.height > GAP - 0.001 for high, low in pairwise(nodes))
        assert nodes[-1].top + nodes[-1].height <= found.height + 0.001


def test_most_people_stand_on_top_and_bands_lie_in_the_order_of_the_other_side() -> None:
    found = sankey_layout([Stream(flow.origin, flow.destination, flow.figure) for flow in FLOWS])
    assert [node.name for node in found.origins] == ["Aa", "Bb"]
    assert [node.name for node in found.destinations] == ["Xx", "Yy"]
    first, second, third = found.bands
    assert (first.stream.destination, second.stream.destination, third.stream.origin) == ("Xx", "Yy", "Bb")
    assert first.left < second.left < third.left
    assert first.right < third.right < second.right
    assert first.width == pytest.approx(2.5 * second.width)


def test_a_single_end_stands_in_the_middle() -> None:
    found = sankey_layout([Stream("Aa", "Xx", 5), Stream("Bb", "Xx", 5)])
    assert found.destinations[0].middle == pytest.approx(found.height / 2)


def test_bands_tell_their_pair_and_ends_their_people_with_a_sign() -> None:
    layers = drawn(sankey_chart(FLOWS, TOTALS, Theme.LIGHT))
    told: list[tuple[Any, ...]] = [(row["pair"], row["words"], row["kind"]) for row in layers[0][::4]]
    assert told == [
        ("Aa to Xx", "about 50", "\u25cf within Caricom"),
        ("Aa to Yy", "20", "\u25cf within Caricom"),
        ("Bb to Xx", "30", "\u25cb with another country"),
    ]
    assert [(row["label"], row["align"]) for row in layers[1]] == [
        ("\u25cf Aa about 70", "left"),
        ("\u25cb Bb 30", "left"),
        ("Xx about 80", "right"),
        ("\u25cf Yy 20", "right"),
    ]


def test_the_diagram_is_a_small_message() -> None:
    flows = [Flow(f"O{place % 9}", f"D{place}", 10 + place, "10", is_within_region=False) for place in range(15)]
    totals = ({flow.origin: "1" for flow in flows}, {flow.destination: "1" for flow in flows})
    assert len(sankey_chart(flows, totals, Theme.DARK).to_json(indent=None)) < 20_000
