"""Shelters in the form of FEMA's National Shelter System: CSV, pages of its map service, and its GeoJSON.

Facilities become rows of ``sites``. Two capacities are kept apart: places for short stay during the storm and for
longer stay after it. A list of facilities says nothing about what is open or who is inside: people, open shelters and
capacities become records only where a row says its day (``reporting_period``, ``report_date`` or ``as_of``).
Addresses, telephone numbers and other contacts are not read.
"""

import re
from typing import Any

import polars as pl

from data.places import find_country, find_unit, locate
from data.readers.dates import parsed_day
from data.readers.documents import table_of_rows
from data.readers.drafts import PROBLEM_SCHEMA, Drafts
from data.readers.figures import known, with_figure
from data.readers.opening import OpenedFile
from data.readers.shaping import problem_rows, with_constants, with_missing
from data.readers.shelter_lists import SITE_COLUMNS

SOURCE = "fema_nss"
NAME = "FEMA National Shelter System"
COLUMNS = ("shelter_id", "shelter_name", "evacuation_capacity", "post_impact_capacity", "shelter_status_code")
_DAYS = ("reporting_period", "report_date", "reported_on", "as_of")
_OPTIONAL = (
    *_DAYS, "iso3", "country", "state", "county_parish", "city", "latitude", "longitude", "facility_type",
    "facility_usage_code", "total_population", "incident_name", "org_organization_name",
)  # fmt: skip
_STATUSES = {"OPEN": "open", "CLOSED": "closed", "FULL": "full", "ALERT": "alert", "DECOMMISSIONED": "decommissioned"}
_IN_USE = ("open", "full")
_US_STATE = (
    r"^(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|"
    r"W[AVIY])$"
)
_US_TERRITORIES = {"PR": "PRI", "VI": "VIR", "GU": "GUM", "AS": "ASM", "MP": "MNP"}
_SCHOOL = r"(?i)\b(?:school|college|academy|primary|secondary|kindergarten|university)\b"
_HEAD = 65_536


def recognises(file: OpenedFile) -> bool:
    """Say whether the file has the columns of the National Shelter System."""
    return _table(file) is not None


def read(file: OpenedFile) -> Drafts:
    """Return shelters as rows of ``sites``; people, open shelters and capacity as drafts where the day is told."""
    given = _table(file)
    assert given is not None
    table = _with_place(_prepared(given))
    has_day, status = pl.col("start_date").is_not_null(), pl.col("status")
    strange = table.filter(status.is_null())
    undated = table.filter(~has_day & status.is_in(_IN_USE) & (known(pl.col("total_population")) != "0"))
    good = table.join(pl.concat([strange, undated]).select("source_row"), on="source_row", how="anti")
    homeless = good.filter(pl.col("country_iso3").is_null())
    good = good.filter(pl.col("country_iso3").is_not_null())
    problems = [_unknown_status(strange), _without_day(undated), _nowhere(homeless)]
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=_records(good.filter(has_day)),
        references={"sites": _sites(good)},
        problems=pl.concat(problems),
        remarks=_undated_remark(good.filter(~has_day)),
        file_columns={"start_date": next((name for name in _DAYS if name in given.columns), _DAYS[0])},
    )


def _table(file: OpenedFile) -> pl.DataFrame | None:
    for frame in file.sheets().values():
        frame = _lower(frame)
        if set(COLUMNS) <= set(frame.columns):
            return frame
    if file.kind in {"json", "geo"} and b"shelter_status_code" in file.head(_HEAD).lower():
        return _features(file.document()) if file.head(1) in {b"{", b"\xef", b" ", b"\n"} else None
    return None


def _lower(frame: pl.DataFrame) -> pl.DataFrame:
    names = {name: name.lower() for name in frame.columns}
    return frame.rename(names) if len(set(names.values())) == len(names) else frame


