"""Who comes from where, as a matrix, as the largest flows and as the two sides of one state."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

from dashboard import formats
from dashboard.headlines import measure_label, source_note
from dashboard.language import gettext as _
from dashboard.periods import Ask, question_for
from dashboard.place_labels import country_name, states
from dashboard.selection import Selection
from dashboard.table_views import TableView, Told, note_of
from data.queries.amounts import Amount, sum_of
from data.queries.answer import Number, added
from data.queries.origin_destination import Pair, Pairs, pairs_between, seen_from
from data.queries.question import Question

ORIGIN_MEASURES = (
    "migrants", "refugees", "asylum_seekers", "others_in_need_of_protection", "refugees_asylum_seekers",
    "asylum_applications", "evacuated", "returned", "deported", "resettled",
)  # fmt: skip
"""Measures whose figures tell where people come from."""

MATRIX_SIZE, LISTED, FLOWS_DRAWN = 22, 12, 15


class Direction(StrEnum):
    """Which end of the movements is in the states chosen."""

    TO = "to"
    FROM = "from"
    BETWEEN = "between"


@dataclass(frozen=True)
class Flow:
    """One bar or band: from where to where, how many in figures and in words."""

    origin: str
    destination: str
    figure: float
    words: str
    is_within_region: bool

    @property
    def label(self) -> str:
        """From where to where."""
        return _("{origin} to {destination}").format(origin=self.origin, destination=self.destination)


def place_name(iso3: str | None) -> str:
    """Return the name of any country in words; in the language of the run."""
    if iso3 is None:
        return _("origin not told")
    return country_name(iso3)


def offered(selection: Selection) -> str:
    """Return the measure to open with: the one chosen where its origins are told, else migrants."""
    return selection.measure if selection.measure in ORIGIN_MEASURES else ORIGIN_MEASURES[0]


def period_words(question: Question) -> str:
    """Return the measure and its day or year."""
    label = measure_label(question.measure)
    when = formats.day(question.as_of) if question.is_stock else str(question.as_of.year)
    return _("{measure}, {day}").format(measure=label, day=when)


def direction_label(direction: Direction) -> str:
    """Return what a direction shows."""
    match direction:
        case Direction.TO:
            return _("To here, from anywhere")
        case Direction.FROM:
            return _("From here, to anywhere")
        case Direction.BETWEEN:
            return _("To here, from Caricom's own states")


def pairs_of(
    selection: Selection, ask: Ask, *, measure: str, direction: Direction, origins: tuple[str, ...] = ()
) -> Pairs:
    """Return who of each origin is where, without those who stayed in their own country.

    Args:
        selection: what the person chose; its event is left aside for people who are counted as they live somewhere.
        ask: answers a question.
        measure: one of ``ORIGIN_MEASURES``.
        direction: whether the states chosen are the destinations or the origins.
        origins: only people from these countries are asked for in the states chosen; all where none is given.
    """
    question = question_for(selection, ask, measure=measure)
    if question.is_stock:
        question = replace(question, event=None)
    here = selection.scope or tuple(states())
    if direction is Direction.FROM:
        question = replace(question, countries=(), origins=here)
    else:
        from_here = tuple(states()) if direction is Direction.BETWEEN else origins
        question = replace(question, countries=here, origins=from_here)
    found = pairs_between(ask, question)
    return replace(found, pairs=tuple(pair for pair in found.pairs if not pair.is_within))


def matrix_view(pairs: Pairs) -> TableView:
    """Return origins by destinations, both with most people first; a dash where nobody counted, 0 where nobody was.

    It has the origins and destinations with most people; ``pairs_table`` has all.
    """
    origins = _ordered([pair.origin_iso3 for pair in pairs.pairs], pairs.pairs)
    destinations = _ordered([pair.country_iso3 for pair in pairs.pairs], pairs.pairs)
    cells = {(pair.origin_iso3, pair.country_iso3): pair for pair in pairs.pairs}
    rows = []
    for origin in origins[:MATRIX_SIZE]:
        row = (cells.get((origin, destination)) for destination in destinations[:MATRIX_SIZE])
        figures = (formats.amount(pair.number.amount) if pair is not None else formats.MISSING for pair in row)
        rows.append((place_name(origin), *figures))
    header = (_("From, to"), *(place_name(code) for code in destinations[:MATRIX_SIZE]))
    caption = _("{what}: origin by destination").format(what=period_words(pairs.question))
    if max(len(origins), len(destinations)) > MATRIX_SIZE:
        caption = _("{caption}, the {count} with most people; all {pairs} pairs are in the table below").format(
            caption=caption, count=MATRIX_SIZE, pairs=formats.number(len(pairs.pairs))
        )
    return TableView(caption, header, tuple(rows), frozenset(range(1, len(header))), told_of(pairs), "wraps")


def pairs_table(pairs: Pairs) -> pd.DataFrame:
    """Return one row per pair, the largest first: from, to, figure, as published, source and age."""
    figures = [pair.number.amount.figure if pair.number.amount is not None else None for pair in pairs.pairs]
    return pd.DataFrame(
        {
            _("From"): [place_name(pair.origin_iso3) for pair in pairs.pairs],
            _("To"): [place_name(pair.country_iso3) for pair in pairs.pairs],
            _("Figure"): pd.array(figures, dtype="Float64"),
            _("As published"): [formats.amount(pair.number.amount) for pair in pairs.pairs],
            _("Source and age"): [source_note(pair.number.making, pairs.question.as_of) for pair in pairs.pairs],
        }
    )


def told_of(pairs: Pairs) -> tuple[Told, ...]:
    """Return the numbers of the pairs, the largest first, for telling how each was made."""
    measure = pairs.question.measure
    whole = Told(_("All together"), measure, across(pairs))
    return (whole, *(Told(pair_label(pair), measure, pair.number) for pair in pairs.pairs if pair.number.amount))


def pair_label(pair: Pair) -> str:
    """Return from where to where."""
    return _("{origin} to {destination}").format(
        origin=place_name(pair.origin_iso3), destination=place_name(pair.country_iso3)
    )


def with_people(pairs: Pairs) -> list[Pair]:
    """Return the pairs with people in them, most people first."""
    return [pair for pair in pairs.pairs if pair.number.amount is not None and pair.number.amount.figure > 0]


def top_flows(pairs: Pairs) -> tuple[Flow, ...]:
    """Return the largest pairs with people in them."""
    return tuple(_flow(pair) for pair in with_people(pairs)[:FLOWS_DRAWN])


def end_totals(pairs: Pairs) -> tuple[dict[str, str], dict[str, str]]:
    """Return the people of the largest pairs by origin and by destination, in words, by the names of the ends."""
    by_end: tuple[dict[str, list[Amount]], dict[str, list[Amount]]] = (defaultdict(list), defaultdict(list))
    for pair in with_people(pairs)[:FLOWS_DRAWN]:
        for own, code in zip(by_end, (pair.origin_iso3, pair.country_iso3), strict=True):
            if pair.number.amount is not None:
                own[place_name(code)].append(pair.number.amount)
    origins, destinations = ({name: formats.amount(sum_of(own)) for name, own in end.items()} for end in by_end)
    return origins, destinations


def is_a_web(flows: Sequence[Flow]) -> bool:
    """Return whether flows have several origins and several destinations; else bars tell more than bands."""
    return min(len({flow.origin for flow in flows}), len({flow.destination for flow in flows})) > 1


def _flow(pair: Pair) -> Flow:
    region, amount = states(), pair.number.amount
    return Flow(
        place_name(pair.origin_iso3),
        place_name(pair.country_iso3),
        0.0 if amount is None else amount.figure,
        formats.amount(amount),
        pair.origin_iso3 in region and pair.country_iso3 in region,
    )


def flows_finding(pairs: Pairs) -> str:
    """Return the finding in words, for readers who do not see the chart."""
    top = top_flows(pairs)[:3]
    if not top:
        return _("{what}: no figure tells an origin.").format(what=period_words(pairs.question))
    named = "; ".join(f"{flow.label} {flow.words}" for flow in top)
    return _("{what}. Largest: {named}.").format(what=period_words(pairs.question), named=named)


def total_words(pairs: Pairs) -> str:
    """Return all pairs together, who counted them and how old that is."""
    crossed = across(pairs)
    return _("{what}: {figure} in all, {note}.").format(
        what=period_words(pairs.question),
        figure=formats.amount(crossed.amount),
        note=source_note(crossed.making, pairs.question.as_of),
    )


def across(pairs: Pairs) -> Number:
    """Return the sum of the pairs that are shown; people who stayed in their own country are in none."""
    return added((pair.number for pair in pairs.pairs), units_known=len(pairs.pairs), unit_word="pair")


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
    counted = with_people(pairs)
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
