"""People abroad in words and tables: how many, since when, women and men, and against the people at home."""

from collections.abc import Sequence

import pandas as pd

from dashboard import formats
from dashboard.abroad import FIRST_YEAR, Abroad, Home
from dashboard.comparisons import Line
from dashboard.headlines import Headline, source_note
from dashboard.language import gettext as _
from dashboard.place_labels import country_name, state_name
from dashboard.ranking import ranked
from dashboard.selection import Selection
from dashboard.table_views import Told
from data.queries.answer import Number
from data.queries.rates import Denominator

_NAMED = 3
_MINUS = "\u2212"


def headlines_of(home: Home, selection: Selection) -> tuple[Headline, ...]:
    """Return the four figures of a state: its people abroad, their change, women and men, and against those at home."""
    everybody, number = home.all, home.all.number
    note = source_note(number.making, selection.day)
    sexes = _("{women} women, {men} men").format(women=_figure_words(everybody.women), men=_figure_words(everybody.men))
    return (
        Headline("migrants", _("Living in other countries"), formats.amount(number.amount), note, number, "abroad"),
        Headline("migrants", _("Since {year}").format(year=FIRST_YEAR), _percent_change(everybody),
                 change_words(everybody), everybody.first or number, "since"),
        Headline("migrants", _("Women among them"), _percent(everybody.women_percent), sexes,
                 everybody.women or number, "women"),
        Headline("migrants", _("For every 100 at home"), _plain(home.per_hundred), _people_note(home.people), number,
                 "share"),
    )  # fmt: skip


def finding_words(home: Home) -> str:
    """Return where most of a state's people abroad live, for readers who do not see map and chart."""
    name, total = state_name(home.iso3), home.all.number.amount
    named = "; ".join(
        _("{country} {figure}").format(country=country_name(one.code), figure=formats.amount(one.number.amount))
        for one in home.countries[:_NAMED]
    )
    return _("People from {state} in {count} other countries: {total}. Most in {named}.").format(
        state=name, count=len(home.countries), total=formats.amount(total), named=named
    )


def homes_finding(found: Sequence[Home]) -> str:
    """Return from which states most people live abroad, and which have most against those at home."""
    named = "; ".join(
        _("{state} {figure}").format(state=state_name(home.iso3), figure=formats.amount(home.all.number.amount))
        for home in found[:_NAMED]
    )
    dense = sorted((home for home in found if home.per_hundred is not None), key=lambda home: -(home.per_hundred or 0))
    against = "; ".join(
        _("{state} {figure}").format(state=state_name(home.iso3), figure=_plain(home.per_hundred))
        for home in dense[:_NAMED]
    )
    return _("Most abroad: {named}. Most for every 100 at home: {against}.").format(named=named, against=against)


def women_and_men_words(home: Home) -> str:
    """Return whether women and men add up to the total."""
    everybody = home.all
    together = (everybody.women, everybody.men)
    if any(number is None or number.amount is None for number in together) or everybody.number.amount is None:
        return _("Women and men are not told apart.")
    added = sum(number.amount.figure for number in together if number is not None and number.amount is not None)
    if added == everybody.number.amount.figure:
        return _("Women and men add up to the total.")
    return _("Women and men add up to {added}, not to the total of {total}, as published.").format(
        added=formats.number(added), total=formats.amount(everybody.number.amount)
    )


def course_words(lines: Sequence[Line]) -> str:
    """Return the first and the newest estimate of each line, for readers who do not see the chart."""
    told = "; ".join(
        _("{line} {first} in {from_year}, {last} in {to_year}").format(
            line=line.name,
            first=line.base.words,
            from_year=line.base.day.year,
            last=line.last.words,
            to_year=line.last.day.year,
        )
        for line in lines
    )
    return _("{told}. Estimates at mid-year, every five years; between them nobody counted.").format(told=told)


def countries_ranking(home: Home) -> str:
    """Return the countries of residence as an HTML table, most people first: people, and their change since 1990."""
    rows = [(country_name(one.code), formats.amount(one.number.amount), _percent_change(one)) for one in home.countries]
    head = (_("Country"), _("People"), _("Since {year}").format(year=FIRST_YEAR))
    return ranked(head, rows, caption=_("Country"))


def homes_ranking(found: Sequence[Home]) -> str:
    """Return the states of origin as an HTML table, most people abroad first, and for every 100 at home."""
    rows = [(state_name(home.iso3), formats.amount(home.all.number.amount), _plain(home.per_hundred)) for home in found]
    return ranked((_("State"), _("Abroad"), _("Per 100 at home")), rows, caption=_("State"))


