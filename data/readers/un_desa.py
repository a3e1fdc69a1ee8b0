"""UN DESA's international migrant stock: people living in one country and born in, or citizens of, another.

A stock at mid-year, every five years; pairs without migrants are absent, not zero. The country is where they live.
"""

import polars as pl

from data.errors import ColumnsChanged
from data.readers.dates import middle_of_year
from data.readers.drafts import Drafts
from data.readers.figures import known, with_figure
from data.readers.opening import OpenedFile
from data.readers.shaping import fold_header, rows_without, with_constants

SOURCE = "un_desa"
NAME = "UN DESA migrant stock"
COLUMNS = ("origin_iso3", "destination_iso3", "year", "total", "male", "female")
_SEX = {"total": None, "female": "female", "male": "male"}
_ENDS = ("country_iso3", "origin_iso3", "given_country", "given_origin_country")
_CODE_OF_DESTINATION, _CODE_OF_ORIGIN = "location code of destination", "location code of origin"
_SEX_OF_HEADING = (("both sexes", None), ("female", "female"), ("male", "male"))
_FIRST_REGION = 900
_TITLE_ROWS = 30
_YEAR_DIGITS = 4
_CHANNEL_ISLANDS = {"830": "CHI"}
"""UN DESA's own code for what ISO 3166 splits into Guernsey and Jersey."""

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
    """Say whether the file is the table of migrants by origin and destination, long or as UN DESA's workbook."""
    return file.table_with(COLUMNS) is not None or _find_sheet(file) is not None


def read(file: OpenedFile) -> Drafts:
    """Return the total of each pair and its parts by sex as drafts.

    Regions and groups of countries, which the workbook has as rows too, are sums of the others and make no record.

    Raises:
        ColumnsChanged: the workbook does not say which years are of which sex.
    """
    table = file.table_with(COLUMNS)
    if table is not None:
        table = table.with_columns(
            country_iso3=known(pl.col("destination_iso3")), origin_iso3=known(pl.col("origin_iso3"))
        )
        parts = [
            with_constants(with_figure(table, column), {"sex": sex}).with_columns(
                start_date=middle_of_year(pl.col("year"))
            )
            for column, sex in _SEX.items()
        ]
    else:
        table, parts = _read_workbook(file)
    counted = pl.concat(parts, how="diagonal").filter(pl.col("figure").is_not_null())
    ends = [name for name in _ENDS if name in counted.columns]
    records = with_constants(counted, _CONSTANTS).select(
        "source_row", "figure", "figure_high", "quantifier", "sex", *ends, "start_date",
        pl.col("start_date").alias("end_date"), *_CONSTANTS,
    )  # fmt: skip
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        silent_rows=rows_without(records, table),
        file_columns={"country_iso3": "destination_iso3", "start_date": "year"},
    )


def _find_sheet(file: OpenedFile) -> tuple[pl.DataFrame, int] | None:
    """Return the sheet of the workbook and the position of its header, which stands below a title."""
    for grid in file.grids().values():
        for position, row in enumerate(grid.head(_TITLE_ROWS).iter_rows()):
            if {_CODE_OF_DESTINATION, _CODE_OF_ORIGIN} <= {fold_header(cell) for cell in row[1:] if cell}:
                return grid, position
    return None


def _read_workbook(file: OpenedFile) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    found = _find_sheet(file)
    assert found is not None
    grid, position = found
    header = {
        fold_header(cell or ""): name
        for name, cell in grid.row(position, named=True).items()
        if cell is not None and name != "source_row"
    }
    table = grid.slice(position + 1).filter(pl.col(header[_CODE_OF_DESTINATION]).is_not_null())
    ends = {"given_country": header[_CODE_OF_DESTINATION], "given_origin_country": header[_CODE_OF_ORIGIN]}
    codes = table.with_columns(known(pl.col(column)).str.zfill(3).alias(name) for name, column in ends.items())
    is_country = pl.all_horizontal(pl.col(name).cast(pl.Int64, strict=False) < _FIRST_REGION for name in ends)
    pairs = codes.filter(is_country).with_columns(pl.col(name).replace(_CHANNEL_ISLANDS) for name in ends)
    parts = [
        with_constants(with_figure(pairs, column), {"sex": sex, "start_date": f"{year}-07-01"}).select(
            "source_row", "figure", "figure_high", "quantifier", "sex", "start_date", *ends
        )
        for column, year, sex in _year_columns(grid, position, name=file.name)
    ]
    return table, parts


def _year_columns(grid: pl.DataFrame, position: int, *, name: str) -> list[tuple[str, str, str | None]]:
    """Return each column of figures with its year and sex, which stands above the years."""
    years = grid.row(position, named=True)
    headings = grid.slice(max(position - 1, 0), 1).row(0, named=True) if position else {}
    columns: list[tuple[str, str, str | None]] = []
    sex: str | None = ""
    for column, cell in years.items():
        heading = fold_header(headings.get(column) or "") if column != "source_row" else ""
        sex = next((meaning for word, meaning in _SEX_OF_HEADING if word in heading), sex)
        year = str(cell or "").removesuffix(".0")
        if column != "source_row" and len(year) == _YEAR_DIGITS and year.isdigit():
            columns.append((column, year, sex))
    if not columns or any(sex == "" for _, _, sex in columns):
        raise ColumnsChanged(f"{name}: the row above the years does not say both sexes, male and female.")
    return columns
