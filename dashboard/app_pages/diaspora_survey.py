"""What a survey of a diaspora says on a page: skills, experience, offers, and how they meet needs at home."""

from datetime import date

import streamlit as st

from dashboard import resources
from dashboard.app_pages.choosing import choose
from dashboard.app_pages.table_twin import draw_table
from dashboard.app_pages.theme import page_theme
from dashboard.app_pages.view_table import draw_view
from dashboard.charts.skills_chart import skills_chart
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.match_views import match_finding, matches_view, rule_view
from dashboard.notices import caution, nothing
from dashboard.place_labels import country_name, state_name
from dashboard.selection import Selection
from dashboard.survey_views import (
    age_words,
    all_cells,
    countries_view,
    experience_view,
    hidden_words,
    offers_view,
    older_words,
    residences,
    skills,
    skills_finding,
    skills_view,
    survey_of,
    survey_words,
)
from dashboard.table_views import TableView
from data.disclosure.diaspora_matches import matches, open_needs
from data.disclosure.diaspora_survey import SurveyTables


def draw_survey(home: str, selection: Selection) -> None:
    """Draw what the newest survey in each country says of a state's diaspora; without one how to bring it in."""
    st.header(_("What members of the diaspora offer"), anchor=False)
    tables = resources.survey(home)
    codes = residences(tables, selection.day)
    if not codes:
        nothing(
            _(
                "No survey of the diaspora of {state} is stored up to this day. The template 'Survey of the diaspora' "
                "on the page Imports is made for one: numbers of people by occupation, never a name or contact."
            ).format(state=state_name(home))
        )
        return
    residence = choose(selection, "residence", _("People who live in"), codes, words=country_name)
    st.markdown(markdown_safe(survey_words(tables, residence)))
    old = age_words(survey_of(tables, residence), selection.day)
    if old:
        caution(old)
    st.caption(hidden_words())
    shown = [*_draw_matches(tables, residence, selection), *_draw_skills(tables, residence, selection.day)]
    shown += _draw_apart(tables, residence, codes, selection.day)
    name = f"survey-{home}-{residence}-{selection.day}"
    draw_table(lambda: all_cells(shown), name=name, title=_("All that is told of this survey"))


def _draw_matches(tables: SurveyTables, residence: str, selection: Selection) -> list[TableView]:
    """Draw the skills in the order of the needs that they serve, the rule, and what is offered; return the tables."""
    needs = open_needs(resources.answer, tables.home, selection.day)
    found = matches(tables, needs, residence=residence)
    st.subheader(_("Matched to needs at home"), anchor=False)
    st.markdown(markdown_safe(match_finding(found, residence)))
    if not needs:
        st.caption(
            _(
                "No count of people in need by sector at home holds on this day (they hold for 18 months), so sectors "
                "stand in the order of their names."
            )
        )
    matched, offered = matches_view(found, residence), offers_view(tables, residence, needs, selection.day)
    draw_view(matched, key="matches")
    with st.expander(_("How skills are matched and ranked"), key="rule", icon=":material/rule:"):
        st.markdown(
            _(
                "Sectors come in the order of their open need: people in need whom nobody reached yet. Sectors whose "
                "need nobody counted come after them. Inside a sector occupations come in the order of the people who "
                "answered; hidden ones come last. A survey that names the sector of its answers is believed before "
                "this rule."
            )
        )
        st.html(rule_view().html())
    draw_view(offered, key="offers")
    return [matched, offered]


def _draw_skills(tables: SurveyTables, residence: str, day: date) -> list[TableView]:
    """Draw who answered by occupation and by years of experience; return the tables."""
    st.subheader(_("Skills and experience"), anchor=False)
    shown, hidden = skills(tables, residence)
    finding = skills_finding(shown, hidden, residence)
    if shown:
        st.altair_chart(skills_chart(shown, page_theme()), width="stretch", key="skills", alt=finding)
    st.caption(markdown_safe(finding))
    by_occupation, by_band = skills_view(tables, residence, day), experience_view(tables, residence, day)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        draw_view(by_occupation, key="occupations")
    with right:
        draw_view(by_band, key="bands")
    return [by_occupation, by_band]


def _draw_apart(tables: SurveyTables, residence: str, codes: tuple[str, ...], day: date) -> list[TableView]:
    """Draw what is kept apart: partial answers, the other countries, and older surveys; return the tables."""
    st.subheader(_("Kept apart"), anchor=False)
    partly, countries = skills_view(tables, residence, day, kind="partial"), countries_view(tables, codes)
    if partly.rows:
        draw_view(partly, key="partial")
    else:
        st.markdown(_("No partial answers are stored."))
    draw_view(countries, key="surveys")
    older = older_words(tables)
    if older:
        st.caption(markdown_safe(older))
    return [partly, countries]
