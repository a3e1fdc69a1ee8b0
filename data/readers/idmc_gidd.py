"""IDMC's Global Internal Displacement Database: disasters by event, and conflict by country and year.

Taken as CSV (HDX and our extract), pages of the API and sheets of the export workbook; one row makes one record
whatever brings it. ``new_displacement`` is a flow of the year, ``total_displacement`` the stock at its end. The
yearly disaster totals of the country tables are the sum of the events and stand beside them as triangulation, never
added.
"""

import polars as pl

from data.events import event_of, events_table, idmc_event_id
from data.readers.dates import first_day_of_year, last_day_of_year, parsed_day
from data.readers.drafts import PROBLEM_SCHEMA, Drafts
from data.readers.figures import known, with_figure
from data.readers.opening import OpenedFile

SOURCE = "idmc_gidd"
NAME = "IDMC GIDD"
COLUMNS = (
    "iso3", "year", "start_date", "start_date_accuracy", "end_date", "event_name", "hazard_category_name",
    "hazard_type_name", "new_displacement", "total_displacement",
)  # fmt: skip
_CONFLICT = ("iso3", "country_name", "year", "new_displacement", "total_displacement")
_YEARLY = (
    "iso3", "year", "conflict_new_displacement", "conflict_total_displacement", "disaster_new_displacement",
    "disaster_total_displacement",
)  # fmt: skip
_EVENT_SHEET = {
    "ISO3": "iso3", "Country / Territory": "country_name", "Year": "year", "Event Name": "event_name",
    "Date of Event (start)": "start_date", "Disaster Internal Displacements (Raw)": "new_displacement",
    "Hazard Type": "hazard_type_name", "Event Codes (Code:Type)": "event_codes",
}  # fmt: skip
_YEAR_SHEET = {
    "ISO3": "iso3", "Name": "country_name", "Year": "year",
    "Conflict Stock Displacement (Raw)": "conflict_total_displacement",
    "Conflict Internal Displacements (Raw)": "conflict_new_displacement",
    "Disaster Internal Displacements (Raw)": "disaster_new_displacement",
    "Disaster Stock Displacement (Raw)": "disaster_total_displacement",
}  # fmt: skip
OTHER_COLUMNS = (tuple(_EVENT_SHEET), tuple(_YEAR_SHEET), _YEARLY)

_PUBLISHER = "IDMC"
_ADDRESS = "https://www.internal-displacement.org/database"
_LICENCE = "CC BY-IGO (HDX); CC BY-NC 4.0 (export)"
_GLIDE = r"\b[A-Z]{2}-\d{4}-\d{6}-[A-Z]{3}\b"
_OPTIONAL = ("country_name", "start_date_accuracy", "end_date", "total_displacement", "event_codes", "glide_numbers")


def recognises(file: OpenedFile) -> bool:
    """Say whether the file holds one of the tables of the database."""
    return _events(file) is not None or _yearly(file) is not None


def read(file: OpenedFile) -> Drafts:
    """Return the flows and stocks of the database as drafts.

    An event that ends before it starts is accepted with its end unknown, and flagged in the remarks.
    """
    events, yearly = _events(file), _yearly(file)
    parts = [_event_drafts(events)] if events is not None else []
    parts += [_yearly_drafts(yearly)] if yearly is not None else []
    tables = [table for table in (events, yearly) if table is not None]
    silent = frozenset(row for table in tables for row in table["source_row"])
    records = pl.concat(parts, how="diagonal")
    return Drafts(
        source=SOURCE,
        rows_read=sum(table.height for table in tables),
        records=records,
        references={} if events is None else {"events": _event_rows(events)},
        silent_rows=silent - frozenset(records["source_row"]),
        remarks=_reversed_events(events),
        file_columns={"country_iso3": "iso3", "event_id": "event_name", "hazard": "hazard_type_name"},
    )


def _events(file: OpenedFile) -> pl.DataFrame | None:
    table = file.table_with(COLUMNS)
    if table is None and (sheet := file.table_with(_EVENT_SHEET)) is not None:
        table = sheet.select("source_row", *_EVENT_SHEET).rename(_EVENT_SHEET)
    if table is None:
        return None
    missing = [pl.lit(None, dtype=pl.String).alias(name) for name in _OPTIONAL if name not in table.columns]
    return _with_event(table.with_columns(missing))


def _yearly(file: OpenedFile) -> pl.DataFrame | None:
    """Return the country table with a column for cause and kind; the plain one holds conflict only."""
    if (table := file.table_with(_YEARLY)) is not None:
        return table
    if (sheet := file.table_with(_YEAR_SHEET)) is not None:
        return sheet.select("source_row", *_YEAR_SHEET).rename(_YEAR_SHEET)
    table = file.table_with(_CONFLICT)
    if table is None or "event_name" in table.columns:
        return None
    names = {"new_displacement": "conflict_new_displacement", "total_displacement": "conflict_total_displacement"}
    return table.rename(names)


