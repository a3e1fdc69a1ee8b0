"""Places of whole tables: each distinct place is looked up once (``data/places.py``), then joined back.

A reader leaves what the file says in helper columns (``HELPERS``); here they become codes. A name that no list knows
stays as it is with ``place_match`` none, counts as unplaced, and waits for a person (``data/reviewing.py``).
"""

from collections.abc import Mapping
from datetime import timedelta

import polars as pl

from data.identity import fold_text
from data.places import (
    EAST,
    NO_COUNTRY,
    NORTH,
    OTHER_COUNTRIES,
    RENUMBERED_COUNTRY,
    RENUMBERED_ON,
    SOUTH,
    WEST,
    PlaceText,
    commune_parents,
    edition_of,
    find_country,
    find_place,
    find_unit,
    locate,
    our_countries,
    our_units,
)
from data.schema import PlaceMatch

HELPERS = (
    "given_country", "given_admin1_code", "given_admin1_name", "given_admin2_code", "given_admin2_name",
    "given_origin_country", "given_origin_admin1_code", "given_origin_admin1_name", "pcode_edition", "place_by_point",
    "distinct_id",
)  # fmt: skip
"""Columns that a reader may add to its drafts, as text.

Names and codes as the file has them; ``pcode_edition`` is the day of the list of P-codes; ``place_by_point`` is ``no``
where the coordinates are no place (the middle of several locations); ``distinct_id`` is the source's own id where rows
that look alike are different people.
"""

_PLACE_TEXT = ("given_admin1_code", "given_admin1_name", "given_admin2_code", "given_admin2_name")
_PLACE_KEYS = ("country_iso3", *_PLACE_TEXT, "provider_place_name", "edition")
_BESIDE_PLACE = ("start_date", "pcode_edition", "origin_admin1_code")
_BEFORE_RENUMBERING = RENUMBERED_ON - timedelta(days=1)
_ORIGIN_TEXT = ("given_origin_admin1_code", "given_origin_admin1_name")


def resolve_countries(frame: pl.DataFrame) -> pl.DataFrame:
    """Return drafts with the countries as ISO3 codes, and what is wrong where they are not certain.

    Returns:
        The rows with ``country_iso3`` and ``origin_iso3`` as codes or empty, ``country_text`` and ``origin_text`` as
        the file had them, ``country_trouble`` (missing, unknown, contradiction) and ``origin_trouble`` (unknown,
        contradiction). A country that the file leaves out is taken from coordinates that lie inside one of our states.
    """
    frame = _resolve(frame, "country", given="given_country", others=OTHER_COUNTRIES)
    frame = _fill_from_points(frame)
    is_missing = pl.col("country_iso3").is_null() & pl.col("country_trouble").is_null()
    frame = frame.with_columns(country_trouble=pl.when(is_missing).then(pl.lit("missing")).otherwise("country_trouble"))
    return _resolve(frame, "origin", given="given_origin_country", others={**OTHER_COUNTRIES, **NO_COUNTRY})


