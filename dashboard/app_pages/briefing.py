"""Briefing: choose what it tells and for whom, see it, make it, and make an old one again."""

import streamlit as st

from dashboard import resources
from dashboard.app_pages.briefing_making import draw_making, draw_preview, take_up
from dashboard.app_pages.choosing import Look, choose, choose_many
from dashboard.briefing_views import (
    audience_label,
    paper_label,
    part_label,
    past_briefings,
    request_for,
    scope_words,
)
from dashboard.briefings.content import Audience, Paper
from dashboard.briefings.requests import SECTIONS
from dashboard.formats import day, markdown_safe
from dashboard.language import LANGUAGES
from dashboard.language import gettext as _
from dashboard.selection import Selection
from dashboard.sidebar import go_to
from data.store.briefings import kept_briefings

LISTED = 12


def render(selection: Selection) -> None:
    """Draw the page: what it is about, the choices, preview, making and download, and those made before."""
    st.header(_("Briefing"), anchor=False)
    kept = take_up(selection)
    request = request_for(selection)
    about = _("{scope}, {day}").format(scope=scope_words(request.scope), day=day(request.day))
    st.caption(_("{about}. States, event and day are those of the filters.").format(about=about))
    _draw_choices(selection)
    draw_making(selection, request, kept)
    draw_preview(selection, request, kept)
    _draw_past(selection)


def _draw_choices(selection: Selection) -> None:
    choose_many(selection, "parts", _("Parts"), SECTIONS, words=part_label, empty=_("All parts"))
    audience, paper, language = st.columns(3, gap="medium")
    with audience:
        codes = [one.value for one in Audience]
        choose(selection, "audience", _("Readers"), codes, words=audience_label, look=Look.SEGMENTS)
    with paper:
        choose(selection, "paper", _("Paper"), [one.value for one in Paper], words=paper_label, look=Look.SEGMENTS)
    if len(LANGUAGES) > 1:
        with language:
            choose(
                selection, "told_in", _("Language of the briefing"), list(LANGUAGES), words=LANGUAGES.__getitem__,
                opens_with=selection.language,
            )  # fmt: skip


def _draw_past(selection: Selection) -> None:
    st.subheader(_("Made before"), anchor=False)
    past = past_briefings(kept_briefings(resources.store()), language=selection.language)
    if not past:
        st.markdown(_("No briefing was made from this store yet."))
        return
    for one in past[:LISTED]:
        words, button = st.columns([5, 1], gap="small", vertical_alignment="center")
        words.markdown(f"**{markdown_safe(one.title)}**  \n:small[{markdown_safe(one.details)}]")
        button.button(
            _("Open again"), key=f"again_{one.briefing_id}", on_click=go_to, args=(one.selection,), width="stretch"
        )
    if len(past) > LISTED:
        st.caption(_("{count} older ones are made again by their id.").format(count=len(past) - LISTED))
