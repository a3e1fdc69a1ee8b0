"""Where people of an origin are: a line for each state that counted them, a column for each group of people."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from dashboard import formats
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.periods import Ask, question_for
from dashboard.place_labels import state_name, states
from dashboard.selection import Selection
from dashboard.table_views import TableView, Told
from data.queries.answer import Number, added
from data.queries.origin_destination import pairs_between

CARICOM = "caricom"
"""Stands for all 22 states as the origin: Caricom hosting Caricom."""

ORIGINS = ("all", "VEN", "HTI", "CUB", CARICOM)
GROUPS = ("refugees", "asylum_seekers", "others_in_need_of_protection", "refugees_asylum_seekers", "migrants")
"""Groups that are counted apart; none of them is added to another here."""


def origin_label(code: str) -> str:
    """Return whom a quick choice means."""
    return {
        "all": _("Everybody"),
        "VEN": _("Venezuelans"),
        "HTI": _("Haitians"),
        "CUB": _("Cubans"),
        CARICOM: _("People of other Caricom states"),
    }[code]


def origins_of(code: str) -> tuple[str, ...]:
    """Return the countries that a quick choice stands for; none for everybody."""
    if code == CARICOM:
        return tuple(states())
    return () if code == ORIGINS[0] else (code,)


def hosts_view(selection: Selection, ask: Ask, *, origin: str) -> TableView:
    """Return the states that host people of an origin, those with most first; a dash where nobody counted.

    Args:
        selection: what the person chose; its event is left aside.
        ask: answers a question.
        origin: one of ``ORIGINS`` that names an origin.
    """
    counted: dict[str, dict[str, Number]] = {}
    for measure in GROUPS:
        question = replace(question_for(selection, ask, measure=measure), event=None)
        asked = replace(question, countries=selection.scope or tuple(states()), origins=origins_of(origin))
        hosted: dict[str, list[Number]] = defaultdict(list)
        for pair in pairs_between(ask, asked).pairs:
            if pair.number.amount is not None and not pair.is_within:
                hosted[pair.country_iso3].append(pair.number)
        for code, numbers in hosted.items():
            counted.setdefault(code, {})[measure] = added(numbers, units_known=len(numbers), unit_word="pair")
    ordered = sorted(counted, key=lambda code: (-_most(counted[code]), code))
    header = (_("State"), *(measure_label(measure) for measure in GROUPS), _("Newest count"))
    rows = tuple(_row(code, counted[code]) for code in ordered)
    told = tuple(
        Told(f"{state_name(code)}, {measure_label(measure)}", measure, number)
        for code in ordered
        for measure, number in counted[code].items()
    )
    caption = _("{people} in Caricom states, as last counted up to {day}; the groups are not added").format(
        people=origin_label(origin), day=formats.day(selection.day)
    )
    return TableView(caption, header, rows, frozenset(range(1, len(GROUPS) + 1)), told, "wraps")


def _most(numbers: Mapping[str, Number]) -> float:
    return max((number.amount.figure for number in numbers.values() if number.amount is not None), default=0.0)


def _row(code: str, numbers: Mapping[str, Number]) -> tuple[str, ...]:
    days = [number.making.newest for number in numbers.values() if number.making.newest is not None]
    figures = (formats.amount(numbers[one].amount) if one in numbers else formats.MISSING for one in GROUPS)
    return (state_name(code), *figures, formats.short_day(max(days)) if days else formats.MISSING)
