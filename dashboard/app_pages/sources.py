"""Sources: what the store holds, from whom, how old it is, and what is missing."""

import streamlit as st

from dashboard import formats, resources
from dashboard.app_pages.methods import draw_methods
from dashboard.app_pages.table_twin import draw_table
from dashboard.coverage_grid import coverage_grid, coverage_table, definitions_html, grid_html, missing_lines
from dashboard.formats import markdown_safe
from dashboard.headlines import source_title
from dashboard.language import gettext as _
from dashboard.notices import nothing
from dashboard.place_labels import states
from dashboard.selection import Selection
from dashboard.source_views import publishers_html, source_views, sources_html
from data.queries.coverage import Coverage


def render(selection: Selection) -> None:
    """Draw the page: sources and their freshness, publishers, coverage, definitions."""
    st.header(_("Sources"), anchor=False)
    stored = resources.what_is_stored()
    records = sum(one.records or 0 for one in stored)
    st.caption(_("{count} records in the store, judged by today's date.").format(count=formats.number(records)))
    if any(one.records is None for one in stored):
        st.caption(_("Records about people who could be harmed are not counted here: a row may be a case."))
    if not stored:
        nothing(_("The store holds no records yet. Drop files on the page Imports."))
    _draw_sources(selection, stored)
    _draw_coverage(selection, stored)
    draw_methods(stored)
    st.subheader(_("What the measures mean"), anchor=False)
    st.html(definitions_html())


def _draw_sources(selection: Selection, stored: tuple[Coverage, ...]) -> None:
    today = resources.today()
    st.subheader(_("From whom, and how old"), anchor=False)
    views = source_views(
        stored,
        resources.store().imports(),
        today=today,
        countries=selection.scope,
        positions=resources.desk().reference("storm_positions"),
    )
    st.html(sources_html(views))
    scope = set(selection.scope)
    publishers = [one for one in resources.publishers() if not scope or scope & set(one.countries)]
    if publishers:
        fold = st.expander(
            _("Press, reports and offices' own lists: who said it"), key="publishers", on_change="rerun",
            icon=":material/newspaper:",
        )  # fmt: skip
        if fold.open:
            fold.html(publishers_html(publishers, today=today))


def _draw_coverage(selection: Selection, stored: tuple[Coverage, ...]) -> None:
    st.subheader(_("What is known of which state"), anchor=False)
    st.caption(
        _("The year of the newest figure; a hatched cell with a dash has none. Nothing stored is not zero people.")
    )
    source = st.selectbox(
        _("Only what this source says"),
        sorted({one.source for one in stored}, key=source_title),
        index=None,
        format_func=source_title,
        placeholder=_("All sources"),
        key="coverage_source",
    )
    grid = coverage_grid(stored, selection.scope or tuple(states()), source=source)
    st.html(grid_html(grid, today=resources.today()))
    lines = missing_lines(grid)
    with st.expander(_("What is missing, in words"), icon=":material/help_center:"):
        st.markdown("\n".join(f"- {markdown_safe(line)}" for line in lines) or _("Nothing is missing."))
    draw_table(lambda: coverage_table(grid), name="coverage", title=_("Table of the grid"))
