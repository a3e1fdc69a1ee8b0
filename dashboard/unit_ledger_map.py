"""The map of an evacuation inside a state: who moved out of a unit, who arrived, and an arrow where both is told."""

from collections.abc import Mapping

import pandas as pd

from dashboard import formats
from dashboard.headlines import source_note
from dashboard.language import gettext as _
from dashboard.map_layers import legend_words
from dashboard.maps.circles_layer import CirclesLayer, circles_layer
from dashboard.maps.flows_layer import FlowsLayer, flows_layer
from dashboard.maps.legend import legend
from dashboard.maps.map_payload import MapCaption, MapContent, MapLevel
from dashboard.place_labels import state_name, states
from dashboard.selection import Selection
from dashboard.situation_map import view_of
from data.queries.answer import Number
from data.queries.unit_ledger import UnitLedger, UnitLine

_OUT, _IN = "\u2197", "\u2198"


def unit_ledger_map(ledger: UnitLedger, selection: Selection, *, summary: str) -> MapContent | None:
    """Return the map of a state, or ``None`` where no figure tells a unit.

    Args:
        ledger: who left which unit and who arrived where.
        selection: what the person chose.
        summary: the finding in words.
    """
    lines = [line for line in ledger.lines if line.moved.amount is not None or line.arrived.amount is not None]
    if not lines:
        return None
    circles, flows = _circles(_without_arrows(lines, ledger), selection), _flows(ledger.pairs, selection)
    title = _("Moved out and arrived, {place}").format(place=state_name(ledger.country_iso3))
    return MapContent(
        level=MapLevel.UNIT,
        legend=legend(
            title=title,
            circles=circles,
            flows=flows,
            circles_title=_("people who moved out ({out}) or arrived ({into})").format(out=_OUT, into=_IN),
            flows_title=_("people, from where to where"),
            words=legend_words(),
            format_number=formats.number,
        ),
        summary=summary,
        circles=circles,
        flows=flows,
        view=view_of(ledger.country_iso3),
        focus=ledger.country_iso3,
        selected=selection.unit,
        names={code: state.name for code, state in states().items()} if selection.language != "en" else {},
        caption=MapCaption(title, (), f"moved-{ledger.event}-{ledger.country_iso3}"),
    )


def _without_arrows(lines: list[UnitLine], ledger: UnitLedger) -> list[UnitLine]:
    """Return the units at which no arrow begins or ends: islands lie so near that circles would cover the arrows."""
    ends = {code for pair in ledger.pairs for code in pair}
    return [line for line in lines if line.admin1_code not in ends]


def _circles(lines: list[UnitLine], selection: Selection) -> CirclesLayer | None:
    """Return a circle for each unit, as large as the larger of its two numbers; both are told beside it."""
    if not lines:
        return None
    table = pd.DataFrame(
        {
            "code": [line.admin1_code for line in lines],
            "value": pd.array([max(_figure(line.moved), _figure(line.arrived)) for line in lines], dtype="Float64"),
            "figure": [_words(line) for line in lines],
            "note": [_notes(line, selection) for line in lines],
            "printed": [_printed(line) for line in lines],
        }
    )
    return circles_layer(table)


def _flows(pairs: Mapping[tuple[str, str], Number], selection: Selection) -> FlowsLayer | None:
    if not pairs:
        return None
    table = pd.DataFrame(
        {
            "origin": [origin for origin, _to in pairs],
            "destination": [to for _origin, to in pairs],
            "value": pd.array([_figure(number) for number in pairs.values()], dtype="Float64"),
            "figure": [formats.amount(number.amount) for number in pairs.values()],
            "note": [source_note(number.making, selection.day) for number in pairs.values()],
            "printed": [formats.short_number(_figure(number)) for number in pairs.values()],
        }
    )
    return flows_layer(table)


def _words(line: UnitLine) -> str:
    moved, arrived = (formats.amount(number.amount) for number in (line.moved, line.arrived))
    told = []
    if line.moved.amount is not None:
        told.append(_("{figure} moved out").format(figure=moved))
    if line.arrived.amount is not None:
        told.append(_("{figure} arrived").format(figure=arrived))
    return "; ".join(told)


def _notes(line: UnitLine, selection: Selection) -> str:
    counted = (number for number in (line.moved, line.arrived) if number.amount is not None)
    return "; ".join(dict.fromkeys(source_note(number.making, selection.day) for number in counted))


def _printed(line: UnitLine) -> str:
    signs = ((_OUT, line.moved), (_IN, line.arrived))
    return " ".join(f"{sign}{formats.short_number(_figure(one))}" for sign, one in signs if one.amount is not None)


def _figure(number: Number) -> float:
    return 0.0 if number.amount is None else number.amount.figure
