"""Which words of a text are English that was left over: those of our English messages that the language never says."""

import re
from functools import cache
from pathlib import Path

import polars as pl
from babel.core import Locale
from babel.messages.pofile import read_po

from dashboard.briefings.workshop import boundaries_version
from dashboard.place_labels import units
from dashboard.words import LOCALE
from data.sources import SOURCES

_WORD = re.compile(r"[^\W\d_]{2,}")
_CODES = re.compile(r"\S*(?:://|_|\.\w)\S*|\{[^}]*\}|--\S+")
"""Addresses, options of a command, codes, names of files and places of values are no words of a language."""


def words_of(text: str) -> set[str]:
    """Return the words of a text in small letters."""
    return {word.casefold() for word in _WORD.findall(_CODES.sub(" ", text))}


@cache
def english_only(language: str) -> frozenset[str]:
    """Return the words of our English messages that no message of a language has."""
    with (LOCALE / language / "LC_MESSAGES" / "tracker.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    english: set[str] = set()
    own: set[str] = set()
    for message in catalogue:
        if message.id:
            english |= words_of(str(message.id))
            own |= words_of(str(message.string))
    return frozenset(english - own - _months(language))


def names_in(filled_store: Path) -> frozenset[str]:
    """Return the words of the names in a store: who counted, where, in which operation and in which shelter."""
    said = [boundaries_version(), *(f"{one.publisher} {one.title}" for one in SOURCES.values())]
    said += [unit.name for unit in units().values()]
    for column in ("source_name", "operation", "provider_place_name", "event_id"):
        said += _column(filled_store, "records.parquet", column)
    said += _column(filled_store, "reference-sites.parquet", "name")
    return frozenset(word for name in said for word in words_of(name))


def _column(filled_store: Path, file: str, column: str) -> list[str]:
    found = [pl.read_parquet(path, columns=[column])[column] for path in filled_store.rglob(file)]
    return [str(value) for values in found for value in values.drop_nulls().unique()]


def _months(language: str) -> set[str]:
    known = Locale.parse(language).months
    return {
        word for form in known.values() for names in form.values() for one in names.values() for word in words_of(one)
    }
