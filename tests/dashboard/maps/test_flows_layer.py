"""Movements as arrows: which are drawn, how wide, and where they end. All figures are invented."""

import pandas as pd
import pytest

from dashboard.maps.errors import LayerInputError
from dashboard.maps.flows_layer import Flow, FlowEnd, flow_steps, flows_layer, width_px
from dashboard.maps.legend import LegendEntry, LegendSign, legend
from dashboard.maps.map_payload import MapContent, MapLevel, payload


def movements(*rows: tuple[str, str, float | None]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["origin", "destination", "value"])
    return table.assign(figure=[f"about {value} people" for value in table["value"]])


def test_twice_the_people_are_twice_the_width_and_the_widest_comes_first() -> None:
    layer = flows_layer(movements(("HTI", "BHS", 100), ("HTI", "TCA", 200)))

    assert [(flow.destination, flow.width_px) for flow in layer.flows] == [("TCA", 16.0), ("BHS", 8.0)]


def test_one_person_among_a_million_can_still_be_seen_and_two_maps_can_share_a_scale() -> None:
    assert width_px(1, largest=1_000_000) == 1.4
    assert flows_layer(movements(("HTI", "BHS", 100)), largest=400).flows[0].width_px == 4.0


def test_nobody_moved_and_nobody_counted_have_no_arrow_and_only_the_second_is_told() -> None:
    layer = flows_layer(movements(("HTI", "BHS", 0), ("HTI", "TCA", None), ("BHS", "HTI", 5)))

    assert [(flow.origin, flow.destination) for flow in layer.flows] == [("BHS", "HTI")]
    assert (layer.not_drawn, layer.not_counted) == (0, 1)


def test_smaller_movements_are_counted_when_they_are_not_drawn() -> None:
    layer = flows_layer(movements(("HTI", "BHS", 9), ("HTI", "TCA", 8), ("HTI", "JAM", 7)), most=2)

    assert [flow.destination for flow in layer.flows] == ["BHS", "TCA"]
    entries = legend(title="t", flows=layer).entries
    assert entries[-1] == LegendEntry(LegendSign.NOTE, "smaller movements not drawn: 1")


def test_countries_outside_the_region_bring_their_name_and_point() -> None:
    layer = flows_layer(movements(("VEN", "TTO", 3), ("BS-CO", "ALA", 2)))

    assert layer.ends == (FlowEnd("ALA", "Åland Islands", None, None), FlowEnd("VEN", "Venezuela", 7.1, -66.2))


def test_every_problem_of_a_table_is_named() -> None:
    table = movements(("XXX", "BHS", 1), ("JAM", "JAM", 2))

    with pytest.raises(LayerInputError, match="XXX is no country and no unit; JAM to JAM ends where it began"):
        flows_layer(table)
    with pytest.raises(LayerInputError, match="HTI to BHS comes twice"):
        flows_layer(movements(("HTI", "BHS", 1), ("HTI", "BHS", 2)))
    with pytest.raises(LayerInputError, match="has no column origin"):
        flows_layer(table.drop(columns="origin"))


@pytest.mark.parametrize(
    ("values", "steps"),
    [([14_000, 60], (10_000, 5_000, 2_000)), ([6000], (5000, 2000)), ([1], (1,)), ([0], ()), ([], ())],
    ids=["thousands", "five", "one person", "nobody", "empty"],
)
def test_legend_arrows_are_round_numbers(values: list[float], steps: tuple[float, ...]) -> None:
    rows = [("HTI", code, value) for code, value in zip(["BHS", "TCA"], values, strict=False)]

    assert flow_steps(flows_layer(movements(*rows))) == steps


def test_arrows_travel_in_columns() -> None:
    layer = flows_layer(movements(("VEN", "TTO", 2), ("HTI", "BHS", 1)).assign(note="n", printed=["2", ""]))

    document = payload(MapContent(level=MapLevel.COUNTRY, flows=layer, legend=legend(title="t", flows=layer)))

    assert layer.flows[0] == Flow("VEN", "TTO", 16.0, "about 2 people", "n", "2")
    assert document["flows"] == {
        "pairs": "VEN TTO HTI BHS",
        "widths": "16 8",
        "figures": ["|2|1", 0],
        "notes": ["||", 1],
        "printed": {"0": "2"},
        "ends": [["VEN", "Venezuela", 7.1, -66.2]],
    }
