"""UNHCR's durable solutions: returns, resettlement and naturalisation as flows of the year. Empty is not reported."""

import polars as pl

from data.readers.dates import first_day_of_year, last_day_of_year
from data.readers.drafts import Drafts
from data.readers.figures import with_figure
from data.readers.opening import OpenedFile
from data.readers.shaping import Aliases, rows_without, table_by_alias, with_constants, with_missing
from data.readers.unhcr_columns import ENDS, RECORD, SOURCE, with_ends
from data.readers.unhcr_population import returned

NAME = "UNHCR solutions"
_ALIASES: Aliases = {
    **ENDS,
    "returned_refugees": ("returned refugees",),
    "resettlement": ("resettlement", "resettlement arrivals"),
    "naturalisation": ("naturalisation", "naturalization"),
    "returned_idps": ("returned idps", "returned idpss"),
}
_NEEDED = (*ENDS, "resettlement", "naturalisation")
COLUMNS = ("year", "coo_iso", "coa_iso", "returned_refugees", "resettlement", "naturalisation", "returned_idps")
OTHER_COLUMNS = (
    ("year", "origin_iso3", "asylum_iso3", "returned_refugees", "resettlement", "naturalisation", "returned_idps"),
)
_MEASURES = {"resettlement": "resettled", "naturalisation": "naturalised"}


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is the table of durable solutions."""
    return table_by_alias(file, _ALIASES, _NEEDED) is not None


def read(file: OpenedFile) -> Drafts:
    """Return the flows of each year as drafts; a return is the same record as in the population table."""
    table = table_by_alias(file, _ALIASES, _NEEDED)
    assert table is not None
    table = with_ends(with_missing(table, _ALIASES))
    parts = [_flow(table, column, measure) for column, measure in _MEASURES.items()]
    parts += [returned(table, group) for group in ("returned_refugees", "returned_idps")]
    records = pl.concat([with_missing(part, RECORD).select(RECORD) for part in parts])
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        silent_rows=rows_without(records, table),
        file_columns={"country_iso3": "asylum", "origin_iso3": "origin", "start_date": "year"},
    )


def _flow(table: pl.DataFrame, column: str, measure: str) -> pl.DataFrame:
    part = with_figure(table, column).filter(pl.col("figure").is_not_null())
    part = part.with_columns(
        population_group=pl.col("group_of_origin"),
        start_date=first_day_of_year(pl.col("year")),
        end_date=last_day_of_year(pl.col("year")),
    )
    return with_constants(part, {"measure": measure, "role": "recommended"})
