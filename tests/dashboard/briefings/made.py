"""The briefings that a minister would ask for, each made once for a whole run: its content, and each of its forms."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from dashboard.briefings.content import Briefing, Paper
from dashboard.briefings.forms import FORMATS
from dashboard.briefings.requests import BriefingRequest, scope_of
from dashboard.briefings.workshop import Workshop

NOW = datetime(2025, 12, 1, 12, tzinfo=UTC)
ASKED: dict[str, tuple[tuple[str, ...], date]] = {
    "region": ((), date(2025, 6, 30)),
    "haiti": (("HTI",), date(2025, 6, 30)),
    "jamaica": (("JAM",), date(2024, 7, 10)),
    "saint vincent": (("VCT",), date(2021, 4, 15)),
    "bahamas": (("BHS",), date(2019, 9, 14)),
}
LANGUAGES = ("en", "fr", "nl", "es", "ht")
EVERYWHERE = [(name, language) for name in ASKED for language in LANGUAGES]
"""Every briefing in every language."""


@dataclass(frozen=True, eq=False)
class Made:
    """Briefings from the figures that ship, and their files; none is made twice."""

    workshop: Workshop
    names: frozenset[str]
    briefings: dict[tuple[str, str], Briefing] = field(default_factory=dict)
    files: dict[tuple[str, str, str], bytes] = field(default_factory=dict)

    def briefing(self, name: str, language: str) -> Briefing:
        """Return one briefing."""
        if (name, language) not in self.briefings:
            countries, day = ASKED[name]
            request = BriefingRequest(scope_of(countries), day, language=language)
            self.briefings[name, language] = self.workshop.draft(request, now=NOW)
        return self.briefings[name, language]

    def file(self, name: str, language: str, form: str) -> bytes:
        """Return one form of a briefing."""
        if (name, language, form) not in self.files:
            self.files[name, language, form] = FORMATS[form].make(self.briefing(name, language), Paper.A4)
        return self.files[name, language, form]
