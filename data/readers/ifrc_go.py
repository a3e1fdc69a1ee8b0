"""IFRC GO's emergency appeals and field reports, as CSV (HDX and the site's own export) and as pages of the API.

An appeal says how many people the Red Cross means to reach: people targeted, never displaced people. The regional
office stands under Trinidad and Tobago, so an appeal for several states carries that code and is returned. A field
report gives one number as the Red Cross, the government and others have it: the first that is given counts, the
others stand beside it. Fields: ``IFRCGo/go-api`` (appeals and field reports).
"""

import polars as pl

from data.errors import ColumnsChanged
from data.events import event_of, events_table
from data.places import our_countries
from data.readers.dates import parsed_day
from data.readers.drafts import Drafts, no_problems
from data.readers.figures import known, with_figure
from data.readers.opening import OpenedFile
from data.readers.shaping import problem_rows, rows_without, with_constants, with_missing

SOURCE = "ifrc_go"
NAME = "IFRC GO"
_APPEAL = ("aid", "name", "atype", "code", "start_date", "end_date", "country.iso3")
_TARGETED = ("initial_num_beneficiaries", "num_beneficiaries")
COLUMNS = (*_APPEAL, _TARGETED[0])
_REPORT = ("report_date", "num_affected", "num_displaced", "gov_num_affected", "gov_num_displaced")
OTHER_COLUMNS = ((*_APPEAL, _TARGETED[1]), _REPORT)

_APPEAL_OPTIONAL = ("atype_display", "country.iso", "country.name", "dtype.name", "event", "event.id", "sector")
_REPORT_OPTIONAL = (
    "countries", "countries.iso3", "country.iso3", "dtype.name", "event.name", "event.id", "event", "summary", "title",
)  # fmt: skip
_REPORTED = {"affected": "people_affected", "displaced": "idps", "assisted": "people_reached"}
_REPORTERS = (("", "Red Cross"), ("gov_", "Government"), ("other_", "Other"))
"""Who gave a number, the first that has one counts (go-api #2591: never the sum)."""

