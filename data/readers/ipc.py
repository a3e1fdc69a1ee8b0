"""The Integrated Food Security Phase Classification's tables: people by phase, place and period (HDX, long and wide).

Phases 3 and worse are the people in need; ``3+`` is their total and 3, 4 and 5 its parts, marked by their group so
that they are never added to it. Phases 1 and 2 and ``all`` (everybody looked at) are people, not needs: kept as
triangulation of the population. A projection is no count: it stands beside the current figure. Of several analyses of
one period the latest counts. Percentages are not read.
"""

import re

import polars as pl

from data.places import our_countries
from data.readers.dates import parsed_day
from data.readers.drafts import Drafts
from data.readers.figures import known, with_figure
from data.readers.hdx_tables import without_tag_row
from data.readers.opening import OpenedFile
from data.readers.shaping import Aliases, problem_rows, rows_without, table_by_alias, with_constants, with_missing

SOURCE = "ipc"
NAME = "IPC phases"
COLUMNS = ("Date of analysis", "Country", "Validity period", "From", "To", "Phase", "Number")
_LONG: Aliases = {
    "analysed": ("date of analysis", "analysis date"),
    "country": ("country", "country iso3"),
    "level1": ("level 1", "level1 name"),
    "area": ("area",),
    "period": ("validity period", "projection"),
    "from": ("from", "period start"),
    "to": ("to", "period end"),
    "phase": ("phase",),
    "number": ("number", "number affected"),
}
_LONG_NEEDED = ("analysed", "country", "period", "from", "to", "phase", "number")
_PERIODS = ("current", "first projection", "second projection")
_WIDE = ("Date of analysis", "Country", "Current from", "Current to", "Phase 3+ number current")
OTHER_COLUMNS = (
    ("analysis_date", "country_iso3", "projection", "period_start", "period_end", "phase", "number_affected"),
    _WIDE,
)
_WIDE_PHASE = re.compile(r"^(?:Phase (3\+|[1-5]) number|Population (analyzed)) (.+)$")

