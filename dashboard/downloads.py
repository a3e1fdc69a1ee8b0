"""Tables as files that a spreadsheet opens without running anything in them."""

import re

import pandas as pd

_DANGEROUS = re.compile("^[=+\\-@|%\t\r\n\uff1d\uff0b\uff0d\uff20\uff5c\uff05]")
"""A text that starts like this runs as a formula in a spreadsheet; so do the full-width forms."""


def csv_text(table: pd.DataFrame) -> str:
    """Return a table as CSV with a byte order mark, so that accents are read; text never runs as a formula."""
    safe = table.map(lambda value: safe_cell(value) if isinstance(value, str) else value)
    safe.columns = pd.Index([safe_cell(str(name)) for name in table.columns])
    return "\ufeff" + safe.to_csv(index=False, lineterminator="\n")


def safe_cell(text: str) -> str:
    """Return text that a spreadsheet shows and does not run; numbers are not text and stay as they are."""
    return f"'{text}" if _DANGEROUS.match(text) else text
