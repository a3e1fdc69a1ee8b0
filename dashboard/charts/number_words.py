"""Numbers on the axes of a chart as the reader writes them."""

from typing import Any

from dashboard import formats


def number_locale() -> dict[str, Any]:
    """Return the separators of the language of the run, as charts take them."""
    symbols = formats.current_locale().number_symbols["latn"]
    return {"decimal": symbols["decimal"], "thousands": symbols["group"], "grouping": [3], "currency": ["", ""]}
