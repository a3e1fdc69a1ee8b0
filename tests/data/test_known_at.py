"""Any past moment is counted as it was known then, after any imports, corrections, withdrawals and undos.

The model is a plain list of what each active file says; the store, the engine and the counting must agree with it at
every moment. All figures are invented.
"""

import shutil
import tempfile
from pathlib import Path

import polars as pl
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from data.asking import open_desk
from data.queries.question import By, Question
from data.store.embedded import EmbeddedStore
from tests.data.store.invented import batch_of, drafts, hour

UNITS = {"a": "JM-01", "b": "JM-05", "c": "JM-13"}
Said = dict[str, int | None]
"""What a file says of each unit; ``None`` withdraws the figure."""


class KnownAt(RuleBasedStateMachine):
    """One store, changed in any order, beside the plain model of what it should know."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = EmbeddedStore(self.folder / "store")
        self.active: dict[str, Said] = {}
        self.moments: list[dict[str, int]] = []

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(figures=st.dictionaries(st.sampled_from("abc"), st.integers(0, 3), min_size=1))
    def import_file(self, figures: dict[str, int]) -> None:
        self._publish(dict(figures), is_retracted=False)

    @precondition(lambda self: self.moments and self.moments[-1])
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.moments[-1])))
        self._publish({name: self.moments[-1][name]}, is_retracted=True)

    @precondition(lambda self: self.active)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        import_id = data.draw(st.sampled_from(list(self.active)))
        self.store.undo(import_id, by="Ana", now=hour(len(self.moments)))
        del self.active[import_id]
        self._note()

    @invariant()
    def every_moment_is_counted_as_it_was_known(self) -> None:
        for number, expected in enumerate(self.moments):
            answer = open_desk(self.store, hour(number)).count(self._question())
            told = {row.by["admin1_code"]: row.number.amount.figure for row in answer.rows if row.number.amount}
            assert told == {UNITS[name]: figure for name, figure in expected.items()}
            total = answer.total.amount.figure if answer.total.amount else None
            assert total == (sum(expected.values()) if expected else None)

    def _publish(self, figures: dict[str, int], *, is_retracted: bool) -> None:
        records = drafts(figures).with_columns(
            admin1_code=pl.col("record_id").replace_strict(UNITS),
            source=pl.lit("fema_nss"),
            quantifier=pl.lit("exact"),
            unit=pl.lit("person"),
            start_date=pl.date(2024, 7, 1),
            is_retracted=pl.lit(is_retracted),
            content=pl.col("content") + pl.lit(" withdrawn" if is_retracted else ""),
        )
        batch = batch_of(self.store, records, name=f"invented {len(self.moments)}.csv")
        entry = self.store.publish(batch, by="Ana", now=hour(len(self.moments)))
        self.active[entry.import_id] = {name: None if is_retracted else figure for name, figure in figures.items()}
        self._note()

    def _note(self) -> None:
        said: Said = {}
        for figures in self.active.values():
            said |= figures
        self.moments.append({name: figure for name, figure in said.items() if figure is not None})

    def _question(self) -> Question:
        return Question("in_shelter", drafts({"a": 1})["start_date"][0], by=(By.ADMIN1,), countries=("JAM",))


TestKnownAt = KnownAt.TestCase
TestKnownAt.settings = settings(max_examples=10, stateful_step_count=8, deadline=None)
