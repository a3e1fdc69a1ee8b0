"""A survey of a diaspora as values for the page: skills, years of experience and offers.

Cells that are hidden say so and nothing else: not in a table, a chart, an order or a download.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import pandas as pd

from dashboard import formats
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.place_labels import country_name
from dashboard.protection_views import cell_words
from dashboard.sector_labels import interest_label, sector_label
from dashboard.table_views import TableView, Told
from data.disclosure.diaspora_matches import OpenNeed
from data.disclosure.diaspora_survey import SurveyTables
from data.disclosure.lattice import Coordinate, Key
from data.disclosure.published import Cell, Hidden, NotCounted, Published, Shown
from data.occupations import occupation_title
from data.queries.answer import Number
from data.queries.survey_answers import Survey
from data.schema import INTERESTS, MEASURES

_BANDS = ("0-4", "5-9", "10-19", "20+")


@dataclass(frozen=True)
class Skill:
    """One occupation of people who answered and are shown."""

    name: str
    figure: float
    words: str


def residences(tables: SurveyTables, day: date) -> tuple[str, ...]:
    """Return the countries whose survey was made by a day, those with most complete answers first.

    Countries whose number is hidden come last, by code.
    """
    made = [survey.residence for survey in tables.surveys if survey.day <= day]
    return tuple(sorted(made, key=lambda code: (-_height(tables.people["complete"].cell((code, None, None))), code)))


def survey_of(tables: SurveyTables, residence: str) -> Survey:
    """Return the survey of a country of residence."""
    return next(survey for survey in tables.surveys if survey.residence == residence)


def survey_words(tables: SurveyTables, residence: str) -> str:
    """Return who asked, when, and how many answered; partial answers beside the complete ones, never added."""
    survey = survey_of(tables, residence)
    counted = [
        told.format(figure=cell_words(tables.people[kind].cell((residence, None, None))))
        for kind, told in (
            ("complete", _("complete answers {figure}")),
            ("partial", _("partial answers, kept apart, {figure}")),
            ("untold", _("answers not told to be complete or partial {figure}")),
        )
        if not isinstance(tables.people[kind].cell((residence, None, None)), NotCounted)
    ]
    return _("{survey}, {day}, people in {country}: {counted}.").format(
        survey=survey.name,
        day=formats.day(survey.day),
        country=country_name(residence),
        counted="; ".join(counted),
    )


def age_words(survey: Survey, day: date) -> str:
    """Return that a survey is too old to be relied on; nothing where it is not."""
    age, life = (day - survey.day).days, MEASURES["diaspora"].life_days or 0
    if age <= life:
        return ""
    return _("The survey is {age}. People have moved, learnt and retired since.").format(age=formats.age(age))


def skills(tables: SurveyTables, residence: str) -> tuple[tuple[Skill, ...], tuple[str, ...]]:
    """Return the occupations that are shown, most people first, and the names of those that are hidden."""
    people, shown, hidden = tables.people["complete"], [], []
    for code in people.along("occupation"):
        cell = people.cell((residence, code, None))
        if isinstance(cell, Shown) and cell.number.amount is not None:
            amount = cell.number.amount
            shown.append(Skill(occupation_label(str(code)), amount.figure, formats.amount(amount)))
        elif isinstance(cell, Hidden):
            hidden.append(occupation_label(str(code)))
    return tuple(sorted(shown, key=lambda one: (-one.figure, one.name))), tuple(sorted(hidden))


def skills_finding(shown: Sequence[Skill], hidden: Sequence[str], residence: str) -> str:
    """Return the skills of most people and which are hidden, for readers who do not see the chart."""
    told = "; ".join(_("{skill} {figure}").format(skill=one.name, figure=one.words) for one in shown[:3])
    first = (
        _("Skills in {country}: most are {told}.").format(country=country_name(residence), told=told)
        if told
        else _("No occupation in {country} can be shown.").format(country=country_name(residence))
    )
    if not hidden:
        return first
    words = ngettext("{count} occupation is hidden.", "{count} occupations are hidden.", len(hidden))
    return f"{first} {words.format(count=len(hidden))}"


def all_cells(views: Iterable[TableView]) -> pd.DataFrame:
    """Return every cell of some tables as one table to download: what is hidden is hidden there too."""
    rows = [
        (view.caption, row[0] if view.header[0] != _("Rank") else row[1], name, cell)
        for view in views
        for row in view.rows
        for name, cell in zip(view.header[1:], row[1:], strict=True)
    ]
    return pd.DataFrame(rows, columns=[_("Table"), _("Of"), _("What"), _("As told")])


def skills_view(tables: SurveyTables, residence: str, day: date, *, kind: str = "complete") -> TableView:
    """Return the people who answered by occupation, shown ones first, each with the sector that it serves."""
    people = tables.people[kind]
    codes = _ordered(people, [(residence, code, None) for code in people.along("occupation")])
    rows = []
    for key in codes:
        service = tables.services.get(str(key[1]))
        served = sector_label(service.sector) if service is not None else formats.MISSING
        rows.append((occupation_label(str(key[1])), cell_words(people.cell(key)), served))
    header = (_("Occupation, ISCO-08"), _("People"), _("Sector it serves"))
    told = _told(people, codes, day, lambda key: occupation_label(str(key[1])), "diaspora")
    words = (
        _("Skills of those who answered in part, {country}")
        if kind == "partial"
        else _("Skills of those who answered, {country}")
    )
    caption = words.format(country=country_name(residence))
    return TableView(caption, header, tuple(rows), frozenset({1}), told, look="scrolls" if len(rows) > 15 else "")


def experience_view(tables: SurveyTables, residence: str, day: date) -> TableView:
    """Return the people who answered by years of experience."""
    people = tables.people["complete"]
    known = {str(band) for band in people.along("band")}
    bands = [*(band for band in _BANDS if band in known), *sorted(known - set(_BANDS))]
    keys = [(residence, None, band) for band in bands]
    rows = tuple((str(key[2]), cell_words(people.cell(key))) for key in keys if _is_counted(people.cell(key)))
    told = _told(people, keys, day, lambda key: str(key[2]), "diaspora")
    return TableView(_("Years of experience"), (_("Years"), _("People")), rows, frozenset({1}), told)


def offers_view(tables: SurveyTables, residence: str, needs: Sequence[OpenNeed], day: date) -> TableView:
    """Return what those who answered offer, by sector in the order of open needs; the last row is for all."""
    offers = tables.offers["complete"]
    order = {need.sector: place for place, need in enumerate(needs)}
    sectors: list[Coordinate] = sorted(
        offers.along("sector"), key=lambda sector: (order.get(str(sector), len(order)), str(sector))
    )
    rows = []
    told: list[Told] = []
    for sector in (*sectors, None):
        keys = [(residence, sector, interest) for interest in INTERESTS]
        if any(_is_counted(offers.cell(key)) for key in keys):
            name = sector_label(str(sector)) if sector is not None else _("All who answered")
            rows.append((name, *(cell_words(offers.cell(key)) for key in keys)))
            told += _told(offers, keys, day, partial(_offer_name, name), "diaspora_offers")
    header = (_("Sector"), *(interest_label(interest) for interest in INTERESTS))
    caption = _("What they offer, {country}; one person may offer several").format(country=country_name(residence))
    return TableView(caption, header, tuple(rows), frozenset(range(1, len(header))), tuple(told), look="wraps")


def countries_view(tables: SurveyTables, codes: Iterable[str]) -> TableView:
    """Return the countries of residence with their survey and who answered."""
    rows = []
    for code in codes:
        survey = survey_of(tables, code)
        counted = (cell_words(tables.people[kind].cell((code, None, None))) for kind in ("complete", "partial"))
        rows.append((country_name(code), *counted, survey.name, formats.short_day(survey.day)))
    header = (_("Lives in"), _("Complete answers"), _("Partial answers"), _("Survey"), _("Day"))
    return TableView(_("Surveys by country of residence"), header, tuple(rows), frozenset({1, 2}))


def hidden_words() -> str:
    """Return what hidden means."""
    return _("Hidden: fewer than 11 people, or nobody, or a number kept back so that such a one cannot be worked out.")


def older_words(tables: SurveyTables) -> str:
    """Return the older surveys that the newest replaced; nothing where there are none."""
    if not tables.beside:
        return ""
    told = "; ".join(
        _("{survey}, {country}, {day}").format(
            survey=one.name, country=country_name(one.residence), day=formats.short_day(one.day)
        )
        for one in tables.beside
    )
    words = ngettext(
        "An older survey is stored and not added: {surveys}.",
        "Older surveys are stored and not added: {surveys}.",
        len(tables.beside),
    )
    return words.format(surveys=told)


def occupation_label(code: str) -> str:
    """Return the title of an occupation in the reader's language; a survey's own words stay as they are."""
    return _(occupation_title(code))


def _ordered(table: Published, keys: Iterable[Key]) -> list[Key]:
    """Return the keys of cells that somebody counted: shown ones by their number, then hidden ones by their code."""
    counted = [key for key in keys if _is_counted(table.cell(key))]
    return sorted(counted, key=lambda key: (-_height(table.cell(key)), str(key)))


def _told(
    table: Published, keys: Iterable[Key], day: date, name_of: Callable[[Key], str], measure: str
) -> tuple[Told, ...]:
    found = []
    for key in keys:
        cell = table.cell(key)
        if isinstance(cell, Shown):
            found.append(Told(name_of(key), measure, _aged(cell.number, day)))
    return tuple(found)


def _aged(number: Number, day: date) -> Number:
    parts = tuple(replace(part, age_days=max(0, (day - part.date).days)) for part in number.making.parts)
    return replace(number, making=replace(number.making, parts=parts))


def _offer_name(sector: str, key: Key) -> str:
    return f"{sector}, {interest_label(str(key[2]))}"


def _is_counted(cell: Cell) -> bool:
    return not isinstance(cell, NotCounted)


def _height(cell: Cell) -> float:
    """Return the figure of a cell that is shown; hidden ones stand below all, alike."""
    return cell.number.amount.figure if isinstance(cell, Shown) and cell.number.amount is not None else -1.0
