"""Why do these differ: the sources of one state, measure and day side by side, and the rule that chose one."""

import streamlit as st

from dashboard import formats, resources
from dashboard.app_pages.map_area import draw_breadcrumb
from dashboard.app_pages.number_card import draw_making
from dashboard.app_pages.state_choice import draw_state_choice
from dashboard.app_pages.view_table import draw_view
from dashboard.differ_views import compared_view, difference_lines
from dashboard.formats import markdown_safe
from dashboard.headlines import missing_note, source_note
from dashboard.language import gettext as _
from dashboard.notices import nothing
from dashboard.number_address import Wanted
from dashboard.periods import question_for
from dashboard.record_views import wanted_words
from dashboard.selection import Selection
from data.queries.sources_compared import SourcesCompared


def render(selection: Selection) -> None:
    """Draw the page: the number that counts, the sources beside it, and why they differ; without a state a choice."""
    st.header(_("Why do sources differ?"), anchor=False)
    if selection.country is None:
        st.caption(_("Choose a state. Sources are held against each other for one state at a time."))
        draw_state_choice(selection)
        return
    draw_breadcrumb(selection)
    question = question_for(selection, resources.answer, measure=selection.measure)
    compared = resources.sources_compared(question)
    info = question.measure_info
    st.markdown(f"**{_('Definition')}** {_(info.definition)} ({markdown_safe(info.definition_source)})")
    if not compared.sources:
        nothing(_("Nobody counted this here up to the day."))
        return
    _draw_number(compared, selection)
    draw_view(compared_view(compared), key="compared")
    st.subheader(_("What sets them apart"), anchor=False)
    lines = difference_lines(compared)
    if lines:
        st.markdown("\n".join(f"- {markdown_safe(line)}" for line in lines))
    else:
        st.markdown(_("No second source has a figure that holds on this day."))
    st.caption(_("Figures of several sources for the same people are never added."))


def _draw_number(compared: SourcesCompared, selection: Selection) -> None:
    number = compared.chosen
    with st.container(border=True):
        is_counted = number.amount is not None
        note = source_note(number.making, selection.day) if is_counted else missing_note(number.making)
        texts = (wanted_words(Wanted(compared.question)), formats.amount(number.amount), note)
        st.markdown(":small[{}]\n### {}\n:small[:gray[{}]]".format(*(markdown_safe(text) for text in texts)))
        draw_making(number.making, measure=compared.question.measure, key="making_differ")
