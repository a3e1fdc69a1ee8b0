"""HDX HAPI's affected people (https://hapi.humdata.org): displaced people, refugees, returnees and needs.

Taken as CSV (with a byte order mark and a row of HXL tags) and as JSON of the API. What HAPI holds comes from others
(IOM's DTM, UNHCR, humanitarian plans) and is a source of its own, never added to theirs. ``all`` in sex and age is the
total; men, women and age bands are its parts. Rows that HAPI marks with an error go back.
"""

import polars as pl

from data.places import our_countries
from data.readers.dates import parsed_day
from data.readers.drafts import PROBLEM_SCHEMA, Drafts
from data.readers.figures import known, with_figure
from data.readers.hdx_tables import rows_with_errors, table_without_tags, with_given_units
from data.readers.needs_tables import read_needs
from data.readers.opening import OpenedFile
from data.readers.shaping import problem_rows, rows_without, with_constants, with_missing

SOURCE = "hdx_hapi"
NAME = "HDX HAPI"
_PERIOD = ("population", "reference_period_start", "reference_period_end")
COLUMNS = (
    "location_code", "admin1_code", "admin2_code", "operation", "assessment_type", "reporting_round", *_PERIOD,
)  # fmt: skip
_REFUGEES = (
    "origin_location_code", "asylum_location_code", "population_group", "gender", "age_range", *_PERIOD,
)  # fmt: skip
_NEEDS = ("location_code", "admin1_code", "admin2_code", "sector_code", "population_status", *_PERIOD)
OTHER_COLUMNS = (_REFUGEES, _NEEDS)

_SEXES = {"f": "female", "m": "male", "x": "other", "o": "other", "u": "unknown"}
_STOCKS = {
    "REF": ("refugees", None),
    "ROC": ("refugees", "ROC"),
    "ASY": ("asylum_seekers", None),
    "OIP": ("others_in_need_of_protection", None),
    "IDP": ("idps", None),
    "IOC": ("idps", "IOC"),
    "STA": ("stateless", None),
    "OOC": ("others_of_concern", None),
    "HST": ("host_community", None),
}
_FLOWS = {
    "RET": ("returned", "returned_refugees"),
    "RDP": ("returned", "returned_idps"),
    "RST": ("resettled", None),
    "NAT": ("naturalised", None),
}
_GROUPS = {**_STOCKS, **_FLOWS}
_CONSTANTS = {
    "unit": "person",
    "role": "recommended",
    "source_name": "HDX HAPI (OCHA)",
    "source_url": "https://hapi.humdata.org",
    "licence": "CC BY-IGO",
}
_GIVEN = ("given_admin1_code", "given_admin1_name", "given_admin2_code", "given_admin2_name")


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is one of the four tables."""
    return any(file.table_with(columns) is not None for columns in (COLUMNS, _REFUGEES, _NEEDS))


def read(file: OpenedFile) -> Drafts:
    """Return the rows of the table as drafts."""
    if (table := table_without_tags(file, COLUMNS)) is not None:
        return _read_idps(table)
    if (table := table_without_tags(file, _REFUGEES)) is not None:
        return _read_groups(table)
    table = table_without_tags(file, _NEEDS)
    assert table is not None
    return _read_needs(table)


def _read_idps(table: pl.DataFrame) -> Drafts:
    problems = rows_with_errors(table, country="location_code")
    good = with_given_units(table.join(problems, on="source_row", how="anti"))
    records = with_constants(_counted(good), {"measure": "idps", "date_precision": "day", **_CONSTANTS}).select(
        "source_row", "measure", "figure", "figure_high", "quantifier",
        known(pl.col("location_code")).alias("country_iso3"), *_GIVEN, "start_date", "end_date", "date_precision",
        known(pl.col("reporting_round")).alias("reporting_round"), known(pl.col("operation")).alias("operation"),
        known(pl.col("assessment_type")).alias("assessment_type"), *_CONSTANTS,
    )  # fmt: skip
    return _drafts(table, records, problems, country="location_code")


def _counted(table: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with a number, and the days of their period."""
    return with_figure(table, "population").filter(pl.col("figure").is_not_null()).with_columns(
        start_date=parsed_day(pl.col("reference_period_start")), end_date=parsed_day(pl.col("reference_period_end"))
    )  # fmt: skip


