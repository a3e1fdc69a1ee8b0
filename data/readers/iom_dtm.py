"""IOM's Displacement Tracking Matrix: people displaced inside their country, by operation, round and unit.

Taken as answers of the API (version 3, level 0, 1 or 2; https://dtmapi.iom.int), as the export of HDX with all levels
and a row of HXL tags, and as the list of operations. A unit has several rows in a round, one per origin, reason and
assessment type; they are kept apart and added inside the round by the counting. Men and women are parts of a row, and
need not add up to it. A table without any level may be an excerpt of a round (HDX's data for charts is): every row of
it goes back, so that it never passes for a total. Reasons are taken with a capital letter: ``conflict`` and
``Conflict`` are one.
"""

import difflib

import polars as pl

from data.errors import ColumnsChanged
from data.readers.dates import parsed_day
from data.readers.drafts import Drafts
from data.readers.figures import known, with_figure
from data.readers.hdx_tables import NOT_GIVEN, table_without_tags
from data.readers.opening import OpenedFile
from data.readers.shaping import problem_rows, rows_without, with_constants, with_missing

SOURCE = "iom_dtm"
NAME = "IOM DTM"
COLUMNS = (
    "operation", "admin0Name", "admin0Pcode", "numPresentIdpInd", "reportingDate", "roundNumber", "displacementReason",
    "numberMales", "numberFemales", "idpOriginAdmin1Name", "idpOriginAdmin1Pcode", "assessmentType",
)  # fmt: skip
_OPERATIONS = ("operation", "operationStatus", "admin0Name", "admin0Pcode")
OTHER_COLUMNS = (_OPERATIONS,)

_UNITS = ("admin1Name", "admin1Pcode", "admin2Name", "admin2Pcode")
_OPTIONAL = (*_UNITS, "adminLevel")
_NOT_READ = ("id", "yearReportingDate", "monthReportingDate", "operationStatus", "source_row")
_PARTS = {"numPresentIdpInd": None, "numberMales": "male", "numberFemales": "female"}
_EVENTS = {
    ("BHS", "Bahamas (the) - Hurricane Dorian Response"): "dorian-2019",
    ("GRD", "Hurricane Beryl"): "beryl-2024",
    ("HTI", "Earthquake (August-2021)"): "haiti-earthquake-2021",
    ("HTI", "Haiti Earthquake"): "haiti-earthquake-2010",
    ("HTI", "Hurricane Matthew"): "matthew-2016",
    ("VCT", "Hurricane Beryl"): "beryl-2024",
}
"""Events of ours by country and operation: an operation goes on for years after its event."""

_CONSTANTS = {
    "measure": "idps",
    "unit": "person",
    "role": "recommended",
    "date_precision": "day",
    "source_name": "IOM DTM",
    "source_url": "https://dtm.iom.int",
    "licence": "IOM DTM terms: non-commercial, credit DTM",
}


def recognises(file: OpenedFile) -> bool:
    """Say whether the file holds counts of a round or the list of operations."""
    return file.table_with(COLUMNS) is not None or _operation_list(file) is not None


def read(file: OpenedFile) -> Drafts:
    """Return the counts, or the list of operations as rows of the table ``operations``.

    Raises:
        ColumnsChanged: a column of units is absent and a strange one of a like name stands there.
    """
    table = table_without_tags(file, COLUMNS)
    if table is None:
        return _read_operations(file)
    _check_units(file, table)
    if file.kind != "json" and not {"adminLevel", "admin1Name"} & set(table.columns):
        return _excerpt(table)
    table = _with_level(with_missing(table, _OPTIONAL))
    unknown = table.filter(~pl.col("level").is_in(["0", "1", "2"]))
    message = pl.format("Row {}: adminLevel is '{}', expected 0, 1 or 2.", "source_row", "adminLevel")
    problems = problem_rows(unknown, column="adminLevel", rule="level_unknown", message=message)
    records = _records(table.join(unknown, on="source_row", how="anti"))
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        problems=problems,
        silent_rows=rows_without(records, table) - frozenset(problems["source_row"]),
        file_columns={
            "figure": "numPresentIdpInd",
            "country_iso3": "admin0Pcode",
            "start_date": "reportingDate",
            "reporting_round": "roundNumber",
            "assessment_type": "assessmentType",
        },
    )


def _operation_list(file: OpenedFile) -> pl.DataFrame | None:
    """Return the list of operations; a table of counts that lost a column is none."""
    table = table_without_tags(file, _OPERATIONS)
    is_list = table is not None and set(table.columns) <= {*_OPERATIONS, "source_row", "id"}
    return table if is_list else None