def _features(document: Any) -> pl.DataFrame | None:
    """Return the attributes of a page of the map service or of GeoJSON; the point fills in what the row leaves out."""
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        return None
    frame = _lower(table_of_rows([_attributes(feature) for feature in features]))
    return frame if set(COLUMNS) <= set(frame.columns) else None


def _attributes(feature: dict[str, Any]) -> dict[str, Any]:
    row = feature.get("attributes") or feature.get("properties") or {}
    geometry = feature.get("geometry") or {}
    row = {str(name).lower(): value for name, value in row.items()} if isinstance(row, dict) else {}
    if isinstance(geometry, dict) and row.get("latitude") is None:
        point = geometry.get("coordinates")
        x, y = point[:2] if isinstance(point, list) and len(point) >= 2 else (geometry.get("x"), geometry.get("y"))
        row |= {"longitude": x, "latitude": y}
    return row


def _prepared(table: pl.DataFrame) -> pl.DataFrame:
    table = with_missing(table, _OPTIONAL)
    table = table.select("source_row", *(known(pl.col(name)).alias(name) for name in (*COLUMNS, *_OPTIONAL)))
    status = pl.col("shelter_status_code").str.to_uppercase()
    days = [pl.when(_is_day(name)).then(parsed_day(pl.col(name))) for name in _DAYS]
    return table.with_columns(
        status=status.replace_strict(_STATUSES, default=None, return_dtype=pl.String),
        start_date=pl.coalesce(days),
        site_id=pl.lit("nss:") + pl.col("shelter_id"),
    )


def _is_day(column: str) -> pl.Expr:
    return parsed_day(pl.col(column)).str.contains(r"^\d{4}-\d{2}-\d{2}")


def _with_place(table: pl.DataFrame) -> pl.DataFrame:
    """Country as the row says it, else as its US state, else as its point; the unit by its point, else by its name."""
    pairs = table.select("iso3", "country", "state").unique()
    codes = [_country_of(*pair) for pair in pairs.iter_rows()]
    pairs = pairs.with_columns(country_iso3=pl.Series(codes, dtype=pl.String))
    table = table.join(pairs, on=["iso3", "country", "state"], how="left", nulls_equal=True, maintain_order="left")
    degrees = table.select(pl.col("latitude", "longitude").cast(pl.Float64, strict=False))
    found = locate(degrees["latitude"], degrees["longitude"])
    table = table.with_columns(point_unit=found["code"], point_country=found["country_iso3"])
    table = table.with_columns(country_iso3=pl.coalesce("country_iso3", "point_country"))
    is_same = pl.col("country_iso3") == pl.col("point_country")
    return _with_unit_by_name(table.with_columns(point_unit=pl.when(is_same).then("point_unit")))


def _with_unit_by_name(table: pl.DataFrame) -> pl.DataFrame:
    names = table.select("country_iso3", "county_parish").unique().drop_nulls()
    codes = [find_unit(country, None, name, on=None)[0] for country, name in names.iter_rows()]
    names = names.with_columns(named_unit=pl.Series(codes, dtype=pl.String))
    table = table.join(names, on=["country_iso3", "county_parish"], how="left", maintain_order="left")
    return table.with_columns(admin1_code=pl.coalesce("point_unit", "named_unit"))


def _country_of(iso3: str | None, country: str | None, state: str | None) -> str | None:
    code, trouble = find_country(iso3, country, others={})
    if code or trouble:
        return code or iso3 or country
    name = (state or "").upper()
    return "USA" if re.match(_US_STATE, name) else _US_TERRITORIES.get(name)


