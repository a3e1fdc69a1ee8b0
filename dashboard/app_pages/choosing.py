"""What a page draws for a choice of its own: it shows what the address holds, and a change is written there."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

import streamlit as st

from dashboard.selection import EARLIEST, Selection
from dashboard.sidebar import change, set_widget


class Look(StrEnum):
    """How a choice is drawn."""

    LIST = "list"
    RADIO = "radio"
    SEGMENTS = "segments"


def choose(
    selection: Selection,
    name: str,
    label: str,
    options: Sequence[str],
    *,
    words: Callable[[str], str] = str,
    look: Look = Look.LIST,
    opens_with: str = "",
    takes_back: str = "",
) -> str:
    """Draw a choice and return its code: the one in the address where it is offered, else the one to open with.

    Args:
        selection: what the person chose.
        name: a choice of `dashboard.page_choices`.
        label: what is chosen, for everybody.
        options: the codes offered.
        words: the words for a code.
        look: a list, or buttons where there are few.
        opens_with: the code shown before anybody chose; the first where none is given.
        takes_back: another choice of the page that a change here takes back.
    """
    key = f"choice_{name}"
    current = next(code for code in (selection.choice(name), opens_with, options[0]) if code in options)
    set_widget(key, current)
    settings: dict[str, Any] = {
        "format_func": words,
        "key": key,
        "on_change": partial(_write, selection, name, key, current, takes_back),
    }
    match look:
        case Look.LIST:
            st.selectbox(label, options, **settings)
        case Look.RADIO:
            st.radio(label, options, horizontal=True, **settings)
        case Look.SEGMENTS:
            st.segmented_control(label, options, **settings)
    return current


def choose_day(selection: Selection, name: str, label: str, *, opens_with: date, last: date) -> date:
    """Draw a choice of a day and return it: the one in the address, else the one to open with; never after the last.

    Args:
        selection: what the person chose.
        name: a choice of a day of `dashboard.page_choices`.
        label: what is chosen, for everybody.
        opens_with: the day shown before anybody chose.
        last: the last day that can be chosen.
    """
    key, text = f"choice_{name}", selection.choice(name)
    current = min(date.fromisoformat(text) if text else opens_with, last)
    set_widget(key, max(EARLIEST, current))
    st.date_input(
        label,
        min_value=EARLIEST,
        max_value=last,
        format="DD/MM/YYYY",
        key=key,
        on_change=partial(_write, selection, name, key, current.isoformat()),
    )
    return max(EARLIEST, current)


def choose_a_day_or_none(
    selection: Selection, name: str, label: str, *, first: date, last: date, told: str = ""
) -> date | None:
    """Draw a choice of a day that nobody has to make, and return the day in the address, if there is one.

    Args:
        selection: what the person chose.
        name: a choice of a day of `dashboard.page_choices`.
        label: what is chosen, for everybody.
        first: the first day that is offered.
        last: the last day that is offered; one outside the two that an address holds stays as it is.
        told: what the day is for.
    """
    key, text = f"choice_{name}", selection.choice(name)
    current = date.fromisoformat(text) if text else None
    set_widget(key, current)
    st.date_input(
        label,
        value=None,
        min_value=min(first, current or first),
        max_value=max(last, current or last),
        format="DD/MM/YYYY",
        key=key,
        help=told or None,
        on_change=partial(_write, selection, name, key, ""),
    )
    return current


def choose_many(
    selection: Selection,
    name: str,
    label: str,
    options: Sequence[str],
    *,
    words: Callable[[str], str] = str,
    empty: str = "",
) -> tuple[str, ...]:
    """Draw a choice of many and return the codes chosen; those that are not offered are left aside.

    Args:
        selection: what the person chose.
        name: a choice of many of `dashboard.page_choices`.
        label: what is chosen, for everybody.
        options: the codes offered.
        words: the words for a code.
        empty: what choosing nothing means.
    """
    key = f"choice_{name}"
    current = tuple(code for code in selection.chosen(name) if code in options)
    set_widget(key, list(current))
    st.multiselect(
        label,
        options,
        format_func=words,
        placeholder=empty or None,
        key=key,
        on_change=partial(_write, selection, name, key, ""),
    )
    return current


def _write(selection: Selection, name: str, key: str, instead: str, takes_back: str = "") -> None:
    """Write the choice into the address; where a press on the chosen button took it away, it stays."""
    given = st.session_state[key]
    if isinstance(given, date):
        given = given.isoformat()
    code = ",".join(given) if isinstance(given, list) else given
    wanted = selection.with_choice(name, instead if code is None else code)
    change(selection, wanted.with_choice(takes_back, "") if takes_back else wanted)
