"""The making of a briefing on its page: a link taken up, the preview, the file with its progress, the download."""

from dataclasses import dataclass

import streamlit as st

from dashboard import resources
from dashboard.briefing_views import is_of, selection_for
from dashboard.briefings.blocks import Sentences, TableBlock
from dashboard.briefings.content import Briefing, Paper
from dashboard.briefings.forms import FORMATS
from dashboard.briefings.requests import BriefingRequest
from dashboard.downloads import download_name
from dashboard.formats import markdown_safe
from dashboard.html_tables import Cell, html_table
from dashboard.language import gettext as _
from dashboard.notices import caution
from dashboard.selection import Selection
from dashboard.sidebar import go_to
from data.store.briefings import KeptBriefing, find_briefing

_KEPT = "briefing_file"


@dataclass(frozen=True, eq=False)
class MadeFile:
    """The file that this person made last in this visit."""

    briefing_id: str
    form: str
    paper: str
    name: str
    content: bytes


def take_up(selection: Selection) -> KeptBriefing | None:
    """Return the briefing that the address names, if the filters still ask for it; a bare link sets them first."""
    briefing_id = selection.choice("briefing")
    if not briefing_id:
        return None
    kept = find_briefing(resources.store(), briefing_id)
    if is_of(kept, selection):
        return kept
    is_link = not (selection.countries or selection.event or selection.place) and selection.is_today
    paper = selection.choice("paper")
    go_to(
        selection_for(kept, language=selection.language, paper=paper)
        if is_link
        else selection.with_choice("briefing", "")
    )
    st.rerun()


def draw_making(selection: Selection, request: BriefingRequest, kept: KeptBriefing | None) -> None:
    """Draw the form of the file, the button that makes it, and its download."""
    form = st.segmented_control(
        _("Form"), list(FORMATS), format_func=lambda name: FORMATS[name].label(), default=next(iter(FORMATS)),
        required=True, key="briefing_form",
    )  # fmt: skip
    words = _("Make the briefing") if kept is None else _("Make this form")
    if st.button(words, type="primary", icon=":material/description:", key="briefing_make"):
        _make(selection, request, kept, form or next(iter(FORMATS)))
    made: MadeFile | None = st.session_state.get(_KEPT)
    if kept is None or made is None or made.briefing_id != kept.briefing_id:
        return
    st.download_button(
        _("Download {form}").format(form=FORMATS[made.form].label()),
        made.content,
        file_name=made.name,
        mime=FORMATS[made.form].media_type,
        on_click="ignore",
        icon=":material/download:",
    )


def _make(selection: Selection, request: BriefingRequest, kept: KeptBriefing | None, form: str) -> None:
    """Keep the briefing, unless it is kept, lay it out, and put the file where the next run offers it."""
    bar = st.progress(0.1, text=_("Asking for the numbers"))
    if kept is None:
        briefing = resources.workshop().make(request, by=resources.person(), now=resources.now())
    else:
        briefing = resources.briefing_again(kept.briefing_id)
    bar.progress(0.5, text=_("Drawing maps and charts, laying out the pages"))
    paper = selection.choice("paper")
    content = FORMATS[form].make(briefing, Paper(paper))
    bar.progress(1.0, text=_("Done"))
    name = download_name(briefing.file_name, FORMATS[form].ending)
    st.session_state[_KEPT] = MadeFile(briefing.id, form, paper, name, content)
    go_to(selection_for(find_briefing(resources.store(), briefing.id), language=selection.language, paper=paper))
    st.rerun()


def draw_preview(selection: Selection, request: BriefingRequest, kept: KeptBriefing | None) -> None:
    """Draw what has changed since a briefing was made, and its pages as pictures once they are asked for."""
    if kept is not None:
        _draw_since(resources.briefing_again(kept.briefing_id))
    fold = st.expander(_("Preview"), key="briefing_preview", on_change="rerun", icon=":material/visibility:")
    if not fold.open:
        return
    with fold, st.spinner(_("Drawing the pages")):
        from dashboard.briefings.pdf import page_pictures  # typst and the pictures, which the page should not wait for

        briefing = resources.draft(request) if kept is None else resources.briefing_again(kept.briefing_id)
        pages = page_pictures(briefing, Paper(selection.choice("paper")))
        for first in range(0, len(pages), 2):
            for number, column in enumerate(st.columns(2, gap="small"), start=first):
                if number < len(pages):
                    column.image(pages[number], alt=_page_words(briefing, number + 1, len(pages)))


def _page_words(briefing: Briefing, page: int, pages: int) -> str:
    return _("{title}, page {page} of {pages}").format(title=briefing.title, page=page, pages=pages)


def _draw_since(briefing: Briefing) -> None:
    """Tell which numbers of a briefing the store tells otherwise now, and by which import."""
    if briefing.since is None:
        st.caption(_("No number of this briefing is told otherwise now."))
        return
    caution(briefing.since.title)
    for block in briefing.since.blocks:
        if isinstance(block, TableBlock):
            shown = block.printed()
            looks = ["number" if place in shown.numeric else "" for place in range(len(shown.columns))]
            head = [Cell(column.title, look) for column, look in zip(shown.columns, looks, strict=True)]
            rows = [[Cell(text, look) for text, look in zip(row, looks, strict=True)] for row in shown.rows]
            st.html(html_table(head, rows, caption=shown.caption))
        elif isinstance(block, Sentences):
            st.markdown("\n".join(f"- {markdown_safe(item)}" for item in block.items))
