"""The ledger keeps which briefing showed what; an id never means anything else later. All of it is invented."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data.errors import RequestRefused
from data.store.briefings import KeptBriefing, find_briefing, keep_briefing, kept_briefings
from data.store.interface import Store
from tests.data.store.invented import hour

FIRST = KeptBriefing(
    briefing_id="ABCDE-23456",
    request={"countries": ["JAM"], "event": None, "day": "2024-07-10"},
    known_at=datetime(2025, 1, 1, tzinfo=UTC),
    generation=3,
    versions={"program": "0.1.0", "boundaries": "an edition"},
    figures="00ff",
    previous=None,
)


def test_a_briefing_is_found_again_as_it_was_kept(store: Store) -> None:
    keep_briefing(store, FIRST, by="Ana", now=hour(1))
    second = replace(FIRST, briefing_id="ABCDE-23457", previous=FIRST.briefing_id)
    keep_briefing(store, second, by="Ben", now=hour(2))
    assert kept_briefings(store) == (
        replace(FIRST, kept_by="Ana", kept_at=hour(1)),
        replace(second, kept_by="Ben", kept_at=hour(2)),
    )
    assert find_briefing(store, " abcde-23457 ").kept_by == "Ben"
    assert store.verify().is_sound


def test_an_id_keeps_its_first_meaning(store: Store) -> None:
    keep_briefing(store, FIRST, by="Ana", now=hour(1))
    kept = keep_briefing(store, replace(FIRST, figures="other"), by="Ben", now=hour(2))
    assert (kept.figures, kept.kept_by) == ("00ff", "Ana")
    assert len(kept_briefings(store)) == 1


def test_keeping_a_briefing_changes_no_answer(store: Store) -> None:
    before = store.snapshot().generation
    keep_briefing(store, FIRST, by="Ana", now=hour(1))
    assert store.snapshot().generation == before


def test_an_unknown_id_is_refused_by_name(store: Store) -> None:
    with pytest.raises(RequestRefused, match="no briefing 'ZZZZZ-22222' was made in this store"):
        find_briefing(store, "ZZZZZ-22222")
