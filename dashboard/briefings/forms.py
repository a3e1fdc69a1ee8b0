"""The forms that a briefing can take: one line each, for the command line, the page and the tests alike."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.briefings.content import Briefing, Paper


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


FORMATS: dict[str, Form] = {}
"""By the name that ``--format`` takes, in the order in which they are offered."""
