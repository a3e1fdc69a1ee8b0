"""Where people from each state live: the United Nations' estimates by country, since 1990, of women and of men."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from dashboard.comparisons import Line, ShownAs, compared, made_line
from dashboard.language import gettext as _
from dashboard.periods import Ask
from dashboard.place_labels import states
from dashboard.selection import Selection
from data.known_populations import known_populations
from data.queries.answer import Number
from data.queries.question import By, Question
from data.queries.rates import Denominator, Rate, counted_people

FIRST_YEAR = 1990
"""The first year of the estimates, against which change is told."""

WOMEN, MEN = "female", "male"


@dataclass(frozen=True)
class Abroad:
    """People from one place who live in another, or in all others.

    Attributes:
        code: ISO3 code: of the country they live in, or of the state they come from.
        number: how many on the day.
        first: how many in 1990; ``None`` where nobody was counted then, which is not zero.
        women: the women among them.
        men: the men among them.
    """

    code: str
    number: Number
    first: Number | None
    women: Number | None
    men: Number | None

    @property
    def figure(self) -> float | None:
        """How many on the day, as a bare number for scales."""
        return _figure(self.number)

    @property
    def women_percent(self) -> float | None:
        """Women in percent of women and men."""
        women, men = _figure(self.women), _figure(self.men)
        return None if women is None or men is None or women + men <= 0 else 100 * women / (women + men)

    @property
    def change(self) -> float | None:
        """How many more than in 1990, below zero where fewer."""
        now, then = self.figure, _figure(self.first)
        return None if now is None or then is None else now - then

    @property
    def change_percent(self) -> float | None:
        """The change in percent of 1990."""
        then = _figure(self.first)
        return None if self.change is None or not then else 100 * self.change / then


@dataclass(frozen=True)
class Home:
    """One state's people abroad: all together, by country of residence (most first), and the people at home."""

    iso3: str
    question: Question
    all: Abroad
    countries: tuple[Abroad, ...]
    people: Denominator | None

    @property
    def per_hundred(self) -> float | None:
        """People abroad for every 100 at home."""
        figure = _figure(self.all.number)
        return (
            None
            if figure is None or self.people is None or not self.people.people
            else 100 * figure / self.people.people
        )


def home_of(iso3: str, selection: Selection, ask: Ask) -> Home:
    """Return where people from a state live on the day looked at.

    Args:
        iso3: the state they come from.
        selection: what the person chose; its day.
        ask: answers a question.
    """
    question = Question("migrants", selection.day, by=(By.COUNTRY,), origins=(iso3,))
    split = ask(question)
    first = ask(replace(question, as_of=min(selection.day, date(FIRST_YEAR, 12, 31))))
    sexes = ask(replace(question, by=(By.COUNTRY, By.SEX))).rows
    whole = ask(replace(question, by=(By.ORIGIN, By.SEX))).rows
    then = {row.by["country_iso3"]: row.number for row in first.rows}
    by_sex = {(row.by["country_iso3"], row.by["sex"]): row.number for row in sexes}
    together = {row.by["sex"]: row.number for row in whole}
    countries = [
        Abroad(code, row.number, _known(then.get(code)), by_sex.get((code, WOMEN)), by_sex.get((code, MEN)))
        for row in split.rows
        if (code := row.by["country_iso3"]) != iso3 and row.number.amount is not None
    ]
    everywhere = Abroad(iso3, split.total, _known(first.total), together.get(WOMEN), together.get(MEN))
    ordered = tuple(sorted(countries, key=lambda one: (-(one.figure or 0), one.code)))
    return Home(iso3, question, everywhere, ordered, _people(selection, ask).get(iso3))


def homes(selection: Selection, ask: Ask) -> tuple[Home, ...]:
    """Return how many people of each state live abroad, most first, without where; the states chosen, else all."""
    codes = selection.scope or tuple(states())
    question = Question("migrants", selection.day, by=(By.ORIGIN,), origins=codes)
    now = {row.by["origin_iso3"]: row.number for row in ask(question).rows}
    earlier = replace(question, as_of=min(selection.day, date(FIRST_YEAR, 12, 31)))
    first = {row.by["origin_iso3"]: row.number for row in ask(earlier).rows}
    sexes = ask(replace(question, by=(By.ORIGIN, By.SEX))).rows
    by_sex = {(row.by["origin_iso3"], row.by["sex"]): row.number for row in sexes}
    people = _people(selection, ask)
    found = [
        Home(
            code,
            question,
            Abroad(code, now[code], _known(first.get(code)), by_sex.get((code, WOMEN)), by_sex.get((code, MEN))),
            (),
            people.get(code),
        )
        for code in codes
        if code in now and now[code].amount is not None
    ]
    return tuple(sorted(found, key=lambda home: (-(home.all.figure or 0), home.iso3)))


def course_of(iso3: str, selection: Selection, ask: Ask) -> tuple[Line, ...]:
    """Return all people from a state who live abroad, the women and the men, at each year of the estimates."""
    question = Question("migrants", selection.day, by=(By.ORIGIN, By.YEAR), origins=(iso3,))
    whole = ask(question).rows
    parts = ask(replace(question, by=(By.ORIGIN, By.YEAR, By.SEX))).rows
    named = (
        ("all", _("All"), [Rate(row.by, row.number, None, None) for row in whole]),
        (WOMEN, _("Women"), [Rate(row.by, row.number, None, None) for row in parts if row.by["sex"] == WOMEN]),
        (MEN, _("Men"), [Rate(row.by, row.number, None, None) for row in parts if row.by["sex"] == MEN]),
    )
    lines = [
        made_line(code, name, question, [rate for rate in found if rate.number.amount is not None])
        for code, name, found in named
    ]
    return compared(lines, ShownAs.FIGURE).lines


def _people(selection: Selection, ask: Ask) -> Mapping[str, Denominator]:
    asked = Question("population", selection.day, countries=selection.scope)
    return {**known_populations(), **counted_people(ask, asked)}


def _known(number: Number | None) -> Number | None:
    return number if number is not None and number.amount is not None else None


def _figure(number: Number | None) -> float | None:
    return None if number is None or number.amount is None else number.amount.figure
