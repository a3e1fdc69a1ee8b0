"""CTDC's global dataset of victims of trafficking: one row is one person, kept here only as counts of groups.

The file is k-anonymised (k = 11) or synthetic. Rows are counted by year of registration and country of exploitation;
where that country is not ours, by country of exploitation and citizenship. A group of fewer than 11 people is not
kept, and a split by sex or age only where each of its parts has 11 or more: nobody can be found by subtracting.
These are identified cases of the organisations that take part, not prevalence. Columns: the codebook of the Counter-
Trafficking Data Collaborative.
"""

import polars as pl

from data.places import our_countries
from data.placing import resolve_countries
from data.readers.dates import first_day_of_year, last_day_of_year
from data.readers.drafts import PROBLEM_SCHEMA, Drafts
from data.readers.figures import known
from data.readers.opening import OpenedFile
from data.readers.shaping import problem_rows, with_constants, with_missing

SOURCE = "ctdc"
NAME = "CTDC trafficking"
COLUMNS = ("yearOfRegistration", "gender", "ageBroad", "majorityStatus", "citizenship", "CountryOfExploitation")

FEWEST = 11
"""The smallest group that is kept: CTDC's own k."""

_UNKNOWN = ("-99", "00", "0", "99")
_SEXES = {
    "female": "female", "woman": "female", "girl": "female", "woman/girl": "female", "male": "male", "man": "male",
    "boy": "male", "man/boy": "male", "transgender": "other", "trans": "other", "transgender/nonconforming": "other",
    "trans/transgender/nonconforming": "other", "other": "other",
}  # fmt: skip
_MAJORITY = {"adult": "18+", "minor": "0-17"}
_CONSTANTS = {
    "measure": "trafficking_victims_identified",
    "unit": "person",
    "role": "recommended",
    "quantifier": "exact",
    "date_precision": "year",
    "term": "registered",
}


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is the global dataset."""
    return file.table_with(COLUMNS) is not None


def read(file: OpenedFile) -> Drafts:
    """Return counts of groups of 11 or more people; rows of smaller groups are accepted, and no record is made."""
    table = file.table_with(COLUMNS)
    assert table is not None
    people = _people(table)
    wrong = people.filter(~pl.col("year").str.contains(r"^(?:19|20)\d{2}$").fill_null(value=False))
    lost = people.filter((pl.col("country_trouble") == "unknown") | (pl.col("origin_trouble") == "unknown"))
    lost = lost.join(wrong, on="source_row", how="anti")
    people = people.join(pl.concat([wrong, lost]).select("source_row"), on="source_row", how="anti")
    ours = our_countries()
    is_here = pl.col("country_iso3").is_in(ours).fill_null(value=False)
    is_of_ours = pl.col("origin_iso3").is_in(ours).fill_null(value=False)
    here = people.filter(is_here)
    abroad = people.filter(~is_here & is_of_ours & pl.col("country_iso3").is_not_null())
    nowhere = people.filter(pl.col("country_iso3").is_null() & (is_of_ours | pl.col("origin_iso3").is_null()))
    counted = pl.concat([_groups_here(here), _groups(abroad, ["country_iso3", "origin_iso3", "year"])], how="diagonal")
    outside = people.join(pl.concat([here, abroad, nowhere]), on="source_row", how="anti")
    records = pl.concat([_records(counted), _about_others(outside)], how="diagonal")
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        problems=pl.concat([_not_a_year(wrong), _unknown_code(lost)]),
        silent_rows=frozenset(pl.concat([here, abroad, nowhere])["source_row"]),
        remarks=pl.concat([_too_few(here, abroad, counted), _without_country(nowhere)]),
        file_columns={
            "country_iso3": "CountryOfExploitation", "origin_iso3": "citizenship", "start_date": "yearOfRegistration",
        },
    )  # fmt: skip


def _people(table: pl.DataFrame) -> pl.DataFrame:
    """Return one row per person with year, the two countries as codes, sex and age band."""
    cells = {name: _given(name) for name in COLUMNS}
    sex = cells["gender"].str.to_lowercase().replace_strict(_SEXES, default="unknown", return_dtype=pl.String)
    majority = cells["majorityStatus"].str.to_lowercase()
    band = cells["ageBroad"].str.replace("--", "-", literal=True)
    people = table.select(
        "source_row",
        year=cells["yearOfRegistration"].str.replace(r"\.0$", ""),
        country_iso3=cells["CountryOfExploitation"],
        origin_iso3=cells["citizenship"],
        sex=pl.when(sex.is_null()).then(pl.lit("unknown")).otherwise(sex),
        age_band=pl.coalesce(band, majority.replace_strict(_MAJORITY, default=None, return_dtype=pl.String)),
    )
    return resolve_countries(people).with_columns(pl.col("age_band").fill_null("unknown"))


def _given(column: str) -> pl.Expr:
    text = known(pl.col(column))
    return pl.when(~text.is_in(_UNKNOWN)).then(text)


def _groups_here(people: pl.DataFrame) -> pl.DataFrame:
    """Return the total of each country and year, and its parts by sex and by age where all of them may be kept."""
    place = ["country_iso3", "year"]
    totals = _groups(people, place)
    parts = [_safe_parts(_count(people, [*place, name]), place) for name in ("sex", "age_band")]
    parts = [part.join(totals.select(place), on=place, how="semi") for part in parts]
    return pl.concat([totals, *parts], how="diagonal")


def _count(people: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    return people.group_by(by, maintain_order=True).agg(pl.len().alias("people"), pl.col("source_row").min())


def _groups(people: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    return _count(people, by).filter(pl.col("people") >= FEWEST)


def _safe_parts(parts: pl.DataFrame, place: list[str]) -> pl.DataFrame:
    return parts.filter((pl.col("people").min().over(place) >= FEWEST) & (pl.len().over(place) > 1))


def _records(counted: pl.DataFrame) -> pl.DataFrame:
    counted = with_missing(counted, ("origin_iso3", "sex", "age_band"))
    year = pl.col("year")
    counted = counted.with_columns(
        figure=pl.col("people").cast(pl.String), start_date=first_day_of_year(year), end_date=last_day_of_year(year)
    )
    return with_constants(counted, _CONSTANTS).drop("people", "year")


def _about_others(people: pl.DataFrame) -> pl.DataFrame:
    """Rows that concern none of our states, one draft each so that each is counted as outside; none is ever stored."""
    return people.select("source_row", pl.coalesce("country_iso3", "origin_iso3").alias("country_iso3"))


def _not_a_year(people: pl.DataFrame) -> pl.DataFrame:
    people = people.rename({"year": "yearOfRegistration"})
    said = pl.coalesce(pl.col("yearOfRegistration"), pl.lit("empty"))
    message = pl.format("yearOfRegistration is '{}', expected a year such as 2019.", said)
    return problem_rows(people, column="yearOfRegistration", rule="not_a_year", message=message)


def _unknown_code(people: pl.DataFrame) -> pl.DataFrame:
    is_place = pl.col("country_trouble") == "unknown"
    column = pl.when(is_place).then(pl.lit("CountryOfExploitation")).otherwise(pl.lit("citizenship"))
    value = pl.when(is_place).then("country_text").otherwise("origin_text")
    people = people.select("source_row", column.alias("column"), value.alias("value"))
    message = pl.format("{} is '{}', not a country that we know.", "column", "value")
    return people.with_columns(pl.lit("country_unknown").alias("rule"), message.alias("message"))


def _too_few(here: pl.DataFrame, abroad: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """Tell once how many rows stand in groups that are too small, without saying which."""
    kept = counted.filter(pl.col("sex").is_null() & pl.col("age_band").is_null())["people"].sum() or 0
    small = here.height + abroad.height - kept
    words = f"{small} rows stand in groups of fewer than {FEWEST} people; not kept, so that no person is found."
    return _remark(pl.concat([here, abroad]), "group_too_small", words) if small else _remark(here.clear(), "", "")


def _without_country(people: pl.DataFrame) -> pl.DataFrame:
    words = f"{people.height} rows do not say in which country people were exploited; they are in no figure."
    return _remark(people, "country_not_given", words)


def _remark(people: pl.DataFrame, rule: str, words: str) -> pl.DataFrame:
    row = people["source_row"].min()
    rows = [] if row is None else [(row, None, None, rule, words)]
    return pl.DataFrame(rows, schema=PROBLEM_SCHEMA, orient="row")
