"""An unknown table: a person says which column is which, sees the first rows as records, and keeps it for next time."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import streamlit as st

from dashboard import resources
from dashboard.app_pages import import_drop
from dashboard.column_meanings import NOT_READ, meaning_of, meanings, profile_of, said_twice
from dashboard.formats import markdown_safe
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.notices import refused
from dashboard.place_labels import state_name, states
from dashboard.uploads import Upload, opened
from data.errors import DataError
from data.profiles import DAY_FORMATS, Profile, check_profile, keep_profile, missing_in
from data.proposing import Proposal, propose
from data.readers.mapping import preview
from data.readers.opening import OpenedFile

_FIRST_SHOWN = ("source_row", "measure", "figure", "unit", "country_iso3", "given_admin1_name", "start_date")
_EXAMPLES = 3
_ASKED_AT_ONCE = 30


def draw_mapping(upload_id: str, upload: Upload) -> None:
    """Draw the step in which a person explains a table; at its end the table is imported."""
    with (
        st.expander(
            _("Say which column is which"), key=f"map_{upload_id}", expanded=True, icon=":material/view_column:"
        ),
        TemporaryDirectory(prefix="tracker-") as folder,
    ):
        try:
            file = opened(upload, Path(folder))
            _draw_step(upload_id, upload, file, propose(file))
        except DataError as error:
            refused(error)


def _draw_step(upload_id: str, upload: Upload, file: OpenedFile, proposal: Proposal) -> None:
    st.markdown(
        _("No reader knows this table. What you say here is kept, and the next table like it goes in by itself.")
    )
    chosen = _draw_columns(upload_id, file.table(), proposal)
    constants = _draw_constants(upload_id, chosen.values())
    day_format = _draw_days(upload_id, proposal.profile) if "column:start_date" in chosen.values() else ""
    profile = profile_of(proposal.profile, chosen, constants=constants, day_format=day_format, name="")
    twice = said_twice(chosen)
    still = [*missing_in(profile), *(_("one column only for: {meaning}").format(meaning=one) for one in twice)]
    if still:
        st.info("\n".join([_("Still to be said:"), *(f"- {markdown_safe(words)}" for words in still)]))
        return
    check_profile(profile)
    _draw_records(preview(file, profile))
    _draw_keep(upload_id, upload, profile)


def _draw_columns(upload_id: str, table: pl.DataFrame, proposal: Proposal) -> dict[str, str]:
    for column in proposal.personal:
        st.caption(_("{column} could name a person and is never read.").format(column=markdown_safe(column)))
    asked = [column for column in proposal.profile.header if column not in proposal.personal]
    asked.sort(key=lambda column: meaning_of(proposal.profile, column) == NOT_READ)
    chosen = {column: _draw_column(upload_id, column, table, proposal.profile) for column in asked[:_ASKED_AT_ONCE]}
    rest = asked[_ASKED_AT_ONCE:]
    if rest:
        with st.expander(_("{count} more columns").format(count=len(rest))):
            chosen |= {column: _draw_column(upload_id, column, table, proposal.profile) for column in rest}
    return chosen


def _draw_column(upload_id: str, column: str, table: pl.DataFrame, profile: Profile) -> str:
    words = meanings()
    keys = list(words)
    examples = ", ".join(str(value) for value in table[column].drop_nulls().unique(maintain_order=True).head(_EXAMPLES))
    left, right = st.columns([2, 3], vertical_alignment="center")
    left.markdown(f"**{markdown_safe(column)}**  \n{markdown_safe(examples[:80])}")
    return right.selectbox(
        _("{column} is").format(column=column),
        keys,
        index=keys.index(meaning_of(profile, column)),
        format_func=words.__getitem__,
        key=f"map_{upload_id}_{column}",
        label_visibility="collapsed",
    )


def _draw_constants(upload_id: str, said: Collection[str]) -> dict[str, str]:
    """Draw what the table does not say because it is the same in every row."""
    constants: dict[str, str] = {}
    if not {"column:given_country", "column:country_iso3"} & set(said):
        country = st.selectbox(
            _("All rows are about"), list(states()), index=None, format_func=state_name, key=f"map_{upload_id}_country"
        )
        constants["country_iso3"] = country or ""
    if "column:start_date" not in said:
        day = st.date_input(
            _("All rows are of the day"), value=None, max_value=resources.today(), format="DD/MM/YYYY",
            key=f"map_{upload_id}_day",
        )  # fmt: skip
        constants["start_date"] = day.isoformat() if day is not None else ""
    if "column:source_name" not in said:
        constants["source_name"] = st.text_input(_("Who counted"), key=f"map_{upload_id}_source").strip()
    return constants


def _draw_days(upload_id: str, profile: Profile) -> str:
    forms = list(DAY_FORMATS)
    chosen = st.selectbox(
        _("The 4th of July 2024 is written"),
        forms,
        index=forms.index(profile.day_format) if profile.day_format else None,
        format_func=DAY_FORMATS.__getitem__,
        key=f"map_{upload_id}_form",
    )
    return chosen or ""


def _draw_records(records: pl.DataFrame) -> None:
    st.markdown(f"**{_('The first rows as records')}**")
    first = [name for name in _FIRST_SHOWN if name in records.columns]
    ordered = records.select(*first, pl.exclude(first)).with_columns(
        pl.col("measure").map_elements(measure_label, return_dtype=pl.String)
    )
    st.dataframe(ordered.rename({"source_row": _("Row")}).to_pandas(), hide_index=True)


def _draw_keep(upload_id: str, upload: Upload, profile: Profile) -> None:
    stem = upload.name.rpartition(".")[0] or upload.name
    proposed = "".join(sign for sign in stem if sign.isalnum() or sign in " ._-")[:80]
    name = st.text_input(_("Keep under the name"), value=proposed, key=f"map_{upload_id}_name")
    if st.button(_("Keep and import"), type="primary", key=f"map_{upload_id}_keep", icon=":material/upload_file:"):
        keep_profile(resources.store(), replace(profile, name=name.strip()), by=resources.person(), now=resources.now())
        outcome = import_drop.import_one(upload_id, upload, dry_run=False, tell=lambda _words, _share: None)
        import_drop.dropped().put(outcome)
        st.rerun()
