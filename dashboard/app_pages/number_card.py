"""A number on a page: figure, source and age, and its making one click away."""

from collections.abc import Sequence

import streamlit as st

from dashboard.app_pages.row_links import draw_link_to_rows
from dashboard.formats import markdown_safe
from dashboard.headlines import Headline
from dashboard.language import gettext as _
from dashboard.making_words import coverage_sentence, left_out_lines, parts_table
from data.queries.answer import Making
from data.schema import MEASURES


def draw_headlines(shown: Sequence[Headline]) -> None:
    """Draw the headline figures side by side; on a phone two and two."""
    row = st.container(horizontal=True, gap="small")
    for headline in shown:
        with row.container(border=True, height="stretch"):
            label, figure, note = (markdown_safe(text) for text in (headline.label, headline.figure, headline.note))
            st.markdown(f":small[{label}]\n### {figure}\n:small[:gray[{note}]]")
            draw_making(headline.making, measure=headline.measure, key=f"making_{headline.code or headline.measure}")


def draw_making(making: Making, *, measure: str, key: str) -> None:
    """Draw the button that tells how a number was made; what it tells is sent only when it is opened."""
    popover = st.popover(_("How this number was made"), type="tertiary", key=key, on_change="rerun")
    if not popover.open:
        return
    with popover:
        tell_making(making, measure=measure)


def tell_making(making: Making, *, measure: str) -> None:
    """Write how a number was made: definition, what was added, what is not in it and why."""
    info = MEASURES[measure]
    st.markdown(f"**{_('Definition')}** {_(info.definition)} ({markdown_safe(info.definition_source)})")
    if making.parts:
        st.markdown(f"**{_('Added up')}** {coverage_sentence(making)}")
        st.dataframe(parts_table(making), hide_index=True)
    lines = left_out_lines(making)
    if lines:
        st.markdown(f"**{_('Not in the number')}**")
        st.markdown("\n".join(f"- {markdown_safe(line)}" for line in lines))
    draw_link_to_rows(making, measure=measure)