def _records(table: pl.DataFrame) -> pl.DataFrame:
    status = pl.col("status")
    is_told = status.is_in([*_IN_USE, "closed"])
    is_after = pl.col("facility_usage_code").str.to_uppercase() == "POST"
    opened = pl.when(status.is_in(_IN_USE)).then(pl.lit("1")).when(status == "closed").then(pl.lit("0"))
    usable = table.filter(status != "decommissioned").with_columns(is_after=is_after.fill_null(value=False))
    beside = pl.when("is_after").then(pl.lit("triangulation")).otherwise(pl.lit("recommended"))
    other = pl.when("is_after").then(pl.lit("recommended")).otherwise(pl.lit("triangulation"))
    recommended = pl.lit("recommended")
    parts = [
        _count(table.filter(is_told), "total_population", ("in_shelter", "person", "sheltered"), recommended),
        _count(table.with_columns(is_open=opened), "is_open", ("shelters_open", "shelter", None), recommended),
        _count(usable, "evacuation_capacity", ("shelter_capacity", "person", "evacuation capacity"), beside),
        _count(usable, "post_impact_capacity", ("shelter_capacity", "person", "post-impact capacity"), other),
    ]
    return pl.concat(parts).sort("source_row", maintain_order=True)


def _count(table: pl.DataFrame, column: str, what: tuple[str, str, str | None], role: pl.Expr) -> pl.DataFrame:
    measure, unit, term = what
    part = with_figure(table, column).filter(pl.col("figure").is_not_null()).with_columns(role=role)
    return with_constants(part, {"measure": measure, "unit": unit, "term": term}).select(
        "source_row", "measure", "figure", "figure_high", "quantifier", "unit", "term", "role", "country_iso3",
        "admin1_code", "site_id", "latitude", "longitude", "start_date", pl.col("start_date").alias("end_date"),
        pl.col("shelter_name").alias("provider_place_name"),
        pl.when(pl.col("admin1_code").is_not_null()).then(pl.lit("exact")).alias("place_match"),
        pl.lit("FEMA National Shelter System").alias("source_name"),
    )  # fmt: skip


def _sites(table: pl.DataFrame) -> pl.DataFrame:
    sites = table.select(
        "source_row", "site_id", "country_iso3", "admin1_code", "latitude", "longitude", "status",
        name=pl.col("shelter_name"),
        provider_place_name=pl.coalesce("county_parish", "city"),
        community=pl.col("city"),
        is_school=pl.when(pl.col("shelter_name").str.contains(_SCHOOL) | pl.col("facility_type").str.contains(_SCHOOL))
        .then(pl.lit("true")),
        capacity_storm=pl.col("evacuation_capacity"),
        capacity_after=pl.col("post_impact_capacity"),
        category=pl.col("facility_type"),
        list_date=pl.col("start_date"),
        list_name=pl.col("incident_name"),
    )  # fmt: skip
    constants = {"term_start": None, "source": SOURCE, "source_name": "FEMA", "source_url": None, "reliability": "high"}
    return with_constants(sites, constants).select(SITE_COLUMNS)


def _unknown_status(rows: pl.DataFrame) -> pl.DataFrame:
    said = pl.coalesce("shelter_status_code", pl.lit("empty"))
    message = pl.format("shelter_status_code is '{}', expected one of {}.", said, pl.lit(", ".join(_STATUSES)))
    return problem_rows(rows, column="shelter_status_code", rule="status_unknown", message=message)


def _without_day(rows: pl.DataFrame) -> pl.DataFrame:
    message = pl.format(
        "total_population is '{}', but no column says of which day: give it in report_date.", "total_population"
    )
    return problem_rows(rows, column="total_population", rule="start_date_missing", message=message)


def _nowhere(rows: pl.DataFrame) -> pl.DataFrame:
    message = pl.format(
        "Shelter '{}' has no country, and its point ({}, {}) lies in none of our states: give iso3.",
        *(pl.col(name).fill_null("not given") for name in ("shelter_name", "latitude", "longitude")),
    )
    return problem_rows(rows, column="iso3", rule="country_missing", message=message)


def _undated_remark(rows: pl.DataFrame) -> pl.DataFrame:
    row = rows["source_row"].min()
    words = f"{rows.height} rows do not say their day: they are listed as shelters, and their capacity is in no figure."
    told = [] if row is None else [(row, None, None, "day_not_given", words)]
    return pl.DataFrame(told, schema=PROBLEM_SCHEMA, orient="row")
