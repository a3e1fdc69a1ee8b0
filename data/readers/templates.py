"""Our own templates (``data/templates.py``) as they come back filled in, CSV or XLSX.

A row makes one record per number in it. Where the table is about people who could be harmed, columns and cells that
could name a person refuse the whole file.
"""

import difflib

import polars as pl

from data.errors import ColumnsChanged
from data.events import event_of, events_table
from data.identity import fold_text
from data.places import find_country, find_unit
from data.readers.dates import first_day_of_year, last_day_of_year, parsed_day
from data.readers.drafts import PROBLEM_SCHEMA, Drafts
from data.readers.figures import known, with_figure
from data.readers.opening import OpenedFile
from data.readers.personal import refuse_personal
from data.readers.shaping import problem_rows, source_of, with_constants, with_missing
from data.readers.shelter_lists import SITE_COLUMNS
from data.schema import MEASURES, Kind
from data.templates import TEMPLATES, Template

SOURCE = "templates"
NAME = "our template"
COLUMNS = TEMPLATES["evacuation"].header
OTHER_COLUMNS = tuple(template.header for template in TEMPLATES.values() if template.name != "evacuation")

_RECORD = (
    "source_row", "source", "measure", "figure", "figure_high", "quantifier", "unit", "household_size", "term", "role",
    "population_group", "sex", "age_band", "sector", "occupation", "severity", "organisation_type", "interest",
    "experience_band", "country_iso3", "given_country", "given_admin1_code", "given_admin1_name", "origin_iso3",
    "given_origin_country", "given_origin_admin1_code", "given_origin_admin1_name", "site_id", "provider_place_name",
    "latitude", "longitude", "start_date", "end_date", "date_precision", "event_id", "source_name", "source_url",
    "reported_on", "reliability",
)  # fmt: skip
_SAME = {
    "sex": "sex", "age_band": "age_band", "sector": "sector", "severity": "severity", "organisation_type":
    "organisation_type", "interest": "interest", "population_group": "population_group", "unit": "unit",
    "household_size": "household_size", "source_name": "source_name", "source_url": "source_url",
    "reliability": "reliability", "latitude": "latitude", "longitude": "longitude",
    "years_experience_band": "experience_band", "occupation_group": "occupation",
}  # fmt: skip
_TERMS = ("case_type", "form_of_exploitation", "skill_group", "training")
_LEAVES = ("evacuated", "evacuation_ordered", "new_displacements")
_IN_USE = ("open", "full")
_UNIT_CODE = r"^[A-Z]{2,3}-\w{1,3}$"


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is one of our templates."""
    return _found(file) is not None


def read(file: OpenedFile) -> Drafts:
    """Return the numbers of each row as drafts, and named shelters as rows of ``sites``.

    Raises:
        PersonalData: a protected template has a column or cell that could name a person.
        ColumnsChanged: a column of the template was renamed.
    """
    found = _found(file)
    assert found is not None
    template, table = found
    if template.is_protected:
        texts = [name for name in table.columns if name not in {"source_row", "source_url", *template.figures}]
        refuse_personal(table, name=file.name, texts=texts)
    unread = _unread(file.name, template, table)
    rows = _prepared(table, template)
    sites = rows.filter(pl.col("site_id").is_not_null())
    records = _records(rows, template)
    empty = rows.filter(~pl.col("source_row").is_in(records["source_row"].implode()) & pl.col("site_id").is_null())
    references = {"events": _events(rows), "sites": _sites(sites)}
    return Drafts(
        source="",
        rows_read=rows.height,
        records=records,
        references={name: part for name, part in references.items() if part.height},
        problems=_without_figure(empty, template),
        remarks=_not_read(unread),
        file_columns=_file_columns(template),
    )


def _found(file: OpenedFile) -> tuple[Template, pl.DataFrame] | None:
    for template in TEMPLATES.values():
        table = file.table_with(template.needed)
        if table is not None:
            return template, table
    for grid in file.grids().values():
        header = [str(cell) for cell in grid.row(0)[1:] if cell] if grid.height == 1 else []
        for template in TEMPLATES.values():
            if set(template.needed) <= set(header):
                return template, pl.DataFrame(schema={"source_row": pl.Int64()} | dict.fromkeys(header, pl.String()))
    return None


def _unread(name: str, template: Template, table: pl.DataFrame) -> list[str]:
    strange = [column for column in table.columns if column not in template.header and column != "source_row"]
    absent = [column for column in template.header if column not in table.columns]
    for column in strange:
        alike = difflib.get_close_matches(column.lower().replace(" ", "_"), absent, n=1, cutoff=0.75)
        if alike:
            raise ColumnsChanged(
                f"{name}: the column {alike[0]!r} of the template {template.name} is missing, perhaps renamed to "
                f"{column!r}. Nothing was imported."
            )
    return strange


def _prepared(table: pl.DataFrame, template: Template) -> pl.DataFrame:
    """Return the rows under the record's names, with days, places and event filled in."""
    every = {name for other in TEMPLATES.values() for name in other.header}
    table = table.select("source_row", *(known(pl.col(name)).alias(name) for name in table.columns if name in every))
    table = with_missing(table, every)
    table = table.rename({"country_of_origin": "given_origin_country", "count": "people"})
    names = {old: new for old, new in _SAME.items() if old != new}
    table = table.rename(names).with_columns(
        pl.col(name).str.to_lowercase() for name in ("sex", "unit", "reliability", "interest", "status")
    )
    return _with_days(_with_places(table, template), template).pipe(_with_event)


