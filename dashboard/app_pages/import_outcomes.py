"""What became of the files that were dropped: counts, reasons, returned rows, and what is still to be said."""

import streamlit as st

from dashboard import resources
from dashboard.app_pages.import_drop import Outcome, dropped
from dashboard.app_pages.import_mapping import draw_mapping
from dashboard.app_pages.number_columns import number_columns
from dashboard.downloads import download_name
from dashboard.formats import MISSING, markdown_safe
from dashboard.import_words import (
    counts_sentence,
    outcomes_table,
    refusal_words,
    unplaced_sentence,
    vanished_table,
    went_words,
)
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.returned_rows import problems_html, problems_of_returned, remarks_of_kept, rows_html
from data.import_report import FileReport, Status
from data.quarantine import quarantine_csv
from data.store.interface import Quarantine


def draw_outcomes() -> None:
    """Draw what became of each file of this visit, the newest first; nothing where nothing was dropped."""
    outcomes = dropped().outcomes
    if not outcomes:
        return
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    left.subheader(_("What became of your files"), anchor=False)
    if right.button(_("Put away"), icon=":material/done_all:", type="tertiary"):
        outcomes.clear()
        st.rerun()
    unknown = {str(outcome.report.sha256) for outcome in outcomes if outcome.unknown is not None}
    table = outcomes_table([outcome.report for outcome in outcomes], unknown=unknown)
    st.dataframe(table, hide_index=True, placeholder=MISSING, column_config=number_columns(table))
    for outcome in outcomes:
        with st.container(border=True):
            _draw_outcome(outcome)


def _draw_outcome(outcome: Outcome) -> None:
    report = outcome.report
    name = markdown_safe(report.file)
    if outcome.unknown is not None:
        st.markdown(f":material/help: **{name}** {_('is a table that no reader knows. Nothing of it went in yet.')}")
        st.markdown(markdown_safe(refusal_words(report)))
        draw_mapping(outcome.upload_id, outcome.unknown)
    elif report.status is Status.REFUSED:
        st.markdown(f":material/block: **{name}** {_('is refused. Nothing of it went in.')}")
        st.error(markdown_safe(refusal_words(report)), icon=":material/error:")
    elif report.status is Status.ALREADY_IMPORTED:
        st.markdown(f":material/history: **{name}** {_('is in the store already. Nothing changed.')}")
        st.markdown(markdown_safe(report.message))
    else:
        st.markdown(f"{_icon(report)} **{name}** {went_words(report)}")
        st.markdown(markdown_safe(counts_sentence(report)))
        _draw_rest(outcome)


def _icon(report: FileReport) -> str:
    return ":material/assignment_return:" if report.counts.quarantined else ":material/check_circle:"


def _draw_rest(outcome: Outcome) -> None:
    report = outcome.report
    unplaced = unplaced_sentence(report)
    if unplaced:
        st.markdown(f":material/wrong_location: {unplaced}")
    if report.import_id is not None:
        draw_returned(resources.returned_rows(resources.store().place, report.import_id), key=outcome.upload_id)
    elif not report.problems.is_empty():
        st.html(problems_html(report.problems, file_name=report.file))
    if report.vanished.height:
        words = ngettext(
            "{count} figure of this source is not in the file any more; it stays in the store",
            "{count} figures of this source are not in the file any more; they stay in the store",
            report.vanished.height,
        )
        with st.expander(words.format(count=report.vanished.height), icon=":material/content_cut:"):
            st.dataframe(vanished_table(report), hide_index=True)


def draw_returned(quarantine: Quarantine, *, key: str) -> None:
    """Draw the rows that came back with what is wrong in them, and the file of them to be mended."""
    file_name = quarantine.entry.file_name
    problems, remarks = problems_of_returned(quarantine), remarks_of_kept(quarantine)
    if not problems.is_empty():
        st.html(problems_html(problems, file_name=file_name))
    if not quarantine.rows.is_empty():
        _draw_download(quarantine, key=key)
        fold = st.expander(
            _("The returned rows, as the file has them"), key=f"rows_{key}", on_change="rerun", icon=":material/table:"
        )
        if fold.open:
            fold.html(rows_html(quarantine))
    if not remarks.is_empty():
        fold = st.expander(
            _("Set aside in rows that went in: {count}").format(count=remarks.height),
            key=f"remarks_{key}",
            on_change="rerun",
            icon=":material/info:",
        )
        if fold.open:
            fold.html(problems_html(remarks, file_name=file_name))


def _draw_download(quarantine: Quarantine, *, key: str) -> None:
    st.markdown(
        _("Mend the marked cells in the file of returned rows and drop it again: only these rows are read then.")
    )
    st.download_button(
        _("Download the returned rows"),
        "\ufeff" + quarantine_csv(quarantine),
        file_name=download_name(f"returned-{quarantine.entry.import_id}", "csv"),
        mime="text/csv",
        key=f"returned_{key}",
        on_click="ignore",
        icon=":material/download:",
    )
