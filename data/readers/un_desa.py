"""UN DESA's international migrant stock: people living in one country and born in, or citizens of, another.

A stock at mid-year, every five years; pairs without migrants are absent, not zero. The country is where they live.
"""

import polars as pl

from data.readers.dates import middle_of_year
from data.readers.drafts import Drafts
from data.readers.figures import known, with_figure
from data.readers.opening import OpenedFile
from data.readers.shaping import rows_without, with_constants

SOURCE = "un_desa"
NAME = "UN DESA migrant stock"
COLUMNS = ("origin_iso3", "destination_iso3", "year", "total", "male", "female")
_SEX = {"total": None, "female": "female", "male": "male"}
_CONSTANTS = {
    "measure": "migrants",
    "unit": "person",
    "role": "recommended",
    "date_precision": "year",
    "source_name": "UN DESA",
    "source_url": "https://www.un.org/development/desa/pd/content/international-migrant-stock",
    "licence": "CC BY 3.0 IGO",
}


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is the long table of migrants by origin and destination."""
    return file.table_with(COLUMNS) is not None


def read(file: OpenedFile) -> Drafts:
    """Return the total of each pair and its parts by sex as drafts."""
    table = file.table_with(COLUMNS)
    assert table is not None
    day = middle_of_year(pl.col("year"))
    ends = table.with_columns(
        country_iso3=known(pl.col("destination_iso3")), origin_iso3=known(pl.col("origin_iso3")), start_date=day
    )
    parts = [with_constants(with_figure(ends, column), {"sex": sex}) for column, sex in _SEX.items()]
    counted = pl.concat(parts).filter(pl.col("figure").is_not_null())
    records = with_constants(counted, _CONSTANTS).select(
        "source_row", "figure", "figure_high", "quantifier", "sex", "country_iso3", "origin_iso3", "start_date",
        pl.col("start_date").alias("end_date"), *_CONSTANTS,
    )  # fmt: skip
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        silent_rows=rows_without(records, table),
        file_columns={"country_iso3": "destination_iso3", "start_date": "year"},
    )