def _with_places(table: pl.DataFrame, template: Template) -> pl.DataFrame:
    country, origin = pl.col("country"), pl.col("given_origin_country")
    if template.name == "diaspora":
        country, origin = pl.col("country_of_residence"), pl.col("home_country")
    place = pl.col("staying_in") if template.name == "evacuation" else pl.col("parish")
    table = table.with_columns(country_iso3=country).pipe(_with_country)
    own_id = pl.coalesce(
        "shelter_id", fold_text(pl.concat_str("parish", "shelter_name", separator=" ", ignore_nulls=True))
    )
    return table.with_columns(
        given_origin_country=origin,
        given_place=place,
        site_id=pl.when(pl.col("shelter_name").is_not_null()).then(
            pl.col("country_iso3").str.to_lowercase() + pl.lit(":") + own_id
        ),
        source=source_of(pl.col("source_name")),
        term=pl.coalesce(_TERMS),
        population_group=pl.coalesce("population_group", pl.col("answers") + pl.lit(" answers"), _one_severity()),
    )


def _one_severity() -> pl.Expr:
    """Return the severity as a group where it is one alone: 3+ holds 3, 4 and 5, which are never added to it."""
    severity = pl.col("severity")
    return pl.when(~severity.str.ends_with("+")).then(pl.lit("severity ") + severity)


def _with_country(table: pl.DataFrame) -> pl.DataFrame:
    """Turn a country's name into its code; a text that no list knows stays for the check to quote."""
    given = table["country_iso3"].unique().drop_nulls()
    codes = {text: find_country(text, None, others={})[0] or text for text in given}
    return table.with_columns(pl.col("country_iso3").replace_strict(codes, default=None, return_dtype=pl.String))


def _with_days(table: pl.DataFrame, template: Template) -> pl.DataFrame:
    first = pl.coalesce(parsed_day(pl.col("date_from")), parsed_day(pl.col("date")), parsed_day(pl.col("survey_date")))
    last = pl.coalesce(parsed_day(pl.col("date_to")), first)
    is_year = template.name == "trafficking"
    year = pl.col("year")
    return table.with_columns(
        first_day=first_day_of_year(year) if is_year else first,
        last_day=last_day_of_year(year) if is_year else last,
        date_precision=pl.lit("year" if is_year else "day"),
        reported_on=parsed_day(pl.col("reported_on")),
    )


def _with_event(table: pl.DataFrame) -> pl.DataFrame:
    ours = event_of(name=pl.col("event"), year=pl.col("first_day").str.slice(0, 4), country=pl.col("country_iso3"))
    own = pl.lit("own:") + fold_text(pl.col("event")) + pl.lit(" ") + pl.col("first_day").str.slice(0, 4)
    return table.with_columns(event_id=pl.coalesce(ours, own))


def _records(rows: pl.DataFrame, template: Template) -> pl.DataFrame:
    if template.name == "diaspora":
        offers = pl.col("interest").is_not_null()
        parts = [
            _count(rows.filter(~offers), "people", "diaspora"),
            _count(rows.filter(offers), "people", "diaspora_offers"),
        ]
    elif template.name == "shelter":
        parts = _shelter_counts(rows)
    else:
        parts = [_count(rows, column, measure) for column, measure in template.figures.items()]
    return pl.concat(parts).sort("source_row", maintain_order=True)


def _shelter_counts(rows: pl.DataFrame) -> list[pl.DataFrame]:
    """People, shelters and places: the status of a named shelter says whether it is one of those that are open."""
    status = pl.when(pl.col("site_id").is_not_null()).then("status")
    by_status = pl.when(status.is_in(_IN_USE)).then(pl.lit("1")).when(status == "closed").then(pl.lit("0"))
    rows = rows.with_columns(shelters_open=pl.coalesce("shelters_open", by_status))
    usable = rows.filter(pl.col("status").ne_missing("decommissioned"))
    has_storm = pl.col("capacity_storm").is_not_null()
    after = usable.with_columns(role=pl.when(has_storm).then(pl.lit("triangulation")).otherwise(pl.lit("recommended")))
    return [
        _count(rows, "people_in_shelter", "in_shelter"),
        _count(rows, "shelters_open", "shelters_open"),
        _count(usable.with_columns(term=pl.lit("evacuation capacity")), "capacity_storm", "shelter_capacity"),
        _count(after.with_columns(term=pl.lit("post-impact capacity")), "capacity_after", "shelter_capacity"),
    ]


