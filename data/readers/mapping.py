"""An unknown table, read as a person said it is to be read (``data/profiles.py``); never asked by detection alone.

One row makes one record per column with numbers. Only what the profile names is read; a column that could name a person
never is, and a table of protection cases, victims or a diaspora that has one is refused whole.
"""

from collections.abc import Iterable
from functools import partial

import polars as pl

from data.errors import ColumnsChanged
from data.profiles import Profile, find_profile, missing_in, read_day
from data.readers.detection import Reader
from data.readers.drafts import Drafts
from data.readers.figures import known, with_figure
from data.readers.opening import OpenedFile
from data.readers.personal import refuse_personal
from data.readers.shaping import problem_rows, source_of, with_constants
from data.schema import COLUMNS, MEASURES, Sensitivity, Type

_MIDNIGHT = r"[T ]00:00(?::00(?:\.0+)?)?Z?$"


def mapped_reader(profile: Profile) -> Reader:
    """Return the reader that reads a table by a profile."""
    return Reader(
        source="",
        name=f"profile {profile.name}",
        shapes=(profile.header,),
        recognises=lambda file: _table(file, profile) is not None,
        reads=partial(read_mapped, profile=profile),
    )


def find_mapped_reader(file: OpenedFile, profiles: Iterable[Profile]) -> Reader | None:
    """Return the reader by the profile that was made for tables with these columns; None where there is none."""
    known_profiles = tuple(profiles)
    for frame in file.sheets().values():
        profile = find_profile((name for name in frame.columns if name != "source_row"), known_profiles)
        if profile is not None:
            return mapped_reader(profile)
    return None


def read_mapped(file: OpenedFile, profile: Profile) -> Drafts:
    """Return the rows of the table as drafts.

    Raises:
        ColumnsChanged: the table lacks a column that the profile names, or the profile does not say enough.
        PersonalData: it counts people who could be harmed, and has a column that could name one.
    """
    table = _table(file, profile)
    if table is None:
        absent = [column for column in _used(profile) if column not in file.header()]
        raise ColumnsChanged(f"{file.name} has no column {absent[0]!r}, which the profile {profile.name!r} names.")
    if missing := missing_in(profile):
        raise ColumnsChanged(f"the profile {profile.name!r} does not say {'; '.join(missing)}.")
    if any(MEASURES[measure].sensitivity is Sensitivity.PROTECTION for measure in profile.figures.values()):
        refuse_personal(table, name=file.name, texts=profile.columns.values())
    rows = _named(table, profile)
    records = pl.concat([_count(rows, column, profile) for column in profile.figures]).sort(
        "source_row", maintain_order=True
    )
    empty = table.filter(~pl.col("source_row").is_in(records["source_row"].implode()))
    return Drafts(
        source="",
        rows_read=table.height,
        records=records,
        problems=_without_figure(empty, profile),
        file_columns={**profile.columns, "figure": next(iter(profile.figures))},
    )


def preview(file: OpenedFile, profile: Profile, *, rows: int = 5) -> pl.DataFrame:
    """Return the first rows of the table as the records that the profile would make of them.

    Raises:
        ColumnsChanged: the table lacks a column that the profile names, or the profile does not say enough.
    """
    records = read_mapped(file, profile).records
    first = records["source_row"].unique().sort().head(rows)
    shown = records.filter(pl.col("source_row").is_in(first.implode()))
    return shown.select(name for name in shown.columns if shown[name].null_count() < shown.height)


def _used(profile: Profile) -> tuple[str, ...]:
    return (*profile.columns.values(), *profile.figures)


def _table(file: OpenedFile, profile: Profile) -> pl.DataFrame | None:
    return file.table_with(_used(profile))


def _named(table: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Return the columns under the record's names, days as ISO text, with the constants."""
    days = [name for name in profile.columns if name in COLUMNS and COLUMNS[name].type is Type.DAY]
    cells = {name: known(pl.col(column)) for name, column in profile.columns.items()}
    figures = {f"figure of {column}": pl.col(column) for column in profile.figures}
    rows = table.select("source_row", **cells, **figures)
    rows = rows.with_columns(_iso(rows[day], profile.day_format) for day in days)
    constants = {name: value for name, value in profile.constants.items() if name not in profile.columns}
    rows = with_constants(rows, constants)
    for place in ("given_country", "given_origin_country"):
        code = "country_iso3" if place == "given_country" else "origin_iso3"
        if place in rows.columns and code not in rows.columns:
            rows = rows.rename({place: code})
    return rows if "source" in rows.columns else rows.with_columns(source=source_of(pl.col("source_name")))


def _iso(cells: pl.Series, form: str) -> pl.Series:
    """Return days as YYYY-MM-DD; a text that is none stays as it was, so that the check quotes it."""
    bare = cells.str.replace(_MIDNIGHT, "")
    days = {text: read_day(text, form) or read_day(text, "%Y-%m-%d") for text in bare.unique().drop_nulls()}
    known_days = {text: day.isoformat() for text, day in days.items() if day is not None}
    read = bare.replace_strict(known_days, default=None, return_dtype=pl.String)
    return pl.select(pl.coalesce(read, cells)).to_series().alias(cells.name)


def _count(rows: pl.DataFrame, column: str, profile: Profile) -> pl.DataFrame:
    measure = MEASURES[profile.figures[column]]
    unit = "household" if column in profile.households else measure.unit
    drop = [name for name in rows.columns if name.startswith("figure of ")]
    part = with_figure(rows, f"figure of {column}").filter(pl.col("figure").is_not_null()).drop(drop)
    part = part if "unit" in part.columns else with_constants(part, {"unit": unit})
    part = part if "end_date" in part.columns else part.with_columns(end_date=pl.col("start_date"))
    return with_constants(part, {"measure": measure.name, "role": "recommended"})


def _without_figure(rows: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    column = next(iter(profile.figures))
    names = ", ".join(profile.figures)
    message = pl.lit(f"there is no number in {names}; leave the row out where nobody counted.")
    return problem_rows(rows, column=column, rule="figure_missing", message=message)
