"""Protection: trafficking victims, protection cases and people trained, by states and years; small ones hidden."""

import streamlit as st

from dashboard import resources
from dashboard.app_pages.protection_figures import draw_figures
from dashboard.app_pages.view_table import draw_view
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.notices import nothing
from dashboard.place_labels import state_name
from dashboard.selection import Selection
from dashboard.situation_map import where_words
from dashboard.tier_views import tier_sources, tiers_view
from dashboard.training_views import training_view


def render(selection: Selection) -> None:
    """Draw the page: victims with the tiers beside them, cases, and who was trained."""
    where = state_name(selection.country) if selection.country is not None else where_words(selection)
    st.header(_("Protection, {place}").format(place=where), anchor=False)
    st.info(
        _(
            "**Identified cases, not prevalence.** A figure counts people whom an authority found and registered in a "
            "year. More can mean more harm or better work; fewer can mean that nobody looked."
        ),
        icon=":material/search:",
    )
    if selection.event is not None or selection.unit is not None:
        st.caption(_("The event or unit chosen is left aside: these figures are told by whole states and years."))
    st.subheader(_("Victims of trafficking identified"), anchor=False)
    draw_figures(selection, "trafficking_victims_identified")
    _draw_tiers(selection)
    st.subheader(_("Protection cases"), anchor=False)
    draw_figures(selection, "protection_cases")
    _draw_training(selection)


def _draw_tiers(selection: Selection) -> None:
    notes = resources.desk().reference("notes")
    view = tiers_view(notes, selection)
    st.subheader(_("What governments do against trafficking, as the United States judge it"), anchor=False)
    if not view.rows:
        st.markdown(_("No tier of these states is stored up to the day."))
        return
    draw_view(view, key="tiers")
    st.caption(
        markdown_safe(
            _(
                "A tier judges the work of a government by US law; it is no number of victims. Years are those of the "
                "report, which looks at the year before. As told by: {sources}."
            ).format(sources=tier_sources(notes, selection))
        )
    )


def _draw_training(selection: Selection) -> None:
    st.subheader(_("Who was trained to identify and refer"), anchor=False)
    view = training_view(selection, resources.answer)
    if view.rows:
        draw_view(view, key="training")
        st.caption(_("One person can be trained several times. {dash}: nobody reported.").format(dash="\u2013"))
    else:
        nothing(
            _(
                "Nobody reported people trained here up to the day. "
                "The page Imports has a template for it: People trained."
            )
        )
