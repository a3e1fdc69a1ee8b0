"""The questions as Ibis expressions, the same on every engine.

This module is imported only when a statement is not compiled yet: importing Ibis is slow. Each builder takes the table
of current records (``data/schema.py``), the shape of the filters and the parameters by name, and returns a small table
of counts with the columns of ``data/queries/counts.py`` and the details asked for.
"""

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir

from data.queries.filters import DESTINATION, LIST_FILTERS, SINGLE_FILTERS, Shape
from data.schema import MEASURES, Quantifier
from data.sources import MANY_PUBLISHERS, SOURCES

Parameters = Mapping[str, Any]

TOTAL_SECTORS = ("all", "Intersectoral", "intersectoral", "ALL")
FLAGS: dict[str, Quantifier] = {
    "n_more_than": Quantifier.MORE_THAN,
    "n_at_least": Quantifier.AT_LEAST,
    "n_less_than": Quantifier.LESS_THAN,
    "n_up_to": Quantifier.UP_TO,
    "n_approximately": Quantifier.APPROXIMATELY,
    "n_range": Quantifier.RANGE,
}
SERIES = (
    "source", "source_key", "source_name", "operation", "assessment_type", "is_triangulation", "breakdown",
    "sector_group", "wording", "level", "country_iso3", "admin1", "admin2", "site", "place",
)  # fmt: skip
ROUND = ("date", "reporting_round", "date_precision", "sequence")
SURVEY = (
    "source", "told_by", "country_iso3", "population_group", "occupation", "experience_band",
    "interest", "sector", "term",
)  # fmt: skip
REPORT = ("report", "report_date", "report_end")
_PARTS_BY_WORD = tuple(sorted(measure.name for measure in MEASURES.values() if "words" in measure.adds_over))
_PARTS_SOURCES = tuple(sorted(name for name, source in SOURCES.items() if source.flows_are_parts))


