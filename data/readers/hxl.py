"""Any table with HXL tags, as CSV or workbook: the tags say which column is which, the headings do not matter.

The tags stand in one of the first 25 rows; what stands above them is no data. Who published the figures must be in the
table (``#meta+source``), or be named at the import: without it the rows go back. Where a row counts people and their
households, the people are taken. Columns whose tag is not understood are named in the remarks. Tables whose format is
known by its headings (DTM, HAPI, IPC) are read by their own reader.
"""

import polars as pl

from data.places import our_countries
from data.readers.dates import first_day_of_year, last_day_of_year, parsed_day
from data.readers.drafts import PROBLEM_SCHEMA, Drafts, no_problems
from data.readers.figures import known, with_figure
from data.readers.hdx_tables import is_tag_row, tag_row_of
from data.readers.hxl_tags import Count, count_of, parse_tag, text_of
from data.readers.opening import OpenedFile
from data.readers.shaping import problem_rows, rows_without, with_constants, with_missing
from data.schema import MEASURES, Kind

SOURCE = "hxl"
NAME = "table with HXL tags"
IS_GENERIC = True
COLUMNS: tuple[str, ...] = ()

_DAYS = ("start_date", "reported", "survey", "year", "end_date")
_PLACES = ("given_admin1_code", "given_admin1_name", "given_admin2_code", "given_admin2_name")
_ORIGINS = ("given_origin_country", "origin_iso3", "given_origin_admin1_code", "given_origin_admin1_name")
_OTHERS = (
    "country_iso3", "given_country", "place", "latitude", "longitude", "operation", "reporting_round", "reason",
    "sector", "glide", "assessment_type", "source_name",
)  # fmt: skip
_TEXTS = (*_DAYS, *_PLACES, *_ORIGINS, *_OTHERS)
_DRAFT = (
    *_PLACES, *_ORIGINS, *(name for name in _OTHERS if name != "place"), "provider_place_name", "start_date",
    "end_date", "date_precision",
)  # fmt: skip
_TOTALS = ("all", "total", "intersectoral")
_ROUND = r"(?i)^(?:round|r)?\s*(\d+)$"


def recognises(file: OpenedFile) -> bool:
    """Say whether a table of the file has a row of tags and a column that counts people."""
    return _tagged(file) is not None


def read(file: OpenedFile) -> Drafts:
    """Return one draft per row and column that counts people."""
    found = _tagged(file)
    assert found is not None
    table, tags = found
    counts = {column: count for column, text in tags.items() if (count := _count(text)) is not None}
    texts, second = _texts(tags)
    shared = with_missing(table.rename({column: name for name, column in texts.items()}), _TEXTS)
    shared = _with_days(shared.with_columns(known(pl.col(name)).alias(name) for name in _TEXTS))
    problems = _rows_without_unit(shared)
    good = shared.join(problems, on="source_row", how="anti")
    parts = [_counted(good, column, count) for column, count in counts.items()]
    records = _people_before_households(pl.concat(parts))
    unread = [column for column in tags if column not in {*counts, *texts.values()} or column in second]
    return Drafts(
        source="",
        rows_read=table.height,
        records=records,
        problems=problems,
        silent_rows=rows_without(records, good),
        file_columns={name: texts[name] for name in texts if name in {"country_iso3", "sector", "operation"}},
        remarks=_not_read(unread, tags),
    )


def _tagged(file: OpenedFile) -> tuple[pl.DataFrame, dict[str, str]] | None:
    """Return the rows of data of the first tagged table, columns by number, and the tag of each tagged column."""
    for frame in file.sheets().values() if file.kind in {"csv", "xlsx"} else ():
        names = [name for name in frame.columns if name != "source_row"]
        cells: list[str | None]
        if is_tag_row(names):
            cells, row = list(names), 0
        elif (tag_row := tag_row_of(frame)) is not None:
            cells, row = list(frame.filter(pl.col("source_row") == tag_row).row(0)[1:]), tag_row
        else:
            continue
        columns = [f"column {position}" for position in range(1, len(names) + 1)]
        tags = {column: cell.strip() for column, cell in zip(columns, cells, strict=True) if cell and parse_tag(cell)}
        data = frame.filter(pl.col("source_row") > row).rename(dict(zip(names, columns, strict=True)))
        if any(_count(tag) is not None for tag in tags.values()):
            return data, tags
    return None


