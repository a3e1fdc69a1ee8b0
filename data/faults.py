"""Every fault of a table of drafts, found with the rules of ``data/rules.py`` and told in an officer's words."""

from collections.abc import Mapping
from datetime import date
from itertools import compress

import polars as pl

from data.distinct import distinct_values
from data.placing import with_missing
from data.readers.drafts import PROBLEM_SCHEMA, no_problems
from data.rules import TYPED, VALUE_RULES, RowRule, ValueRule, as_type, row_rules
from data.schema import RECORD_COLUMNS, Type

_QUOTED = {"country_iso3": "country_text", "origin_iso3": "origin_text"}
_LONGEST_QUOTE = 200
_HELPERS_IN_RULES = ("given_country", "given_origin_country", "given_admin1_code", "given_admin2_code")


def find_faults(
    frame: pl.DataFrame,
    distinct: Mapping[str, pl.Series],
    *,
    today: date,
    names: Mapping[str, str],
    file_name: str,
) -> pl.DataFrame:
    """Return every fault of the drafts, as problems; a row may have several.

    Args:
        frame: drafts as text with their countries resolved and their types (``with_types``).
        distinct: the distinct texts of each text column that holds any.
        today: later days are in the future.
        names: name of each column in the file, where it differs.
        file_name: for messages.
    """
    frame = with_missing(frame, _HELPERS_IN_RULES)
    filled = filled_columns(frame)
    faults = [find_broken_values(frame, distinct, names=names, file_name=file_name)]
    rules = [rule for rule in row_rules(today) if filled.issuperset(rule.needs)]
    is_broken = frame.select(rule.is_broken.any().alias(str(number)) for number, rule in enumerate(rules)).row(0)
    for rule in compress(rules, is_broken):
        broken = frame.select(broken=rule.is_broken)["broken"]
        if broken.len() == frame.height:
            faults.append(_problems(frame.filter(broken), rule, rule.expected, names, file_name))
    return pl.concat(faults)


def filled_columns(frame: pl.DataFrame) -> frozenset[str]:
    """Return the columns that hold something."""
    missing = frame.null_count().row(0, named=True)
    return frozenset(name for name, count in missing.items() if count < frame.height)


def distinct_texts(frame: pl.DataFrame, known: Mapping[str, pl.Series] | None = None) -> dict[str, pl.Series]:
    """Return the distinct texts of each text column that holds any; those of ``known`` are taken as they are."""
    filled, found = filled_columns(frame), known or {}
    texts = [name for name, type_ in frame.schema.items() if type_ == pl.String and name in filled]
    others = distinct_values(frame, (name for name in texts if name not in found))
    return {name: found[name] if name in found else others[name] for name in texts}


def with_types(frame: pl.DataFrame, distinct: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Return drafts with a typed twin of each column that is no text (``TYPED``); missing where the text is none."""
    typed = []
    for column in RECORD_COLUMNS:
        if column.type is not Type.TEXT and column.name != "source_row":
            texts = distinct.get(column.name, pl.Series(dtype=pl.String)).to_frame("text")
            values = texts.select(as_type(pl.col("text"), column.type).alias("text")).to_series()
            found = pl.lit(None, values.dtype)
            if values.len():
                cell = pl.col(column.name)
                found = cell.replace_strict(texts["text"], values, default=None, return_dtype=values.dtype)
            typed.append(found.alias(TYPED.format(column.name)))
    return frame.with_columns(typed)


def find_broken_values(
    frame: pl.DataFrame, distinct: Mapping[str, pl.Series], *, names: Mapping[str, str], file_name: str
) -> pl.DataFrame:
    """Return the cells whose text cannot stand in their column, as problems."""
    faults = [no_problems()]
    for rule in VALUE_RULES:
        for column in rule.columns:
            if column not in distinct:
                continue
            values = distinct[column].to_frame("value")
            broken = values.filter(rule.is_broken(pl.col("value")))["value"]
            if not broken.is_empty():
                rows = frame.filter(pl.col(column).is_in(broken.implode()))
                faults.append(_problems(rows, rule, pl.lit(rule.expected), names, file_name, column))
    return pl.concat(faults)


def _problems(
    rows: pl.DataFrame,
    rule: ValueRule | RowRule,
    expected: pl.Expr,
    names: Mapping[str, str],
    file_name: str,
    column: str = "",
) -> pl.DataFrame:
    column = column or (rule.column if isinstance(rule, RowRule) else "")
    title = names.get(column, column)
    quoted = _QUOTED.get(column, column)
    value = pl.col(quoted if quoted in rows.columns else column).str.slice(0, _LONGEST_QUOTE)
    where = pl.lit(f"{file_name}, row" if file_name else "Row")
    said = pl.when(value.is_null()).then(pl.lit("is empty")).otherwise(pl.format("is '{}'", value))
    message = pl.format("{} {}: {} {}, {}.", where, "source_row", pl.lit(title), said, expected)
    table = rows.select(
        "source_row",
        pl.lit(title).alias("column"),
        value.alias("value"),
        pl.lit(rule.code).alias("rule"),
        message.alias("message"),
    )
    return table.unique(maintain_order=True).cast(pl.Schema(PROBLEM_SCHEMA))
