"""Numbers, quantifiers, days and ages as people read them, in the language of the run."""

from datetime import date, datetime
from functools import cache, lru_cache

from babel.core import Locale
from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal

from dashboard.language import current_language, ngettext
from dashboard.language import gettext as _
from data.queries.amounts import Amount
from data.schema import Quantifier

MISSING = "\u2013"
"""Shown where nobody counted; a zero is a number and looks like one."""

_LOCALES = {"ht": "fr"}
"""CLDR has no Haitian Creole: numbers and days are written as in French, the words come from our catalogue."""


def current_locale() -> Locale:
    """Return the locale of the language of the run, for its numbers, days and names of countries."""
    return _locale(current_language())


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, language))


def number(figure: float) -> str:
    """Return a number in full, with the language's separators and the digits that it has."""
    return _number(figure or 0, current_locale())  # minus nothing is nothing


@lru_cache(maxsize=20_000)  # a page writes its numbers anew at every run, most of them as before
def _number(figure: float, locale: Locale) -> str:
    pattern = "#,##0" if float(figure).is_integer() else "#,##0.#####"
    return format_decimal(figure, format=pattern, locale=locale)


def degrees(value: float) -> str:
    """Return degrees to a tenth, as the positions of storms are told."""
    return format_decimal(value, format="0.0", locale=current_locale())


def short_number(figure: float) -> str:
    """Return a number for a narrow place on the map: 1.3M; the full number stands in the tooltip and the table."""
    if abs(figure) < 10_000:
        return number(round(figure))
    return format_compact_decimal(figure, format_type="short", fraction_digits=1, locale=current_locale())


def amount(value: Amount | None) -> str:
    """Return an amount with its quantifier in words; a dash where nobody counted."""
    if value is None:
        return MISSING
    figure = number(value.figure)
    about = _("about {figure}").format(figure=figure) if value.is_approximate else figure
    match value.quantifier:
        case Quantifier.MORE_THAN:
            return _("more than {figure}").format(figure=about)
        case Quantifier.AT_LEAST:
            return _("at least {figure}").format(figure=about)
        case Quantifier.LESS_THAN:
            return _("fewer than {figure}").format(figure=about)
        case Quantifier.UP_TO:
            return _("up to {figure}").format(figure=about)
        case Quantifier.APPROXIMATELY:
            return _("about {figure}").format(figure=figure)
        case Quantifier.RANGE:
            return _("{low} to {high}").format(low=figure, high=number(value.high or value.figure))
        case Quantifier.EXACT:
            return about


def day(value: date) -> str:
    """Return a day in full, such as 30 June 2025."""
    return format_date(value, format="d MMMM y", locale=current_locale())


def short_day(value: date) -> str:
    """Return a day for a narrow place, such as 30 Jun 2025."""
    return _short_day(value, current_locale())


@lru_cache(maxsize=20_000)
def _short_day(value: date, locale: Locale) -> str:
    return format_date(value, format="d MMM y", locale=locale)


def day_of_year(value: date) -> str:
    """Return a day beside which the year is told elsewhere, such as 30 Jun."""
    return format_date(value, format="d MMM", locale=current_locale())


def moment(value: datetime) -> str:
    """Return a day and the time on it, such as 30 Jun 2025 18:00; the time's zone is told elsewhere."""
    return f"{short_day(value.date())} {value:%H:%M}"


def short_months() -> tuple[str, ...]:
    """Return the twelve months as `short_day` writes them."""
    return tuple(format_date(date(2000, month, 1), format="MMM", locale=current_locale()) for month in range(1, 13))


def age(days: int) -> str:
    """Return an age in words, coarser the older it is."""
    if days == 0:
        return _("same day")
    if days < 60:
        return ngettext("{count} day old", "{count} days old", days).format(count=days)
    if days < 730:
        months = round(days / 30.44)
        return ngettext("{count} month old", "{count} months old", months).format(count=months)
    years = days // 365
    return ngettext("{count} year old", "{count} years old", years).format(count=years)


_MARKDOWN = str.maketrans({character: f"\\{character}" for character in r"\`*_{}[]()<>#+-.!|$~:"})


def markdown_safe(text: str) -> str:
    """Return text from data so that Markdown shows it letter for letter: no link, no image, no formula."""
    return " ".join(text.split()).translate(_MARKDOWN)
