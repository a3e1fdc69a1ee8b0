"""Records with HXL tags (https://hxlstandard.org, 1.1): the words of ``data/readers/hxl_tags.py``, the other way round.

A tag on a column of numbers says whom it counts. So figures of people, of households, of women and of men stand in
columns of their own: in one column with the sex beside it, every tool would add women to the total of all.
"""

import re
from collections.abc import Sequence

import polars as pl

MEASURE_TAGS: dict[str, str] = {
    "idps": "#affected+idps",
    "new_displacements": "#affected+idps+new",
    "returned": "#affected+returnees",
    "evacuated": "#affected+evacuated",
    "in_shelter": "#affected+sheltered",
    "people_affected": "#affected",
    "people_in_need": "#inneed",
    "people_targeted": "#targeted",
    "people_reached": "#reached",
    "refugees": "#affected+refugees",
    "asylum_seekers": "#affected+asylumseekers",
    "shelter_capacity": "#capacity+shelter",
    "population": "#population",
}
"""Tags that our own reader reads again; any other measure is tagged by its name, which a person can read."""

_COLUMN_TAGS: dict[str, str] = {
    "country_iso3": "#country+code+v_iso3",
    "admin1_code": "#adm1+code",
    "admin2_code": "#adm2+code",
    "site_id": "#site+id",
    "provider_place_name": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "origin_iso3": "#country+origin+code+v_iso3",
    "origin_admin1_code": "#adm1+origin+code",
    "start_date": "#date+start",
    "end_date": "#date+end",
    "reported_on": "#date+reported",
    "reporting_round": "#round+num",
    "operation": "#operation+name",
    "assessment_type": "#assessment+type",
    "event_id": "#event+id",
    "hazard": "#event+type",
    "glide": "#glide+code",
    "reason": "#cause",
    "sector": "#sector+name",
    "severity": "#severity",
    "source_name": "#meta+source",
    "source_url": "#meta+url",
    "licence": "#meta+license",
    "measure": "#indicator+code",
    "quantifier": "#meta+quantifier",
    "figure_high": "#meta+figure_high",
    "household_size": "#meta+household_size",
    "term": "#meta+term",
    "role": "#meta+role",
    "record_id": "#meta+id",
    "in_number": "#status+counted",
    "why_not": "#description+status",
}
_SEXES = {"female": "+f", "male": "+m", "other": "+i"}
_UNITS = {"person": "+ind", "household": "+hh"}
_GROUP = ("unit", "sex", "age_band", "population_group")


def tagged(table: pl.DataFrame, measure: str) -> tuple[pl.DataFrame, Sequence[str]]:
    """Return a table with one column of numbers per group of people, and the tag of each column.

    Args:
        table: records of one measure, as ``data/exports/listing.py`` makes them.
        measure: what they count.
    """
    named = [name for name in _COLUMN_TAGS if name in table.columns]
    group = [name for name in _GROUP if name in table.columns]
    groups = table.select(group).unique().sort(group).rows(named=True)
    columns = {}
    tags = [_COLUMN_TAGS[name] for name in named]
    for one in groups:
        is_own = pl.all_horizontal(pl.col(name).eq_missing(pl.lit(value)) for name, value in one.items())
        tag = measure_tag(measure, **{name: one.get(name) for name in _GROUP})
        header = _header(one)
        columns[header] = table.select(pl.when(is_own).then("figure")).to_series().alias(header)
        tags.append(tag)
    if not groups:
        columns["figure"], tags = pl.Series("figure", [], dtype=pl.Int64), [*tags, measure_tag(measure)]
    # With our own names in the header the file would be read as one of records, and its women not at all.
    return table.select(pl.col(name).alias(name.replace("_", " ")) for name in named).with_columns(**columns), tags


def measure_tag(
    measure: str,
    *,
    unit: str | None = None,
    sex: str | None = None,
    age_band: str | None = None,
    population_group: str | None = None,
) -> str:
    """Return the tag of a column of numbers: whom it counts, and in what."""
    tag = MEASURE_TAGS.get(measure, f"#affected+{measure}")
    parts = (_SEXES.get(sex, _attribute("sex", sex)) if sex else "", _attribute("age", age_band))
    return tag + "".join(parts) + _attribute("group", population_group) + _UNITS.get(unit or "person", "+num")


def _attribute(name: str, value: str | None) -> str:
    if value is None:
        return ""
    return f"+{name}_" + re.sub(r"[^a-z0-9]+", "_", value.lower().replace("+", "plus").replace("<", "under")).strip("_")


def _header(group: dict[str, str | None]) -> str:
    """Return the heading of a column of numbers in words."""
    words = [value for name, value in group.items() if value and not (name == "unit" and value == "person")]
    return "figure" + "".join(f", {word}" for word in words)
