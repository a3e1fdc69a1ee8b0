"""What a person said about an unknown table: a profile, kept under a name and found again by the table's header.

A profile is a setting of the store (``profile/NAME``). Nothing is guessed while reading: what it does not say is not
read. ``data/proposing.py`` proposes one, ``data/readers/mapping.py`` reads by it.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from data.errors import RequestRefused
from data.readers.personal import personal_columns
from data.readers.shaping import fold_header
from data.schema import COLUMNS, MEASURES, STORE_COLUMNS
from data.store.interface import Store

PREFIX = "profile/"
DAY_FORMATS = {
    "%Y-%m-%d": "2024-07-04",
    "%d/%m/%Y": "04/07/2024",
    "%m/%d/%Y": "07/04/2024",
    "%d.%m.%Y": "04.07.2024",
    "%d-%m-%Y": "04-07-2024",
    "%d-%b-%Y": "04-Jul-2024",
    "%d %B %Y": "04 July 2024",
    "%B %d, %Y": "July 04, 2024",
}
"""Ways to write a day, each with 4 July 2024 in it."""

PLACES = ("given_country", "given_admin1_name", "given_admin2_name", "given_origin_country", "given_origin_admin1_name")
"""Columns for places as the table writes them; they are matched as those of any other source."""

_NEVER = frozenset({*STORE_COLUMNS, "source_row", "sensitivity", "place_match", "figure_high", "figure", "measure"})
TARGETS = tuple(name for name in (*COLUMNS, *PLACES) if name not in _NEVER)
"""What a column of a table may be, beside a number."""


@dataclass(frozen=True)
class Profile:
    """What a person said about a table.

    Attributes:
        name: by which it is kept.
        header: columns of the table it was made for.
        columns: for each column of the record (or of ``PLACES``) the column of the table.
        figures: for each column with numbers the measure that it counts.
        constants: what is the same in every row, such as ``country_iso3`` or ``source_name``.
        day_format: how days are written, one of ``DAY_FORMATS``; empty where nobody said it yet.
        households: columns with numbers of households.
    """

    name: str
    header: tuple[str, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    day_format: str = ""
    households: tuple[str, ...] = ()

    @property
    def setting(self) -> str:
        """Name of the setting of the store that keeps it."""
        return PREFIX + self.name

    @property
    def fingerprint(self) -> str:
        """The same for every table with the same columns, in whatever order."""
        return header_fingerprint(self.header)

    def as_json(self) -> dict[str, Any]:
        """Return the profile as the value of a setting."""
        return {**asdict(self), "header": list(self.header), "households": list(self.households)}


def header_fingerprint(header: Iterable[str]) -> str:
    """Return a short text that is the same for the same set of column names."""
    return hashlib.sha256("\x1f".join(sorted(fold_header(name) for name in header)).encode()).hexdigest()[:16]


def profile_from_json(value: Mapping[str, Any]) -> Profile:
    """Return the profile that a setting holds.

    Raises:
        RequestRefused: it names a column, measure or way of writing days that does not exist.
    """
    profile = Profile(
        name=str(value["name"]),
        header=tuple(value["header"]),
        columns=dict(value.get("columns", {})),
        figures=dict(value.get("figures", {})),
        constants=dict(value.get("constants", {})),
        day_format=str(value.get("day_format", "")),
        households=tuple(value.get("households", ())),
    )
    check_profile(profile)
    return profile


def check_profile(profile: Profile) -> None:
    """Refuse a profile that names what does not exist.

    Raises:
        RequestRefused: with the first thing that is wrong.
    """
    for target in (*profile.columns, *profile.constants):
        if target not in TARGETS:
            raise RequestRefused(f"{target!r} is no column of a record; there are {', '.join(TARGETS)}.")
    for column in (*profile.columns.values(), *profile.figures, *profile.households):
        if column not in profile.header:
            raise RequestRefused(f"the table has no column {column!r}; it has {', '.join(profile.header)}.")
        if personal_columns([column]):
            raise RequestRefused(f"the column {column!r} could name a person and is never read.")
    for measure in profile.figures.values():
        if measure not in MEASURES:
            raise RequestRefused(f"{measure!r} is no measure; there are {', '.join(MEASURES)}.")
    if profile.day_format and profile.day_format not in DAY_FORMATS:
        raise RequestRefused(f"{profile.day_format!r} is no way to write a day; there are {', '.join(DAY_FORMATS)}.")


def missing_in(profile: Profile) -> tuple[str, ...]:
    """Return in words what a record needs and the profile does not say."""
    said = {*profile.columns, *profile.constants}
    needs = {
        "which column is the country, or which country all rows are about": {"given_country", "country_iso3"},
        "which column is the day, or which day all rows are about": {"start_date"},
        "who counted (source_name)": {"source_name"},
    }
    missing = [words for words, either in needs.items() if not either & said]
    if "start_date" in profile.columns and not profile.day_format:
        missing.append("how days are written: is 04/07/2024 the 4th of July or the 7th of April")
    return tuple(missing) if profile.figures else ("which column holds the number, and what it counts", *missing)


def stored_profiles(store: Store) -> tuple[Profile, ...]:
    """Return the profiles that a store keeps, in order of their names."""
    return tuple(profile_from_json(store.setting(name)) for name in store.setting_names(PREFIX))


def keep_profile(store: Store, profile: Profile, *, by: str, now: datetime) -> None:
    """Keep a profile under its name; one of the same name is replaced from now on.

    Raises:
        RequestRefused: it has no name, or does not say what every record needs.
    """
    check_profile(profile)
    if not re.fullmatch(r"[\w .-]{1,80}", profile.name):
        raise RequestRefused(f"{profile.name!r} is no name for a profile: letters, digits, blanks, dots and dashes.")
    if missing := missing_in(profile):
        raise RequestRefused(f"the profile does not say {'; '.join(missing)}.")
    store.set_setting(profile.setting, profile.as_json(), by=by, now=now)


def find_profile(header: Iterable[str], profiles: Iterable[Profile]) -> Profile | None:
    """Return the profile made for a table with these columns, in whatever order; None where there is none."""
    fingerprint = header_fingerprint(header)
    return next((profile for profile in profiles if profile.fingerprint == fingerprint), None)


def read_day(text: str, form: str) -> date | None:
    """Return the day that a text means in this way of writing; None where it is none."""
    try:
        return datetime.strptime(text, form).date()
    except ValueError:
        return None
