"""Drafts become records: every rule is asked of every row, and a row with any fault is returned whole with all of them.

A row goes in whole or not at all. What a file leaves to be understood is filled in here, in one place: the quantifier
is exact, the role recommended, the unit that of the measure, the precision a day, the terms those of the source.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from data.distinct import distinct_values
from data.errors import RecordsInvalid
from data.faults import distinct_texts, filled_columns, find_broken_values, find_faults, with_types
from data.identity import find_exact_duplicates, fold_text
from data.places import our_countries
from data.placing import HELPERS, resolve_countries, with_missing
from data.readers.drafts import Drafts
from data.rules import typed
from data.schema import MEASURES, RECORD_COLUMNS, RECORD_SCHEMA, STORE_COLUMNS, Type
from data.sources import SOURCES

CHECKED_COLUMNS = tuple(name for name in RECORD_SCHEMA if name not in STORE_COLUMNS or name == "is_retracted")
"""Columns of every checked record; those that a reader left in ``HELPERS`` follow."""

ROWS_SCHEMA: dict[str, pl.DataType] = {"source_row": pl.Int64(), "fate": pl.String()}
ACCEPTED, QUARANTINED, OUTSIDE = "accepted", "quarantined", "outside"

_DEFAULTS = {"quantifier": "exact", "role": "recommended", "date_precision": "day"}
_RESOLVED = frozenset({"source", "country_iso3", "origin_iso3"})
"""Columns that no longer hold what the reader gave once countries are resolved."""

_POSITIONS = ("latitude", "longitude", "country_iso3")


@dataclass(frozen=True, eq=False)
class Checked:
    """What a file holds after the checks.

    Attributes:
        records: good records with their types (``CHECKED_COLUMNS``) and the helper columns of the reader.
        problems: everything that is wrong with the rows in quarantine (``PROBLEM_SCHEMA``).
        remarks: what the reader set aside in rows that went in.
        references: rows of reference tables that go in.
        rows: one row per row of the file: ``source_row`` and ``fate`` (accepted, with or without a record; quarantined;
            outside, when neither its country nor its origin is one of our states).
    """

    records: pl.DataFrame
    problems: pl.DataFrame
    remarks: pl.DataFrame
    rows: pl.DataFrame
    references: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    def count(self, fate: str) -> int:
        """Return the number of source rows with a fate."""
        return int((self.rows["fate"] == fate).sum())


def check_drafts(
    drafts: Drafts, *, today: date, file_name: str = "", silent_places: pl.DataFrame | None = None
) -> Checked:
    """Return the good records of a file and everything that is wrong with the others.

    Args:
        drafts: what a reader made of the file.
        today: later days are in the future.
        file_name: for messages.
        silent_places: countries of the rows that report nothing (``source_row``, ``country_iso3``, ``origin_iso3`` as
            the file has them), where they are known: those abroad are outside the region.

    Raises:
        RecordsInvalid: the reader lost rows: those it handed on are not as many as it read.
    """
    frame = _prepared(drafts)
    frame = _without_rows(frame, drafts.problems["source_row"])
    frame, outside = _split_outside(frame)
    distinct = distinct_texts(frame, {n: values for n, values in drafts.distinct.items() if n not in _RESOLVED})
    frame = with_types(frame, distinct)
    problems = [
        _named(drafts.problems, file_name),
        find_faults(frame, distinct, today=today, names=drafts.file_columns, file_name=file_name),
    ]
    frame = _without_rows(frame, problems[-1]["source_row"])
    records = _finished(frame)
    repeated = _exact_duplicates(records, file_name)
    records = _without_rows(records, repeated["source_row"])
    references = {name: _text(table) for name, table in drafts.references.items()}
    faults = [_reference_faults(table, file_name) for table in references.values()]
    found = pl.concat([*problems, repeated, *faults])
    if silent_places is not None:
        outside = pl.concat([outside, _split_outside(resolve_countries(_text(silent_places)))[1]])
    rows = _fates(drafts, frame=records, problems=found, outside=outside, references=references)
    fates = rows.filter(fate=ACCEPTED)["source_row"]
    return Checked(
        records=records,
        problems=found.sort("source_row", nulls_last=True, maintain_order=True),
        remarks=_named(drafts.remarks, file_name).filter(pl.col("source_row").is_in(fates.implode())),
        rows=rows,
        references={name: _kept(name, table, records, fates) for name, table in references.items()},
    )


def _named(problems: pl.DataFrame, file_name: str) -> pl.DataFrame:
    """Put file and row in front of what a reader says of a row."""
    if not file_name:
        return problems
    said = pl.col("message").str.replace(r"^Row \d+[: ]+", "")
    row = pl.col("source_row").cast(pl.String)
    where = pl.when(row.is_null()).then(pl.lit(file_name)).otherwise(pl.format("{}, row {}", pl.lit(file_name), row))
    return problems.with_columns(message=pl.format("{}: {}", where, said))


def _prepared(drafts: Drafts) -> pl.DataFrame:
    """Trimmed text, blanks missing, the source filled in, countries resolved."""
    given = [name for name in STORE_COLUMNS if name != "is_retracted" and name in drafts.records.columns]
    frame = _text(drafts.records.drop(given), is_clean=drafts.distinct)
    frame = with_missing(frame, tuple(name for name in CHECKED_COLUMNS if name != "source_row"))
    source = [pl.col("source"), pl.lit(drafts.source or None, pl.String)]
    if not drafts.source and frame["source"].null_count():
        source.append(fold_text(pl.col("source_name")))
    return resolve_countries(frame.with_columns(source=pl.coalesce(source)))


def _text(frame: pl.DataFrame, *, is_clean: Container[str] = ()) -> pl.DataFrame:
    if "source_row" not in frame.columns:
        frame = frame.with_columns(source_row=pl.lit(None, pl.Int64))
    texts = [name for name in frame.columns if name != "source_row"]
    frame = frame.with_columns(pl.col("source_row").cast(pl.Int64), pl.col(texts).cast(pl.String))
    distinct = distinct_values(frame, (name for name in texts if name not in is_clean))
    unclean = [name for name, values in distinct.items() if _is_unclean(values)]
    stripped = [pl.col(name).str.strip_chars() for name in unclean]
    return frame.with_columns(pl.when(text != "").then(text) for text in stripped)


def _is_unclean(values: pl.Series) -> bool:
    bare = values.str.strip_chars()
    return bool((bare != values).any() or (bare == "").any())


def _split_outside(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    ours = our_countries()
    is_ours = pl.col("country_iso3").is_in(ours) | pl.col("origin_iso3").is_in(ours)
    is_certain = pl.col("country_iso3").is_not_null() & pl.col("origin_trouble").is_null()
    outside = frame.select(outside=is_certain & ~is_ours.fill_null(value=False))["outside"]
    if not outside.any():
        return frame, pl.Series("source_row", [], dtype=pl.Int64)
    inside = frame.filter(~outside)
    rows = frame["source_row"].filter(outside).unique()
    return inside, rows.filter(~rows.is_in(inside["source_row"].implode()))


def _without_rows(frame: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    if rows.is_empty():
        return frame
    return frame.filter(~pl.col("source_row").is_in(rows.drop_nulls().unique().implode()))


def _finished(frame: pl.DataFrame) -> pl.DataFrame:
    """Types, defaults and the terms of the source."""
    unit = {name: measure.unit for name, measure in MEASURES.items()}
    sensitivity = {name: measure.sensitivity.value for name, measure in MEASURES.items()}
    filled = [pl.col(name).fill_null(value) for name, value in _DEFAULTS.items()]
    filled += [pl.col("unit").fill_null(pl.col("measure").replace_strict(unit, default=None, return_dtype=pl.String))]
    filled += [pl.col("measure").replace_strict(sensitivity, return_dtype=pl.String).alias("sensitivity")]
    for column, values in (
        ("source_name", {name: source.publisher for name, source in SOURCES.items()}),
        ("source_url", {name: source.address for name, source in SOURCES.items() if source.address}),
        ("licence", {name: source.licence for name, source in SOURCES.items()}),
    ):
        if frame[column].null_count():
            known = pl.col("source").replace_strict(values, default=None, return_dtype=pl.String)
            filled.append(pl.col(column).fill_null(known))
    types = {column.name: column.type for column in RECORD_COLUMNS}
    cast = [
        typed(name).alias(name) for name in CHECKED_COLUMNS if name != "source_row" and types[name] is not Type.TEXT
    ]
    filled_in = filled_columns(frame)
    helpers = [name for name in HELPERS if name in filled_in]
    done = frame.with_columns(filled + cast).with_columns(pl.col("is_retracted").fill_null(value=False))
    return done.select(*CHECKED_COLUMNS, *helpers)


def _exact_duplicates(records: pl.DataFrame, file_name: str) -> pl.DataFrame:
    filled = filled_columns(records)
    names = [name for name in records.columns if name in filled and name != "source_row"]
    repeated = find_exact_duplicates(records.select("source_row", *names))
    where = f"{file_name}, row" if file_name else "Row"
    words = pl.format("{} {}: says the same again as row {}.", pl.lit(where), "source_row", "first_row")
    return repeated.select(
        "source_row",
        pl.lit(None, pl.String).alias("column"),
        pl.lit(None, pl.String).alias("value"),
        pl.lit("exact_duplicate").alias("rule"),
        words.alias("message"),
    )


def _reference_faults(table: pl.DataFrame, file_name: str) -> pl.DataFrame:
    names = {name: name for name in _POSITIONS if name in table.columns}
    positions = table.select("source_row", *names)
    return find_broken_values(positions, distinct_texts(positions), names=names, file_name=file_name)


def _fates(
    drafts: Drafts,
    *,
    frame: pl.DataFrame,
    problems: pl.DataFrame,
    outside: pl.Series,
    references: Mapping[str, pl.DataFrame],
) -> pl.DataFrame:
    """Say of each row of the file what became of it: quarantined goes before a record, a record before outside."""
    quarantined = problems["source_row"].drop_nulls()
    silent = pl.Series(list(drafts.silent_rows), dtype=pl.Int64)
    abroad = [_rows_abroad(table) for table in references.values()]
    accepted = [frame["source_row"], silent, *(table["source_row"].drop_nulls() for table in references.values())]
    parts = [(quarantined, QUARANTINED), (frame["source_row"], ACCEPTED), (outside, OUTSIDE)]
    parts += [(rows, OUTSIDE) for rows in abroad]
    parts += [(rows, ACCEPTED) for rows in accepted[1:]]
    tables = [pl.DataFrame({"source_row": rows.cast(pl.Int64)}).with_columns(fate=pl.lit(fate)) for rows, fate in parts]
    rows = _first_fates([table for table in tables if table.height])
    if rows.height != drafts.rows_read:
        raise RecordsInvalid(
            f"the reader of {drafts.source or 'a table'} read {drafts.rows_read:,} rows, but handed on {rows.height:,}."
        )
    return rows


def _first_fates(tables: list[pl.DataFrame]) -> pl.DataFrame:
    """Return one row per source row, in their order, with the first fate that the tables tell of it."""
    if len(tables) == 1 and (tables[0]["source_row"].diff().drop_nulls() > 0).all():
        return tables[0]
    found = pl.concat([pl.DataFrame(schema=ROWS_SCHEMA), *tables])
    return found.unique("source_row", keep="first", maintain_order=True).sort("source_row")


def _rows_abroad(table: pl.DataFrame) -> pl.Series:
    if "country_iso3" not in table.columns:
        return pl.Series("source_row", [], dtype=pl.Int64)
    country = pl.col("country_iso3")
    return table.filter(country.is_not_null() & ~country.is_in(our_countries()))["source_row"]


def _kept(name: str, table: pl.DataFrame, records: pl.DataFrame, accepted: pl.Series) -> pl.DataFrame:
    """Rows of a reference table that go in; an event stays while any record of the file is about it."""
    keeps = pl.col("source_row").is_null() | pl.col("source_row").is_in(accepted.implode())
    if name == "events":
        keeps |= pl.col("event_id").is_in(records["event_id"].drop_nulls().unique().implode())
    return table.filter(keeps)
