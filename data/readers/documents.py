"""Rows of a JSON document as text: a list, an envelope round a list, or one object per line."""

import json
import re
from typing import Any

import numpy as np
import polars as pl

from data.errors import FileUnreadable

MAX_DEPTH = 100
_ENVELOPES = ("result", "results", "data", "items", "records")
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def parse_document(text: str, *, name: str) -> Any:
    """Return a JSON document or a list of one document per line; numbers stay text.

    Raises:
        FileUnreadable: the text is no JSON, or nested deeper than 100 levels.
    """
    if _depth(text) > MAX_DEPTH:
        raise FileUnreadable(f"{name} is nested deeper than {MAX_DEPTH} levels.")
    try:
        return _parse(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if error.msg != "Extra data" or not all(line.lstrip().startswith("{") for line in lines):
            raise _unreadable(name, error.lineno, error) from error
    rows = []
    for number, line in enumerate(lines, start=1):
        try:
            rows.append(_parse(line))
        except json.JSONDecodeError as error:
            raise _unreadable(name, number, error) from error
    return rows


def rows_of_document(document: Any) -> list[dict[str, Any]] | None:
    """Return the records of a document: the document itself or the list in its envelope; None if there is none."""
    if isinstance(document, dict):
        document = next((document[key] for key in _ENVELOPES if isinstance(document.get(key), list)), None)
    if not isinstance(document, list) or not all(isinstance(row, dict) for row in document):
        return None
    return document


def table_of_rows(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Return the records as text columns; ``source_row`` counts records from 1, nested names are joined by a dot."""
    flat = [_flatten(row) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row if name != "source_row"))
    columns = {"source_row": range(1, len(rows) + 1), **{name: [row.get(name) for row in flat] for name in names}}
    return pl.DataFrame(columns, schema={"source_row": pl.Int64, **dict.fromkeys(names, pl.String)})


def _parse(text: str) -> Any:
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)


def _unreadable(name: str, line: int, error: json.JSONDecodeError) -> FileUnreadable:
    return FileUnreadable(f"{name}, line {line}, column {error.colno}: not JSON ({error.msg}).")


def _depth(text: str) -> int:
    """Return the deepest nesting; brackets inside strings are looked at only where they could matter."""
    data = np.frombuffer(text.encode(), dtype=np.uint8)
    steps = np.isin(data, (91, 123)).astype(np.int32) - np.isin(data, (93, 125))
    levels = np.cumsum(steps)
    if levels.size == 0 or (levels.max() <= MAX_DEPTH and levels.min() >= 0):
        return 0
    level = deepest = 0
    for match in _TOKENS.finditer(text):
        token = match.group()
        level += (token in "[{") - (token in "]}")
        deepest = max(deepest, level)
    return deepest


def _flatten(row: dict[str, Any], prefix: str = "") -> dict[str, str | None]:
    flat: dict[str, str | None] = {}
    for key, value in row.items():
        if isinstance(value, dict) and value:
            flat.update(_flatten(value, f"{prefix}{key}."))
        else:
            flat[prefix + key] = _text(value)
    return flat


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
