"""What stands beside the map of a situation: alerts, what changed since, and which counts are old or missing."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from dashboard import formats, resources
from dashboard.alert_views import alerts, alerts_title, alerts_view, thresholds_words
from dashboard.app_pages.choosing import Look, choose, choose_day
from dashboard.app_pages.view_table import draw_makings, draw_view
from dashboard.change_views import Sentences, changes_told, first_day
from dashboard.formats import markdown_safe
from dashboard.headlines import measure_label
from dashboard.known_change_views import import_title, imports_to_compare, known_changes_told
from dashboard.language import gettext as _
from dashboard.selection import EARLIEST, Selection
from dashboard.stale_views import stale


def draw_alerts(selection: Selection) -> None:
    """Draw a line that names the gravest alert, and a fold with all of them and their rule; nothing without any."""
    found = alerts(selection, resources.answer)
    if not found:
        return
    st.markdown(f":material/priority_high: **{markdown_safe(alerts_title(found))}**")
    view = alerts_view(found, selection)
    # Its words stay the same: with others it would be another fold, and one that was open would close.
    fold = st.expander(view.caption, key="alerts", on_change="rerun", icon=":material/percent:")
    if fold.open:
        with fold:
            st.markdown(markdown_safe(thresholds_words(selection)))
            draw_view(view, key="alerts")


def draw_changes(selection: Selection) -> None:
    """Draw what changed since an earlier day, or since an import, in a fold that a link opens again."""
    if selection.day <= EARLIEST:
        return
    chosen = any(selection.choice(name) for name in ("since", "before_import", "against"))
    asked = chosen or selection.choice("compared") != "days"
    fold = st.expander(
        _("What changed"), expanded=asked, key="what_changed", on_change="rerun", icon=":material/compare_arrows:"
    )
    if not fold.open:
        return
    with fold:
        look = choose(
            selection, "compared", _("Compare"), ("days", "import"), words=_compared_words, look=Look.SEGMENTS
        )
        with st.spinner(_("Comparing …")):
            if look == "days":
                _draw_between_days(selection)
            else:
                _draw_since_import(selection)


def _compared_words(code: str) -> str:
    return _("Two days in the world") if code == "days" else _("Before and after an import")


def _draw_between_days(selection: Selection) -> None:
    last = selection.day - timedelta(days=1)
    earlier = choose_day(selection, "since", _("Since"), opens_with=first_day(selection), last=last)
    st.caption(_("From {first} to {last}").format(first=formats.day(earlier), last=formats.day(selection.day)))
    _draw_sentences(changes_told(selection, resources.answer, earlier), _("Nothing was counted on either day."))


def _draw_since_import(selection: Selection) -> None:
    entries = {entry.import_id: entry for entry in imports_to_compare(resources.store().imports())}
    if not entries:
        st.markdown(_("The store has one import; there is nothing before it to compare with."))
        return
    chosen = choose(
        selection, "before_import", _("Import"), list(entries), words=lambda name: import_title(entries[name])
    )
    before = entries[chosen].imported_at - timedelta(microseconds=1)
    told = known_changes_told(selection, resources.changes_since, before)
    _draw_sentences(told, _("The numbers of this day are what they were before the import."))


def _draw_sentences(told: Sequence[Sentences], otherwise: str) -> None:
    if not told:
        st.markdown(otherwise)
        return
    for one in told:
        lines = "\n".join(f"- {markdown_safe(line)}" for line in one.lines)
        st.markdown(f"**{measure_label(one.measure)}**\n{lines}")
    draw_makings([number for one in told for number in one.told], key="changes")


def draw_stale(selection: Selection) -> None:
    """Draw how many counts are old or missing, and a fold with when each place was last counted and which never was."""
    found = stale(selection, resources.answer)
    st.caption(found.title)
    fold = st.expander(
        _("When each place was last counted"), key="stale", on_change="rerun", icon=":material/event_busy:"
    )
    if not fold.open:
        return
    with fold:
        if found.view.rows:
            draw_view(found.view, key="stale")
        if found.never:
            st.markdown(markdown_safe(found.never))
