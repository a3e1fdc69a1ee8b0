"""Tables as files that a spreadsheet opens without running anything in them."""

import secrets

import pandas as pd

from data.formulas import safe_cell


def csv_text(table: pd.DataFrame) -> str:
    """Return a table as CSV with a byte order mark, so that accents are read; text never runs as a formula."""
    safe = table.map(lambda value: safe_cell(value) if isinstance(value, str) else value)
    safe.columns = pd.Index([safe_cell(str(name)) for name in table.columns])
    return "\ufeff" + safe.to_csv(index=False, lineterminator="\n")


def download_name(stem: str, ending: str) -> str:
    """Return the name of a file to download, with a token that nobody can guess.

    The server finds downloads by a hash of name and content: without it whoever knows both could fetch the file.
    """
    return f"{stem}-{secrets.token_urlsafe(16)}.{ending}"
