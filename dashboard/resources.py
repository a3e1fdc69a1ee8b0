"""The only caches: the store, one desk per generation of it, and the answers that were given.

Everything in here is shared between readers and never changed. Loaders raise; pages turn the errors into notices.
"""

import getpass
import os
from datetime import UTC, date, datetime

import streamlit as st

from data.asking import Desk, open_desk
from data.filled_store import open_filled_store
from data.publishers import Publisher, publishers_of
from data.queries.answer import Answer
from data.queries.coverage import Coverage, coverage
from data.queries.question import Question
from data.queries.shelters import Shelters
from data.store.interface import Quarantine, Store


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Return the store of this process; a new one is filled with the figures that ship."""
    return open_filled_store()


def desk() -> Desk:
    """Return the desk over the store as it is now; an import by anybody gives the next run a new one."""
    return _desk(store().snapshot().generation)


@st.cache_resource(show_spinner=False, max_entries=3)
def _desk(generation: int) -> Desk:
    del generation  # part of the key only
    return open_desk(store())


def answer(question: Question) -> Answer:
    """Return the answer to a question, from memory where it was asked before in this generation of the store."""
    return _answer(desk().snapshot.generation, question)


@st.cache_resource(show_spinner=False, max_entries=4000)
def _answer(generation: int, question: Question) -> Answer:
    return _desk(generation).count(question)


def shelters(question: Question) -> Shelters:
    """Return the room in shelters on the day of a question, from memory where it was asked before."""
    return _shelters(desk().snapshot.generation, question)


@st.cache_resource(show_spinner=False, max_entries=200)
def _shelters(generation: int, question: Question) -> Shelters:
    return _desk(generation).shelters(question)


def what_is_stored() -> tuple[Coverage, ...]:
    """Return what the store holds by measure, source and country."""
    return _coverage(desk().snapshot.generation)


@st.cache_resource(show_spinner=False, max_entries=3)
def _coverage(generation: int) -> tuple[Coverage, ...]:
    return coverage(_desk(generation).engine)


@st.cache_resource(show_spinner=False, max_entries=8)
def returned_rows(place: str, import_id: str) -> Quarantine:
    """Return the rows of an import that did not go in; ``place`` is that of the store, for the key."""
    del place
    return store().quarantine(import_id)


def publishers() -> tuple[Publisher, ...]:
    """Return who stands behind cited figures and offices' own lists."""
    return _publishers(store().snapshot().generation)


@st.cache_resource(show_spinner=False, max_entries=3)
def _publishers(generation: int) -> tuple[Publisher, ...]:
    del generation  # part of the key only
    return publishers_of(store(), {entry.source for entry in what_is_stored()})


def person() -> str:
    """Return who acts, for the ledger: ``TRACKER_USER``, else the name that this computer has for its user."""
    return os.environ.get("TRACKER_USER") or getpass.getuser()


def now() -> datetime:
    """Return the time, UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day in the Caribbean's evening too: UTC, as the store keeps time."""
    return now().date()
