"""The briefings that were made, as the ledger keeps them: what each looked at, and the moment of the store it shows.

A line of the audit trail holds one briefing. Lines are only added and chained, in the embedded store and in the
office's alike, so that nobody can give an id other numbers later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.errors import RequestRefused
from data.store.interface import AuditLine, Store

ACTION = "briefing"


@dataclass(frozen=True)
class KeptBriefing:
    """One briefing that was made.

    Attributes:
        briefing_id: by which it is made again.
        request: what was asked for, as the dashboard wrote it.
        known_at: the moment of the store.
        generation: number of the store's last change then.
        versions: of the program and of the boundaries.
        figures: fingerprint of all its numbers.
        previous: id of the briefing before it of the same request, if there was one.
        kept_by: who made it.
        kept_at: when.
    """

    briefing_id: str
    request: Mapping[str, Any]
    known_at: datetime
    generation: int
    versions: Mapping[str, str]
    figures: str
    previous: str | None
    kept_by: str = ""
    kept_at: datetime | None = None


def keep_briefing(store: Store, briefing: KeptBriefing, *, by: str, now: datetime) -> KeptBriefing:
    """Keep a briefing for ever and return it as kept; one that is kept already stays as it is.

    Raises:
        StoreReadOnly, StoreBusy, StoreFull: it could not be kept.
    """
    with store.writing(by=by):
        known = {one.briefing_id: one for one in kept_briefings(store)}
        if briefing.briefing_id not in known:
            store.note(ACTION, _detail(briefing), by=by, now=now)
            known = {one.briefing_id: one for one in kept_briefings(store)}
    return known[briefing.briefing_id]


def kept_briefings(store: Store) -> tuple[KeptBriefing, ...]:
    """Return all briefings that were kept, oldest first."""
    return tuple(_kept(line) for line in store.audit_trail() if line.action == ACTION)


def find_briefing(store: Store, briefing_id: str) -> KeptBriefing:
    """Return the briefing of an id, however its letters are written.

    Raises:
        RequestRefused: no briefing of that id was kept in this store.
    """
    wanted = briefing_id.strip().upper()
    for one in kept_briefings(store):
        if one.briefing_id == wanted:
            return one
    raise RequestRefused(f"no briefing '{briefing_id}' was made in this store ({store.place}).")


def _detail(briefing: KeptBriefing) -> dict[str, Any]:
    return {
        "id": briefing.briefing_id,
        "request": dict(briefing.request),
        "known_at": briefing.known_at.isoformat(),
        "generation": briefing.generation,
        "versions": dict(briefing.versions),
        "figures": briefing.figures,
        "previous": briefing.previous or "",
    }


def _kept(line: AuditLine) -> KeptBriefing:
    detail = line.detail
    return KeptBriefing(
        briefing_id=detail["id"],
        request=detail["request"],
        known_at=datetime.fromisoformat(detail["known_at"]),
        generation=detail.get("generation", 0),
        versions=detail["versions"],
        figures=detail["figures"],
        previous=detail.get("previous") or None,
        kept_by=line.by,
        kept_at=line.at,
    )
