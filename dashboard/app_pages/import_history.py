"""All imports of the store: who, when, what, and the way back."""

import streamlit as st

from dashboard import formats, resources
from dashboard.app_pages.import_outcomes import draw_returned
from dashboard.app_pages.number_columns import number_columns
from dashboard.app_pages.table_twin import draw_table
from dashboard.formats import markdown_safe
from dashboard.import_words import entry_title, history_table, moment, state_words
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.notices import refused
from data.errors import DataError
from data.store.interface import ImportEntry

SHOWN = 10
_CHOSEN = "history_chosen"


def draw_history(*, is_writable: bool) -> None:
    """Draw the imports, the newest first, and one of them in full with its undo."""
    entries = sorted(resources.store().imports(), key=lambda entry: -entry.sequence)
    st.subheader(_("History"), anchor=False)
    if not entries:
        st.markdown(_("Nothing was imported yet."))
        return
    table = history_table(entries)
    st.dataframe(table.head(SHOWN), hide_index=True, column_config=number_columns(table), alt=_history_alt(entries))
    if len(entries) > SHOWN:
        draw_table(
            lambda: table, name="imports", title=_("All {count} imports").format(count=formats.number(len(entries)))
        )
    by_id = {entry.import_id: entry for entry in entries}
    chosen = st.selectbox(
        _("Look at one import"),
        list(by_id),
        index=None,
        format_func=lambda import_id: _label(by_id[import_id]),
        placeholder=_("Choose an import to see what came back, or to undo it"),
        key=_CHOSEN,
    )
    if chosen is not None:
        with st.container(border=True):
            _draw_entry(by_id[chosen], is_writable=is_writable)


def _history_alt(entries: list[ImportEntry]) -> str:
    undone = sum(entry.undone_at is not None for entry in entries)
    return _("{count} imports, {undone} of them undone; the newest is {newest}.").format(
        count=len(entries), undone=undone, newest=_label(entries[0])
    )


def _label(entry: ImportEntry) -> str:
    return f"{moment(entry.imported_at)} · {entry_title(entry)}"


def _draw_entry(entry: ImportEntry, *, is_writable: bool) -> None:
    st.markdown(f"**{markdown_safe(entry_title(entry))}**")
    st.markdown(
        markdown_safe(
            _("Imported {when} UTC by {who}, number {number}, {state}.").format(
                when=moment(entry.imported_at), who=entry.imported_by, number=entry.import_id, state=state_words(entry)
            )
        )
    )
    draw_returned(resources.returned_rows(resources.store().place, entry.import_id), key=f"history_{entry.import_id}")
    if is_writable and entry.undone_at is None and entry.kind != "carried":
        _draw_undo(entry)


def _draw_undo(entry: ImportEntry) -> None:
    """Draw the undo, which asks a second time before it is done."""
    with st.popover(_("Undo this import"), icon=":material/undo:", key=f"undo_{entry.import_id}"):
        words = ngettext("{count} record leaves every number.", "{count} records leave every number.", entry.records)
        st.markdown(words.format(count=formats.number(entry.records)))
        st.markdown(
            _("What another file says too stays. Earlier moments still show the import, and briefings made then.")
        )
        if st.button(_("Yes, undo it"), type="primary", key=f"undo_sure_{entry.import_id}"):
            _undo(entry)


def _undo(entry: ImportEntry) -> None:
    try:
        resources.store().undo(entry.import_id, by=resources.person(), now=resources.now())
    except DataError as error:
        refused(error)
        return
    st.toast(markdown_safe(_("{what} is undone.").format(what=entry_title(entry))), icon=":material/undo:")
    st.rerun()
