"""Who comes from where, as a matrix, as the largest flows and as the two sides of one state."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from dashboard import formats
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.periods import Ask, question_for
from dashboard.place_labels import state_name, states
from dashboard.selection import Selection
from dashboard.table_views import TableView, Told, note_of
from data.queries.origin_destination import Pair, Pairs, pairs_between, seen_from
from data.queries.question import Question
from geo.gazetteer import read_world

ORIGIN_MEASURES = (
    "migrants", "refugees", "asylum_seekers", "others_in_need_of_protection", "refugees_asylum_seekers",
    "asylum_applications", "evacuated", "returned", "deported", "resettled",
)  # fmt: skip
"""Measures whose figures tell where people come from."""

MATRIX_ROWS, MATRIX_COLUMNS, LISTED, FLOWS_DRAWN = 20, 22, 12, 15


@dataclass(frozen=True)
class Flow:
    """One bar: from where to where, how many in figures and in words."""

    label: str
    figure: float
    words: str
    is_within_region: bool


def place_name(iso3: str | None) -> str:
    """Return the name of any country in words; of the 22 states in the reader's language."""
    if iso3 is None:
        return _("origin not told")
    return state_name(iso3) if iso3 in states() else _world_names().get(iso3, iso3)


@cache
def _world_names() -> dict[str, str]:
    table = read_world()
    return dict(zip(table["iso3"], table["name"], strict=True))


def offered(selection: Selection) -> str:
    """Return the measure to open with: the one chosen where its origins are told, else migrants."""
    return selection.measure if selection.measure in ORIGIN_MEASURES else ORIGIN_MEASURES[0]


def period_words(question: Question) -> str:
    """Return the measure and its day or year."""
    label = measure_label(question.measure)
    when = formats.day(question.as_of) if question.is_stock else str(question.as_of.year)
    return _("{measure}, {day}").format(measure=label, day=when)


def pairs_of(selection: Selection, ask: Ask, *, measure: str, is_region_only: bool) -> Pairs:
    """Return who of each origin is in the states chosen.

    Args:
        selection: what the person chose; its states are the destinations.
        ask: answers a question.
        measure: one of ``ORIGIN_MEASURES``.
        is_region_only: only people who come from one of the 22 states.
    """
    question = replace(question_for(selection, ask, measure=measure), countries=selection.scope or tuple(states()))
    if is_region_only:
        question = replace(question, origins=tuple(states()))
    found = pairs_between(ask, question)
    return replace(found, pairs=tuple(pair for pair in found.pairs if not pair.is_within))


def matrix_view(pairs: Pairs) -> TableView:
    """Return origins by destinations, both with most people first; a dash where nobody counted, 0 where nobody was."""
    origins = _ordered([pair.origin_iso3 for pair in pairs.pairs], pairs.pairs)
    destinations = _ordered([pair.country_iso3 for pair in pairs.pairs], pairs.pairs)[:MATRIX_COLUMNS]
    cells = {(pair.origin_iso3, pair.country_iso3): pair for pair in pairs.pairs}
    rows = []
    for origin in origins:
        row = (cells.get((origin, destination)) for destination in destinations)
        figures = (formats.amount(pair.number.amount) if pair is not None else formats.MISSING for pair in row)
        rows.append((place_name(origin), *figures))
    header = (_("From, to"), *(place_name(code) for code in destinations))
    look = "scrolls" if len(rows) > MATRIX_ROWS else ""
    caption = _("{what}: origin by destination").format(what=period_words(pairs.question))
    return TableView(caption, header, tuple(rows), frozenset(range(1, len(header))), told_of(pairs), look)


def told_of(pairs: Pairs) -> tuple[Told, ...]:
    """Return the numbers of the pairs, the largest first, for telling how each was made."""
    measure = pairs.question.measure
    whole = Told(_("All together"), measure, pairs.total)
    return (whole, *(Told(pair_label(pair), measure, pair.number) for pair in pairs.pairs if pair.number.amount))


def pair_label(pair: Pair) -> str:
    """Return from where to where."""
    return _("{origin} to {destination}").format(
        origin=place_name(pair.origin_iso3), destination=place_name(pair.country_iso3)
    )


def top_flows(pairs: Pairs) -> tuple[Flow, ...]:
    """Return the largest pairs with people in them."""
    region = states()
    found = []
    for pair in pairs.pairs:
        amount = pair.number.amount
        if amount is not None and amount.figure > 0:
            is_within = pair.origin_iso3 in region and pair.country_iso3 in region
            found.append(Flow(pair_label(pair), amount.figure, formats.amount(amount), is_within))
    return tuple(found[:FLOWS_DRAWN])


def flows_finding(pairs: Pairs) -> str:
    """Return the finding in words, for readers who do not see the chart."""
    top = top_flows(pairs)[:3]
    if not top:
        return _("{what}: no figure tells an origin.").format(what=period_words(pairs.question))
    named = "; ".join(f"{flow.label} {flow.words}" for flow in top)
    return _("{what}. Largest: {named}.").format(what=period_words(pairs.question), named=named)


def unknown_origin_words(pairs: Pairs) -> list[str]:
    """Return one sentence for each state in which people of an origin that is not told were counted."""
    return [
        _("{place}: {figure} whose origin is not told.").format(
            place=place_name(pair.country_iso3), figure=formats.amount(pair.number.amount)
        )
        for pair in pairs.of_unknown_origin
        if pair.number.amount is not None and pair.number.amount.figure
    ]


def exchange_views(selection: Selection, ask: Ask, *, measure: str) -> tuple[TableView, TableView]:
    """Return whom a state sends to others and whom it receives from others, each with the largest first."""
    country = selection.country or ""
    asked = replace(question_for(selection, ask, measure=measure), event=None)
    both = seen_from(ask, country, asked)
    sent = _side(both.sent, selection, caption=_("From here to others"), is_sent=True)
    received = _side(both.received, selection, caption=_("From others to here"), is_sent=False)
    return sent, received


def _side(pairs: Pairs, selection: Selection, *, caption: str, is_sent: bool) -> TableView:
    counted = [pair for pair in pairs.pairs if pair.number.amount is not None and pair.number.amount.figure > 0]
    rows = [
        (
            place_name(pair.country_iso3 if is_sent else pair.origin_iso3),
            formats.amount(pair.number.amount),
            note_of(pair.number, selection),
        )
        for pair in counted[:LISTED]
    ]
    rest = len(counted) - LISTED
    if rest > 0:
        rows.append((_("and {count} more").format(count=rest), "", ""))
    rows.append((_("All together"), formats.amount(pairs.total.amount), note_of(pairs.total, selection)))
    header = (_("To") if is_sent else _("From"), _("Figure"), _("Source and age"))
    title = _("{caption}: {what}").format(caption=caption, what=period_words(pairs.question))
    return TableView(title, header, tuple(rows), frozenset({1}), told_of(pairs))


def _ordered(codes: Sequence[str | None], pairs: Sequence[Pair]) -> list[str]:
    """Return the codes once each, those with most people first."""
    totals: dict[str, float] = dict.fromkeys((code for code in codes if code is not None), 0.0)
    for code, pair in zip(codes, pairs, strict=True):
        if code is not None and pair.number.amount is not None:
            totals[code] += pair.number.amount.figure
    return sorted(totals, key=lambda code: (-totals[code], code))
