"""UNHCR's demographics: year-end stocks by location, with parts by sex and age.

Totals need not equal those of the population table, which counts first: a total without a place of its own is
triangulation here. Ages and sexes that UNHCR does not know are filled with 0, so parts make records only where their
row counts any of their kind.
"""

import polars as pl

from data.readers.drafts import Drafts
from data.readers.figures import known, with_figure
from data.readers.opening import OpenedFile
from data.readers.shaping import Aliases, rows_without, table_by_alias, with_constants, with_missing
from data.readers.unhcr_columns import ENDS, RECORD, SOURCE, at_year_end, with_ends

NAME = "UNHCR demographics"
_BANDS = {"0_4": "0-4", "5_11": "5-11", "12_17": "12-17", "18_59": "18-59", "60": "60+", "other": "unknown"}
_SEXES = {"f": "female", "m": "male"}
_PARTS: Aliases = {
    f"{letter}_{band}": (f"{letter} {band.replace('_', ' ')}", f"{sex} {band.replace('_', ' ')}")
    for letter, sex in _SEXES.items()
    for band in (*_BANDS, "total")
}
_ALIASES: Aliases = {
    **ENDS,
    "pop_type": ("pop type", "population type"),
    "location": ("location", "location name"),
    "loc_type": ("loc type", "location type", "urbanrural", "urban rural"),
    "acc_type": ("acc type", "accommodation type", "accommodationtype"),
    **_PARTS,
    "total": ("total",),
}
_NEEDED = (*ENDS, "pop_type", *(name for name in _PARTS), "total")
COLUMNS = ("year", "coo_iso", "coa_iso", "pop_type", *_PARTS, "total")
OTHER_COLUMNS = (("year", "origin_iso3", "asylum_iso3", "pop_type", *_PARTS, "total"),)
_MEASURES = {
    "REF": "refugees", "ASY": "asylum_seekers", "IDP": "idps", "OOC": "others_of_concern", "STA": "stateless",
    "OIP": "others_in_need_of_protection", "HST": "host_community", "ROC": "refugees",
}  # fmt: skip
_TERM = "demographics"
_DISPERSED = "(?i)^dispersed in the country"
_LEVEL = r"\s*\[(?:Admin ([12])|[^\]]*)\]\s*$"
_COLUMNS = (*RECORD, "sex", "age_band", "provider_place_name", "given_admin1_name", "given_admin2_name")


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is the table of demographics."""
    return table_by_alias(file, _ALIASES, _NEEDED) is not None


def read(file: OpenedFile) -> Drafts:
    """Return totals, totals by sex and parts by sex and age as drafts."""
    table = table_by_alias(file, _ALIASES, _NEEDED)
    assert table is not None
    table = _with_place(at_year_end(with_ends(with_missing(table, _ALIASES))))
    parts = [_total(table)]
    for letter, sex in _SEXES.items():
        parts.append(_part(table, f"{letter}_total", sex, None, _is_any(["f_total", "m_total"])))
        bands = [f"{letter}_{band}" for band in _BANDS if band != "other"]
        parts += [_part(table, f"{letter}_{key}", sex, band, _is_any(bands)) for key, band in _BANDS.items()]
    records = pl.concat([with_missing(part, _COLUMNS).select(_COLUMNS) for part in parts])
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        silent_rows=rows_without(records, table),
        file_columns={"country_iso3": "asylum", "origin_iso3": "origin", "measure": "pop_type", "start_date": "year"},
    )


def _with_place(table: pl.DataFrame) -> pl.DataFrame:
    """Add the place as given, its level, the measure, and the group by kind of place and accommodation."""
    location = known(pl.col("location"))
    place = pl.when(~location.str.contains(_DISPERSED)).then(location)
    level, name = place.str.extract(_LEVEL, 1), place.str.replace(_LEVEL, "")
    kinds = [pl.lit("location ") + pl.col("loc_type"), pl.lit("accommodation ") + pl.col("acc_type")]
    return table.with_columns(
        provider_place_name=name,
        given_admin1_name=pl.when(level == "1").then(name),
        given_admin2_name=pl.when(level == "2").then(name),
        measure=pl.col("pop_type").replace_strict(_MEASURES, default=pl.col("pop_type"), return_dtype=pl.String),
        origin_iso3=pl.when(pl.col("pop_type") != "IDP").then("origin_iso3"),
        population_group=pl.concat_str([pl.col("group_of_origin"), *kinds], separator=", ", ignore_nulls=True),
        term=pl.lit(_TERM),
    )


def _total(table: pl.DataFrame) -> pl.DataFrame:
    part = with_figure(table, "total").filter(pl.col("figure").is_not_null())
    has_place = pl.col("provider_place_name").is_not_null()
    return part.with_columns(
        role=pl.when(has_place).then(pl.lit("recommended")).otherwise(pl.lit("triangulation")),
    )


def _part(table: pl.DataFrame, column: str, sex: str, band: str | None, is_counted: pl.Expr) -> pl.DataFrame:
    counted = table.filter(is_counted) if band != "unknown" else table.filter(_is_any([column]))
    part = with_figure(counted, column).filter(pl.col("figure").is_not_null())
    return with_constants(part, {"sex": sex, "age_band": band, "role": "recommended"})


def _is_any(columns: list[str]) -> pl.Expr:
    """Say whether a row counts anybody in one of the columns."""
    return pl.any_horizontal((known(pl.col(column)) != "0").fill_null(value=False) for column in columns)
