"""Records as CSV, plain and with HXL tags; no text in them runs as a formula, and numbers stay numbers."""

from typing import Any

import polars as pl

from data.exports.descriptor import Written, field_of
from data.exports.hxl import tagged
from data.exports.listing import Listing, column_of
from data.formulas import safe_cell

_MARK = "\ufeff"
"""Before a CSV, so that a spreadsheet reads its accents."""


def csv_bytes(listing: Listing) -> bytes:
    """Return the records as CSV under the names of their columns: the file can be imported again."""
    return (_MARK + written(listing.table).write_csv()).encode()


def hxl_file(listing: Listing) -> Written:
    """Return the records as CSV with a row of HXL tags under the header, and its columns with their tags."""
    table, tags = tagged(listing.table, listing.question.measure)
    # The tags start with a sign that no spreadsheet runs, and tools look for them letter by letter.
    header, rows = written(table).write_csv().split("\n", 1)
    tag_line = pl.DataFrame([list(tags)], orient="row").write_csv(include_header=False)
    fields = [_field(name, tag) for name, tag in zip(table.columns, tags, strict=True)]
    return Written((_MARK + header + "\n" + tag_line + rows).encode(), fields)


def _field(name: str, tag: str) -> dict[str, Any]:
    is_figure = name.startswith("figure") and name != "figure high"
    field = (
        {"name": name, "type": "integer"} if is_figure else field_of(column_of(name.replace(" ", "_"))) | {"name": name}
    )
    return field | {"hxl": tag}


def written(table: pl.DataFrame) -> pl.DataFrame:
    """Return a table with its texts guarded against running, moments as ISO text."""
    moments = pl.selectors.datetime().dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    texts = table.with_columns(moments).select(
        pl.col(name).map_elements(safe_cell, return_dtype=pl.String) if dtype == pl.String else pl.col(name)
        for name, dtype in table.with_columns(moments).schema.items()
    )
    return texts.rename({name: safe_cell(name) for name in texts.columns})
