"""The desk at which every number is asked for: one snapshot, one engine, one policy.

Command line, pages and briefings open a desk and ask; none of them reads records in another way. Figures about people
who could be harmed leave it only as cells of a protected table (``data/disclosure/``).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

import polars as pl

from data.disclosure.diaspora_survey import SurveyTables, survey_tables
from data.disclosure.lattice import Lattice
from data.disclosure.protected_counts import PROTECTED, answer_from, refuse_other_selections, table_of
from data.disclosure.published import Published
from data.disclosure.suppression import hide
from data.errors import RequestRefused
from data.known_places import known_places
from data.queries.answer import Answer, Ask
from data.queries.changes import KnownChanges, Moment, changes_between_moments
from data.queries.counting import count, stock_course
from data.queries.policy import OPERATIONS_SETTING, PRECEDENCE_SETTING, Policy, policy_of
from data.queries.question import Question
from data.queries.shelters import Shelters, shelters
from data.queries.sites import Phase
from data.queries.sources_compared import SourcesCompared, compare_sources
from data.queries.unit_ledger import UnitLedger, unit_ledgers
from data.store.engine import Engine, open_engine
from data.store.interface import Snapshot, Store


@dataclass(frozen=True, eq=False)
class Desk:
    """Answers questions from one snapshot of a store, under the policy that held at that moment."""

    snapshot: Snapshot
    engine: Engine
    policy: Policy
    _tables: dict[str, Published] = field(default_factory=dict, init=False, repr=False)
    _references: dict[str, pl.DataFrame] = field(default_factory=dict, init=False, repr=False)

    def count(self, question: Question) -> Answer:
        """Return the answer to a question with its making; of a protected measure only what may be shown.

        Raises:
            RequestRefused: a protected measure is asked more finely than it is told.
        """
        if not question.is_protected:
            return count(self.engine, question, self.policy)
        refuse_other_selections(question)
        answer = answer_from(self.published(question.measure), question, region=self.policy.places.countries)
        return replace(answer, known_at=self.engine.known_at)

    def published(self, measure: str) -> Published:
        """Return the protected table of trafficking victims or protection cases by state and year.

        Raises:
            RequestRefused: the measure has no such table.
        """
        if measure not in PROTECTED:
            raise RequestRefused(f"{measure} is about people who could be harmed: only a page of its own tells it.")
        return self.protected(measure, lambda ask: table_of(ask, measure))

    def protected(self, name: str, table_from: Callable[[Ask], Lattice]) -> Published:
        """Return a table of figures about people who could be harmed with its small cells hidden.

        Args:
            name: of the table; it is made and hidden once for each desk.
            table_from: makes the whole table, whatever the reader chose. It is given what answers a question from the
                records themselves, and no figure leaves it but through the table.

        Raises:
            RequestRefused: the desk tells an earlier moment: between two moments one case more could be seen.
        """
        if self.engine.known_at is not None:
            raise RequestRefused(
                f"{name}: figures about people who could be harmed are told as they are known now only."
            )
        if name not in self._tables:
            self._tables[name] = hide(table_from(lambda question: count(self.engine, question, self.policy)))
        return self._tables[name]

    def survey(self, home: str) -> SurveyTables:
        """Return what may be told of the surveys of a state's diaspora: who answered, and what they offer.

        Raises:
            RequestRefused: the desk tells an earlier moment.
        """
        return survey_tables(self.engine, home, self.protected)

    def course(self, question: Question, *, most: int) -> tuple[Answer, ...]:
        """Return the whole answer for each day on which a stock was counted, see `stock_course`."""
        return stock_course(self.engine, question, self.policy, most=most)

    def shelters(self, question: Question, phase: Phase = Phase.AFTER) -> Shelters:
        """Return the room in shelters on the day of a question."""
        return shelters(self.engine, question, self.policy, sites=self.reference("sites"), phase=phase)

    def unit_ledgers(self, question: Question) -> tuple[UnitLedger, ...]:
        """Return the ledger of an event between the units of each country, see `data.queries.unit_ledger`.

        Raises:
            RequestRefused: no event is named.
        """
        return unit_ledgers(self.count, self.engine, self.policy, question)

    def sources_compared(self, question: Question) -> SourcesCompared:
        """Return what each source says of one country, and which rule put one first.

        Raises:
            RequestRefused: the measure is a protected one.
        """
        return compare_sources(self.engine, question, self.policy)

    @property
    def moment(self) -> Moment:
        """What this desk answers from, to be held against another."""
        return Moment(self.engine, self.policy, self.snapshot.import_ids)

    def reference(self, name: str) -> pl.DataFrame:
        """Return a reference table (``sites``, ``storm_positions``, ``events``, ``operations``), all text.

        Rows of later imports stand behind earlier ones; an empty table where nothing was imported.
        """
        if name not in self._references:
            tables = [pl.read_parquet(file) for file in self.snapshot.reference_files.get(name, ())]
            self._references[name] = pl.concat(tables, how="diagonal") if tables else pl.DataFrame()
        return self._references[name]


def changes_since(store: Store, question: Question, earlier: datetime, later: datetime | None = None) -> KnownChanges:
    """Return which numbers of a question the store tells otherwise than at an earlier moment, and by which imports.

    Raises:
        RequestRefused: the measure is a protected one.
    """
    before, after = open_desk(store, earlier), open_desk(store, later)
    return changes_between_moments(question, before.moment, after.moment)


def open_desk(store: Store, known_at: datetime | None = None) -> Desk:
    """Return the desk over a store as it is, or as it was known at a moment."""
    snapshot = store.snapshot(known_at)
    operations = store.setting(OPERATIONS_SETTING, known_at)
    precedence = store.setting(PRECEDENCE_SETTING, known_at)
    return Desk(snapshot, open_engine(snapshot), policy_of(known_places(), operations, precedence))
