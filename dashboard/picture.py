"""The selection as places with numbers: the one table behind the map, the ranking and the table twin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard import formats
from dashboard.headlines import source_note
from dashboard.language import gettext as _
from dashboard.periods import Ask, question_for
from dashboard.place_labels import state_name, states, unit_name, unit_population, units, units_of
from dashboard.selection import Selection
from data.queries.answer import Answer, Number
from data.queries.question import By

PER = 1000


@dataclass(frozen=True)
class Place:
    """One state or unit with its number: the figure as counted, in words, per 1,000 inhabitants, and who counted it."""

    code: str
    name: str
    value: float | None
    figure: str
    rate: float | None
    note: str
    population: int | None
    population_year: int | None

    @property
    def rate_words(self) -> str:
        """The rate as people read it; two digits where it is small, a dash where there is none."""
        if self.rate is None:
            return formats.MISSING
        return formats.number(float(f"{self.rate:.2g}") if self.rate < 10 else round(self.rate))


@dataclass(frozen=True)
class Picture:
    """All places of the level looked at, those without a count too, and what the answer says beside them."""

    answer: Answer
    places: tuple[Place, ...]
    level: By

    @property
    def counted(self) -> tuple[Place, ...]:
        """The places with a number, the highest first."""
        having = [place for place in self.places if place.value is not None]
        return tuple(sorted(having, key=lambda place: (-(place.value or 0), place.name)))


def picture(selection: Selection, ask: Ask) -> Picture:
    """Return the places of a selection: the states of the region, or the units of the state drilled into."""
    country = selection.country
    if country is None:
        return picture_of_states(selection, ask)
    answer = ask(question_for(selection, ask, measure=selection.measure, by=(By.ADMIN1,)))
    numbers = {row.by["admin1_code"]: row.number for row in answer.rows}
    grouped = _members_of(numbers)
    codes = [*numbers, *(unit.code for unit in units_of(country) if unit.code not in numbers | grouped)]
    return Picture(answer, tuple(_unit(code, numbers.get(code), selection.day) for code in codes), By.ADMIN1)


def picture_of_states(selection: Selection, ask: Ask) -> Picture:
    """Return the states of a selection, each as a whole: all of them, those chosen, or the one drilled into."""
    answer = ask(question_for(selection, ask, measure=selection.measure, by=(By.COUNTRY,)))
    numbers = {row.by["country_iso3"]: row.number for row in answer.rows}
    codes = selection.scope or tuple(states())
    return Picture(answer, tuple(_state(code, numbers.get(code), selection.day) for code in codes), By.COUNTRY)


def _members_of(codes: Sequence[str] | dict[str, Number]) -> dict[str, None]:
    """Return the members of the groups among the codes: they are not "not counted", their group was."""
    from data.known_places import known_places

    groups = known_places().groups
    return {member: None for code in codes for member in groups.get(code, ())}


def _state(code: str, number: Number | None, day: date) -> Place:
    return _place(code, state_name(code), number, day, population=(states()[code].population, None))


def _unit(code: str, number: Number | None, day: date) -> Place:
    unit = units().get(code)
    population = unit_population(unit) if unit is not None else (None, None)
    return _place(code, unit_name(code), number, day, population=population)


def _place(
    code: str, name: str, number: Number | None, day: date, *, population: tuple[int | None, int | None]
) -> Place:
    people, year = population
    if number is None or number.amount is None:
        return Place(code, name, None, _("not counted"), None, "", people, year)
    value = number.amount.figure
    rate = value / people * PER if people else None
    figure = formats.amount(number.amount)
    return Place(code, name, value, figure, rate, source_note(number.making, day), people, year)


def places_table(shown: Picture) -> pd.DataFrame:
    """Return the table twin of the map: one row per place, numbers as numbers, the words beside them.

    Columns are in the reader's language: place, figure, quantified figure, per 1,000, source and age. A place that was
    not counted has an empty figure, never 0.
    """
    ordered = [*shown.counted, *sorted((p for p in shown.places if p.value is None), key=lambda place: place.name)]
    return pd.DataFrame(
        {
            _("Place"): [place.name for place in ordered],
            _("Code"): [place.code for place in ordered],
            _("Figure"): _figures([place.value for place in ordered]),
            _("As published"): [place.figure for place in ordered],
            _("Per 1,000 people"): pd.array([place.rate for place in ordered], dtype="Float64"),
            _("Source and age"): [place.note for place in ordered],
        }
    )


def _figures(values: Sequence[float | None]) -> pd.api.extensions.ExtensionArray:
    """Return people as whole numbers; a share of a movement that spans years keeps its fraction."""
    whole = all(value is None or float(value).is_integer() for value in values)
    return pd.array(values, dtype="Int64" if whole else "Float64")
