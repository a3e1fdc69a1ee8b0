"""The records shown, as a file: nothing is made before it is asked for, and its name is one that nobody can guess."""

import secrets

import streamlit as st

from dashboard import formats, resources
from dashboard.language import gettext as _
from dashboard.making_words import reason_words
from dashboard.notices import our_errors
from dashboard.number_address import Wanted
from data.exports.files import ExportedFile, Form, export_file
from data.exports.listing import listing
from data.queries.record_rows import Show, number_of_line

_KEPT = "records_prepared"


def draw_download(wanted: Wanted, show: Show, rows: int) -> None:
    """Draw the choice of a format, the button that makes the file, and then the file and its description."""
    st.subheader(_("Take these records along"), anchor=False)
    forms = {
        Form.CSV: _("CSV"),
        Form.XLSX: _("Excel workbook"),
        Form.GEOJSON: _("GeoJSON"),
        Form.HXL: _("CSV with HXL tags"),
        Form.GPKG: _("GeoPackage"),
    }
    form = st.segmented_control(
        _("Format"), list(forms), format_func=forms.__getitem__, default=Form.XLSX, key="records_form"
    )
    if form is None:
        st.caption(_("Choose a format."))
        return
    if not rows:
        return
    key = (resources.desk().snapshot.generation, wanted, show, form)
    if st.button(_("Prepare the file"), key="records_prepare", icon=":material/inventory_2:"):
        with st.spinner(_("The file is made")), our_errors():
            st.session_state[_KEPT] = (key, _made(wanted, show, form))
    kept = st.session_state.get(_KEPT)
    if kept is not None and kept[0] == key:
        _offer(kept[1])
    st.caption(_("Each row names its source and licence; the description says how the number was made."))


def _made(wanted: Wanted, show: Show, form: Form) -> ExportedFile:
    answer = resources.answer(wanted.question)
    number = number_of_line(answer, wanted.line)
    assert number is not None
    records = listing(resources.desk(), answer, number, show=show, words=reason_words)
    return export_file(records, form, token=secrets.token_urlsafe(16), made_at=resources.now())


def _offer(file: ExportedFile) -> None:
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            _("Download the file ({size} kB)").format(size=formats.number(-(-len(file.content) // 1000))),
            file.content,
            file_name=file.name,
            mime=file.mime,
            key="records_file",
            on_click="ignore",
            icon=":material/download:",
            type="primary",
        )
        st.download_button(
            _("Download its description"),
            file.descriptor,
            file_name=file.descriptor_name,
            mime="application/json",
            key="records_descriptor",
            on_click="ignore",
            icon=":material/description:",
        )