def _resolve(frame: pl.DataFrame, end: str, *, given: str, others: Mapping[str, str]) -> pl.DataFrame:
    code, trouble = f"{end}_iso3", f"{end}_trouble"
    frame = with_missing(frame, (code, given))
    columns = [code, given] if frame[given].null_count() < frame.height else [code]
    pairs = with_missing(frame.select(columns).unique(), (given,))
    answers = [find_country(*pair, others=others) for pair in pairs.iter_rows()]
    codes = pl.Series("_code", [found for found, _ in answers], dtype=pl.String)
    troubles = pl.Series(trouble, [wrong for _, wrong in answers], dtype=pl.String)
    frame = frame.with_columns(pl.coalesce(code, given).alias(f"{end}_text"))
    if codes.equals(pairs[code], check_names=False, null_equal=True) and troubles.null_count() == pairs.height:
        return frame.with_columns(pl.lit(None, pl.String).alias(trouble))
    table = pairs.with_columns(codes, troubles)
    joined = frame.join(table, on=[code, given], how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(pl.col("_code").alias(code)).drop("_code")


def _fill_from_points(frame: pl.DataFrame) -> pl.DataFrame:
    if not {"latitude", "longitude"} <= set(frame.columns):
        return frame
    lat, lon = (pl.col(name).cast(pl.Float64, strict=False) for name in ("latitude", "longitude"))
    in_region = lat.is_between(SOUTH, NORTH) & lon.is_between(WEST, EAST)
    unknown = pl.col("country_iso3").is_null() & pl.col("country_trouble").is_null()
    points = frame.select(lat, lon, wanted=(in_region & unknown).fill_null(value=False))
    wanted = points["wanted"]
    if not wanted.any():
        return frame
    found = locate(*points.filter(wanted).select("latitude", "longitude").get_columns())
    countries = found.select(pl.when(how="inside").then("country_iso3")).to_series()
    return frame.with_columns(frame["country_iso3"].scatter(wanted.arg_true(), countries))


def with_missing(frame: pl.DataFrame, names: tuple[str, ...]) -> pl.DataFrame:
    """Return the frame with these text columns, empty where it has none."""
    return frame.with_columns(pl.lit(None, pl.String).alias(name) for name in names if name not in frame.columns)


def place_records(records: pl.DataFrame, remembered: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return checked records with unit and commune codes found from the helper columns, which are dropped.

    Args:
        records: checked records with any of ``HELPERS``.
        remembered: what people decided before (``source``, ``country_iso3``, ``provider_place_name``, ``admin1_code``,
            ``admin2_code``); it holds where no list knows the name.

    Returns:
        The rows in the same order. ``provider_place_name`` is the place as the source wrote it, the smaller unit first
        (``Port-au-Prince, Ouest``). ``place_match`` says how the place was found: ``none`` waits for a person (then
        ``admin1_code`` may still hold the unit that is certain), empty means that the figure is for the whole country.
    """
    records = with_missing(records, ("admin1_code", "admin2_code", "provider_place_name", "place_match"))
    records = _place_by_own_code(_place_origins(records))
    records = _place_by_text(_with_place_names(records))
    if remembered is not None and not remembered.is_empty():
        records = _place_as_remembered(records, remembered)
    records = _place_by_point(records)
    return records.drop(name for name in HELPERS if name in records.columns)


def _place_by_own_code(records: pl.DataFrame) -> pl.DataFrame:
    records = _with_own_unit(records)
    has_code = pl.col("admin1_code").is_not_null() | pl.col("admin2_code").is_not_null()
    matched = pl.when(has_code & pl.col("place_match").is_null()).then(pl.lit(PlaceMatch.CODE.value))
    records = records.with_columns(place_match=matched.otherwise("place_match"))
    if records["admin2_code"].null_count() == records.height:
        return records
    parents = {code: parent for code, (_, parent) in commune_parents().items()}
    parent = pl.col("admin2_code").replace_strict(parents, default=None, return_dtype=pl.String)
    return records.with_columns(admin1_code=pl.coalesce("admin1_code", parent))


def _with_own_unit(records: pl.DataFrame) -> pl.DataFrame:
    """Take our own codes of units as they are, in one pass; all other codes are looked up."""
    if "given_admin1_code" not in records.columns:
        return records
    records = with_missing(records, _PLACE_TEXT)
    country = pl.col("given_admin1_code").replace_strict(our_units(), default=None, return_dtype=pl.String)
    is_own = (country == pl.col("country_iso3")) & pl.all_horizontal(pl.col(_PLACE_TEXT[2:]).is_null())
    own = pl.when(is_own & pl.col("place_match").is_null()).then("given_admin1_code")
    return records.with_columns(admin1_code=pl.coalesce("admin1_code", own))


def _with_place_names(records: pl.DataFrame) -> pl.DataFrame:
    if not any(name in records.columns for name in _PLACE_TEXT):
        return records
    records = with_missing(records, _PLACE_TEXT)
    own_code = pl.col("given_admin1_code").is_in(list(our_units()))
    small = pl.coalesce("given_admin2_name", "given_admin2_code")
    large = pl.coalesce("given_admin1_name", pl.when(~own_code).then("given_admin1_code"))
    both = pl.concat_str(small, large, separator=", ", ignore_nulls=True)
    composed = pl.when(small.is_null()).then(large).otherwise(both)
    return records.with_columns(provider_place_name=pl.coalesce("provider_place_name", composed))


def _place_by_text(records: pl.DataFrame) -> pl.DataFrame:
    is_wanted = (
        pl.col("place_match").is_null()
        & pl.col("provider_place_name").is_not_null()
        & pl.col("country_iso3").is_in(our_countries())
    )
    wanted = records.select(wanted=is_wanted)["wanted"]
    if not wanted.any():
        return records
    records = with_missing(records, _PLACE_TEXT)
    needed = [name for name in (*_PLACE_KEYS, *_BESIDE_PLACE) if name in records.columns]
    asked = records.select(needed).filter(wanted).with_columns(_edition(records, _PLACE_TEXT[::2]))
    keys = [name for name in _PLACE_KEYS if asked[name].null_count() < asked.height]
    places = asked.select(keys).unique()
    found = [find_place(PlaceText(*row)) for row in with_missing(places, _PLACE_KEYS).select(_PLACE_KEYS).iter_rows()]
    answers = places.with_columns(
        pl.Series("found_admin1", [one.admin1_code for one in found], dtype=pl.String),
        pl.Series("found_admin2", [one.admin2_code for one in found], dtype=pl.String),
        pl.Series("found_how", [one.how for one in found], dtype=pl.String),
    )
    joined = asked.join(answers, on=keys, how="left", nulls_equal=True, maintain_order="left")
    if "origin_admin1_code" in records.columns:
        # A lone name beside an origin is that of the origin: where the people went is not said.
        is_origin = pl.all_horizontal(pl.col(_PLACE_TEXT).is_null()) & (
            pl.col("found_admin1") == pl.col("origin_admin1_code")
        )
        joined = joined.with_columns(found_admin1=pl.when(~is_origin.fill_null(value=False)).then("found_admin1"))
    return _take(records, wanted, joined)


def _take(records: pl.DataFrame, wanted: pl.Series, found: pl.DataFrame) -> pl.DataFrame:
    """Take ``found_*`` of the wanted rows, one row of ``found`` each, over into the columns of the record.

    A row without ``found_how`` keeps what it has.
    """
    pairs = {"admin1_code": "found_admin1", "admin2_code": "found_admin2", "place_match": "found_how"}
    row = pl.select(pl.when(wanted).then(wanted.cum_sum() - 1)).to_series()
    taken = {old: found[new].gather(row) for old, new in pairs.items() if new in found.columns}
    is_found = taken["place_match"].is_not_null()
    return records.with_columns(pl.when(is_found).then(new).otherwise(old).alias(old) for old, new in taken.items())


def _edition(records: pl.DataFrame, code_columns: tuple[str, ...]) -> pl.Expr:
    """The day by which Jamaica's P-codes are read: as the reader says, as the file's codes show, else the record's."""
    columns = [name for name in code_columns if name in records.columns]
    if not columns:
        return pl.lit(None, pl.Date).alias("edition")
    shown = edition_of({code for name in columns for code in records[name].unique().drop_nulls()})
    days = [pl.lit(shown, pl.Date), pl.col("start_date")]
    if "pcode_edition" in records.columns:
        days.insert(0, pl.col("pcode_edition").str.to_date("%Y-%m-%d", strict=False))
    day = pl.coalesce(days)
    edition = pl.when(day >= RENUMBERED_ON).then(RENUMBERED_ON).when(day.is_not_null()).then(_BEFORE_RENUMBERING)
    return pl.when(pl.col("country_iso3") == RENUMBERED_COUNTRY).then(edition).alias("edition")


def _place_as_remembered(records: pl.DataFrame, remembered: pl.DataFrame) -> pl.DataFrame:
    folded = fold_text(pl.col("provider_place_name")).alias("folded")
    keys = ["source", "country_iso3", "folded"]
    decisions = remembered.select(
        "source",
        "country_iso3",
        folded,
        pl.col("admin1_code").alias("found_admin1"),
        pl.col("admin2_code").alias("found_admin2"),
        pl.lit(PlaceMatch.CONFIRMED.value).alias("found_how"),
    ).unique(keys, keep="last")
    unknown = records["place_match"].eq_missing(PlaceMatch.NONE.value)
    if not unknown.any():
        return records
    joined = records.filter(unknown).with_columns(folded).join(decisions, on=keys, how="left", maintain_order="left")
    return _take(records, unknown, joined)


def _place_by_point(records: pl.DataFrame) -> pl.DataFrame:
    if not {"latitude", "longitude"} <= set(records.columns):
        return records
    records = with_missing(records, ("place_by_point",))
    unplaced = pl.col("place_match").is_null() | (pl.col("place_match") == PlaceMatch.NONE.value)
    wanted = (
        unplaced
        & pl.col("admin1_code").is_null()
        & pl.col("latitude").is_not_null()
        & pl.col("longitude").is_not_null()
        & pl.col("place_by_point").ne_missing("no")
        & pl.col("country_iso3").is_in(our_countries())
    )
    mask = records.select(wanted=wanted)["wanted"]
    if not mask.any():
        return records
    points = records.select("latitude", "longitude", "country_iso3").filter(mask)
    hows = {"inside": PlaceMatch.EXACT.value, "nearest": PlaceMatch.NEAREST.value}
    found = locate(points["latitude"], points["longitude"]).select(
        "code", is_own=pl.col("country_iso3").eq_missing(points["country_iso3"]), how=pl.col("how").replace(hows)
    )
    is_own = pl.col("is_own")
    answers = found.select(
        found_admin1=pl.when(is_own).then("code"),
        found_how=pl.when(is_own).then("how").otherwise(pl.lit(PlaceMatch.NONE.value)),
    )
    return _take(records, mask, answers)


def _place_origins(records: pl.DataFrame) -> pl.DataFrame:
    if not any(name in records.columns for name in _ORIGIN_TEXT):
        return records
    records = with_missing(records, (*_ORIGIN_TEXT, "origin_iso3", "origin_admin1_code"))
    country = pl.coalesce("origin_iso3", "country_iso3").alias("origin_country")
    records = records.with_columns(country, _edition(records, _ORIGIN_TEXT[:1]))
    keys = ["origin_country", *_ORIGIN_TEXT, "edition"]
    places = records.filter(pl.col("origin_country").is_in(our_countries())).select(keys).unique()
    codes = [find_unit(row[0], row[1], row[2], on=row[3])[0] for row in places.iter_rows()]
    answers = places.with_columns(pl.Series("found_origin", codes, dtype=pl.String))
    joined = records.join(answers, on=keys, how="left", nulls_equal=True, maintain_order="left")
    origin = pl.coalesce("origin_admin1_code", "found_origin").alias("origin_admin1_code")
    return joined.with_columns(origin).drop("origin_country", "edition", "found_origin")
