"""A table in our own words: its headers are the record's column names (``data/schema.py``), as CSV, XLSX or JSON.

Needed are country, measure, figure, first day and who published it; every other column is optional. The source is the
column ``source``, else the folded name of the publisher. Columns that the store fills itself, as in a table that was
exported from here, are left aside; a withdrawn row stays withdrawn.
"""

import difflib
from collections.abc import Mapping

import polars as pl

from data.distinct import by_distinct
from data.errors import ColumnsChanged
from data.formulas import without_guard
from data.readers.dates import parsed_day
from data.readers.drafts import PROBLEM_SCHEMA, Drafts
from data.readers.figures import parsed_figure, with_figure, with_known
from data.readers.opening import OpenedFile
from data.readers.personal import refuse_personal
from data.readers.shaping import source_of
from data.schema import COLUMNS as RECORD
from data.schema import MEASURES, STORE_COLUMNS, Sensitivity, Type

SOURCE = "records"
NAME = "records table"
COLUMNS = ("country_iso3", "measure", "figure", "start_date", "source_name")

_OF_A_NUMBER = frozenset({"in_number", "why_not"})
"""What an export says of a record beside its own columns: true of one number on one day."""

_NOT_READ = frozenset({*STORE_COLUMNS, "source_row", "source_row_given", "place_match", "content"} - {"is_retracted"})
_LEFT_ASIDE = _NOT_READ | _OF_A_NUMBER
_GIVEN = {
    "admin1_code": "given_admin1_code",
    "admin2_code": "given_admin2_code",
    "origin_admin1_code": "given_origin_admin1_code",
}
_PROTECTED = [name for name, measure in MEASURES.items() if measure.sensitivity is Sensitivity.PROTECTION]
_WORDS = ("term", "population_group", "sector", "occupation", "reason", "provider_place_name", "source_name")
"""Columns of free text, whose cells could name a person."""

_MAY_BE_UNKNOWN = ("sex", "age_band")
_CHANGED = frozenset({"figure", "figure_high", "quantifier", "source", "is_retracted", *_MAY_BE_UNKNOWN})
_HELPERS = frozenset({
    "given_country", "given_admin1_name", "given_admin2_name", "given_origin_country", "given_origin_admin1_name",
    "pcode_edition",
})  # fmt: skip


def recognises(file: OpenedFile) -> bool:
    """Say whether the file has the five columns that a record needs."""
    return file.table_with(COLUMNS) is not None


def read(file: OpenedFile) -> Drafts:
    """Return the rows as drafts.

    Raises:
        ColumnsChanged: a column is no column of the record but has a name so like one that it must be meant.
        PersonalData: rows count people who could be harmed, and a column or cell could name one.
    """
    table = file.table_with(COLUMNS)
    assert table is not None
    if table["measure"].is_in(_PROTECTED).any():
        refuse_personal(table, name=file.name, texts=[name for name in _WORDS if name in table.columns])
    names = [name for name in table.columns if name in RECORD and name not in _LEFT_ASIDE]
    helpers = [name for name in table.columns if name in _HELPERS]
    strange = [name for name in table.columns if name not in RECORD and name not in _LEFT_ASIDE | _HELPERS]
    _refuse_misspelt(file, strange, names)
    cells, distinct = _without_guards(*with_known(table.select("source_row", *names, *helpers)))
    # A part of people whose sex or age is unknown is not the total of all.
    cells = cells.with_columns(table[name] for name in _MAY_BE_UNKNOWN if name in names)
    cells, days = _with_days(cells, distinct)
    if "record_id" in table.columns:
        # Rows of an export that look alike were told apart there; the id itself is made anew.
        cells = cells.with_columns(table["record_id"].alias("distinct_id"))
    records = _as_drafts(cells)
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        remarks=_not_read(strange if table.height else [], row=table["source_row"].min()),
        file_columns={given: name for name, given in _GIVEN.items()},
        distinct={_GIVEN.get(name, name): values for name, values in distinct.items() if name not in _CHANGED | days},
    )


def _without_guards(cells: pl.DataFrame, distinct: dict[str, pl.Series]) -> tuple[pl.DataFrame, dict[str, pl.Series]]:
    """Return texts as they were before an export guarded them, and the distinct texts of the columns without any."""
    texts = [cells[name] for name, dtype in cells.schema.items() if dtype == pl.String]
    mended = [by_distinct(values, without_guard, distinct=distinct.get(values.name)) for values in texts]
    changed = [after for before, after in zip(texts, mended, strict=True) if after is not before]
    unchanged = distinct.keys() - {values.name for values in changed}
    return cells.with_columns(changed), {name: values for name, values in distinct.items() if name in unchanged}


def _refuse_misspelt(file: OpenedFile, strange: list[str], names: list[str]) -> None:
    absent = [name for name in RECORD if name not in names and name not in _LEFT_ASIDE]
    for column in strange:
        alike = difflib.get_close_matches(column.lower().replace(" ", "_"), absent, n=1, cutoff=0.8)
        if alike:
            raise ColumnsChanged(f"{file.name}: the column {column!r} is not known; {alike[0]!r} is meant, perhaps.")


def _with_days(cells: pl.DataFrame, distinct: Mapping[str, pl.Series]) -> tuple[pl.DataFrame, frozenset[str]]:
    """Return the table with its days as ISO text, and the columns in which any was written otherwise."""
    given = [cells[name] for name in cells.columns if name in RECORD and RECORD[name].type is Type.DAY]
    parsed = [by_distinct(values, parsed_day, distinct=distinct.get(values.name)) for values in given]
    changed = [after for before, after in zip(given, parsed, strict=True) if after is not before]
    return cells.with_columns(changed), frozenset(values.name for values in changed)


def _as_drafts(cells: pl.DataFrame) -> pl.DataFrame:
    parsed = with_figure(cells.select("figure"), "figure")
    word = cells["quantifier"] if "quantifier" in cells.columns else pl.lit(None, dtype=pl.String)
    high = by_distinct(cells["figure_high"], _whole) if "figure_high" in cells.columns else pl.lit(None, pl.String)
    records = cells.with_columns(
        figure=parsed["figure"],
        quantifier=pl.coalesce(word, parsed["quantifier"]),
        figure_high=pl.coalesce(high, parsed["figure_high"]),
        source=_source(cells),
    )
    if "is_retracted" in cells.columns:
        records = records.with_columns(by_distinct(cells["is_retracted"], lambda text: text.str.to_lowercase()))
    return records.rename({name: given for name, given in _GIVEN.items() if name in records.columns})


def _whole(number: pl.Expr) -> pl.Expr:
    return parsed_figure(number).struct.field("figure")


def _source(cells: pl.DataFrame) -> pl.Expr | pl.Series:
    """Return the source as given, else the publisher's name without case and punctuation."""
    if "source" not in cells.columns:
        return by_distinct(cells["source_name"], source_of)
    if not cells["source"].null_count():
        return cells["source"]
    return pl.coalesce("source", by_distinct(cells["source_name"], source_of))


def _not_read(strange: list[str], *, row: object) -> pl.DataFrame:
    """Tell of each column once, at the first row: a remark belongs to a row that went in."""
    rows = [(row, name, None, "column_not_read", f"The column {name!r} is no column of a record.") for name in strange]
    return pl.DataFrame(rows, schema=PROBLEM_SCHEMA, orient="row")
