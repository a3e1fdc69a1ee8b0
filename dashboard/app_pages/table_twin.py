"""The table beside a map or chart, and the download of just what it shows."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.downloads import csv_text, download_name
from dashboard.html_tables import frame_html
from dashboard.language import gettext as _


def draw_table(make: Callable[[], pd.DataFrame], *, name: str, title: str) -> None:
    """Draw a table in a fold with its download; both are made only when it is opened."""
    fold = st.expander(title, key=f"table_{title}", on_change="rerun", icon=":material/table:")
    if not fold.open:
        return
    table = make()
    with fold:
        st.html(frame_html(table, caption=title))
        st.download_button(
            _("Download as CSV"),
            csv_text(table),
            file_name=download_name(name, "csv"),
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
