"""Where the people of one origin are: a line for each state that counted them, a column for each group of people."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard import formats
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.periods import Ask, question_for
from dashboard.place_labels import state_name, states
from dashboard.selection import Selection
from dashboard.table_views import TableView, Told
from data.queries.answer import Number
from data.queries.question import By

ORIGINS = ("all", "VEN", "HTI", "CUB")
GROUPS = ("refugees", "asylum_seekers", "others_in_need_of_protection", "refugees_asylum_seekers", "migrants")
"""Groups that are counted apart; none of them is added to another here."""


def origin_label(code: str) -> str:
    """Return whom a quick choice means."""
    return {
        "all": _("Everybody"),
        "VEN": _("Venezuelans"),
        "HTI": _("Haitians"),
        "CUB": _("Cubans"),
    }[code]


def hosts_view(selection: Selection, ask: Ask, *, origin: str) -> TableView:
    """Return the states that host people of an origin, those with most first; a dash where nobody counted.

    Args:
        selection: what the person chose; its event is left aside.
        ask: answers a question.
        origin: ISO3 code of the country that the people come from.
    """
    counted: dict[str, dict[str, Number]] = {}
    for measure in GROUPS:
        question = replace(question_for(selection, ask, measure=measure, by=(By.COUNTRY,)), event=None)
        asked = replace(question, countries=selection.scope or tuple(states()), origins=(origin,))
        for row in ask(asked).rows:
            if row.number.amount is not None and row.by["country_iso3"] != origin:
                counted.setdefault(row.by["country_iso3"], {})[measure] = row.number
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
