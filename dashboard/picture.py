"""The selection as places with numbers: the one table behind the map, the ranking and the table twin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard import formats
from dashboard.headlines import source_note
from dashboard.html_tables import figure_column
from dashboard.language import gettext as _
from dashboard.periods import Ask, question_for
from dashboard.place_labels import state_name, states, unit_name, unit_population, units, units_of
from dashboard.selection import Selection
from data.queries.answer import Answer, Number
from data.queries.question import COLUMN_OF, By

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
    return _picture(selection, ask, level_of(selection))


def picture_of_states(selection: Selection, ask: Ask) -> Picture:
    """Return the states of a selection, each as a whole: all of them, those chosen, or the one drilled into."""
    return _picture(selection, ask, By.COUNTRY)


def level_of(selection: Selection) -> By:
    """Return of which places the map of a selection is: states, or the units of one state."""
    return By.COUNTRY if selection.country is None else By.ADMIN1


def _picture(selection: Selection, ask: Ask, level: By) -> Picture:
    return picture_of(ask(question_for(selection, ask, measure=selection.measure, by=(level,))), selection)


def picture_of(answer: Answer, selection: Selection) -> Picture:
    """Return the places of a selection with the numbers of an answer that is split by states or by units."""
    level = By.ADMIN1 if By.ADMIN1 in answer.question.by else By.COUNTRY
    numbers = {row.by[COLUMN_OF[level]]: row.number for row in answer.rows}
    codes = list(selection.scope or states())
    if level is By.ADMIN1:
        grouped = _members_of(numbers)
        units_known = [unit.code for country in selection.scope for unit in units_of(country)]
        codes = [*numbers, *(code for code in units_known if code not in numbers | grouped)]
    places = [_place(code, numbers.get(code), selection.day) for code in codes]
    return Picture(answer, tuple(places), level)


def _members_of(codes: Sequence[str] | dict[str, Number]) -> dict[str, None]:
    """Return the members of the groups among the codes: they are not "not counted", their group was."""
    from data.known_places import known_places

    groups = known_places().groups
    return {member: None for code in codes for member in groups.get(code, ())}


def people_of(code: str) -> tuple[int | None, int | None]:
    """Return the inhabitants of a state or unit and the year for which they are given, where known."""
    state, unit = states().get(code), units().get(code)
    if state is not None:
        return state.population, None
    return unit_population(unit) if unit is not None else (None, None)


def rate_of(code: str, value: float) -> float | None:
    """Return how many that is per 1,000 inhabitants of a state or unit; ``None`` where these are not known."""
    people, _year = people_of(code)
    return value / people * PER if people else None


def _place(code: str, number: Number | None, day: date) -> Place:
    name = state_name(code) if code in states() else unit_name(code)
    people, year = people_of(code)
    if number is None or number.amount is None:
        return Place(code, name, None, _("not counted"), None, "", people, year)
    value, note = number.amount.figure, source_note(number.making, day)
    return Place(code, name, value, formats.amount(number.amount), rate_of(code, value), note, people, year)


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
            _("Figure"): figure_column([place.value for place in ordered]),
            _("As published"): [place.figure for place in ordered],
            _("Per 1,000 people"): pd.array([place.rate for place in ordered], dtype="Float64"),
            _("Source and age"): [place.note for place in ordered],
        }
    )
