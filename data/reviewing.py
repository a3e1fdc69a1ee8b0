"""Places that wait for a person: what is proposed, and what a decision changes.

A decision holds for every record of that source with that place, also in later files, and is a revision: the figures
stay the same records, earlier moments of the store still show them unplaced, and it can be undone.
"""

import json
from datetime import datetime

import polars as pl

from data.errors import RequestRefused
from data.identity import fold_text, identify
from data.places import commune_parents, our_countries, our_units, suggest_places
from data.schema import PlaceMatch
from data.store.interface import (
    BATCH_SCHEMA,
    REVIEW_SCHEMA,
    Batch,
    ImportEntry,
    PlaceDecision,
    RowCounts,
    Store,
    empty,
)

MOST_SUGGESTED = 500
"""So many places get suggestions, those with most rows first; likeness is slow to find."""

_KEY = ("source", "country_iso3", "provider_place_name")


def places_to_review(records: pl.DataFrame) -> pl.DataFrame:
    """Return the places of these records that no list knows, those with most rows first.

    Returns:
        One row per source, country and place: ``rows`` and ``suggestions``, a JSON list of ``code``, ``name`` and
        ``score`` (0 to 100), the likest first.
    """
    waiting = (pl.col("place_match") == PlaceMatch.NONE.value) & pl.col("provider_place_name").is_not_null()
    found = records.filter(waiting).group_by(_KEY).agg(rows=pl.len().cast(pl.Int64))
    if found.is_empty():
        return empty(REVIEW_SCHEMA)
    found = found.sort("rows", *_KEY, descending=[True, False, False, False])
    places = found.select("country_iso3", "provider_place_name").rows()
    suggestions = [json.dumps(_suggested(*place), ensure_ascii=False) for place in places[:MOST_SUGGESTED]]
    suggestions += ["[]"] * (len(places) - len(suggestions))
    return found.with_columns(suggestions=pl.Series(suggestions, dtype=pl.String)).select(list(REVIEW_SCHEMA))


def _suggested(country: str, name: str) -> list[dict[str, object]]:
    return suggest_places(country, name) if country in our_countries() else []


def confirm(store: Store, decision: PlaceDecision, *, by: str, now: datetime) -> ImportEntry:
    """Say which unit a place means, for all records of its source, now and later.

    Args:
        store: where the records are.
        decision: the place as the review list has it, and the codes it means; a commune brings its unit along.
        by: who decided.
        now: the time.

    Raises:
        RequestRefused: the codes are none of that country, or no record waits for this place.
    """
    whole = _checked(decision)
    with store.writing(by=by):
        generation = store.snapshot().generation
        waiting = _waiting(store, whole)
        if waiting.is_empty():
            raise RequestRefused(
                f"no record of {whole.source} in {whole.country_iso3} waits for {whole.provider_place_name!r}."
            )
        batch = Batch(
            file_name=f"place: {whole.provider_place_name}",
            sha256="",
            size_bytes=0,
            source=whole.source,
            reader="confirmation",
            counts=RowCounts(rows_read=waiting.height, revised=waiting.height),
            based_on=generation,
            records=_placed(waiting, whole),
            kind="confirmation",
            note=f"{whole.provider_place_name} is {whole.admin2_code or whole.admin1_code}",
        )
        return store.confirm_place(whole, batch, by=by, now=now)


def _checked(decision: PlaceDecision) -> PlaceDecision:
    country, unit, commune = decision.country_iso3, decision.admin1_code, decision.admin2_code
    if commune is not None:
        parent = commune_parents().get(commune)
        if parent is None or parent[0] != country:
            raise RequestRefused(f"{commune!r} is no second-level unit of {country}.")
        if unit not in {None, parent[1]}:
            raise RequestRefused(f"{commune} lies in {parent[1]}, not in {unit}.")
        unit = parent[1]
    if unit is None or our_units().get(unit) != country:
        raise RequestRefused(f"{unit!r} is no unit of {country}.")
    return PlaceDecision(decision.source, country, decision.provider_place_name, unit, commune)


def _waiting(store: Store, decision: PlaceDecision) -> pl.DataFrame:
    records = store.current_records(source=decision.source)
    name = fold_text(pl.col("provider_place_name"))
    return records.filter(
        pl.col("place_match") == PlaceMatch.NONE.value,
        pl.col("country_iso3") == decision.country_iso3,
        name == fold_text(pl.lit(decision.provider_place_name)),
    )


def _placed(waiting: pl.DataFrame, decision: PlaceDecision) -> pl.DataFrame:
    placed = waiting.with_columns(
        admin1_code=pl.lit(decision.admin1_code, pl.String),
        admin2_code=pl.lit(decision.admin2_code, pl.String),
        place_match=pl.lit(PlaceMatch.CONFIRMED.value),
        revision=pl.col("revision") + 1,
    )
    return placed.with_columns(identify(placed)["content"]).select(list(BATCH_SCHEMA))
