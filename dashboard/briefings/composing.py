"""A briefing made from a request: the same questions as the pages, written down once for every form."""

import hashlib
import json
from collections.abc import Iterable

from dashboard import formats
from dashboard.briefings import changes, courses, events, makings, places, protection, rooms, sources, summary, unknown
from dashboard.briefings.blocks import Block, Section, Sentences, told_in
from dashboard.briefings.content import PLAIN, Briefing, Look, Versions
from dashboard.briefings.evidence import Evidence
from dashboard.briefings.labels import labels
from dashboard.briefings.parts import Given
from dashboard.briefings.requests import BriefingRequest
from dashboard.evacuation_views import event_title
from dashboard.language import gettext as _
from dashboard.language import speaking
from dashboard.situation_map import where_words
from data.queries.presenting import plain
from data.store.briefings import KeptBriefing
from data.store.interface import ImportEntry

Earlier = changes.Earlier


def compose(
    request: BriefingRequest,
    evidence: Evidence,
    fixed: KeptBriefing,
    *,
    imports: tuple[ImportEntry, ...] = (),
    earlier: Earlier | None = None,
    since: Earlier | None = None,
    look: Look = PLAIN,
    address: str = "",
) -> Briefing:
    """Return a briefing.

    Args:
        request: what was asked for.
        evidence: the desk of its moment, for its audience.
        fixed: id, moment and versions under which it is kept.
        imports: what the store had imported by then, or by now where ``since`` is given.
        earlier: the briefing before it of the same request.
        since: this very briefing as kept, with the desk of now, where the store has grown since.
        look: the office's logo, colours and standing text.
        address: where the dashboard is served for others; empty where it is not.
    """
    with speaking(request.language):
        given = Given(request, evidence)
        parts = _sections(given, fixed, earlier=earlier, imports=imports, is_again=since is not None)
        return Briefing(
            id=fixed.briefing_id,
            title=_title(given),
            subtitle=_subtitle(given),
            scope=request.scope,
            day=request.day,
            known_at=fixed.known_at,
            generation=fixed.generation,
            versions=versions_of(fixed),
            language=request.language,
            audience=request.audience,
            link=f"{address.rstrip('/')}/briefing?briefing={fixed.briefing_id}" if address else "",
            sections=parts,
            made_at=fixed.kept_at or fixed.known_at,
            since=None if since is None else _since(given, since, parts, fixed, imports),
            labels=labels(),
            look=look,
        )


def versions_of(fixed: KeptBriefing) -> Versions:
    """Return the versions under which a briefing was first made."""
    return Versions(fixed.versions["program"], fixed.versions["boundaries"])


def _title(given: Given) -> str:
    event = given.request.scope.event
    where = where_words(given.selection)
    if event is None:
        return _("{place}: displacement and evacuation").format(place=where)
    if given.selection.countries:
        return _("{event}: {place}").format(event=event_title(event), place=where)
    return event_title(event)


def _subtitle(given: Given) -> str:
    return _("As the sources told of {day}").format(day=formats.day(given.request.day))


def _sections(
    given: Given, fixed: KeptBriefing, *, earlier: Earlier | None, imports: tuple[ImportEntry, ...], is_again: bool
) -> tuple[Section, ...]:
    """Return the parts asked for; sources and definitions are those of what the other parts show."""
    found: dict[str, Section] = {}
    for key in given.request.sections:
        match key:
            case "summary":
                found[key] = summary.section(given)
            case "places":
                found[key] = places.section(given)
            case "course":
                found[key] = courses.section(given)
            case "evacuation":
                found[key] = events.section(given)
            case "shelters":
                found[key] = rooms.section(given)
            case "protection":
                kept = kept_protected(fixed) if is_again else None
                has_any = protection.has_figures(given) if kept is None else bool(kept)
                if has_any or given.request.sections == (key,):
                    found[key] = protection.section(given, kept)
            case "changes":
                found[key] = changes.section(given, earlier, imports)
            case "unknown":
                found[key] = unknown.section(given)
            case "making":
                found[key] = makings.section(given)
    if "sources" in given.request.sections:
        found["sources"] = sources.section(_blocks(found.values()), versions_of(fixed))
    return tuple(found[key] for key in given.request.sections if key in found)


def _blocks(sections: Iterable[Section]) -> Iterable[Block]:
    return (block for section in sections for block in section.blocks)


def _since(
    given: Given, now: Earlier, parts: tuple[Section, ...], fixed: KeptBriefing, imports: tuple[ImportEntry, ...]
) -> Section | None:
    """Return what the store tells otherwise now than when the briefing was made."""
    changed = changes.known_changes(given, given.evidence.desk, now.desk)
    caption = _("Numbers of this briefing that the store tells otherwise now")
    table = changes.known_table("changed_since", caption, changed, imports)
    blocks: list[Block] = [table] if table.rows else []
    if fixed.figures and _plain(fingerprint(parts)) != _plain(fixed.figures):
        words = _("Made again by another version of the program, which counts some of these numbers in another way.")
        blocks.append(Sentences((words,), is_warning=True))
    return Section("since", _("Changed since this briefing was made"), tuple(blocks)) if blocks else None


def fingerprint(sections: Iterable[Section]) -> str:
    """Return a hash of all numbers of some parts, whatever the language and the wording.

    Protection figures have one of their own behind it, for they may be withheld from a briefing made again.
    """
    listed = tuple(sections)
    protected = next((protection.fingerprint(one.blocks) for one in listed if one.key == "protection"), "")
    plain_sections = [one for one in listed if one.key != "protection"]
    numbers = [
        [
            one.measure,
            None if one.number.amount is None else plain(one.number.amount.figure),
            None if one.number.amount is None else str(one.number.amount.quantifier),
            [(part.source, part.source_name, part.date.isoformat()) for part in one.number.making.parts],
        ]
        for one in told_in(_blocks(plain_sections))
    ]
    plain_hash = hashlib.sha256(json.dumps(numbers, ensure_ascii=False).encode()).hexdigest()
    return f"{plain_hash}.{protected}" if protected else plain_hash


def kept_protected(fixed: KeptBriefing) -> str:
    """Return the hash of the protection figures of a briefing that was kept; empty where it had none."""
    return fixed.figures.partition(".")[2]


def _plain(figures: str) -> str:
    return figures.partition(".")[0]