def latest_counts(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return the latest count of each place, source, operation and assessment type on or before a day (R2).

    Rows of one date and round are added; which of the counts make a total is decided afterwards.
    """
    return newest(_counts_by_date(records, shape, parameters), shape)


def all_counts(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return a stock's history: every count on or before a day, by place, source, operation, date and round."""
    return _counts_by_date(records, shape, parameters)


def coverage(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return what is in the store: records, first and last day by measure, source and country."""
    del shape, parameters  # the whole store is asked; builders share one signature
    keys = ["measure", "source", "country_iso3"]
    last = ibis.coalesce(records.end_date, records.start_date)
    return records.group_by(keys).agg(
        records=records.count().cast("int64"), first=records.start_date.min(), last=last.max()
    )


def words_of_sources(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return by which words and units each publisher counted a measure up to a day, how often, and when."""
    rows = prepared(_filtered(records, shape, parameters), shape)
    rows = rows.filter(rows.start_date <= parameters["as_of"].cast("date"))
    rows = rows.mutate(term=rows.term.fill_null(""), unit=rows.unit.fill_null(""))
    last = ibis.coalesce(rows.end_date, rows.start_date)
    return rows.group_by(["source", "source_key", "source_name", "term", "unit"]).agg(
        records=rows.count().cast("int64"),
        first=rows.start_date.min(),
        last_start=rows.start_date.max(),
        last=last.max(),
    )


def rows_of_imports(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return how many current records of a measure each import brought, by country and source."""
    rows = narrowed(records, shape, parameters)
    return rows.group_by(["country_iso3", "source", "import_id"]).agg(records=rows.count().cast("int64"))


def survey_groups(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return what a survey counted of each group of people who answered, by residence, survey and day."""
    answered = _filtered(records, shape, parameters)
    rows = prepared(answered.mutate(told_by=answered.source_name), shape)
    rows = rows.filter(rows.is_triangulation == 0).mutate(date=rows.start_date)
    return rows.group_by([*SURVEY, "date"]).agg(**sums(rows))


def _counts_by_date(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    rows = prepared(_filtered(records, shape, parameters), shape)
    rows = rows.filter(rows.start_date <= parameters["as_of"].cast("date"))
    rows = with_sequence(rows)
    return rows.group_by([*SERIES, *ROUND, *details_of(shape)]).agg(**sums(rows))


def movements(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return movements of a period, one row per place, source, event and month, and per report where those compete.

    A source whose rows are parts of the whole is added up by event; reports of one event stay apart, so that one can
    be chosen (R6).
    """
    rows = prepared(_filtered(records, shape, parameters), shape)
    first, last = rows.start_date, ibis.coalesce(rows.end_date, rows.start_date)
    day = first if shape.dating == "start" else last
    as_of = parameters["as_of"].cast("date")
    rows = rows.mutate(date=day).filter(day <= as_of)
    if "date_from" in shape.filters:
        rows = rows.filter(rows.date >= parameters["date_from"].cast("date"))
    rows = with_report(rows, last).mutate(
        year=rows.date.year().cast("int64"),
        month=rows.date.month().cast("int64"),
    )
    keys = [*SERIES, *REPORT, "year", "month", "date_precision", *details_of(shape)]
    return rows.group_by(keys).agg(date=rows.date.max(), **sums(rows))


def spread_movements(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return single movements that touch a period, with both dates, to be spread evenly over their days (R8)."""
    rows = prepared(_filtered(records, shape, parameters), shape)
    last = ibis.coalesce(rows.end_date, rows.start_date)
    rows = rows.mutate(first_day=rows.start_date, last_day=last, date=last)
    rows = rows.filter(rows.first_day <= parameters["as_of"].cast("date"))
    if "date_from" in shape.filters:
        rows = rows.filter(rows.last_day >= parameters["date_from"].cast("date"))
    rows = with_report(rows, last)
    keys = [*SERIES, *REPORT, "first_day", "last_day", "date", "date_precision", *details_of(shape)]
    return rows.group_by(keys).agg(**sums(rows))


def newest(dated: ir.Table, shape: Shape) -> ir.Table:
    """Return of each series the counts of its last round; here engines differ."""
    if shape.latest == "window":
        last_round = dated.sequence.max().over(ibis.window(group_by=SERIES))
        marked = dated.mutate(newest=last_round)
        return marked.filter(marked.sequence == marked.newest).drop("newest")
    last = dated.group_by(SERIES).agg(newest=dated.sequence.max())
    return dated.semi_join(last, [*SERIES, dated.sequence == last.newest])


def with_sequence(rows: ir.Table) -> ir.Table:
    """Add to counts of a stock their date, and the order of their rounds: by date, then by the round's number."""
    day = rows.start_date
    # Each part is cast first: Spark multiplies in the width it finds, and PostgreSQL's parts are decimal numbers.
    year, month, in_month = (part.cast("int64") for part in (day.year(), day.month(), day.day()))
    number = year * 10_000 + month * 100 + in_month
    return rows.mutate(date=day, sequence=number * 100_000 + rows.reporting_round.fill_null(0))


def with_report(rows: ir.Table, last: ir.DateValue) -> ir.Table:
    """Add the event of a movement, and the days of its report where reports of one event compete."""
    competes = ~rows.source.isin(_PARTS_SOURCES) & rows.event_id.notnull()
    return rows.mutate(
        report=rows.event_id.fill_null(""),
        report_date=ibis.ifelse(competes, rows.start_date, ibis.null("date")),
        report_end=ibis.ifelse(competes, last, ibis.null("date")),
    )


def _filtered(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    # A row without a figure says nothing: it is no zero and replaces no earlier count.
    return narrowed(records.filter(records.figure.notnull()), shape, parameters)


def narrowed(rows: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return the rows of the measure that pass the filters of a question."""
    rows = rows.filter(rows.measure == parameters["measure"])
    for name, column in SINGLE_FILTERS.items():
        if name in shape.filters:
            rows = rows.filter(rows[column] == parameters[name])
    for name, length in shape.lists:
        wanted = [parameters[f"{name}_{position}"] for position in range(length)]
        rows = rows.filter(rows[LIST_FILTERS[name]].isin(wanted))
    return rows


def prepared(rows: ir.Table, shape: Shape) -> ir.Table:
    """Add what a count is known by: its publisher, its level, its place and its breakdown."""
    admin1 = rows.admin1_code
    is_destination = ibis.literal(False)
    if shape.placed_by == "origin":
        # A figure at the destination tells the same movement from its other end: never added to that at the origin.
        is_destination = rows.origin_iso3.notnull() & rows.origin_admin1_code.isnull() & rows.admin1_code.notnull()
        admin1 = ibis.coalesce(rows.origin_admin1_code, rows.admin1_code)
    has_place = admin1.notnull() | rows.provider_place_name.notnull()
    # A commune that nobody matched yet keeps its unit; it is a part of the unit and never the unit's own figure.
    is_lost_commune = (
        rows.admin1_code.notnull() & rows.admin2_code.isnull() & (rows.place_match == "none").fill_null(False)
    )
    level = ibis.ifelse(rows.admin2_code.notnull() | is_lost_commune, 2, ibis.ifelse(has_place, 1, 0))
    is_total = rows.sector.isnull() | rows.sector.isin(TOTAL_SECTORS)
    has_many = rows.source.isin(tuple(sorted(MANY_PUBLISHERS)))
    name = ibis.ifelse(has_many, rows.source_name.fill_null(""), "")
    return rows.mutate(
        source_key=rows.source + ":" + name,
        source_name=name,
        operation=rows.operation.fill_null(""),
        assessment_type=rows.assessment_type.fill_null(""),
        # PostgreSQL casts no boolean to a wide integer, so a claim is counted by its branches.
        is_triangulation=ibis.ifelse(rows.role == "triangulation", 1, 0).cast("int64"),
        breakdown=(
            ibis.ifelse(rows.sex.notnull(), 1, 0)
            + ibis.ifelse(rows.age_band.notnull(), 2, 0)
            + ibis.ifelse(rows.population_group.notnull(), 4, 0)
            + ibis.ifelse(rows.organisation_type.notnull(), 8, 0)
            + ibis.ifelse(rows.severity.notnull(), 16, 0)
        ).cast("int64"),
        sector_group=ibis.ifelse(is_total, "", rows.sector),
        # In a report another word means the same people over again (R10); elsewhere it is one of the parts.
        wording=ibis.ifelse(
            rows.source.isin(_PARTS_SOURCES) | rows.measure.isin(_PARTS_BY_WORD), "", rows.term.fill_null("")
        ),
        level=ibis.ifelse(is_destination, DESTINATION, ibis.ifelse(rows.site_id.notnull(), 3, level)).cast("int64"),
        admin1=admin1.fill_null(""),
        admin2=rows.admin2_code.fill_null(""),
        site=rows.site_id.fill_null(""),
        place=ibis.ifelse(admin1.isnull() | is_lost_commune, rows.provider_place_name.fill_null(""), ""),
    )


def details_of(shape: Shape) -> list[str]:
    """Return the columns by which rows are kept apart beside their place."""
    return [name for name in shape.details if name not in SERIES]


def sums(rows: ir.Table) -> dict[str, ir.Value]:
    """Return the sums of a group: people, with households as people (R14), both ends, and how many carried which word.

    Households without a size are counted apart: they never enter a total of people.
    """
    factor = ibis.ifelse(rows.unit == "household", rows.household_size, 1.0)
    has_no_size = (rows.unit == "household") & rows.household_size.isnull()
    found: dict[str, ir.Value] = {
        "low": (rows.figure.cast("float64") * factor).sum(),
        "high": (ibis.coalesce(rows.figure_high, rows.figure).cast("float64") * factor).sum(),
        "households": ibis.ifelse(has_no_size, rows.figure, 0).sum().cast("int64"),
        "n_rows": rows.count().cast("int64"),
        "source_url": rows.source_url.max(),
        "event": rows.event_id.max(),
        "event_low": rows.event_id.min(),
    }
    for name, quantifier in FLAGS.items():
        found[name] = ibis.ifelse(rows.quantifier == quantifier.value, 1, 0).sum().cast("int64")
    return found
