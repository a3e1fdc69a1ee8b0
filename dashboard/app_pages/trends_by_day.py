"""Events laid on their first day, and the months of the hurricane season year by year."""

import streamlit as st

from dashboard import resources
from dashboard.aligned_events import (
    ALIGNED_MEASURES,
    aligned,
    event_lines,
    events_counted,
    opening_measure,
)
from dashboard.app_pages.choosing import choose, choose_many
from dashboard.app_pages.comparison_area import (
    ONE,
    OWN,
    choose_first_day,
    choose_scale,
    choose_shown_as,
    draw_comparison,
)
from dashboard.app_pages.table_twin import draw_table
from dashboard.app_pages.theme import page_theme
from dashboard.app_pages.view_table import draw_makings
from dashboard.charts.lane_rows import LaneSettings
from dashboard.charts.season_chart import season_chart
from dashboard.comparison_views import aligned_notes, title_words
from dashboard.evacuation_views import event_title
from dashboard.formats import markdown_safe
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.notices import nothing
from dashboard.season_views import (
    cause_words,
    dating_words,
    finding_words,
    homes_words,
    new_year_words,
    season_table,
    season_title,
    told_of,
)
from dashboard.seasons import MOVEMENTS, Cause, Seasons, opening_movement, seasons
from dashboard.selection import Selection
from data.queries.question import FlowDating

WITHIN = ("30", "60", "180", "365")


def draw_events(selection: Selection) -> None:
    """Draw a lane for each event and state, on days from the day on which the event came."""
    with st.container(horizontal=True):
        opening = opening_measure(selection)
        measure = choose(
            selection, "people", _("Which people"), ALIGNED_MEASURES, words=measure_label, opens_with=opening
        )
        shown_as = choose_shown_as(selection)
        within = int(choose(selection, "within", _("Days shown"), WITHIN, opens_with="60"))
        scale = choose_scale(selection, opens_with=OWN)
    positions = resources.desk().reference("storm_positions")
    known = events_counted(event_lines(selection, resources.answer, measure=measure, positions=positions))
    events = choose_many(
        selection, "events", _("Events"), known, words=event_title, empty=_("all with at least two counts")
    )
    found = aligned(
        selection, resources.answer, measure=measure, positions=positions, events=events, shown_as=shown_as,
        within_days=within,
    )  # fmt: skip
    settings = LaneSettings(theme=page_theme(), has_one_scale=scale == ONE, by_days=True)
    title = _("{what}, by days after the event came").format(what=title_words(measure, shown_as))
    draw_comparison(found.comparison, selection, settings, title=title, notes=aligned_notes(found, within_days=within))
    st.caption(
        _("Day 0 is the day on which the stored track comes nearest to the state; without a track the event's first.")
    )


def draw_seasons(selection: Selection) -> None:
    """Draw the years by months of the season, and say what the records cannot tell."""
    with st.container(horizontal=True):
        opening = opening_movement(selection)
        measure = choose(selection, "people", _("Which movements"), MOVEMENTS, words=measure_label, opens_with=opening)
        cause = Cause(choose(selection, "cause", _("Cause"), tuple(Cause), words=_cause_words))
        code = choose(selection, "dating", _("Movements over several days"), tuple(FlowDating), words=_dating_words)
        first = choose_first_day(selection)
    found = seasons(selection, resources.answer, measure=measure, cause=cause, dating=FlowDating(code), first=first)
    finding = finding_words(found)
    if not found.years:
        nothing(finding)
    else:
        _draw_grid(found, selection, finding)
    st.caption(markdown_safe(homes_words()))


def _draw_grid(found: Seasons, selection: Selection, finding: str) -> None:
    title = _("{what}, by month, {dating}").format(what=season_title(found), dating=dating_words(found.dating))
    st.subheader(title, anchor=False)
    st.altair_chart(season_chart(found, page_theme()), width="stretch", key="season", alt=f"{title}. {finding}")
    st.caption(markdown_safe(finding))
    st.caption(_("A dash is a month without a record, which is not nobody. Darker is more."))
    told = new_year_words(found)
    if told:
        st.caption(markdown_safe(told))
    draw_makings(told_of(found), key="season")
    draw_table(lambda: season_table(found), name=f"season-{selection.day}", title=_("Table of the chart"))


def _cause_words(code: str) -> str:
    return cause_words(Cause(code))


def _dating_words(code: str) -> str:
    return dating_words(FlowDating(code))