def _count(text: str) -> Count | None:
    tag = parse_tag(text)
    return None if tag is None else count_of(tag)


def _texts(tags: dict[str, str]) -> tuple[dict[str, str], set[str]]:
    """Return for each column of a draft the column that fills it, and those left aside because one came before."""
    found: dict[str, str] = {}
    second = set()
    for column, text in tags.items():
        tag = parse_tag(text)
        name = None if tag is None or count_of(tag) is not None else text_of(tag)
        if name is not None and name in found:
            second.add(column)
        elif name is not None:
            found[name] = column
    return found, second


def _with_days(table: pl.DataFrame) -> pl.DataFrame:
    """Return the days; a year alone is the whole year for a movement and its last day for a count."""
    year = last_day_of_year(pl.col("year"))
    day = pl.coalesce(parsed_day(pl.col(name)) for name in ("start_date", "reported", "survey"))
    return table.with_columns(
        start_date=pl.coalesce(day, year),
        end_date=parsed_day(pl.col("end_date")),
        date_precision=pl.when(day.is_null() & year.is_not_null()).then(pl.lit("year")).otherwise(pl.lit("day")),
    )


def _rows_without_unit(table: pl.DataFrame) -> pl.DataFrame:
    """Return a problem for each row that names no unit where others do: a total or a remainder, nobody can tell."""
    deepest = next((level for level in ("admin2", "admin1") if _has_any(table, *_of_level(level))), None)
    if deepest is None:
        return no_problems()
    code, name = _of_level(deepest)
    is_ours = pl.col("country_iso3").is_null() | pl.col("country_iso3").is_in(our_countries())
    bare = table.filter(pl.col(code).is_null() & pl.col(name).is_null() & pl.col("place").is_null() & is_ours)
    words = (
        "Row {}: names no unit although other rows do; a total and people of unknown place cannot be told apart. "
        "Leave totals out, and write 'not known' where the place is not known."
    )
    return problem_rows(bare, column=name, rule="unit_missing", message=pl.format(words, "source_row"))


def _of_level(level: str) -> tuple[str, str]:
    return f"given_{level}_code", f"given_{level}_name"


def _has_any(table: pl.DataFrame, *columns: str) -> bool:
    return any(table[column].null_count() < table.height for column in columns)


def _counted(table: pl.DataFrame, column: str, count: Count) -> pl.DataFrame:
    values = {
        "measure": count.measure, "unit": count.unit, "sex": count.sex, "age_band": count.age_band,
        "hazard": count.hazard,
    }  # fmt: skip
    is_flow = MEASURES[count.measure].kind is Kind.FLOW
    is_year = pl.col("date_precision") == "year"
    sector = pl.col("sector")
    part = with_figure(table, column).filter(pl.col("figure").is_not_null())
    part = part.with_columns(
        start_date=pl.when(is_year).then(first_day_of_year(pl.col("year"))).otherwise("start_date")
        if is_flow
        else pl.col("start_date"),
        end_date=pl.coalesce("end_date", pl.when(is_year).then(last_day_of_year(pl.col("year")))),
        sector=pl.when(~sector.str.to_lowercase().is_in(_TOTALS)).then(sector),
        reporting_round=pl.coalesce(pl.col("reporting_round").str.extract(_ROUND, 1), "reporting_round"),
        provider_place_name=pl.col("place"),
    )
    return with_constants(part, values).select("source_row", "figure", "figure_high", "quantifier", *values, *_DRAFT)


def _people_before_households(records: pl.DataFrame) -> pl.DataFrame:
    """Return the records without households where the row counts the same people one by one."""
    has_people = (pl.col("unit") == "person").any().over("source_row", "measure", "sex", "age_band", "hazard")
    return records.filter((pl.col("unit") == "person") | ~has_people).sort("source_row", maintain_order=True)


def _not_read(columns: list[str], tags: dict[str, str]) -> pl.DataFrame:
    words = "The tag {!r} is not read: it does not say for certain what is counted."
    rows = [(1, tags[column], None, "column_not_read", words.format(tags[column])) for column in columns]
    return pl.DataFrame(rows, schema=PROBLEM_SCHEMA, orient="row")
