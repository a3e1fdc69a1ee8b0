"""Our own tables to be filled in: what each is for, and the file."""

import streamlit as st

from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from data.template_files import template_bytes
from data.templates import TEMPLATES

_MIMES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}


def draw_templates() -> None:
    """Draw the templates; a file is made only for the one that is looked at."""
    st.subheader(_("Tables to fill in"), anchor=False)
    name = st.selectbox(
        _("Template"),
        list(TEMPLATES),
        index=None,
        format_func=lambda one: _(TEMPLATES[one].title),
        placeholder=_("Choose what you want to report"),
    )
    if name is None:
        return
    template = TEMPLATES[name]
    st.markdown(markdown_safe(_(template.purpose)))
    if template.is_protected:
        st.warning(
            _("Numbers of people only: a file that could name a person is refused whole."),
            icon=":material/shield_person:",
        )
    with st.container(horizontal=True):
        for file_format, label in (("xlsx", _("Excel, with lists to choose from")), ("csv", _("CSV"))):
            st.download_button(
                label,
                template_bytes(name, file_format),
                file_name=f"{name}.{file_format}",
                mime=_MIMES[file_format],
                on_click="ignore",
                icon=":material/download:",
            )
