"""The tiers that the US Department of State gives to what governments do against trafficking: notes, never figures."""

from collections.abc import Sequence

import polars as pl

from dashboard import formats
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.place_labels import state_name, states
from dashboard.selection import Selection
from dashboard.table_views import TableView

_TOPIC = "trafficking tier"
_TIERS = {
    "Tier 1": lambda: _("Tier 1"),
    "Tier 2": lambda: _("Tier 2"),
    "Tier 2 Watch List": lambda: _("Tier 2 Watch List"),
    "Tier 3": lambda: _("Tier 3"),
    "Special Case": lambda: _("Special Case"),
}


def tiers_view(notes: pl.DataFrame, selection: Selection) -> TableView:
    """Return the tier of each state by the year of the report, up to the day; no rows where no tier is stored.

    Args:
        notes: the reference table of notes.
        selection: states and day.
    """
    tiers = _tiers(notes, selection)
    years = sorted({year for _place, year in tiers})
    places = [code for code in states() if any(code == place for place, _year in tiers)]
    rows = tuple((state_name(code), *(tiers.get((code, year), formats.MISSING) for year in years)) for code in places)
    header = (_("State"), *(str(year) for year in years))
    words = ngettext(
        "Tier of {count} state, by year of the report", "Tiers of {count} states, by year of the report", len(places)
    )
    return TableView(words.format(count=formats.number(len(places))), header, rows)


def tier_sources(notes: pl.DataFrame, selection: Selection) -> str:
    """Return by whom the tiers are known, in order of names."""
    if notes.is_empty():
        return ""
    found = _wanted(notes, selection)["source_name"].drop_nulls().unique().sort()
    return ", ".join(found)


def _tiers(notes: pl.DataFrame, selection: Selection) -> dict[tuple[str, int], str]:
    if notes.is_empty():
        return {}
    found = _wanted(notes, selection).select("country_iso3", "start_date", "text").iter_rows()
    return {(place, int(day[:4])): _tier_words(text) for place, day, text in found}


def _wanted(notes: pl.DataFrame, selection: Selection) -> pl.DataFrame:
    day = pl.col("start_date").cast(pl.String)
    wanted: Sequence[str] = selection.scope or tuple(states())
    return notes.filter(
        (pl.col("topic") == _TOPIC) & pl.col("country_iso3").is_in(wanted) & (day <= selection.day.isoformat())
    ).with_columns(start_date=day)


def _tier_words(tier: str) -> str:
    return _TIERS[tier]() if tier in _TIERS else tier
