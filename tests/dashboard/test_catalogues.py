"""The languages are whole: every message is translated, keeps its values, and is no English that was left over."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from dashboard.language import LANGUAGES
from dashboard.words import LOCALE, messages

OTHERS = [code for code in LANGUAGES if code != "en"]
PLACEHOLDER = re.compile(r"\{[a-z_]*\}")
MARKS = re.compile(r"\*\*|`[^`]*`|:material/\w+:")
A_WORD = re.compile(r"[^\W\d_]{3,}")


def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language as translators keep it."""
    with (LOCALE / language / "LC_MESSAGES" / "tracker.po").open("rb") as file:
        return read_po(file, locale=language)


def texts(message: Message) -> Iterator[tuple[str, str]]:
    """Return each English form of a message with its translation."""
    if isinstance(message.id, str):
        yield message.id, str(message.string or "")
    else:
        for number, string in enumerate(message.string or ("", "")):
            yield message.id[min(number, 1)], string


def test_the_five_languages_of_the_region_are_offered() -> None:
    assert list(LANGUAGES) == ["en", "fr", "nl", "es", "ht"]


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_translated(language: str) -> None:
    known = catalogue(language)
    assert [message.id for message in messages() if message.id and not _is_said(known.get(message.id))] == []


def _is_said(message: Message | None) -> bool:
    return message is not None and all(text for _english, text in texts(message))


@pytest.mark.parametrize("language", OTHERS)
def test_values_and_marks_of_a_message_are_in_its_translation(language: str) -> None:
    wrong = [
        (english, text)
        for message in catalogue(language)
        if message.id
        for english, text in texts(message)
        for kept in (PLACEHOLDER, MARKS)
        if sorted(kept.findall(english)) != sorted(kept.findall(text)) and not _says_one(english, text)
    ]
    assert wrong == []


def _says_one(english: str, text: str) -> bool:
    """Say whether a singular tells its number in a word of its own: the last year."""
    return "{count} " in english and english.replace("{count} ", "").count("{") == text.count("{") == 0


@pytest.mark.parametrize("language", OTHERS)
def test_no_message_is_left_in_english_but_those_that_are_alike(language: str) -> None:
    alike = {
        english
        for message in catalogue(language)
        if message.id
        for english, text in texts(message)
        if english == text and A_WORD.search(PLACEHOLDER.sub("", english))
    }
    assert alike == ALIKE_IN_ALL | ALIKE[language]


ALIKE_IN_ALL = {
    "CC BY 3.0 IGO",
    "CC BY-IGO",
    "CC BY-NC-SA 3.0 IGO",
    "CSV",
    "Caricom",
    "Caricom Displacement Tracker",
    "Caricom Displacement Tracker {version}",
    "GeoJSON",
    "GeoPackage",
    "IDMC",
    "OCHA",
    "{file}, {when} UTC",
    "{what}, {when} UTC, {who}",
}
"""Names, licences and formats that no language translates."""

ALIKE: dict[str, set[str]] = {
    "fr": {
        "Cause",
        "Code",
        "Diaspora",
        "Diaspora, {place}",
        "Direction",
        "Format",
        "Grenadines",
        "Immigration",
        "Latitude",
        "Licence",
        "Longitude",
        "Migrants",
        "Nutrition",
        "Pause",
        "Police",
        "Population",
        "Port",
        "Position",
        "Protection",
        "Protection, {place}",
        "Situation",
        "Source",
        "Sources",
        "{count} source",
        "{count} sources",
    },
    "nl": {
        "CC BY-IGO (HDX); CC BY-NC 4.0 (export)",
        "Code",
        "Diaspora",
        "Diaspora, {place}",
        "Grenadines",
        "IOM",
        "IOM DTM",
        "Import",
        "Imports",
        "Index",
        "Letter",
        "OCHA; IFRC GO",
        "Records",
        "School",
        "Sector",
        "Trends",
        "Trends, {place}",
        "UN DESA",
        "UNHCR",
        "UNHCR; IOM DTM",
        "Was",
        "import {number}",
        "{count} record",
        "{count} records",
        "{measure}, index",
    },
    "es": {
        "OCHA; IFRC GO",
        "Sector",
    },
    "ht": {
        "OCHA; IFRC GO",
        "UN DESA",
        "UNHCR",
    },
}
"""Words that are written the same in a language as in English."""
