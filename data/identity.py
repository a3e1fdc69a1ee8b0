"""Which record a row is: one record has one id, whatever file brings it and on whatever machine.

The id is a hash of the natural key (``data/schema.py``): what was counted, of whom, where, when and by whom, never the
figure and never the file's own row id. A second hash, ``content``, covers what a later edition may correct.
"""

import duckdb
import polars as pl
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression

from data.schema import NATURAL_KEY
from data.sources import MANY_PUBLISHERS

CONTENT = (
    "figure", "figure_high", "quantifier", "household_size", "role", "reliability", "reported_on", "date_precision",
    "glide", "admin1_code", "admin2_code", "latitude", "longitude", "is_retracted",
)  # fmt: skip
"""What a later edition may correct without making another record."""

NO_END_IN_KEY = frozenset({"idmc_gidd"})
"""Sources that give an event's last day in one format (CSV) and leave it out in another (the workbook)."""

_ORDER = ("figure", "content", "distinct_id", "source_url", "source_row")
"""By what rows that are alike in all else are told apart."""

_SEPARATOR = "\x1f"
_ID_LENGTH = 32
_CONTENT_LENGTH = 16
_SLICE = 100_000
_DECIMALS = 1_000_000
"""Degrees and household sizes enter a hash as whole millionths: how a fraction is written differs between versions."""


def identify(records: pl.DataFrame) -> pl.DataFrame:
    """Return the records with the id of each and a hash of what a revision would change.

    Rows that are alike in all but the figure (Haiti 2012 in GIDD) are told apart by an ordinal in order of figure, so
    that the order of rows in the file does not matter.

    Args:
        records: checked records; columns of the record that are absent count as empty.

    Returns:
        The same rows in the same order with ``record_id`` (32 hex characters) and ``content`` (16).
    """
    if records.is_empty():
        return records.with_columns(record_id=pl.lit(None, pl.String), content=pl.lit(None, pl.String))
    keys = _with_keys(records)
    hashed = _hash(keys)
    ordinals = _ordinals(records, hashed)
    if ordinals.height:
        ids = _hash(keys[ordinals["position"]], ordinals["ordinal"])["record_id"]
        hashed = hashed.with_columns(hashed["record_id"].scatter(ordinals["position"], ids))
    return records.with_columns(hashed)


def _ordinals(records: pl.DataFrame, hashed: pl.DataFrame) -> pl.DataFrame:
    """Return ``position`` and ``ordinal`` of all rows but the first of each id that comes again."""
    prints = hashed["record_id"].hash()  # numbers are compared faster
    rows = records.select(name for name in _ORDER if name in records.columns).with_columns(hashed)
    rows = rows.with_row_index("position")
    rows = rows.clear() if prints.n_unique() == rows.height else rows.filter(prints.is_duplicated())
    return (
        rows.sort("record_id", *(name for name in _ORDER if name in rows.columns), nulls_last=True)
        .select("position", ordinal=pl.int_range(pl.len()).over("record_id"))
        .filter(pl.col("ordinal") > 0)
        .sort("position")
    )


