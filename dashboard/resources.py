"""The only caches: the store, one desk per generation of it, and the answers that were given.

Everything in here is shared between readers and never changed. Loaders raise; pages turn the errors into notices.
"""

import gc
import getpass
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.answer_memory import AnswerMemory
from dashboard.day_steps import MOST_STEPS
from dashboard.language import current_language
from dashboard.maps.sites_layer import PublishedSites, publish_sites
from data.asking import Desk, open_desk
from data.disclosure.diaspora_survey import SurveyTables
from data.filled_store import open_filled_store
from data.publishers import Publisher, publishers_of
from data.queries.answer import Answer
from data.queries.changes import KnownChanges, changes_between_moments
from data.queries.coverage import Coverage, coverage
from data.queries.question import Question
from data.queries.record_rows import RecordRow, RowTotals, Show, count_rows, number_of_line, read_rows
from data.queries.shelters import Shelters
from data.queries.sites import Phase
from data.queries.sources_compared import SourcesCompared
from data.queries.unit_ledger import UnitLedger
from data.store.interface import Quarantine, Store
from data.store.remembering import RememberingEngine

if TYPE_CHECKING:  # briefings load much that the first page should not wait for
    from dashboard.briefings.content import Briefing
    from dashboard.briefings.requests import BriefingRequest
    from dashboard.briefings.workshop import Workshop


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
    return _remembering(open_desk(store()))


def answer(question: Question) -> Answer:
    """Return the answer to a question, from memory where it was asked before in this generation of the store."""
    return _answers(desk().snapshot.generation).answer(question)


@st.cache_resource(show_spinner=False, max_entries=3)
def _answers(generation: int) -> AnswerMemory:
    return AnswerMemory(_desk(generation).count)


def changes_since(question: Question, moment: datetime) -> KnownChanges:
    """Return which numbers of a question the store tells otherwise than at an earlier moment, and by which imports."""
    return _changes_since(desk().snapshot.generation, question, moment)


@st.cache_resource(show_spinner=False, max_entries=400)
def _changes_since(generation: int, question: Question, moment: datetime) -> KnownChanges:
    return changes_between_moments(question, _earlier_desk(generation, moment).moment, _desk(generation).moment)


@st.cache_resource(show_spinner=False, max_entries=2)
def _earlier_desk(generation: int, moment: datetime) -> Desk:
    del generation  # part of the key only
    return _remembering(open_desk(store(), moment))


def _remembering(desk: Desk) -> Desk:
    """Return a desk whose numbers of one measure and day are made from one reading of the records."""
    return replace(desk, engine=RememberingEngine(desk.engine))


def course(question: Question) -> tuple[Answer, ...]:
    """Return the answers on all days on which a stock was counted, from memory where that was asked before."""
    return _course(desk().snapshot.generation, question)


@st.cache_resource(show_spinner=False, max_entries=60)
def _course(generation: int, question: Question) -> tuple[Answer, ...]:
    return _desk(generation).course(question, most=MOST_STEPS)


def shelters(question: Question, phase: Phase = Phase.AFTER) -> Shelters:
    """Return the room in shelters on the day of a question, from memory where it was asked before."""
    return _shelters(desk().snapshot.generation, question, phase)


@st.cache_resource(show_spinner=False, max_entries=200)
def _shelters(generation: int, question: Question, phase: Phase) -> Shelters:
    return _desk(generation).shelters(question, phase)


def unit_ledgers(question: Question) -> tuple[UnitLedger, ...]:
    """Return the ledger of an event between units, from memory where it was asked before."""
    return _unit_ledgers(desk().snapshot.generation, question)


@st.cache_resource(show_spinner=False, max_entries=60)
def _unit_ledgers(generation: int, question: Question) -> tuple[UnitLedger, ...]:
    return _desk(generation).unit_ledgers(question)


def sources_compared(question: Question) -> SourcesCompared:
    """Return what each source says of one state, from memory where it was asked before."""
    return _sources_compared(desk().snapshot.generation, question)


@st.cache_resource(show_spinner=False, max_entries=100)
def _sources_compared(generation: int, question: Question) -> SourcesCompared:
    return _desk(generation).sources_compared(question)


