"""How tables on pages write numbers: with the reader's separators."""

from typing import Any

import pandas as pd
import streamlit as st


def number_columns(table: pd.DataFrame) -> dict[str, Any]:
    """Return the settings of a table's columns of whole numbers."""
    whole = [str(name) for name in table.columns if pd.api.types.is_integer_dtype(table[name])]
    return {name: st.column_config.NumberColumn(format="localized") for name in whole}