def countries_table(home: Home, selection: Selection) -> pd.DataFrame:
    """Return one row per country of residence, most people first."""
    whole = home.all.number.amount.figure if home.all.number.amount is not None else 0
    table = _people_table(home.countries, _("Lives in"), [country_name(one.code) for one in home.countries])
    shares = [100 * (one.figure or 0) / whole if whole else None for one in home.countries]
    table[_("Share of all, %")] = _numbers(shares)
    table[_("Source and age")] = [source_note(one.number.making, selection.day) for one in home.countries]
    return table


def homes_table(found: Sequence[Home], selection: Selection) -> pd.DataFrame:
    """Return one row per state of origin, most people abroad first."""
    table = _people_table([home.all for home in found], _("Comes from"), [state_name(home.iso3) for home in found])
    table[_("For every 100 at home")] = _numbers([home.per_hundred for home in found])
    table[_("People at home")] = [_people_note(home.people) for home in found]
    table[_("Source and age")] = [source_note(home.all.number.making, selection.day) for home in found]
    return table


def told_of(home: Home) -> tuple[Told, ...]:
    """Return the numbers of a state, for telling how each was made."""
    whole = Told(_("All together"), "migrants", home.all.number)
    return (whole, *(Told(country_name(one.code), "migrants", one.number) for one in home.countries))


def told_of_homes(found: Sequence[Home]) -> tuple[Told, ...]:
    """Return the numbers of all states, for telling how each was made."""
    return tuple(Told(state_name(home.iso3), "migrants", home.all.number) for home in found)


def change_words(one: Abroad) -> str:
    """Return how many people more or fewer there are than in 1990."""
    then = one.first.amount if one.first is not None else None
    if then is None or one.change is None:
        return _("not counted in {year}").format(year=FIRST_YEAR)
    more, figure = formats.number(abs(one.change)), formats.amount(then)
    if one.change < 0:
        return _("{count} fewer than {figure} in {year}").format(count=more, figure=figure, year=FIRST_YEAR)
    return _("{count} more than {figure} in {year}").format(count=more, figure=figure, year=FIRST_YEAR)


def _percent_change(one: Abroad) -> str:
    return formats.MISSING if one.change_percent is None else _percent_signed(one.change_percent)


def _percent_signed(value: float) -> str:
    return _("{share} %").format(share=_signed(_short(value)))


def _people_table(people: Sequence[Abroad], head: str, names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            head: names,
            _("People"): _numbers([one.figure for one in people]),
            _("In {year}").format(year=FIRST_YEAR): _numbers([_figure(one.first) for one in people]),
            _("Change, %"): _numbers([one.change_percent for one in people]),
            _("Women"): _numbers([_figure(one.women) for one in people]),
            _("Men"): _numbers([_figure(one.men) for one in people]),
            _("Women, %"): _numbers([one.women_percent for one in people]),
        }
    )


def _numbers(values: Sequence[float | None]) -> pd.api.extensions.ExtensionArray:
    """Return people as whole numbers and shares with one digit behind the point; missing where nobody counted."""
    if all(value is None or float(value).is_integer() for value in values):
        return pd.array(values, dtype="Int64")
    return pd.array([None if value is None else _short(value) for value in values], dtype="Float64")


def _short(value: float) -> float:
    return float(round(value)) if abs(value) >= 100 else round(value, 1)


def _figure(number: Number | None) -> float | None:
    return None if number is None or number.amount is None else number.amount.figure


def _figure_words(number: Number | None) -> str:
    return formats.amount(number.amount if number is not None else None)


def _percent(value: float | None) -> str:
    return formats.MISSING if value is None else _("{share} %").format(share=formats.number(_short(value)))


def _plain(value: float | None) -> str:
    return formats.MISSING if value is None else formats.number(_short(value))


def _signed(value: float) -> str:
    sign = _MINUS if value < 0 else "+"
    return f"{sign}{formats.number(abs(value))}"


def _people_note(people: Denominator | None) -> str:
    if people is None:
        return _("no population is known")
    if people.year is None:
        return _("{people} at home ({source})").format(people=formats.number(people.people), source=people.source)
    return _("{people} at home in {year} ({source})").format(
        people=formats.number(people.people), year=people.year, source=people.source
    )
