"""How the key of a count is written and read back: one text in the engine and here."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data.queries.answer import CountKey, Part

BETWEEN_FIELDS, BETWEEN_KEYS = "\x1f", "\x1e"

KEY_COLUMNS = (
    "country_iso3", "admin1", "admin2", "site", "place", "source_key", "operation", "assessment_type",
    "is_triangulation", "breakdown", "sector_group", "wording", "level", "round_number", "period", "precision",
    "report", "report_start", "report_end",
)  # fmt: skip
"""Columns of the engine that fill the fields of ``CountKey``, in their order."""


def key_text(key: CountKey) -> str:
    """Return a key as one text, its fields between signs that no name has."""
    return BETWEEN_FIELDS.join(str(field) for field in (*key[:-1], *key.details))


def keys_text(parts: Iterable[Part]) -> str:
    """Return the keys of all parts as one text to be bound; each once."""
    return BETWEEN_KEYS.join(sorted({key_text(part.key) for part in parts if part.key is not None}))


def key_of_row(row: Mapping[str, Any], details: Sequence[str]) -> CountKey:
    """Return the key of a row that the engine told."""
    details_told = tuple(row[f"detail_{name}"] for name in details)
    return CountKey._make((*(row[f"key_{column}"] for column in KEY_COLUMNS), details_told))
