"""Days inside a chart in the reader's words: a browser's charts write months in English only.

The expressions are worked out by the browser from a moment, so that no word of a day travels with the rows.
"""

import json

from dashboard import formats

_TICK = "datum.value"


def day_expression(moment: str = _TICK) -> str:
    """Return the expression of a day with its year, as `dashboard.formats.short_day` writes it."""
    return f"date({moment}) + ' ' + {_month(moment)} + ' ' + year({moment})"


def tick_expression() -> str:
    """Return the expression of a mark on an axis of time: the year at its beginning, else the month, else the day."""
    is_first, is_new_year = f"date({_TICK}) == 1", f"month({_TICK}) == 0"
    day = f"date({_TICK}) + ' ' + {_month(_TICK)}"
    return f"{is_first} ? ({is_new_year} ? '' + year({_TICK}) : {_month(_TICK)}) : {day}"


def _month(moment: str) -> str:
    return f"{json.dumps(formats.short_months(), ensure_ascii=False)}[month({moment})]"
