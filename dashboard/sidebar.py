"""The filters, drawn once for all pages. The address is the truth: filters follow it, and a change writes it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.event_views import EVENT_VIEWS, opened, view_of
from dashboard.headlines import MEASURE_LABELS, measure_label
from dashboard.language import LANGUAGES
from dashboard.language import gettext as _
from dashboard.place_labels import state_name, states
from dashboard.selection import EARLIEST, Selection
from data.schema import MEASURES, Sensitivity

_PAGE, _ADDRESS = "last_page", "last_address"


def go_to(selection: Selection) -> None:
    """Write a selection into the address; the next run shows it."""
    _write(selection.address())


def change(shown: Selection, wanted: Selection) -> None:
    """Write into the address what differs between the selection that a page shows and the one that is wanted.

    Two choices can change at once: who types a day and then presses a button changes the day by leaving it. Each writes
    its own part and leaves the other's.
    """
    was, will = shown.address(), wanted.address()
    # Not what the browser says: it may have sent this before it heard of the choice just before.
    address = last_address() or st.query_params.to_dict()
    for name in [name for name in {**was, **will} if was.get(name) != will.get(name)]:
        if name in will:
            address[name] = will[name]
        else:
            address.pop(name, None)
    _write(address)


def _write(address: dict[str, str]) -> None:
    st.session_state[_ADDRESS] = address
    st.query_params.from_dict(address)


def address_on(page: str) -> dict[str, str]:
    """Return the choice that the address holds; a step to another page, which empties it, takes the choice along."""
    address = st.query_params.to_dict()
    if not address and st.session_state.get(_PAGE, page) != page:
        address = last_address()
        st.query_params.from_dict(address)
    st.session_state[_PAGE] = page
    return address


def last_address() -> dict[str, str]:
    """Return the choice that this person's last run showed."""
    return dict(st.session_state.get(_ADDRESS, {}))


def draw_filters(selection: Selection, *, today: date) -> None:
    """Draw the filters with what the address holds; a change is written back to it."""
    _follow(selection)
    st.session_state[_ADDRESS] = selection.address()
    with st.sidebar:
        st.pills(
            _("Events"),
            [view.event_id for view in EVENT_VIEWS],
            format_func=lambda event_id: next(view.name for view in EVENT_VIEWS if view.event_id == event_id),
            key="filter_event",
            on_change=_changed(selection, _choose_event),
        )
        st.selectbox(
            _("What is counted"),
            offered_measures(),
            format_func=measure_label,
            key="filter_measure",
            on_change=_changed(selection, _choose_measure),
        )
        st.multiselect(
            _("States and territories"),
            list(states()),
            format_func=state_name,
            placeholder=_("The whole region"),
            key="filter_countries",
            on_change=_changed(selection, _choose_countries),
        )
        st.date_input(
            _("Day"),
            min_value=EARLIEST,
            max_value=today,
            format="DD/MM/YYYY",
            key="filter_day",
            on_change=_changed(selection, _choose_day),
        )
        if len(LANGUAGES) > 1:
            st.selectbox(
                _("Language"),
                list(LANGUAGES),
                format_func=LANGUAGES.__getitem__,
                key="filter_language",
                on_change=_changed(selection, _choose_language),
            )


def offered_measures() -> list[str]:
    """Return the measures that a map may show; protection and trafficking have a page of their own."""
    return [name for name in MEASURE_LABELS if MEASURES[name].sensitivity is not Sensitivity.PROTECTION]


def _follow(selection: Selection) -> None:
    """Set every filter to what the address holds, so that a link and the Back button restore it."""
    view = view_of(selection)
    set_widget("filter_event", view.event_id if view is not None else None)
    set_widget("filter_measure", selection.measure)
    set_widget("filter_countries", list(selection.countries))
    set_widget("filter_day", selection.day)
    if len(LANGUAGES) > 1:
        set_widget("filter_language", selection.language)


def set_widget(key: str, value: object) -> None:
    """Give a widget that is drawn next its value, if it has another one.

    A value that is set again reaches the browser again, and there takes the place of what somebody is just typing.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _changed(selection: Selection, choose: Callable[[Selection], Selection]) -> Callable[[], None]:
    """Return what Streamlit calls when a filter changed: the new choice goes into the address."""

    def write() -> None:
        change(selection, choose(selection))

    return write


def _choose_event(selection: Selection) -> Selection:
    chosen = st.session_state["filter_event"]
    return opened(selection, next((view for view in EVENT_VIEWS if view.event_id == chosen), None))


def _choose_measure(selection: Selection) -> Selection:
    return replace(selection, measure=st.session_state["filter_measure"])


def _choose_countries(selection: Selection) -> Selection:
    return replace(selection, countries=tuple(st.session_state["filter_countries"]), place=None)


def _choose_day(selection: Selection) -> Selection:
    chosen = st.session_state["filter_day"]
    return selection if chosen is None else replace(selection, day=chosen, is_today=False)


def _choose_language(selection: Selection) -> Selection:
    return replace(selection, language=st.session_state["filter_language"])