def _count(rows: pl.DataFrame, column: str, measure: str) -> pl.DataFrame:
    """Return one record for each row that has a number in the column; a stock is that of the last day."""
    info = MEASURES[measure]
    leaves = measure in _LEAVES
    part = with_figure(rows, column).filter(pl.col("figure").is_not_null())
    day = pl.col("first_day") if info.kind is Kind.FLOW or measure.startswith("people_") else pl.col("last_day")
    here = None if leaves else pl.col("given_place")
    part = with_missing(part, ("role", "evacuated_from")).with_columns(
        measure=pl.lit(measure),
        role=pl.coalesce("role", pl.lit("recommended")),
        unit=pl.lit("shelter") if info.unit == "shelter" else pl.col("unit").fill_null("person"),
        household_size=pl.when(pl.col("unit") == "household").then("household_size"),
        start_date=day,
        end_date=pl.col("last_day"),
        **_place_columns("given_admin1", here),
        **_place_columns("given_origin_admin1", pl.col("evacuated_from") if leaves else None),
        origin_iso3=pl.when(pl.col("evacuated_from").is_not_null()).then("country_iso3") if leaves else None,
        provider_place_name=pl.when(pl.col("site_id").is_not_null() & pl.col("given_place").is_null()).then(
            "shelter_name"
        ),
    )
    return with_missing(part, _RECORD).select(
        pl.col(name).cast(pl.Int64 if name == "source_row" else pl.String) for name in _RECORD
    )


def _place_columns(prefix: str, text: pl.Expr | None) -> dict[str, pl.Expr]:
    if text is None:
        return {f"{prefix}_code": pl.lit(None, pl.String), f"{prefix}_name": pl.lit(None, pl.String)}
    return {f"{prefix}_code": pl.when(text.str.contains(_UNIT_CODE)).then(text), f"{prefix}_name": text}


def _sites(rows: pl.DataFrame) -> pl.DataFrame:
    is_school = (
        pl.col("is_school")
        .str.to_lowercase()
        .replace_strict({"yes": "true", "true": "true"}, default=None, return_dtype=pl.String)
    )
    sites = rows.with_columns(
        is_school=is_school,
        name=pl.col("shelter_name"),
        provider_place_name=pl.col("parish"),
        list_date=pl.col("first_day"),
    )
    places = rows.select("country_iso3", "parish").unique().drop_nulls()
    codes = [find_unit(country, parish, parish, on=None)[0] for country, parish in places.iter_rows()]
    places = places.with_columns(admin1_code=pl.Series(codes, dtype=pl.String))
    sites = sites.join(places, on=["country_iso3", "parish"], how="left", maintain_order="left")
    constants = {"term_start": None, "list_name": None, "category": None}
    return with_constants(sites, constants).select(SITE_COLUMNS)


def _events(rows: pl.DataFrame) -> pl.DataFrame:
    own = (
        rows.filter(pl.col("event_id").is_not_null())
        .group_by("event_id", maintain_order=True)
        .agg(
            pl.col("source_row").min(),
            pl.col("event").first().alias("name"),
            pl.col("first_day").min().alias("start_date"),
            pl.col("country_iso3").unique().sort().str.join(" ").alias("countries"),
        )
    )
    ours = events_table(own["event_id"]).join(own.select("event_id", "source_row"), on="event_id")
    return pl.concat([ours, own.join(ours, on="event_id", how="anti")], how="diagonal").sort("source_row")


def _without_figure(rows: pl.DataFrame, template: Template) -> pl.DataFrame:
    names = ", ".join(template.figures)
    column = next(iter(template.figures))
    rows = rows.with_columns(pl.lit(None, pl.String).alias(column))
    message = pl.lit(f"there is no number in {names}; leave the row out where nobody counted.")
    return problem_rows(rows, column=column, rule="figure_missing", message=message)


def _not_read(unread: list[str]) -> pl.DataFrame:
    rows = [(1, name, None, "column_not_read", f"The column {name!r} is none of the template's.") for name in unread]
    return pl.DataFrame(rows, schema=PROBLEM_SCHEMA, orient="row")


def _file_columns(template: Template) -> dict[str, str]:
    day = next(name for name in ("date_from", "date", "survey_date", "year") if name in template.header)
    country = "country_of_residence" if template.name == "diaspora" else "country"
    names = {"start_date": day, "country_iso3": country, "figure": next(iter(template.figures))}
    names |= {new: old for old, new in _SAME.items() if new != old}
    origin = "home_country" if template.name == "diaspora" else "country_of_origin"
    return {**names, "origin_iso3": origin, "end_date": "date_to" if "date_to" in template.header else day}
