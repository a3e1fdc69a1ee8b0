"""Briefings made, kept in the ledger, and made again: the one way for the command line and the page."""

import hashlib
import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from dashboard.briefings.composing import Earlier, compose, fingerprint
from dashboard.briefings.content import PLAIN, Briefing, Look
from dashboard.briefings.evidence import Evidence, evidence_of
from dashboard.briefings.requests import BriefingRequest, request_of
from data.asking import Desk, open_desk
from data.store.briefings import KeptBriefing, find_briefing, keep_briefing, kept_briefings
from data.store.interface import Store
from geo.bundle import sha256_of
from geo.gazetteer import BUNDLED

ADDRESS = "TRACKER_ADDRESS"
"""Environment variable: where an office serves its dashboard, for the link on every page."""

_REMEMBERED = 4
_ROOT = Path(__file__).parents[2]
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No letter that is read as a digit: an id is read aloud over the telephone."""


@dataclass(frozen=True, eq=False)
class Workshop:
    """A store that briefings are made from, which asks no question twice.

    ``opened`` gives the desk over the store, for whoever keeps desks; ``remembered`` is what was asked of late.
    """

    store: Store
    look: Look = PLAIN
    address: str = ""
    opened: Callable[[Store, datetime | None], Desk] = open_desk
    remembered: dict[tuple[object, ...], Evidence] = field(default_factory=dict, repr=False)

    def draft(self, request: BriefingRequest, *, now: datetime) -> Briefing:
        """Return a briefing of the store as it is, without keeping it: a preview."""
        evidence = self._evidence(request, None)
        fixed = self._fixed(request, evidence.desk, now)
        return self._composed(request, evidence, fixed)

    def make(self, request: BriefingRequest, *, by: str, now: datetime) -> Briefing:
        """Return a briefing of the store as it is, kept under its id; the same request of the same store keeps its id.

        Raises:
            StoreReadOnly, StoreBusy, StoreFull: it could not be kept, so it could not be made again.
        """
        evidence = self._evidence(request, None)
        fixed = self._fixed(request, evidence.desk, now)
        briefing = self._composed(request, evidence, fixed)
        kept = keep_briefing(self.store, replace(fixed, figures=fingerprint(briefing.sections)), by=by, now=now)
        return replace(briefing, made_at=kept.kept_at or now)

    def again(self, briefing_id: str, *, language: str | None = None) -> Briefing:
        """Return a briefing that was made before, with its numbers, and beside them what is told otherwise now.

        Raises:
            RequestRefused: no briefing of that id was kept in this store.
        """
        kept = find_briefing(self.store, briefing_id)
        request = request_of(kept.request)
        if language is not None:
            request = replace(request, language=language)
        evidence = self._evidence(request, kept.known_at)
        since = Earlier(kept, request.day, self.opened(self.store, None))
        return self._composed(request, evidence, kept, since=since)

    def _evidence(self, request: BriefingRequest, known_at: datetime | None) -> Evidence:
        """Return the evidence of a moment; the last few are remembered with all that they answered."""
        key = (self.store.snapshot().generation, known_at, request.audience)
        found = self.remembered.get(key)
        if found is None:
            now = self.opened(self.store, None)
            desk = now if known_at is None else self.opened(self.store, known_at)
            found = evidence_of(desk, request.audience, now=now)
            while len(self.remembered) >= _REMEMBERED:
                self.remembered.pop(next(iter(self.remembered)))
            self.remembered[key] = found
        return found

    def _fixed(self, request: BriefingRequest, desk: Desk, now: datetime) -> KeptBriefing:
        known_at = desk.snapshot.last_change or now
        versions = {"program": program_version(), "boundaries": boundaries_version()}
        text = "\n".join((request.canonical, known_at.isoformat(), *versions.values()))
        briefing_id = short_id(text)
        before = [one for one in kept_briefings(self.store) if request_of(one.request).is_alike(request)]
        known = next((one for one in before if one.briefing_id == briefing_id), None)
        if known is not None:
            return known
        previous = before[-1].briefing_id if before else None
        return KeptBriefing(
            briefing_id, request.to_json(), known_at, desk.snapshot.generation, versions, "", previous, kept_at=now
        )

    def _composed(
        self, request: BriefingRequest, evidence: Evidence, fixed: KeptBriefing, *, since: Earlier | None = None
    ) -> Briefing:
        return compose(
            request,
            evidence,
            fixed,
            imports=tuple(self.store.imports(None if since else fixed.known_at)),
            earlier=self._earlier(fixed),
            since=since,
            look=self.look,
            address=self.address or os.environ.get(ADDRESS, ""),
        )

    def _earlier(self, fixed: KeptBriefing) -> Earlier | None:
        if fixed.previous is None:
            return None
        kept = find_briefing(self.store, fixed.previous)
        return Earlier(kept, request_of(kept.request).day, self.opened(self.store, kept.known_at))


def short_id(text: str) -> str:
    """Return ten letters and digits that stand for a text, in two groups."""
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    letters = "".join(_ALPHABET[(number >> (5 * place)) % 32] for place in range(10))
    return f"{letters[:5]}-{letters[5:]}"


@cache
def program_version() -> str:
    """Return the version of the program."""
    return str(tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


@cache
def boundaries_version() -> str:
    """Return the publisher and edition of the boundaries."""
    folder = BUNDLED / "boundaries"
    about = tomllib.loads((folder / "SOURCE.toml").read_text("utf-8"))
    name = about["publisher"].partition(" (")[0]
    return f"{name}, {sha256_of(folder / 'areas.geojson')[:8]}"
