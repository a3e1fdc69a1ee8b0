"""Records: the rows behind any number, those in it and those left out with the reason, and files of them."""

from dataclasses import replace

import streamlit as st

from dashboard import formats, resources
from dashboard.app_pages.choosing import Look, choose
from dashboard.app_pages.number_card import draw_making
from dashboard.app_pages.records_download import draw_download
from dashboard.formats import markdown_safe
from dashboard.headlines import missing_note, source_note, source_title
from dashboard.language import gettext as _
from dashboard.notices import nothing
from dashboard.number_address import Wanted, wanted_at
from dashboard.record_views import PAGE_ROWS, Pages, caption_words, pages_of, records_html, show_words, wanted_words
from dashboard.selection import Selection
from dashboard.sidebar import go_to
from data.queries.answer import Number
from data.queries.record_rows import RowTotals, Show, number_of_line

ALL_SOURCES = "all"


def render(selection: Selection) -> None:
    """Draw the page: the number, which of its rows are shown, a page of them, and the download."""
    st.header(_("Records"), anchor=False)
    st.caption(_("The rows behind a number: each as its source published it."))
    top = st.container()
    left, right = st.columns([3, 2], gap="medium")
    with right:
        wanted = _of_source(selection, wanted_at(selection, resources.answer))
    number = number_of_line(resources.answer(wanted.question), wanted.line)
    if number is None:
        nothing(_("The selection has no such number any more."))
        st.button(_("Show the whole number"), on_click=go_to, args=(selection.with_choice("number", ""),))
        return
    with top:
        _draw_number(number, wanted, selection)
    totals = resources.row_totals(wanted.question, wanted.line)
    if not totals.of(Show.ALL):
        nothing(_("The store holds no record of this measure for the places and days chosen."))
    else:
        with left:
            show = _which(selection, totals)
        _draw_rows(selection, wanted, show, pages_of(totals.of(show), selection.choice("row_page")))
        draw_download(wanted, show, totals.of(show))
    st.caption(_("Trafficking victims, protection cases and answers to surveys are never listed record by record."))


def _of_source(selection: Selection, wanted: Wanted) -> Wanted:
    """Draw the choice of one source and return the number as that source alone tells it."""
    stored = resources.what_is_stored()
    scope = set(wanted.question.countries)
    known = {
        one.source for one in stored if one.measure == selection.measure and (not scope or one.country_iso3 in scope)
    }
    sources = sorted(known, key=source_title)
    words = {ALL_SOURCES: _("All sources"), **{name: source_title(name) for name in sources}}
    chosen = choose(
        selection, "only_source", _("Only what this source says"), list(words),
        words=words.__getitem__, takes_back="row_page",
    )  # fmt: skip
    return wanted if chosen == ALL_SOURCES else replace(wanted, question=replace(wanted.question, source=chosen))


def _which(selection: Selection, totals: RowTotals) -> Show:
    code = choose(
        selection,
        "rows",
        _("Which records"),
        [str(show) for show in Show],
        words=lambda code: show_words(Show(code), totals),
        look=Look.SEGMENTS,
        opens_with=str(Show.IN_NUMBER if totals.in_number else Show.LEFT_OUT),
        takes_back="row_page",
    )
    return Show(code)


def _draw_number(number: Number, wanted: Wanted, selection: Selection) -> None:
    with st.container(border=True):
        is_counted = number.amount is not None
        note = source_note(number.making, selection.day) if is_counted else missing_note(number.making)
        label, figure = wanted_words(wanted), formats.amount(number.amount)
        texts = (markdown_safe(text) for text in (label, figure, note))
        st.markdown(":small[{}]\n### {}\n:small[:gray[{}]]".format(*texts))
        draw_making(number.making, measure=wanted.question.measure, key="making_rows")


def _draw_rows(selection: Selection, wanted: Wanted, show: Show, pages: Pages) -> None:
    if not pages.rows:
        nothing(_("No record is in the number.") if show is Show.IN_NUMBER else _("Every record is in the number."))
        return
    rows = resources.page_of_rows(wanted.question, wanted.line, show, skip=pages.skip, take=PAGE_ROWS)
    st.html(records_html(rows, caption=caption_words(pages)))
    if pages.last == 1:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for label, target, icon in (
            (_("First"), 1, "first_page"),
            (_("Back"), pages.page - 1, "chevron_left"),
            (_("Next"), pages.page + 1, "chevron_right"),
            (_("Last"), pages.last, "last_page"),
        ):
            st.button(
                label,
                key=f"rows_{icon}",
                icon=f":material/{icon}:",
                disabled=target == pages.page or not 1 <= target <= pages.last,
                on_click=go_to,
                args=(selection.with_choice("row_page", "" if target == 1 else str(target)),),
            )
        st.caption(_("Page {page} of {last}").format(page=formats.number(pages.page), last=formats.number(pages.last)))
