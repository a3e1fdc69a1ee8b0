"""What the rules of an import expect, in the reader's language."""

import re
from functools import cache

from dashboard.language import gettext as _
from data.rules import all_words


def rule_words(text: str) -> str:
    """Return what a rule says was expected, translated; words of a single reader stay as they are."""
    bare = text.removesuffix(".")
    for template, pattern in _patterns():
        found = pattern.fullmatch(bare)
        if found is not None:
            return _(template).format(*found.groups()) + text[len(bare) :]
    return text


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((words, re.compile(re.escape(words).replace(r"\{\}", "(.*)"), re.DOTALL)) for words in all_words())
