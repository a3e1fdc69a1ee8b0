"""Choices that belong to one page or a few, such as the direction of movements: codes that stand in the address.

The filters that every page shares are fields of `dashboard.selection.Selection`; every other choice that a link must
restore has one line here and is kept in ``Selection.choices``. A code means the same on every page that uses it and in
every language. `dashboard.app_pages.choosing` draws them.
"""

import re
from dataclasses import dataclass
from datetime import date

from data.errors import RequestRefused

LONGEST_TEXT = 1000
_CODE = re.compile(r"[\w/.:-]{1,60}")


@dataclass(frozen=True)
class PageChoice:
    """One choice.

    Attributes:
        name: parameter of the address.
        codes: what may stand there; empty where that depends on the store or on other choices, so that the page takes
            its own first choice in place of a code that it does not offer.
        default: the code that is left out of the address; empty where the page decides.
        is_many: several codes, joined with commas, in the order in which they were chosen.
        is_day: a day takes the place of the codes.
        is_text: any short text takes their place; it is only ever compared and shown as text.
    """

    name: str
    codes: tuple[str, ...] = ()
    default: str = ""
    is_many: bool = False
    is_day: bool = False
    is_text: bool = False


_CHOICES = (
    PageChoice("people"),
    PageChoice("direction", ("to", "from", "between"), default="to"),
    PageChoice("only_source"),
    PageChoice("origin", ("all", "VEN", "HTI", "CUB", "caricom"), default="all"),
    PageChoice("moves", ("pairs", "returns", "within", "missing")),
    PageChoice("compare", ("states", "measures", "events", "all", "season"), default="states"),
    PageChoice("shown", ("figure", "rate", "index"), default="figure"),
    PageChoice("scale", ("one", "own")),
    PageChoice("years", ("5", "10", "25", "all"), default="10"),
    PageChoice("measures", is_many=True),
    PageChoice("events", is_many=True),
    PageChoice("within", ("30", "60", "180", "365"), default="60"),
    PageChoice("cause", ("storm", "any"), default="storm"),
    PageChoice("dating", ("end", "start", "spread"), default="end"),
    PageChoice("residence"),
    PageChoice("compared", ("days", "import"), default="days"),
    PageChoice("since", is_day=True),
    PageChoice("before_import"),
    PageChoice("number", is_text=True),
    PageChoice("rows", ("in", "out", "all")),
    PageChoice("row_page"),
    PageChoice("briefing"),
    PageChoice("parts", is_many=True),
    PageChoice("audience", ("office", "public"), default="office"),
    PageChoice("paper", ("a4", "letter"), default="a4"),
    PageChoice("told_in"),
    PageChoice("classes", ("logarithmic", "quantile", "fixed"), default="logarithmic"),
    PageChoice("against", is_day=True),
    PageChoice("series"),
    PageChoice("room_for", ("after", "storm"), default="after"),
    PageChoice("near", is_text=True),
    PageChoice("back_by", is_day=True),
)
CHOICES: dict[str, PageChoice] = {choice.name: choice for choice in _CHOICES}


def checked_choice(name: str, text: str) -> str:
    """Return what an address holds for a choice.

    Raises:
        RequestRefused: it is none of the codes, or no day; the message names it and what may stand there.
    """
    choice = CHOICES[name]
    if choice.is_day:
        return _day(name, text)
    if choice.is_text:
        return _text(name, text)
    given = list(dict.fromkeys(text.split(","))) if choice.is_many else [text]
    for code in given:
        if (choice.codes and code not in choice.codes) or not _CODE.fullmatch(code):
            told = f" It is one of: {', '.join(choice.codes)}." if choice.codes else ""
            raise RequestRefused(f"address, {name}: '{code}' cannot be chosen.{told}")
    return ",".join(given)


def _day(name: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise RequestRefused(f"address, {name}: '{text}' is not a day such as 2025-06-30.") from None


def _text(name: str, text: str) -> str:
    if len(text) > LONGEST_TEXT or not text.isprintable():
        raise RequestRefused(f"address, {name}: not a text of at most {LONGEST_TEXT} printable signs.")
    return text
