"""What the briefing page says of a request and of the briefings made before, without drawing it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.briefings.content import Audience, Paper, Scope
from dashboard.briefings.requests import SECTIONS, BriefingRequest, request_of
from dashboard.briefings.stamps import stamp
from dashboard.evacuation_views import event_title
from dashboard.language import LANGUAGES
from dashboard.language import gettext as _
from dashboard.place_labels import state_name
from dashboard.selection import Selection
from data.store.briefings import KeptBriefing

PART_LABELS: dict[str, Callable[[], str]] = {
    "summary": lambda: _("In short"),
    "places": lambda: _("Where people are"),
    "course": lambda: _("How it went"),
    "evacuation": lambda: _("Evacuation"),
    "shelters": lambda: _("Shelters"),
    "protection": lambda: _("Protection"),
    "changes": lambda: _("What changed"),
    "unknown": lambda: _("What is not known"),
    "sources": lambda: _("Sources and definitions"),
    "making": lambda: _("How the numbers were made"),
}


@dataclass(frozen=True)
class PastBriefing:
    """One briefing that was made, in words, and the selection that opens it again."""

    briefing_id: str
    title: str
    details: str
    selection: Selection


def request_for(selection: Selection) -> BriefingRequest:
    """Return the briefing that a selection asks for; its language is the page's where none was chosen."""
    told_in = selection.choice("told_in")
    return BriefingRequest(
        scope=Scope(tuple(sorted(selection.scope)), selection.event),
        day=selection.day,
        sections=tuple(key for key in selection.chosen("parts") if key in SECTIONS) or SECTIONS,
        language=told_in if told_in in LANGUAGES else selection.language,
        audience=Audience(selection.choice("audience")),
    )


def selection_for(kept: KeptBriefing, *, language: str, paper: str) -> Selection:
    """Return the selection that shows a briefing that was made, in the language of the page."""
    request = request_of(kept.request)
    shown = Selection(
        request.day, countries=request.scope.countries, event=request.scope.event, language=language, is_today=False
    )
    parts = "" if request.sections == SECTIONS else ",".join(request.sections)
    chosen = {
        "briefing": kept.briefing_id,
        "parts": parts,
        "audience": request.audience.value,
        "paper": paper,
        "told_in": request.language if request.language != language else "",
    }
    for name, code in chosen.items():
        shown = shown.with_choice(name, code)
    return shown


def is_of(kept: KeptBriefing, selection: Selection) -> bool:
    """Return whether a selection still asks for what a briefing shows."""
    return request_of(kept.request) == request_for(selection)


def past_briefings(kept: Sequence[KeptBriefing], *, language: str) -> tuple[PastBriefing, ...]:
    """Return the briefings that were made, the newest first."""
    return tuple(_past(one, language) for one in reversed(kept))


def _past(kept: KeptBriefing, language: str) -> PastBriefing:
    request = request_of(kept.request)
    title = _("{scope}, {day}").format(scope=scope_words(request.scope), day=formats.day(request.day))
    details = _("{id} · {audience} · {language} · made {moment} by {who}").format(
        id=kept.briefing_id,
        audience=audience_label(request.audience.value),
        language=LANGUAGES[request.language],
        moment=stamp(kept.kept_at or kept.known_at),
        who=kept.kept_by,
    )
    return PastBriefing(kept.briefing_id, title, details, selection_for(kept, language=language, paper=""))


def scope_words(scope: Scope) -> str:
    """Return where a briefing looks, in words."""
    where = ", ".join(state_name(code) for code in scope.countries) or _("Caricom")
    if scope.event is None:
        return where
    event = event_title(scope.event)
    return _("{event}: {place}").format(event=event, place=where) if scope.countries else event


def part_label(key: str) -> str:
    """Return the name of a part."""
    return PART_LABELS[key]()


def audience_label(code: str) -> str:
    """Return the name of an audience."""
    return _("For the public") if code == Audience.PUBLIC else _("For the office")


def paper_label(code: str) -> str:
    """Return the name of a paper."""
    return _("Letter") if code == Paper.LETTER else _("A4")
