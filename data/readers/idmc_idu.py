"""IDMC's Internal Displacement Updates: first figures of movements, event by event, as they are reported.

Taken in both shapes that are in the field: version 1 with time stamps (API, and CSV of HDX with tags and a
``description``), version 2 with 35 columns (API and workbook). A stamp at midnight is that day; any other hour goes
back with its text, because exports of 2023 show the day before. The feed holds returns too. No column says so; only
the standard text does (``1,200 returns`` or ``displacements (returns)``), and nothing else is read from it: other
words in it are known to be wrong in some editions. The text is HTML and is never kept.

A figure for several places has the middle of them for coordinates, which is no place: such a row waits for a person.
Rows without a role (version 1) are successive reports: per event, country and day the last one counts (R24).
"""

import polars as pl

from data.events import event_of, events_table, idmc_event_id
from data.places import our_countries
from data.readers.dates import parsed_day
from data.readers.drafts import Drafts
from data.readers.figures import known, with_figure
from data.readers.hdx_tables import without_tag_row
from data.readers.opening import OpenedFile
from data.readers.shaping import Aliases, problem_rows, rows_without, table_by_alias, with_constants, with_missing
from data.schema import Quantifier

SOURCE = "idmc_idu"
NAME = "IDMC IDU"
COLUMNS = (
    "id", "iso3", "displacement_type", "qualifier", "figure", "displacement_date", "displacement_start_date",
    "displacement_end_date", "event_name", "event_start_date", "type", "created_at",
)  # fmt: skip
_OPTIONAL = (
    "country", "latitude", "longitude", "role", "event_codes", "standard_info_text", "standard_popup_text",
    "description", "source_url", "link", "sources", "locations_name", "locations_coordinates", "locations_accuracy",
    "locations_type", "displacement_occurred", "event_end_date",
)  # fmt: skip
_ALIASES: Aliases = {name: (name.replace("_", " "), name.replace("_", "")) for name in (*COLUMNS, *_OPTIONAL)}

