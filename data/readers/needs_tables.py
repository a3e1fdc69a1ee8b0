"""What tables of humanitarian needs say: people in need, targeted, reached or affected, by sector and category.

The category is one text (``Children - Female - IDP``): sex and age are taken out of it, what is left is the group of
people. Without a category, or with ``total``, a row is the total that the others are parts of. The population that a
plan looked at is kept as triangulation: it is no count of inhabitants. A category of households counts households.
Sectors are never added by anybody (R11).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from data.places import our_countries
from data.readers.drafts import no_problems
from data.readers.figures import known, with_figure
from data.readers.hdx_tables import repeated_rows, without_repeats
from data.readers.shaping import problem_rows, with_missing

MEASURES: Mapping[str, str] = {
    "INN": "people_in_need",
    "TGT": "people_targeted",
    "REA": "people_reached",
    "AFF": "people_affected",
    "ALL": "population",
}
"""Measure of each status of HAPI; ``ALL`` is the population that a plan looked at."""

_PLANNED = ("INN", "TGT")
_SEXES = {"female": "female", "male": "male", "f": "female", "m": "male"}
_AGES = {
    "children": "children", "child": "children", "adult": "adults", "adults": "adults", "elderly": "elderly",
    "y<18": "under 18", "y>18": "18 and over", "y>=18": "18 and over",
}  # fmt: skip
_GIVEN = ("given_admin1_code", "given_admin1_name", "given_admin2_code", "given_admin2_name")
_PARTS = ("category", "gender", "age_range", "disabled_marker", "population_group")


@dataclass(frozen=True)
class Needs:
    """Records of a table of needs, without provenance, and the rows that go back."""

    records: pl.DataFrame
    problems: pl.DataFrame


def read_needs(table: pl.DataFrame, statuses: Mapping[str, str | None]) -> Needs:
    """Return the needs of a table.

    Args:
        table: one row per place, sector and category with ``country_iso3``, the given units, ``sector``, the days, and
            any of ``category``, ``gender``, ``age_range``, ``disabled_marker`` and ``population_group``.
        statuses: for each column of numbers its status; None where the status stands in the column ``status``.

    Returns:
        Records, and problems for rows of our states that name no sector, an unknown status, or say only what an
        earlier row said.
    """
    table = with_missing(table, (*_PARTS, "status"))
    is_ours = pl.col("country_iso3").is_in(our_countries())
    blank = table.filter(pl.col("sector").is_null() & is_ours)
    words = pl.format("Row {}: the sector is empty; expected one, or Intersectoral for the total.", "source_row")
    problems = [problem_rows(blank, column="sector", rule="sector_missing", message=words)]
    if None in statuses.values():
        strange = table.filter(~pl.col("status").is_in(list(MEASURES)).fill_null(value=False) & is_ours)
        words = pl.format(
            "Row {}: population_status is '{}', expected one of AFF, INN, TGT, REA, all.",
            "source_row", pl.col("status").fill_null(""),
        )  # fmt: skip
        problems.append(problem_rows(strange, column="status", rule="status_unknown", message=words))
    refused = pl.concat([no_problems(), *problems])
    good = _with_parts(table.join(refused, on="source_row", how="anti"))
    said = pl.concat([_of_status(good, column, status) for column, status in statuses.items()])
    records = without_repeats(said)
    return Needs(records, pl.concat([refused, repeated_rows(good, said, records)]))


def _with_parts(table: pl.DataFrame) -> pl.DataFrame:
    """Return ``sex``, ``age_band`` and ``population_group`` from a category or from columns of their own."""
    categories = table.select(pl.col("category").unique()).to_series().to_list()
    split = {text: _split(text) for text in categories if text is not None}
    parts = [pl.col("category").replace_strict(_part(split, i), default=None, return_dtype=pl.String) for i in range(3)]
    own = {name: _unless_all(name) for name in ("gender", "age_range", "population_group")}
    disabled = pl.when(_unless_all("disabled_marker").str.to_lowercase().is_in(["y", "true"])).then(
        pl.lit("people with disabilities")
    )
    group = pl.concat_str(own["population_group"], disabled, parts[2], separator="; ", ignore_nulls=True)
    return table.with_columns(
        sex=pl.coalesce(parts[0], own["gender"].str.to_lowercase().replace({**_SEXES, "x": "other", "u": "unknown"})),
        age_band=pl.coalesce(parts[1], own["age_range"]),
        population_group=pl.when(group != "").then(group),
    )


def _part(split: Mapping[str, tuple[str | None, str | None, str | None]], position: int) -> dict[str, str | None]:
    return {text: parts[position] for text, parts in split.items()}


def _unless_all(name: str) -> pl.Expr:
    text = known(pl.col(name))
    return pl.when(text.str.to_lowercase() != "all").then(text)


def _split(category: str) -> tuple[str | None, str | None, str | None]:
    """Return sex, age and group of a category; ``total`` is nobody in particular."""
    sex = age = None
    rest = []
    for piece in category.replace("\u2013", "-").split(" - "):
        word = piece.strip().lower()
        if word in _SEXES and sex is None:
            sex = _SEXES[word]
        elif word in _AGES and age is None:
            age = _AGES[word]
        elif word not in {"", "total", "all"}:
            rest.append(piece.strip())
    return sex, age, " - ".join(rest) or None


def _of_status(table: pl.DataFrame, column: str, status: str | None) -> pl.DataFrame:
    known_status = pl.col("status") if status is None else pl.lit(status)
    part = with_figure(table, column).filter(pl.col("figure").is_not_null()).with_columns(status=known_status)
    is_planned = pl.col("status").is_in(_PLANNED)
    is_population = pl.col("status") == "ALL"
    part = part.with_columns(
        measure=pl.col("status").replace_strict(MEASURES, default=None, return_dtype=pl.String),
        role=pl.when(is_population).then(pl.lit("triangulation")).otherwise(pl.lit("recommended")),
        # What was reached by the day of publication is true for that day, not for the end of the plan.
        end_date=pl.when(is_planned).then("end_date"),
    )
    counts_households = pl.col("population_group").str.to_lowercase().str.contains("household").fill_null(value=False)
    part = part.with_columns(unit=pl.when(counts_households).then(pl.lit("household")).otherwise(pl.lit("person")))
    return part.select(
        "source_row", "measure", "figure", "figure_high", "quantifier", "role", "country_iso3", *_GIVEN, "sector",
        "sex", "age_band", "population_group", "start_date", "end_date", "date_precision", "unit",
    )  # fmt: skip