def row_totals(question: Question, line: tuple[str, ...]) -> RowTotals:
    """Return how many records stand behind a number; none behind a line that the answer does not have."""
    return _row_totals(desk().snapshot.generation, question, line)


@st.cache_resource(show_spinner=False, max_entries=200)
def _row_totals(generation: int, question: Question, line: tuple[str, ...]) -> RowTotals:
    number = number_of_line(_answers(generation).answer(question), line)
    return RowTotals(0, 0) if number is None else count_rows(_desk(generation).engine, number)


def page_of_rows(
    question: Question, line: tuple[str, ...], show: Show, *, skip: int, take: int
) -> tuple[RecordRow, ...]:
    """Return some of the records behind a number, from memory where they were asked for before."""
    return _page_of_rows(desk().snapshot.generation, question, line, show, skip, take)


@st.cache_resource(show_spinner=False, max_entries=50)
def _page_of_rows(
    generation: int, question: Question, line: tuple[str, ...], show: Show, skip: int, take: int
) -> tuple[RecordRow, ...]:
    number = number_of_line(_answers(generation).answer(question), line)
    return () if number is None else read_rows(_desk(generation).engine, number, show=show, skip=skip, take=take)


def missing_points(question: Question) -> PublishedSites:
    """Return the points at which people died or went missing, where the browser can fetch them."""
    return _missing_points(desk().snapshot.generation, question, current_language())


@st.cache_resource(show_spinner=False, max_entries=50)
def _missing_points(generation: int, question: Question, language: str) -> PublishedSites:
    from dashboard.missing_views import MOST_INCIDENTS, points_table  # one part of one page only

    del language  # part of the key only: the points carry words
    return publish_sites(points_table(_page_of_rows(generation, question, (), Show.IN_NUMBER, 0, MOST_INCIDENTS)))


def survey(home: str) -> SurveyTables:
    """Return what may be told of the surveys of a state's diaspora; hidden once in this generation of the store."""
    return _survey(desk().snapshot.generation, home)


@st.cache_resource(show_spinner=False, max_entries=30)
def _survey(generation: int, home: str) -> SurveyTables:
    return _desk(generation).survey(home)


def what_is_stored() -> tuple[Coverage, ...]:
    """Return what the store holds by measure, source and country."""
    return _coverage(desk().snapshot.generation)


@st.cache_resource(show_spinner=False, max_entries=3)
def _coverage(generation: int) -> tuple[Coverage, ...]:
    return coverage(_desk(generation).engine)


def draft(request: "BriefingRequest") -> "Briefing":
    """Return a briefing of the store as it is, for a preview; from memory where it was asked for before."""
    return _draft(desk().snapshot.generation, request)


@st.cache_resource(show_spinner=False, max_entries=12)
def _draft(generation: int, request: "BriefingRequest") -> "Briefing":
    del generation  # part of the key only
    return workshop().draft(request, now=now())


def briefing_again(briefing_id: str) -> "Briefing":
    """Return a briefing that was made, with its numbers and what the store tells otherwise now."""
    return _again(desk().snapshot.generation, briefing_id)


@st.cache_resource(show_spinner=False, max_entries=12)
def _again(generation: int, briefing_id: str) -> "Briefing":
    del generation  # part of the key only
    return workshop().again(briefing_id)


@st.cache_resource(show_spinner=False)
def workshop() -> "Workshop":
    """Return where briefings are made; for the store as it is it asks the desk that the pages ask."""
    from dashboard.briefings.workshop import Workshop

    return Workshop(store(), opened=lambda of, known_at: desk() if known_at is None else open_desk(of, known_at))


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


@cache
def spare_collector() -> None:
    """Take what the first page loaded, which stays for good, out of the reach of the garbage collector.

    Streamlit has it walk everything after each run, and nothing is sent to any browser for a tenth of a second.
    """
    gc.collect()
    gc.freeze()


def person() -> str:
    """Return who acts, for the ledger: ``TRACKER_USER``, else the name that this computer has for its user."""
    return os.environ.get("TRACKER_USER") or getpass.getuser()


def now() -> datetime:
    """Return the time, UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day in the Caribbean's evening too: UTC, as the store keeps time."""
    return now().date()
