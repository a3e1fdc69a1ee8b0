"""The forms that a briefing can take: one line each, for the command line, the page and the tests alike."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.briefings.content import Briefing, Paper
from dashboard.language import gettext as _


@dataclass(frozen=True)
class Form:
    """One form of a file.

    Attributes:
        ending: ending of the file's name, without a dot.
        media_type: its type for a browser.
        label: its name for people, in the language of the run.
        make: lays a briefing out on a paper and returns the bytes of the file; a form without paper takes no notice of
            it. It loads what it needs when it is called.
    """

    ending: str
    media_type: str
    label: Callable[[], str]
    make: Callable[[Briefing, Paper], bytes]


def _pdf(briefing: Briefing, paper: Paper) -> bytes:
    from dashboard.briefings.pdf import pdf  # typst and the pictures, which a page should not wait for

    return pdf(briefing, paper)


FORMATS: dict[str, Form] = {
    "pdf": Form("pdf", "application/pdf", lambda: _("PDF to print and to send"), _pdf),
}
"""By the name that ``--format`` takes, in the order in which they are offered."""