_RETURN = r"(?i)\breturns?\b\s*(?:\(|,|\)|$)|\(returns?\)"
_HEADLINE = r"(?s)^(.*?\d[\d,. ]*\s*(?:returns?|displacements?)[^.<]{0,40})"
_GLIDE = r"\b[A-Z]{2}-\d{4}-\d{6}-[A-Z]{3}\b"
_QUANTIFIERS = {
    "total": Quantifier.EXACT,
    "approximately": Quantifier.APPROXIMATELY,
    "more than": Quantifier.MORE_THAN,
    "more than or equal to": Quantifier.AT_LEAST,
    "less than": Quantifier.LESS_THAN,
    "less than or equal to": Quantifier.UP_TO,
}
_ROLES = {
    "recommended figure": "recommended",
    "recommended": "recommended",
    "triangulation": "triangulation",
    "triangulation figure": "triangulation",
}
_WHOLE_COUNTRY = r"(?i)\bADM0\b|country/territory"
_CONSTANTS = {"unit": "person", "date_precision": "day", "licence": "CC BY-IGO"}


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is the feed, in either shape."""
    return table_by_alias(file, _ALIASES, COLUMNS) is not None


def read(file: OpenedFile) -> Drafts:
    """Return new displacements and returns as drafts."""
    table = table_by_alias(file, _ALIASES, COLUMNS)
    assert table is not None
    table = _with_kind(_with_event(with_missing(without_tag_row(table), _OPTIONAL)))
    untold = table.filter(pl.col("measure").is_null() & pl.col("iso3").is_in(our_countries()))
    message = pl.format("Row {}: without its standard text a return cannot be told from a displacement.", "source_row")
    problems = problem_rows(untold, column="standard_info_text", rule="kind_unknown", message=message)
    told = table.join(untold, on="source_row", how="anti")
    records = _records(_with_place(_with_role(told)))
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        references={"events": _event_rows(told)},
        problems=problems,
        silent_rows=rows_without(records, told),
        file_columns={
            "country_iso3": "iso3",
            "start_date": "displacement_start_date",
            "end_date": "displacement_end_date",
            "quantifier": "qualifier",
        },
    )


def _with_event(table: pl.DataFrame) -> pl.DataFrame:
    """Add days as ISO text where they are certain, GLIDE numbers and the event's id, as in IDMC's other database."""
    start = pl.coalesce(parsed_day(pl.col("displacement_start_date")), parsed_day(pl.col("displacement_date")))
    name, began = known(pl.col("event_name")), parsed_day(pl.col("event_start_date"))
    own_id = idmc_event_id(name=name, start_date=began)
    glide = pl.col("event_codes").str.extract_all(_GLIDE).list.unique(maintain_order=True).list.join(";")
    ours = event_of(name=name, year=start.str.slice(0, 4), country=pl.col("iso3"))
    return table.with_columns(
        start_date=start,
        end_date=parsed_day(pl.col("displacement_end_date")),
        event_id=pl.coalesce(ours, own_id),
        glide=pl.when(glide != "").then(glide),
        reported_on=pl.col("created_at").str.extract(r"^(\d{4}-\d{2}-\d{2})"),
        hazard=pl.when(_is_conflict()).then(pl.lit("conflict")).otherwise(known(pl.col("type"))),
    )


def _is_conflict() -> pl.Expr:
    return pl.col("displacement_type").str.to_lowercase().eq("conflict").fill_null(value=False)


def _with_kind(table: pl.DataFrame) -> pl.DataFrame:
    """Say of each row what it counts, from the headline of its standard text; missing where it has none."""
    text = pl.coalesce(known(pl.col(name)) for name in ("standard_info_text", "standard_popup_text", "description"))
    headline = text.str.replace_all(r"\s+", " ").str.extract(_HEADLINE, 1)
    is_return = headline.str.contains(_RETURN)
    measure = pl.when(is_return).then(pl.lit("returned")).when(~is_return).then(pl.lit("new_displacements"))
    return table.with_columns(measure=measure)


def _with_role(table: pl.DataFrame) -> pl.DataFrame:
    """Return the roles in our words; without one, the last report of an event, country and day counts."""
    given = known(pl.col("role")).str.to_lowercase()
    role = given.replace_strict(_ROLES, default=pl.col("role"), return_dtype=pl.String)
    order = pl.col("created_at").fill_null("") + pl.lit(" ") + pl.col("id").str.zfill(12)
    is_last = order == order.max().over("event_id", "iso3", "start_date", "measure")
    is_last |= pl.col("event_id").is_null()
    by_time = pl.when(is_last).then(pl.lit("recommended")).otherwise(pl.lit("triangulation"))
    return table.with_columns(role=pl.when(given.is_null()).then(by_time).otherwise(role))


def _with_place(table: pl.DataFrame) -> pl.DataFrame:
    """Return the place of each row: where people left from or went back to, else all that the feed names."""
    lists = {name: _split(f"locations_{name}") for name in ("name", "coordinates", "accuracy", "type")}
    wanted = table.select("source_row", pl.col("measure") == "returned", **lists)
    rows = [_place(*row) for row in wanted.iter_rows()]
    schema = ("source_row", "names", "points", "is_single", "is_destination", "is_whole_country")
    found = pl.DataFrame(
        rows,
        schema=dict(zip(schema, (pl.Int64, pl.String, pl.String, pl.Boolean, pl.Boolean, pl.Boolean), strict=True)),
        orient="row",
    )
    lat, lon = known(pl.col("latitude")), known(pl.col("longitude"))
    table = table.join(found, on="source_row", how="left", maintain_order="left")
    is_whole = pl.col("is_whole_country")
    bare = pl.concat_str(lat, pl.lit(", "), lon)
    return table.with_columns(
        provider_place_name=pl.when(~is_whole).then(pl.coalesce("names", bare)),
        latitude=pl.coalesce(pl.col("points").str.extract(r"^([^,]+),", 1).str.strip_chars(), lat),
        longitude=pl.coalesce(pl.col("points").str.extract(r",(.+)$", 1).str.strip_chars(), lon),
        place_by_point=pl.when(is_whole | (pl.col("names").is_not_null() & ~pl.col("is_single"))).then(pl.lit("no")),
        origin_iso3=pl.when(pl.col("is_destination")).then("iso3"),
    )


def _split(column: str) -> pl.Expr:
    return known(pl.col(column)).str.strip_chars().str.replace_all(r"\s*;\s*", ";").str.split(";")


def _place(
    row: int,
    is_return: bool | None,
    names: list[str] | None,
    points: list[str] | None,
    accuracies: list[str] | None,
    types: list[str] | None,
) -> tuple[int, str | None, str | None, bool, bool, bool]:
    """Return names, point, whether it is one place, whether people only arrived there, whether it is the country."""
    if not names:
        return row, None, None, False, False, False
    kinds = types if types is not None and len(types) == len(names) else ["Origin"] * len(names)
    other_end = "origin" if is_return else "destination"
    chosen = [i for i, kind in enumerate(kinds) if kind.lower() != other_end] or list(range(len(names)))
    is_single = len(chosen) == 1
    point = points[chosen[0]] if is_single and points is not None and len(points) == len(names) else None
    level = accuracies[chosen[0]] if accuracies is not None and len(accuracies) == len(names) else ""
    is_whole = is_single and pl.Series([level]).str.contains(_WHOLE_COUNTRY)[0]
    is_destination = not is_return and all(kind.lower() == "destination" for kind in kinds)
    return row, "; ".join(names[i] for i in chosen), point, is_single, is_destination, bool(is_whole)


def _records(table: pl.DataFrame) -> pl.DataFrame:
    words = known(pl.col("qualifier")).str.to_lowercase()
    address = pl.coalesce(known(pl.col("source_url")), known(pl.col("link")))
    occurred = pl.col("displacement_occurred").str.to_lowercase().str.contains("reporting preventive evacuation")
    counted = with_figure(table, "figure").filter(pl.col("figure").is_not_null())
    counted = counted.with_columns(
        quantifier=words.replace_strict(
            {word: kind.value for word, kind in _QUANTIFIERS.items()},
            default=known(pl.col("qualifier")),
            return_dtype=pl.String,
        ),
        occurrence=pl.when(occurred).then(pl.lit("before")),
        source_name=pl.lit("IDMC") + pl.coalesce(pl.lit(" (") + known(pl.col("sources")) + pl.lit(")"), pl.lit("")),
        source_url=pl.when(address.str.contains(r"^https?://")).then(address),
        country_iso3=known(pl.col("iso3")),
        given_country=known(pl.col("country")),
    )
    return with_constants(counted, _CONSTANTS).select(
        "source_row", "measure", "figure", "figure_high", "quantifier", "role", "country_iso3", "given_country",
        "provider_place_name", "latitude", "longitude", "place_by_point", "origin_iso3", "start_date", "end_date",
        "event_id", "hazard", "glide", "occurrence", "reported_on", "source_name", "source_url", *_CONSTANTS,
    )  # fmt: skip


def _event_rows(table: pl.DataFrame) -> pl.DataFrame:
    own = table.filter(pl.col("event_id").is_not_null()).group_by("event_id", maintain_order=True).agg(
        pl.col("source_row").min(),
        pl.col("event_name").first().alias("name"),
        pl.col("hazard").first(),
        pl.col("glide").drop_nulls().first(),
        parsed_day(pl.col("event_start_date").min()).alias("start_date"),
        parsed_day(pl.col("event_end_date").max()).alias("end_date"),
        pl.col("iso3").unique().sort().str.join(" ").alias("countries"),
    )  # fmt: skip
    ours = events_table(own["event_id"]).join(own.select("event_id", "source_row"), on="event_id")
    return pl.concat([ours, own.join(ours, on="event_id", how="anti")], how="diagonal").sort("source_row")