_NUMBERED_BY_REGION = r"^MDR\d"
_NUMBERED_BY_STATE = r"^MDR([A-Z]{2})\d"
_CARIBBEAN = r"(?i)carr?ibb?e?an|caribeean"
_CODES = r'"iso3": "[A-Z]{3}"'


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is a list of appeals or of field reports."""
    return _appeals(file) is not None or file.table_with(_REPORT) is not None


def read(file: OpenedFile) -> Drafts:
    """Return appeals as people targeted, or field reports as people affected, displaced and reached.

    Raises:
        ColumnsChanged: field reports without any column for their country.
    """
    appeals = _appeals(file)
    return _read_reports(file) if appeals is None else _read_appeals(appeals)


def _appeals(file: OpenedFile) -> pl.DataFrame | None:
    for column in _TARGETED:
        table = file.table_with((*_APPEAL, column))
        if table is not None:
            return with_missing(table.rename({column: "targeted"}), _APPEAL_OPTIONAL)
    return None


def _read_appeals(table: pl.DataFrame) -> Drafts:
    table = table.with_columns(known(pl.col(name)).alias(name) for name in table.columns if name != "source_row")
    table = with_figure(table, "targeted").with_columns(
        country_iso3=pl.col("country.iso3"),
        start_date=parsed_day(pl.col("start_date")),
        end_date=parsed_day(pl.col("end_date")),
        hazard=pl.col("dtype.name"),
        term=pl.coalesce("atype_display", "atype"),
    )
    table = _with_event(table, name="name", own=pl.coalesce("event.id", "event", "code"), day="start_date")
    is_ours = pl.col("country_iso3").is_in(our_countries()).fill_null(value=True)
    regional = table.filter(_is_regional() & (is_ours | pl.col("name").str.contains(_CARIBBEAN)))
    national = table.join(regional.select("source_row"), on="source_row", how="anti")
    is_default = (pl.col("figure") == "0").fill_null(value=False)
    # Rows about other states are handed on whole, so that they are counted as outside the region.
    counted = national.filter((pl.col("figure").is_not_null() & ~is_default) | ~is_ours)
    records = _records(counted, {"measure": "people_targeted", "role": "recommended"})
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        references={"events": _events(counted)},
        problems=problem_rows(regional, column="country.iso3", rule="regional_appeal", message=_for_several()),
        silent_rows=rows_without(records, national),
        remarks=problem_rows(
            national.filter(is_default & is_ours),
            column="targeted",
            rule="zero_by_default",
            message=pl.lit("0 people targeted is what the form holds before anybody fills it in; no figure was taken."),
        ),
        file_columns={"country_iso3": "country.iso3", "figure": _TARGETED[0], "hazard": "dtype.name"},
    )


def _is_regional() -> pl.Expr:
    """Appeals of a regional office: numbered by region, by another state, or (before 2006) not named for the state."""
    code = pl.col("code").str.to_uppercase()
    state = code.str.extract(_NUMBERED_BY_STATE)
    word = pl.col("country.name").str.to_lowercase().str.replace(r"^(?:saint|st\.?|the)\s+", "").str.extract(r"^(\w+)")
    is_named = pl.col("name").str.to_lowercase().str.contains(word, literal=True)
    names_another = pl.col("name").str.contains(_CARIBBEAN) | pl.col("name").str.contains(r"(?i)dominican rep|region")
    by_name = ~is_named.fill_null(value=True) | names_another
    is_old = ~code.str.contains("^MDR")
    by_state = state.is_not_null() & (state != pl.col("country.iso").str.to_uppercase())
    return (code.str.contains(_NUMBERED_BY_REGION) | by_state | (is_old & by_name)).fill_null(value=False)


def _for_several() -> pl.Expr:
    return pl.format(
        "Appeal {} '{}' is one of a regional office that stands under {}: it is for several states, "
        "and its figure is not that of {}.",
        *(pl.col(name).fill_null("?") for name in ("code", "name", "country.iso3")),
        pl.coalesce("country.name", "country.iso3"),
    )


def _read_reports(file: OpenedFile) -> Drafts:
    table = file.table_with(_REPORT)
    assert table is not None
    if not any(name in table.columns for name in ("countries", "countries.iso3", "country.iso3")):
        raise ColumnsChanged(
            f"{file.name} looks like {NAME} field reports, but has no column 'countries', 'countries.iso3' or "
            "'country.iso3'. Nothing was imported."
        )
    names = [f"{prefix}num_{what}" for prefix, _ in _REPORTERS for what in _REPORTED]
    table = with_missing(table, (*_REPORT_OPTIONAL, *names))
    table = _with_country(table).with_columns(
        start_date=parsed_day(pl.col("report_date")),
        end_date=parsed_day(pl.col("report_date")),
        hazard=known(pl.col("dtype.name")),
        title=pl.coalesce("event.name", "summary", "title"),
    )
    own = pl.coalesce("event.id", "event", "title")
    table = _with_event(table, name="title", own=own, day="start_date")
    shared = table.filter(pl.col("states") > 1)
    single = table.filter(pl.col("states") <= 1)
    elsewhere = single.filter(~pl.col("country_iso3").is_in(our_countries()).fill_null(value=True))
    parts = [_reported(single, what, measure) for what, measure in _REPORTED.items()]
    records = pl.concat([*parts, elsewhere.select("source_row", "country_iso3")], how="diagonal")
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        references={"events": _events(single.filter(pl.col("source_row").is_in(records["source_row"].implode())))},
        problems=problem_rows(shared, column=_country_column(file), rule="several_countries", message=_shared_words())
        if shared.height
        else no_problems(),
        silent_rows=rows_without(records, single),
        file_columns={"start_date": "report_date", "end_date": "report_date", "hazard": "dtype.name"},
    )


def _country_column(file: OpenedFile) -> str:
    columns = file.header()
    return next(name for name in ("countries.iso3", "countries", "country.iso3") if name in columns)


def _with_country(table: pl.DataFrame) -> pl.DataFrame:
    """Read the list of countries: objects of the API, or codes joined by commas in the export."""
    objects = pl.col("countries").str.extract_all(_CODES).list.join(" ").str.extract_all(r"\b[A-Z]{3}\b")
    joined = pl.coalesce("countries.iso3", "country.iso3").str.extract_all(r"\b[A-Z]{3}\b")
    codes = pl.when(objects.list.len() > 0).then(objects).otherwise(joined).list.unique(maintain_order=True)
    return table.with_columns(codes=codes).with_columns(
        states=pl.col("codes").list.len().fill_null(0), country_iso3=pl.col("codes").list.first()
    )


def _shared_words() -> pl.Expr:
    return pl.format(
        "The report is for {} together and does not say how many people are in which. Report each alone.",
        pl.col("codes").list.join(", "),
    )


def _reported(table: pl.DataFrame, what: str, measure: str) -> pl.DataFrame:
    """Return what each reporter said of one thing; only the first who said anything is recommended."""
    parts = []
    before = pl.lit(value=False)
    for prefix, reporter in _REPORTERS:
        column = f"{prefix}num_{what}"
        role = pl.when(before).then(pl.lit("triangulation")).otherwise(pl.lit("recommended"))
        part = with_figure(table, column).with_columns(role=role).filter(pl.col("figure").is_not_null())
        constants = {"measure": measure, "term": f"{what} ({reporter})", "publisher": f"IFRC GO ({reporter})"}
        parts.append(_records(with_constants(part, constants), {}))
        before = before | known(pl.col(column)).is_not_null()
    return pl.concat(parts)


def _with_event(table: pl.DataFrame, *, name: str, own: pl.Expr, day: str) -> pl.DataFrame:
    found = event_of(name=pl.col(name), year=pl.col(day).str.slice(0, 4), country=pl.col("country_iso3"))
    return table.with_columns(event_id=pl.coalesce(found, pl.lit("ifrc:") + own), event_name=pl.col(name))


def _records(table: pl.DataFrame, constants: dict[str, str]) -> pl.DataFrame:
    table = with_missing(with_constants(table, {**constants, "unit": "person"}), ("publisher",))
    return table.select(
        "source_row", "measure", "figure", "figure_high", "quantifier", "unit", "term", "role", "country_iso3",
        "start_date", "end_date", "event_id", "hazard",
        pl.coalesce("publisher", pl.lit("IFRC GO")).alias("source_name"),
    )  # fmt: skip


def _events(table: pl.DataFrame) -> pl.DataFrame:
    own = table.group_by("event_id", maintain_order=True).agg(
        pl.col("source_row").min(),
        pl.col("event_name").first().alias("name"),
        pl.col("hazard").first(),
        pl.col("start_date").min(),
        pl.col("country_iso3").drop_nulls().unique().sort().str.join(" ").alias("countries"),
    )
    ours = events_table(own["event_id"]).join(own.select("event_id", "source_row"), on="event_id")
    return pl.concat([ours, own.join(ours, on="event_id", how="anti")], how="diagonal").sort("source_row")
