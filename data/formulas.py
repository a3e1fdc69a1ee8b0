"""Text that a spreadsheet shows and does not run, and the way back when such a file is imported again."""

import re

import polars as pl

_START = "[=+\\-@|%\t\r\n\uff1d\uff0b\uff0d\uff20\uff5c\uff05]"
"""A text that starts like this runs as a formula in a spreadsheet; so do the full-width forms."""

_DANGEROUS = re.compile(f"'*{_START}")
_GUARDED = f"^'('*{_START})"


def safe_cell(text: str) -> str:
    """Return text that a spreadsheet shows and does not run; numbers are not text and stay as they are.

    An apostrophe goes before what would run, also before what looks guarded already, so that nothing is lost on the
    way back.
    """
    return f"'{text}" if _DANGEROUS.match(text) else text


def without_guard(text: pl.Expr) -> pl.Expr:
    """Return what ``safe_cell`` was given."""
    return text.str.replace(_GUARDED, "${1}")