def _read_operations(file: OpenedFile) -> Drafts:
    table = _operation_list(file)
    assert table is not None
    rows = table.select(
        "source_row",
        known(pl.col("admin0Pcode")).alias("country_iso3"),
        known(pl.col("operation")).alias("name"),
        known(pl.col("operationStatus")).str.to_lowercase().alias("status"),
    )
    message = pl.format("Row {}: an operation needs a country and a name.", "source_row")
    nameless = rows.filter(pl.col("name").is_null() | pl.col("country_iso3").is_null())
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=pl.DataFrame(schema={"source_row": pl.Int64()}),
        references={"operations": rows.join(nameless, on="source_row", how="anti")},
        problems=problem_rows(nameless, column="name", rule="operation_unnamed", message=message),
    )


def _check_units(file: OpenedFile, table: pl.DataFrame) -> None:
    absent = [name for name in _UNITS if name not in table.columns]
    strange = [name for name in table.columns if name not in {*COLUMNS, *_OPTIONAL, *_NOT_READ}]
    for column in strange:
        alike = difflib.get_close_matches(column, absent, n=1, cutoff=0.75)
        if alike:
            raise ColumnsChanged(
                f"{file.name}: the column {alike[0]!r} is missing, perhaps renamed to {column!r}. Nothing was imported."
            )


def _excerpt(table: pl.DataFrame) -> Drafts:
    """Return every row as a problem: nothing in the table says that a round is whole."""
    words = (
        "Row {}: the file names neither level nor unit, so it may be an excerpt of a round (as HDX's data for charts "
        "is) and would pass for the total. Take the full export or the API's answer."
    )
    problems = problem_rows(table, column="adminLevel", rule="excerpt", message=pl.format(words, "source_row"))
    empty = pl.DataFrame(schema={"source_row": pl.Int64()})
    return Drafts(SOURCE, table.height, empty, problems=problems)


def _with_level(table: pl.DataFrame) -> pl.DataFrame:
    """Say of each row its level: as the export says, else by the columns of the API's answer."""
    given = table["adminLevel"].null_count() < table.height
    by_columns = "2" if _has(table, "admin2Name") else "1" if _has(table, "admin1Name") else "0"
    level = known(pl.col("adminLevel")) if given else pl.lit(by_columns)
    return table.with_columns(level=level.fill_null(""))


def _has(table: pl.DataFrame, column: str) -> bool:
    return table[column].null_count() < table.height


def _records(table: pl.DataFrame) -> pl.DataFrame:
    level = pl.col("level")
    unit = {name: known(pl.col(name)) for name in _UNITS}
    shared = table.with_columns(
        country_iso3=known(pl.col("admin0Pcode")),
        given_country=known(pl.col("admin0Name")),
        given_admin1_code=pl.when(level != "0").then(unit["admin1Pcode"]),
        given_admin1_name=_name(unit["admin1Name"], unit["admin1Pcode"], is_due=level == "1", may_stand=level != "0"),
        given_admin2_code=pl.when(level == "2").then(unit["admin2Pcode"]),
        given_admin2_name=_name(unit["admin2Name"], unit["admin2Pcode"], is_due=level == "2", may_stand=level == "2"),
        given_origin_admin1_code=known(pl.col("idpOriginAdmin1Pcode")),
        given_origin_admin1_name=known(pl.col("idpOriginAdmin1Name")),
        start_date=parsed_day(pl.col("reportingDate")),
        reporting_round=known(pl.col("roundNumber")),
        reason=_with_capital(known(pl.col("displacementReason"))),
        assessment_type=known(pl.col("assessmentType")),
        operation=known(pl.col("operation")),
        event_id=_event(),
    )
    parts = [with_constants(with_figure(shared, column), {"sex": sex}) for column, sex in _PARTS.items()]
    counted = pl.concat(parts).filter(pl.col("figure").is_not_null())
    return with_constants(counted, _CONSTANTS).select(
        "source_row", "figure", "figure_high", "quantifier", "sex", "country_iso3", "given_country",
        "given_admin1_code", "given_admin1_name", "given_admin2_code", "given_admin2_name",
        "given_origin_admin1_code", "given_origin_admin1_name", "start_date", "reporting_round", "reason",
        "assessment_type", "operation", "event_id", *_CONSTANTS,
    )  # fmt: skip


def _name(name: pl.Expr, code: pl.Expr, *, is_due: pl.Expr, may_stand: pl.Expr) -> pl.Expr:
    """Return a unit's name; a row of its level that names none keeps a place that nobody knows."""
    nameless = is_due & name.is_null() & code.is_null()
    return pl.when(nameless).then(pl.lit(NOT_GIVEN)).when(may_stand).then(name)


def _with_capital(text: pl.Expr) -> pl.Expr:
    return text.str.slice(0, 1).str.to_uppercase() + text.str.slice(1)


def _event() -> pl.Expr:
    found = pl.lit(None, dtype=pl.String)
    for (country, operation), event_id in _EVENTS.items():
        applies = (pl.col("admin0Pcode") == country) & (pl.col("operation") == operation)
        found = pl.when(applies).then(pl.lit(event_id)).otherwise(found)
    return found
