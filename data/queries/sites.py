"""Shelters by name, as lists have them on a day: where they are, what state they are in and what they can take."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import polars as pl

from data.queries.amounts import Amount
from data.queries.answer import Making, Number, Part

UNKNOWN = Number(None, Making(()))
"""What is not known: nobody stated or counted it, which is not zero."""


class Phase(StrEnum):
    """For how long a shelter has to do: a short stay during the storm, or a longer one after it."""

    STORM = "storm"
    AFTER = "after"


@dataclass(frozen=True)
class Site:
    """One shelter as the latest list on or before a day has it.

    Attributes:
        site_id: its id in the records.
        name: its name; the id where only a count names it.
        country_iso3: its country.
        admin1_code: its unit, ``None`` where not known.
        latitude: degrees north, WGS 84.
        longitude: degrees east, WGS 84.
        is_school: True for a school, ``None`` where nobody says so.
        term_start: first day on which the school needs its rooms again.
        status: open, closed, full, alert or decommissioned, as the list said; ``None`` where it said nothing.
        listed_on: day of the list, ``None`` where it has none: such a list says what there is and is in no number.
        capacity: for each phase the places that the list states.
    """

    site_id: str
    name: str
    country_iso3: str
    admin1_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_school: bool | None = None
    term_start: date | None = None
    status: str | None = None
    listed_on: date | None = None
    capacity: Mapping[Phase, Number] | None = None

    @property
    def can_be_used(self) -> bool:
        """False where the list says that it is closed or given up: its places are no places."""
        return self.status not in ("closed", "decommissioned")

    @property
    def is_open(self) -> bool:
        """True where the list says that people can be or are inside."""
        return self.status in ("open", "full")

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude; ``None`` where nobody published both."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)

    def stated(self, phase: Phase) -> Number:
        """Return the places that its list states for a phase."""
        return (self.capacity or {}).get(phase, UNKNOWN)


def sites_on(table: pl.DataFrame, day: date, countries: Collection[str] = ()) -> dict[str, Site]:
    """Return the shelters by id, each as the latest list on or before the day has it.

    Args:
        table: the reference table ``sites``, all text, later imports last.
        day: the day; what a later list says is not known on it.
        countries: only these; empty means all.
    """
    found: dict[str, Site] = {}
    for row in table.iter_rows(named=True):
        site = _site(row, day)
        if (countries and site.country_iso3 not in countries) or (site.listed_on or day) > day:
            continue
        known = found.get(site.site_id)
        if known is None or (known.listed_on or date.min) <= (site.listed_on or date.min):
            found[site.site_id] = site
    return dict(sorted(found.items()))


def _site(row: Mapping[str, Any], day: date) -> Site:
    listed_on = _day(row.get("list_date"))
    stated = {phase: _stated(row, f"capacity_{phase}", listed_on, day) for phase in Phase}
    return Site(
        site_id=row["site_id"],
        name=row.get("name") or row["site_id"],
        country_iso3=row["country_iso3"],
        admin1_code=row.get("admin1_code"),
        latitude=_number(row.get("latitude")),
        longitude=_number(row.get("longitude")),
        is_school=True if row.get("is_school") == "true" else None,
        term_start=_day(row.get("term_start")),
        status=row.get("status"),
        listed_on=listed_on,
        capacity=stated,
    )


def _stated(row: Mapping[str, Any], column: str, listed_on: date | None, day: date) -> Number:
    figure = _number(row.get(column))
    if figure is None or listed_on is None:
        return UNKNOWN
    part = Part(
        amount=Amount(figure),
        country_iso3=row["country_iso3"],
        source=row.get("source") or "cited",
        source_name=row.get("source_name"),
        date=listed_on,
        age_days=max(0, (day - listed_on).days),
        admin1_code=row.get("admin1_code"),
        place_name=row.get("name"),
        source_url=row.get("source_url"),
    )
    return Number(part.amount, Making((part,), (), 1, 1, "shelter"))


def _day(text: str | None) -> date | None:
    """Return the day that a list gives; a year alone is its last day."""
    if not text:
        return None
    return date(int(text), 12, 31) if len(text) == 4 else date.fromisoformat(text[:10])


def _number(text: str | None) -> float | None:
    return float(text) if text else None