def _read_groups(table: pl.DataFrame) -> Drafts:
    """Return refugees and returnees: year-end stocks in the country of asylum, and flows of the year."""
    group = pl.col("population_group").str.to_uppercase()
    table = with_missing(table, ("error",)).with_columns(group=group)
    strange = table.filter(~group.is_in(list(_GROUPS)).fill_null(value=False) & _is_about_us())
    words = pl.format(
        "Row {}: population_group is '{}'; expected one group of people, {}.",
        "source_row", pl.col("population_group").fill_null(""), pl.lit(", ".join(_GROUPS)),
    )  # fmt: skip
    problems = [
        rows_with_errors(table, country="asylum_location_code"),
        problem_rows(strange, column="population_group", rule="group_unknown", message=words),
    ]
    refused = pl.concat(problems)
    good = table.join(refused, on="source_row", how="anti")
    parts = [_group(good, code) for code in _GROUPS]
    return _drafts(table, pl.concat(parts), refused, country="asylum_location_code")


def _is_about_us() -> pl.Expr:
    ends = (pl.col("origin_location_code"), pl.col("asylum_location_code"))
    return pl.any_horizontal(end.is_in(our_countries()) for end in ends)


def _group(table: pl.DataFrame, code: str) -> pl.DataFrame:
    measure, name = _GROUPS[code]
    is_flow = code in _FLOWS
    origin, asylum = (known(pl.col(f"{end}_location_code")) for end in ("origin", "asylum"))
    goes_home = measure == "returned"
    country, other = (origin, asylum) if goes_home else (asylum, origin)
    hides_origin = measure == "idps" or goes_home
    sex, age = known(pl.col("gender")).str.to_lowercase(), known(pl.col("age_range"))
    part = _counted(table.filter(pl.col("group") == code)).with_columns(
        country_iso3=country,
        origin_iso3=pl.when(other != country).then(other) if hides_origin else other,
        start_date="start_date" if is_flow else "end_date",
        sex=pl.when(sex != "all").then(sex.replace(_SEXES)),
        age_band=pl.when(age.str.to_lowercase() != "all").then(age),
    )
    constants: dict[str, str | None] = {
        "measure": measure, "population_group": name, "date_precision": "year", **_CONSTANTS,
    }  # fmt: skip
    return with_constants(part, constants).select(
        "source_row", "measure", "population_group", "figure", "figure_high", "quantifier", "country_iso3",
        "origin_iso3", "sex", "age_band", "start_date", "end_date", "date_precision", *_CONSTANTS,
    )  # fmt: skip


def _read_needs(table: pl.DataFrame) -> Drafts:
    """Return needs by sector, status and category."""
    problems = rows_with_errors(table, country="location_code")
    good = with_given_units(table.join(problems, on="source_row", how="anti")).with_columns(
        country_iso3=known(pl.col("location_code")),
        sector=known(pl.col("sector_code")),
        start_date=parsed_day(pl.col("reference_period_start")),
        end_date=parsed_day(pl.col("reference_period_end")),
        date_precision=pl.lit("day"),
    )
    status = known(pl.col("population_status")).str.to_uppercase().alias("status")
    needs = read_needs(good.with_columns(status), {"population": None})
    refused = pl.concat([problems, needs.problems])
    provenance = {name: value for name, value in _CONSTANTS.items() if name not in {"role", "unit"}}
    records = with_constants(needs.records, provenance)
    return _drafts(table, records, refused, country="location_code")


def _drafts(table: pl.DataFrame, records: pl.DataFrame, problems: pl.DataFrame, *, country: str) -> Drafts:
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        problems=problems.match_to_schema(PROBLEM_SCHEMA),
        silent_rows=rows_without(records, table) - frozenset(problems["source_row"]),
        file_columns={
            "figure": "population",
            "country_iso3": country,
            "start_date": "reference_period_start",
            "end_date": "reference_period_end",
        },
    )
