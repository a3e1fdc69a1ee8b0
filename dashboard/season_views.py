"""The months of the hurricane season in words: the season that counted most, and what no record can tell."""

import pandas as pd
from babel.dates import get_month_names

from dashboard import formats
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.seasons import SEASON, Cause, Season, Seasons
from dashboard.table_views import Told
from data.queries.answer import Number
from data.queries.question import FlowDating


def finding_words(found: Seasons) -> str:
    """Return which season counted most, and of how many years nothing is recorded."""
    what = season_title(found)
    if not found.counted:
        return _("{what}: no record falls into the months June to November.").format(what=what)
    best, *others = (_year_words(one) for one in found.counted[:3])
    told = _("{what}, June to November: most in {best}.").format(what=what, best=best)
    if others:
        told = _("{told} Next: {others}.").format(told=told, others="; ".join(others))
    missing = len(found.years) - len(found.counted)
    if not missing:
        return told
    gap = ngettext(
        "{count} year of {all} has no record for these months: that is not nobody.",
        "{count} years of {all} have no record for these months: that is not nobody.",
        missing,
    ).format(count=missing, all=len(found.years))
    return f"{told} {gap}"


def season_title(found: Seasons) -> str:
    """Return what is counted, of which cause."""
    label = measure_label(found.measure)
    return _("{measure}, storms").format(measure=label) if found.cause is Cause.STORM else label


def cause_words(cause: Cause) -> str:
    """Return which movements a cause stands for."""
    return _("Storms") if cause is Cause.STORM else _("All causes")


def new_year_words(found: Seasons) -> str:
    """Return which movements of storms their source dates to 1 January; nothing where there are none."""
    dated = [one for one in found.years if one.new_year is not None] if found.cause is Cause.STORM else []
    if not dated:
        return ""
    told = "; ".join(_("{year}: {figure}").format(year=one.year, figure=formats.amount(one.new_year)) for one in dated)
    return _(
        "Dated 1 January by their source, a month without hurricanes: {told}. "
        "They may belong to the season of their year."
    ).format(told=told)


def season_columns(found: Seasons) -> dict[str, str]:
    """Return the columns of the grid by code: the months, their sum, the others, and the year where that is needed."""
    names = get_month_names("abbreviated", locale=formats.current_locale())
    columns = {str(month): names[month] for month in SEASON} | {"season": _("Season"), "rest": _("Other")}
    has_untold = any(one.untold is not None for one in found.years)
    return columns | ({"untold": _("Undated")} if has_untold else {})


def cells_of(season: Season) -> dict[str, Number | None]:
    """Return the numbers of a year by the codes of the columns."""
    months = {str(month): season.months.get(month) for month in SEASON}
    return months | {"season": season.season, "rest": season.rest, "untold": season.untold}


def dating_words(dating: FlowDating) -> str:
    """Return to which day a movement belongs that spans several."""
    match dating:
        case FlowDating.START:
            return _("dated by its first day")
        case FlowDating.END:
            return _("dated by its last day")
        case FlowDating.SPREAD:
            return _("spread evenly over its days")


def homes_words() -> str:
    """Return what the records can say of lost homes, which is asked of seasons more often than anything else."""
    return _(
        "Homes: nothing stored here counts homes destroyed. New displacements come nearest. IDMC takes part of them "
        "from destroyed homes times the size of a household, and its table does not say which."
    )


def season_table(found: Seasons) -> pd.DataFrame:
    """Return the table twin: one row per year with its months, as published; a dash is a month without a record."""
    columns = season_columns(found)
    rows = [(str(one.year), *(_cell(cells_of(one)[code]) for code in columns), _cell(one.whole)) for one in found.years]
    return pd.DataFrame(rows, columns=[_("Year"), *columns.values(), _("Whole year")])


def told_of(found: Seasons) -> tuple[Told, ...]:
    """Return the numbers of the grid, the newest first, for telling how each was made."""
    columns = season_columns(found)
    return tuple(
        Told(_("{month} {year}").format(month=name, year=one.year), found.measure, number)
        for one in found.years
        for code, name in columns.items()
        if (number := cells_of(one)[code]) is not None
    )


def _cell(number: Number | None) -> str:
    return formats.amount(number.amount) if number is not None else formats.MISSING


def _year_words(one: Season) -> str:
    assert one.season is not None, "a year without a number in the season is not named"
    return _("{year}: {figure}").format(year=one.year, figure=formats.amount(one.season.amount))
