"""What a chart is: one of Altair, or Vega-Lite itself where Altair would be too slow."""

from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa

if TYPE_CHECKING:  # Altair is slow to load, and only who draws such a chart needs it
    import altair as alt

Specification: TypeAlias = dict[str, Any]
"""Vega-Lite as its documentation has it, https://vega.github.io/vega-lite/docs/; ``datasets`` holds rows by name."""

Chart: TypeAlias = "alt.LayerChart | alt.Chart | Specification"


def for_browser(chart: Specification) -> Specification:
    """Return a chart whose rows are tables of Arrow: half as long as what Streamlit makes of them by way of pandas."""
    return {**chart, "datasets": {name: pa.Table.from_pylist(rows) for name, rows in chart["datasets"].items()}}