PHASES = ("all", "3+", "1", "2", "3", "4", "5")
_IN_NEED = ("3+", "3", "4", "5")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KEY = ("country_iso3", "provider_place_name", "start_date", "severity")


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is a table of phases, long or wide."""
    return table_by_alias(file, _LONG, _LONG_NEEDED) is not None or file.table_with(_WIDE) is not None


def read(file: OpenedFile) -> Drafts:
    """Return people by phase as drafts."""
    long = table_by_alias(file, _LONG, _LONG_NEEDED)
    wide = file.table_with(_WIDE) if long is None else None
    table = _unpivoted(without_tag_row(wide)) if wide is not None else None
    if long is not None:
        table = without_tag_row(long)
    assert table is not None
    whole = with_missing(table, _LONG)
    records = _latest(phase_records(_named(whole)))
    problems = unknown_phases(_named(whole))
    return Drafts(
        source=SOURCE,
        rows_read=table["source_row"].n_unique(),
        records=records.join(problems, on="source_row", how="anti"),
        problems=problems,
        silent_rows=rows_without(records, table) - frozenset(problems["source_row"]),
        file_columns={"country_iso3": "Country", "figure": "Number", "start_date": "From", "end_date": "To"},
    )


def phase_records(table: pl.DataFrame) -> pl.DataFrame:
    """Return people by phase.

    Args:
        table: ``source_row``, ``country``, ``period`` (current or a projection), ``from``, ``to``, ``phase`` (one of
            ``PHASES``), ``number``, any of the columns of places that ``data/placing.py`` knows, and ``analysed``.

    Returns:
        Drafts without provenance. ``severity`` is the phase; ``analysed`` is kept for who wants the latest.
    """
    phase = _phase()
    is_needed = phase.is_in(_IN_NEED)
    is_current = _period() == "current"
    group = (
        pl.when(phase == "3+").then(None)
        .when(phase == "all").then(pl.lit("IPC population analysed"))
        .otherwise(pl.lit("IPC phase ") + phase)
    )  # fmt: skip
    counted = with_figure(table, "number").filter(pl.col("figure").is_not_null() & phase.is_in(PHASES))
    places = [name for name in table.columns if name.startswith("given_") or name == "provider_place_name"]
    return counted.select(
        "source_row", "figure", "figure_high", "quantifier", *places, "analysed",
        known(pl.col("country")).alias("country_iso3"),
        pl.when(is_needed).then(pl.lit("people_in_need")).otherwise(pl.lit("population")).alias("measure"),
        pl.when(is_needed & is_current).then(pl.lit("recommended")).otherwise(pl.lit("triangulation")).alias("role"),
        pl.when(~is_current).then(_period()).alias("term"),
        pl.when(is_needed).then(pl.lit("FSC")).alias("sector"),
        phase.alias("severity"),
        group.alias("population_group"),
        parsed_day(pl.col("from")).alias("start_date"),
        pl.when(is_needed).then(parsed_day(pl.col("to"))).alias("end_date"),
        pl.lit("day").alias("date_precision"),
        pl.lit("person").alias("unit"),
    )  # fmt: skip


def unknown_phases(table: pl.DataFrame) -> pl.DataFrame:
    """Return a problem for each row of our states whose phase or period is none that we know."""
    ours = table.filter(pl.col("country").is_in(our_countries()))
    phases = ours.filter(~_phase().is_in(PHASES).fill_null(value=False))
    periods = ours.filter(~_period().is_in(_PERIODS).fill_null(value=False))
    return pl.concat([
        problem_rows(phases, column="phase", rule="phase_unknown", message=_words("phase", PHASES)),
        problem_rows(periods, column="period", rule="period_unknown", message=_words("period", _PERIODS)),
    ])  # fmt: skip


def _words(column: str, expected: tuple[str, ...]) -> pl.Expr:
    value = pl.col(column).fill_null("")
    return pl.format(
        "Row {}: {} is '{}', expected one of {}.", "source_row", pl.lit(column), value, pl.lit(", ".join(expected))
    )


def _phase() -> pl.Expr:
    return known(pl.col("phase")).str.to_lowercase().str.strip_prefix("phase").str.strip_chars().str.strip_prefix("p")


def _period() -> pl.Expr:
    text = known(pl.col("period")).str.to_lowercase()
    return text.replace({"projected": "first projection", "second_projected": "second projection"})


def _named(table: pl.DataFrame) -> pl.DataFrame:
    """Return the place as the table names it, the smaller first."""
    name = pl.concat_str(known(pl.col("area")), known(pl.col("level1")), separator=", ", ignore_nulls=True)
    return table.with_columns(provider_place_name=pl.when(name != "").then(name))


def _latest(records: pl.DataFrame) -> pl.DataFrame:
    """Return the records with every analysis but the latest of a period as triangulation."""
    text = pl.col("analysed").str.to_lowercase()
    months = {month: f"{number:02}" for number, month in enumerate(_MONTHS, start=1)}
    month = text.str.slice(0, 3).replace_strict(months, default="00", return_dtype=pl.String)
    order = text.str.extract(r"(\d{4})").fill_null("0000") + month
    is_earlier = order < order.max().over(*_KEY, "term")
    told = records.with_columns(
        role=pl.when(is_earlier).then(pl.lit("triangulation")).otherwise("role"),
        term=pl.when(is_earlier).then(pl.lit("analysis of ") + pl.col("analysed")).otherwise("term"),
    )
    return with_constants(told.drop("analysed"), {"source_name": "IPC"})


def _unpivoted(wide: pl.DataFrame) -> pl.DataFrame:
    """Return the wide table as one row per period and phase; several rows share a ``source_row``."""
    parts = []
    for column in wide.columns:
        if (found := _WIDE_PHASE.match(column)) is None:
            continue
        phase, _, period = found.groups()
        start, end = f"{period.capitalize()} from", f"{period.capitalize()} to"
        own = with_missing(wide, (start, end, "Level 1", "Area")).select(
            "source_row",
            pl.col("Date of analysis").alias("analysed"),
            pl.col("Country").alias("country"),
            pl.col("Level 1").alias("level1"),
            pl.col("Area").alias("area"),
            pl.lit(period).alias("period"),
            pl.col(start).alias("from"),
            pl.col(end).alias("to"),
            pl.lit(phase or "all").alias("phase"),
            pl.col(column).alias("number"),
        )
        parts.append(own)
    return pl.concat(parts).sort("source_row", maintain_order=True)
