"""What the columns of an unknown table may be, proposed from their names and cells for a person to look at."""

import difflib
from dataclasses import dataclass

import polars as pl

from data.profiles import DAY_FORMATS, Profile, missing_in, read_day
from data.readers.figures import known, parsed_figure
from data.readers.opening import OpenedFile
from data.readers.personal import personal_columns
from data.readers.shaping import fold_header

_WORDS: dict[str, tuple[str, ...]] = {
    "given_country": ("country", "country name", "state", "territory", "pays", "adm0 name", "admin0name"),
    "country_iso3": ("iso3", "country code", "country iso3", "adm0 pcode", "admin0pcode"),
    "given_admin1_name": (
        "parish", "district", "region", "department", "province", "island", "admin1", "admin 1", "adm1", "adm1 name",
        "departement",
    ),
    "given_admin2_name": ("commune", "community", "municipality", "admin2", "adm2 name", "sub district"),
    "given_origin_country": ("origin", "country of origin", "nationality", "citizenship"),
    "start_date": (
        "date", "as of", "day", "date from", "start", "start date", "reporting date", "report date",
        "survey date",
    ),
    "end_date": ("date to", "end", "end date", "until"),
    "reported_on": ("published", "publication date", "reported on", "date published"),
    "source_name": ("source", "source name", "agency", "organisation", "reported by", "provider"),
    "source_url": ("url", "link", "source url", "website"),
    "operation": ("operation",),
    "reporting_round": ("round", "round number", "reporting round"),
    "event_id": ("event", "disaster", "event name", "hurricane"),
    "hazard": ("hazard", "cause", "type of hazard", "disaster type"),
    "sex": ("sex", "gender"),
    "age_band": ("age", "age group", "age band"),
    "sector": ("sector", "cluster"),
    "latitude": ("latitude", "lat", "y"),
    "longitude": ("longitude", "lon", "long", "lng", "x"),
    "household_size": ("household size", "average household size", "hh size"),
    "term": ("term", "category"),
}  # fmt: skip
_FIGURES: dict[str, tuple[str, ...]] = {
    "idps": (
        "idps", "displaced", "displaced people", "displaced persons", "people displaced", "persons displaced",
        "number of idps",
    ),
    "new_displacements": ("new displacements", "newly displaced", "displacements"),
    "evacuated": ("evacuated", "evacuees", "people evacuated", "persons evacuated"),
    "in_shelter": (
        "in shelter", "in shelters", "sheltered", "occupants", "occupancy", "shelterees", "people in shelters",
        "persons in shelters",
    ),
    "shelters_open": ("shelters open", "open shelters", "number of shelters", "shelters activated"),
    "shelter_capacity": ("capacity", "shelter capacity"),
    "people_affected": ("affected", "people affected", "persons affected", "affected population"),
    "people_in_need": ("in need", "people in need", "pin"),
    "people_targeted": ("targeted", "people targeted", "target"),
    "people_reached": ("reached", "people reached", "assisted", "people assisted"),
    "returned": ("returned", "returnees", "returns"),
    "deported": ("deported", "deportees"),
    "refugees": ("refugees",),
    "asylum_seekers": ("asylum seekers",),
    "migrants": ("migrants", "migrant stock"),
    "population": ("population", "total population"),
    "people_trained": ("trained", "people trained", "persons trained"),
}  # fmt: skip
_HOUSEHOLDS = ("households", "families", "hh")
_NEARLY = 0.86
_SHOWN = 200


@dataclass(frozen=True)
class Proposal:
    """What the names and cells of a table suggest, for a person to look at.

    Attributes:
        profile: what seems certain enough to start from.
        missing: what is still to be said, in words.
        unused: columns of the table that nothing stands for.
        personal: columns that could name a person; they are never read.
    """

    profile: Profile
    missing: tuple[str, ...]
    unused: tuple[str, ...]
    personal: tuple[str, ...]


def propose(file: OpenedFile, *, name: str = "") -> Proposal:
    """Return what each column of the first table of a file may be.

    Args:
        file: the opened file.
        name: of the profile to be.

    Raises:
        FileUnreadable: the file holds no table.
    """
    table = file.table()
    header = tuple(column for column in table.columns if column != "source_row")
    personal = tuple(personal_columns(header, table=table))
    open_columns = [column for column in header if column not in personal]
    figures = _proposed_figures(table, open_columns)
    columns = _proposed_columns([column for column in open_columns if column not in figures])
    households = tuple(c for c in figures if any(word in fold_header(c).split() for word in _HOUSEHOLDS))
    day = columns.get("start_date")
    profile = Profile(
        name=name,
        header=header,
        columns=columns,
        figures=figures,
        day_format=(_day_format(table[day]) if day else None) or "",
        households=households,
    )
    used = {*columns.values(), *figures, *personal}
    return Proposal(profile, missing_in(profile), tuple(c for c in header if c not in used), personal)


def _proposed_columns(header: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for exact in (True, False):
        for target, words in _WORDS.items():
            free = {fold_header(c): c for c in header if c not in found.values()}
            names = (*words, fold_header(target))
            best = next((word for word in names if word in free), None) if exact else _nearest(names, list(free))
            if target not in found and best is not None:
                found[target] = free[best]
    if "country_iso3" in found and "given_country" not in found:
        found["given_country"] = found.pop("country_iso3")
    return found


def _nearest(words: tuple[str, ...], names: list[str]) -> str | None:
    matches = [match for word in words for match in difflib.get_close_matches(word, names, n=1, cutoff=_NEARLY)]
    return matches[0] if matches else None


def _proposed_figures(table: pl.DataFrame, header: list[str]) -> dict[str, str]:
    numeric = [column for column in header if _is_numeric(table[column])]
    found: dict[str, str] = {}
    for column in numeric:
        folded = fold_header(column)
        bare = " ".join(word for word in folded.split() if word not in {*_HOUSEHOLDS, "total", "of", "no", "number"})
        names = {word: measure for measure, words in _FIGURES.items() for word in words}
        near = next((name for name in (folded, bare) if name in names), None) or _nearest((folded, bare), list(names))
        if near is not None:
            found[column] = names[near]
    return found


def _is_numeric(cells: pl.Series) -> bool:
    given = cells.to_frame("cell").select(known(pl.col("cell")).alias("cell")).drop_nulls().head(_SHOWN)
    if given.is_empty():
        return False
    figure = given.select(parsed_figure(pl.col("cell")).struct.field("figure").str.contains(r"^\d+$"))
    return float(figure.to_series().cast(pl.Float64).mean() or 0) >= 0.8  # type: ignore[arg-type]


def _day_format(cells: pl.Series) -> str | None:
    """Return the only way to write days that fits every cell; None where none or several fit."""
    days = [str(cell).strip().removesuffix(" 00:00:00") for cell in cells.drop_nulls().unique().head(_SHOWN)]
    fitting = [form for form in DAY_FORMATS if days and all(read_day(day, form) is not None for day in days)]
    return fitting[0] if len(fitting) == 1 else None