def _with_event(table: pl.DataFrame) -> pl.DataFrame:
    """Add the days as ISO text, the GLIDE numbers and the event's id."""
    start, name = parsed_day(pl.col("start_date")), pl.col("event_name")
    codes = pl.concat_str([pl.col("event_codes"), pl.col("glide_numbers")], separator=";", ignore_nulls=True)
    own_id = idmc_event_id(name=name, start_date=pl.col("start_date"))
    return table.with_columns(
        start_date=start,
        end_date=parsed_day(pl.col("end_date")),
        glide=_or_missing(codes.str.extract_all(_GLIDE).list.unique(maintain_order=True).list.join(";")),
    ).with_columns(
        event_id=pl.coalesce(event_of(name=name, year=pl.col("year"), country=pl.col("iso3")), own_id),
    )


def _or_missing(text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.len_chars() > 0).then(text)


def _is_reversed() -> pl.Expr:
    return (pl.col("end_date") < pl.col("start_date")).fill_null(value=False)


def _event_drafts(events: pl.DataFrame) -> pl.DataFrame:
    day_one, last_day = first_day_of_year(pl.col("year")), last_day_of_year(pl.col("year"))
    end = pl.when(~_is_reversed()).then(pl.col("end_date"))
    start = pl.col("start_date")
    is_outside = (start > last_day) | (pl.coalesce(end, start) < day_one)
    accuracy = known(pl.col("start_date_accuracy")).str.to_lowercase()
    flows = with_figure(events, "new_displacement").with_columns(
        measure=pl.lit("new_displacements"),
        start_date=pl.when(is_outside).then(day_one).otherwise(pl.max_horizontal(start, day_one)),
        end_date=pl.when(is_outside).then(last_day).when(end.is_not_null()).then(pl.min_horizontal(end, last_day)),
        date_precision=pl.when(is_outside).then(pl.lit("year")).otherwise(accuracy),
    )
    stocks = with_figure(events, "total_displacement").with_columns(
        measure=pl.lit("idps"), start_date=last_day, end_date=last_day, date_precision=pl.lit("year")
    )
    both = pl.concat([flows, stocks], how="diagonal").filter(pl.col("figure").is_not_null())
    return _record(both.with_columns(hazard=pl.col("hazard_type_name"), role=pl.lit("recommended"), term=None))


def _yearly_drafts(yearly: pl.DataFrame) -> pl.DataFrame:
    day_one, last_day = first_day_of_year(pl.col("year")), last_day_of_year(pl.col("year"))
    parts = []
    for hazard, role, term in (("conflict", "recommended", None), ("disaster", "triangulation", "yearly total")):
        for kind, measure, start in (("new", "new_displacements", day_one), ("total", "idps", last_day)):
            column = f"{hazard}_{kind}_displacement"
            if column in yearly.columns:
                part = with_figure(yearly, column).filter(pl.col("figure").is_not_null())
                names = {"measure": measure, "hazard": hazard, "role": role, "date_precision": "year"}
                part = part.with_columns(pl.lit(value).alias(key) for key, value in names.items())
                term_text = pl.lit(term, dtype=pl.String).alias("term")
                parts.append(part.with_columns(term_text, start_date=start, end_date=last_day))
    return _record(pl.concat(parts, how="diagonal"))


def _record(frame: pl.DataFrame) -> pl.DataFrame:
    optional = [name for name in ("event_id", "glide") if name in frame.columns]
    return frame.select(
        "source_row", "measure", "figure", "figure_high", "quantifier", "role", pl.col("term").cast(pl.String),
        "start_date", "end_date", "date_precision", "hazard", *optional,
        pl.col("iso3").alias("country_iso3"),
        pl.lit(_PUBLISHER).alias("source_name"), pl.lit(_ADDRESS).alias("source_url"),
        pl.lit(_LICENCE).alias("licence"), pl.lit("person").alias("unit"),
    )  # fmt: skip


def _event_rows(events: pl.DataFrame) -> pl.DataFrame:
    """Return one row per event of the table, ours by our own words, IDMC's by theirs."""
    own = events.group_by("event_id", maintain_order=True).agg(
        pl.col("source_row").min(),
        pl.col("event_name").first().alias("name"),
        pl.col("hazard_type_name").first().alias("hazard"),
        pl.col("glide").drop_nulls().first(),
        pl.col("start_date").min(),
        pl.col("end_date").filter(~_is_reversed()).max(),
        pl.col("iso3").unique().sort().str.join(" ").alias("countries"),
    )
    ours = events_table(own["event_id"])
    ours = ours.join(own.select("event_id", "source_row"), on="event_id")
    return pl.concat([ours, own.join(ours, on="event_id", how="anti")], how="diagonal").sort("source_row")


def _reversed_events(events: pl.DataFrame | None) -> pl.DataFrame:
    if events is None:
        return pl.DataFrame(schema=PROBLEM_SCHEMA)
    return events.filter(_is_reversed()).select(
        "source_row",
        pl.lit("end_date").alias("column"),
        pl.col("end_date").alias("value"),
        pl.lit("end_before_start").alias("rule"),
        pl.format("The event ends before it starts ({}); taken with its end unknown.", "start_date").alias("message"),
    )
