"""The figures of one protected measure on the page: chart, table, parts and download, all from one published table."""

import streamlit as st

from dashboard import resources
from dashboard.app_pages.table_twin import draw_table
from dashboard.app_pages.theme import page_theme
from dashboard.app_pages.view_table import draw_makings
from dashboard.formats import markdown_safe
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.notices import caution, nothing
from dashboard.protection_views import (
    Reading,
    download_table,
    findings,
    reading,
    sign_words,
    split_html,
    split_left_out,
    table_html,
    told_of,
    without_words,
)
from dashboard.selection import Selection


def draw_figures(selection: Selection, measure: str) -> None:
    """Draw what a selection shows of a protected measure; where its proof failed, why nothing is shown."""
    table = resources.desk().published(measure)
    shown = reading(table, measure, selection)
    if not table.is_proved:
        caution(
            _(
                "No figure is shown: it could not be proved that a small one cannot be worked out from the others. "
                "The records are in the store and unharmed."
            )
        )
        return
    if not shown.places:
        nothing(_("Nobody reported this here in any whole year up to the day. That is no zero."))
        return
    _draw_course(shown)
    st.html(table_html(shown))
    if words := sign_words(shown):
        st.caption(markdown_safe(words))
    draw_makings(told_of(shown), key=measure)
    _draw_parts(shown)
    if words := without_words(shown):
        st.caption(markdown_safe(words))
    title = _("{measure}: table to download").format(measure=measure_label(measure))
    draw_table(lambda: download_table(shown), name=measure, title=title)


def _draw_parts(shown: Reading) -> None:
    tables = [parts for parts in (split_html(shown, "sex"), split_html(shown, "age")) if parts]
    if tables:
        for column, parts in zip(st.columns(len(tables), gap="medium"), tables, strict=True):
            column.html(parts)
    if words := split_left_out(shown):
        st.caption(words)


def _draw_course(shown: Reading) -> None:
    from dashboard.charts.protected_chart import drawn_words, protected_chart

    st.altair_chart(protected_chart(shown, page_theme()), width="stretch", key=f"course_{shown.measure}")
    st.caption(markdown_safe(" ".join([*findings(shown), drawn_words(shown)]).strip()))