def find_exact_duplicates(records: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that say again, word for word, what an earlier row of the same file said.

    Args:
        records: checked records of one file. A reader whose rows carry ids of their own gives them in ``distinct_id``:
            rows with different ids are different people, however alike they look.

    Returns:
        One row per repeated record: ``source_row`` and ``first_row``, the row that it repeats.
    """
    names = [name for name in records.columns if name not in {"source_row", "record_id", "content", "import_id"}]
    schema = {"source_row": pl.Int64(), "first_row": pl.Int64()}
    if records.is_empty():
        return pl.DataFrame(schema=schema)
    prints = records.select(names).hash_rows(seed=0)
    if prints.n_unique() == records.height:
        return pl.DataFrame(schema=schema)
    alike = records.filter(prints.is_duplicated())
    first = alike.sort("source_row").with_columns(first_row=pl.col("source_row").first().over(names))
    again = first.filter(pl.col("source_row") != pl.col("first_row"))
    return again.select("source_row", "first_row").unique().sort("source_row")


def fold_text(text: pl.Expr) -> pl.Expr:
    """Return a text without case, accents and punctuation: how names enter an identity, the same for ever."""
    bare = text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return bare.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()


def _with_keys(records: pl.DataFrame) -> pl.DataFrame:
    names = set(records.columns)
    derived: list[pl.Expr] = []
    if "source_name" in names:
        cited = pl.col("source").is_in(MANY_PUBLISHERS)
        derived.append(pl.when(cited).then(_fold_distinct(records, "source_name")).alias("source_key"))
    place = [
        _fold_distinct(records, name) for name in ("provider_place_name", "admin2_code", "admin1_code") if name in names
    ]
    if place:
        derived.append(pl.coalesce(place).alias("place_key"))
    if "end_date" in names:
        # A stock is often given with its day in both columns by one file and in one column by another.
        is_told_apart = (pl.col("end_date") != pl.col("start_date")) & ~pl.col("source").is_in(NO_END_IN_KEY)
        derived.append(pl.when(is_told_apart).then("end_date"))
    if "is_retracted" in names:
        derived.append(pl.when("is_retracted").then("is_retracted"))
    for name in ("latitude", "longitude", "household_size"):
        if name in names:
            derived.append((pl.col(name) * _DECIMALS).round().cast(pl.Int64))
    return records.with_columns(derived)


def _fold_distinct(records: pl.DataFrame, name: str) -> pl.Expr:
    distinct = records.select(pl.col(name).unique().drop_nulls())
    if distinct.is_empty():
        return pl.lit(None, pl.String)
    folded = distinct.with_columns(fold_text(pl.col(name)).alias("folded"))
    empty_stays_itself = pl.when(pl.col("folded") == "").then(name).otherwise("folded")
    folded = folded.select(name, empty_stays_itself.alias("folded"))
    return pl.col(name).replace_strict(folded[name], folded["folded"], default=None, return_dtype=pl.String)


def _hash(keyed: pl.DataFrame, ordinals: pl.Series | None = None) -> pl.DataFrame:
    wanted = {*NATURAL_KEY, *CONTENT, "ordinal"}
    needed = keyed.select(name for name in keyed.columns if name in wanted)
    if ordinals is not None:
        needed = needed.with_columns(ordinal=ordinals)
    needed = needed.select(name for name in needed.columns if needed[name].null_count() < needed.height)
    parts = {name: _labelled(needed[name]) for name in needed.columns}
    key = [parts[name] for name in (*NATURAL_KEY, "ordinal") if name in parts]
    content = [parts[name] for name in CONTENT if name in parts]
    # In slices, so that several cores hash and no second copy of all is needed; the rows keep their order.
    slices = (batch for part in needed.iter_slices(_SLICE) for batch in part.to_arrow().to_batches())
    with duckdb.connect() as connection:
        rows = connection.from_arrow(pa.RecordBatchReader.from_batches(needed.clear().to_arrow().schema, slices))
        hashed = rows.select(
            _digest(key, _ID_LENGTH).alias("record_id"), _digest(content, _CONTENT_LENGTH).alias("content")
        )
        table = pl.from_arrow(hashed.to_arrow_table())
    assert isinstance(table, pl.DataFrame)
    return table


def _labelled(values: pl.Series) -> Expression | str:
    """Return ``name=value``, nothing where the value is missing: a new column leaves older ids alone."""
    label = f"{values.name}="
    if values.dtype == pl.String and values[0] is not None and (values == values[0]).all(ignore_nulls=False):
        return label + str(values[0])
    value = ColumnExpression(values.name)
    text = value if values.dtype == pl.String else value.cast("VARCHAR")
    return FunctionExpression("||", ConstantExpression(label), text)


def _digest(parts: list[Expression | str], length: int) -> Expression:
    text = FunctionExpression("concat_ws", ConstantExpression(_SEPARATOR), *_with_constants_joined(parts))
    return FunctionExpression("left", FunctionExpression("sha256", text), ConstantExpression(length))


def _with_constants_joined(parts: list[Expression | str]) -> list[Expression]:
    joined: list[Expression] = []
    constants: list[str] = []
    for part in [*parts, None]:
        if isinstance(part, str):
            constants.append(part)
            continue
        if constants:
            joined.append(ConstantExpression(_SEPARATOR.join(constants)))
            constants = []
        if part is not None:
            joined.append(part)
    return joined or [ConstantExpression("")]
