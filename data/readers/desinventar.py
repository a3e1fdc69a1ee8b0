"""DesInventar's national disaster loss databases: the zip with XML that the site exports, or the XML alone.

One data card (``fichas``) is one event in one place. 0 is the form's default and no count; ``hay_*`` = -1 says that
there were some and the number is not known. National cards and cards of parishes stand side by side for one event:
they share its id, so that levels are never added. The codes of places are DesInventar's own, so places go by name.
Terms: ``evacuados`` evacuated, ``reubicados`` relocated, ``damnificados`` directly affected, ``afectados`` affected.
"""

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import polars as pl

from data.errors import ColumnsChanged, FileUnreadable
from data.events import EVENTS, events_table
from data.places import find_country
from data.readers.drafts import PROBLEM_SCHEMA, Drafts
from data.readers.figures import known, with_figure
from data.readers.markup import parse_markup
from data.readers.opening import OpenedFile
from data.readers.shaping import rows_without, with_constants, with_missing

SOURCE = "desinventar"
NAME = "DesInventar"
COLUMNS = (
    "serial", "name0", "name1", "name2", "evento", "fechano", "fechames", "fechadia", "afectados", "damnificados",
    "evacuados", "reubicados", "hay_afectados", "hay_damnificados", "hay_evacuados", "hay_reubicados",
)  # fmt: skip
_OPTIONAL = ("level0", "glide", "fuentes", "clave", "uu_id", "latitude", "longitude")
_MEASURES = {
    "evacuados": ("evacuated", "evacuated"),
    "reubicados": ("new_displacements", "relocated"),
    "afectados": ("people_affected", "affected"),
    "damnificados": ("people_affected", "directly affected"),
}
_LEAVES_A_PLACE = ("evacuados", "reubicados")
_STORMS = ("HURRICANE", "STORM", "CYCLONE", "TROPICAL STORM")
_GLIDE = r"\b([A-Z]{2}-\d{4}-\d{6}(?:-[A-Z]{3})?)\b"
_ROOT = b"<DESINVENTAR"
_HEAD = 4096


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is an export of a DesInventar database."""
    if file.kind == "xml":
        return _ROOT in file.head(_HEAD).upper()
    return file.kind == "zip" and _member(file) is not None


def read(file: OpenedFile) -> Drafts:
    """Return people evacuated, relocated and affected as drafts, with the events they belong to.

    Raises:
        FileUnreadable: broken XML, or a DOCTYPE.
        ColumnsChanged: the cards lack a field.
    """
    cards = _cards(file)
    table = _with_country(_with_event(_with_days(cards)))
    parts = [_count(table, column) for column in _MEASURES]
    records = pl.concat(parts).sort("source_row", maintain_order=True)
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        references={"events": _events(table, records)},
        silent_rows=rows_without(records, table),
        remarks=_without_number(table),
        file_columns={"start_date": "fechano", "country_iso3": "name0", "hazard": "evento"},
    )


def _member(file: OpenedFile) -> str | None:
    with zipfile.ZipFile(file.path) as archive:
        for name in archive.namelist():
            if name.lower().endswith(".xml"):
                with archive.open(name) as stream:
                    if _ROOT in stream.read(_HEAD).upper():
                        return name
    return None


def _cards(file: OpenedFile) -> pl.DataFrame:
    member = _member(file) if file.kind == "zip" else None
    if member is None:
        content = file.path.read_bytes()
    else:
        with zipfile.ZipFile(file.path) as archive:
            content = archive.read(member)
    root = parse_markup(content, name=member or file.name)
    cards = list(_rows(root))
    if not cards:
        raise FileUnreadable(f"{file.name} holds no data cards (fichas).")
    names = dict.fromkeys(name for card in cards for name in card)
    absent = [name for name in COLUMNS if name not in names]
    if absent:
        raise ColumnsChanged(f"{file.name}: the cards have no field {absent[0]!r}. Nothing was imported.")
    table = pl.DataFrame(
        {name: [card.get(name) for card in cards] for name in names}, schema=dict.fromkeys(names, pl.String)
    )
    table = table.select(known(pl.col(name)).alias(name) for name in table.columns)
    numbers = pl.Series("source_row", range(1, len(cards) + 1), dtype=pl.Int64)
    return with_missing(table.insert_column(0, numbers), _OPTIONAL)


def _rows(root: ElementTree.Element) -> Iterator[dict[str, str | None]]:
    for part in root.findall("fichas"):
        for card in part.findall("TR"):
            yield {field.tag: field.text for field in card}


def _with_days(cards: pl.DataFrame) -> pl.DataFrame:
    """Day, month or year as far as the card knows it; 0 is unknown."""
    year = pl.col("fechano").str.zfill(4)
    month = _given_number("fechames")
    day = pl.when(month.is_not_null()).then(_given_number("fechadia"))
    first = pl.concat_str(
        year, month.fill_null("1").str.zfill(2), day.fill_null("1").str.zfill(2), separator="-", ignore_nulls=False
    )
    last_of_month = first.str.to_date("%Y-%m-%d", strict=False).dt.month_end().dt.to_string("%Y-%m-%d")
    end = pl.when(day.is_not_null()).then(first).when(month.is_not_null()).then(last_of_month)
    precision = pl.when(day.is_not_null()).then(pl.lit("day")).when(month.is_not_null()).then(pl.lit("month"))
    return cards.with_columns(
        is_of_storm=pl.col("glide").str.contains("TC-", literal=True).fill_null(value=False),
        start_date=first,
        end_date=end.otherwise(year + pl.lit("-12-31")),
        date_precision=precision.otherwise(pl.lit("year")),
        glide=pl.col("glide").str.extract(_GLIDE),
    )


def _given_number(column: str) -> pl.Expr:
    return pl.when(~pl.col(column).is_in(["0", "00"])).then(pl.col(column))


def _with_event(cards: pl.DataFrame) -> pl.DataFrame:
    """A storm is ours where its kind, day and state are; else cards of one kind and day belong together."""
    found = pl.lit(None, dtype=pl.String)
    is_storm = pl.col("evento").str.to_uppercase().is_in(_STORMS) | pl.col("is_of_storm")
    is_storm &= pl.col("date_precision") == "day"
    for event in EVENTS:
        if event.hazard == "storm" and event.end_date:
            here = pl.col("level0").is_in(event.countries)
            during = pl.col("start_date").is_between(pl.lit(event.start_date), pl.lit(event.end_date))
            found = pl.when(is_storm & here & during).then(pl.lit(event.event_id)).otherwise(found)
    own = pl.concat_str(
        pl.lit("desinventar:"),
        pl.coalesce("level0", "name0"), pl.lit(" "), pl.col("evento").str.to_lowercase(), pl.lit(" "), "start_date",
    )  # fmt: skip
    return cards.with_columns(event_id=pl.coalesce(found, own), hazard=pl.col("evento").str.to_lowercase())


def _with_country(cards: pl.DataFrame) -> pl.DataFrame:
    """Country by its name, unit by the smallest name; a card of the main island is a national one."""
    names = {name: find_country(None, name, others={})[0] for name in cards["name0"].unique().drop_nulls()}
    country = pl.col("name0").replace_strict(names, default=None, return_dtype=pl.String)
    island = pl.when(pl.col("name1") != pl.col("name0")).then("name1")
    is_point = known(pl.col("latitude")).cast(pl.Float64, strict=False) != 0
    return cards.with_columns(
        country_iso3=pl.coalesce(country, "name0"),
        place=pl.coalesce("name2", island),
        latitude=pl.when(is_point).then("latitude"),
        longitude=pl.when(is_point).then("longitude"),
    )


def _count(table: pl.DataFrame, column: str) -> pl.DataFrame:
    measure, term = _MEASURES[column]
    part = with_figure(table, column).filter(pl.col("figure").is_not_null() & (pl.col("figure") != "0"))
    is_beside = (pl.col("afectados") != "0") if column == "damnificados" else pl.lit(value=False)
    leaves = column in _LEAVES_A_PLACE
    nothing = pl.lit(None, dtype=pl.String)
    part = part.with_columns(
        role=pl.when(is_beside).then(pl.lit("triangulation")).otherwise(pl.lit("recommended")),
        origin_iso3=pl.when(pl.col("place").is_not_null()).then("country_iso3") if leaves else nothing,
        given_origin_admin1_name=pl.col("place") if leaves else nothing,
        given_admin1_name=nothing if leaves else pl.col("place"),
        place_by_point=pl.lit("no"),
        distinct_id=pl.coalesce("uu_id", "clave", "serial"),
        source_name=pl.concat_str(
            pl.lit("DesInventar"), pl.lit(" (") + pl.col("fuentes").str.slice(0, 200) + pl.lit(")"), ignore_nulls=True
        ),
    )
    return with_constants(part, {"measure": measure, "term": term, "unit": "person"}).select(
        "source_row", "measure", "figure", "figure_high", "quantifier", "unit", "term", "role", "country_iso3",
        "origin_iso3", "given_origin_admin1_name", "given_admin1_name", "latitude", "longitude", "place_by_point",
        "start_date", "end_date", "date_precision", "event_id", "hazard", "glide", "source_name", "distinct_id",
    )  # fmt: skip


def _events(table: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    own = table.filter(pl.col("source_row").is_in(records["source_row"].implode()))
    own = own.group_by("event_id", maintain_order=True).agg(
        pl.col("source_row").min(),
        pl.concat_str(
            pl.col("evento").first().str.to_titlecase(), pl.col("name0").first(), pl.col("start_date").min(),
            separator=", ", ignore_nulls=True,
        ).alias("name"),
        pl.col("hazard").first(),
        pl.col("glide").drop_nulls().first(),
        pl.col("start_date").min(),
        pl.col("end_date").max(),
        pl.col("country_iso3").first().alias("countries"),
    )  # fmt: skip
    ours = events_table(own["event_id"]).join(own.select("event_id", "source_row"), on="event_id")
    return pl.concat([ours, own.join(ours, on="event_id", how="anti")], how="diagonal").sort("source_row")


def _without_number(table: pl.DataFrame) -> pl.DataFrame:
    """Cards that say that there were some people, and not how many."""
    parts = [pl.DataFrame(schema=PROBLEM_SCHEMA)]
    for column, (_, term) in _MEASURES.items():
        some = table.filter((pl.col(f"hay_{column}") == "-1") & (pl.col(column).is_null() | (pl.col(column) == "0")))
        parts.append(
            some.select(
                "source_row",
                pl.lit(f"hay_{column}").alias("column"),
                pl.lit("-1").alias("value"),
                pl.lit("number_not_known").alias("rule"),
                pl.lit(f"There were people {term}, their number is not known; no figure was taken.").alias("message"),
            )
        )
    return pl.concat(parts).sort("source_row", maintain_order=True)
