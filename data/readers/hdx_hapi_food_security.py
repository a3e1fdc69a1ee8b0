"""HDX HAPI's food security table (https://hapi.humdata.org): IPC's figures by phase, as HAPI gives them.

The phases are read as in ``data/readers/ipc.py``. HAPI is a source of its own, never added to IPC's tables. Rows that
HAPI marks with an error (an earlier analysis of the same period) go back.
"""

import polars as pl

from data.readers.drafts import Drafts
from data.readers.hdx_tables import rows_with_errors, table_without_tags, with_given_units
from data.readers.ipc import phase_records, unknown_phases
from data.readers.opening import OpenedFile
from data.readers.shaping import rows_without, with_constants

SOURCE = "hdx_hapi"
NAME = "HDX HAPI food security"
COLUMNS = (
    "location_code", "admin1_code", "admin2_code", "ipc_phase", "ipc_type", "population_in_phase",
    "reference_period_start", "reference_period_end",
)  # fmt: skip
_NAMES = {
    "location_code": "country",
    "ipc_phase": "phase",
    "ipc_type": "period",
    "population_in_phase": "number",
    "reference_period_start": "from",
    "reference_period_end": "to",
}


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is the table of food security."""
    return file.table_with(COLUMNS) is not None


def read(file: OpenedFile) -> Drafts:
    """Return people by phase as drafts."""
    table = table_without_tags(file, COLUMNS)
    assert table is not None
    named = with_given_units(table).rename(_NAMES).with_columns(analysed=pl.lit(None, dtype=pl.String))
    problems = pl.concat([rows_with_errors(named, country="country"), unknown_phases(named)])
    records = phase_records(named.join(problems, on="source_row", how="anti")).drop("analysed")
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=with_constants(records, {"source_name": "HDX HAPI (OCHA)"}),
        problems=problems,
        silent_rows=rows_without(records, table) - frozenset(problems["source_row"]),
        file_columns={"country_iso3": "location_code", "figure": "population_in_phase", **_DAYS},
    )


_DAYS = {"start_date": "reference_period_start", "end_date": "reference_period_end"}
