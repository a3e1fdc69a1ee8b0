"""The reader's language: words through gettext, chosen for each run of the page and never shared between readers."""

import gettext as catalogues
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES: dict[str, str] = {
    "en": "English",
    "fr": "Français",
    "nl": "Nederlands",
    "es": "Español",
    "ht": "Kreyòl ayisyen",
}
"""Languages with a complete catalogue, each by its own name."""

_LOCALE = Path(__file__).parent / "locale"
_current: ContextVar[str] = ContextVar("language", default="en")


def use_language(code: str) -> None:
    """Speak this language for the rest of this run; an unknown one is English."""
    _current.set(code if code in LANGUAGES else "en")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language inside the block, such as that of a briefing, and the one before it again afterwards."""
    before = _current.set(code if code in LANGUAGES else "en")
    try:
        yield
    finally:
        _current.reset(before)


def current_language() -> str:
    """Return the code of the language of this run."""
    return _current.get()


def gettext(message: str) -> str:
    """Return a message in the language of this run."""
    return _catalogue(_current.get()).gettext(message)


def ngettext(one: str, many: str, number: float) -> str:
    """Return the singular or plural of a message in the language of this run."""
    return _catalogue(_current.get()).ngettext(one, many, int(number))


@cache
def _catalogue(code: str) -> catalogues.NullTranslations:
    return catalogues.translation("tracker", localedir=str(_LOCALE), languages=[code], fallback=True)
