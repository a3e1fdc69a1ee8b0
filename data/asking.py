"""The desk at which every number is asked for: one snapshot, one engine, one policy.

Command line, pages and briefings open a desk and ask; none of them reads records in another way.
"""

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from data.known_places import known_places
from data.queries.answer import Answer
from data.queries.changes import KnownChanges, Moment, changes_between_moments
from data.queries.counting import count
from data.queries.policy import OPERATIONS_SETTING, PRECEDENCE_SETTING, Policy, policy_of
from data.queries.question import Question
from data.queries.shelters import Shelters, shelters
from data.queries.sites import Phase
from data.queries.sources_compared import SourcesCompared, compare_sources
from data.store.engine import Engine, open_engine
from data.store.interface import Snapshot, Store


@dataclass(frozen=True, eq=False)
class Desk:
    """Answers questions from one snapshot of a store, under the policy that held at that moment."""

    snapshot: Snapshot
    engine: Engine
    policy: Policy

    def count(self, question: Question) -> Answer:
        """Return the answer to a question with its making."""
        return count(self.engine, question, self.policy)

    def shelters(self, question: Question, phase: Phase = Phase.AFTER) -> Shelters:
        """Return the room in shelters on the day of a question."""
        return shelters(self.engine, question, self.policy, sites=self.reference("sites"), phase=phase)

    def sources_compared(self, question: Question) -> SourcesCompared:
        """Return what each source says of one country, and which rule put one first."""
        return compare_sources(self.engine, question, self.policy)

    @property
    def moment(self) -> Moment:
        """What this desk answers from, to be held against another."""
        return Moment(self.engine, self.policy, self.snapshot.import_ids)

    def reference(self, name: str) -> pl.DataFrame:
        """Return a reference table (``sites``, ``storm_positions``, ``events``, ``operations``), all text.

        Rows of later imports stand behind earlier ones; an empty table where nothing was imported.
        """
        files = self.snapshot.reference_files.get(name, ())
        return pl.concat([pl.read_parquet(file) for file in files], how="diagonal") if files else pl.DataFrame()


def changes_since(store: Store, question: Question, earlier: datetime, later: datetime | None = None) -> KnownChanges:
    """Return which numbers of a question the store tells otherwise than at an earlier moment, and by which imports."""
    before, after = open_desk(store, earlier), open_desk(store, later)
    return changes_between_moments(question, before.moment, after.moment)


def open_desk(store: Store, known_at: datetime | None = None) -> Desk:
    """Return the desk over a store as it is, or as it was known at a moment."""
    snapshot = store.snapshot(known_at)
    operations = store.setting(OPERATIONS_SETTING, known_at)
    precedence = store.setting(PRECEDENCE_SETTING, known_at)
    return Desk(snapshot, open_engine(snapshot), policy_of(known_places(), operations, precedence))
